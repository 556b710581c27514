"""The atlas as text: a file a part, a record a line."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from typing import Any

from ydkg.collection import DATA_DIR, DATA_FILES
from ydkg.graph.graph import Graph
from ydkg.graph.turtle import read_turtle
from ydkg.telling.atlas import atlas_of
from ydkg.telling.comparisons import Step
from ydkg.telling.sources import Evidence
from ydkg.telling.text import Text


def atlas_files() -> dict[str, str]:
    """Write what is told of the shipped data, without the document: name of a file to its content."""
    atlas = atlas_of(
        Graph.from_triples(triple for path in (*DATA_FILES, DATA_DIR / "dataset.ttl") for triple in read_turtle(path))
    )
    return {f"atlas/{part.name}.json": _part(_plain(getattr(atlas, part.name))) for part in fields(atlas)}


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever an atlas has
    """Make a value one of JSON: sources by their names, figures of comparisons by theirs, what is empty left out."""
    if isinstance(value, Text):
        return value.en if value.en == value.zh else list(value)
    if isinstance(value, Evidence):
        return " ".join(value.ids)
    if isinstance(value, Step):
        return _plain((*value[:2], value.figure.id, *value[3:]))
    if is_dataclass(value):
        parts = ((part.name, _plain(getattr(value, part.name))) for part in fields(value))
        return {name: part for name, part in parts if part not in ("", [], {}, None, False)}
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list | tuple) else value


def _part(value: Any) -> str:  # noqa: ANN401 - whatever JSON has
    if isinstance(value, dict):
        lines = [f"{_line(key)}: {_line(record)}" for key, record in value.items()]
        return "{\n" + ",\n".join(lines) + "\n}\n"
    if isinstance(value, list):
        return "[\n" + ",\n".join(map(_line, value)) + "\n]\n"
    return _line(value) + "\n"


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
