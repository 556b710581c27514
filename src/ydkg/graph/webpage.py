"""Lines of text out of a file: plain text, or a web page as a browser saves it."""

from __future__ import annotations

import codecs
import os
import re
from html.parser import HTMLParser
from pathlib import Path

from ydkg.errors import SourceError, counted, problem, reason

#: No document is larger, in bytes.
MOST_BYTES = 10_000_000
_MARKUP = re.compile(r"<(!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_HEAD = 4096
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
#: The longer before the shorter that it begins with.
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# What a browser shows nothing of, and what it begins a line with.
_UNSEEN = re.compile("head|iframe|noscript|object|script|select|style|svg|template|textarea|title")
_BLOCK = re.compile(
    "address|article|aside|blockquote|body|br|button|caption|center|d[dlt]|details|dialog|div|fieldset|figcaption|"
    "figure|footer|form|h[1-6r]|header|html|legend|li|main|nav|[ou]l|option|p|pre|section|summary|table|tbody|t[dhr]|"
    "tfoot|thead"
)
_VOID = re.compile("area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr")
# A page with its pictures in one file: letters in it are written as mail writes them.
_ARCHIVE = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_SPACE = re.compile(r"[ \t\n\f\r]+")


def lines_of(raw: bytes, name: str) -> list[str]:
    r"""Take the lines of text out of a file.

    >>> lines_of(b"<!doctype html><title>no</title><h1>A  title</h1><p>It <b>grew</b>&nbsp;by 5.4%.", "page.html")
    ['A title', 'It grew\xa0by 5.4%.']
    >>> lines_of("A title\r\nIt grew.\r\n".encode(), "text.txt")
    ['A title', 'It grew.']
    """
    if _BINARY.search(raw[:_HEAD]) and not raw.startswith(tuple(_MARKS)):
        said = problem("{name}: not text but a binary file; give the text or the saved web page", name=name)
        raise SourceError(said, name)
    if _ARCHIVE.search(raw[:_HEAD]):
        raise SourceError(problem("{name}: a web archive; save the page as HTML only", name=name), name)
    encoding = encoding_said(raw) or "utf-8"
    try:
        text = raw.decode(encoding)
    except LookupError:
        message = problem(
            "the page says that it is in {encoding}, which is not known; save it as UTF-8", encoding=encoding
        )
        raise SourceError(problem("{what}: {why}", what=name, why=message), encoding) from None
    except UnicodeDecodeError as error:
        at = counted(error.start)
        message = problem("not in {encoding} from byte {at} on; save it as UTF-8", encoding=encoding, at=at)
        raise SourceError(problem("{what}: {why}", what=name, why=message), encoding) from None
    if _MARKUP.search(text, 0, _HEAD):
        return shown(text)
    lines = [line.strip(" \t\f") for line in re.split(r"\r\n|\r|\n", text)]
    return [line for line in lines if line]


def shown(page: str, unseen: frozenset[str] = frozenset()) -> list[str]:
    """Take the lines of text out of a web page."""
    parser = _Shown(unseen)
    parser.feed(page)
    parser.close()
    lines = (_SPACE.sub(" ", line).strip(" ") for line in "".join(parser.parts).split("\n"))
    return [line for line in lines if line]


def encoding_said(raw: bytes) -> str:
    """Tell the encoding of a file by its mark, or by what the page says; empty where nothing says it."""
    marked = next((encoding for mark, encoding in _MARKS.items() if raw.startswith(mark)), "")
    declared = _CHARSET.search(raw[:_HEAD])
    encoding = marked or (declared[1].decode("ascii").lower() if declared else "")
    return "gb18030" if encoding in {"gb2312", "gbk"} else encoding


def read_lines(path: Path | str) -> list[str]:
    """Take the lines of text out of a file by its name; see `lines_of`."""
    try:
        with Path(path).open("rb") as file:
            raw = file.read(MOST_BYTES + 1)  # a device has no size, and no end
            size = max(len(raw), os.fstat(file.fileno()).st_size)
    except OSError as error:
        said = problem("{path}: the source cannot be read: {why}", path=path, why=reason(error))
        raise SourceError(said, str(path)) from error
    if size > MOST_BYTES:
        message = problem(
            "{n} bytes are too many for a document; give one of at most {most}",
            n=counted(size),
            most=counted(MOST_BYTES),
        )
        raise SourceError(problem("{what}: {why}", what=path, why=message), str(path))
    return lines_of(raw, str(path))


class _Shown(HTMLParser):
    """Collect the text that a browser shows, a line for each block."""

    def __init__(self, unseen: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self._unseen = unseen
        self.parts: list[str] = []
        self._hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._hidden:
            # Of what is hidden, only elements of the same name matter: they end one another.
            if tag == self._hidden[0]:
                self._hidden.append(tag)
        elif not _VOID.fullmatch(tag) and (
            _UNSEEN.fullmatch(tag) or tag in self._unseen or any(name == "hidden" for name, _ in attrs)
        ):
            self._hidden.append(tag)
        if _BLOCK.fullmatch(tag) and not self._hidden:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self._hidden and tag == self._hidden[-1]:
            self._hidden.pop()
        elif _BLOCK.fullmatch(tag) and not self._hidden:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(_SPACE.sub(" ", data))
