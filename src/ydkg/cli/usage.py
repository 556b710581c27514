"""Verbs that were called wrongly: what click finds, in one line of the language that was asked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from ydkg.errors import Listed, problem
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from ydkg.words.language import Language

_SEE = translatable("see `{path} --help`")


def misuse(error: click.ClickException, language: Language) -> str:
    """Say what is wrong with how a verb was called, and where its help is."""
    context = getattr(error, "ctx", None)
    see = language.gettext(_SEE, path=context.command_path if context else "ydkg")
    if language.chinese or isinstance(getattr(getattr(error, "param", None), "type", None), click.DateTime):
        said = language.told(_said(error))
        return f"{said}{'' if said.endswith('？') else language.semicolon}{see}"
    message = error.format_message().rstrip(".")
    return f"{message[:1].lower()}{message[1:]}; {see}"


def _said(error: click.ClickException) -> str:
    """Say in a text of the catalogue what click says in English; what is not click's stays as it is."""
    if isinstance(error, click.NoSuchOption):
        said = problem("there is no option {name}", name=error.option_name)
        close = Listed(error.possibilities or ())
        return (
            problem("{what}; {hint}", what=said, hint=problem("did you mean {names}?", names=close)) if close else said
        )
    if isinstance(error, click.BadOptionUsage):
        return problem("the option {name} needs a value", name=error.option_name)
    if isinstance(error, click.MissingParameter):
        return problem("{name} is missing", name=_hint(error))
    if not isinstance(error, click.BadParameter):
        # What is left over is nowhere but in click's message.
        extra = re.search(r"unexpected extra arguments? \((.*)\)", error.message)
        return problem("more is given than the verb takes: {names}", names=extra[1]) if extra else error.message
    kind, why = error.param.type if error.param else None, error.message
    if isinstance(kind, click.Choice):
        why = problem("expected one of {names}", names=Listed(map(str, kind.choices)))
    elif isinstance(kind, click.DateTime):
        why = problem("expected a day such as 2025-12-04")
    elif isinstance(kind, click.types.IntParamType | click.types.FloatParamType):
        low, high = getattr(kind, "min", None), getattr(kind, "max", None)
        if low is None:
            why = problem("expected a number")
        elif high is None:
            why = problem("expected a number of at least {low}", low=low)
        else:
            why = problem("expected a number from {low} to {high}", low=low, high=high)
    return problem("{what}: {why}", what=_hint(error), why=why)


def _hint(error: click.BadParameter) -> str:
    """Name the option or the argument that is meant."""
    hint = error.param_hint or (error.param.get_error_hint(error.ctx) if error.param and error.ctx else "")
    return (hint if isinstance(hint, str) else " / ".join(hint)).replace("'", "")
