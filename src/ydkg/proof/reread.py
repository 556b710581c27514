"""Reading again: whether the words that a record cites are read as what the record states.

The reader of sentences is that of `ydkg.draft`. What a reviewer stated otherwise (`yd:basis yd:FromReviewer`) is not
compared. Rules: ``printed`` (a number is not there), ``unit_words``, ``bound_words``, ``status_words``, ``date_words``,
``sign_words``, ``stage_words``, ``modality_words``, ``role_words`` and ``whose_words`` (they say so of another thing).
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from ydkg.errors import Named, problem
from ydkg.graph.schema import statements
from ydkg.graph.sources import offset
from ydkg.graph.values import exact
from ydkg.language.quantity import number, quantity
from ydkg.language.reading.numerals import numerals
from ydkg.language.reading.times import printed_days
from ydkg.language.sentence.stages import known_stages, verbs_in
from ydkg.language.text import CHINESE, ENGLISH, translatable
from ydkg.proof.finding import Finding, Rules
from ydkg.proof.text import Span, is_plan_period, stage_of
from ydkg.vocab import ORG, QUDT, RDF, RDFS, SCHEMA, YD, compact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from ydkg.errors import Message
    from ydkg.graph.graph import Graph
    from ydkg.language.reading.times import Time
    from ydkg.language.sentence.figure import Change
    from ydkg.language.sentence.roles import Post
    from ydkg.language.sentence.stages import Stage
    from ydkg.proof.text import CitedText

RULES = Rules()
#: Numbers that things have themselves.
ORDINALS = frozenset({YD.editionNumber, YD.phaseNumber, YD.statedMemberCount})
#: What stands between things that a sentence joins, their names taken out.
_JOINED = re.compile(r"(?:[\s,;”“()、和与及]|\b(?:and|as well as|the|a|an)\b)*")
_SINCE = re.compile(r"\bsince(?: the)?(?: \w+)?", re.IGNORECASE)
_FIXES = {
    "printed": problem("mend the number or the passage"),
    "unit_words": problem("mend qudt:hasUnit"),
    "bound_words": problem("mend yd:bound"),
    "status_words": problem("read them again; mend yd:valueStatus"),
    "date_words": problem("mend the time, or take it out where the text gives none"),
    "sign_words": problem("mend the sign, or turn yd:current and yd:baseline"),
    "stage_words": problem("mend yd:stage or the passage"),
    "modality_words": problem("read them again; mend yd:modality"),
    "role_words": problem("mend the role or the passage"),
    "whose_words": problem("mend of whom it is, or the passage"),
}


class _Figure(NamedTuple):
    """A number as it is read: what of it the words do not say is None."""

    value: Decimal
    fraction: tuple[int, int] | None
    unit: str | None
    bound: str
    word: str | None
    status: str | None
    times: tuple[Time | None, ...] | None


def _compared(table: Graph, kind: str) -> Iterator[str]:
    """Go through the records of a kind, but for what was computed and what a reviewer states otherwise."""
    for record in table.subjects(kind):
        computed = table.one(record, YD.valueStatus) == YD.Derived
        if not computed and YD.FromReviewer not in table.values(record, YD.basis):
            yield record


def _found(text: CitedText, record: str, rule: str, message: str, at: int | None = None) -> Finding:
    start = offset(text.table, record) if at is None else at
    return Finding(record, message, rule, start, fix=_FIXES[rule])


@RULES.add
def _observations(text: CitedText) -> Iterator[Finding]:
    for record in _compared(text.table, YD.Observation):
        own = text.cited(record)
        value = exact(text.table.one(record, YD.value) or "")
        if own and value is not None:
            differences = [_difference(text.table, record, value, each) for each in _figures(text, own)]
            if None not in differences:
                nearest = max(filter(None, differences), default=None, key=lambda each: list(_FIXES).index(each[0]))
                rule, message = nearest or ("printed", _not_printed(value))
                yield _found(text, record, rule, message)


def _figures(text: CitedText, own: Sequence[Span]) -> Iterator[_Figure]:
    """Give the numbers that are printed in some passages, with all that is read of them."""
    for there in text.read_at(own):
        measured = {each.quantity.numeral.start: each for each in there.figures}
        for quantity_ in there.sentence.quantities:
            numeral = quantity_.numeral
            if not Span(numeral.start, numeral.end).within(own):
                continue
            parts = (numeral.numerator, numeral.denominator) if numeral.kind == "fraction" else None
            if figure := measured.get(numeral.start):
                taken = figure.quantity
                times = _cited_times(figure.time, there.sentence.times, own)
                yield _Figure(taken.value, parts, figure.unit, taken.bound, taken.word, figure.status, times)
            else:
                yield _Figure(quantity_.value, parts, quantity_.unit, quantity_.bound, quantity_.word, None, None)


def _cited_times(time: Time | None, others: Iterable[Time], own: Sequence[Span]) -> tuple[Time | None, ...]:
    """List what the time of a record may be: the one that is read, those that are cited, none if that one is not."""
    cited = [each for each in others if Span(*each[:2]).within(own)]
    return (time, *cited) if time in cited else (time, *cited, None)


def _difference(table: Graph, record: str, value: Decimal, read: _Figure) -> tuple[str, str] | None:
    """Tell in what a figure differs first from what is read: the rule and the words; None where it is that."""
    unit, bound, status = (table.one(record, part) or "" for part in (QUDT.hasUnit, YD.bound, YD.valueStatus))
    fraction = tuple(table.number(record, part) for part in (YD.numerator, YD.denominator))
    if value != read.value or (None not in fraction and fraction != read.fraction):
        return "printed", _not_printed(value)
    if read.unit is not None and unit != read.unit:
        return "unit_words", _other_unit(value, unit)
    word = table.one(record, YD.printedAs)
    if bound and (bound, word) != (read.bound, read.word):
        stated = bound if bound != read.bound else word or bound
        return "bound_words", _other_bound(value, unit, read.word or read.bound, stated)
    if read.status and status and status != read.status:
        pattern = translatable("its words do not bear out that the value is {status}")
        return "status_words", problem(pattern, status=compact(status))
    if read.times is not None and not table.one(record, YD.inEdition):
        message = _other_time(_days(table, table.one(record, YD.period)), read.times)
        return ("date_words", message) if message else None
    return None


def _number(value: Decimal) -> Named:
    return Named(number(value), number(value, CHINESE))


def _other_unit(value: Decimal, unit: str) -> Message:
    said = Named(*(quantity(value, unit, language=language) for language in (ENGLISH, CHINESE)))
    pattern = translatable("the number {number} is printed, but not as {said} ({unit})")
    return problem(pattern, number=_number(value), said=said, unit=compact(unit))


def _other_bound(value: Decimal, unit: str, printed: str, bound: str) -> Message:
    said = Named(*(quantity(value, unit, language=language) for language in (ENGLISH, CHINESE)))
    pattern = translatable("{said} is printed as {printed}, not {bound}")
    return problem(pattern, said=said, printed=compact(printed), bound=compact(bound))


def _not_printed(value: Decimal) -> Message:
    return problem("no passage of it prints {number}", number=_number(value))


def _days(table: Graph, period: str | None) -> tuple[str, str]:
    """Give the first and the last day of a period, or the last day itself; empty for none."""
    if period and period[:4].isdecimal():
        return "", period
    first, last = (table.one(period or "", end) or "" for end in (YD.firstDay, YD.lastDay))
    return first, last


def _other_time(stated: tuple[str, str], read: Iterable[Time | None]) -> Message | None:
    """Say that a time is not one of those that are read; None where it is."""
    known = [(str(each.first or ""), str(each.last or "")) if each else ("", "") for each in read]
    if stated in known:
        return None
    if not any(stated):
        return problem("its passages give a time ({time}) that is not in the data", time=_written(known[0]))
    pattern = translatable("its words do not give the time {time}")
    return problem(pattern, time=_written(stated))


def _written(days: tuple[str, str]) -> str:
    return days[1] if days[0] in {"", days[1]} else "/".join(day or ".." for day in days)


@RULES.add
def _comparisons(text: CitedText) -> Iterator[Finding]:
    for record in _compared(text.table, YD.Comparison):
        own = text.cited(record)
        read = [each for there in text.read_at(own) for each in there.changes if Span(each.start, each.end).meets(own)]
        stated = exact(text.table.one(record, YD.statedChange) or "")
        difference = _other_order(text.table, record, read)
        if stated is not None:
            difference = _other_change(text.table, record, stated, read)
        if difference and read:
            yield _found(text, record, *difference)


def _other_change(table: Graph, record: str, stated: Decimal, read: Sequence[Change]) -> tuple[str, Message] | None:
    """Tell in what a stated change differs from those that are read; None where it is one of them."""
    alike = [(each, each.amount) for each in read if each.amount and each.amount.value == abs(stated)]
    unit, bound, against = (table.one(record, part) or "" for part in (QUDT.hasUnit, YD.bound, YD.baselinePeriod))
    if not alike:
        return "printed", _not_printed(abs(stated))
    if all(each.rises == (stated < 0) for each, _ in alike):
        return "sign_words", _turned(rises=alike[0][0].rises, change=stated)
    if unit and all(amount.unit not in {None, unit} for _, amount in alike):
        return "unit_words", _other_unit(abs(stated), unit)
    if bound and all(amount.bound != bound for _, amount in alike):
        return "bound_words", _other_bound(abs(stated), unit, alike[0][1].bound, bound)
    times = [each.current.time if each.against == "nation" else each.time for each, _ in alike]
    times = [each for each in times if each and each.last and not each.relative]
    message = _other_time(_days(table, against), times) if against and times else None
    return ("date_words", message) if message else None


def _other_order(table: Graph, record: str, read: Sequence[Change]) -> tuple[str, Message] | None:
    """Tell that of two values the later is read as the one before; None where it is not."""
    sides = (table.one(table.one(record, side) or "", YD.value) or "" for side in (YD.current, YD.baseline))
    now, before = map(exact, sides)
    pairs = {(each.current.quantity.value, each.baseline.quantity.value): each for each in read if each.baseline}
    turned = pairs.get((before, now)) if now is not None and before is not None else None
    if turned is None or now is None or before is None or (now, before) in pairs:
        return None
    return "sign_words", _turned(rises=turned.rises, change=now - before)


def _turned(*, rises: bool, change: Decimal) -> Message:
    way = problem("rise") if rises else problem("fall")
    return problem("its passages word a {way}, but the change is {change}", way=way, change=str(change))


@RULES.add
def _milestones(text: CitedText) -> Iterator[Finding]:
    table = text.table
    for record in _compared(table, YD.Milestone):
        own = text.cited(record)
        there = text.read_at(own)
        stage = table.one(record, YD.stage)
        slug, label = stage_of(table, stage), table.text(stage or "", RDFS.label) or ""
        read = [each for one in there for each in one.stages if Span(each.verb, each.verb + 1).meets(own)]
        alike = [each for each in read if each.slug == slug]
        modality = table.one(record, YD.modality) or ""
        if not slug:
            continue
        if not alike:
            words = chain.from_iterable(verbs_in(one.sentence) for one in there)
            worded = any(verb.slug == slug and Span(start, end).meets(own) for start, end, verb in words)
            message = problem("its passages have no word for the stage “{stage}”", stage=label)
            if read:
                pattern = translatable("its passages word the stage “{said}”, not “{stage}”")
                message = problem(pattern, said=known_stages()[read[0].slug][0], stage=label)
            if own and not worded:
                yield _found(text, record, "stage_words", message, read[0].start if read else own[-1].start)
            continue
        same = [each for each in alike if each.modality == modality]
        of = [each for each in same or alike if not _is_of_another(text, each, record)]
        if not same:
            said = text.source.words(alike[0].start, max(alike[0].end, alike[0].verb + 1))
            parts = {"said": compact(alike[0].modality), "held": compact(modality)}
            pattern = translatable("its passages are worded as {said}{word}, not {held}")
            message = problem(pattern, **parts, word=f" (“{said}”)")
            yield _found(text, record, "modality_words", message, alike[0].start)
        elif not of:
            message = _of_another(text, same[0].about, table.one(record, YD.about))
            yield _found(text, record, "whose_words", message, same[0].start)
        else:
            days = _days(table, table.one(record, YD.on) or table.one(record, YD.notAfter))
            # A time that is not cited need not be stated; that of a plan's name dates nothing.
            ends = [each.time and each.time._replace(first=None) for each in of]
            dated = [each for each in ends if each and not is_plan_period(text.source.words(*each[:2]))]
            cited = dated and all(Span(*each[:2]).within(own) for each in dated)
            other = _other_time(days, ends if cited else [*ends, None])
            if other:
                yield _found(text, record, "date_words", other, of[0].start)


def _is_of_another(text: CitedText, stage: Stage, record: str) -> bool:
    """Tell whether a stage is read as one of another thing that is named there."""
    about = text.table.one(record, YD.about) or ""
    there = text.things_at(stage.about)
    if about in there or not there or not text.mentions.get(about):
        return False
    # Of what is joined, whichever is read first stands for all.
    return not any(_is_joined(text, stage.about, at) for at in text.mentions[about])


def _is_joined(text: CitedText, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Tell whether nothing but names and what joins them stands between two things."""
    start, end = min(one[1], other[1]), max(one[0], other[0])
    between = text.source.words(start, end)
    for at in sorted(text.outermost, reverse=True):
        if start <= at.start and at.end <= end:
            between = between[: at.start - start] + between[at.end - start :]
    return _JOINED.fullmatch(between) is not None


def _of_another(text: CitedText, place: tuple[int, int], held: str | None) -> Message:
    said = text.source.words(*place)
    return problem("its words say so of “{other}”, not of {held}", other=said, held=compact(held or ""))


@RULES.add
def _posts(text: CitedText) -> Iterator[Finding]:
    """Compare posts and what people did at events: each is read as one of that person, there."""
    kinds = (
        (ORG.Membership, ORG.member, ORG.organization, ORG.role),
        (YD.Participation, YD.participant, "", YD.participantRole),
    )
    for kind, holder, of, role in kinds:
        for record in _compared(text.table, kind):
            person, body, held = (text.table.one(record, part) or "" if part else "" for part in (holder, of, role))
            own = text.cited(record)
            name = (text.table.text(held, RDFS.label) or "").lower()
            read = [
                each
                for there in text.read_at(own)
                for each in (there.posts if kind == ORG.Membership else there.parts)
                if Span(each.start, each.end).meets(own)
            ]
            said = [each for each in read if _role(kind, each) == name]
            whole = [each for each in said if not body or (each.of and text.has_at(body, each.of))]
            if any(text.has_at(person, each.person) for each in whole):
                continue
            if read and not said:
                parts = {"said": f"“{read[0].role}”", "role": compact(held)}
                yield _found(text, record, "role_words", problem("its passages say {said}, not {role}", **parts))
            elif whole:
                yield _found(text, record, "whose_words", _of_another(text, whole[0].person, person))
            elif said and said[0].of:
                yield _found(text, record, "whose_words", _of_another(text, said[0].of, body))
            elif own and kind == ORG.Membership and name not in text.words(record).lower():
                parts = {"said": problem("no post"), "role": compact(held)}
                yield _found(text, record, "role_words", problem("its passages say {said}, not {role}", **parts))


def _role(kind: str, post: Post) -> str:
    return post.role.lower() if kind == ORG.Membership else post.role


@RULES.add
def _day_of_issue(text: CitedText) -> Iterator[Finding]:
    if text.issued and text.issued not in printed_days(text.source.text, text.issued):
        message = problem("its text does not print {day}, its dcterms:issued", day=str(text.issued))
        yield Finding(text.source.document, message, "date_words")


@RULES.add
def _as_of(text: CitedText) -> Iterator[Finding]:
    """Check days that are stated as days: as of which something holds, and on which an event begins."""
    table = text.table
    stated = [(record, record, table.one(record, YD.asOf)) for record, _ in table.pairs(YD.asOf)]
    stated += [(by, thing, day) for by, thing, predicate, day in statements(table) if predicate == SCHEMA.startDate]
    for by, entity, day in stated:
        words = text.words(by)
        if words and (day or "") not in map(str, printed_days(words, text.issued)):
            message = problem("no passage of it prints the day {day}; mend the day or the passage", day=day or "")
            yield Finding(entity, message, "date_words", offset(table, by))
    for record in table.subjects(YD.Participation):
        printed = printed_days(text.words(record))
        if printed and not table.values(table.one(record, YD.event) or "", SCHEMA.startDate):
            pattern = translatable("its passages print the day {day}, but its event has no schema:startDate")
            fix = problem("add {property}", property="schema:startDate")
            message = problem(pattern, day=str(printed[0]))
            yield Finding(record, message, "date_words", offset(table, record), fix=fix)


@RULES.saying("date_words", problem("add {property}", property="yd:since"))
def _since(text: CitedText) -> Iterator[tuple[str, str]]:
    for claim in text.table.subjects(YD.FirstClaim):
        since = _SINCE.search(text.words(claim))
        if since and not text.table.one(claim, YD.since):
            pattern = translatable("its passages say since when (“{words}”), which is not in the data")
            yield claim, problem(pattern, words=since.group())


@RULES.add
def _numbered(text: CitedText) -> Iterator[Finding]:
    """Check numbers of editions and phases, and of members, which a name may give in two parts (one and three)."""
    for statement, subject, predicate, _ in statements(text.table):
        value = text.table.number(statement, RDF.object)
        words = text.words(statement) if predicate in ORDINALS else ""
        if value is None or not words:
            continue
        there = [int(each.value) for each in numerals(words)]
        if value not in there and not (predicate == YD.statedMemberCount and sum(there) == value):
            pattern = translatable("no passage of it prints {number}, its {relation}; mend the number or the passage")
            message = problem(pattern, number=str(value), relation=compact(predicate))
            yield Finding(subject or statement, message, "printed", offset(text.table, statement))
