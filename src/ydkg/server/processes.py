"""Several processes that answer the same sockets, and their parent, which starts, replaces and ends them.

Each is a whole server with its share of the bounds. The parent has the graph, so that those that it forks share its
memory, and answers nothing. New data are loaded by the first process, as by a server of one. What that serves then, the
parent has the others replaced by, one after another: each makes what first visitors would wait for before it takes a
connection, and only then the one before it is told to end.
"""

from __future__ import annotations

import asyncio
import gc
import os
import pickle
import select
import signal
import socket
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ydkg.errors import YdkgError
from ydkg.graph.store import close_store
from ydkg.server.figures import SharedFigures
from ydkg.server.pool.process import become, exit_after, pickled

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import IO

    from pyoxigraph import Store
    from starlette.applications import Starlette

    from ydkg.graph.sources import Source
    from ydkg.server.figures import Figures
    from ydkg.server.log import Log
    from ydkg.server.settings import Settings
    from ydkg.server.site import Site

    #: A graph and the texts of documents.
    Loaded = tuple[Store, tuple[Source, ...]]

#: What a process tells its parent: that it answers, and that it serves other data, whose settings come in a file.
_READY, _OTHER_DATA = b"r", b"o"
#: Seconds from one look at a process's figures to the next.
_BEAT = 0.25
#: Seconds until a process is started again that has ended: the first of them, and the last; and how long one lives that
#: is none of those which end again and again.
_AGAIN, _AGAIN_AT_MOST, _SOUND = 0.1, 10.0, 10.0
#: Signals that the parent hears.
_HEARD = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD)


class Member:
    """One of the processes, as it sees itself."""

    def __init__(self, link: socket.socket, table: SharedFigures, row: int, *, late: bool, replacing: bool) -> None:
        self._link, self._table, self._row = link, table, row
        self._late, self._replacing = late, replacing
        #: What was counted by those that had the row before.
        self._before = table.read(row)

    async def prepare(self, app: Starlette) -> None:
        """Have made what visitors would wait for, as long as others answer them, or the most of it."""
        site: Site = app.state.site
        with suppress(YdkgError):
            if self._replacing:
                await site.prepare(whole=False)
            elif self._late:
                await site.lookup()
        self._tell(app)

    def notify(self, state: str) -> None:
        """Tell the parent how it stands, as a service manager is told."""
        if state == "READY=1":
            self._link.sendall(_READY)

    def whole(self, own: Figures) -> Figures:
        """Give the figures of all processes."""
        mine = own.plus([self._before])
        # What is told once stays counted, also where this process is killed in the next moment.
        self._table.write(self._row, mine)
        whole = mine.plus(self._table.others(self._row))
        missed = whole.status == "ok" and not self._table.complete()
        return whole._replace(status="a process is missing") if missed else whole

    async def live(self, app: Starlette) -> None:
        """Keep the parent and the other processes told of this one, until cancelled or without a parent."""
        loop = asyncio.get_running_loop()

        def be_orphan() -> None:
            loop.remove_reader(self._link)
            os.kill(os.getpid(), signal.SIGTERM)

        loop.add_reader(self._link, be_orphan)
        settings: Settings = app.state.site.settings
        not_before = 0.0
        try:
            while True:
                await asyncio.sleep(_BEAT)
                now: Settings = app.state.site.settings
                if (now.data, now.digests) != (settings.data, settings.digests) and loop.time() >= not_before:
                    try:
                        await asyncio.to_thread(self._hand_over, now)
                        settings = now
                    except Exception as error:  # noqa: BLE001 - figures go on
                        app.state.log.event("handover_failed", message=_later(error))
                        not_before = loop.time() + _AGAIN_AT_MOST
                self._tell(app)
        finally:
            self._tell(app)

    def _tell(self, app: Starlette) -> None:
        """Tell the other processes how this one is."""
        from ydkg.server.pages.health import figures_of  # noqa: PLC0415 - it loads all that pages need

        self._table.write(self._row, figures_of(app).plus([self._before]))

    def _hand_over(self, settings: Settings) -> None:
        """Give the parent the data that are served now, as they were read."""
        with pickled((settings.data, settings.contents, settings.digests)) as told:
            socket.send_fds(self._link, [_OTHER_DATA], [told.fileno()])


def _later(error: Exception) -> str:
    """Say what is wrong, and when it is tried again."""
    reason = str(error) if isinstance(error, YdkgError | OSError) else repr(error)
    return f"{' '.join(reason.split())}; tried again in {_AGAIN_AT_MOST:g} s"


@dataclass(eq=False)
class _Process:
    """One of the processes, as the parent sees it: its place among them, its row of figures, and what it serves."""

    place: int
    row: int
    number: int
    link: socket.socket
    settings: Settings
    born: float
    ready: bool = False
    leaving: bool = False


class Processes:
    """The processes, in their parent, which must have one thread."""

    def __init__(
        self,
        settings: Settings,
        listeners: list[socket.socket],
        log: Log,
        *,
        load: Callable[[Settings], Loaded],
        run: Callable[[Settings, Loaded, Member], None],
        on_ready: Callable[[], None],
        on_stop: Callable[[], None],
    ) -> None:
        self._settings, self._loaded = settings, load(settings)
        self._listeners, self._log = listeners, log
        self._load, self._run, self._on_ready, self._on_stop = load, run, on_ready, on_stop
        self._table = SharedFigures(settings.processes)
        self._alive: dict[int, _Process] = {}
        #: Who serves other data, and a file with their settings, until all do; and when they are to be loaded.
        self._offered: tuple[_Process, IO[bytes]] | None = None
        self._renew_at = 0.0
        self._begun = self._stopping = self._asked = False
        self._code = 0
        self._pauses = [0.0] * settings.processes
        self._not_before = [0.0] * settings.processes

    def live(self) -> int:
        """Keep them running until told to stop."""
        self._signals, self._signalled = socket.socketpair()
        os.set_blocking(self._signalled.fileno(), False)
        signal.set_wakeup_fd(self._signalled.fileno(), warn_on_full_buffer=False)
        for heard in _HEARD:
            signal.signal(heard, lambda *_: None)
        # What is here is not looked through by those that are forked, which would copy it.
        gc.freeze()
        while not self._stopping or self._alive:
            self._mend()
            now = time.monotonic()
            moments = filter(None, (*self._not_before, self._renew_at))
            patience = min((max(moment - now, _AGAIN) for moment in moments), default=None)
            # Of an index so many files may be open that `select` takes none that is opened after them.
            poll = select.poll()
            for link in (self._signals, *(process.link for process in self._alive.values())):
                poll.register(link, select.POLLIN)
            ready = {descriptor for descriptor, _ in poll.poll(None if patience is None else patience * 1000)}
            numbers = self._signals.recv(4096) if self._signals.fileno() in ready else b""
            # What was told before a signal came counts: who answers is let end what it does, and was no failed start.
            for process in self._alive.values():
                self._hear(process)
            self._begin()
            for number in numbers:
                self._heed(number)
        return self._code

    # What happens

    def _heed(self, number: int) -> None:
        match number:
            case signal.SIGCHLD:
                self._reap()
            case signal.SIGHUP:
                self._asked = True
            case _:
                self._stop(number)

    def _hear(self, process: _Process) -> None:
        """Take what a process tells, if it does."""
        with suppress(ConnectionError, BlockingIOError):
            told, files, _, _ = socket.recv_fds(process.link, 64, 8)
            process.ready |= _READY in told
            if _OTHER_DATA in told and not files:
                self._log.event("handover_failed", message="no file can be opened any more")
            for file in files:
                self._offered = process, open(file, "rb")  # noqa: PTH123, SIM115 - it has no name; until it is loaded
                self._renew_at = time.monotonic()

    def _renew(self, process: _Process, given: IO[bytes]) -> None:
        """Have what a process serves served by all, and by those that are started in the place of others."""
        try:
            given.seek(0)
            data, contents, digests = pickle.load(given)  # noqa: S301 - a process of ours has written it
            settings = self._settings._replace(data=data, contents=contents, digests=digests)
            former, self._loaded = self._loaded, self._load(settings)
        except Exception as error:  # noqa: BLE001 - what is served goes on, and all go with this process
            self._log.event("handover_failed", message=_later(error))
            self._renew_at = time.monotonic() + _AGAIN_AT_MOST
            return
        # Those that still read it hold it themselves.
        close_store(former[0])
        gc.freeze()
        self._settings = process.settings = settings
        given.close()
        self._offered, self._renew_at = None, 0.0

    def _reap(self) -> None:
        with suppress(ChildProcessError):
            while (ended := os.waitpid(-1, os.WNOHANG))[0]:
                # One of whom nothing is known was left behind by another.
                if process := self._alive.pop(ended[0], None):
                    self._bury(process, os.waitstatus_to_exitcode(ended[1]))

    def _bury(self, process: _Process, code: int) -> None:
        process.link.close()
        self._table.leave(process.row)
        if self._stopping:
            self._code = self._code or abs(code) * process.ready
        elif not process.leaving:
            self._log.event("process_ended", ended=process.number, code=code)
            if not self._begun:
                self._code = max(code, 1)
                self._stop(signal.SIGTERM)
            now, place = time.monotonic(), process.place
            # It alone looks for files that change, and may have been about to load them.
            self._asked |= self._settings.reload and place == 0
            pause = self._pauses[place]
            self._pauses[place] = 0 if now - process.born > _SOUND else min(max(2 * pause, _AGAIN), _AGAIN_AT_MOST)
            self._not_before[place] = now + self._pauses[place]

    def _stop(self, number: int) -> None:
        """Have all of them stop; who answers nothing yet has nothing to bring to its end."""
        first, self._stopping = not self._stopping, True
        if first:
            self._on_stop()
            for listener in self._listeners:
                listener.close()
        for process in self._alive.values():
            # Who leaves was told so.
            if not (process.leaving and first):
                os.kill(process.number, number if process.ready else signal.SIGKILL)

    # What is to be done

    def _begin(self) -> None:
        """Say, the first time that all answer, that they do."""
        answering = sum(process.ready for process in self._alive.values())
        if answering == self._settings.processes and not (self._begun or self._stopping):
            self._begun = True
            self._on_ready()

    def _mend(self) -> None:
        """Start those that are missing, and one in the place of another that serves former data; end that when it can.

        The first is told to load new data, as it would be if it were the only one.
        """
        if self._stopping:
            return
        if self._offered and time.monotonic() >= self._renew_at:
            self._renew(*self._offered)
        here = [process for process in self._alive.values() if not process.leaving]
        for place in range(self._settings.processes):
            match [process for process in here if process.place == place]:
                case []:
                    self._start(place)
                case [old, new] if new.ready:
                    old.leaving = True
                    os.kill(old.number, signal.SIGTERM)
                    here.remove(old)
        former = next((each for each in here if each.settings is not self._settings), None)
        if former and len(here) == self._settings.processes and all(process.ready for process in here):
            self._start(former.place)
        first = next((process for process in here if process.place == 0 and process.ready), None)
        if self._asked and first:
            self._asked = False
            os.kill(first.number, signal.SIGHUP)

    def _start(self, place: int) -> None:
        """Start a process, unless it is too early after the end of the one before it."""
        taken = {process.row for process in self._alive.values()}
        row = next((row for row in self._table.rows if row not in taken), None)
        if row is None or time.monotonic() < self._not_before[place]:
            return
        # Its thread would be missing.
        self._log.close()
        ours, theirs = socket.socketpair()
        os.set_blocking(ours.fileno(), False)
        parent = os.getpid()
        try:
            number = os.fork()
        except OSError as error:
            if not self._begun:
                raise
            # For want of memory or processes, of which there may be enough later.
            self._log.event("process_failed", message=_later(error))
            ours.close()
            theirs.close()
            self._not_before[place] = time.monotonic() + _AGAIN_AT_MOST
            return
        if number == 0:
            ours.close()
            exit_after(lambda: self._be(place, row, theirs, parent))
        with suppress(OSError):
            # Out of reach of the terminal's signals, which the parent passes on.
            os.setpgid(number, number)
        theirs.close()
        self._not_before[place] = 0.0
        self._alive[number] = _Process(place, row, number, ours, self._settings, time.monotonic())

    def _be(self, place: int, row: int, link: socket.socket, parent: int) -> None:
        """Be one of the processes."""
        become("ydkg-server", parent)
        with suppress(OSError):
            os.setpgid(0, 0)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        for process in self._alive.values():
            process.link.close()
        self._signals.close()
        self._signalled.close()
        if self._offered:
            self._offered[1].close()
        settings = self._settings.share()._replace(reload=self._settings.reload and place == 0)
        here = [process.place for process in self._alive.values() if process.ready and not process.leaving]
        member = Member(link, self._table, row, late=bool(here), replacing=place in here)
        self._run(settings, self._loaded, member)


__all__ = ["Member", "Processes"]
