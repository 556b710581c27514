"""Everything that a page knows, as one value of plain lists and dicts that becomes its JSON."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

from ydkg.assets import ONTOLOGY_FILE
from ydkg.explorer.facets import facets_of
from ydkg.explorer.facts import Reader, slug
from ydkg.explorer.sources import Sources
from ydkg.network.evidence import evidence_of
from ydkg.network.families import FAMILIES
from ydkg.network.index import index_of, iris, types
from ydkg.network.projection import project
from ydkg.network.schema import read_schema
from ydkg.prose.relation import phrase
from ydkg.vocab import PREFIXES, SKOS, YD, compact

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import networkx as nx

    from ydkg.network.index import Index, Statement
    from ydkg.network.schema import Schema
    from ydkg.prose.relation import Phrase

    Network: TypeAlias = nx.MultiDiGraph[str]

#: JSON-ready: ``things``, ``relations``, ``observations``, ``comparisons``, ``milestones``, ``claims``, ``phrases``,
#: ``families``, ``kinds``, ``words``, ``facets``, ``shapes``, ``prefixes``, ``sources``, ``works``, ``sentences``.
Atlas: TypeAlias = dict[str, object]
# The folded records of a node, and what reads them.
_FOLDED = (("observations", "observation"), ("comparisons", "comparison"), ("milestones", "milestone"))


def atlas_of(triples: Iterable[Statement], source: str | Path | None = None) -> tuple[Network, Atlas]:
    """Read a graph into what a page tells.

    Parameters
    ----------
    triples : iterable of pyoxigraph.Triple or pyoxigraph.Quad
        The graph.
    source : str or pathlib.Path, optional
        The document's text, or its file, for the sentences.

    Returns
    -------
    networkx.MultiDiGraph, dict
        The network, and the atlas: things by slug, relations in the order of the network's edges, records by slug.

    Raises
    ------
    SourceError
        If the source is not the document of the graph.
    """
    held = list(triples)
    index, schema, network = index_of(held), read_schema(ONTOLOGY_FILE), project(held)
    sources = Sources(index, source)
    reader = Reader(index, schema, evidence_of(index), sources, dict(network.nodes))
    atlas: Atlas = {
        "families": [{"key": each.key, "label": each.label, "labelZh": each.label_zh} for each in FAMILIES],
        "things": {slug(node): _thing(network, node, reader, sources) for node in network},
        "relations": _relations(network, reader, sources),
        "phrases": _phrases(network, schema),
        "kinds": _kinds(network, index, schema),
        "shapes": _shapes(network, schema),
        "facets": facets_of(network, index),
        "base": PREFIXES["ydr"],
    }
    atlas.update(_records(network, reader))
    atlas["words"] = dict(sorted(reader.words.items()))
    atlas["prefixes"] = _prefixes(atlas)
    atlas.update(sources=sources.sources, works=sources.works, sentences=sources.sentences)
    return network, atlas | {"measured": _measured(index, network)}


def _thing(network: Network, node: str, reader: Reader, sources: Sources) -> dict[str, object]:
    """Tell a thing's names, kind, notes, values and mentions; empty parts are left out."""
    attributes = network.nodes[node]
    found = {
        "label": attributes["label"],
        "zh": attributes.get("label_zh", ""),
        "aliases": list(attributes["aliases"]),
        "kind": attributes["kind"],
        "direction": slug(str(attributes.get("yd:direction", ""))).removesuffix("IsBetter").replace("NoDirection", ""),
        "family": attributes["family"],
        "definition": reader.note(node, SKOS.definition),
        "note": reader.note(node, SKOS.editorialNote),
        "values": reader.values(node),
        "mentions": sources.numbers(attributes["mentions"]),
        "sources": sources.numbers(attributes["evidence"]),
    }
    return {name: value for name, value in found.items() if value not in ("", [], None)}


def _relations(network: Network, reader: Reader, sources: Sources) -> list[dict[str, object]]:
    """Tell every edge: predicate, record or statement, sources; of a record also role, sentence and date."""
    found = []
    for _, _, edge in network.edges(data=True):
        relation: dict[str, object] = {
            "predicate": compact(edge["predicate"]),
            "id": slug(edge["id"]).removeprefix("statement-"),
            "sources": sources.numbers(edge["evidence"]),
        }
        if "record" in edge:
            relation["role"] = reader.remember(edge["label"])
        elif "statement" not in edge:
            relation["undrawn"] = True
        if "record_label" in edge:
            relation["sentence"] = edge["record_label"]
        if "date" in edge:
            relation["date"] = edge["date"]
        if "confidence" in edge:
            relation["confidence"] = reader.word(edge["confidence"])
        found.append(relation)
    return found


def _phrases(network: Network, schema: Schema) -> dict[str, list[str]]:
    """Give every relation's words by predicate: between its ends, heading onward, heading back, the same in Chinese."""
    predicates = sorted({edge["predicate"] for _, _, edge in network.edges(data=True)})
    return {compact(each): [*_phrase(schema, each, "en"), *_phrase(schema, each, "zh")] for each in predicates}


def _phrase(schema: Schema, predicate: str, lang: str) -> Phrase:
    """Give a relation's words in a language."""
    label = (schema.label(predicate, "zh-hans") if lang == "zh" else None) or schema.label(predicate) or predicate
    return phrase(predicate, label, lang)


def _kinds(network: Network, index: Index, schema: Schema) -> dict[str, list[str]]:
    """Give every kind's Chinese name and class, by its English name."""
    found: dict[str, list[str]] = {}
    for node, attributes in network.nodes(data=True):
        root = next(each.root for each in FAMILIES if each.key == attributes["family"])
        kind = schema.sharpest(each for each in types(index, node) if root in schema.closure((each,))) or root
        found.setdefault(attributes["kind"], [attributes["kind_zh"], compact(kind)])
    return dict(sorted(found.items()))


def _shapes(network: Network, schema: Schema) -> dict[str, list[str]]:
    """Give the properties that a record drawn as an edge has for its two ends, by its class."""
    drawn = {edge["predicate"] for _, _, edge in network.edges(data=True) if "record" in edge}
    return {compact(each): [compact(part or "") for part in schema.edges[each][:2]] for each in sorted(drawn)}


def _prefixes(atlas: Atlas) -> dict[str, str]:
    """Give the prefixes that a page needs to write its part of the graph as Turtle."""
    written = [*atlas["phrases"], *(kind[1] for kind in atlas["kinds"].values())]  # type: ignore[misc, attr-defined]
    used = {each.split(":")[0] for each in written} | {"org", "prov", "rdf", "rdfs", "xsd", "yd", "ydr", "skos"}
    return {prefix: namespace for prefix, namespace in PREFIXES.items() if prefix in used}


def _records(network: Network, reader: Reader) -> dict[str, dict[str, dict[str, object]]]:
    """Tell the folded records of all things, by slug."""
    found: dict[str, dict[str, dict[str, object]]] = {name: {} for name in (*dict(_FOLDED), "claims")}
    for _, attributes in network.nodes(data=True):
        for name, reading in _FOLDED:
            for record in attributes.get(name, ()):
                found[name][slug(record["iri"])] = getattr(reader, reading)(record["iri"])
        for record in attributes.get("first_claims", ()):
            found["claims"][slug(record["iri"])] = reader.claim(record["iri"])
    return {name: dict(sorted(records.items())) for name, records in found.items()}


def _measured(index: Index, network: Network) -> list[list[str]]:
    """Pair each thing with each metric that it has figures in, so that metrics stand beside what they measure."""
    pairs: defaultdict[tuple[str, str], int] = defaultdict(int)
    for node, attributes in network.nodes(data=True):
        for record in attributes.get("observations", ()):
            for metric in iris(index, record["iri"], YD.metric):
                if metric in network:
                    pairs[slug(node), slug(metric)] += 1
    return [list(pair) for pair in sorted(pairs)]
