"""What a server has made once stays, as far as there is room."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, cast

from pyoxigraph import Store

from ydkg.server.dataset import version_of
from ydkg.server.settings import Settings
from ydkg.server.site import Site
from ydkg.server.workers import Done

if TYPE_CHECKING:
    import pytest

    from ydkg.server.pool import Pool


class _Pool:
    """Makes ten bytes for whatever is asked, and writes down what that was."""

    def __init__(self) -> None:
        self.asked: list[object] = []

    async def run(self, _: str, arguments: dict[str, object], **__: object) -> Done:
        self.asked.append(arguments["format"])
        return Done({}, b"0123456789", 0)


def test_what_was_made_first_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """What fits is made once; what has gone is made again."""
    monkeypatch.setattr("ydkg.server.site._MADE_CAPACITY", 25)
    pool = _Pool()
    site = Site(Settings(), Store(), "state", cast("Pool", pool))

    async def ask(*names: str) -> None:
        for name in names:
            assert await site.made("export", format=name) == b"0123456789"

    asyncio.run(ask("a", "b", "a", "b", "c", "b", "c", "a"))
    assert pool.asked == ["a", "b", "c", "a"]


def test_what_has_words_of_some_documents_is_not_that_of_others() -> None:
    """A page that was made where the text of one was at hand shows nothing of another's."""
    texts = [(), (Path("one.txt"),), (Path("other.txt"),), (Path("one.txt"), Path("other.txt"))]
    assert len({version_of(Settings(digests=("0",), sources=each)) for each in texts}) == len(texts)
