"""Days: when a document appeared, when a figure holds, and when a stage was reached, as far as that is known."""

from __future__ import annotations

import re
from calendar import monthrange
from typing import TYPE_CHECKING, NamedTuple

from ydkg.vocab import DCTERMS, PROV, YD

if TYPE_CHECKING:
    from ydkg.graph.graph import Graph

_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?\Z")
_NEVER, _ALWAYS = "9999-12-31", "0000-01-01"


class Days(NamedTuple):
    """The first and the last day that something may have happened on; empty where that is not known."""

    first: str = ""  # ISO days
    last: str = ""

    def __bool__(self) -> bool:
        return bool(self.first or self.last)

    def after(self, other: Days) -> bool:
        """Tell whether it was after another for certain."""
        return bool(self.first and other.last) and self.first > other.last

    def meets(self, other: Days) -> bool:
        """Tell whether the two have a day in common, open ends reaching as far as one likes."""
        return (self.first or _ALWAYS) <= (other.last or _NEVER) and (other.first or _ALWAYS) <= (self.last or _NEVER)


NO_DAYS = Days()


def days_of(notation: str) -> Days | None:
    """Read a day, month or year of the Extended Date/Time Format, or an interval of two of them.

    >>> days_of("2018-02"), days_of("201X"), days_of("2018-13")
    (Days(first='2018-02-01', last='2018-02-28'), None, None)
    >>> days_of("../2024-10-31"), days_of("2025/"), days_of("2024-01/2024-03").last
    (Days(first='', last='2024-10-31'), Days(first='2025-01-01', last=''), '2024-03-31')
    """
    begins, slash, ends = notation.partition("/")
    found = []
    for last, point in enumerate((begins, ends if slash else begins)):
        if point in {"", ".."}:
            found.append("")
            continue
        match = _DATE.match(point)
        if not match or not 1 <= int(match[2] or 1) <= 12:  # noqa: PLR2004 - months
            return None
        year, month = match[1], match[2] or ("12" if last else "01")
        day = match[3] or (str(monthrange(int(year), int(month))[1]) if last else "01")
        found.append(f"{year}-{month}-{day}")
    return Days(*found)


def document_of(table: Graph, record: str) -> str:
    """Give the document that states a record; the first by IRI; empty where a register or nothing does."""
    found = (
        document for source in table.iris(record, PROV.wasDerivedFrom) for document in table.iris(source, YD.inDocument)
    )
    return min(found, default="")


def _appeared(table: Graph, document: str) -> Days:
    """Tell when a document appeared: on the day of issue, or when its notation says; empty where it shows none."""
    issued = table.one(document, DCTERMS.issued)
    return Days(issued, issued) if issued else days_of(table.one(document, YD.edtf) or "") or NO_DAYS


def told(table: Graph, record: str) -> Days:
    """Tell when a record was told: when its document appeared, and not before what it tells as done."""
    when, on = _appeared(table, document_of(table, record)), table.one(record, YD.on)
    done = table.one(record, YD.modality) == YD.Done
    return Days(max(when.first, on), when.last) if on and when and done else when


def latest(table: Graph) -> str:
    """Give the day of the latest document, as of which everything is told."""
    return max((_appeared(table, document).first for document in table.subjects(YD.Document)), default="")
