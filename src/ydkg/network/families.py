"""The nine families of entities that are drawn as nodes, each known by its root class."""

from __future__ import annotations

from typing import NamedTuple

from ydkg.vocab import FOAF, ORG, SCHEMA, SKOS, YD, ydr


class Family(NamedTuple):
    """One family: what it is called, and how a member is known.

    Attributes
    ----------
    key : str
        The short name that nodes carry as ``family``.
    label, label_zh : str
        The family's name in the plural, in English and Chinese.
    kind, kind_zh : str
        What one member is called where the ontology has no sharper label.
    root : str
        IRI of the class that every member has, itself or by a subclass.
    scheme : str or None
        IRI of the concept scheme that a member must be in, where the class alone does not tell.
    """

    key: str
    label: str
    label_zh: str
    kind: str
    kind_zh: str
    root: str
    scheme: str | None = None


# In the order in which they take a thing: what is infrastructure and place at once (an ecological corridor) was built
# or set up, and is drawn as infrastructure.
FAMILIES: tuple[Family, ...] = (
    Family("person", "People", "人物", "person", "人物", FOAF.Person),
    Family("organization", "Organisations", "机构", "organisation", "机构", ORG.Organization),
    Family("infrastructure", "Infrastructure", "基础设施", "infrastructure", "基础设施", YD.Infrastructure),
    Family("place", "Places", "地方", "place", "地方", YD.Place),
    Family("initiative", "Initiatives", "举措", "initiative", "举措", YD.Initiative),
    Family("instrument", "Instruments", "政策工具", "instrument", "政策工具", YD.Instrument),
    Family("event", "Events", "事件", "event", "事件", SCHEMA.Event),
    Family("metric", "Metrics", "指标", "metric", "指标", YD.Metric),
    Family("topic", "Topics", "主题", "topic", "主题", SKOS.Concept, ydr("focus-areas")),
)


def family_of(classes: frozenset[str], schemes: frozenset[str]) -> Family | None:
    """Tell which family a thing belongs to.

    Parameters
    ----------
    classes : frozenset of str
        IRIs of the thing's classes, superclasses included.
    schemes : frozenset of str
        IRIs of the concept schemes that the thing is in.

    Returns
    -------
    Family or None
        The first family of `FAMILIES` that takes it; None for what is never a node.
    """
    for family in FAMILIES:
        if family.root in classes and (family.scheme is None or family.scheme in schemes):
            return family
    return None
