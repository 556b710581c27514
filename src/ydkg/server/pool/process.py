"""Processes: what each begins with, and what it asks of the system beyond Python's own library."""

from __future__ import annotations

import ctypes
import os
import pickle
import select
import signal
import sys
from contextlib import suppress
from functools import cache
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, TypeVar, cast

from ydkg.server.pool import fault

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import IO, NoReturn

    from ydkg.server.settings import Settings

Made = TypeVar("Made")

_SET_DEATH_SIGNAL, _SET_NAME, _SET_SUBREAPER = 1, 15, 36
#: An option of the C library's allocator, and the bytes from which a block is large.
_MMAP_THRESHOLD, _LARGE = -3, 256 * 1024


def exit_after(run: Callable[[], object]) -> NoReturn:
    """Run a child process and never return into the parent's code."""
    code = 1
    try:
        run()
        code = 0
    except BaseException:  # noqa: BLE001 - whatever it is, it must not go up into a copy of the main process
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(code)


def made_apart(make: Callable[[], Made], settings: Settings) -> Made:
    """Have a piece of a task made by a child of this process, so that what is too dear costs nothing but itself."""
    reading, writing = os.pipe()
    parent = os.getpid()

    def tell() -> None:
        become("ydkg-job", parent)
        try:
            told = pickle.dumps({"made": make()})
        except BaseException as error:  # noqa: BLE001 - the parent is told of it; the engine's panics are no Exception
            told = pickle.dumps(fault.as_header(error, settings))
        with os.fdopen(writing, "wb") as file:
            file.write(told)

    child = os.fork()
    if child == 0:
        exit_after(tell)
    os.close(writing)
    with os.fdopen(reading, "rb") as file:
        poll = select.poll()
        poll.register(file, select.POLLIN)
        in_time = poll.poll(settings.time_limit * 1000)
        if not in_time:
            os.kill(child, signal.SIGKILL)
        content = file.read()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if ended := fault.of_exit(code, settings, last=code != 0):
        raise ended if in_time else fault.out_of_time(settings)
    said = pickle.loads(content)  # noqa: S301 - a process of our own has written it
    if "error" in said:
        raise fault.as_error(said)
    return cast("Made", said["made"])


def become(name: str, parent: int | None = None) -> None:
    """Be another process than the one that was copied: with signals, and on Linux with a name, of one's own."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    _prctl(_SET_NAME, ctypes.c_char_p(name.encode()))
    if parent is not None:
        _prctl(_SET_DEATH_SIGNAL, ctypes.c_ulong(signal.SIGKILL))
        if os.getppid() != parent:
            # It went before the kernel was told.
            os._exit(1)


def adopt_orphans() -> None:
    """Make this process the parent of what its children leave behind; on other systems than Linux do nothing."""
    _prctl(_SET_SUBREAPER, ctypes.c_ulong(1))


def pickled(value: object) -> IO[bytes]:
    """Write what another process is told into a nameless file: to write into a pipe would wait until that reads."""
    file = open(os.memfd_create("pickled"), "w+b") if hasattr(os, "memfd_create") else TemporaryFile()  # noqa: PTH123, SIM115 - it is given away
    pickle.dump(value, file)
    file.seek(0)
    return file


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
