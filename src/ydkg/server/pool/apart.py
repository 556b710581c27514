"""A piece of a worker's task, done by a process of its own, so that what is too dear costs nothing but itself."""

from __future__ import annotations

import os
import pickle
from typing import TYPE_CHECKING, TypeVar, cast

from ydkg.server.pool import fault, limits

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
        For how long it may compute, and what is said where that or the memory does not suffice.

    Returns
    -------
    object
        What was made.

    Raises
    ------
    YdkgError
        If it could not be made, or the kernel ended the process.
    """
    reading, writing = os.pipe()
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        limits.die_with(parent)
        limits.limit_computing(settings.time_limit)
        try:
            told: dict[str, object] = {"made": make()}
        except BaseException as error:  # noqa: BLE001 - the parent is told of it; the engine's panics are no Exception
            told = fault.as_header(error, settings)
        with os.fdopen(writing, "wb") as file:
            pickle.dump(told, file)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as file:
        content = file.read()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if ended := fault.of_exit(code, settings, last=code != 0):
        raise ended
    said = pickle.loads(content)  # noqa: S301 - a process of our own has written it
    if "error" in said:
        raise fault.as_error(said)
    return cast("Made", said["made"])
