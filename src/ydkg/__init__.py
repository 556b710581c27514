"""The knowledge graph of the Yangtze River Delta's integration: every fact leads to the words that state it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ydkg.graph.answer import ask, load
    from ydkg.network import network

__all__ = ["__version__", "ask", "load", "network"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Load the parts that need a query engine or a network when they are first asked for."""
    if name in {"ask", "load"}:
        return getattr(import_module("ydkg.graph.answer"), name)
    if name == "network":
        return import_module("ydkg.network")  # a package that can be called
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
