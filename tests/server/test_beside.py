"""Pages that wait for the one thread that makes them: clients take turns, and none takes all places."""

from __future__ import annotations

import asyncio
from threading import Event
from typing import TYPE_CHECKING

import pytest

from ydkg.errors import OverloadError
from ydkg.server.beside import beside, pieces_beside

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence

    Play = Callable[[Sequence[str]], tuple[list[str], list[str]]]


@pytest.fixture
def made() -> Play:
    """Have pages made that clients ask for one after another while the thread is busy."""

    def play(clients: Sequence[str]) -> tuple[list[str], list[str]]:
        order: list[str] = []
        refused: list[str] = []
        busy, free = Event(), Event()

        def hold() -> None:
            busy.set()
            free.wait()

        async def ask(client: str) -> None:
            try:
                await beside(client, order.append, client)
            except OverloadError:
                refused.append(client)

        async def scene() -> None:
            first = asyncio.create_task(beside("before", hold))
            await asyncio.to_thread(busy.wait)
            asked = [asyncio.create_task(ask(client)) for client in clients]
            await asyncio.sleep(0)
            free.set()
            await asyncio.gather(first, *asked)

        asyncio.run(scene())
        return order, refused

    return play


def test_clients_take_turns(made: Play) -> None:
    """Who asks for one page waits for one of each of the others, however many those wait for."""
    order, refused = made([*"a" * 16, *"b" * 16, "once"])
    assert order[:4] == ["a", "b", "once", "a"]
    assert (len(order), refused) == (33, [])


def test_a_client_has_some_places(made: Play) -> None:
    """What is too much of one client is refused, and nothing of another."""
    order, refused = made([*"a" * 20, "once"])
    assert (order.count("a"), refused) == (16, ["a"] * 4)
    assert "once" in order


def test_who_has_most_places_loses_one(made: Play) -> None:
    """Where all places are taken, one who has none gets one of whoever has most; where all have one, nobody does."""
    order, refused = made([*"abc" * 16, *"d" * 15, "e", "once", "twice", "twice"])
    assert len(order) == 64
    assert len(refused) == 3
    assert set(refused) <= set("abc")
    assert order.count("twice") == 2
    order, refused = made([*map(str, range(64)), "once"])
    assert (len(order), refused) == (64, ["once"])


def test_who_goes_away_leaves_a_place() -> None:
    """What nobody waits for any more is not made, and holds no place."""

    async def scene() -> list[str]:
        made, busy, free = list[str](), Event(), Event()
        first = asyncio.create_task(beside("before", lambda: (busy.set(), free.wait())))
        await asyncio.to_thread(busy.wait)
        gone = [asyncio.create_task(beside("a", made.append, "gone")) for _ in range(16)]
        await asyncio.sleep(0)
        for each in gone:
            each.cancel()
        await asyncio.wait(gone)
        more = [asyncio.create_task(beside("a", made.append, "more")) for _ in range(16)]
        await asyncio.sleep(0)
        free.set()
        await asyncio.gather(first, *more)
        return made

    assert asyncio.run(scene()) == ["more"] * 16


def test_what_is_under_way_is_not_cut_off() -> None:
    """A piece for which there is no place comes when there is one again, and none is lost; nobody waits in vain."""

    async def scene() -> list[bytes]:
        busy, free = Event(), Event()
        taken, left = pieces_beside("a", iter([b"1", b"2", b"3"])), pieces_beside("a", iter([b"1"]))
        first = await anext(taken)
        held = [asyncio.create_task(beside("before", lambda: (busy.set(), free.wait())))]
        await asyncio.to_thread(busy.wait)
        held += [asyncio.create_task(beside("a", free.wait)) for _ in range(16)]
        more, gone = (asyncio.create_task(_all(pieces)) for pieces in (taken, left))
        await asyncio.sleep(0)
        gone.cancel()
        await asyncio.wait([gone])
        free.set()
        await asyncio.gather(*held)
        return [first, *await more]

    assert asyncio.run(scene()) == [b"1", b"2", b"3"]


async def _all(pieces: AsyncIterator[bytes]) -> list[bytes]:
    return [piece async for piece in pieces]
