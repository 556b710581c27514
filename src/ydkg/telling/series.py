"""Series: what several documents say of one metric of one thing, by time, each with its document's mark."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ydkg.proof.claims.days import document_of
from ydkg.proof.claims.figures import series
from ydkg.telling.figure import tell_figure
from ydkg.telling.naming import slug
from ydkg.vocab import RDFS, YD

if TYPE_CHECKING:
    from ydkg.telling.reading import Reading
    from ydkg.telling.text import Text


class SeriesPoint(NamedTuple):
    """A figure of a series: slugs of the record and of its document, the figure, when it holds, the document's name.

    With its status where it is not actual. It is proven where the words are at hand; else a public page says so.
    """

    id: str
    document: str
    value: Text
    when: Text
    name: Text
    proven: bool


def tell_series(reading: Reading) -> dict[str, dict[str, tuple[SeriesPoint, ...]]]:
    """Tell all series that figures of several documents make."""
    table = reading.table
    pairs = {
        (about, metric)
        for figure in table.subjects(YD.Observation)
        for about in table.iris(figure, YD.about)
        for metric in table.iris(figure, YD.metric)
    }
    found: dict[str, dict[str, tuple[SeriesPoint, ...]]] = {}
    for about, metric in sorted(pairs):
        points = []
        for iri in series(table, metric, about):
            figure, document = tell_figure(reading, iri), document_of(table, iri)
            name, proven = reading.text(document, RDFS.label), not table.values(iri, YD.confidence)
            points.append(SeriesPoint(slug(iri), slug(document), figure.value, figure.circumstances, name, proven))
        if len({point.document for point in points}) > 1:
            found.setdefault(slug(about), {})[slug(metric)] = tuple(points)
    return found
