"""Evidence: a record written with the passages that it comes from, and proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ydkg.draft.graphing import Fact, Graphing, Span
from ydkg.vocab import PROV

if TYPE_CHECKING:
    from ydkg.words.reading.times import Time

_SLUG = 60


class Evidence:
    """Write records with their passages.

    Parameters
    ----------
    graphing : Graphing
    dateline : tuple of int or None
        Where the text prints the day of issue.
    """

    def __init__(self, graphing: Graphing, dateline: Span | None) -> None:
        self._graphing = graphing
        self._dateline = dateline

    def write(  # noqa: PLR0917 - the parts of a proposal, in their order
        self,
        iri: str,
        facts: list[Fact],
        span: Span,
        kind: str,
        given: str,
        rule: str,
        more: tuple[Span | None, ...],
        *,
        dated: bool,
    ) -> None:
        """Write a record with the passages that it comes from, and propose it.

        Parameters
        ----------
        iri : str
        facts : list of Fact
        span : Span
            The words that the rule read.
        kind, given, rule : str
            Class and property of the proposal's key; module and name of the rule.
        more : tuple of Span or None
            Where else its words stand.
        dated : bool
            Whether it rests on the day of issue.
        """
        if not self._graphing.propose(span, kind, given, iri, rule):
            return
        spans = {
            span,
            *(each for each in more if each and each[0] < each[1] and not (span[0] <= each[0] and each[1] <= span[1])),
        }
        spans |= {self._dateline} if dated and self._dateline else set()
        self._graphing.add(
            iri, [*facts, *(Fact(PROV.wasDerivedFrom, self._graphing.passage(*each)) for each in sorted(spans))]
        )


def cut(slug: str) -> str:
    """Shorten a slug at a hyphen.

    Parameters
    ----------
    slug : str

    Returns
    -------
    str
    """
    return slug if len(slug) <= _SLUG else slug[:_SLUG].rsplit("-", 1)[0]


def span_of_time(time: Time | None) -> Span | None:
    """Give where a time is printed.

    Parameters
    ----------
    time : Time or None

    Returns
    -------
    tuple of int, or None
    """
    return (time.start, time.end) if time else None
