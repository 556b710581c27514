"""Names of things as pages show and find them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ydkg.server.negotiation import Language


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
