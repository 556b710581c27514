"""Variables of a query bound to terms: every occurrence is replaced, token by token, by one serialised term.

pyoxigraph's own ``substitutions`` want each variable in the projection, and do not reach BIND, BOUND or sub-queries.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ydkg.errors import QueryError, problem
from ydkg.graph.tokens import Token, refusal, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyoxigraph import Literal, NamedNode


_CLAUSE_ENDS = frozenset(("WHERE", "HAVING", "LIMIT", "OFFSET", "VALUES"))
#: The kinds of tokens that a serialised term has, and nothing more.
_ONE_TERM = (["iri"], ["string"], ["string", "language"], ["string", "operator", "iri"])


def bound(text: str, found: list[Token], terms: Mapping[str, NamedNode | Literal]) -> str:
    """Return a query in which variables are replaced by terms.

    Parameters
    ----------
    text : str
    found : list of Token
    terms : mapping of str to term
        By variable, without question mark; those that the query does not mention are left aside.

    Returns
    -------
    str
        The query; a replaced variable that was projected keeps its column, except in a sub-query.

    Raises
    ------
    QueryError
        If the query assigns to one of the variables itself.

    References
    ----------
    W3C SPARQL community group, SEP-0007, pre-binding of variables.
    """
    written = {name: str(term) for name, term in terms.items()}
    for term in written.values():
        if [token.kind for token in tokens(term)] not in _ONE_TERM:
            raise QueryError(problem("{term} cannot be put for a variable", term=term), term, where="query")
    parts: list[str] = []
    done = 0
    for token, replacement in _replacements(text, found, written):
        parts += [text[done : token.at], replacement]
        done = token.at + len(token.text)
    return "".join([*parts, text[done:]])


def variables(found: list[Token]) -> set[str]:
    """Collect the variables of a query.

    Parameters
    ----------
    found : list of Token

    Returns
    -------
    set of str
        Without question mark.
    """
    return {token.text[1:] for token in found if token.kind == "variable"}


def _replacements(text: str, found: list[Token], written: Mapping[str, str]) -> Iterator[tuple[Token, str]]:
    """Yield each token that changes, with what comes in its place."""
    projection = False  # between SELECT or GROUP BY or ORDER BY and what follows
    clause, depth, selects = "", 0, 0
    for index, token in enumerate(found):
        word = token.text.upper() if token.kind == "word" else ""
        if word in {"SELECT", "GROUP", "ORDER"}:
            clause, depth, projection = word, 0, True
            selects += word == "SELECT"
        elif projection and depth == 0 and (token.text in {"{", "}"} or word in _CLAUSE_ENDS):
            projection = False
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if _in_bound(found, index) and found[index + 2].text[1:] in written:
            yield token, ""  # BOUND(?x) becomes (true)
        if token.kind != "variable" or token.text[1:] not in written:
            continue
        name = token.text[1:]
        before = found[index - 1].text.upper() if index else ""
        if before == "AS" or _in_values_head(found, index):
            raise refusal(text, token.at, problem("?{name} is a parameter and cannot be assigned to", name=name), name)
        if _in_bound(found, index - 2):
            yield token, "true"
        elif projection and depth == 0 and clause == "SELECT":
            yield token, f"({written[name]} AS ?{name if selects == 1 else f'{name}_{selects}'})"
        elif projection and depth == 0:
            yield token, f"({written[name]})"
        else:
            yield token, written[name]


def _in_values_head(found: list[Token], index: int) -> bool:
    """Tell whether a variable stands right after VALUES, or in the brackets after it."""
    while index and (found[index - 1].kind == "variable" or found[index - 1].text == "("):
        index -= 1
    return bool(index) and found[index - 1].text.upper() == "VALUES"


def _in_bound(found: list[Token], index: int) -> bool:
    """Tell whether a token is the BOUND of ``BOUND(?x)``, which no term may stand in."""
    return 0 <= index < len(found) - 2 and found[index].text.upper() == "BOUND" and found[index + 1].text == "("
