"""What a page tells of the records of a thing: figures, comparisons, milestones, first claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ydkg.explorer.facts import slug
from ydkg.vocab import DCTERMS, QUDT, SKOS, YD, compact
from ydkg.words.comparison import Change, Figure, claim_zh, comparison_zh
from ydkg.words.days import as_of as words_as_of
from ydkg.words.language import CHINESE, ENGLISH
from ydkg.words.quantity import fraction, quantity, rank
from ydkg.words.stage import reached

if TYPE_CHECKING:
    from ydkg.explorer.facts import Reader

#: A record as the page has it: slugs of what it is about, words in English, the Chinese beside them where it differs.
Record = dict[str, object]


def observation(reader: Reader, record: str) -> Record:
    """Put a figure into words and a number: value with bound and unit, period, status, edition, date."""
    value, unit, bound = reader.text(record, YD.value), reader.one(record, QUDT.hasUnit), reader.one(record, YD.bound)
    metric = reader.one(record, YD.metric) or ""
    numerator, denominator = (reader.text(record, each) for each in (YD.numerator, YD.denominator))
    shown = [quantity(value, unit, bound, each) for each in (ENGLISH, CHINESE)]
    if numerator and denominator:
        shown = [fraction(numerator, denominator, bound, each) for each in (ENGLISH, CHINESE)]
    elif reader.one(metric, YD.measureKind) == YD.Rank:
        shown = [rank(value, each) for each in (ENGLISH, CHINESE)]
    found: Record = {
        "label": reader.name(record),
        "metric": slug(metric),
        "about": slug(reader.one(record, YD.about) or ""),
        "text": shown[0],
        "value": float(value) if value else None,
        "unit": compact(unit) if unit else "",
        "sources": reader.record_sources(record),
    }
    if shown[1] != shown[0]:
        found["zh"] = shown[1]
    if bound != YD.Exactly:
        found["bound"] = slug(bound or "")
    if topics := reader.all(record, DCTERMS.subject):
        found["topics"] = [slug(each) for each in topics]
    if numerator and denominator:
        found["parts"] = f"{numerator}/{denominator}"
    for key, predicate in (("status", YD.valueStatus), ("period", YD.period), ("edition", YD.inEdition)):
        if iri := reader.one(record, predicate):
            found[key] = reader.term(iri)
    return found | _dated(reader, record)


def comparison(reader: Reader, record: str) -> Record:
    """Put a comparison into words: which figures, the stated change, the stated outcome, all of it in Chinese."""
    found: Record = {"label": reader.name(record), "sources": reader.record_sources(record)}
    for key, predicate in (("current", YD.current), ("baseline", YD.baseline), ("target", YD.target)):
        if iri := reader.one(record, predicate):
            found[key] = slug(iri)
    for key, predicate in (("againstAbout", YD.baselineAbout), ("againstPeriod", YD.baselinePeriod)):
        if iri := reader.one(record, predicate):
            found[key] = reader.term(iri)
    if stated := reader.text(record, YD.statedChange):
        unit, bound = reader.one(record, QUDT.hasUnit), reader.one(record, YD.bound)
        found["change"] = quantity(stated, unit, bound, signed=True)
        if (shown := quantity(stated, unit, bound, CHINESE, signed=True)) != found["change"]:
            found["changeZh"] = shown
        terms = (unit, bound, reader.one(record, YD.changeKind))
        found["stated"] = [stated, *(compact(iri) if iri else "" for iri in terms)]
    if outcome := reader.one(record, YD.statedOutcome):
        found["outcome"] = slug(outcome)
        found["outcomeText"] = reader.word(outcome)
    if said := _comparison_zh(reader, record):
        found["zh"] = said
    return found | _noted(reader, record)


def milestone(reader: Reader, record: str) -> Record:
    """Say of a milestone what is planned, under way or done, as of when, and the day or the last day."""
    modality, stage = reader.one(record, YD.modality) or "", reader.one(record, YD.stage) or ""
    on, until, as_of = (reader.text(record, each) for each in (YD.on, YD.notAfter, YD.asOf))
    label = reader.name(stage)
    # The page says itself as of which day it holds.
    tail = f", {words_as_of(as_of)}" if as_of else ""
    tail_zh = f"（{words_as_of(as_of, CHINESE)}）" if as_of else ""
    found: Record = {
        "about": slug(reader.one(record, YD.about) or ""),
        "modality": slug(modality),
        "stage": slug(stage),
        "says": reached(stage, label, modality, on=on, until=until, as_of=as_of).removesuffix(tail),
        "zh": reached(stage, label, modality, CHINESE, on=on, until=until, as_of=as_of).removesuffix(tail_zh),
        "sources": reader.record_sources(record),
    }
    days = {key: given for key, given in (("on", on), ("notAfter", until)) if given}
    return found | days | _dated(reader, record)


def claim(reader: Reader, record: str) -> Record:
    """Put a first claim into words: what it is the first of, where, since when."""
    claimed = reader.text(record, YD.claimedClass)
    found: Record = {
        "label": reader.name(record),
        "about": slug(reader.one(record, YD.about) or ""),
        "of": claimed,
        "sources": reader.record_sources(record),
    }
    names = []
    for key, predicate in (("scope", YD.scope), ("since", YD.since)):
        iri = reader.one(record, predicate)
        names.append(reader.chinese_name(iri) if iri else "")
        if iri:
            found[key] = slug(iri)
    claimed_zh = reader.text(record, YD.claimedClass, "zh-hans") or claimed
    return found | {"zh": claim_zh(claimed_zh, *names)} | _noted(reader, record)


def _dated(reader: Reader, record: str) -> Record:
    """Give the day as of which a record holds, and what the editors note of it."""
    as_of = reader.text(record, YD.asOf)
    return ({"asOf": as_of} if as_of else {}) | _noted(reader, record)


def _noted(reader: Reader, record: str) -> Record:
    """Give what the editors note of a record."""
    note = reader.note(record, SKOS.editorialNote)
    return {"note": note} if note else {}


def _comparison_zh(reader: Reader, record: str) -> str:
    """Say a comparison in Chinese; empty where its current figure is missing."""
    current = reader.one(record, YD.current)
    about, metric = (current and reader.one(current, each) for each in (YD.about, YD.metric))
    if not current or not about or not metric:
        return ""
    baseline, target = (reader.one(record, each) for each in (YD.baseline, YD.target))
    outcome = reader.one(record, YD.statedOutcome)
    return comparison_zh(
        reader.chinese_name(about),
        reader.chinese_name(metric),
        _figure(reader, current),
        baseline=_figure(reader, baseline) if baseline else None,
        target=_figure(reader, target, without=YD.Target) if target else None,
        change=_change(reader, record, current),
        outcome=reader.chinese_name(outcome) if outcome else "",
    )


def _figure(reader: Reader, record: str, without: str = YD.Actual) -> Figure:
    """Read a figure for a Chinese sentence; the status that goes without saying is left out."""
    status, as_of = reader.one(record, YD.valueStatus), reader.text(record, YD.asOf)
    when = [reader.chinese_name(iri) for each in (YD.period, YD.inEdition) if (iri := reader.one(record, each))]
    if not when and as_of:
        when.append(words_as_of(as_of, CHINESE))
    if status and status != without:
        when.append(reader.chinese_name(status))
    unit, bound = (reader.one(record, each) or "" for each in (QUDT.hasUnit, YD.bound))
    return Figure(reader.text(record, YD.value), unit, bound, "，".join(when).replace("）", "").replace("（", "，"))


def _change(reader: Reader, record: str, current: str) -> Change | None:
    """Read a stated change, and what it is set against where that is another thing or another time."""
    stated = reader.text(record, YD.statedChange)
    if not stated:
        return None
    about, period = (reader.one(record, each) for each in (YD.baselineAbout, YD.baselinePeriod))
    against = "" if not about or about == reader.one(current, YD.about) else reader.chinese_name(about)
    if period and period != reader.one(current, YD.period):
        against = f"{reader.chinese_name(period)}的{against}" if against else reader.chinese_name(period)
    unit, bound, kind = (reader.one(record, each) or "" for each in (QUDT.hasUnit, YD.bound, YD.changeKind))
    return Change(stated, unit, bound, kind, against)
