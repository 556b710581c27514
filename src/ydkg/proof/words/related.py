"""Related things: whether the words bear out levels, relations, the ends of journeys, and the days of events.

The word lists are those of English documents.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ydkg.errors import problem
from ydkg.graph.passages import offset
from ydkg.proof.finding import Finding
from ydkg.proof.words.acts import AGENTS
from ydkg.proof.words.named import is_named
from ydkg.proof.words.spans import NAMES, spans, words
from ydkg.vocab import RDF, SCHEMA, YD, compact
from ydkg.words.reading.times import printed_days

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ydkg.graph.source import Source
    from ydkg.graph.table import Table

#: Words that say of which level something is.
LEVELS = {
    YD.NationalLevel: r"\b(?:nation|state-level|countrywide)",
    YD.RegionalLevel: r"\b(?:cross-|inter-)?(?:region|provinc)",
}
#: Words that say how things are related.
_VERBS = {
    YD.investsIn: r"\binvest",
    YD.supports: r"\b(?:support|foster|help|assist)",
    YD.developedBy: r"\b(?:develop|formulat|draft|draw|drew|drawn)",
    YD.issuedBy: r"\b(?:issu|introduc|releas|publish|promulgat|adopt)",
    YD.initiatedBy: r"\b(?:plan(?:ned|ning|s)?\b|initiat|launch|introduc|propos)",
    YD.operatedBy: r"\b(?:operat|run|manag)",
    YD.promotedBy: r"\b(?:promot|deploy|advanc)",
    YD.implements: r"\b(?:implement|carr(?:y|ies|ied)|execut|fulfil|plans? for\b)",
    YD.alignedWith: r"\b(?:align|accord|in line with)",
}


#: Who does something, in the statements that say so.
_DOERS = dict.fromkeys(AGENTS, RDF.object) | dict.fromkeys((YD.approach, YD.ascribedRole, YD.focusesOn), RDF.subject)


def related(table: Table, source: Source) -> Iterator[Finding]:
    """Find levels, relations, ends of journeys and events without their day that the words do not bear out.

    Parameters
    ----------
    table : Table
        The data.
    source : Source
        The document; what comes from others is left alone.

    Yields
    ------
    Finding
        Of the rules ``level_words``, ``relation_words`` (its passages word another relation), ``end_words``,
        ``date_words`` and ``basis`` (who does something is read from another sentence, which is not said).
    """
    yield from _read_elsewhere(table, source)
    for statement in table.subjects(RDF.Statement):
        subject, predicate, value = (table.one(statement, p) or "" for p in (RDF.subject, RDF.predicate, RDF.object))
        if predicate == YD.level and (text := words(table, source, statement)):
            if value in LEVELS and not re.search(LEVELS[value], text, re.IGNORECASE):
                message, fix = (
                    problem("its passages have no word for {level}", level=compact(value)),
                    problem("mend yd:level"),
                )
                yield Finding(subject, message, "level_words", offset(table, statement), fix=fix)
        elif other := _worded(predicate, words(table, source, statement)):
            message = problem(
                "its passages have a word for {other}, and none for {relation}",
                other=compact(other),
                relation=compact(predicate),
            )
            fix = problem("mend the relation or the passages")
            yield Finding(subject, message, "relation_words", offset(table, statement), fix=fix)
        elif predicate in {YD.origin, YD.destination}:
            origin, destination = (table.one(subject, end) or "" for end in (YD.origin, YD.destination))
            if in_order(table, words(table, source, statement), origin, destination) is False:
                message = problem(
                    "its passages name {other} before {origin}", other=compact(destination), origin=compact(origin)
                )
                fix = problem("turn yd:origin and yd:destination")
                yield Finding(subject, message, "end_words", offset(table, statement), fix=fix)
    for record in table.subjects(YD.Participation):
        event = table.one(record, YD.event) or ""
        printed = printed_days(words(table, source, record))
        if printed and not table.values(event, SCHEMA.startDate):
            message = problem(
                "its passages print the day {day}, but its event has no schema:startDate", day=str(printed[0])
            )
            yield Finding(
                record,
                message,
                "date_words",
                offset(table, record),
                fix=problem("add {property}", property="schema:startDate"),
            )


def _read_elsewhere(table: Table, source: Source) -> Iterator[Finding]:
    """Check that who does something is said to be read from the context where not each sentence cited names them."""
    for statement in table.subjects(RDF.Statement):
        end = _DOERS.get(table.one(statement, RDF.predicate) or "")
        if end and not table.one(statement, YD.basis):
            agent = table.one(statement, end) or ""
            cited: dict[int, str] = {}
            for at in spans(table, source, statement):
                start, _, _ = source.sentence(*at)
                cited[start] = f"{cited.get(start, '')}\n{source.words(*at)}"
            if len(cited) > 1 and not all(is_named(table, agent, text) for text in cited.values()):
                message = problem("one of its sentences does not name {agent}", agent=compact(agent))
                fix = problem("say on the statement that it is read from the context: yd:basis yd:FromContext")
                yield Finding(table.one(statement, RDF.subject) or statement, message, "basis", fix=fix)


def _worded(predicate: str, text: str) -> str:
    """Return another relation that a text words; empty where it words the given one, or none."""
    if predicate not in _VERBS or re.search(_VERBS[predicate], text, re.IGNORECASE):
        return ""
    return next((other for other, pattern in _VERBS.items() if re.search(pattern, text, re.IGNORECASE)), "")


def in_order(table: Table, text: str, first: str, second: str) -> bool | None:
    """Tell whether a text names one thing before another; None where it does not name both.

    Parameters
    ----------
    table : Table
    text : str
    first, second : str
        The things.

    Returns
    -------
    bool or None
    """
    low = text.lower()
    places = [
        min(
            (at for part in NAMES for name in table.values(thing, part) if (at := low.find(name.lower())) >= 0),
            default=-1,
        )
        for thing in (first, second)
    ]
    return None if -1 in places or places[0] == places[1] else places[0] < places[1]
