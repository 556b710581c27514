"""Days in English and Chinese: on which, as of which, by which, and during which year something was done."""

from __future__ import annotations

import re
from datetime import date

from ydkg.language.text import ENGLISH, Language

#: In their order.
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAY = re.compile(r"(\d+)(?:-(0?[1-9]|1[0-2])(?:-(\d+))?)?(?P<open>/\.\.)?")
_YEAR = re.compile(r"\d{4}")
_YEAR_END = "-12-31"


def day(iso: str, language: Language = ENGLISH) -> str:
    """Write an ISO day, month or year, and a time in EDTF without an end; anything else is returned as it is.

    >>> from ydkg.language.text import CHINESE
    >>> day("2024-12-04"), day("2024-12-04", CHINESE), day("2024")
    ('4 December 2024', '2024年12月4日', '2024')
    >>> day("2026-01"), day("2023/.."), day("2026-01/..", CHINESE), day("2024", CHINESE)
    ('January 2026', '2023 or later', '2026年1月或之后', '2024年')
    """
    found = _DAY.fullmatch(iso)
    if found is None or found[0] == found[1]:
        return f"{iso}年" if language.chinese and _YEAR.fullmatch(iso) else iso
    year, month, number = (int(part or 0) for part in found.groups()[:3])
    if language.chinese:
        told = f"{year}年" + (f"{month}月" if month else "") + (f"{number}日" if number else "")
    else:
        told = " ".join(filter(None, (str(number or ""), MONTHS[month - 1] if month else "", str(year))))
    return language.gettext("{day} or later", day=told) if found["open"] else told


def as_of(iso: str, language: Language = ENGLISH) -> str:
    """Say as of which day something holds.

    >>> from ydkg.language.text import CHINESE
    >>> as_of("2024-12-04"), as_of("2024-12-04", CHINESE)
    ('as of 4 December 2024', '截至2024年12月4日')
    """
    return language.gettext("as of {day}", day=day(iso, language))


def due(iso: str, language: Language = ENGLISH) -> str:
    """Say by which day something is planned.

    >>> from ydkg.language.text import CHINESE
    >>> due("2024-12-31"), due("2024-12-31", CHINESE), due("2024-06-30", CHINESE)
    ('by 31 December 2024', '2024年底前', '2024年6月30日前')
    """
    if language.chinese and iso.endswith(_YEAR_END):
        return f"{iso.removesuffix(_YEAR_END)}年底前"
    return language.gettext("by {day}", day=day(iso, language))


def within(iso: str, language: Language = ENGLISH) -> str:
    """Say by which day something was done: what was done by the last day of a year was done during it.

    >>> from ydkg.language.text import CHINESE
    >>> within("2024-12-31"), within("2024-12-31", CHINESE), within("2024-06-30")
    ('during 2024', '2024年内', 'no later than 30 June 2024')
    """
    if iso.endswith(_YEAR_END):
        return language.gettext("during {year}", year=iso.removesuffix(_YEAR_END))
    return language.gettext("no later than {day}", day=day(iso, language))


def known(text: str | None) -> str:
    """Keep a text that is an ISO day of the calendar; the day; empty where it is none.

    >>> known("2024-02-29"), known("2023-02-29"), known("2024"), known(None)
    ('2024-02-29', '', '', '')
    """
    try:
        return date.fromisoformat(text or "").isoformat()
    except ValueError:
        return ""


def began(iso: str) -> str:
    """Give the first day on which what was done by a day may have been done: `within` says how it is told.

    >>> began("2024-12-31"), began("2024-06-30")
    ('2024-01-01', '')
    """
    return f"{iso.removesuffix(_YEAR_END)}-01-01" if iso.endswith(_YEAR_END) else ""
