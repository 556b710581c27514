"""The real things that a question's parameter can stand for: those that the question has an answer for."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, cast

from ydkg.errors import CatalogueError, problem
from ydkg.graph.binding import bound
from ydkg.graph.names import label
from ydkg.graph.parameters import terms
from ydkg.graph.schema import is_record, shipped_schema, term_label
from ydkg.graph.search import reading_order
from ydkg.graph.tokens import tokens
from ydkg.vocab import PREFIXES, compact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Store

    from ydkg.graph.catalogue import Question
    from ydkg.graph.header import Parameter
    from ydkg.server.site import Site

#: What adds to the rows of a pattern, and takes none away.
_ADDING = frozenset({"OPTIONAL", "BIND"})


class Choice(NamedTuple):
    """One thing of a menu: its prefixed name, and its names in the page's language and in the other one."""

    value: str
    label: str
    other: str


class Group(NamedTuple):
    """Things of one kind, by label."""

    label: str
    choices: tuple[Choice, ...]


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


async def things(site: Site, question: Question, parameter: Parameter) -> list[str]:
    """Ask what a parameter can stand for.

    Parameters
    ----------
    site : Site
    question : Question
    parameter : Parameter
        One of its parameters, of type ``iri``.

    Returns
    -------
    list of str
        IRIs for which the answer is not empty, other parameters left open.

    Raises
    ------
    YdkgError
        If the question cannot be asked now.
    """
    key = ("things", question.name, parameter.name)
    if key not in site.kept:
        done = await site.pool.run("query", {"text": turned(site.store, question, parameter)})
        bindings = json.loads(done.body)["results"]["bindings"]
        answers = [row[parameter.name] for row in bindings if parameter.name in row]
        site.kept[key] = sorted({term["value"] for term in answers if term["type"] == "uri"})
    return cast("list[str]", site.kept[key])


def choices(site: Site, things: Iterable[str], lang: str) -> tuple[Group, ...]:
    """Name things, and put them in order by kind.

    Parameters
    ----------
    site : Site
    things : iterable of str
        IRIs; those without a name are left out.
    lang : {"en", "zh"}

    Returns
    -------
    tuple of Group
        The largest first.
    """
    other = "en" if lang == "zh" else "zh"
    groups: dict[str, list[Choice]] = {}
    for iri in things:
        named = label(site.whole, iri, lang)
        if not named or not iri.startswith(PREFIXES["ydr"]) or is_record(site.whole, iri):
            continue
        also = label(site.whole, iri, other) or ""
        sharpest = shipped_schema().sharpest(site.whole.types(iri))
        kind = term_label(sharpest, lang) if sharpest else ""
        groups.setdefault(kind, []).append(Choice(compact(iri), named, "" if also == named else also))
    ordered = sorted(groups.items(), key=lambda each: (-len(each[1]), each[0]))
    return tuple(
        Group(kind, tuple(sorted(each, key=lambda choice: reading_order(choice.label)))) for kind, each in ordered
    )
