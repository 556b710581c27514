"""SPARQL cut into tokens as pyoxigraph's grammar reads it, so that nothing can hide from the guard.

pyoxigraph knows no word boundaries (``SERVICEex:a`` is SERVICE and a name) and decides by context whether ``<`` opens
an IRI or compares. Wherever two readings would part ways, the text is refused rather than guessed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ydkg.errors import QueryError, problem, quoted


class Token(NamedTuple):
    """One token: what it is, its letters, and where it starts (code points from 0)."""

    kind: str
    text: str
    at: int


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
_HIDDEN_KEYWORD = re.compile(r"\.service", re.IGNORECASE)
_LAST_CODE_POINT = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)


def place(text: str, at: int) -> tuple[int, int]:
    """Give line and column of a position of a text, from 1; line and column."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def refusal(text: str, at: int, said: str, value: object) -> QueryError:
    """Say what is wrong at a position of a query."""
    line, column = place(text, at)
    return QueryError(said, value, where="query", line=line, column=column)


def decoded(text: str) -> str:
    r"""Return a query with ``\uXXXX`` escapes replaced everywhere, as SPARQL 1.1 (19.2) wants it done first."""

    def character(match: re.Match[str]) -> str:
        code = int(match[0].lstrip("\\uU"), 16)
        if code > _LAST_CODE_POINT or code in _SURROGATES:
            raise QueryError(
                problem("{escape} stands for no character", escape=match.group()), match.group(), where="query"
            )
        return chr(code)

    while "\\" in text and (once := _CODE_POINT.sub(character, text)) != text:
        text = once
    return text


def tokens(text: str) -> list[Token]:
    """Cut a query into its tokens, leaving out white space and comments; in the order of the text.

    >>> [token.text for token in tokens("ASK { ?s a ydr:x } # all")]
    ['ASK', '{', '?s', 'a', 'ydr:x', '}']
    """
    found: list[Token] = []
    brackets: list[str] = []
    at = 0
    while match := _TOKEN.match(text, at):
        number = match.lastindex
        if number is None:
            return found
        token = Token(_KINDS[number], match[number], match.start(number))
        kind, at = token.kind, match.end()
        if token.text[0] == "<":
            _check_angle(token, found[-1] if found else None, brackets, text)
        if kind == "open":  # in a VALUES block nothing is compared
            in_values = brackets[-1:] == ["values"] or (token.text == "{" and after_values(found, len(found)))
            brackets.append("values" if in_values else token.text)
        elif kind == "close" and brackets:
            brackets.pop()
        elif kind in {"name", "blank"} and _HIDDEN_KEYWORD.search(token.text):
            raise refusal(text, token.at, problem("put a space after the point"), token.text)
        found.append(token)
    at = _NO_TOKEN.match(text, at).end()  # type: ignore[union-attr] # it matches anywhere
    raise refusal(text, at, problem("cannot read {word} here", word=quoted(text[at])), text[at])


def after_values(found: list[Token], index: int) -> bool:
    """Tell whether a token stands behind VALUES and its variables."""
    while index and (found[index - 1].kind == "variable" or found[index - 1].text in {"(", ")"}):
        index -= 1
    return index > 0 and found[index - 1].kind == "word" and found[index - 1].text.upper() == "VALUES"


def _check_angle(token: Token, before: Token | None, brackets: list[str], text: str) -> None:
    """Refuse a token that starts with ``<`` where pyoxigraph might read it in another way."""
    compares = bool(brackets) and brackets[-1] == "(" and before is not None and before.kind not in {"open", "operator"}
    if compares and before and before.kind == "word":
        compares = before.text.lower() in {"true", "false"}
    if token.kind == "iri":
        if compares and re.search(r"[()#']", token.text):
            raise refusal(text, token.at, problem("put a space after this <"), token.text)
    elif compares:
        if token.text.startswith("<<"):
            raise refusal(text, token.at, problem("put a space between these <"), token.text)
    elif token.kind == "operator":
        raise refusal(text, token.at, problem("expected an IRI after this <"), token.text)
