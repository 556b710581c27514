"""First claims: what a document calls the first of its kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ydkg.telling.naming import iri_of, slug
from ydkg.telling.reading import ToldRecord
from ydkg.telling.text import Text
from ydkg.vocab import YD, ydr
from ydkg.words.grammar import capitalized
from ydkg.words.relation import spaced
from ydkg.words.units import measure_word

if TYPE_CHECKING:
    from ydkg.telling.reading import Reading


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
