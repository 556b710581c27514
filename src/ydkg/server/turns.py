"""Turns: what waits, of many clients, none of whom has to wait until another is through."""

from __future__ import annotations

from collections import OrderedDict, deque
from itertools import chain
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Owned(Protocol):
    """What waits for a client, by which clients are told apart."""

    @property
    def client(self) -> str: ...


_Waiter = TypeVar("_Waiter", bound=_Owned)


class Turns(Generic[_Waiter]):
    """A queue in which clients take turns, each by one.

    >>> from types import SimpleNamespace as Asked
    >>> turns = Turns()
    >>> for client in "AAB":
    ...     turns.append(Asked(client=client))
    >>> [turns.take().client for _ in range(3)]
    ['A', 'B', 'A']
    """

    def __init__(self) -> None:
        self._of: OrderedDict[str, deque[_Waiter]] = OrderedDict()

    def __iter__(self) -> Iterator[_Waiter]:
        return chain.from_iterable(self._of.values())

    def __len__(self) -> int:
        return sum(map(len, self._of.values()))

    def count(self, client: str) -> int:
        """Count what waits for a client."""
        return len(self._of.get(client, ()))

    def rival(self, client: str) -> _Waiter | None:
        """Find what loses its place to one more of a client."""
        most = max(reversed(self._of.values()), key=len, default=deque[_Waiter]())
        return most[-1] if len(most) > self.count(client) + 1 else None

    def append(self, one: _Waiter, *, first: bool = False) -> None:
        """Let one wait."""
        own = self._of.setdefault(one.client, deque())
        if first:
            own.appendleft(one)
            self._of.move_to_end(one.client, last=False)
        else:
            own.append(one)

    def take(self) -> _Waiter | None:
        """Take the one whose turn it is; None if nothing waits."""
        if not self._of:
            return None
        client, own = self._of.popitem(last=False)
        one = own.popleft()
        if own:
            self._of[client] = own
        return one

    def remove(self, one: _Waiter) -> None:
        """Let one wait no longer, if it does."""
        own = self._of.get(one.client)
        if own is not None and one in own:
            own.remove(one)
            if not own:
                del self._of[one.client]
