"""The form of a question: a control for each parameter, and what is wrong with what was given."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from ydkg.errors import YdkgError
from ydkg.graph.names import label, resolve
from ydkg.server.questions.choices import Choice, Group, choices
from ydkg.vocab import compact, expand
from ydkg.words.language import Language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ydkg.graph.catalogue import Question
    from ydkg.server.site import Site

_INPUTS = {"date": "date", "decimal": "number", "integer": "number", "string": "text", "iri": "text"}


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
    groups: tuple[Group, ...] = ()
    fault: Fault | None = None


def fault_of(site: Site, question: Question, error: YdkgError, lang: str) -> Fault:
    """Say what is wrong with a parameter.

    Parameters
    ----------
    site : Site
    question : Question
    error : YdkgError
    lang : {"en", "zh"}

    Returns
    -------
    Fault
        In the page's language.
    """
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
    fault: Fault | None = None,
) -> tuple[Control, ...]:
    """Make the controls of a question's form.

    Parameters
    ----------
    site : Site
    question : Question
    given : mapping of str to str
    menus : mapping of str to sequence of str
        Parameter of type ``iri`` -> IRIs of what it can stand for.
    lang : {"en", "zh"}
    fault : Fault, optional
        What is wrong with one of them: it becomes a free text, so that it can be put right.

    Returns
    -------
    tuple of Control
    """
    found = []
    for parameter in question.parameters:
        mine = fault if fault and fault.parameter == parameter.name else None
        value = given.get(parameter.name, parameter.default or "")
        key = ("choices", question.name, parameter.name, lang)
        groups = site.keep(key, partial(choices, site, menus.get(parameter.name, ()), lang))
        kind = "select" if groups and not mine else _INPUTS[parameter.type]
        if kind == "select":
            with suppress(YdkgError):
                value = compact(resolve(site.whole, value)) if value else ""
            # What is a thing but not in the menu gets a place of its own there.
            if value and not any(choice.value == value for group in groups for choice in group.choices):
                groups = (Group("", (_choice(site, value, lang),)), *groups)
        step = {"integer": "1", "decimal": "any"}.get(parameter.type, "") if not mine else ""
        control = "text" if mine else kind
        found.append(
            Control(parameter.name, parameter.label(lang), parameter.hint(lang), control, step, value, groups, mine)
        )
    return tuple(found)
