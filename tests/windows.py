"""Windows of a browser, and what a page that is open in one asks for and complains of."""

from __future__ import annotations

from collections import defaultdict
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

#: Complaints of what tests do: dropping a text that would load something, looking at points, asking for what is not.
CAUSED = ("The action has been blocked", "Multiple readback operations", "404 (Not Found)", "status of 400")


class Visit:
    """An open page, with what it asked for and what it complained of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.address = ""  # of the server that it is of, where it is
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self._listeners: dict[Any, Callable[..., object]] = {
            "request": lambda request: self.requests.append(request.url),
            "console": lambda said: self.complaints.append(said.text) if said.type in {"error", "warning"} else None,
            "pageerror": lambda error: self.complaints.append(str(error)),
            "dialog": lambda dialog: (self.complaints.append("a dialog opened"), dialog.dismiss()),
        }
        for event, listener in self._listeners.items():
            page.on(event, listener)

    def open(self, path: str) -> Page:
        """Go to a page of the server, and wait for what it does by itself."""
        self.page.goto(self.address + path)
        if path.startswith("/explorer"):
            self.page.wait_for_selector("html[data-ready]")
        return self.page

    def follow(self, address: str) -> Page:
        """Go to another hash of the page that is open, and give the page as it is then."""
        follow = "hash => { history.replaceState(null, '', hash); dispatchEvent(new HashChangeEvent('hashchange')); }"
        self.page.evaluate(follow, address)
        return self.page

    def end(self) -> None:
        """Look at the page no longer."""
        for event, listener in self._listeners.items():
            self.page.remove_listener(event, listener)


class Windows:
    """Windows that one test after another opens its pages in: in a new one a page takes more than twice the time."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: defaultdict[tuple[object, ...], list[Page]] = defaultdict(list)

    @contextmanager
    def window(
        self, width: int = 1280, height: int = 800, scheme: str = "light", locale: str = "en-GB", *, script: bool = True
    ) -> Iterator[Visit]:
        """Lend a window in which nothing is open, with a store of its own, and empty both afterwards.

        A page that complained of anything but what tests do to it is wrong.
        """
        size, free = {"width": width, "height": height}, self._free[width, height, scheme, locale, script]
        if free:
            page = free.pop()
        else:
            context = self._browser.new_context(
                viewport=size, color_scheme=scheme, locale=locale, java_script_enabled=script
            )
            page = context.new_page()
        visit = Visit(page)
        yield visit
        assert [said for said in visit.complaints if not any(each in said for each in CAUSED)] == []
        if page.is_closed():
            return
        visit.end()
        page.unroute_all(behavior="ignoreErrors")
        page.evaluate("localStorage.clear(); sessionStorage.clear()")
        page.goto("about:blank")
        page.mouse.move(-1, -1)
        page.set_viewport_size(size)
        page.emulate_media(media="null", color_scheme=scheme, forced_colors="null", reduced_motion="null")
        for other in page.context.pages:
            if other is not page:
                other.close()
        free.append(page)


windows_of = cache(Windows)
