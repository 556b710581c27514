"""Lists: whether what a sentence says of several things that it joins is said of each of them, and of no other.

The words that join things, and those that begin a list of members, are those of English documents. Rules: ``joint`` (a
figure of several things is put on one of them), ``listed`` (a stage or a relation of several is held of some),
``member`` (no list of the document has the member), ``open_list`` (a list of some members is not said to be incomplete)
and ``counted`` (a name follows a number, or stands beside it in the passage that prints it, and the figure is about
something else).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from ydkg.errors import problem
from ydkg.graph.schema import is_entity, statements
from ydkg.graph.sources import offset
from ydkg.language.text import translatable
from ydkg.proof.finding import Finding, Rules
from ydkg.proof.words.printed import figure_spans
from ydkg.proof.words.spans import Span, aside, longest, mentions, spans
from ydkg.vocab import DCTERMS, ORG, RDF, YD, compact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ydkg.graph.graph import Graph
    from ydkg.graph.sources import Source

RULES = Rules()
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
#: What may stand between a number and the thing that it counts or measures: a unit, one word.
_BETWEEN = re.compile(r"(?:[ -][\w-]+)? ")
#: Relations that no sentence states, but who compares two of them.
_OURS = frozenset({YD.describedLike})


class ListMember(NamedTuple):
    """One thing in a list: its place, the list's end, and what of its kind the list has beside it, place by place."""

    at: Span
    end: int
    others: tuple[frozenset[str], ...]


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


@RULES.add
def _listed(table: Graph, source: Source) -> Iterator[Finding]:
    """Find what is said of one of several things that a sentence joins and not of others, and members of no list."""
    # Where the document speaks of things: by a name or, of what has none, by a passage that describes it.
    spots = defaultdict[Span, set[str]](set)
    named, left = mentions(table, source), set(aside(table, source))
    for thing in filter(partial(is_entity, table), table.subjects()):
        for at in named.get(thing) or spans(table, source, thing):
            if at not in left:
                spots[at].add(thing)
    beside = defaultdict[str, list[ListMember]](list)
    for joined in _lists(source, spots):
        for place, thing in [(at, thing) for at in joined for thing in spots[at]]:
            kinds = set(table.types(thing))
            alike = (
                frozenset(other for other in spots[at] if not kinds.isdisjoint(table.types(other)))
                for at in joined
                if thing not in spots[at]
            )
            if others := tuple(filter(None, alike)):
                beside[thing].append(ListMember(place, joined[-1].end, others))
    # A figure that follows a list is not put on one of what it lists.
    for record in table.subjects(YD.Observation):
        about = table.one(record, YD.about) or ""
        for listing in beside.get(about, ()):
            last = source.sentence(*listing.at)[1]
            if any(listing.end <= at.start < last for at in figure_spans(table, source, record)):
                pattern = translatable("its sentence gives the figure of {about} and {other} together")
                message = problem(pattern, about=compact(about), other=compact(min(listing.others[0])))
                fix = problem("mend yd:about: it is of the set")
                yield Finding(record, message, "joint", offset(table, record), fix=fix)
    yield from _stages(table, source, beside)
    yield from _relations(table, source, beside)
    yield from _members(table, source, spots)


def _stages(table: Graph, source: Source, beside: dict[str, list[ListMember]]) -> Iterator[Finding]:
    """Check that what is joined, or is a member of a set that is spoken of, has the stage that one beside it has."""
    parts = (YD.about, YD.modality, YD.stage)
    reached = {
        (*(table.one(record, part) for part in parts), source.sentence(*at)[:2])
        for record in table.subjects(YD.Milestone)
        for at in spans(table, source, record)
    }
    # Where the document begins to list the members of a set, each stands beside the others.
    members, listings = defaultdict[Span, set[str]](set), defaultdict[str, list[ListMember]](list)
    for statement, _, predicate, member in statements(table):
        for at in spans(table, source, statement) if predicate in _MEMBERS else ():
            members[at].add(member)
    for at, several in members.items():
        for member in several:
            others = tuple(frozenset({other}) for other in sorted(several - {member}))
            listings[member].append(ListMember(at, at.end, others))
    for record in table.subjects(YD.Milestone):
        about, *state = (table.one(record, part) for part in parts)
        own = spans(table, source, record)
        for place in (*beside.get(about or "", ()), *listings.get(about or "", ())):
            for others in place.others if place.at.meets(own) else ():
                if not any((other, *state, source.sentence(*place.at)[:2]) in reached for other in others):
                    pattern = translatable("its sentence says so of {other} too, which has no such milestone")
                    message, fix = problem(pattern, other=compact(min(others))), problem("add the milestone")
                    yield Finding(record, message, "listed", offset(table, record), fix=fix)


def _relations(table: Graph, source: Source, beside: dict[str, list[ListMember]]) -> Iterator[Finding]:
    """Check that what is joined has a relation that one beside it has: that one, or another to the same thing."""
    linked = defaultdict[str, set[str]](set)
    for statement, subject, predicate, _ in statements(table):
        for end in (subject, predicate):
            linked[end].update(table.values(statement, RDF.object))
    for statement, subject, predicate, value in statements(table):
        own, known = spans(table, source, statement), {subject} | linked[subject] | linked[predicate]
        for place in beside.get(value, ()) if predicate not in _OURS else ():
            for others in place.others if place.at.meets(own) else ():
                if others.isdisjoint(known):
                    pattern = translatable("its sentence joins {other} to {value}, its {relation}")
                    ends = {"other": compact(min(others)), "value": compact(value)}
                    message = problem(pattern, **ends, relation=compact(predicate))
                    yield Finding(subject, message, "listed", offset(table, statement), fix=problem("add the link"))


def _members(table: Graph, source: Source, spots: dict[Span, set[str]]) -> Iterator[Finding]:
    """Check that a member stands in a list of members: after words that begin one, which its statement cites."""
    places = defaultdict[str, list[Span]](list)
    for at, things in spots.items():
        for thing in things:
            places[thing].append(at)
    for statement, subject, predicate, member in statements(table):
        entity, own = subject or statement, spans(table, source, statement)
        if predicate not in _MEMBERS or not own:
            continue
        begun = (
            (Span(first + match.start(), first + match.end()), at.start)
            for at in places.get(member, ())
            if at.meets(own)
            for first, _, text in [source.sentence(*at)]
            for match in _BEGINS.finditer(text, 0, at.start - first)
        )
        # Words that begin a list are cited before the member, in its clause.
        if not any(at.within(own) and not _ENDS.search(source.words(at.end, start)) for at, start in begun):
            message = problem("no passage of it lists {member} among its members", member=compact(member))
            fix = problem("take the member out, or cite the words that begin the list")
            yield Finding(entity, message, "member", offset(table, statement), fix=fix)
        opened = next(filter(None, (_OPEN.search(source.words(*at)) for at in own)), None)
        if opened and table.one(entity, YD.listComplete) != "false":
            message = problem("“{words}” begins a list of some of its members", words=opened[0])
            fix = problem("say so: yd:listComplete false")
            yield Finding(entity, message, "open_list", offset(table, statement), fix=fix)


@RULES.saying("counted", problem("mend yd:about or the passages"))
def _counted(table: Graph, source: Source) -> Iterator[tuple[str, str]]:
    """Find figures that are about another thing than the one at which the document prints their number."""
    named, left = defaultdict[Span, set[str]](set), set(aside(table, source))
    for thing, places in mentions(table, source).items():
        for at in places if is_entity(table, thing) else ():
            named[at].add(thing)
    alone = [at for at in longest(named) if at not in left]
    for record in table.subjects(YD.Observation):
        about, own = table.one(record, YD.about) or "", spans(table, source, record)
        known = {about}
        if not table.values(about, YD.mentionedIn):
            known |= {iri for predicate in table.properties(about) for iri in table.iris(about, predicate)}
        for printed in figure_spans(table, source, record):
            # The name that follows the number, else those within the passage that prints it.
            after = bisect_left(alone, (printed.end, 0))
            if after < len(alone) and _BETWEEN.fullmatch(source.words(printed.end, alone[after].start)):
                places = [alone[after]]
            else:
                places = [
                    at
                    for run in own
                    if printed.within([run])
                    for at in alone[bisect_left(alone, (run.start, 0)) : bisect_left(alone, (run.end, 0))]
                    if at.within([run])
                ]
            things = {thing for at in places for thing in named[at]}
            if things and known.isdisjoint(things):
                pattern = translatable("its number is printed at {thing}, but it is about {about}")
                yield record, problem(pattern, thing=compact(min(things)), about=compact(about))
                break
