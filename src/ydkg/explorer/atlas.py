"""Everything that a page knows, as one value of plain lists and dicts that becomes its JSON."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

from ydkg.explorer import records
from ydkg.explorer.facets import facets_of
from ydkg.explorer.facts import Reader, slug
from ydkg.explorer.sources import Sources
from ydkg.graph.schema import FAMILIES, shipped_schema
from ydkg.graph.table import MemoryTable, Statement, Table
from ydkg.network.evidence import evidence_of
from ydkg.network.projection import network_of
from ydkg.vocab import PREFIXES, SKOS, YD, compact
from ydkg.words.grammar import takes_plural
from ydkg.words.relation import phrase, plural_verb

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    import networkx as nx

    from ydkg.graph.schema import Schema

    Network: TypeAlias = nx.MultiDiGraph[str]

#: JSON-ready: ``things``, ``relations``, ``observations``, ``comparisons``, ``milestones``, ``claims``, ``phrases``,
#: ``families``, ``kinds``, ``words``, ``terms``, ``facets``, ``shapes``, ``prefixes``, ``sources``, ``works`` and
#: ``sentences``.
Atlas: TypeAlias = dict[str, object]
# The prefixes of what any page may write as Turtle.
_WRITTEN = frozenset(("dcterms", "org", "prov", "qudt", "rdf", "rdfs", "skos", "unit", "xsd", "yd", "ydr"))
# The folded records of a node, what a page calls them, and what reads them.
_FOLDED = (
    ("observations", "observations", records.observation),
    ("comparisons", "comparisons", records.comparison),
    ("milestones", "milestones", records.milestone),
    ("first_claims", "claims", records.claim),
)


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
    table, schema = MemoryTable(triples), shipped_schema()
    evidence = evidence_of(table)
    network = network_of(table, schema, evidence)
    sources = Sources(table, source)
    reader = Reader(table, schema, evidence, sources, dict(network.nodes))
    atlas: Atlas = {
        "families": [{"key": each.key, "label": each.label, "labelZh": each.label_zh} for each in FAMILIES],
        "things": {slug(node): _thing(network, table, node, reader, sources) for node in network},
        "relations": _relations(network, reader, sources),
        "phrases": _phrases(network, schema),
        "kinds": _kinds(network, table, schema),
        "shapes": _shapes(network, schema),
        "facets": facets_of(network, table),
        "base": PREFIXES["ydr"],
    }
    atlas.update(_records(network, reader))
    atlas["words"] = dict(sorted(reader.words.items()))
    atlas["terms"] = {words: name for words, name in sorted(reader.terms.items()) if name}
    atlas["prefixes"] = _prefixes(atlas)
    atlas.update(sources=sources.sources, works=sources.works, sentences=sources.sentences)
    return network, atlas | {"measured": _measured(table, network)}


def _thing(network: Network, table: Table, node: str, reader: Reader, sources: Sources) -> dict[str, object]:
    """Tell a thing's names, kind, notes, values and mentions; empty parts are left out."""
    attributes = network.nodes[node]
    found = {
        "label": attributes["label"],
        "zh": attributes.get("label_zh", ""),
        "aliases": list(attributes["aliases"]),
        "kind": _kind(table, node, attributes)[0],
        "many": takes_plural(attributes["label"], attributes["family"], group=bool(attributes.get("yd:isGroup"))) or "",
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
            relation["role"] = _role(edge, reader)
        elif "statement" not in edge:
            relation["undrawn"] = True
        if "record_label" in edge:
            relation["sentence"] = edge["record_label"]
        if "date" in edge:
            relation["date"] = edge["date"]
        if note := reader.note(edge.get("statement", ""), SKOS.note):
            relation["note"] = note
        if "confidence" in edge:
            relation["confidence"] = reader.term(edge["confidence"])
        found.append(relation)
    return found


def _role(edge: Mapping[str, object], reader: Reader) -> str:
    """Give the role that a record names, and remember the term that it stands for."""
    named = next((iri for name, iri in edge.items() if str(name).endswith(("role", "Role"))), None)
    label = str(edge["label"])
    return reader.term(named) if isinstance(named, str) and reader.name(named) == label else reader.remember(label)


def _phrases(network: Network, schema: Schema) -> dict[str, list[str]]:
    """Give every relation's words by predicate, and by predicate and family of its subject where they differ there.

    They are: the verb, the heading onward, the heading back, the same in Chinese, the English verb for several.
    """
    used = {(edge["predicate"], network.nodes[one]["family"]) for one, _, edge in network.edges(data=True)}
    found = {compact(predicate): _phrase(schema, predicate, "") for predicate, _ in sorted(used)}
    for predicate, family in sorted(used):
        words = _phrase(schema, predicate, family)
        if words != found[compact(predicate)]:
            found[f"{compact(predicate)} {family}"] = words
    return found


def _phrase(schema: Schema, predicate: str, family: str) -> list[str]:
    """Give a relation's words in both languages."""
    label = schema.label(predicate) or predicate
    english = phrase(predicate, label, "en", family)
    known = phrase(predicate, schema.label(predicate, "zh-hans") or label, "zh", family)
    return [*english, *known, plural_verb(english)]


def _kind(table: Table, node: str, attributes: Mapping[str, object]) -> tuple[str, str]:
    """Call a thing's kind in English and Chinese; topics by what they are here, and not concepts."""
    if attributes["family"] != "topic":
        return str(attributes["kind"]), str(attributes["kind_zh"])
    return ("sub-theme", "子主题") if table.iris(node, SKOS.broader) else ("focus area", "重点领域")


def _kinds(network: Network, table: Table, schema: Schema) -> dict[str, list[str]]:
    """Give every kind's Chinese name and class, by its English name."""
    found: dict[str, list[str]] = {}
    for node, attributes in network.nodes(data=True):
        root = next(each.root for each in FAMILIES if each.key == attributes["family"])
        kind = schema.sharpest(table.types(node), root) or root
        name, chinese = _kind(table, node, attributes)
        found.setdefault(name, [chinese, compact(kind)])
    return dict(sorted(found.items()))


def _shapes(network: Network, schema: Schema) -> dict[str, list[str]]:
    """Give the properties that a record drawn as an edge has for its two ends and its role, by its class."""
    drawn = {edge["predicate"] for _, _, edge in network.edges(data=True) if "record" in edge}
    return {compact(each): [compact(part or "") for part in schema.edges[each][:3]] for each in sorted(drawn)}


def _prefixes(atlas: Atlas) -> dict[str, str]:
    """Give the prefixes that a page needs to write its part of the graph as Turtle."""
    written = [*atlas["phrases"], *(kind[1] for kind in atlas["kinds"].values())]  # type: ignore[misc, attr-defined]
    for thing in atlas["things"].values():  # type: ignore[attr-defined]
        for value in thing.get("values", ()):
            written += [value["property"], value["object"].rpartition("^^")[2]]
    used = {each.split(":")[0] for each in written} | _WRITTEN
    return {prefix: namespace for prefix, namespace in PREFIXES.items() if prefix in used}


def _records(network: Network, reader: Reader) -> dict[str, dict[str, dict[str, object]]]:
    """Tell the folded records of all things, by slug."""
    found: dict[str, dict[str, dict[str, object]]] = {name: {} for _, name, _ in _FOLDED}
    for _, attributes in network.nodes(data=True):
        for held, name, read in _FOLDED:
            for record in attributes.get(held, ()):
                found[name][slug(record["iri"])] = read(reader, record["iri"])
    return {name: dict(sorted(each.items())) for name, each in found.items()}


def _measured(table: Table, network: Network) -> list[list[str]]:
    """Pair each thing with each metric that it has figures in, so that metrics stand beside what they measure."""
    pairs: defaultdict[tuple[str, str], int] = defaultdict(int)
    for node, attributes in network.nodes(data=True):
        for record in attributes.get("observations", ()):
            for metric in table.iris(record["iri"], YD.metric):
                if metric in network:
                    pairs[slug(node), slug(metric)] += 1
    return [list(pair) for pair in sorted(pairs)]
