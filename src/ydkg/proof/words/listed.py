"""Lists: whether what a sentence says of several things that it joins is said of each of them, and of no other.

The words that join things, and those that begin a list of members, are those of English documents.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from ydkg.errors import problem
from ydkg.graph.passages import offset
from ydkg.graph.schema import is_entity
from ydkg.proof.finding import Finding
from ydkg.proof.words.printed import figure_spans
from ydkg.proof.words.spans import Span, aside, mentions, spans
from ydkg.vocab import DCTERMS, ORG, RDF, YD, compact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ydkg.graph.source import Source
    from ydkg.graph.table import Table

#: What stands between two things of one list.
_JOINED = re.compile(r"[”’]?\s*(?:\([^()]*\))?(?:,|,?\s+and)\s+(?:(?:the|a|an)\s+)?[“‘]?\Z")
#: What begins a list of members; a clause that follows it ends the list.
_BEGINS = re.compile(
    r"\b(?:such as|includ(?:e|es|ed|ing)|compris(?:e|es|ed|ing)|consist(?:s|ed|ing)? of|namely|between|among|of)\b|[:(]"
)
_ENDS = re.compile(r"[;.]\s|,\s+(?:while|whereas|which|who|where|with|as|but|now)\b")
#: What begins a list of some members.
_OPEN = re.compile(r"\b(?:such as|includ(?:e|es|ed|ing))\b")
_MEMBERS = (DCTERMS.hasPart, ORG.hasMember)
#: Relations that no sentence states, but who compares two of them.
_OURS = frozenset({YD.describedLike})


class Beside(NamedTuple):
    """One thing in a list: its place, the list's end, and what of its kind the list has beside it, place by place."""

    at: Span
    end: int
    others: tuple[frozenset[str], ...]


def listed(table: Table, source: Source) -> Iterator[Finding]:
    """Find what is said of one of several things that a sentence joins and not of the others, and members of no list.

    Parameters
    ----------
    table : Table
        The data.
    source : Source
        The document.

    Yields
    ------
    Finding
        Of the rules ``joint`` (a figure of several things is put on one of them), ``listed`` (a stage or a relation of
        several is held of some), ``member`` (no list of the document has the member) and ``open_list`` (a list of some
        members is not said to be incomplete).
    """
    spots = _spots(table, source)
    beside: dict[str, list[Beside]] = {}
    for joined in _lists(source, spots):
        for at in joined:
            for thing in spots[at]:
                if others := tuple(_alike(table, spots, joined, thing)):
                    beside.setdefault(thing, []).append(Beside(at, joined[-1].end, others))
    yield from _joint(table, source, beside)
    yield from _stages(table, source, beside)
    yield from _relations(table, source, beside)
    yield from _members(table, source, spots)


def _spots(table: Table, source: Source) -> dict[Span, set[str]]:
    """Return where the document speaks of things: by a name or, of what has none, by a passage that describes it."""
    found: dict[Span, set[str]] = {}
    named, left = mentions(table, source), set(aside(table, source))
    for thing in filter(partial(is_entity, table), table.subjects()):
        for at in named.get(thing) or spans(table, source, thing):
            found.setdefault(at, set()).add(thing)
    return {at: things for at, things in found.items() if at not in left}


def _lists(source: Source, spots: dict[Span, set[str]]) -> Iterator[list[Span]]:
    """Yield the places of two or more things that commas, “and”, or “from” and “to” join, in the document's order."""
    places = sorted(spots)
    after: dict[Span, Span] = {}
    for at in places:
        following = bisect_left(places, (at.end + 1, 0))
        between = source.words(at.end, places[following].start) if following < len(places) else ""
        ends = source.words(max(at.start - 5, 0), at.start).lower() == "from " and between == " to "
        if _JOINED.fullmatch(between) or ends:
            after[at] = places[bisect_left(places, (places[following].start + 1, 0)) - 1]
    for first in sorted(after.keys() - set(after.values())):
        joined = [first]
        while joined[-1] in after:
            joined.append(after[joined[-1]])
        yield joined


def _alike(table: Table, spots: dict[Span, set[str]], joined: list[Span], thing: str) -> Iterator[frozenset[str]]:
    """Yield what a list has beside one of its things that is of its kind, place by place."""
    kinds = set(table.types(thing))
    for at in joined:
        others = frozenset(other for other in spots[at] if not kinds.isdisjoint(table.types(other)))
        if others and thing not in spots[at]:
            yield others


def _joint(table: Table, source: Source, beside: dict[str, list[Beside]]) -> Iterator[Finding]:
    """Check that a figure that follows a list is not put on one of what it lists."""
    for record in table.subjects(YD.Observation):
        about = table.one(record, YD.about) or ""
        for place in beside.get(about, ()):
            last = source.sentence(*place.at)[1]
            if any(place.end <= at.start < last for at in figure_spans(table, source, record)):
                message = problem(
                    "its sentence gives the figure of {about} and {other} together",
                    about=compact(about),
                    other=compact(min(place.others[0])),
                )
                yield Finding(
                    record, message, "joint", offset(table, record), fix=problem("mend yd:about: it is of the set")
                )


def _stages(table: Table, source: Source, beside: dict[str, list[Beside]]) -> Iterator[Finding]:
    """Check that what is joined, or is a member of a set that is spoken of, has the stage that one beside it has."""
    parts = (YD.modality, YD.stage)
    reached = {
        (table.one(record, YD.about), *(table.one(record, part) for part in parts), source.sentence(*at)[:2])
        for record in table.subjects(YD.Milestone)
        for at in spans(table, source, record)
    }
    listings = _listings(table, source)
    for record in table.subjects(YD.Milestone):
        about, own = table.one(record, YD.about) or "", spans(table, source, record)
        state = tuple(table.one(record, part) for part in parts)
        for place in (*beside.get(about, ()), *listings.get(about, ())):
            for others in place.others if place.at.meets(own) else ():
                if not any((other, *state, source.sentence(*place.at)[:2]) in reached for other in others):
                    message = problem(
                        "its sentence says so of {other} too, which has no such milestone", other=compact(min(others))
                    )
                    yield Finding(record, message, "listed", offset(table, record), fix=problem("add the milestone"))


def _listings(table: Table, source: Source) -> dict[str, list[Beside]]:
    """Return for each member of a set where the document begins to list the members, and the others."""
    members: dict[Span, set[str]] = {}
    for statement in table.subjects(RDF.Statement):
        if table.one(statement, RDF.predicate) in _MEMBERS:
            for at in spans(table, source, statement):
                members.setdefault(at, set()).add(table.one(statement, RDF.object) or "")
    found: dict[str, list[Beside]] = {}
    for at, several in members.items():
        for member in several:
            others = tuple(frozenset({other}) for other in sorted(several - {member}))
            found.setdefault(member, []).append(Beside(at, at.end, others))
    return found


def _relations(table: Table, source: Source, beside: dict[str, list[Beside]]) -> Iterator[Finding]:
    """Check that what is joined has a relation that one beside it has: that one, or another to the same thing."""
    linked: dict[str, set[str]] = {}
    for statement in table.subjects(RDF.Statement):
        for part in (RDF.subject, RDF.predicate):
            linked.setdefault(table.one(statement, part) or "", set()).update(table.values(statement, RDF.object))
    for statement in table.subjects(RDF.Statement):
        subject, predicate, value = (table.one(statement, p) or "" for p in (RDF.subject, RDF.predicate, RDF.object))
        own, known = spans(table, source, statement), {subject} | linked[subject] | linked[predicate]
        for place in beside.get(value, ()) if predicate not in _OURS else ():
            for others in place.others if place.at.meets(own) else ():
                if others.isdisjoint(known):
                    message = problem(
                        "its sentence joins {other} to {value}, its {relation}",
                        other=compact(min(others)),
                        value=compact(value),
                        relation=compact(predicate),
                    )
                    yield Finding(subject, message, "listed", offset(table, statement), fix=problem("add the link"))


def _members(table: Table, source: Source, spots: dict[Span, set[str]]) -> Iterator[Finding]:
    """Check that a member stands in a list of members: after words that begin one, which its statement cites."""
    places: dict[str, list[Span]] = {}
    for at, things in spots.items():
        for thing in things:
            places.setdefault(thing, []).append(at)
    for statement in table.subjects(RDF.Statement):
        member, own = table.one(statement, RDF.object) or "", spans(table, source, statement)
        if table.one(statement, RDF.predicate) not in _MEMBERS or not own:
            continue
        entity = table.one(statement, RDF.subject) or statement
        if not any(at.meets(own) and _begun(source, at, own) for at in places.get(member, ())):
            message = problem("no passage of it lists {member} among its members", member=compact(member))
            fix = problem("take the member out, or cite the words that begin the list")
            yield Finding(entity, message, "member", offset(table, statement), fix=fix)
        opened = next(filter(None, (_OPEN.search(source.words(*at)) for at in own)), None)
        if opened and table.one(entity, YD.listComplete) != "false":
            message = problem("“{words}” begins a list of some of its members", words=opened[0])
            fix = problem("say so: yd:listComplete false")
            yield Finding(entity, message, "open_list", offset(table, statement), fix=fix)


def _begun(source: Source, member: Span, cited: list[Span]) -> bool:
    """Tell whether words that begin a list are cited before a member, in its clause."""
    first, _, text = source.sentence(*member)
    for match in _BEGINS.finditer(text, 0, member.start - first):
        at = Span(first + match.start(), first + match.end())
        if at.within(cited) and not _ENDS.search(source.words(at.end, member.start)):
            return True
    return False
