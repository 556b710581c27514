"""Milestones, and first claims: what is planned, under way or done, and what is called the first of its kind."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ydkg.graph.names import forms_of
from ydkg.language.days import due, within
from ydkg.language.grammar import capitalized
from ydkg.language.relation import spaced
from ydkg.language.stage import stage_words
from ydkg.language.text import CHINESE, ENGLISH, translatable
from ydkg.language.units import measure_word
from ydkg.telling.naming import slug
from ydkg.telling.reading import ToldRecord
from ydkg.telling.text import Text, as_of, both, day_text, same
from ydkg.vocab import YD

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone(ToldRecord):
    """A stage that a thing has reached, is reaching or is to reach."""

    about: str  # slugs
    stage: str
    modality: str  # ``Planned``, ``Underway`` or ``Done``
    when: Text  # when the stage is, was or will be reached, and as of which day that holds
    as_of: Text  # may be empty
    last_day: str  # ISO day by which it is, was or will be reached at the latest; may be empty


def tell_milestone(reading: Reading, iri: str) -> Milestone:
    """Tell a milestone."""
    table = reading.table
    about, stage, modality = (table.iri(iri, each) for each in (YD.about, YD.stage, YD.modality))
    on, until, day = (table.text(iri, each) or "" for each in (YD.on, YD.notAfter, YD.asOf))
    # Only what is planned is due by a day: what was done by the last day of a year was done during it.
    when = both(due if modality == YD.Planned else within, until) if until and not on else day_text(on)
    return Milestone(
        **reading.parts(iri, milestone_label, day),
        about=slug(about),
        stage=slug(stage),
        modality=slug(modality),
        when=when,
        as_of=as_of(day),
        last_day=on or until,
    )


def milestone_label(reading: Reading, iri: str) -> Text:
    """Make the label of a milestone: its thing, and what it says of that; in Chinese with the day of the reading."""
    table, naming = reading.table, reading.naming
    about, stage, modality = (table.iri(iri, each) for each in (YD.about, YD.stage, YD.modality))
    if not about:
        return same(naming.name(iri).en)
    on, until, day = (table.text(iri, each) or "" for each in (YD.on, YD.notAfter, YD.asOf))
    # What the graph says of such a thing at a stage: of the thing itself, else of its class, else of any.
    candidates = (*forms_of(table, stage, about), stage) if stage else ()
    named, says = naming.name(stage), []
    for language, called in zip((ENGLISH, CHINESE), named, strict=True):
        tag = language.script_tag.lower()
        forms = (table.text(form, _FORMS.get(modality, YD.doneForm), tag) for form in candidates)
        form = next(filter(None, forms), "")
        says.append(stage_words(named.en, modality, language, form=form, called=called, on=on, until=until, as_of=day))
    name = naming.short(about)
    english = says[0].removesuffix(f", {as_of(day).en}")
    return Text(f"{capitalized(name.en)}: {english}", f"{name.zh}：{spaced(says[1])}")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(ToldRecord):
    """A first claim."""

    about: str  # slugs of its thing and of the place that it is the first in
    scope: str  # may be empty


def tell_claim(reading: Reading, iri: str) -> Claim:
    """Tell a first claim."""
    about, scope = (slug(reading.table.iri(iri, each)) for each in (YD.about, YD.scope))
    return Claim(**reading.parts(iri, claim_label), about=about, scope=scope)


def claim_label(reading: Reading, iri: str) -> Text:
    """Make the label of a first claim: its thing, and what a document calls that."""
    table, naming = reading.table, reading.naming
    about, scope, since = (table.iri(iri, each) for each in (YD.about, YD.scope, YD.since))
    name, place, claimed = naming.short(about), naming.scope(scope), table.text(iri, YD.claimedClass) or ""
    after, word = f"{naming.short(since).zh}以来" if since else "", measure_word(table, iri) or "个"
    claimed_zh = table.text(iri, YD.claimedClass, "zh-hans") or f"“{claimed}”"
    return Text(
        f"{capitalized(name.en)}: called the first in {naming.short(scope).en}: {claimed}",
        f"{name.zh}：{spaced(f'文中称其为{after}{place.zh}首{word}{claimed_zh}')}",
    )
