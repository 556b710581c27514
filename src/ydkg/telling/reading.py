"""A graph as it is read to be told: its triples, names, statements, sources and entities."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode, Triple

from ydkg.graph.graph import is_iri
from ydkg.graph.schema import shipped_schema
from ydkg.graph.turtle import statement_iri
from ydkg.network.projection import Projection
from ydkg.telling.collection import About, tell_collection
from ydkg.telling.naming import Naming, predicate_objects, slug
from ydkg.telling.sources import NOWHERE, Evidence, Library
from ydkg.telling.text import NOTHING, Text, as_of, filled, without_name
from ydkg.vocab import PROV, QUDT, SKOS, UNIT, YD

if TYPE_CHECKING:
    from collections.abc import Callable

    from ydkg.graph.graph import Graph, Term
    from ydkg.graph.sources import Source

#: Kinds of measure that count or add up, so that more of it is better, not a higher one.
_AMOUNTS = frozenset((YD.Count, YD.Cumulative, YD.Flow, YD.Increment, YD.Stock))


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldRecord:
    """What is told of every record, and of every fact beside which a statement stands."""

    id: str  # its slug; empty of a fact without a statement
    sentence: Text  # all of it: its label; in English with the day as of which it holds
    note: Text = NOTHING  # what the editors note, and what it was read from where the words do not state it
    basis: Text = NOTHING  # may be empty
    confidence: Text = NOTHING  # how well a register supports it
    evidence: Evidence = NOWHERE
    turtle: str = ""  # what it says, or the statement besides its fact, as Turtle has it

    @property
    def says(self) -> Text:
        """The sentence without the name of what it is about."""
        return without_name(self.sentence)

    @property
    def full(self) -> Text:
        """The sentence with what follows from its parts."""
        return self.sentence


@dataclass(frozen=True)
class Reading:
    """Everything that telling reads."""

    table: Graph
    naming: Naming
    library: Library
    entities: Projection  # the graph as things and edges

    @cached_property
    def about(self) -> About:
        """What the graph says of its collection, read once."""
        return tell_collection(self.table)

    def direction(self, metric: str) -> str:
        """Say which way is better for a metric."""
        direction = self.table.one(metric, YD.direction)
        measure, unit = self.measure(metric), self.table.one(metric, QUDT.hasUnit)
        lower = {YD.Duration: "Shorter", YD.Rank: "First"}.get(measure, "Lower")
        higher = "Longer" if unit == UNIT.KiloM else "More" if measure in _AMOUNTS else "Higher"
        return {YD.HigherIsBetter: higher, YD.LowerIsBetter: lower}.get(direction or "", "")

    def measure(self, metric: str) -> str:
        """Say what kind of measure a metric is; IRI, such as `YD.Rank` or `YD.Share`; empty where it is not said."""
        return self.table.one(metric, YD.measureKind) or ""

    def text(self, subject: str, predicate: str) -> Text:
        """Give what a subject says for a predicate in both languages, such as a note."""
        english = self.table.text(subject, predicate) or ""
        return Text(english, self.table.text(subject, predicate, "zh-hans") or english)

    def term(self, subject: str, predicate: str) -> Text:
        """Give what the term that a subject has for a predicate is called, such as a basis or a confidence."""
        return self.naming.name(self.table.one(subject, predicate) or "")

    def evidence(self, record: str) -> Evidence:
        """Tell where a record is written; of all that it is derived from."""
        return self.library.evidence(self.table.iris(record, PROV.wasDerivedFrom))

    def turtle(self, record: str) -> str:
        """Write what the graph says of a record as Turtle."""
        return predicate_objects(self.table, record)

    def parts(self, record: str, template: Callable[[Reading, str], Text], day: str = "") -> dict[str, Any]:
        """Tell what every record has."""
        return {
            "id": slug(record),
            "sentence": self.sentence(record, template, day),
            "note": self.text(record, SKOS.editorialNote),
            "basis": self.term(record, YD.basis),
            "evidence": self.evidence(record),
            "turtle": self.turtle(record),
        }

    def stated(self, statement: str) -> dict[str, Any]:
        """Tell what a statement says besides its fact; of what the graph has no statement of, nothing."""
        if not statement:
            return {}
        return {
            "note": self.text(statement, SKOS.note),
            "basis": self.term(statement, YD.basis),
            "confidence": self.term(statement, YD.confidence),
            "evidence": self.evidence(statement),
            "turtle": self.turtle(statement),
        }

    def sentence(self, record: str, template: Callable[[Reading, str], Text], day: str = "") -> Text:
        """Read what a record says from its label, which the template makes where there is none.

        In Chinese a label has the day as of which it holds; in English, unless it names the page that it is from, the
        day is said behind it.
        """
        label = self.naming.stored(record)
        if not all(label):
            label = filled(label, template(self, record))
        holds = as_of(day).en
        if holds and holds not in label.en and not self.table.values(record, YD.confidence):
            label = Text(f"{label.en}, {holds}", label.zh)
        return label

    def statement(self, subject: str, predicate: str, term: Term) -> str:
        """Find the statement of a fact, of a translation that of the text which it translates; IRI; empty of none."""
        if not is_iri(predicate):
            return ""
        triple = Triple(NamedNode(subject), NamedNode(predicate), term)
        statement = original(self.table, statement_iri(triple))
        return statement if statement in self.table else ""


def reading_of(table: Graph, *sources: Source, most: int | None = None) -> Reading:
    """Read a graph as it is asked for, where it is: for whoever tells little of it."""
    schema = shipped_schema()
    return Reading(table, Naming(table, schema), Library(table, *sources, most=most), Projection(table, schema))


def original(table: Graph, statement: str) -> str:
    """Find the statement that a statement translates, whose words the document has."""
    return table.iri(statement, YD.translationOf) or statement
