"""Modality: whether words speak of a plan, of what goes on or of a deed; what is not clear is none of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ydkg.vocab import YD

if TYPE_CHECKING:
    from ydkg.language.reading.spans import Span
    from ydkg.language.sentence.sentence import Sentence

_PLANNED = re.compile(
    r"\b(?:will|shall|would|won't|going to|(?<!said )(?<!found )(?<!known )(?<!thought )(?<!believed )(?<!considered )(?<!reported )(?<!shown )(?<!proved )(?<!proven )to be|to-be|projected|is to|are to|set to|set out to|slated|(?:re)?scheduled|likely to|due (?:to|for)|expect(?:s|ed)?|anticipate[sd]?|"
    r"aim(?:s|ed|ing)?|intend(?:s|ed|ing)?|plan(?:s|ned|ning)? (?:to|for|on)|planned|target(?:s|ed|ing)? (?:of|to|for)|target|goal|"
    r"propos(?:e[sd]?|ing|al)|pledge[sd]?|commit(?:s|ted)? to|seek(?:s|ing)? to|hope[sd]? to|look(?:s|ing)? to|strive[sd]? to|"
    r"project(?:ed)? to|forecast|envisage[sd]?|ambition|call(?:s|ed)? (?:for|on)|should|must|could|may|might|can|if|once|upcoming|moving forward|vow(?:s|ed)? to|prepar(?:e[sd]?|ing) to|[Pp]reparations?|[Pp]lans (?:are|were) [\w ]{0,20}?\bto|"
    r"in order to|so as to|tentatively|would-be|future|on track to|ready to|about to|agreed to|eligible to|invites?|encourages?)\b"
    r"|将(?!近|军|来|其|以|它|这|此)|拟|计划(?:于|在|到|用|年|[今明本后]|(?:20)?\d\d|[^，。；：]{0,6}(?:开工|建成|竣工|完工|通车|开通|启动|投[产运用入]))|(?:安排|任务|目标)：|力争|争取|早日|尽快|尽早|预计|有望|目标|(?<![高加长升降低少短大小展])到20\d\d年(?!的)|到“|确保|即将|要(?=[加推实建坚深提完抓做强统积着大])|规划(?:建设(?!有序|稳步|加快|持续|扎实|深入|全面|取得|顺利)|新|到)|打算|准备(?!工作|就绪|充分)|谋划|奋力|努力|下一步|未来|预期|安排(?=[^，]{0,12}\d)|今后|如果|应当|应(?=[该在当])|可望|待(?=建|完)|启动前期|希望|建议|部署(?=实施)|明确(?=到|提出)|提出(?=到|，到|要)|须|不得|可(?=按|向|申|以|享)"
)
_UNDERWAY = re.compile(
    r"\b(?:under ?way|under construction|being|in progress|progressing|ongoing|on-going|in the process|currently|continu(?:e[sd]?|ing) to|"
    r"accelerat(?:e|es|ing|ed) (?:the )?(?:construction|building|development)|advancing|stepping up|are working|is working|working to|taking shape|remains? in|in the pipeline|works? on)\b"
    r"|正(?=在|式?推|加|抓|全|有|稳|积)|正在|加快(?!了)|在建(?!最|规模|的)|推进(?!会|了|大会|办|组|委)|持续(?!时)|稳步|有序|进行中|建设中|深入(?:推进|实施)|扎实|不断|逐步|着力|开展着|全力(?=推)|加紧|抓紧"
)
_DONE = re.compile(
    r"\b(?:has|have|had|was|were|did|became|came|completed|successfully|officially|already|now|newly)\b"
    r"|已(?!知)|已经|完成|顺利|正式|成功|了(?!解)|提前(?=完[工成]|建成|竣工|开通|通车|投[产用运])|共(?=[建完实签引落])|累计|均(?=已)|率先"
)

_FINITE = r"(?:has|have|had|is|are|was|were|will|would|can|could|should|shall|came|took|went|rose|fell|grew|began|became|saw|expects?)\b"
_BREAKS_ZH = re.compile(r"[，；。：！？]")
#: Where an English clause with a verb of its own opens.
_BREAKS = re.compile(
    r"; |: | - |\. |, (?:while|whereas|but|with|who|which|as)\b"
    rf"|(?:,? and|,? but|, or) (?=(?:it|we|they|he|she|this|these)\b|(?:\w+ly )?{_FINITE}|(?:the|its|our|their|an?) (?:[\w'-]+ ){{1,6}}?{_FINITE}|\d[\w ]+? {_FINITE}|(?:[\w'-]+ ){{1,4}}{_FINITE})"
)
_INSERTED = re.compile(rf"\A[^,]*, (?=(?:\w+ly |still |now |also )?{_FINITE}[^,]*\Z)")


def modality_of(text: str) -> str | None:
    """Tell whether a text speaks of a plan, of what goes on or of a deed.

    >>> [(modality_of(each) or "").rpartition("#")[2] for each in ("It will open.", "It is being built.", "It opens.")]
    ['Planned', 'Underway', '']
    >>> [(modality_of(each) or "").rpartition("#")[2] for each in ("力争年底前开通", "正在建设", "已建成", "建设")]
    ['Planned', 'Underway', 'Done', '']
    """
    for iri, pattern in ((YD.Planned, _PLANNED), (YD.Underway, _UNDERWAY), (YD.Done, _DONE)):
        if pattern.search(text):
            return iri
    return None


def cue_of(text: str, modality: str) -> Span | None:
    """Find the last word of a text that says that something is planned or goes on."""
    pattern = {YD.Planned: _PLANNED, YD.Underway: _UNDERWAY}.get(modality)
    found = list(pattern.finditer(text)) if pattern else []
    return found[-1].span() if found else None


def is_planned(text: str) -> bool:
    """Tell whether a text looks forward."""
    return _PLANNED.search(text) is not None


def clause(sentence: Sentence, at: int) -> Span:
    """Find the clause around a place."""
    breaks, start = _BREAKS_ZH if sentence.chinese else _BREAKS, sentence.start
    first = max((start + found.end() for found in breaks.finditer(sentence.text[start:at])), default=start)
    behind = breaks.search(sentence.text[at : sentence.end])
    # What is inserted between a subject and its verb is no clause around the verb.
    if inserted := _INSERTED.search(sentence.text[first:at]):
        first += inserted.end()
    return first, at + behind.start() if behind else sentence.end
