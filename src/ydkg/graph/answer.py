"""Answers: named questions in terms, and graphs of every kind as what can be asked."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from ydkg.collection import Collection, collection, state_of
from ydkg.errors import CatalogueError, Listed, ParameterError, QueryError, problem
from ydkg.graph.names import form, label, number_order
from ydkg.graph.parameters import terms
from ydkg.graph.sparql import Result, Row, run
from ydkg.graph.store import graph_for, open_store
from ydkg.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import rdflib

    from ydkg.graph.catalogue import Question
    from ydkg.graph.graph import Graph, Term

_XSD = PREFIXES["xsd"]
#: Graph of rdflib -> a hash of its triples, and the store that they were loaded into.
_loaded: WeakKeyDictionary[rdflib.Graph, tuple[int, Store]] = WeakKeyDictionary()


def answer(store: Store, question: Question, params: Mapping[str, object], lang: str = "en") -> Result:
    """Answer a named question in terms; rows × the question's columns."""
    found = terms(store, question, params)
    found.setdefault("lang", Literal(lang))
    try:
        result = run(store, question.text, found)
    except QueryError as error:
        said = problem("{what}: {why}", what=f"{question.name}.rq", why=error)
        raise CatalogueError(said, question.name) from error
    declared = tuple([column.name for column in question.columns])
    if result.kind != "rows" or result.columns != declared:
        said = problem(
            "{where}: the header declares the columns {declared}, the query has {found}",
            where=f"{question.name}.rq",
            declared=Listed(declared),
            found=Listed(result.columns),
        )
        raise CatalogueError(said, question.name)
    if not lang.lower().startswith("en"):
        result = _translated(graph_for(store, question), result, lang)
    for at, column in enumerate(question.columns):
        if column.type == "iris":
            rows = list(result.rows)
            for number, row in enumerate(rows):
                if isinstance(term := row[at], Literal) and " " in (listed := term.value):
                    rows[number] = (*row[:at], _in_order(listed), *row[at + 1 :])
            result = Result("rows", declared, tuple(rows))
    return result


def _translated(table: Graph, result: Result, lang: str) -> Result:
    """Put labels in another language: those in a column that is named after a column of things."""
    named = {
        at: result.columns.index(column.removesuffix("Label"))
        for at, column in enumerate(result.columns)
        if column.endswith("Label") and column.removesuffix("Label") in result.columns
    }

    def words(row: Row, at: int) -> Term | None:
        thing = row[named[at]] if at in named else None
        if not isinstance(thing, NamedNode):
            return row[at]
        told = row[at].value if isinstance(row[at], Literal) else ""  # type: ignore[union-attr]
        beside = [each.value for each in row if isinstance(each, NamedNode)]
        found = form(table, thing.value, told, lang, beside) or label(table, thing.value, lang)
        return Literal(found) if found else row[at]

    return result._replace(rows=tuple(tuple(words(row, at) for at in range(len(row))) for row in result.rows))


@lru_cache(maxsize=4096)
def _in_order(iris: str) -> Literal:
    """Put IRIs in order, each once, passages by position: GROUP_CONCAT has them in the order of the engine's memory.

    Many rows have the same.
    """
    return Literal(" ".join(sorted(set(iris.split()), key=number_order)))


def load(files: Iterable[Path | str] | Path | str | None = None) -> rdflib.Graph:
    """Load the graph for rdflib, every literal to the letter.

    Parameters
    ----------
    files : path, or iterable of paths, optional
        The folder of a collection, or Turtle files; by default the collection that ``YDKG_DATA`` names, else the data
        that ship with ydkg. Of a collection, what is asked by default: not what is in its graphs apart.

    Returns
    -------
    rdflib.Graph
        A new graph, with ydkg's prefixes bound.

    Raises
    ------
    TurtleError
        If a file cannot be read or is damaged.
    CollectionError
        If a folder holds no collection.

    Examples
    --------
    >>> import ydkg
    >>> graph = ydkg.load()
    >>> len(graph) > 1000
    True
    """
    import rdflib  # noqa: PLC0415 - only those who want rdflib wait for it

    from ydkg.graph.store import asked_by_default  # noqa: PLC0415 - likewise
    from ydkg.graph.turtle import read_turtle  # noqa: PLC0415 - likewise

    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)

    def node(term: Term) -> rdflib.URIRef | rdflib.Literal | rdflib.BNode:
        if isinstance(term, NamedNode):
            return rdflib.URIRef(term.value)
        if not isinstance(term, Literal):
            return rdflib.BNode(term.value)  # type: ignore[union-attr]
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        datatype = None if term.datatype.value == f"{_XSD}string" else rdflib.URIRef(term.datatype.value)
        return rdflib.Literal(term.value, datatype=datatype, normalize=False)

    if files is None or isinstance(files, str | Path):
        triples = asked_by_default(collection(*([] if files is None else [files])))
    else:
        triples = [triple for path in files for triple in read_turtle(path)]
    for triple in triples:
        graph.add((node(triple.subject), node(triple.predicate), node(triple.object)))
    return graph


def as_store(graph: Store | rdflib.Graph | Path | str | None = None) -> Store:
    """Return a graph as a store that can be asked; the store itself where it is one."""
    if isinstance(graph, Store):
        return graph
    if graph is None or isinstance(graph, Path | str):
        chosen = collection(*([] if graph is None else [graph]))
        return _opened(chosen, tuple(map(state_of, chosen.all_files)))
    if not hasattr(graph, "serialize"):
        said = problem(
            "a graph is a {store}, an {graph} or a folder, not {kind}",
            store="pyoxigraph.Store",
            graph="rdflib.Graph",
            kind=type(graph).__name__,
        )
        raise ParameterError(said, graph)
    state = hash(frozenset(graph))
    known = _loaded.get(graph)
    if known is None or known[0] != state:
        store = Store()
        store.load(graph.serialize(format="nt").encode(), format=RdfFormat.N_TRIPLES)
        known = _loaded[graph] = (state, store)
    return known[1]


@lru_cache(maxsize=1)
def _opened(chosen: Collection, states: tuple[tuple[int, ...], ...]) -> Store:  # noqa: ARG001 - a part of the key
    """Load a collection once; the states of its files are given so that a changed one is loaded again."""
    return open_store(chosen)
