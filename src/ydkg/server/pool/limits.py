"""What a worker process may not do: its bounds are the kernel's, so that no query can talk its way past them."""

from __future__ import annotations

import contextlib
import ctypes
import math
import os
import resource
import signal
import sys
from functools import cache
from pathlib import Path

_SET_DEATH_SIGNAL, _SET_NAME, _SET_SUBREAPER = 1, 15, 36
#: An option of the C library's allocator, and the bytes from which a block is large.
_MMAP_THRESHOLD, _LARGE = -3, 256 * 1024
#: Seconds of computing beyond the time limit after which the kernel ends a worker by itself.
_CPU_MARGIN = 2


def name_process(name: str) -> None:
    """Show a name in the list of processes; on other systems than Linux do nothing.

    Parameters
    ----------
    name : str
        At most 15 ASCII characters.
    """
    _prctl(_SET_NAME, ctypes.c_char_p(name.encode()))


def die_with(parent: int) -> None:
    """Make the kernel end this process as soon as its parent is gone; on other systems than Linux do nothing.

    Parameters
    ----------
    parent : int
        The process that forked this one.
    """
    _prctl(_SET_DEATH_SIGNAL, ctypes.c_ulong(signal.SIGKILL))
    if os.getppid() != parent:
        # It went before the kernel was told.
        os._exit(1)


def adopt_orphans() -> None:
    """Make this process the parent of what its children leave behind; on other systems than Linux do nothing."""
    _prctl(_SET_SUBREAPER, ctypes.c_ulong(1))


def ignore_stops() -> None:
    """Leave stopping to the main process: a terminal or a service manager sends its signals to the whole group."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


def keep_only(descriptor: int, *, complain: bool = False) -> int:
    """Close every file but one, and the three standard ones, which lead nowhere afterwards.

    Parameters
    ----------
    descriptor : int
    complain : bool
        Whether the standard error output stays as it is.

    Returns
    -------
    int
        3, its new number.
    """
    kept = 3
    if descriptor != kept:
        os.dup2(descriptor, kept)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1) if complain else (0, 1, 2):
        os.dup2(nowhere, standard)
    os.closerange(kept + 1, resource.getrlimit(resource.RLIMIT_NOFILE)[0])
    return kept


def open_nothing(*, but: int = 0) -> None:
    """Refuse this process every further file and connection, and writing to files; what is open stays as it is.

    Parameters
    ----------
    but : int
        How many files it may yet open.
    """
    open_now = 1 + max(int(each.name) for each in Path("/proc/self/fd").iterdir()) if but else 4
    resource.setrlimit(resource.RLIMIT_NOFILE, (open_now + but, open_now + but))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def limit_memory(more: int) -> None:
    """Bound what this process may take, leave no core file, and be the first to go when the machine runs short.

    Parameters
    ----------
    more : int
        Bytes beyond what it has now.
    """
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


def limit_computing(seconds: float) -> None:
    """Let the kernel end this process after some more computing, should nobody else do it.

    Parameters
    ----------
    seconds : float
        The time limit of what is about to be done.
    """
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = math.ceil(used.ru_utime + used.ru_stime + seconds) + _CPU_MARGIN
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))


def return_large_blocks() -> None:
    """Have the memory of every large block given back to the system when it is freed.

    Once such a block was freed, the C library takes the next ones from where the small ones are, and what lies between
    those it never gives back. On other systems than Linux do nothing.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            _library().mallopt(_MMAP_THRESHOLD, _LARGE)


def peak_memory() -> int:
    """Measure the most memory that this process has had.

    Returns
    -------
    int
        Bytes.
    """
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _prctl(option: int, argument: ctypes.c_char_p | ctypes.c_ulong) -> None:
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            _library().prctl(option, argument, 0, 0, 0)


@cache
def _library() -> ctypes.CDLL:
    """Find the C library: once, as that takes longer than a fork."""
    return ctypes.CDLL(None)
