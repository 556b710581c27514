"""The data of an explorer's page, as its program reads them."""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64decode
from typing import Any


def data_of(page: str) -> dict[str, Any]:
    """Open the data of a page."""
    found = re.search(r'<script type="application/json" id="atlas">(.*?)</script>', page, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(zlib.decompress(b64decode(json.loads(found[1])["deflate"])))
    return data
