"""What the tools ask of whoever has the graph: it may be asked beside others, and each question may take long."""

from __future__ import annotations

from typing import TYPE_CHECKING, ParamSpec, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pyoxigraph import Store

    from ydkg.graph.outline import Outline
    from ydkg.graph.questions import Question
    from ydkg.graph.sparql import Result
    from ydkg.telling.atlas import Atlas

Taken = ParamSpec("Taken")
Made = TypeVar("Made")


class GraphAccess(Protocol):
    """One state of a graph, for one who asks; its methods raise a `YdkgError` where something is wrong."""

    @property
    def store(self) -> Store:
        """The graph, to look names up in."""

    @property
    def outlines(self) -> Mapping[str, Outline]:
        """The order of each document by its IRI, as far as it is known already."""

    @property
    def questions(self) -> Sequence[Question]:
        """The named questions, checks among them, with the defaults that the graph has; by name."""

    async def atlas(self) -> Atlas:
        """Give everything that people are told of the graph; made once."""

    async def ask(self, question: Question, given: Mapping[str, str], lang: str) -> Result:
        """Have a named question answered, within bounds; rows in the order of the question."""

    async def query(self, text: str) -> Result:
        """Have a query answered, within bounds."""

    async def aside(self, make: Callable[Taken, Made], /, *arguments: Taken.args, **named: Taken.kwargs) -> Made:
        """Have something made while others are answered; what it gave."""

    def keep(self, name: object, make: Callable[[], Made]) -> Made:
        """Have something made once for this state of the graph; what was made, now or before."""
