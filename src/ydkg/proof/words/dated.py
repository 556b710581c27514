"""Printed times: whether the document prints the days and periods that records take from it.

Month names and phrases such as "this year" are those of English documents; a time that is worded otherwise is not
checked. Rule: ``date_words``.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from ydkg.errors import problem
from ydkg.graph.schema import statements
from ydkg.graph.sources import offset
from ydkg.language.days import MONTHS
from ydkg.language.reading.times import printed_days, times
from ydkg.proof.finding import Finding, Rules
from ydkg.proof.words.spans import words
from ydkg.vocab import DCTERMS, RDF, SCHEMA, YD, compact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ydkg.graph.graph import Graph
    from ydkg.graph.sources import Source

RULES, RULE = Rules(), "date_words"
_DAY = rf"\b\d{{4}}[.-]\d\d[.-]\d\d\b|\b(?:{'|'.join(MONTHS)}) \d{{1,2}}\b(?:, \d{{4}})?"
YEAR = re.compile(r"(?<![\w.,])(?:19|20)\d\d(?!\w|[.,]\d)")
_SINCE = re.compile(r"\bsince(?: the)?(?: \w+)?", re.IGNORECASE)
_THISYEAR = re.compile(r"\b(this year|the year\b|year-end)|\b(" + "|".join(MONTHS) + r")\b", re.IGNORECASE)
#: Whatever gives a time: days, years, months, and phrases that count from the day of issue.
DATES = re.compile(
    rf"{_DAY}|{YEAR.pattern}|\b(?:{'|'.join(MONTHS)})\b|\b(?:this|past|the|one) year\b(?: ago)?|\byear-end\b"
    r"|\b\w+ three quarters\b"
)
#: Words that give a value or a stage its time.
_TIME = re.compile(r"\b(this year|for the year|by year-end|by the end of|(in|by) \d{4})\b", re.IGNORECASE)


def _issued(table: Graph, source: Source) -> date | None:
    return _day(table.one(source.document, DCTERMS.issued))


def _day(lexical: str | None) -> date | None:
    try:
        return date.fromisoformat(lexical or "")
    except ValueError:
        return None


@RULES.add
def _days(table: Graph, source: Source) -> Iterator[Finding]:
    """Check days that are given as days, against those printed; one without a year is of the year of issue."""
    issued = _issued(table, source)
    stated = [(r, r, p) for r in table.subjects() for p in (YD.on, YD.asOf) if table.one(r, p)]
    stated += [
        (statement, subject or statement, RDF.object)
        for statement, subject, predicate, _ in statements(table)
        if predicate == SCHEMA.startDate
    ]
    if issued and issued not in printed_days(source.text, issued):
        message = problem("its text does not print {day}, its dcterms:issued", day=str(issued))
        yield Finding(source.document, message, RULE)
    for record, entity, predicate in stated:
        text, day = words(table, source, record), table.one(record, predicate)
        if text and _day(day) not in printed_days(text, issued):
            message = problem("no passage of it prints the day {day}; mend the day or the passage", day=day)
            yield Finding(entity, message, RULE, offset(table, record))


@RULES.add
def _periods(table: Graph, source: Source) -> Iterator[Finding]:
    """Check the years and months of periods and last days, and that a time that is printed is kept."""
    issued = _issued(table, source)
    for kind, predicates in ((YD.Observation, (YD.period,)), (YD.Milestone, (YD.notAfter, YD.on))):
        for record in table.subjects(kind):
            text = words(table, source, record)
            given = next((value for p in predicates if (value := table.one(record, p))), None)
            if text and given is None and (found := _TIME.search(text)):
                message = problem("its passages give a time (“{words}”) that is not in the data", words=found.group())
                fix = problem("add {property}", property=compact(predicates[0]))
                yield Finding(record, message, RULE, offset(table, record), fix=fix)
            elif text and given and not table.one(record, YD.on):
                yield from _times(table, record, given, text, issued)
    for claim in table.subjects(YD.FirstClaim):
        since = _SINCE.search(words(table, source, claim))
        if since and not table.one(claim, YD.since):
            message = problem("its passages say since when (“{words}”), which is not in the data", words=since.group())
            fix = problem("add {property}", property=compact(YD.since))
            yield Finding(claim, message, RULE, offset(table, claim), fix=fix)
    for record in table.subjects(YD.Comparison):
        text, given = words(table, source, record), table.one(record, YD.baselinePeriod)
        if given and YEAR.search(text):
            yield from _times(table, record, given, text, issued)


def _times(table: Graph, record: str, given: str, text: str, issued: date | None) -> Iterator[Finding]:
    """Compare a period, or the last day of one, with the years, months and quarters that are printed."""
    ends = [_day(given)] if _day(given) else [_day(table.one(given, p)) for p in (YD.firstDay, YD.lastDay)]
    days = [day for day in ends if day]
    read = times(text, issued) if issued else []
    if any(each.relative or {each.first, each.last} - {None} == set(days) or [each.last] == days[-1:] for each in read):
        return  # As the words are read, resolved against the day of issue or a period named before.
    years = {int(year) for year in YEAR.findall(text)}
    if issued and _THISYEAR.search(text):
        years.add(issued.year)
    months = {index for index, month in enumerate(MONTHS, start=1) if re.search(rf"\b{month}\b", text)}
    if "three quarters" in text:
        months.add(9)
    if any(day.year not in years for day in days) or (days and days[-1].month not in (months or {12})):
        name = given if _day(given) else compact(given)
        message = problem(
            "its passages do not print the time {name}; mend it, or take it out where the text gives none", name=name
        )
        yield Finding(record, message, RULE, offset(table, record))
