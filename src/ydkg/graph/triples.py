"""Triples that are made: what is said of a subject."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ydkg.graph.graph import Term

#: Make a text a literal of its language.
english, chinese = partial(Literal, language="en"), partial(Literal, language="zh-hans")


def about(subject: str, *pairs: tuple[str, str | Term]) -> Iterator[Triple]:
    """Say things of a subject; in their order."""
    for predicate, value in pairs:
        yield Triple(NamedNode(subject), NamedNode(predicate), NamedNode(value) if isinstance(value, str) else value)
