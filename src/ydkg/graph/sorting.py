"""Lines in order, in memory that does not grow with them: sorted in parts on disk, and merged."""

from __future__ import annotations

from heapq import merge
from itertools import groupby, islice
from typing import TYPE_CHECKING, TypeAlias

from ydkg.errors import write_error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    #: What puts lines in order, each once, to be read as often as one likes; it has read them all when it returns.
    Sorting: TypeAlias = Callable[[Iterable[str]], Iterable[str]]

#: How many lines are sorted in memory at once; of usual length they take some twenty megabytes.
RUN = 100_000


def sorted_in_memory(lines: Iterable[str]) -> list[str]:
    """Sort lines that are few, or are kept anyhow; each line once, in the order of its code points."""
    return sorted(set(lines))


class Sorted:
    """Lines in order, each once, merged whenever they are read."""

    def __init__(self, *parts: list[str] | Path) -> None:
        self._parts = parts

    def __iter__(self) -> Iterator[str]:
        parts = (part if isinstance(part, list) else _read(part) for part in self._parts)
        return (line for line, _ in groupby(merge(*parts)))


def sorted_lines(lines: Iterable[str], folder: Path, name: str) -> Sorted:
    """Sort lines, on disk where they are many; each line once, in the order of its code points."""
    remaining = iter(lines)
    runs: list[Path] = []
    while run := list(islice(remaining, RUN)):
        last = len(run) < RUN
        run.sort()
        if last and not runs:
            return Sorted(run)
        runs.append(folder / f"{name}{len(runs)}")
        try:
            with runs[-1].open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(f"{line}\n" for line in run)
            run.clear()  # before the next is read
        except OSError as error:
            raise write_error(folder, error) from error
    return Sorted(*runs)


def _read(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            yield line[:-1]
