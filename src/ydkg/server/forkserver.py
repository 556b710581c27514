"""The fork server: a process that holds the graph, and forks and ends workers, each of which is a socket.

What is asked goes into a worker's socket, and what is answered comes out, each after its length. Whoever closes the
other end ends the worker; when it has ended the fork server, which holds the worker's end too, writes a length of 0 and
how it ended. The fork server has one thread, so that it may fork at any time, and ends with the main process, as its
workers end with it. The bounds of a worker are the kernel's, so that no query can talk its way past them.
"""

from __future__ import annotations

import ctypes
import gc
import math
import os
import pickle
import resource
import select
import signal
import socket
import struct
import sys
import traceback
from contextlib import suppress
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, TypeVar, cast

from pyoxigraph import BlankNode

from ydkg.errors import WorkerError, YdkgError, problem
from ydkg.graph.schema import shipped_schema
from ydkg.graph.store import folder_of, reopened
from ydkg.server.dataset import open_dataset, version_of
from ydkg.server.making import prepare
from ydkg.server.settings import out_of_memory, out_of_time, too_large
from ydkg.server.sparql.answer import catalogue
from ydkg.server.tasks import TASKS, Context, perform

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import NoReturn

    from ydkg.server.settings import Settings

Made = TypeVar("Made")
#: Orders to a fork server: a worker for queries, or for one piece of the server's own work; its socket comes with it.
QUERIES, JOB = b"q", b"j"
#: What stands before a message, and what stands for one when a worker has ended: a length of 0 and its exit code.
LENGTH, END = struct.Struct(">I"), struct.Struct(">Ii")
#: Exit code of a worker that could not begin.
COULD_NOT_BEGIN = 1
#: Milliseconds without an order after which nobody waits for the first workers any more, once there are any.
_IDLE = 500
#: How much nicer than the server a worker is that does its own work.
_NICE = 10
#: Tasks that are done for strangers, so within bounds.
_ASKED = ("query", "question")
#: Seconds of computing beyond the time limit after which the kernel ends a worker by itself.
_CPU_MARGIN = 2
#: A worker whose memory has grown by more bytes answers and makes room for a fresh one, which costs a millisecond.
_GROWN = 48 * 1024 * 1024
#: Blank nodes of 16 random bytes after which the engine's generator, copied by the fork, takes a new seed (64 KiB).
_DRAWS = 4200
#: What Linux calls what a process asks for by `prctl`, and an option of the C library's allocator.
_DEATH_SIGNAL, _NAME, _SUBREAPER = 1, 15, 36
_MMAP_THRESHOLD, _LARGE = -3, 256 * 1024


def pack(value: object) -> bytes:
    """Pack a message: its length, and the value; the last byte is that of a pickle's end, and no exit code's."""
    content = pickle.dumps(value)
    return LENGTH.pack(len(content)) + content


def start_forkserver(settings: Settings, context: Context | None = None) -> tuple[int, socket.socket]:
    """Start a fork server, of this process where the graph is given; its process, and our end of the socket to it."""
    ours, theirs = socket.socketpair()
    with theirs:
        if context is None:
            return _spawn(settings, theirs.fileno()), ours
        _prepare()
        sys.stdout.flush()
        sys.stderr.flush()
        process = os.fork()
        if process == 0:
            _exit_after(partial(_serve, theirs.fileno(), context))
        with suppress(OSError):  # here and there, as nobody knows who comes first
            os.setpgid(process, process)
    gc.unfreeze()
    return process, ours


def _spawn(settings: Settings, descriptor: int) -> int:
    """Start a fork server as a program; what it is told is a nameless file, as to write into a pipe would wait."""
    file = open(os.memfd_create("settings"), "w+b") if hasattr(os, "memfd_create") else TemporaryFile()  # noqa: PTH123, SIM115 - closed below
    with file:
        pickle.dump(settings, file)
        file.seek(0)
        return os.posix_spawn(
            sys.executable,
            [sys.executable, "-c", "from ydkg.server import forkserver; forkserver.main()"],
            {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            file_actions=[(os.POSIX_SPAWN_DUP2, file.fileno(), 0), (os.POSIX_SPAWN_DUP2, descriptor, 3)],
            setpgroup=0,
        )


def main() -> NoReturn:
    """Be a fork server that was started as a program: the standard input tells what to load, 3 is the socket."""
    _ignore_stops()
    settings: Settings = pickle.load(sys.stdin.buffer)  # noqa: S301 - it comes from the process that started this one

    def run() -> None:
        try:
            context = Context(open_dataset(settings), settings)
        except YdkgError as error:
            socket.socket(fileno=3).sendall(pack(error))
            return
        _prepare()
        _serve(3, context)

    _exit_after(run)


def _prepare() -> None:
    """Import what strangers' questions need, for a worker can open no file; and keep the collector from copying.

    It writes to every object of the memory that all share.
    """
    for task in _ASKED:
        import_module(TASKS[task].partition(":")[0])
    catalogue()
    # What an unknown or ambiguous name takes: spellings that are alike, and the ontology's classes.
    import_module("difflib")
    shipped_schema()
    gc.collect()
    gc.freeze()


def _serve(descriptor: int, context: Context) -> None:
    """Fork a worker for each socket that comes, until the main process is gone; then end all."""
    os.setpgid(0, 0)
    _ignore_stops()
    _become("ydkg-forkserver")
    adopt_orphans()
    link = socket.socket(fileno=_keep_only(descriptor, complain=True))
    ended, wakeup = os.pipe()
    os.set_blocking(wakeup, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wakeup, warn_on_full_buffer=False)
    gc.disable()
    workers: dict[int, socket.socket] = {}  # process -> the end of its socket
    poll = select.poll()
    poll.register(link, select.POLLIN)
    poll.register(ended, select.POLLIN)
    link.sendall(pack(None))
    # Of a graph with an index there are as many pages that a process makes as things.
    unprepared = folder_of(context.store) is not None
    while True:
        ready = {number for number, _ in poll.poll(_IDLE if unprepared and workers else None)}
        if not ready:
            with suppress(ImportError, YdkgError):  # who asks for what is missing is told
                prepare()
            gc.collect()
            gc.freeze()
            unprepared = False
        for process, end in workers.items():
            if end.fileno() in ready:  # nobody is at the other end
                poll.unregister(end)
                os.kill(process, signal.SIGKILL)
        if ended in ready:
            os.read(ended, 4096)
            _reap(workers, poll)
        if link.fileno() in ready:
            order, descriptors = _received(link)
            if not order:
                break
            _fork(context, order, socket.socket(fileno=descriptors[0]), workers, poll)
    for process in workers:
        os.kill(process, signal.SIGKILL)
    for process in workers:
        os.waitpid(process, 0)


def _received(link: socket.socket) -> tuple[bytes, list[int]]:
    """Take an order and the socket that comes with it; nothing where the main process is gone."""
    try:
        return socket.recv_fds(link, 1, 1)[:2]
    except OSError:
        return b"", []


def _fork(
    context: Context, order: bytes, end: socket.socket, workers: dict[int, socket.socket], poll: select.poll
) -> None:
    """Fork a worker."""
    parent = os.getpid()
    try:
        process = os.fork()
    except OSError:
        _tell(end, COULD_NOT_BEGIN)
        return
    if process == 0:
        _exit_after(lambda: _work(context, end.fileno(), parent, job=order == JOB))
    workers[process] = end
    poll.register(end, 0)  # that the other end was closed is told all the same


def _reap(workers: dict[int, socket.socket], poll: select.poll) -> None:
    """Tell of each worker that has ended how; what a worker left behind is reaped too."""
    with suppress(ChildProcessError):
        while (ended := os.waitpid(-1, os.WNOHANG))[0]:
            if end := workers.pop(ended[0], None):
                with suppress(KeyError):
                    poll.unregister(end)
                _tell(end, os.waitstatus_to_exitcode(ended[1]))


def _tell(end: socket.socket, code: int) -> None:
    """Say how a worker has ended, if anybody is there to be told, and takes what it wrote before."""
    with end, suppress(OSError):
        end.send(END.pack(0, code), socket.MSG_DONTWAIT)


def _ignore_stops() -> None:
    """Leave stopping to the main process: a terminal or a service manager sends its signals to the whole group."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


def _keep_only(descriptor: int, *, complain: bool = False) -> int:
    """Close every file but one, which gets the number 3, and the standard ones, which lead nowhere from now on.

    Where it may complain the standard error output stays as it is.
    """
    if descriptor != 3:  # noqa: PLR2004 - the first that is no standard one
        os.dup2(descriptor, 3)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1) if complain else (0, 1, 2):
        os.dup2(nowhere, standard)
    os.closerange(4, resource.getrlimit(resource.RLIMIT_NOFILE)[0])
    return 3


# What a worker does


def _work(context: Context, descriptor: int, parent: int, *, job: bool) -> None:
    """Be a worker: for one request only of the server itself, or until the fork server ends it, or ends."""
    _become("ydkg-job" if job else "ydkg-worker", parent)
    # All workers would draw the same UUID() and RAND(): they share the generator's state until it is seeded anew.
    for _ in range(_DRAWS):
        BlankNode()
    link = socket.socket(fileno=_keep_only(descriptor))
    # The fork server's own stays in its frames, as this process would close files of the other with it.
    store, folder = reopened(context.store), folder_of(context.store)
    context = Context(store, context.settings.of_jobs() if job else context.settings)
    # The engine's pages are mapped now and not while the first caller waits.
    bool(store.query("ASK { ?s ?p ?o }"))
    _limit_memory(context.settings.memory_limit)
    if job:  # it ends soon, and to look for garbage would be a tenth of its work
        os.nice(_NICE)
    else:
        gc.enable()
        # Last, as what is before opens files of the kernel's. Those that the engine opens later have numbers above.
        files = len(list(folder.glob("*.sst"))) if folder else 0
        open_now = 1 + max(int(each.name) for each in Path("/proc/self/fd").iterdir()) if files else link.fileno() + 1
        resource.setrlimit(resource.RLIMIT_NOFILE, (open_now + files, open_now + files))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    most, last = _peak_memory() + _GROWN, False
    # Linux wakes who waits in `recv` when the last answer is taken; that costs its turn, so that the next request waits
    # for a long query's. Who waits in `select` sleeps on.
    with suppress(OSError):  # where the other end is closed
        link.sendall(pack(os.getpid()))
        while not last and select.select([link], [], []) and (length := link.recv(LENGTH.size, socket.MSG_WAITALL)):
            task, arguments = pickle.loads(link.recv(LENGTH.unpack(length)[0], socket.MSG_WAITALL))  # noqa: S301 - of our main process
            answer, fit = _answer(context, task, arguments)
            last = job or not fit or _peak_memory() > most
            link.sendall(pack((*answer, last)))


def _answer(
    context: Context, task: str, arguments: dict[str, object]
) -> tuple[tuple[YdkgError | None, dict[str, object] | str, bytes], bool]:
    """Do what is asked; an error or None, a header (or the trace of a fault), a body; and whether it may go on."""
    settings = context.settings
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = math.ceil(used.ru_utime + used.ru_stime + settings.time_limit) + _CPU_MARGIN
    with suppress(OSError, ValueError):  # should nobody else end it
        resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))
    try:
        header, body = perform(context, task, arguments)
        if settings.jobs:
            # Of which data it tells: it may have waited until others were loaded.
            header = {**header, "state": version_of(settings)}
        elif len(body) > settings.result_limit:
            raise too_large(settings.result_limit)  # noqa: TRY301 - it is told as all others are
    except BaseException as fault:  # noqa: BLE001 - the caller is told of it; the engine's panics are no Exception
        error = told(fault, settings)
        trace = "" if isinstance(fault, YdkgError | MemoryError) else "".join(traceback.format_exception(fault))
        # After the others nobody knows in what state a worker is.
        return (error, trace, b""), isinstance(fault, YdkgError)
    return (None, header, body), True


def told(fault: BaseException, settings: Settings) -> YdkgError:
    """Make of what went wrong an error that can be sent."""
    if isinstance(fault, YdkgError):
        if not isinstance(fault.value, str | int | float | None):
            fault.value = str(fault.value)
        return fault
    if isinstance(fault, MemoryError):
        return out_of_memory(settings)
    line = f"worker: failed at the task: {type(fault).__name__}: {' '.join(str(fault).split())}"
    return WorkerError(line)


def of_exit(code: int | None, settings: Settings) -> YdkgError | None:
    """Say why a worker ended in the midst of a request; None where it was ended from outside."""
    if code == -signal.SIGABRT:
        # So the engine ends its process when it is refused memory.
        return out_of_memory(settings)
    if code == -signal.SIGXCPU:
        return out_of_time(settings)
    if code in {-signal.SIGSEGV, -signal.SIGBUS, -signal.SIGILL}:
        said = problem("the engine broke down over it, which nesting does; make it simpler")
        return WorkerError(said, code, where="query")
    return None


def again_and_again(code: int | None) -> WorkerError:
    """Say that workers were ended from outside too often."""
    return WorkerError(problem("worker: was ended from outside again and again; look into the system's log"), code)


def _limit_memory(more: int) -> None:
    """Bound what this process may take, leave no core file, and be the first to go when the machine runs short."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("500", encoding="ascii")
    if sys.platform == "linux":
        # Elsewhere the kernel does not keep to it.
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        total = pages * resource.getpagesize() + more
        total = total if hard == resource.RLIM_INFINITY else min(total, hard)
        resource.setrlimit(resource.RLIMIT_AS, (total, total))


def _peak_memory() -> int:
    """Measure the most memory that this process has had, in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def made_apart(make: Callable[[], Made], settings: Settings) -> Made:
    """Have a piece of a job made by a child of this process, so that what is too dear costs nothing but itself."""
    ours, theirs = socket.socketpair()
    parent = os.getpid()

    def work() -> None:
        _become("ydkg-job", parent)
        try:
            content = pickle.dumps((None, make()))
        except BaseException as fault:  # noqa: BLE001 - the parent is told of it; the engine's panics are no Exception
            content = pickle.dumps((told(fault, settings), None))
        theirs.sendall(content)

    with ours:
        child = os.fork()
        if child == 0:
            _exit_after(work)
        theirs.close()
        in_time = select.select([ours], [], [], settings.time_limit)[0]
        if not in_time:
            os.kill(child, signal.SIGKILL)
        content = b"".join(iter(lambda: ours.recv(64 * 1024), b""))
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if not in_time:
        raise out_of_time(settings)
    if code:
        raise of_exit(code, settings) or again_and_again(code)
    error, made = pickle.loads(content)  # noqa: S301 - a process of our own has written it
    if error is not None:
        raise error
    return cast("Made", made)


# What a process asks of the system beyond Python's own library


def _exit_after(run: Callable[[], object]) -> NoReturn:
    """Run a child process and never return into the parent's code."""
    code = COULD_NOT_BEGIN
    try:
        run()
        code = 0
    except BaseException:  # noqa: BLE001 - whatever it is, it must not go up into a copy of the main process
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(code)


def _become(name: str, parent: int | None = None) -> None:
    """Be another process than the one that was copied: with signals, and on Linux with a name, of one's own."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    _prctl(_NAME, ctypes.c_char_p(name.encode()))
    if parent is not None:
        _prctl(_DEATH_SIGNAL, ctypes.c_ulong(signal.SIGKILL))
        if os.getppid() != parent:
            # It went before the kernel was told.
            os._exit(1)


def adopt_orphans() -> None:
    """Make this process the parent of what its children leave behind; on other systems than Linux do nothing."""
    _prctl(_SUBREAPER, ctypes.c_ulong(1))


def return_large_blocks() -> None:
    """Have the memory of every large block given back to the system when it is freed.

    Once such a block was freed, the C library takes the next ones from where the small ones are, and what lies between
    those it never gives back. On other systems than Linux do nothing.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            _library().mallopt(_MMAP_THRESHOLD, _LARGE)


def _prctl(option: int, argument: ctypes.c_char_p | ctypes.c_ulong) -> None:
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            _library().prctl(option, argument, 0, 0, 0)


@cache
def _library() -> ctypes.CDLL:
    """Find the C library: once, as that takes longer than a fork."""
    return ctypes.CDLL(None)
