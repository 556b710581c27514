"""What a worker does: it answers a query of the endpoint, or a named question."""

from __future__ import annotations

import pickle
import time
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from ydkg.errors import UnknownNameError, problem, quoted
from ydkg.graph.answer import answer
from ydkg.graph.catalogue import questions
from ydkg.graph.clauses import clauses, unknown_graph
from ydkg.graph.engine import Dataset, evaluated
from ydkg.graph.graph import Graph
from ydkg.graph.guard import MAX_LENGTH, guard
from ydkg.graph.store import graph_of
from ydkg.graph.tokens import tokens
from ydkg.server.paging import ANSWER_ROWS, WHOLE
from ydkg.server.sparql.writing import write, write_result
from ydkg.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pyoxigraph import QuerySolutions

    from ydkg.graph.catalogue import Question
    from ydkg.server.tasks import Context


@lru_cache(4)
def graph_iris(store: Store) -> list[str]:
    """List the named graphs of a store; their IRIs, sorted."""
    return sorted(graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode))


@lru_cache(32)
def overlap(store: Store, graphs: tuple[str, ...]) -> bool:
    """Tell whether a triple is in two of some graphs."""
    # Where one is, it is in another than the first; to ask of each two would take long where there are a thousand.
    asked = (
        "SELECT DISTINCT ?other {{ GRAPH <{0}> {{ ?s ?p ?o }} GRAPH ?other {{ ?s ?p ?o }} FILTER(?other != <{0}>) }}"
    )
    solutions = (cast("QuerySolutions", store.query(asked.format(graph))) for graph in graphs[1:])
    return not set(graphs).isdisjoint(other.value for found in solutions for (other,) in found)


@lru_cache(4)
def merge(store: Store, default: Iterable[str], named: Iterable[NamedNode]) -> Store:
    """Build a store whose default graph is the merge of some graphs of another; in memory."""
    made = Store()
    made.extend(Quad(*triple) for triple in Graph(store, list(map(NamedNode, default))).triples())
    for graph in named:
        made.extend(store.quads_for_pattern(None, None, None, graph))
    return made


def query(
    context: Context,
    *,
    text: str,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
    accept: str | None = None,
    short: str | None = None,
    base: str = "",
) -> tuple[dict[str, object], bytes]:
    """Answer a query of the SPARQL protocol; ``type``, a content type, and the answer."""
    graphs = graph_iris(context.store)
    given = bool(default_graphs or named_graphs)
    # What the request overrides may be called anything.
    ignored = clauses(tokens(text), text, PREFIXES, base) if given and len(text) <= MAX_LENGTH else []
    found = guard(text, PREFIXES, [*graphs, *(clause.iri for clause in ignored)], base)
    default, named = list(default_graphs), list(named_graphs)
    if given:
        for iri in (*default, *named):
            if iri not in graphs:
                raise unknown_graph(iri, graphs, "request")
    else:
        asked = clauses(found, text, PREFIXES, base)
        default = [clause.iri for clause in asked if not clause.named]
        named = [clause.iri for clause in asked if clause.named]
    store, dataset = context.store, None
    if default or named:
        # A union has a triple of two graphs twice, where SPARQL's merge has it once.
        wanted, sources = tuple(sorted(set(default))), tuple(NamedNode(iri) for iri in sorted(set(named)))
        apart = {graph_of(path).value for path in context.settings.data.named}
        whole = [graph for graph in graphs if graph not in apart]  # what the store's default graph is the merge of
        merged = len(wanted) > 1 and [*wanted] == whole
        if len(wanted) > 1 and not merged and overlap(store, wanted):
            store, merged = merge(store, wanted, sources), True
        dataset = Dataset([DefaultGraph()] if merged else [NamedNode(iri) for iri in wanted], sources)
    limit = context.settings.result_limit
    done = evaluated(store, text, found, lambda made: write(made, accept, short, limit), dataset, base=base)
    return {"type": done.media_type}, done.body


def question(
    context: Context, *, name: str, parameters: Mapping[str, str], lang: str = "en", layout: str = "json", page: int = 0
) -> tuple[dict[str, object], bytes]:
    """Answer a named question."""
    asked = catalogue().get(name)
    if asked is None:
        raise UnknownNameError(problem("there is no question {name}", name=quoted(name)), name)
    result = answer(context.store, asked, parameters, lang)
    total = len(result.rows)
    cut = page > 0 and total > WHOLE
    if cut:
        result = result._replace(rows=result.rows[(page - 1) * ANSWER_ROWS : page * ANSWER_ROWS])
    done = write_result(result, layout, context.settings.result_limit)
    columns = [[column.name, column.type] for column in asked.columns]
    return {"columns": columns, "rows": total, "cut": cut, "type": done.media_type}, done.body


def first_page(context: Context, *, name: str, lang: str) -> tuple[dict[str, object], bytes]:
    """Answer a named question by its defaults, for its first page."""
    began = time.perf_counter()
    answered = question(context, name=name, parameters={}, lang=lang, page=1)
    return {}, pickle.dumps((*answered, time.perf_counter() - began))


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, Question]:
    """Read all questions, once: a worker can open no file, so that its parent has to call this before it forks."""
    return {each.name: each for each in questions()}
