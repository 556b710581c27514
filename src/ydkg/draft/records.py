"""Records of a draft: what the rules found, as records of the data contract with their evidence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from ydkg.draft.definitions import Definitions, metric_words
from ydkg.draft.graphing import Fact, Graphing, Span, day, decimal, english, slug_in
from ydkg.draft.rules.modality import cue_of, modality_of
from ydkg.vocab import ORG, PROV, QB, QUDT, RDF, RDFS, SCHEMA, SKOS, UNIT, YD, ydr
from ydkg.words.days import day as day_in_words
from ydkg.words.quantity import fraction, quantity, rank
from ydkg.words.reading.resolved import years_on
from ydkg.words.reading.tables import is_chinese
from ydkg.words.stage import reached

if TYPE_CHECKING:
    from datetime import date

    from ydkg.draft.rules.figure import Change, Figure
    from ydkg.draft.rules.firsts import First
    from ydkg.draft.rules.parts import Part
    from ydkg.draft.rules.post import Post
    from ydkg.draft.rules.sentence import Sentence
    from ydkg.draft.rules.stage import Stage
    from ydkg.draft.things import Things
    from ydkg.words.reading.moment import Time

_FALLBACKS = {
    YD.Share: "share",
    YD.Rate: "rate",
    YD.Ratio: "ratio",
    YD.Length: "length",
    YD.Duration: "duration",
    YD.Count: "number",
}
_SLUG = 60
#: What a value is one of each: "100 tons per day".
_EACH = re.compile(r" (?:per|a|each|every) (?P<each>second|minute|hour|day|week|month|person|capita|household)\b")


class Records:
    """Write records.

    Parameters
    ----------
    graphing : Graphing
    things : Things
    definitions : Definitions
    issued : date
    dateline : tuple of int or None
        Where the text prints the day of issue.
    """

    def __init__(
        self, graphing: Graphing, things: Things, definitions: Definitions, issued: date, dateline: Span | None
    ) -> None:
        self._graphing = graphing
        self._things = things
        self._definitions = definitions
        self._issued = issued
        self._dateline = dateline

    def figure(
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
        metric_label = self._metric_label(figure)
        metric = self._definitions.metric(metric_label, figure.unit, figure.kind, direction or YD.NoDirection)
        period = figure.time if figure.time and (figure.time.first or figure.time.last) else None
        label = f"{self._things.label(thing)}: {metric_label}{_when(period)}: {self._written(figure)}"
        slug = f"observation-{_cut(slug_in(thing))}-{_cut(slug_in(metric).removeprefix('metric-'))}"
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
        self._write(
            iri,
            facts,
            span,
            YD.Observation,
            YD.value,
            figure.rule,
            (named, _span_of(figure.metric), _span_of(figure.ranked), _time_span(period)),
            dated=period is None or not period.stated,
        )
        return iri

    def change(self, sentence: Sentence, change: Change, known: dict[Span, str], of: tuple[str, Span | None]) -> None:
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
        if change.amount:
            facts += self._amount(change)
        if not baseline and not target:
            facts += self._against(sentence, change, about)
        subject = f"{self._things.label(about)}: {self._metric_label(change.current)}"
        facts.append(Fact(RDFS.label, english(f"{subject}: {self._change_words(change)}")))
        iri = self._graphing.new_iri(f"comparison-{slug_in(current).removeprefix('observation-')}")
        country = self._things.country_of(sentence) if change.against == "nation" else ""
        metric = _span_of(change.current.metric)
        self._write(
            iri,
            facts,
            (change.start, change.end),
            YD.Comparison,
            given,
            change.rule,
            (
                metric,
                named,
                _time_span(change.time),
                _time_span(change.current.time) if change.time and change.time.same else None,
                self._things.named_at(sentence, country) if change.against == "nation" else None,
            ),
            dated=False,
        )

    def stage(self, sentence: Sentence, stage: Stage, about: str) -> None:
        """Write a milestone.

        Parameters
        ----------
        sentence : Sentence
            That says it.
        stage : Stage
        about : str
            IRI of what it is of.
        """
        span = min(stage.verb, stage.about[0]), max(stage.end, stage.about[1])
        if any(sentence.text[at] == "\n" for at in range(*span)) or not self._graphing.is_new(
            span, YD.Milestone, YD.stage
        ):
            return
        time = stage.time
        on = time.first if time and time.is_day and not time.deadline else None
        until = time.last if time and not on else None
        words = {YD.Planned: "planned", YD.Underway: "underway", YD.Done: "done"}[stage.modality]
        said = reached(
            ydr(f"stage-{stage.slug}"), stage.label, stage.modality, on=str(on or ""), until=str(until or "")
        )
        iri = self._graphing.new_iri(f"milestone-{_cut(slug_in(about))}-{stage.slug}-{words}")
        facts = [
            Fact(RDF.type, YD.Milestone),
            Fact(RDFS.label, english(f"{self._things.label(about)}: {said}")),
            Fact(YD.about, about),
            Fact(YD.stage, self._definitions.stage(stage.slug, stage.label)),
            Fact(YD.modality, stage.modality),
            Fact(YD.asOf, day(self._issued)),
        ]
        facts += [Fact(YD.on, day(on))] if on else []
        facts += [Fact(YD.notAfter, day(until))] if until else []
        self._write(
            iri,
            facts,
            span,
            YD.Milestone,
            YD.stage,
            stage.rule,
            ((stage.start, stage.end), _time_span(time), _cue(sentence, stage, span)),
            dated=True,
        )

    def first(self, sentence: Sentence, first: First, about: str, scope: str) -> None:
        """Write a claim to be the first.

        Parameters
        ----------
        sentence : Sentence
            That says it.
        first : First
        about : str
            IRI of what is called the first.
        scope : str
            IRI of the place within which it holds.
        """
        span = first.start, first.end
        claimed = " ".join(sentence.text[slice(*first.claimed)].split()[:7]) or "of its kind"
        iri = self._graphing.new_iri(f"first-claim-{_cut(slug_in(about))}")
        facts = [
            Fact(RDF.type, YD.FirstClaim),
            Fact(
                RDFS.label,
                english(f"{self._things.label(about)}: called the first in {self._things.label(scope)}: {claimed}"),
            ),
            Fact(YD.about, about),
            Fact(YD.scope, scope),
            Fact(YD.claimedClass, english(claimed)),
        ]
        self._write(
            iri,
            facts,
            span,
            YD.FirstClaim,
            YD.claimedClass,
            "firsts.claim",
            (self._things.named_at(sentence, scope),),
            dated=False,
        )

    def post(self, post: Post, person: str, organization: str | None) -> None:
        """Write a post, or a title without an organisation.

        Parameters
        ----------
        post : Post
        person : str
            IRI.
        organization : str or None
            IRI; None where none is named.
        """
        span = post.start, post.end
        if organization is None:
            title = self._graphing.source.text[slice(*span)].strip()
            value = Literal(title, language="zh-hans" if is_chinese(title) else "en")
            self._graphing.state(span, person, SCHEMA.honorificPrefix, value, post.rule, [post.person])
            return
        iri = self._graphing.new_iri(f"membership-{_cut(slug_in(person))}-{_cut(slug_in(organization))}")
        facts = [
            Fact(RDF.type, ORG.Membership),
            Fact(RDFS.label, english(f"{self._things.label(person)}, {self._things.label(organization)}: {post.role}")),
            Fact(ORG.member, person),
            Fact(ORG.organization, organization),
            Fact(ORG.role, self._definitions.role(post.role)),
            Fact(YD.asOf, day(self._issued)),
        ]
        self._write(iri, facts, span, ORG.Membership, ORG.role, post.rule, (post.person, post.organization), dated=True)

    def part(self, part: Part, person: str, event: str) -> None:
        """Write what a person did at an event.

        Parameters
        ----------
        part : Part
        person, event : str
            IRIs.
        """
        span = min(part.person[0], part.start), max(part.person[1], part.end)
        deeds = {
            "attendee": "attended",
            "respondent": "answered questions at",
            "chair": "chaired",
            "presenter": "presented at",
            "speaker": "delivered a speech at",
        }
        iri = self._graphing.new_iri(f"participation-{_cut(slug_in(person))}-{_cut(slug_in(event))}-{part.role}")
        facts = [
            Fact(RDF.type, YD.Participation),
            Fact(
                RDFS.label, english(f"{self._things.label(person)} {deeds[part.role]} the {self._things.label(event)}")
            ),
            Fact(YD.participant, person),
            Fact(YD.event, event),
            Fact(YD.participantRole, self._definitions.participant_role(part.role)),
        ]
        self._write(
            iri, facts, span, YD.Participation, YD.participantRole, "posts.part", (part.person, part.event), dated=False
        )

    def _write(  # noqa: PLR0917 - the parts of a proposal, in their order
        self,
        iri: str,
        facts: list[Fact],
        span: Span,
        kind: str,
        given: str,
        rule: str,
        more: tuple[Span | None, ...],
        *,
        dated: bool,
    ) -> None:
        """Write a record with the passages that it comes from, and propose it."""
        if not self._graphing.propose(span, kind, given, iri, rule):
            return
        spans = {
            span,
            *(each for each in more if each and each[0] < each[1] and not (span[0] <= each[0] and each[1] <= span[1])),
        }
        spans |= {self._dateline} if dated and self._dateline else set()
        self._graphing.add(
            iri, [*facts, *(Fact(PROV.wasDerivedFrom, self._graphing.passage(*each)) for each in sorted(spans))]
        )

    def _metric_label(self, figure: Figure) -> str:
        fallback = _FALLBACKS.get(figure.kind, "amount")
        text = self._graphing.source.text[slice(*figure.metric)]
        words = metric_words(text, figure.unit, is_rank=figure.kind == YD.Rank, fallback=fallback)
        if each := _EACH.match(self._graphing.source.text, figure.quantity.end):
            words = f"{words} per {each.group('each')}"
        if figure.rule in {"changes.rise", "changes.fall"} and not re.search("growth|增速", words):
            return f"{'growth' if figure.rule == 'changes.rise' else 'decline'} of {words.removeprefix('number of ')}"
        if figure.rule == "changes.multiple":
            return f"{words} as a multiple of what it was"
        return f"{fallback} of {words}" if words != fallback and self._things.is_name(words) else words

    def _written(self, figure: Figure) -> str:
        value, numeral = figure.quantity.value, figure.quantity.numeral
        if figure.kind == YD.Rank:
            return rank(f"{value:f}")
        if numeral.kind == "fraction":
            return fraction(str(numeral.numerator), str(numeral.denominator), figure.quantity.bound)
        return quantity(value, figure.unit, figure.quantity.bound)

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

    def _against(self, sentence: Sentence, change: Change, about: str) -> list[Fact]:
        """Say what a change is measured against, where no second value is given."""
        if change.against == "nation":
            facts = [Fact(YD.baselineAbout, self._things.country_of(sentence))]
            return facts + (
                [Fact(YD.baselinePeriod, self._definitions.period(change.current.time))]
                if change.current.time and change.current.time.last
                else []
            )
        facts = [Fact(YD.baselineAbout, about)]
        time, own = change.time, change.current.time
        if time and time.relative and not (own and own.last):
            return facts  # The year before which one, the words leave open.
        if time and time.same and time.last and own and own.last:
            years = -1 if time.relative else time.last.year - own.last.year
            first = years_on(own.first, years) if own.first else None
            time = own._replace(first=first, last=years_on(own.last, years), stated=False)
        return facts + ([Fact(YD.baselinePeriod, self._definitions.period(time))] if time and time.last else [])

    def _change_words(self, change: Change) -> str:
        if change.target:
            return f"{self._written(change.current)} against a target of {self._written(change.target)}"
        if change.amount:
            unit = change.amount.unit or change.current.unit
            said = quantity(change.amount.value, unit, change.amount.bound)
            return f"{'up' if change.rises else 'down'} by {said}"
        baseline = self._written(change.baseline) if change.baseline else ""
        return f"{'rose' if change.rises else 'fell'} from {baseline} to {self._written(change.current)}"

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


def _cue(sentence: Sentence, stage: Stage, span: Span) -> Span | None:
    """Give the word that says that a stage is planned or goes on, where the words of the stage do not."""
    cited = f"{sentence.text[stage.start : stage.end]} {sentence.text[slice(*span)]}"
    if modality_of(cited) == stage.modality:
        return None
    cue = cue_of(sentence.text[sentence.start : span[0]], stage.modality)
    return (sentence.start + cue[0], sentence.start + cue[1]) if cue else None


def _when(time: Time | None) -> str:
    if time is None:
        return ""
    if time.first is None and time.last is not None:
        return f", by {day_in_words(str(time.last))}"
    if time.first and time.last and time.edtf.isdecimal():
        return f", {time.edtf}"
    return f", {day_in_words(str(time.first))} to {day_in_words(str(time.last))}" if time.first and time.last else ""


def _cut(slug: str) -> str:
    return slug if len(slug) <= _SLUG else slug[:_SLUG].rsplit("-", 1)[0]


def _span_of(span: Span) -> Span | None:
    return span if span[0] < span[1] else None


def _time_span(time: Time | None) -> Span | None:
    return (time.start, time.end) if time else None
