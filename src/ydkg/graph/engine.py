"""The query engine: a guarded SPARQL query on a store, its whole answer in hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from pyoxigraph import BlankNode, NamedNode, QueryBoolean, QuerySolutions, Store, Triple
from pyoxigraph import Literal as LiteralTerm

from ydkg.errors import QueryError
from ydkg.graph.binding import bound
from ydkg.graph.guard import guard
from ydkg.graph.tokens import place
from ydkg.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ydkg.graph.tokens import Token

Term: TypeAlias = NamedNode | BlankNode | LiteralTerm | Triple
Row: TypeAlias = tuple[Term | None, ...]

_POSITION = re.compile(r"error at (\d+):(\d+): ")


class Result(NamedTuple):
    """What a query answered.

    Attributes
    ----------
    kind : str
        ``"rows"`` of SELECT, ``"boolean"`` of ASK, ``"triples"`` of CONSTRUCT and DESCRIBE.
    columns : tuple of str
        Names, without question mark; ``subject, predicate, object`` of triples; empty of a boolean.
    rows : tuple of tuple
        Rows × columns of pyoxigraph terms, None where unbound, in the query's order (triples sorted); may be empty.
    boolean : bool or None
        The answer of ASK.
    """

    kind: Literal["rows", "boolean", "triples"]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    boolean: bool | None = None


def run(store: Store, text: str, substitutions: Mapping[str, NamedNode | LiteralTerm] | None = None) -> Result:
    """Answer a read-only SPARQL query.

    Parameters
    ----------
    store : pyoxigraph.Store
        The graph.
    text : str
        SELECT, ASK, CONSTRUCT or DESCRIBE; the prefixes of `ydkg.vocab.PREFIXES` are declared already.
    substitutions : mapping of str to term, optional
        Terms to put in the place of variables, by name without question mark.

    Returns
    -------
    Result
        The whole answer.

    Raises
    ------
    QueryError
        If the query is malformed, or asks for what is not allowed here (see `ydkg.graph.guard`).

    Examples
    --------
    >>> run(Store(), "ASK { ?s ?p ?o }").boolean
    False
    >>> run(Store(), "SELECT ?s WHERE ?s ?p ?o")
    Traceback (most recent call last):
    ydkg.errors.QueryError: query, line 1, column 17: cannot read '?s' here
    """
    found = guard(text, PREFIXES)
    query = bound(text, found, substitutions) if substitutions else text
    if substitutions:
        guard(query, PREFIXES)
    try:
        return _result(store.query(query, prefixes=PREFIXES))
    except SyntaxError as error:
        raise _malformed(text, found, error, moved=query != text) from error
    except (RuntimeError, OSError, ValueError) as error:
        raise QueryError(f"query: {_one_line(str(error))}", text) from error


def _result(answer: object) -> Result:
    """Take the whole answer out of pyoxigraph's iterators."""
    if isinstance(answer, QueryBoolean):
        return Result("boolean", (), (), bool(answer))
    if isinstance(answer, QuerySolutions):
        columns = tuple(variable.value for variable in answer.variables)
        return Result("rows", columns, tuple(tuple(solution) for solution in answer))
    triples = {(triple.subject, triple.predicate, triple.object) for triple in answer}  # type: ignore[attr-defined]
    ordered = sorted(triples, key=lambda triple: tuple(str(term) for term in triple))
    return Result("triples", ("subject", "predicate", "object"), tuple(ordered))


def _malformed(text: str, found: list[Token], error: SyntaxError, *, moved: bool) -> QueryError:
    """Say where a query stops being SPARQL; pyoxigraph's list of what it expected is a random part of its grammar."""
    said = _one_line(str(error.msg))
    match = _POSITION.match(said)
    if not match:
        return QueryError(f"query: {said}", text)
    line, column = int(match[1]), int(match[2])
    if "overrides an existing variable" in said:
        return QueryError(f"query, line {line}: SELECT assigns to a variable that is in use already", text)
    if moved:
        return QueryError(f"query, line {line}: cannot be read with its parameters put in", text)
    at = sum(len(part) for part in text.splitlines(keepends=True)[: line - 1]) + column - 1
    token = next((token for token in found if token.at + len(token.text) > at), None)
    if token is None:
        where, last = place(text, found[-1].at), found[-1].text
        reason = "something is missing, or a projected variable is neither grouped nor aggregated"
        return QueryError(f"query, {where}: cannot be read up to this {last!r}; {reason}", text)
    return QueryError(f"query, {place(text, max(at, token.at))}: cannot read {token.text!r} here", token.text)


def _one_line(text: str) -> str:
    return " ".join(text.split())
