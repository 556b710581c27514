"""Parts of the graph as pages: near a thing, or what a query answers; refusals come before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from atlases import data_of
from shipped import TABLE
from ydkg.cli import main
from ydkg.explorer.part import focused
from ydkg.graph.graph import Graph
from ydkg.vocab import RDF, ydr

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def view(*arguments: str) -> int:
    """Run ``ydkg view`` and give its exit code."""
    with pytest.raises(SystemExit) as ended:
        main(["view", *arguments])
    return int(ended.value.code or 0)


@pytest.fixture
def drawn(tmp_path: Path) -> Callable[..., dict[str, Any]]:
    """Draw a part of the graph, as arguments choose it or a query does, and read its page's data."""

    def draw(*arguments: str, query: str = "") -> dict[str, Any]:
        page, file = tmp_path / "page.html", tmp_path / "q.rq"
        file.write_text(query, encoding="utf-8")
        assert view("-o", str(page), *arguments, *(("--query", str(file)) if query else ())) == 0
        return data_of(page.read_text(encoding="utf-8"))

    return draw


def ends(known: dict[str, Any]) -> list[tuple[str, str]]:
    """List the ends of all lines, by slug."""
    nodes = [node[0] for node in known["picture"]["nodes"]]
    return [(nodes[one], nodes[other]) for one, other in known["picture"]["edges"]]


def test_focus_keeps_a_thing_and_what_is_next_to_it(drawn: Callable[..., dict[str, Any]]) -> None:
    """With one step, every other thing is joined to the one in focus, and two steps hold all of one step.

    It says of how many things it is a part. Of the document only what is cited is in the page, and yet a place is the
    same sentence of as many. Zero steps show one thing, with its figures and facts.
    """
    near, whole = drawn("--focus", "顾军"), drawn()
    assert set(near["things"]) == {other for pair in ends(near) if "gu-jun" in pair for other in pair}
    assert len(near["things"]) > 3
    assert set(near["things"]) < set(drawn("--focus", "Gu Jun", "--steps", "2")["things"])
    assert near["partOf"]["things"] == len(whole["things"])
    part, every = ({each["digest"]: each for each in known["documents"]} for known in (near, whole))
    assert part
    for digest, document in part.items():
        assert document["sentences"] == every[digest]["sentences"]
        assert len(document["passages"]) < len(every[digest]["passages"]) / 4
    alone = drawn("--focus", "Yangtze River Delta", "--steps", "0")
    assert set(alone["things"]) == {"yangtze-river-delta"}
    assert alone["relations"] == []
    assert len(alone["observations"]) > 5


def test_a_query_draws_what_it_finds(drawn: Callable[..., dict[str, Any]], tmp_path: Path) -> None:
    """The things of a SELECT are there, no others, with the lines that the whole graph has among them.

    What a named question finds is shown with its neighbours, where nothing else joins it; a page of all, however asked,
    is a part of none; nothing found is no error.
    """
    wanted = {"gu-jun", "shanghai", "shanghai-municipal-government"}
    chosen = drawn(query=f"SELECT ?p {{ VALUES ?p {{ {' '.join(f'ydr:{each}' for each in wanted)} }} }}")
    whole, every = drawn(), drawn(query="CONSTRUCT WHERE { ?s ?p ?o }")
    assert set(chosen["things"]) == wanted
    assert sorted(ends(chosen)) == sorted(pair for pair in ends(whole) if wanted.issuperset(pair))
    assert "partOf" not in every.keys() | whole.keys()
    found = drawn("--query", "infrastructure/planned_to_open")
    assert "airport-link-line" in found["things"]
    assert found["partOf"]["things"] == len(whole["things"])
    assert {end for pair in ends(found) for end in pair} == set(found["things"])
    assert any(each["modality"] == "Planned" for each in found["milestones"])
    (tmp_path / "none.rq").write_text("SELECT ?p { ?p a yd:NothingOfTheKind }")
    assert view("-o", str(tmp_path / "none.html"), "--query", str(tmp_path / "none.rq")) == 0
    assert "empty" in (tmp_path / "none.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("slug", ["shanghai", "suzhou"])
def test_a_part_has_whole_records_only(slug: str) -> None:
    """What is stated of a relation to a thing that is left out is left out too."""
    part = Graph.from_triples(focused(TABLE, ydr(slug), 0))
    statements = part.subjects(RDF.Statement)
    assert len(statements) > 1
    for each in statements:
        assert [len(part.objects(each, end)) for end in (RDF.subject, RDF.predicate, RDF.object)] == [1, 1, 1], each


def test_a_construct_draws_its_triples_and_no_others(drawn: Callable[..., dict[str, Any]]) -> None:
    """Lines are those of the CONSTRUCT, with the sources that the graph has for them; new ones are drawn too."""
    made = "CONSTRUCT { ?a yd:implementedIn ?b . ydr:gu-jun yd:supports ydr:hefei } WHERE { ?a yd:implementedIn ?b }"
    known = drawn(query=made)
    assert {each["predicate"] for each in known["relations"]} == {"yd:implementedIn", "yd:supports"}
    assert ("gu-jun", "hefei") in ends(known)
    assert all("evidence" in each for each in known["relations"] if each["predicate"] == "yd:implementedIn")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--focus", "ydr:nobody"], "nothing in the graph"),
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
