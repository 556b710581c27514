"""Facts as sentences: relations and milestones read well in both languages."""

from __future__ import annotations

import re

import pytest
from pyoxigraph import RdfFormat, parse

from shipped import TRIPLES
from ydkg.collection import ONTOLOGY_DIR
from ydkg.graph.schema import term_label
from ydkg.language.grammar import agreeing, is_plural, takes_plural
from ydkg.language.quantity import bound, quantity
from ydkg.language.relation import phrase, sentence, spaced
from ydkg.language.stage import stage_words
from ydkg.language.text import CHINESE, ENGLISH
from ydkg.language.units import UNITS, unit_name
from ydkg.network.projection import project
from ydkg.vocab import DCTERMS, FOAF, GEO, ORG, PREFIXES, PROV, RDF, SCHEMA, UNIT, YD, ydr


def test_a_post_is_said_with_its_role() -> None:
    """A post names the role before the organisation in English, after it in Chinese."""
    english = sentence(phrase(ORG.Membership).verb, "Ada", "the Office", role="director")
    assert english == "Ada is director of the Office"
    chinese = sentence(phrase(ORG.Membership, CHINESE).verb, "顾军", "办公室", CHINESE, role="主任")
    assert chinese == "顾军任办公室主任"


@pytest.mark.parametrize(
    "predicate",
    [YD.about, YD.formOf, YD.realisedPart, YD.translationOf, ORG.member, ORG.organization, PROV.wasAttributedTo],
)
def test_what_records_and_forms_lead_to_has_a_heading_for_them(predicate: str) -> None:
    """On the page of a stage, a person or a statement: no heading is put together from the label of a relation."""
    assert phrase(predicate).back != f"{phrase(predicate).onward} of"
    assert "反向" not in phrase(predicate, CHINESE).back


def test_a_place_is_said_of_events_and_of_other_things() -> None:
    """Events take place somewhere; a company, or anything else, is located there, and headings say so."""
    assert phrase(SCHEMA.location, subject={SCHEMA.Event}).back == "Events here"
    other = phrase(SCHEMA.location, subject={YD.Company})
    assert (other.verb, other.back) == ("is located in", "Located here")
    assert phrase(SCHEMA.location, CHINESE, {SCHEMA.Event}).verb == "在…举行"
    assert phrase(SCHEMA.location, CHINESE, {YD.Company}).verb == "位于"


def test_words_depend_on_what_the_ends_are() -> None:
    """A city belongs to its province but lies in a region; a thing by itself says more than its class."""
    city = {YD.City, YD.Place}
    assert phrase(GEO.sfWithin, CHINESE, city, {YD.Province, YD.ProvinceLevelDivision}).verb == "隶属"
    assert phrase(GEO.sfWithin, CHINESE, city, {YD.Region}).verb == "位于"
    assert phrase(GEO.sfWithin, subject=city, object_={YD.Province, YD.ProvinceLevelDivision}).verb == "is within"
    body = {YD.PublicBody, ORG.Organization}
    assert phrase(YD.jurisdiction, CHINESE, body).onward == "职能范围"
    assert phrase(YD.jurisdiction, CHINESE, {*body, ydr("shanghai-municipal-government")}).onward == "行政区域"
    group = phrase(YD.jurisdiction, CHINESE, {ORG.OrganizationalCollaboration})
    assert group == ("包括", "包括", "所属协作体")
    person, speaks = {FOAF.Person}, {SCHEMA.Event, ydr("participant-role-speaker")}
    assert phrase(YD.Participation, CHINESE, person, speaks).verb == "在…上发表讲话"
    speech = phrase(YD.Participation, CHINESE, person, {*speaks, ydr("speech-of-20231130")})
    assert (speech.verb, speech.back) == ("发表", "讲话")


def test_every_relation_of_the_shipped_graph_has_words_in_both_languages() -> None:
    """None is told by its label between two dashes, and no Chinese words are English."""
    network = project(TRIPLES)
    predicates = {edge["predicate"] for _, _, edge in network.edges(data=True)}
    assert len(predicates) > 30
    for predicate in predicates:
        for language in (ENGLISH, CHINESE):
            words = phrase(predicate, language)
            assert not words.verb.startswith("–"), predicate
            assert all(bool(re.search("[\u4e00-\u9fff]", part)) is language.chinese for part in words), predicate


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("key tasks", True),
        ("priorities and measures for regional market integration", True),
        ("sub-funds invested in by the Industry Fund", True),
        ("application-free financial aid for disadvantaged students", False),
        ("progress of the Demonstration Zone", False),
        ("data analysis", False),
    ],
)
def test_number_is_read_from_the_head_of_a_name(name: str, expected: bool) -> None:  # noqa: FBT001 - a table's column
    """What follows the head of a name does not make it several."""
    assert is_plural(name) is expected


def test_people_places_and_organisations_are_one_unless_the_graph_says_otherwise() -> None:
    """A name in s is no plural where it is somebody's; a set is several whatever it is called."""
    assert not takes_plural("Evans", "person")
    assert not takes_plural("Paris", "place")
    assert takes_plural("three provinces and one municipality", "organization", group=True)


def test_verbs_agree_with_several() -> None:
    """Every verb of a relation has a plural."""
    assert agreeing(phrase(DCTERMS.hasPart).verb) == "include"
    assert agreeing(phrase(YD.implementedIn).verb) == "are implemented in"
    assert agreeing(phrase(YD.focusesOn).verb) == "focus on"


def test_latin_names_are_set_apart_from_chinese() -> None:
    """A name that begins or ends in a figure is a name too; a year beside Chinese is not."""
    assert spaced("与15th Five-Year Plan相关") == "与 15th Five-Year Plan 相关"
    assert spaced("innovations of 2024在上海") == "innovations of 2024 在上海"
    assert spaced("比2018年高8.2个百分点") == "比2018年高8.2个百分点"
    assert spaced("的PM2.5平均浓度在G60科创走廊") == "的PM2.5平均浓度在G60科创走廊"


def test_what_is_done_says_no_later_day_than_that_as_of_which_it_is() -> None:
    """Done as of 4 December says more than done by the end of the year; what is planned keeps its last day."""
    days = {"until": "2024-12-31", "as_of": "2024-12-04"}
    assert stage_words("introduced", YD.Done, **days) == "introduced, as of 4 December 2024"
    assert stage_words("introduced", YD.Done, CHINESE, form="已推出", **days) == "已推出（截至2024年12月4日）"
    assert "by 31 December 2024" in stage_words("introduced", YD.Planned, **days)
    assert "2024年底前" in stage_words("introduced", YD.Planned, CHINESE, form="计划推出", **days)
    assert stage_words("introduced", YD.Done, until="2023-12-31", as_of="2024-12-04").startswith(
        "introduced, during 2023"
    )
    assert stage_words("introduced", YD.Done, CHINESE, until="2023-12-31", form="已推出") == "已于2023年内推出"


def test_what_goes_on_is_said_since_its_day() -> None:
    """A law is in force since a day, in Chinese from that day on."""
    assert stage_words("in force", YD.Done, on="2024-05-01") == "in force since 1 May 2024"
    assert stage_words("in force", YD.Done, CHINESE, on="2024-05-01", form="已施行") == "已自2024年5月1日起施行"
    assert (
        stage_words("in operation", YD.Done, CHINESE, on="2024-12-26", form="已开通运营")
        == "已于2024年12月26日开通运营"
    )


def test_figures_in_chinese_read_as_chinese() -> None:
    """Yearly figures and units have their own words."""
    assert quantity("3000000000", UNIT["M3-PER-YR"], YD.MoreThan, CHINESE) == "每年超过30亿立方米"
    assert quantity("18", UNIT.NUM, None, CHINESE, counter="项") == "18项"
    assert quantity("7600", UNIT.KiloM, YD.MoreThan, CHINESE) == "超过7600公里"
    assert unit_name(UNIT.MIN, CHINESE) == "分钟"
    assert unit_name(YD.PercentagePoint, CHINESE) == "百分点"


@pytest.mark.parametrize(
    "iri", [YD.MoreThan, YD.AtLeast, YD.LessThan, YD.Nearly, YD.AtMost, YD.Approximately], ids=lambda iri: iri[-9:]
)
def test_a_bound_is_called_so_everywhere(iri: str) -> None:
    """What goes before a number is what the ontology calls the bound, in both languages."""
    assert (term_label(iri), term_label(iri, "zh")) == (bound(iri), bound(iri, CHINESE)) != ("", "")


@pytest.mark.parametrize("shapes", ["observation", "comparison", "metric"])
def test_every_unit_that_shapes_allow_has_its_words(shapes: str) -> None:
    """A figure in a unit that is not known would be told with the unit's code, and compared with none in another."""
    triples = parse(path=ONTOLOGY_DIR / "shapes" / f"{shapes}.ttl", format=RdfFormat.TURTLE)
    listed = {triple.object.value for triple in triples if triple.predicate.value == RDF.first}
    assert {iri for iri in listed if iri.startswith(PREFIXES["unit"])} <= UNITS.keys()


def test_a_change_says_its_sign_bound_and_unit() -> None:
    """Percentage points are no per cent, more than a length is no length, and nothing has no sign."""
    assert quantity("0.53", YD.PercentagePoint, signed=True) == "+0.53 percentage points"
    assert quantity("-28.6", UNIT.PERCENT, signed=True) == "−28.6%"
    assert quantity("0", UNIT.PERCENT, signed=True) == "0%"
    assert quantity("0.0003", UNIT.PERCENT, signed=True) == "+0.0003%"
