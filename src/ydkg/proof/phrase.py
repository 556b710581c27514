"""A fact in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Triple

from ydkg.errors import Named, problem
from ydkg.graph.graph import Graph, identifier
from ydkg.graph.names import label as label_of
from ydkg.graph.schema import shipped_schema
from ydkg.language.text import translatable
from ydkg.vocab import DCTERMS, RDF, compact

if TYPE_CHECKING:
    from ydkg.errors import Message


def fact_words(table: Graph, triple: Triple) -> Message:
    """Say a fact in words; one line; an IRI stands for what has no label.

    >>> from pyoxigraph import Literal
    >>> from ydkg.graph.graph import Graph
    >>> from ydkg.vocab import FOAF, RDFS, ydr
    >>> person, ada = NamedNode(FOAF.Person), NamedNode(ydr("ada"))
    >>> labels = [Triple(ada, NamedNode(RDFS.label), Literal("Ada", language="en"))]
    >>> fact_words(Graph.from_triples(labels), Triple(ada, NamedNode(RDF.type), person))
    'Ada is a foaf:Person'
    """
    subject = name_of(table, identifier(triple.subject))
    value = f"“{getattr(triple.object, 'value', triple.object)}”"
    if isinstance(triple.object, NamedNode):
        value = name_of(table, triple.object.value)
    if triple.predicate.value == RDF.type:
        pattern = translatable("{thing} is an {kind}") if value[0] in "aeiou" else translatable("{thing} is a {kind}")
        return problem(pattern, thing=subject, kind=value)
    relation = name_of(table, triple.predicate.value)
    return problem("{thing} – {relation}: {value}", thing=subject, relation=relation, value=value)


def name_of(table: Graph, iri: str) -> Named:
    """Call a thing."""
    english = label_of(table, iri) or next(iter(table.values(iri, DCTERMS.title)), None) or compact(iri)
    return Named(english, label_of(table, iri, "zh-hans"))


def with_vocabulary(table: Graph) -> Graph:
    """Join data with the vocabulary, which has the labels of classes and properties."""
    return Graph.from_triples((*table.triples(), *shipped_schema().terms.triples()))
