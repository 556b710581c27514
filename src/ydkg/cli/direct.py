"""The most frequent call, `ydkg query NAME --PARAMETER VALUE`, answered without loading click.

Read by click, the same call takes 97 ms of processor time instead of 74: 2.41 to 2.50 times bare pyoxigraph instead of
1.84 to 1.91, in three runs of the processes of ``bench/cold.py``. That is at the bound of 2.5 and not below it, with
every verb and library loaded only where it is needed; so this second reading stays.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ydkg.cli.rows import FORMATS

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHARED = {"--format": "layout", "-o": "output", "--output": "output", "--source": "source", "--lang": "lang"}


def asked(arguments: Sequence[str]) -> bool:
    """Answer a call of `ydkg query`, if it is a plain one.

    Parameters
    ----------
    arguments : sequence of str
        The process's arguments.

    Returns
    -------
    bool
        Whether it was answered; where it was not, nothing was done, and click knows what to do or to say.

    Raises
    ------
    YdkgError
        As the verb does.
    """
    if not arguments or arguments[0] != "query" or "_YDKG_COMPLETE" in os.environ:
        return False
    words = _split(arguments[1:])
    if words is None:
        return False
    name, options = words
    from ydkg.cli.asking import ask  # noqa: PLC0415 - only where this call is a plain one
    from ydkg.graph.catalogue import question  # noqa: PLC0415 - likewise

    asked_for = question(name)
    spelled = {f"--{p.name.replace('_', sign)}": p.name for p in asked_for.parameters for sign in "_-"}
    if not options.keys() <= spelled.keys() | _SHARED.keys() or spelled.keys() & _SHARED.keys():
        return False
    shared = {_SHARED[option]: value for option, value in options.items() if option in _SHARED}
    if shared.get("layout", "table") not in FORMATS:
        return False
    ask(
        asked_for,
        {spelled[option]: value for option, value in options.items() if option in spelled},
        layout=shared.get("layout", "table"),
        output=shared.get("output", "-"),
        source=shared.get("source", os.environ.get("YDKG_SOURCE") or None),
        lang=shared.get("lang", "en"),
    )
    return True


def _split(arguments: Sequence[str]) -> tuple[str, dict[str, str]] | None:
    """Split arguments into the question's name and options with their values; None where click should read them."""
    names: list[str] = []
    options: dict[str, str] = {}
    rest = iter(arguments)
    for argument in rest:
        if not argument.startswith("-"):
            names.append(argument)
            continue
        option, equals, value = argument.partition("=")
        plain = (option == "-o" and not equals) or (len(option) > len("--") and option.startswith("--"))
        following = value if equals else next(rest, None)
        if not plain or option == "--help" or following is None:
            return None
        options[option] = following
    return (names[0], options) if len(names) == 1 and names[0] else None
