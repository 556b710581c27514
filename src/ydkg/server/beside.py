"""Work beside the event loop: one thread makes pages, of each client in turn, while the loop answers everybody else."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, ParamSpec, TypeVar

from ydkg.errors import OverloadError, problem
from ydkg.server.negotiation import client_of
from ydkg.server.settings import overloaded
from ydkg.server.turns import Turns

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from starlette.requests import Request

Taken = ParamSpec("Taken")
Made = TypeVar("Made")
#: Seconds after which the thread lets the loop go on: Python's own 5 ms add up over the steps of an answer.
SWITCH = 0.0005
#: Pages that may wait, in all and of one client.
_MOST, _MOST_OF_ONE = 64, 16
#: Seconds after which a piece that had no place is asked for again.
_AGAIN = 0.1


class _Page(NamedTuple):
    """What is to be made, for whom, and what becomes of it."""

    client: str
    made: Future[Any]
    make: Callable[[], object]

    def answer(self, make: Callable[[], object]) -> None:
        """Let somebody else make it, unless nobody waits for it any more."""
        if self.made.set_running_or_notify_cancel():
            try:
                self.made.set_result(make())
            except BaseException as error:  # noqa: BLE001 - whoever waits is told
                self.made.set_exception(error)


_THREAD = ThreadPoolExecutor(1, "ydkg-pages")
_WAITING: Turns[_Page] = Turns()
_LOCK = Lock()


async def pieces_beside(asker: Request | str, pieces: Iterator[bytes]) -> AsyncIterator[bytes]:
    """Have something made piece by piece, each when it is taken and the client has its turn.

    Where too many wait, it waits too: what is under way cannot be refused. Whoever takes the pieces ends that.
    """
    while True:
        try:
            piece = await beside(asker, next, pieces, b"")
        except OverloadError:
            await asyncio.sleep(_AGAIN)
            continue
        if not piece:
            return
        yield piece


async def beside(
    asker: Request | str, make: Callable[Taken, Made], /, *arguments: Taken.args, **named: Taken.kwargs
) -> Made:
    """Have something made for a request, or for a client by its address, while others are answered.

    Clients take turns. Where all places are taken, whoever has most of them loses one to a client that has fewer.
    """
    client = asker if isinstance(asker, str) else client_of(asker)
    page = _Page(client, Future[Made](), partial(make, *arguments, **named))
    with _LOCK:
        if _WAITING.count(client) >= _MOST_OF_ONE:
            _refuse()
        if len(_WAITING) >= _MOST:
            rival = _WAITING.rival(client)
            if rival is None:
                _refuse()
            _WAITING.remove(rival)
            rival.answer(_refuse)
        _WAITING.append(page)
    _THREAD.submit(_make_next)
    try:
        return await asyncio.wrap_future(page.made)
    finally:
        with _LOCK:
            _WAITING.remove(page)


def _make_next() -> None:
    """Make what has its turn; as often as something came to wait, so that nothing is left."""
    with _LOCK:
        page = _WAITING.take()
    if page is not None:
        page.answer(page.make)


def _refuse() -> NoReturn:
    raise overloaded(problem("too many pages are being made"), 2)
