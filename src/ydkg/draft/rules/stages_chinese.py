"""Chinese stages: a verb, its modality by its clause and paragraph, and its thing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ydkg.draft.rules.modality import clause, ends_planned, first_of_last_plan, goes_on, is_planned, modality_of
from ydkg.draft.rules.names import kind_of
from ydkg.draft.rules.sentence import Sentence, behind_lead
from ydkg.draft.rules.stage import Stage, is_time, settled
from ydkg.draft.rules.verbs import chinese_verbs
from ydkg.vocab import YD

if TYPE_CHECKING:
    from datetime import date

    from ydkg.words.reading.moment import Time


_ADVERB = re.compile(
    r"(?:现?已经?|将|正在?|全面|顺利|正式|成功|加快|加速|全速|力争|争取|确保|计划|拟|预计|于|到|有望|即将|也|(?<![首成古])都|均|全部|实现|陆续|相继|率先|持续|稳步|有序|深入|推进(?=[\u4e00-\u9fff]{3})|的|其中|同时|此外|目前|日前|近日|近期|不久前|加紧|抓紧|(?:我[国省市区]|全[国省市区])?共有|共(?=\d)|已有(?=\d)|截至|自(?![治然贸主动由])|并|年内|提前|基本|随着|力促|如期|按期|尽快|早日)+"
)
_TAIL = re.compile(
    r"(?P<noun>(?:三期|二期|一期|四期|首期|东段|西段|南段|北段)?(?:改?扩建)?(?:工程|项目|段|线|站|主体|区)?(?:网?(?:规划|方案|初步设计|可研报告|可行性研究报告))?)"
)
#: What is completed, behind the verb: the planning, the siting, the upgrade of something.
_WORK = re.compile(r"了?(?P<work>(?!后|前|的|时)[\u4e00-\u9fff]{2,12})(?=[，。；、）]|\Z|$)")
#: What a body does once, with a document for its object, and who may do it.
_REPORTED = frozenset("印发 出台 发布 签署 批复 颁布 公布".split())  # noqa: SIM905 - readable
_DOER = re.compile(
    r"(?:委|委员会|部|局|厅|政府|国务院|省|市|县|双方|[两三四]地|[两三四]省|集团|公司|大学|银行|管委会)(?:联合|共同|正式|今[天日])?\Z"
)
#: Names of one kind that only the last of a list says: "京沈、石济、呼张高铁".
_SHORT = re.compile(rf"(?:\A|[，。；]|{_ADVERB.pattern})(?P<names>(?:[\u4e00-\u9fff]{{2,3}}、)+)\Z")
#: What a thing that is built may end with.
_END = re.compile(
    r"[线路桥港站厂馆院园库河湖堤坝闸渠塔城段房楼隧]\Z|(?:客专|高速|系统|基地|中心|主体|设施|二期|一期|三期)\Z"
)
#: Classes of things that are built or begun one by one.
_BUILT = frozenset(
    {YD.RailwayLine, YD.Infrastructure, YD.Airport, YD.Campus, YD.Zone, YD.Project, YD.Programme, YD.GasPipeline}
)
_TRANSITIVE = frozenset("完成 发布 公布 印发 出台 颁布 签署 推出".split())  # noqa: SIM905 - readable
_PLACED = re.compile(r"(?:北京|天津|上海|重庆|[\u4e00-\u9fff]{2,3})(?:省|市|县|(?<![新发作范园保])区)|全[省市国]")
#: A new speaker reports; what the one before plans ends.
_REPORTS = re.compile(r"[\u4e00-\u9fff]{2,12}(?:介绍|通报)(?:说|道)?，")
#: Where a paragraph says that it goes over to what is to come.
_NEXT = re.compile(r"下一步|接下来|下阶段|今后|未来|明年|目标|要(?=[加推实建坚深提完抓])")
#: Nouns of what is to be reached, behind what says of what.
_AIMED = re.compile(r"的(?:目标|任务|要求|设想|愿景|计划|方案)")
#: Verbs that are part of what something is called, before words for it.
_NOUNS = re.compile("修复|改造|扩建|改扩建|实施|试点|研究|安装|升级改造|推广")
_DONE_TO = re.compile("(?:加快|提速|全力|积极|稳步|持续)?(?:推进|推动|实施|启动|谋划)(?!了)")
_OF_WORK = "工程|项目|方案|细则|办法|意见|中心|院|所"
#: Where the subject of a clause ends.
_CUED = re.compile(
    "已经?|正在|将(?!军|来)|拟|计划|预计|力争|获|(?:全面|基本|顺利)?(?:完成|建成|开工|贯通|铺轨)|总投资|全长|总长|位于|占地|设计时速|起于|[东西南北]起"
)
#: Bodies that do something, and of which a stage is not.
_BODY = re.compile("(?:委|委员会|局|厅|政府|署|国务院)\\Z")
#: What is no thing that reaches a stage: a place where something is done, and who does it together with others.
_ACTOR = re.compile(
    r"\A(?:加上|可以|就|在|对|向|从|把|以|要|支持|鼓励|引导|指导|其余|其他)|(?:累计|共同|联合|先后|共|全国新|新|人员|职工|工人|建设者)\Z"
)
#: Who tells it: "记者从铁路集团获悉".
_TOLD_BY = re.compile("(?:记者)?从|记者|据")
#: Verbs of what is reached at once: at the end of a clause they state a deed.
_RESULT = re.compile(
    r"封顶|[轨洞桥隧]通|投入使用|投入运营|投入运行|投用|启动建设|建成|竣工|完工|投产|投运|开通|通车|启用|印发|出台|发布|颁布|揭牌|成立|启动|落成|贯通|签署|签约|获批|批复|核准|合龙|动工|验收|(?:投入[\u4e00-\u9fff]{1,4}运)[行营]|运营(?=[，。；])|审议通过|开港|试运行|生效|施行|挂牌|上线|举办|召开|开工|交付|奠基|设立|组建|开园|通航|通水|并网|开业|展开"
)
#: What is to be reached, and is not said to be.
_ASKED = re.compile(
    r"推动|推进|加快|促进|确保|支持|抓好|抓紧|力促|加强|争取|做好|谋划|筹备|申报|具备|达到|保障|组织|协调|加紧|全力|未|待|后\Z|前\Z|以来"
)


def chinese_stages(sentence: Sentence, issued: date) -> list[Stage]:
    """Find the stages that a Chinese sentence states.

    Parameters
    ----------
    sentence : Sentence
    issued : date
        The day of issue.

    Returns
    -------
    list of Stage
        In the order of the sentence.
    """
    found: list[Stage] = []
    pattern, names = chinese_verbs()
    for match in pattern.finditer(sentence.words):
        start, end = sentence.start + match.start(), sentence.start + match.end()
        verb = names[match.lastgroup or ""]
        if any(each.start < end and start < each.end for each in sentence.mentions) or _is_part(sentence, start, end):
            continue
        if _is_quoted(sentence, start):
            continue
        first, last = clause(sentence.text, sentence.start, sentence.end, start)
        if found and first <= found[-1].start and sentence.after(found[-1].end, 1) == "、":
            first = found[-1].end + 1  # "云岭大桥合龙、青石隧道贯通"
        modality = _modality(sentence, first, start, end, issued)
        about = _about(sentence, first, start, end, last)
        follows = found and "，" not in sentence.text[found[-1].end : first - 1]
        of_it: list[tuple[int, int]] = []
        if about is None and follows and start - found[-1].end < 40 and sentence.text[first - 1] == "，":
            # A clause without a subject is of the one before.
            about, of_it = found[-1].about, [each.about for each in found if each.verb == found[-1].verb]
        about = about or _named_ahead(sentence, first) or _subject_ahead(sentence, first, start)
        if modality is None or about is None or is_time(sentence, about) or _TOLD_BY.match(sentence.text, about[0]):
            continue
        times = [each for each in sentence.times if each.last and not each.same and each.start < start]
        time = times[-1] if times and (times[-1].start >= first or times[-1].end >= first - 2) else None
        modality = settled(modality, time, issued)
        found += [
            Stage(start, end, verb.slug, verb.label, modality, each, time, "stages.chinese", start)
            for each in of_it or _listed(sentence, about, first, last)
        ]
    return found


def _is_quoted(sentence: Sentence, at: int) -> bool:
    """Tell whether a place lies within a catchword or a title in quotation marks."""
    ahead = sentence.text[sentence.start : at]
    opened = ahead.rfind("“")
    if opened < 0 or "”" in ahead[opened:]:
        return False
    quoted = ahead[opened + 1 :] + sentence.text[at : sentence.end].partition("”")[0]
    return "”" in sentence.text[at : sentence.end] and not re.search("[，。；]", quoted)


def _listed(sentence: Sentence, about: tuple[int, int], first: int, last: int) -> list[tuple[int, int]]:
    """Give each thing of a list that a stage is of: names that say what they are, on either side of the one found."""
    items = [about]
    while ahead := re.search(
        "[，、；。：]?([\u4e00-\u9fff“”·\\w]{3,20})[、和与及]\\Z", sentence.text[first : items[0][0]]
    ):
        before = first + ahead.start(1), first + ahead.end(1)
        opens = _ADVERB.match(sentence.text[slice(*before)])
        before = before[0] + (opens.end() if opens else 0), before[1]
        if not _is_thing(sentence, before):
            break
        items.insert(0, before)
    while behind := re.match(
        "[、和与及]([\u4e00-\u9fff“”·\\w]{3,20}?)(?=[、和与及，。；等]|建设|\\Z)", sentence.text[items[-1][1] : last]
    ):
        after = items[-1][1] + behind.start(1), items[-1][1] + behind.end(1)
        if not _is_thing(sentence, after):
            break
        items.append(after)
    named = re.split("(?<![高初中同平])等", sentence.text[slice(*about)], maxsplit=1)[0]
    parts = [(about[0] + found.start(), about[0] + found.end()) for found in re.finditer("[^、]+", named)]
    if len(items) == 1 and parts:
        pair = re.fullmatch("(.{4,})[和与及](.{4,})", sentence.text[slice(*parts[-1])])
        ends = [(parts[-1][0] + pair.start(place), parts[-1][0] + pair.end(place)) for place in (1, 2)] if pair else []
        parts = [*parts[:-1], *ends] if ends and all(_is_thing(sentence, each) for each in ends) else parts
        listed = about[1] > parts[-1][1] or _is_thing(sentence, parts[-1])
        if len(parts) > 1 and listed and all(end - start > len("甲乙线") for start, end in parts):
            return parts
    short = _SHORT.search(sentence.text[first : about[0]]) if len(items) == 1 else None
    return [(first + short.start("names"), about[1])] if short and kind_of(sentence.text[slice(*about)]) else items


def _is_thing(sentence: Sentence, span: tuple[int, int]) -> bool:
    """Tell whether words of a list name a thing: by their last word, or as a name of the text."""
    named = any((each.start, each.end) == span for each in sentence.mentions)
    words = sentence.text[slice(*span)]
    return named or kind_of(words) in _BUILT or _END.search(words) is not None


def _named_ahead(sentence: Sentence, first: int) -> tuple[int, int] | None:
    """Give the document that the clause before is about: "《法》已提请审议，有望年内出台"."""
    named = next((each for each in reversed(sentence.mentions) if each.end <= first), None)
    opens = named and (named.start <= sentence.start + 1 or sentence.text[named.start - 1] in "，；。")
    near = named and "，" not in sentence.text[named.end : first - 1] and sentence.text[first - 1] == "，"
    return (named.start, named.end) if named and opens and near and named.text.startswith("《") else None


def _subject_ahead(sentence: Sentence, first: int, start: int) -> tuple[int, int] | None:
    """Give the subject of the clause before, where one begins with its verb: "运河工程已纳入规划，正在开展前期工作"."""
    opens = _ADVERB.match(sentence.text[first:start]) or re.match("", "")
    rest = sentence.text[first + (opens.end() if opens else 0) : start]
    if rest and not any(each.start < start and first <= each.start for each in sentence.times):
        return None
    if sentence.text[first - 1 : first] != "，" or _subject(sentence, first, start):
        return None
    before, _ = clause(sentence.text, sentence.start, sentence.end, first - 1)
    said = _CUED.search(sentence.text[before : first - 1])
    return _subject(sentence, before, before + said.start()) if said else None


def _is_part(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether a verb is part of a noun, of a question, or has an amount for its object."""
    if re.match(
        r"(?:中(?![心学央小])|[率者性力局部厅处室费款额型单位期会台量点之办组])|数量|条件|仪式|时间|日期|规模|(?:[及和、](?:在建|建成))?(?:总?里程)",
        sentence.after(end, 8),
    ):
        return True
    first, last = clause(sentence.text, sentence.start, sentence.end, start)
    if sentence.after(end, 1) == "的" and not re.search("[已将拟在]", sentence.before(start, 8)):
        # "形成的城市群": an attribute; "2023年动工的青石铁路" is a deed of its day.
        dated = any(first <= each.start < start and each.last for each in sentence.times)
        return not dated or not any(each.start == end + 1 for each in sentence.mentions)
    noun = re.search("的(?:集中|正式|全面)?\\Z", sentence.before(start, 6))
    if noun and sentence.after(end, 1) in {"、", "和", "，", "。"}:
        return True  # "项目的集中签约、开工"
    if re.match("[之以]?后", sentence.after(end, 2)):
        return True  # "建成后"
    if re.match("[^，。；]{0,12}(?:有关|相关)?情况", sentence.after(end, 18)) and re.search(
        "介绍|通报", sentence.before(start, 60)
    ):
        return True  # "介绍加快建设…有关情况": what is told about.
    if re.match("[和及与][\u4e00-\u9fff]{2,4}(?:中心|基地|工程|项目)", sentence.after(end, 8)):
        return True  # "飞机完成和交付中心": what it is called
    if re.match("已?完成(?:了)?(?:约|近|超)?\\d", sentence.after(end, 8)):
        return True  # "安装已完成70%"
    if _NOUNS.fullmatch(sentence.text[start:end]) and re.match(_OF_WORK, sentence.after(end, 2)):
        return True  # "滹沱河修复工程", "实施方案": what it is called.
    if re.search("(?<![尽加])[早快]\\Z", sentence.before(start, 2)):
        return True  # "推动项目早开工、快建设": a catchword.
    if re.match("[^，。；]{0,16}的(?:关键|开局|收官|起步|重要)[^，。；]{0,6}年", sentence.after(end, 30)):
        return True  # "深入实施规划的关键之年"
    if sentence.text[start:end] == "批复" and re.match("(?:的|总)?(?:概算|投资|规模)", sentence.after(end, 4)):
        return True
    if _NOUNS.fullmatch(sentence.text[start:end]) and _DONE_TO.match(sentence.text[first:start]):
        return True  # "推进青石机场扩建": the other verb says what is done.
    if sentence.text[start:end] == "研究" and re.search("[性可]\\Z", sentence.before(start, 1)):
        return True
    if sentence.text[start:end] == "在建" and re.match("规模|项目|工程|里程|最|的", sentence.after(end, 2)):
        return True
    if sentence.text[start:end] == "研发" and re.match(
        "投入|经费|费用|中心|人员|机构|支出|强度", sentence.after(end, 2)
    ):
        return True
    if sentence.text[end - 1 : end] == "成" and re.match("[渝都]", sentence.after(end, 1)):
        return True  # "共建成渝双城": the names of places.
    if re.search("如何|怎[么样]|是否|能否", sentence.text[first:last]):
        return True
    if sentence.text[start:end] not in {"完成", "实现", "新建", "安排", "执行", "引进"}:
        return False
    if re.match("[^，；。]{0,14}(?:目标|任务|计划|指标)(?![的书])", sentence.after(end, 18)):
        return True  # "超额完成年度目标"
    amount = next((each for each in sentence.quantities if end <= each.start < last), None)
    objects = amount and re.fullmatch(r"(?!了?对)[^，；。]{0,14}", sentence.between(end, amount.start))
    return bool(objects) or re.match("[^，；。]{0,6}(?:投资|额|量|值|收入)", sentence.after(end, 10)) is not None


def _modality(sentence: Sentence, first: int, start: int, end: int, issued: date) -> str | None:
    """Tell the modality of a Chinese verb by its clause; a plan reaches from the clauses before it."""
    told_of = sentence.text
    for each in _times(sentence, sentence.start, start):
        if each.last and each.last <= issued:  # "到2015年末": a day that is past is no plan.
            told_of = told_of[: each.start] + " " * (each.end - each.start) + told_of[each.end :]
    here = told_of[first:end] + told_of[end : end + 1].replace("。", "")
    ahead = told_of[sentence.start : first]
    ahead = ahead[max(ahead.rfind("。"), ahead.rfind("；")) + 1 :]
    due = any(
        each.last
        and each.last > issued
        and sentence.start <= each.start < start
        and each.start >= first - len(ahead)
        and each.deadline
        for each in sentence.times
    )
    said = modality_of(here)
    if _AIMED.search(sentence.text[end : clause(sentence.text, sentence.start, sentence.end, start)[1]]):
        return YD.Planned  # "建立…的目标": what is to be reached.
    if re.search("正在[^，]{0,4}\\Z", sentence.text[first:start]) and not is_planned(here):
        return YD.Underway
    if sentence.text[start:end].startswith("进入") and not is_planned(here):
        return None if re.match("[之以]?[前后时]", sentence.after(end, 2)) else YD.Underway
    if goes_on(here) and not any(
        each.deadline and each.last and each.last > issued for each in _times(sentence, first, start)
    ):
        return YD.Underway
    if re.match("为(?!期|主|使)", here):
        return None  # "为加快建设，…": what something is done for.
    if sentence.ahead:
        return YD.Planned
    past = re.search("[已了]", here)
    if any(
        each.first and each.first > issued for each in _times(sentence, first if past else first - len(ahead), start)
    ):
        return YD.Planned  # "明年起分阶段落成", "明年，大桥合龙，铁路动工"
    told = _paragraph_before(sentence)
    ahead_of_all = ends_planned(told) and not re.search("[已了]", here) and not _REPORTS.match(sentence.words)
    if any(
        each.last and each.last <= issued and each.deadline and each.start <= sentence.start + 1
        for each in sentence.times
    ):
        ahead_of_all = False  # "截至3月底，…": what there is by a day that is past.
    if said == YD.Underway and not _NEXT.search(told) and _subject(sentence, first, start):
        ahead_of_all = False  # One thing is planned, and another goes on.
    if ahead_of_all and (said or _RESULT.search(sentence.text[start:end])):
        return YD.Planned  # In a paragraph that has gone over to what is to come.
    if here.rfind("已") > first_of_last_plan(here) and first_of_last_plan(here) < len(here) and said == YD.Planned:
        return YD.Done  # "计划开工的工程已全部开工"
    if re.search("已(?!规划|计划|列入)", here[: start - first]) and not is_planned(here):
        return YD.Done if said != YD.Underway else said
    if said == YD.Planned or due:
        return YD.Planned
    deed = max(ahead.rfind("已"), ahead.rfind("了"))  # "计划开工的60个项目已开工50个，…"
    planned = is_planned(ahead) and deed < first_of_last_plan(ahead)
    if said is None and planned:
        return YD.Planned
    if said is not None:
        return YD.Planned if planned and said == YD.Underway else said
    if not _RESULT.search(sentence.text[start:end]):
        return None
    dated = any(each.last and each.last <= issued and first - 14 <= each.start < start for each in sentence.times)
    ends = sentence.text[end : end + 1] in {"，", "。", "；", "、", "）", "并", "", "\n"}
    reported = (
        sentence.text[start:end] in _REPORTED
        and start > first
        and re.match("《|了?[\u4e00-\u9fff“”]{2,20}(?:报告|协议|条例|规划|方案|协定)", sentence.after(end, 26))
    )
    if (
        reported
        and not _ASKED.search(sentence.text[first:start])
        and _DOER.search(sentence.text[first:start])
        and not re.search("[要应须由拟将]|会同|牵头|负责", here)
    ):
        return YD.Done  # "省政府印发《规划》": who did it is named.
    asked = _ASKED.search(sentence.text[first:start])
    return YD.Done if dated or (ends and start > first and not asked) else None


def _times(sentence: Sentence, first: int, last: int) -> list[Time]:
    """Give the times of a clause."""
    return [each for each in sentence.times if first <= each.start < last]


def _paragraph_before(sentence: Sentence) -> str:
    """Give what stands before a sentence in its paragraph."""
    return sentence.text[sentence.text.rfind("\n", 0, sentence.start) + 1 : sentence.start]


def _about(sentence: Sentence, first: int, start: int, end: int, last: int) -> tuple[int, int] | None:
    """Give what a Chinese stage is of: the name behind the verb, the one before it, or the words before or behind it."""
    behind = next(
        (
            each
            for each in sentence.mentions
            if end <= each.start <= min(last, end + 6)
            and not re.search("[、在于向由对]", sentence.between(end, each.start))
        ),
        None,
    )
    if behind and not _PLACED.fullmatch(behind.text) and behind.kind not in {YD.Province, YD.Municipality}:
        return behind.start, behind.end
    before = [
        each
        for each in sentence.mentions
        if first <= each.start
        and each.end <= start
        and not _PLACED.fullmatch(each.text)
        and not _BODY.search(each.text)
        and each.kind not in {YD.Province, YD.Municipality}
    ]
    own = _subject(sentence, first, start)
    if any(
        end <= each.start <= end + 1 and each.unit is None and sentence.text[end] not in "，。；、"
        for each in sentence.quantities
    ):
        return None  # "海关已出台28条举措": the figure says it, and who did it is no thing.
    if sentence.text[start:end] in {"发布", "公布"} and re.match(
        r"了?[^，；。]{0,30}(?:数据|消息|信息|情况|声明|公告)(?=[，；。]|\Z)", sentence.text[end : last + 1]
    ):
        return None  # Who tells something is no thing.
    if re.match(
        r"了?[\u4e00-\u9fff]{2,20}(?:超|近|约)?\d[\d.,]*(?![号期])[\u4e00-\u9fff]", sentence.text[end:last]
    ) and (own or not behind):
        return None  # "企业已设立分公司20家": the figure says it, too.
    if several := re.match(r"了?一(?:大?批|系列)([\u4e00-\u9fff]{3,14})(?=[，；。、])", sentence.text[end : last + 1]):
        return end + several.start(1), end + several.end(1)
    if own and _BODY.search(re.split("要|会同|牵头|负责", sentence.text[slice(*own)])[0]):
        own = None
    if own and sentence.text[own[1] - 1] in "和与及并":
        own = None  # "恢复和开通航线": the verb is the second of two.
    if own and (_ACTOR.search(sentence.text[slice(*own)]) or _PLACED.fullmatch(sentence.text[slice(*own)])):
        own, before = None, []
    if sentence.text[start:end] in _TRANSITIVE and (object_of := _WORK.match(sentence.text[end:last])):
        if re.search(r"(?:数据|消息|信息|情况|声明|公告)\Z", object_of.group("work")):
            return None
        return end + object_of.start("work"), end + object_of.end("work")
    if before:
        tail = _TAIL.match(sentence.text[before[-1].end : start])
        more = tail.group("noun") if tail else ""
        edge = before[-1].end + len(more or "")
        return own if own and own[0] <= before[-1].start and edge + 1 < own[1] else (before[-1].start, edge)
    whole = own and re.fullmatch(
        r"(?:全[省市区国县]|累计|共|各地|我[省市国]|我们|本[省市])+", sentence.text[slice(*own)]
    )
    if own and not whole:
        return own
    if found := re.match(
        r"(?:了|起|的)?(?:从[^，。；]{2,24}的)?(?!和|及|与|以|后|前|时|并|可|就|啦)((?:[\u4e00-\u9fff“”\"A-Za-z]|(?<=[\u4e00-\u9fff])[-—](?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\d+(?=[号期])){3,24})",
        sentence.text[end:last],
    ):
        if found.group(1).endswith("建设") and sentence.text[start:end].endswith(("加快", "推进")):
            return end + found.start(1), end + found.end(1) - len("建设")
        more = re.search(r"(?:超过|达到?|近|约|逾|共|累计|不少于|不低于)+\Z", found.group(1))
        return end + found.start(1), end + found.end(1) - (len(more.group()) if more else 0)
    return None


def _subject(sentence: Sentence, first: int, start: int) -> tuple[int, int] | None:
    """Give the words of a Chinese clause before its verb, without times and adverbs."""
    at = behind_lead(sentence, first, start, _ADVERB)
    if numbered := re.match(r"（[一二三四五六七八九十]+）|\d+[.、．]", sentence.text[at:start]):
        at += numbered.end()
    end = min([start, *(each.start for each in sentence.times if at < each.start < start)])
    words = re.split(
        r"(?:现?已有(?=\d)|现?已经?|将|正在?|全面|顺利|正式|成功|加快|加速|全速|提前|力争|计划|拟|预计|于|有望|即将|也|(?<![首成古])都|均|全部|全线|实现|陆续|相继|率先|持续|稳步|有序|深入|扎实|日前|近日|近期|加紧|抓紧|自(?![治然贸主动由])|如期|按期|基本|在全[国省市区球]|目前|要(?=[尽加抓推])|尽快|早日|尽早|全力|大力|着力|为\Z|早\Z|获得?\Z|获(?=批|核)|建成并|并\Z)",
        sentence.text[at:end],
    )[0].strip("的，、 ")
    words = words.removesuffix("等").removesuffix("为")
    counted = re.fullmatch(
        r"(?:[GSXY]\d+)?\D*|\D{2,}\d+[\u4e00-\u9fff]{3,}|\d+[\u4e00-\u9fff“”]{2,}(?:[和、]\d+[\u4e00-\u9fff]{2,})*",
        words,
    )
    phase = re.fullmatch("[一二三四五六首]期", words)
    named = counted or (not words[:1].isdecimal() and _is_thing(sentence, (at, at + len(words))))  # "±800千伏直流工程"
    return (at, at + len(words)) if (len(words) > 2 or phase) and named else None
