"""Named things: whether the document names the things that a fact links, where it states the fact.

What a document calls a region or a nation without its name is that of English documents. Rule: ``named``; a thing that
no passage names counts as named where its own evidence, or that of its edges, is in the same sentence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from ydkg.errors import problem
from ydkg.graph.schema import statements
from ydkg.language.text import translatable
from ydkg.proof.finding import Rules
from ydkg.proof.words.spans import longest, mentions, names_of, sentences_around, spans, words
from ydkg.vocab import DCTERMS, ORG, PREFIXES, PROV, RDF, SCHEMA, YD, compact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ydkg.graph.graph import Graph
    from ydkg.graph.sources import Source

RULES = Rules()
#: The parts of records that are things of the document.
_PARTS = {
    ORG.Membership: (ORG.member, ORG.organization),
    YD.Participation: (YD.participant, YD.event),
    YD.Observation: (YD.about, YD.inEdition, DCTERMS.subject),
    YD.Milestone: (YD.about,),
    YD.FirstClaim: (YD.about, YD.scope, YD.since),
}
#: What documents call these when they do not name them.
_CALLED = {YD.Region: r"\b(region|provinces)\b", YD.Country: r"\bnation", YD.Strategy: r""}
#: Plain values that repeat the document's own words.
_REPEATED = (SCHEMA.honorificPrefix, YD.ascribedRole, YD.theme)


@RULES.saying("named", problem("mend the link or the passage, or add the name"))
def _things(table: Graph, source: Source) -> Iterator[tuple[str, str, str]]:
    """Check the things that records and statements link: each is in one of their sentences."""
    about: defaultdict[str, list[str]] = defaultdict(list)
    links = [(r, r, p) for kind, parts in _PARTS.items() for r in table.subjects(kind) for p in parts]
    # What is compared with itself at another time is named once.
    links += [
        (comparison, comparison, YD.baselineAbout)
        for comparison in table.subjects(YD.Comparison)
        if table.one(comparison, YD.baselineAbout) != table.one(table.one(comparison, YD.current) or "", YD.about)
    ]
    for statement, subject, _, _ in statements(table):
        entity = subject or statement
        links += [(statement, entity, RDF.subject), (statement, entity, RDF.object)]
        for thing in (*table.values(statement, RDF.subject), *table.values(statement, RDF.object)):
            about[thing].append(statement)
    named = mentions(table, source)
    outermost = set(longest(at for places in named.values() for at in places))
    for record, entity, part in links:
        # A sentence may name many people and things; who holds a post or does something, what something is compared
        # with and what it is linked to, is in the passages themselves.
        near = part in {*_PARTS[ORG.Membership], *_PARTS[YD.Participation], YD.baselineAbout, RDF.object}
        text = (words if near else sentences_around)(table, source, record)
        around = [source.sentence(*at)[:2] for at in spans(table, source, record)]
        for thing in table.iris(record, part) if text else ():
            if not thing.startswith(PREFIXES["ydr"]) or YD.Period in table.types(thing):
                continue
            # A record's thing is named by itself, not within the name of another; what is read from names is an edge.
            alone = record == entity and not near and thing in named
            there = (
                any(at in outermost and at.within(around) for at in named[thing])
                if alone
                else _has_name(table, thing, text)
            )
            # What is measured of the provinces is of their region; what is linked to a region is linked to that.
            called = re.sub(r"\bprovinces\b", "", text) if part == RDF.object else text
            if there or _is_called(table, thing, called):
                continue
            # What is described without a name is so in a sentence of the record.
            described = () if table.values(thing, YD.mentionedIn) else {thing, *about[thing]} - {record}
            if not _sentences_behind(table, described).isdisjoint(_sentences_behind(table, [record])):
                continue
            where = problem("passages") if near else problem("sentences")
            pattern = translatable("{thing} is not in the {where} that {relation} comes from")
            yield entity, problem(pattern, thing=compact(thing), where=where, relation=compact(part)), record


def _sentences_behind(table: Graph, subjects: Iterable[str]) -> set[str]:
    passages = (passage for subject in subjects for passage in table.values(subject, PROV.wasDerivedFrom))
    return {sentence for passage in passages for sentence in table.values(passage, YD.inSentence)}


@RULES.saying("named", problem("mend yd:about or the passages"))
def _neighbours(table: Graph, source: Source) -> Iterator[tuple[str, str]]:
    """Check that where a sentence names two things of one kind, a record is about the one that its passages name."""
    for record, other in confused(table, lambda record: words(table, source, record)):
        thing = compact(table.one(record, YD.about) or "")
        yield record, problem("its passages name {other}, not {thing}", other=compact(other), thing=thing)


def confused(table: Graph, text_of: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Find figures and milestones with a text that names not what they are about, but another thing of its kind."""
    kinds = {thing: frozenset(table.types(thing)) for thing in table.subjects() if table.values(thing, YD.mentionedIn)}
    called: dict[frozenset[str], dict[str, str]] = {kind: {} for kind in kinds.values()}
    for thing, kind in kinds.items():
        for name in names_of(table, thing):
            called[kind].setdefault(name.lower(), thing)
    lengths = {kind: {len(name) for name in known} for kind, known in called.items()}
    for record in [*table.subjects(YD.Observation), *table.subjects(YD.Milestone)]:
        text, thing = text_of(record), table.one(record, YD.about) or ""
        if thing not in kinds or not text or is_named(table, thing, text):
            continue
        known, low = called[kinds[thing]], text.lower()
        runs = (low[at : at + length] for length in lengths[kinds[thing]] for at in range(len(low) - length + 1))
        if others := {known[run] for run in runs if run in known}:
            yield record, min(others)


def is_named(table: Graph, thing: str, text: str) -> bool:
    """Tell whether a text names a thing, or calls it what things of its kind are called."""
    return _has_name(table, thing, text) or _is_called(table, thing, text)


def _has_name(table: Graph, thing: str, text: str) -> bool:
    low = text.lower()
    return any(name.lower() in low for name in names_of(table, thing))


def _is_called(table: Graph, thing: str, text: str) -> bool:
    return any(kind in table.types(thing) and re.search(called, text) for kind, called in _CALLED.items())


@RULES.saying("named", problem("mend the words"))
def _repeated(table: Graph, source: Source) -> Iterator[tuple[str, str, str]]:
    for statement, subject, predicate, value in statements(table):
        text = words(table, source, statement)
        if predicate in _REPEATED and value and text and value.lower() not in text.lower():
            pattern = translatable("“{value}”, its {relation}, is not in the passages that it comes from")
            message = problem(pattern, value=value, relation=compact(predicate))
            yield subject or statement, message, statement
