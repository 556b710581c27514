"""The drawing library as pyvis brings it, made ready to stand inside a page."""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from ydkg.errors import OutputError, problem

_FOLDERS = re.compile(r"vis-(\d+(?:\.\d+)*)\Z")
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
_HEADER = re.compile(r"\s*/\*+\s*(.*?)\s*\*/", re.DOTALL)
_MARGIN = re.compile(r"^[ \t]*\*?[ \t]*", re.MULTILINE)


@cache
def vis_network() -> str:
    """Give the JavaScript of vis-network from the installed pyvis, the newest that it brings."""
    # Found, and not imported: that takes half a second, and half of IPython.
    package = find_spec("pyvis")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("pyvis is missing", name="pyvis")
    library = Path(package.origin).parent / "lib"
    found = {match[1]: folder for folder in library.glob("vis-*") if (match := _FOLDERS.match(folder.name))}
    if not found:
        said = problem("the installed pyvis brings no vis-network: install pyvis 0.3.2 or newer")
        raise OutputError(said, str(library))
    newest = max(found, key=lambda version: [int(part) for part in version.split(".")])
    script = (found[newest] / "vis-network.min.js").read_text(encoding="utf-8")
    return _SOURCE_MAP.sub("", script).strip() + "\n"


def header_of(library: str) -> str:
    r"""Give the comment that a library begins with, which says whose it is, of which version and under which licence.

    >>> print(header_of("/**\n * vis\n *\n * @version 9\n */\nrun();"))
    vis
    <BLANKLINE>
    @version 9
    """
    header = _HEADER.match(library)
    return _MARGIN.sub("", header[1]) if header else ""
