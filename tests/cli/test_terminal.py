"""Places on a terminal: links that open the page of a document or of a public page, and nothing of it elsewhere."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys

import pytest

# The address and the words of a link, as terminals know it (OSC 8).
LINK = re.compile(r"\x1b\]8;;(\S+?)\x1b\\([^\x1b]+)\x1b\]8;;\x1b\\")
RELEASE = "https://en.shio.gov.cn/TrueCMS/shxwbgs/newss/content/20241204211812357.html"


def shown(*arguments: str, terminal: str = "xterm-256color") -> str:
    """Run the command line with a terminal as its standard output, and give what the terminal gets."""
    above, below = pty.openpty()
    clean = {name: value for name, value in os.environ.items() if not name.startswith("YDKG_")}
    command = [sys.executable, "-m", "ydkg", *arguments]
    with subprocess.Popen(command, stdout=below, stdin=subprocess.DEVNULL, env=clean | {"TERM": terminal}):
        os.close(below)
        parts = []
        while part := _read(above):
            parts.append(part)
    os.close(above)
    return b"".join(parts).decode()


def _read(terminal: int) -> bytes:
    """Read what a terminal has; nothing once it is left."""
    try:
        return os.read(terminal, 65536)
    except OSError:  # how Linux tells that the other end is closed
        return b""


def test_places_are_links_to_the_page_with_the_words_marked() -> None:
    """The words are the place, the address is the document's with a text directive."""
    links = {
        (address, words) for address, words in LINK.findall(shown("show", "Huzhou")) if address.startswith(RELEASE)
    }
    assert {address.partition("#")[2][:8] for address, _ in links} == {":~:text="}
    assert ("sentence 35 of 85, in Infrastructure connectivity") in {words for _, words in links}


@pytest.mark.parametrize("arguments", [("show", "Gu Jun"), ("promises", "airport link line")])
def test_what_public_pages_say_is_a_link_to_them(arguments: tuple[str, ...]) -> None:
    """Each page that stands behind a line is opened by it."""
    pages = [words for address, words in LINK.findall(shown(*arguments)) if not address.startswith(RELEASE)]
    assert any(re.search(r", \d+ \w+ 20\d\d, (low|medium|high)\Z", words) for words in pages)


def test_a_terminal_without_links_gets_none() -> None:
    """A dumb terminal shows plain words."""
    assert "\x1b" not in shown("promises", terminal="dumb")
