"""How a relation reads in a sentence, and what its far side is called, one way and the other."""

from __future__ import annotations

import re
from typing import NamedTuple

from ydkg.vocab import DCTERMS, GEO, ORG, OWL, SCHEMA, SKOS, YD
from ydkg.words import days
from ydkg.words.grammar import agreeing, capitalized
from ydkg.words.language import CHINESE


class Phrase(NamedTuple):
    """A relation in words: between subject and object, as a heading over objects, as a heading over subjects.

    A verb has ``…`` where the object stands, and ``#`` where the role does; without ``…`` the object follows it.
    """

    verb: str
    onward: str
    back: str


_PHRASES = {
    DCTERMS.hasPart: Phrase("includes", "Parts", "Part of"),
    DCTERMS.isPartOf: Phrase("is part of", "Part of", "Parts"),
    DCTERMS.relation: Phrase("is related to", "Related to", "Related to"),
    DCTERMS.subject: Phrase("is discussed under", "Discussed under", "Discussed under this theme"),
    GEO.sfContains: Phrase("contains", "Contains", "Within"),
    GEO.sfOverlaps: Phrase("overlaps", "Overlaps", "Overlaps"),
    GEO.sfWithin: Phrase("is within", "Within", "Contains"),
    ORG.hasMember: Phrase("has … as a member", "Members", "Member of"),
    ORG.Membership: Phrase("is # of", "Posts", "People in posts"),
    ORG.memberOf: Phrase("is a member of", "Member of", "Members"),
    ORG.subOrganizationOf: Phrase("is part of", "Part of the organisation", "Bodies within it"),
    OWL.differentFrom: Phrase("is not", "Not to be confused with", "Not to be confused with"),
    SCHEMA.about: Phrase("is about", "About", "Subject of"),
    SCHEMA.location: Phrase("is located in", "Located in", "Located here"),
    SCHEMA.organizer: Phrase("is organised by", "Organised by", "Organises"),
    SCHEMA.superEvent: Phrase("is part of", "Within the event", "Events within it"),
    SKOS.broader: Phrase("falls under", "Under the theme", "Sub-themes"),
    SKOS.related: Phrase("is related to", "Related to", "Related to"),
    YD.advances: Phrase("advances", "Advances", "Advanced by"),
    YD.alignedWith: Phrase("is aligned with", "Aligned with", "Aligned with it"),
    YD.connects: Phrase("connects", "Connects", "Connected by"),
    YD.describedLike: Phrase(
        "is described in the same words as", "Described in the same words", "Described in the same words"
    ),
    YD.destination: Phrase("leads to", "Destination", "Journeys that end here"),
    YD.developedBy: Phrase("is developed by", "Developed by", "Develops"),
    YD.developmentOf: Phrase("is a development of", "Development of", "Developments"),
    YD.focusesOn: Phrase("focuses on", "Focuses on", "In the focus of"),
    YD.guides: Phrase("guides", "Guides", "Guided by"),
    YD.implementedIn: Phrase("is implemented in", "Implemented in", "Implemented here"),
    YD.implements: Phrase("implements", "Implements", "Implemented by"),
    YD.initiatedBy: Phrase("is initiated by", "Initiated by", "Initiates"),
    YD.inPeriodOf: Phrase("is for the period of", "For the period of", "Plans for its period"),
    YD.investsIn: Phrase("invests in", "Invests in", "Invested in by"),
    YD.issuedBy: Phrase("is issued by", "Issued by", "Issues"),
    YD.jurisdiction: Phrase("has jurisdiction in", "Jurisdiction", "Bodies responsible here"),
    YD.metric: Phrase("is measured by", "Measured by", "Measured of"),
    YD.namedAfter: Phrase("is named after", "Named after", "Gives its name to"),
    YD.namedWith: Phrase("is named together with", "Named together with", "Named together with it"),
    YD.operatedBy: Phrase("is operated by", "Operated by", "Operates"),
    YD.origin: Phrase("starts in", "Origin", "Journeys that start here"),
    YD.outcomeOf: Phrase("is an outcome of", "Outcome of", "Outcomes"),
    YD.Participation: Phrase("took part in", "Took part in", "Participants"),
    YD.planFor: Phrase("is a plan for", "Plan for", "Plans for it"),
    YD.prioritizes: Phrase("gives priority to", "Gives priority to", "Given priority by"),
    YD.promotedBy: Phrase("is promoted by", "Promoted by", "Promotes"),
    YD.providedThrough: Phrase("is provided through", "Provided through", "Provides"),
    YD.regulates: Phrase("regulates", "Regulates", "Regulated by"),
    YD.reports: Phrase("reports", "Reports", "Reported in"),
    YD.responsible: Phrase("is the responsibility of", "Responsible", "Responsible for"),
    YD.servedBy: Phrase("is served by", "Served by", "Serves"),
    YD.showsProgressOf: Phrase("shows the progress of", "Shows the progress of", "Progress shown by"),
    YD.supports: Phrase("supports", "Supports", "Supported by"),
}


_CHINESE = {
    DCTERMS.hasPart: Phrase("包括", "组成部分", "所属整体"),
    DCTERMS.isPartOf: Phrase("属于", "所属整体", "组成部分"),
    DCTERMS.relation: Phrase("与…相关", "相关", "相关"),
    DCTERMS.subject: Phrase("归入主题“…”", "主题", "该主题下的内容"),
    GEO.sfContains: Phrase("包含", "包含", "位于"),
    GEO.sfOverlaps: Phrase("与…重叠", "重叠", "重叠"),
    GEO.sfWithin: Phrase("位于", "位于", "包含"),
    ORG.hasMember: Phrase("的成员有", "成员", "所属机构"),
    ORG.Membership: Phrase("任…#", "职务", "任职人员"),
    ORG.memberOf: Phrase("是…的成员", "所属机构", "成员"),
    ORG.subOrganizationOf: Phrase("隶属于", "上级机构", "下属机构"),
    OWL.differentFrom: Phrase("不同于", "请勿混淆", "请勿混淆"),
    SCHEMA.about: Phrase("涉及", "涉及", "涉及此事的内容"),
    SCHEMA.location: Phrase("位于", "所在地", "位于此地"),
    SCHEMA.organizer: Phrase("由…主办", "主办方", "主办"),
    SCHEMA.superEvent: Phrase("是…的一部分", "所属活动", "下属活动"),
    SKOS.broader: Phrase("属于主题“…”", "上级主题", "下级主题"),
    SKOS.related: Phrase("与…相关", "相关", "相关"),
    YD.advances: Phrase("推进", "推进", "推进者"),
    YD.alignedWith: Phrase("与…相衔接", "相衔接", "与之衔接"),
    YD.connects: Phrase("连接", "连接", "连接线路"),
    YD.describedLike: Phrase("与…表述相同", "表述相同", "表述相同"),
    YD.destination: Phrase("通往", "终点", "到达此地的行程"),
    YD.developedBy: Phrase("由…制定", "制定方", "制定"),
    YD.developmentOf: Phrase("是…的建设内容", "所属建设", "建设内容"),
    YD.focusesOn: Phrase("聚焦", "聚焦", "聚焦于此"),
    YD.guides: Phrase("指导", "指导", "指导依据"),
    YD.implementedIn: Phrase("在…实施", "实施地", "在此实施"),
    YD.implements: Phrase("落实", "落实", "落实举措"),
    YD.initiatedBy: Phrase("由…发起", "发起方", "发起"),
    YD.inPeriodOf: Phrase("对应…的规划期", "对应规划期", "同期规划"),
    YD.investsIn: Phrase("投资于", "投资于", "投资方"),
    YD.issuedBy: Phrase("由…印发", "印发机构", "印发"),
    YD.jurisdiction: Phrase("管辖", "管辖范围", "管辖机构"),
    YD.metric: Phrase("以…衡量", "指标", "衡量对象"),
    YD.namedAfter: Phrase("得名于", "得名于", "以此命名"),
    YD.namedWith: Phrase("与…一并提及", "一并提及", "一并提及"),
    YD.operatedBy: Phrase("由…运营", "运营方", "运营"),
    YD.origin: Phrase("始于", "起点", "由此出发的行程"),
    YD.outcomeOf: Phrase("形成于", "形成于", "形成的文件"),
    YD.Participation: Phrase("以#身份参加", "参加的活动", "参加者"),
    YD.planFor: Phrase("是…的规划", "规划内容", "相关规划"),
    YD.prioritizes: Phrase("优先安排", "优先安排", "列为优先的规划"),
    YD.promotedBy: Phrase("由…推动", "推动方", "推动"),
    YD.providedThrough: Phrase("通过…提供", "提供渠道", "提供"),
    YD.regulates: Phrase("规范", "规范", "适用规定"),
    YD.reports: Phrase("报道", "报道", "报道来源"),
    YD.responsible: Phrase("由…负责", "负责方", "负责"),
    YD.servedBy: Phrase("由…服务", "服务线路", "服务于"),
    YD.showsProgressOf: Phrase("体现…的进展", "体现进展", "进展体现"),
    YD.supports: Phrase("支持", "支持", "支持者"),
}

# What a relation is called where its subject is of a family: an event takes place where other things are located.
_OF_FAMILY = {(SCHEMA.location, "event"): Phrase("takes place in", "Takes place in", "Events here")}
_OF_FAMILY_ZH = {(SCHEMA.location, "event"): Phrase("在…举行", "举行地点", "在此举行")}

# What Chinese names have in them: PM2.5, G60.
_SIGN = r"[A-Z]{1,2}[0-9]+(?:\.[0-9]+)?(?![0-9A-Za-z])"


def phrase(predicate: str, label: str, lang: str = "en", family: str = "") -> Phrase:
    """Give the words of a relation.

    Parameters
    ----------
    predicate : str
        IRI of a property, or of a record class that is drawn as an edge.
    label : str
        What the ontology calls it, for relations without words of their own.
    lang : str
        ``"en"`` or ``"zh"``.
    family : str
        Key of the subject's family, such as ``"event"``, for what is called otherwise there.

    Returns
    -------
    Phrase
        The words.
    """
    sharper = (_OF_FAMILY_ZH if lang == "zh" else _OF_FAMILY).get((predicate, family))
    known = sharper or (_CHINESE if lang == "zh" else _PHRASES).get(predicate)
    if known:
        return known
    heading = label[:1].upper() + label[1:]
    return Phrase(f"– {label} –", heading, f"{heading} of")


def plural_verb(words: Phrase) -> str:
    """Give a relation's English verb for a subject that is several.

    Examples
    --------
    >>> plural_verb(phrase("https://w3id.org/ydkg/ontology#issuedBy", ""))
    'are issued by'
    """
    return agreeing(words.verb)


def sentence(verb: str, subject: str, target: str, *, role: str = "", as_of: str = "", lang: str = "en") -> str:
    """Say that a relation holds between two things.

    Parameters
    ----------
    verb : str
        The verb of a `Phrase`, or the same for several.
    subject, target : str
        Names of the two things.
    role : str
        What stands for ``#``: a role in the same language.
    as_of : str
        ISO day as of which it holds; empty where none is stated.
    lang : str
        ``"en"`` or ``"zh"``.

    Returns
    -------
    str
        A sentence without a full stop. `sentenceOf` of the explorer's page says the same.

    Examples
    --------
    >>> sentence("is # of", "Gu Jun", "Shanghai Municipal Government", role="deputy secretary-general")
    'Gu Jun is deputy secretary-general of Shanghai Municipal Government'
    >>> sentence("任…#", "顾军", "上海市人民政府", role="副秘书长", as_of="2024-12-04", lang="zh")
    '顾军任上海市人民政府副秘书长（截至2024年12月4日）'
    >>> sentence("has … as a member", "collaboration", "Hefei center")
    'Collaboration has Hefei center as a member'
    """
    before, _, after = (part.strip().replace("#", role) for part in verb.partition("…"))
    if lang == "zh":
        said = spaced(f"{subject}{before}{target}{after}")
        return said + (f"（{days.as_of(as_of, CHINESE)}）" if as_of else "")
    said = " ".join(part for part in (capitalized(subject), before, target, after) if part)
    return said + (f", {days.as_of(as_of)}" if as_of else "")


def spaced(text: str) -> str:
    """Set Latin names apart from the Chinese beside them; figures alone, and signs such as PM2.5, stay as they are.

    Examples
    --------
    >>> (
    ...     spaced("自revision of the Legislation Law以来"),
    ...     spaced("与15th Five-Year Plan相关"),
    ...     spaced("Index 2024为2024年"),
    ... )
    ('自 revision of the Legislation Law 以来', '与 15th Five-Year Plan 相关', 'Index 2024 为2024年')
    """
    text = re.sub(rf"(?!{_SIGN})(?<![A-Za-z])([A-Za-z][ -~]*)(?<=[A-Za-z0-9])(?=[\u4e00-\u9fff])", r"\1 ", text)
    return re.sub(rf"([\u4e00-\u9fff])(?=[0-9]*[A-Za-z])(?!{_SIGN})", r"\1 ", text)
