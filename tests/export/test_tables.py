"""Tables of the graph: CSV by Frictionless, a workbook, Parquet, a database; read back and compared."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from contextlib import closing
from decimal import Decimal
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import openpyxl
import polars as pl
import pytest
from csvw import TableGroup
from csvw.frictionless import DataPackage

from shipped import TABLE, TRIPLES
from ydkg import export
from ydkg.errors import OutputError
from ydkg.export import Contents, write, write_files
from ydkg.export.tables import tables_of
from ydkg.vocab import FOAF, ORG, PREFIXES, PROV, RDFS, YD, ydr

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run
    from ydkg.export.tables import Table


@cache
def files() -> dict[str, bytes]:
    """Write the tables and their descriptions, once."""
    return write_files("csv", TRIPLES)


@cache
def sheets() -> dict[str, Table]:
    """Make the tables, once."""
    return {sheet.name: sheet for sheet in tables_of(Contents(TRIPLES))}


def rows(name: str) -> list[dict[str, str]]:
    """Read a table as CSV."""
    return rows_of(files(), name)


def rows_of(written: dict[str, bytes], name: str) -> list[dict[str, str]]:
    """Read a table of some as CSV."""
    return list(csv.DictReader(io.StringIO(written[f"{name}.csv"].decode(), newline="")))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables and their descriptions in a folder."""
    place = tmp_path_factory.mktemp("tables")
    for name, content in files().items():
        (place / name).write_bytes(content)
    return place


def test_a_name_in_chinese_is_one_that_is_known() -> None:
    """What the graph calls in English only has no Chinese name in the tables, and no other stands for it."""
    for table, column in (("things", "thing"), ("places", "place")):
        assert {row[column]: row["name_zh"] for row in rows(table)} == {
            row[column]: TABLE.text(row[column], RDFS.label, "zh-hans") or "" for row in rows(table)
        }
    assert "" in {row["name_zh"] for row in rows("things")}
    unnamed = {row["thing"] for row in rows("things") if not row["name_zh"]}
    for table, column in (("people", "person"), ("relations", "subject"), ("values", "thing")):
        assert {row[f"{column}_name_zh"] for row in rows(table) if row[column] in unnamed} == {""}, table
    assert "类型" in {row["property_name_zh"] for row in rows("values")}


def test_no_figure_loses_bound_unit_time_or_status() -> None:
    """Each observation is a row with its letters, as the graph has them, in both languages."""
    found = {row["figure"]: row for row in rows("figures")}
    assert set(found) == set(TABLE.subjects(YD.Observation))
    for iri, row in found.items():
        assert row["value"] == TABLE.text(iri, YD.value)
        for column, predicate in (
            ("bound", YD.bound), ("unit", PREFIXES["qudt"] + "hasUnit"), ("status", YD.valueStatus),
            ("period", YD.period), ("about", YD.about), ("metric", YD.metric),
        ):  # fmt: skip
            assert row[column] == (TABLE.one(iri, predicate) or "")
        assert row["as_of"] == (TABLE.text(iri, YD.asOf) or "")
        assert row["sources"].split() == sorted(TABLE.iris(iri, PROV.wasDerivedFrom))
    carbon = found[ydr("observation-carbon-volume")]
    assert (carbon["bound_name"], carbon["bound_name_zh"]) == ("more than", "超过")
    assert (carbon["unit_name"], carbon["status_name_zh"]) == ("tonnes", "实际")
    assert carbon["sentence_zh"] == "全国碳市场累计成交量：超过4.94亿吨（截至2024年10月底）"


def test_every_record_and_thing_is_a_row() -> None:
    """Posts, milestones, comparisons, first claims, passages, documents and data sources are all there; people too."""
    kinds = {
        "milestones": (YD.Milestone,), "comparisons": (YD.Comparison, YD.FirstClaim), "passages": (YD.Passage,),
        "sources": (YD.Document, YD.Register),
    }  # fmt: skip
    for name, classes in kinds.items():
        keys = {row[0] for row in sheets()[name].rows}
        assert keys == {iri for each in classes for iri in TABLE.subjects(each)}, name
    people = rows("people")
    assert {row["post"] for row in people if row["role"]} == set(TABLE.subjects(ORG.Membership))
    assert {row["person"] for row in people} == set(TABLE.subjects(FOAF.Person))
    assert {row["latitude"] for row in rows("places")} >= {"31.86389"}
    names = {(row["thing"], row["value"], row["language"]) for row in rows("values") if row["property"] == RDFS.label}
    things = {row[0] for row in sheets()["things"].rows}
    assert names == {
        (t.subject.value, t.object.value, t.object.language)
        for t in TRIPLES
        if t.predicate.value == RDFS.label and t.subject.value in things
    }


def test_every_promise_is_a_row_with_its_three_answers() -> None:
    """What is planned or under way is told with what later documents say, how that stands to its date, and who said."""
    promise = ydr("milestone-airport-link-line-operational-planned")
    (told,) = [row for row in rows_of(write_files("csv"), "promises") if row["promise"] == promise]
    assert (told["due"], told["evidence"], told["evidence_zh"]) == ("2024-12-31", "reached in part", "部分兑现")
    assert (told["schedule"], told["official"]) == ("date passed", "")
    assert told["today"] == "◐ in part, 59 of 68.6 km: in operation since 27 December 2024"
    promised = {iri for iri in TABLE.subjects(YD.Milestone) if TABLE.one(iri, YD.modality) != YD.Done}
    assert {row["promise"] for row in rows("promises")} == promised
    assert {row["evidence"] for row in rows("promises")} == {""}  # without what later documents say


def test_a_reader_of_data_packages_finds_them(folder: Path) -> None:
    """Its schema has every table with our columns and keys; sizes and checksums are right, all cells ours."""
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in described["resources"]:
        content = (folder / resource["path"]).read_bytes()
        assert (resource["bytes"], resource["hash"]) == (len(content), f"sha256:{sha256(content).hexdigest()}")
        assert content.decode().partition("\r\n")[0].split(",") == [f["name"] for f in resource["schema"]["fields"]]
    group = DataPackage(described, directory=folder).to_tablegroup(TableGroup)
    assert set(group.tabledict) == {f"{name}.csv" for name in sheets()}
    for name, sheet in sheets().items():
        for wanted, found in zip(sheet.rows, group.tabledict[f"{name}.csv"], strict=True):
            for cell, column in zip(wanted, sheet.columns, strict=True):
                assert as_cell(found[column.name], column.kind) == (cell or None if column.kind == "iris" else cell)


def as_cell(value: Any, kind: str) -> object:  # noqa: ANN401 - what a reader makes of a cell
    """Give what a reader of data packages makes of a cell as the tables have it."""
    if value is None or kind in {"text", "integer"}:
        return value
    if kind == "day":
        return f"{value:%Y-%m-%d}"
    return value.unsplit() if kind == "iri" else tuple(value.split()) if kind == "iris" else Decimal(str(value))


def test_a_reader_of_workbooks_finds_every_cell() -> None:
    """Numbers are numbers, days are days, all else is text; two lines of names stay above."""
    workbook = openpyxl.load_workbook(io.BytesIO(write("xlsx", TRIPLES)))
    assert workbook.sheetnames == ["about", *sheets()]
    for name, sheet in sheets().items():
        lines = workbook[name].iter_rows(values_only=True)
        assert next(lines) == tuple(column.name for column in sheet.columns)
        next(lines)
        for wanted, found in zip(sheet.rows, lines, strict=True):
            for cell, value, column in zip(wanted, found, sheet.columns, strict=True):
                if cell in (None, ()):
                    assert value is None
                elif column.kind == "day":
                    assert value.date().isoformat() == cell
                elif column.kind in {"decimal", "integer"}:
                    assert Decimal(str(value)) == cell
                else:
                    assert value == (" ".join(cell) if isinstance(cell, tuple) else cell)
    assert workbook["figures"]["F2"].value == "metric, name 指标：名称"


def test_a_reader_of_parquet_finds_typed_columns() -> None:
    """Polars has decimals, days and lists, and the same values in every row."""
    for name, content in write_files("parquet", TRIPLES).items():
        frame = pl.read_parquet(io.BytesIO(content))
        sheet = sheets()[name.removesuffix(".parquet")]
        assert frame.columns == [column.name for column in sheet.columns]
        for wanted, found in zip(sheet.rows, frame.rows(), strict=True):
            for cell, value, column in zip(wanted, found, sheet.columns, strict=True):
                plain = value.isoformat() if column.kind == "day" and value else value
                assert (tuple(plain) if isinstance(plain, list) else plain) == cell


def test_a_database_has_every_row_with_its_keys(tmp_path: Path) -> None:
    """SQLite finds no damage and no key that leads nowhere, and the same cells; the same bytes twice."""
    content = write("sqlite", TRIPLES)
    assert write("sqlite", reversed(TRIPLES)) == content
    (tmp_path / "ydkg.sqlite").write_bytes(content)
    with closing(sqlite3.connect(tmp_path / "ydkg.sqlite")) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        for name, sheet in sheets().items():
            found = database.execute(f'SELECT * FROM "{name}" ORDER BY 1').fetchall()  # noqa: S608 - our own names
            wanted = [tuple(None if cell in (None, ()) else plain(cell) for cell in row) for row in sheet.rows]
            assert [tuple(map(plain, row)) for row in found] == wanted
        facts = database.execute("SELECT COUNT(*) FROM evidence JOIN figures ON fact = figure").fetchone()
        assert facts == (sum(len(row[-1]) for row in sheets()["figures"].rows),)
        plan = database.execute("EXPLAIN QUERY PLAN SELECT * FROM things WHERE name = 'Hefei'").fetchone()
        assert "things_name" in plan[-1]


def plain(cell: object) -> object:
    """Give a cell as it is compared: numbers by value."""
    if isinstance(cell, tuple):
        return " ".join(cell)
    return Decimal(str(cell)) if isinstance(cell, int | float | Decimal) else cell


@pytest.mark.parametrize(
    ("table", "words", "key"),
    [
        ("things", "合肥", "hefei"),
        ("things", "hefei", "hefei"),
        ("figures", "emission quota", "observation-carbon-volume"),
        ("figures", "累计成交量", "observation-carbon-volume"),
    ],
)
def test_a_database_finds_words_in_both_languages(table: str, words: str, key: str) -> None:
    """English by stems, Chinese within longer runs, as Datasette asks."""
    database = sqlite3.connect(":memory:")
    database.deserialize(write("sqlite", TRIPLES))
    asked = f"SELECT * FROM {table} WHERE rowid IN (SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH ?)"  # noqa: S608 - our own names
    assert ydr(key) in {row[0] for row in database.execute(asked, (words,))}
    declared = f"SELECT COUNT(*) FROM sqlite_master WHERE sql LIKE '%VIRTUAL TABLE%content=\"{table}\"%'"  # noqa: S608 - likewise
    assert database.execute(declared).fetchone() == (1,)  # which is how Datasette finds it
    database.close()


def test_text_that_looks_like_a_formula_is_text(tmp_path: Path, ydkg_run: Run) -> None:
    """A name that begins with a sign of equality is a string in the workbook, and quoted as it must be in CSV."""
    (tmp_path / "a.ttl").write_text(
        "<https://w3id.org/ydkg/id/a> a <https://w3id.org/ydkg/ontology#Place> ;"
        ' <http://www.w3.org/2000/01/rdf-schema#label> "=HYPERLINK(\\"https://evil.example\\"),\\n1"@en .',
        encoding="utf-8",
    )
    assert ydkg_run("--data", "a.ttl", "export", "xlsx", "-o", "a.xlsx").returncode == 0
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx")["things"]["B3"]
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("https://evil.example"),\n1')
    (tmp_path / "csv").mkdir()
    assert ydkg_run("--data", "a.ttl", "export", "csv", "-o", "csv").returncode == 0
    with (tmp_path / "csv" / "things.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.DictReader(file))["name"] == '=HYPERLINK("https://evil.example"),\n1'


def test_several_files_are_packed_or_put_into_a_folder(ydkg_run: Run, tmp_path: Path) -> None:
    """A ZIP file with the same files as the folder; a folder that is not there is refused."""
    (tmp_path / "tables").mkdir()
    assert ydkg_run("export", "csv", "-o", "tables").returncode == 0
    assert ydkg_run("export", "csv", "-o", "tables.zip").returncode == 0
    with zipfile.ZipFile(tmp_path / "tables.zip") as packed:
        assert {name: packed.read(name) for name in packed.namelist()} == {
            path.name: path.read_bytes() for path in (tmp_path / "tables").iterdir()
        }
    done = ydkg_run("export", "csv", "-o", "nowhere/")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "there is no such folder" in done.stderr


@pytest.mark.parametrize(("name", "extra"), [("xlsx", "tables"), ("parquet", "parquet")])
def test_a_missing_library_is_named(name: str, extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says what to install."""
    monkeypatch.setattr(export, "find_spec", lambda _name: None)
    with pytest.raises(OutputError, match=rf"^{name}: needs \w+: pip install 'ydkg\[{extra}\]'$"):
        write(name, [])
