"""What a client would rather have: the media type and the language of an answer."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from ydkg.errors import ParameterError
from ydkg.language.text import Language as Spoken

if TYPE_CHECKING:
    from starlette.requests import Request

Language: TypeAlias = Literal["en", "zh"]
#: Ranges of a header that are read; what follows is left alone.
MAX_RANGES = 64
_RANGE = re.compile(r"\s*([^\s;,]+)\s*(;[^,]*)?")
_QUALITY = re.compile(r";\s*q\s*=\s*\"?([01](?:\.\d{0,3})?|\.\d{1,3})\"?\s*(?:;|\Z)", re.IGNORECASE)


def origin(request: Request) -> str:
    """Give the address of the site's root, as a client reached it; without a slash at its end."""
    host = request.headers.get("host")
    root = f"{request.scope['scheme']}://{host}" if host else str(request.base_url).rstrip("/")
    return root + str(request.scope.get("ydkg.prefix", ""))


def client_of(request: Request) -> str:
    """Give the address of who asks: clients take turns; empty where there is none."""
    return request.client.host if request.client else ""


@lru_cache(maxsize=256)
def accepted(header: str | None, offers: tuple[str, ...]) -> str | None:
    """Choose the media type that an ``Accept`` header likes best, once: clients of a kind all send the same header.

    RFC 9110, section 12.5.1.

    >>> accepted("text/*;q=0.5, application/json", ("text/html", "application/json"))
    'application/json'
    >>> accepted("image/png", ("text/html",)) is None
    True
    """
    if header is None or not header.strip():
        return offers[0]
    ranges = _ranges(header)
    best, best_quality = None, 0.0
    for offer in offers:
        # That of the most specific range that it is in.
        names = (offer.lower(), f"{offer.lower().partition('/')[0]}/*", "*/*")
        found = ([quality for each, quality in ranges if each == name] for name in names)
        quality = max(next(filter(None, found), [0.0]))
        if quality > best_quality:
            best, best_quality = offer, quality
    return best


def with_charset(media_type: str) -> str:
    """Say of a text that it is UTF-8, which its media type does not; what the header ``Content-Type`` has.

    >>> with_charset("text/turtle"), with_charset("application/ld+json")
    ('text/turtle; charset=utf-8', 'application/ld+json')
    """
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def _ranges(header: str) -> list[tuple[str, float]]:
    """Read a header into ranges and their qualities."""
    found = []
    for part in header.split(",", MAX_RANGES)[:MAX_RANGES]:
        match = _RANGE.match(part)
        if match:
            quality = _QUALITY.search(match[2] or "")
            # Java's own client and others write one star for what is two.
            name = "*/*" if match[1] == "*" else match[1].lower()
            found.append((name, float(quality[1]) if quality else 1.0))
    return found


def language(request: Request) -> Language:
    """Choose the language of a page: the one in the address, else what the browser likes better."""
    with suppress(ParameterError):
        if asked := request.query_params.get("lang"):
            return "zh" if Spoken.asked(asked).chinese else "en"
    liked = {"en": 0.0, "zh": 0.0}
    for name, quality in _ranges(request.headers.get("accept-language", "")):
        key = name.partition("-")[0]
        if key in liked:
            liked[key] = max(liked[key], quality)
    return "zh" if liked["zh"] > liked["en"] else "en"
