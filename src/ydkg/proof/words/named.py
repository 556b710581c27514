"""Named things: whether the document names the things that a fact links, where it states the fact.

What a document calls a region or a nation without its name is that of English documents.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from ydkg.proof.finding import ERROR, WARNING, Finding
from ydkg.proof.words.printed import spans, words
from ydkg.vocab import FOAF, ORG, PREFIXES, PROV, RDF, RDFS, SCHEMA, SKOS, YD, compact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ydkg.graph.source import Source
    from ydkg.proof.facts import Facts

_NAMES = (RDFS.label, SKOS.altLabel, SKOS.hiddenLabel, FOAF.name)
#: The parts of records that are things of the document.
_PARTS = {
    ORG.Membership: (ORG.member, ORG.organization),
    YD.Participation: (YD.participant, YD.event),
    YD.Observation: (YD.about, YD.inEdition),
    YD.Comparison: (YD.baselineAbout,),
    YD.Milestone: (YD.about,),
    YD.FirstClaim: (YD.about, YD.scope, YD.since),
}
#: What documents call these when they do not name them.
_CALLED = {YD.Region: r"\b(region|provinces)\b", YD.Country: r"\bnation", YD.Strategy: r""}
#: Plain values that repeat the document's own words.
_REPEATED = (SCHEMA.honorificPrefix, YD.ascribedRole, YD.theme)


def named(facts: Facts, source: Source) -> Iterator[Finding]:
    """Find links to things that the document does not name where the link comes from.

    Parameters
    ----------
    facts : Facts
        The data.
    source : Source
        The document; what comes from others is left alone.

    Yields
    ------
    Finding
        Of the rule ``named``: an error for a record, a warning for an edge. A thing that no passage names counts as
        named where its own evidence, or that of its edges, is in the same sentence.
    """
    yield from _things(facts, source)
    yield from _neighbours(facts, source)
    yield from _repeated(facts, source)


def sentences(facts: Facts, source: Source, subject: str) -> str:
    """Return the sentences around the passages that something comes from, one a line; empty if there are none."""
    return "\n".join(source.sentence(*span)[2] for span in spans(facts, source, subject))


def _things(facts: Facts, source: Source) -> Iterator[Finding]:
    """Check the things that records and statements link: each is in one of their sentences."""
    about = _described(facts)
    links = [(r, r, p) for kind, parts in _PARTS.items() for r in facts.subjects(kind) for p in parts]
    for statement in facts.subjects(RDF.Statement):
        entity = facts.one(statement, RDF.subject) or statement
        links += [(statement, entity, RDF.subject), (statement, entity, RDF.object)]
    for record, entity, part in links:
        # A sentence may name many people; who holds a post or does something is in the passages themselves.
        near = part in {*_PARTS[ORG.Membership], *_PARTS[YD.Participation]}
        text = (words if near else sentences)(facts, source, record)
        for thing in facts.terms(record, part) if text else ():
            known = isinstance(thing, NamedNode) and thing.value.startswith(PREFIXES["ydr"])
            if not known or YD.Period in facts.kinds(thing.value):
                continue
            if _named(facts, thing.value, text) or _shared(facts, about.get(thing.value, ()), thing.value, record):
                continue
            where = "passages" if near else "sentences"
            message = f"{compact(thing.value)} is not in the {where} that {compact(part)} comes from"
            severity = WARNING if part in {RDF.subject, RDF.object} else ERROR
            fix = "mend the link or the passage, or add the name"
            yield Finding(entity, message, "named", facts.offset(record), severity, fix)


def _neighbours(facts: Facts, source: Source) -> Iterator[Finding]:
    """Check that where a sentence names two things of one kind, a record is about the one that its passages name."""
    alike: dict[frozenset[str], list[str]] = {}
    for thing in facts.subjects():
        if facts.values(thing, YD.mentionedIn):
            alike.setdefault(frozenset(facts.kinds(thing)), []).append(thing)
    for record in [*facts.subjects(YD.Observation), *facts.subjects(YD.Milestone)]:
        text, thing = words(facts, source, record), facts.one(record, YD.about) or ""
        others = alike.get(frozenset(facts.kinds(thing)), [])
        if thing not in others or not text or _named(facts, thing, text):
            continue
        if other := next((each for each in others if _named(facts, each, text)), None):
            message = f"its passages name {compact(other)}, not {compact(thing)}"
            yield Finding(record, message, "named", facts.offset(record), fix="mend yd:about or the passages")


def _named(facts: Facts, thing: str, text: str) -> bool:
    """Tell whether a text names a thing, or calls it what things of its kind are called."""
    low = text.lower()
    if any(name.lower() in low for predicate in _NAMES for name in facts.values(thing, predicate)):
        return True
    return any(kind in facts.kinds(thing) and re.search(called, text) for kind, called in _CALLED.items())


def _described(facts: Facts) -> dict[str, list[str]]:
    """Return for each thing that no passage names the statements that are about it."""
    found: dict[str, list[str]] = {}
    for statement in facts.subjects(RDF.Statement):
        for thing in (*facts.values(statement, RDF.subject), *facts.values(statement, RDF.object)):
            if not facts.values(thing, YD.mentionedIn):
                found.setdefault(thing, []).append(statement)
    return found


def _shared(facts: Facts, statements: tuple[str, ...] | list[str], thing: str, record: str) -> bool:
    """Tell whether a thing that is described without a name is so in a sentence of the record."""
    if facts.values(thing, YD.mentionedIn):
        return False
    own = {s for subject in (thing, *statements) if subject != record for s in _sentence_iris(facts, subject)}
    return not own.isdisjoint(_sentence_iris(facts, record))


def _sentence_iris(facts: Facts, subject: str) -> Iterator[str]:
    for passage in facts.values(subject, PROV.wasDerivedFrom):
        yield from facts.values(passage, YD.inSentence)


def _repeated(facts: Facts, source: Source) -> Iterator[Finding]:
    for statement in facts.subjects(RDF.Statement):
        predicate, value = facts.one(statement, RDF.predicate), facts.one(statement, RDF.object)
        text = words(facts, source, statement)
        if predicate in _REPEATED and value and text and value.lower() not in text.lower():
            entity = facts.one(statement, RDF.subject) or statement
            message = f"“{value}”, its {compact(predicate)}, is not in the passages that it comes from"
            yield Finding(entity, message, "named", facts.offset(statement), WARNING, "mend the words or the passage")
