"""What happens at a stage, in words: planned, under way and done, in English and Chinese."""

from __future__ import annotations

import re
from typing import NamedTuple

from ydkg.language.days import as_of as day_as_of
from ydkg.language.days import day, due, within
from ydkg.language.grammar import is_plural
from ydkg.language.text import CHINESE, ENGLISH, Language
from ydkg.vocab import YD


class _Wording(NamedTuple):
    """A stage in words: what is planned to happen, what is happening, what has happened."""

    planned: str
    underway: str
    done: str


#: Labels that do not read as "to be X", "being X", "X".
_WORDINGS = {
    "accessible": _Wording("become accessible", "becoming accessible", "accessible"),
    "construction started": _Wording("start construction", "starting construction", "construction started"),
    "in force": _Wording("come into force", "coming into force", "in force"),
    "invested": _Wording("invest", "investing", "has invested"),
    "operational": _Wording("open", "opening", "in operation"),
    "under construction": _Wording("be under construction", "under construction", "constructed"),
}
#: "top 10 entered": a participle behind its object; and not "initially connected".
_OBJECT_FIRST = re.compile(r"(?P<noun>.*(?<!ly)) (?P<verb>\w+)ed")
_MODALITIES_ZH = {YD.Planned: "计划", YD.Underway: "正在", YD.Done: "已"}
#: Chinese words that tell of the moment in which a state begins, where English tells of the state.
_MOMENTS_ZH = ("开通", "投入", "投运")
_BEFORE_ZH = ("计划", "正在", "已", "将")


def _wording(label: str) -> _Wording:
    """Give the English words of a stage: a past participle, its object before it or not, or what is brought.

    >>> _wording("piloted")
    _Wording(planned='be piloted', underway='being piloted', done='piloted')
    >>> _wording("top 10 entered").planned, _wording("new breakthroughs").done, _wording("initially connected").planned
    ('enter the top 10', 'brought new breakthroughs', 'be initially connected')
    """
    if label in _WORDINGS:
        return _WORDINGS[label]
    if found := _OBJECT_FIRST.fullmatch(label):
        noun, verb = found.group("noun"), found.group("verb")
        return _Wording(f"{verb} the {noun}", f"{verb}ing the {noun}", f"{verb}ed the {noun}")
    if is_plural(label):
        return _Wording(f"bring {label}", f"bringing {label}", f"brought {label}")
    return _Wording(f"be {label}", f"being {label}", label)


def stage_words(
    label: str,
    modality: str,
    language: Language = ENGLISH,
    *,
    on: str = "",
    until: str = "",
    as_of: str = "",
    form: str = "",
    called: str = "",
) -> str:
    """Say what is planned, under way or done, by when, and as of when that holds.

    >>> from ydkg.language.text import CHINESE
    >>> stage_words("operational", YD.Planned, until="2024-12-31", as_of="2024-12-04")
    'planned to open by 31 December 2024, as of 4 December 2024'
    >>> form = "计划投入运行"
    >>> stage_words("operational", YD.Planned, CHINESE, until="2024-12-31", as_of="2024-12-04", form=form)
    '计划于2024年底前投入运行（截至2024年12月4日）'
    >>> stage_words("", YD.Done, CHINESE, on="2025-04-28", form="初步设计已获批")
    '初步设计已于2025年4月28日获批'
    >>> stage_words("in force", YD.Planned, CHINESE, on="2024-05-01", as_of="2024-03-29", form="计划施行")
    '自2024年5月1日起施行（当时的计划）'
    >>> stage_words("operational", YD.Done, until="2024-12-31", as_of="2024-12-04")
    'in operation, as of 4 December 2024'
    """
    words = _wording(label)
    lasts = words.done.startswith("in ")
    # The day as of which a thing is done says more than the last day by which it was.
    if until and not on and modality == YD.Done and as_of and as_of <= until:
        until = ""
    if language.chinese:
        # The time stands behind the word that says whether it is planned, under way or done.
        said, when = form or _MODALITIES_ZH.get(modality, "已") + (called or label), ""
        if on:
            state = lasts and not any(word in said for word in _MOMENTS_ZH)
            when = f"自{day(on, CHINESE)}起" if state else f"于{day(on, CHINESE)}"
        elif until:
            when = f"于{(due if modality == YD.Planned else within)(until, CHINESE)}"
        before = next((word for word in _BEFORE_ZH if said.startswith(word)), "")
        if when.startswith("自") and modality == YD.Planned:
            return f"{when}{said.removeprefix(before)}（当时的计划）"
        if not before and modality == YD.Done:
            # It stands within a form that names a part of the thing first.
            before = said[: said.find("已") + 1]
        said = before + when + said.removeprefix(before)
        return said + (f"（{day_as_of(as_of, CHINESE)}）" if as_of else "")
    said = form or {YD.Planned: f"planned to {words.planned}", YD.Underway: words.underway}.get(modality, words.done)
    if on:
        said += f" since {day(on)}" if lasts and modality == YD.Done else f" on {day(on)}"
    elif until:
        said += f" {due(until)}" if modality == YD.Planned else f", {within(until)}"
    return said + (f", {day_as_of(as_of)}" if as_of else "")
