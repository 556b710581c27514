"""The query engine: a guarded SPARQL query on a store, its whole answer in hand."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias, TypeVar

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store, Triple
from pyoxigraph import Literal as LiteralTerm

from ydkg.errors import Message, QueryError, YdkgError, problem, quoted
from ydkg.graph.binding import Template, bound, shortened, template
from ydkg.graph.guard import MAX_LENGTH, guard
from ydkg.graph.tokens import refusal, tokens
from ydkg.graph.turtle import canonical_term
from ydkg.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ydkg.graph.tokens import Token

Term: TypeAlias = NamedNode | BlankNode | LiteralTerm | Triple
Row: TypeAlias = tuple[Term | None, ...]
Answer: TypeAlias = QuerySolutions | QueryBoolean | QueryTriples
_T = TypeVar("_T")

#: Prefixes, and how a name begins that has one.
_NAMED = [(prefix, f"{prefix}:") for prefix in PREFIXES]
_POSITION = re.compile(r"error at (\d+):(\d+): ")


class Result(NamedTuple):
    """What a query answered."""

    kind: Literal["rows", "boolean", "triples"]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    boolean: bool | None = None  # the answer of ASK


def run(store: Store, text: str, substitutions: Mapping[str, NamedNode | LiteralTerm] | None = None) -> Result:
    """Answer a read-only SPARQL query; the whole answer.

    >>> run(Store(), "ASK { ?s ?p ?o }").boolean
    False
    >>> run(Store(), "SELECT ?s WHERE ?s ?p ?o")
    Traceback (most recent call last):
    ydkg.errors.QueryError: query, line 1, column 17: cannot read '?s' here
    """
    found, query, prefixes = _bound(text, frozenset((substitutions or {}).items()))

    def malformed(error: SyntaxError) -> QueryError:
        """Say where, by what the engine says of the query as it is written."""
        written = bound(text, found, substitutions or {})
        try:
            store.query(written, prefixes=PREFIXES)
        except SyntaxError as same:
            error = same
        return _malformed(text, found, error, moved=written != text)

    result = _guarded(store, query, _result, malformed, {"prefixes": prefixes})
    if isinstance(store, Store):
        return result
    # A server has spellings of its own.
    return result._replace(rows=tuple(tuple(map(canonical_term, row)) for row in result.rows))


@lru_cache(maxsize=256)
def _bound(
    text: str, terms: frozenset[tuple[str, NamedNode | LiteralTerm]]
) -> tuple[list[Token], str, Mapping[str, str]]:
    """Have terms put into a query once, with the prefixes that it uses: most are asked by their defaults."""
    found, places = _prepared(text, frozenset(name for name, _ in terms))
    query, holds = places.filled(dict(terms))
    if terms and (not holds or len(query) > MAX_LENGTH):
        guard(query, PREFIXES)
    return found, query, prefixes_in(query)


@lru_cache(maxsize=256)
def _prepared(text: str, names: frozenset[str]) -> tuple[list[Token], Template]:
    """Have a query guarded once, with the places of its parameters: questions are asked again."""
    found = guard(text, PREFIXES)
    places = template(text, found, names)
    short = shortened(text, found, PREFIXES) if names else text
    try:
        return found, template(short, tokens(short), names) if len(short) < len(text) else places
    except QueryError:  # where an IRI could be read in two ways, and a name cannot
        return found, places


class Dataset(NamedTuple):
    """What a query asks: the graphs that are its default graph together, and those that GRAPH may name."""

    default: Sequence[NamedNode | BlankNode | DefaultGraph]
    named: Sequence[NamedNode | BlankNode]


def evaluated(
    store: Store,
    text: str,
    found: list[Token],
    take: Callable[[Answer], _T],
    dataset: Dataset | None = None,
    *,
    base: str | None = None,
) -> _T:
    """Answer a query that has passed the guard, and hand the answer on while it is made; what ``take`` returned."""
    asked: dict[str, Any] = {"prefixes": prefixes_in(text)} | ({"base_iri": base} if base else {})
    if dataset is not None:
        asked |= {"default_graph": list(dataset.default), "named_graphs": list(dataset.named)}
    return _guarded(store, text, take, lambda error: _malformed(text, found, error, moved=False), asked)


def _guarded(
    store: Store,
    query: str,
    take: Callable[[Answer], _T],
    malformed: Callable[[SyntaxError], QueryError],
    asked: Mapping[str, Any],
) -> _T:
    """Run the engine, and say its errors in the words of this package."""
    try:
        return take(store.query(query, **asked))
    except YdkgError:
        raise
    except SyntaxError as error:
        raise malformed(error) from error
    except (RuntimeError, OSError, ValueError) as error:
        raise QueryError(_in_its_words(str(error)), query, where="query") from error


def prefixes_in(query: str) -> dict[str, str]:
    """Give the prefixes that a query may use: the engine takes as long for all of them as for a look-up."""
    if "\\" in query:  # where a letter may be written as its number
        return PREFIXES
    return {prefix: PREFIXES[prefix] for prefix, named in _NAMED if named in query}


def _result(answer: Answer) -> Result:
    """Take the whole answer out of pyoxigraph's iterators."""
    if isinstance(answer, QuerySolutions):
        return Result("rows", tuple([variable.value for variable in answer.variables]), tuple(map(tuple, answer)))
    if isinstance(answer, QueryBoolean):
        return Result("boolean", (), (), bool(answer))
    triples = {(triple.subject, triple.predicate, triple.object) for triple in answer}
    ordered = sorted(triples, key=lambda triple: tuple(str(term) for term in triple))
    return Result("triples", ("subject", "predicate", "object"), tuple(ordered))


def _malformed(text: str, found: list[Token], error: SyntaxError, *, moved: bool) -> QueryError:
    """Say where a query stops being SPARQL; pyoxigraph's list of what it expected is a random part of its grammar."""
    # pyoxigraph has the place of a fault in RDF as fields of its error, that of one in a query only in the message.
    told = _one_line(str(error.msg))
    match = _POSITION.match(told)
    if not match:
        return QueryError(_in_its_words(told), text, where="query")
    line, column = int(match[1]), int(match[2])
    if "overrides an existing variable" in told:
        return QueryError(
            problem("SELECT assigns to a variable that is in use already"), text, where="query", line=line
        )
    if moved:
        return QueryError(problem("cannot be read with its parameters put in"), text, where="query", line=line)
    at = sum(len(part) for part in text.splitlines(keepends=True)[: line - 1]) + column - 1
    token = next((token for token in found if token.at + len(token.text) > at), None)
    if token is None:
        last = found[-1]
        said = problem(
            "cannot be read up to this {word}; something is missing, or a projected variable is neither grouped nor "
            "aggregated",
            word=quoted(last.text),
        )
        return refusal(text, last.at, said, text)
    return refusal(text, max(at, token.at), problem("cannot read {word} here", word=quoted(token.text)), token.text)


def _in_its_words(said: str) -> Message:
    """Quote what the engine says where it is not known what that means."""
    return problem("the engine says: {words}", words=_one_line(said))


def _one_line(text: str) -> str:
    return " ".join(text.split())
