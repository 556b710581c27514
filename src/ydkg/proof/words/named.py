"""Named things: whether the document names the things that a fact links, where it states the fact.

What a document calls a region or a nation without its name is that of English documents.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ydkg.errors import problem
from ydkg.graph.passages import offset
from ydkg.proof.finding import Finding
from ydkg.proof.words.spans import NAMES, longest, mentions, sentences, spans, words
from ydkg.vocab import DCTERMS, ORG, PREFIXES, PROV, RDF, SCHEMA, YD, compact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ydkg.graph.source import Source
    from ydkg.graph.table import Table

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


def named(table: Table, source: Source) -> Iterator[Finding]:
    """Find links to things that the document does not name where the link comes from.

    Parameters
    ----------
    table : Table
        The data.
    source : Source
        The document; what comes from others is left alone.

    Yields
    ------
    Finding
        Of the rule ``named``. A thing that no passage names counts as named where its own evidence, or that of its
        edges, is in the same sentence.
    """
    yield from _things(table, source)
    yield from _neighbours(table, source)
    yield from _repeated(table, source)


def _things(table: Table, source: Source) -> Iterator[Finding]:
    """Check the things that records and statements link: each is in one of their sentences."""
    about = _described(table)
    named = mentions(table, source)
    outermost = set(longest(at for places in named.values() for at in places))
    links = [(r, r, p) for kind, parts in _PARTS.items() for r in table.subjects(kind) for p in parts]
    links += [(r, r, YD.baselineAbout) for r in table.subjects(YD.Comparison) if not _same_thing(table, r)]
    for statement in table.subjects(RDF.Statement):
        entity = table.one(statement, RDF.subject) or statement
        links += [(statement, entity, RDF.subject), (statement, entity, RDF.object)]
    for record, entity, part in links:
        # A sentence may name many people and things; who holds a post or does something, what something is compared
        # with and what it is linked to, is in the passages themselves.
        near = part in {*_PARTS[ORG.Membership], *_PARTS[YD.Participation], YD.baselineAbout, RDF.object}
        text = (words if near else sentences)(table, source, record)
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
            if there or _is_called(table, thing, called) or _shared(table, about.get(thing, ()), thing, record):
                continue
            where = problem("passages") if near else problem("sentences")
            message = problem(
                "{thing} is not in the {where} that {relation} comes from",
                thing=compact(thing),
                where=where,
                relation=compact(part),
            )
            fix = problem("mend the link or the passage, or add the name")
            yield Finding(entity, message, "named", offset(table, record), fix=fix)


def _same_thing(table: Table, comparison: str) -> bool:
    """Tell whether a comparison is of one thing at two times, which is named once."""
    current = table.one(comparison, YD.current) or ""
    return table.one(comparison, YD.baselineAbout) == table.one(current, YD.about)


def _neighbours(table: Table, source: Source) -> Iterator[Finding]:
    """Check that where a sentence names two things of one kind, a record is about the one that its passages name."""
    for record, other in confused(table, lambda record: words(table, source, record)):
        thing = compact(table.one(record, YD.about) or "")
        message = problem("its passages name {other}, not {thing}", other=compact(other), thing=thing)
        yield Finding(record, message, "named", offset(table, record), fix=problem("mend yd:about or the passages"))


def confused(table: Table, text_of: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Find figures and milestones with a text that names not what they are about, but another thing of its kind.

    Parameters
    ----------
    table : Table
        The data.
    text_of : callable
        Gives the text of a record; empty where there is none.

    Yields
    ------
    tuple of str and str
        The record, and the thing that its text names.
    """
    kinds = {thing: frozenset(table.types(thing)) for thing in table.subjects() if table.values(thing, YD.mentionedIn)}
    names: dict[frozenset[str], dict[str, str]] = {kind: {} for kind in kinds.values()}
    for thing, kind in kinds.items():
        for name in (name for predicate in NAMES for name in table.values(thing, predicate)):
            names[kind].setdefault(name.lower(), thing)
    longest = {kind: max(map(len, known), default=0) for kind, known in names.items()}
    for record in [*table.subjects(YD.Observation), *table.subjects(YD.Milestone)]:
        text, thing = text_of(record), table.one(record, YD.about) or ""
        if thing not in kinds or not text or is_named(table, thing, text):
            continue
        known, most, low = names[kinds[thing]], longest[kinds[thing]], text.lower()
        runs = (low[start : start + size] for start in range(len(low)) for size in range(1, most + 1))
        if others := {known[run] for run in runs if run in known}:
            yield record, min(others)


def is_named(table: Table, thing: str, text: str) -> bool:
    """Tell whether a text names a thing, or calls it what things of its kind are called.

    Parameters
    ----------
    table : Table
    thing : str
    text : str

    Returns
    -------
    bool
    """
    return _has_name(table, thing, text) or _is_called(table, thing, text)


def _has_name(table: Table, thing: str, text: str) -> bool:
    low = text.lower()
    return any(name.lower() in low for predicate in NAMES for name in table.values(thing, predicate))


def _is_called(table: Table, thing: str, text: str) -> bool:
    return any(kind in table.types(thing) and re.search(called, text) for kind, called in _CALLED.items())


def _described(table: Table) -> dict[str, list[str]]:
    """Return for each thing that no passage names the statements that are about it."""
    found: dict[str, list[str]] = {}
    for statement in table.subjects(RDF.Statement):
        for thing in (*table.values(statement, RDF.subject), *table.values(statement, RDF.object)):
            if not table.values(thing, YD.mentionedIn):
                found.setdefault(thing, []).append(statement)
    return found


def _shared(table: Table, statements: tuple[str, ...] | list[str], thing: str, record: str) -> bool:
    """Tell whether a thing that is described without a name is so in a sentence of the record."""
    if table.values(thing, YD.mentionedIn):
        return False
    own = {s for subject in (thing, *statements) if subject != record for s in _sentence_iris(table, subject)}
    return not own.isdisjoint(_sentence_iris(table, record))


def _sentence_iris(table: Table, subject: str) -> Iterator[str]:
    for passage in table.values(subject, PROV.wasDerivedFrom):
        yield from table.values(passage, YD.inSentence)


def _repeated(table: Table, source: Source) -> Iterator[Finding]:
    for statement in table.subjects(RDF.Statement):
        predicate, value = table.one(statement, RDF.predicate), table.one(statement, RDF.object)
        text = words(table, source, statement)
        if predicate in _REPEATED and value and text and value.lower() not in text.lower():
            entity = table.one(statement, RDF.subject) or statement
            message = problem(
                "“{value}”, its {relation}, is not in the passages that it comes from",
                value=value,
                relation=compact(predicate),
            )
            yield Finding(entity, message, "named", offset(table, statement), fix=problem("mend the words"))
