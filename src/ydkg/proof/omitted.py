"""Omissions: what the document prints and no fact of its sentence has: numbers, times, changes, names, acts, clauses.

What states nothing is set aside in the data, with the reason (`yd:SetAside`). Rule: ``omitted``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from itertools import chain, groupby, pairwise
from typing import TYPE_CHECKING

from ydkg.errors import problem
from ydkg.graph.schema import statements
from ydkg.graph.sources import passage_iri
from ydkg.graph.values import exact
from ydkg.language.reading.numerals import numerals
from ydkg.language.reading.times import printed_days
from ydkg.language.sentence.stages import verbs_in
from ydkg.proof.finding import Finding, Rules
from ydkg.proof.named import AGENTS
from ydkg.proof.reread import ORDINALS
from ydkg.proof.text import Span, is_plan_period, names_of, stage_of
from ydkg.vocab import ORG, PROV, RDF, RDFS, SCHEMA, SKOS, YD, ydr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ydkg.graph.graph import Graph
    from ydkg.proof.text import CitedText

RULES = Rules()
_TIMES = (YD.on, YD.notAfter, YD.asOf, YD.period, YD.baselinePeriod, YD.inEdition)
_SIDES = (YD.current, YD.baseline, YD.target)
#: The words before the roles that are ascribed to something, which a preposition ends.
_ROLES = re.compile(r"\broles? as (?:an? )?(.+?)(?=[”\"]? (?:for|in|of|within|on) |[.;]|\Z)")
_BETWEEN = re.compile(r",\s*(?:and\s+)?|\s+and\s+")
_AIMS = frozenset({YD.aim, YD.approach})
_MARKS = ' “”‘’"'
#: Words of a change without a figure.
_CHANGES = re.compile(
    r"\b(?:increas|outpac|rose|rise|risen|grew|grow|up by|decreas|declin|fell|fall|dropp|reduc|cut|down by|ahead of|"
    r"behind)\w*",
    re.IGNORECASE,
)
#: A word, and how many in a row say something that is a fact or has to be set aside.
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_CLAUSE = 5
_FACT = problem("add the fact that states it, or set it aside with a skos:note that says why it states none")
_RECORD = problem(
    "add the record that states it, or set the words aside with a skos:note that says why they state none"
)
_NO_FACT = "no fact of its sentence has {kind} “{words}”"
_NO_RECORD = "no record of its sentence has {kind}: “{words}”"


@RULES.add
def omitted(text: CitedText) -> Iterator[Finding]:
    """Find what the document prints and no fact has."""
    left = [*text.aside, *text.titles]
    found = [
        *((_NO_FACT, problem("the number"), at) for at in _numbers(text)),
        *((_NO_FACT, problem("the time"), at) for at in _times(text)),
        *((_NO_FACT, problem("the change"), at) for at in _changes(text)),
        *((_NO_FACT, problem("the name"), at) for at in _names(text)),
        *((_NO_RECORD, problem("the post"), at) for at in _posts(text)),
        *((_NO_RECORD, problem("the stage"), at) for at in (*_stages(text), *_joined(text))),
        *((_NO_RECORD, problem("this part of each"), at) for at in _parts(text)),
        *((_NO_RECORD, problem("the role"), at) for at in _roles(text)),
        *((_NO_RECORD, problem("who does it"), at) for at in _agents(text)),
    ]
    told = {(at, pattern): (kind, at) for pattern, kind, at in found if not at.within(left)}
    for (at, pattern), (kind, _) in sorted(told.items()):
        yield _finding(text, pattern, kind, at)
    # Runs of so many words of a sentence, at least, that no passage of a fact touches, and nothing told by itself.
    taken = bytearray(len(text.source.text))
    spans = chain(text.cited_by(_facts(text.table)), *text.mentions.values(), left, (at for at, _ in told))
    for start, end in spans:
        taken[start:end] = b"\1" * (end - start)
    for start, end in text.source.sentences:
        words = [Span(*match.span()) for match in _WORD.finditer(text.source.text, start, end)]
        for touched, group in groupby(words, lambda at: any(taken[at.start : at.end])):
            run = list(group)
            if not touched and len(run) >= _CLAUSE:
                yield _finding(text, _NO_FACT, problem("the words"), Span(run[0].start, run[-1].end))


def _finding(text: CitedText, pattern: str, kind: str, at: Span) -> Finding:
    message = problem(pattern, kind=kind, words=text.source.words(*at))
    fix = _FACT if pattern == _NO_FACT else _RECORD
    return Finding(passage_iri(text.source.document, *at), message, "omitted", at.start, fix=fix)


def _facts(table: Graph) -> Iterator[str]:
    return (subject for subject in table.subjects() if table.values(subject, PROV.wasDerivedFrom))


def _numbers(text: CitedText) -> Iterator[Span]:
    """Yield the numbers that no fact with a passage there has, and that belong to no date and no name."""
    stated, apart = defaultdict[Decimal, list[Span]](list), _numbered(text)
    for fact, value in _values(text.table):
        stated[abs(value)] += text.cited(fact)
    figures = chain.from_iterable(there.figures for there in text.read)
    read = {each.quantity.numeral.start: each.quantity.value for each in figures}
    counted = chain.from_iterable(there.sentence.quantities for there in text.read)
    starts = {each.numeral.start for each in counted}
    for numeral in numerals(text.source.text):
        at = Span(numeral.start, numeral.end)
        known = [*stated[numeral.value], *stated[read.get(at.start, numeral.value)], *apart]
        if (numeral.start in starts or numeral.kind == "ordinal") and not at.within(known):
            yield at


def _values(table: Graph) -> Iterator[tuple[str, Decimal]]:
    """Yield the numbers that are stated, each with what states it; a claim to be the first states a one."""
    for record in (*table.subjects(YD.Observation), *table.subjects(YD.Comparison)):
        for part in (YD.value, YD.statedChange):
            if (value := exact(table.one(record, part) or "")) is not None:
                yield record, value
    yield from ((claim, Decimal(1)) for claim in table.subjects(YD.FirstClaim))
    for statement, _, predicate, number in statements(table):
        if predicate in ORDINALS and (value := exact(number)) is not None:
            yield statement, value


def _numbered(text: CitedText) -> list[Span]:
    """List the times, and the names of things that have the numbers in them by their label or another name."""
    found = [Span(*time[:2]) for there in text.read for time in there.sentence.times]
    for thing, places in text.mentions.items():
        called = (name for part in (RDFS.label, SKOS.altLabel) for name in text.table.values(thing, part))
        values = {each.value for each in numerals("\n".join(called))}
        found += (at for at in places if values.issuperset(each.value for each in numerals(text.source.words(*at))))
    return found


def _times(text: CitedText) -> Iterator[Span]:
    """Yield the times that no fact with a passage there has; where the day of issue is first printed, that is said."""
    table, timed = text.table, list[tuple[Span, set[str]]]()
    for fact in _facts(table):
        started = table.one(fact, RDF.predicate) == SCHEMA.startDate
        days = {table.one(fact, RDF.object) or ""} if started else set()
        # The years of a fact's times, those of the figures that it compares among them.
        for record in (fact, *(iri for side in _SIDES for iri in table.iris(fact, side))):
            for given in (value for part in _TIMES for value in table.values(record, part)):
                days |= {given, *table.values(given, YD.firstDay), *table.values(given, YD.lastDay)}
        if years := {day[:4] for day in days if day[:4].isdecimal()}:
            timed += [(at, years) for at in text.cited(fact)]
    dateline = True
    for there in text.read:
        for time in there.sentence.times:
            at = Span(time.start, time.end)
            words = text.source.words(*at)
            if dateline and text.issued in printed_days(words, text.issued):
                dateline = False
                continue
            printed = set(re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", words))
            loose = not (time.first or time.last) or time.same or is_plan_period(words)
            if not loose and not any(at.meets([run]) and printed <= years for run, years in timed):
                yield at


def _changes(text: CitedText) -> Iterator[Span]:
    """Yield the words of a change, of sentences with figures, that are in no passage of a comparison."""
    compared = text.cited_by(text.table.subjects(YD.Comparison))
    for there in text.read:
        if there.sentence.quantities:
            for match in _CHANGES.finditer(text.source.text, there.sentence.start, there.sentence.end):
                if not Span(*match.span()).within(compared):
                    yield Span(*match.span())


def _names(text: CitedText) -> Iterator[Span]:
    """Yield the names that no mention has, and those of things of which no fact of the sentence says anything."""
    table, known = text.table, list(chain.from_iterable(text.mentions.values()))
    low = text.source.text.lower()
    called = {name.lower() for thing, places in text.mentions.items() if places for name in names_of(table, thing)}
    for name in filter(low.__contains__, called):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", low):
            if not Span(*match.span()).within(known):
                yield Span(*match.span())
    linked = defaultdict[Span, set[str]](set)
    for fact in _facts(table):
        parts = {getattr(term, "value", "") for terms in table.properties(fact).values() for term in terms}
        for sentence in text.sentences(fact):
            linked[sentence] |= {fact, *parts}
    for thing, places in text.mentions.items():
        yield from (at for at in places if thing not in linked[Span(*text.source.sentence(*at)[:2])])


def _posts(text: CitedText) -> Iterator[Span]:
    """Yield the words of posts that no membership has."""
    held = text.cited_by(text.table.subjects(ORG.Membership))
    for there in text.read:
        for post in there.posts:
            start = text.source.text.lower().find(post.role, post.start, post.end)
            at = Span(start, start + len(post.role)) if start >= 0 else Span(post.start, post.end)
            if post.of and not at.meets(held):
                yield at


def _stages(text: CitedText) -> Iterator[Span]:
    """Yield the words of stages that no milestone, part in an event, aim or theme has."""
    table, reached = text.table, defaultdict[str, list[Span]](list)
    for record in table.subjects(YD.Milestone):
        reached[stage_of(table, table.one(record, YD.stage))] += text.cited(record)
    known = text.cited_by(table.subjects(YD.Participation))
    for statement, subject, predicate, _ in statements(table):
        if predicate in _AIMS or SKOS.Concept in table.types(subject):
            known += text.cited(statement)
    every = list(chain.from_iterable(reached.values()))
    slugs = {stage_of(table, concept) for concept, _ in table.incoming(ydr("stages"), SKOS.inScheme)}
    for there in text.read:
        # Words of stages that the data know, and what is read as a stage.
        verbs = [each for each in verbs_in(there.sentence) if each[2].slug in slugs]
        # A base form that ends its sentence is a noun: "for broader progress".
        nouns = {end for _, end, verb in verbs if verb.form == "base" and text.source.text[end : end + 1] == "."}
        worded = [(Span(start, end), every) for start, end, _ in verbs if end not in nouns]
        read = [(Span(stage.verb, max(stage.end, stage.verb + 1)), reached[stage.slug]) for stage in there.stages]
        for at, stated in [*worded, *read]:
            # "advancing the creation": what leads to another stage is none of its own.
            behind = (text.source.words(at.end, other.start) for other, _ in read if other.start > at.end)
            leads = any(words in {" ", " the "} for words in behind)
            if not at.meets([*known, *stated, *text.aside]) and not leads:
                yield at


def _joined(text: CitedText) -> Iterator[Span]:
    """Yield the words of a second stage that a passage joins to the one it is evidence of: issued and implemented."""
    table, own = text.table, defaultdict[tuple[str | None, str | None], list[tuple[str, str]]](list)
    for record in table.subjects(YD.Milestone):
        slug = stage_of(table, table.one(record, YD.stage))
        own[table.one(record, YD.about), table.one(record, YD.modality)].append((slug, record))
    for there in text.read:
        verbs = sorted(verbs_in(there.sentence))
        pairs = [pair for pair in pairwise(verbs) if text.source.words(pair[0][1], pair[1][0]) == " and "]
        for stages in own.values() if pairs else ():
            reached = {slug for slug, _ in stages}
            for first, second in pairs:
                for one, other in ((first, second), (second, first)):
                    both = (min(one[0], other[0]), max(one[1], other[1]))
                    cited = (text.cited(record) for slug, record in stages if slug == one[2].slug)
                    if other[2].slug not in reached and any(Span(*both).within(places) for places in cited):
                        yield Span(*other[:2])


def _parts(text: CitedText) -> Iterator[Span]:
    """Yield the words of what people did at an event of whom nobody says so."""
    table, did = text.table, set[tuple[str, str, Span]]()
    for record in table.subjects(YD.Participation):
        person, role = (table.one(record, part) or "" for part in (YD.participant, YD.participantRole))
        did |= {(person, role, sentence) for sentence in text.sentences(record)}
    for there in text.read:
        sentence = Span(there.sentence.start, there.sentence.end)
        for part in there.parts:
            people = text.things_at(part.person)
            role = ydr(f"participant-role-{part.role}")
            if not any((person, role, sentence) in did for person in people):
                yield Span(part.start, part.end)


def _roles(text: CitedText) -> Iterator[Span]:
    """Yield each of the roles that the document ascribes to something and no fact has."""
    ascribed = text.cited_by(by for by, _, predicate, _ in statements(text.table) if predicate == YD.ascribedRole)
    for match in _ROLES.finditer(text.source.text):
        at = match.start(1)
        for role in _BETWEEN.split(match[1]):
            words = role.strip(_MARKS)
            start = text.source.text.find(words, at)
            at = start + len(words)
            if words and not Span(start, at).meets(ascribed):
                yield Span(start, at)


def _agents(text: CitedText) -> Iterator[Span]:
    """Yield where who speaks does what nobody is said to do, in a document where that is read of others."""
    table = text.table
    if not any(
        predicate in AGENTS and table.one(by, YD.basis) == YD.FromContext and text.cited(by)
        for by, _, predicate, _ in statements(table)
    ):
        return
    for record in table.subjects(YD.Milestone):
        about = table.one(record, YD.about) or ""
        acted = not {YD.Initiative, YD.Instrument}.isdisjoint(table.types(about))
        if acted and not any(table.values(about, agent) for agent in AGENTS):
            for start, end in text.sentences(record):
                if match := re.compile(r"\bwe\b", re.IGNORECASE).search(text.source.text, start, end):
                    yield Span(*match.span())
