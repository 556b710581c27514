"""Questions as files, the parameters that they are asked with, and the index of their folder."""

from __future__ import annotations

import os
import runpy
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from ydkg.collection import QUERIES_DIR
from ydkg.errors import CatalogueError, ParameterError, UnknownNameError
from ydkg.graph import questions as catalogue
from ydkg.graph.questions import answer, questions, terms
from ydkg.vocab import PREFIXES

if TYPE_CHECKING:
    from pathlib import Path

HEADER = """#+ title: Posts
#+ question: Which posts?
#+ question-zh: 哪些职务？
#+ param: person iri The person. = ydr:a
#+ param: day date As of this day.
#+ columns: post iri, since date
#+ tags: people, posts
"""
QUERY = "SELECT ?post ?since { ?person yd:about ?post ; yd:asOf ?since FILTER(?since <= ?day) }\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Lay out a catalogue of two questions."""
    (tmp_path / "people").mkdir()
    (tmp_path / "people" / "posts.rq").write_text(HEADER + QUERY, encoding="utf-8")
    (tmp_path / "all.rq").write_text("#+ title: A\n#+ question: B?\n#+ columns: s iri\nSELECT ?s { ?s ?p ?o }\n")
    return tmp_path


@pytest.fixture
def store() -> Store:
    """Load one dated post."""
    store = Store()
    turtle = (
        "@prefix y: <https://w3id.org/ydkg/ontology#> . @prefix r: <https://w3id.org/ydkg/id/> . "
        'r:a y:about r:b ; y:asOf "2024-12-04"^^<http://www.w3.org/2001/XMLSchema#date> .'
    )
    store.load(turtle.encode(), format=RdfFormat.TURTLE)
    return store


def test_a_header_may_list_the_families_of_a_parameter(folder: Path) -> None:
    """Where its name is not all that can be said of it."""
    path = folder / "people" / "posts.rq"
    path.write_text(HEADER + "#+ families: person = person organization\n" + QUERY, encoding="utf-8")
    assert [each.families for each in catalogue.question("people/posts", folder).parameters] == [
        ("person", "organization"),
        (),
    ]


def test_a_header_is_read(folder: Path) -> None:
    """Everything that the header says is at hand."""
    assert [each.name for each in catalogue.questions(folder)] == ["all", "people/posts"]
    found = catalogue.question("people/posts", folder)
    assert found.title == "Posts"
    assert found.question_zh == "哪些职务？"
    assert found.parameters == (
        ("person", "iri", "The person.", "ydr:a", ("person",), ""),
        ("day", "date", "As of this day.", None, (), ""),
    )
    assert found.columns == (("post", "iri", "", ""), ("since", "date", "", ""))
    assert found.tags == ("people", "posts")
    assert catalogue.question("posts", folder) == catalogue.question("people/posts.rq", folder) == found


@pytest.mark.parametrize("name", ["people/post", "pepole/posts", "psots"])
def test_a_misspelled_question_gets_suggestions(folder: Path, name: str) -> None:
    """The message says which question is spelled alike."""
    with pytest.raises(UnknownNameError, match="did you mean people/posts"):
        catalogue.question(name, folder)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "/etc/passwd", "people/", "a\0b"])
def test_a_name_never_leaves_the_catalogue(folder: Path, name: str) -> None:
    """Paths are no names of questions."""
    with pytest.raises(UnknownNameError):
        catalogue.question(name, folder)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("#+ titel: A", "posts.rq:8: 'titel' is no key of a header; expected columns"),
        ("#+ title: B", "posts.rq:8: title stands twice"),
        ("#+ nonsense", "posts.rq:8: expected `#\\+ key: value`"),
        ("#+ tags:", "posts.rq:8: expected `#\\+ key: value`"),
        ("#+ param: x", "posts.rq:8: expected `NAME TYPE DESCRIPTION`"),
        ("#+ param: x number A number.", "posts.rq:8: 'number' is no type; expected iri, string"),
        ("#+ param: day date Again.", "posts.rq:8: parameter 'day' is declared twice"),
        ("#+ severity: bad", "posts.rq:8: 'bad' is no severity"),
        ("#+ families: person = river", "posts.rq:8: expected `PARAMETER = FAMILY"),
        ("#+ families: nobody = person", "posts.rq:8: expected `PARAMETER = FAMILY"),
        ("#+ families: person", "posts.rq:8: expected `PARAMETER = FAMILY"),
        ("#+ titles: post", "posts.rq:8: expected 2 titles, of post, since; found 1"),
        ("#+ titles-zh: 职务、自、至", "posts.rq:8: expected 2 titles, of post, since; found 3"),
        ("#+ param-zh: person 人物。", "posts.rq:8: expected `NAME DESCRIPTION` under the parameter of that name"),
    ],
)
def test_a_wrong_header_is_told_by_file_and_line(folder: Path, line: str, message: str) -> None:
    """Whoever writes a question is told where its header is wrong."""
    (folder / "people" / "posts.rq").write_text(f"{HEADER}{line}\n{QUERY}", encoding="utf-8")
    with pytest.raises(CatalogueError, match=f"^people/{message}") as refusal:
        catalogue.question("people/posts", folder)
    assert refusal.value.line == 8


@pytest.mark.parametrize(("key", "line"), [("title", 1), ("question", 2), ("columns", 6)])
def test_a_header_without_its_keys_is_refused(folder: Path, key: str, line: int) -> None:
    """Title, question and columns are never missing."""
    lines = HEADER.splitlines(keepends=True)
    (folder / "people" / "posts.rq").write_text("".join(lines[: line - 1] + lines[line:]) + QUERY, encoding="utf-8")
    with pytest.raises(CatalogueError, match=f"^people/posts.rq:1: the header has no line `#\\+ {key}: …`"):
        catalogue.question("people/posts", folder)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"persn": "ydr:a"}, "people/posts.rq: parameter 'persn' is not declared; declared: person, day"),
        ({}, "people/posts.rq: parameter 'day' is missing: As of this day."),
        ({"day": "soon"}, "people/posts.rq: parameter 'day': 'soon' is no xsd:date"),
        ({"day": "2024-02-30"}, "people/posts.rq: parameter 'day': '2024-02-30' is no xsd:date"),
        ({"day": 5}, "people/posts.rq: parameter 'day': '5' is no xsd:date"),
    ],
)
def test_a_wrong_parameter_is_told_by_question_and_name(
    folder: Path, store: Store, values: dict[str, object], message: str
) -> None:
    """Unknown, missing and ill-typed parameters are refused in one line."""
    with pytest.raises(ParameterError) as refusal:
        terms(store, catalogue.question("people/posts", folder), values)
    assert str(refusal.value).startswith(message)


def test_a_header_names_columns_and_parameters_in_both_languages(folder: Path) -> None:
    """A column has a title, a parameter what stands before the colon and the rest as a hint; labels have none."""
    header = HEADER.replace("columns: post iri,", "columns: post iri, postLabel string,")
    header = header.replace("of this day.\n", "of this day: an ISO day.\n#+ param-zh: day 截止日：公历日期。\n")
    more = "#+ titles: post, held since\n#+ titles-zh: 职务、起始日\n"
    (folder / "people" / "posts.rq").write_text(header + more + QUERY, encoding="utf-8")
    found = catalogue.question("people/posts", folder)
    assert [column.title for column in found.columns] == ["post", "", "held since"]
    assert [column.label("zh") for column in found.columns] == ["职务", "post label", "起始日"]
    person, day = found.parameters
    assert (person.label(), person.label("zh"), person.hint()) == ("person", "person", "")
    assert (day.label(), day.hint()) == ("as of this day", "An ISO day.")
    assert (day.label("zh"), day.hint("zh")) == ("截止日", "公历日期。")


def test_a_question_is_read_again_when_its_file_has_changed(folder: Path) -> None:
    """Once for each state of it: of the same length, replaced, and gone."""
    path = folder / "all.rq"
    assert catalogue.question("all", folder) is catalogue.question("all", folder)
    os.utime(path, ns=(1, 1))
    path.write_text(path.read_text("utf-8").replace("title: A", "title: Z"), "utf-8")
    assert catalogue.question("all", folder).title == "Z"
    path.unlink()
    with pytest.raises(UnknownNameError):
        catalogue.question("all", folder)


def test_one_s_own_question_goes_before_one_that_ships(folder: Path) -> None:
    """Where both have the same name."""
    (folder / "all.rq").rename(folder / "people" / "all_posts.rq")
    assert catalogue.question("people/all_posts", folder, QUERIES_DIR).title == "A"


def test_parameters_become_terms(folder: Path, store: Store) -> None:
    """Names are looked up and literals get their datatype."""
    found = terms(store, catalogue.question("people/posts", folder), {"day": " 2024-12-31 "})
    assert found == {
        "person": NamedNode(PREFIXES["ydr"] + "a"),
        "day": Literal("2024-12-31", datatype=NamedNode(PREFIXES["xsd"] + "date")),
    }


def test_a_question_is_answered_with_its_columns(folder: Path, store: Store) -> None:
    """Rows come with the declared columns, and parameters make a difference."""
    question = catalogue.question("people/posts", folder)
    assert len(answer(store, question, {"day": "2024-12-31"}).rows) == 1
    assert answer(store, question, {"day": "2024-12-01"}).rows == ()
    other = question._replace(columns=question.columns[:1])
    with pytest.raises(CatalogueError, match="declares the columns post, the query has post, since"):
        answer(store, other, {"day": "2024-12-31"})


def test_the_index_is_current() -> None:
    """queries/README.md equals what `python scripts/write_query_index.py` writes from the questions' headers."""
    index = runpy.run_path(str(QUERIES_DIR.parent / "scripts" / "write_query_index.py"))["index"]
    assert (QUERIES_DIR / "README.md").read_text(encoding="utf-8") == index(questions())
