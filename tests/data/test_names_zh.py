"""Everything that people see has a Chinese name with its source, and the words of the editors are in both languages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from shipped import TRIPLES
from ydkg.collection import NAMES_FILE
from ydkg.graph.graph import Graph
from ydkg.graph.names import resolve, translation
from ydkg.graph.schema import RECORDS
from ydkg.graph.store import open_store
from ydkg.graph.turtle import read_turtle, statement_iri
from ydkg.vocab import FOAF, ORG, PROV, QUDT, RDF, RDFS, SCHEMA, SKOS, UNIT, YD, ydr

NAMED = (
    FOAF.Person, ORG.Organization, YD.Place, YD.Initiative, YD.Infrastructure, YD.Instrument, SCHEMA.Event, YD.Metric,
    SKOS.Concept, SKOS.ConceptScheme, ORG.Role, YD.Period, YD.Register, YD.Document,
)  # fmt: skip
#: For whom no two independent public sources agree.
UNVERIFIED = {ydr(slug) for slug in ("luo-fanghao", "qu-wei", "zhong-lan")}
WORDS = (YD.aim, YD.approach, YD.theme, YD.ascribedRole, SCHEMA.honorificPrefix)
FORMS = (YD.plannedForm, YD.underwayForm, YD.doneForm)
HAN = re.compile("[\u4e00-\u9fff]")


class Data:
    """Look up the values of a subject by language."""

    def __init__(self) -> None:
        self.triples = TRIPLES
        self.of: dict[tuple[str, str], list[NamedNode | Literal]] = defaultdict(list)
        for triple in self.triples:
            self.of[triple.subject.value, triple.predicate.value].append(triple.object)

    def said(self, subject: str, predicate: str, language: str) -> list[str]:
        """Return the texts of a property in a language."""
        return [o.value for o in self.of[subject, predicate] if isinstance(o, Literal) and o.language == language]

    def are(self, *kinds: str) -> set[str]:
        """Return the subjects of one of some classes."""
        return {t.subject.value for t in self.triples if t.predicate.value == RDF.type and t.object.value in kinds}


@pytest.fixture(scope="module")
def data() -> Data:
    """Give all files together."""
    return Data()


@pytest.fixture(scope="module")
def table() -> Graph:
    """Give the graph as questions see it."""
    return Graph(open_store())


def test_everything_that_people_see_has_one_chinese_name(data: Data) -> None:
    """Each thing, metric, topic, stage, role, period and source has one Chinese label, but for three people."""
    things = data.are(*NAMED)
    assert len(things) > 300
    for thing in things:
        names = data.said(thing, RDFS.label, "zh-hans")
        assert (len(names) == 1) != (thing in UNVERIFIED), thing


def test_no_two_things_of_a_kind_share_a_chinese_name(data: Data) -> None:
    """Among things, as among metrics, concepts and sources, a Chinese label means one of them."""
    for kind in NAMED:
        names = Counter(
            name
            for thing in data.are(kind) - data.are(YD.Register)
            for name in data.said(thing, RDFS.label, "zh-hans")
            for _ in data.of[thing, SKOS.inScheme] or [None]
        )
        assert [name for name, times in names.items() if times > 1] == [], kind


def test_what_is_chinese_has_chinese_characters(data: Data) -> None:
    """No text that is tagged as Chinese is in another script."""
    texts = [o.value for values in data.of.values() for o in values if getattr(o, "language", None) == "zh-hans"]
    assert [text for text in texts if not HAN.search(text)] == []


def test_every_chinese_name_and_value_leads_to_its_source(data: Data) -> None:
    """A label, another name and a value in Chinese have a statement, of a register or the editors, with confidence."""
    registers = data.are(YD.Register)
    stated = [t for t in data.triples if t.predicate.value in {RDFS.label, SKOS.altLabel, *WORDS, YD.claimedClass}]
    chinese = [t for t in stated if t.object.language == "zh-hans"]
    # What names the sources themselves, forms of stages and labels made of a record's parts, is the editors' own.
    own = registers | data.are(YD.StageForm)
    labelled = {(record, RDFS.label) for record in data.are(*RECORDS)}
    named = [t for t in chinese if t.subject.value not in own and (t.subject.value, t.predicate.value) not in labelled]
    assert len(named) > 400
    for triple in named:
        statement = statement_iri(Triple(triple.subject, triple.predicate, triple.object))
        sources = {o.value for o in data.of[statement, PROV.wasDerivedFrom]}
        assert sources, triple
        assert sources <= registers, triple
        assert len(data.of[statement, YD.confidence]) == 1, triple


@pytest.mark.parametrize("predicate", [SKOS.definition, SKOS.editorialNote, SKOS.note, *WORDS, YD.claimedClass])
def test_what_the_editors_say_is_there_in_both_languages(data: Data, predicate: str) -> None:
    """Definitions, notes and values in words of the editors are as many in Chinese as in English, thing by thing."""
    english, chinese = (
        Counter(s for (s, p) in list(data.of) if p == predicate for _ in data.said(s, p, language))
        for language in ("en", "zh-hans")
    )
    assert english
    assert english == chinese


def test_a_value_in_chinese_translates_one_in_english(data: Data) -> None:
    """The statement of each Chinese value names that of the English one, of the same thing and property."""
    pairs = [(t.subject.value, t.object.value) for t in data.triples if t.predicate.value == YD.translationOf]
    assert len(pairs) == len({english for _, english in pairs})
    for chinese, english in pairs:
        for part in (RDF.subject, RDF.predicate):
            assert data.of[chinese, part] == data.of[english, part]
        assert [o.language for s in (english, chinese) for o in data.of[s, RDF.object]] == ["en", "zh-hans"]  # type: ignore[union-attr]
    values = sum(len(data.said(s, p, "en")) for (s, p) in list(data.of) if p in WORDS)
    assert len(pairs) == values


def test_what_is_counted_has_a_measure_word(data: Data) -> None:
    """Each metric whose values are numbers of things has a Chinese measure word, and no other metric has."""
    numbers = {UNIT.NUM, UNIT["NUM-PER-YR"]}
    counts = {m for m in data.are(YD.Metric) if data.of[m, QUDT.hasUnit][0].value in numbers}
    assert counts == {m for m in data.are(YD.Metric) if data.said(m, YD.measureWord, "zh-hans")}
    assert all(len(data.said(claim, YD.measureWord, "zh-hans")) == 1 for claim in data.are(YD.FirstClaim))


def test_every_stage_can_be_told_in_chinese(data: Data) -> None:
    """Each milestone's stage has a form for its modality; a form of its own says of which stage and of what."""
    form = {YD.Planned: YD.plannedForm, YD.Underway: YD.underwayForm, YD.Done: YD.doneForm}
    for milestone in data.are(YD.Milestone):
        (stage,), (modality,) = data.of[milestone, YD.stage], data.of[milestone, YD.modality]
        assert len(data.said(stage.value, form[modality.value], "zh-hans")) == 1, milestone
    for own in data.are(YD.StageForm):
        assert data.of[own, YD.formOf]
        assert data.of[own, YD.usedOf]
        assert any(data.said(own, each, "zh-hans") for each in FORMS)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("三省一市", "three-provinces-and-one-municipality"),
        ("沪苏浙皖", "three-provinces-and-one-municipality"),
        ("进博会", "china-international-import-expo"),
        ("第七届进博会", "7th-china-international-import-expo"),
        ("沪苏湖高铁", "shanghai-suzhou-huzhou-high-speed-railway"),
        ("沪苏湖铁路", "shanghai-suzhou-huzhou-high-speed-railway"),
        ("长三角", "yangtze-river-delta"),
        ("示范区", "demonstration-zone"),
        ("安徽", "anhui"),
        ("苏州", "suzhou"),
        ("上海", "shanghai"),
        ("浦东", "pudong-new-area"),
        ("凌鸣", "ling-ming"),
        ("“十五五”规划", "15th-five-year-plan"),
        ("上海市科委", "science-and-technology-commission-of-shanghai-municipality"),
        ("党的二十届三中全会", "third-plenary-session-of-the-20th-central-committee"),
    ],
)
def test_short_forms_are_found(table: Graph, name: str, slug: str) -> None:
    """A thing is found by the names that people use for it."""
    assert resolve(table, name) == ydr(slug)


def test_the_file_holds_names_and_nothing_that_the_release_states() -> None:
    """No thing gets a class, a relation or a figure here; only sources, stage forms and statements are described."""
    described = re.compile(f"{ydr('')}(register-|stage-form-|statement-|translations-of-the-editors$)")
    said = {RDFS.label, SKOS.altLabel, SKOS.definition, SKOS.editorialNote, SKOS.note, YD.measureWord, YD.claimedClass}
    said.add(YD.shortName)
    for triple in read_turtle(NAMES_FILE):
        if not described.match(triple.subject.value):
            assert triple.predicate.value in {*said, *WORDS, *FORMS}, triple
            assert triple.object.language == "zh-hans", triple


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("better connections among key cities of the region", "增强区域重点城市间的联系"),
        ("comprehensive legislation across provinces", "综合性跨省域立法"),
        ("China, first three quarters of 2024", "中国，2024年前三季度"),
        ("no words of the graph", None),
    ],
)
def test_english_texts_have_the_chinese_of_the_editors(table: Graph, text: str, expected: str | None) -> None:
    """A value, a claimed class and a list of names are found by their English text."""
    assert translation(table, text) == expected


def test_a_name_of_high_confidence_shows_who_agrees(data: Data) -> None:
    """What is called well supported has two sources or more; a set term that only the editors name is not."""
    high = [s for s in data.are(RDF.Statement) if data.of[s, YD.confidence] == [NamedNode(YD.High)]]
    lone = [s for s in high if len(data.of[s, PROV.wasDerivedFrom]) == 1]
    assert len(high) > len(lone)
    assert [s for s in lone if not any("Agreed by: " in note for note in data.said(s, SKOS.note, "en"))] == []
