"""What a query may ask: nothing that writes, reads from the network, or breaks the engine."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from ydkg.errors import QueryError, problem, quoted
from ydkg.graph.clauses import clauses, unknown_graph
from ydkg.graph.tokens import Token, decoded, place, refusal, tokens

if TYPE_CHECKING:
    from collections.abc import Collection

#: Code points; the longest question has a twentieth of it.
MAX_LENGTH = 65_536
#: pyoxigraph 0.5 overflows an 8 MB stack from a chain of some 4,000 to 16,000 terms on.
MAX_TOKENS = 4_000
#: It does so from 256 to 1,024 nested EXISTS or function calls on, and takes minutes for 256 nested blank nodes.
MAX_DEPTH = 64

_UPDATES = frozenset(
    ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH", "USING", "INTO", "TO")
)
_DATASET = frozenset(("FROM", "NAMED"))
_WORDS = frozenset(
    """
    A ABS ADJUST ALL AND AS ASC ASK AVG BASE BIND BNODE BOUND BY CEIL COALESCE CONCAT CONSTRUCT CONTAINS COUNT DATATYPE
    DAY DESC DESCRIBE DISTINCT ENCODE_FOR_URI EXISTS FALSE FILTER FLOOR GRAPH GROUP GROUP_CONCAT HASLANG HASLANGDIR
    HAVING HOURS IF IN IRI ISBLANK ISIRI ISLITERAL ISNUMERIC ISTRIPLE ISURI LANG LANGDIR LANGMATCHES LATERAL LCASE LIMIT
    MAX MD5 MIN MINUS MINUTES MONTH NOT NOW OBJECT OFFSET OPTIONAL ORDER PREDICATE PREFIX RAND REDUCED REGEX REPLACE
    ROUND SAMETERM SAMEVALUE SAMPLE SECONDS SELECT SEPARATOR SHA1 SHA256 SHA384 SHA512 STR STRAFTER STRBEFORE STRDT
    STRENDS STRLANG STRLANGDIR STRLEN STRSTARTS STRUUID SUBJECT SUBSTR SUM TIMEZONE TRIPLE TRUE TZ UCASE UNDEF UNION URI
    UUID VALUES VERSION WHERE YEAR
    """.split()  # noqa: SIM905 - a hundred quoted words are no easier to read
)
_PAIRS = {"(": ")", "[": "]", "{": "}", "{|": "|}", "<<": ">>", "<<(": ")>>"}
_ASK_FOR = frozenset(("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"))


def guard(
    text: str, prefixes: Collection[str] = (), graphs: Collection[str] | None = None, base: str = ""
) -> list[Token]:
    """Refuse a query that is no plain question to this graph; the query's tokens, in order.

    >>> guard("ASK { SERVICE <http://a.example/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    ydkg.errors.QueryError: query, line 1, column 7: SERVICE is refused: a query here cannot reach the network
    >>> len(guard("ASK { ?service ?p 'SERVICE' }"))
    6
    """
    if len(text) > MAX_LENGTH:
        raise QueryError(
            problem("{n} characters, at most {most} are answered", n=len(text), most=MAX_LENGTH),
            len(text),
            where="query",
        )
    as_written = _checked(text, prefixes, graphs, base)
    plain = decoded(text)
    if plain != text:
        _checked(plain, prefixes, graphs, base)
    return as_written


def _checked(text: str, prefixes: Collection[str], graphs: Collection[str] | None, base: str) -> list[Token]:
    """Cut one reading of a query into tokens and refuse what is not allowed in it."""
    found = tokens(text)
    if len(found) > MAX_TOKENS:
        raise QueryError(
            problem("{n} words and signs, at most {most} are answered", n=len(found), most=MAX_TOKENS),
            len(found),
            where="query",
        )
    own = {n.text.partition(":")[0] for w, n in pairwise(found) if n.kind == "name" and w.text.upper() == "PREFIX"}
    for token in found:
        if token.kind == "name":
            _check_prefix(token, prefixes, own, text)
        elif token.kind == "word" and not (graphs is not None and token.text.upper() in _DATASET):
            _check_word(token, text)
    _check_depth(found, text)
    if graphs is not None:
        for clause in clauses(found, text, prefixes if isinstance(prefixes, Mapping) else {}, base):
            if clause.iri not in graphs:
                raise unknown_graph(clause.iri, graphs, "query", *place(text, clause.at))
    if not any(token.kind == "word" and token.text.upper() in _ASK_FOR for token in found):
        raise QueryError(problem("expected SELECT, ASK, CONSTRUCT or DESCRIBE"), text, where="query")
    return found


def _check_word(token: Token, text: str) -> None:
    word = token.text.upper()
    if word in _WORDS and token.text.isascii():
        return
    if word in {"SERVICE", "SILENT"}:
        said = problem("{word} is refused: a query here cannot reach the network", word=word)
    elif word in _DATASET:
        said = problem("{word} is refused: a query here asks the loaded graph and no other", word=word)
    elif word in _UPDATES:
        said = problem("{word} is refused: a query here only reads", word=word)
    else:
        said = problem("{word} is no word of SPARQL", word=quoted(token.text))
    raise refusal(text, token.at, said, token.text)


def _check_prefix(token: Token, prefixes: Collection[str], own: set[str], text: str) -> None:
    prefix = token.text.partition(":")[0]
    if "service" in prefix.lower():
        said = problem(
            "{prefix}: is refused as a prefix: the engine may read {word} in it; take another",
            prefix=prefix,
            word="SERVICE",
        )
        raise refusal(text, token.at, said, token.text)
    if prefix not in prefixes and prefix not in own:
        raise refusal(text, token.at, problem("the prefix {prefix}: is not declared", prefix=prefix), token.text)


def _check_depth(found: list[Token], text: str) -> None:
    """Refuse brackets that do not pair, and nesting (of signs such as ``!`` too) beyond what the engine survives."""
    brackets: list[Token] = []
    signs = 0
    for token in found:
        if token.kind not in {"open", "close", "operator"}:
            signs = 0
            continue
        signs = signs + 1 if token.text in {"!", "-", "+", "^"} else 0
        if token.kind == "open":
            brackets.append(token)
        elif token.kind == "close":
            if not brackets:
                raise refusal(text, token.at, problem("this {sign} closes nothing", sign=token.text), token.text)
            opened = brackets.pop()
            if _PAIRS[opened.text] != token.text:
                said = problem("this {sign} does not close the {opened} before it", sign=token.text, opened=opened.text)
                raise refusal(text, token.at, said, token.text)
        if max(len(brackets), signs) > MAX_DEPTH:
            said = problem("nested more than {n} deep, which is not answered", n=MAX_DEPTH)
            raise refusal(text, token.at, said, token.text)
    if brackets:
        raise refusal(text, brackets[-1].at, problem("this {sign} is never closed", sign=brackets[-1].text), text)
