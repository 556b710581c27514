"""Citations and judgements: whether what rests on public pages, and on the editors, says what it rests on."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Triple

from ydkg.errors import problem
from ydkg.graph.canonical import statement_iri
from ydkg.graph.schema import RECORDS, is_record
from ydkg.graph.table import Table, Term, identifier
from ydkg.proof.claims.days import document_of
from ydkg.proof.finding import Finding
from ydkg.vocab import DCTERMS, PREFIXES, PROV, RDF, RDFS, SKOS, YD, compact, ydr

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORDS = 7
_LANGUAGES = ("en", "zh-hans")
_JUDGED = (YD.realises, YD.sameMatter, YD.notComparable, YD.corrects)
_OWN = PREFIXES["ydr"]
#: What two records that state the same may differ in: their words, their evidence, and what is judged of them.
_APART = frozenset(
    {
        RDFS.label, SKOS.note, SKOS.editorialNote, DCTERMS.subject, PROV.wasDerivedFrom, YD.confidence, YD.basis,
        YD.asOf, YD.measureWord, *_JUDGED,
    }
)  # fmt: skip


def citation_iri(document: str, fragment: str = "") -> str:
    """Return the IRI of a citation.

    Parameters
    ----------
    document : str
        IRI of the page.
    fragment : str
        The words that find the place; empty for the page as a whole.

    Returns
    -------
    str

    Examples
    --------
    >>> compact(citation_iri(ydr("example-page"), "line opens"))
    'ydr:citation-example-page-bee9249f823f'
    """
    slug = document.removeprefix(_OWN)
    digest = "-" + sha256(fragment.encode()).hexdigest()[:12] if fragment else ""
    return ydr(f"citation-{slug}{digest}")


def citations(table: Table) -> Iterator[Finding]:
    """Find citations that do not lead to a page, and facts that rest on citations without saying how well.

    Parameters
    ----------
    table : Table

    Yields
    ------
    Finding
        Of the rules ``citation`` and ``confidence``, by citation.
    """
    for citation in table.subjects(YD.Citation):
        document, fragments = table.one(citation, YD.inDocument), table.values(citation, YD.fragment)
        if document is None or len(fragments) > 1:
            yield Finding(citation, problem("needs one yd:inDocument and at most one yd:fragment"), "citation")
            continue
        fragment = fragments[0] if fragments else ""
        if len(fragment.split()) > _WORDS:
            message = problem(
                "its fragment has more than {words} words; keep those that find the place", words=str(_WORDS)
            )
            yield Finding(citation, message, "citation")
        if citation != (wanted := citation_iri(document, fragment)):
            yield Finding(citation, problem("its IRI should be {wanted}", wanted=compact(wanted)), "identifier")
        for subject, _ in table.to(citation, PROV.wasDerivedFrom):
            # A thing may be described by a page; what is confident or not are records and statements.
            if is_record(table, subject) and len(table.values(subject, YD.confidence)) != 1:
                yield Finding(subject, problem("rests on a citation and needs one yd:confidence"), "confidence")


def agreed(table: Table) -> Iterator[Finding]:
    """Find records of public pages that are of high confidence, and do not show who else states the same.

    Parameters
    ----------
    table : Table

    Yields
    ------
    Finding
        Of the rule ``confidence``, by record.
    """
    records = sorted({record for kind in RECORDS for record in table.subjects(kind)})
    sure = {record for record in records if YD.High in table.values(record, YD.confidence)}
    alike: dict[frozenset[tuple[str, Term]], list[str]] = {}
    for record in records if sure else ():
        alike.setdefault(_stated(table, record), []).append(record)
    for record in sorted(sure):
        others = (other for other in alike[_stated(table, record)] if _independent(table, record, other))
        pages = sorted({document_of(table, other) for other in others})
        if not pages:
            message = problem("no document of another publisher states the same; write yd:Medium for yd:High")
            yield Finding(record, message, "confidence")
        notes = table.texts(record, SKOS.note)
        for page in pages:
            unnamed = (
                language
                for language in _LANGUAGES
                if (name := table.text(page, RDFS.label, language)) and name not in "".join(notes.get(language, ()))
            )
            for language in unnamed:
                message = problem(
                    "its skos:note in {language} does not name {page}, which states the same",
                    language=language,
                    page=compact(page),
                )
                yield Finding(record, message, "confidence")


def _stated(table: Table, record: str) -> frozenset[tuple[str, Term]]:
    """Give what a record states, whoever states it."""
    parts = table.of(record)
    return frozenset((predicate, term) for predicate in parts.keys() - _APART for term in parts[predicate])


def _independent(table: Table, record: str, other: str) -> bool:
    """Tell whether a document of another publisher has the other record, and has it of the same day or year."""
    publishers = [table.one(document_of(table, each), DCTERMS.publisher) for each in (record, other)]
    years = {day[:4] for each in (record, other) for day in table.values(each, YD.asOf)}
    same_time = len(years) <= 1 or table.one(record, YD.on) is not None
    return None not in publishers and publishers[0] != publishers[1] and same_time


def judgements(table: Table) -> Iterator[Finding]:
    """Find judgements that do not say what is judged, by whom, when or why, and relations that nobody judged.

    Parameters
    ----------
    table : Table

    Yields
    ------
    Finding
        Of the rule ``judgement``, or ``identifier``, by judgement.
    """
    judged = set()
    for judgement in table.subjects(YD.Judgement):
        subject, predicate, value = (table.one(judgement, each) for each in (RDF.subject, RDF.predicate, RDF.object))
        if not subject or not value or predicate not in _JUDGED:
            yield Finding(
                judgement, problem("needs one subject, one object and one relation that can be judged"), "judgement"
            )
            continue
        judged.add((subject, predicate, value))
        triple = Triple(NamedNode(subject), NamedNode(predicate), NamedNode(value))
        wanted = statement_iri(triple).replace("/statement-", "/judgement-")
        if judgement != wanted:
            yield Finding(
                judgement,
                problem("its IRI should be {wanted}, by the digest of its triple", wanted=compact(wanted)),
                "identifier",
            )
        yield from (
            Finding(judgement, problem("speaks of {each}, of which nothing is said", each=compact(each)), "judgement")
            for each in (subject, value)
            if not table.has(each)
        )
        if triple.object not in table.all(subject, predicate):
            yield Finding(
                judgement, problem("judges what the graph does not hold; add the relation itself"), "judgement"
            )
        if not table.values(judgement, PROV.wasAttributedTo) or not table.one(judgement, DCTERMS.issued):
            yield Finding(judgement, problem("needs prov:wasAttributedTo and one dcterms:issued"), "judgement")
        if not set(_LANGUAGES) <= table.texts(judgement, SKOS.note).keys():
            yield Finding(judgement, problem("needs its reason, a skos:note in each language"), "judgement")
    for predicate in _JUDGED:
        for subject, term in table.pairs(predicate):
            if (subject, predicate, identifier(term)) not in judged:
                message = problem(
                    "{relation} {thing} stands without a yd:Judgement",
                    relation=compact(predicate),
                    thing=compact(identifier(term)),
                )
                yield Finding(subject, message, "judgement")
