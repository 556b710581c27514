"""Acts: posts, parts in events, stages, roles and agents that the document words and no fact has.

The word lists are those of `ydkg.proof.words.worded`. A word within a name, within the words of an aim or of a theme,
or set aside (`yd:SetAside`) words no act.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from ydkg.errors import problem
from ydkg.graph.schema import statements
from ydkg.proof.words.spans import Span, aside, spans, titles
from ydkg.proof.words.worded import DEEDS, stage_patterns
from ydkg.vocab import FOAF, ORG, RDFS, SKOS, YD, ydr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ydkg.graph.graph import Graph
    from ydkg.graph.sources import Source

_AIMS = frozenset({YD.aim, YD.approach})
#: The words before the roles that are ascribed to something, which a preposition ends.
_ROLES = re.compile(r"\broles? as (?:an? )?(.+?)(?=[”\"]? (?:for|in|of|within|on) |[.;]|\Z)")
_BETWEEN = re.compile(r",\s*(?:and\s+)?|\s+and\s+")
_MARKS = ' “”‘’"'
#: The properties that say who does something.
AGENTS = (YD.responsible, YD.initiatedBy, YD.developedBy, YD.issuedBy, YD.operatedBy, YD.promotedBy)


def acts(table: Graph, source: Source, named: dict[str, list[Span]]) -> list[tuple[str, Span]]:
    """List posts, parts in events, stages, roles and agents that the document words and no fact has."""
    left = aside(table, source)
    names = [*left, *titles(table, source), *chain.from_iterable(named.values())]
    # The posts that no membership has, the longest name of each.
    labels = {label for role in table.subjects(ORG.Role) if (label := table.text(role, RDFS.label))}
    pattern = "|".join(map(re.escape, sorted(labels, key=len, reverse=True)))
    held = _places(table, source, table.subjects(ORG.Membership))
    posts = (at for at in _found(pattern, source.text) if labels and not at.within(held))
    # The words for stages that no record of a stage or a part in an event has, and no aim or theme.
    known = _places(table, source, chain(table.subjects(YD.Milestone), table.subjects(YD.Participation)))
    for statement, subject, predicate, _ in statements(table):
        if predicate in _AIMS or SKOS.Concept in table.types(subject):
            known += spans(table, source, statement)
    worded = chain.from_iterable(_found(each, source.text) for each in stage_patterns(table).values())
    stages = (at for at in worded if not at.within(known))
    # Where who speaks does what nobody is said to do, in a document where that is read of others.
    read = any(
        predicate in AGENTS and table.one(statement, YD.basis) == YD.FromContext and spans(table, source, statement)
        for statement, _, predicate, _ in statements(table)
    )
    agents = []
    for record in table.subjects(YD.Milestone) if read else ():
        about = table.one(record, YD.about) or ""
        acted = not {YD.Initiative, YD.Instrument}.isdisjoint(table.types(about))
        if acted and not any(table.values(about, agent) for agent in AGENTS):
            places = (source.sentence(*at) for at in spans(table, source, record))
            agents += [at for start, _, sentence in places for at in _found("we", sentence, start)[:1]]
    # Each of the roles that the document ascribes to something and no fact has.
    ascribed = _places(table, source, (each for each, _, by, _ in statements(table) if by == YD.ascribedRole))
    roles = []
    for match in _ROLES.finditer(source.text):
        start, listed = match.start(1), match[1]
        between = [each.span() for each in _BETWEEN.finditer(listed)]
        cuts = zip([0, *(end for _, end in between)], [*(begin for begin, _ in between), len(listed)], strict=True)
        for first, last in cuts:
            words = listed[first:last].strip(_MARKS)
            at = start + listed.find(words, first)
            if words and not Span(at, at + len(words)).meets(ascribed):
                roles.append(Span(at, at + len(words)))
    kinds: tuple[tuple[str, Iterable[Span], list[Span]], ...] = (
        (problem("the post"), posts, left),
        (problem("the stage"), stages, names),
        (problem("the stage"), _joined(table, source), left),
        (problem("this part of each"), _parts(table, source, named), left),
        (problem("the role"), roles, left),
        (problem("who does it"), agents, left),
    )
    return [(what, at) for what, found, but in kinds for at in sorted(set(found)) if not at.within(but)]


def _found(pattern: str, text: str, start: int = 0) -> list[Span]:
    return [Span(start + m.start(), start + m.end()) for m in re.finditer(rf"\b(?:{pattern})\b", text, re.IGNORECASE)]


def _places(table: Graph, source: Source, subjects: Iterable[str]) -> list[Span]:
    return [at for subject in subjects for at in spans(table, source, subject)]


def _joined(table: Graph, source: Source) -> Iterator[Span]:
    """Yield the words of a second stage that a passage joins to the one it is evidence of: issued and implemented."""
    patterns = stage_patterns(table)
    parts = (YD.about, YD.modality, YD.stage)
    reached = {tuple(table.one(record, part) for part in parts) for record in table.subjects(YD.Milestone)}
    for record in table.subjects(YD.Milestone):
        about, modality, own_stage = (table.one(record, part) for part in parts)
        own = patterns.get(own_stage or "", "")
        said = [(start, source.words(start, end)) for start, end in spans(table, source, record)]
        joining = [(start, words) for start, words in said if re.search(r"\sand\s", words, re.IGNORECASE)]
        for stage, other in patterns.items() if own and joining else ():
            if (about, modality, stage) in reached:
                continue
            after = re.compile(rf"\b(?:{own})\s+and\s+({other})\b", re.IGNORECASE)
            before = re.compile(rf"\b({other})\s+and\s+(?:{own})\b", re.IGNORECASE)
            for start, words in joining:
                found = (match.span(1) for pattern in (after, before) for match in pattern.finditer(words))
                yield from (Span(start + first, start + last) for first, last in found)


def _parts(table: Graph, source: Source, named: dict[str, list[Span]]) -> Iterator[Span]:
    """Yield words for roles in an event where not each person who is named before them has that role there."""
    has = {
        (table.one(record, YD.participant), table.one(record, YD.participantRole), source.sentence(*at)[:2])
        for record in table.subjects(YD.Participation)
        for at in spans(table, source, record)
    }
    people = [(at, person) for person in table.subjects(FOAF.Person) for at in named.get(person, ())]
    for start, end in source.sentences:
        there = [(at, person) for at, person in people if start <= at.start < end]
        for role, pattern in DEEDS.items() if there else ():
            for word in _found(pattern, source.words(start, end), start):
                doing = {person for at, person in there if at.end <= word.start}
                if any((person, ydr(f"participant-role-{role}"), (start, end)) not in has for person in doing):
                    yield word
