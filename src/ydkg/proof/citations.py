"""Citations and judgements: whether what rests on public pages, and on the editors, says what it rests on.

Rules: ``citation``, ``confidence`` (also of records of public pages that are of high confidence, and do not show who
else states the same), ``judgement`` and ``identifier``.
"""

from __future__ import annotations

from itertools import filterfalse
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Triple

from ydkg.errors import problem
from ydkg.graph.graph import Graph, Term, identifier
from ydkg.graph.schema import RECORDS, is_record
from ydkg.graph.sources import citation_iri
from ydkg.graph.turtle import judgement_iri
from ydkg.language.text import translatable
from ydkg.proof.claims.days import document_of
from ydkg.proof.finding import Finding, Rules
from ydkg.vocab import DCTERMS, PROV, RDF, RDFS, SKOS, YD, compact

if TYPE_CHECKING:
    from collections.abc import Iterator

RULES = Rules()
_WORDS = 7
_LANGUAGES = ("en", "zh-hans")
_JUDGED = (YD.realises, YD.sameMatter, YD.notComparable, YD.corrects)
#: What two records that state the same may differ in: their words, their evidence, and what is judged of them.
_APART = frozenset(
    {
        RDFS.label, SKOS.note, SKOS.editorialNote, DCTERMS.subject, PROV.wasDerivedFrom, YD.confidence, YD.basis,
        YD.labelBasis, YD.asOf, YD.measureWord, *_JUDGED,
    }
)  # fmt: skip


@RULES.add
def _citations(table: Graph) -> Iterator[Finding]:
    """Find citations that do not lead to a page, and facts that rest on citations without saying how well."""
    for citation in table.subjects(YD.Citation):
        document, fragments = table.one(citation, YD.inDocument), table.values(citation, YD.fragment)
        if document is None or len(fragments) > 1:
            yield Finding(citation, problem("needs one yd:inDocument and at most one yd:fragment"), "citation")
            continue
        fragment = fragments[0] if fragments else ""
        if len(fragment.split()) > _WORDS:
            pattern = translatable("its fragment has more than {words} words; keep those that find the place")
            yield Finding(citation, problem(pattern, words=str(_WORDS)), "citation")
        wanted = citation_iri(document, fragment)
        if citation != wanted:
            yield Finding(citation, problem("its IRI should be {wanted}", wanted=compact(wanted)), "identifier")
        for subject, _ in table.incoming(citation, PROV.wasDerivedFrom):
            # A thing may be described by a page; what is confident or not are records and statements.
            if is_record(table, subject) and len(table.values(subject, YD.confidence)) != 1:
                yield Finding(subject, problem("rests on a citation and needs one yd:confidence"), "confidence")


@RULES.add
def _agreed(table: Graph) -> Iterator[Finding]:
    """Find records of public pages that are of high confidence, and do not show who else states the same."""
    records = sorted({record for kind in RECORDS for record in table.subjects(kind)})
    sure = {record for record in records if YD.High in table.values(record, YD.confidence)}
    alike: dict[frozenset[tuple[str, Term]], list[str]] = {}
    for record in records if sure else ():
        alike.setdefault(_stated(table, record), []).append(record)
    for record in sorted(sure):
        # The documents of other publishers that have it, and have it of the same day or year.
        pages = set()
        publisher, days = table.one(document_of(table, record), DCTERMS.publisher), table.values(record, YD.asOf)
        for other in alike[_stated(table, record)] if publisher else ():
            page, years = document_of(table, other), {day[:4] for day in (*days, *table.values(other, YD.asOf))}
            same_time = len(years) <= 1 or table.one(record, YD.on) is not None
            if table.one(page, DCTERMS.publisher) not in {None, publisher} and same_time:
                pages.add(page)
        if not pages:
            message = problem("no document of another publisher states the same; write yd:Medium for yd:High")
            yield Finding(record, message, "confidence")
        # One of them is named; a page that says it too later on mends nothing.
        notes = table.texts(record, SKOS.note)
        for language in _LANGUAGES if pages else ():
            names = [table.text(page, RDFS.label, language) or compact(page) for page in sorted(pages)]
            if not any(name in "".join(notes.get(language, ())) for name in names):
                pattern = translatable("its skos:note in {language} does not name {page}, which states the same")
                yield Finding(record, problem(pattern, language=language, page=names[0]), "confidence")


def _stated(table: Graph, record: str) -> frozenset[tuple[str, Term]]:
    """Give what a record states, whoever states it."""
    parts = table.properties(record).items()
    return frozenset((predicate, term) for predicate, terms in parts if predicate not in _APART for term in terms)


@RULES.add
def _judgements(table: Graph) -> Iterator[Finding]:
    """Find judgements that do not say what is judged, by whom, when or why, and relations that nobody judged."""
    judged = set()
    for judgement in table.subjects(YD.Judgement):
        subject, predicate, value = (table.one(judgement, each) for each in (RDF.subject, RDF.predicate, RDF.object))
        if not subject or not value or predicate not in _JUDGED:
            message = problem("needs one subject, one object and one relation that can be judged")
            yield Finding(judgement, message, "judgement")
            continue
        judged.add((subject, predicate, value))
        triple = Triple(NamedNode(subject), NamedNode(predicate), NamedNode(value))
        wanted = judgement_iri(triple)
        if judgement != wanted:
            message = problem("its IRI should be {wanted}, by the digest of its triple", wanted=compact(wanted))
            yield Finding(judgement, message, "identifier")
        for each in filterfalse(table.__contains__, (subject, value)):
            message = problem("speaks of {each}, of which nothing is said", each=compact(each))
            yield Finding(judgement, message, "judgement")
        if triple.object not in table.objects(subject, predicate):
            message = problem("judges what the graph does not hold; add the relation itself")
            yield Finding(judgement, message, "judgement")
        if not table.values(judgement, PROV.wasAttributedTo) or not table.one(judgement, DCTERMS.issued):
            yield Finding(judgement, problem("needs prov:wasAttributedTo and one dcterms:issued"), "judgement")
        if not set(_LANGUAGES) <= table.texts(judgement, SKOS.note).keys():
            yield Finding(judgement, problem("needs its reason, a skos:note in each language"), "judgement")
    held = ((subject, predicate, identifier(term)) for predicate in _JUDGED for subject, term in table.pairs(predicate))
    for subject, predicate, thing in held:
        if (subject, predicate, thing) not in judged:
            pattern = translatable("{relation} {thing} stands without a yd:Judgement")
            message = problem(pattern, relation=compact(predicate), thing=compact(thing))
            yield Finding(subject, message, "judgement")
