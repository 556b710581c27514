"""Names and lists: whether the words that a fact cites name the things that it links, and all that they join.

The words that join things, begin lists and word relations are those of English documents (`relations.toml` of
`ydkg.language`). Rules: ``named``, ``joint`` (a figure of several things is put on one), ``listed`` (what is said of
several is held of some), ``member`` (no list of the document has it), ``open_list``, ``counted`` (its number is printed
at another thing), ``level_words``, ``relation_words``, ``end_words`` and ``basis`` (who does it is read elsewhere, and
that is not said).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from ydkg.errors import problem
from ydkg.graph.schema import is_entity, statements
from ydkg.graph.sources import offset
from ydkg.language.reading.tables import table as words_of
from ydkg.language.text import translatable
from ydkg.proof.finding import Finding, Rules
from ydkg.proof.text import Span, names_of
from ydkg.vocab import DCTERMS, ORG, PREFIXES, RDF, SCHEMA, YD, compact, expand

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ydkg.graph.graph import Graph
    from ydkg.proof.text import CitedText

RULES = Rules()
_TABLE = words_of("ydkg.language", "relations")
#: Relation -> words that say it; level -> words that say it; what documents call things of a class without their name.
RELATIONS, LEVELS, _CALLED = (
    {expand(name) or "": re.compile(words) for name, words in _TABLE[part].items()}
    for part in ("relation", "level", "called")
)
#: The parts of records that are things of the document: those that are in its passages, and those in their sentences.
_IN_PASSAGES = {
    ORG.Membership: (ORG.member, ORG.organization),
    YD.Participation: (YD.participant, YD.event),
}
_IN_SENTENCES = {
    YD.Observation: (YD.about, YD.inEdition, DCTERMS.subject),
    YD.Milestone: (YD.about,),
    YD.FirstClaim: (YD.about, YD.scope, YD.since),
}
#: Plain values that repeat the document's own words.
_REPEATED = frozenset({SCHEMA.honorificPrefix, YD.ascribedRole, YD.theme})
#: The properties that say who does something.
AGENTS = frozenset({YD.responsible, YD.initiatedBy, YD.developedBy, YD.issuedBy, YD.operatedBy, YD.promotedBy})
_DOES = frozenset({YD.approach, YD.ascribedRole, YD.focusesOn})
#: What stands between two things of one list.
_JOINED = re.compile(r"[”’]?\s*(?:\([^()]*\))?(?:,|,?\s+and)\s+(?:(?:the|a|an)\s+)?[“‘]?\Z")
#: What begins a list of members; a clause that follows it ends the list.
_BEGINS = re.compile(
    r"\b(?:such as|includ(?:e|es|ed|ing)|compris(?:e|es|ed|ing)|consist(?:s|ed|ing)? of|namely|between|among|of)\b|[:(]"
)
_ENDS = re.compile(r"[;.]\s|,\s+(?:while|whereas|which|who|where|with|as|but|now)\b")
#: What begins a list of some members.
_OPEN = re.compile(r"\b(?:such as|includ(?:e|es|ed|ing))\b")
_MEMBERS = frozenset({DCTERMS.hasPart, ORG.hasMember})
#: What may stand between a number and the thing that it counts or measures: a unit, one word.
_BETWEEN = re.compile(r"(?:[ -][\w-]+)? ")


class _Listed(NamedTuple):
    """A thing in a list: its place, the list's end, and what of its kind the list has at each other place."""

    at: Span
    end: int
    others: tuple[frozenset[str], ...]


def is_named(table: Graph, thing: str, text: str) -> bool:
    """Tell whether a text names a thing, or calls it what things of its kind are called."""
    return has_name(table, thing, text) or is_called(table, thing, text)


def has_name(table: Graph, thing: str, text: str) -> bool:
    """Tell whether a text has a name of a thing."""
    low = text.lower()
    return any(name.lower() in low for name in names_of(table, thing))


def is_called(table: Graph, thing: str, text: str) -> bool:
    """Tell whether a text calls a thing what things of its kind are called: a country the nation."""
    return any(kind in table.types(thing) and called.search(text) for kind, called in _CALLED.items())


def in_order(table: Graph, text: str, first: str, second: str) -> bool:
    """Tell whether a text names one thing before another, unless it does not name both."""
    low = text.lower()
    places = []
    for thing in (first, second):
        found = [at for name in names_of(table, thing) if (at := low.find(name.lower())) >= 0]
        places.append(min(found, default=-1))
    return -1 in places or places[0] <= places[1]


@RULES.add
def _things(text: CitedText) -> Iterator[Finding]:
    """Check the things that records and statements link: each is in one of their passages, or of its sentences."""
    table, stating = text.table, defaultdict[str, list[str]](list)
    for statement, subject, _, value in statements(table):
        stating[subject].append(statement)
        stating[value].append(statement)
    for record, entity, part, near in _links(table):
        around = text.sentences(record)
        for thing in table.iris(record, part) if around else ():
            if not thing.startswith(PREFIXES["ydr"]) or YD.Period in table.types(thing):
                continue
            said = text.words(record) if near else "\n".join(text.source.words(*at) for at in sorted(around))
            there = has_name(table, thing, said)
            if not near and record == entity and thing in text.mentions:
                # A record's thing is named by itself, not within the name of another.
                there = any(at in text.outermost and at.within(around) for at in text.mentions[thing])
            # What is linked to a region is linked to that, and not to the provinces.
            there = there or is_called(table, thing, said.replace("provinces", "") if part == RDF.object else said)
            # What is described without a name is so in a sentence of the record.
            described = () if thing in text.mentions else {thing, *stating[thing]} - {record}
            if not there and around.isdisjoint(chain.from_iterable(map(text.sentences, described))):
                where = problem("passages") if near else problem("sentences")
                pattern = translatable("{thing} is not in the {where} that {relation} comes from")
                message = problem(pattern, thing=compact(thing), where=where, relation=compact(part))
                fix = problem("mend the link or the passage, or add the name")
                yield Finding(entity, message, "named", offset(table, record), fix=fix)


def _links(table: Graph) -> Iterator[tuple[str, str, str, bool]]:
    """Yield what links things: record or statement, of what, by which property, and whether in its very passages."""
    for parts_of, near in ((_IN_PASSAGES, True), (_IN_SENTENCES, False)):
        for kind, parts in parts_of.items():
            yield from ((record, record, part, near) for record in table.subjects(kind) for part in parts)
    for record in table.subjects(YD.Comparison):
        # What is compared with itself at another time is named once.
        if table.one(record, YD.baselineAbout) != table.one(table.one(record, YD.current) or "", YD.about):
            yield record, record, YD.baselineAbout, True
    for statement, subject, _, _ in statements(table):
        yield statement, subject or statement, RDF.subject, False
        yield statement, subject or statement, RDF.object, True


@RULES.saying("named", problem("mend yd:about or the passages"))
def _neighbours(text: CitedText) -> Iterator[tuple[str, str]]:
    """Check that where passages name a thing of one kind, a record is about that one."""
    for kind in (YD.Observation, YD.Milestone):
        for record in text.table.subjects(kind):
            own = text.cited(record)
            about = text.table.one(record, YD.about) or ""
            there = {thing for thing, places in text.mentions.items() if any(at.within(own) for at in places)}
            if about in text.mentions and about not in there and (other := confused(text.table, about, there)):
                named = text.words(record)
                if not is_named(text.table, about, named):
                    pattern = translatable("its passages name {other}, not {thing}")
                    yield record, problem(pattern, other=compact(other), thing=compact(about))


def confused(table: Graph, thing: str, others: Collection[str]) -> str:
    """Find a thing of the very kind of another; empty where there is none."""
    kinds = set(table.types(thing))
    return min((other for other in others if other != thing and set(table.types(other)) == kinds), default="")


@RULES.saying("named", problem("mend the words"))
def _repeated(text: CitedText) -> Iterator[tuple[str, str, str]]:
    for statement, subject, predicate, value in statements(text.table):
        words = text.words(statement) if predicate in _REPEATED else ""
        if value and words and value.lower() not in words.lower():
            pattern = translatable("“{value}”, its {relation}, is not in the passages that it comes from")
            yield subject or statement, problem(pattern, value=value, relation=compact(predicate)), statement


def _lists(text: CitedText, spots: dict[Span, set[str]]) -> Iterator[list[Span]]:
    """Yield the places of two or more things that commas, “and”, or “from” and “to” join, in the document's order."""
    places = sorted(spots)
    after: dict[Span, Span] = {}
    for at in places:
        following = bisect_left(places, (at.end + 1, 0))
        between = text.source.words(at.end, places[following].start) if following < len(places) else ""
        ends = text.source.words(max(at.start - 5, 0), at.start).lower() == "from " and between == " to "
        if _JOINED.fullmatch(between) or ends:
            after[at] = places[bisect_left(places, (places[following].start + 1, 0)) - 1]
    for first in sorted(after.keys() - set(after.values())):
        joined = [first]
        while joined[-1] in after:
            joined.append(after[joined[-1]])
        yield joined


@RULES.add
def _listed(text: CitedText) -> Iterator[Finding]:
    """Find figures of several things put on one, what is said of some of what is joined, and members of no list."""
    table, spots = text.table, defaultdict[Span, set[str]](set)
    for thing in table.subjects():
        # Where the document speaks of it: by a name or, of what has none, by a passage that describes it.
        for at in (text.mentions.get(thing) or text.cited(thing)) if is_entity(table, thing) else ():
            if at not in text.aside:
                spots[at].add(thing)
    beside = _beside(text, spots)
    for record in table.subjects(YD.Observation):
        about = table.one(record, YD.about) or ""
        for listing in beside.get(about, ()):
            last = text.source.sentence(*listing.at)[1]
            if any(listing.end <= at.start < last for at in text.printed(record)):
                pattern = translatable("its sentence gives the figure of {about} and {other} together")
                message = problem(pattern, about=compact(about), other=compact(min(listing.others[0])))
                fix = problem("mend yd:about: it is of the set")
                yield Finding(record, message, "joint", offset(table, record), fix=fix)
    yield from _stages(text, beside)
    yield from _relations(text, beside)
    yield from _members(text, spots)


def _beside(text: CitedText, spots: dict[Span, set[str]]) -> dict[str, list[_Listed]]:
    """Give the places of each thing in lists, with what of its kind stands beside it there."""
    found = defaultdict[str, list[_Listed]](list)
    for joined in _lists(text, spots):
        for place, thing in ((at, thing) for at in joined for thing in spots[at]):
            kinds = set(text.table.types(thing))
            apart = [spots[at] for at in joined if thing not in spots[at]]
            alike = (frozenset(each for each in there if kinds & set(text.table.types(each))) for there in apart)
            if others := tuple(filter(None, alike)):
                found[thing].append(_Listed(place, joined[-1].end, others))
    return found


def _stages(text: CitedText, beside: dict[str, list[_Listed]]) -> Iterator[Finding]:
    """Check that what is joined, or is a member of a set that is spoken of, has the stage that one beside it has."""
    table, reached = text.table, set[tuple[str | None, ...]]()
    # Where the document begins to list the members of a set, each stands beside the others.
    members, listings = defaultdict[Span, set[str]](set), defaultdict[str, list[_Listed]](list)
    for statement, _, predicate, member in statements(table):
        for at in text.cited(statement) if predicate in _MEMBERS else ():
            members[at].add(member)
    for at, several in members.items():
        for member in several:
            others = tuple(frozenset({other}) for other in sorted(several - {member}))
            listings[member].append(_Listed(at, at.end, others))
    parts = (YD.about, YD.modality, YD.stage)
    for record in table.subjects(YD.Milestone):
        state = tuple(table.one(record, part) for part in parts)
        reached |= {(*state, *sentence) for sentence in text.sentences(record)}  # type: ignore[arg-type]
    for record in table.subjects(YD.Milestone):
        about, *now = (table.one(record, part) for part in parts)
        own = text.cited(record)
        for place in (*beside.get(about or "", ()), *listings.get(about or "", ())):
            sentence = text.source.sentence(*place.at)[:2]
            for others in place.others if place.at.meets(own) else ():
                if not any((other, *now, *sentence) in reached for other in others):
                    pattern = translatable("its sentence says so of {other} too, which has no such milestone")
                    message, fix = problem(pattern, other=compact(min(others))), problem("add the milestone")
                    yield Finding(record, message, "listed", offset(table, record), fix=fix)


def _relations(text: CitedText, beside: dict[str, list[_Listed]]) -> Iterator[Finding]:
    """Check that what is joined has a relation that one beside it has: that one, or another to the same thing."""
    linked = defaultdict[str, set[str]](set)
    for _, subject, predicate, value in statements(text.table):
        linked[subject].add(value)
        linked[predicate].add(value)
    for statement, subject, predicate, value in statements(text.table):
        if predicate == YD.describedLike:  # Who compares two things says so, and no sentence.
            continue
        own, known = text.cited(statement), {subject} | linked[subject] | linked[predicate]
        for place in beside.get(value, ()):
            for others in place.others if place.at.meets(own) else ():
                if others.isdisjoint(known):
                    pattern = translatable("its sentence joins {other} to {value}, its {relation}")
                    ends = {"other": compact(min(others)), "value": compact(value)}
                    message = problem(pattern, **ends, relation=compact(predicate))
                    fix = problem("add the link")
                    yield Finding(subject, message, "listed", offset(text.table, statement), fix=fix)


def _members(text: CitedText, spots: dict[Span, set[str]]) -> Iterator[Finding]:
    """Check that a member stands in a list of members: after words that begin one, which its statement cites."""
    for statement, subject, predicate, member in statements(text.table):
        entity, own = subject or statement, text.cited(statement)
        if predicate not in _MEMBERS or not own:
            continue
        begun = False
        for at in [at for at, things in spots.items() if member in things and at.meets(own)]:
            first, _, sentence = text.source.sentence(*at)
            for match in _BEGINS.finditer(sentence, 0, at.start - first):
                words = Span(first + match.start(), first + match.end())
                # Words that begin a list are cited before the member, in its clause.
                begun = begun or (words.within(own) and not _ENDS.search(text.source.words(words.end, at.start)))
        if not begun:
            message = problem("no passage of it lists {member} among its members", member=compact(member))
            fix = problem("take the member out, or cite the words that begin the list")
            yield Finding(entity, message, "member", offset(text.table, statement), fix=fix)
        opened = _OPEN.search(text.words(statement))
        if opened and text.table.one(entity, YD.listComplete) != "false":
            message = problem("“{words}” begins a list of some of its members", words=opened[0])
            fix = problem("say so: yd:listComplete false")
            yield Finding(entity, message, "open_list", offset(text.table, statement), fix=fix)


@RULES.saying("counted", problem("mend yd:about or the passages"))
def _counted(text: CitedText) -> Iterator[tuple[str, str]]:
    """Find figures that are about another thing than the one at which the document prints their number."""
    table, named = text.table, defaultdict[Span, set[str]](set)
    for thing, places in text.mentions.items():
        for at in places if is_entity(table, thing) else ():
            if at in text.outermost and at not in text.aside:
                named[at].add(thing)
    alone = sorted(named)
    for record in table.subjects(YD.Observation):
        about, own = table.one(record, YD.about) or "", text.cited(record)
        known = {about}
        if about not in text.mentions:
            known |= {iri for predicate in table.properties(about) for iri in table.iris(about, predicate)}
        for printed in text.printed(record):
            # The name that follows the number, else those within the passage that prints it.
            after = bisect_left(alone, (printed.end, 0))
            if after < len(alone) and _BETWEEN.fullmatch(text.source.words(printed.end, alone[after].start)):
                places = [alone[after]]
            else:
                runs = [run for run in own if printed.within([run])]
                places = [at for at in alone if at.within(runs)]
            things = {thing for at in places for thing in named[at]}
            if things and known.isdisjoint(things):
                pattern = translatable("its number is printed at {thing}, but it is about {about}")
                yield record, problem(pattern, thing=compact(min(things)), about=compact(about))
                break


@RULES.add
def _worded(text: CitedText) -> Iterator[Finding]:
    """Find levels, relations, ends of journeys and doers that the words of their statement do not bear out."""
    table = text.table
    for statement, subject, predicate, value in statements(table):
        words, found = text.words(statement), None
        if not words:
            continue
        if predicate == YD.level and value in LEVELS and not LEVELS[value].search(words.lower()):
            message = problem("its passages have no word for {level}", level=compact(value))
            found = "level_words", message, problem("mend yd:level")
        elif predicate in RELATIONS and not RELATIONS[predicate].search(words.lower()):
            other = next((each for each, worded in RELATIONS.items() if worded.search(words.lower())), None)
            if other:
                pattern = translatable("its passages have a word for {other}, and none for {relation}")
                message = problem(pattern, other=compact(other), relation=compact(predicate))
                found = "relation_words", message, problem("mend the relation or the passages")
        elif predicate in {YD.origin, YD.destination}:
            origin, destination = (table.one(subject, end) or "" for end in (YD.origin, YD.destination))
            if not in_order(table, words, origin, destination):
                pattern = translatable("its passages name {other} before {origin}")
                message = problem(pattern, other=compact(destination), origin=compact(origin))
                found = "end_words", message, problem("turn yd:origin and yd:destination")
        doer = value if predicate in AGENTS else subject if predicate in _DOES else ""
        if doer and not found and not table.one(statement, YD.basis) and _is_read_elsewhere(text, statement, doer):
            message = problem("one of its sentences does not name {agent}", agent=compact(doer))
            fix = problem("say on the statement that it is read from the context: yd:basis yd:FromContext")
            found = "basis", message, fix
        if found:
            rule, message, fix = found
            yield Finding(subject, message, rule, offset(table, statement), fix=fix)


def _is_read_elsewhere(text: CitedText, statement: str, agent: str) -> bool:
    """Tell whether one of several sentences that a statement cites does not name who does what it says."""
    cited = defaultdict[int, str](str)
    for at in text.cited(statement):
        cited[text.source.sentence(*at)[0]] += f"\n{text.source.words(*at)}"
    return len(cited) > 1 and not all(is_named(text.table, agent, words) for words in cited.values())
