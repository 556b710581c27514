"""Where facts are written, for a line of text or a row: places in documents in words, and the sentences there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal

from ydkg.cli.rows import linked, visible
from ydkg.graph.passages import sentences_behind
from ydkg.telling.naming import slug
from ydkg.telling.text import joined, same
from ydkg.vocab import YD
from ydkg.words.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ydkg.graph.graph import Graph
    from ydkg.graph.passages import Quote
    from ydkg.graph.source import Source
    from ydkg.telling.reading import Reading
    from ydkg.telling.source import Library
    from ydkg.telling.text import Text
    from ydkg.telling.work import Work


def bracketed(reading: Reading, evidence: Iterable[str], lang: str, output: str) -> str:
    """Say where evidence stands."""
    iris = tuple(evidence)
    found = reading.library.evidence(iris)
    cited = (slug(iri) for iri in iris if YD.Citation in reading.table.types(iri))
    known = {*found.ids, *(work.id for work, _, _ in found.works), *cited}
    told = []
    for work, _, where in found.works:
        passages = [passage for each in found.places if each.work == work for passage in each.passages]
        place = _place(reading.library, work, where)
        told.append(linked(visible(place.pick(lang)), work.lit(passages), output))
    told += [visible(reading.naming.name(iri).pick(lang)) for iri in iris if slug(iri) not in known]
    return f"  [{Language.of(lang).semicolon.join(told)}]" if told else ""


def place_of(reading: Reading, iri: str, lang: str) -> str:
    """Say where a passage stands."""
    works = reading.library.evidence([iri]).works
    place = _place(reading.library, *works[0][::2]) if works else reading.naming.name(iri)
    return visible(place.pick(lang))


def _place(library: Library, work: Work, where: Text) -> Text:
    return joined([library.prefix(work), where]) if where else work.title


def quotes(
    library: Library, table: Graph, sources: Sequence[Source], passages: Iterable[str], told: set[Quote] | None = None
) -> list[str]:
    """Write the sentences behind passages; a line each, with its number before it, in the order of the text."""
    known: set[Quote] = set() if told is None else told
    lines = []
    for quote in sentences_behind(table, sources, passages) if sources else ():
        if quote in known:
            continue
        known.add(quote)
        outline = library.outline(quote.document)
        number = str(outline.number(quote.start)).rjust(len(str(len(outline.sentences))))
        prefix = joined([library.prefix(library.work(quote.document)), same(number)], same(" ")).en
        lines.append(f"{visible(prefix)}  {visible(quote.words)}")
    return lines


def words_behind(table: Graph, sources: Sequence[Source], passages: Iterable[str]) -> Literal | None:
    """Give the sentences behind passages as one value of a row; None where there are none."""
    text = " ".join(each.words for each in sentences_behind(table, sources, passages))
    return Literal(text) if text else None
