"""Replicas of the shipped data: as many as one likes, each with fresh identifiers and as valid as the original.

Usage: ``.venv/bin/python bench/replica.py TIMES FILE``. Writes canonical Turtle; prints how many triples it holds.
"""

from __future__ import annotations

import re
import sys
from hashlib import sha256
from itertools import product
from string import ascii_uppercase
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from ydkg.collection import DATA_FILES
from ydkg.files import write_whole
from ydkg.graph.graph import Graph
from ydkg.graph.schema import is_record
from ydkg.graph.turtle import canonical_turtle, read_turtle, statement_iri
from ydkg.vocab import ORG, PREFIXES, RDF, RDFS, SKOS, YD, ydr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_OWN = PREFIXES["ydr"]
#: Defined once and used by every document: by the data contract these are definitions, and only their use is a fact.
_SHARED = frozenset({YD.Metric, YD.Period, YD.Register, ORG.Role, SKOS.ConceptScheme})
_SHARED_SCHEMES = frozenset({ydr("stages"), ydr("participant-roles")})
_PARTS = (RDF.subject, RDF.predicate, RDF.object)
_NAMES = (RDFS.label, SKOS.altLabel)
_COUNTRY = "CN"
#: The countries of the replicas' codes, of which there is one a replica.
_COUNTRIES = [code for pair in product(ascii_uppercase, repeat=2) if (code := "".join(pair)) != _COUNTRY]


class Original:
    """Hold the data that is replicated."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.triples = list(dict.fromkeys(triples))
        self.table = Graph.from_triples(self.triples)
        self.statements = {statement: self._stated(statement) for statement in self.table.subjects(RDF.Statement)}
        self.passages = {
            passage: (document, passage.removeprefix(f"{_OWN}passage-{document.removeprefix(_OWN)}"))
            for passage in self.table.subjects(YD.Passage)
            for document in self.table.values(passage, YD.inDocument)
        }

    def _stated(self, statement: str) -> Triple:
        (subject,), (predicate,), (value,) = (self.table.objects(statement, part) for part in _PARTS)
        return Triple(subject, predicate, value)  # type: ignore[arg-type]

    def is_shared(self, iri: str) -> bool:
        """Tell whether all replicas use one thing, rather than each one of its own."""
        if not iri.startswith(_OWN) or iri not in self.table:
            return True
        schemes = self.table.values(iri, SKOS.inScheme)
        return not _SHARED.isdisjoint(self.table.types(iri)) or not _SHARED_SCHEMES.isdisjoint(schemes)

    def replica(self, number: int) -> Iterator[Triple]:
        """Yield the triples of one replica."""
        fresh = {iri: self._fresh(iri, number) for iri in self.table.subjects() if iri not in self.statements}
        nodes = {iri: NamedNode(new) for iri, new in fresh.items()}
        for statement, stated in self.statements.items():
            moved = self._moved(stated, nodes, number)
            # The statement of a shared thing stays what it is.
            if moved != stated and stated.predicate.value != YD.gbt2260:
                subject = nodes[statement] = NamedNode(statement_iri(moved))
                for part, term in zip(_PARTS, moved, strict=True):
                    yield Triple(subject, NamedNode(part), term)
        for triple in self.triples:
            subject = nodes.get(triple.subject.value)  # type: ignore[union-attr, assignment]
            if subject is None or subject == triple.subject or triple.predicate.value == YD.gbt2260:
                continue
            if triple.subject.value in self.statements and triple.predicate.value in _PARTS:  # type: ignore[union-attr]
                continue
            yield self._moved(triple, nodes, number)
            if triple.predicate.value in _NAMES and self.table.values(triple.subject.value, YD.mentionedIn):  # type: ignore[union-attr]
                # The document calls it by the name without the number.
                yield Triple(subject, NamedNode(SKOS.hiddenLabel), triple.object)

    def _fresh(self, iri: str, number: int) -> str:
        if self.is_shared(iri):
            return iri
        if iri in self.passages:
            document, place = self.passages[iri]
            return f"{_OWN}passage-{document.removeprefix(_OWN)}-{number}{place}"
        made = f"{iri}-{number}"
        if made in self.table:
            raise ValueError(f"{made} is in the data already")
        return made

    def _moved(self, triple: Triple, nodes: dict[str, NamedNode], number: int) -> Triple:
        """Return a triple of the original as a replica has it."""
        subject, value = nodes.get(triple.subject.value, triple.subject), triple.object  # type: ignore[union-attr]
        if isinstance(value, NamedNode):
            if subject != triple.subject and triple.predicate.value == SKOS.exactMatch:
                # One thing of a register is one thing here.
                value = NamedNode(re.sub(r"/?$", rf"{number}\g<0>", value.value, count=1))
            return Triple(subject, triple.predicate, nodes.get(value.value, value))
        if subject != triple.subject and isinstance(value, Literal):
            text = self._text(triple.subject.value, triple.predicate.value, value.value, number)  # type: ignore[union-attr]
            if text != value.value:
                datatype = None if value.language else value.datatype
                value = Literal(text, datatype=datatype, language=value.language)
        return Triple(subject, triple.predicate, value)

    def _text(self, subject: str, predicate: str, text: str, number: int) -> str:
        """Return a text as a replica has it: other than the original's where no two things may have the same."""
        if predicate in _NAMES:
            # Of a thing behind each word, so that no name of the original is within it.
            return f"{text} {number}" if is_record(self.table, subject) else re.sub(r"\w+", rf"\g<0>{number}", text)
        if predicate == YD.ror:
            return f"{text[:-2]}{(int(text[-2:]) + number - 1) % 100:02}"
        if predicate in {YD.iata, YD.icao}:
            return f"{text[0]}{_COUNTRIES[number - 2]}{text[3:]}"
        if predicate == YD.iso3166:
            return text.replace(_COUNTRY, _COUNTRIES[number - 2])
        if predicate == YD.textDigest and subject not in self.passages:
            return sha256(f"{text}{number}".encode()).hexdigest()
        return text


def replicate(triples: Iterable[Triple], times: int) -> list[Triple]:
    """Return data as often as one likes."""
    original = Original(triples)
    return [*original.triples, *(t for number in range(2, times + 1) for t in original.replica(number))]


def main() -> None:
    """Write the replicas."""
    times, path = sys.argv[1:]
    shipped = [triple for file in DATA_FILES for triple in read_turtle(file)]
    triples = set(replicate(shipped, int(times)))
    write_whole(path, canonical_turtle(triples))
    print(len(triples))


if __name__ == "__main__":
    main()
