"""Chinese stages: a verb, its modality by its clause and paragraph, and its thing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ydkg.language.sentence.modality import clause, cue_of, is_planned, modality_of
from ydkg.language.sentence.names import Mention, kind_of
from ydkg.language.sentence.sentence import Sentence, behind_lead
from ydkg.language.sentence.stage import Stage, is_time, settled, verbs_in
from ydkg.vocab import YD

if TYPE_CHECKING:
    from datetime import date

    from ydkg.language.reading.spans import Span
    from ydkg.language.reading.times import Time

#: What goes on whatever is planned in the clauses before it.
_GOES_ON = re.compile(r"正(?=在|式?推|加|抓|全|有|稳|积)|在建(?!成)|进行中|(?:全面|不断|明显)提速")
#: Where a Chinese paragraph goes over to what is to come.
_TO_COME = re.compile(
    r"下一步|接下来|今后|未来|明年|将(?!近|军|来|其|以|它|这|此)|力争|计划(?=[于在到用年])|目标(?!的\d)|要(?=[加推实建坚深提完抓])|打算|谋划"
)
_HAS_BEEN = re.compile(r"已(?!知)|了[^，。；]{0,14}目标|了(?!解)|累计|成功|去年|上年")
_ADVERB = re.compile(
    r"(?:现?已经?|将|正在?|全面|顺利|正式|成功|加快|加速|全速|力争|争取|确保|计划|拟|预计|于|到|有望|即将|也|(?<![首成古])都|均|全部|实现|陆续|相继|率先|持续|稳步|有序|深入|同步|推进(?=[\u4e00-\u9fff]{3})|的|其中|同时|此外|目前|内(?=实现|建成|开工|完成)|日前|近日|近期|不久前|[\u4e00-\u9fff]{2,14}?宣布|[上下]个?月|加紧|抓紧|(?:我[国省市区]|全[国省市区])?共有|共(?=\d)|已有(?=\d)|截至|自(?![治然贸主动由])|并|年内|提前|基本|随着|力促|如期|按期|尽快|早日)+"
)
_TAIL = re.compile(
    r"(?:三期|二期|一期|四期|首期|东段|西段|南段|北段)?(?:改?扩建)?(?:工程|项目|段|线|站|主体|区)?(?:网?(?:规划|方案|初步设计|可研报告|可行性研究报告))?"
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
_NOUNS = "修复|改造|扩建|改扩建|实施|试点|研究|安装|升级改造|推广"
_DONE_TO = "(?:加快|提速|全力|积极|稳步|持续)?(?:推进|推动|实施|启动|谋划)(?!了)"
_OF_WORK = "工程|项目|方案|细则|办法|意见|中心|院|所"
#: Where the subject of a clause ends.
_CUED = re.compile(
    "已经?|[踏进步]入|正在|将(?!军|来)|拟|计划|预计|力争|获|(?:全面|基本|顺利)?(?:完成|建成|开工|贯通|铺轨)|总投资|全长|总长|位于|占地|设计时速|起于|[东西南北]起"
)
#: Bodies that do something, and of which a stage is not.
_BODY = re.compile("(?:委|委员会|局|厅|政府|署|国务院|(?<![东西南北中内全])部)\\Z")
#: What is no thing that reaches a stage: a place where something is done, and who does it together with others.
_ACTOR = re.compile(
    r"\A(?:加上|可以|就|在|与|对|向|从|把|以|要|支持|鼓励|引导|指导|其余|其他)|(?:累计|共同|联合|先后|共|全国新|新|人员|职工|工人|建设者|表决|审议|会议|大会|全会)\Z"
)
#: Who tells it: "记者从铁路集团获悉".
_TOLD_BY = re.compile("(?:记者)?从|记者|据")
#: Verbs of what is reached at once: at the end of a clause they state a deed.
_RESULT = re.compile(
    r"封顶|[轨洞桥隧]通|投入使用|投入运营|投入运行|投用|启动建设|建成|竣工|完工|投产|投运|开通|通车|启用|印发|出台|发布|颁布|揭牌|成立|启动|落成|贯通|签署|签约|获批|批复|核准|合龙|动工|验收|(?:投入[\u4e00-\u9fff]{1,4}运)[行营]|运营(?=[，。；])|审议通过|开港|试运行|生效|施行|挂牌|上线|举办|召开|开工|交付|奠基|设立|组建|开园|通航|通水|并网|开业|展开"
)
#: What is to be reached, and is not said to be.
_ASKED = re.compile(
    r"推动|推进|加快|促进|确保|支持|抓好|抓紧|力促|加强|争取|做好|谋划|筹备|申报|具备|达到|保障|组织|协调|加紧|全力|未|待|后\Z|(?<!提)前\Z|以来"
)
#: From when on things have been done, in the clauses that follow.
_SINCE = re.compile("以来，|期间，|过去[^，。；]{1,6}年")
#: A goal that something is done by, and no plan of its own: "正按照今年开通目标加快建设".
_BY_GOAL = re.compile("(?:按照|对照|围绕|紧扣|紧盯)[^，。；]{1,20}目标")
#: Words of clauses that have no thing for their subject.
_ALL = re.compile(r"(?:全[省市区国县]|累计|共|各地|我[省市国]|我们|本[省市])+")
#: What somebody tells, and is no thing.
_NEWS = "数据|消息|信息|情况|声明|公告"
#: A figure that says it, too: "企业已设立分公司20家".
_COUNTED = re.compile(r"了?[\u4e00-\u9fff]{2,20}(?:超|近|约)?\d[\d.,]*(?![号期])[\u4e00-\u9fff]")
_SEVERAL = re.compile(r"了?一(?:大?批|系列)([\u4e00-\u9fff]{3,14})(?=[，；。、])")
#: Words for a thing behind a verb.
_OBJECT = re.compile(
    r"(?:了|起|的)?(?:(?:从[^，。；]{2,24}|[^，。；]{0,24}最[高大长快新先多好宽深][^，。；的]{0,6})的)?(?!和|及|与|以|后|前|时|并|可|就|啦)((?:[\u4e00-\u9fff“”\"A-Za-z]|(?<=[\u4e00-\u9fff])[-—](?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\d+(?=[号期])){3,24})"
)
#: Routes in a list: "甲地至乙地、丙地至丁地等3条公路".
_ROUTES = re.compile(
    r"(?:[\u4e00-\u9fff（）]{2,14}至[\u4e00-\u9fff（）]{2,14}、)*[\u4e00-\u9fff（）]{2,14}至[\u4e00-\u9fff（）]{2,14}等[^，。；]{2,24}"
)
#: What is completed or spent is an amount: "超额完成年度目标".
_AMOUNT = re.compile("[^，；。]{0,14}(?:目标|任务|计划|指标)(?![的书])|[^，；。]{0,6}(?:投资|额|量|值|收入)")
#: Where a clause starts, up to the verb.
_OPENS = "(?<![^，；。：！？])"
#: What makes a verb part of something else: the words before it, the verb, the words behind it.
_PARTS = tuple(
    (re.compile(before), re.compile(word), re.compile(behind))
    for before, word, behind in (
        (
            "",
            ".*",
            r"中(?![心学央小])|[率者性力局部厅处室费款额型单位期会台量点之办组]|数量|条件|仪式|过程|目标|时间|日期|规模|(?:[及和、](?:在建|建成))?(?:总?里程)",
        ),
        ("", ".*", "[之以]?后|已?完成了?[约近超]?\\d"),  # "建成后", "安装已完成70%"
        ("", "进入.*", "[之以]?[前时]"),
        ("的(?:集中|正式|全面)?\\Z", ".*", "[、和，。]"),  # "项目的集中签约、开工"
        ("(?:介绍|通报)[^。]{0,58}\\Z", ".*", "[^，。；]{0,12}(?:有关|相关)?情况"),  # what is told about
        ("", ".*", "[和及与][\u4e00-\u9fff]{2,4}(?:中心|基地|工程|项目)"),  # "飞机完成和交付中心"
        ("", _NOUNS, _OF_WORK),  # "滹沱河修复工程", "实施方案": what it is called.
        ("(?<![尽加])[早快]\\Z", ".*", ""),  # "推动项目早开工、快建设": a catchword.
        ("", ".*", "[^，。；]{0,16}的(?:关键|开局|收官|起步|重要)[^，。；]{0,6}年"),  # "深入实施规划的关键之年"
        ("", "批复", "[的总]?(?:概算|投资|规模)"),
        # "推进青石机场扩建": the other verb says what is done.
        (f"{_OPENS}(?:{_DONE_TO})[^，；。：！？]*\\Z", _NOUNS, ""),
        (f"{_OPENS}为(?!期|主|使)[^，；。：！？]*\\Z", ".*", ""),  # "为加快建设，…": what something is done for.
        ("[可能]\\Z|没有[^，。；]*\\Z", ".*", ""),  # "可通航5000吨级船舶"
        ("性\\Z", "研究", ""),
        ("见证[^，。；]*\\Z", ".*", ""),
        ("作了?主?\\Z", "发布", ""),  # "作了主发布"
        ("", "在建", "规模|项目|工程|里程|最|的"),
        ("", "研发", "投入|经费|费用|中心|人员|机构|支出|强度"),
        ("", ".*成", "[渝都]"),  # "共建成渝双城": the names of places.
    )
)


class _Place(NamedTuple):
    """A verb of a stage in its clause."""

    sentence: Sentence
    first: int  # where the clause starts, where the verb starts and ends, and where the clause ends
    start: int
    end: int
    last: int

    @property
    def verb(self) -> str:
        return self.sentence.text[self.start : self.end]

    @property
    def left(self) -> str:
        """What the clause has before the verb."""
        return self.sentence.text[self.first : self.start]

    @property
    def right(self) -> str:
        """What it has behind the verb."""
        return self.sentence.text[self.end : self.last]

    def times(self, first: int) -> list[Time]:
        """Give the times between a place and the verb."""
        return [each for each in self.sentence.times if first <= each.start < self.start]


def chinese_stages(sentence: Sentence, issued: date) -> list[Stage]:
    """Find the stages that a Chinese sentence states; in the order of the sentence."""
    found: list[Stage] = []
    for start, end, verb in verbs_in(sentence):
        first, last = clause(sentence, start)
        # Within a catchword or a title in quotation marks.
        opened = re.search("“[^”，。；]*\\Z", sentence.text[sentence.start : start])
        quoted = opened and re.match("[^”，。；]*”", sentence.text[start : sentence.end])
        if quoted or _is_part(_Place(sentence, first, start, end, last)):
            continue
        if found and first <= found[-1].start and sentence.after(found[-1].end, 1) == "、":
            first = found[-1].end + 1  # "云岭大桥合龙、青石隧道贯通"
        at = _Place(sentence, first, start, end, last)
        modality, about = _modality(at, issued), _about(at)
        follows = found and "，" not in sentence.text[found[-1].end : first - 1]
        of_it: list[Span] = []
        if about is None and follows and start - found[-1].end < 40 and sentence.text[first - 1] == "，":
            # A clause without a subject is of the one before.
            about, of_it = found[-1].about, [each.about for each in found if each.verb == found[-1].verb]
        about = about or _ahead(at)
        if modality is None or about is None or is_time(sentence, about) or _TOLD_BY.match(sentence.text, about[0]):
            continue
        goals = [found.span() for found in _BY_GOAL.finditer(at.left)]
        times = [
            each
            for each in sentence.times
            if each.last
            and not each.same
            and each.start < start
            and not any(opens <= each.start - first < closes for opens, closes in goals)
        ]
        time = times[-1] if times and (times[-1].start >= first or times[-1].end >= first - 2) else None
        modality = settled(modality, time, issued)
        found += [
            Stage(start, end, verb.slug, modality, each, time, "stages.chinese", start)
            for each in of_it or _listed(sentence, about, first, last)
        ]
    return found


def _listed(sentence: Sentence, about: Span, first: int, last: int) -> list[Span]:
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


def _is_thing(sentence: Sentence, span: Span) -> bool:
    """Tell whether words of a list name a thing: by their last word, or as a name of the text."""
    named = any((each.start, each.end) == span for each in sentence.mentions)
    words = sentence.text[slice(*span)]
    return named or kind_of(words) in _BUILT or _END.search(words) is not None


def _ahead(at: _Place) -> Span | None:
    """Give what the clause before is about: its document, or its subject where the clause of a stage has none."""
    sentence, first = at.sentence, at.first
    named = next((each for each in reversed(sentence.mentions) if each.end <= first), None)
    opens = named and (named.start <= sentence.start + 1 or sentence.text[named.start - 1] in "，；。")
    near = named and "，" not in sentence.text[named.end : first - 1] and sentence.text[first - 1] == "，"
    if named and opens and near and named.text.startswith("《"):
        return named.start, named.end  # "《法》已提请审议，有望年内出台"
    # "运河工程已纳入规划，正在开展前期工作"
    led = _ADVERB.match(at.left)
    if at.left[led.end() if led else 0 :] and not at.times(first):
        return None
    if sentence.text[first - 1 : first] != "，" or _subject(sentence, first, at.start):
        return None
    before, _ = clause(sentence, first - 1)
    said = _CUED.search(sentence.text[before : first - 1])
    return _subject(sentence, before, before + said.start()) if said else None


def _is_part(at: _Place) -> bool:
    """Tell whether a verb is part of a noun, of a question, or has an amount for its object."""
    sentence, end = at.sentence, at.end
    ahead, behind = sentence.text[sentence.start : at.start], sentence.after(end)
    if any(before.search(ahead) and word.fullmatch(at.verb) and after.match(behind) for before, word, after in _PARTS):
        return True
    if behind.startswith("的") and not re.search("[已将拟在]", ahead[-8:]):
        # "形成的城市群": an attribute; "2023年动工的青石铁路" is a deed of its day.
        dated = any(each.last for each in at.times(at.first))
        return not dated or not any(each.start == end + 1 for each in sentence.mentions)
    if re.search("如何|怎[么样]|是否|能否", sentence.text[at.first : at.last]):
        return True
    if at.verb not in {"完成", "实现", "新建", "安排", "执行", "引进"}:
        return False
    amount = next((each for each in sentence.quantities if end <= each.start < at.last), None)
    objects = amount and re.fullmatch(r"(?!了?对)[^，；。]{0,14}", sentence.text[end : amount.start])
    return bool(objects) or _AMOUNT.match(behind) is not None


def _modality(at: _Place, issued: date) -> str | None:
    """Tell the modality of a Chinese verb by its clause; a plan reaches from the clauses before it."""
    # Without what is of no plan: the times before the verb that are past, and goals that it is done by.
    told_of = at.sentence.text
    past = [(each.start, each.end) for each in at.times(at.sentence.start) if each.last and each.last <= issued]
    for start, end in (*past, *(found.span() for found in _BY_GOAL.finditer(told_of, at.sentence.start, at.start))):
        told_of = told_of[:start] + " " * (end - start) + told_of[end:]
    here = told_of[at.first : at.end] + told_of[at.end : at.end + 1].replace("。", "")
    ahead = re.split("[。；]", told_of[at.sentence.start : at.first])[-1]
    said = modality_of(here)
    if _AIMED.search(at.right):
        return YD.Planned  # "建立…的目标": what is to be reached.
    doing = re.search("正在[^，]{0,4}\\Z", at.left) or at.verb.startswith("进入")
    by_then = any(each.deadline and each.last and each.last > issued for each in at.times(at.first))
    if not is_planned(here) and (doing or (_GOES_ON.search(here) and not by_then)):
        return YD.Underway
    if at.sentence.ahead or _is_to_come(at, here, len(ahead), said, issued):
        return YD.Planned
    plan = cue_of(here, YD.Planned)
    if said == YD.Planned and plan and here.rfind("已") > plan[0]:
        return YD.Done  # "计划开工的工程已全部开工"
    if re.search("已(?!规划|计划|列入)", here[: at.start - at.first]) and not is_planned(here):
        return said if said == YD.Underway else YD.Done
    due = any(each.last and each.last > issued and each.deadline for each in at.times(at.first - len(ahead)))
    if said == YD.Planned or due:
        return YD.Planned
    # "计划开工的60个项目已开工50个，…"
    plan = cue_of(ahead, YD.Planned)
    if plan and max(ahead.rfind("已"), ahead.rfind("了")) < plan[0] and said in {None, YD.Underway}:
        return YD.Planned
    if said or not _RESULT.search(at.verb):
        return said
    # A verb without a word for its modality states a deed by who did it, its day or its place.
    sentence, asked = at.sentence, _ASKED.search(at.left)
    if (
        at.verb in _REPORTED
        and at.left
        and re.match("《|了?[\u4e00-\u9fff“”]{2,20}(?:报告|协议|条例|规划|方案|协定)", sentence.after(at.end, 26))
        and not asked
        and _DOER.search(at.left)
        and not re.search("[要应须由拟将]|会同|牵头|负责", here)
    ):
        return YD.Done  # "省政府印发《规划》": who did it is named.
    if _SINCE.search(sentence.text[sentence.start : at.first]) and re.fullmatch(f"(?:{_ADVERB.pattern})?", at.left):
        return YD.Done if _OBJECT.match(at.right) else None  # "行动开展以来，建成青石大桥，开通新航线…"
    dated = any(each.last and each.last <= issued for each in at.times(at.first - 14))
    ends = sentence.text[at.end : at.end + 1] in {"，", "。", "；", "、", "）", "并", "", "\n"}
    return YD.Done if dated or (ends and at.left and not asked) else None


def _is_to_come(at: _Place, here: str, ahead: int, said: str | None, issued: date) -> bool:
    """Tell whether the time of a clause, or the paragraph before it, says that it is to come; so many characters ahead."""
    past = re.search("[已了]", here)
    if any(each.first and each.first > issued for each in at.times(at.first if past else at.first - ahead)):
        return True  # "明年起分阶段落成", "明年，大桥合龙，铁路动工"
    sentence = at.sentence
    told = sentence.text[sentence.text.rfind("\n", 0, sentence.start) + 1 : sentence.start]
    since = any(
        each.last and each.last <= issued and each.deadline and each.start <= sentence.start + 1
        for each in sentence.times
    )  # "截至3月底，…": what there is by a day that is past.
    # One thing is planned, and another goes on.
    another = said == YD.Underway and not _NEXT.search(told) and _subject(sentence, at.first, at.start)
    # The paragraph has gone over to what is to come: behind the last word of a deed.
    planned, done = (max((found.end() for found in each.finditer(told)), default=-1) for each in (_TO_COME, _HAS_BEEN))
    if past or since or another or _REPORTS.match(sentence.words) or planned <= done:
        return False
    return said is not None or _RESULT.search(at.verb) is not None


def _about(at: _Place) -> Span | None:
    """Give what a Chinese stage is of: the name behind the verb, the one before it, or the words before or behind it."""
    text = at.sentence.text
    behind = next(
        (
            each
            for each in at.sentence.mentions
            if at.end <= each.start <= min(at.last, at.end + 6)
            and not re.search("[、在于向由对]", text[at.end : each.start])
        ),
        None,
    )
    if behind and not _is_place(behind):
        return behind.start, behind.end
    own = _subject(at.sentence, at.first, at.start)
    onward = text[at.end : at.last + 1]
    # A figure, or who tells something, says it all: "海关已出台28条举措", "省统计局发布消息".
    counted = any(
        at.end <= each.start <= at.end + 1 and each.unit is None and text[at.end] not in "，。；、"
        for each in at.sentence.quantities
    )
    told = at.verb in {"发布", "公布"} and re.match(rf"了?[^，；。]{{0,30}}(?:{_NEWS})(?=[，；。]|\Z)", onward)
    if counted or told or (_COUNTED.match(at.right) and (own or not behind)):
        return None
    if several := _SEVERAL.match(onward):
        return at.end + several.start(1), at.end + several.end(1)
    words = text[slice(*own)] if own else ""
    if _BODY.search(re.split("要|会同|牵头|负责", words)[0]) or words.endswith(("和", "与", "及", "并")):
        own, words = None, ""  # "恢复和开通航线": the verb is the second of two.
    acts = own and (_ACTOR.search(words) or _PLACED.fullmatch(words))
    if at.verb in _TRANSITIVE and (object_of := _WORK.match(at.right)):
        if re.search(rf"(?:{_NEWS})\Z", object_of.group("work")):
            return None
        return at.end + object_of.start("work"), at.end + object_of.end("work")
    names = [
        each
        for each in at.sentence.mentions
        if at.first <= each.start and each.end <= at.start and not _is_place(each) and not _BODY.search(each.text)
    ]
    if names and not acts:
        # The last name before the verb, with the part of it that is meant: "青石铁路二期工程".
        tail = _TAIL.match(text[names[-1].end : at.start])
        before = names[-1].start, names[-1].end + (tail.end() if tail else 0)
        return own if own and own[0] <= before[0] and before[1] + 1 < own[1] else before
    if own and not acts and not _ALL.fullmatch(words):
        return own
    if routes := _ROUTES.match(at.right):
        return at.end, at.end + routes.end()
    found = _OBJECT.match(at.right)
    if found is None:
        return None
    if found.group(1).endswith("建设") and at.verb.endswith(("加快", "推进")):
        return at.end + found.start(1), at.end + found.end(1) - len("建设")
    more = re.search(r"(?:超过|达到?|近|约|逾|共|累计|不少于|不低于)+\Z", found.group(1))
    return at.end + found.start(1), at.end + found.end(1) - (len(more.group()) if more else 0)


def _is_place(name: Mention) -> bool:
    """Tell whether a name is of a place, where something is done, and of no thing that is."""
    return _PLACED.fullmatch(name.text) is not None or name.kind in {YD.Province, YD.Municipality}


def _subject(sentence: Sentence, first: int, start: int) -> Span | None:
    """Give the words of a Chinese clause before its verb, without times and adverbs."""
    at = behind_lead(sentence, first, start, _ADVERB)
    if numbered := re.match(r"（[一二三四五六七八九十]+）|\d+[.、．]", sentence.text[at:start]):
        at += numbered.end()
    end = min([start, *(each.start for each in sentence.times if at < each.start < start)])
    words = re.split(
        r"(?:现?已有(?=\d)|现?已经?|将|正在?|全面|顺利|正式|成功|加快|加速|全速|提前|力争|计划|拟|预计|于|有望|即将|也|(?<![首成古])都|均|全部|全线|实现|陆续|相继|率先|持续|稳步|有序|深入|同步|扎实|日前|近日|近期|加紧|抓紧|自(?![治然贸主动由])|如期|按期|基本|在全[国省市区球]|目前|要(?=[尽加抓推])|尽快|早日|尽早|全力|大力|着力|为\Z|早\Z|获得?\Z|获(?=批|核)|建成并|并\Z)",
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
