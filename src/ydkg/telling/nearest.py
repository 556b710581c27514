"""Where a question has no answer: what was looked for, and calls near it that may have one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import NamedNode

from ydkg.graph.names import label
from ydkg.graph.schema import families
from ydkg.vocab import GEO, ORG, SKOS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pyoxigraph import Literal

    from ydkg.graph.graph import Graph
    from ydkg.graph.questions import Question

#: What leads from a thing to what it is a part of, of which there may be more to say.
_WHOLES = (GEO.sfWithin, SKOS.broader, ORG.subOrganizationOf)
#: How many calls there are at most.
_MOST = 12


class Call(NamedTuple):
    """A question, and what its parameters are given."""

    question: Question
    values: Mapping[str, NamedNode | Literal]

    @property
    def parameters(self) -> dict[str, str]:
        """What the question is asked with: IRIs and letters."""
        return {name: term.value for name, term in self.values.items()}

    def named(self, graph: Graph, lang: str = "en") -> dict[str, str]:
        """Give the same as people say it: what things are called, and letters."""
        return {name: _called(graph, term, lang) for name, term in self.values.items()}


def near_calls(graph: Graph, call: Call, known: Sequence[Question]) -> list[Call]:
    """List calls near one without an answer, the nearest first.

    The question is asked of what its things are parts of; then the things are asked about otherwise, by questions of
    the same theme before others.
    """
    things = {name: term for name, term in call.values.items() if isinstance(term, NamedNode)}
    near: list[Call] = []
    for name, thing in things.items():
        wholes = [thing.value]
        for part in wholes:
            wholes += [whole for each in _WHOLES for whole in graph.iris(part, each) if whole not in wholes]
        near += [Call(call.question, {**call.values, name: NamedNode(whole)}) for whole in wholes[1:]]
    theme = call.question.name.partition("/")[0]
    others = sorted(known, key=lambda question: question.name.partition("/")[0] != theme)
    for thing in things.values():
        own = {family.key for family in families(graph, thing.value)}
        for question in others:
            taken = {*question.parameters[0].families} if len(question.parameters) == 1 else set()
            if own & taken and question.name != call.question.name:
                near.append(Call(question, {question.parameters[0].name: thing}))
    return near[:_MOST]


def _called(graph: Graph, term: NamedNode | Literal, lang: str) -> str:
    return (label(graph, term.value, lang) if isinstance(term, NamedNode) else None) or term.value
