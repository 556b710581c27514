"""The facts of a thing: values, relations under headings, milestones, first claims, and what only follows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from ydkg.graph.canonical import statement_iri
from ydkg.graph.description import original
from ydkg.graph.table import StoreTable
from ydkg.graph.values import in_language
from ydkg.server.thing.book import slug_of
from ydkg.server.thing.sources import Sources, sources_of
from ydkg.vocab import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SKOS, YD, expand, ydr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad

    from ydkg.server.thing.book import Record
    from ydkg.server.thing.telling import Part, Telling

#: Shown elsewhere on a page, or bookkeeping that tells a reader nothing.
SKIPPED = frozenset(
    {
        DCTERMS.subject, FOAF.name, OWL.differentFrom, PROV.wasDerivedFrom, RDF.type, RDFS.label, SKOS.altLabel,
        SKOS.definition, SKOS.editorialNote, SKOS.hiddenLabel, SKOS.inScheme, YD.mentionedIn, YD.orderInDocument,
    }
)  # fmt: skip
_ORDER = ("Done", "Underway", "Planned")
# What leads to a term, under a heading that says more than the property's name turned round.
_BACK = {
    ORG.role: ("Who holds this post", "任此职者"),
    PROV.used: ("Used by", "用于"),
    PROV.wasDerivedFrom: ("What follows from it", "由此得出"),
    PROV.wasGeneratedBy: ("What it gave", "所得结果"),
    SKOS.inScheme: ("Its concepts", "所含概念"),
    YD.baselinePeriod: ("Compared with this period", "以该时期为基准的比较"),
    YD.inEdition: ("Figures of this edition", "该届的数据"),
    YD.participantRole: ("Who took part so", "以此身份参加者"),
    YD.period: ("Of this period", "属于该时期"),
    YD.since: ("First since then", "自此以来的首创"),
    YD.stage: ("What is at this stage", "处于该阶段的事物"),
}


class Fact(NamedTuple):
    """A fact in words: what it says, the other thing, its record or statement, what goes with it, and its sources.

    Attributes
    ----------
    words : list of Part
        A sentence, or a value.
    other : str
        IRI of the thing that it leads to; empty of a value.
    iri : str
        Of the record or statement; empty where the fact has none.
    more : str
        Role, or day as of which it holds.
    kind : str
        Of a milestone ``Done``, ``Underway`` or ``Planned``; of what only follows the graph that has it.
    note, confidence : str
        What the editors note; how well a register supports it.
    sources : Sources
        Where it is written.
    """

    words: list[Part]
    other: str
    iri: str
    more: str
    kind: str
    note: str
    confidence: str
    sources: Sources


class Heading(NamedTuple):
    """Facts under a heading."""

    title: str
    facts: list[Fact]


#: The sources of what is written nowhere.
NOWHERE = Sources("", "", ())


def values(telling: Telling, iri: str, skipped: frozenset[str] = SKIPPED) -> list[Heading]:
    """Tell the plain values of a subject, and the terms that it leads to, by property.

    Parameters
    ----------
    telling : Telling
        The graph, in a language.
    iri : str
        The subject.
    skipped : frozenset of str
        Properties that are told elsewhere.

    Returns
    -------
    list of Heading
        By IRI of the property; entities are left out, as relations tell of them. May be empty.
    """
    found: dict[str, list[Quad]] = {}
    things = telling.book.things
    for quad in sorted(telling.book.stated(iri), key=lambda each: (each.predicate.value, str(each.object))):
        if quad.predicate.value in skipped or not isinstance(quad.object, NamedNode | Literal):
            continue
        if not (isinstance(quad.object, NamedNode) and slug_of(quad.object.value) in things):
            found.setdefault(quad.predicate.value, []).append(quad)
    chosen = {each: in_language((quad.object for quad in quads), telling.lang) for each, quads in found.items()}
    return [
        Heading(telling.heading(each), [value_of(telling, quad) for quad in quads if quad.object in chosen[each]])
        for each, quads in found.items()
    ]


def value_of(telling: Telling, quad: Quad) -> Fact:
    """Tell the object of a triple, with what its statement says of it."""
    book, value = telling.book, quad.object
    table = StoreTable(book.store)
    statement = original(table, statement_iri(Triple(quad.subject, quad.predicate, value)))
    known = next(book.about(statement), None) is not None
    confidence = book.one(statement, YD.confidence)
    return Fact(
        [telling.valued(quad.predicate.value, value)],  # type: ignore[arg-type]
        "",
        statement if known else "",
        "",
        "",
        "",
        telling.name(confidence) if confidence else "",
        sources_of(book, table.iris(statement, PROV.wasDerivedFrom)),
    )


def connections(telling: Telling, slug: str) -> list[Heading]:
    """Tell the relations of a thing as sentences, under what its neighbours are to it, the rarest first.

    What is only defined, such as that two things differ, comes last.
    """
    groups: dict[str, list[Fact]] = {}
    defined: set[str] = set()
    for relation in telling.book.relations_at.get(slug, ()):
        subject = relation["from"]
        words = telling.phrase(expand(relation["predicate"]) or "", ydr(subject))
        heading = words.onward if subject == slug else words.back
        groups.setdefault(heading, []).append(_relation(telling, relation, slug))
        if relation.get("undrawn"):
            defined.add(heading)
    ranked = sorted(groups.items(), key=lambda item: (item[0] in defined, len(item[1]), item[0]))
    return [Heading(title, facts) for title, facts in ranked]


def _relation(telling: Telling, relation: Record, slug: str) -> Fact:
    other = relation["to"] if relation["from"] == slug else relation["from"]
    book = telling.book
    return Fact(
        telling.relation(relation),
        ydr(other),
        ydr(relation["id"]) if next(book.about(ydr(relation["id"])), None) else "",
        _as_of(telling, relation),
        "",
        "",
        telling.term(relation.get("confidence")),
        sources_of(book, (book.sources[number] for number in relation["sources"])),
    )


def milestones(telling: Telling, slug: str) -> list[Fact]:
    """Tell the milestones of a thing: done first, then under way, then planned."""
    held = sorted(telling.book.milestones_of.get(slug, ()), key=lambda pair: _ORDER.index(pair[1]["modality"]))
    return [_recorded(telling, name, each, telling.milestone(each), each["modality"]) for name, each in held]


def claims(telling: Telling, slug: str) -> list[Fact]:
    """Tell of what kind the document calls a thing the first."""
    held = telling.book.claims_of.get(slug, ())
    return [_recorded(telling, name, each, telling.labelled(each)) for name, each in held]


def _recorded(telling: Telling, name: str, record: Record, words: list[Part], kind: str = "") -> Fact:
    sources = sources_of(telling.book, (telling.book.sources[number] for number in record["sources"]))
    return Fact(words, "", ydr(name), _as_of(telling, record), kind, telling.term(record.get("note")), "", sources)


def _as_of(telling: Telling, record: Record) -> str:
    """Say as of which day a record or a relation holds; empty where none is stated."""
    iso = record.get("asOf") or record.get("date")
    day = telling.day(iso) if iso else ""
    return telling.say(f"as of {day}", f"截至{day}") if day else ""


def used_by(telling: Telling, iri: str, skipped: Iterable[str] = ()) -> list[Heading]:
    """Tell what leads to a thing that is no entity: records and things, by the property that leads there.

    Parameters
    ----------
    telling : Telling
        The graph, in a language.
    iri : str
        Of a period, a role, a record, a passage or the like.
    skipped : iterable of str
        Properties that are told elsewhere.

    Returns
    -------
    list of Heading
        May be empty.
    """
    groups: dict[str, list[Fact]] = {}
    left_out = {RDF.subject, RDF.object, *skipped}
    for quad in sorted(telling.book.incoming(iri), key=lambda each: (each.predicate.value, str(each.subject))):
        if quad.predicate.value in left_out or not isinstance(quad.subject, NamedNode):
            continue
        groups.setdefault(quad.predicate.value, []).append(told(telling, quad.subject.value))
    return [
        Heading(
            telling.say(*_BACK[each]) if each in _BACK else telling.phrase(each, "").back, sorted(facts, key=by_words)
        )
        for each, facts in groups.items()
    ]


def by_words(fact: Fact) -> tuple[tuple[int, str], ...]:
    """Give what puts facts into an order that a reader can follow: their words, numbers among them by size."""
    runs = re.findall(r"\d+|\D+", "".join(part.text for part in fact.words).casefold())
    return tuple((int(run), "") if run.isdecimal() else (-1, run) for run in runs)


def told(telling: Telling, iri: str) -> Fact:
    """Tell a record, a statement or a thing in a sentence with its own sources."""
    words = telling.tell(iri)
    own = "" if any(part.iri == iri for part in words) else iri
    milestone = telling.book.milestones.get(slug_of(iri), {})
    kind, more = milestone.get("modality", ""), _as_of(telling, milestone)
    sources = (
        sources_of(telling.book, StoreTable(telling.book.store).iris(iri, PROV.wasDerivedFrom)) if own else NOWHERE
    )
    return Fact(words, "", own, more, kind, "", "", sources)
