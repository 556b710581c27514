"""The site: one state of the served graph, and those who answer questions about it."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import json
import logging
import os
import pickle
import tempfile
from collections import Counter
from functools import partial
from hashlib import sha256
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar, cast

from ydkg.collection import VERSION
from ydkg.errors import OutputError, YdkgError, problem
from ydkg.graph.graph import Graph
from ydkg.graph.store import folder_of, with_apart, with_description
from ydkg.server.dataset import stated_table
from ydkg.server.kept import Kept
from ydkg.server.lookup import Lookup
from ydkg.server.settings import overloaded
from ydkg.server.template import environment
from ydkg.telling.collection import describe_collection, tell_collection

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
    from typing import BinaryIO

    from pyoxigraph import Store
    from starlette.requests import Request

    from ydkg.graph.outline import Outline
    from ydkg.graph.sources import Source
    from ydkg.server.directory import Directory
    from ydkg.server.pool import Pool
    from ydkg.server.settings import Settings
    from ydkg.server.workers import ForkServer, RequestKind
    from ydkg.telling.atlas import Atlas
    from ydkg.telling.collection import Description
    from ydkg.telling.later import Later

Made = TypeVar("Made")
Maker = TypeVar("Maker", bound="Callable[[Site, Directory], object]")
_LOG = logging.getLogger("ydkg.server")
#: Why there is no file, and seconds after which to ask for it again.
_UNWRITTEN, _WAIT = problem("the file cannot be written"), 60
#: Bytes of what workers made that are kept in memory.
_MADE_CAPACITY = 64 * 1024 * 1024
#: See `beforehand`.
_BEFOREHAND: list[Callable[[Site, Directory], object]] = []


class Site:
    """One state of the graph, with what is made of it once."""

    def __init__(
        self, settings: Settings, store: Store, version: str, pool: Pool, sources: tuple[Source, ...] = ()
    ) -> None:
        self.settings = settings
        self.store = store
        #: The served graph, to look things up in.
        self.table = Graph(store)
        #: The same with what is asked by the names of its graphs only.
        self.whole = with_apart(store)
        self.version = version
        self.pool = pool
        #: What the collection is called, and where to begin.
        self.about = tell_collection(with_description(store))
        #: Of the default graph, where each is once.
        self.triples = len(Graph(store))
        self.sources = sources
        #: Whole answers, as they go over the wire.
        self.answers = Kept()
        #: What is the same for everybody, by whatever tells it apart.
        self.kept: dict[object, Any] = {}
        #: Who has these data, where it is not who has those that are served: as long as they are only prepared.
        self.forkserver: ForkServer | None = None
        #: Whether all is made that is made beforehand, or could not be.
        self.prepared = False
        #: What is under way or was made, by what tells it apart, and how many wait for each.
        self._tasks: dict[object, asyncio.Task[Any]] = {}
        self._waiting = Counter[object]()

    async def once(self, key: object, make: Callable[[], Coroutine[None, None, Made]], *, waited: bool = True) -> Made:
        """Have something made once for this state of the graph, however many wait for it; what was made.

        What failed is made again; what was to be made beforehand is given up where nobody waits for it any more.
        """
        task = self._tasks.get(key)
        if task is None or (task.done() and (task.cancelled() or task.exception() is not None)):
            task = self._tasks[key] = asyncio.create_task(make())
        self._waiting[key] += 1
        try:
            return cast("Made", await asyncio.shield(task))
        except asyncio.CancelledError:
            # What is there by now stays there.
            if not waited and self._waiting[key] == 1 and task.cancel():
                self._tasks.pop(key, None)
            raise
        finally:
            self._waiting -= Counter((key,))

    async def made(self, task: str, *, waited: bool = True, kept: bool = True, **arguments: object) -> bytes:
        """Have something made by a worker, once for this state of the graph; what was made."""
        key = (task, json.dumps(arguments, sort_keys=True))
        content = await self.once(key, partial(self._make, task, arguments, waited=waited), waited=waited)
        if not kept:
            self._tasks.pop(key, None)
        self._make_room()
        return content

    def _make_room(self) -> None:
        """Keep no more of what was made in memory than there is room for; what was made first goes first."""
        made = {key: task for key, task in self._tasks.items() if task.done() and not task.cancelled()}
        results = {key: task.result() for key, task in made.items() if task.exception() is None}
        sizes = {key: len(result) for key, result in results.items() if isinstance(result, bytes)}
        size = sum(sizes.values())
        for key, each in sizes.items():
            if size <= _MADE_CAPACITY:
                break
            size -= each
            del self._tasks[key]

    async def _make(self, task: str, arguments: dict[str, object], *, waited: bool) -> bytes:
        with self._complaining(task, arguments):
            kind: RequestKind = "job" if waited else "background"
            done = await self.pool.run(task, arguments, kind=kind, parent=self.forkserver)
        for part, why in done.header.get("left_out", {}).items():
            _LOG.warning("%s goes without %s: %s", task, part, why)
        return done.body

    @contextlib.contextmanager
    def _complaining(self, task: str, arguments: dict[str, object]) -> Iterator[None]:
        """Have the log say what was not made, and why."""
        try:
            yield
        except YdkgError as error:
            if not self.pool.closing:
                _LOG.warning("%s %s was not made: %s", task, json.dumps(arguments), error)
            raise

    @property
    def is_on_disk(self) -> bool:
        """Tell whether the graph is so large that it lies on disk, and what is made of it whole is a file."""
        return folder_of(self.store) is not None

    def tag(self, task: str, arguments: dict[str, object]) -> str:
        """Tell what a worker makes from what others make, and from what it makes of other data."""
        told = json.dumps([task, arguments, self.version, VERSION], sort_keys=True)
        return f"{task}-{sha256(told.encode()).hexdigest()[:32]}"

    async def file(self, task: str, arguments: dict[str, object]) -> BinaryIO:
        """Have a worker write a file that has no name, once for this state of the graph, with which it goes."""
        return await self.once(self.tag(task, arguments), partial(self._write, task, arguments))

    async def _write(self, task: str, arguments: dict[str, object]) -> BinaryIO:
        try:
            file = cast("BinaryIO", tempfile.TemporaryFile())  # noqa: SIM115 - it is read as long as this is served
            given = {**arguments, "to": f"/proc/{os.getpid()}/fd/{file.fileno()}"}
            with self._complaining(task, arguments):
                done = await self.pool.run(task, given, kind="job", parent=self.forkserver)
        except (OutputError, OSError) as error:
            raise overloaded(_UNWRITTEN, _WAIT) from error
        if done.header["state"] != self.version:
            raise overloaded(problem("other data were loaded"), 1)
        return file

    def close(self) -> None:
        """Let go of the files, each of which goes with its last reader."""
        self._tasks = {key: task for key, task in self._tasks.items() if not task.done()}

    async def lookup(self) -> Lookup:
        """Give what looks up everything that people are told of the graph; the same until it remembers too much."""
        later = await self.told("later") if self.settings.data.apart else None
        outlines = (await self.directory()).outlines
        if "lookup" not in self.kept:
            table = stated_table(self.store, self.settings)
            self.kept["lookup"] = Lookup(table, *self.sources, later=cast("Later | None", later), outlines=outlines)
        return cast("Lookup", self.kept["lookup"])

    @property
    def outlines(self) -> Mapping[str, Outline]:
        """The order of each document by its IRI, for whoever does not wait for the directory."""
        directory = cast("Directory | None", self.kept.get("directory"))
        return directory.outlines if directory else {}

    async def directory(self) -> Directory:
        """Give the list of all things in brief, and what is counted of the graph."""
        return cast("Directory", await self.told("directory"))

    async def told(self, task: str, *, waited: bool = True) -> object:
        """Have a worker tell something as Python's values, once for this state of the graph."""
        if task not in self.kept:
            await self.once(("told", task), partial(self._tell, task, waited=waited), waited=waited)
        return self.kept[task]

    async def _tell(self, task: str, *, waited: bool) -> None:
        pickled = await self._make(task, {}, waited=waited)
        # A worker of our own has written it; of a large graph it takes a while: others are answered.
        self.kept[task] = await asyncio.to_thread(pickle.loads, pickled)
        # It stays, and is not looked through again and again: all would wait for the collector.
        gc.freeze()

    async def explorer(self, things: Sequence[str], around: str = "", *, waited: bool = True) -> bytes:
        """Have the explorer's page made; an HTML document."""
        if not things:
            return await self.made("explorer", waited=waited, things=[])
        entries = (await self.directory()).entries
        counts = {name: entries[name].counts for name in things}
        whole = {"things": len(entries), "around": around, "counts": counts}
        # Of those around a thing there are as many as things: none stays in memory.
        return await self.made("explorer", waited=waited, kept=not around, things=things, whole=whole)

    async def atlas(self) -> Atlas:
        """Give everything that people are told of the graph, as one value, for whoever goes through all of it."""
        return cast("Atlas", await self.told("atlas"))

    def begin(self, name: object, make: Callable[[], Coroutine[None, None, object]]) -> None:
        """Have something made in the background, once for this state of the graph."""

        async def kept() -> None:
            with contextlib.suppress(YdkgError):
                self.kept[name] = await make()

        task = self._tasks.get(("begun", name))
        if task is None or task.done():
            self._tasks["begun", name] = asyncio.create_task(kept())

    def description(self) -> Description:
        """Describe the collection as a data set, once for this state of the graph."""
        return self.keep("description", lambda: describe_collection(with_description(self.store)))

    def keep(self, name: object, make: Callable[[], Made]) -> Made:
        """Have something made once for this state of the graph; what was made, now or before."""
        if name not in self.kept:
            self.kept[name] = make()
        return cast("Made", self.kept[name])

    async def prepare(self, *, whole: bool = True) -> None:
        """Have made, one after another and at low priority, what the first visitors would wait for."""
        with contextlib.suppress(YdkgError):
            await self.lookup()
            directory = await self.directory()
            if self.is_on_disk:
                await asyncio.to_thread(self._warm, directory)
            for each in chain(self._waited_for(directory), self._added() if whole else ()):
                with contextlib.suppress(YdkgError):
                    await each
        self.prepared |= whole

    def _waited_for(self, directory: Directory) -> Iterator[Coroutine[None, None, object]]:
        """Give what pages wait for, each when the one before it was waited for."""
        things = directory.overview
        yield self.made("figure", waited=False, things=things)
        yield self.explorer(things, waited=False)
        yield self.told("uses", waited=False)

    def _added(self) -> Iterator[Coroutine[None, None, object]]:
        """Give what pages can do without, likewise: links to questions."""
        for task in ("onward", *(["atlas"] if self.settings.mcp else [])):
            yield self.told(task, waited=False)

    def _warm(self, directory: Directory) -> None:
        """Compile all templates, and make what pages keep: of a large graph, they take long enough without."""
        self.description()
        for make in _BEFOREHAND:
            with contextlib.suppress(YdkgError):  # whoever asks for it is told
                make(self, directory)
        for name in environment().list_templates():
            environment().get_template(name)


def beforehand(make: Maker) -> Maker:
    """Have something made of a large graph before anybody asks for it; the same."""
    _BEFOREHAND.append(make)
    return make


def site_of(request: Request) -> Site:
    """Give the site that a request is answered from: the same as long as that takes, whatever is loaded meanwhile."""
    return cast("Site", request.scope.get("ydkg.site") or request.app.state.site)
