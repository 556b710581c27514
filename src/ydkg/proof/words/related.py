"""Related things: whether the words bear out levels, relations, the ends of journeys, and the days of events.

The word lists are those of English documents. Rules: ``level_words``, ``relation_words`` (its passages word another
relation), ``end_words``, ``date_words`` and ``basis`` (who does something is read from another sentence, which is not
said).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ydkg.errors import problem
from ydkg.graph.schema import statements
from ydkg.graph.sources import offset
from ydkg.language.reading.times import printed_days
from ydkg.language.text import translatable
from ydkg.proof.finding import Finding, Rules
from ydkg.proof.words.acts import AGENTS
from ydkg.proof.words.named import is_named
from ydkg.proof.words.spans import names_of, spans, words
from ydkg.vocab import RDF, SCHEMA, YD, compact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ydkg.graph.graph import Graph
    from ydkg.graph.sources import Source

RULES = Rules()
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


@RULES.add
def _statements(table: Graph, source: Source) -> Iterator[Finding]:
    """Find levels, relations and ends of journeys that the words do not bear out."""
    for statement, subject, predicate, value in statements(table):
        text = words(table, source, statement)
        if predicate == YD.level and text:
            if value not in LEVELS or re.search(LEVELS[value], text, re.IGNORECASE):
                continue
            rule, message = "level_words", problem("its passages have no word for {level}", level=compact(value))
            fix = problem("mend yd:level")
        elif predicate in _VERBS:
            found = (each for each, pattern in _VERBS.items() if re.search(pattern, text, re.IGNORECASE))
            other = "" if re.search(_VERBS[predicate], text, re.IGNORECASE) else next(found, "")
            if not other:
                continue
            pattern = translatable("its passages have a word for {other}, and none for {relation}")
            rule, message = "relation_words", problem(pattern, other=compact(other), relation=compact(predicate))
            fix = problem("mend the relation or the passages")
        elif predicate in {YD.origin, YD.destination}:
            origin, destination = (table.one(subject, end) or "" for end in (YD.origin, YD.destination))
            if in_order(table, text, origin, destination) is not False:
                continue
            pattern = translatable("its passages name {other} before {origin}")
            rule, message = "end_words", problem(pattern, other=compact(destination), origin=compact(origin))
            fix = problem("turn yd:origin and yd:destination")
        else:
            continue
        yield Finding(subject, message, rule, offset(table, statement), fix=fix)


@RULES.saying("date_words", problem("add {property}", property="schema:startDate"))
def _events(table: Graph, source: Source) -> Iterator[tuple[str, str]]:
    """Find events without the day that the words of who took part print."""
    for record in table.subjects(YD.Participation):
        printed = printed_days(words(table, source, record))
        if printed and not table.values(table.one(record, YD.event) or "", SCHEMA.startDate):
            pattern = translatable("its passages print the day {day}, but its event has no schema:startDate")
            yield record, problem(pattern, day=str(printed[0]))


@RULES.add
def _read_elsewhere(table: Graph, source: Source) -> Iterator[Finding]:
    """Check that who does something is said to be read from the context where not each sentence cited names them."""
    for statement, subject, predicate, _ in statements(table):
        end = _DOERS.get(predicate)
        if end and not table.one(statement, YD.basis):
            agent = table.one(statement, end) or ""
            cited: dict[int, str] = {}
            for at in spans(table, source, statement):
                start, _, _ = source.sentence(*at)
                cited[start] = f"{cited.get(start, '')}\n{source.words(*at)}"
            if len(cited) > 1 and not all(is_named(table, agent, text) for text in cited.values()):
                message = problem("one of its sentences does not name {agent}", agent=compact(agent))
                fix = problem("say on the statement that it is read from the context: yd:basis yd:FromContext")
                yield Finding(subject or statement, message, "basis", fix=fix)


def in_order(table: Graph, text: str, first: str, second: str) -> bool | None:
    """Tell whether a text names one thing before another; None where it does not name both."""
    low = text.lower()
    places = [
        min((at for name in names_of(table, thing) if (at := low.find(name.lower())) >= 0), default=-1)
        for thing in (first, second)
    ]
    return None if -1 in places or places[0] == places[1] else places[0] < places[1]
