"""A piece of a worker's task, done by a process of its own, so that what is too dear costs nothing but itself."""

from __future__ import annotations

import os
import pickle
import select
import signal
from typing import TYPE_CHECKING, TypeVar, cast

from ydkg.server.pool import fault, limits
from ydkg.server.pool.forkserver import exit_after

if TYPE_CHECKING:
    from collections.abc import Callable

    from ydkg.server.settings import Settings

Made = TypeVar("Made")


def made_apart(make: Callable[[], Made], settings: Settings) -> Made:
    """Have something made by a child of this process.

    Parameters
    ----------
    make : callable
        Returns what can be pickled.
    settings : Settings
        How long it may take, and what is said where that or the memory does not suffice.

    Returns
    -------
    object
        What was made.

    Raises
    ------
    YdkgError
        If it could not be made in time, or the kernel ended the process.
    OSError
        If there can be no more processes or files.
    """
    reading, writing = os.pipe()
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        exit_after(lambda: _tell(make, settings, parent, writing))
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


def _tell(make: Callable[[], object], settings: Settings, parent: int, writing: int) -> None:
    """Be the child: make it, and tell the parent what was made, or why nothing was."""
    limits.die_with(parent)
    try:
        told = pickle.dumps({"made": make()})
    except BaseException as error:  # noqa: BLE001 - the parent is told of it; the engine's panics are no Exception
        told = pickle.dumps(fault.as_header(error, settings))
    with os.fdopen(writing, "wb") as file:
        file.write(told)
