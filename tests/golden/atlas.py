"""The atlas as text: a file a part, a record a line."""

from __future__ import annotations

import json
from typing import Any

from ydkg.assets import DATA_FILES
from ydkg.explorer.atlas import atlas_of
from ydkg.graph.canonical import read_turtle


def atlas_files() -> dict[str, str]:
    """Write the atlas of the shipped data, without the document: name of a file to its content."""
    _, atlas = atlas_of(triple for path in DATA_FILES for triple in read_turtle(path))
    return {f"atlas/{part}.json": _part(value) for part, value in json.loads(json.dumps(atlas)).items()}


def _part(value: Any) -> str:  # noqa: ANN401 - whatever JSON has
    if isinstance(value, dict):
        lines = [f"{_line(key)}: {_line(record)}" for key, record in value.items()]
        return "{\n" + ",\n".join(lines) + "\n}\n"
    if isinstance(value, list):
        return "[\n" + ",\n".join(map(_line, value)) + "\n]\n"
    return _line(value) + "\n"


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
