"""First claims: what a document calls the first of its kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ydkg.telling.naming import slug
from ydkg.telling.text import Text
from ydkg.vocab import SKOS, YD
from ydkg.words.grammar import capitalized
from ydkg.words.relation import spaced
from ydkg.words.units import measure_word

if TYPE_CHECKING:
    from ydkg.telling.reading import Reading
    from ydkg.telling.source import Evidence


@dataclass(frozen=True, slots=True)
class Claim:
    """A first claim.

    Attributes
    ----------
    id, about, scope, since : str
        Slugs of it, its thing, the place that it is the first in, and the event since which; may be empty.
    says, sentence : Text
        What it says of its thing, and the same with the name of the thing.
    note, basis : Text
        What the editors note, and what it was read from where the words do not state it; may be empty.
    evidence : Evidence
    turtle : str
        What it says, as Turtle has it.
    """

    id: str
    about: str
    scope: str
    since: str
    says: Text
    sentence: Text
    note: Text
    basis: Text
    evidence: Evidence
    turtle: str


def tell_claim(reading: Reading, iri: str) -> Claim:
    """Tell a first claim.

    Parameters
    ----------
    reading : Reading
    iri : str

    Returns
    -------
    Claim
    """
    table, naming = reading.table, reading.naming
    about, scope, since = (table.iri(iri, each) for each in (YD.about, YD.scope, YD.since))
    claimed, label = table.text(iri, YD.claimedClass) or "", naming.name(iri).en
    after = f"{naming.short(since).zh}以来" if since else ""
    place, word = naming.scope(scope).zh, measure_word(table, iri) or "个"
    claimed_zh = table.text(iri, YD.claimedClass, "zh-hans") or f"“{claimed}”"
    says = Text(label, spaced(f"文中称其为{after}{place}首{word}{claimed_zh}"))
    name = naming.short(about)
    return Claim(
        slug(iri),
        slug(about),
        slug(scope),
        slug(since),
        says,
        Text(f"{capitalized(name.en)}: {label[:1].lower()}{label[1:]}", f"{name.zh}：{says.zh}"),
        reading.text(iri, SKOS.editorialNote),
        reading.term(iri, YD.basis),
        reading.evidence(iri),
        reading.turtle(iri),
    )
