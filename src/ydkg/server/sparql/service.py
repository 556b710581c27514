"""The service in RDF: what the endpoint can do (SPARQL 1.1 Service Description), and what there is to ask (VoID)."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, Triple

from ydkg.collection import graph_iri, graph_name
from ydkg.export import RDF_FORMATS
from ydkg.export.dataset import VOID, counted, described, said
from ydkg.graph.graph import Graph
from ydkg.graph.turtle import about
from ydkg.server.dataset import holding
from ydkg.server.sparql.answer import TRIPLES, write_triples
from ydkg.telling.text import say
from ydkg.vocab import DCTERMS, OWL, PREFIXES, QUDT, RDF, YD, compact

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ydkg.server.tasks import Context
    from ydkg.telling.collection import Description

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_PREFIXES = {**PREFIXES, "sd": _SD, "void": VOID, "formats": _FORMATS}
_RESULT_FORMATS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "JSON-LD", "RDF_XML",
)  # fmt: skip
_MOST = 1 << 30


#: Properties that say that a thing is described elsewhere too; what else leads elsewhere is a source or a licence.
_LINKS = frozenset(
    (
        *(f"{PREFIXES['skos']}{name}Match" for name in ("exact", "close", "broad", "narrow", "related")),
        f"{PREFIXES['owl']}sameAs",
        QUDT.hasUnit,
    )
)
_NAMESPACE = re.compile(r".*[#/](?=.)")
_EXAMPLES = 3


def census(context: Context) -> tuple[dict[str, object], bytes]:
    """Count what the served graph has."""
    table = Graph(context.store)
    subjects: Counter[str] = Counter()
    objects: set[str] = set()
    classes: dict[str, set[str]] = defaultdict(set)
    properties: Counter[str] = Counter()
    links: Counter[tuple[str, str]] = Counter()
    for quad in table.quads():
        subject, target = str(quad.subject), quad.object
        subjects[subject] += 1
        objects.add(str(target))
        properties[quad.predicate.value] += 1
        if quad.predicate.value == RDF.type and isinstance(target, NamedNode):
            classes[target.value].add(subject)
        if quad.predicate.value in _LINKS and isinstance(target, NamedNode):
            links[quad.predicate.value, _namespace(target.value)] += 1
    names = sorted(graph.value for graph in context.store.named_graphs() if isinstance(graph, NamedNode))
    graphs = {iri: Graph(context.store, [NamedNode(iri)]) for iri in names}
    mentions = Counter(subject for subject, _ in table.pairs(YD.mentionedIn) if not subject.startswith("_:"))
    ours = (PREFIXES["yd"], PREFIXES["ydr"])
    found: dict[str, Any] = {
        "triples": sum(subjects.values()),
        "entities": sum(subject.startswith(f"<{PREFIXES['ydr']}") for subject in subjects),
        "subjects": len(subjects),
        "objects": len(objects),
        "classes": {iri: len(classes[iri]) for iri in sorted(classes)},
        "properties": dict(sorted(properties.items())),
        "vocabularies": sorted({_namespace(iri) for iri in (*classes, *properties)}),
        "graphs": {iri: len(each) for iri, each in graphs.items()},
        "stated": sorted(graph_iri(graph_name(path)) for path in context.settings.data.files),
        "links": sorted((link, target, count) for (link, target), count in links.items() if target not in ours),
        "examples": sorted(mentions, key=lambda iri: (-mentions[iri], iri))[:_EXAMPLES],
        "sources": sorted(link for work in table.subjects(YD.Document) for link in table.iris(work, DCTERMS.source)),
    }
    return {}, json.dumps(found, ensure_ascii=False).encode()


def description(census: bytes, known: Description, base: str, media_type: str) -> bytes:
    """Describe the service and what it serves."""
    found = json.loads(census)
    # Only where no named graph stands beside the default graph, as what others say and what is computed do.
    features = ((f"{_SD}feature", NamedNode(f"{_SD}UnionDefaultGraph")),)
    # What the endpoint cannot do (services, updates, loading) it does not claim.
    service = about(
        f"{base}/sparql#service",
        (RDF.type, NamedNode(f"{_SD}Service")),
        (f"{_SD}endpoint", NamedNode(f"{base}/sparql")),
        (f"{_SD}supportedLanguage", NamedNode(f"{_SD}SPARQL11Query")),
        *(features if set(found["graphs"]) == set(found["stated"]) else ()),
        *((f"{_SD}resultFormat", NamedNode(_FORMATS + name)) for name in _RESULT_FORMATS),
        (f"{_SD}defaultDataset", _node(base, "dataset")),
    )
    dataset = about(
        _node(base, "dataset").value,
        (RDF.type, NamedNode(f"{_SD}Dataset")),
        (f"{_SD}defaultGraph", _node(base, "graph")),
        *((f"{_SD}namedGraph", _node(base, f"named-{_name(iri)}")) for iri in found["graphs"]),
    )
    document = about(
        f"{base}/.well-known/void",
        (RDF.type, NamedNode(f"{VOID}DatasetDescription")),
        (PREFIXES["foaf"] + "primaryTopic", _node(base, "graph")),
    )
    # All that is served, as one graph.
    whole = about(
        _node(base, "graph").value,
        (RDF.type, NamedNode(f"{VOID}Dataset")),
        (RDF.type, NamedNode(f"{_SD}Graph")),
        # What the documents of things say that they are of, wherever they are served.
        (OWL.sameAs, NamedNode(known.iri)),
        *described(known),
        *((DCTERMS.source, NamedNode(iri)) for iri in found["sources"]),
        (f"{VOID}sparqlEndpoint", NamedNode(f"{base}/sparql")),
        *(
            (f"{VOID}dataDump", NamedNode(f"{base}/download/{name}.{each.extension}"))
            for name, each in RDF_FORMATS.items()
        ),
        *((f"{VOID}feature", NamedNode(_FORMATS + name)) for name in _RESULT_FORMATS[4:]),
        (f"{VOID}uriSpace", Literal(PREFIXES["ydr"])),
        *((f"{VOID}exampleResource", NamedNode(iri)) for iri in found["examples"]),
        *((f"{VOID}vocabulary", NamedNode(iri)) for iri in found["vocabularies"]),
        *counted(
            triples=found["triples"],
            entities=found["entities"],
            distinctSubjects=found["subjects"],
            distinctObjects=found["objects"],
            classes=len(found["classes"]),
            properties=len(found["properties"]),
        ),
    )
    triples = [*service, *dataset, *document, *whole, *_graphs(base, found), *_parts(base, found)]
    return write_triples(triples, TRIPLES[media_type], _MOST, _PREFIXES)


def _graphs(base: str, found: Mapping[str, Any]) -> Iterator[Triple]:
    """Describe the named graphs, and which of them are parts of the whole."""
    for iri, count in found["graphs"].items():
        name, graph = _name(iri), _node(base, f"graph-{_name(iri)}")
        yield from about(
            _node(base, f"named-{name}").value,
            (RDF.type, NamedNode(f"{_SD}NamedGraph")),
            (f"{_SD}name", NamedNode(iri)),
            (f"{_SD}graph", graph),
        )
        yield from about(
            graph.value,
            (RDF.type, NamedNode(f"{VOID}Dataset")),
            (RDF.type, NamedNode(f"{_SD}Graph")),
            *said(DCTERMS.title, say(holding(name))),
            *counted(triples=count),
        )
        if iri in found["stated"]:
            yield from about(_node(base, "graph").value, (f"{VOID}subset", graph))


def _parts(base: str, found: Mapping[str, Any]) -> Iterator[Triple]:
    """Describe the graph by class and by property, and its links into other data sets."""
    for kind, group, count_of in (("class", "classes", "entities"), ("property", "properties", "triples")):
        for iri, count in found[group].items():
            part = _node(base, f"{kind}-{_slug(compact(iri))}")
            yield from about(_node(base, "graph").value, (f"{VOID}{kind}Partition", part))
            yield from about(part.value, (f"{VOID}{kind}", NamedNode(iri)), *counted(**{count_of: count}))
    for link, target, count in found["links"]:
        other = _node(base, f"elsewhere-{_slug(target.partition('://')[2])}")
        links = _node(base, f"links-{_slug(compact(link))}-{_slug(target.partition('://')[2])}")
        yield from about(other.value, (RDF.type, NamedNode(f"{VOID}Dataset")), (f"{VOID}uriSpace", Literal(target)))
        yield from about(
            links.value,
            (RDF.type, NamedNode(f"{VOID}Linkset")),
            (f"{VOID}linkPredicate", NamedNode(link)),
            (f"{VOID}subjectsTarget", _node(base, "graph")),
            (f"{VOID}objectsTarget", other),
            *counted(triples=count),
        )
        yield from about(_node(base, "graph").value, (f"{VOID}subset", links))


def _node(base: str, fragment: str) -> NamedNode:
    return NamedNode(f"{base}/.well-known/void#{fragment}")


def _name(graph: str) -> str:
    """Give the short name of one of our graphs."""
    return graph.removeprefix(graph_iri(""))


def _slug(text: str) -> str:
    """Make of a name what may stand in a fragment."""
    return re.sub(r"[^A-Za-z0-9]+", "-", text).strip("-")


def _namespace(iri: str) -> str:
    """Give an IRI up to its last # or /, but for one that it ends in."""
    match = _NAMESPACE.match(iri)
    return match[0] if match else iri
