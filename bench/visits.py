"""What a browser sees of a page: when it is first painted, how fast it answers, what it asks for."""

from __future__ import annotations

import os
import re
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from playwright.sync_api import Error, sync_playwright
from playwright.sync_api import TimeoutError as Late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Playwright, Route

BENCH = Path(__file__).resolve().parent
PROBE = (BENCH / "probe.js").read_text(encoding="utf-8")
SIZE = {"width": 1280, "height": 800}
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
# Everything is drawn by the processor, WebGL too, so that a machine without a graphics card measures sigma as well.
FLAGS = ("--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader", "--disable-background-networking")
MOVES = 60
_FIRST = "first picture: "
REPEATS = 12
#: Our page's own parts, by what a person would look for; a peer has none of them.
SEARCH, HIT, TITLE, FAMILY = "input[role=combobox]", "[role=option]", "#panel-title", "#legend button[aria-pressed]"
_ACTS = """async ([names, { search, hit, title, family }]) => {
  const box = document.querySelector(search);
  const type = (text) => { box.focus(); box.value = text; box.dispatchEvent(new Event("input", { bubbles: true })); };
  const hits = () => [...document.querySelectorAll(hit)];
  const heading = () => document.querySelector(title)?.textContent;
  const found = { search: [], select: [], filter: [] };
  for (const name of names) {
    for (let length = 1; length <= Math.min(4, name.length); length += 1)
      found.search.push(await probe.timed(() => type(name.slice(0, length)), () => hits().length > 0));
    type(name);
    await probe.painted();
    const before = heading();
    const enter = new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true });
    found.select.push(await probe.timed(() => box.dispatchEvent(enter), () => heading() !== before));
    await new Promise((resolve) => setTimeout(resolve, 250)); // nobody types again at once
  }
  for (const button of [...document.querySelectorAll(family), ...document.querySelectorAll(family)]) {
    const before = button.getAttribute("aria-pressed");
    found.filter.push(await probe.timed(() => button.click(), () => button.getAttribute("aria-pressed") !== before));
  }
  return found;
}"""


#: In a view of when and where: all rows shown, then each family hidden and shown, and each period of the filter chosen.
_BRUSHED = """async (view) => {
  location.hash = `view=${view}`;
  await new Promise((resolve) => setTimeout(resolve, 300));
  document.querySelector("#table > .more")?.click();
  await probe.painted();
  const found = [];
  const act = async (does) => {
    found.push(await probe.timed(does, () => true));
    await new Promise((resolve) => setTimeout(resolve, 50));
  };
  const families = [...document.querySelectorAll("#legend button[data-family]")];
  for (const family of [...families, ...families]) await act(() => family.click());
  const periods = document.getElementById("filter-when");
  for (const { value } of [...periods.options].slice(1))
    await act(() => { periods.value = value; periods.dispatchEvent(new Event("change")); });
  return found;
}"""


class Seen(NamedTuple):
    """What one visit saw."""

    first: float | None
    readable: int = 0  # names of 11 px or more, whole and over no other
    frames: list[float] = []  # noqa: RUF012 - a default that nothing changes
    acts: dict[str, list[float]] = {}  # noqa: RUF012 - likewise
    outside: list[str] = []  # noqa: RUF012 - likewise


class Visitor:
    """A browser that opens one page after the other, each in a fresh profile."""

    def __init__(self, play: Playwright, limit: float) -> None:
        self._play, self._limit = play, limit
        self._browser: Browser | None = None

    def visit(self, page: Path, names: tuple[str, ...] = (), *, everything: bool = False, drag: bool = True) -> Seen:
        """Open a page and measure it; what was seen."""
        outside: list[str] = []
        with self._opened() as shown:
            shown.on("request", lambda request: _note(outside, page, request.url))
            try:
                # The page says it itself: asking a page that is busy would wait for ever.
                with shown.expect_console_message(lambda said: _FIRST in said.text, timeout=self._limit * 1000) as told:
                    shown.goto(page.as_uri(), wait_until="commit", timeout=self._limit * 1000)
            except Late:
                self.close()
                return Seen(None, outside=outside)
            first = float(told.value.text.removeprefix(_FIRST)) / 1000
            if not drag:
                return Seen(first, outside=outside)
            shown.wait_for_timeout(700)
            readable = int(shown.evaluate("probe.readable()"))
            if everything:
                _show_everything(shown)
            frames = _dragged(shown)
            acts = _acted(shown, names) if names and shown.query_selector(SEARCH) else {}
            return Seen(first, readable, frames, acts, outside)

    def brush(self, page: Path, view: str) -> list[float]:
        """Filter and brush a view of when and where, all of whose rows are shown."""
        with self._opened() as shown:
            shown.goto(page.as_uri())
            shown.wait_for_selector("html[data-ready]")
            found: list[float] = shown.evaluate(_BRUSHED, view)
            return found

    def close(self) -> None:
        """Close the browser, also one whose page answers nothing; the next visit opens another."""
        if self._browser:
            self._browser.close()
            self._browser = None

    @contextmanager
    def _opened(self) -> Iterator[Page]:
        if self._browser is None:
            named = os.environ.get("YDKG_CHROMIUM")
            found = named or next((path for name in NAMES if (path := shutil.which(name))), None)
            self._browser = self._play.chromium.launch(executable_path=found, args=list(FLAGS))
        context = self._browser.new_context(viewport=SIZE)  # type: ignore[arg-type]
        context.add_init_script(PROBE)
        context.route(re.compile("^https?:"), _answered)
        try:
            yield context.new_page()
        finally:
            if self._browser:
                context.close()


@contextmanager
def visitor(limit: float) -> Iterator[Visitor]:
    """Open a browser for a while."""
    with sync_playwright() as play:
        opened = Visitor(play, limit)
        try:
            yield opened
        finally:
            opened.close()


def _note(outside: list[str], page: Path, url: str) -> None:
    """Keep what a page asks for, but for its own file and what stands in it."""
    if not url.startswith(("data:", "blob:")) and url.partition("#")[0] != page.as_uri():
        outside.append(url)


def _answered(route: Route) -> None:
    """Answer from `node_modules` what a page wants from a content delivery network, which is not asked."""
    found = re.search(r"/(vis-network|bootstrap)[/@]([\d.\w-]+)/(?:dist/)+(.+)$", route.request.url)
    inside = BENCH / "node_modules" / found[1] if found else BENCH
    files = [inside / "dist" / found[3], inside / "dist" / "dist" / found[3]] if found else []
    held = next((each for each in files if each.is_file()), None)
    if held is None:
        route.abort()
        return
    route.fulfill(path=held, headers={"access-control-allow-origin": "*"})


def _show_everything(page: Page) -> None:
    """Press the button that shows the whole graph, where there is one."""
    button = page.get_by_role("button", name="Show all", exact=True)
    if button.is_visible():
        button.click()
        page.wait_for_timeout(500)


def _dragged(page: Page) -> list[float]:
    """Drag the picture to and fro, and tell how long each frame took."""
    box = page.locator("canvas").first.bounding_box()
    if box is None:
        raise Error("the page has no canvas that could be dragged")
    x, y = box["x"] + box["width"] * 0.08, box["y"] + box["height"] * 0.5
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate("probe.state.frames = []")
    for number in range(MOVES):
        page.mouse.move(x + 5 * min(number, MOVES - number), y + 2 * min(number, MOVES - number))
        page.evaluate("new Promise(requestAnimationFrame)")
    frames: list[float] = page.evaluate("probe.state.frames.splice(0)")
    page.evaluate("probe.state.frames = null")
    page.mouse.up()
    return frames


def _acted(page: Page, names: tuple[str, ...]) -> dict[str, list[float]]:
    """Search, select and filter in our page."""
    parts = {"search": SEARCH, "hit": HIT, "title": TITLE, "family": FAMILY}
    found: dict[str, list[float]] = page.evaluate(_ACTS, [list(names[:REPEATS]), parts])
    return found
