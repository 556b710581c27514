"""Definitions that records need: metrics, periods, stages, posts and roles at events, each there once."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from ydkg.draft.graphing import Fact, Graphing, chinese, day, english
from ydkg.draft.periods import named, named_zh
from ydkg.draft.rules.measured import GERUND
from ydkg.draft.rules.stage import chinese_stages
from ydkg.draft.slug import slug_of
from ydkg.vocab import ORG, QUDT, RDF, RDFS, SKOS, UNIT, YD, ydr
from ydkg.words.grammar import capitalized
from ydkg.words.reading.tables import is_chinese
from ydkg.words.units import common_unit, unit_name

if TYPE_CHECKING:
    from ydkg.graph.table import Table
    from ydkg.words.reading.moment import Time

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
            return (
                self.metric(label, unit, kind, direction)
                if unit in self._metrics.get(label.lower(), {})
                else self._new(label, unit, kind, direction)
            )
        return self._new(label, unit, kind, direction)

    def _new(self, label: str, unit: str, kind: str, direction: str) -> str:
        iri = self._graphing.new_iri(f"metric-{slug_of(label)}")
        self._metrics[label.lower()][unit] = iri
        self._graphing.add(
            iri,
            [
                Fact(RDF.type, YD.Metric),
                Fact(RDFS.label, english(label)),
                Fact(
                    SKOS.definition,
                    english(f"{capitalized(label)}, as the document gives it; it does not define it further."),
                ),
                Fact(QUDT.hasUnit, unit),
                Fact(YD.direction, direction),
                Fact(YD.measureKind, kind),
            ],
        )
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
            facts = [Fact(RDF.type, YD.Period), Fact(RDFS.label, english(label)), Fact(YD.edtf, Literal(time.edtf))]
            facts += [Fact(RDFS.label, chinese(label_zh))] if label_zh else []
            facts += [Fact(YD.firstDay, day(time.first))] if time.first else []
            facts += [Fact(YD.lastDay, day(time.last))] if time.last else []
            basis = YD.Stated if time.stated else YD.Resolved
            if iri not in self._periods:
                facts.append(Fact(YD.periodBasis, basis))
            self._periods.add(iri)
            self._graphing.add(iri, facts)
        return iri

    def stage(self, slug: str, label: str) -> str:
        """Give the stage of a slug.

        Parameters
        ----------
        slug : str
            Last part of its IRI.
        label : str
            In English.

        Returns
        -------
        str
            Its IRI.
        """
        called = chinese_stages().get(slug, "")
        return self._concept(f"stage-{slug}", label, "stages", f"It is {label}, as the document words it.", zh=called)

    def role(self, label: str) -> str:
        """Give the post of a name.

        Parameters
        ----------
        label : str
            Name of the post.

        Returns
        -------
        str
            Its IRI.
        """
        return self._concept(f"role-{slug_of(label)}", label, "roles", "", ORG.Role)

    def participant_role(self, word: str) -> str:
        """Give a role at events.

        Parameters
        ----------
        word : str
            As it is written.

        Returns
        -------
        str
            Its IRI.
        """
        return self._concept(f"participant-role-{word}", word, "participant-roles", "")

    def _concept(self, slug: str, label: str, scheme: str, definition: str, kind: str = "", *, zh: str = "") -> str:
        iri = ydr(slug)
        if not self._known.types(iri):
            facts = [Fact(RDF.type, SKOS.Concept), Fact(RDFS.label, english(label)), Fact(SKOS.inScheme, ydr(scheme))]
            facts += [Fact(SKOS.definition, english(definition))] if definition else []
            facts += [Fact(RDF.type, kind)] if kind else []
            facts += [Fact(RDFS.label, chinese(zh))] if zh else []
            self._graphing.add(iri, facts)
        if not self._known.types(ydr(scheme)):
            name = scheme.replace("-", " ")
            told = [Fact(RDFS.label, english(name)), Fact(SKOS.definition, english(f"The {name} that records name."))]
            self._graphing.add(ydr(scheme), [Fact(RDF.type, SKOS.ConceptScheme), *told])
        return iri


def metric_words(text: str, unit: str, *, is_rank: bool, fallback: str) -> str:
    """Word the name of a metric.

    Parameters
    ----------
    text : str
        What the text says is measured; may be empty.
    unit : str
        IRI of the unit.
    is_rank : bool
        Whether it is a place in an order.
    fallback : str
        The name where the text says nothing.

    Returns
    -------
    str
        At most ten words of the text.

    Examples
    --------
    >>> metric_words("cutting travel time", UNIT.MIN, is_rank=False, fallback="duration")
    'travel time'
    >>> metric_words("task lists", UNIT.NUM, is_rank=False, fallback="number")
    'number of task lists'
    >>> metric_words("新建充电桩", UNIT.NUM, is_rank=False, fallback="number")
    '新建充电桩数量'
    """
    if is_rank:
        return "rank"
    words = re.sub(
        rf"^(?:(?:{GERUND}|the|a|an|its|their|our|we|it|this|these|total|also|have|has|with|as|by|in|at|some) )+(?=\S)",
        "",
        text.strip(" ,.;-—"),
        flags=re.IGNORECASE,
    )
    words = re.sub(r"^(?:region|country|state|city|province|union)[’']s ", "", words)
    words = re.split(r" (?:which|that|who|of which|exceeding|reaching|spanning|totalling)\b|[,;:—]", words)[0].strip()
    words = " ".join(words.split()[:10])
    words = re.sub(r"(?: (?:and|of|for|the|to|in|a|an|or|with|by|from|will|is|are|has|have))+$", "", words)
    if not re.search(r"[A-Za-z]{2}|[\u4e00-\u9fff]{2}|[县市村区镇乡校]", words):
        return fallback
    if unit == UNIT.PERCENT and re.match("占.|.{2,}中\\Z", words):
        words = f"占{words.removeprefix('占').removeprefix('在').removesuffix('中')}比重"
    if re.fullmatch(r"\w+ed|spent", words):
        words = f"{fallback} {words}"
    if unit in {UNIT.NUM, UNIT["NUM-PER-YR"]}:
        if is_chinese(words):
            words = re.sub("(?<=工程|项目)建设\\Z", "", words)
            return words if words.endswith(("数", "量", "人次", "里程")) else f"{words}数量"
        return words if words.lower().startswith("number of") else f"number of {words}"
    return words
