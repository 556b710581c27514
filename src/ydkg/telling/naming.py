"""What things, terms and values are called in both languages and in Turtle, and the groups that they belong to."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, TypeAlias

from pyoxigraph import Literal

from ydkg.graph.graph import identifier
from ydkg.graph.schema import reached
from ydkg.language.quantity import number
from ydkg.language.text import translatable
from ydkg.language.units import unit_name
from ydkg.telling.text import NOTHING, Text, both, day_text, same, say
from ydkg.vocab import DCTERMS, GEO, PROV, RDF, RDFS, SCHEMA, SKOS, XSD, YD, compact, ydr

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from ydkg.graph.graph import Graph, Term
    from ydkg.graph.schema import Schema
    from ydkg.network.projection import Edge


#: So many names are known at once.
_MOST = 10_000
_TRUTH = {"true": translatable("yes"), "false": translatable("no")}
#: Property and value -> the text that says it: "is group: yes" reads badly.
_SAID = {
    (YD.isGroup, "true"): translatable("several things"),
    (YD.isGroup, "false"): translatable("one thing"),
    (YD.listComplete, "true"): translatable("all are named"),
    (YD.listComplete, "false"): translatable("not all are named"),
    (DCTERMS.language, "en"): translatable("English"),
    (DCTERMS.language, "ja"): translatable("Japanese"),
    (DCTERMS.language, "zh"): translatable("Chinese"),
}
#: Property -> the text over such a value.
HEADINGS = {YD.isGroup: translatable("what the name stands for"), YD.listComplete: translatable("its members")}
#: Terms that neither the graph nor the ontology labels in Chinese.
_PLAIN = {
    RDF.Statement: translatable("statement"),
    RDF.subject: translatable("Subject"),
    RDF.predicate: translatable("Relation"),
    RDF.object: translatable("Object"),
    RDF.type: translatable("kind"),
    RDFS.label: translatable("name"),
}


class Naming:
    """Names by IRI."""

    def __init__(self, table: Graph, schema: Schema) -> None:
        self.table = table
        self.schema = schema
        self._names: dict[str, Text] = {}

    def name(self, iri: str) -> Text:
        """Call a thing or a term; its labels; in Chinese else the English one; else its short name."""
        if not iri:
            return NOTHING
        if iri not in self._names:
            if len(self._names) >= _MOST:
                self._names.clear()
            self._names[iri] = self._name(iri)
        return self._names[iri]

    def _name(self, iri: str) -> Text:
        prefixed = compact(iri)
        if prefixed.startswith("unit:"):
            return both(unit_name, iri)
        own = self.table.text(iri, RDFS.label) or self.schema.terms.text(iri, RDFS.label)
        if own is None and prefixed.startswith("<"):
            return same(iri.split("://", 1)[-1])
        ours = prefixed.startswith(("ydr:", "yd:"))
        english = own or (slug(iri) if ours else self.schema.label(iri)) or slug(iri)
        known = self.table.text(iri, RDFS.label, "zh-hans") or self.schema.terms.text(iri, RDFS.label, "zh-hans")
        plain = say(_PLAIN[iri]).zh if iri in _PLAIN else english
        return Text(english, known or plain)

    def stored(self, record: str) -> Text:
        """Give the labels that a record has; empty in a language in which it has none."""
        english, chinese = (self.table.text(record, RDFS.label, tag) or "" for tag in ("en", "zh-hans"))
        return Text(english, chinese)

    def short(self, iri: str) -> Text:
        """Call a thing as sentences, tables and pictures do."""
        name = self.name(iri)
        return Text(name.en, self.table.text(iri, YD.shortName, "zh-hans") or name.zh)

    def scope(self, iri: str) -> Text:
        """Call what a figure, a comparison or a claim is of, as sentences do: a country of places told of is 全国."""
        name = self.short(iri)
        whole = YD.Country in self.table.types(iri) and self.table.incoming(iri, GEO.sfWithin)
        return Text(name.en, "全国") if whole else name

    def property(self, predicate: str) -> Text:
        """Call a property by its label, as words within a sentence; in lower case, as the ontology has it."""
        if predicate in HEADINGS:
            return say(HEADINGS[predicate])
        english = self.schema.label(predicate) or compact(predicate)
        known = say(_PLAIN[predicate]).zh if predicate in _PLAIN else self.schema.label(predicate, "zh-hans")
        return Text(english, known or english)

    def value(self, predicate: str, term: Term) -> Text:
        """Put a value into words."""
        if not isinstance(term, Literal):
            return self.name(identifier(term))
        if (predicate, term.value) in _SAID:
            return say(_SAID[predicate, term.value])
        if term.datatype.value == XSD.boolean:
            return say(_TRUTH[term.value]) if term.value in _TRUTH else same(term.value)
        if term.datatype.value == XSD.date:
            return day_text(term.value)
        if term.datatype.value in {XSD.decimal, XSD.integer}:
            return both(number, term.value)
        return same(term.value.removeprefix("https://"))


class Slugged:
    """What the graph has under a slug."""

    __slots__ = ()
    id: str

    @property
    def iri(self) -> str:
        """Its IRI."""
        return iri_of(self.id)


def slug(iri: str) -> str:
    """Shorten an IRI to what pages call it; a slug of ours, a local name of the ontology, else the IRI itself."""
    name = compact(iri) if iri else ""
    return name.split(":", 1)[1] if name.startswith(("ydr:", "yd:")) else iri


def iri_of(name: str) -> str:
    """Give the IRI that a thing, record or source has whose slug is known.

    >>> iri_of(slug("https://w3id.org/ydkg/id/utopia")), iri_of(slug("https://example.org/a"))
    ('https://w3id.org/ydkg/id/utopia', 'https://example.org/a')
    """
    return name if ":" in name else ydr(name)


#: Facet -> value (a slug) -> slugs of things, in the order of the network.
Facets: TypeAlias = dict[str, dict[str, tuple[str, ...]]]

#: What says where a thing is, from the thing to the place.
WHERE = frozenset(
    (
        GEO.sfOverlaps,
        GEO.sfWithin,
        SCHEMA.location,
        YD.connects,
        YD.destination,
        YD.implementedIn,
        YD.jurisdiction,
        YD.origin,
    )
)


def tell_facets(nodes: Mapping[str, Mapping[str, Any]], edges: Iterable[Edge], table: Graph) -> Facets:
    """Sort the nodes of the network into focus areas, provinces and states."""
    facets: dict[str, defaultdict[str, list[str]]] = {name: defaultdict(list) for name in ("topic", "place", "status")}
    provinces = {node for node in nodes if YD.ProvinceLevelDivision in table.types(node)}
    # The figures that a thing has, or, being a metric, that are in it.
    figures: defaultdict[str, set[str]] = defaultdict(set)
    for node, attributes in nodes.items():
        for record in attributes.get("observations", ()):
            for end in (node, *table.iris(record["iri"], YD.metric)):
                figures[end].add(record["iri"])
    places: defaultdict[str, set[str]] = defaultdict(set)
    for edge in edges:
        if edge.predicate in WHERE:
            places[edge.source].add(edge.target)
    for node, attributes in nodes.items():
        values = {
            "topic": themes_of(table, node, str(attributes["family"]), figures[node]),
            "place": reached({node, *places[node]}, lambda place: table.iris(place, GEO.sfWithin)) & provinces,
            "status": {str(record["status"]) for record in attributes.get("milestones", ()) if "status" in record},
        }
        for name, members in values.items():
            for value in members:
                facets[name][value].append(slug(node))
    return {
        name: {slug(value): tuple(things) for value, things in sorted(values.items())}
        for name, values in facets.items()
    }


def themes_of(table: Graph, thing: str, family: str, figures: Iterable[str]) -> set[str]:
    """Collect the themes that a thing is discussed under; IRIs of themes, and of those above them."""
    topics = {topic for subject in (thing, *figures) for topic in table.iris(subject, DCTERMS.subject)}
    topics |= {thing} if family == "topic" else set()
    return reached(topics, lambda theme: table.iris(theme, SKOS.broader))


_PLACES = frozenset((PROV.wasDerivedFrom, YD.mentionedIn))
#: What says which fact a statement is of.
_OF_A_STATEMENT = frozenset((RDF.type, RDF.subject, RDF.predicate, RDF.object))


def predicate_objects(table: Graph, subject: str, only: Container[str] | None = None) -> str:
    """Write what a graph says of a subject as predicates and objects of Turtle."""
    skipped = _PLACES | (_OF_A_STATEMENT if RDF.Statement in table.types(subject) else frozenset())
    return " ; ".join(
        f"{compact(predicate)} {turtle_term(term)}"
        for predicate, terms in table.properties(subject).items()
        if predicate not in skipped and (only is None or predicate in only)
        for term in terms
    )


def turtle_term(term: Term) -> str:
    """Write a term as Turtle with the project's prefixes."""
    if not isinstance(term, Literal):
        return compact(identifier(term))
    plain = term.language or compact(term.datatype.value) == "xsd:string"
    return str(term) if plain else f"{Literal(term.value)}^^{compact(term.datatype.value)}"
