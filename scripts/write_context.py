"""Write ontology/context.jsonld and ontology/frame.jsonld, by which JSON-LD is short, from the ontology and the data.

Run it after a change of ontology/ydkg.ttl; a test keeps both current.
"""

from __future__ import annotations

import json

from pyoxigraph import Literal

from ydkg.assets import CONTEXT_FILE, DATA_DIR, FRAME_FILE, ONTOLOGY_FILE
from ydkg.collection import collection
from ydkg.export.jsonldcompact import ADDRESS
from ydkg.graph.canonical import read_turtle
from ydkg.graph.graph import Graph
from ydkg.output import write_whole
from ydkg.vocab import PREFIXES, RDF, RDFS, XSD, compact

_OWL = PREFIXES["owl"]
_TAGGED = PREFIXES["rdf"] + "langString"
_SHOWN: dict[str, object] = {"@embed": "@always", "@explicit": True, "@omitDefault": True}
# By their whole IRI: as texts by language, "{}" would be no text at all.
#: A figure with the names of what it leads to, and the places of its words; the rest by IRI, else all would be in each.
_FRAME: dict[str, object] = {
    "@context": ADDRESS,
    "@type": "Observation",
    "@embed": "@never",
    "@omitDefault": True,
    "metric": {**_SHOWN, RDFS.label: {}},
    "about": {**_SHOWN, RDFS.label: {}},
    "period": {**_SHOWN, RDFS.label: {}, "firstDay": {}, "lastDay": {}},
    "prov:wasDerivedFrom": {**_SHOWN, "inDocument": {"@embed": "@never"}, "start": {}, "end": {}},
}


def documents() -> dict[str, str]:
    """Write the two documents.

    Returns
    -------
    dict of str to str
        ``"context"`` and ``"frame"`` -> JSON.
    """
    terms = ",\n".join(f"  {json.dumps(name)}: {json.dumps(meaning)}" for name, meaning in context().items())
    return {
        "context": f'{{\n "@context": {{\n{terms}\n }}\n}}\n',
        "frame": json.dumps(_FRAME, indent=1) + "\n",
    }


def context() -> dict[str, object]:
    """Give the names that stand for terms: those of the ontology by themselves, those of others with a prefix.

    Returns
    -------
    dict
        The prefixes; then every class, value and property of the ontology, and every property of others whose values
        are all of one kind.
    """
    terms = Graph.from_triples(read_turtle(ONTOLOGY_FILE))
    used = Graph.from_triples([t for path in collection(DATA_DIR).all_files for t in read_turtle(path)])
    found: dict[str, object] = {"@version": 1.1, **PREFIXES}
    for iri in terms.subjects():
        if iri.startswith(PREFIXES["yd"]):
            found[iri.removeprefix(PREFIXES["yd"])] = compact(iri)
    values = {term for term in terms.subjects() if _OWL + "NamedIndividual" in terms.types(term)}
    listed = {kind for value in values for kind in terms.types(value)}
    for iri in sorted({*terms.subjects(), *(p for s in used.subjects() for p in used.properties(s))} - {RDF.type}):
        kind = _kind(iri, terms, used)
        if kind == "@id" and listed.intersection(terms.iris(iri, RDFS.range)):
            kind = "@vocab"
        if kind and kind != XSD.string:
            key = "@container" if kind == "@language" else "@type"
            name = iri.removeprefix(PREFIXES["yd"]) if iri.startswith(PREFIXES["yd"]) else compact(iri)
            found[name] = {"@id": compact(iri), key: kind if kind.startswith("@") else compact(kind)}
    return found


def _kind(iri: str, terms: Graph, used: Graph) -> str:
    """Tell what a property's values are: ``@id``, ``@language``, a datatype; empty where that differs or is unknown.

    The ontology says so, or else the data do.
    """
    ranges = [each for each in terms.iris(iri, RDFS.range) if each.startswith(PREFIXES["xsd"])]
    if _OWL + "ObjectProperty" in terms.types(iri):
        return "@id"
    if ranges:
        return ranges[0]
    values = [term for table in (used, terms) for _, term in table.pairs(iri)]
    datatypes = {each.datatype.value if isinstance(each, Literal) else "@id" for each in values}
    only = datatypes.pop() if len(datatypes) == 1 else ""
    return "@language" if only == _TAGGED else only


if __name__ == "__main__":
    for path, key in ((CONTEXT_FILE, "context"), (FRAME_FILE, "frame")):
        write_whole(path, documents()[key])
