"""What happens in the parts of a place, or belongs to the sub-themes of a theme, rolled up to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from ydkg.graph.schema import reached
from ydkg.telling.relation import tell_edge
from ydkg.telling.text import NOTHING, Text, say
from ydkg.vocab import GEO, SKOS, YD
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from ydkg.telling.reading import Reading

#: By the family of a whole: what leads to it from its parts, and what stands above that which is rolled up.
_PARTS = {
    "place": (GEO.sfWithin, translatable("In places within {name}")),
    "topic": (SKOS.broader, translatable("Under sub-themes of {name}")),
}


@dataclass(frozen=True, slots=True)
class RolledUpFact:
    """A fact of a part, which is told of the whole."""

    reading: Reading
    part: str  # IRIs: the part, the thing that leads to it, and the property by which it does
    subject: str
    predicate: str
    statement: str  # IRI of what states it
    sources: tuple[str, ...]  # IRIs of where it is written

    @property
    def sentence(self) -> Text:
        """The fact in words, told when it is asked for: a page shows few of many."""
        return tell_edge(self.reading, self.subject, self.predicate, self.part)

    @property
    def basis(self) -> Text:
        """What it was read from where the words do not state it; may be empty."""
        return self.reading.term(self.statement, YD.basis)


def tell_within(reading: Reading, whole: str) -> list[RolledUpFact]:
    """Tell what leads to the parts of a place or theme, and not to itself; to parts of parts, too."""
    family = _family(reading, whole)
    if family not in _PARTS:
        return []
    within = _PARTS[family][0]
    parts = reached([whole], lambda each: (part for part, _ in reading.table.incoming(each, within))) - {whole}
    told = {subject for subject, _ in reading.table.incoming(whole)} if parts else set()
    # What editors only define is stated nowhere.
    return [
        RolledUpFact(reading, part, subject, predicate, stated.statement, stated.sources)
        for part in sorted(parts)
        for subject, predicate in sorted(set(reading.table.incoming(part)))
        if subject not in told and predicate != YD.namedAfter and _family(reading, subject) not in {"", family}
        if (stated := reading.statement(subject, predicate, NamedNode(part)))
    ]


def within_title(reading: Reading, whole: str, name: Text) -> Text:
    """Say what stands above that which is rolled up; empty for what is neither."""
    family = _family(reading, whole)
    return say(_PARTS[family][1], name=name) if family in _PARTS else NOTHING


def _family(reading: Reading, iri: str) -> str:
    """Give the key of the family of a thing; empty for what is none."""
    family = reading.entities.family(iri)
    return family.key if family else ""
