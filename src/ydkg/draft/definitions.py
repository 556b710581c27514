"""Definitions that records need: metrics, periods, stages, posts and roles at events, each there once."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from ydkg.draft.graphing import Fact, Graphing, chinese, day, english
from ydkg.draft.periods import named, named_zh
from ydkg.draft.rules.stage import known_stages
from ydkg.draft.slug import slug_of
from ydkg.vocab import ORG, QUDT, RDF, RDFS, SKOS, YD, ydr
from ydkg.words.grammar import capitalized
from ydkg.words.units import common_unit, unit_name

if TYPE_CHECKING:
    from ydkg.graph.table import Table
    from ydkg.words.reading.times import Time

#: Kinds of measures whose values in several units are of one metric.
_CONVERTED = frozenset({YD.Duration, YD.Length})


class Definitions:
    """Find or make definitions.

    Parameters
    ----------
    graphing : Graphing
    known : Table
        The collection; what it defines is used as it is.
    """

    def __init__(self, graphing: Graphing, known: Table) -> None:
        self._graphing = graphing
        self._known = known
        #: Name in lower case -> unit -> metric.
        self._metrics: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self._periods: set[str] = set()
        for metric in known.subjects(YD.Metric):
            label = known.text(metric, RDFS.label)
            if label:
                self._metrics[label.lower()].setdefault(known.one(metric, QUDT.hasUnit) or "", metric)

    def metric(self, label: str, unit: str, kind: str, direction: str = YD.NoDirection) -> str:
        """Give the metric of a name and a unit.

        Parameters
        ----------
        label : str
            What it is called in the text.
        unit : str
            IRI; may be empty.
        kind : str
            IRI of its kind of measure.
        direction : str, optional
            IRI: which way is better.

        Returns
        -------
        str
            Its IRI.
        """
        of_name = self._metrics.get(label.lower(), {})
        for of, iri in of_name.items():
            if of == unit or (kind in _CONVERTED and common_unit(of, unit)):
                return iri  # Two values that are compared share a dimension, not always a unit.
        if of_name:
            label = f"{label}, in {unit_name(unit)}"  # Two metrics of one name tell each other apart by their units.
            if unit in self._metrics.get(label.lower(), {}):
                return self.metric(label, unit, kind, direction)
        iri = self._metrics[label.lower()][unit] = self._graphing.new_iri(f"metric-{slug_of(label)}")
        meant = f"{capitalized(label)}, as the document gives it; it does not define it further."
        facts: list[Fact] = [
            (RDF.type, YD.Metric),
            (RDFS.label, english(label)),
            (SKOS.definition, english(meant)),
            (QUDT.hasUnit, unit),
            (YD.direction, direction),
            (YD.measureKind, kind),
        ]
        self._graphing.add(iri, facts)
        return iri

    def period(self, time: Time) -> str:
        """Give the period of a time.

        Parameters
        ----------
        time : Time
            As it was read.

        Returns
        -------
        str
            Its IRI.
        """
        slug, label = named(time.first, time.last)
        label_zh = named_zh(time.first, time.last)
        iri = ydr(f"period-{slug}")
        if not self._known.types(iri):
            basis = YD.Stated if time.stated else YD.Resolved
            facts: list[Fact] = [
                (RDF.type, YD.Period),
                (RDFS.label, english(label)),
                (RDFS.label, chinese(label_zh) if label_zh else None),
                (YD.edtf, Literal(time.edtf)),
                (YD.firstDay, day(time.first) if time.first else None),
                (YD.lastDay, day(time.last) if time.last else None),
                (YD.periodBasis, None if iri in self._periods else basis),
            ]
            self._periods.add(iri)
            self._graphing.add(iri, facts)
        return iri

    def concept(self, scheme: str, label: str, slug: str = "") -> str:
        """Give a stage, a post or a role at events.

        Parameters
        ----------
        scheme : str
            ``stages``, ``roles`` or ``participant-roles``.
        label : str
            What it is called in the text, or in English.
        slug : str, optional
            The end of its IRI; else the label's.

        Returns
        -------
        str
            Its IRI.
        """
        iri = ydr(f"{scheme.removesuffix('s')}-{slug or slug_of(label)}")
        if not self._known.types(iri):
            zh = known_stages().get(slug, ("", ""))[1]
            meant = english(f"It is {label}, as the document words it.") if scheme == "stages" else None
            facts: list[Fact] = [
                (RDF.type, SKOS.Concept),
                (RDF.type, ORG.Role if scheme == "roles" else None),
                (RDFS.label, english(label)),
                (RDFS.label, chinese(zh) if zh else None),
                (SKOS.inScheme, ydr(scheme)),
                (SKOS.definition, meant),
            ]
            self._graphing.add(iri, facts)
        if not self._known.types(ydr(scheme)):
            name = scheme.replace("-", " ")
            told: list[Fact] = [
                (RDFS.label, english(name)),
                (SKOS.definition, english(f"The {name} that records name.")),
            ]
            self._graphing.add(ydr(scheme), [(RDF.type, SKOS.ConceptScheme), *told])
        return iri
