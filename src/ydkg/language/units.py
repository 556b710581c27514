"""Units: which of them measure the same, by what factor they convert, and how they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from ydkg.language.reading.tables import table
from ydkg.language.text import ENGLISH, Language
from ydkg.vocab import UNIT, YD, expand, local_name

if TYPE_CHECKING:
    from ydkg.graph.graph import Graph


@dataclass(frozen=True)
class Unit:
    """Hold what is known of one unit."""

    dimension: str
    english: str
    chinese: str
    size: Decimal = Decimal(1)
    signed: bool = False
    alone: tuple[str, str] | None = None
    before: str = ""

    @property
    def singular(self) -> str:
        """What English writes after a one."""
        return _SINGULAR.get(self.english) or _PLURAL_END.sub("", self.english, count=1)


#: Units whose one is not called as many are without their s, which stands at the end, or before what tells of them.
_SINGULAR = {"feet": "foot", "square feet": "square foot", "reais": "real"}
_PLURAL_END = re.compile(r"(?<=[a-z]{2})s(?=$| a year$| sterling$)")


def _units() -> dict[str, Unit]:
    """Read the table of units, which readers have too."""
    rows, found = table("ydkg.language.reading", "units"), {}
    for name, row in rows["written"].items():
        english, chinese = row["words"]
        found[expand(name) or ""] = Unit(
            dimension=row["dimension"],
            english=english,
            chinese=chinese,
            size=Decimal(row.get("size", 1)),
            signed=row.get("signed", False),
            alone=tuple(row["alone"]) if "alone" in row else None,
            before=row.get("before", ""),
        )
    for code, (english, chinese) in rows["written_money"].items():
        found[UNIT[f"CCY_{code}"]] = Unit(english, english, chinese, signed=True)
    return found


UNITS = _units()
_NONE = Unit("", "", "", signed=True)


def unit(iri: str) -> Unit:
    """Return what is known of a unit."""
    name = local_name(iri)
    return UNITS.get(iri) or (Unit(iri, name, name, signed=True) if iri else _NONE)


def unit_name(iri: str, language: Language = ENGLISH, counter: str = "") -> str:
    """Call a unit by itself; a word or two, or a symbol.

    >>> unit_name(UNIT.KiloM), unit_name(UNIT.UNITLESS)
    ('km', 'none')
    >>> from ydkg.language.text import CHINESE
    >>> unit_name(UNIT.NUM, CHINESE), unit_name(UNIT.NUM, CHINESE, "家")
    ('个', '家')
    """
    known = unit(iri)
    name = language.choose(*(known.alone or (known.english, known.chinese)))
    return name.replace("个", counter) if counter else name


def measure_word(table: Graph, iri: str) -> str:
    """Give the Chinese measure word of what a metric or a first claim counts."""
    return (table.text(iri, YD.measureWord, "zh-hans") if iri else None) or ""


def common_unit(first: str, second: str) -> str | None:
    """Return the smaller of two units of one dimension; an IRI; None if they do not measure the same.

    >>> common_unit(UNIT.HR, UNIT.MIN) == UNIT.MIN
    True
    >>> common_unit(UNIT.HR, UNIT.KiloM) is None
    True
    """
    if unit(first).dimension != unit(second).dimension:
        return None
    return min(first, second, key=lambda iri: (unit(iri).size, iri))


def factor(source: str, to: str) -> Decimal | None:
    """Return how many of one unit make one of another.

    >>> factor(UNIT.HR, UNIT.MIN), factor(UNIT.MIN, UNIT.HR), factor(UNIT.HR, UNIT.TONNE)
    (Decimal('60'), None, None)
    """
    small, large = unit(to), unit(source)
    if small.dimension != large.dimension or large.size % small.size:
        return None
    return large.size / small.size
