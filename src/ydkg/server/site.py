"""The site: one state of the served graph, and those who answer questions about it."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import json
import logging
import pickle
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar, cast

from jinja2 import BytecodeCache

from ydkg.errors import OutputError, YdkgError, problem
from ydkg.graph import questions as catalogue
from ydkg.graph.answer import fitted
from ydkg.graph.beside import Beside
from ydkg.graph.graph import Graph
from ydkg.graph.outline import outlines_written
from ydkg.graph.store import count_triples, with_apart, with_description
from ydkg.server.dataset import stated_table
from ydkg.server.kept import Kept
from ydkg.server.limit import overloaded
from ydkg.server.lookup import Lookup
from ydkg.server.pool.pool import Done
from ydkg.server.template import environment
from ydkg.telling.collection import tell_collection
from ydkg.telling.description import describe_collection

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
    from typing import BinaryIO

    from jinja2.bccache import Bucket
    from pyoxigraph import Store
    from starlette.requests import Request

    from ydkg.graph.outline import Outline
    from ydkg.graph.sources import Source
    from ydkg.server.directory import Directory
    from ydkg.server.pool.pool import Pool, RequestKind
    from ydkg.server.pool.supervisor import ForkServer
    from ydkg.server.settings import Settings
    from ydkg.telling.atlas import Atlas
    from ydkg.telling.description import Description
    from ydkg.telling.later import Later

Made = TypeVar("Made")
Maker = TypeVar("Maker", bound="Callable[[Site, Directory], object]")
Lister = TypeVar("Lister", bound="Callable[[Site, Directory], Iterator[Coroutine[None, None, object]]]")
_LOG = logging.getLogger("ydkg.server")
#: Why there is no file, and seconds after which to ask for it again.
_UNWRITTEN, _WAIT = problem("the file cannot be written"), 60
#: Bytes of what workers made that are kept in memory.
_MADE_CAPACITY = 64 * 1024 * 1024
#: See `beforehand` and `afterwards`.
_BEFOREHAND: list[Callable[[Site, Directory], object]] = []
_AFTERWARDS: list[Callable[[Site, Directory], Iterator[Coroutine[None, None, object]]]] = []


class _Compiled(BytecodeCache):
    """Compiled templates, kept beside an index for the next start."""

    def __init__(self, beside: Beside) -> None:
        self._beside = beside

    def load_bytecode(self, bucket: Bucket) -> None:
        if content := self._beside.get("template", {"name": bucket.key, "text": bucket.checksum}):
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._beside.put("template", {"name": bucket.key, "text": bucket.checksum}, bucket.bytecode_to_string())


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
        self.triples = count_triples(store)
        self.sources = sources
        #: Whole answers, as they go over the wire.
        self.answers = Kept()
        #: What is the same for everybody, by whatever tells it apart.
        self.kept: dict[object, Any] = {}
        #: Who has these data, where it is not who has those that are served: as long as they are only prepared.
        self.forkserver: ForkServer | None = None
        #: Whether all is made that is made beforehand, or could not be.
        self.prepared = False
        self._made: dict[tuple[str, str], asyncio.Task[bytes]] = {}
        #: How many wait for it.
        self._waiting = Counter[tuple[str, str]]()
        self._reading = asyncio.Lock()
        self._written: dict[str, asyncio.Task[None]] = {}
        self._begun: dict[object, asyncio.Task[None]] = {}
        self._beside = Beside(store, version)
        if self._beside:
            environment().bytecode_cache = _Compiled(self._beside)

    async def made(
        self,
        task: str,
        *,
        lasting: bool = False,
        waited: bool = True,
        kept: bool = True,
        named: Mapping[str, object] | None = None,
        **arguments: object,
    ) -> bytes:
        """Have something made by a worker, once for this state of the graph; what was made."""
        key = (task, json.dumps(arguments, sort_keys=True))
        made = self._made.get(key)
        if made is None or (made.done() and (made.cancelled() or made.exception() is not None)):
            making = self._make(task, arguments, named or arguments, lasting=lasting, waited=waited)
            made = self._made[key] = asyncio.create_task(making)
        self._waiting[key] += 1
        try:
            content = await asyncio.shield(made)
        except asyncio.CancelledError:
            # What is there by now stays there.
            if not waited and self._waiting[key] == 1 and made.cancel():
                self._made.pop(key, None)
            raise
        finally:
            self._waiting -= Counter((key,))
        if not kept:
            self._made.pop(key, None)
        self._make_room()
        return content

    def _make_room(self) -> None:
        """Keep no more of what was made in memory than there is room for; what was made first goes first."""
        made = {key: task for key, task in self._made.items() if task.done() and not task.cancelled()}
        sizes = {key: len(task.result()) for key, task in made.items() if task.exception() is None}
        size = sum(sizes.values())
        for key, each in sizes.items():
            if size <= _MADE_CAPACITY:
                break
            size -= each
            del self._made[key]

    async def _make(
        self, task: str, arguments: dict[str, object], named: Mapping[str, object], *, lasting: bool, waited: bool
    ) -> bytes:
        if lasting and (known := await asyncio.to_thread(self._beside.get, task, named)) is not None:
            return known
        with self._complaining(task, arguments):
            kind: RequestKind = "job" if waited else "background"
            done = await self.pool.run(task, arguments, kind=kind, parent=self.forkserver)
        for part, why in done.header.get("left_out", {}).items():
            _LOG.warning("%s goes without %s: %s", task, part, why)
        if lasting and done.header["state"] == self.version:
            await asyncio.to_thread(self._beside.put, task, named, done.body)
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
    def has_files(self) -> bool:
        """Tell whether what is made can be written to files: beside an index."""
        return self._beside.writable

    def tag(self, task: str, arguments: dict[str, object]) -> str:
        """Tell what a worker makes from what others make, and from what it makes of other data."""
        return self._beside.name(task, arguments)

    async def file(self, task: str, arguments: dict[str, object]) -> BinaryIO:
        """Have a worker write a file beside the index, once for this state of the graph, and for all starts."""
        name = self.tag(task, arguments)
        for _ in range(3):  # what was there a moment ago may have been taken away
            if path := self._beside.file(task, arguments):
                with contextlib.suppress(FileNotFoundError):
                    return path.open("rb")
            if name not in self._written:
                self._written[name] = asyncio.create_task(self._write(task, arguments))
                self._written[name].add_done_callback(lambda _: self._written.pop(name))
            await asyncio.shield(self._written[name])
        raise overloaded(_UNWRITTEN, _WAIT)

    async def _write(self, task: str, arguments: dict[str, object]) -> None:
        folder = ""
        try:
            with self._complaining(task, arguments), self._beside.making(task, arguments) as path:
                folder = str(path.parent)
                given = {**arguments, "to": str(path)}
                done = await self.pool.run(task, given, kind="job", parent=self.forkserver)
                if done.header["state"] != self.version:
                    raise overloaded(problem("other data were loaded"), 1)
        except OutputError as error:
            if str(error.value).startswith(folder):
                raise overloaded(_UNWRITTEN, _WAIT) from error
            raise

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
            pickled = await self.made(task, lasting=True, waited=waited)
            async with self._reading:  # of several who wait one reads it
                if task not in self.kept:
                    # A worker of our own has written it; of a large graph it takes a while: others are answered.
                    self.kept[task] = await asyncio.to_thread(pickle.loads, pickled)
                    # It stays, and is not looked through again and again: all would wait for the collector.
                    gc.freeze()
                    self._made.pop((task, json.dumps({})), None)
        return self.kept[task]

    async def explorer(
        self, things: Sequence[str], around: str = "", *, lasting: bool = False, waited: bool = True
    ) -> bytes:
        """Have the explorer's page made; an HTML document."""
        if not things:
            return await self.made("explorer", lasting=lasting, waited=waited, things=[])
        directory = await self.directory()
        outlines = await asyncio.to_thread(self._outlines, directory)
        counts = {name: directory.entries[name].counts for name in things}
        whole = {"things": len(directory.entries), "around": around, "counts": counts}
        told = {"things": things, "whole": whole, **outlines}
        # Of those around a thing there are as many as things: few last, and none stays in memory.
        named = {"around": around} if around else None
        lasting |= around in directory.central
        return await self.made("explorer", lasting=lasting, waited=waited, kept=not around, named=named, **told)

    async def around(
        self, name: str, things: Callable[[], Coroutine[None, None, Sequence[str]]], *, waited: bool = True
    ) -> bytes:
        """Have the explorer's page around a thing made, or read the one that was made beforehand; an HTML document."""
        if name in (await self.directory()).central:
            known = await asyncio.to_thread(self._beside.get, "explorer", {"around": name})
            if known is not None:
                return known
        return await self.explorer(await things(), name, waited=waited)

    def _outlines(self, directory: Directory) -> dict[str, str]:
        """Write the order of all documents for a worker: beside the index, where it is there for all."""

        def written() -> str:
            return outlines_written(directory.outlines.values())

        path = self._beside.file("outlines", {})
        if not path and self._beside.writable and "outlines" not in self.kept:
            self._beside.put("outlines", {}, written().encode())
            path = self._beside.file("outlines", {})
        return {"file": str(path)} if path else {"outlines": self.keep("outlines", written)}

    async def atlas(self) -> Atlas:
        """Give everything that people are told of the graph, as one value, for whoever goes through all of it."""
        return cast("Atlas", await self.told("atlas"))

    def begin(self, name: object, make: Callable[[], Coroutine[None, None, object]]) -> None:
        """Have something made in the background, once for this state of the graph."""

        async def kept() -> None:
            with contextlib.suppress(YdkgError):
                self.kept[name] = await make()
            self._begun.pop(name, None)

        if name not in self._begun:
            self._begun[name] = asyncio.create_task(kept())

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
            if self._beside:
                await asyncio.to_thread(self._warm, directory)
            for each in chain(self._waited_for(directory), self._added(directory) if whole else ()):
                with contextlib.suppress(YdkgError):
                    await each
        self.prepared |= whole

    def _waited_for(self, directory: Directory) -> Iterator[Coroutine[None, None, object]]:
        """Give what pages wait for, each when the one before it was waited for."""
        things = directory.overview
        yield self.made("figure", lasting=True, waited=False, things=things)
        yield self.explorer(things, lasting=True, waited=False)
        yield self.told("uses", waited=False)

    def _added(self, directory: Directory) -> Iterator[Coroutine[None, None, object]]:
        """Give what pages can do without, likewise: links to questions, and what is answered as well when asked."""
        for task in ("onward", *(["atlas"] if self.settings.mcp else [])):
            yield self.told(task, waited=False)
        if directory.is_large and self._beside:
            for asked in catalogue.questions():
                if None not in [each.default for each in fitted(self.table, asked).parameters]:
                    yield self.made("first_page", lasting=True, waited=False, kept=False, name=asked.name, lang="en")
            for each in _AFTERWARDS:
                yield from each(self, directory)

    async def answered(self, name: str, lang: str) -> Done | None:
        """Look up a question's answer by its defaults, for its first page."""
        known = await asyncio.to_thread(self._beside.get, "first_page", {"name": name, "lang": lang})
        return Done(*pickle.loads(known)) if known else None  # noqa: S301 - a worker of our own has written it

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


def afterwards(each: Lister) -> Lister:
    """Have things made of a large graph with an index after all that pages wait for, and kept beside that; the same."""
    _AFTERWARDS.append(each)
    return each


def site_of(request: Request) -> Site:
    """Give the site that a request is answered from: the same as long as that takes, whatever is loaded meanwhile."""
    return cast("Site", request.scope.get("ydkg.site") or request.app.state.site)
