"""When something holds, in both languages: days, as of which day, by when."""

from __future__ import annotations

from ydkg.telling.text import NOTHING, Text, both
from ydkg.vocab import YD
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
    return both(days.day, iso) if iso else NOTHING


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


def dated(sentence: Text, iso: str) -> Text:
    """End a sentence with the day as of which it holds.

    Parameters
    ----------
    sentence : Text
        Without a full stop.
    iso : str
        An ISO day; may be empty.

    Returns
    -------
    Text
    """
    return Text(f"{sentence.en}, {as_of(iso).en}", f"{sentence.zh}（{as_of(iso).zh}）") if iso else sentence


def when(modality: str, on: str, not_after: str) -> Text:
    """Say when a stage is, was or will be reached.

    Parameters
    ----------
    modality : str
        IRI: `YD.Planned`, `YD.Underway` or `YD.Done`.
    on, not_after : str
        ISO days; empty where not stated.

    Returns
    -------
    Text
        Only what is planned is due by a day: what was done by the last day of a year was done during it.

    Examples
    --------
    >>> when(YD.Planned, "", "2024-12-31").en, when(YD.Done, "", "2024-12-31").en, when(YD.Done, "2024-05-01", "").en
    ('by 31 December 2024', 'during 2024', '1 May 2024')
    """
    if on:
        return day_text(on)
    if not not_after:
        return NOTHING
    return both(days.due if modality == YD.Planned else days.within, not_after)
