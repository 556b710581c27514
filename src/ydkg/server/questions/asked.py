"""Which questions have an answer for which things, made by a worker: every question is turned around once."""

from __future__ import annotations

import pickle
import time
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from ydkg.errors import CatalogueError, YdkgError, problem
from ydkg.graph.guard import tokens, variables
from ydkg.graph.questions import is_check, terms
from ydkg.graph.sparql import bind, run
from ydkg.network.projection import Projection
from ydkg.server.dataset import stated_table
from ydkg.server.forkserver import made_apart
from ydkg.server.settings import out_of_time
from ydkg.server.sparql.answer import catalogue

if TYPE_CHECKING:
    from pyoxigraph import Store

    from ydkg.graph.guard import Token
    from ydkg.graph.header import Parameter
    from ydkg.graph.questions import Question
    from ydkg.server.tasks import Context

#: How many are told of a thing at most.
_MOST = 8
#: One part in so many of what time is left is what one question may take: so there is always some left for the next.
_PART = 4
#: Share of the time limit for asking, and seconds without which a question is not asked.
_ASKING, _LEAST = 0.9, 0.05
#: What adds to the rows of a pattern, and takes none away.
_ADDING = frozenset({"OPTIONAL", "BIND"})


def answered(context: Context) -> tuple[dict[str, object], bytes]:
    """Ask of every question that takes a thing for which things it has an answer."""
    # As long as all may take, but for what comes before and after.
    until = time.monotonic() + _ASKING * context.settings.time_limit
    things = frozenset(Projection(stated_table(context.store, context.settings)).things)
    found: dict[str, tuple[str, ...]] = {}
    left_out: dict[str, object] = {}
    alike: dict[tuple[str, ...], tuple[str, ...]] = {}
    takers = [(each, parameter) for each in catalogue().values() if (parameter := taking(each))]
    for asked, parameter in sorted(takers, key=lambda each: not each[1].families):
        if is_check(asked.name):
            continue
        part = round((until - time.monotonic()) / _PART, 2)
        try:
            if part < _LEAST:
                raise out_of_time(context.settings)
            query = turned(context.store, asked, parameter)
            iris = made_apart(partial(_iris, context.store, query), context.settings._replace(time_limit=part))
        except (YdkgError, OSError) as error:
            left_out[asked.name] = str(error)
            continue
        for iri in iris:
            known = found.get(iri, ())
            if len(known) < _MOST and iri in things:
                # Of many things the same can be asked.
                more = (*known, asked.name)
                found[iri] = alike.setdefault(more, more)
    return {"left_out": left_out}, pickle.dumps(found)


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
    >>> answerable("SELECT ?n { ?a ?b ?c OPTIONAL { ?c ?d ?e } BIND(STR(?e) AS ?n) }", "a")
    'SELECT DISTINCT ?a WHERE { ?a ?b ?c }'
    >>> answerable("SELECT ?n { { ?a ?b ?c } UNION { ?c ?b ?a } ?c ?d ?n }", "a")
    'SELECT DISTINCT ?a WHERE { { { ?a ?b ?c } ?c ?d ?n } UNION { { ?c ?b ?a } ?c ?d ?n } }'
    """
    found = tokens(text)
    select = next((n for n, token in enumerate(found) if token.kind == "word" and token.text.upper() == "SELECT"), None)
    first = next((n for n, token in enumerate(found) if token.text == "{" and n > (select or 0)), None)
    if select is None or first is None:
        raise CatalogueError(problem("a question is expected to be {form}", form="SELECT … WHERE { … }"), text)
    pattern = _parts(found[first:])[0]
    kinds = [token.kind for token in pattern]
    if kinds.count("open") > kinds.count("close"):
        raise CatalogueError(problem("a question's pattern is never closed"), text)

    def written(parts: list[list[Token]]) -> str:
        return text[parts[0][0].at : parts[-1][-1].at + len(parts[-1][-1].text)] + " " if parts else ""

    parts = _choosing(_parts(pattern[1:-1]), {parameter})
    # The first alternatives, each but for the word that joins it to the next; what is before them and after them.
    words = [part[0].text.upper() for part in parts]
    start = end = words.index("UNION") - 1 if "UNION" in words else len(parts)
    while words[end + 1 : end + 2] == ["UNION"]:
        end += 2
    before, alternatives, after = parts[:start], parts[start : end + 1 : 2], parts[end + 1 :]
    used = variables([*chain(*before, *after)]) | {parameter}
    each = [written(_choosing(_parts(one[1:-1]), used)) for one in alternatives]
    whole = "UNION ".join(f"{{ {written(before)}{{ {one}}} {written(after)}}} " for one in each)
    return f"{text[: found[select].at]}SELECT DISTINCT ?{parameter} WHERE {{ {whole or written(parts)}}}"


def _parts(found: list[Token]) -> list[list[Token]]:
    """Cut tokens into those that stand alone and those that brackets enclose together."""
    parts: list[list[Token]] = []
    depth = 0
    for token in found:
        if depth:
            parts[-1].append(token)
        else:
            parts.append([token])
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
    return parts


def _choosing(pattern: list[list[Token]], used: set[str]) -> list[list[Token]]:
    """Leave out of a pattern what only adds to its rows, at its end, unless a variable is used that only this has."""
    kept = pattern
    while len(kept) > 1 and kept[-2][0].text.upper() in _ADDING:
        kept = kept[:-2]
    added = variables([*chain(*pattern[len(kept) :])]) - variables([*chain(*kept)])
    return pattern if added & used else kept


def turned(store: Store, question: Question, parameter: Parameter) -> str:
    """Turn a question around, other things left open; a position or a day is compared, so it has its default."""
    plain = tuple(each for each in question.parameters if each.type != "iri")
    text = answerable(question.text, parameter.name)
    return bind(text, tokens(text), terms(store, question._replace(parameters=plain), {}))
