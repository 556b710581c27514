"""The data of an explorer's page, as its program reads them."""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64decode
from typing import Any


def packed_data(page: str) -> dict[str, Any]:
    """Open the data of a page, whose tables have each key once."""
    found = re.search(r'<script type="application/json" id="atlas">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(zlib.decompress(b64decode(json.loads(found[1])["deflate"])))


def data_of(page: str) -> dict[str, Any]:
    """Open the data of a page, with their tables as records."""
    return {
        name: _records(value) if isinstance(value, dict) and "rows" in value else value
        for name, value in packed_data(page).items()
    }


def _records(table: dict[str, Any]) -> Any:  # noqa: ANN401 - a list, or a dict
    records = [
        {key: value for key, value in zip(table["keys"], row, strict=False) if value is not None}
        for row in table["rows"]
    ]
    return dict(zip(table["names"], records, strict=True)) if "names" in table else records
