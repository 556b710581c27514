"""Triples of what is found and computed: whose object is a node, a text, or a literal of a datatype."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Triple


def link(subject: str, predicate: str, value: str) -> Triple:
    """Make a triple whose object is a node.

    Parameters
    ----------
    subject : str
    predicate : str
    value : str

    Returns
    -------
    pyoxigraph.Triple
    """
    return Triple(NamedNode(subject), NamedNode(predicate), NamedNode(value))


def text(subject: str, predicate: str, value: str, language: str = "en") -> Triple:
    """Make a triple whose object is a text.

    Parameters
    ----------
    subject : str
    predicate : str
    value : str
    language : str
        Its tag.

    Returns
    -------
    pyoxigraph.Triple
    """
    return Triple(NamedNode(subject), NamedNode(predicate), Literal(value, language=language))


def typed(subject: str, predicate: str, value: str, datatype: str) -> Triple:
    """Make a triple whose object is a literal of a datatype.

    Parameters
    ----------
    subject : str
    predicate : str
    value : str
    datatype : str

    Returns
    -------
    pyoxigraph.Triple
    """
    return Triple(NamedNode(subject), NamedNode(predicate), Literal(value, datatype=NamedNode(datatype)))
