"""Definitions that records need: metrics, periods, stages, posts and roles at events, each there once."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from ydkg.draft.graphing import Fact, Graphing, chinese, day, english, slug_of
from ydkg.draft.rules.stage import known_stages
from ydkg.vocab import ORG, QUDT, RDF, RDFS, SKOS, YD, ydr
from ydkg.words.days import day as day_in_words
from ydkg.words.grammar import capitalized
from ydkg.words.language import CHINESE
from ydkg.words.units import common_unit, unit_name

if TYPE_CHECKING:
    from datetime import date

    from ydkg.graph.table import Table
    from ydkg.words.reading.times import Time

#: Kinds of measures whose values in several units are of one metric.
_CONVERTED = frozenset({YD.Duration, YD.Length})

_YEAR_END = 12
#: First and last month -> the end of the slug of such a part of a year, and what it is called; a whole one is the year.
_PARTS = {
    (1, 3): ("q1", "first quarter", "第一季度"),
    (4, 6): ("q2", "second quarter", "第二季度"),
    (7, 9): ("q3", "third quarter", "第三季度"),
    (10, 12): ("q4", "fourth quarter", "第四季度"),
    (1, 9): ("q1-q3", "first three quarters", "前三季度"),
    (1, 6): ("h1", "first half", "上半年"),
    (7, 12): ("h2", "second half", "下半年"),
}


class Definitions:
    """Find or make definitions.

    Parameters
    ----------
    graphing : Graphing
    known : Table
        The collection; what it defines is used as it is.
    """

    def __init__(self, graphing: Graphing, known: Table) -> None:
        self._graphing = graphing
        self._known = known
        #: Name in lower case -> unit -> metric.
        self._metrics: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self._periods: set[str] = set()
        for metric in known.subjects(YD.Metric):
            label = known.text(metric, RDFS.label)
            if label:
                self._metrics[label.lower()].setdefault(known.one(metric, QUDT.hasUnit) or "", metric)

    def metric(self, label: str, unit: str, kind: str, direction: str = YD.NoDirection) -> str:
        """Give the metric of a name and a unit.

        Parameters
        ----------
        label : str
            What it is called in the text.
        unit : str
            IRI; may be empty.
        kind : str
            IRI of its kind of measure.
        direction : str, optional
            IRI: which way is better.

        Returns
        -------
        str
            Its IRI.
        """
        of_name = self._metrics.get(label.lower(), {})
        for of, iri in of_name.items():
            if of == unit or (kind in _CONVERTED and common_unit(of, unit)):
                return iri  # Two values that are compared share a dimension, not always a unit.
        if of_name:
            label = f"{label}, in {unit_name(unit)}"  # Two metrics of one name tell each other apart by their units.
            if unit in self._metrics.get(label.lower(), {}):
                return self.metric(label, unit, kind, direction)
        iri = self._metrics[label.lower()][unit] = self._graphing.new_iri(f"metric-{slug_of(label)}")
        meant = f"{capitalized(label)}, as the document gives it; it does not define it further."
        facts: list[Fact] = [
            (RDF.type, YD.Metric),
            (RDFS.label, english(label)),
            (SKOS.definition, english(meant)),
            (QUDT.hasUnit, unit),
            (YD.direction, direction),
            (YD.measureKind, kind),
        ]
        self._graphing.add(iri, facts)
        return iri

    def period(self, time: Time) -> str:
        """Give the period of a time.

        Parameters
        ----------
        time : Time
            As it was read.

        Returns
        -------
        str
            Its IRI.
        """
        slug, label, label_zh = _named(time.first, time.last)
        iri = ydr(f"period-{slug}")
        if not self._known.types(iri):
            basis = YD.Stated if time.stated else YD.Resolved
            facts: list[Fact] = [
                (RDF.type, YD.Period),
                (RDFS.label, english(label)),
                (RDFS.label, chinese(label_zh) if label_zh else None),
                (YD.edtf, Literal(time.edtf)),
                (YD.firstDay, day(time.first) if time.first else None),
                (YD.lastDay, day(time.last) if time.last else None),
                (YD.periodBasis, None if iri in self._periods else basis),
            ]
            self._periods.add(iri)
            self._graphing.add(iri, facts)
        return iri

    def concept(self, scheme: str, label: str, slug: str = "") -> str:
        """Give a stage, a post or a role at events.

        Parameters
        ----------
        scheme : str
            ``stages``, ``roles`` or ``participant-roles``.
        label : str
            What it is called in the text, or in English.
        slug : str, optional
            The end of its IRI; else the label's.

        Returns
        -------
        str
            Its IRI.
        """
        iri = ydr(f"{scheme.removesuffix('s')}-{slug or slug_of(label)}")
        if not self._known.types(iri):
            zh = known_stages().get(slug, ("", ""))[1]
            meant = english(f"It is {label}, as the document words it.") if scheme == "stages" else None
            facts: list[Fact] = [
                (RDF.type, SKOS.Concept),
                (RDF.type, ORG.Role if scheme == "roles" else None),
                (RDFS.label, english(label)),
                (RDFS.label, chinese(zh) if zh else None),
                (SKOS.inScheme, ydr(scheme)),
                (SKOS.definition, meant),
            ]
            self._graphing.add(iri, facts)
        if not self._known.types(ydr(scheme)):
            name = scheme.replace("-", " ")
            told: list[Fact] = [
                (RDFS.label, english(name)),
                (SKOS.definition, english(f"The {name} that records name.")),
            ]
            self._graphing.add(ydr(scheme), [(RDF.type, SKOS.ConceptScheme), *told])
        return iri


def _named(first: date | None, last: date | None) -> tuple[str, str, str]:  # noqa: C901, PLR0911 - a case each
    """Give the slug of a period, and what it is called in English and in Chinese.

    Examples
    --------
    >>> from datetime import date
    >>> _named(date(2024, 1, 1), date(2024, 9, 30))
    ('2024-q1-q3', 'first three quarters of 2024', '2024年前三季度')
    >>> _named(date(2024, 1, 1), date(2024, 10, 31))
    ('2024-01-to-10', 'January to October 2024', '2024年1—10月')
    >>> _named(None, date(2024, 10, 31))
    ('to-2024-10', 'up to the end of October 2024', '截至2024年10月底')
    >>> _named(None, date(2024, 12, 15))
    ('to-2024-12-15', 'up to 15 December 2024', '截至2024年12月15日')
    """
    begins, ends = (day_in_words(str(each)) if each else "" for each in (first, last))
    begins_zh, ends_zh = (day_in_words(str(each), CHINESE) if each else "" for each in (first, last))
    if last is None:
        return (f"from-{first}", f"since {begins}", f"自{begins_zh}起") if first else ("unknown", "no days stated", "")
    whole = last.day == monthrange(last.year, last.month)[1]
    if first is None:
        if not whole:
            return f"to-{last}", f"up to {ends}", f"截至{ends_zh}"
        if last.month == _YEAR_END:
            return f"to-{last.year}", f"up to the end of {last.year}", f"截至{last.year}年底"
        return f"to-{last:%Y-%m}", f"up to the end of {_month(last)}", f"截至{last.year}年{last.month}月底"
    if first == last:
        return str(first), begins, begins_zh
    if first.day > 1 or not whole:
        return f"{first}-to-{last}", f"{begins} to {ends}", f"{begins_zh}至{ends_zh}"
    months, year = (first.month, last.month), f"{first.year}年"
    if months == (1, _YEAR_END):
        years = [str(each) for each in dict.fromkeys((first.year, last.year))]
        return "-to-".join(years), " to ".join(years), f"{'—'.join(years)}年"
    if first.year < last.year:
        to = f"{first:%Y-%m}-to-{last:%Y-%m}", f"{_month(first)} to {_month(last)}"
        return *to, f"{year}{first.month}月至{last.year}年{last.month}月"
    if first.month == last.month:
        return f"{first:%Y-%m}", _month(first), f"{year}{first.month}月"
    if part := _PARTS.get(months):
        return f"{first.year}-{part[0]}", f"{part[1]} of {first.year}", year + part[2]
    to = f"{first:%Y-%m}-to-{last:%m}", f"{_month(first).partition(' ')[0]} to {_month(last)}"
    return *to, f"{year}{first.month}—{last.month}月"


def _month(day: date) -> str:
    return day_in_words(f"{day:%Y-%m}")
