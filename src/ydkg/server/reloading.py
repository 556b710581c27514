"""Reloading: changed data files take the place of those that are served, without a request being lost."""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import TYPE_CHECKING

from ydkg.collection import collection
from ydkg.errors import YdkgError
from ydkg.graph.source import open_sources
from ydkg.graph.table import StoreTable
from ydkg.server.dataset import open_dataset, settled, version_of
from ydkg.server.site import Site

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.applications import Starlette

    from ydkg.server.log import Log
    from ydkg.server.pool.pool import Pool
    from ydkg.server.settings import Settings

#: Seconds between two looks at the files.
_LOOK = 1.0


class Reloader:
    """Watch the files, and load them when they change or when told to.

    Parameters
    ----------
    app : Starlette
        Its state holds the site that is served.
    log : Log
    """

    def __init__(self, app: Starlette, log: Log) -> None:
        self.app = app
        self.log = log
        self._asked = asyncio.Event()
        self._settings: Settings = app.state.site.settings
        self._seen = _marks(self._settings)
        self._preparing: asyncio.Task[None] | None = None

    def tell(self) -> None:
        """Have the files loaded at once, changed or not."""
        self._asked.set()

    async def watch(self) -> None:
        """Load when told to and, where that is wanted, when a file has changed; without end."""
        wanted = self.app.state.site.settings.reload
        self._prepare()
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._asked.wait(), _LOOK if wanted else None)
            asked = self._asked.is_set()
            self._asked.clear()
            if asked or (wanted and await self._changed()):
                self._seen = _marks(self._settings)
                await self._load()

    async def _changed(self) -> bool:
        """Tell whether a file has changed, and is no longer being written."""
        marks_now = _marks(self._settings)
        if marks_now == self._seen:
            return False
        await asyncio.sleep(_LOOK / 4)
        return _marks(self._settings) == marks_now

    async def _load(self) -> None:
        """Put a new site in the place of the old one, which goes on where that fails."""
        old: Site = self.app.state.site
        began = time.perf_counter()
        try:
            new = await asyncio.to_thread(_load, old.settings, old.pool)
            await old.pool.renew(new.settings)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with the files, what is served goes on
            reason = str(error) if isinstance(error, YdkgError | OSError) else repr(error)
            reason = " ".join(reason.split())
            self.log.event("reload_failed", message=f"{reason}; what was served goes on", data=old.version)
            return
        # One assignment, between two steps of the event loop: every request has the one site or the other.
        self.app.state.site = new
        self._prepare()
        self.app.state.reloaded += 1
        seconds = round(time.perf_counter() - began, 2)
        self.log.event("reload", data=new.version, triples=new.triples, seconds=seconds)

    def _prepare(self) -> None:
        """Have made what the first visitors of the site would wait for, and no longer that of the site before."""
        if self._preparing is not None:
            self._preparing.cancel()
        self._preparing = asyncio.create_task(self.app.state.site.prepare())


def _marks(settings: Settings) -> dict[Path, tuple[int, int, int]]:
    """Take down what changes when a file is written, of the files that there are."""
    files = [*settings.sources]
    with contextlib.suppress(YdkgError):
        files += collection(*settings.data.paths).all_files
    found = {}
    for path in files:
        with contextlib.suppress(OSError):
            status = path.stat()
            found[path] = (status.st_mtime_ns, status.st_size, status.st_ino)
    return found


def _load(settings: Settings, pool: Pool) -> Site:
    """Load the files, in a thread."""
    settings = settled(settings)
    version = version_of(settings)
    store = open_dataset(settings)
    return Site(settings, store, version, pool, open_sources(StoreTable(store), settings.sources))
