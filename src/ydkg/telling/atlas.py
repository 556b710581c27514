"""Everything that people are told of a graph, as one value of typed records."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeAlias, TypeVar

from ydkg.graph.schema import FAMILIES, shipped_schema
from ydkg.graph.source import taken
from ydkg.graph.table import MemoryTable, Table
from ydkg.network.evidence import evidence_of
from ydkg.network.projection import network_of
from ydkg.telling.claim import Claim, tell_claim
from ydkg.telling.comparison import Comparison, tell_comparison
from ydkg.telling.facet import Facets, tell_facets
from ydkg.telling.figure import Figure, tell_figure
from ydkg.telling.milestone import Milestone, tell_milestone
from ydkg.telling.naming import Naming, slug
from ydkg.telling.reading import Reading
from ydkg.telling.relation import Measure, Relation, tell_measure, tell_relation
from ydkg.telling.source import Library, Passage, Work
from ydkg.telling.text import Text
from ydkg.telling.thing import Thing, tell_thing
from ydkg.vocab import PREFIXES, YD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    import networkx as nx

    from ydkg.graph.table import Statement

    Network: TypeAlias = nx.MultiDiGraph[str]


class _About(Protocol):
    @property
    def about(self) -> str: ...


Record = TypeVar("Record", bound=_About)


@dataclass(frozen=True)
class Atlas:
    """Everything that people are told.

    Attributes
    ----------
    things : dict of str to Thing
        By slug, in the order of the network.
    relations : tuple of Relation
        In the order of the network's edges.
    figures, comparisons, milestones, claims : dict
        Records by slug, sorted.
    families : dict of str to Text
        By key, in their order.
    facets : Facets
        Slugs of things by facet and value.
    measured : tuple of Measure
        Things and the metrics that they have figures in, so that metrics stand beside what they measure; sorted.
    works, passages : dict
        By slug: what the sources of facts are.
    sentences : dict of int to str
        Start of a sentence of the document -> its words; empty without the document.
    """

    things: Mapping[str, Thing]
    relations: Sequence[Relation]
    figures: Mapping[str, Figure]
    comparisons: Mapping[str, Comparison]
    milestones: Mapping[str, Milestone]
    claims: Mapping[str, Claim]
    families: Mapping[str, Text]
    facets: Facets
    measured: Sequence[Measure]
    works: Mapping[str, Work]
    passages: Mapping[str, Passage]
    sentences: Mapping[int, str]
    base: str = field(default=PREFIXES["ydr"])

    @cached_property
    def figures_of(self) -> Mapping[str, Sequence[Figure]]:
        """The figures of each thing, and those in each metric, by slug."""
        groups: defaultdict[str, list[Figure]] = defaultdict(list)
        for figure in self.figures.values():
            for end in dict.fromkeys((figure.about, figure.metric)):
                groups[end].append(figure)
        return groups

    @cached_property
    def comparisons_of(self) -> Mapping[str, Sequence[Comparison]]:
        """The comparisons that each figure is the current one of, by slug."""
        groups: defaultdict[str, list[Comparison]] = defaultdict(list)
        for comparison in self.comparisons.values():
            if current := comparison.step("current"):
                groups[current.id].append(comparison)
        return groups

    @cached_property
    def milestones_of(self) -> Mapping[str, Sequence[Milestone]]:
        """The milestones of each thing, by slug."""
        return _grouped(self.milestones.values())

    @cached_property
    def claims_of(self) -> Mapping[str, Sequence[Claim]]:
        """The first claims of each thing, by slug."""
        return _grouped(self.claims.values())

    @cached_property
    def relations_at(self) -> Mapping[str, Sequence[Relation]]:
        """The relations at each thing, by slug."""
        groups: defaultdict[str, list[Relation]] = defaultdict(list)
        for relation in self.relations:
            for end in dict.fromkeys((relation.subject, relation.object)):
                groups[end].append(relation)
        return groups

    @cached_property
    def neighbours(self) -> Mapping[str, Sequence[str]]:
        """The things next to each thing, the most connected first; what editors only define joins nothing."""
        near: dict[str, set[str]] = {thing: set() for thing in self.things}
        drawn = [(each.subject, each.object) for each in self.relations if not each.defined]
        for start, end in (*drawn, *((measure.thing, measure.metric) for measure in self.measured)):
            if start != end:
                near[start].add(end)
                near[end].add(start)
        return {thing: sorted(others, key=lambda each: (-len(near[each]), each)) for thing, others in near.items()}


def atlas_of(triples: Iterable[Statement], source: str | Path | None = None) -> tuple[Network, Atlas]:
    """Tell a graph.

    Parameters
    ----------
    triples : iterable of pyoxigraph.Triple or pyoxigraph.Quad
        The graph.
    source : str or pathlib.Path, optional
        The document's text, or its file, for the sentences.

    Returns
    -------
    networkx.MultiDiGraph, Atlas
        The network, and what is told of it.

    Raises
    ------
    SourceError
        If the source is not the document of the graph.
    """
    table, schema = MemoryTable(triples), shipped_schema()
    evidence = evidence_of(table)
    network = network_of(table, schema, evidence)
    library = Library(table, taken(table, source) if source is not None else None)
    reading = Reading(table, Naming(table, schema), library, evidence, dict(network.nodes(data=True)))
    records = _records(network)
    figures = {slug(iri): tell_figure(reading, iri) for iri in records["observations"]}
    atlas = Atlas(
        {slug(node): tell_thing(reading, node, attributes) for node, attributes in network.nodes(data=True)},
        tuple(tell_relation(reading, start, end, edge) for start, end, edge in network.edges(data=True)),
        figures,
        {slug(iri): tell_comparison(reading, iri, figures) for iri in records["comparisons"]},
        {slug(iri): tell_milestone(reading, iri) for iri in records["milestones"]},
        {slug(iri): tell_claim(reading, iri) for iri in records["first_claims"]},
        {family.key: Text(family.label, family.label_zh) for family in FAMILIES},
        tell_facets(network, table),
        tuple(tell_measure(reading, *pair) for pair in _measured(network, table)),
        {work.id: work for work in library.works.values()},
        {passage.id: passage for passage in library.passages.values()},
        dict(sorted(library.sentences.items())),
    )
    return network, atlas


def _records(network: Network) -> dict[str, list[str]]:
    """List the records that are folded into things, by kind."""
    kinds = ("observations", "comparisons", "milestones", "first_claims")
    return {
        kind: sorted({record["iri"] for _, records in network.nodes(data=kind, default=()) for record in records})
        for kind in kinds
    }


def _measured(network: Network, table: Table) -> list[tuple[str, str]]:
    """Pair each thing with each metric that it has figures in."""
    pairs = {
        (node, metric)
        for node, records in network.nodes(data="observations", default=())
        for record in records
        for metric in table.iris(record["iri"], YD.metric)
        if metric in network
    }
    return sorted(pairs)


def _grouped(records: Iterable[Record]) -> Mapping[str, Sequence[Record]]:
    groups: defaultdict[str, list[Record]] = defaultdict(list)
    for record in records:
        groups[record.about].append(record)
    return groups
