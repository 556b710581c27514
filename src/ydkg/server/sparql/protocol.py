"""The SPARQL 1.1 Protocol's query operation: from a request to what it asks, or to what is wrong with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ydkg.errors import ProtocolError, counted, problem, quoted
from ydkg.graph.guard import MAX_LENGTH
from ydkg.language.text import translatable
from ydkg.server.connection.rules import MOST_PARAMETERS, unescaped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

METHODS = ("GET", "HEAD", "POST")
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
#: Parameters of a form: it may name each of many graphs twice.
_MOST_IN_FORM = 2_000
#: Where what is wrong stands.
_ADDRESS, _FORM, _BODY = translatable("address"), translatable("form"), translatable("body")
_CHARSET = re.compile(r";\s*charset\s*=\s*\"?([^\s\";]+)", re.IGNORECASE)
#: Names of UTF-8 and of what is a part of it.
_CHARSETS = frozenset(("utf-8", "utf8", "us-ascii", "ascii"))


class Operation(NamedTuple):
    """A query operation."""

    text: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]  # may be empty
    layout: str | None


def by_address(query_string: bytes) -> Operation | None:
    """Read a query operation by GET.

    >>> by_address(b"query=ASK+%7B%7D").text
    'ASK {}'
    >>> by_address(b"query=ASK+%7B%7D&query=ASK+%7B%7D")
    Traceback (most recent call last):
    ydkg.errors.ProtocolError: request: query= is there 2 times; ask one query a request
    """
    parameters = parameters_of(query_string, _ADDRESS)
    if not any(name in parameters for name in ("query", "update", "default-graph-uri", "named-graph-uri")):
        return None
    return _operation(parameters)


def by_body(content_type: str | None, body: bytes, query_string: bytes, coding: str = "") -> Operation:
    """Read a query operation by POST."""
    media_type = (content_type or "").partition(";")[0].strip().lower()
    if media_type == UPDATE:
        raise _read_only()
    if media_type not in {FORM, QUERY}:
        found = quoted(media_type) if media_type else problem("no Content-Type")
        said = problem("request: {found}: a query by POST is {form} or {query}", found=found, form=FORM, query=QUERY)
        raise ProtocolError(said, media_type, 415)
    charset = _CHARSET.search(content_type or "")
    if charset and charset[1].lower() not in _CHARSETS:
        said = problem("request: charset {name}: a query is in UTF-8", name=quoted(charset[1]))
        raise ProtocolError(said, charset[1], 415)
    if coding.lower() not in {"", "identity"}:
        said = problem("request: Content-Encoding {name}: a query by POST is taken uncompressed", name=quoted(coding))
        raise ProtocolError(said, coding, 415)
    parameters = parameters_of(query_string, _ADDRESS)
    more = parameters_of(body, _FORM, _MOST_IN_FORM) if media_type == FORM else {"query": [_utf8(body, _BODY)]}
    return _operation({name: [*parameters.get(name, ()), *more.get(name, ())] for name in {**parameters, **more}})


def _operation(parameters: Mapping[str, Sequence[str]]) -> Operation:
    """Make an operation of parameters."""
    if "update" in parameters:
        raise _read_only()
    texts = parameters.get("query", ())
    if len(texts) > 1:
        said = problem("request: query= is there {n} times; ask one query a request", n=len(texts))
        raise ProtocolError(said, len(texts))
    if not texts or not texts[0].strip():
        raise ProtocolError(problem("request: no query; give one as query=, or as the body of a POST"), "")
    if len(texts[0]) > MAX_LENGTH:
        said = problem(
            "request: a query of {n} characters; at most {most} are answered", n=len(texts[0]), most=MAX_LENGTH
        )
        raise ProtocolError(said, len(texts[0]), 413)
    default, named = (tuple(parameters.get(name, ())) for name in ("default-graph-uri", "named-graph-uri"))
    layouts = parameters.get("format", ())
    return Operation(texts[0], default, named, layouts[0].lower() if layouts else None)


def parameters_of(encoded: bytes, where: str, most: int = MOST_PARAMETERS) -> dict[str, list[str]]:
    """Read a form strictly: what cannot be decoded is refused, where parsers put replacement characters."""
    if encoded.count(b"&") >= most:
        said = problem("request: {where}: more than {most} parameters", where=problem(where), most=counted(most))
        raise ProtocolError(said, most, 413)
    found: dict[str, list[str]] = {}
    for pair in encoded.split(b"&"):
        name, _, value = pair.partition(b"=")
        if pair:
            found.setdefault(_decoded(name, where), []).append(_decoded(value, where))
    return found


def _decoded(encoded: bytes, where: str) -> str:
    try:
        plain = unescaped(encoded.replace(b"+", b" "))
    except ValueError as error:
        said = problem(
            "request: {where}: {value} is no percent-encoding; a % itself is %25",
            where=problem(where),
            value=quoted(str(error)),
        )
        raise ProtocolError(said, str(error)) from error
    return _utf8(plain, where)


def _utf8(content: bytes, where: str) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        said = problem("request: {where}: from byte {n} on it is no UTF-8", where=problem(where), n=error.start)
        raise ProtocolError(said, error.start) from error


def _read_only() -> ProtocolError:
    return ProtocolError(problem("request: an update is refused: this server is read-only; ask a query"), "update")
