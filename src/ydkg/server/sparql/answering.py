"""What a worker does: it answers a query of the endpoint, or a named question."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ydkg.errors import UnknownNameError, problem, quoted
from ydkg.graph.questions import answer, questions
from ydkg.graph.sparql import evaluate
from ydkg.server.paging import ANSWER_ROWS, WHOLE
from ydkg.server.sparql.writing import write, write_result

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ydkg.graph.questions import Question
    from ydkg.server.tasks import Context


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
    limit = context.settings.result_limit
    done = evaluate(
        context.store, text, lambda made: write(made, accept, short, limit), default_graphs, named_graphs, base=base
    )
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


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, Question]:
    """Read all questions, once: a worker can open no file, so that its parent has to call this before it forks."""
    return {each.name: each for each in questions()}
