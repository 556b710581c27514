"""Reading a collection: all of its files, so that what is damaged is said before anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ydkg.graph.canonical import read_turtle, stream_turtle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pyoxigraph import Triple

    from ydkg.collection import Collection


def read_collection(chosen: Collection) -> dict[Path, list[Triple]]:
    """Read every file of a collection; in the order of `Collection.all_files`, as they are written."""
    return {path: read_turtle(path) for path in chosen.all_files}


def asked_by_default(chosen: Collection) -> list[Triple]:
    """Read a collection, and keep what is asked by default; what is in `Collection.files`."""
    read = read_collection(chosen)
    return [triple for path in chosen.files for triple in read[path]]


def stream_collection(chosen: Collection, *, named: bool) -> Iterator[tuple[Path, Triple]]:
    """Read a collection triple by triple, for whoever does not keep them; in the order of the files."""
    for path in () if named else chosen.named:
        for _ in stream_turtle(path):
            pass
    for path in chosen.all_files if named else chosen.files:
        for triple in stream_turtle(path):
            yield path, triple
