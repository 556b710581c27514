"""What the page of an entity says: names, figures, milestones, facts, neighbours, what follows, where it is named."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from pyoxigraph import NamedNode, Triple

from ydkg.graph.turtle import statement_iri
from ydkg.language.text import Language
from ydkg.server.thing.described import schema_thing
from ydkg.server.thing.picture import MOST, picture
from ydkg.server.thing.telling import Heading, PageFact, values
from ydkg.telling.figures import Figure
from ydkg.telling.lines import tell_within, within_title
from ydkg.telling.milestones import MODALITIES, Claim, Milestone
from ydkg.telling.naming import iri_of, slug
from ydkg.telling.relations import tell_edge
from ydkg.telling.thing import family_names
from ydkg.vocab import FOAF, PROV, RDF, SKOS, YD, ydr

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from ydkg.network.projection import Edge
    from ydkg.server.paging import Turn
    from ydkg.server.thing.telling import Part, ServedGraph, Telling
    from ydkg.telling.comparisons import Comparison
    from ydkg.telling.relations import Relation

#: What a template wants to know.
Context: TypeAlias = dict[str, object]


class FigureGroup(NamedTuple):
    """Figures of a thing in one metric, or in a metric of one thing: the other one's IRI, comparisons, and figures."""

    iri: str
    comparisons: list[Comparison]
    figures: list[Figure]

    @property
    def charted(self) -> bool:
        """Whether a comparison draws them already."""
        return any(comparison.chart for comparison in self.comparisons)


def entity(telling: Telling, name: str, turn: Turn) -> Context:
    """Say everything about an entity; for ``thing.html.j2``."""
    graph, lookup, directory = telling.graph, telling.graph.lookup, telling.graph.directory
    thing, later, neighbours = lookup.thing(name), lookup.later, directory.entries[name].neighbours
    if thing is None:
        raise KeyError(name)
    milestones, modalities = lookup.milestones_of(name), list(MODALITIES)
    told = (record for record in map(lookup.record, turn.of(milestones)) if isinstance(record, Milestone))
    done_first = sorted(told, key=lambda each: modalities.index(each.modality))
    claims = [each for each in map(lookup.record, turn.of(lookup.claims_of(name))) if isinstance(each, Claim)]
    # Of relations those of the rarest kinds first where there are several pages.
    joints = lookup.edges_at(name)
    count = Counter((each.predicate, slug(each.source) == name) for each in joints)
    ranked = sorted(joints, key=lambda each: (count[each.predicate, slug(each.source) == name], each.name))
    shown = set(turn.of(ranked))
    # Its figures by metric, or those in a metric by thing.
    figures, groups = lookup.figures_of(name), dict[str, FigureGroup]()
    for figure in map(lookup.record, turn.of(figures)):
        if not isinstance(figure, Figure):
            continue
        other = iri_of(figure.about if thing.family == "metric" else figure.metric)
        group = groups.setdefault(other, FigureGroup(other, [], []))
        group.comparisons.extend(lookup.comparisons_of(figure.id, YD.current))
        group.figures.append(figure)
    return {
        "thing": thing,
        "name": telling.pick(thing.name),
        "aliases": aliases(graph, thing.iri, thing.name),
        "figures": list(groups.values()),
        "figure_count": len(figures),
        "milestones": [
            _recorded(telling, each, telling.sentence(each))._replace(kind=each.modality) for each in done_first
        ],
        "milestone_count": len(milestones),
        "answers": {ydr(milestone): told for milestone, told in later.answers.items()},
        "told_by_pages": later.words.get(name, ()),
        "series": {
            **later.series.get(name, {}),
            **{about: series[name] for about, series in later.series.items() if name in series},
        },
        "as_of": telling.pick(later.as_of),
        "claims": [_recorded(telling, each, [telling.part(telling.pick(each.says))]) for each in claims],
        "mentions": lookup.reading.library.evidence(turn.of(lookup.mentions_of(name))),
        "values": values(telling, thing.iri),
        "posts": [(post, lookup.record(iri_of(post.membership))) for post in lookup.posts_of(name)],
        "connections": _connections(telling, (each for each in joints if each in shown), name),
        "connection_count": len(joints),
        **_within(telling, thing.iri, turn),
        "within_title": telling.pick(within_title(graph.reading, thing.iri, thing.name)),
        "family": telling.pick(family_names()[thing.family]),
        "following": _following(telling, thing.iri),
        "neighbours": neighbours,
        "focus": name if directory.is_large else "",
        "undrawn": max(0, neighbours - MOST),
        "described": schema_thing(graph, thing),
        "draw": partial(picture, telling, name),
    }


def aliases(graph: ServedGraph, iri: str, known: Container[str]) -> list[str]:
    """List the other names of a thing, each once; in any language, sorted."""
    names = [*graph.table.values(iri, SKOS.altLabel), *graph.table.values(iri, FOAF.name)]
    return [name for name in dict.fromkeys(names) if name not in known]


def _connections(telling: Telling, joints: Iterable[Edge], name: str) -> list[Heading]:
    """Tell what joins a thing to others as sentences, under what they are to it.

    The rarest come first; what is only defined, such as that two things differ, last.
    """
    groups: dict[str, list[PageFact]] = {}
    defined: set[str] = set()
    for relation in map(telling.graph.lookup.relation, joints):
        onward = relation.subject == name
        heading = telling.pick(relation.phrase.onward if onward else relation.phrase.back)
        other, confidence = ydr(relation.object if onward else relation.subject), telling.pick(relation.confidence)
        fact = _recorded(telling, relation, telling.sentence(relation))._replace(other=other, confidence=confidence)
        groups.setdefault(heading, []).append(fact._replace(iri="") if relation.defined else fact)
        if relation.defined:
            defined.add(heading)
    ranked = sorted(groups.items(), key=lambda item: (item[0] in defined, len(item[1]), item[0]))
    return [Heading(title, facts) for title, facts in ranked]


def _recorded(telling: Telling, record: Claim | Milestone | Relation, words: list[Part]) -> PageFact:
    """Make a fact of a record, with what goes with it."""
    note, basis = telling.pick(record.note), telling.pick(record.basis)
    return PageFact(words, iri=ydr(record.id), note=note, evidence=record.evidence, basis=basis)


def _within(telling: Telling, iri: str, turn: Turn) -> Context:
    """Tell what leads to the parts of a place or theme and not to itself, by the part's name; and how much it is."""
    groups: dict[str, list[PageFact]] = {}
    reading = telling.graph.reading
    found = tell_within(reading, iri)
    for rolled in turn.of(sorted(found, key=lambda each: telling.name(each.part))):
        words = telling.linked(telling.pick(rolled.sentence), (rolled.subject, rolled.part))
        evidence, basis = reading.library.evidence(rolled.sources), telling.pick(rolled.basis)
        fact = PageFact(words, rolled.subject, rolled.statement, evidence=evidence, basis=basis)
        groups.setdefault(telling.name(rolled.part), []).append(fact)
    return {"within": [Heading(*each) for each in groups.items()], "within_count": len(found)}


def _following(telling: Telling, iri: str) -> list[PageFact]:
    """Tell what follows of a thing.

    By the ontology, of it and another one, and nothing that is stated the other way round; then by arithmetic, the
    figures of it or, of a metric, those in it.
    """
    graph, facts = telling.graph, dict[str, PageFact]()
    table = graph.following["inferred"]
    edges = [
        (iri, predicate, term.value)
        for predicate, terms in table.properties(iri).items()
        for term in terms
        if isinstance(term, NamedNode)
    ]
    edges += [(subject, predicate, iri) for subject, predicate in table.incoming(iri)]
    told = _connections(telling, graph.lookup.edges_at(slug(iri)), slug(iri)) if edges else []
    stated = {(fact.other, heading.title) for heading in told for fact in heading.facts}
    for start, predicate, end in edges:
        phrase = telling.phrase(predicate)
        other, title = (end, phrase.onward) if start == iri else (start, phrase.back)
        if other in facts or predicate == RDF.type or (other, telling.pick(title)) in stated:
            continue
        if other not in graph.lookup:
            continue
        words = telling.linked(telling.pick(tell_edge(graph.reading, start, predicate, end)), (start, end))
        statement = statement_iri(Triple(NamedNode(start), NamedNode(predicate), NamedNode(end)))
        facts[other] = PageFact(words, other, statement, "inferred")
    table = graph.following["derived"]
    for record in sorted(
        {subject for predicate in (YD.about, YD.metric) for subject, _ in table.incoming(iri, predicate)}
    ):
        words = [telling.part(telling.name(record), record)]
        if how := graph.table.one(record, PROV.wasGeneratedBy):
            words += [telling.part(Language.of(telling.lang).comma), telling.part(telling.name(how))]
        facts[record] = PageFact(words, iri=record, kind="derived")
    return list(facts.values())
