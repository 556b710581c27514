"""The faces on which a task is tried, which count what a person does: commands, or clicks and entries."""

from __future__ import annotations

import re
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Locator, Page

#: All that the document calls the first of its kind in China.
FIRSTS = (
    "Demonstration Zone High-Quality Development Regulations",
    "Regional Greenway Connection Standard",
    "cross-border, scenario-based general data lists",
    "regional food safety information traceability standards",
)
#: How a picture begins, and how many promises the document has.
PNG, PROMISES = b"\x89PNG", 32
#: Seconds that anything may take.
PATIENCE = 60
WINDOW = {"width": 1280, "height": 800}


class Done(NamedTuple):
    """What one command printed: on standard output, and on standard error."""

    out: str
    err: str


class CommandLine:
    """A shell in a folder of its own; a step is a command."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.steps = 0

    def run(self, *words: str) -> Done:
        """Run `ydkg` with some words."""
        self.steps += 1
        done = subprocess.run(
            [sys.executable, "-m", "ydkg", *words], cwd=self.folder, capture_output=True, check=False, timeout=PATIENCE
        )
        return Done(done.stdout.decode(), done.stderr.decode())


class Browsing:
    """A page in a browser; a step is a click, or an entry into a field."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.steps = 0

    def begin(self) -> None:
        """Open the page where a task begins, as somebody who has never been there."""
        self.page.goto("about:blank")
        self.page.goto(self.address)
        self.steps = 0

    def click(self, what: Locator) -> None:
        """Click."""
        self.steps += 1
        what.first.click()

    def follow(self, name: str) -> None:
        """Click a link by its words."""
        self.click(self.page.get_by_role("link", name=name, exact=True))

    def enter(self, where: str | Locator, text: str, *, sent: bool = True) -> None:
        """Type into a field, and send it where that is wanted."""
        self.steps += 1
        field = self.page.locator(where) if isinstance(where, str) else where
        field.first.fill(text)
        if sent:
            field.first.press("Enter")
            self.page.wait_for_load_state()

    def take(self, what: Locator) -> bytes:
        """Click what saves a file, and read it."""
        self.steps += 1
        with self.page.expect_download() as waiting:
            what.first.click()
        return Path(waiting.value.path()).read_bytes()

    def text(self, where: str = "body") -> str:
        """Read what stands there, with single spaces."""
        return re.sub(r"\s+", " ", self.page.locator(where).first.inner_text())

    def has(self, *words: str, where: str = "body") -> bool:
        """Tell whether all these words come to stand there."""
        for _ in range(20):
            if all(word.casefold() in self.text(where).casefold() for word in words):
                return True
            self.page.wait_for_timeout(100)
        return False


@contextmanager
def served(*options: str) -> Iterator[str]:
    """Run `ydkg serve`, and give its address."""
    command = [sys.executable, "-m", "ydkg", "serve", "--port", "0", "--log", "none", *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    try:
        assert process.stderr is not None  # noqa: S101 - for the reader
        address = next(found[0] for line in process.stderr if (found := re.search(r"http://[\d.]+:\d+", line.decode())))
        yield address
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)
