"""A sentence of a document with the passages in it marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ydkg.graph.source import text_of
from ydkg.telling.naming import iri_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ydkg.graph.source import Source
    from ydkg.telling.work import Passage


def quoted(sources: Sequence[Source], passages: Sequence[Passage]) -> tuple[tuple[str, bool], ...]:
    """Cut the sentence around some passages of one sentence into runs of text, those of the passages marked.

    Parameters
    ----------
    sources : sequence of Source
        The texts that are at hand.
    passages : sequence of Passage
        In the order of the text.

    Returns
    -------
    tuple of (str, bool)
        Runs and whether each is marked, none of them empty; no run where there is no text or no passage.
    """
    source = text_of(sources, iri_of(passages[0].work)) if passages else None
    if source is None:
        return ()
    spans = [source.sentence(passage.start, passage.end)[:2] for passage in passages]
    at, last = min(first for first, _ in spans), max(end for _, end in spans)
    runs = []
    for passage in passages:
        begin = max(at, passage.start)
        if passage.end > begin:
            runs += [(source.text[at:begin], False), (source.text[begin : passage.end], True)]
            at = passage.end
    runs.append((source.text[at:last], False))
    return tuple(run for run in runs if run[0])
