"""The description of the data set for catalogues of open data: DCAT 3, with VoID's counts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from ydkg.export._dataset import (
    AUTHORITY,
    DCAT,
    DESCRIBING,
    FOAF,
    SPDX,
    TURTLE,
    VOID,
    counted,
    described,
    distributions,
    said,
)
from ydkg.export._format import Format
from ydkg.graph.canonical import canonical_turtle
from ydkg.graph.triples import about
from ydkg.telling.description import describe_collection
from ydkg.vocab import DCTERMS, PREFIXES, PROV, RDF, RDFS
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pyoxigraph import Triple

    from ydkg.export._dataset import Distribution
    from ydkg.export._sheets import TableSet

FORMAT = Format(
    name="DCAT",
    extension="ttl",
    media_type="text/turtle",
    purpose=translatable("the description of the data set, for catalogues of open data"),
    carries="view",
    order=13,
    titled=True,
)
_TERMS = PREFIXES["dcterms"]
_MEDIA = "https://www.iana.org/assignments/media-types/"


def write(tables: TableSet, path: Path) -> None:
    """Describe a graph as a data set of DCAT.

    Turtle in UTF-8 without blank nodes: the data set, what it is made from, a distribution for each file that has a
    permanent address, and how many triples and subjects it has.

    W3C, Data Catalog Vocabulary (DCAT) 3, 2024; SEMIC, DCAT-AP 3.0; W3C, Describing Linked Datasets with VoID, 2011.
    """
    table = tables.graph.table
    # What the description of the data set says of itself is not counted.
    apart = frozenset(subject for kind in DESCRIBING for subject in table.subjects(kind))
    subjects = [subject for subject in table.subjects() if subject not in apart]
    facts = Counter[str]()
    for subject in subjects:
        facts.update({predicate: len(objects) for predicate, objects in table.properties(subject).items()})
    description = describe_collection(table)
    address = description.iri
    known = (
        (DCTERMS.creator, "id/contributors", description.creator),
        (DCTERMS.publisher, "id/publisher", description.publisher),
    )
    agents = [(role, description.part(name), text) for role, name, text in known if text]
    triples = list(
        about(
            address,
            (RDF.type, f"{DCAT}Dataset"),
            (RDF.type, f"{VOID}Dataset"),
            *described(description),
            *((f"{DCAT}keyword", Literal(word, language=tag)) for tag, word in description.keywords if tag),
            (DCTERMS.identifier, Literal(address)),
            *((role, agent) for role, agent, _ in agents),
            (DCTERMS.language, f"{AUTHORITY}language/ENG"),
            (DCTERMS.language, f"{AUTHORITY}language/ZHO"),
            *([(DCTERMS.accessRights, f"{AUTHORITY}access-right/PUBLIC")] if description.licence else []),
            (f"{DCAT}theme", f"{AUTHORITY}data-theme/GOVE"),
            (f"{DCAT}theme", f"{AUTHORITY}data-theme/REGI"),
            (f"{DCAT}version", Literal(description.version)),
            *((DCTERMS.spatial, place.iri) for place in description.places),
            *((PROV.wasDerivedFrom, work.iri) for work in (*description.documents, *description.registers)),
            (f"{VOID}uriSpace", Literal(PREFIXES["ydr"])),
            *counted(triples=facts.total(), distinctSubjects=len(subjects)),
            *(
                (f"{VOID}vocabulary", base)
                for base in sorted(PREFIXES.values())
                if any(predicate.startswith(base) for predicate in facts)
            ),
        )
    )
    for _, agent, name in agents:
        triples += about(agent, (RDF.type, f"{FOAF}Agent"), *said(f"{FOAF}name", name))
    if description.licence:
        triples += about(description.licence, (RDF.type, f"{_TERMS}LicenseDocument"))
    for place in description.places:
        triples += about(place.iri, (RDF.type, f"{_TERMS}Location"), *said(RDFS.label, place.name))
    for work in description.documents:
        triples += about(work.iri, *said(DCTERMS.title, work.title))
    files = distributions(description)
    if files:
        triples += about(_MEDIA + TURTLE, (RDF.type, f"{_TERMS}MediaType"))
    for each in files:
        triples += _distribution(address, each, description.licence)
    path.write_text(canonical_turtle(triples), encoding="utf-8")


def _distribution(dataset: str, file: Distribution, licence: str) -> Iterator[Triple]:
    """Describe a file: where it is, how large, and by which digest it is known."""
    iri = f"{file.address}#turtle"
    yield from about(dataset, (f"{DCAT}distribution", iri))
    yield from about(
        iri,
        (RDF.type, f"{DCAT}Distribution"),
        (DCTERMS.title, Literal(f"{file.name}, Turtle", language="en")),
        (f"{DCAT}accessURL", file.address),
        (f"{DCAT}downloadURL", file.address),
        (f"{DCAT}mediaType", f"{_MEDIA}{TURTLE}"),
        (f"{DCAT}byteSize", Literal(str(file.size), datatype=NamedNode(f"{PREFIXES['xsd']}nonNegativeInteger"))),
        (DCTERMS.format, f"{AUTHORITY}file-type/RDF_TURTLE"),
        *([(DCTERMS.license, licence)] if licence else []),
        (f"{SPDX}checksum", f"{iri}-sha256"),
    )
    yield from about(
        f"{iri}-sha256",
        (RDF.type, f"{SPDX}Checksum"),
        (f"{SPDX}algorithm", f"{SPDX}checksumAlgorithm_sha256"),
        (f"{SPDX}checksumValue", Literal(file.digest, datatype=NamedNode(f"{PREFIXES['xsd']}hexBinary"))),
    )
