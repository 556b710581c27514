"""Posts: what a text says of one, and its English words: heads, what stands before them, patterns that find them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ydkg.language.reading.tables import table

if TYPE_CHECKING:
    from ydkg.language.reading.spans import Span

_EN = table("ydkg.language.sentence", "roles")["en"]

#: Forms of address before the names of people, letters behind them, and words that say when a post was held.
ADDRESS, LETTERS, WHEN = _EN["address"], _EN["letters"], _EN["when"]
#: Parties, which stand before a post and are not what it is of.
PARTY = re.compile(_EN["parties"])
#: What a minister is in charge of.
PORTFOLIO = re.compile(_EN["portfolios"])
#: Heads that are posts only where an organisation says so, and those that are no titles right before a name.
PLAIN = frozenset(_EN["plain"].split("|"))
BARE = PLAIN - set(_EN["called"].split("|"))

_SHORTENED = dict(pair.split("=") for pair in _EN["short"].split("|"))
#: Posts that are printed short, by what is printed in small letters, with the whole word.
SHORT = {short.lower(): role for short, role in _SHORTENED.items()}
#: Some are short in capitals only.
_SHORT = "|".join(
    re.escape(each) if each.islower() else f"(?-i:{each})" for each in sorted(_SHORTENED, key=len, reverse=True)
)
#: What stands behind a post that is still to be taken, and before one.
_TO_BE = "(?:[ -](?:designate|elect|nominate))?"
_BEFORE = rf"(?:(?:{_EN['before']})[ -])*"
_HEADS = sorted(map(re.escape, _EN["heads"].split("|")), key=len, reverse=True)
_NO_TITLES = frozenset(map(re.escape, BARE))
_TITLES = "|".join(each for each in _HEADS if each not in _NO_TITLES)
_WORD = rf"(?!(?:{_EN['posts']})\b)[A-Z][a-z]+"
_NAME = rf"{_WORD}(?: {_WORD}){{0,2}}"
#: The field that stands before some posts: "Transport Specialist", "Transport Secretary".
_FIELD = (
    rf"(?P<field>(?-i:(?:(?!The |Meanwhile |(?i:{_EN['before']}) )[A-Z][a-z]+ ){{1,3}})(?=(?:{_EN['open']})s?\b)"
    rf"|(?P<charge>(?-i:{_EN['portfolios']}|{_NAME}(?:, {_NAME})*,? (?:and|&) {_NAME})) (?=(?:{_EN['charged']})s?\b))?"
)
#: A post, its head in the group ``head``.
ROLE = re.compile(
    rf"(?<![\w-])(?:(?:{_EN['before']})(?:[ -]|(?<=-)))*{_FIELD}(?P<head>(?:{'|'.join([_SHORT, *_HEADS])}){_TO_BE})s?(?![\w-])(?: \((?:{WHEN})\))?",
    re.IGNORECASE,
)
#: A title right before a name.
TITLE = re.compile(
    rf"(?<![\w-]){_BEFORE}(?:{_FIELD}(?:(?:{_TITLES}){_TO_BE}|{_SHORT}|{ADDRESS})s?|(?-i:[A-Z][a-z]+ Manager))\.? (?=[A-Z])",
    re.IGNORECASE,
)
#: An office with its field, such as "Minister for Works".
OFFICE = re.compile(
    rf"(?:[A-Z]\w+ )?{_BEFORE}(?:minister|secretary|commissioner)s?(?: of state)? for (?:the )?[A-Z][\w ]+",
    re.IGNORECASE,
)
#: Words that are a post and nothing else.
ROLE_ONLY = re.compile(rf"{_BEFORE}(?:{_EN['heads']}|{_SHORT})s?", re.IGNORECASE)


class Post(NamedTuple):
    """A post that a person holds, a title that the person has, or what the person did at an event."""

    start: int  # the words that say so: role and organisation, or the deed
    end: int
    person: Span  # start and end of the person's name
    of: Span | None  # start and end of the name of the organisation or event; None for a title without an organisation
    role: str  # as it is printed, in lower case; of an event one of its roles
    rule: str  # kind and name of the rule
