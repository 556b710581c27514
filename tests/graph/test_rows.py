"""Answers in Python can be sent on, shown and taken over by data frames."""

from __future__ import annotations

import datetime as dt
import pickle
from decimal import Decimal

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode

import ydkg
from ydkg.errors import CollectionError, ParameterError
from ydkg.graph.header import Column
from ydkg.graph.questions import names, question
from ydkg.graph.sparql import Result
from ydkg.graph.values import rows_of
from ydkg.vocab import ydr

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
