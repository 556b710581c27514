"""Records of a draft, of the data contract: figures and how they compare, stages, firsts, posts, parts in events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal

from ydkg.draft.figure_words import change_words, metric_label, when, written
from ydkg.draft.graphing import Fact, Graphing, day, decimal, english, short_slug
from ydkg.draft.rules.changes import NATION
from ydkg.draft.rules.modality import cue_of, modality_of
from ydkg.vocab import ORG, QB, QUDT, RDF, SCHEMA, SKOS, UNIT, YD, local_name
from ydkg.words.reading.resolved import period_before
from ydkg.words.reading.tables import is_chinese
from ydkg.words.stage import reached

if TYPE_CHECKING:
    from datetime import date

    from ydkg.draft.definitions import Definitions
    from ydkg.draft.rules.figure import Change, Figure
    from ydkg.draft.rules.firsts import First
    from ydkg.draft.rules.parts import Part
    from ydkg.draft.rules.roles import Post
    from ydkg.draft.rules.sentence import Sentence
    from ydkg.draft.rules.stage import Stage
    from ydkg.draft.things import Things
    from ydkg.words.reading.spans import Span
    from ydkg.words.reading.times import Time

#: How far from a change what it is compared with stands, in characters.
_NEAR = 70
_MODALITIES = {YD.Planned: "planned", YD.Underway: "underway", YD.Done: "done"}
_DEEDS = {
    "attendee": "attended",
    "respondent": "answered questions at",
    "chair": "chaired",
    "presenter": "presented at",
    "speaker": "delivered a speech at",
}


class Records:
    """Write records.

    Parameters
    ----------
    graphing : Graphing
    things : Things
    definitions : Definitions
    issued : date
        The day of issue.
    """

    def __init__(self, graphing: Graphing, things: Things, definitions: Definitions, issued: date) -> None:
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
        time = figure.time if figure.time and (figure.time.first or figure.time.last) else None
        period = time and self._definitions.period(time)
        label = f"{self._things.label(thing)}: {measured}{when(time)}: {written(figure)}"
        of = local_name(period).removeprefix("period-") if period else f"{self._issued:%Y%m%d}"
        slug = f"observation-{short_slug(thing)}-{short_slug(metric, 'metric-')}-{of}"
        numeral = figure.quantity.numeral
        fraction, ranked = numeral.kind == "fraction", figure.kind == YD.Rank
        counted = figure.unit == UNIT.NUM and not figure.rule.startswith("changes")
        today = not (ranked or period) and figure.status == YD.Actual and (now or counted)
        multiple = figure.rule == "changes.multiple"
        facts: list[Fact] = [
            (RDF.type, QB.Observation),
            (YD.about, thing),
            (YD.metric, metric),
            (YD.value, decimal(figure.quantity.value)),
            (QUDT.hasUnit, figure.unit),
            (YD.bound, figure.quantity.bound),
            (YD.valueStatus, figure.status),
            (YD.numerator, Literal(numeral.numerator) if fraction else None),
            (YD.denominator, Literal(numeral.denominator) if fraction else None),
            (YD.inEdition, self._edition(sentence, figure) if ranked else None),
            (YD.period, None if ranked else period),
            (YD.asOf, day(self._issued) if today else None),
            (YD.basis, YD.FromContext if context else None),
            (SKOS.editorialNote, english("A multiple of what it was before.") if multiple else None),
        ]
        more = (named, figure.metric, figure.ranked, time and time[:2])
        dated = time is None or not time.stated
        return self._graphing.record(slug, label, facts, span, YD.Observation, YD.value, figure.rule, more, dated=dated)

    def _edition(self, sentence: Sentence, figure: Figure) -> str:
        if figure.ranked[0] < figure.ranked[1]:
            return self._things.of_span(sentence, figure.ranked, "subject.index", YD.Index)
        return self._things.unnamed(sentence)

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
            known.get((each.start, each.end)) if each else None
            for each in (change.current, change.baseline, change.target)
        )
        if not current or (change.baseline and not baseline) or (change.target and not target):
            return
        whole = None
        if change.against == "nation":
            low = max(sentence.start, change.start - _NEAR)
            said = NATION.search(sentence.text, low, min(sentence.end, change.end + _NEAR))
            whole = self._things.whole(said.span(said.lastgroup or 0) if said else (change.start, change.end))
        measured = metric_label(self._graphing.source.text, change.current, self._things.is_name)
        outcome = YD.AheadOfTarget if change.rises else YD.BehindTarget
        label = f"{self._things.label(about)}: {measured}: {change_words(change)}"
        facts: list[Fact] = [
            (YD.current, current),
            (YD.baseline, baseline),
            (YD.target, target),
            (YD.statedOutcome, outcome if target and change.against == "target" else None),
        ]
        if amount := change.amount:
            unit = amount.unit or change.current.unit
            facts += [
                (YD.statedChange, decimal(amount.value if change.rises else -amount.value)),
                (YD.changeKind, YD.RelativeChange if unit == UNIT.PERCENT else YD.AbsoluteChange),
                (QUDT.hasUnit, unit),
                (YD.bound, amount.bound),
            ]
        if not baseline and not target:
            time = _time_against(change)
            period = self._definitions.period(time) if time and time.last else None
            facts += [(YD.baselineAbout, whole or about), (YD.baselinePeriod, period)]
        slug = f"comparison-{local_name(current).removeprefix('observation-')}"
        same = change.current.time if change.time and change.time.same else None
        place = self._things.named_at(sentence, whole) if whole else None
        more = (change.current.metric, named, change.time and change.time[:2], same and same[:2], place)
        given = YD.target if target else YD.statedChange if change.amount else YD.baseline
        span = change.start, change.end
        self._graphing.record(slug, label, facts, span, YD.Comparison, given, change.rule, more, dated=False)

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
        if "\n" in sentence.text[slice(*span)] or not self._graphing.is_new(span, YD.Milestone, YD.stage):
            return
        time = stage.time
        on = time.first if time and time.is_day and not time.deadline else None
        until = time.last if time and not on else None
        said = reached(stage.label, stage.modality, on=str(on or ""), until=str(until or ""))
        label = f"{self._things.label(about)}: {said}"
        slug = f"milestone-{short_slug(about)}-{stage.slug}-{_MODALITIES[stage.modality]}"
        facts: list[Fact] = [
            (YD.about, about),
            (YD.stage, self._definitions.concept("stages", stage.label, stage.slug)),
            (YD.modality, stage.modality),
            (YD.asOf, day(self._issued)),
            (YD.on, day(on) if on else None),
            (YD.notAfter, day(until) if until else None),
        ]
        # The word that says that it is planned or goes on, where its own words do not.
        cited = f"{sentence.text[stage.start : stage.end]} {sentence.text[slice(*span)]}"
        plain = modality_of(cited) == stage.modality
        cue = None if plain else cue_of(sentence.text[sentence.start : span[0]], stage.modality)
        at = (sentence.start + cue[0], sentence.start + cue[1]) if cue else None
        more = ((stage.start, stage.end), time and time[:2], at)
        self._graphing.record(slug, label, facts, span, YD.Milestone, YD.stage, stage.rule, more, dated=True)

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
        claimed = " ".join(sentence.text[slice(*first.claimed)].split()[:7]) or "of its kind"
        label = f"{self._things.label(about)}: called the first in {self._things.label(scope)}: {claimed}"
        facts: list[Fact] = [(YD.about, about), (YD.scope, scope), (YD.claimedClass, english(claimed))]
        slug, span, more = f"first-claim-{short_slug(about)}", first[:2], (self._things.named_at(sentence, scope),)
        given, rule = YD.claimedClass, "firsts.claim"
        self._graphing.record(slug, label, facts, span, YD.FirstClaim, given, rule, more, dated=False)

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
            title = post.role if is_chinese(post.role) else self._graphing.source.text[slice(*span)].strip()
            value = Literal(title, language="zh-hans" if is_chinese(title) else "en")
            self._graphing.state(span, person, SCHEMA.honorificPrefix, value, post.rule, [post.person])
            return
        label = f"{self._things.label(person)}, {self._things.label(organization)}: {post.role}"
        facts: list[Fact] = [
            (ORG.member, person),
            (ORG.organization, organization),
            (ORG.role, self._definitions.concept("roles", post.role)),
            (YD.asOf, day(self._issued)),
        ]
        slug = f"membership-{short_slug(person)}-{short_slug(organization)}"
        more = (post.person, post.organization)
        self._graphing.record(slug, label, facts, span, ORG.Membership, ORG.role, post.rule, more, dated=True)

    def part(self, part: Part, person: str, event: str) -> None:
        """Write what a person did at an event.

        Parameters
        ----------
        part : Part
        person, event : str
            IRIs.
        """
        span = min(part.person[0], part.start), max(part.person[1], part.end)
        label = f"{self._things.label(person)} {_DEEDS[part.role]} the {self._things.label(event)}"
        facts: list[Fact] = [
            (YD.participant, person),
            (YD.event, event),
            (YD.participantRole, self._definitions.concept("participant-roles", part.role)),
        ]
        slug = f"participation-{short_slug(person)}-{short_slug(event)}-{part.role}"
        more, given = (part.person, part.event), YD.participantRole
        self._graphing.record(slug, label, facts, span, YD.Participation, given, "posts.part", more, dated=False)


def _time_against(change: Change) -> Time | None:
    """Give the time of what a change is measured against, where no second value is given."""
    time, own = change.time, change.current.time
    if change.against == "nation":
        return own
    if time and time.relative and not (own and own.last):
        return None  # The year before which one, the words leave open.
    if time and time.same and own and own.last:
        months = time.relative or (12 * (own.last.year - time.last.year) if time.last else 0)
        before = period_before(own.first, own.last, months)
        return own._replace(first=before[0], last=before[1], stated=False) if before else None
    return time
