"""Terms as Python values, and as text."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ydkg.vocab import PREFIXES, XSD, compact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ydkg.graph.graph import Term

#: A typed value: IRIs and texts are str, several IRIs a tuple, an unbound one is None.
Value: TypeAlias = str | tuple[str, ...] | Decimal | int | float | bool | date | datetime | None
_XSD = PREFIXES["xsd"]
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
#: IRIs of this graph in a text that lists several of them.
_OWN = re.compile(rf"(?<!\S){re.escape(PREFIXES['ydr'])}(?=[\w-]+(?:\s|$))")


def exact(text: str) -> Decimal | None:
    """Read a number with all its digits.

    >>> exact("7600"), exact("+.5"), exact("1e400"), exact("many")
    (Decimal('7600'), Decimal('0.5'), None, None)
    """
    number = Decimal(text) if _NUMBER.fullmatch(text) else None
    return number if number is not None and isfinite(float(number)) else None


def typed(term: Term | None, kind: str) -> Value:
    """Return a term as its column's type wants it."""
    if term is None:
        return () if kind == "iris" else None
    text = str(term) if isinstance(term, Triple) else term.value
    if kind == "iris":
        return tuple(text.split())
    if text[:1] not in _BEGINNINGS or not isinstance(term, Literal):
        return text
    convert = _VALUES.get(term.datatype)
    try:
        return convert(text) if convert else text
    except (ValueError, ArithmeticError, KeyError):
        return text


#: What letters begin with that are not only text: of numbers, days and truth values.
_BEGINNINGS = frozenset("0123456789+-.tfIN \t\n\r")
_VALUES: dict[NamedNode, Callable[[str], Value]] = {
    NamedNode(f"{_XSD}decimal"): Decimal,
    NamedNode(f"{_XSD}integer"): int,
    NamedNode(f"{_XSD}boolean"): {"true": True, "1": True, "false": False, "0": False}.__getitem__,
    NamedNode(f"{_XSD}date"): date.fromisoformat,
    NamedNode(f"{_XSD}double"): float,
    NamedNode(f"{_XSD}float"): float,
    NamedNode(f"{_XSD}dateTime"): datetime.fromisoformat,
}


def in_language(terms: Iterable[Term], lang: str) -> list[Term]:
    """Choose of a property's values those in a language; what has no language stays; in the order given.

    >>> words = [Literal("safety", language="en"), Literal("安全", language="zh-hans"), Literal("7")]
    >>> [term.value for term in in_language(words, "zh")], [term.value for term in in_language(words[:1], "zh")]
    (['安全', '7'], ['safety'])
    """
    given = list(terms)
    tags = {tag for term in given if isinstance(term, Literal) and (tag := term.language)}
    for wanted in (lang.lower(), "en"):
        known = {tag for tag in tags if tag == wanted or tag.startswith(f"{wanted}-")}
        if known:
            return [term for term in given if not (isinstance(term, Literal) and term.language in tags - known)]
    return given


def written(term: Term | None) -> str:
    """Write a term as it is."""
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return compact(term.value)
    return _OWN.sub("ydr:", term.value if isinstance(term, Literal) else str(term))


def term_as_json(term: Term) -> dict[str, object]:
    """Write a term as SPARQL's JSON has it; ``type``, ``value``, and what more there is to say."""
    if isinstance(term, Literal):
        made: dict[str, object] = {"type": "literal", "value": term.value}
        if term.language:
            return {**made, "xml:lang": term.language}
        return made if term.datatype.value == XSD.string else {**made, "datatype": term.datatype.value}
    if isinstance(term, NamedNode | BlankNode):
        return {"type": "uri" if isinstance(term, NamedNode) else "bnode", "value": term.value}
    parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
    return {"type": "triple", "value": {name: term_as_json(part) for name, part in parts.items()}}
