"""The text of a page as a reader sees it, one block a line, cells of a row side by side; the head of a long file."""

from __future__ import annotations

import re
from hashlib import sha256
from html.parser import HTMLParser

_UNSEEN = {"script", "style", "template"}
_INLINE = {
    *(
        *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "dfn", "em", "i", "kbd", "mark", "q", "s", "samp"),
        "small",
    ),
    *("span", "strong", "sub", "sup", "time", "u", "var", "wbr", "tspan", "path", "circle", "rect", "line", "g", "use"),
    *("img", "input", "polygon", "polyline", "ellipse"),
}
_CELLS = {"td", "th", "text"}
#: What is read out, or stands in a field.
_SAID = ("alt", "aria-label", "title", "placeholder")
#: So many letters of a line are held of a long file.
_WIDTH = 160
_TYPED = {"submit", "button", "search", "text", "number", "date"}


class Reader(HTMLParser):
    """Collect the lines of a page; of the frame that all pages share only where it is wanted."""

    def __init__(self, *, frame: bool) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._line = ""
        self._skipped = ""
        self._unwanted = _UNSEEN if frame else _UNSEEN | {"masthead", "toolbar", "colophon", "skip"}
        self._deep = 0
        self._written = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, a cell, or what is not read."""
        given = dict(attrs)
        if self._skipped:
            self._deep += tag == self._skipped
            return
        if tag in self._unwanted or given.get("class") in self._unwanted:
            self._skipped, self._deep = tag, 1
            return
        self._parted(tag)
        self._written = self._written or tag == "pre"
        said = [given[name] for name in _SAID if given.get(name)]
        if tag == "input" and given.get("type", "text") in _TYPED and given.get("value"):
            said.append(given["value"])
        for words in said:
            self._line += f" [{words}] "

    def handle_endtag(self, tag: str) -> None:
        """End a block, a cell, or what is not read."""
        if self._skipped:
            self._deep -= tag == self._skipped
            self._skipped = self._skipped if self._deep else ""
        elif tag not in _CELLS:
            self._parted(tag)
            self._written = self._written and tag != "pre"

    def handle_data(self, data: str) -> None:
        """Take what is read."""
        if self._skipped:
            return
        first, *others = data.split("\n") if self._written else [data]
        self._line += first
        for line in others:
            self._parted("pre")
            self._line = line

    def _parted(self, tag: str) -> None:
        if tag in _CELLS:
            self._line += " | " if self._line.strip() else ""
        elif tag not in _INLINE:
            self.lines.append(" ".join(self._line.split()))
            self._line = ""


def text_of(page: str, *, frame: bool = False) -> str:
    """Give a page's text: blocks, each a line, none of them empty."""
    reader = Reader(frame=frame)
    reader.feed(re.sub(r"\r\n?", "\n", page))
    reader.close()
    return "".join(f"{line}\n" for line in reader.lines if line)


def head_of(content: str, lines: int = 12) -> str:
    """Tell how many lines a file has, its digest, and the beginning of its first lines."""
    head = "".join(f"  {line[:_WIDTH]}\n" for line in content.splitlines()[:lines])
    return f"{content.count(chr(10))} lines, SHA-256 {sha256(content.encode()).hexdigest()}\n{head}"
