"""Definitions that records need: metrics, periods, stages, posts and roles at events, each there once."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from ydkg.draft.graphing import Fact, Graphing, day, english
from ydkg.draft.slug import slug_of
from ydkg.vocab import ORG, QUDT, RDF, RDFS, SKOS, UNIT, YD, ydr
from ydkg.words.days import day as day_in_words
from ydkg.words.grammar import capitalized
from ydkg.words.units import common_unit, unit_name

if TYPE_CHECKING:
    from datetime import date

    from ydkg.graph.table import Table
    from ydkg.words.reading.moment import Time

_MONTH_NAMES = "January February March April May June July August September October November December"
_MONTHS = _MONTH_NAMES.split()
_YEAR_END = 12


#: Kinds of measures whose values in several units are of one metric.
_CONVERTED = frozenset({YD.Duration, YD.Length})


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
            return (
                self.metric(label, unit, kind, direction)
                if unit in self._metrics.get(label.lower(), {})
                else self._new(label, unit, kind, direction)
            )
        return self._new(label, unit, kind, direction)

    def _new(self, label: str, unit: str, kind: str, direction: str) -> str:
        iri = self._graphing.new_iri(f"metric-{slug_of(label)}")
        self._metrics[label.lower()][unit] = iri
        self._graphing.add(
            iri,
            [
                Fact(RDF.type, YD.Metric),
                Fact(RDFS.label, english(label)),
                Fact(
                    SKOS.definition,
                    english(f"{capitalized(label)}, as the document gives it; it does not define it further."),
                ),
                Fact(QUDT.hasUnit, unit),
                Fact(YD.direction, direction),
                Fact(YD.measureKind, kind),
            ],
        )
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
        slug, label = _period(time.first, time.last)
        iri = ydr(f"period-{slug}")
        if not self._known.types(iri):
            facts = [Fact(RDF.type, YD.Period), Fact(RDFS.label, english(label)), Fact(YD.edtf, Literal(time.edtf))]
            facts += [Fact(YD.firstDay, day(time.first))] if time.first else []
            facts += [Fact(YD.lastDay, day(time.last))] if time.last else []
            basis = YD.Stated if time.stated else YD.Resolved
            if iri not in self._periods:
                facts.append(Fact(YD.periodBasis, basis))
            self._periods.add(iri)
            self._graphing.add(iri, facts)
        return iri

    def stage(self, slug: str, label: str) -> str:
        """Give the stage of a slug.

        Parameters
        ----------
        slug : str
            Last part of its IRI.
        label : str
            In English.

        Returns
        -------
        str
            Its IRI.
        """
        return self._concept(f"stage-{slug}", label, "stages", f"It is {label}, as the document words it.")

    def role(self, label: str) -> str:
        """Give the post of a name.

        Parameters
        ----------
        label : str
            Name of the post.

        Returns
        -------
        str
            Its IRI.
        """
        return self._concept(f"role-{slug_of(label)}", label, "roles", "", ORG.Role)

    def participant_role(self, word: str) -> str:
        """Give a role at events.

        Parameters
        ----------
        word : str
            As it is written.

        Returns
        -------
        str
            Its IRI.
        """
        return self._concept(f"participant-role-{word}", word, "participant-roles", "")

    def _concept(self, slug: str, label: str, scheme: str, definition: str, kind: str = "") -> str:
        iri = ydr(slug)
        if not self._known.types(iri):
            facts = [Fact(RDF.type, SKOS.Concept), Fact(RDFS.label, english(label)), Fact(SKOS.inScheme, ydr(scheme))]
            facts += [Fact(SKOS.definition, english(definition))] if definition else []
            facts += [Fact(RDF.type, kind)] if kind else []
            self._graphing.add(iri, facts)
        if not self._known.types(ydr(scheme)):
            name = scheme.replace("-", " ")
            told = [Fact(RDFS.label, english(name)), Fact(SKOS.definition, english(f"The {name} that records name."))]
            self._graphing.add(ydr(scheme), [Fact(RDF.type, SKOS.ConceptScheme), *told])
        return iri


def _period(first: date | None, last: date | None) -> tuple[str, str]:  # noqa: PLR0911 - a case each
    """Give the slug and the label of a period."""
    if first is None and last is not None:
        if last.month == _YEAR_END:
            return f"to-{last.year}", f"up to the end of {last.year}"
        whole = last.day == monthrange(last.year, last.month)[1]
        if whole:
            return f"to-{last:%Y-%m}", f"up to the end of {_MONTHS[last.month - 1]} {last.year}"
        return f"to-{last}", f"up to {day_in_words(str(last))}"
    if first is None or last is None:
        return (f"from-{first}", f"since {day_in_words(str(first))}") if first else ("unknown", "no days stated")
    if first == last:
        return str(first), day_in_words(str(first))
    start, stop = first.day == 1, last.day == monthrange(last.year, last.month)[1]
    if not (start and stop):
        return f"{first}-to-{last}", f"{day_in_words(str(first))} to {day_in_words(str(last))}"
    if first.month == 1 and last.month == _YEAR_END:
        return (
            (str(first.year), str(first.year))
            if first.year == last.year
            else (f"{first.year}-to-{last.year}", f"{first.year} to {last.year}")
        )
    if first.year == last.year:
        return _within_year(first, last)
    names = f"{_MONTHS[first.month - 1]} {first.year} to {_MONTHS[last.month - 1]} {last.year}"
    return f"{first:%Y-%m}-to-{last:%Y-%m}", names


def _within_year(first: date, last: date) -> tuple[str, str]:
    """Give slug and label of whole months of one year."""
    year, span = first.year, (first.month, last.month)
    quarters = {(1, 3): 1, (4, 6): 2, (7, 9): 3, (10, 12): 4}
    words = ("first", "second", "third", "fourth")
    if span in quarters:
        return f"{year}-q{quarters[span]}", f"{words[quarters[span] - 1]} quarter of {year}"
    if span == (1, 9):
        return f"{year}-q1-q3", f"first three quarters of {year}"
    if span in {(1, 6), (7, 12)}:
        half = 1 if span[0] == 1 else 2
        return f"{year}-h{half}", f"{words[half - 1]} half of {year}"
    if first.month == last.month:
        return f"{first:%Y-%m}", f"{_MONTHS[first.month - 1]} {year}"
    return f"{first:%Y-%m}-to-{last:%m}", f"{_MONTHS[first.month - 1]} to {_MONTHS[last.month - 1]} {year}"


def metric_words(text: str, unit: str, *, is_rank: bool, fallback: str) -> str:
    """Word the name of a metric.

    Parameters
    ----------
    text : str
        What the text says is measured; may be empty.
    unit : str
        IRI of the unit.
    is_rank : bool
        Whether it is a place in an order.
    fallback : str
        The name where the text says nothing.

    Returns
    -------
    str
        At most seven words of the text.

    Examples
    --------
    >>> metric_words("cutting travel time", UNIT.MIN, is_rank=False, fallback="duration")
    'travel time'
    >>> metric_words("task lists", UNIT.NUM, is_rank=False, fallback="number")
    'number of task lists'
    """
    if is_rank:
        return "rank"
    words = re.sub(
        r"^(?:(?:\w+ing|the|a|an|its|their|our|we|it|this|these|total|also|have|has|with|as|by|in|at|some) )+(?=\S)",
        "",
        text.strip(" ,.;-—"),
        flags=re.IGNORECASE,
    )
    words = re.sub(r"^(?:region|country|state|city|province|union)[’']s ", "", words)
    words = re.split(r" (?:which|that|who|of which|exceeding|reaching|spanning|totalling)\b|[,;:—]", words)[0].strip()
    words = " ".join(words.split()[:7])
    words = re.sub(r"(?: (?:and|of|for|the|to|in|a|an|or|with|by|from|will|is|are|has|have))+$", "", words)
    if not re.search(r"[A-Za-z\u4e00-\u9fff]{2}", words):
        return fallback
    if unit in {UNIT.NUM, UNIT["NUM-PER-YR"]}:
        return words if words.lower().startswith("number of") else f"number of {words}"
    return words
