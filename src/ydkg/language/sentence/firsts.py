"""Firsts: what a text calls the first of its kind in a country, a region or the world."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ydkg.language.sentence.modality import clause, is_planned
from ydkg.language.sentence.sentence import Sentence, phrase_after

if TYPE_CHECKING:
    from ydkg.language.reading.spans import Span

_NOT = r"(?:time|batch|phase|round|step|half|quarter|two|three|four|five|six|seven|eight|nine|ten|(?:twen|thir|for|fif|six|seven|eigh|nine)ty[\w-]*|\d+|group|day|year|month|week|place|meeting|session|reading|place|priority|stage|and|to\b|of)"
_POSSESSED = re.compile(
    rf"\b(?P<scope>(?:[Tt]he )?[A-Z][\w.]+(?: [A-Z][\w.]+)*|[Tt]he (?:country|nation|region|world|state|city|province|continent|EU|bloc|US|UK)|world|nation|country|state|city|region)(?:['’]s|(?<=s)['’]) (?:very )?first(?:-ever)?(?:,)? (?!{_NOT}\b)"
)
_PLAIN = re.compile(
    rf"\b(?:[Tt]he|a|its|our) (?:very )?first(?:-ever)? (?P<national>national(?:ly)?(?:-level)? |nationwide |regional )?(?!{_NOT}\b)"
)
_SCOPE = re.compile(
    r"\b(?:in|of its kind in|in all of|across|within) (?:the )?(?P<scope>[A-Z]\w+(?: [A-Z]\w+)*|world|country|nation|region|state|province|EU)\b"
)
_CHINESE = re.compile(
    r"(?P<scope>全国|国内|我国|中国|全球|世界|亚洲|全省|全市|全区|[\u4e00-\u9fff]{2,4}(?:三角|湾区|三角洲)|[\u4e00-\u9fff]{2,3}(?:省|市))(?:范围内|内|的)?(?:首(?:个|部|条|家|座|例|批|只|次|创|台|款|支|单|座|所|份|宗|艘|口|张|架)|第一(?:个|部|条|家|座|例|批|只))(?:(?P<what>[\u4e00-\u9fff“”\"A-Za-z0-9]{2,24}?)(?=已|将|在|于|正式|顺利|成功|，|。|；|、|（|落|投|建成|开|启|印|出台|获|揭|$))?"
)
#: "在全国率先实现…".
_AHEAD_OF_ALL = re.compile(
    r"(?P<scope>全国|国内|全球|世界|亚洲|全省|全市|全区)(?:范围内|内)?率先(?!垂范|发展)(?:实现|建成|开展|推出|实施|建立|完成|启动|探索|出台|推行)?了?(?P<what>[\u4e00-\u9fff“”\"A-Za-z0-9]{2,24}?)(?=，|。|；|、|（|$)"
)


class First(NamedTuple):
    """A claim to be the first."""

    start: int  # the words that claim it
    end: int
    claimed: Span  # start and end of the words that say of what
    scope: str  # within what, as it is printed; empty where it is the nation's by "national"


def firsts(sentence: Sentence) -> list[First]:
    """Find claims to be the first of a kind; those that say within what."""
    found: list[First] = []
    if sentence.chinese:
        for match in (*_CHINESE.finditer(sentence.words), *_AHEAD_OF_ALL.finditer(sentence.words)):
            start, end, *what = (sentence.start + at for at in (*match.span(), *match.span("what")))
            first, last = clause(sentence, start)
            # "争取在全国率先实现…" claims nothing: somebody is to be the first.
            aimed = is_planned(sentence.text[first:start]) or "的目标" in sentence.text[first:last]
            if match.group("what") and not (aimed and match.re is _AHEAD_OF_ALL):
                found.append(First(start, end, (what[0], what[1]), match.group("scope")))
        return sorted(found, key=lambda each: each.start)
    for match in _POSSESSED.finditer(sentence.words):
        if of := phrase_after(sentence, sentence.start + match.end(), most=8):
            scope = match.group("scope").removeprefix("the ").removeprefix("The ")
            found.append(First(sentence.start + match.start(), of[1], of, scope))
    for match in _PLAIN.finditer(sentence.words):
        start = sentence.start + match.start()
        claimed = phrase_after(
            sentence, sentence.start + (match.start("national") if match.group("national") else match.end()), most=8
        )
        if claimed is None or any(each.start <= start < each.end for each in found):
            continue
        behind = sentence.after(claimed[1], 60)
        within = _SCOPE.search(behind)
        if within and len(behind[: within.start()].split()) <= 3:
            found.append(First(start, claimed[1] + within.end(), claimed, within.group("scope")))
        elif (match.group("national") or "").lower().startswith("nation"):
            found.append(First(start, claimed[1], claimed, ""))
    return found
