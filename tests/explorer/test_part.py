"""Parts of the graph as pages: near a thing, or what a query answers; refusals come before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from atlases import data_of
from ydkg.cli import main

if TYPE_CHECKING:
    from pathlib import Path


def view(*arguments: str) -> int:
    """Run ``ydkg view`` and give its exit code."""
    with pytest.raises(SystemExit) as ended:
        main(["view", *arguments])
    return int(ended.value.code or 0)


def atlas(page: Path) -> dict[str, Any]:
    """Read a page's data."""
    return data_of(page.read_text(encoding="utf-8"))


def ends(known: dict[str, Any]) -> list[tuple[str, str]]:
    """List the ends of all lines, by slug."""
    nodes = [node[0] for node in known["picture"]["nodes"]]
    return [(nodes[one], nodes[other]) for one, other in known["picture"]["edges"]]


def test_focus_keeps_a_thing_and_what_is_next_to_it(tmp_path: Path) -> None:
    """With one step, every other thing is joined to the one in focus, and two steps hold all of one step."""
    near, far = tmp_path / "near.html", tmp_path / "far.html"
    assert view("-o", str(near), "--focus", "顾军") == 0
    assert view("-o", str(far), "--focus", "Gu Jun", "--steps", "2") == 0
    known = atlas(near)
    neighbours = {other for pair in ends(known) if "gu-jun" in pair for other in pair}
    assert set(known["things"]) == neighbours
    assert len(known["things"]) > 3
    assert set(known["things"]) < set(atlas(far)["things"])


def test_a_part_says_of_how_many_things_it_is(tmp_path: Path) -> None:
    """What is near a thing or answers a query is a part of all things; a page of all, however asked, is one of none."""
    every = tmp_path / "every.rq"
    every.write_text("CONSTRUCT WHERE { ?s ?p ?o }")
    given = {
        "near": ("--focus", "顾军"),
        "found": ("--query", "infrastructure/planned_to_open"),
        "every": ("--query", str(every)),
        "whole": (),
    }
    for name, chosen in given.items():
        assert view("-o", str(tmp_path / f"{name}.html"), *chosen) == 0
    near, found, asked, whole = (atlas(tmp_path / f"{name}.html") for name in given)
    assert [part["partOf"]["things"] for part in (near, found)] == [len(whole["things"])] * 2
    assert "partOf" not in asked
    assert "partOf" not in whole


def test_no_step_keeps_the_thing_alone(tmp_path: Path) -> None:
    """Zero steps show one thing, with its figures and facts."""
    page = tmp_path / "alone.html"
    assert view("-o", str(page), "--focus", "Yangtze River Delta", "--steps", "0") == 0
    known = atlas(page)
    assert set(known["things"]) == {"yangtze-river-delta"}
    assert known["relations"] == []
    assert len(known["observations"]) > 5


def test_a_part_tells_places_by_all_sentences_of_its_documents(tmp_path: Path) -> None:
    """Of the document only what is cited is in the page, and yet a place is the same sentence of as many."""
    near, whole = tmp_path / "near.html", tmp_path / "whole.html"
    assert view("-o", str(near), "--focus", "顾军") == 0
    assert view("-o", str(whole)) == 0
    part, all_ = ({each["digest"]: each for each in atlas(page)["documents"]} for page in (near, whole))
    assert part
    for digest, document in part.items():
        assert document["sentences"] == all_[digest]["sentences"]
        assert len(document["passages"]) < len(all_[digest]["passages"]) / 4


def test_a_select_draws_its_things_with_all_that_joins_them(tmp_path: Path) -> None:
    """The provinces that a SELECT finds are there, no others, with the lines that the whole graph has among them."""
    query, page, whole = tmp_path / "q.rq", tmp_path / "q.html", tmp_path / "whole.html"
    query.write_text("SELECT ?p { VALUES ?p { ydr:gu-jun ydr:shanghai ydr:shanghai-municipal-government } }")
    assert view("-o", str(page), "--query", str(query)) == 0
    assert view("-o", str(whole)) == 0
    known = atlas(page)
    wanted = {"gu-jun", "shanghai", "shanghai-municipal-government"}
    assert set(known["things"]) == wanted
    assert sorted(ends(known)) == sorted(pair for pair in ends(atlas(whole)) if wanted.issuperset(pair))


def test_a_construct_draws_its_triples_and_no_others(tmp_path: Path) -> None:
    """Lines are those of the CONSTRUCT, with the sources that the graph has for them; new ones are drawn too."""
    query, page = tmp_path / "q.rq", tmp_path / "q.html"
    query.write_text(
        "CONSTRUCT { ?a yd:implementedIn ?b . ydr:gu-jun yd:supports ydr:hefei } WHERE { ?a yd:implementedIn ?b }"
    )
    assert view("-o", str(page), "--query", str(query)) == 0
    known = atlas(page)
    assert {each["predicate"] for each in known["relations"]} == {"yd:implementedIn", "yd:supports"}
    assert ("gu-jun", "hefei") in ends(known)
    assert all("evidence" in each for each in known["relations"] if each["predicate"] == "yd:implementedIn")


def test_a_named_question_draws_what_it_finds(tmp_path: Path) -> None:
    """What is planned to open is shown with its milestones, and with its neighbours, as nothing else joins it."""
    page = tmp_path / "q.html"
    assert view("-o", str(page), "--query", "infrastructure/planned_to_open") == 0
    known = atlas(page)
    assert "airport-link-line" in known["things"]
    assert {end for pair in ends(known) for end in pair} == set(known["things"])
    assert any(each["modality"] == "Planned" for each in known["milestones"])


def test_a_query_that_finds_nothing_gives_a_page_that_says_so(tmp_path: Path) -> None:
    """Nothing found is no error: the page tells that there is nothing to draw."""
    query, page = tmp_path / "q.rq", tmp_path / "q.html"
    query.write_text("SELECT ?p { ?p a yd:NothingOfTheKind }")
    assert view("-o", str(page), "--query", str(query)) == 0
    assert "empty" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--focus", "Hefeii"], "did you mean 'Hefei'"),
        (["--focus", "ydr:nobody"], "nothing in the graph"),
        (["--query", "people/posts"], "did you mean"),
        (["--query", "missing.rq"], "no such file"),
        (["--query", "{ask}"], "no part of the graph"),
        (["--query", "{delete}"], "refused"),
        (["--query", "{broken}"], "cannot read"),
        (["--steps", "2"], "needs --focus"),
        (["--focus", "Hefei", "--query", "people/all_posts"], "not both"),
        (["--focus", "ydr:metric-rd-intensity", "--steps", "-1"], "steps"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    """Unknown names come with suggestions, queries are guarded, and no file is left behind."""
    queries = {"{ask}": "ASK { ?s ?p ?o }", "{delete}": "DELETE WHERE { ?s ?p ?o }", "{broken}": "SELECT ?s WHERE ?s"}
    for name, text in queries.items():
        (tmp_path / f"{name[1:-1]}.rq").write_text(text)
    given = [str(tmp_path / f"{each[1:-1]}.rq") if each in queries else each for each in arguments]
    page = tmp_path / "page.html"
    assert view("-o", str(page), *given) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
    assert not page.exists()
