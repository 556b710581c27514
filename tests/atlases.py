"""What an explorer's page has packed, as its program reads it."""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64decode
from typing import Any


def data_of(page: str) -> dict[str, Any]:
    """Open the data of a page."""
    data: dict[str, Any] = _opened(page, "atlas")
    return data


def library_of(page: str) -> str:
    """Open the library of a page."""
    library: str = _opened(page, "library")
    return library


def _opened(page: str, name: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(zlib.decompress(b64decode(json.loads(found[1])["deflate"])))
