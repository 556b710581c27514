"""What the atlas, the pages and the verbs say today is what they said when somebody last looked at it."""

from __future__ import annotations

from difflib import unified_diff
from itertools import chain

import pages
import pytest
import texts
import verbs
from starlette.routing import Match, Route
from write import FACES, golden

from shipped import needs_java
from ydkg.server import app

#: Verbs that no line of the table calls: some are called elsewhere, and one prints what click does.
ELSEWHERE = {"export", "later", "reason", "review"}
_MOST = 60


@pytest.mark.parametrize("face", sorted(FACES.keys() - {"reason"}))
def test_a_face_says_what_it_said(face: str) -> None:
    """After a change on purpose, `python tests/golden/write.py` writes the files anew."""
    _compare(face)


@needs_java
@pytest.mark.usefixtures("one_java", "inferred_once")
def test_what_follows_is_what_followed() -> None:
    """The conclusions are the same triples, and a contradiction is told in the same words."""
    _compare("reason")


def _compare(face: str) -> None:
    """Write a face anew, and see that no answer differs."""
    old, new = golden(face), FACES[face]()
    assert new.keys() ^ old.keys() == set()
    changed = [
        line
        for name in sorted(new)
        if new[name] != old[name]
        for line in unified_diff(old[name].splitlines(), new[name].splitlines(), name, "now", n=0, lineterm="")
    ]
    assert not changed, "\n".join(["`python tests/golden/write.py` writes these anew:", *changed[:_MOST]])


def test_every_verb_is_called() -> None:
    """A verb that comes later has its words held too."""
    called = {call[0] for call in verbs.CALLS} | {call[0] for calls in texts.CALLS.values() for call in calls}
    assert set(verbs.VERBS) - called == ELSEWHERE


def test_every_address_of_the_site_is_asked() -> None:
    """A page, a table or a file that comes later is held too, at an address of its own."""
    asked = [*chain(*pages.PAGES.values()), *(path for path, _ in pages.ADDRESSES), *pages.WHOLE, *pages.SHEETS]
    routes = [route for page in app.pages() for route in page.routes]
    met = []
    for path in (*asked, pages.UNKNOWN[0]):
        method = "POST" if path == pages.UNKNOWN[0] else "GET"
        scope = {"type": "http", "path": path.partition("?")[0], "method": method, "root_path": ""}
        met.append(next((route for route in routes if route.matches(scope)[0] is Match.FULL), None))
    assert [route.path for route in routes if isinstance(route, Route) and not any(route is each for each in met)] == []
