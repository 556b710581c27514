"""What a collection is called, and where to begin in it, with or without a description."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph
import pytest

from ydkg.graph.graph import Graph
from ydkg.telling.collection import tell_collection
from ydkg.telling.text import Text

if TYPE_CHECKING:
    from ydkg.telling.collection import About

REPORT = 'ydr:r a yd:Document ; rdfs:label "A report"@en, "报告"@zh-hans ; dcterms:issued "2025-03-10"^^xsd:date . '
LETTER = 'ydr:l a yd:Document ; rdfs:label "A letter"@en . '
LEADS = "; every fact leads to the words that state it."
DESCRIBED = """ydr:c a yd:Collection ; dcterms:title "Lakes"@en ; dcterms:description "湖泊。"@zh-hans ;
yd:guidedView ydr:b, ydr:a ; yd:exampleQuestion ydr:q ; yd:exampleFact ydr:observation-x .
ydr:a a yd:GuidedView ; rdfs:label "Second"@en ; schema:position 2 ; yd:address "view=paths" ; dcterms:relation ydr:x .
ydr:b a yd:GuidedView ; rdfs:label "First"@en, "第一"@zh-hans ; schema:position 1 ; yd:address "view=things" .
ydr:q a yd:ExampleQuestion ; yd:address "people/posts?person=Ada+K" . """


@pytest.fixture(params=["in memory", "in a store"])
def about(request: pytest.FixtureRequest, prefixed: str) -> object:
    """Tell what a graph says of its collection, wherever the graph is."""

    def tell(turtle: str) -> About:
        store = pyoxigraph.Store()
        store.load((prefixed + turtle).encode(), format=pyoxigraph.RdfFormat.TURTLE)
        table: Graph = Graph.from_triples(store) if request.param == "in memory" else Graph(store)
        return tell_collection(table)

    return tell


@pytest.mark.parametrize(
    ("turtle", "title", "origin"),
    [
        ("", Text("A collection of 0 documents", "0份来源文件的文献集"), ""),
        (
            REPORT,
            Text("A report", "报告"),
            "From the document of 10 March 2025; every fact leads to the words that state it.",
        ),
        (LETTER, Text("A letter", "A letter"), "From a document; every fact leads to the words that state it."),
        (REPORT + LETTER, Text("A collection of 2 documents", "2份来源文件的文献集"), f"From 2 documents{LEADS}"),
    ],
)
def test_without_a_description_it_is_called_after_its_documents(
    turtle: str, title: Text, origin: str, about: object
) -> None:
    """By the title of one, by the number of several; and there is nothing to begin with."""
    found = about(turtle)  # type: ignore[operator]
    assert (found.title, found.short, found.origin.en) == (title, title, origin)
    assert (found.views, found.questions, found.fact) == ((), (), "")


def test_a_description_says_it_all(about: object) -> None:
    """Texts in one language stand in for the other, views stand in order, and only if their things are here."""
    found = about(DESCRIBED + REPORT)  # type: ignore[operator]
    assert found.title == found.short == Text("Lakes", "Lakes")
    assert found.description == Text("湖泊。", "湖泊。")
    assert [view.title for view in found.views] == [Text("First", "第一"), Text("Second", "Second")]
    assert [view.address for view in found.views_of({"y"})] == ["view=things"]
    assert [view.address for view in found.views_of({"x"})] == ["view=things", "view=paths"]
    assert [(each.name, each.parameters) for each in found.questions] == [("people/posts", {"person": "Ada K"})]
    assert found.fact == "observation-x"
