"""The site: one state of the served graph, and those who answer questions about it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import pickle
from typing import TYPE_CHECKING, Any, TypeVar, cast

from ydkg.errors import YdkgError
from ydkg.graph.store import described_table, with_apart
from ydkg.graph.table import StoreTable
from ydkg.server.kept import Kept
from ydkg.telling.collection import tell_collection

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyoxigraph import Store
    from starlette.requests import Request

    from ydkg.graph.source import Source
    from ydkg.server.pool.pool import Pool
    from ydkg.server.pool.process import ForkServer
    from ydkg.server.settings import Settings
    from ydkg.telling.atlas import Atlas

Made = TypeVar("Made")
_LOG = logging.getLogger("ydkg.server")


class Site:
    """One state of the graph, with what is made of it once.

    Parameters
    ----------
    settings : Settings
    store : pyoxigraph.Store
    version : str
        Tells one state of the graph from another; part of every ETag.
    pool : Pool
    sources : tuple of Source
        The texts of documents that are at hand.
    """

    def __init__(
        self, settings: Settings, store: Store, version: str, pool: Pool, sources: tuple[Source, ...] = ()
    ) -> None:
        self.settings = settings
        self.store = store
        #: The served graph, to look things up in.
        self.table = StoreTable(store)
        #: The same with what is asked by the names of its graphs only.
        self.whole = with_apart(store)
        self.version = version
        self.pool = pool
        #: What the collection is called, and where to begin.
        self.about = tell_collection(described_table(store))
        #: Of the default graph, where each is once.
        self.triples = int(next(iter(store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")))[0].value)  # type: ignore[arg-type]
        self.sources = sources
        #: Whole answers, as they go over the wire.
        self.answers = Kept()
        #: What is the same for everybody, by whatever tells it apart.
        self.kept: dict[object, Any] = {}
        #: Who has these data, where it is not who has those that are served: as long as they are only prepared.
        self.forkserver: ForkServer | None = None
        self._made: dict[tuple[str, str], asyncio.Task[bytes]] = {}

    async def made(self, task: str, **arguments: object) -> bytes:
        """Have something made by a worker, once for this state of the graph.

        Parameters
        ----------
        task : str
            A key of `ydkg.server.tasks.TASKS`.
        **arguments : object

        Returns
        -------
        bytes
            What was made.

        Raises
        ------
        YdkgError
            If it cannot be made; the next call tries again.
        """
        key = (task, json.dumps(arguments, sort_keys=True))
        made = self._made.get(key)
        if made is None or (made.done() and (made.cancelled() or made.exception() is not None)):
            self._made[key] = asyncio.create_task(self._make(task, arguments))
        return await asyncio.shield(self._made[key])

    async def _make(self, task: str, arguments: dict[str, object]) -> bytes:
        try:
            return (await self.pool.run(task, arguments, lane="job", parent=self.forkserver)).body
        except YdkgError as error:
            _LOG.warning("%s %s was not made: %s", task, json.dumps(arguments), error)
            raise

    async def atlas(self) -> Atlas:
        """Give everything that people are told of the graph.

        Returns
        -------
        Atlas
        """
        if "atlas" not in self.kept:
            pickled = await self.made("atlas")
            # A worker of our own has written it; of a large graph it takes a while, in which others are answered.
            self.kept["atlas"] = await asyncio.to_thread(pickle.loads, pickled)
        return cast("Atlas", self.kept["atlas"])

    def keep(self, name: object, make: Callable[[], Made]) -> Made:
        """Have something made once for this state of the graph.

        Parameters
        ----------
        name : object
        make : callable

        Returns
        -------
        object
            What was made, now or before.
        """
        if name not in self.kept:
            self.kept[name] = make()
        return cast("Made", self.kept[name])

    async def prepare(self) -> None:
        """Have made, one after another and at low priority, what the first visitors would wait for."""
        with contextlib.suppress(YdkgError):
            await self.atlas()
            for task in ("figure", "explorer"):
                await self.made(task)


def site_of(request: Request) -> Site:
    """Give the site that a request is answered from: the same as long as that takes, whatever is loaded meanwhile.

    Parameters
    ----------
    request : Request

    Returns
    -------
    Site
    """
    return cast("Site", request.scope.get("ydkg.site") or request.app.state.site)
