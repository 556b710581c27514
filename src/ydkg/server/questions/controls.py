"""The form of a question: a control for each parameter, the things it can stand for, and what is wrong with it."""

from __future__ import annotations

import json
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, cast

from ydkg.errors import YdkgError
from ydkg.graph.names import label, reading_order, resolve
from ydkg.graph.schema import is_record, shipped_schema, term_label
from ydkg.language.text import Language
from ydkg.server.questions.onward import turned
from ydkg.vocab import PREFIXES, compact, expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ydkg.graph.header import Parameter
    from ydkg.graph.questions import Question
    from ydkg.server.site import Site

#: Type of a parameter -> the type of its input, and the step of a number.
_INPUTS = {"date": ("date", ""), "decimal": ("number", "any"), "integer": ("number", "1")}


class Choice(NamedTuple):
    """One thing of a menu: its prefixed name, and its names in the page's language and in the other one."""

    value: str
    label: str
    other: str


class ChoiceGroup(NamedTuple):
    """Things of one kind, by label."""

    label: str
    choices: tuple[Choice, ...]


class Fault(NamedTuple):
    """What is wrong: at which parameter (empty: at none of the form), in words, and what could be meant."""

    parameter: str
    message: str
    meant: tuple[Choice, ...] = ()


class Control(NamedTuple):
    """A parameter's control: ``select``, or the type of an input; its value, and the menu's groups of things."""

    name: str
    label: str
    hint: str
    kind: str
    step: str
    value: str
    groups: tuple[ChoiceGroup, ...] = ()
    fault: Fault | None = None


async def things(site: Site, question: Question, parameter: Parameter) -> list[str]:
    """Ask what a parameter can stand for; IRIs for which the answer is not empty, other parameters left open."""
    key = ("things", question.name, parameter.name)
    if key not in site.kept:
        done = await site.pool.run("query", {"text": turned(site.store, question, parameter)})
        bindings = json.loads(done.body)["results"]["bindings"]
        answers = [row[parameter.name] for row in bindings if parameter.name in row]
        site.kept[key] = sorted({term["value"] for term in answers if term["type"] == "uri"})
    return cast("list[str]", site.kept[key])


def fault_of(site: Site, question: Question, error: YdkgError, lang: str) -> Fault:
    """Say what is wrong with a parameter; in the page's language."""
    declared = {parameter.name for parameter in question.parameters}
    parameter = error.parameter if error.parameter in declared else ""
    meant = tuple(_choice(site, value, lang) for value in error.suggestions)
    # What to do is shown as links where there is something to choose.
    language = Language.of(lang)
    message = language.told(error.message) if meant else language.complaint(error)
    return Fault(parameter, message, meant)


def _choice(site: Site, value: str, lang: str) -> Choice:
    iri = expand(value) or value
    return Choice(value, label(site.whole, iri, lang) or value, "")


def controls(
    site: Site,
    question: Question,
    given: Mapping[str, str],
    menus: Mapping[str, Sequence[str]],
    *,
    lang: str,
    fault: Fault | None,
) -> tuple[Control, ...]:
    """Make the controls of a question's form."""
    found = []
    for parameter in question.parameters:
        mine = fault if fault and fault.parameter == parameter.name else None
        value = given.get(parameter.name, parameter.default or "")
        key = ("choices", question.name, parameter.name, lang)
        groups = site.keep(key, partial(_choices, site, menus.get(parameter.name, ()), lang))
        kind, step = ("text", "") if mine else _INPUTS.get(parameter.type, ("text", ""))
        if groups and not mine:
            kind = "select"
            with suppress(YdkgError):
                value = compact(resolve(site.whole, value)) if value else ""
            # What is a thing but not in the menu gets a place of its own there.
            if value and not any(choice.value == value for group in groups for choice in group.choices):
                groups = (ChoiceGroup("", (_choice(site, value, lang),)), *groups)
        said = (parameter.label(lang), parameter.hint(lang))
        found.append(Control(parameter.name, *said, kind, step, value, groups, mine))
    return tuple(found)


def _choices(site: Site, things: Iterable[str], lang: str) -> tuple[ChoiceGroup, ...]:
    """Name things, and put them in order by kind, the largest first; those without a name are left out."""
    other = "en" if lang == "zh" else "zh"
    groups: dict[str, list[Choice]] = {}
    for iri in things:
        named = label(site.whole, iri, lang)
        if not named or not iri.startswith(PREFIXES["ydr"]) or is_record(site.whole, iri):
            continue
        also = label(site.whole, iri, other) or ""
        sharpest = shipped_schema().sharpest(site.whole.types(iri))
        kind = term_label(sharpest, lang) if sharpest else ""
        groups.setdefault(kind, []).append(Choice(compact(iri), named, "" if also == named else also))
    ordered = sorted(groups.items(), key=lambda each: (-len(each[1]), each[0]))
    return tuple(
        ChoiceGroup(kind, tuple(sorted(each, key=lambda choice: reading_order(choice.label)))) for kind, each in ordered
    )
