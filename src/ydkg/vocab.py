"""The names that ydkg uses: prefixes, and namespaces, of which our own has the terms of the ontology and no others."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ydkg.collection import ONTOLOGY_FILE
from ydkg.errors import UnknownTermError, problem

PREFIXES: dict[str, str] = {
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "qudt": "http://qudt.org/schema/qudt/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "unit": "http://qudt.org/vocab/unit/",
    "vann": "http://purl.org/vocab/vann/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "yd": "https://w3id.org/ydkg/ontology#",
    "ydr": "https://w3id.org/ydkg/id/",
}

_PREFIX_OF = {namespace: prefix for prefix, namespace in PREFIXES.items()}
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?\Z")


class Namespace:
    """The terms of one vocabulary, each an attribute; ydkg's own has those that the ontology names, and no others.

    >>> YD.MoreThan, UNIT["NUM-PER-YR"]
    ('https://w3id.org/ydkg/ontology#MoreThan', 'http://qudt.org/vocab/unit/NUM-PER-YR')
    >>> YD.LessThen
    Traceback (most recent call last):
    ydkg.errors.UnknownTermError: yd:LessThen is not a term that ydkg uses
    """

    def __init__(self, prefix: str, *, closed: bool = False) -> None:
        self._prefix, self._closed = prefix, closed

    def __getitem__(self, name: str) -> str:
        iri = PREFIXES[self._prefix] + name
        if self._closed and iri not in terms(self._prefix):
            raise UnknownTermError(problem("{term} is not a term that ydkg uses", term=f"{self._prefix}:{name}"), name)
        return iri

    def __getattr__(self, name: str) -> str:
        if name.startswith("__"):
            raise AttributeError(name)
        iri = self.__dict__[name] = self[name]  # Python does not ask again
        return iri


@cache
def terms(prefix: str) -> frozenset[str]:
    """Read which terms of a vocabulary the ontology names."""
    text = ONTOLOGY_FILE.read_text(encoding="utf-8") if ONTOLOGY_FILE.is_file() else ""
    return frozenset(PREFIXES[prefix] + name for name in re.findall(rf"\b{prefix}:([A-Za-z][\w-]*)", text))


YD = Namespace("yd", closed=True)
DCTERMS, FOAF, GEO, ORG = Namespace("dcterms"), Namespace("foaf"), Namespace("geo"), Namespace("org")
OWL, PROV, QB, QUDT = Namespace("owl"), Namespace("prov"), Namespace("qb"), Namespace("qudt")
RDF, RDFS, SCHEMA, SH = Namespace("rdf"), Namespace("rdfs"), Namespace("schema"), Namespace("sh")
SKOS, UNIT, XSD = Namespace("skos"), Namespace("unit"), Namespace("xsd")


def ydr(slug: str) -> str:
    """Return the IRI of the thing with this slug; the IRI in the ``ydr:`` namespace."""
    return PREFIXES["ydr"] + slug


def local_name(iri: str) -> str:
    """Give what stands behind the last ``#`` of an IRI, else behind its last slash.

    >>> local_name("http://qudt.org/vocab/unit/KiloM"), local_name("http://www.w3.org/ns/prov#Activity")
    ('KiloM', 'Activity')
    """
    return iri.rpartition("#")[2].rpartition("/")[2]


@lru_cache(maxsize=4096)
def compact(iri: str) -> str:
    """Return an IRI as a prefixed name where one of ``PREFIXES`` fits, else in angle brackets.

    >>> compact("https://w3id.org/ydkg/id/utopia")
    'ydr:utopia'
    >>> compact("http://example.org/a")
    '<http://example.org/a>'
    """
    # Every namespace ends with one of the two, which no local name holds.
    end = max(iri.rfind("/"), iri.rfind("#")) + 1
    prefix, local = _PREFIX_OF.get(iri[:end]), iri[end:]
    return f"{prefix}:{local}" if prefix is not None and _LOCAL.match(local) else f"<{iri}>"


def expand(name: str) -> str | None:
    """Return the IRI that a prefixed name stands for, or None where it is no prefixed name of ``PREFIXES``."""
    prefix, colon, local = name.partition(":")
    if colon and prefix in PREFIXES and _LOCAL.match(local):
        return PREFIXES[prefix] + local
    return None
