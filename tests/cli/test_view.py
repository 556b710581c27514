"""`ydkg view` from outside: what is refused leaves no trace, and what finds nothing is told."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

SVG = "{http://www.w3.org/2000/svg}"


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


@pytest.mark.browser
@pytest.mark.parametrize("at", ["", "view=places", "thing=gu-jun&focus=gu-jun+1&lang=zh"])
def test_a_view_is_drawn_as_a_picture_with_its_source(ydkg_run: Run, tmp_path: Path, at: str) -> None:
    """The picture as SVG is read by others, and says what it is and where it is from; as PNG it is twice as dense."""
    for kind in ("svg", "png"):
        done = ydkg_run("view", "-o", f"view.{kind}", "--at", at)
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
    words = ["".join(each.itertext()) for each in ET.parse(tmp_path / "view.svg").iter(f"{SVG}text")]  # noqa: S314 - our own
    assert ("长三角一体化" if "zh" in at else "Yangtze River Delta integration") in words
    assert any("20241204211812357" in each for each in words)
    assert {"Hefei"} <= set(words) or at.startswith("thing")
    raw = (tmp_path / "view.png").read_bytes()
    assert raw.startswith(b"\x89PNG")
    assert int.from_bytes(raw[16:20], "big") > 1400


@pytest.mark.browser
def test_what_cannot_be_drawn_is_said_in_one_line(
    ydkg_run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A table is no picture of lines, a page has no view to draw, and without a browser there is no picture."""
    for said, *arguments in (
        ("no picture as SVG", "view.svg", "--at", "view=milestones"),
        ("--at needs a picture", "view.html", "--at", "view=places"),
    ):
        done = ydkg_run("view", "-o", *arguments)
        assert done.returncode != 0
        assert said in done.stderr
        assert done.stderr.count("\n") == 1
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "none is found" in ydkg_run("view", "-o", "view.png").stderr
    assert list(tmp_path.iterdir()) == []
