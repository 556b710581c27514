"""Worded facts: whether the document names the things that a fact links, and words posts, stages and signs as it does.

The word lists are those of English documents. A word that says more than one thing is not in them, so that what they do
not know is not checked.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from ydkg.proof.finding import WARNING, Finding
from ydkg.proof.printed import spans, words
from ydkg.vocab import FOAF, ORG, PREFIXES, PROV, QUDT, RDF, RDFS, SCHEMA, SKOS, YD, compact

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
_FORWARD = r"\b(will|aim|aims|intended|target of|set to|expected|planning|planned)\b"
_ONGOING = (
    r"\b(underway|being|progress|progressing|advancing|accelerating|accelerated|undertaking|implementing|piloting)\b"
)
_DEEDS = {
    "presenter": "introduc|present",
    "attendee": "attend",
    "respondent": "answer|respond",
    "speaker": "deliver|spoke|address",
    "chair": "chair",
}
#: Words of stages that are not those of their labels.
_STAGES = {
    "operational": "operat|open|benefit",
    "in force": "effect|force",
    "advanced": "advanc|progress",
    "drawn up": "plann|draw|drew",
    "studied": "stud[iy]",
    "under construction": "construct|build|built",
    "construction started": "(start|commenc|began|begun)",
}
_RISING = r"\b(increas|outpac|above|rose|rise|risen|grew|grow|up by|exceed|surpass)"
_FALLING = r"\b(decreas|declin|below|fell|fall|dropp|reduc|cut|down by|less than)"


def worded(facts: Facts, source: Source) -> Iterator[Finding]:
    """Find facts that the words which they are taken from do not bear out.

    Parameters
    ----------
    facts : Facts
        The data.
    source : Source
        The document; what comes from others is left alone.

    Yields
    ------
    Finding
        Of the rules ``named`` (a thing is not named in the sentences of the fact: an error for records, a warning for
        edges), ``role_words``, ``modality_words``, ``status_words``, ``stage_words`` and ``sign_words`` (warnings).
    """
    yield from _things(facts, source)
    yield from _repeated(facts, source)
    yield from _posts(facts, source)
    yield from _deeds(facts, source)
    yield from _milestones(facts, source)
    yield from _statuses(facts, source)
    yield from _signs(facts, source)


def _warning(facts: Facts, record: str, message: str, rule: str, fix: str) -> Finding:
    return Finding(record, message, rule, facts.offset(record), WARNING, fix)


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
        text = (words if near else _sentences)(facts, source, record)
        for thing in facts.terms(record, part) if text else ():
            known = isinstance(thing, NamedNode) and thing.value.startswith(PREFIXES["ydr"])
            if not known or YD.Period in facts.kinds(thing.value):
                continue
            if _named(facts, thing.value, text) or _shared(facts, about.get(thing.value, ()), thing.value, record):
                continue
            where = "passages" if near else "sentences"
            message = f"{compact(thing.value)} is not in the {where} that {compact(part)} comes from"
            severity = WARNING if part in {RDF.subject, RDF.object} else "error"
            fix = "mend the link or the passage, or add the name"
            yield Finding(entity, message, "named", facts.offset(record), severity, fix)


def _sentences(facts: Facts, source: Source, record: str) -> str:
    return "\n".join(source.sentence(*span)[2] for span in spans(facts, source, record))


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


def _posts(facts: Facts, source: Source) -> Iterator[Finding]:
    """Check that a post is the longest one that the passages name: a deputy director is no director."""
    posts = {role: label for role in facts.subjects(ORG.Role) for label in facts.values(role, RDFS.label)}
    for record in facts.subjects(ORG.Membership):
        text, role = words(facts, source, record).lower(), facts.one(record, ORG.role)
        there = sorted((len(label), iri) for iri, label in posts.items() if label.lower() in text)
        if text and role in posts and (not there or there[-1][1] != role):
            said = compact(there[-1][1]) if there else "no post"
            message = f"its passages say {said}, not {compact(role)}"
            yield _warning(facts, record, message, "role_words", "mend org:role")


def _deeds(facts: Facts, source: Source) -> Iterator[Finding]:
    for record in facts.subjects(YD.Participation):
        text, role = words(facts, source, record), facts.one(record, YD.participantRole)
        said = _DEEDS.get((role or "").rpartition("participant-role-")[2])
        if text and role and said and not re.search(rf"\b({said})", text, re.IGNORECASE):
            message = f"its passages have no word for {compact(role)}"
            yield _warning(facts, record, message, "role_words", "mend yd:participantRole or the passage")


def _milestones(facts: Facts, source: Source) -> Iterator[Finding]:
    for record in facts.subjects(YD.Milestone):
        text, modality = words(facts, source, record), facts.one(record, YD.modality)
        stage = next(iter(facts.values(facts.one(record, YD.stage) or "", RDFS.label)), "")
        if not text:
            continue
        said = YD.Planned if re.search(_FORWARD, text) else YD.Underway if re.search(_ONGOING, text) else YD.Done
        if modality and modality != said:
            message = f"its passages are worded as {compact(said)}, not {compact(modality)}"
            yield _warning(facts, record, message, "modality_words", "read them again; mend yd:modality")
        wanted = _STAGES.get(stage, re.escape(stage.partition(" ")[0][:5]))
        if stage and not re.search(rf"\b{wanted}", text, re.IGNORECASE):
            message = f"its passages have no word for the stage “{stage}”"
            yield _warning(facts, record, message, "stage_words", "mend yd:stage or the passage")


def _statuses(facts: Facts, source: Source) -> Iterator[Finding]:
    """Check that what is not yet so is in a sentence that looks forward, and that what is so is not."""
    for record in facts.subjects(YD.Observation):
        text, status = words(facts, source, record), facts.one(record, YD.valueStatus)
        forward = re.search(_FORWARD, _sentences(facts, source, record)) is not None
        target = "target of" in text
        if not text or status == YD.Derived:
            continue
        if status == YD.Actual:
            wrong = re.search(_FORWARD, text) is not None
        else:
            wrong = not forward or target != (status == YD.Target)
        if wrong and status:
            message = f"its words do not bear out that the value is {compact(status)}"
            yield _warning(facts, record, message, "status_words", "read them again; mend yd:valueStatus")


def _signs(facts: Facts, source: Source) -> Iterator[Finding]:
    for record in facts.subjects(YD.Comparison):
        text, change = words(facts, source, record), _change(facts, record)
        rising, falling = (re.search(said, text, re.IGNORECASE) is not None for said in (_RISING, _FALLING))
        if change and rising != falling and (change < 0) == rising:
            message = f"its passages word a {'rise' if rising else 'fall'}, but the change is {change}"
            yield _warning(facts, record, message, "sign_words", "mend the sign, or turn yd:current and yd:baseline")


def _change(facts: Facts, record: str) -> Decimal | None:
    """Return the change that a comparison states, or the one between two values in one unit."""
    current, baseline = facts.one(record, YD.current), facts.one(record, YD.baseline)
    try:
        if stated := facts.one(record, YD.statedChange):
            return Decimal(stated)
        if current and baseline and facts.one(current, QUDT.hasUnit) == facts.one(baseline, QUDT.hasUnit):
            return Decimal(facts.one(current, YD.value) or "") - Decimal(facts.one(baseline, YD.value) or "")
    except InvalidOperation:
        return None
    return None
