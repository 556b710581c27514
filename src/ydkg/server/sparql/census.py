"""The census: how many triples, things, classes, properties and links the served graph has."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode

from ydkg.collection import graph_iri, graph_name
from ydkg.graph.graph import Graph
from ydkg.vocab import DCTERMS, PREFIXES, QUDT, RDF, YD

if TYPE_CHECKING:
    from ydkg.server.tasks import Context

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


def _namespace(iri: str) -> str:
    """Give an IRI up to its last # or /, but for one that it ends in."""
    match = _NAMESPACE.match(iri)
    return match[0] if match else iri
