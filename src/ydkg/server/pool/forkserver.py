"""The fork server: a process that holds the graph, forks workers when told to, and ends and reaps them.

It is the workers' parent, so that the process it ends is always the one that was meant, and reaps what those leave
behind, too. It computes nothing, but once what pages have in common, and has one thread, so that it may fork at any
time. It ends, and all workers with it, when the main process is gone. A worker answers one request after the other,
until it is ended. Its bounds are the kernel's, so that no query can talk its way past them.
"""

from __future__ import annotations

import contextlib
import gc
import math
import os
import pickle
import resource
import select
import signal
import socket
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode

from ydkg.errors import YdkgError
from ydkg.graph.schema import shipped_schema
from ydkg.graph.store import folder_of, reopened
from ydkg.server.dataset import open_dataset, version_of
from ydkg.server.limit import too_large
from ydkg.server.making import prepare
from ydkg.server.pool import fault
from ydkg.server.pool.process import adopt_orphans, become, exit_after, pickled
from ydkg.server.pool.transport import COULD_NOT_BEGIN, ORDER, PIECE, Header, pack, take
from ydkg.server.sparql import answering
from ydkg.server.tasks import TASKS, Context, perform

if TYPE_CHECKING:
    from typing import NoReturn

    from ydkg.server.settings import Settings

#: Seconds without an order after which nobody waits for the first workers any more, once there are any.
_IDLE = 0.5
#: How much nicer than the server a process is that does its own work, and one that has a long query. What it is owed
#: beside others it takes in whole ticks of the kernel, mostly 4 ms, for which a look-up waits: 15 is owed a third.
_NICE, _NICE_LONG = 10, 15
#: Tasks that are done for strangers, so within bounds.
_ASKED = ("query", "question")
#: Seconds of computing beyond the time limit after which the kernel ends a worker by itself.
_CPU_MARGIN = 2
#: A worker whose memory has grown by more than this answers and makes room for a fresh one, which costs a millisecond.
_GROWN = 48 * 1024 * 1024
#: Errors after which nobody knows in what state a worker is.
_UNFIT = frozenset(("MemoryLimitError", "WorkerError"))
#: Blank nodes of 16 random bytes after which the engine's generator, copied by the fork, takes a new seed (64 KiB).
_DRAWS = 4200


def start_forkserver(settings: Settings, context: Context | None = None) -> tuple[int, socket.socket]:
    """Start a fork server; the process, and the main process's end of the socket to it."""
    ours, theirs = socket.socketpair()
    with theirs:
        if context is None:
            return _spawn(settings, theirs.fileno()), ours
        _prepare()
        sys.stdout.flush()
        sys.stderr.flush()
        process = os.fork()
        # Here and there, as nobody knows who comes first.
        os.setpgid(process, process)
        if process == 0:
            exit_after(lambda: _ForkServer(theirs.fileno(), context).run())
    gc.unfreeze()
    return process, ours


def _spawn(settings: Settings, descriptor: int) -> int:
    with pickled(settings) as told:
        return os.posix_spawn(
            sys.executable,
            [sys.executable, "-c", "from ydkg.server.pool.forkserver import exit_after, _main; exit_after(_main)"],
            {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            file_actions=[(os.POSIX_SPAWN_DUP2, told.fileno(), 0), (os.POSIX_SPAWN_DUP2, descriptor, 3)],
            setpgroup=0,
        )


def _main() -> None:
    """Be a fork server that was started as a program: the standard input tells what to load, 3 is the socket."""
    _ignore_stops()
    settings: Settings = pickle.load(sys.stdin.buffer)  # noqa: S301 - it comes from the process that started this one
    try:
        context = Context(open_dataset(settings), settings)
    except YdkgError as error:
        socket.socket(fileno=3).sendall(pack({"is": "failed", **fault.as_header(error, settings)}))
        return
    _prepare()
    _ForkServer(3, context).run()


def _prepare() -> None:
    """Import what strangers' questions need, for a worker can open no file; and keep the collector from copying.

    It writes to every object of the memory that all share.
    """
    for task in _ASKED:
        import_module(TASKS[task].partition(":")[0])
    answering.catalogue()
    # What an unknown or ambiguous name takes: spellings that are alike, and the ontology's classes.
    import_module("difflib")
    shipped_schema()
    gc.collect()
    gc.freeze()


class _ForkServer:
    """One fork server, in its own process."""

    def __init__(self, descriptor: int, context: Context) -> None:
        self.context = context
        self.process = os.getpid()
        self.children: dict[int, int] = {}  # number of a worker -> its process
        _ignore_stops()
        become("ydkg-forkserver")
        adopt_orphans()
        self.link = socket.socket(fileno=_keep_only(descriptor, complain=True))
        self.child_ended, wakeup = os.pipe()
        os.set_blocking(wakeup, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wakeup, warn_on_full_buffer=False)
        gc.disable()

    def run(self) -> None:
        """Do as told until the main process is gone, then end all children."""
        with contextlib.suppress(OSError):
            self._tell("ready")
            self._serve()
        for process in self.children.values():
            os.kill(process, signal.SIGKILL)
        for process in self.children.values():
            os.waitpid(process, 0)

    def _serve(self) -> None:
        # Of a graph with an index there are as many pages that a process makes as things.
        serving, prepared = False, folder_of(self.context.store) is None
        while True:
            patience = _IDLE if serving and not prepared else None
            ready = select.select([self.link.fileno(), self.child_ended], [], [], patience)[0]
            if not ready:
                # What is missing for them is told who asks for one.
                with contextlib.suppress(ImportError, YdkgError):
                    prepare()
                gc.collect()
                gc.freeze()
                prepared = True
            if self.child_ended in ready:
                os.read(self.child_ended, 4096)
                self._reap()
            if self.link.fileno() in ready:
                order, descriptors, _, _ = socket.recv_fds(self.link, ORDER.size, 1)
                if not order:
                    return
                action, number = ORDER.unpack(order)
                if action in {b"f", b"j"}:
                    self._fork(number, descriptors[0], job=action == b"j")
                    serving |= action == b"f"
                elif number in self.children:
                    self._act(action, self.children[number])

    def _act(self, action: bytes, process: int) -> None:
        # The process may be dead but is not reaped, so its number is still its own.
        if action == b"k":
            os.kill(process, signal.SIGKILL)
        else:
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, process, os.getpriority(os.PRIO_PROCESS, 0) + _NICE_LONG)

    def _fork(self, number: int, descriptor: int, *, job: bool) -> None:
        try:
            process = os.fork()
        except OSError:
            self._tell("exited", number=number, code=COULD_NOT_BEGIN)
        else:
            if process == 0:
                exit_after(lambda: _work(self.context, descriptor, self.process, job=job))
            self.children[number] = process
            self._tell("forked", number=number, process=process)
        finally:
            os.close(descriptor)

    def _reap(self) -> None:
        numbers = {process: number for number, process in self.children.items()}
        with contextlib.suppress(ChildProcessError):
            while (ended := os.waitpid(-1, os.WNOHANG))[0]:
                # One that has no number was left behind by a worker.
                if number := numbers.get(ended[0]):
                    del self.children[number]
                    self._tell("exited", number=number, code=os.waitstatus_to_exitcode(ended[1]))

    def _tell(self, event: str, **facts: int) -> None:
        self.link.sendall(pack({"is": event, **facts}))


def _ignore_stops() -> None:
    """Leave stopping to the main process: a terminal or a service manager sends its signals to the whole group."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


def _keep_only(descriptor: int, *, complain: bool = False) -> int:
    """Close every file but one, which gets the number 3, and the standard ones, which lead nowhere from now on.

    Where it may complain the standard error output stays as it is.
    """
    kept = 3
    if descriptor != kept:
        os.dup2(descriptor, kept)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1) if complain else (0, 1, 2):
        os.dup2(nowhere, standard)
    os.closerange(kept + 1, resource.getrlimit(resource.RLIMIT_NOFILE)[0])
    return kept


def _work(context: Context, descriptor: int, parent: int, *, job: bool) -> NoReturn:
    """Be a worker: for one request only of the server itself, or until the fork server ends it, or ends."""
    become("ydkg-job" if job else "ydkg-worker", parent)
    if not job:  # which ends soon, and to look for garbage would be a tenth of its work
        gc.enable()
    # All workers would draw the same UUID() and RAND(): they share the generator's state until it is seeded anew.
    for _ in range(_DRAWS):
        BlankNode()
    link = socket.socket(fileno=_keep_only(descriptor))
    # The fork server's own stays in its frames, as this process would close files of the other with it.
    store, folder = reopened(context.store), folder_of(context.store)
    files = len(list(folder.glob("*.sst"))) if folder else 0
    context = Context(store, context.settings.of_jobs() if job else context.settings)
    # The engine's pages are mapped now and not while the first caller waits.
    bool(store.query("ASK { ?s ?p ?o }"))
    _limit_memory(context.settings.memory_limit)
    if job:
        os.nice(_NICE)
    else:
        # Last, as what is before opens files of the kernel's. Those that the engine opens later have numbers above.
        open_now = 1 + max(int(each.name) for each in Path("/proc/self/fd").iterdir()) if files else link.fileno() + 1
        resource.setrlimit(resource.RLIMIT_NOFILE, (open_now + files, open_now + files))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    most = _peak_memory() + _GROWN
    received = bytearray()
    # Linux wakes who waits in `recv` when the last answer is taken; that costs its turn, so that the next request waits
    # for a long query's. Who waits in `select` sleeps on.
    with contextlib.suppress(OSError):  # where the other end is closed
        while select.select([link], [], []) and (piece := link.recv(PIECE)):
            received += piece
            if (request := take(received)) is None:
                continue
            header, body = _answer(context, request[0])
            last = job or header.get("error") in _UNFIT or _peak_memory() > most
            link.sendall(pack({**header, "last": last}, body))
            if last:
                break
    os._exit(0)


def _answer(context: Context, request: Header) -> tuple[dict[str, object], bytes]:
    """Do what is asked, whatever comes of it."""
    settings = context.settings
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = math.ceil(used.ru_utime + used.ru_stime + settings.time_limit) + _CPU_MARGIN
    with contextlib.suppress(OSError, ValueError):
        # Should nobody else end it.
        resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))
    try:
        header, body = perform(context, request["task"], request["arguments"])
        if settings.jobs:
            # Of which data it tells: it may have waited until others were loaded.
            header = {**header, "state": version_of(settings)}
        elif len(body) > settings.result_limit:
            raise too_large(settings.result_limit)  # noqa: TRY301 - it is told as all others are
    except BaseException as error:  # noqa: BLE001 - the caller is told of it; the engine's panics are no Exception
        return fault.as_header(error, settings), b""
    return {"ok": header}, body


def _limit_memory(more: int) -> None:
    """Bound what this process may take, leave no core file, and be the first to go when the machine runs short."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("500", encoding="ascii")
    if sys.platform == "linux":
        # Elsewhere the kernel does not keep to it.
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        total = pages * resource.getpagesize() + more
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        total = total if hard == resource.RLIM_INFINITY else min(total, hard)
        resource.setrlimit(resource.RLIMIT_AS, (total, total))


def _peak_memory() -> int:
    """Measure the most memory that this process has had, in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
