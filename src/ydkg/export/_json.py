"""JSON written member by member, so that long lists are never held whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


def write_json(path: Path, document: Mapping[str, object]) -> None:
    """Write an object as `json.dumps` does with an indentation of one."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(_pieces(document, 0))
        file.write("\n")


def _pieces(value: object, level: int) -> Iterator[str]:
    """Yield an object or an iterator member by member, all else at once, as deep as it stands in its document."""
    members: Iterable[Iterable[str]]
    if isinstance(value, dict):
        begin, end = "{}"
        members = (chain([f"{_indented(name, 0)}: "], _pieces(each, level + 1)) for name, each in value.items())
    elif isinstance(value, Iterator):
        begin, end = "[]"
        members = ([_indented(each, level + 1)] for each in value)
    else:
        yield _indented(value, level)
        return
    before = begin
    for member in members:
        yield f"{before}\n{' ' * (level + 1)}"
        yield from member
        before = ","
    yield begin + end if before == begin else f"\n{' ' * level}{end}"


def _indented(value: object, level: int) -> str:
    """Write a value as `json.dumps` does with an indentation of one, and leave nothing to the collector."""
    if isinstance(value, dict):
        begin, end = "{}"
        members = [f"{_indented(name, 0)}: {_indented(each, level + 1)}" for name, each in value.items()]
    elif isinstance(value, list):
        begin, end = "[]"
        members = [_indented(each, level + 1) for each in value]
    else:
        return json.dumps(value, ensure_ascii=False)
    line = "\n" + " " * level
    return f"{begin}{line} {f',{line} '.join(members)}{line}{end}" if members else begin + end
