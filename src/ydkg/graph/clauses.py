"""The dataset clauses of a query: which graphs its FROM and FROM NAMED ask for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from ydkg.errors import Listed, UnknownGraphError, problem, quoted
from ydkg.graph.tokens import Token, decoded, refusal

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_ESCAPE = re.compile(r"\\([_~.\-!$&'()*+,;=/?#@%])")
#: pyoxigraph knows no word boundaries: with such a prefix it would read ``FROMex:a`` as FROM and ``ex:a``.
_HIDDEN = re.compile(r"from|named", re.IGNORECASE)


class Clause(NamedTuple):
    """One FROM or FROM NAMED: the graph's IRI, whether NAMED, and where the IRI stands (code points from 0)."""

    iri: str
    named: bool
    at: int


class Prologue(NamedTuple):
    """What a query declares: the base of relative IRIs, which may be empty, and prefixes with their namespaces."""

    base: str
    prefixes: dict[str, str]


def clauses(found: list[Token], text: str, prefixes: Mapping[str, str], base: str = "") -> list[Clause]:
    """Read the dataset clauses of a query; in the order of the query; empty where it has none.

    >>> from ydkg.graph.tokens import tokens
    >>> query = "PREFIX g: <http://a/> ASK FROM <http://a/b> FROM NAMED g:c { ?s ?p ?o }"
    >>> [(clause.iri, clause.named) for clause in clauses(tokens(query), query, {})]
    [('http://a/b', False), ('http://a/c', True)]
    """
    end = Token("end", "", len(text))
    made: list[Clause] = []
    declared: Prologue | None = None
    for at, token in enumerate(found):
        if token.kind == "name" and _HIDDEN.match(token.text) and not _declares(found[at - 1] if at else end):
            prefix = token.text.partition(":")[0]
            said = problem(
                "{prefix}: is refused as a prefix: the engine may read {word} in it; take another",
                prefix=prefix,
                word="FROM",
            )
            raise refusal(text, token.at, said, token.text)
        if token.kind != "word" or token.text.upper() != "FROM":
            continue
        follows = [*found[at + 1 : at + 3], end, end]
        named = follows[0].kind == "word" and follows[0].text.upper() == "NAMED"
        graph = follows[1] if named else follows[0]
        declared = declared or prologue(found, prefixes, base)
        if graph.kind == "iri":
            iri = _resolved(decoded(graph.text[1:-1]), declared.base)
        elif graph.kind == "name":
            prefix, _, local = graph.text.partition(":")
            if prefix not in declared.prefixes:
                raise refusal(
                    text, graph.at, problem("the prefix {prefix}: is not declared", prefix=prefix), graph.text
                )
            iri = declared.prefixes[prefix] + _ESCAPE.sub(r"\1", local)
        else:
            raise refusal(text, graph.at, problem("expected the IRI of a graph after FROM"), graph.text)
        if not _ABSOLUTE.match(iri):
            said = problem("FROM wants an absolute IRI, and {name} is a relative one", name=quoted(iri))
            raise refusal(text, graph.at, said, iri)
        made.append(Clause(iri, named, graph.at))
    return made


def _declares(word: Token) -> bool:
    return word.kind == "word" and word.text.upper() == "PREFIX"


def prologue(found: list[Token], prefixes: Mapping[str, str], base: str = "") -> Prologue:
    """Read what a query declares before it asks."""
    declared = dict(prefixes)
    for word, name, iri in zip(found, found[1:], found[2:], strict=False):
        if name.kind == "iri" and word.kind == "word" and word.text.upper() == "BASE":
            base = _resolved(decoded(name.text[1:-1]), base)
        elif name.kind == "name" and iri.kind == "iri" and _declares(word):
            declared[name.text.partition(":")[0]] = _resolved(decoded(iri.text[1:-1]), base)
    return Prologue(base, declared)


def _resolved(iri: str, base: str) -> str:
    """Resolve an IRI; it stays relative where the base is of no use."""
    if _ABSOLUTE.match(iri):
        return iri
    try:
        return urljoin(base, iri)
    except ValueError:
        return iri


def unknown_graph(iri: str, graphs: Collection[str], where: str, line: int = 0, column: int = 0) -> UnknownGraphError:
    """Say that there is no such graph, and which there are."""
    there = Listed(f"<{graph}>" for graph in sorted(graphs)) or problem("none")
    said = problem("there is no graph {name} here; there are: {others}", name=quoted(iri), others=there)
    return UnknownGraphError(said, iri, where=where, line=line, column=column)
