"""JSON written item by item: one object that ends with a long list."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


def write_listing(path: Path, head: Mapping[str, object], name: str, items: Iterable[object]) -> None:
    """Write an object whose last member is a list, which is never held whole.

    Parameters
    ----------
    path : Path
        Of the file; UTF-8, an indentation of one, as `json.dumps` writes it.
    head : mapping of str to object
        The members before the list.
    name : str
        Of the list.
    items : iterable of object
        What the list holds; read once.
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(f"{json.dumps(head, ensure_ascii=False, indent=1)[:-2]},\n {json.dumps(name)}: [")
        separator = "\n"
        for item in items:
            file.write(f"{separator}  {indented(item, 2)}")
            separator = ",\n"
        file.write("]\n}\n" if separator == "\n" else "\n ]\n}\n")


def indented(value: object, level: int) -> str:
    """Write a value as `json.dumps` does with an indentation of one, which leaves something to the collector each time.

    Parameters
    ----------
    value : object
        Of dicts, lists and scalars.
    level : int
        How deep it stands in its document.

    Returns
    -------
    str
    """
    if isinstance(value, dict):
        begin, end = "{}"
        members = [f"{indented(name, 0)}: {indented(each, level + 1)}" for name, each in value.items()]
    elif isinstance(value, list):
        begin, end = "[]"
        members = [indented(each, level + 1) for each in value]
    else:
        return json.dumps(value, ensure_ascii=False)
    line = "\n" + " " * level
    return f"{begin}{line} {f',{line} '.join(members)}{line}{end}" if members else begin + end
