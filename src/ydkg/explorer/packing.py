"""Parts of a page written small: deflated, data are a fourth of what they were."""

from __future__ import annotations

import base64
import json
import zlib


def sealed(document: object) -> str:
    """Write a part of a page as JSON that holds it deflated (RFC 1950) in base 64, so that no sign of markup is in it.

    >>> sealed({"label": "</script>"})[:14]
    '{"deflate":"eN'
    """
    written = json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return json.dumps({"deflate": base64.b64encode(zlib.compress(written.encode(), 9)).decode()}, separators=(",", ":"))
