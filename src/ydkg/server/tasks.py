"""What a worker process can be asked for, by name."""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Store

    from ydkg.server.settings import Settings

#: Name -> where the function is. It takes what the worker holds and keyword arguments, and returns a header and a body.
TASKS: Mapping[str, str] = MappingProxyType(
    {
        "query": "ydkg.server.sparql.answer:query",
        "question": "ydkg.server.sparql.answer:question",
        "atlas": "ydkg.server.making:atlas",
        "directory": "ydkg.server.making:directory",
        "explorer": "ydkg.server.making:explorer",
        "export": "ydkg.server.making:export",
        "figure": "ydkg.server.pages.figure:network",
        "graph": "ydkg.server.making:named_graph",
        "later": "ydkg.server.making:later",
        "onward": "ydkg.server.questions.onward:answered",
        "state": "ydkg.server.making:state",
        "uses": "ydkg.server.pages.glossary:uses",
        "void": "ydkg.server.sparql.service:census",
    }
)


class Context(NamedTuple):
    """What a worker has in its memory: the graph, and what the server was told."""

    store: Store
    settings: Settings


def perform(context: Context, name: str, arguments: Mapping[str, object]) -> tuple[dict[str, object], bytes]:
    """Do one of the tasks; a header of JSON values, and the answer."""
    module, _, function = TASKS[name].partition(":")
    task = getattr(import_module(module), function)
    return cast("tuple[dict[str, object], bytes]", task(context, **arguments))
