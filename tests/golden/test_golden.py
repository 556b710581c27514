"""What the atlas, the pages and the verbs say today is what they said when somebody last looked at it."""

from __future__ import annotations

from difflib import unified_diff

import pytest
from write import FACES, golden

_MOST = 60


@pytest.mark.parametrize("face", FACES)
def test_a_face_says_what_it_said(face: str) -> None:
    """After a change on purpose, `python tests/golden/write.py` writes the files anew."""
    old, new = golden(face), FACES[face]()
    assert sorted(new) == sorted(old)
    changed = [
        line
        for name in sorted(new)
        if new[name] != old[name]
        for line in unified_diff(old[name].splitlines(), new[name].splitlines(), name, "now", n=0, lineterm="")
    ]
    assert not changed, "\n".join(["`python tests/golden/write.py` writes these anew:", *changed[:_MOST]])
