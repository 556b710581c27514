"""A finding: one thing that a check found wrong, where, and how to mend it; and the rules by which it is found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from ydkg.graph.graph import Graph
from ydkg.graph.sources import offset

if TYPE_CHECKING:
    from ydkg.proof.text import CitedText

ERROR = "error"
WARNING = "warning"


@dataclass(frozen=True, order=True)
class Finding:
    """Hold one thing that is wrong."""

    entity: str
    message: str
    rule: str
    offset: int | None = None
    severity: str = ERROR
    fix: str = ""


#: Takes the data, or a text with them where a module looks at words; what comes from other documents is left alone.
Rule: TypeAlias = Callable[..., Iterator[Finding]]
#: Yields a thing, what is wrong with it, and the record or statement that says so where that is not the thing itself.
Telling: TypeAlias = Callable[..., Iterator[tuple[str, ...]]]


class Rules(list[Rule]):
    """The rules of a module, in the order in which they stand there."""

    def add(self, rule: Rule) -> Rule:
        """Take a function for a rule; the same."""
        self.append(rule)
        return rule

    def saying(self, name: str, fix: str = "") -> Callable[[Telling], Telling]:
        """Take functions for a rule of one name, with one way to mend what it finds."""

        def take(telling: Telling) -> Telling:
            def rule(given: Graph | CitedText) -> Iterator[Finding]:
                table = given if isinstance(given, Graph) else given.table
                for entity, message, *by in telling(given):
                    yield Finding(entity, message, name, offset(table, by[0] if by else entity), fix=fix)

            self.append(rule)
            return telling

        return take
