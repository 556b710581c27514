"""A glance at an answer: as much of it as a page shows, so that only a worker has to read the whole."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results

from ydkg.graph.values import term_as_json
from ydkg.server.sparql.answering import query
from ydkg.server.sparql.results import JSON, N_TRIPLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ydkg.server.tasks import Context

#: Rows that a page shows at most, cells of a table, and bytes of an answer that the page's program gets with it.
ROWS, CELLS, BYTES = 500, 20_000, 1_000_000
#: The formats that a page can read, rows and triples.
ACCEPT = f"{JSON}, {N_TRIPLES};q=0.9"


def glance(context: Context, **asked: Any) -> tuple[dict[str, object], bytes]:  # noqa: ANN401 - what `query` takes
    """Answer a query for a page."""
    header, body = query(context, **asked, accept=ACCEPT)
    whole = len(body) <= BYTES
    if str(header["type"]).startswith(N_TRIPLES):
        lines = body.splitlines(keepends=True)
        return {**header, "total": len(lines), "whole": whole}, body if whole else b"".join(_first(lines, ROWS))
    answer = parse_query_results(body, QueryResultsFormat.JSON)
    if not isinstance(answer, QuerySolutions):
        return {**header, "total": 1, "whole": True}, body
    if whole:
        return {**header, "total": sum(1 for _ in answer), "whole": True}, body
    names = [variable.value for variable in answer.variables]
    rows = (dict(zip(names, solution, strict=True)) for solution in answer)
    bindings = ({name: term_as_json(term) for name, term in row.items() if term is not None} for row in rows)
    first = _first((json.dumps(row, ensure_ascii=False).encode() for row in bindings), rows_shown(len(names)))
    content = b'{"head":{"vars":%b},"results":{"bindings":[%b]}}' % (json.dumps(names).encode(), b",".join(first))
    # What is not shown is counted only: all rows at once would take many times their size.
    again = cast("QuerySolutions", parse_query_results(body, QueryResultsFormat.JSON))
    return {**header, "total": sum(1 for _ in again), "whole": False}, content


def rows_shown(columns: int) -> int:
    """Tell how many rows of a table are shown; at least one.

    >>> rows_shown(3), rows_shown(1000)
    (500, 20)
    """
    return max(1, min(ROWS, CELLS // max(1, columns)))


def _first(pieces: Iterable[bytes], most: int) -> Iterator[bytes]:
    """Yield the first pieces, at least one, as far as they are small together."""
    size = 0
    for number, piece in enumerate(islice(pieces, most)):
        size += len(piece)
        if number and size > BYTES:
            return
        yield piece
