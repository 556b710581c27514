"""What the atlas, the pages and the verbs say today is what they said when somebody last looked at it."""

from __future__ import annotations

import shutil
from difflib import unified_diff

import pytest
import texts
import verbs
from write import FACES, golden

#: Verbs that are called by no line of a table, and those of which the help alone is held: what they say hangs on where
#: they run.
ELSEWHERE = {"export", "mcp", "reason"} | {"completion", "index", "push", "serve"}
_MOST = 60


@pytest.mark.parametrize("face", sorted(FACES.keys() - {"reason"}))
def test_a_face_says_what_it_said(face: str) -> None:
    """After a change on purpose, `python tests/golden/write.py` writes the files anew."""
    _compare(face)


@pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java")
@pytest.mark.usefixtures("one_java", "inferred_once")
def test_what_follows_is_what_followed() -> None:
    """The conclusions are the same triples, and a contradiction is told in the same words."""
    _compare("reason")


def _compare(face: str) -> None:
    """Write a face anew, and see that no file differs."""
    old, new = golden(face), FACES[face]()
    assert sorted(new) == sorted(old)
    changed = [
        line
        for name in sorted(new)
        if new[name] != old[name]
        for line in unified_diff(old[name].splitlines(), new[name].splitlines(), name, "now", n=0, lineterm="")
    ]
    assert not changed, "\n".join(["`python tests/golden/write.py` writes these anew:", *changed[:_MOST]])


def test_every_verb_is_called() -> None:
    """A verb that comes later has its words held too."""
    called = {call[0] for call in verbs.CALLS.values()} | {call[0] for calls in texts.CALLS.values() for call in calls}
    assert set(verbs.VERBS) - called == ELSEWHERE
