"""Which questions have an answer for which things, made by a worker: every question is turned around once."""

from __future__ import annotations

import pickle
from itertools import pairwise
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from ydkg.errors import CatalogueError, YdkgError, problem
from ydkg.graph.binding import bound
from ydkg.graph.catalogue import is_check
from ydkg.graph.engine import run
from ydkg.graph.parameters import terms
from ydkg.graph.tokens import tokens
from ydkg.network.vicinity import Vicinity
from ydkg.server.dataset import stated_table
from ydkg.server.sparql.answering import catalogue

if TYPE_CHECKING:
    from pyoxigraph import Store

    from ydkg.graph.catalogue import Question
    from ydkg.graph.header import Parameter
    from ydkg.server.tasks import Context

#: How many are told of a thing at most.
_MOST = 8
#: What adds to the rows of a pattern, and takes none away.
_ADDING = frozenset({"OPTIONAL", "BIND"})


def answered(context: Context) -> tuple[dict[str, object], bytes]:
    """Ask of every question that takes a thing for which things it has an answer.

    Parameters
    ----------
    context : Context

    Returns
    -------
    dict, bytes
        Nothing, and a dict of the names of the first questions by IRI of the thing, pickled.
    """
    things = Vicinity(stated_table(context.store, context.settings))
    found: dict[str, tuple[str, ...]] = {}
    alike: dict[tuple[str, ...], tuple[str, ...]] = {}
    takers = [(each, parameter) for each in catalogue().values() if (parameter := taking(each))]
    for asked, parameter in sorted(takers, key=lambda each: not each[1].families):
        if is_check(asked.name):
            continue
        try:
            rows = run(context.store, turned(context.store, asked, parameter)).rows
        except YdkgError:
            continue  # pages can do without
        for iri in {term.value for (term,) in rows if isinstance(term, NamedNode)}:
            known = found.get(iri, ())
            if len(known) < _MOST and iri in things:
                # Of many things the same can be asked.
                more = (*known, asked.name)
                found[iri] = alike.setdefault(more, more)
    return {}, pickle.dumps(found)


def taking(question: Question) -> Parameter | None:
    """Give the parameter of a question that takes a thing.

    Parameters
    ----------
    question : Question

    Returns
    -------
    Parameter or None
        The first; None where the question takes none.
    """
    return next((each for each in question.parameters if each.type == "iri"), None)


def answerable(text: str, parameter: str) -> str:
    """Turn a question around: ask which things it has an answer for.

    Parameters
    ----------
    text : str
        The question's query, a SELECT.
    parameter : str

    Returns
    -------
    str
        A query with one column: the query's own pattern, in which the parameter is left open. What is only looked up
        for what was found, at the end of the pattern, is left out: it changes nothing, and would be read of all things.

    Raises
    ------
    CatalogueError
        If the query is no SELECT with a pattern.

    Examples
    --------
    >>> answerable("SELECT ?b (COUNT(?c) AS ?n) WHERE { ?a ?b ?c } GROUP BY ?b", "a")
    'SELECT DISTINCT ?a WHERE { ?a ?b ?c }'
    >>> answerable("SELECT ?n { ?a ?b ?c OPTIONAL { ?c ?d ?e } BIND(STR(?e) AS ?n) }", "a")
    'SELECT DISTINCT ?a WHERE { ?a ?b ?c }'
    """
    found = tokens(text)
    select = next((n for n, token in enumerate(found) if token.kind == "word" and token.text.upper() == "SELECT"), None)
    first = next((n for n, token in enumerate(found) if token.text == "{" and n > (select or 0)), None)
    if select is None or first is None:
        raise CatalogueError(problem("a question is expected to be {form}", form="SELECT … WHERE { … }"), text)
    # Where nothing but additions follow, and whether the parameter stands before them.
    depth, rest, known = 0, 0, False
    for before, token in pairwise(found[first - 1 :]):
        if depth == 1 and token.kind != "close" and before.text.upper() not in _ADDING:
            rest = (rest or token.at) if token.text.upper() in _ADDING else 0
        known = known or (not rest and token.kind == "variable" and token.text[1:] == parameter)
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if depth == 0:
            pattern = text[found[first].at : (known and rest) or token.at]
            return f"{text[: found[select].at]}SELECT DISTINCT ?{parameter} WHERE {pattern}}}"
    raise CatalogueError(problem("a question's pattern is never closed"), text)


def turned(store: Store, question: Question, parameter: Parameter) -> str:
    """Turn a question around, other things left open; a position or a day is compared, so it has its default.

    Parameters
    ----------
    store : pyoxigraph.Store
        The graph, which defaults are looked up in.
    question : Question
    parameter : Parameter
        One of its parameters, of type ``iri``.

    Returns
    -------
    str
        A query, as `answerable` gives it.

    Raises
    ------
    YdkgError
        If the question has no such query, or the graph no such default.
    """
    plain = tuple(each for each in question.parameters if each.type != "iri")
    text = answerable(question.text, parameter.name)
    return bound(text, tokens(text), terms(store, question._replace(parameters=plain), {}))
