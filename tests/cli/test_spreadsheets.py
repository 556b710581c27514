"""`ydkg query --for excel`: answers that a spreadsheet opens."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from ydkg.telling.spreadsheets import Spreadsheet, as_csv, as_xlsx
from ydkg.vocab import ydr

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run
    from ydkg.telling.spreadsheets import Cell

CHANGES = "metrics/changes_since_2018"
LAKES = f"<{ydr('one-lake')}> <http://www.w3.org/2000/01/rdf-schema#seeAlso> <{ydr('other-lake')}> .\n"
ENDS = """#+ title: Ends
#+ title-zh: 两端
#+ question: What does each line join?
#+ question-zh: 每条线连接什么？
#+ columns: ends string
#+ titles: ends
#+ titles-zh: 两端
SELECT (CONCAT(STR(?one), " ", STR(?other)) AS ?ends)
WHERE { ?one <http://www.w3.org/2000/01/rdf-schema#seeAlso> ?other }
"""


def test_an_answer_opens_in_a_spreadsheet(ydkg_run: Run) -> None:
    """CSV has a byte order mark, names for people, bound and unit beside their number, passages last (user trial)."""
    done = ydkg_run("query", CHANGES, "--for", "excel")
    assert done.returncode == 0
    assert done.stdout.startswith("\ufeff")
    head, *rows = csv.reader(io.StringIO(done.stdout.removeprefix("\ufeff")))
    network = dict(zip(head, next(row for row in rows if row[0] == "length of network"), strict=True))
    assert (network["value"], network["value, bound"], network["value, unit"]) == ("7600", "more than", "km")
    assert (network["difference"], network["difference, bound"]) == ("3450", "more than")
    assert head[-1] == "passages"
    assert all("https://" not in cell for row in rows for cell in row[:-1])


def test_chinese_headings_and_names_are_chosen(ydkg_run: Run) -> None:
    """With `--lang zh` headings, names and units are Chinese, and rows stand by pinyin."""
    head, *rows = csv.reader(io.StringIO(ydkg_run("query", CHANGES, "--for", "excel", "--lang", "zh").stdout[1:]))
    assert head[:4] == ["指标", "对象", "基期值", "基期值（单位）"]
    assert rows[0][:2] == ["PM2.5平均浓度", "长三角"]
    assert ["研发经费投入强度", "长三角"] in [row[:2] for row in rows]


@pytest.mark.parametrize(("lang", "said"), [("en", ["lies within", "China"]), ("zh", ["位于", "中国"])])
def test_a_thing_that_is_a_value_is_called_by_its_name(ydkg_run: Run, lang: str, said: list[str]) -> None:
    """Also where a column has words, numbers and things."""
    done = ydkg_run("query", "sources/looked_up_facts", "--for", "excel", "--lang", lang)
    assert next(csv.reader(io.StringIO(done.stdout.splitlines()[1])))[:2] == said


def test_a_text_that_lists_several_things_stays_a_text(ydkg_run: Run, tmp_path: Path) -> None:
    """It begins as the IRI of a thing does, and is none."""
    question = tmp_path / "queries" / "mine" / "ends.rq"
    question.parent.mkdir(parents=True)
    question.write_text(ENDS, encoding="utf-8")
    (tmp_path / "document.ttl").write_text(LAKES, encoding="utf-8")
    asked = ("--data", str(tmp_path), "query", "mine/ends")
    assert ydkg_run(*asked).stdout.splitlines()[-1].split() == ["ydr:one-lake", "ydr:other-lake"]
    assert (
        ydkg_run(*asked, "--for", "excel").stdout.splitlines()[1].split(",")[0]
        == f"{ydr('one-lake')} {ydr('other-lake')}"
    )


def test_a_workbook_is_written_where_the_name_says_so(ydkg_run: Run, tmp_path: Path) -> None:
    """Numbers and days are such, texts are no formulas (user trial)."""
    openpyxl = pytest.importorskip("openpyxl")
    done = ydkg_run("query", "infrastructure/under_construction", "--for", "excel", "-o", "built.xlsx")
    assert (done.returncode, done.stdout) == (0, "")
    sheet = openpyxl.load_workbook(tmp_path / "built.xlsx").active
    assert [cell.value for cell in sheet[1]] == ["thing", "stage", "as of", "source", "passages"]
    assert sheet["C2"].is_date
    assert ydkg_run("query", CHANGES, "--for", "excel", "-o", "changes.xlsx").returncode == 0
    changes = openpyxl.load_workbook(tmp_path / "changes.xlsx").active
    values = [row[4] for row in changes.iter_rows(min_row=2)]
    assert changes["E1"].value == "value"
    assert {cell.data_type for cell in values} == {"n"}


@pytest.mark.parametrize("cell", [10**400, Decimal("1e400"), Decimal("Infinity"), Decimal("NaN"), "=1+1", "@a"])
def test_no_cell_is_a_fault_or_a_formula(cell: Cell) -> None:
    """What is no number of a workbook is a text, and a heading is no more a formula than a cell."""
    sheet = Spreadsheet("a", ["=h"], [[cell]])
    head, (written,) = csv.reader(io.StringIO(as_csv(sheet).decode("utf-8-sig")))
    assert head == ["'=h"]
    assert not written.startswith(("=", "@"))
    openpyxl = pytest.importorskip("openpyxl")
    (_, (value,)) = openpyxl.load_workbook(io.BytesIO(as_xlsx(sheet))).active.iter_rows()
    assert value.data_type == "s"


def test_other_forms_are_not_for_spreadsheets(ydkg_run: Run) -> None:
    """JSON for a spreadsheet is refused in one line."""
    done = ydkg_run("query", CHANGES, "--for", "excel", "--format", "json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "leave out --format json" in done.stderr
