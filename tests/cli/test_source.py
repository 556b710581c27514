"""``ydkg source``: the text out of a saved page, proven, and one clear line for what it is not."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import TYPE_CHECKING

from shipped import SOURCE, needs_source

if TYPE_CHECKING:
    from conftest import Lakes, Run


@needs_source
def test_the_text_is_taken_out_of_a_saved_page(ydkg_run: Run, tmp_path: Path) -> None:
    """The file that it writes is the document to the letter, and `verify` takes it."""
    title, day, body = Path(SOURCE).read_text(encoding="utf-8").split("\n")
    words = "".join(f"<p>{html.escape(part)}.</p>\n" for part in body.removesuffix(".").split(". "))
    page = f"<!doctype html><body><h1>{title}</h1><p>{day}</p>{words}<footer>Copyright</footer>"
    (tmp_path / "cut.html").write_text(page, encoding="utf-8")
    assert "sentence" not in ydkg_run("source", "cut.html").stdout
    page = f"<!doctype html><body><h1>{title}</h1><p>{day}</p><div>\r\n{html.escape(body)}\r\n</div><footer>Copyright"
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    done = ydkg_run("source", "page.html", "-o", "release.txt")
    assert (done.returncode, done.stdout) == (0, "")
    assert re.fullmatch(r"ydr:release-20241204: (\d+) of \1 passages are these words\n", done.stderr)
    assert (tmp_path / "release.txt").read_bytes() == Path(SOURCE).read_bytes()


@needs_source
def test_another_edition_says_where_it_first_differs(ydkg_run: Run, tmp_path: Path) -> None:
    """Nothing is written, and the line says what still holds."""
    text = Path(SOURCE).read_text(encoding="utf-8")
    (tmp_path / "other.txt").write_text(text.replace("5.4%", "5.5%"), "utf-8")
    done = ydkg_run("source", "other.txt", "-o", "release.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert "another edition of ydr:release-20241204: " in done.stderr
    assert "passages are these words, sentence 12 of 85 is not there\n" in done.stderr
    assert not (tmp_path / "release.txt").exists()
    (tmp_path / "cut.txt").write_text(text.split("\n", 2)[2].replace("5.4%", "5.5%"), "utf-8")
    assert "sentences 1, 2, 12 of 85 are not there\n" in ydkg_run("source", "cut.txt").stderr


def test_of_two_documents_in_a_file_the_other_is_named(ydkg_run: Run, lakes: Lakes, tmp_path: Path) -> None:
    """One is written, and a line says which is there too and is not written."""
    report, letter = (path.read_text(encoding="utf-8") for path in lakes.texts)
    (tmp_path / "both.txt").write_text(f"{report}\n{letter}", encoding="utf-8")
    for lang in ("en", "zh"):
        done = ydkg_run(*lakes.data, "source", "both.txt", "--lang", lang, "-o", "one.txt")
        assert done.returncode == 0
        first, second = done.stderr.splitlines()
        assert first.startswith("ydr:letter-20261201")
        assert "it holds ydr:report-20250310 too" in second
        assert (tmp_path / "one.txt").read_text(encoding="utf-8") == letter


def test_a_file_of_something_else_is_refused(ydkg_run: Run, tmp_path: Path) -> None:
    """A text without one sentence of a document, a binary file and no file are told in a line."""
    (tmp_path / "else.txt").write_text("Something else.", encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\x00")
    for name, said in (("else.txt", "no document of this graph"), ("picture.png", "binary"), ("none", "no such file")):
        done = ydkg_run("source", name)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith(f"ydkg: {name}: ")
        assert said in done.stderr
        assert done.stderr.count("\n") == 1
