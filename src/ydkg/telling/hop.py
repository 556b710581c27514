"""The facts of a hop: all that joins two things which lie beside each other on a way, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ydkg.telling.figure import tell_figure
from ydkg.telling.relation import tell_relation
from ydkg.vocab import YD

if TYPE_CHECKING:
    from ydkg.network.paths import Hop
    from ydkg.network.projection import Network
    from ydkg.telling.reading import Reading


class HopFact(NamedTuple):
    """What joins the ends of a hop: its words, the IRIs that it consists of, where it is written, how it was read."""

    text: str
    subject: str
    predicate: str
    object: str
    record: str
    evidence: tuple[str, ...]
    basis: str


def tell_hop(reading: Reading, network: Network, hop: Hop, lang: str) -> list[HopFact]:
    """Say everything that joins the ends of a hop; relations first, then figures."""
    facts = []
    for source, target, key in hop.edges:
        edge = network.edges[source, target, key]
        told = tell_relation(reading, source, target, edge)
        said, basis = told.sentence.pick(lang), told.basis.pick(lang)
        facts.append(HopFact(said, source, edge["predicate"], target, edge["id"], edge["evidence"], basis))
    for thing, metric in ((hop.source, hop.target), (hop.target, hop.source)):
        facts += [
            HopFact(
                tell_figure(reading, record["iri"]).sentence.pick(lang),
                thing,
                YD.metric,
                metric,
                record["iri"],
                record["evidence"],
                reading.term(record["iri"], YD.basis).pick(lang),
            )
            for record in network.nodes[thing].get("observations", ())
            if record["iri"] in hop.figures
        ]
    return facts
