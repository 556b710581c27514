"""Tables of pages: as files for a spreadsheet, as cards on a phone, and what is told beside figures."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Reply

openpyxl = pytest.importorskip("openpyxl")
BOM = b"\xef\xbb\xbf"


def rows_of(body: bytes) -> list[list[str]]:
    """Read CSV as a spreadsheet does."""
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))


def text_of(reply: Reply) -> str:
    """Give the words of a page, with single spaces."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", reply.body.decode()))


@pytest.mark.parametrize("path", ["/things", "/metrics", "/milestones"])
def test_the_table_of_a_page_opens_in_a_spreadsheet(ask: Callable[..., Reply], path: str) -> None:
    """Beside the table of a page are its rows as CSV with a byte order mark and as a workbook (user trial)."""
    page = ask(path, Accept="text/html").body.decode()
    assert f'href="{path}.xlsx' in page
    assert f'href="{path}.csv' in page
    plain, book = ask(f"{path}.csv?for=excel"), ask(f"{path}.xlsx")
    assert plain.body.startswith(BOM)
    assert "attachment" in plain.headers["Content-Disposition"]
    written = rows_of(plain.body)
    sheet = openpyxl.load_workbook(io.BytesIO(book.body)).active
    assert [cell.value for cell in sheet[1]] == written[0]
    assert sheet.max_row == len(written) > 10
    assert ask(f"{path}.txt").status == 404


def test_the_file_has_what_the_page_shows(ask: Callable[..., Reply]) -> None:
    """Filter and order of the page are those of the file (user trial)."""
    rows = rows_of(ask("/things.csv?kind=person&sort=-name").body)[1:]
    assert len(rows) == 7
    assert [row[0].casefold() for row in rows] == sorted((row[0].casefold() for row in rows), reverse=True)
    ahead = rows_of(ask("/metrics.csv?outcome=ahead").body)
    assert [row[0] for row in ahead[1:]] == ["vehicle-to-pile ratio"]


def test_bound_and_unit_stand_beside_their_number(ask: Callable[..., Reply]) -> None:
    """In a file of figures a number is a number, and bound and unit have columns of their own (user trial)."""
    head, *rows = rows_of(ask("/metrics.csv").body)
    network = dict(zip(head, next(row for row in rows if row[0] == "length of network"), strict=True))
    assert (network["current"], network["current: bound"], network["current: unit"]) == ("7600", "more than", "km")
    assert (network["baseline"], network["baseline: unit"], network["stated change"]) == ("4150", "km", "+80%")
    assert network["difference, computed"] == "more than +3,450 km"


def test_compared_figures_stand_apart_from_single_ones(ask: Callable[..., Reply]) -> None:
    """Metrics has a table of comparisons with a column Difference, and one of single figures (user trial)."""
    page = ask("/metrics", Accept="text/html").body.decode()
    tables = re.findall("<table.*?</table>", page, re.DOTALL)
    heads = [re.findall(r"<th scope=\"col\"[^>]*>([^<]+)", table) for table in tables]
    assert heads[0] == ["Metric", "Of", "Current", "Compared with", "Difference", "Chart", "Judgement", "Source"]
    assert heads[1] == ["Metric", "Of", "Value", "Period", "Value status", "Source"]
    assert [len(re.findall("<tr>", table)) - 1 for table in tables] == [10, 31]


@pytest.mark.parametrize(
    "said",
    [
        "better than baseline by 0.53 percentage points, computed",
        "better than baseline by more than 3,450 km, computed",
        "ahead of target by 0.35, computed",
        "expected to be better than baseline by 80 minutes, computed",
    ],
)
def test_a_judgement_says_by_how_much(ask: Callable[..., Reply], said: str) -> None:
    """Which metric beats its target or baseline is told with the amount, marked as computed (user trial)."""
    assert said in text_of(ask("/metrics", Accept="text/html"))


def test_no_column_of_a_row_is_without_its_heading_on_a_phone(ask: Callable[..., Reply]) -> None:
    """Every cell that says something names its column, so that a row can be shown as a card (user trial)."""
    for path in ("/metrics", "/things", "/questions/metrics/changes_since_2018"):
        page = ask(path, Accept="text/html").body.decode()
        cells = re.findall(r"<t[dh]((?: [^>]*)?)>", page.partition("<tbody>")[2])
        assert all("data-label" in cell or "void" in cell or 'scope="col"' in cell for cell in cells)


def test_an_answer_is_a_file_for_people_too(ask: Callable[..., Reply]) -> None:
    """A question's answer for a spreadsheet has names, and no addresses but the passages, last (user trial)."""
    made = ask("/questions/infrastructure/under_construction.csv?for=excel")
    head, *rows = rows_of(made.body)
    assert head == ["thing", "stage", "as of", "source", "passages"]
    assert all("https://" not in cell for row in rows for cell in row[:-1])
    book = ask("/questions/infrastructure/under_construction.xlsx").body
    assert openpyxl.load_workbook(io.BytesIO(book)).active.max_row == len(rows) + 1


def test_the_csv_of_programs_stays_as_the_protocol_has_it(ask: Callable[..., Reply]) -> None:
    """Without being asked for, nothing is put before CSV, and its columns are the variables."""
    body = ask("/questions/infrastructure/under_construction.csv").body
    assert body.startswith(b"thing,thingLabel,")


@pytest.mark.parametrize(
    ("path", "meant"), [("/metric", "/metrics"), ("/downloads", "/download"), ("/hefey", "/id/hefei")]
)
def test_a_lost_visitor_finds_on(ask: Callable[..., Reply], path: str, meant: str) -> None:
    """A page that is not found has a search box with the word of the address, and what may be meant (user trial)."""
    reply = ask(path, Accept="text/html")
    page = reply.body.decode().partition("<main")[2]
    assert reply.status == 404
    assert 'action="/search"' in page
    assert f'href="{meant}"' in page


def test_search_says_what_the_document_does_not_mention(ask: Callable[..., Reply]) -> None:
    """For a place that the document does not name this is said, before anything else is offered (user trial)."""
    text = text_of(ask("/search?q=Nantong", Accept="text/html"))
    assert "mentions nothing called Nantong" in text
    assert text.index("Nantong.") < text.index("Did you mean")
