"""The names that ydkg uses: prefixes, and namespaces that know their terms and refuse others."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from ydkg.collection import ONTOLOGY_FILE
from ydkg.errors import UnknownTermError, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

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


class ClosedNamespace:
    """Hold the terms of one vocabulary that ydkg uses, and refuse any other.

    >>> YD.MoreThan
    'https://w3id.org/ydkg/ontology#MoreThan'
    >>> UNIT["NUM-PER-YR"]
    'http://qudt.org/vocab/unit/NUM-PER-YR'
    >>> UNIT.Furlong
    Traceback (most recent call last):
    ydkg.errors.UnknownTermError: unit:Furlong is not a term that ydkg uses
    """

    def __init__(self, prefix: str, terms: str = "") -> None:
        self._prefix = prefix
        self._names = terms

    @cached_property
    def _terms(self) -> dict[str, str]:
        """The IRIs by name, in order; those that are not listed are the ontology's, where each begins a line."""
        names = self._names.split()
        if not names and ONTOLOGY_FILE.is_file():
            names = re.findall(rf"\n{self._prefix}:(\S+)\n", ONTOLOGY_FILE.read_text(encoding="utf-8"))
        return {name: PREFIXES[self._prefix] + name for name in sorted(names)}

    def __getitem__(self, name: str) -> str:
        if name not in self._terms:
            raise UnknownTermError(problem("{term} is not a term that ydkg uses", term=f"{self._prefix}:{name}"), name)
        return self._terms[name]

    def __getattr__(self, name: str) -> str:
        if name.startswith("__"):
            raise AttributeError(name)
        found = self.__dict__[name] = self[name]  # Python does not ask again
        return found

    def __iter__(self) -> Iterator[str]:
        """Yield the IRIs of all terms, sorted."""
        return iter(self._terms.values())


YD = ClosedNamespace("yd")
DCTERMS = ClosedNamespace(
    "dcterms",
    """
    accessRights conformsTo creator description format hasPart identifier isPartOf issued language license modified
    publisher relation rights source spatial subject title
    """,
)
FOAF = ClosedNamespace("foaf", "Person name")
GEO = ClosedNamespace("geo", "sfContains sfOverlaps sfWithin")
ORG = ClosedNamespace(
    "org",
    """
    Membership Organization OrganizationalCollaboration Role hasMember hasMembership member memberOf
    organization role subOrganizationOf
    """,
)
OWL = ClosedNamespace(
    "owl",
    """
    AllDifferent AllDisjointClasses AnnotationProperty Class DatatypeProperty FunctionalProperty
    NamedIndividual ObjectProperty Ontology SymmetricProperty Thing TransitiveProperty differentFrom
    disjointWith distinctMembers equivalentClass inverseOf members oneOf propertyChainAxiom sameAs
    versionIRI versionInfo
    """,
)
PROV = ClosedNamespace("prov", "Activity Agent Entity endedAtTime used wasAttributedTo wasDerivedFrom wasGeneratedBy")
QB = ClosedNamespace("qb", "Observation")
QUDT = ClosedNamespace("qudt", "Unit hasUnit")
RDF = ClosedNamespace("rdf", "Statement first langString nil object predicate rest subject type")
RDFS = ClosedNamespace(
    "rdfs",
    """
    Datatype Literal comment domain isDefinedBy label range seeAlso subClassOf subPropertyOf
    """,
)
SCHEMA = ClosedNamespace(
    "schema",
    """
    Event EventSeries about domainIncludes honorificPrefix location organizer position rangeIncludes
    startDate superEvent version
    """,
)
SH = ClosedNamespace(
    "sh",
    """
    ClosedConstraintComponent ValidationReport ValidationResult Violation Warning conforms focusNode result
    message resultMessage resultPath resultSeverity sourceConstraintComponent sourceShape targetClass value
    """,
)
SKOS = ClosedNamespace(
    "skos",
    """
    Concept ConceptScheme altLabel broadMatch broader closeMatch definition editorialNote example exactMatch
    hiddenLabel inScheme narrowMatch narrower note prefLabel related relatedMatch scopeNote
    """,
)
UNIT = ClosedNamespace(
    "unit",
    """
    AC CCY_AED CCY_AUD CCY_BDT CCY_BRL CCY_CAD CCY_CHF CCY_CNY CCY_EGP CCY_ETB CCY_EUR CCY_GBP CCY_GHS CCY_HKD
    CCY_IDR CCY_INR CCY_JPY CCY_KES CCY_KRW CCY_KZT CCY_LKR CCY_MOP CCY_MXN CCY_MYR CCY_NGN CCY_NZD CCY_PHP CCY_PKR
    CCY_PLN CCY_RUB CCY_SAR CCY_SGD CCY_THB CCY_TRY CCY_TWD CCY_TZS CCY_UGX CCY_USD CCY_VND CCY_ZAR
    DAY DEG_C FT FT2 GigaW GigaW-HR HA HR KiloGM KiloM KiloM-PER-HR KiloM2 KiloW KiloW-HR L LB M M2 M3
    M3-PER-YR MI MI-PER-HR MI2 MIN MO MegaW MegaW-HR MicroGM-PER-M3 NUM NUM-PER-YR PERCENT SEC TONNE TONNE-PER-YR
    TeraW-HR UNITLESS WK YR
    """,
)
VANN = ClosedNamespace("vann", "preferredNamespacePrefix preferredNamespaceUri")
XSD = ClosedNamespace("xsd", "boolean date dateTime decimal integer string")


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
