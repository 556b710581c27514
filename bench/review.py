"""Review the draft of the shipped release in a real browser, by keys alone, and count them.

Usage: python bench/review.py RELEASE.TXT

What is right is what the editors have from the same words (see `draft.py`). What is wrong is edited where they have a
record of its class from the same words, every key typed being counted, and rejected where they have none. Twice: each
proposal by itself, and sentence by sentence, where one key accepts what is right in a sentence. Then what the check
would find in what was accepted is rejected too, until it finds nothing: keys that the other figures do not have.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from draft import CHANGE, QUANTITY, Sides, collections, precision
from ydkg import assets
from ydkg.draft.acceptance import accept
from ydkg.draft.decisions import read_decisions, standing
from ydkg.draft.drafting import Origin, draft
from ydkg.draft.findings import write_findings
from ydkg.draft.folder import Draft, open_draft
from ydkg.draft.page import build
from ydkg.draft.writing import write_draft
from ydkg.errors import DraftError
from ydkg.graph.canonical import canonical_turtle, read_turtle
from ydkg.graph.schema import shipped_schema, term_label
from ydkg.graph.table import MemoryTable
from ydkg.proof.check import check
from ydkg.vocab import ORG, RDFS, YD, ydr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Page
    from pyoxigraph import Triple

PARTS = {
    YD.Observation: QUANTITY,
    YD.Comparison: CHANGE,
    YD.Milestone: (YD.stage, YD.modality),
    YD.Participation: (YD.participantRole,),
    ORG.Membership: (ORG.role,),
}
MOST = 1.3
ORIGIN = Origin(date.min, "", "https://example.org/release", ydr("yangtze-river-delta-regional-cooperation-office"))


def edit_of(sides: Sides, other: str, kind: str) -> tuple[str, str] | None:
    """Give the first property that the editors have another value for, by its name, and that value's name."""
    for record in sides.true.subjects(kind):
        if sides.shared(record, other):
            for part in PARTS.get(kind, ()):
                value = sides.true.one(record, part)
                if value and not sides.same(record, other, part):
                    known = sides.true.text(value, RDFS.label) if sides.true.has(value) else None
                    return term_label(part), known or (
                        term_label(value) if shipped_schema().terms.has(value) else value
                    )
    return None


def plan(sides: Sides, drafted: Draft) -> dict[int, tuple[str, str] | None]:
    """Say of each wrong proposal, by its number, how it is edited; None where it is rejected."""
    wrong = {each for score in precision(sides).values() for each in score.missing}
    return {
        number: edit_of(sides, each.proposes, each.kind)
        for number, each in enumerate(drafted.proposals)
        if each.proposes in wrong
    }


class Person:
    """A person at the keyboard, whose keys are counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.keys = 0
        self.seconds: list[float] = []

    def press(self, key: str) -> None:
        """Press a key."""
        self.keys += 1
        began = time.perf_counter()
        self.page.keyboard.press(key)
        self.seconds.append(time.perf_counter() - began)

    def edit(self, name: str, value: str) -> None:
        """Open the form, go to a field, give it a value, and save."""
        self.press("e")
        for _ in range(40):
            label = self.page.evaluate("document.activeElement.labels?.[0]?.textContent")
            if label == name:
                break
            self.press("Tab")
        if self.page.evaluate("document.activeElement.tagName") == "SELECT":
            self.keys += len(value)  # typed, until the list stands there
            self.page.locator("select:focus").select_option(label=value)
            self.press("Shift+Tab")
        else:
            self.press("Control+a")
            for letter in value:
                self.press(letter)
        self.press("Enter")


def review(page: Page, drafted: Draft, wrong: dict[int, tuple[str, str] | None], *, by_sentence: bool) -> Person:
    """Decide on everything."""
    person = Person(page)
    sentence = [drafted.source.sentence(each.start, each.start)[0] for each in drafted.proposals]
    for _ in range(20 * len(drafted.proposals)):
        counts = page.locator("#counts").inner_text().split(" ")
        if counts[0] == counts[2]:
            break
        current = int(page.locator("[aria-current]").get_attribute("data-number") or 0)
        if current in wrong:
            edit = wrong[current]
            person.edit(*edit) if edit else person.press("r")
            if page.locator("form:not([method])").count():  # the editors' value is none that the draft knows
                person.press("Escape")
                person.press("r")
        elif by_sentence and not any(sentence[each] == sentence[current] for each in wrong if each > current):
            person.press("Space")
        else:
            person.press("Enter")
    return person


def check_again(page: Page, drafted: Draft, known: Sequence[Triple], person: Person) -> int:
    """Reject what the check finds, and what rests on that, until nothing is found; give how many these are."""
    rejected = 0
    for _ in range(6):
        with page.expect_download() as download:
            page.locator("#download").click()
        log = read_decisions(download.value.path())
        try:
            accepted = accept(drafted, standing(log.decisions), known)
        except DraftError:
            accepted = None
        if accepted:
            with tempfile.TemporaryDirectory() as place:
                file = Path(place) / "document.ttl"
                file.write_text(canonical_turtle(accepted.triples), encoding="utf-8")
                report = check((file,), (drafted.folder / "text.txt",), ("evidence", "rules", "shapes"))
            found = [each for part in report.parts for each in part.findings if each.severity == "error"]
            write_findings(drafted, accepted, found)
            if not found:
                return rejected
            content = build(drafted, log.decisions, known, reviewer="A reviewer")
            (drafted.folder / "review.html").write_text(content, encoding="utf-8")
            page.reload()
            page.wait_for_selector("html[data-ready]")
        person.press("f")
        person.keys += 4  # Tab, Tab, and what chooses from the list
        page.locator("#filter-state").select_option("found")
        page.locator("#cards").click(position={"x": 2, "y": 2})
        for _ in range(200):
            if not page.locator("[aria-current] .finding").count() or page.locator("[aria-current].reject").count():
                break
            person.press("r")
            rejected += 1
    return rejected


def main() -> None:
    """Print keys per proposal, and how long the page takes to answer a key."""
    text = Path(sys.argv[1]).read_bytes().decode()
    true = MemoryTable(read_turtle(assets.RELEASE_FILE))
    issued = date.fromisoformat(
        true.one("https://w3id.org/ydkg/id/release-20241204", "http://purl.org/dc/terms/issued") or ""
    )
    chromium = os.environ.get("YDKG_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as runner, tempfile.TemporaryDirectory() as place:
        browser = runner.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, known in (*collections().items(), ("an empty collection", [])):
            made = draft(text, ORIGIN._replace(issued=issued), MemoryTable(known))
            write_draft(Path(place), text, made, known)
            drafted = open_draft(place)
            wrong = plan(Sides(true, MemoryTable([*known, *made.triples]), (88, 98)), drafted)
            edits = sum(edit is not None for edit in wrong.values())
            print(f"\n{name}: {len(drafted.proposals)} proposals, {edits} edited, {len(wrong) - edits} rejected")
            for title, by_sentence in (("each by itself", False), ("by sentence", True)):
                file = Path(place) / "review.html"
                file.write_text(build(drafted, (), known, reviewer="A reviewer"), encoding="utf-8")
                page = browser.new_page(locale="en-GB", viewport={"width": 1280, "height": 800})
                page.goto(file.as_uri())
                page.wait_for_selector("html[data-ready]")
                person = review(page, drafted, wrong, by_sentence=by_sentence)
                rate, answer = person.keys / len(drafted.proposals), 1000 * statistics.median(person.seconds)
                print(
                    f"  {title:16} {person.keys:5} keys, {rate:.2f} a proposal (wanted: {MOST}), {answer:.0f} ms a key"
                )
                if not known:
                    again = check_again(page, drafted, known, person)
                    rate = person.keys / len(drafted.proposals)
                    print(f"  and the check    {person.keys:5} keys, {rate:.2f} a proposal, {again} more rejected")
                    (drafted.folder / "findings.json").unlink(missing_ok=True)
                page.close()
        browser.close()


if __name__ == "__main__":
    main()
