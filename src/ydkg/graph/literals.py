"""Literals as a canonical file writes them: checked against their datatype, in one lexical form."""

from __future__ import annotations

import re
from typing import TypeVar

from pyoxigraph import Literal

from ydkg.errors import problem
from ydkg.errors import quoted as given
from ydkg.vocab import PREFIXES

_T = TypeVar("_T")
_XSD = PREFIXES["xsd"]
DECIMAL, INTEGER, BOOLEAN, DATE, STRING = (_XSD + name for name in ("decimal", "integer", "boolean", "date", "string"))
_WHOLE_NUMBERS = {
    _XSD + name: (low, high)
    for name, low, high in (
        ("integer", None, None),
        ("nonNegativeInteger", 0, None),
        ("positiveInteger", 1, None),
        ("nonPositiveInteger", None, 0),
        ("negativeInteger", None, -1),
        ("long", -(2**63), 2**63 - 1),
        ("int", -(2**31), 2**31 - 1),
        ("short", -(2**15), 2**15 - 1),
        ("byte", -128, 127),
        ("unsignedLong", 0, 2**64 - 1),
        ("unsignedInt", 0, 2**32 - 1),
        ("unsignedShort", 0, 2**16 - 1),
        ("unsignedByte", 0, 255),
    )
}
#: The datatypes whose literals are checked.
CHECKED = frozenset({*_WHOLE_NUMBERS, DECIMAL, BOOLEAN, DATE})
_TRUTHS = {"true": "true", "1": "true", "false": "false", "0": "false"}
_DECIMAL_FORM = re.compile(r"([+-]?)([0-9]*)(?:\.([0-9]*))?\Z")
_INTEGER_FORM = re.compile(r"([+-]?)([0-9]+)\Z")
_DATE_FORM = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?\Z")
#: What a text must not hold bare: it would end the literal, or a reviewer could not see it.
_UNSEEN = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def canonical_lexical(lexical: str, datatype: str) -> str:
    """Return the canonical lexical form of a literal; the canonical form by XSD 1.1.

    W3C XML Schema Definition Language (XSD) 1.1 Part 2: Datatypes, appendix E, canonical mappings.

    >>> canonical_lexical("+170000000.00", DECIMAL)
    '170000000'
    >>> canonical_lexical("abc", DECIMAL)
    Traceback (most recent call last):
    ValueError: 'abc' is no xsd:decimal; expected digits with at most one point
    """
    if datatype in _WHOLE_NUMBERS:
        return _whole_number(lexical, datatype)
    if datatype == BOOLEAN:
        if lexical not in _TRUTHS:
            raise ValueError(problem("{value} is no xsd:boolean; expected true or false", value=given(lexical)))
        return _TRUTHS[lexical]
    if datatype == DECIMAL:
        match = _DECIMAL_FORM.match(lexical)
        if not match or not (match[2] or match[3]):
            said = problem("{value} is no xsd:decimal; expected digits with at most one point", value=given(lexical))
            raise ValueError(said)
        whole = match[2].lstrip("0") or "0"
        fraction = (match[3] or "").rstrip("0")
        number = f"{whole}.{fraction}" if fraction else whole
        return f"-{number}" if match[1] == "-" and number != "0" else number
    if datatype != DATE:
        return lexical
    from datetime import date  # noqa: PLC0415 - start-up time is measured, and few values are dates

    match = _DATE_FORM.match(lexical)
    try:
        if match:
            date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        match = None
    if not match:
        said = problem("{value} is no xsd:date; expected a day of the calendar as YYYY-MM-DD", value=given(lexical))
        raise ValueError(said)
    return re.sub(r"[+-]00:00\Z", "Z", lexical)


def canonical_term(term: _T) -> _T | Literal:
    """Write a literal as a store has it.

    >>> from pyoxigraph import NamedNode
    >>> canonical_term(Literal("1", datatype=NamedNode(BOOLEAN))).value
    'true'
    """
    if not isinstance(term, Literal):
        return term
    if language := term.language:
        return term if language.islower() else Literal(term.value, language=language.lower())
    try:
        canonical = canonical_lexical(value := term.value, term.datatype.value)
    except ValueError:
        return term
    return term if canonical == value else Literal(canonical, datatype=term.datatype)


def quoted(text: str) -> str:
    r"""Return a text in double quotes, escaping what would end it and what a reader cannot see.

    >>> print(quoted('a "b"'))
    "a \"b\""
    """

    def escaped(match: re.Match[str]) -> str:
        return _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04X}"

    return f'"{_UNSEEN.sub(escaped, text)}"'


def _whole_number(lexical: str, datatype: str) -> str:
    match = _INTEGER_FORM.match(lexical)
    name = datatype.removeprefix(_XSD)
    if not match:
        raise ValueError(
            problem("{value} is no xsd:{datatype}; expected digits only", value=given(lexical), datatype=name)
        )
    digits = match[2].lstrip("0") or "0"
    canonical = f"-{digits}" if match[1] == "-" and digits != "0" else digits
    low, high = _WHOLE_NUMBERS[datatype]
    if low is None and high is None:
        return canonical
    number = int(canonical)
    if (low is not None and number < low) or (high is not None and number > high):
        raise ValueError(
            problem("{value} is no xsd:{datatype}; it is out of range", value=given(lexical), datatype=name)
        )
    return canonical
