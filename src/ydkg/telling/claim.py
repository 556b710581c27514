"""First claims: what a document calls the first of its kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ydkg.telling.naming import slug
from ydkg.telling.reading import ToldRecord
from ydkg.telling.text import Text
from ydkg.vocab import YD
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
    claimed, label = table.text(iri, YD.claimedClass) or "", naming.name(iri).en
    after = f"{naming.short(since).zh}以来" if since else ""
    place, word = naming.scope(scope).zh, measure_word(table, iri) or "个"
    claimed_zh = table.text(iri, YD.claimedClass, "zh-hans") or f"“{claimed}”"
    says = Text(label, spaced(f"文中称其为{after}{place}首{word}{claimed_zh}"))
    name = naming.short(about)
    return Claim(
        *reading.parts(iri),
        slug(about),
        slug(scope),
        says,
        Text(f"{capitalized(name.en)}: {label[:1].lower()}{label[1:]}", f"{name.zh}：{says.zh}"),
    )
