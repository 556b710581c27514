"""Mappings and sequences whose values are found when they are asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Known_co = TypeVar("Known_co", covariant=True)


class LazyMapping(Mapping[str, Known_co]):
    """A mapping whose values are found when they are asked for, each time."""

    def __init__(
        self,
        find: Callable[[str], Known_co | None],
        listed: Callable[[], Iterable[str]],
        holds: Callable[[str], bool] | None = None,
    ) -> None:
        self._find = find
        self._listed = listed
        self._holds = holds

    def __getitem__(self, name: str) -> Known_co:
        found = self._find(name)
        if found is None:
            raise KeyError(name)
        return found

    def __contains__(self, name: object) -> bool:
        if not isinstance(name, str):
            return False
        return self._holds(name) if self._holds else self._find(name) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self._listed())

    def __len__(self) -> int:
        return sum(1 for _ in self)


class LazySequence(Sequence[Known_co]):
    """A sequence whose members are found when they are asked for."""

    def __init__(self, names: Sequence[object], find: Callable[..., Known_co]) -> None:
        self._names = names
        self._find = find

    @overload
    def __getitem__(self, at: int) -> Known_co: ...
    @overload
    def __getitem__(self, at: slice) -> LazySequence[Known_co]: ...
    def __getitem__(self, at: int | slice) -> Known_co | LazySequence[Known_co]:
        return LazySequence(self._names[at], self._find) if isinstance(at, slice) else self._find(self._names[at])

    def __len__(self) -> int:
        return len(self._names)
