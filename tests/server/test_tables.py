"""Tables of pages and the board of milestones: files for a spreadsheet, cards on a phone, lanes and their order."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from triples import HEAD
from ydkg.telling.spreadsheets import Spreadsheet, as_csv, csv_in_pieces

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Ask, Lakes, Launch, Reply
    from ydkg.telling.spreadsheets import Cell

openpyxl = pytest.importorskip("openpyxl")
BOM = b"\xef\xbb\xbf"


def rows_of(body: bytes) -> list[list[str]]:
    """Read CSV as a spreadsheet does."""
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))


@pytest.mark.parametrize("path", ["/things", "/metrics", "/milestones"])
def test_the_table_of_a_page_opens_in_a_spreadsheet(ask: Ask, path: str) -> None:
    """Its rows are there as CSV with a byte order mark, told as they are taken, and as a workbook (user trial)."""
    page = ask(path, Accept="text/html").body.decode()
    assert f'href="{path}.xlsx' in page
    assert f'href="{path}.csv' in page
    plain, workbook = ask(f"{path}.csv?for=excel"), ask(f"{path}.xlsx")
    assert plain.body.startswith(BOM)
    assert "attachment" in plain.headers["Content-Disposition"]
    assert plain.headers["Transfer-Encoding"] == "chunked"
    written = rows_of(plain.body)
    sheet = openpyxl.load_workbook(io.BytesIO(workbook.body)).active
    assert [cell.value for cell in sheet[1]] == written[0]
    assert sheet.max_row == len(written) > 10
    assert ask(f"{path}.txt").status == 404


#: Pages with counted sections, and how many of these have facts to take away.
COUNTED = {
    "/search?q=suzhou": 1,
    "/milestones?thing=shanghai-suzhou-huzhou-high-speed-railway": 0,
    "/id/anhui.html": 3,
    "/id/role-deputy-director.html": 1,
    "/id/passage-release-20241204-11432-11437.html": 2,
    "/id/new-quality-productive-forces.html": 3,
    "/id/shanghai-suzhou-huzhou-high-speed-railway.html": 4,
    "/id/food-safety-traceability-standards.html": 5,
    "/ontology": 7,
}


@pytest.mark.parametrize("path", COUNTED)
def test_beside_a_count_is_a_file_of_so_many_rows(ask: Ask, path: str) -> None:
    """Connections, details, milestones, what is rolled up and what is found: each can be taken away by itself."""
    page = ask(path, Accept="text/html").body.decode()
    beside = re.findall(r'<span class="count">(\d+)</span> <span class="take">.*?href="([^"]+\.csv[^"]*)"', page)
    counted = [(number, unescape(file)) for number, file in beside if "/metrics" not in file]
    assert len(counted) == COUNTED[path]
    for number, file in counted:
        assert len(rows_of(ask(file).body)) - 1 == int(number), file


@pytest.mark.parametrize("path", ["/questions", "/questions/checks", "/questions?q=line&lang=zh"])
def test_the_list_of_questions_is_a_file(ask: Ask, path: str) -> None:
    """As many questions or checks as the page lists are rows of the file beside them, in its language."""
    page = ask(path, Accept="text/html").body.decode().partition("<main")[2]
    file = re.search(r'href="([^"]+\.csv[^"]*)" download', page)
    assert file
    head, *rows = rows_of(ask(unescape(file[1])).body)
    assert head[-1] == ("名称" if "zh" in path else "name")
    listed = re.findall(r'<li>\s*<a href="/questions/([^"?]+/[^"?]+)', page)
    assert [row[-1] for row in rows] == listed
    assert all(row[1] and row[2] for row in rows)


@pytest.mark.parametrize(
    "path",
    ["/id/release-20241204.html", "/id/passage-release-20241204-11432-11437.html", "/id/role-deputy-director.html"],
)
def test_the_facts_of_a_document_and_of_its_passages_are_files(ask: Ask, path: str) -> None:
    """What a page lists of a document, a passage or a term opens in a spreadsheet, as CSV and as a workbook."""
    page = ask(path, Accept="text/html").body.decode()
    files = [unescape(each) for each in re.findall(r'href="(/id/[^"]+\.(?:csv|xlsx)[^"]*)" download', page)]
    assert len(files) >= 2
    for file in files:
        if ".csv" in file:
            head, *rows = rows_of(ask(file).body)
            assert head == ["heading", "fact", "editors’ note", "confidence", "source", "record"]
            assert rows
            assert all(row[0] and row[1] for row in rows)


def test_the_two_tables_of_metrics_are_two_files(ask: Ask) -> None:
    """Single figures have no columns of what they are not compared with; a thing has a file of its own figures."""
    single, compared = (rows_of(ask(f"/metrics.csv?table={each}").body) for each in ("single", "compared"))
    assert [len(single), len(compared)] == [32, 11]
    assert "baseline" not in single[0]
    assert [single[0][3], single[0][-2:]] == ["value", ["source", "record"]]
    of_thing = rows_of(ask("/metrics.csv?thing=shanghai-suzhou-huzhou-high-speed-railway").body)
    assert {row[1] for row in of_thing[1:]} == {"Shanghai-Suzhou-Huzhou high-speed railway"}
    assert len(rows_of(ask("/milestones.csv?thing=shanghai-suzhou-huzhou-high-speed-railway").body)) == 2


def test_the_file_has_what_the_page_shows(ask: Ask) -> None:
    """Filter and order of the page are those of the file (user trial)."""
    rows = rows_of(ask("/things.csv?kind=person&sort=-name").body)[1:]
    assert len(rows) == 7
    assert [row[0].casefold() for row in rows] == sorted((row[0].casefold() for row in rows), reverse=True)
    ahead = rows_of(ask("/metrics.csv?outcome=ahead").body)
    assert [row[0] for row in ahead[1:]] == ["vehicle-to-pile ratio"]


def test_bound_and_unit_stand_beside_their_number(ask: Ask) -> None:
    """In a file of figures a number is a number, and bound and unit have columns of their own (user trial)."""
    head, *rows = rows_of(ask("/metrics.csv").body)
    network = dict(zip(head, next(row for row in rows if row[0] == "length of network"), strict=True))
    assert (network["current"], network["current: bound"], network["current: unit"]) == ("7600", "more than", "km")
    assert (network["baseline"], network["baseline: unit"], network["stated change"]) == ("4150", "km", "+80%")
    assert network["difference, computed"] == "more than +3,450 km"


def test_compared_figures_stand_apart_from_single_ones(ask: Ask) -> None:
    """Metrics has a table of comparisons with a column Difference, and one of single figures (user trial)."""
    page = ask("/metrics", Accept="text/html").body.decode()
    tables = re.findall("<table.*?</table>", page, re.DOTALL)
    heads = [re.findall(r"<th scope=\"col\"[^>]*>([^<]+)", table) for table in tables]
    assert heads[0] == ["Metric", "Of", "Current", "Compared with", "Difference", "Chart", "Judgement", "Source"]
    assert heads[1] == ["Metric", "Of", "Value", "Period", "Value status", "Source"]
    assert [len(re.findall("<tr>", table)) - 1 for table in tables] == [10, 31]


def test_no_column_of_a_row_is_without_its_heading_on_a_phone(ask: Ask) -> None:
    """Every cell that says something names its column, so that a row can be shown as a card (user trial)."""
    for path in ("/metrics", "/things", "/questions/metrics/changes_since_2018"):
        page = ask(path, Accept="text/html").body.decode()
        cells = re.findall(r"<t[dh]((?: [^>]*)?)>", page.partition("<tbody>")[2])
        assert all("data-label" in cell or "void" in cell or 'scope="col"' in cell for cell in cells)


def test_an_answer_is_a_file_for_people_too(ask: Ask) -> None:
    """A question's answer for a spreadsheet has names, and no addresses but the passages, last (user trial)."""
    made = ask("/questions/infrastructure/under_construction.csv?for=excel")
    head, *rows = rows_of(made.body)
    assert head == ["thing", "stage", "as of", "source", "passages"]
    assert all("https://" not in cell for row in rows for cell in row[:-1])
    workbook = ask("/questions/infrastructure/under_construction.xlsx").body
    assert openpyxl.load_workbook(io.BytesIO(workbook)).active.max_row == len(rows) + 1


def test_the_csv_of_programs_stays_as_the_protocol_has_it(ask: Ask) -> None:
    """Without being asked for, nothing is put before CSV, and its columns are the variables."""
    body = ask("/questions/infrastructure/under_construction.csv").body
    assert body.startswith(b"thing,thingLabel,")


def test_the_download_page_has_the_lists_of_all_pages(ask: Ask) -> None:
    """Each list that a page shows is there as a file, by the same address as on its own page."""
    page = ask("/download?lang=en", Accept="text/html").body.decode()
    files = [unescape(each) for each in re.findall(r'href="([^"]+\.csv[^"]*)" download', page)]
    assert {urlsplit(each).path for each in files} == {
        *("/things.csv", "/metrics.csv", "/milestones.csv"),
        *("/questions.csv", "/questions/checks.csv"),
    }
    for file in files:
        assert len(rows_of(ask(file).body)) > 5, file


LANE = re.compile(r'<section aria-labelledby="(\w+)">(.*?)</section>', re.DOTALL)
CARD = re.compile(r'<li class="modality-(\w+)">(.*?)(?=<li class="modality|</section>|\Z)', re.DOTALL)


def lanes(page: Reply) -> dict[str, str]:
    """Give the markup of the lanes by their names, in the page's order."""
    assert page.status == 200
    return dict(LANE.findall(page.body.decode()))


def records(markup: str) -> list[str]:
    """Name the milestones of a lane."""
    return re.findall(r'href="/id/(milestone-[^"?]+)', markup)


def test_every_milestone_stands_once_in_the_lane_of_its_modality(ask: Ask) -> None:
    """Planned, under way and done are three lanes, what is to come first; a plan whose day has passed stays a plan."""
    found = lanes(ask("/milestones"))
    assert list(found) == ["Planned", "Underway", "Done"]
    assert [len(records(markup)) for markup in found.values()] == [16, 16, 35]
    assert len({record for markup in found.values() for record in records(markup)}) == 67
    for modality, markup in found.items():
        assert {told for told, _ in CARD.findall(markup)} == {modality}


def test_themes_begin_with_a_capital(ask: Ask) -> None:
    """They stand side by side there, and in no sentence."""
    chips = ask("/milestones").body.decode().partition('<nav class="chips')[2].partition("</nav>")[0]
    themes = [words.strip() for words in re.findall(r"<a [^>]*>([^<]+)<span", chips)]
    assert len(themes) > 10
    assert all(theme[0].isupper() for theme in themes)


def test_a_promise_has_its_answers_and_a_deed_has_none(ask: Ask) -> None:
    """The railway that was to open by the end of 2024 opened in time, by four pages; the airport line in part."""
    found = lanes(ask("/milestones"))
    cards = {records(card)[0]: card for _, card in CARD.findall(found["Planned"])}
    railway = cards["milestone-shanghai-suzhou-huzhou-high-speed-railway-operational-planned"]
    assert "✓ in operation since 26 December 2024, in time" in railway
    assert railway.count('rel="nofollow noreferrer noopener"') == 4
    airport = next(card for name, card in cards.items() if "airport-link-line" in name)
    assert "◐ in part, 59 of 68.6 km: in operation since 27 December 2024" in airport
    assert all("<strong>" in card for card in cards.values())
    assert "<strong>" not in found["Done"]


def test_days_come_in_order_and_what_has_none_says_so(ask: Ask) -> None:
    """What is to be by the end of 2024 stands before what is to be by the end of 2025, and before what has no day."""
    planned = lanes(ask("/milestones"))["Planned"]
    assert (
        planned.index("by the end of 2024")
        < planned.index("at provincial level by 2025")
        < planned.index("No date said")
    )


def test_a_theme_shows_its_part(ask: Ask) -> None:
    """The board of one theme is part of the whole; a theme that there is not shows the whole."""
    whole = {record for markup in lanes(ask("/milestones")).values() for record in records(markup)}
    body = ask("/milestones").body.decode()
    slug, count = re.findall(r'href="/milestones\?theme=([^"]+)"[^>]*>[^<]*<span class="count">(\d+)<', body)[0]
    part = {record for markup in lanes(ask(f"/milestones?theme={slug}")).values() for record in records(markup)}
    assert len(part) == int(count)
    assert part < whole
    assert {record for markup in lanes(ask("/milestones?theme=none")).values() for record in records(markup)} == whole


def test_the_board_is_a_file_whose_rows_are_told_as_they_are_taken(ask: Ask) -> None:
    """Its rows are those of the lanes, in their order; who has it already, by language and part, is told so at once."""
    whole = ask("/milestones.csv")
    rows = list(csv.DictReader(io.StringIO(whole.body.decode("utf-8-sig"))))
    shown = [record for markup in lanes(ask("/milestones")).values() for record in records(markup)]
    assert [row["record"].rpartition("/")[2] for row in rows] == shown
    assert whole.headers["Transfer-Encoding"] == "chunked"
    tag = whole.headers["ETag"]
    assert ask("/milestones.csv", If_None_Match=tag).status == 304
    head = ask("/milestones.csv", "HEAD")
    assert (head.body, head.headers["Content-Length"]) == (b"", None)
    theme = re.search(r'href="/milestones\?(theme=[^"]+)"', ask("/milestones").body.decode())
    assert theme
    for other in ("lang=zh", theme[1]):
        part = ask(f"/milestones.csv?{other}", If_None_Match=tag)
        assert (part.status, part.headers["ETag"] == tag) == (200, False), other


def test_of_a_table_in_pieces_no_row_is_told_before_its_turn() -> None:
    """The headings are there at once, and rows by and by: together they are the table."""
    told = list[int]()

    def rows() -> Iterator[list[Cell]]:
        for number in range(120):
            told.append(number)
            yield [number, f"={number}"]

    pieces, counts = list[bytes](), list[int]()
    for piece in csv_in_pieces(["number", "words"], rows()):
        pieces.append(piece)
        counts.append(len(told))
    assert counts == [0, 50, 100, 120]
    assert b"".join(pieces) == as_csv(Spreadsheet("", ["number", "words"], list(rows())))


def test_a_collection_without_later_pages_has_a_board_too(lakes: Lakes, launch: Launch) -> None:
    """Where nothing later is loaded, no answer is given."""
    with launch(*lakes.data) as site:
        status, _, body = site.ask("/milestones")
    assert status == 200
    assert b"<strong>" not in body.split(b"<main")[1]


def test_of_many_themes_those_with_most_milestones_are_offered_first(tmp_path: Path, launch: Launch) -> None:
    """The others are behind one more, and the one that is chosen is there in any case."""
    told = [f'ydr:theme-{n} a skos:Concept ; skos:inScheme ydr:focus-areas ; rdfs:label "t{n}"@en .' for n in range(45)]
    told += [
        f'ydr:milestone-{n} a yd:Milestone ; rdfs:label "m{n}"@en ; yd:about ydr:theme-{n % 45} ; yd:modality yd:Done .'
        for n in range(45 + 44)
    ]
    (tmp_path / "themes.ttl").write_text(HEAD + "\n".join(told), encoding="utf-8")

    def offered(path: str) -> list[str]:
        page = site.ask(path)[2].decode()
        return re.findall(r'href="([^"]+)"', page.partition('<nav class="chips')[2].partition("</nav>")[0])

    with launch("--data", str(tmp_path)) as site:
        first, chosen = offered("/milestones"), offered("/milestones?theme=theme-44")
        assert len(first) == len(chosen) == 1 + 40 + 1
        assert chosen[1] == "/milestones?theme=theme-44"
        every = offered(first[-1])
        assert len(every) == 1 + 45
        assert every[-1] == "/milestones?theme=theme-9"
        assert "/milestones?theme=theme-44" not in first
