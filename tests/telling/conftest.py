"""Small graphs of figures, and the shipped one, told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph
import pytest

from shipped import TABLE
from triples import HEAD, named_by_their_facts
from ydkg.graph.graph import Graph
from ydkg.telling.atlas import atlas_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from ydkg.telling.atlas import Atlas
    from ydkg.telling.comparisons import Comparison

#: Turtle's names for the vocabularies, and what small graphs have in common.
COMMON = """
ydr:delta a yd:Place ; rdfs:label "Delta"@en, "长三角"@zh-hans .
ydr:share a yd:Metric ; rdfs:label "share"@en ; yd:direction yd:HigherIsBetter ; yd:measureKind yd:Share .
ydr:time a yd:Metric ; rdfs:label "time"@en ; yd:direction yd:LowerIsBetter .
ydr:size a yd:Metric ; rdfs:label "size"@en ; yd:direction yd:NoDirection .
yd:Actual rdfs:label "actual"@en . yd:Expected rdfs:label "expected"@en, "预期"@zh-hans .
"""
#: A pair of figures that is compared, by what is written for them.
PAIR = """
ydr:now a yd:Observation ; rdfs:label "now"@en ; yd:metric ydr:{metric} ; yd:about ydr:delta ; yd:value {now} ;
  qudt:hasUnit unit:{unit} ; yd:bound yd:{bound} ; yd:valueStatus yd:{status} .
ydr:other a yd:Observation ; rdfs:label "other"@en ; yd:metric ydr:{metric} ; yd:about ydr:delta ; yd:value {other} ;
  qudt:hasUnit unit:{other_unit} ; yd:bound yd:{other_bound} ; yd:valueStatus yd:Actual .
ydr:compared a yd:Comparison ; rdfs:label "compared"@en ; yd:current ydr:now ; yd:{role} ydr:other .
"""

SIGNS = {">": "MoreThan", "<": "LessThan", "≥": "AtLeast", "≤": "AtMost", "~": "Approximately"}


@pytest.fixture
def prefixed() -> str:
    """Give the prefixes of all vocabularies, for a graph in Turtle."""
    return HEAD


@pytest.fixture(scope="session")
def shipped() -> Atlas:
    """Tell the shipped graph."""
    return atlas_of(TABLE)


@pytest.fixture
def compare(told: Callable[..., Atlas]) -> Callable[..., Comparison]:
    """Tell a comparison of two figures, written as "42", ">42", "<42" or "~42"; more triples may follow."""

    def tell(metric: str, now: str, other: str, **values: str) -> Comparison:
        filled = {"role": "target", "status": "Actual", "unit": "PERCENT", "more": "", **values}
        figures = {
            "now": f"{float(now.strip('><≥≤~'))}",
            "other": f"{float(other.strip('><≥≤~'))}",
            "bound": SIGNS.get(now[0], "Exactly"),
            "other_bound": SIGNS.get(other[0], "Exactly"),
        }
        turtle = PAIR.format(**{"metric": metric, "other_unit": filled["unit"], **figures, **filled})
        return told(turtle + filled["more"]).comparisons["compared"]

    return tell


@pytest.fixture
def told() -> Callable[..., Atlas]:
    """Tell a graph given as Turtle without prefixes, with or without the document's text."""

    def tell(turtle: str, text: str | None = None) -> Atlas:
        quads = pyoxigraph.parse(HEAD + COMMON + turtle, format=pyoxigraph.RdfFormat.TURTLE)
        graph = Graph.from_triples(named_by_their_facts([quad.triple for quad in quads]))
        return atlas_of(graph, *([] if text is None else [text]))

    return tell
