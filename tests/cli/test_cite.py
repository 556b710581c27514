"""`ydkg cite` from outside."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Lakes, Run

FACT = "observation-carbon-volume"


def test_a_fact_is_cited_in_a_line(ydkg_run: Run) -> None:
    """By default one line: the sentence, its address, and where it is written (user trial)."""
    done = ydkg_run("cite", FACT)
    assert (done.returncode, done.stderr, done.stdout.count("\n")) == (0, "", 1)
    assert done.stdout.startswith(
        "Carbon emission quotas traded nationally by the end of October 2024: over 494 million"
    )
    assert f" https://w3id.org/ydkg/id/{FACT}. Source: " in done.stdout


def test_styles_days_and_languages_are_chosen(ydkg_run: Run) -> None:
    """CSL-JSON is JSON with the day of the visit; the language is that of titles."""
    done = ydkg_run("cite", FACT, "--style", "csl-json", "--accessed", "2025-01-31", "--lang", "zh")
    items = json.loads(done.stdout)
    assert [item["accessed"]["date-parts"] for item in items] == [[[2025, 1, 31]]] * 2
    assert items[0]["author"] == [{"literal": "ydkg 贡献者"}]


def test_an_entry_is_by_who_made_its_collection(ydkg_run: Run, lakes: Lakes) -> None:
    """Where a collection does not say who made it, an entry of it has no author."""
    done = ydkg_run(*lakes.data, "cite", "Norvik", "--style", "apa")
    assert done.returncode == 0
    assert done.stdout.startswith("Norvik [Data set entry]. (n.d.). ")


def test_what_follows_is_cited_too(ydkg_run: Run) -> None:
    """With --derived a computed figure has its citation, which says that it is one of the graph."""
    assert ydkg_run("cite", "Shanghai", "--derived", "--style", "wiki").stdout.startswith("{{cite web |author=The ydkg")


def test_wrong_words_are_refused_in_one_line(ydkg_run: Run) -> None:
    """An unknown name, style or day."""
    for arguments, said in (
        (("nobody at all",), "nobody at all"),
        ((FACT, "--style", "mla"), "'mla' is not one of"),
        ((FACT, "--accessed", "yesterday"), "no day; write it as "),
        ((FACT, "--accessed", "2025-02-30"), "no day; write it as "),
    ):
        done = ydkg_run("cite", *arguments)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
        assert said in done.stderr
