"""Work beside the event loop: one thread makes pages, one after another, while the loop answers everybody else."""

from __future__ import annotations

import asyncio
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from ydkg.errors import OverloadError, problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

Taken = ParamSpec("Taken")
Made = TypeVar("Made")
#: Seconds after which the thread lets the loop go on: Python's own 5 ms add up over the steps of an answer.
SWITCH = 0.0005
#: Pages that may wait, in all and of one client.
_MOST, _MOST_OF_ONE = 64, 16
_THREAD = ThreadPoolExecutor(1, "ydkg-pages")
_WAITING: Counter[str] = Counter()


async def beside(
    request: Request, make: Callable[Taken, Made], /, *arguments: Taken.args, **named: Taken.kwargs
) -> Made:
    """Have something made for a request while others are answered.

    Parameters
    ----------
    request : Request
        Who asks counts: no client can fill the queue.
    make : callable
        What makes it.
    *arguments, **named
        What it takes.

    Returns
    -------
    object
        What it gives.

    Raises
    ------
    OverloadError
        If too many wait.
    """
    return await beside_of(request.client.host if request.client else "", make, *arguments, **named)


async def beside_of(client: str, make: Callable[Taken, Made], /, *arguments: Taken.args, **named: Taken.kwargs) -> Made:
    """Have something made for a client while others are answered.

    Parameters
    ----------
    client : str
        Who asks.
    make : callable
        What makes it.
    *arguments, **named
        What it takes.

    Returns
    -------
    object
        What it gives.

    Raises
    ------
    OverloadError
        If too many wait.
    """
    if _WAITING.total() >= _MOST or _WAITING[client] >= _MOST_OF_ONE:
        raise OverloadError(
            problem("server: {why}; ask again in {seconds} s", why=problem("too many pages are being made"), seconds=2),
            2,
        )
    _WAITING[client] += 1
    try:
        return await asyncio.get_running_loop().run_in_executor(_THREAD, lambda: make(*arguments, **named))
    finally:
        _WAITING[client] -= 1
        if not _WAITING[client]:
            del _WAITING[client]
