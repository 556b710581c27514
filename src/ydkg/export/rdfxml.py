"""RDF as XML."""

from __future__ import annotations

from itertools import chain
from tempfile import TemporaryFile, gettempdir
from typing import TYPE_CHECKING

from pyoxigraph import Literal, RdfFormat, serialize

from ydkg.errors import OutputError, problem, write_error
from ydkg.export._format import Format
from ydkg.export._triples import by_subject
from ydkg.export._xml import keep_line_ends, refuse_forbidden
from ydkg.vocab import PREFIXES
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Triple

    from ydkg.graph.sorting import Sorting

_PIECE = 1 << 16

FORMAT = Format(
    name="RDF/XML",
    extension="rdf",
    media_type="application/rdf+xml",
    purpose=translatable("for older tools"),
    carries="rdf",
    order=4,
)


def pieces(triples: Iterable[Triple], ordered: Sorting) -> Iterator[bytes]:
    """Write triples as RDF/XML."""
    names: set[str] = set()

    def checked() -> Iterator[Triple]:
        for triple in triples:
            if isinstance(triple.object, Literal):
                refuse_forbidden(triple.object.value)
            names.add(triple.predicate.value)
            yield triple

    subjects = by_subject(checked(), ordered)
    first = next(subjects, [])  # all have been read
    used = {key: base for key, base in sorted(PREFIXES.items()) if any(name.startswith(base) for name in names)}
    try:
        with TemporaryFile() as file:  # closing it, too, writes what is left
            facts = chain(first, chain.from_iterable(subjects))
            serialize(facts, file, format=RdfFormat.RDF_XML, prefixes=used)
            file.seek(0)
            while piece := file.read(_PIECE):
                yield keep_line_ends(piece)
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno:
            raise write_error(gettempdir(), error) from error
        said = problem("RDF/XML cannot carry this graph ({why}): take turtle, ntriples or jsonld", why=error)
        raise OutputError(said) from error
