"""The atlas arranged by thing, and short look-ups in the store beside it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from pyoxigraph import DefaultGraph, Literal, NamedNode

from ydkg.graph.values import in_language
from ydkg.server.dataset import GRAPHS
from ydkg.vocab import PREFIXES, RDF, ydr

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyoxigraph import Quad, Store

    from ydkg.graph.source import Source
    from ydkg.server.site import Site

#: A record of the atlas, as JSON has it.
Record: TypeAlias = dict[str, Any]
_STATED = tuple(NamedNode(iri) for name, iri in GRAPHS.items() if name not in {"inferred", "derived"})
_STATEMENT_DIGITS = 12


class Book:
    """Everything that pages tell of things, found by thing.

    Parameters
    ----------
    store : pyoxigraph.Store
        The served graph.
    atlas : mapping
        What `ydkg.server.making.atlas` makes.
    source : Source, optional
        The document.
    """

    def __init__(self, store: Store, atlas: Mapping[str, Any], source: Source | None = None) -> None:
        self.store = store
        self.source = source
        self.things: dict[str, Record] = atlas["things"]
        self.relations: list[Record] = [{**each, "id": _full(each["id"])} for each in atlas["relations"]]
        self.observations: dict[str, Record] = atlas["observations"]
        self.comparisons: dict[str, Record] = atlas["comparisons"]
        self.milestones: dict[str, Record] = atlas["milestones"]
        self.claims: dict[str, Record] = atlas["claims"]
        self.phrases: dict[str, list[str]] = atlas["phrases"]
        self.kinds: dict[str, list[str]] = atlas["kinds"]
        self.words: dict[str, str] = atlas["words"]
        #: IRIs of the atlas's numbered sources.
        self.sources = [_source_iri(each, atlas["works"]) for each in atlas["sources"]]
        #: Documents and registers that were looked up already, by IRI.
        self.works: dict[str, Any] = {}
        self.figures_of = _grouped(self.observations, "about")
        self.figures_in = _grouped(self.observations, "metric")
        self.comparisons_of = _grouped(self.comparisons, "current")
        self.milestones_of = _grouped(self.milestones, "about")
        self.claims_of = _grouped(self.claims, "about")
        self.relations_at: dict[str, list[Record]] = defaultdict(list)
        for relation in self.relations:
            for end in dict.fromkeys((relation["from"], relation["to"])):
                self.relations_at[end].append(relation)
        self.relation_of = {relation["id"]: relation for relation in self.relations}
        self.neighbours = self._neighbours(atlas["measured"])

    def _neighbours(self, measured: list[list[str]]) -> dict[str, list[str]]:
        """List the things next to each thing, the most connected first; what editors only define joins nothing."""
        near: dict[str, set[str]] = {thing: set() for thing in self.things}
        drawn = [(each["from"], each["to"]) for each in self.relations if not each.get("undrawn")]
        for start, end in [*drawn, *((pair[0], pair[1]) for pair in measured)]:
            if start != end:
                near[start].add(end)
                near[end].add(start)
        return {thing: sorted(others, key=lambda each: (-len(near[each]), each)) for thing, others in near.items()}

    def stated(self, subject: str) -> Iterator[Quad]:
        """Yield what documents and registers state of a subject, and nothing that only follows."""
        for graph in _STATED:
            yield from self.store.quads_for_pattern(NamedNode(subject), None, None, graph)

    def about(self, subject: str) -> Iterator[Quad]:
        """Yield all that the served graph has of a subject, each triple once."""
        return self.store.quads_for_pattern(NamedNode(subject), None, None, DefaultGraph())

    def incoming(self, thing: str) -> Iterator[Quad]:
        """Yield all that leads to a thing, each triple once."""
        return self.store.quads_for_pattern(None, None, NamedNode(thing), DefaultGraph())

    def subjects(self, predicate: str, thing: str) -> list[str]:
        """List the IRIs that have a thing for a predicate, sorted."""
        found = self.store.quads_for_pattern(None, NamedNode(predicate), NamedNode(thing), DefaultGraph())
        return sorted(quad.subject.value for quad in found if isinstance(quad.subject, NamedNode))

    def one(self, subject: str, predicate: str) -> str:
        """Give the first value that a subject has for a predicate, an IRI or a literal's letters; empty for none."""
        return min(self.all(subject, predicate), default="")

    def text(self, subject: str, predicate: str, lang: str) -> str:
        """Give the first text that a subject has for a predicate in a language, else in English; empty for none."""
        found = self.store.quads_for_pattern(NamedNode(subject), NamedNode(predicate), None, DefaultGraph())
        terms = in_language((quad.object for quad in found), lang)
        return min((term.value for term in terms if isinstance(term, Literal)), default="")

    def all(self, subject: str, predicate: str) -> list[str]:
        """List the values that a subject has for a predicate, sorted: IRIs and literals' letters."""
        found = self.store.quads_for_pattern(NamedNode(subject), NamedNode(predicate), None, DefaultGraph())
        return sorted(quad.object.value for quad in found if isinstance(quad.object, NamedNode | Literal))

    def types(self, subject: str) -> set[str]:
        """Collect the IRIs of a subject's classes."""
        return set(self.all(subject, RDF.type))

    def only_in(self, subject: str) -> str:
        """Say which graph of what follows has a subject that is not stated: ``inferred``, ``derived``, or neither."""
        if next(self.stated(subject), None) is not None:
            return ""
        for name in ("inferred", "derived"):
            graph = NamedNode(GRAPHS[name])
            if next(self.store.quads_for_pattern(NamedNode(subject), None, None, graph), None) is not None:
                return name
        return ""


async def book_of(site: Site) -> Book:
    """Give the atlas of a site, arranged by thing once for each state of the graph."""
    if "book" not in site.kept:
        site.kept["book"] = Book(site.store, await site.atlas(), site.source)
    return cast("Book", site.kept["book"])


def _grouped(records: Mapping[str, Record], key: str) -> dict[str, list[tuple[str, Record]]]:
    """Group records, with their slugs, by one of their values."""
    found: dict[str, list[tuple[str, Record]]] = defaultdict(list)
    for name, record in records.items():
        found[record.get(key, "")].append((name, record))
    return found


def _full(name: str) -> str:
    """Give a relation's slug whole: the atlas leaves out what all statements begin with."""
    return f"statement-{name}" if len(name) == _STATEMENT_DIGITS and "-" not in name else name


def _source_iri(source: Record, works: list[Record]) -> str:
    """Give the IRI of one of the atlas's sources: a passage, or a work itself."""
    work = works[source["work"]]["id"]
    if "start" not in source:
        return work if ":" in work else ydr(work)
    return ydr(source.get("id") or f"passage-{work}-{source['start']}-{source['end']}")


def slug_of(iri: str) -> str:
    """Give the slug of an IRI of ours; of another the IRI itself."""
    return iri.removeprefix(PREFIXES["ydr"])
