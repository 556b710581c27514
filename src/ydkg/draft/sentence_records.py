"""What the rules find in a sentence, and what is kept of a model's suggestions, written as records of things."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ydkg.draft.graphing import Graphing, day
from ydkg.draft.rules.figures import figures
from ydkg.draft.rules.firsts import firsts
from ydkg.draft.rules.parts import parts
from ydkg.draft.rules.stages import stages
from ydkg.vocab import FOAF, ORG, SCHEMA, UNIT, YD

if TYPE_CHECKING:
    from datetime import date

    from ydkg.draft.records import Records
    from ydkg.draft.rules.figure import Figure
    from ydkg.draft.rules.roles import Post
    from ydkg.draft.rules.sentence import Sentence
    from ydkg.draft.rules.stage import Stage
    from ydkg.draft.suggestions import Kept
    from ydkg.draft.things import Things
    from ydkg.words.reading.spans import Span


def write_sentence(  # noqa: PLR0917 - what a sentence is read with, in its order
    graphing: Graphing, sentence: Sentence, held: list[Post], issued: date, things: Things, records: Records
) -> None:
    """Write what the rules find in a sentence.

    Parameters
    ----------
    graphing : Graphing
    sentence : Sentence
    held : list of Post
        The posts that it states.
    issued : date
        The day of issue.
    things : Things
    records : Records
    """
    staged = stages(sentence, issued)
    _write_posts(sentence, held, things, records)
    for stage in staged:
        # What ends within a number is no thing.
        if not any(each.numeral.start < stage.about[1] <= each.numeral.end for each in sentence.quantities):
            records.stage(sentence, stage, things.of_span(sentence, stage.about, "subject.phrase"))
    _write_figures(sentence, issued, staged, things, records)
    for first in firsts(sentence):
        behind = ((each, sentence.between(first.end, each.start)) for each in sentence.mentions)
        named = next((each[:2] for each, gap in behind if re.fullmatch(",? (?:the )?", gap)), first.claimed)
        about = (
            things.of_span(sentence, named, "subject.phrase")
            if named[0] < named[1]
            else things.subject(sentence, first.start)[0]
        )
        at = sentence.text.find(first.scope, first.start, first.end) if first.scope else -1
        span = (at, at + len(first.scope)) if at >= 0 else (first.start, first.end)
        records.first(sentence, first, about, things.scope(sentence, first.scope, span))
    taken = parts(sentence)
    for part in taken:
        person = things.of_span(sentence, part.person, "posts.person", FOAF.Person)
        records.part(part, person, things.of_span(sentence, part.event, "events.named", SCHEMA.Event))
    days = [each for each in sentence.times if each.is_day]
    day_of_it = next((each for each in days if each.stated), days[-1] if days else None)
    if taken and day_of_it and day_of_it.first:
        event = things.of_span(sentence, taken[0].event, "events.named", SCHEMA.Event)
        graphing.state(day_of_it[:2], event, SCHEMA.startDate, day(day_of_it.first), "events.day", [taken[0].event])


def write_suggested(
    graphing: Graphing, sentence: Sentence, kept: Kept, things: Things, records: Records
) -> Counter[str]:
    """Write what is kept of a model's suggestions, but for what the rules have from the same words.

    Parameters
    ----------
    graphing : Graphing
    sentence : Sentence
    kept : Kept
    things : Things
    records : Records

    Returns
    -------
    Counter of str
        How many were ``kept``, and how many ``agreed`` with the rules.
    """
    new = 0
    for figure, about in kept.figures:
        numeral = figure.quantity.numeral
        if not any(start <= numeral.start and numeral.end <= end for start, end in graphing.read[YD.value]):
            new += 1
            records.observation(sentence, figure, (things.of_span(sentence, about, "model.thing"), about, False))
    for stage in kept.stages:
        if not any(start < stage.end and stage.start < end for start, end in graphing.read[YD.stage]):
            new += 1
            records.stage(sentence, stage, things.of_span(sentence, stage.about, "model.thing"))
    for post in kept.posts:
        if not any(start < post.end and post.start < end for start, end in graphing.read[ORG.role]):
            new += 1
            _write_posts(sentence, [post], things, records)
    return Counter(kept=new, agreed=len(kept.figures) + len(kept.stages) + len(kept.posts) - new)


def _write_posts(sentence: Sentence, found: list[Post], things: Things, records: Records) -> None:
    """Write who holds which post."""
    for post in found:
        person, body = things.of_span(sentence, post.person, "posts.person", FOAF.Person), None
        if post.organization:
            body = things.of_span(sentence, post.organization, "posts.organization", YD.PublicBody)
        if body != person:
            records.post(post, person, body)


def _write_figures(sentence: Sentence, issued: date, staged: list[Stage], things: Things, records: Records) -> None:
    """Write values and how they compare."""
    found, changes = figures(sentence, issued)
    directions: dict[Figure, str] = {}
    shared: dict[Figure, Figure] = {}
    later: set[Figure] = set()
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
        like = shared.get(figure)
        as_like = (
            figure._replace(metric=like.metric) if like and figure.quantity.start > like.quantity.start else figure
        )
        about = _about(sentence, as_like, staged, things)
        iri = records.observation(sentence, as_like, about, directions.get(figure, ""), now=figure in later)
        if iri:
            written[figure.start, figure.end] = iri
            abouts[figure.start, figure.end] = about[:2]
    for change in changes:
        if about_of := abouts.get((change.current.start, change.current.end)):
            records.comparison(sentence, change, written, about_of)


def _about(sentence: Sentence, figure: Figure, staged: list[Stage], things: Things) -> tuple[str, Span | None, bool]:
    """Give what a figure is of: the set that a stage is of, the thing that a length belongs to, or the subject."""
    start, end = figure.metric
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
    if named and named[1] <= figure.quantity.start and (whole := _list_of(sentence, named)):
        # A figure behind "the A and the B" is of both.
        return things.of_span(sentence, whole, "subject.list"), whole, context
    return about, named, context


def _list_of(sentence: Sentence, last: tuple[int, int]) -> tuple[int, int] | None:
    """Find the list of names of one class that ends with a name."""
    names = [each for each in sentence.mentions if each.end <= last[1]]
    if not names[1:] or (names[-1].start, names[-1].end) != last:
        return None
    first = names[-1]
    for before in reversed(names[:-1]):
        joined = re.fullmatch(r",? and (?:the )?|, (?:the )?|[、和与及]", sentence.between(before.end, first.start))
        if not joined or before.kind != names[-1].kind or (first is names[-1] and joined.group().startswith(", ")):
            break
        first = before
    return None if first is names[-1] else (first.start, last[1])
