"""Answers for Python, which can be sent on, shown and taken over by data frames."""

from __future__ import annotations

import datetime as dt
import pickle
import subprocess
import sys
from decimal import Decimal

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode

import ydkg
from shipped import TRIPLES
from ydkg.collection import DATA_FILES
from ydkg.errors import CollectionError, ParameterError, UnknownNameError
from ydkg.graph.header import Column
from ydkg.graph.questions import names, question
from ydkg.graph.sparql import Result
from ydkg.graph.store import open_store
from ydkg.graph.values import rows_of, typed
from ydkg.vocab import PREFIXES, ydr

XSD = PREFIXES["xsd"]


@pytest.mark.parametrize(
    ("lexical", "datatype", "value"),
    [
        ("170000000", "decimal", Decimal(170000000)),
        ("1.5", "decimal", Decimal("1.5")),
        ("7", "integer", 7),
        ("true", "boolean", True),
        ("2024-12-04", "date", dt.date(2024, 12, 4)),
        ("text", "string", "text"),
        ("abc", "decimal", "abc"),
        ("maybe", "boolean", "maybe"),
        ("truth", "boolean", "truth"),
        ("2024", "gYear", "2024"),
    ],
)
def test_literals_become_python_values(lexical: str, datatype: str, value: object) -> None:
    """Each datatype has its Python type, and what is none of its values stays text."""
    found = typed(Literal(lexical, datatype=NamedNode(XSD + datatype)), "string")
    assert (found, type(found)) == (value, type(value))


def test_other_terms_become_python_values() -> None:
    """IRIs are text, several IRIs a tuple, and what is unbound is None or nothing."""
    assert typed(NamedNode("http://a/"), "iri") == "http://a/"
    assert typed(None, "iri") is None
    assert typed(Literal("http://a/ http://b/"), "iris") == ("http://a/", "http://b/")
    assert typed(None, "iris") == ()


def test_a_default_is_taken_as_long_as_the_graph_has_it() -> None:
    """What a store said of a default is not kept: it may have changed."""
    store = open_store(DATA_FILES)
    assert ydkg.ask("places/identifiers_of_a_place", store)
    place = NamedNode(ydr("suzhou"))
    for pattern in ((place, None, None), (None, None, place)):
        for quad in store.quads_for_pattern(*pattern):
            store.remove(quad)
    with pytest.raises(ParameterError, match="missing"):
        ydkg.ask("places/identifiers_of_a_place", store)


def test_rows_are_named_tuples() -> None:
    """A question is asked by name, and its rows' values by the names of its columns."""
    rows = ydkg.ask("people/posts_of_a_person", person="Gu Jun")
    offices = {row.organization for row in rows}
    assert offices == {
        ydr("yangtze-river-delta-regional-cooperation-office"),
        ydr("shanghai-municipal-government"),
        ydr("shanghai-municipal-development-and-reform-commission"),
    }
    starts = [[int(passage.split("-")[-2]) for passage in row.passage] for row in rows]
    assert all(starts)
    assert starts == [sorted(each) for each in starts]
    assert rows == ydkg.ask("people/posts_of_a_person", person=ydr("gu-jun"), graph=ydkg.load())


def test_wrong_calls_are_refused() -> None:
    """Misspelled questions, parameters and names raise the errors of the family."""
    with pytest.raises(UnknownNameError, match="did you mean people/posts_of_a_person"):
        ydkg.ask("people/post_of_a_person")
    with pytest.raises(ParameterError, match="parameter 'persn' is not declared; declared: person"):
        ydkg.ask("people/posts_of_a_person", persn="Gu Jun")
    with pytest.raises(LookupError, match="nothing in the graph is called 'Gu Jnu'; did you mean"):
        ydkg.ask("people/posts_of_a_person", person="Gu Jnu")
    with pytest.raises(ParameterError, match="parameter 'person': Shanghai is a place, not a person") as refusal:
        ydkg.ask("people/posts_of_a_person", person="Shanghai")
    assert (refusal.value.parameter, refusal.value.value) == ("person", "Shanghai")


@pytest.mark.parametrize("name", ["press briefing", "important speech", "symposium"])
def test_what_the_document_calls_a_thing_finds_it(name: str) -> None:
    """Forms that are no names on their own lead to the one event that has them."""
    assert ydkg.ask("events/participants_of_an_event", event=name)


def test_a_year_is_taken_for_its_last_day_where_the_question_asks_until_when() -> None:
    """A month too; what is neither is refused."""
    by = [ydkg.ask("infrastructure/planned_to_open", by=day) for day in ("2024", "2024-12", "2024-12-31")]
    assert by[0] == by[1] == by[2] != []
    with pytest.raises(ParameterError, match="'2024-13' is no xsd:date"):
        ydkg.ask("infrastructure/planned_to_open", by="2024-13")


def test_rdflib_gets_every_letter() -> None:
    """The graph for rdflib has the triples of the files, and no literal is rewritten."""
    triples = {*TRIPLES}
    graph = ydkg.load()
    assert len(graph) == len(triples)
    letters = {(t.object.value, t.object.datatype.value) for t in triples if isinstance(t.object, Literal)}
    string, tagged = XSD + "string", PREFIXES["rdf"] + "langString"
    found = {
        (str(term), str(term.datatype or (tagged if term.language else string)))
        for term in graph.objects()
        if isinstance(term, rdflib.Literal)
    }
    assert found == letters
    assert graph.namespace_manager.qname(ydr("gu-jun")) == "ydr:gu-jun"


def test_the_version_is_the_package_s() -> None:
    """What is imported says which version it is."""
    from importlib.metadata import version

    assert ydkg.__version__ == version("ydkg")
    with pytest.raises(AttributeError):
        ydkg.nothing  # noqa: B018 - reading it is the test


def test_asking_loads_the_query_engine_only() -> None:
    """Neither rdflib nor networkx is loaded for an answer."""
    program = (
        "import sys, ydkg\nydkg.ask('people/all_posts')\n"
        "print(sorted({'rdflib', 'networkx', 'pyvis', 'owlready2', 'click', 'rich'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


pd = pytest.importorskip("pandas")
pl = pytest.importorskip("polars")
POSTS = "people/posts_of_a_person"
ASKED = [name for name in names() if not name.startswith("checks/")]


def test_one_iri_where_several_may_be_is_a_tuple_too() -> None:
    """A list of IRIs is a text of them; a query may have an IRI there, or nothing."""
    asked = question(POSTS)._replace(columns=(Column("post", "iris"),))
    cells = (NamedNode(ydr("a")), Literal(f"{ydr('a')} {ydr('b')}"), None)
    rows = rows_of(Result("rows", ("post",), tuple((cell,) for cell in cells)), asked)
    assert [row.post for row in rows] == [(ydr("a"),), (ydr("a"), ydr("b")), ()]


@pytest.mark.parametrize("name", ASKED)
def test_an_answer_survives_pickling(name: str) -> None:
    """Rows come back equal, of one type, with their columns and their question, as other processes need them."""
    rows = ydkg.ask(name)
    again = pickle.loads(pickle.dumps(rows))  # noqa: S301 - it was made here
    assert again == rows
    assert (again.columns, again.question) == (rows.columns, rows.question)
    assert {type(row) for row in again} == {type(row) for row in rows}


def test_some_rows_of_an_answer_are_an_answer() -> None:
    """The first ones are a table in a notebook, and a data frame, as all of them are."""
    rows = ydkg.ask("people/all_posts")
    some = rows[:2]
    assert list(some) == [rows[0], rows[1]]
    assert (some.columns, some.question) == (rows.columns, rows.question)
    assert some._repr_html_().count("<tr>") == 3
    assert len(some.to_pandas()) == 2


@pytest.mark.parametrize("name", ASKED)
def test_an_answer_becomes_a_data_frame(name: str) -> None:
    """Either library has the question's columns and every value of every row."""
    rows = ydkg.ask(name)
    for frame in (rows.to_pandas(), rows.to_polars()):
        assert list(frame.columns) == list(rows.columns)
        assert frame.shape == (len(rows), len(rows.columns))
    polars = [[tuple(v) if isinstance(v, list) else v for v in row] for row in rows.to_polars().rows()]
    assert polars == [list(row) for row in rows]


def test_data_frames_have_types() -> None:
    """A bound's number is a number, a day a day, and a list of passages a list."""
    rows = ydkg.ask("metrics/all_figures")
    polars = rows.to_polars()
    assert isinstance(polars.schema["value"], pl.Decimal)
    assert polars.schema["asOf"] == pl.Date
    assert polars.schema["passage"] == pl.List(pl.String)
    pandas = rows.to_pandas()
    assert isinstance(pandas, pd.DataFrame)
    assert {type(value) for value in pandas["value"]} == {Decimal}
    assert dt.date(2024, 12, 4) in set(pandas["asOf"])


def test_a_notebook_shows_a_table() -> None:
    """Things are links by their short names, under the question that was asked."""
    table = ydkg.ask(POSTS, person="Gu Jun")._repr_html_()
    assert table.count("<tr>") == 1 + 3
    assert f'<a href="{ydr("role-director")}">ydr:role-director</a>' in table
    assert "<caption>Which posts does this person hold" in table


def test_a_graph_of_rdflib_is_asked_as_it_is() -> None:
    """What is added to it or taken away later is seen."""
    graph = ydkg.load()
    assert ydkg.ask(POSTS, person="Gu Jun", graph=graph) == ydkg.ask(POSTS, person="Gu Jun")
    role = rdflib.URIRef(ydr("role-director"))
    label = rdflib.RDFS.label
    graph.remove((role, label, rdflib.Literal("director", lang="en")))
    graph.add((role, label, rdflib.Literal("<b>head</b>", lang="en")))
    changed = ydkg.ask(POSTS, person="Gu Jun", graph=graph)
    assert {row.roleLabel for row in changed} == {"<b>head</b>", "deputy secretary-general"}
    assert "&lt;b&gt;head&lt;/b&gt;" in changed._repr_html_()


def test_what_is_no_graph_is_refused() -> None:
    """What is neither a graph nor a path is one line, and so is a folder that is no collection."""
    with pytest.raises(ParameterError, match="not int"):
        ydkg.ask(POSTS, 7, person="Gu Jun")  # type: ignore[arg-type]
    with pytest.raises(CollectionError, match="x: no such folder"):
        ydkg.to_networkx("x")
