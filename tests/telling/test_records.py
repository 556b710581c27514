"""Records say themselves in both languages; what is around a thing is told by the same functions as the whole."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from ydkg.graph.graph import Graph
from ydkg.graph.neighbourhood import around
from ydkg.graph.store import open_store
from ydkg.network.projection import project
from ydkg.telling.atlas import atlas_of
from ydkg.telling.naming import iri_of
from ydkg.telling.sources import Library
from ydkg.vocab import YD

if TYPE_CHECKING:
    from collections.abc import Callable

    from ydkg.telling.atlas import Atlas

POST = """
ydr:ada a foaf:Person ; rdfs:label "Ada"@en .
ydr:office a org:Organization ; rdfs:label "the office"@en, "办公室"@zh-hans .
ydr:role-director a org:Role ; rdfs:label "director"@en , "主任"@zh-hans .
ydr:post a org:Membership ; rdfs:label "Ada is director of the office"@en ;
  org:member ydr:ada ; org:organization ydr:office ;
  org:role ydr:role-director ; yd:asOf "2024-12-04"^^xsd:date .
"""
MILESTONE = """
ydr:stage-introduced a skos:Concept ; rdfs:label "introduced"@en .
ydr:m a yd:Milestone ; rdfs:label "m"@en ; yd:about ydr:delta ; yd:stage ydr:stage-introduced ;
  yd:modality yd:{modality} ;
  yd:notAfter "{until}"^^xsd:date ; yd:asOf "2024-12-04"^^xsd:date .
"""
FIGURE = """
ydr:f a yd:Observation ; rdfs:label "f"@en ; yd:metric ydr:share ; yd:about ydr:delta ; yd:valueStatus yd:Actual ;
  yd:value 0.333333 ; yd:numerator 1 ; yd:denominator 3 ; qudt:hasUnit unit:UNITLESS ; yd:bound yd:MoreThan .
"""
COUNT = """
ydr:{name} a yd:Metric ; rdfs:label "{name}"@en , "{zh}数量"@zh-hans ; yd:measureWord "项"@zh-hans .
ydr:f-{name} a yd:Observation ; rdfs:label "f"@en ; yd:metric ydr:{name} ; yd:about ydr:works ; yd:value {value} ;
  yd:valueStatus yd:Actual ; qudt:hasUnit unit:NUM ; yd:bound yd:Exactly .
"""
WORKS = 'ydr:works a yd:Initiative ; rdfs:label "works"@en , "工程"@zh-hans ; yd:isGroup true .'


def test_a_post_is_a_sentence_with_the_day_as_of_which_it_holds(told: Callable[..., Atlas]) -> None:
    """A record that is an edge says its ends, its role and its day, in both languages."""
    (relation,) = told(POST).relations
    assert relation.sentence.en == "Ada is director of the office, as of 4 December 2024"
    assert relation.sentence.zh == "Ada 任办公室主任（截至2024年12月4日）"
    assert (relation.role.en, relation.as_of.en) == ("director", "as of 4 December 2024")
    assert "org:role ydr:role-director" in relation.turtle
    assert relation.phrase.between.en == "Posts"


def test_a_post_of_two_roles_is_told_by_the_first(told: Callable[..., Atlas]) -> None:
    """By IRI: an adviser comes before a director."""
    adviser = 'ydr:post org:role ydr:role-adviser . ydr:role-adviser a org:Role ; rdfs:label "adviser"@en .'
    (relation,) = told(POST + adviser).relations
    assert relation.role.en == "adviser"


@pytest.mark.parametrize(
    ("modality", "until", "en", "zh"),
    [
        ("Planned", "2024-12-31", "by 31 December 2024", "2024年底前"),
        ("Planned", "2024-12-27", "by 27 December 2024", "2024年12月27日前"),
        ("Done", "2024-12-31", "during 2024", "2024年内"),
        ("Done", "2024-06-30", "no later than 30 June 2024", "2024年6月30日前"),
    ],
)
def test_only_what_is_planned_is_due_by_a_day(
    told: Callable[..., Atlas], modality: str, until: str, en: str, zh: str
) -> None:
    """What is done was done during the year of which the last day is given, or no later than a day, and never by it."""
    milestone = told(MILESTONE.format(modality=modality, until=until)).milestones["m"]
    assert milestone.when == (en, zh)
    if modality == "Done":
        assert " by " not in milestone.sentence.en
    else:
        assert f"于{zh}" in milestone.sentence.zh


def test_a_fraction_is_told_as_it_is_stated(told: Callable[..., Atlas]) -> None:
    """More than a third is "more than 1 in 3", and nowhere 0.333333."""
    figure = told(FIGURE).figures["f"]
    assert figure.value == ("more than 1 in 3", "超过三分之一")
    assert "0.33" not in " ".join(figure.sentence)
    assert "yd:numerator 1" in figure.turtle or 'yd:numerator "1"^^xsd:integer' in figure.turtle


def test_a_value_that_is_no_number_has_no_place_in_a_chart(told: Callable[..., Atlas]) -> None:
    """Its figure is told all the same."""
    figure = told(WORKS + COUNT.format(name="all", zh="工程", value='"2024-12-04"^^xsd:date')).figures["f-all"]
    assert (figure.number, figure.about) == (None, "works")


def test_a_count_of_a_group_says_what_it_counts_where_more_than_one_does(told: Callable[..., Atlas]) -> None:
    """How many works there are goes without the metric's name, unless it is also said how many of them are done."""
    all_, done = COUNT.format(name="all", zh="工程", value=10), COUNT.format(name="done", zh="完工", value=2)
    assert told(WORKS + all_).figures["f-all"].sentence.zh == "工程：10项"
    both = told(WORKS + all_ + done).figures
    assert [both[name].sentence.zh for name in ("f-all", "f-done")] == ["工程数量：10项", "工程完工数量：2项"]


def test_a_thing_has_one_name_where_it_has_no_chinese_one(told: Callable[..., Atlas]) -> None:
    """Chinese pages call a thing by its Chinese name, or else by its English one."""
    things = told(POST).things
    assert things["office"].name == ("the office", "办公室")
    assert things["ada"].name == ("Ada", "Ada")
    assert things["ada"].kind == ("person", "人物")


def test_neighbours_are_joined_by_what_is_stated(told: Callable[..., Atlas]) -> None:
    """A record joins two things; what editors only define, such as that two things differ, joins nothing."""
    atlas = told(POST + "ydr:ada owl:differentFrom ydr:delta .")
    assert atlas.neighbours["ada"] == ["office"]
    assert [relation.defined for relation in atlas.relations] == [True, False]


def test_what_the_words_do_not_state_says_what_it_was_read_from(told: Callable[..., Atlas]) -> None:
    """A relation, a value and records say their basis in both languages; what the words state says none."""
    basis = " yd:basis yd:FromName ."
    statement = "ydr:statement-{id} a rdf:Statement ; rdf:subject {fact} ;" + basis
    atlas = told(
        POST.rstrip().removesuffix(".") + f";{basis}"
        "ydr:ada yd:namedAfter ydr:delta ; yd:approach 'calm'@en ."
        + statement.format(id="a", fact="ydr:ada ; rdf:predicate yd:namedAfter ; rdf:object ydr:delta")
        + statement.format(id="b", fact="ydr:ada ; rdf:predicate yd:approach ; rdf:object 'calm'@en")
        + f"ydr:f {basis} ydr:m {basis} ydr:c {basis} ydr:claim {basis}"
        + FIGURE
        + MILESTONE.format(modality="Done", until="2024-12-31")
        + "ydr:c a yd:Comparison ; rdfs:label 'c'@en ; yd:current ydr:f ."
        "ydr:claim a yd:FirstClaim ; rdfs:label 'first'@en ; yd:about ydr:delta ."
        "yd:FromName rdfs:label 'read from the name'@en , '据名称判断'@zh-hans ."
    )
    (approach,) = atlas.things["ada"].values
    records = [atlas.figures["f"], atlas.milestones["m"], atlas.comparisons["c"], atlas.claims["claim"]]
    assert len(atlas.relations) == 2
    for each in (approach, *atlas.relations, *records):
        assert each.basis == ("read from the name", "据名称判断")
    assert not any(relation.basis for relation in told(POST).relations)


@pytest.mark.parametrize(("kind", "undated"), [("Length", False), ("Count", False), ("Share", True)])
def test_what_has_no_period_lacks_none(told: Callable[..., Atlas], kind: str, undated: bool) -> None:  # noqa: FBT001 - a case
    """How long a way is and how many belong to a set has no period, so that none is missing (user trial)."""
    figure = told(f"{FIGURE} ydr:size yd:measureKind yd:{kind} . ".replace("ydr:share", "ydr:size")).figures["f"]
    assert (bool(figure.when), figure.undated) == (False, undated)


GRAPH = Graph(open_store())
THINGS = sorted(project(GRAPH.triples()))


@cache
def _whole() -> Atlas:
    return atlas_of(GRAPH)


@cache
def _library() -> Library:
    return Library(GRAPH)


@pytest.mark.parametrize("thing", THINGS)
def test_a_thing_is_told_as_in_the_whole(thing: str) -> None:
    """With its relations, figures, comparisons, milestones and claims, and where all that is written."""
    whole, name = _whole(), thing.rpartition("/")[2]
    part = atlas_of(around(GRAPH, thing), library=_library())
    assert part.things[name] == whole.things[name]
    assert part.relations_at.get(name, []) == whole.relations_at.get(name, [])
    figures = {iri for by in (YD.about, YD.metric) for iri, _ in GRAPH.incoming(thing, by)}
    for records, known in (
        (whole.figures, part.figures),
        (whole.milestones, part.milestones),
        (whole.claims, part.claims),
    ):
        of_thing = {slug: record for slug, record in records.items() if iri_of(slug) in figures}
        assert {slug: known.get(slug) for slug in of_thing} == of_thing
    compared = {
        slug: comparison
        for slug, comparison in whole.comparisons.items()
        if any(thing == GRAPH.iri(iri_of(step.figure.id), YD.about) for step in comparison.steps)
    }
    assert {slug: part.comparisons.get(slug) for slug in compared} == compared
