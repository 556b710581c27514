"""Templates of a room: text is escaped, a missing name is an error, what is not in the page’s language says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined

if TYPE_CHECKING:
    from types import CodeType

    from jinja2.bccache import Bucket

_CHINESE, _WORDS = re.compile("[\u3400-\u9fff]"), re.compile("[A-Za-z]{3}")


class _Compiled(BytecodeCache):
    """What this process has compiled, for the next environment that has the same template."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code:
            self._known[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()


def environment(package: str) -> Environment:
    """Give the templates of a package; new, so that its filters and globals are the caller's own."""
    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_COMPILED,
    )


def tongue(text: str, lang: str) -> str:
    """Name the language of a text if it is not the page's."""
    chinese = _CHINESE.search(text)
    if lang == "zh":
        return "en" if not chinese and _WORDS.search(text) else ""
    return "zh-Hans" if chinese else ""
