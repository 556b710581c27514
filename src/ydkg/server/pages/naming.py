"""Names of things as pages show and find them: in the page's language, without case, accents and signs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ydkg.graph.names import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ydkg.server.negotiation import Language

_QUOTES = str.maketrans("", "", "\"'")
_DASHES = re.compile("[‐-―-]")


def folded(text: str) -> str:
    """Fold a name for comparing, as the explorer's search does: hyphens are spaces, and quotes are nothing.

    Examples
    --------
    >>> folded("Shanghai–Suzhou ‘Café’")
    'shanghai suzhou cafe'
    """
    return " ".join(_DASHES.sub(" ", fold(text).translate(_QUOTES)).split())


def name_of(thing: Mapping[str, Any], lang: Language) -> str:
    """Give a thing's name in a language, else the English one.

    Parameters
    ----------
    thing : mapping
        With ``label``, and ``zh`` where there is a Chinese name.
    lang : str
        ``"en"`` or ``"zh"``.

    Returns
    -------
    str
        The name.
    """
    return str((thing.get("zh") if lang == "zh" else None) or thing["label"])
