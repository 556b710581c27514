"""A server of a graph with more things than a page, a menu or a picture can show, with little memory for its work."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.atlases import data_of

from triples import HEAD
from ydkg.server.directory import AROUND, LARGE, SHOWN
from ydkg.server.paging import ANSWER_ROWS, FACTS, FEWER

from .conftest import ON_DISK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from conftest import Launch, Running

_OFFICES, _FIGURES, _MENTIONS = LARGE + 100, 9 * FACTS, 3 * FACTS
_HUB = """
ydr:ministry a org:Organization ; rdfs:label "Ministry"@en, "部"@zh-hans .
ydr:metric-desks a yd:Metric ; rdfs:label "desks"@en, "办公桌数量"@zh-hans ; qudt:hasUnit unit:NUM .
ydr:report a yd:Document ; rdfs:label "Report"@en ; dcterms:title "Report"@en .
ydr:notes a yd:Document ; rdfs:label "Notes"@en ; dcterms:title "Notes"@en .
ydr:words a yd:Passage, yd:Sentence ; yd:inDocument ydr:report ; yd:start 0 ; yd:end 9 .
"""


def _office(number: int) -> str:
    return (
        f'ydr:office-{number} a org:Organization ; rdfs:label "Office {number:04}"@en ; '
        f"org:subOrganizationOf ydr:ministry .\n"
    )


def _mention(number: int) -> str:
    start, end = number * 10, number * 10 + 8
    passage = f"ydr:passage-report-{start}-{end}"
    said = f"{passage} a yd:Passage ; yd:inDocument ydr:report ; yd:start {start} ; yd:end {end} ."
    return f"{said} ydr:ministry yd:mentionedIn {passage} .\n"


def _figure(number: int) -> str:
    return (
        f'ydr:figure-{number:04} a yd:Observation ; rdfs:label "figure {number}"@en ; yd:about ydr:office-{number} ; '
        f"yd:metric ydr:metric-desks ; yd:value {number}.0 ; qudt:hasUnit unit:NUM ; yd:bound yd:Exactly ; "
        "yd:valueStatus yd:Actual ; prov:wasDerivedFrom ydr:words .\n"
    )


def _written(folder: Path) -> Path:
    """Write offices under a ministry named often, some with figures."""
    offices = "".join(map(_office, range(_OFFICES)))
    figures = "".join(map(_figure, range(_FIGURES)))
    mentions = "".join(map(_mention, range(_MENTIONS)))
    (folder / "offices.ttl").write_text(HEAD + _HUB + offices + figures + mentions, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory, launch: Launch) -> Iterator[Running]:
    """A server of offices under a ministry, whose own work may take 256 MB."""
    folder = _written(tmp_path_factory.mktemp("large"))
    with launch("--data", str(folder), job_memory_limit=256 * 1024 * 1024) as server:
        yield server


def _page(server: Running, path: str) -> str:
    status, _, body = server.ask(path, Accept="text/html")
    assert status == 200, path
    return body.decode()


def _listed(page: str) -> list[str]:
    return re.findall(r'<th scope="row"[^>]*><a class="thing" href="/id/([^"]+)"', page)


def test_the_index_of_things_turns_its_pages(large: Running) -> None:
    """Every thing stands on one page, in the order of all; the count is that of all; letters narrow it."""
    path, found = "/things", list[str]()
    while path:
        page = _page(large, path)
        found += _listed(page)
        assert len(_listed(page)) <= 200
        onward = re.search(r'rel="next" href="([^"]+)"', page)
        path = onward[1].replace("&amp;", "&") if onward else ""
    assert len(found) == len(set(found)) == _OFFICES + 2
    offices = [name for name in found if name.startswith("office-")]
    assert offices == [f"office-{number}" for number in range(_OFFICES)]
    assert f"{_OFFICES + 2:,} entities" in _page(large, "/things")
    assert _listed(_page(large, "/things?q=office+0123")) == ["office-123"]
    assert _listed(_page(large, "/things?sort=relations"))[0] == "ministry"
    assert large.ask("/things?page=999")[0] == 404


def test_metrics_turn_their_pages_in_smaller_parts(large: Running) -> None:
    """Where a list is long a page shows fewer of it, each figure once; the file has all, in the same order."""
    found = list[list[str]]()
    for number in range(1, _FIGURES // FEWER + 1):
        page = _page(large, f"/metrics?page={number}")
        found.append(re.findall(r'class="value" href="/id/(figure-[^"]+)"', page))
    assert {len(each) for each in found} == {FEWER}
    assert 'rel="next"' not in page
    shown = [name for each in found for name in each]
    assert len(set(shown)) == _FIGURES
    _, headers, body = large.ask("/metrics.csv")
    assert headers["transfer-encoding"] == "chunked"
    assert re.findall(r"/id/(figure-\d+)\r\n", body.decode()) == shown


def test_home_counts_all_and_draws_the_most_connected(large: Running) -> None:
    """The numbers are those of the whole graph; the figure has so many things at most, and the ministry among them."""
    page = _page(large, "/")
    assert f"<dd>{_OFFICES + 2:,}</dd>" in page
    assert f"<dd>{_FIGURES}</dd>" in page
    assert 0 < page.count('<path class="family-') <= SHOWN


def test_a_thing_with_many_relations_and_a_metric_with_many_figures_turn_their_pages(large: Running) -> None:
    """Each page tells so many facts and how many there are; together all are told, each once."""
    for path, pattern, count in (
        ("/id/ministry.html", r'<a href="/id/(office-\d+)"', _OFFICES),
        ("/id/metric-desks.html", r'class="value"><a href="/id/(figure-\d+)"', _FIGURES),
    ):
        told = list[str]()
        for number in range(1, -(-count // FEWER) + 1):
            page = _page(large, f"{path}?page={number}")
            main = page[page.index('<div class="body">') :]
            told += dict.fromkeys(re.findall(pattern, main))
            assert f'<span class="count">{count}</span>' in page
        assert len(told) == len(set(told)) == count
        assert 'class="button" rel="next"' not in page


def test_where_a_thing_is_named_turns_with_its_pages(large: Running) -> None:
    """Each page tells so many of the passages, in the order of the text; together all are told, each once."""
    told = list[str]()
    for number in range(1, _MENTIONS // FEWER + 1):
        page = _page(large, f"/id/ministry.html?page={number}")
        found = dict.fromkeys(re.findall(r'href="/id/(passage-report-\d+-\d+)"', page[page.index('id="mentions"') :]))
        assert len(found) == FEWER
        told += found
    assert told == [f"passage-report-{number * 10}-{number * 10 + 8}" for number in range(_MENTIONS)]


def test_figures_and_answers_turn_their_pages(large: Running) -> None:
    """So does the table of metrics, and that of a question; things are typed there, for no menu has them all."""
    assert f'<span class="count">{_FIGURES}</span>' in _page(large, f"/metrics?page={_FIGURES // FEWER}")
    answer = _page(large, f"/questions/metrics/all_figures?page={-(-_FIGURES // ANSWER_ROWS)}")
    assert f"{_FIGURES} rows" in answer
    assert answer.count("<tr>") == (_FIGURES - 1) % ANSWER_ROWS + 2
    assert "<option" not in _page(large, "/questions/metrics/figures_of_a_metric")


def test_an_answer_with_very_many_rows_is_told_page_by_page(large: Running) -> None:
    """The page has its rows and the number of all; its files have the same rows, one that names no page has all."""
    path = "/questions/checks/edges_without_statement"
    page = _page(large, f"{path}?page=2")
    assert f"{_OFFICES:,} rows" in page
    assert "The files have the rows of this page." in page
    files = set(re.findall(rf'href="({path}\.[a-z]+\?page=2)"', page))
    assert len(files) == 5
    rows = list[str]()
    for number in range(1, -(-_OFFICES // ANSWER_ROWS) + 1):
        part = _page(large, f"{path}.csv?page={number}").splitlines()[1:]
        assert len(part) <= ANSWER_ROWS
        rows += part
        if number == 2:
            assert all(f"/id/{line.split(',')[0].rpartition('/')[2]}" in page for line in part)
    assert rows == _page(large, f"{path}.csv").splitlines()[1:]
    assert len(set(rows)) == _OFFICES


def test_the_explorer_opens_on_an_overview_or_a_focus(large: Running) -> None:
    """It has so many things at most; with a focus that thing and those around it, to which its own page leads."""
    large.eventually(lambda: json.loads(large.ask()[2])["prepared"], "all that is made beforehand")
    before = json.loads(large.ask()[2])["pool"]["served"]
    assert "Network of 12 entities" in _page(large, "/explorer")
    assert "Network of 2 entities" in _page(large, "/explorer?focus=office-7")
    assert json.loads(large.ask()[2])["pool"]["served"] == before + 1  # one was there, the other was made in one go
    assert 'href="/explorer?focus=office-7#thing=office-7"' in _page(large, "/id/office-7.html")


def test_a_hub_in_the_explorer_brings_few_of_its_neighbours_and_of_its_mentions(large: Running) -> None:
    """The most connected, and the first passages that name it; its own page tells of all."""
    around = _page(large, "/explorer?focus=metric-desks")
    assert f"Network of {AROUND} entities" in around
    assert re.findall(r"<title>(.*?):", around) == re.findall(r"<title>[^<]* – (.*?)</title>", _page(large, "/things"))
    sources = data_of(_page(large, "/explorer?focus=ministry"))["sources"]
    assert sorted(each["start"] for each in sources) == [10 * number for number in range(20)]


@pytest.mark.browser
def test_the_explorer_says_of_how_many_it_shows_a_part(large: Running, browser: Browser) -> None:
    """Beside the title, in the panel, below the picture and in the Turtle, in both languages; its page has the rest."""
    with browser.new_context(locale="en-GB") as context:
        page = context.new_page()
        for address, all_of_it in (
            ("/explorer", f"12 of the graph’s {_OFFICES + 2:,} entities; the page of each tells all."),
            ("/explorer?focus=metric-desks", f"49 of {_FIGURES} entities around desks: its page tells all"),
        ):
            page.goto(large.address + address)
            page.wait_for_selector("html[data-ready]")
            assert [page.inner_text(each) for each in ("#part", "#panel .definition >> nth=0")] == [all_of_it] * 2
            assert page.inner_text("#scope").endswith(f"of {_OFFICES + 2:,} entities")
            assert not page.is_visible("#part-brief")
        assert page.get_attribute("#part a", "href") == f"{large.address}/id/metric-desks"
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.inner_text(".masthead .title p:visible") == f"{AROUND} of {_OFFICES + 2:,} entities"
        page.set_viewport_size({"width": 1280, "height": 720})
        page.goto(f"{large.address}/explorer?focus=ministry#thing=ministry")
        page.wait_for_selector("html[data-ready]")
        sections = dict(text.split("\n", 1) for text in page.locator("#panel section").all_inner_texts())
        assert sections["Connections"] == f"0 of {_OFFICES:,}"
        assert f"20 of {_MENTIONS}\n\nThe first 20 of {_MENTIONS} places where it is named." in sections["In the text"]
        assert page.get_by_text("Only a part of it is here: ").get_by_role("link").count() == 1
        page.fill("#query", "Office 0042")
        assert page.inner_text("#hits") == "Nothing in this part of the graph is called “Office 0042”"
        page.get_by_text("Take away", exact=True).click()
        with page.expect_download() as download:
            page.get_by_role("button", name="Visible part as Turtle").click()
        turtle = Path(download.value.path()).read_text(encoding="utf-8")
        assert turtle.startswith(f"# 1 of the graph’s {_OFFICES + 2:,} entities; the page of each tells all.\n@prefix")
        assert f"# ydr:ministry: The first 20 of {_MENTIONS} places where it is named.\nydr:ministry " in turtle
        page.click("#language")
        assert page.inner_text("#part") == f"图谱共{_OFFICES + 2}个条目，此处为其中1个；各条目的页面有其全部内容。"
        assert f"共{_MENTIONS}处提及，此处为前20处。" in page.inner_text("#panel")


def test_things_are_found_by_name(large: Running) -> None:
    """Search asks the same directory; the name of one thing leads there, a wrong address tells what is near."""
    status, headers, _ = large.ask("/search?q=Office+0042", Accept="text/html")
    assert (status, headers["location"]) == (303, "/id/office-42")
    status, _, body = large.ask("/id/ofice-0042", Accept="text/html")
    assert status == 404
    assert "Office" in body.decode()


def test_what_pages_have_in_common_is_made_once_where_there_is_an_index(
    large: Running, tmp_path: Path, launch: Launch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Processes that make a page each find loaded what all take; of a graph in memory each page is made once."""

    def loaded(server: Running) -> bool:
        first = server.named("ydkg-forkserver")[:1]
        return any("_igraph" in Path(f"/proc/{process}/maps").read_text(encoding="utf-8") for process in first)

    monkeypatch.delenv("YDKG_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "data").mkdir()
    with launch("--data", str(_written(tmp_path / "data")), program=ON_DISK) as server:
        server.eventually(lambda: loaded(server), "what pages have in common")
        assert "Network of 2 entities" in _page(server, "/explorer?focus=office-7")
    assert not loaded(large)


def test_each_document_has_its_own_page_of_coverage(tmp_path: Path, launch: Launch) -> None:
    """Of several documents each is led to by its number, with what its sentences carry; too far leads to the last."""
    others = "".join(
        f'ydr:report-{name} a yd:Document ; rdfs:label "Report {name}"@en ; dcterms:title "Report {name}"@en .\n'
        f"ydr:words-{name} a yd:Passage, yd:Sentence ; yd:inDocument ydr:report-{name} ; yd:start 0 ; yd:end 9 .\n"
        for name in "ab"
    )
    (tmp_path / "reports.ttl").write_text(HEAD + _HUB + others + _office(1) + _figure(1), encoding="utf-8")
    with launch("--data", str(tmp_path)) as server:
        led = [server.ask(f"/coverage{asked}")[1]["location"] for asked in ("", "?page=2", "?page=3", "?page=9")]
        tables = [server.ask(f"/coverage.csv?{asked}")[1]["location"] for asked in ("for=excel", "table=facts")]
        second = _page(server, led[1].partition("#")[0])
    assert [each.removeprefix("/id/") for each in led] == [
        f"report{each}.html#sentences" for each in ("", "-a", "-b", "-b")
    ]
    assert tables == ["/id/report.csv?for=excel&part=sentences#sentences", "/id/report.csv?part=facts#sentences"]
    assert "0 of 1 sentences carry facts." in second
