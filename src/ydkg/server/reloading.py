"""Reloading: changed data files take the place of those that are served, without a request being lost."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import json
import subprocess
import sys
import time
from functools import partial
from typing import TYPE_CHECKING

from ydkg.collection import collection, state_of
from ydkg.errors import CollectionError, Listed, YdkgError, problem
from ydkg.graph.graph import Graph
from ydkg.graph.sources import open_sources
from ydkg.graph.store import folder_of
from ydkg.server.dataset import open_dataset, settled, version_of
from ydkg.server.site import Site

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.applications import Starlette

    from ydkg.server.log import Log
    from ydkg.server.settings import Settings
    from ydkg.server.workers import ForkServer

#: Seconds between two looks at the files.
_LOOK = 1.0
#: Builds the index of new data, in a process that gives all memory back that this takes, and imports nothing that lies
#: where the server was started.
_INDEX = """
import sys
from ydkg.collection import collection
from ydkg.graph.store import open_on_disk
open_on_disk(collection(*sys.argv[1:]))
"""
#: Share of its triples, and number of them, that a graph may lose; of a small one the number, as long as some are left.
_SHARE, _FEW = 0.1, 10


class Reloader:
    """Watch the files, and load them when they change or when told to."""

    def __init__(self, app: Starlette, log: Log) -> None:
        self.app = app
        self.log = log
        self._asked = asyncio.Event()
        self._settings: Settings = app.state.site.settings
        self._seen = _states(self._settings)

    def tell(self) -> None:
        """Have the files loaded at once, changed or not."""
        self._asked.set()

    async def watch(self) -> None:
        """Load when told to and, where that is wanted, when a file has changed; without end."""
        wanted = self.app.state.site.settings.reload
        # What the first visitors of the site would wait for.
        preparing = asyncio.create_task(self.app.state.site.prepare())
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._asked.wait(), _LOOK if wanted else None)
            asked = self._asked.is_set()
            self._asked.clear()
            if asked or (wanted and await self._changed()):
                self._seen = _states(self._settings)
                preparing.cancel()
                await self._load()
                # What was served before is let go; what stays is not looked through again and again (see `Site.atlas`).
                gc.unfreeze()
                gc.collect()
                gc.freeze()
                preparing = asyncio.create_task(self.app.state.site.prepare())

    async def _changed(self) -> bool:
        """Tell whether a file has changed, and is no longer being written."""
        states_now = _states(self._settings)
        if states_now == self._seen:
            return False
        await asyncio.sleep(_LOOK / 4)
        return _states(self._settings) == states_now

    async def _load(self) -> None:
        """Put a new site in the place of the old one, which goes on where that fails."""
        old: Site = self.app.state.site
        began = time.perf_counter()
        try:
            new = await asyncio.to_thread(_load, old)
            await old.pool.renew(new.settings, partial(_approve, old, new))
        except Exception as error:  # noqa: BLE001 - whatever is wrong with the files, what is served goes on
            reason = str(error) if isinstance(error, YdkgError | OSError) else repr(error)
            reason = " ".join(reason.split())
            self.log.event("reload_failed", message=f"{reason}; what was served goes on", data=old.version)
            return
        # One assignment, between two steps of the event loop: every request has the one site or the other.
        new.forkserver = None
        self.app.state.site = new
        old.close()
        self.app.state.reloaded += 1
        seconds = round(time.perf_counter() - began, 2)
        self.log.event("reload", data=new.version, triples=new.triples, seconds=seconds)


async def _approve(old: Site, new: Site, forkserver: ForkServer) -> None:
    """Compare new data with those before, and have made what first visitors would wait for; or say what is wrong.

    Raises a CollectionError where a graph is much smaller, no longer canonical, or leads to its sources less well.
    """
    new.forkserver = forkserver
    # As what is made beforehand, so that what visitors wait for does not wait for it.
    before, now = [json.loads(await site.made("state", waited=False)) for site in (old, new)]
    for name, of_properties in before["triples"].items():
        # Of another file there may be more, but of other properties.
        many, here = sum(of_properties.values()), now["triples"].get(name, {})
        left = sum(min(count, here.get(each, 0)) for each, count in of_properties.items())
        if many - left > max(_FEW, _SHARE * many) or many > left == 0:
            said = problem(
                "data: {graph}: {n} triples of the same properties where there were {before}; "
                "where that is meant, start the server again",
                graph=name,
                n=left,
                before=many,
            )
            raise CollectionError(said, name)
    if lost := sorted({*before["canonical"]} & {*now["triples"]} - {*now["canonical"]}):
        said = problem("data: {files}: no longer in canonical form; run `ydkg format`", files=Listed(lost))
        raise CollectionError(said, lost[0])
    if worse := sorted({*now["findings"]} - {*before["findings"]}):
        said = problem("data: less leads to its source than before: {finding}; run `ydkg verify`", finding=worse[0])
        raise CollectionError(said, worse[0])
    await new.prepare(whole=False)


def _states(settings: Settings) -> dict[Path, tuple[int, ...]]:
    """Tell one state of the files from another."""
    files = [*settings.sources]
    with contextlib.suppress(YdkgError):
        files += collection(*settings.data.paths).all_files
    return {path: state_of(path) for path in files}


def _load(old: Site) -> Site:
    """Load the files, in a thread."""
    if folder_of(old.store):  # before this process holds the new files, too
        words = [sys.executable, "-P", "-c", _INDEX, *map(str, old.settings.data.paths)]
        subprocess.run(words, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    settings = settled(old.settings)
    version = version_of(settings)
    store = open_dataset(settings)  # says what is wrong where no index could be built
    return Site(settings, store, version, old.pool, open_sources(Graph(store), settings.sources))
