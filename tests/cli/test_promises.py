"""`ydkg promises` and the later words of `ydkg show`, from outside."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Run


def test_every_promise_is_told_with_its_answers_and_pages(ydkg_run: Run) -> None:
    """The railway was reached in time, and the pages that say so stand below."""
    done = ydkg_run("promises", "Shanghai-Suzhou-Huzhou high-speed railway")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(
        "1 promise of documents at hand: 1 reached\nComputed, as of the latest document (1 February 2026)"
    )
    assert "evidence: reached; schedule: in time; official: " in done.stdout
    assert "[HK01, 26 December 2024, high]" in done.stdout


def test_it_is_counted_first_what_became_of_the_release_s_promises(ydkg_run: Run) -> None:
    """Those of pages are told on request and never counted; a thing without any promise has nothing to count."""
    told = ydkg_run("promises").stdout
    assert told.endswith("\n\n37 more promises are of public pages: --pages\n")
    assert told.partition("\n")[0] == (
        "32 promises of documents at hand: 1 reached, 3 reached in part, 16 under way, 12 without a later word"
    )
    chinese = ydkg_run("promises", "--lang", "zh").stdout.partition("\n")[0]
    assert chinese == "有原文可查的来源文件共有32项承诺，其中已兑现1项，部分兑现3项，进行中16项，尚无后续说法12项"
    assert ydkg_run("promises", "Wenzhou").stdout.startswith("Computed, ")


def test_an_empty_name_is_no_name(ydkg_run: Run) -> None:
    """As where a script's variable is empty: what all promise is no answer to it."""
    done = ydkg_run("promises", "")
    assert (done.returncode, done.stdout) == (2, "")
    assert "anything called ''" in done.stderr


def test_rows_have_the_records_behind_each_answer(ydkg_run: Run) -> None:
    """69 promises with those of pages, as of one day; what nobody speaks of again has no record."""
    rows = list(csv.DictReader(io.StringIO(ydkg_run("promises", "--pages", "--format", "csv").stdout)))
    assert len(rows) == 69
    assert {row["asOf"] for row in rows} == {"2026-02-01"}
    assert all(bool(row["records"]) != (row["evidence"] == "no later document says so") for row in rows)


def test_show_keeps_pages_apart(ydkg_run: Run) -> None:
    """What pages say stands under a heading of its own, after what is proven; rows have sections of their own."""
    text = ydkg_run("show", "airport link line").stdout
    assert text.index("\nSources\n") < text.index("\nWhat became of it\n") < text.index("\nBy public pages")
    assert "59 of 68.6 km" in text
    rows = json.loads(ydkg_run("show", "airport link line", "--format", "json").stdout)
    bindings = rows["results"]["bindings"] if isinstance(rows, dict) else rows
    assert "public pages" in json.dumps(bindings)


def test_high_confidence_names_who_states_the_same(ydkg_run: Run) -> None:
    """Below what a page says stands which other page or document says it too."""
    lines = ydkg_run("show", "airport link line").stdout.splitlines()
    (at,) = (
        number for number, line in enumerate(lines) if "68.6 km" in line and "[SHINE, 25 December 2024, high]" in line
    )
    below = " ".join(lines[at + 1 : at + 3])
    assert "Agreed by: " in below
    assert "Press Release for Media Briefing" in below


def test_show_of_a_milestone_has_its_answers(ydkg_run: Run) -> None:
    """What became of this promise, which page says so, what other pages say beside it, and what was judged of it."""
    name = "ydr:milestone-airport-link-line-operational-planned"
    text = ydkg_run("show", name).stdout
    became, _, rest = text.partition("\nWhat became of it\n")[2].partition("\nBy public pages")
    assert became.startswith("  evidence: reached in part; schedule: date passed; official: ")
    assert "[Associated Press of Pakistan, 27 December 2024, medium]" in became
    assert "as to section of the airport link line" in became
    pages, _, judged = rest.partition("\nWhat the editors judged of it\n")
    assert "[SHINE, 25 December 2024, medium]" in pages
    assert "Associated Press of Pakistan" not in pages
    assert "” realises “Airport link line: planned to open by 31 December 2024" in judged
    assert "\n      What opened is the section of 59 of 68.6 km" in judged
    assert "编者的判断\n  “机场联络线：" in ydkg_run("show", name, "--lang", "zh").stdout
    rows = list(csv.DictReader(io.StringIO(ydkg_run("show", name, "--format", "csv").stdout)))
    assert [row["property"] for row in rows if row["section"] == "promises"] == ["evidence", "schedule", "official"]
    assert [row["value"][:26] for row in rows if row["section"] == "judgements"] == ["“Airport link line: in ope"]


def test_show_of_a_record_has_what_was_judged_of_it(ydkg_run: Run) -> None:
    """A trap is told with its reason; a record on which nothing was judged has no such heading."""
    assert "One month of 31 cities, where the release speaks" in ydkg_run("show", "ydr:observation-pm25").stdout
    assert "judged" not in ydkg_run("show", "ydr:observation-direct-projects").stdout


def test_what_only_pages_speak_of_is_shown(ydkg_run: Run) -> None:
    """The tenth trillion-yuan city is no thing of the release, and is found."""
    done = ydkg_run("show", "Wenzhou")
    assert done.returncode == 0
    assert done.stdout.startswith("Wenzhou\n")
    assert "[Record China, 30 January 2026, medium]" in done.stdout


def test_it_is_told_in_chinese(ydkg_run: Run) -> None:
    """Answers, records and pages are Chinese."""
    text = ydkg_run("promises", "水乡客厅", "--lang", "zh").stdout
    assert "兑现情况：部分兑现；时限情况：未注明日期" in text
    assert "[中国新闻社，2025年9月13日，中]" in text
