"""The nursery: a process that holds the graph, forks workers when told to, and ends and buries them.

It is the workers' parent, so that the process it ends is always the one that was meant. It computes nothing and has one
thread, so that it may fork at any time. It ends, and all workers with it, when the main process is gone.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import select
import signal
import socket
import sys
from typing import TYPE_CHECKING, Any

from ydkg.errors import YdkgError
from ydkg.server.dataset import open_dataset
from ydkg.server.tasks import Held
from ydkg.server.workers import bounds, fault, wire
from ydkg.server.workers.worker import preload, work

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import NoReturn

    from ydkg.server.settings import Settings

_NICE = 10


def fork_nursery(held: Held) -> tuple[int, socket.socket]:
    """Fork a nursery off the main process, which must have one thread.

    Parameters
    ----------
    held : Held
        The graph and the settings.

    Returns
    -------
    int, socket.socket
        The process, and the main process's end of the socket to it.
    """
    ours, theirs = socket.socketpair()
    preload()
    sys.stdout.flush()
    sys.stderr.flush()
    gc.collect()
    # A collection in a child would write to every object, and so copy the memory that it shares with its parent.
    gc.freeze()
    process = os.fork()
    if process == 0:
        _forever(lambda: _Nursery(theirs.fileno(), held).nurse())
    gc.unfreeze()
    theirs.close()
    return process, ours


def spawn_nursery(settings: Settings) -> tuple[int, socket.socket]:
    """Start a nursery as a new program: for other data, or in place of one that was ended.

    Parameters
    ----------
    settings : Settings
        Tells what is to be loaded.

    Returns
    -------
    int, socket.socket
        The process, and this process's end of the socket to it.
    """
    ours, theirs = socket.socketpair()
    program = "from ydkg.server.workers.nursery import main; main()"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with theirs:
        process = os.posix_spawn(
            sys.executable,
            [sys.executable, "-c", program],
            environment,
            file_actions=[(os.POSIX_SPAWN_DUP2, theirs.fileno(), 3)],
        )
    wire.send(ours, {"do": "load"}, pickle.dumps(settings))
    return process, ours


def main() -> NoReturn:
    """Be a nursery that was started as a program: socket 3 tells what to load."""
    bounds.ignore_stops()

    def load_and_nurse() -> None:
        request = wire.receive(socket.socket(fileno=os.dup(3)))
        if request is not None:
            _load_and_nurse(3, pickle.loads(request[1]))  # noqa: S301 - it comes from the process that started this one

    _forever(load_and_nurse)


def _forever(life: Callable[[], object]) -> NoReturn:
    """Live a child's life and never return into the parent's code."""
    code = 1
    try:
        life()
        code = 0
    except BaseException:  # noqa: BLE001 - whatever it is, it must not go up into a copy of the main process
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(code)


def _load_and_nurse(descriptor: int, settings: Settings) -> None:
    """Load the graph, say how that went, and be a nursery if it went well."""
    try:
        held = Held(open_dataset(settings), settings)
    except YdkgError as error:
        link = socket.socket(fileno=descriptor)
        wire.send(link, {"is": "failed", **fault.as_header(error, settings)})
        return
    preload()
    gc.collect()
    gc.freeze()
    _Nursery(descriptor, held).nurse()


class _Nursery:
    """One nursery, in its own process.

    Parameters
    ----------
    descriptor : int
        The socket to the main process.
    held : Held
        The graph and the settings.
    """

    def __init__(self, descriptor: int, held: Held) -> None:
        self.held = held
        self.process = os.getpid()
        self.children: dict[int, int] = {}  # number of a worker -> its process
        bounds.ignore_stops()
        bounds.name_process("ydkg-nursery")
        signal.set_wakeup_fd(-1)
        self.link = socket.socket(fileno=bounds.keep_only(descriptor, complain=True))
        self.bell, self.rope = socket.socketpair()
        for end in (self.bell, self.rope):
            end.setblocking(False)  # noqa: FBT003 - its only argument
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self.rope.fileno(), warn_on_full_buffer=False)
        gc.disable()

    def nurse(self) -> None:
        """Do as told until the main process is gone, then end all children."""
        with contextlib.suppress(OSError):
            wire.send(self.link, {"is": "ready"})
            self._obey()
        for process in self.children.values():
            os.kill(process, signal.SIGKILL)
        for process in self.children.values():
            os.waitpid(process, 0)

    def _obey(self) -> None:
        poll = select.poll()
        poll.register(self.link, select.POLLIN)
        poll.register(self.bell, select.POLLIN)
        while True:
            ready = {descriptor for descriptor, _ in poll.poll()}
            if self.bell.fileno() in ready:
                with contextlib.suppress(BlockingIOError):
                    self.bell.recv(4096)
                self._bury()
            if self.link.fileno() in ready:
                order = wire.receive(self.link)
                if order is None:
                    return
                self._follow(order[0])

    def _follow(self, order: dict[str, Any]) -> None:
        number = order.get("number")
        if order["do"] == "fork":
            self._fork(order["number"], job=order["job"])
        elif number in self.children:
            # It may be dead but is not buried, so the number of its process is still its own.
            process = self.children[number]
            if order["do"] == "end":
                os.kill(process, signal.SIGKILL)
            else:
                with contextlib.suppress(OSError):
                    os.setpriority(os.PRIO_PROCESS, process, _NICE)

    def _fork(self, number: int, *, job: bool) -> None:
        theirs, ours = socket.socketpair()
        with theirs, ours:
            try:
                process = os.fork()
            except OSError:
                wire.send(self.link, {"is": "unborn", "number": number})
                return
            if process == 0:
                _forever(lambda: work(self.held, ours.fileno(), self.process, job=job))
            self.children[number] = process
            wire.send(self.link, {"is": "born", "number": number, "process": process}, b"", theirs.fileno())

    def _bury(self) -> None:
        for number, process in list(self.children.items()):
            buried, status = os.waitpid(process, os.WNOHANG)
            if buried:
                del self.children[number]
                code = os.waitstatus_to_exitcode(status)
                wire.send(self.link, {"is": "gone", "number": number, "code": code})
