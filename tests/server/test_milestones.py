"""The board of milestones: lanes, their order, and what became of what was planned."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from triples import HEAD
from ydkg.telling.spreadsheets import Spreadsheet, as_csv, csv_in_pieces

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Ask, Lakes, Launch, Reply
    from ydkg.telling.spreadsheets import Cell

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
