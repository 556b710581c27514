"""What a query may ask: it is cut into tokens, and refused where it writes, reaches the network or breaks the engine.

pyoxigraph knows no word boundaries (``SERVICEex:a`` is SERVICE and a name), decides by context whether ``<`` opens an
IRI or compares, and follows SERVICE. Wherever two readings would part ways, a query is refused rather than guessed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from ydkg.errors import Listed, QueryError, UnknownGraphError, problem, quoted
from ydkg.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

#: Code points; the longest question has a twentieth of it.
MAX_LENGTH = 65_536
#: pyoxigraph 0.5 overflows an 8 MB stack from a chain of some 4,000 to 16,000 terms on.
MAX_TOKENS = 4_000
#: It does so from 256 to 1,024 nested EXISTS or function calls on, and takes minutes for 256 nested blank nodes.
MAX_DEPTH = 64

_WORDS = frozenset(
    """
    A ABS ADJUST ALL AND AS ASC ASK AVG BASE BIND BNODE BOUND BY CEIL COALESCE CONCAT CONSTRUCT CONTAINS COUNT DATATYPE
    DAY DESC DESCRIBE DISTINCT ENCODE_FOR_URI EXISTS FALSE FILTER FLOOR FROM GRAPH GROUP GROUP_CONCAT HASLANG HASLANGDIR
    HAVING HOURS IF IN IRI ISBLANK ISIRI ISLITERAL ISNUMERIC ISTRIPLE ISURI LANG LANGDIR LANGMATCHES LATERAL LCASE LIMIT
    MAX MD5 MIN MINUS MINUTES MONTH NAMED NOT NOW OBJECT OFFSET OPTIONAL ORDER PREDICATE PREFIX RAND REDUCED REGEX
    REPLACE ROUND SAMETERM SAMEVALUE SAMPLE SECONDS SELECT SEPARATOR SHA1 SHA256 SHA384 SHA512 STR STRAFTER STRBEFORE
    STRDT STRENDS STRLANG STRLANGDIR STRLEN STRSTARTS STRUUID SUBJECT SUBSTR SUM TIMEZONE TRIPLE TRUE TZ UCASE UNDEF
    UNION URI UUID VALUES VERSION WHERE YEAR
    """.split()  # noqa: SIM905 - a hundred quoted words are no easier to read
)
_UPDATES = frozenset(
    ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH", "USING", "INTO", "TO")
)
_FORMS = frozenset(("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"))
_PAIRS = {"(": ")", "[": "]", "{": "}", "{|": "|}", "<<": ">>", "<<(": ")>>"}

# -------- Tokens --------

# Letters, and all that is not ASCII: where SPARQL knows less, no engine reads on, and small classes compile in no time.
_BASE = r"[^\x00-@\[-`{-\x7f]"
_START = r"[^\x00-/:-@\[-^`{-\x7f]"  # _BASE, digits, _
_CHARS = r"[^\x00-,./:-@\[-^`{-\x7f]"  # _START, -
_DOTTED = r"[^\x00-,/:-@\[-^`{-\x7f]"  # _CHARS, .
_WORD = r"[^\x00-@\[-^`{-\x7f]"  # _BASE, _
_PREFIX = f"{_BASE}(?:{_DOTTED}*{_CHARS})?"
_PLX = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_LOCAL = f"(?:{_START}|:|{_PLX})(?:(?:{_DOTTED}|:|{_PLX})*(?:{_CHARS}|:|{_PLX}))?"
_UNICODE = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_ECHAR = rf"\\[tbnrf\\\"']|{_UNICODE}"
#: White space and comments; as a possessive whole, so that no text makes the pattern go back into it.
_SPACE = r"(?:[ \t\r\n]+|#[^\r\n]*)*+"
_PATTERNS = (
    ("string", rf"'''(?:'{{0,2}}(?:[^'\\]|{_ECHAR}))*'''"),
    ("string", rf'"""(?:"{{0,2}}(?:[^"\\]|{_ECHAR}))*"""'),
    ("string", rf"'(?!'')(?:[^'\\\n\r]|{_ECHAR})*'"),
    ("string", rf'"(?!"")(?:[^"\\\n\r]|{_ECHAR})*"'),
    ("iri", rf"<(?:[^\x00-\x20<>\"{{}}|^`\\]|{_UNICODE})*>"),
    ("name", f"(?:{_PREFIX})?:(?:{_LOCAL})?"),
    ("blank", f"_:{_START}(?:{_DOTTED}*{_CHARS})?"),
    ("variable", f"[?$]{_START}+"),
    ("language", r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[A-Za-z]+)?"),
    ("word", f"{_WORD}{_START}*"),
    ("number", r"[0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?|[0-9]+\."),
    ("open", r"<<\(|<<|\{\||[({\[]"),
    ("close", r"\)>>|>>|\|\}|[)}\]]"),
    ("operator", r"\^\^|&&|\|\||<=|>=|!=|[<>=!*/|^+\-.;,?~]"),
)
_KINDS = ("end", *(kind for kind, _ in _PATTERNS))
_TOKEN = re.compile(_SPACE + "(?:" + "|".join(f"({pattern})" for _, pattern in _PATTERNS) + r"|\Z)")
_NO_TOKEN = re.compile(_SPACE)
_CODE_POINT = re.compile(_UNICODE)
_LAST_CODE_POINT = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)


class Token(NamedTuple):
    """One token: what it is, its letters, and where it starts (code points from 0)."""

    kind: str
    text: str
    at: int

    @property
    def word(self) -> str:
        """The keyword that it is, in capitals; empty where it is none."""
        return self.text.upper() if self.kind == "word" else ""


def tokens(text: str) -> list[Token]:
    """Cut a query into its tokens, leaving out white space and comments; in the order of the text.

    >>> [token.text for token in tokens("ASK { ?s a ydr:x } # all")]
    ['ASK', '{', '?s', 'a', 'ydr:x', '}']
    """
    made: list[Token] = []
    brackets: list[str] = []
    at = 0
    while match := _TOKEN.match(text, at):
        number = match.lastindex
        if number is None:
            return made
        token = Token(_KINDS[number], match[number], match.start(number))
        at = match.end()
        if token.text[0] == "<":
            _check_angle(token, made[-1] if made else None, brackets, text)
        if token.kind == "open":  # in a VALUES block nothing is compared
            in_values = brackets[-1:] == ["values"] or (token.text == "{" and after_values(made, len(made)))
            brackets.append("values" if in_values else token.text)
        elif token.kind == "close" and brackets:
            brackets.pop()
        elif token.kind in {"name", "blank"} and ".service" in token.text.lower():
            raise refusal(text, token.at, problem("put a space after the point"), token.text)
        made.append(token)
    at = _NO_TOKEN.match(text, at).end()  # type: ignore[union-attr] # it matches anywhere
    raise refusal(text, at, problem("cannot read {word} here", word=quoted(text[at])), text[at])


def _check_angle(token: Token, before: Token | None, brackets: list[str], text: str) -> None:
    """Refuse a token that starts with ``<`` where pyoxigraph might read it in another way."""
    compares = brackets[-1:] == ["("] and before is not None and before.kind not in {"open", "operator"}
    if compares and before and before.kind == "word":
        compares = before.word in {"TRUE", "FALSE"}
    if token.kind == "iri":
        if compares and re.search(r"[()#']", token.text):
            raise refusal(text, token.at, problem("put a space after this <"), token.text)
    elif compares:
        if token.text.startswith("<<"):
            raise refusal(text, token.at, problem("put a space between these <"), token.text)
    elif token.kind == "operator":
        raise refusal(text, token.at, problem("expected an IRI after this <"), token.text)


def after_values(query: Sequence[Token], index: int) -> bool:
    """Tell whether a token stands behind VALUES and its variables."""
    while index and (query[index - 1].kind == "variable" or query[index - 1].text in {"(", ")"}):
        index -= 1
    return index > 0 and query[index - 1].word == "VALUES"


def decoded(text: str) -> str:
    r"""Return a query with ``\uXXXX`` escapes replaced everywhere, as SPARQL 1.1 (19.2) wants it done first."""

    def character(match: re.Match[str]) -> str:
        code = int(match[0].lstrip("\\uU"), 16)
        if code > _LAST_CODE_POINT or code in _SURROGATES:
            said = problem("{escape} stands for no character", escape=match.group())
            raise QueryError(said, match.group(), where="query")
        return chr(code)

    while "\\" in text and (once := _CODE_POINT.sub(character, text)) != text:
        text = once
    return text


def place(text: str, at: int) -> tuple[int, int]:
    """Give line and column of a position of a text, from 1; line and column."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def refusal(text: str, at: int, said: str, value: object) -> QueryError:
    """Say what is wrong at a position of a query."""
    line, column = place(text, at)
    return QueryError(said, value, where="query", line=line, column=column)


# -------- What a query may ask --------


def guard(
    text: str, prefixes: Mapping[str, str] = PREFIXES, graphs: Collection[str] | None = (), base: str = ""
) -> list[Token]:
    """Refuse a query that writes, reads from the network, or breaks the engine; the query's tokens, in order.

    Its FROM may name these graphs, or any where they are None.

    >>> guard("ASK { SERVICE <http://a.example/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    ydkg.errors.QueryError: query, line 1, column 7: SERVICE is refused: a query here cannot reach the network
    >>> len(guard("ASK { ?service ?p 'SERVICE' }"))
    6
    """
    if len(text) > MAX_LENGTH:
        said = problem("{n} characters, at most {most} are answered", n=len(text), most=MAX_LENGTH)
        raise QueryError(said, len(text), where="query")
    as_written = _checked(text, prefixes, graphs, base)
    plain = decoded(text)
    if plain != text:
        _checked(plain, prefixes, graphs, base)
    return as_written


def _checked(text: str, prefixes: Mapping[str, str], graphs: Collection[str] | None, base: str) -> list[Token]:
    """Cut one reading of a query into tokens and refuse what is not allowed in it."""
    query = tokens(text)
    if len(query) > MAX_TOKENS:
        said = problem("{n} words and signs, at most {most} are answered", n=len(query), most=MAX_TOKENS)
        raise QueryError(said, len(query), where="query")
    declared = prologue(query, prefixes, base)
    before = ""
    for token in query:
        if token.kind == "name" and before != "PREFIX":
            _check_prefix(token, declared.prefixes, text)
        elif token.kind == "word":
            _check_word(token, text)
        before = token.word
    _check_depth(query, text)
    for clause in from_clauses(query, text, declared):
        if graphs is not None and clause.iri not in graphs:
            raise unknown_graph(clause.iri, graphs, "query", *place(text, clause.at))
    if not any(token.word in _FORMS for token in query):
        raise QueryError(problem("expected SELECT, ASK, CONSTRUCT or DESCRIBE"), text, where="query")
    return query


def _check_word(token: Token, text: str) -> None:
    word = token.word
    if word in _WORDS and token.text.isascii():
        return
    if word in {"SERVICE", "SILENT"}:
        said = problem("{word} is refused: a query here cannot reach the network", word=word)
    elif word in _UPDATES:
        said = problem("{word} is refused: a query here only reads", word=word)
    else:
        said = problem("{word} is no word of SPARQL", word=quoted(token.text))
    raise refusal(text, token.at, said, token.text)


def _check_prefix(token: Token, declared: Mapping[str, str], text: str) -> None:
    """Refuse a prefix that nobody declared, or in which the engine may read a keyword: FROM in ``FROMex:a``."""
    prefix = token.text.partition(":")[0]
    hidden = re.match("from|named|.*service", prefix, re.IGNORECASE)
    if prefix not in declared:
        raise refusal(text, token.at, problem("the prefix {prefix}: is not declared", prefix=prefix), token.text)
    if hidden:
        said = problem(
            "{prefix}: is refused as a prefix: the engine may read {word} in it; take another",
            prefix=prefix,
            word="SERVICE" if "service" in prefix.lower() else "FROM",
        )
        raise refusal(text, token.at, said, token.text)


def _check_depth(query: Sequence[Token], text: str) -> None:
    """Refuse brackets that do not pair, and nesting (of signs such as ``!`` too) beyond what the engine survives."""
    brackets: list[Token] = []
    signs = 0
    for token in query:
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


# -------- Graphs that FROM asks for --------


class Prologue(NamedTuple):
    """What a query declares: the base of relative IRIs, which may be empty, and prefixes with their namespaces."""

    base: str
    prefixes: Mapping[str, str]

    def iri(self, token: Token) -> str:
        """Write an IRI or a prefixed name in full; an IRI stays relative where the base is of no use."""
        if token.kind == "name":
            prefix, _, local = token.text.partition(":")
            return self.prefixes.get(prefix, "") + re.sub(r"\\([_~.\-!$&'()*+,;=/?#@%])", r"\1", local)
        iri = decoded(token.text[1:-1])
        try:
            return iri if _ABSOLUTE.match(iri) else urljoin(self.base, iri)
        except ValueError:
            return iri


class Clause(NamedTuple):
    """One FROM or FROM NAMED: the graph's IRI, whether NAMED, and where the IRI stands (code points from 0)."""

    iri: str
    named: bool
    at: int


_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")


def prologue(query: Sequence[Token], prefixes: Mapping[str, str] = PREFIXES, base: str = "") -> Prologue:
    """Read what a query declares before it asks."""
    declared = Prologue(base, dict(prefixes))
    for word, name, iri in zip(query, query[1:], query[2:], strict=False):
        if word.word == "BASE" and name.kind == "iri":
            declared = declared._replace(base=declared.iri(name))
        elif word.word == "PREFIX" and name.kind == "name" and iri.kind == "iri":
            more = {name.text.partition(":")[0]: declared.iri(iri)}
            declared = declared._replace(prefixes={**declared.prefixes, **more})
    return declared


def from_clauses(query: Sequence[Token], text: str, declared: Prologue) -> list[Clause]:
    """Read the graphs that a query asks for; in the order of the query; empty where it names none.

    >>> text = "PREFIX g: <http://a/> ASK FROM <http://a/b> FROM NAMED g:c { ?s ?p ?o }"
    >>> query = tokens(text)
    >>> [(clause.iri, clause.named) for clause in from_clauses(query, text, prologue(query))]
    [('http://a/b', False), ('http://a/c', True)]
    """
    clauses: list[Clause] = []
    end = Token("end", "", len(text))
    for at, token in enumerate(query):
        if token.word != "FROM":
            continue
        first, second = [*query[at + 1 : at + 3], end, end][:2]
        named = first.word == "NAMED"
        graph = second if named else first
        if graph.kind not in {"iri", "name"}:
            raise refusal(text, graph.at, problem("expected the IRI of a graph after FROM"), graph.text)
        iri = declared.iri(graph)
        if not _ABSOLUTE.match(iri):
            said = problem("FROM wants an absolute IRI, and {name} is a relative one", name=quoted(iri))
            raise refusal(text, graph.at, said, iri)
        clauses.append(Clause(iri, named, graph.at))
    return clauses


def unknown_graph(iri: str, graphs: Collection[str], where: str, line: int = 0, column: int = 0) -> UnknownGraphError:
    """Say that there is no such graph, and which there are."""
    there = Listed(f"<{graph}>" for graph in sorted(graphs)) or problem("none")
    said = problem("there is no graph {name} here; there are: {others}", name=quoted(iri), others=there)
    return UnknownGraphError(said, iri, where=where, line=line, column=column)
