"""Lines out of files: what a browser shows of a page, plain text as it is, and one clear line for everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ydkg.errors import SourceError
from ydkg.graph.webpage import MOST_BYTES, lines_of, read_lines

if TYPE_CHECKING:
    from pathlib import Path

TEXT = ["A title", "2024.12.04", "It grew by 5.4%. “So” they say."]
PAGE = """<!DOCTYPE html><html><head><meta charset="{0}"><title>Other words</title><style>p {{}}</style></head>
<body hidden-not><script>document.write("<p>never</p>")</script><nav><a href="#">Home</a></nav>
<h1> A
 title</h1><div>2024.12.04</div><!-- nothing --><p>It <b>grew</b> by&#32;5.4%. “So” they say.
<div hidden><p>unseen <div>twice</div></div><template><p>unseen</template></body></html>"""


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_plain_text_is_its_lines(ending: str, encoding: str) -> None:
    """Line breaks of any system, empty lines and marks of the encoding are no part of the text."""
    raw = (ending.join([TEXT[0], "", *TEXT[1:], ""])).encode(encoding)
    assert lines_of(raw, "text.txt") == TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "windows-1252"])
def test_a_page_is_what_a_browser_shows_of_it(encoding: str) -> None:
    """Scripts, styles, titles, templates and hidden elements say nothing; blocks are lines, in any known encoding."""
    assert lines_of(PAGE.format(encoding).encode(encoding), "page.html") == ["Home", *TEXT]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not text but a binary file"),
        ("Größe".encode("latin-1"), "not in utf-8 from byte 2 on; save it as UTF-8"),
        (b'<html><meta charset="klingon"><p>text', "in klingon, which is not known"),
        (b"From: <Saved>\r\nContent-Type: multipart/related;\r\n\r\n<meta charset=3Dutf-8>", "a web archive; save the"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_line(raw: bytes, said: str) -> None:
    """The message names the file, what is wrong with it and what to do."""
    with pytest.raises(SourceError, match=said) as refused:
        lines_of(raw, "file")
    assert str(refused.value).startswith("file: ")
    assert "\n" not in str(refused.value)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    """Its size is enough to refuse it, and what has no end is read no further than that."""
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(10 * MOST_BYTES)
    with pytest.raises(SourceError, match="100,000,000 bytes are too many"):
        read_lines(large)
    with pytest.raises(SourceError, match="10,000,001 bytes are too many"):
        read_lines("/dev/zero")
