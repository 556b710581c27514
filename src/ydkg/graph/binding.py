"""Variables of a query bound to terms: every occurrence is replaced, token by token, by one serialised term.

pyoxigraph's own ``substitutions`` want each variable in the projection, and do not reach BIND, BOUND or sub-queries.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ydkg.errors import QueryError, problem
from ydkg.graph.clauses import prologue
from ydkg.graph.tokens import Token, after_values, decoded, refusal, tokens

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from pyoxigraph import Literal, NamedNode


_CLAUSE_ENDS = frozenset(("WHERE", "HAVING", "LIMIT", "OFFSET", "VALUES"))
#: The kinds of tokens that a serialised term has, and nothing more.
_ONE_TERM = (["iri"], ["string"], ["string", "language"], ["string", "operator", "iri"])
#: A term of one reading: without escapes, and without what a comparison or a comment may be read in.
_PLAIN = re.compile(
    r"""<[^\x00-\x20<>"{}|^`\\()#']*>|"[^"\\\x00-\x1f]*"(?:@[a-z0-9-]+|\^\^<http://www\.w3\.org/2001/XMLSchema#[A-Za-z]+>)?"""
)
#: What may stand beside a term without growing together with it.
_APART = frozenset(" \t\r\n(){},.;")


class Template(NamedTuple):
    """A query with places for terms."""

    parts: tuple[tuple[str, str], ...]  # text, and the variable whose term comes after it; empty after the last
    plain: bool  # whether the query has no escape, so that plain terms make it a query of one reading, too

    def filled(self, terms: Mapping[str, NamedNode | Literal]) -> tuple[str, bool]:
        """Put terms in their places."""
        written = {"": ""} | {name: str(term) for name, term in terms.items()}
        odd = [each for name, each in written.items() if name and not _PLAIN.fullmatch(each)]
        for term in odd:
            if [token.kind for token in tokens(term)] not in _ONE_TERM:
                raise QueryError(problem("{term} cannot be put for a variable", term=term), term, where="query")
        return "".join([part + written[name] for part, name in self.parts]), self.plain and not odd


def template(text: str, found: list[Token], names: Collection[str]) -> Template:
    """Find the places of variables in a query.

    W3C SPARQL community group, SEP-0007, pre-binding of variables.
    """
    parts: list[tuple[str, str]] = []
    left, done = "", 0
    for token, before, name, after in _replacements(text, found, names):
        left += text[done : token.at] + before
        done = token.at + len(token.text)
        if not name:
            continue
        parts.append((left if left[-1:] in _APART else f"{left} ", name))
        left = after or ("" if text[done : done + 1] in _APART else " ")
    return Template((*parts, (left + text[done:], "")), decoded(text) == text)


def bound(text: str, found: list[Token], terms: Mapping[str, NamedNode | Literal]) -> str:
    """Return a query in which variables are replaced by terms."""
    return template(text, found, terms).filled(terms)[0]


def shortened(text: str, found: list[Token], prefixes: Mapping[str, str]) -> str:
    """Write a query so that the engine takes the least time to read it: IRIs in full, no prologue, no comments.

    >>> text = "PREFIX a: <http://a/>  SELECT * { ?s a:b ?o } # all"
    >>> shortened(text, tokens(text), {})
    'SELECT * { ?s <http://a/b> ?o }'
    """
    base, declared = prologue(found, prefixes)
    read = [token.text.upper() if token.kind == "word" else token.kind for token in found]
    count = read.count("PREFIX")
    begun = 3 * count
    if base or "\\" in text or read[:begun] != ["PREFIX", "name", "iri"] * count:
        return text
    parts, done = [], found[begun].at
    for token in found[begun:]:
        prefix, _, local = token.text.partition(":")
        parts.append(" " if token.at > done else "")
        parts.append(f"<{declared[prefix]}{local}>" if token.kind == "name" else token.text)
        done = token.at + len(token.text)
    return "".join(parts)


def variables(found: list[Token]) -> set[str]:
    """Collect the variables of a query; without question mark."""
    return {token.text[1:] for token in found if token.kind == "variable"}


def _replacements(text: str, found: list[Token], names: Collection[str]) -> Iterator[tuple[Token, str, str, str]]:
    """Yield each token that changes, with what comes in its place: letters, a variable's term if any, letters."""
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
        if _in_bound(found, index) and found[index + 2].text[1:] in names:
            yield token, "", "", ""  # BOUND(?x) becomes (true)
        if token.kind != "variable" or token.text[1:] not in names:
            continue
        name = token.text[1:]
        before = found[index - 1].text.upper() if index else ""
        if before == "AS" or after_values(found, index):
            raise refusal(text, token.at, problem("?{name} is a parameter and cannot be assigned to", name=name), name)
        if _in_bound(found, index - 2):
            yield token, "true", "", ""
        elif projection and depth == 0 and clause == "SELECT":
            yield token, "(", name, f" AS ?{name if selects == 1 else f'{name}_{selects}'})"
        elif projection and depth == 0:
            yield token, "(", name, ")"
        else:
            yield token, "", name, ""


def _in_bound(found: list[Token], index: int) -> bool:
    """Tell whether a token is the BOUND of ``BOUND(?x)``, which no term may stand in."""
    return 0 <= index < len(found) - 2 and found[index].text.upper() == "BOUND" and found[index + 1].text == "("
