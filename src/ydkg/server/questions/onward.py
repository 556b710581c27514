"""Questions turned around: for which things each has an answer, and so which can be asked of a thing."""

from __future__ import annotations

import pickle
import re
import time
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, cast

from pyoxigraph import NamedNode

from ydkg.errors import MemoryLimitError, ResultLimitError, TimeLimitError, YdkgError
from ydkg.graph import questions as catalogue
from ydkg.graph.guard import tokens
from ydkg.graph.questions import fitted, is_check, terms
from ydkg.graph.sparql import bind, run
from ydkg.network.projection import Projection
from ydkg.server.dataset import stated_table
from ydkg.server.forkserver import made_apart
from ydkg.server.settings import out_of_time
from ydkg.vocab import compact

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pyoxigraph import Store

    from ydkg.graph.header import Parameter
    from ydkg.graph.questions import Question
    from ydkg.server.site import Site
    from ydkg.server.tasks import Context

#: How many are told of a thing at most.
_MOST = 8
#: One part in so many of what time is left is what one question may take: so there is always some left for the next.
_PART = 4
#: Share of the time limit for asking, and seconds without which a question is not asked.
_ASKING, _LEAST = 0.9, 0.05
_SELECT = re.compile(r"\bSELECT\b", re.IGNORECASE)


class Onward(NamedTuple):
    """A question that takes a thing: address, parameters with the thing put in, titles in both languages."""

    address: str
    parameters: Mapping[str, str]
    title: str
    title_zh: str


def known_questions(site: Site) -> list[Question]:
    """List all named questions, without defaults that the graph does not have; by name."""
    return site.keep("questions", lambda: [fitted(site.table, each) for each in catalogue.questions()])


async def onward(site: Site, iri: str) -> Sequence[Onward]:
    """List the questions that can be asked of a thing."""

    async def turned_all() -> object:
        """Have all questions turned around; what takes too much would do so each time, and is not tried again."""
        try:
            return await site.told("onward", waited=False)
        except (TimeLimitError, MemoryLimitError, ResultLimitError):
            return {}

    if "onward" not in site.kept:
        try:
            if (await site.directory()).is_large:
                site.begin("onward", turned_all)
                return []
            await site.told("onward")
        except YdkgError:
            return []  # this page can do without; the next one asks again
    names = cast("dict[str, tuple[str, ...]]", site.kept["onward"]).get(iri, ())
    known = {question.name: question for question in known_questions(site)}
    asked = []
    for question in map(known.__getitem__, names):
        if parameter := taking(question):
            given = {parameter.name: compact(iri)}
            title_zh = question.title_zh or question.title
            asked.append(Onward(f"/questions/{question.name}", given, question.title, title_zh))
    return asked


def answered(context: Context) -> tuple[dict[str, object], bytes]:
    """Ask of every question that takes a thing for which things it has an answer, in a worker."""
    # As long as all may take, but for what comes before and after.
    until = time.monotonic() + _ASKING * context.settings.time_limit
    things = frozenset(Projection(stated_table(context.store, context.settings)).things)
    names: dict[str, tuple[str, ...]] = {}
    left_out: dict[str, object] = {}
    shared: dict[tuple[str, ...], tuple[str, ...]] = {}
    takers = [(each, parameter) for each in catalogue.questions() if (parameter := taking(each))]
    for question, parameter in sorted(takers, key=lambda each: not each[1].families):
        if is_check(question.name):
            continue
        part = round((until - time.monotonic()) / _PART, 2)
        try:
            if part < _LEAST:
                raise out_of_time(context.settings)
            query = turned(context.store, question, parameter)
            iris = made_apart(partial(_iris, context.store, query), context.settings._replace(time_limit=part))
        except (YdkgError, OSError) as error:
            left_out[question.name] = str(error)
            continue
        for iri in things.intersection(iris):
            known = names.get(iri, ())
            if len(known) < _MOST:
                # Of many things the same can be asked.
                more = (*known, question.name)
                names[iri] = shared.setdefault(more, more)
    return {"left_out": left_out}, pickle.dumps(names)


def _iris(store: Store, query: str) -> set[str]:
    """Give the IRIs that a query of one column finds."""
    return {term.value for (term,) in run(store, query).rows if isinstance(term, NamedNode)}


def taking(question: Question) -> Parameter | None:
    """Give the parameter of a question that takes a thing; the first; None where the question takes none."""
    return next((each for each in question.parameters if each.type == "iri"), None)


def answerable(text: str, parameter: str) -> str:
    """Turn a question around: ask which things it has an answer for.

    >>> answerable("SELECT ?b (COUNT(?c) AS ?n) WHERE { ?a ?b ?c } GROUP BY ?b", "a")
    'SELECT DISTINCT ?a WHERE { ?a ?b ?c }'
    """
    query = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#"))
    select = _SELECT.search(query)
    if select is None:
        return query
    pattern = query[query.index("{", select.end()) : query.rindex("}") + 1]
    return f"{query[: select.start()]}SELECT DISTINCT ?{parameter} WHERE {pattern}"


def turned(store: Store, question: Question, parameter: Parameter) -> str:
    """Turn a question around, other things left open; a position or a day is compared, so it has its default."""
    plain = tuple(each for each in question.parameters if each.type != "iri")
    text = answerable(question.text, parameter.name)
    return bind(text, tokens(text), terms(store, question._replace(parameters=plain), {}))
