"""What the themes of questions are called on pages."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from ydkg.words.language import Language, translatable

if TYPE_CHECKING:
    from collections.abc import Mapping

_THEMES: Mapping[str, str] = MappingProxyType(
    {
        "checks": translatable("Checks"),
        "events": translatable("Events"),
        "firsts": translatable("Firsts"),
        "infrastructure": translatable("Infrastructure"),
        "initiatives": translatable("Initiatives"),
        "instruments": translatable("Policy documents"),
        "lacking": translatable("What is not said"),
        "metrics": translatable("Metrics"),
        "names": translatable("Names"),
        "organizations": translatable("Organisations"),
        "people": translatable("People"),
        "places": translatable("Places"),
        "progress": translatable("Progress"),
        "promises": translatable("Promises"),
        "claims": translatable("Claims side by side"),
        "sources": translatable("Sources"),
        "topics": translatable("Focus areas"),
    }
)


def theme_title(theme: str, lang: str = "en") -> str:
    """Say what a theme of questions is called.

    Parameters
    ----------
    theme : str
        The folder of its questions.
    lang : {"en", "zh"}

    Returns
    -------
    str
        A word or two; the folder's own words where it is not known.

    Examples
    --------
    >>> theme_title("lacking"), theme_title("my_theme")
    ('What is not said', 'My theme')
    """
    known = _THEMES.get(theme)
    return Language.of(lang).gettext(known) if known else theme.replace("_", " ").capitalize()
