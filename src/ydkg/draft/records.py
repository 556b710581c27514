"""Records of a draft, of the data contract: figures and how they compare, stages, posts, parts in events."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from ydkg.draft.definitions import Definitions, metric_label
from ydkg.draft.graphing import Fact, Graphing, day_term, language_tagged, short_slug
from ydkg.graph.turtle import canonical_lexical, english
from ydkg.language.reading.resolved import period_before
from ydkg.language.reading.tables import is_chinese
from ydkg.language.sentence.figures import NATION, figures
from ydkg.language.sentence.modality import cue_of, modality_of
from ydkg.language.sentence.posts import PART
from ydkg.language.sentence.stages import Stage, known_stages, stages
from ydkg.vocab import FOAF, ORG, QB, QUDT, RDF, SCHEMA, SKOS, UNIT, XSD, YD, local_name

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from ydkg.draft.model import KeptAnswer
    from ydkg.draft.things import Things
    from ydkg.language.reading.spans import Span
    from ydkg.language.reading.times import Time
    from ydkg.language.sentence.figure import Change, Measurement
    from ydkg.language.sentence.roles import Post
    from ydkg.language.sentence.sentence import Sentence

#: How far from a change what it is compared with stands, in characters.
_NEAR = 70


class Records:
    """Write what the rules find in sentences, and what is kept of a model's suggestions, as records of things."""

    def __init__(self, graphing: Graphing, things: Things, definitions: Definitions, issued: date) -> None:
        self._graphing = graphing
        self._things = things
        self._definitions = definitions
        self._issued = issued

    def write(self, sentence: Sentence, held: list[Post]) -> None:
        """Write what the rules find in a sentence."""
        staged = stages(sentence, self._issued)
        taken = [each for each in held if each.rule == PART]
        for post in held:
            if post.rule != PART:
                self._post(sentence, post)
        for stage in staged:
            # What ends within a number is no thing.
            if not any(each.numeral.start < stage.about[1] <= each.numeral.end for each in sentence.quantities):
                self._stage(sentence, stage, "subject.phrase")
        self._figures(sentence, staged)
        for part in taken:
            self._post(sentence, part)
        days = [each for each in sentence.times if each.is_day]
        day_of_it = next((each for each in days if each.stated), days[-1] if days else None)
        if taken and taken[0].of and day_of_it and day_of_it.first:
            event = self._things.of_span(sentence, taken[0].of, "events.named", SCHEMA.Event)
            self._graphing.state(
                day_of_it[:2], event, SCHEMA.startDate, day_term(day_of_it.first), "events.day", [taken[0].of]
            )

    def write_suggested(self, sentence: Sentence, kept: KeptAnswer) -> Counter[str]:
        """Write what is kept of a model's suggestions, but for what the rules have from the same words."""
        new, read = 0, self._graphing.read
        for figure, about in kept.figures:
            numeral = figure.quantity.numeral
            if not any(start <= numeral.start and numeral.end <= end for start, end in read[YD.value]):
                new += 1
                thing = self._things.of_span(sentence, about, "model.thing")
                self._observation(sentence, figure, (thing, about, False))
        for stage in kept.stages:
            if not any(start < stage.end and stage.start < end for start, end in read[YD.stage]):
                new += 1
                self._stage(sentence, stage, "model.thing")
        for post in kept.posts:
            if not any(start < post.end and post.start < end for start, end in read[ORG.role]):
                new += 1
                self._post(sentence, post)
        return Counter(kept=new, agreed=len(kept.figures) + len(kept.stages) + len(kept.posts) - new)

    def _figures(self, sentence: Sentence, staged: list[Stage]) -> None:
        """Write values and how they compare."""
        found, changes = figures(sentence, self._issued)
        directions: dict[Measurement, str] = {}
        shared: dict[Measurement, Measurement] = {}
        later: set[Measurement] = set()
        for change in changes:
            current, baseline, target = change.current, change.baseline, change.target
            if target and change.against == "target":
                above = current.quantity.value > target.quantity.value
                better = YD.HigherIsBetter if above == change.rises else YD.LowerIsBetter
                directions |= {current: better, target: better}
            # Whichever stands later is of the metric of the one before it.
            if target:
                shared[target] = current
            if baseline:
                shared[current] = baseline
                shared.setdefault(baseline, current)
                later |= {current} if not (baseline.time or current.time) else set()
        written: dict[Span, str] = {}
        abouts: dict[Span, tuple[str, Span | None]] = {}
        for figure in found:
            like = shared.get(figure, figure)
            named_by = like if figure.quantity.start > like.quantity.start else figure
            as_like = figure._replace(metric=named_by.metric)
            about = self._about(sentence, as_like, staged)
            direction = directions.get(figure, "")
            iri = self._observation(sentence, as_like, about, direction, named_by=named_by, now=figure in later)
            if iri:
                written[figure.start, figure.end] = iri
                abouts[figure.start, figure.end] = about[:2]
        for change in changes:
            if about_of := abouts.get((change.current.start, change.current.end)):
                self._comparison(sentence, change, written, about_of)

    def _about(self, sentence: Sentence, figure: Measurement, staged: list[Stage]) -> tuple[str, Span | None, bool]:
        """Give what a figure is of: the set that a stage is of, the thing that a length belongs to, or the subject."""
        things, (start, end) = self._things, figure.metric
        if figure.unit == UNIT.NUM and start < end:
            for stage in staged:
                if stage.about[0] <= start < stage.about[1] or start <= stage.about[0] < end:
                    return things.of_span(sentence, stage.about, "subject.phrase"), stage.about, False
        if start < end and figure.kind == YD.Length and start >= figure.quantity.numeral.end:
            return things.of_span(sentence, (start, end), "subject.phrase", YD.Infrastructure), (start, end), False
        about, named, context = things.subject(sentence, figure.quantity.start)
        wider = next((s.about for s in staged if named and s.about[0] <= named[0] and named[1] < s.about[1]), None)
        if wider and wider[0] == (named or wider)[0]:
            return things.of_span(sentence, wider, "subject.phrase"), wider, context  # "the Cork cluster", not Cork
        names = [each for each in sentence.mentions if named and each.end <= named[1] <= figure.quantity.start]
        if named and names and names[-1][:2] == named:
            # A figure behind "the A and the B", names of one class, is of both.
            first = last = names[-1]
            for before in reversed(names[:-1]):
                sign = re.fullmatch(r",? and (?:the )?|, (?:the )?|[、和与及]", sentence.text[before.end : first.start])
                if not sign or before.kind != last.kind or (first is last and sign.group().startswith(", ")):
                    break
                first = before
            if first is not last:
                whole = first.start, named[1]
                return things.of_span(sentence, whole, "subject.list"), whole, context
        return about, named, context

    def _observation(
        self,
        sentence: Sentence,
        figure: Measurement,
        about: tuple[str, Span | None, bool],
        direction: str = "",
        *,
        named_by: Measurement | None = None,
        now: bool = False,
    ) -> str:
        """Write an observation, and give its IRI; empty where the same words give one already."""
        span = (figure.start, figure.end)
        if not self._graphing.is_new(span, YD.Observation, YD.value):
            return ""
        thing, named, context = about
        measured = metric_label(self._graphing.text, named_by or figure, self._things.is_name)
        metric = self._definitions.metric(measured, figure.unit, figure.kind, direction or YD.NoDirection)
        time = figure.time if figure.time and (figure.time.first or figure.time.last) else None
        period = time and self._definitions.period(time)
        of = local_name(period).removeprefix("period-") if period else f"{self._issued:%Y%m%d}"
        slug = f"observation-{short_slug(thing)}-{short_slug(metric, 'metric-')}-{of}"
        numeral = figure.quantity.numeral
        is_fraction, ranked = numeral.kind == "fraction", figure.kind == YD.Rank
        counted = figure.unit == UNIT.NUM and not figure.rule.startswith("changes")
        today = not (ranked or period) and figure.status == YD.Actual and (now or counted)
        multiple, edition = figure.rule == "changes.multiple", None
        if ranked and figure.ranked[0] < figure.ranked[1]:
            edition = self._things.of_span(sentence, figure.ranked, "subject.index", YD.Index)
        elif ranked:
            edition = self._things.unnamed(sentence)
        facts: list[Fact] = [
            (RDF.type, QB.Observation),
            (YD.about, thing),
            (YD.metric, metric),
            (YD.value, _decimal(figure.quantity.value)),
            (QUDT.hasUnit, figure.unit),
            (YD.bound, figure.quantity.bound),
            (YD.printedAs, figure.quantity.word),
            (YD.valueStatus, figure.status),
            (YD.numerator, Literal(numeral.numerator) if is_fraction else None),
            (YD.denominator, Literal(numeral.denominator) if is_fraction else None),
            (YD.inEdition, edition),
            (YD.period, None if ranked else period),
            (YD.asOf, day_term(self._issued) if today else None),
            (YD.basis, YD.FromContext if context else None),
            (SKOS.editorialNote, english("A multiple of what it was before.") if multiple else None),
        ]
        more = (named, figure.metric, figure.ranked, time and time[:2])
        dated = time is None or not time.stated
        return self._graphing.record(slug, facts, span, YD.Observation, figure.rule, more, dated=dated)

    def _comparison(
        self, sentence: Sentence, change: Change, known: dict[Span, str], about_of: tuple[str, Span | None]
    ) -> None:
        """Write a comparison of observations that are written already, of what is named where."""
        about, named = about_of
        current, baseline, target = (
            known.get((each.start, each.end)) if each else None
            for each in (change.current, change.baseline, change.target)
        )
        if not current or (change.baseline and not baseline) or (change.target and not target):
            return
        whole = None
        if change.against == "nation":
            low = max(sentence.start, change.start - _NEAR)
            found = NATION.search(sentence.text, low, min(sentence.end, change.end + _NEAR))
            whole = self._things.whole(found.span(found.lastgroup or 0) if found else (change.start, change.end))
        outcome = YD.AheadOfTarget if change.rises else YD.BehindTarget
        facts: list[Fact] = [
            (YD.current, current),
            (YD.baseline, baseline),
            (YD.target, target),
            (YD.statedOutcome, outcome if target and change.against == "target" else None),
        ]
        if amount := change.amount:
            unit = amount.unit or change.current.unit
            facts += [
                (YD.statedChange, _decimal(amount.value if change.rises else -amount.value)),
                (YD.changeKind, YD.RelativeChange if unit == UNIT.PERCENT else YD.AbsoluteChange),
                (QUDT.hasUnit, unit),
                (YD.bound, amount.bound),
                (YD.printedAs, amount.word),
            ]
        if not baseline and not target:
            time = _time_against(change)
            period = self._definitions.period(time) if time and time.last else None
            facts += [(YD.baselineAbout, whole or about), (YD.baselinePeriod, period)]
        slug = f"comparison-{local_name(current).removeprefix('observation-')}"
        same = change.current.time if change.time and change.time.same else None
        place = self._things.named_at(sentence, whole) if whole else None
        more = (change.current.metric, named, change.time and change.time[:2], same and same[:2], place)
        span = change.start, change.end
        self._graphing.record(slug, facts, span, YD.Comparison, change.rule, more, dated=False)

    def _stage(self, sentence: Sentence, stage: Stage, rule: str) -> None:
        """Write a milestone of the thing that some rule finds in its words."""
        about = self._things.of_span(sentence, stage.about, rule)
        span = min(stage.verb, stage.about[0]), max(stage.end, stage.about[1])
        if "\n" in sentence.text[slice(*span)] or not self._graphing.is_new(span, YD.Milestone, YD.stage):
            return
        time = stage.time
        on = time.first if time and time.is_day and not time.deadline else None
        until = time.last if time and not on else None
        called = known_stages()[stage.slug][0]
        slug = f"milestone-{short_slug(about)}-{stage.slug}-{local_name(stage.modality).lower()}"
        facts: list[Fact] = [
            (YD.about, about),
            (YD.stage, self._definitions.concept("stages", called, stage.slug)),
            (YD.modality, stage.modality),
            (YD.asOf, day_term(self._issued)),
            (YD.on, day_term(on) if on else None),
            (YD.notAfter, day_term(until) if until else None),
        ]
        # The word that says that it is planned or goes on, where its own words do not.
        cited = f"{sentence.text[stage.start : stage.end]} {sentence.text[slice(*span)]}"
        plain = modality_of(cited) == stage.modality
        cue = None if plain else cue_of(sentence.text[sentence.start : span[0]], stage.modality)
        at = (sentence.start + cue[0], sentence.start + cue[1]) if cue else None
        more = ((stage.start, stage.end), time and time[:2], at)
        self._graphing.record(slug, facts, span, YD.Milestone, stage.rule, more, dated=True)

    def _post(self, sentence: Sentence, post: Post) -> None:
        """Write a post, a title without an organisation, or what a person did at an event."""
        things, span, is_part = self._things, (post.start, post.end), post.rule == PART
        person, of = things.of_span(sentence, post.person, "posts.person", FOAF.Person), None
        if post.of:
            rule, kind = ("events.named", SCHEMA.Event) if is_part else ("posts.organization", YD.PublicBody)
            of = things.of_span(sentence, post.of, rule, kind)
            of = of if is_part else things.government(of, post.of)
        if of == person:
            return
        if of is None:
            title = post.role if is_chinese(post.role) else self._graphing.text[slice(*span)].strip()
            self._graphing.state(span, person, SCHEMA.honorificPrefix, language_tagged(title), post.rule, [post.person])
            return
        slug = f"{short_slug(person)}-{short_slug(of)}"
        if is_part:
            span = min(post.person[0], post.start), max(post.person[1], post.end)
            slug, kind = f"participation-{slug}-{post.role}", YD.Participation
            role = self._definitions.concept("participant-roles", post.role)
            facts: list[Fact] = [(YD.participant, person), (YD.event, of), (YD.participantRole, role)]
        else:
            slug, kind = f"membership-{slug}", ORG.Membership
            role = self._definitions.concept("roles", post.role)
            facts = [(ORG.member, person), (ORG.organization, of), (ORG.role, role), (YD.asOf, day_term(self._issued))]
        more = (post.person, post.of)
        self._graphing.record(slug, facts, span, kind, post.rule, more, dated=not is_part)


def _time_against(change: Change) -> Time | None:
    """Give the time of what a change is measured against, where no second value is given."""
    time, own = change.time, change.current.time
    if change.against == "nation":
        return own
    if time and time.relative and not (own and own.last):
        return None  # The year before which one, the words leave open.
    if time and time.same and own and own.last:
        before = period_before(own.first, own.last, time.relative, time.last)
        return own._replace(first=before[0], last=before[1], stated=False) if before else None
    return time


def _decimal(value: Decimal) -> Literal:
    """Give a number, in the canonical form of XSD 1.1."""
    return Literal(canonical_lexical(f"{value:f}", XSD.decimal), datatype=NamedNode(XSD.decimal))
