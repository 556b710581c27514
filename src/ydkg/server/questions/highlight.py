"""SPARQL with its words told apart, so that a page can colour them without a program."""

from __future__ import annotations

import re

from ydkg.errors import QueryError
from ydkg.graph.guard import tokens

_COMMENT = re.compile(r"#[^\r\n]*")
_CLASSES = {
    "word": "keyword",
    "name": "name",
    "iri": "iri",
    "variable": "variable",
    "string": "string",
    "language": "string",
    "number": "number",
    "blank": "variable",
}


def highlighted(text: str) -> list[tuple[str, str]]:
    """Cut a query into runs of one colour.

    >>> highlighted("ASK {} # all")
    [('keyword', 'ASK'), ('', ' {} '), ('comment', '# all')]
    """
    try:
        found = tokens(text)
    except QueryError:
        return [("", text)]
    runs: list[tuple[str, str]] = []
    done = 0
    for token in found:
        kind = _CLASSES.get(token.kind, "")
        if not kind:
            continue
        runs += _between(text[done : token.at])
        runs.append((kind, token.text))
        done = token.at + len(token.text)
    return [*runs, *_between(text[done:])]


def _between(text: str) -> list[tuple[str, str]]:
    """Cut what stands between words into signs and comments."""
    runs: list[tuple[str, str]] = []
    done = 0
    for match in _COMMENT.finditer(text):
        runs += [("", text[done : match.start()]), ("comment", match[0])]
        done = match.end()
    runs.append(("", text[done:]))
    return [run for run in runs if run[1]]
