"""A copy of a SPARQL server's graphs, for verbs that walk the whole of them."""

from __future__ import annotations

import os
from functools import wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeVar

from ydkg.collection import VARIABLE
from ydkg.graph.index import VARIABLE as CACHE

if TYPE_CHECKING:
    from collections.abc import Callable

_T = TypeVar("_T")


def mirrored(verb: Callable[..., _T]) -> Callable[..., _T]:
    """Let a verb work on a copy of the graphs of a server, where one is named."""

    @wraps(verb)
    def run(*, endpoint: str, **options: Any) -> _T:  # noqa: ANN401 - click gives them as the verb wants them
        if not endpoint or options.get("focus") is not None:
            return verb(endpoint=endpoint, **options)
        from ydkg.graph.remote import fetched  # noqa: PLC0415 - only where a server is named

        before = dict(os.environ)
        with TemporaryDirectory(prefix="ydkg-") as folder:
            for name, content in fetched(endpoint).items():
                (Path(folder) / name).write_bytes(content)
            os.environ |= {VARIABLE: folder, CACHE: ""}  # an index of what is asked once would only take time
            try:
                return verb(endpoint="", **options)
            finally:
                os.environ.clear()
                os.environ.update(before)

    return run
