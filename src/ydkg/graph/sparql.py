"""SPARQL on a store: a guarded query with its parameters put in, its answer, and what its errors mean."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias, TypeVar, cast

from pyoxigraph import DefaultGraph, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store
from pyoxigraph import Literal as LiteralTerm

from ydkg.collection import APART, DATASET, graph_iri
from ydkg.errors import QueryError, YdkgError, problem, quoted
from ydkg.graph.graph import Graph, Term
from ydkg.graph.guard import after_values, from_clauses, guard, place, prologue, refusal, tokens, unknown_graph
from ydkg.graph.store import graph_of
from ydkg.graph.turtle import canonical_term
from ydkg.vocab import PREFIXES, compact, terms

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from ydkg.errors import Message
    from ydkg.graph.guard import Token

Row: TypeAlias = tuple[Term | None, ...]
Answer: TypeAlias = QuerySolutions | QueryBoolean | QueryTriples
_T = TypeVar("_T")

#: So many unknown terms are told at most: to look for what is spelled alike takes a while.
MOST = 8
_BEFORE_NO_TERM = frozenset(("PREFIX", "BASE", "FROM", "NAMED", "GRAPH"))

# -------- Parameters --------


def bind(text: str, query: Sequence[Token], terms: Mapping[str, NamedNode | LiteralTerm]) -> str:
    """Put terms in the place of variables; text, strings and comments between them stay as they are.

    pyoxigraph's own ``substitutions`` want each variable in the projection, and do not reach BIND or sub-queries.
    W3C SPARQL community group, SEP-0007, pre-binding of variables.
    """
    parts, done = [], 0
    for token, replacement in _replacements(text, query, terms):
        parts += [text[done : token.at], replacement]
        done = token.at + len(token.text)
    return "".join([*parts, text[done:]])


def _replacements(
    text: str, query: Sequence[Token], terms: Mapping[str, NamedNode | LiteralTerm]
) -> Iterator[tuple[Token, str]]:
    """Yield each token that changes, with what comes in its place; spaces keep it from growing into its neighbours."""
    clause, depth, selects = "", 0, 0  # the clause is SELECT, GROUP or ORDER until what follows it
    for index, token in enumerate(query):
        name = token.text[1:] if token.kind == "variable" else ""
        if token.word in {"SELECT", "GROUP", "ORDER"}:
            clause, depth = token.word, 0
            selects += clause == "SELECT"
        elif depth == 0 and (
            token.text in {"{", "}"} or token.word in {"WHERE", "HAVING", "LIMIT", "OFFSET", "VALUES"}
        ):
            clause = ""
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if token.word == "BOUND" and [each.text[1:] in terms for each in query[index + 2 : index + 3]] == [True]:
            yield token, ""  # BOUND(?x) becomes (true)
        if name not in terms:
            continue
        if query[index - 1].word == "AS" or after_values(query, index):
            raise refusal(text, token.at, problem("?{name} is a parameter and cannot be assigned to", name=name), name)
        if query[max(index - 2, 0)].word == "BOUND":
            yield token, "true"
        elif clause == "SELECT" and depth == 0:
            yield token, f"( {terms[name]} AS ?{name if selects == 1 else f'{name}_{selects}'} )"
        elif clause and depth == 0:
            yield token, f"( {terms[name]} )"
        else:
            yield token, f" {terms[name]} "


# -------- Answers --------


class Result(NamedTuple):
    """What a query answered."""

    kind: Literal["rows", "boolean", "triples"]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    boolean: bool | None = None  # the answer of ASK


def run(store: Store, text: str, terms: Mapping[str, NamedNode | LiteralTerm] | None = None) -> Result:
    """Answer a read-only SPARQL query, with terms in the place of variables; the whole answer.

    >>> run(Store(), "ASK { ?s ?p ?o }").boolean
    False
    >>> run(Store(), "SELECT ?s WHERE ?s ?p ?o")
    Traceback (most recent call last):
    ydkg.errors.QueryError: query, line 1, column 17: cannot read '?s' here
    """
    query = _bound(text, frozenset((terms or {}).items()))
    try:
        result = evaluate(store, query, _result)
    except QueryError as error:
        if query == text or not error.column:
            raise
        raise QueryError(
            problem("cannot be read with its parameters put in"), text, where="query", line=error.line
        ) from error
    if isinstance(store, Store):
        return result
    # A server has spellings of its own.
    return result._replace(rows=tuple(tuple(map(canonical_term, row)) for row in result.rows))


@lru_cache(maxsize=256)
def _bound(text: str, terms: frozenset[tuple[str, NamedNode | LiteralTerm]]) -> str:
    """Have terms put into a query once: most questions are asked by their defaults."""
    return bind(text, _guarded(text), dict(terms)) if terms else text


@lru_cache(maxsize=256)
def _guarded(text: str, base: str = "") -> list[Token]:
    """Have a query guarded once, whatever graphs it asks for."""
    return guard(text, PREFIXES, None, base)


def evaluate(
    store: Store,
    text: str,
    take: Callable[[Answer], _T],
    default: Collection[str] = (),
    named: Collection[str] = (),
    *,
    base: str = "",
) -> _T:
    """Guard a query, and hand its answer on while it is made; graphs that are given go before those of its FROM."""
    query = _guarded(text, base)
    options: dict[str, Any] = {"prefixes": prefixes_in(text)} | ({"base_iri": base} if base else {})
    clauses = from_clauses(query, text, prologue(query, PREFIXES, base))
    if default or named or clauses:
        graphs = graph_iris(store)
        if default or named:
            wrong = next((iri for iri in (*default, *named) if iri not in graphs), None)
            if wrong is not None:
                raise unknown_graph(wrong, graphs, "request")
        else:
            guard(text, PREFIXES, graphs, base)
            default = [clause.iri for clause in clauses if not clause.named]
            named = [clause.iri for clause in clauses if clause.named]
        store, dataset = _dataset(store, graphs, tuple(sorted(set(default))), tuple(sorted(set(named))))
        options |= dataset
    try:
        return take(store.query(text, **options))
    except YdkgError:
        raise
    except SyntaxError as error:
        raise _malformed(text, query, error) from error
    except (RuntimeError, OSError, ValueError) as error:
        raise QueryError(_engine_says(str(error)), text, where="query") from error


def _dataset(
    store: Store, graphs: Sequence[str], default: tuple[str, ...], named: tuple[str, ...]
) -> tuple[Store, dict[str, Any]]:
    """Give the store that has a query's dataset, and the dataset; two graphs with one triple are merged."""
    sources = tuple(map(NamedNode, named))
    apart = {graph_of(name).value for name in (*APART, DATASET)}
    stated = [iri for iri in graphs if iri.startswith(graph_iri("")) and iri not in apart]
    merged = len(default) > 1 and [*default] == stated  # which is the default graph
    if len(default) > 1 and not merged and isinstance(store, Store) and _overlap(store, default):
        store, merged = _merge(store, default, sources), True
    return store, {
        "default_graph": [DefaultGraph()] if merged else [NamedNode(iri) for iri in default],
        "named_graphs": list(sources),
    }


def graph_iris(store: Store) -> list[str]:
    """List the named graphs of a store; their IRIs, sorted."""
    return sorted(graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode))


@lru_cache(maxsize=32)
def _overlap(store: Store, graphs: tuple[str, ...]) -> bool:
    """Tell whether a triple is in two of some graphs."""
    # Where one is, it is in another than the first; to ask of each two would take long where there are a thousand.
    pattern = "GRAPH <{0}> {{ ?s ?p ?o }} GRAPH ?other {{ ?s ?p ?o }} FILTER(?other != <{0}>)"
    for graph in graphs[1:]:
        solutions = store.query(f"SELECT DISTINCT ?other {{ {pattern.format(graph)} }}")
        if any(row[0].value in graphs for row in cast("QuerySolutions", solutions)):
            return True
    return False


@lru_cache(maxsize=4)
def _merge(store: Store, default: tuple[str, ...], named: tuple[NamedNode, ...]) -> Store:
    """Build a store whose default graph is the merge of some graphs of another; in memory."""
    merged = Graph.from_triples(Graph(store, list(map(NamedNode, default))).triples()).store
    for graph in named:
        merged.extend(store.quads_for_pattern(None, None, None, graph))
    return merged


def prefixes_in(query: str) -> dict[str, str]:
    """Give the prefixes that a query may use: the engine takes as long for all of them as for a look-up."""
    if "\\" in query:  # where a letter may be written as its number
        return PREFIXES
    return {prefix: namespace for prefix, namespace in PREFIXES.items() if f"{prefix}:" in query}


def _result(answer: Answer) -> Result:
    """Take the whole answer out of pyoxigraph's iterators."""
    if isinstance(answer, QuerySolutions):
        return Result("rows", tuple(variable.value for variable in answer.variables), tuple(map(tuple, answer)))
    if isinstance(answer, QueryBoolean):
        return Result("boolean", (), (), bool(answer))
    triples = {(triple.subject, triple.predicate, triple.object) for triple in answer}
    ordered = sorted(triples, key=lambda triple: tuple(str(term) for term in triple))
    return Result("triples", ("subject", "predicate", "object"), tuple(ordered))


def _malformed(text: str, query: Sequence[Token], error: SyntaxError) -> QueryError:
    """Say where a query stops being SPARQL; pyoxigraph's list of what it expected is a random part of its grammar."""
    # pyoxigraph has the place of a fault in RDF as fields of its error, that of one in a query only in the message.
    message = " ".join(str(error.msg).split())
    match = re.match(r"error at (\d+):(\d+): ", message)
    if not match:
        return QueryError(_engine_says(message), text, where="query")
    line, column = int(match[1]), int(match[2])
    if "overrides an existing variable" in message:
        said = problem("SELECT assigns to a variable that is in use already")
        return QueryError(said, text, where="query", line=line)
    at = sum(len(part) for part in text.splitlines(keepends=True)[: line - 1]) + column - 1
    token = next((token for token in query if token.at + len(token.text) > at), None)
    if token is not None:
        return refusal(text, max(at, token.at), problem("cannot read {word} here", word=quoted(token.text)), token.text)
    said = problem(
        "cannot be read up to this {word}; something is missing, or a projected variable is neither grouped nor "
        "aggregated",
        word=quoted(query[-1].text),
    )
    return refusal(text, query[-1].at, said, text)


def _engine_says(words: str) -> Message:
    """Quote what the engine says where it is not known what that means."""
    return problem("the engine says: {words}", words=" ".join(words.split()))


# -------- Terms that are nowhere --------


class Unknown(NamedTuple):
    """A term of a query that is in neither graph nor ontology: misspelled, most likely, and never found."""

    name: str  # as a prefixed name where one fits
    line: int  # where it first stands in the query, from 1
    column: int
    suggestion: str  # the prefixed name of a term that is spelled alike; empty where there is none


def unknown_terms(store: Store, text: str) -> list[Unknown]:
    """Find the first terms of a query in our namespaces that neither the store nor the ontology has.

    >>> unknown_terms(Store(), "SELECT * { ?s a yd:Metrik }")
    [Unknown(name='yd:Metrik', line=1, column=17, suggestion='yd:Metric')]
    """
    from ydkg.graph.schema import shipped_schema  # noqa: PLC0415 - what is asked by a program does without

    query, vocabulary = tokens(text), shipped_schema().terms
    declared = prologue(query)
    used: dict[str, int] = {}
    for at, token in enumerate(query):
        before, declares = query[at - 1].word, query[at - 2].word == "PREFIX"
        if token.kind in {"iri", "name"} and not declares and before not in _BEFORE_NO_TERM:
            iri = declared.iri(token)
            # Datatypes and namespaces themselves are no terms.
            ours = any(iri.startswith(namespace) and iri != namespace for namespace in PREFIXES.values())
            if ours and not iri.startswith(PREFIXES["xsd"]) and iri not in vocabulary:
                used.setdefault(iri, token.at)
    graph = Graph(store, [DefaultGraph(), *map(NamedNode, graph_iris(store))])
    missing = list(islice((iri for iri in used if not graph.mentions(iri)), MOST))
    return [Unknown(compact(iri), *place(text, used[iri]), _similar(graph, iri)) for iri in missing]


def _similar(graph: Graph, iri: str) -> str:
    """Suggest a term of the same namespace: of its vocabulary, or else of the graph, of which more is read."""
    from difflib import get_close_matches  # noqa: PLC0415 - only where something is misspelled

    prefix, namespace = next(pair for pair in PREFIXES.items() if iri.startswith(pair[1]))

    def nearest(known: Iterable[str]) -> str:
        names = [term.removeprefix(namespace) for term in known if term.startswith(namespace)]
        close = get_close_matches(iri.removeprefix(namespace), names, n=1, cutoff=0.6)
        return compact(namespace + close[0]) if close else ""

    return nearest(sorted(terms(prefix))) or nearest(graph.subjects())
