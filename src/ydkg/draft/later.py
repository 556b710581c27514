"""What a later page says: its citation, one fact in a sentence of one's own, and what is judged of it."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from ydkg.collection import APART, collection
from ydkg.draft.accept import refuse_errors
from ydkg.draft.drafting import Origin, draft
from ydkg.draft.edits import moved
from ydkg.draft.graphing import day_term, edge_of, free_iri, language_tagged, own_facts, slug_of
from ydkg.errors import YdkgError, draft_error, problem, quoted
from ydkg.files import write_whole
from ydkg.graph.graph import Graph, identifier
from ydkg.graph.names import label, resolve
from ydkg.graph.schema import RECORDS
from ydkg.graph.sources import citation_iri
from ydkg.graph.turtle import about, chinese, english, judgement_iri, read_turtle, rewrite_file
from ydkg.language.days import day as day_in_words
from ydkg.language.reading.tables import is_chinese
from ydkg.language.text import CHINESE
from ydkg.proof.check import check
from ydkg.proof.finding import ERROR
from ydkg.telling.labels import write_labels
from ydkg.vocab import DCTERMS, ORG, PROV, RDF, RDFS, SKOS, YD, compact, local_name, ydr

if TYPE_CHECKING:
    from datetime import date

    from ydkg.graph.graph import Term

LATER, JUDGEMENTS = APART
#: What may be judged of two records, by its name on the command line, with the reason that is given unless another is.
RELATIONS = {
    "realises": (YD.realises, "The page says that it has come.", "该页面称已实现。"),
    "same-matter": (YD.sameMatter, "Both speak of one matter.", "二者所述为同一事项。"),
    "not-comparable": (YD.notComparable, "They are of different things.", "二者所述并非同一事物。"),
    "corrects": (YD.corrects, "The page says that it corrects it.", "该页面称此为更正。"),
}
KINDS = {
    "newspaper": YD.NewspaperPage,
    "agency": YD.NewsAgencyPage,
    "government": YD.GovernmentPage,
    "release": YD.PressReleasePage,
    "other": YD.OtherPage,
}


class Page(NamedTuple):
    """A public page."""

    address: str
    title: str
    day: date  # its day of issue
    publisher: str  # a known name, or that of a new body
    words: str = ""  # at most seven words of the page that find the place
    kind: str = "other"  # one of `KINDS`
    first_hand: bool = False  # whether its publisher knows at first hand


class Judged(NamedTuple):
    """What is judged of the fact and of one that the collection has."""

    relation: str  # one of `RELATIONS`
    other: str  # the record's name or IRI
    by: str  # who judges, and on which day
    on: date
    part: str = ""  # the thing that is realised, where it is not the whole
    reason: tuple[str, str] = ("", "")  # in English and in Chinese


def add_later(fact: str, page: Page, judged: Judged | None, folder: Path) -> list[str]:
    """Add what a page says to a collection, where the check finds nothing wrong; what was added, a line each."""
    files = collection(folder)
    known = Graph.from_triples(triple for path in files.all_files for triple in read_turtle(path))
    stated, document = _page(page, known)
    cited = _cited(document, page.words)
    facts, records = _facts(fact, page, known, identifier(cited[0].subject), local_name(document))
    stated += [*cited, *facts]
    judgement = _judgement(judged, records, known) if judged else []
    with TemporaryDirectory(prefix="ydkg-") as beside:
        place = Path(beside)
        for path in files.all_files:
            shutil.copyfile(path, place / path.name)
        for name, new in ((LATER, stated), (JUDGEMENTS, judgement)):
            if new:
                (place / name).touch()
                rewrite_file(place / name, dict.fromkeys((*read_turtle(place / name), *new)))
        tried = collection(place)
        write_labels(tried)
        own = {identifier(triple.subject) for triple in (*stated, *judgement)}
        report = check(tried.files, (), ("evidence", "shapes"), apart=tried.apart)
        errors = (each for part in report.parts for each in part.findings if each.severity == ERROR)
        refuse_errors([f"{compact(each.entity)}: {each.message}" for each in errors if each.entity in own])
        table = Graph.from_triples(read_turtle(place / LATER))
        for name, new in ((JUDGEMENTS, judgement), (LATER, stated)):
            if new:
                write_whole(folder / name, (place / name).read_bytes())
    return [f"{compact(each)}: {label(table, each)}" for each in records]


def _find(known: Graph, name: str) -> str:
    """Find what is called so; empty where nothing is."""
    try:
        return resolve(known, name)
    except YdkgError:
        return ""


def _cited(document: str, words: str = "") -> list[Triple]:
    """Cite a page, at the words that find the place; the citation is the subject."""
    place = [(YD.fragment, Literal(words))] if words else []
    return [
        *about(
            citation_iri(document, words),
            (RDF.type, YD.Citation),
            (RDF.type, YD.Passage),
            (YD.inDocument, document),
            *place,
        )
    ]


def _page(page: Page, known: Graph) -> tuple[list[Triple], str]:
    """Describe a page, unless the collection has it by its address; with its IRI."""
    for subject, _ in known.incoming(page.address, DCTERMS.source):
        return [], subject
    stated: list[Triple] = []
    publisher = _find(known, page.publisher)
    slug = local_name(publisher) if publisher else slug_of(page.publisher)
    document = free_iri(f"{slug}-{page.day:%Y%m%d}", known.__contains__)
    called, called_zh = (label(known, publisher, tag) or page.publisher for tag in ("en", "zh"))
    if not publisher:
        publisher = free_iri(slug, known.__contains__)
        names = dict.fromkeys((english(page.publisher), language_tagged(page.publisher)))
        stated += about(publisher, (RDF.type, ORG.Organization), *((RDFS.label, each) for each in names))
        cited = _cited(document)
        stated += [*about(publisher, (PROV.wasDerivedFrom, identifier(cited[0].subject))), *cited]
    day, chinese_title = page.day.isoformat(), is_chinese(page.title)
    facts: list[tuple[str, str | Term]] = [
        (RDF.type, YD.Document),
        (RDFS.label, english(f"{called}, {day_in_words(day)}")),
        (RDFS.label, chinese(f"{called_zh}，{day_in_words(day, CHINESE)}")),
        (DCTERMS.title, language_tagged(page.title)),
        (DCTERMS.issued, day_term(page.day)),
        (DCTERMS.language, Literal("zh" if chinese_title else "en")),
        (DCTERMS.publisher, publisher),
        (DCTERMS.source, page.address),
        (YD.pageKind, KINDS[page.kind]),
        (YD.firstHand, Literal(page.first_hand)),
        (YD.excerptOnly, Literal(True)),  # noqa: FBT003 - the value of a literal
    ]
    return [*stated, *about(document, *facts)], document


def _facts(fact: str, page: Page, known: Graph, citation: str, document: str) -> tuple[list[Triple], list[str]]:
    """Read a fact in a sentence, by the rules that read documents; the records, which rest on a citation."""
    read = Graph.from_triples(draft(fact, Origin(page.day, page.title), known).triples)
    proposed = [read.one(each, YD.proposes) or "" for each in read.subjects(YD.Proposal)]
    if any(iri.startswith(ydr("to-be-named-")) for iri in proposed):
        raise draft_error(
            "{fact}: it does not say of which thing; name one that the collection has", fact, fact=quoted(fact)
        )
    records = {iri: f"{iri}-{document}" for iri in proposed if not RECORDS.isdisjoint(read.types(iri))}
    if not records:
        hint = problem("word it as “The line opened on 1 March 2026”, with names that the collection has")
        raise draft_error("{fact}: no figure, stage or post is read in it", fact, fact=quoted(fact), hint=hint)
    stated: list[Triple] = []
    waiting = [*records, *(iri for iri in proposed if RDF.Statement in read.types(iri))]
    done: set[str] = set()
    while waiting:
        iri = waiting.pop()
        if iri in done or (iri in known and iri not in records):
            continue
        done.add(iri)
        sure = iri in records or RDF.Statement in read.types(iri)
        for triple in (*own_facts(read, iri), *filter(None, [edge_of(read, iri)])):
            predicate, value = triple.predicate.value, identifier(triple.object)
            if predicate not in {PROV.wasDerivedFrom, YD.mentionedIn} and not (sure and predicate == RDFS.label):
                stated.append(triple)
                waiting += [value] if isinstance(triple.object, NamedNode) and value.startswith(ydr("")) else []
            elif predicate != RDFS.label:
                stated.append(Triple(triple.subject, NamedNode(PROV.wasDerivedFrom), NamedNode(citation)))
        stated += about(iri, (YD.confidence, YD.Medium)) if sure else ()
    return list(dict.fromkeys(moved(stated, records))), list(records.values())


def _judgement(judged: Judged, records: list[str], known: Graph) -> list[Triple]:
    """Judge how a fact stands to another."""
    predicate, *usual = RELATIONS[judged.relation]
    if len(records) > 1:
        raise draft_error("{n} facts are read; give the one that is judged alone", records, n=len(records))
    other = resolve(known, judged.other)
    edge = Triple(NamedNode(records[0]), NamedNode(predicate), NamedNode(other))
    reasons = judged.reason if all(judged.reason) else usual
    by = _find(known, judged.by) or ydr(slug_of(judged.by))
    facts: list[tuple[str, str | Term]] = [
        (RDF.type, YD.Judgement),
        (RDF.subject, records[0]),
        (RDF.predicate, predicate),
        (RDF.object, other),
        (DCTERMS.issued, day_term(judged.on)),
        (PROV.wasAttributedTo, by),
        (SKOS.note, english(reasons[0])),
        (SKOS.note, chinese(reasons[1])),
    ]
    if judged.part:
        facts.append((YD.realisedPart, resolve(known, judged.part)))
    agent = () if by in known else about(by, (RDF.type, PROV.Agent), (RDFS.label, english(judged.by)))
    return [edge, *about(judgement_iri(edge), *facts), *agent]
