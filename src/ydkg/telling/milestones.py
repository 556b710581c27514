"""Milestones, and first claims: what is planned, under way or done, and what is called the first of its kind."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ydkg.graph.names import fitting_forms
from ydkg.language.days import due, within
from ydkg.language.grammar import capitalized
from ydkg.language.relation import spaced
from ydkg.language.stage import stage_words
from ydkg.language.text import CHINESE, ENGLISH, translatable
from ydkg.language.units import measure_word
from ydkg.telling.naming import iri_of, slug
from ydkg.telling.reading import ToldRecord
from ydkg.telling.text import Text, as_of, both, day_text, filled, same
from ydkg.vocab import YD, ydr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ydkg.telling.reading import Reading


#: What a milestone can be, in the order in which they are told, in words.
MODALITIES = {
    "Done": translatable("done"),
    "Underway": translatable("under way"),
    "Planned": translatable("planned"),
}
_FORMS = {YD.Planned: YD.plannedForm, YD.Underway: YD.underwayForm, YD.Done: YD.doneForm}


@dataclass(frozen=True, slots=True)
class Milestone(ToldRecord):
    """A stage that a thing has reached, is reaching or is to reach."""

    about: str  # slugs
    stage: str
    modality: str  # ``Planned``, ``Underway`` or ``Done``
    says: Text  # what it says of its thing, with the day as of which it holds, and the same with the name of the thing
    sentence: Text
    when: Text  # when the stage is, was or will be reached, and as of which day that holds
    as_of: Text  # may be empty
    last_day: str  # ISO day by which it is, was or will be reached at the latest; may be empty


def tell_milestone(reading: Reading, iri: str) -> Milestone:
    """Tell a milestone."""
    table = reading.table
    about, stage, modality = (table.iri(iri, each) for each in (YD.about, YD.stage, YD.modality))
    on, until, day = (table.text(iri, each) or "" for each in (YD.on, YD.notAfter, YD.asOf))
    named, days = reading.naming.name(stage), {"on": on, "until": until, "as_of": day}
    # What the graph says of such a thing at a stage: of the thing itself, else of its class, else of any.
    candidates = (*fitting_forms(table, reading.forms(stage), about), stage) if stage and about else ()
    forms = [
        next((text for form in candidates if (text := table.text(form, _FORMS.get(modality, YD.doneForm), tag))), "")
        for tag in ("en", "zh-hans")
    ]
    english, chinese = (
        stage_words(named[0], modality, language, form=form, called=label, **days)
        for language, label, form in zip((ENGLISH, CHINESE), named, forms, strict=True)
    )
    says = Text(english, spaced(chinese))
    # Only what is planned is due by a day: what was done by the last day of a year was done during it.
    when = both(due if modality == YD.Planned else within, until) if until and not on else day_text(on)
    stored, name = reading.naming.stored(iri), reading.naming.short(about)
    sentence = Text(f"{capitalized(name.en)}: {says.en}", stored.zh or f"{name.zh}：{says.zh}")
    return Milestone(
        *reading.parts(iri),
        slug(about),
        slug(stage),
        slug(modality),
        says,
        sentence if about else filled(stored, same(reading.naming.name(iri).en)),
        when,
        as_of(day),
        on or until,
    )


def milestone_label(reading: Reading, milestone: Milestone) -> Text:
    """Make the label of a milestone: its thing, and what it says of that; in English without the day of the reading."""
    if not milestone.about:
        return same(reading.naming.name(iri_of(milestone.id)).en)
    name, says = reading.naming.short(ydr(milestone.about)), milestone.says
    english = says.en.removesuffix(f", {milestone.as_of.en}")
    return Text(f"{capitalized(name.en)}: {english}", f"{name.zh}：{says.zh}")


def states_of(milestones: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Tell how far things have come."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for thing, modality in milestones:
        found[thing].add(modality)
    return {thing: tuple(each for each in MODALITIES if each in known) for thing, known in found.items()}


def status_of(states: Sequence[str]) -> str:
    """Tell how far a thing has come in all.

    >>> status_of(["Planned"]), status_of(["Done", "Planned"]), status_of([])
    ('Planned', 'Underway', '')
    """
    return "Underway" if len(states) > 1 else "".join(states)


@dataclass(frozen=True, slots=True)
class Claim(ToldRecord):
    """A first claim."""

    about: str  # slugs of its thing and of the place that it is the first in
    scope: str  # may be empty
    says: Text  # what it says of its thing, and the same with the name of the thing
    sentence: Text


def tell_claim(reading: Reading, iri: str) -> Claim:
    """Tell a first claim."""
    table, naming = reading.table, reading.naming
    about, scope, since = (table.iri(iri, each) for each in (YD.about, YD.scope, YD.since))
    claimed, stored = table.text(iri, YD.claimedClass) or "", naming.stored(iri)
    after = f"{naming.short(since).zh}以来" if since else ""
    place, word = naming.scope(scope).zh, measure_word(table, iri) or "个"
    claimed_zh = table.text(iri, YD.claimedClass, "zh-hans") or f"“{claimed}”"
    called = f"Called the first in {naming.short(scope).en}: {claimed}"
    says = Text(stored.en or called, spaced(f"文中称其为{after}{place}首{word}{claimed_zh}"))
    name = naming.short(about)
    english = f"{capitalized(name.en)}: {says.en[:1].lower()}{says.en[1:]}"
    return Claim(
        *reading.parts(iri),
        slug(about),
        slug(scope),
        says,
        Text(english, stored.zh or f"{name.zh}：{says.zh}"),
    )


def claim_label(reading: Reading, claim: Claim) -> Text:
    """Make the label of a first claim: its thing, and what a document calls that."""
    name, scope = reading.naming.short(ydr(claim.about)), reading.naming.short(ydr(claim.scope))
    claimed = reading.table.text(iri_of(claim.id), YD.claimedClass) or ""
    return Text(f"{capitalized(name.en)}: called the first in {scope.en}: {claimed}", f"{name.zh}：{claim.says.zh}")
