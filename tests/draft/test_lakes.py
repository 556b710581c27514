"""A collection about another region from nothing: made, drafted, reviewed in the browser, accepted, and asked."""

from __future__ import annotations

import json
import os
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from corridor import AT, decide
from test_serving import Served, saved

from ydkg.collection import collection as found
from ydkg.draft.folder import open_draft, read_decisions, standing
from ydkg.proof.check import check
from ydkg.vocab import ydr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    from conftest import Lakes, Run

    #: What a person does at a proposal, by a pattern of its name: a key, or a function of the page.
    Acts = dict[str, str | Callable[[Page], None]]

pytestmark = pytest.mark.usefixtures("one_java")

TEXTS = runpy.run_path(str(Path(__file__).parents[1] / "lakes.py"))
DOCUMENTS = {"report": ("2025-03-10", TEXTS["REPORT"]), "letter": ("2026-12-01", TEXTS["LETTER"])}
NOTICE = """Notice of the Lakes Office
2027.02.01
The Ring Line opened in January 2027. Norvik had 180 charging stations in 2026."""
VERBS = {
    ("query", "people/posts_of_a_person", "--person", "Anna Keller"): "director",
    ("query", "documents/all_documents", "--format", "csv"): "Letter of the Lakes Office",
    ("show", "Norvik"): "Norvik had 150 charging stations in 2025.",
    ("path", "Anna Keller", "Lakes Office"): "Anna Keller",
    ("sparql", "-"): "Ring Railway",
    ("view", "-o", "-"): "Three Lakes",
    ("verify",): "every fact leads to its source",
    ("audit",): "20%",
    ("coverage",): "Report of the Lakes Office",
    ("format", "--check"): "",
    ("tour",): "",
    ("promises",): "✓ ",
    ("cite", "Norvik"): "Cooperation of the Three Lakes",
    ("diff", "report-20250310", "letter-20261201", "--all"): "Norvik",
    ("queries", "promises"): "promises/answers",
    ("query", "promises/answers"): "Ring Railway",
    ("passage", "Ring Railway"): "ydr:passage-letter-20261201-",
}


def becomes_a_city(page: Page) -> None:
    """Say of a place that it is a city."""
    page.keyboard.press("e")
    page.get_by_label("class", exact=True).select_option("yd:City")
    page.get_by_role("button", name="Save").click()
    accept_as_it_is(page)


def is_measured_alike(page: Page) -> None:
    """Say that a number is one of stations too."""
    page.keyboard.press("e")
    page.get_by_label("metric", exact=True).fill("number of charging stations")
    page.get_by_label("label", exact=True).fill("Norvik: number of charging stations, 2023: 100")
    page.keyboard.press("Enter")
    accept_as_it_is(page)


def accept_as_it_is(page: Page) -> None:
    """Where the rules read it right already, nothing is changed."""
    if page.get_by_role("button", name="Save").count():
        page.keyboard.press("Escape")
        page.keyboard.press("Enter")


def review(folder: Path, browser: Browser, acts: Acts) -> None:
    """Review a draft under `ydkg review`: each proposal by what is to be done there, else by accepting it."""
    served = Served(open_draft(folder), "--by", "Wang Fang", "--port", "0")
    with served.process:
        page = browser.new_page(locale="en-GB")
        page.goto(served.address)
        page.wait_for_selector("html[data-ready]")
        done = page.locator("#counts")
        for _ in range(60):
            numbers = done.inner_text().split(" ")
            if numbers[0] == numbers[2]:
                break
            name = page.locator("[aria-current] .name").inner_text()
            act = next((act for pattern, act in acts.items() if re.fullmatch(pattern, name)), "Enter")
            page.keyboard.press(act) if isinstance(act, str) else act(page)
        saved(page)
        page.close()
        assert served.end() == 0


@pytest.fixture(scope="module")
def collection(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The collection, with both documents drafted, reviewed and accepted, one after the other."""
    place = tmp_path_factory.mktemp("lakes")
    folder = place / "collection"

    def ydkg(*words: str) -> str:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("YDKG_")}
        done = subprocess.run(
            [sys.executable, "-m", "ydkg", *words], env=clean, capture_output=True, text=True, check=False, timeout=120
        )
        assert done.returncode == 0, done.stderr
        return done.stderr

    ydkg("init", str(folder), "--title", "Cooperation of the Three Lakes")
    for name, (day, text) in DOCUMENTS.items():
        (place / f"{name}.txt").write_text(text, encoding="utf-8")
        key, draft = f"{name}-{day.replace('-', '')}", place / f"{name}-draft"
        about = ("--issued", day, "--address", f"https://lakes.example/{name}", "--publisher", "lakes-office")
        data = ("--data", str(folder))
        ydkg("draft", str(place / f"{name}.txt"), *about, "--key", key, *data, "-o", str(draft))
        review(draft, browser, {} if name == "letter" else ACTS)
        assert f"{key}.ttl: " in ydkg("accept", str(draft), *data)
    yield folder
    # What was accepted last is taken out first, and leaves no trace.
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and "letter" not in path.name}
    ydkg("accept", str(place / "letter-draft"), "--data", str(folder), "--undo")
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


ACTS: Acts = {
    "Norvik|Sudvik": becomes_a_city,
    "Norvik: .*, 2023: 100": is_measured_alike,
}


@pytest.mark.browser
@pytest.mark.slow
def test_the_check_is_green(collection: Path) -> None:
    """With both texts every part of the check has nothing to say, and each document says who reviewed it."""
    texts = [collection.parent / f"{name}.txt" for name in DOCUMENTS]
    report = check(found(collection).files, texts)
    assert [part.failure for part in report.parts if part.failure and part.name != "logic"] == []
    assert [finding for part in report.parts for finding in part.findings] == []
    assert (collection / "report-20250310.ttl").read_text(encoding="utf-8").count('yd:reviewedBy "Wang Fang"') == 1
    stand = standing(read_decisions(collection.parent / "report-draft" / "decisions.jsonl").decisions)
    assert sorted({decision.decision for decision in stand.values()}) == ["accept", "edit"]


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("words", VERBS, ids=" ".join)
def test_every_verb_works_on_it(words: tuple[str, ...], collection: Path, ydkg_run: Run) -> None:
    """What was drafted and accepted is asked, shown and proven as any other data."""
    texts = [word for name in DOCUMENTS for word in ("--source", str(collection.parent / f"{name}.txt"))]
    with_texts = texts if words[0] in {"show", "verify", "coverage", "view", "tour", "passage"} else []
    asked = "SELECT ?l { ?t a yd:RailwayLine ; rdfs:label ?l }"
    done = ydkg_run(words[0], "--data", str(collection), *with_texts, *words[1:], stdin=asked)
    assert done.returncode == 0, done.stderr
    assert VERBS[words] in done.stdout


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("key", ["turtle", "jsonld", "owl", "gexf"])
def test_exports_carry_it(key: str, collection: Path, ydkg_run: Run) -> None:
    """RDF, OWL and networks name what was accepted."""
    done = ydkg_run("--data", str(collection), "export", key)
    assert done.returncode == 0, done.stderr
    assert "ring-railway" in done.stdout


def test_drafted_again_decisions_stay_where_the_words_did(ydkg_run: Run, tmp_path: Path) -> None:
    """The same text keeps all; another edition those of its words that did not change, and the others are said."""
    from ydkg.draft.folder import decisions_on

    folder, text = tmp_path / "draft", tmp_path / "report.txt"
    assert ydkg_run("init", str(tmp_path / "mine")).returncode == 0
    words = ("draft", str(text), "--issued", "2025-03-10", "--data", str(tmp_path / "mine"), "-o", str(folder))
    text.write_text(TEXTS["REPORT"], encoding="utf-8")
    assert "to be made anew" not in ydkg_run(*words).stderr
    made = decide(open_draft(folder))
    assert f"decisions: {len(made)} kept, 0 to be made anew\n" in ydkg_run(*words).stderr
    text.write_text(
        TEXTS["REPORT"].replace("Anna Keller is", "It was short. Anna Keller is").replace("120", "130"),
        encoding="utf-8",
    )
    assert f"decisions: {len(made) - 1} kept, 1 to be made anew\n" in ydkg_run(*words).stderr
    draft = open_draft(folder)
    stand, _ = decisions_on(draft)
    undecided = [draft.source.words(each.start, each.end) for each in draft.proposals if each.key not in stand]
    assert undecided == ["more than 130 charging stations"]


def test_the_served_page_suggests_its_things_and_accepts_from_there(
    lakes: Lakes, ydkg_run: Run, tmp_path: Path
) -> None:
    """A new name is said to be a thing of that region that the page suggests, and nothing of another is suggested."""
    folder, text = tmp_path / "lakes", tmp_path / "notice.txt"
    shutil.copytree(lakes.folder, folder)
    text.write_text(NOTICE, encoding="utf-8")
    about = ("--issued", "2027-02-01", "--address", "https://lakes.example/notice", "--key", "notice-20270201")
    by = ("--publisher", "lakes-office")
    assert (
        ydkg_run("draft", str(text), *about, *by, "--data", str(folder), "-o", str(tmp_path / "draft")).returncode == 0
    )
    draft = open_draft(tmp_path / "draft")
    made = [
        [each.key, "same-as", "Li Na", AT, each.rule, ydr("ring-railway")]
        if each.proposes == ydr("ring-line")
        else [each.key, "accept", "Li Na", AT, each.rule, None]
        for each in draft.proposals
    ]
    served = Served(draft, "--data", str(folder), "--port", "0")
    try:
        page, kept = served.ask("", "GET")[1], served.ask(body={"seen": 0, "decisions": made})[1]
    finally:
        served.end()
    things = {iri for iri, *_ in json.loads(re.findall(r'(\[\["ydr:.*?\]\])', page.partition('"things":')[2])[0])}
    assert things >= {"ydr:ring-railway", "ydr:norvik", "ydr:anna-keller"}
    assert "ydr:shanghai" not in page
    assert kept == {"decisions": made, "taken": True}
    accepted = ydkg_run("accept", str(tmp_path / "draft"), "--data", str(folder))
    assert accepted.returncode == 0, accepted.stderr
    assert "yd:about ydr:ring-railway" in (folder / "notice-20270201.ttl").read_text(encoding="utf-8")
