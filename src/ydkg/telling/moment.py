"""When something holds, in both languages: days, and as of which day."""

from __future__ import annotations

from ydkg.telling.text import NOTHING, Text, both
from ydkg.words import days


def day_text(iso: str) -> Text:
    """Write a day as people read it.

    Parameters
    ----------
    iso : str
        An ISO day; anything else is given back.

    Returns
    -------
    Text
        Empty for an empty text.
    """
    return both(days.day, iso)


def as_of(iso: str) -> Text:
    """Say as of which day something holds.

    Parameters
    ----------
    iso : str
        An ISO day; may be empty.

    Returns
    -------
    Text
        Empty where there is no day.

    Examples
    --------
    >>> as_of("2024-12-04")
    Text(en='as of 4 December 2024', zh='截至2024年12月4日')
    """
    return both(days.as_of, iso) if iso else NOTHING
