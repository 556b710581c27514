"""The graph that a verb works on: a collection, and what follows from it where that is asked for."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ydkg.assets import DATA_DIR
from ydkg.cli.options import notify
from ydkg.collection import collection, graph_name
from ydkg.errors import QueryError, problem, reason
from ydkg.graph.canonical import read_turtle
from ydkg.graph.graph import Graph
from ydkg.graph.store import load_apart, open_store, store_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyoxigraph import Store, Triple

    from ydkg.graph.catalogue import Question


def triples_of(*, inferred: bool = False, derived: bool = False) -> list[Triple]:
    """Read the collection that is worked on, and add what follows from it."""
    from ydkg.graph.reading import asked_by_default  # noqa: PLC0415 - a plain question does without

    triples = asked_by_default(collection())
    if not inferred and not derived:
        return triples
    from ydkg.proof.extension import extended  # noqa: PLC0415 - a plain question does without

    return extended(triples, inferred=inferred, derived=derived)


def fitted_question(question: Question) -> Question:
    """Leave out the defaults of a question that the collection does not have which is worked on."""
    if collection().paths == (DATA_DIR,) or not any(each.default for each in question.parameters):
        return question
    from ydkg.graph.answer import as_store  # noqa: PLC0415 - a plain question does without
    from ydkg.graph.parameters import fitted  # noqa: PLC0415 - a plain question does without

    return fitted(Graph(as_store()), question)


def describing() -> list[Triple]:
    """Read what describes the collection that is worked on; empty where nothing does."""
    path = collection().dataset
    return read_turtle(path) if path else []


def graphs_of(*, inferred: bool = False, derived: bool = False) -> dict[str, list[Triple]]:
    """Read the collection that is worked on, graph by graph, and add what follows as graphs of their own."""
    from ydkg.graph.reading import read_collection  # noqa: PLC0415 - a plain question does without

    chosen = collection()
    graphs = {graph_name(path): triples for path, triples in read_collection(chosen).items()}
    stated = [triple for path in chosen.files for triple in graphs[graph_name(path)]]
    if inferred or derived:
        from ydkg.proof.extension import computed  # noqa: PLC0415 - a plain question does without

        graphs |= computed(stated, inferred=inferred, derived=derived)
    return graphs


def read_query(file: str) -> str:
    """Read a query."""
    if file == "-" and sys.stdin is None:
        raise QueryError(problem("standard input is closed; give a file, or pass the query through a pipe"))
    try:
        return (sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()).decode("utf-8-sig")
    except OSError as error:
        hint = problem("a query itself comes through a pipe, to -") if "{" in file else ""
        raise QueryError(
            problem("{file}: the query cannot be read: {why}", file=file, why=reason(error)), file, hint=hint
        ) from error
    except UnicodeDecodeError as error:
        raise QueryError(
            problem("{file}: the query is not UTF-8, at byte {start}", file=file, start=error.start), file
        ) from error


def asked(triples: Sequence[Triple], query: str, *, beside: bool = False) -> list[Triple]:
    """Keep the part of a graph that a question answers."""
    from ydkg.explorer.part import answered  # noqa: PLC0415 - a plain question does without
    from ydkg.graph.answer import answer  # noqa: PLC0415 - a plain question does without
    from ydkg.graph.catalogue import question  # noqa: PLC0415 - a plain question does without
    from ydkg.graph.engine import run  # noqa: PLC0415 - a plain question does without

    store = store_of(triples)
    result = run(store, read_query(query)) if query.endswith(".rq") else answer(store, question(query), {})
    return answered(triples, result, beside=beside)


def apart() -> list[Triple]:
    """Read what public pages say of what the collection that is worked on is about, and judgements."""
    return [triple for path in collection().apart for triple in read_turtle(path)]


def opened_store(
    *, inferred: bool = False, derived: bool = False, endpoint: str = "", patience: float | None = None
) -> Store:
    """Load the collection that is worked on for asking, with what follows from it, or open the graph of a server."""
    if endpoint:
        from ydkg.graph.remote import remote_store  # noqa: PLC0415 - a plain question does without

        return remote_store(endpoint, inferred=inferred, derived=derived, patience=patience)
    if not inferred and not derived:
        return open_store(say=notify)

    made = store_of(triples_of(inferred=inferred, derived=derived))
    load_apart(made, collection())
    return made
