"""What the ontology calls its terms, and those of other vocabularies that it uses."""

from __future__ import annotations

from functools import cache

from pyoxigraph import Literal, NamedNode

from ydkg.assets import ONTOLOGY_FILE
from ydkg.graph.canonical import read_turtle
from ydkg.vocab import RDFS


def term_label(iri: str, lang: str = "en") -> str:
    """Return the ontology's label of a term.

    Parameters
    ----------
    iri : str
        A class, property or value.
    lang : str
        A language tag; English where the ontology has no label in it.

    Returns
    -------
    str
        The label, or the last part of the IRI where the ontology has none.

    Examples
    --------
    >>> from ydkg.vocab import YD
    >>> term_label(YD.MoreThan), term_label(YD.MoreThan, "zh")
    ('more than', '超过')
    """
    labels = _labels()
    wanted = "zh-hans" if lang.lower().startswith("zh") else "en"
    found = labels.get((iri, wanted)) or labels.get((iri, "en"))
    return found or iri.rstrip("/").rpartition("#")[2].rpartition("/")[2]


@cache
def _labels() -> dict[tuple[str, str], str]:
    """Return all labels of the ontology by term and language."""
    return {
        (triple.subject.value, triple.object.language): triple.object.value
        for triple in read_turtle(ONTOLOGY_FILE)
        if isinstance(triple.subject, NamedNode)
        and triple.predicate.value == RDFS.label
        and isinstance(triple.object, Literal)
        and triple.object.language
    }
