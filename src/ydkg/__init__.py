"""Knowledge graphs of what documents state: every fact leads to the words that state it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ydkg.collection import VERSION

if TYPE_CHECKING:
    from ydkg.api import ask, check, load, path, show
    from ydkg.network import to_networkx
    from ydkg.telling.cite import cite

__version__ = VERSION
__all__ = ["__version__", "ask", "check", "cite", "load", "path", "show", "to_networkx"]

_HOMES = {
    "ask": "ydkg.api",
    "check": "ydkg.api",
    "cite": "ydkg.telling.cite",
    "load": "ydkg.api",
    "path": "ydkg.api",
    "show": "ydkg.api",
    "to_networkx": "ydkg.network",
}


def __getattr__(name: str) -> object:
    """Load the parts that need a query engine or a network when they are first asked for."""
    from importlib import import_module  # noqa: PLC0415 - so that completion does not offer it

    if name in _HOMES:
        found = globals()[name] = getattr(import_module(_HOMES[name]), name)  # Python does not ask again
        return found
    if name == "network":
        return import_module("ydkg.network")  # as ``ydkg.network()`` it is what ``to_networkx`` was called
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """Offer what the package is for, loaded or not."""
    return __all__
