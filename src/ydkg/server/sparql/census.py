"""The census: how many triples, things, classes, properties and links the served graph has."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from pyoxigraph import DefaultGraph, NamedNode

from ydkg.graph.table import StoreTable, Table
from ydkg.vocab import DCTERMS, PREFIXES, QUDT, RDF, YD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad, Store

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
    """Count what the served graph has.

    Parameters
    ----------
    context : Context
        The graph.

    Returns
    -------
    dict, bytes
        Nothing, and JSON: ``triples``, ``entities`` (subjects that are ours), ``subjects``, ``objects``; ``classes``
        and ``properties``, IRI -> count, sorted by IRI; ``vocabularies``, namespaces; ``graphs``, IRI -> triples;
        ``links``, triples of property, namespace linked to, and count; ``examples``, IRIs of what is told most about;
        ``sources``, addresses of the documents.
    """
    store, whole = context.store, DefaultGraph()
    subjects: Counter[str] = Counter()
    objects: set[str] = set()
    classes: dict[str, set[str]] = defaultdict(set)
    properties: Counter[str] = Counter()
    for quad in store.quads_for_pattern(None, None, None, whole):
        subject, target = str(quad.subject), quad.object
        subjects[subject] += 1
        objects.add(str(target))
        properties[quad.predicate.value] += 1
        if quad.predicate.value == RDF.type and isinstance(target, NamedNode):
            classes[target.value].add(subject)
    found: dict[str, Any] = {
        "triples": sum(subjects.values()),
        "entities": sum(subject.startswith(f"<{PREFIXES['ydr']}") for subject in subjects),
        "subjects": len(subjects),
        "objects": len(objects),
        "classes": {iri: len(classes[iri]) for iri in sorted(classes)},
        "properties": dict(sorted(properties.items())),
        "vocabularies": sorted({_namespace(iri) for iri in (*classes, *properties)}),
        "graphs": _graphs(store),
        "links": _links(store.quads_for_pattern(None, None, None, whole)),
        "examples": _examples(StoreTable(store)),
        "sources": _sources(StoreTable(store)),
    }
    return {}, json.dumps(found, ensure_ascii=False).encode()


def _graphs(store: Store) -> dict[str, int]:
    named = [graph for graph in store.named_graphs() if isinstance(graph, NamedNode)]
    return {
        graph.value: sum(1 for _ in store.quads_for_pattern(None, None, None, graph))
        for graph in sorted(named, key=lambda graph: graph.value)
    }


def _links(quads: Iterable[Quad]) -> list[tuple[str, str, int]]:
    found = Counter(
        (quad.predicate.value, _namespace(quad.object.value))
        for quad in quads
        if quad.predicate.value in _LINKS and isinstance(quad.object, NamedNode)
    )
    ours = (PREFIXES["yd"], PREFIXES["ydr"])
    return sorted((link, target, count) for (link, target), count in found.items() if target not in ours)


def _examples(table: Table) -> list[str]:
    """Choose what documents mention most often."""
    found = Counter(subject for subject, _ in table.pairs(YD.mentionedIn) if not subject.startswith("_:"))
    return sorted(found, key=lambda iri: (-found[iri], iri))[:_EXAMPLES]


def _sources(table: Table) -> list[str]:
    """Find the addresses of the documents that the graph was drawn from."""
    return sorted(address for each in table.subjects(YD.Document) for address in table.iris(each, DCTERMS.source))


def _namespace(iri: str) -> str:
    """Give an IRI up to its last # or /, but for one that it ends in."""
    match = _NAMESPACE.match(iri)
    return match[0] if match else iri
