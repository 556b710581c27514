"""Omissions: what the document prints and no fact of its sentence has: numbers, dates, changes, names, acts, clauses.

Month names, phrases such as "this year" and words of change are those of English documents. What states nothing is set
aside in the data, with the reason (`yd:SetAside`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from itertools import chain, groupby, islice
from typing import TYPE_CHECKING

from ydkg.errors import problem
from ydkg.graph.schema import statements
from ydkg.graph.sources import passage_iri
from ydkg.graph.values import exact
from ydkg.language.reading.times import printed_days
from ydkg.proof.finding import Finding, Rules
from ydkg.proof.words.acts import acts
from ydkg.proof.words.dated import DATES
from ydkg.proof.words.printed import ORDINALS, numbers, recorded_quantities
from ydkg.proof.words.spans import Span, aside, mentions, names_of, spans, titles
from ydkg.proof.words.worded import CHANGES
from ydkg.vocab import DCTERMS, PROV, RDF, RDFS, SCHEMA, SKOS, YD

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ydkg.graph.graph import Graph
    from ydkg.graph.sources import Source

RULES = Rules()
_DIGITS = re.compile(r"\d[\d.,]*\d|\d")
_TIMES = (YD.on, YD.notAfter, YD.asOf, YD.period, YD.baselinePeriod, YD.inEdition)
_SIDES = (YD.current, YD.baseline, YD.target)
#: A word, and how many in a row say something that is a fact or has to be set aside.
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_CLAUSE = 5
_FIX = problem("add the fact that states it, or set it aside with a skos:note that says why it states none")
_FIX_OF_ACTS = problem(
    "add the record that states it, or set the words aside with a skos:note that says why they state none"
)


@RULES.add
def omitted(table: Graph, source: Source) -> Iterator[Finding]:
    """Find what the document prints and no fact has."""
    known = mentions(table, source)
    # Where things are named whose label or other name has numbers, all those that are printed there.
    named = []
    for thing, places in known.items():
        own = {each for part in (RDFS.label, SKOS.altLabel) for name in table.values(thing, part) for each in _in(name)}
        named += [span for span in places if _in(source.words(*span)) <= own]
    issued = table.one(source.document, DCTERMS.issued) or ""
    dates = {Span(*match.span()): match.group() for match in DATES.finditer(source.text)}
    # Where the document first prints its day of issue, that is said.
    first = (span for span, words in dates.items() if issued in map(str, printed_days(words)))
    left = [*aside(table, source), *titles(table, source), *islice(first, 1)]
    # The words of change, of sentences with numbers, that are in no passage of a comparison.
    compared = [span for record in table.subjects(YD.Comparison) for span in spans(table, source, record)]
    changes = (
        Span(*match.span())
        for start, end in source.sentences
        if next(numbers(source.words(start, end)), None)
        for match in CHANGES.finditer(source.text, start, end)
    )
    kinds: tuple[tuple[str, Iterator[Span]], ...] = (
        (problem("the number"), _numbers(table, source, dates, named)),
        (problem("the time"), _dates(table, source, dates, named)),
        (problem("the change"), (span for span in changes if not span.within(compared))),
        (problem("the name"), _names(table, source, known)),
    )
    told = [(kind, span) for kind, found in kinds for span in sorted(set(found)) if not span.within(left)]
    worded = acts(table, source, known)
    # Runs of so many words of a sentence, at least, that no passage of a fact touches, and nothing told by itself.
    taken = bytearray(len(source.text))
    stated = (at for fact in _facts(table) for at in spans(table, source, fact))
    for start, end in chain(stated, *known.values(), left, (span for _, span in (*told, *worded))):
        taken[start:end] = b"\1" * (end - start)
    for start, end in source.sentences:
        clause = [Span(*match.span()) for match in _WORD.finditer(source.text, start, end)]
        for touched, group in groupby(clause, lambda at: any(taken[at.start : at.end])):
            run = list(group)
            if not touched and len(run) >= _CLAUSE:
                told.append((problem("the words"), Span(run[0].start, run[-1].end)))
    for kind, span in told:
        message = problem("no fact of its sentence has {kind} “{words}”", kind=kind, words=source.words(*span))
        yield Finding(passage_iri(source.document, *span), message, "omitted", span.start, fix=_FIX)
    for what, span in worded:
        message = problem("no record of its sentence has {what}: “{words}”", what=what, words=source.words(*span))
        yield Finding(passage_iri(source.document, *span), message, "omitted", span.start, fix=_FIX_OF_ACTS)


def _in(text: str) -> set[Decimal]:
    return {value for value, _, _ in numbers(text)}


def _numbers(table: Graph, source: Source, dates: Collection[Span], named: list[Span]) -> Iterator[Span]:
    """Yield the numbers that no fact with a passage there has, and that belong to no date and no name."""
    facts = [(record, value) for record, value, _, _ in recorded_quantities(table)]
    facts += [(claim, Decimal(1)) for claim in table.subjects(YD.FirstClaim)]
    facts += [
        (statement, value)
        for statement, _, predicate, number in statements(table)
        if predicate in ORDINALS and (value := exact(number)) is not None
    ]
    stated: defaultdict[Decimal, list[tuple[int, int]]] = defaultdict(list)
    for fact, value in facts:
        stated[value] += spans(table, source, fact)
    printed = {Span(start, end): value for value, start, end in numbers(source.text)}
    for match in _DIGITS.finditer(source.text):
        if not Span(*match.span()).within(printed):
            printed[Span(*match.span())] = Decimal("NaN")
    for span, value in printed.items():
        if not (span.within(stated.get(value, ())) or span.within(dates) or span.within(named)):
            yield span


def _dates(table: Graph, source: Source, dates: Collection[Span], named: list[Span]) -> Iterator[Span]:
    """Yield the dates, years and months that no fact with a passage there has."""
    timed: list[tuple[Span, set[str]]] = []
    for fact in _facts(table):
        started = table.one(fact, RDF.predicate) == SCHEMA.startDate
        times = {table.one(fact, RDF.object) or ""} if started else set()
        # The years of a fact's times, those of the figures that it compares among them.
        for record in (fact, *(iri for side in _SIDES for iri in table.iris(fact, side))):
            for given in (value for part in _TIMES for value in table.values(record, part)):
                times |= {given, *table.values(given, YD.firstDay), *table.values(given, YD.lastDay)}
        if years := {day[:4] for day in times if day[:4].isdecimal()}:
            timed += [(span, years) for span in spans(table, source, fact)]
    for span in dates:
        years = set(re.findall(r"\b\d{4}\b", source.words(*span)))
        if not span.within(named) and not any(span.within([run]) and years <= has for run, has in timed):
            yield span


def _facts(table: Graph) -> Iterator[str]:
    return (subject for subject in table.subjects() if table.values(subject, PROV.wasDerivedFrom))


def _names(table: Graph, source: Source, known: dict[str, list[Span]]) -> Iterator[Span]:
    """Yield the names that no mention has, and those of things of which no fact of the sentence says anything."""
    text, named = source.text.lower(), [span for found in known.values() for span in found]
    called = {name.lower() for thing in known for name in names_of(table, thing)}
    for name in filter(text.__contains__, called):
        found = (Span(*match.span()) for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text))
        yield from (span for span in found if not span.within(named))
    linked: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    for fact in _facts(table):
        parts = {
            fact,
            *(term.value for terms in table.properties(fact).values() for term in terms if hasattr(term, "value")),
        }
        for span in spans(table, source, fact):
            linked[source.sentence(*span)[:2]] |= parts
    for thing, places in known.items():
        yield from (span for span in places if thing not in linked[source.sentence(*span)[:2]])
