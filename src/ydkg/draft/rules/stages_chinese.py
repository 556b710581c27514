"""Chinese stages: a verb, its modality by its clause and paragraph, and its thing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ydkg.draft.rules.modality import clause, ends_planned, is_planned, modality_of
from ydkg.draft.rules.sentence import Sentence, behind_lead
from ydkg.draft.rules.stage import Stage, is_time, settled
from ydkg.draft.rules.verbs import chinese_verbs
from ydkg.vocab import YD

if TYPE_CHECKING:
    from datetime import date


_ADVERB = re.compile(
    r"(?:已经?|将|正在?|全面|顺利|正式|成功|加快|力争|争取|确保|计划|拟|预计|于|到|有望|即将|也|都|均|全部|实现|陆续|相继|率先|持续|稳步|有序|深入|的|其中|同时|此外|目前|截至|自|并|年内|提前|基本)+"
)
_TAIL = re.compile(
    r"(?P<noun>(?:三期|二期|一期|四期|首期|东段|西段|南段|北段)?(?:改?扩建)?(?:工程|项目|段|线|站|主体|区)?)"
)
#: What is completed, behind the verb: the planning, the siting, the upgrade of something.
_WORK = re.compile(r"了?(?P<work>(?!后|前|的|时)[\u4e00-\u9fff]{2,12})(?=[，。；、）]|\Z|$)")
_TRANSITIVE = frozenset("完成 发布 公布 印发 出台 颁布 签署 推出".split())  # noqa: SIM905 - readable
_PLACED = re.compile(r"(?:北京|天津|上海|重庆|[\u4e00-\u9fff]{2,3})(?:省|市|县|区)|全[省市国]")
#: Verbs of what is reached at once: at the end of a clause they state a deed.
_RESULT = re.compile(
    r"封顶|启动建设|建成|竣工|完工|投产|投运|开通|通车|启用|印发|出台|发布|颁布|揭牌|成立|启动|落成|贯通|签署|签约|获批|批复|生效|施行|挂牌|上线|举办|召开|开工|交付|奠基|设立|组建"
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
        first, last = clause(sentence.text, sentence.start, sentence.end, start)
        modality = _modality(sentence, first, start, end, issued)
        about = _about(sentence, first, start, end, last)
        if about is None and found and start - found[-1].end < 40 and sentence.text[first - 1] == "，":
            about = found[-1].about  # A clause without a subject is of the one before.
        if modality is None or about is None or is_time(sentence, about):
            continue
        times = [each for each in sentence.times if each.last and not each.same and each.start < start]
        time = times[-1] if times and (times[-1].start >= first or times[-1].end >= first - 2) else None
        modality = settled(modality, time, issued)
        found.append(Stage(start, end, verb.slug, verb.label, modality, about, time, "stages.chinese", start))
    return found


def _is_part(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether a verb is part of a noun, of a question, or has an amount for its object."""
    if re.match(r"[中率者性力局部厅处室费款额型单位期会台量点]", sentence.after(end, 1)):
        return True
    first, last = clause(sentence.text, sentence.start, sentence.end, start)
    if re.search("如何|怎[么样]|是否|能否", sentence.text[first:last]):
        return True
    if sentence.text[start:end] not in {"完成", "实现", "新建", "安排"}:
        return False
    amount = next((each for each in sentence.quantities if end <= each.start < last), None)
    objects = amount and re.fullmatch(r"(?!了?对)[^，；。]{0,14}", sentence.between(end, amount.start))
    return bool(objects) or re.match("[^，；。]{0,6}(?:投资|额|量|值|收入)", sentence.after(end, 10)) is not None


def _modality(sentence: Sentence, first: int, start: int, end: int, issued: date) -> str | None:
    """Tell the modality of a Chinese verb by its clause; a plan reaches from the clauses before it."""
    here = sentence.text[first:end] + sentence.text[end : end + 1].replace("。", "")
    ahead = sentence.text[sentence.start : first]
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
    ahead_of_all = ends_planned(_paragraph_before(sentence)) and not re.search("[已了]", here)
    if ahead_of_all and (said or _RESULT.search(sentence.text[start:end])):
        return YD.Planned  # In a paragraph that has gone over to what is to come.
    if re.search("已(?!规划|计划|列入)", here[: start - first]) and not is_planned(here):
        return YD.Done if said != YD.Underway else said
    if said == YD.Planned or due:
        return YD.Planned
    if said is None and is_planned(ahead):
        return YD.Planned
    if said is not None:
        return YD.Planned if is_planned(ahead) and said == YD.Underway else said
    if not _RESULT.search(sentence.text[start:end]):
        return None
    dated = any(each.last and each.last <= issued and first - 14 <= each.start < start for each in sentence.times)
    ends = sentence.text[end : end + 1] in {"，", "。", "；", "、", "）", "", "\n"}
    asked = _ASKED.search(sentence.text[first:start])
    return YD.Done if dated or (ends and start > first and not asked) else None


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
            and not re.search("[在于向由对]", sentence.between(end, each.start))
        ),
        None,
    )
    if behind and not _PLACED.fullmatch(behind.text):
        return behind.start, behind.end
    before = [
        each
        for each in sentence.mentions
        if first <= each.start and each.end <= start and not _PLACED.fullmatch(each.text)
    ]
    own = _subject(sentence, first, start)
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
        r"(?:了|起|的)?(?!和|及|与|以|后|前|时)([\u4e00-\u9fff“”\"A-Za-z]{3,16})", sentence.text[end:last]
    ):
        return end + found.start(1), end + found.end(1)
    return None


def _subject(sentence: Sentence, first: int, start: int) -> tuple[int, int] | None:
    """Give the words of a Chinese clause before its verb, without times and adverbs."""
    at = behind_lead(sentence, first, start, _ADVERB)
    end = min([start, *(each.start for each in sentence.times if at < each.start < start)])
    words = re.split(
        r"(?:已经?|将|正在?|全面|顺利|正式|成功|加快|力争|计划|拟|预计|于|有望|即将|也|都|均|全部|全线|实现|陆续|相继|率先|持续|稳步|有序|深入|自|基本)",
        sentence.text[at:end],
    )[0].strip("的，、 ")
    words = words.removesuffix("等")
    counted = re.fullmatch(r"\D*|\d+[\u4e00-\u9fff]{2,}(?:[和、]\d+[\u4e00-\u9fff]{2,})*", words)
    return (at, at + len(words)) if len(words) > 2 and counted else None
