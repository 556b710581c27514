"""Damaged data: every kind of fault once in a thousand of the facts that it can befall, so that all are reported.

Usage: ``.venv/bin/python bench/damage.py FROM TO``. Reads Turtle and writes Turtle; prints how many facts are damaged.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from ydkg.graph.canonical import canonical_turtle, read_turtle
from ydkg.output import write_whole
from ydkg.vocab import FOAF, GEO, ORG, PREFIXES, PROV, QUDT, RDF, RDFS, XSD, YD, ydr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ydkg.graph.table import Term

ONCE_IN = 1000


def _lost(_: Term) -> None:
    return None


def _is(value: str, datatype: str = XSD.decimal) -> Callable[[Term], Literal]:
    return lambda _: Literal(value, datatype=NamedNode(datatype))


def _leads(iri: str) -> Callable[[Term], NamedNode]:
    return lambda _: NamedNode(iri)


#: Kind of a fault -> the property of the facts that it befalls, and what becomes of their objects.
FAULTS: Mapping[str, tuple[str, Callable[[Term], Term | None]]] = {
    "a label is lost": (RDFS.label, _lost),
    "evidence is lost": (PROV.wasDerivedFrom, _lost),
    "evidence is nowhere": (PROV.wasDerivedFrom, _leads(ydr("passage-of-nothing-0-1"))),
    "a mention is lost": (YD.mentionedIn, _lost),
    "a class is no class": (RDF.type, _leads(f"{PREFIXES['yd']}Nothing")),
    "a value is another": (YD.value, _is("0.1")),
    "a value is no number": (YD.value, lambda _: Literal("many")),
    "a unit is lost": (QUDT.hasUnit, _lost),
    "a bound is no bound": (YD.bound, _leads(YD.Planned)),
    "a status is lost": (YD.valueStatus, _lost),
    "a change is another": (YD.statedChange, _is("12345")),
    "a stage is lost": (YD.stage, _lost),
    "a modality is no modality": (YD.modality, _leads(YD.MoreThan)),
    "a day is long ago": (YD.notAfter, _is("1066-10-14", XSD.date)),
    "a member is nobody": (ORG.member, _leads(ydr("nobody"))),
    "an organisation is a metric": (ORG.organization, _leads(ydr("metric-gdp"))),
    "a person has no name": (FOAF.name, _lost),
    "a place is in itself": (GEO.sfWithin, _leads(ydr("china"))),
    "a place is on no map": (YD.latitude, _is("123.4")),
    "a passage ends before it begins": (YD.end, _is("0", XSD.integer)),
    "a digest is of other words": (YD.textDigest, lambda _: Literal("0" * 64)),
    "a statement states something else": (RDF.object, _leads(ydr("china"))),
}


def damaged(triples: Iterable[Triple]) -> tuple[list[Triple], Counter[str]]:
    """Damage facts.

    Parameters
    ----------
    triples : iterable of pyoxigraph.Triple
        Valid data.

    Returns
    -------
    list of pyoxigraph.Triple, Counter
        The same with faults, and how many there are of each kind: of the facts with its property, in the order given,
        one in `ONCE_IN`, and one at least; no fact has two.
    """
    befalls: dict[str, list[str]] = {}
    for kind, (predicate, _) in FAULTS.items():
        befalls.setdefault(predicate, []).append(kind)
    seen, made, written = Counter[str](), Counter[str](), []
    for triple in triples:
        predicate = triple.predicate.value
        turn = seen[predicate] % ONCE_IN
        seen[predicate] += 1
        if turn >= len(befalls.get(predicate, ())):
            written.append(triple)
            continue
        kind = befalls[predicate][turn]
        value = FAULTS[kind][1](triple.object)
        made[kind] += 1
        if value is not None:
            written.append(Triple(triple.subject, triple.predicate, value))
    return written, made


def main() -> None:
    """Write the damaged data."""
    source, target = map(Path, sys.argv[1:])
    triples, made = damaged(read_turtle(source))
    write_whole(target, canonical_turtle(triples))
    print(made.total())


if __name__ == "__main__":
    main()
