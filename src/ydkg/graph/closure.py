"""What steps lead to: all that can be reached, such as what a place lies in and what that lies in."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

Node = TypeVar("Node", bound="Hashable")


def reached(start: Iterable[Node], onward: Callable[[Node], Iterable[Node]]) -> set[Node]:
    """Follow steps from some nodes to the end; those at the start among them.

    >>> within = {"city": ["province"], "province": ["country", "city"], "country": []}
    >>> sorted(reached(["city"], within.__getitem__))
    ['city', 'country', 'province']
    """
    found = set(start)
    waiting = list(found)
    while waiting:
        fresh = set(onward(waiting.pop())) - found
        found |= fresh
        waiting += fresh
    return found
