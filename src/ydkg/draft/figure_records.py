"""Figures of a draft: observations and comparisons of the data contract, with their evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal

from ydkg.draft.evidence import Evidence, cut, span_of_time
from ydkg.draft.figure_words import change_words, metric_label, when, written
from ydkg.draft.graphing import Fact, Graphing, Span, day, decimal, english, slug_in
from ydkg.draft.rules.changes import NATION
from ydkg.vocab import QB, QUDT, RDF, RDFS, SKOS, UNIT, YD
from ydkg.words.reading.resolved import period_before

if TYPE_CHECKING:
    from datetime import date

    from ydkg.draft.definitions import Definitions
    from ydkg.draft.rules.figure import Change, Figure
    from ydkg.draft.rules.sentence import Sentence
    from ydkg.draft.things import Things


#: How far from a change what it is compared with stands, in characters.
_NEAR = 70


class FigureRecords:
    """Write observations and comparisons.

    Parameters
    ----------
    evidence : Evidence
    graphing : Graphing
    things : Things
    definitions : Definitions
    issued : date
    """

    def __init__(
        self, evidence: Evidence, graphing: Graphing, things: Things, definitions: Definitions, issued: date
    ) -> None:
        self._evidence = evidence
        self._graphing = graphing
        self._things = things
        self._definitions = definitions
        self._issued = issued

    def observation(
        self,
        sentence: Sentence,
        figure: Figure,
        about: tuple[str, Span | None, bool],
        direction: str = "",
        *,
        now: bool = False,
    ) -> str:
        """Write an observation, and give its IRI; empty where the same words give one already.

        Parameters
        ----------
        sentence : Sentence
        figure : Figure
        about : tuple of str, tuple of int or None, bool
            What it is of, where that is named, and whether it was read from the context.
        direction : str
            IRI of the metric's direction, where the text says it.
        now : bool
            Whether it is the later of two values without a time, and so one of the day of issue.

        Returns
        -------
        str
        """
        span = (figure.start, figure.end)
        if not self._graphing.is_new(span, YD.Observation, YD.value):
            return ""
        thing, named, context = about
        measured = metric_label(self._graphing.source.text, figure, self._things.is_name)
        metric = self._definitions.metric(measured, figure.unit, figure.kind, direction or YD.NoDirection)
        period = figure.time if figure.time and (figure.time.first or figure.time.last) else None
        label = f"{self._things.label(thing)}: {measured}{when(period)}: {written(figure)}"
        slug = f"observation-{cut(slug_in(thing))}-{cut(slug_in(metric).removeprefix('metric-'))}"
        iri = self._graphing.new_iri(
            slug
            + (
                f"-{slug_in(self._definitions.period(period)).removeprefix('period-')}"
                if period
                else f"-{self._issued:%Y%m%d}"
            )
        )
        facts = [
            Fact(RDF.type, YD.Observation),
            Fact(RDF.type, QB.Observation),
            Fact(RDFS.label, english(label)),
            Fact(YD.about, thing),
            Fact(YD.metric, metric),
        ]
        facts += [
            Fact(YD.value, decimal(figure.quantity.value)),
            Fact(QUDT.hasUnit, figure.unit),
            Fact(YD.bound, figure.quantity.bound),
            Fact(YD.valueStatus, figure.status),
        ]
        if figure.quantity.numeral.kind == "fraction":
            facts += [
                Fact(YD.numerator, Literal(figure.quantity.numeral.numerator)),
                Fact(YD.denominator, Literal(figure.quantity.numeral.denominator)),
            ]
        if figure.kind == YD.Rank:
            facts.append(Fact(YD.inEdition, self._edition(sentence, figure)))
        elif period:
            facts.append(Fact(YD.period, self._definitions.period(period)))
        elif figure.status == YD.Actual and (
            now or (figure.unit == UNIT.NUM and not figure.rule.startswith("changes"))
        ):
            facts.append(Fact(YD.asOf, day(self._issued)))
        facts += [Fact(YD.basis, YD.FromContext)] if context else []
        facts += _noted(figure)
        self._evidence.write(
            iri,
            facts,
            span,
            YD.Observation,
            YD.value,
            figure.rule,
            (named, _span_of(figure.metric), _span_of(figure.ranked), span_of_time(period)),
            dated=period is None or not period.stated,
        )
        return iri

    def comparison(
        self, sentence: Sentence, change: Change, known: dict[Span, str], of: tuple[str, Span | None]
    ) -> None:
        """Write a comparison of observations that are written already, of what is named where.

        Parameters
        ----------
        sentence : Sentence
            That says it.
        change : Change
        known : dict of Span to str
            Observations by where their numbers stand.
        of : tuple of str and Span or None
            IRI of what is compared, and where it is named.
        """
        about, named = of
        current, baseline, target = (
            known.get((each.start, each.end), "") if each else ""
            for each in (change.current, change.baseline, change.target)
        )
        if not current or (change.baseline and not baseline) or (change.target and not target):
            return
        given = YD.target if target else (YD.statedChange if change.amount else YD.baseline)
        facts = [Fact(RDF.type, YD.Comparison), Fact(YD.current, current)]
        facts += [Fact(YD.baseline, baseline)] if baseline else []
        facts += [Fact(YD.target, target)] if target else []
        if target and change.against == "target":
            facts.append(Fact(YD.statedOutcome, YD.AheadOfTarget if change.rises else YD.BehindTarget))
        whole = self._whole(sentence, change) if change.against == "nation" else ""
        if change.amount:
            facts += self._amount(change)
        if not baseline and not target:
            facts += self._against(change, whole or about)
        measured = metric_label(self._graphing.source.text, change.current, self._things.is_name)
        subject = f"{self._things.label(about)}: {measured}"
        facts.append(Fact(RDFS.label, english(f"{subject}: {change_words(change)}")))
        iri = self._graphing.new_iri(f"comparison-{slug_in(current).removeprefix('observation-')}")
        metric = _span_of(change.current.metric)
        self._evidence.write(
            iri,
            facts,
            (change.start, change.end),
            YD.Comparison,
            given,
            change.rule,
            (
                metric,
                named,
                span_of_time(change.time),
                span_of_time(change.current.time) if change.time and change.time.same else None,
                self._things.named_at(sentence, whole) if whole else None,
            ),
            dated=False,
        )

    def _amount(self, change: Change) -> list[Fact]:
        """Give the facts of a stated change."""
        amount = change.amount
        if amount is None:
            return []
        unit = amount.unit or change.current.unit
        kind = YD.RelativeChange if unit == UNIT.PERCENT else YD.AbsoluteChange
        return [
            Fact(YD.statedChange, decimal(amount.value if change.rises else -amount.value)),
            Fact(YD.changeKind, kind),
            Fact(QUDT.hasUnit, unit),
            Fact(YD.bound, amount.bound),
        ]

    def _whole(self, sentence: Sentence, change: Change) -> str:
        """Give what the average is of that a value is compared with."""
        low = max(sentence.start, change.start - _NEAR)
        said = NATION.search(sentence.text, low, min(sentence.end, change.end + _NEAR))
        return self._things.whole(said.span(said.lastgroup or 0) if said else (change.start, change.end))

    def _against(self, change: Change, about: str) -> list[Fact]:
        """Say what a change is measured against, where no second value is given."""
        facts = [Fact(YD.baselineAbout, about)]
        if change.against == "nation":
            time = change.current.time
            return facts + ([Fact(YD.baselinePeriod, self._definitions.period(time))] if time and time.last else [])
        time, own = change.time, change.current.time
        if time and time.relative and not (own and own.last):
            return facts  # The year before which one, the words leave open.
        if time and time.same and own and own.last:
            months = time.relative or (12 * (own.last.year - time.last.year) if time.last else 0)
            before = period_before(own.first, own.last, months)
            time = own._replace(first=before[0], last=before[1], stated=False) if before else None
        return facts + ([Fact(YD.baselinePeriod, self._definitions.period(time))] if time and time.last else [])

    def _edition(self, sentence: Sentence, figure: Figure) -> str:
        if figure.ranked[0] < figure.ranked[1]:
            return self._things.of_span(sentence, figure.ranked, "subject.index", YD.Index)
        return self._things.unnamed(sentence)


def _noted(figure: Figure) -> list[Fact]:
    """Say in a note what a bound cannot: "at least" and "at most" have none of their own."""
    return (
        [Fact(SKOS.editorialNote, english("A multiple of what it was before."))]
        if figure.rule == "changes.multiple"
        else []
    )


def _span_of(span: Span) -> Span | None:
    return span if span[0] < span[1] else None
