"""JSON written item by item: one object that ends with a long list."""

from __future__ import annotations

import json
from textwrap import indent
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
            file.write(separator + indent(json.dumps(item, ensure_ascii=False, indent=1), "  "))
            separator = ",\n"
        file.write("]\n}\n" if separator == "\n" else "\n ]\n}\n")
