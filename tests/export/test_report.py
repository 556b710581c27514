"""Dossiers: every row leads to its sources, in Word and in HTML, in both languages."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from docx import Document
from pyoxigraph import RdfFormat, Store

from triples import HEAD
from ydkg.export.report import WRITERS
from ydkg.graph.graph import Graph
from ydkg.telling.atlas import atlas_of
from ydkg.telling.dossier import tell_dossier

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Lakes, Run

RAILWAY = "shanghai-suzhou-huzhou-high-speed-railway"
HOSTILE = "<script>alert(1)</script> =1+1 \U0001f980"


def report(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Call the verb as people do."""
    command = [sys.executable, "-m", "ydkg", "report", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


class Tables(HTMLParser):
    """What a page has: its rows as texts of cells, and where its sources lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.sources: dict[str, str] = {}
        self._source, self._cell = "", False
        self.tags: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: D102 - the library's
        named = dict(attrs)
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        self._cell = self._cell or tag in {"td", "th"}
        if tag in {"td", "th"}:
            self.rows[-1].append("")
        if tag == "li":
            self._source = str(named["id"])
            self.sources[self._source] = ""
        if tag == "a" and self._source:
            self.sources[self._source] = str(named["href"])

    def handle_endtag(self, tag: str) -> None:  # noqa: D102 - the library's
        self._cell = self._cell and tag not in {"td", "th"}

    def handle_data(self, data: str) -> None:  # noqa: D102 - the library's
        if self._cell:
            self.rows[-1][-1] += data


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_page_has_what_was_promised_and_every_row_its_source(tmp_path: Path, lang: str) -> None:
    """A railway: planned by a day, opened since; rows cite numbers, and all numbers are of sources with an address."""
    done = report(RAILWAY, "-o", str(tmp_path / "line.html"), "--lang", lang)
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "line.html").read_text()
    told = Tables(page)
    facts = [row for row in told.rows if "[" in row[-1]]
    cited = {int(number) for row in facts for number in re.findall(r"\[(\d+)\]", row[-1])}
    assert cited == set(range(1, len(told.sources) + 1))
    assert len(facts) + page.count("<h2>") - 1 == len(told.rows)  # all but the headings
    assert all(link.startswith(("https://", "http://")) for link in told.sources.values())
    assert any("#:~:text=" in link for link in told.sources.values())
    [promise] = [row for row in facts if "✓" in row[1]]
    wanted = ("in operation since 26 December 2024", "in time") if lang == "en" else ("2024年12月26日", "如期")
    assert all(word in promise[1] for word in wanted), promise
    [read] = [
        row
        for row in facts
        if row[0].startswith(("Shanghai-Suzhou-Huzhou high-speed railway connects Suzhou", "沪苏湖高铁连接苏州"))
    ]
    assert read[0].endswith("read from the name" if lang == "en" else "据名称判断"), read
    assert ("zh-Hans" if lang == "zh" else "en") in page[:60]
    assert "http-equiv" in page
    assert "script" not in told.tags


def test_a_document_of_word_has_the_same(tmp_path: Path) -> None:
    """Headings, rows and links are those of the page; Word's own package is whole."""
    for name in ("anhui.docx", "anhui.html"):
        assert report("Anhui", "-o", str(tmp_path / name), "--lang", "zh").returncode == 0
    page = (tmp_path / "anhui.html").read_text()
    told, document = Tables(page), Document(str(tmp_path / "anhui.docx"))
    assert document.core_properties.title == "安徽省"
    heads = [each.text for each in document.paragraphs if each.style and each.style.name == "Heading 1"]
    assert heads == re.findall("<h2>(.*?)</h2>", page)
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    assert rows == told.rows
    assert any("钟岚" in cell or "Zhong Lan" in cell for row in rows for cell in row)
    links = {link.address for each in document.paragraphs for link in each.hyperlinks}
    assert {link.partition("#")[0] for link in links} == {link.partition("#")[0] for link in told.sources.values()}
    assert ZipFile(tmp_path / "anhui.docx").testzip() is None


def test_a_theme_sets_figures_beside_their_targets(tmp_path: Path) -> None:
    """Figures in one unit are drawn from nought, each as long as it is; what is hoped for is light."""
    report("new-quality-productive-forces", "-o", str(tmp_path / "theme.docx"))
    cells = [row.cells[0] for table in Document(str(tmp_path / "theme.docx")).tables for row in table.rows]
    [piles] = [cell for cell in cells if "1.55 against a target of 1.9" in cell.text]
    bars = [each.text for each in piles.paragraphs[1:]]
    assert [bar.count("█") + bar.count("░") for bar in bars] == [round(24 * 1.55 / 1.9), 24]
    assert [("░" in bar) for bar in bars] == [False, True]
    assert "1.9" in bars[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("Anhui", "-o", "anhui.pdf"), "-o FILE.docx or -o FILE.html"),
        (("Anhiu", "-o", "anhui.html"), "did you mean 'Anhui'"),
        (("release-20241204", "-o", "record.html"), "a dossier is of a thing"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    """Nothing is written."""
    done = report(*arguments[:-1], str(tmp_path / arguments[-1]))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert said in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_collection_of_ones_own_has_dossiers(lakes: Lakes, tmp_path: Path, ydkg_run: Run) -> None:
    """A place has its figures, and the line that is to connect it what became of it."""
    for name in ("Norvik", "Ring Railway"):
        assert ydkg_run("report", name, "-o", str(tmp_path / f"{name}.html"), *lakes.data).returncode == 0
    assert any("150" in row[0] for row in Tables((tmp_path / "Norvik.html").read_text()).rows)
    assert "Norvik" in (tmp_path / "Ring Railway.html").read_text()


def test_hostile_names_are_words(tmp_path: Path) -> None:
    """A name is text in both formats, whatever it looks like."""
    store = Store()
    store.load(f'{HEAD}ydr:x a yd:Place ; rdfs:label "{HOSTILE}"@en .'.encode(), format=RdfFormat.TURTLE)
    dossier = tell_dossier(atlas_of(Graph(store)), "x")
    page = WRITERS["html"](dossier, "en")
    assert isinstance(page, str)
    assert "script" not in Tables(page).tags
    document = WRITERS["docx"](dossier, "en")
    assert isinstance(document, bytes)
    (tmp_path / "x.docx").write_bytes(document)
    assert HOSTILE in Document(str(tmp_path / "x.docx")).paragraphs[0].text
