"""Damage: what is wrong with a file that holds a graph, in one line that says where."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from ydkg.errors import TurtleError, problem, reason
from ydkg.graph.literals import CHECKED, canonical_lexical
from ydkg.vocab import PREFIXES, local_name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pyoxigraph import Triple

#: The end of what may be a literal of a datatype that is checked; whether it is one, only who reads the file can tell.
_TYPED = re.compile(
    rb'"\^\^(?:[\w.\x80-\xff-]*:|<http://www\.w3\.org/2001/XMLSchema#)('
    + "|".join(sorted(name.partition("#")[2] for name in CHECKED)).encode()
    + rb")\b"
)
#: What pyoxigraph says where it does not say what it expected.
_EXPECTED = (
    ("Unexpected end", problem("expected the rest of a statement, found the end of the file")),
    ("Invalid UTF-8", problem("expected UTF-8")),
    ("Invalid IRI code point", problem("expected an IRI")),
)


def check_literals(path: Path | str, content: bytes, triples: Iterable[Triple] | None = None) -> None:
    """Find a literal that is none of its datatype's."""
    if triples is None:
        quoted = ((content.rfind(b'"', 0, end.start()) + 1, end) for end in _TYPED.finditer(content))
        ends = {(content[start : end.start()].decode(), end[1].decode()) for start, end in quoted}
        if not any(ill_typed(Literal(lexical, datatype=NamedNode(PREFIXES["xsd"] + name))) for lexical, name in ends):
            return
        triples = (quad.triple for quad in parse(content, format=RdfFormat.TURTLE))
    found = []
    for literal in {triple.object for triple in triples if isinstance(triple.object, Literal)}:
        if wrong := ill_typed(literal):
            # Where it first stands, with its datatype.
            pattern = re.escape(f'"{literal.value}"') + r"\^\^\S*\b" + local_name(literal.datatype.value)
            place = re.search(pattern.encode(), content)
            found.append((content[: place.start() if place else 0].count(b"\n") + 1, literal.value, wrong))
    if found:
        line, lexical, wrong = min(found, key=lambda each: each[:2])
        said = problem("{place}: {wrong}", place=f"{path}:{line}", wrong=wrong.args[0])
        raise TurtleError(said, lexical, line=line) from wrong


def ill_typed(literal: Literal) -> ValueError | None:
    """Say what was expected of a literal that is none of its datatype's."""
    if literal.datatype.value not in CHECKED:
        return None
    try:
        canonical_lexical(literal.value, literal.datatype.value)
    except ValueError as error:
        return error
    return None


def turtle_error(path: Path | str, error: SyntaxError | OSError) -> TurtleError:
    """Say in one line what pyoxigraph found wrong with a file; to be raised: ``FILE:LINE: what``."""
    if isinstance(error, OSError):
        return TurtleError(problem("{path}: cannot be read: {why}", path=path, why=reason(error)), str(path))
    line = error.lineno or 1
    # The parser has fields for the place, which its message says once more, and none that tells one fault from another.
    words = str(error.msg).partition(": ")[2] if error.lineno else str(error.msg)
    words, place = " ".join(words.split()), f"{path}:{line}"
    # Its words are quoted: they are English in every language.
    said = problem("{place}: {words}", place=place, words=words)
    for start, wrong in _EXPECTED:
        if words.startswith("Unexpected") and words.startswith(start):
            said = problem("{place}: {wrong}", place=place, wrong=wrong)
        elif words.startswith(start):
            said = problem("{place}: {wrong}: {words}", place=place, wrong=wrong, words=words)
    return TurtleError(said, str(path), line=line, column=error.offset or 0)
