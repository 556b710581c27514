"""`ydkg view` from outside: what is refused leaves no trace, and what finds nothing is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run


def test_a_query_that_finds_nothing_is_told(ydkg_run: Run, tmp_path: Path) -> None:
    """The page says that there is nothing to draw, and so does the command, which has done what was asked."""
    (tmp_path / "none.rq").write_text("SELECT ?s WHERE { ?s a yd:Journey ; yd:connects ydr:hefei }", encoding="utf-8")
    done = ydkg_run("view", "-o", "page.html", "--query", "none.rq")
    assert done.returncode == 0
    assert "none.rq: it finds nothing that can be drawn" in done.stderr
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "The graph is empty" in page
    assert "<script" not in page


@pytest.mark.parametrize(
    ("says", "said"),
    [
        ('data-bounds="115 28 123 35"', "approval number"),
        ('data-approval="GS(2099)1"', "edges in degrees"),
        ('data-approval="GS(2099)1" data-bounds="123 28 115 35"', "edges in degrees"),
        ('data-approval="GS(2099)1" data-bounds="nan 28 123 35"', "edges in degrees"),
    ],
)
def test_a_map_that_nobody_approved_or_that_shows_it_knows_not_what_is_refused(
    ydkg_run: Run, tmp_path: Path, says: str, said: str
) -> None:
    """Maps of several provinces need an approval number, and are laid by their degrees."""
    (tmp_path / "map.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg" {says}/>', encoding="utf-8")
    done = ydkg_run("view", "-o", "page.html", "--base", "map.svg")
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert not (tmp_path / "page.html").exists()
