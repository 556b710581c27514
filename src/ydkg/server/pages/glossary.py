"""The terms of the ontology as its page tells them: words, place among others, use in the data, matches elsewhere."""

from __future__ import annotations

import pickle
from collections import Counter
from functools import cache
from itertools import chain, product
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode

from ydkg.collection import APART, DATASET, ONTOLOGY_DIR
from ydkg.graph.graph import Graph, Term, identifier
from ydkg.graph.names import translation
from ydkg.graph.schema import shipped_schema
from ydkg.graph.store import graph_of
from ydkg.graph.turtle import read_turtle
from ydkg.language.text import translatable
from ydkg.proof.shapes import shape_files
from ydkg.vocab import OWL, PREFIXES, RDF, RDFS, SCHEMA, SH, SKOS, compact

if TYPE_CHECKING:
    from ydkg.server.tasks import Context


#: Sections of the page: key and heading.
SECTIONS = (
    ("class", translatable("Classes")),
    ("object", translatable("Relations between entities")),
    ("data", translatable("Properties with plain values")),
    ("annotation", translatable("Annotations")),
    ("value", translatable("Values")),
    ("borrowed", translatable("Terms of other vocabularies")),
)
_KINDS = (
    (OWL.Class, "class"),
    (OWL.ObjectProperty, "object"),
    (OWL.DatatypeProperty, "data"),
    (OWL.AnnotationProperty, "annotation"),
    (OWL.NamedIndividual, "value"),
)
_TRAITS = {
    OWL.FunctionalProperty: translatable("at most one"),
    OWL.SymmetricProperty: translatable("both ways"),
    OWL.TransitiveProperty: translatable("step by step"),
}
_LONGEST = 80


class TermMatch(NamedTuple):
    """A term of another vocabulary that this one matches: how closely, and its IRI."""

    how: str
    iri: str


class Example(NamedTuple):
    """A triple of the data: IRIs of subject and object, or the words of a plain value, and their Chinese if any."""

    subject: str
    object: str = ""
    words: str = ""
    words_zh: str = ""


class DescribedTerm(NamedTuple):
    """A term as the ontology describes it; lists of IRIs may be empty."""

    iri: str
    name: str
    anchor: str
    section: str
    label: str
    zh: str
    definition: str
    definition_zh: str
    note: str
    note_zh: str
    example: str
    traits: tuple[str, ...]
    types: tuple[str, ...]
    above: tuple[str, ...]
    below: tuple[str, ...]
    domain: tuple[str, ...]
    range: tuple[str, ...]
    inverse: tuple[str, ...]
    values: tuple[str, ...]
    matches: tuple[TermMatch, ...]
    shapes: tuple[str, ...]


class Use(NamedTuple):
    """How often the data uses a term, and one place where it does."""

    number: int
    example: Example | None


@cache
def terms() -> tuple[DescribedTerm, ...]:
    """Describe all terms of the ontology; in the order of `SECTIONS`, and by name within each."""
    table = shipped_schema().terms
    # Terms of other vocabularies that ours are aligned with.
    matches: dict[str, list[TermMatch]] = {}
    for triple in chain.from_iterable(map(read_turtle, sorted((ONTOLOGY_DIR / "align").glob("*.ttl")))):
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode):
            how = triple.predicate.value.rpartition("#")[2]
            matches.setdefault(triple.subject.value, []).append(TermMatch(how, triple.object.value))
    # Files of the shapes that members of each class must have.
    shapes: dict[str, list[str]] = {}
    for path in shape_files():
        for target in Graph.from_triples(read_turtle(path)).targets(SH.targetClass):
            shapes.setdefault(target, []).append(path.stem)
    below, values = _turned(table, RDFS.subClassOf, RDFS.subPropertyOf), _turned(table, RDF.type)
    found = []
    for iri in table.subjects():
        kind = next((section for kind, section in _KINDS if kind in table.types(iri)), "")
        if not kind:
            continue
        own = iri.startswith(PREFIXES["yd"])
        name = compact(iri)
        found.append(
            DescribedTerm(
                iri,
                name,
                name.removeprefix("yd:"),
                kind if own else "borrowed",
                table.text(iri, RDFS.label) or "",
                table.text(iri, RDFS.label, "zh-hans") or "",
                table.text(iri, SKOS.definition) or "",
                next(iter(table.texts(iri, SKOS.definition).get("zh-hans", ())), ""),
                table.text(iri, SKOS.scopeNote) or "",
                table.text(iri, SKOS.scopeNote, "zh-hans") or "",
                table.one(iri, SKOS.example) or "",
                tuple(_TRAITS[each] for each in table.types(iri) if each in _TRAITS),
                tuple(each for each in table.types(iri) if not each.startswith(PREFIXES["owl"])),
                (*table.iris(iri, RDFS.subClassOf), *table.iris(iri, RDFS.subPropertyOf)),
                below.get(iri, ()),
                (*table.iris(iri, RDFS.domain), *table.iris(iri, SCHEMA.domainIncludes)),
                (*table.iris(iri, RDFS.range), *table.iris(iri, SCHEMA.rangeIncludes)),
                table.iris(iri, OWL.inverseOf),
                values.get(iri, ()) if own and kind == "class" else (),
                tuple(matches.get(iri, ())),
                tuple(shapes.get(iri, ())),
            )
        )
    order = [key for key, _ in SECTIONS]
    return tuple(sorted(found, key=lambda term: (order.index(term.section), term.name.lower())))


def uses(context: Context) -> tuple[dict[str, object], bytes]:
    """Count how often the data uses each term, in a worker."""
    counts = Counter[str]()
    first: dict[str, tuple[tuple[int, bool, bool, str], Term]] = {}
    table, described = Graph(context.store), Graph(context.store, [graph_of(DATASET)])  # which has no pages
    apart = (Graph(context.store, [graph_of(path)]) for path in APART)
    for iri, (place, told) in product((term.iri for term in terms()), enumerate((table, *apart, described))):
        # What has a property, and what has a class or a value.
        having = told.quads(predicate=iri) if iri != RDF.type else ()
        for quad in chain(having, told.quads(thing=iri)):
            if place and quad.triple in table:
                continue
            counts[iri] += 1
            if told is described:
                continue
            node, predicate, value, _ = quad
            # What has the term before what names it, things and records before statements.
            subject, names = identifier(node), predicate.value not in {RDF.type, iri}
            key = (place, names, "/statement-" in subject, subject)
            if iri not in first or key < first[iri][0] or (key == first[iri][0] and str(value) < str(first[iri][1])):
                first[iri] = (key, value)
    found = {iri: Use(count, None) for iri, count in counts.items()}
    for iri, ((*_, subject), value) in first.items():
        if isinstance(value, Literal):
            words = (value.value, (value.language and translation(table, value.value)) or "")
            cut = (each if len(each) <= _LONGEST else f"{each[: _LONGEST - 1]}…" for each in words)
            found[iri] = Use(counts[iri], Example(subject, "", *cut))
        else:
            found[iri] = Use(counts[iri], Example(subject, identifier(value)))
    return {}, pickle.dumps(found)


def _turned(table: Graph, *predicates: str) -> dict[str, tuple[str, ...]]:
    """Turn relations between named terms round: what is said to lie below each."""
    found: dict[str, list[str]] = {}
    for subject in table.subjects():
        for above in (each for predicate in predicates for each in table.iris(subject, predicate)):
            found.setdefault(above, []).append(subject)
    return {above: tuple(sorted(held)) for above, held in found.items()}
