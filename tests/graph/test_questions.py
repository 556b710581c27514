"""Every named question answers what was worked out from the release by hand, with its sources, in one order."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from ydkg.api import load
from ydkg.cli.graphs import opened_store
from ydkg.collection import DATA_FILES, QUERIES_DIR, collection, graph_iri, graph_name
from ydkg.graph.guard import tokens
from ydkg.graph.questions import Question, answer, question, questions, terms
from ydkg.graph.sparql import bind, run
from ydkg.graph.store import open_store
from ydkg.telling.row import NUMBERS
from ydkg.vocab import PREFIXES, RDF, YD, compact

if TYPE_CHECKING:
    from ydkg.graph.graph import Term

EXPECTED = Path(__file__).parents[1] / "expected"
CATALOGUE = questions()
ASKED = [each for each in CATALOGUE if not each.name.startswith("checks/")]
#: Of these the right answer is that there is none.
NONE_TODAY = {"sources/sentences_without_facts", "metrics/computed_values"}
#: Of all statements rdflib answers these in twenty seconds each, as it goes through pairs of them.
IN_PAIRS = {"progress/under_way_in_a_place"}

every_question = pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked.name)
every_file = pytest.mark.parametrize("asked", CATALOGUE, ids=lambda asked: asked.name)


@cache
def shipped() -> Store:
    """Load the graph once."""
    return open_store()


def expectations(name: str) -> list[dict[str, Any]]:
    """Read what a question should answer; one object for each set of parameters."""
    content = json.loads((EXPECTED / f"{name}.json").read_text(encoding="utf-8"))
    return content if isinstance(content, list) else [content]


def cell(term: Term | None, kind: str) -> str:
    """Write a term of an answer as a person does in an expectation: prefixed names, numbers as stored, '' for none."""
    if kind == "iris":
        return " ".join(sorted(term.value.split())) if isinstance(term, Literal) else ""
    if isinstance(term, NamedNode):
        return compact(term.value)
    return term.value if isinstance(term, Literal) else ""


def rows(store: Store, asked: Question, params: dict[str, object], columns: list[str] | None = None) -> list[list[str]]:
    """Answer a question with the cells of the columns named, or of all."""
    places = [place for place, column in enumerate(asked.columns) if columns is None or column.name in columns]
    if columns:
        names = [column.name for column in asked.columns]
        places = [names.index(name) for name in columns]
    found = answer(store, asked, params).rows
    return [[cell(row[place], asked.columns[place].type) for place in places] for row in found]


def written(value: object) -> str:
    """Write a value of an expectation as text."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


@every_question
def test_a_question_answers_what_the_release_says(asked: Question) -> None:
    """The rows, in any order, are those that were worked out by hand for each set of parameters, or include them where
    the full answer depends on how finely the graph cuts its facts.
    """
    for expected in expectations(asked.name):
        found = Counter(map(tuple, rows(shipped(), asked, expected["params"], expected["columns"])))
        wanted = Counter(tuple(map(written, row)) for row in expected.get("rows", expected.get("rows_include")))
        missing, surplus = wanted - found, found - wanted if "rows" in expected else Counter()
        assert not missing | surplus, f"{expected['params']}: missing {missing}, surplus {surplus}"
    # An expectation without rows would prove nothing, so the first one has some.
    first = expectations(asked.name)[0]
    assert bool(first.get("rows", first.get("rows_include"))) != (asked.name in NONE_TODAY)


def test_every_expectation_is_of_a_question() -> None:
    """No file of expectations is left behind when a question is renamed."""
    files = {path.relative_to(EXPECTED).with_suffix("").as_posix() for path in EXPECTED.rglob("*.json")}
    assert files == {asked.name for asked in ASKED}


@every_question
def test_every_row_has_its_source_and_its_place(asked: Question) -> None:
    """Each question has a column of passages or registers, and no row leaves it empty.

    Asked twice, and of the same triples loaded in another order, it gives the same rows in the same order: no two rows
    are equal in all that ORDER BY names, so that no engine is free to choose.
    """
    kinds = [column.type for column in asked.columns]
    assert kinds.count("iris") == 1
    place = kinds.index("iris")
    found = rows(shipped(), asked, {})
    assert all(row[place] for row in found)
    sources = {iri for row in found for iri in row[place].split()}
    known = {
        "passage": ("passage-", "citation-"),
        "register": "register-",
        "source": ("passage-", "register-", "translations-of-the-editors"),
    }
    allowed = known[asked.columns[place].name]
    assert all(iri.removeprefix(PREFIXES["ydr"]).startswith(allowed) for iri in sources)
    assert rows(shipped(), asked, {}) == found
    assert rows(shuffled(), asked, {}) == found
    keys = re.findall(r"\?(\w+)", asked.text.rpartition("ORDER BY")[2])
    hidden = [key for key in keys if key not in {column.name for column in asked.columns}]
    shown = "".join(f"?{key} " for key in hidden)
    sorted_by = run(shipped(), asked.text.replace("SELECT ", f"SELECT {shown}", 1), terms(shipped(), asked, {}))
    places = [sorted_by.columns.index(key) for key in keys]
    assert len({tuple(str(row[at]) for at in places) for row in sorted_by.rows}) == len(sorted_by.rows)


def test_passages_of_a_row_are_in_the_order_of_the_text() -> None:
    """They are sorted by their numbers as such, not by their digits."""
    place = [column.type for column in question("metrics/all_metrics").columns].index("iris")
    lists = [row[place].value.split() for row in answer(shipped(), question("metrics/all_metrics"), {}).rows]
    assert all(found == sorted(found, key=lambda iri: list(map(int, re.findall(r"\d+", iri)))) for found in lists)
    assert any(found != sorted(found) for found in lists)


@cache
def shuffled() -> Store:
    """Load the graph's triples in another order."""
    quads = sorted(shipped(), key=str)
    random.Random(20241204).shuffle(quads)  # noqa: S311 - an order, not a secret
    store = Store()
    for quad in quads:
        store.add(quad)
    return store


@every_file
def test_the_header_is_complete(asked: Question) -> None:
    """A question has titles, words and tags in both languages, a default for each parameter, and uses what it declares.

    A check has its remedy in both languages. A table tells a number with its unit, its bound, and as the fraction that
    it is stated as; values of figures with their bounds, whether they are actual, aimed at or expected, and of which
    period, where it is not asked for a period, none or an edition.
    """
    chinese = re.compile("[\u4e00-\u9fff]")
    assert asked.title
    assert asked.question.endswith(("?", "."))
    assert chinese.search(asked.title_zh)
    assert chinese.search(asked.question_zh)
    assert asked.tags
    assert all(parameter.default for parameter in asked.parameters)
    names = {column.name for column in asked.columns}
    used = {token.text[1:] for token in tokens(asked.text) if token.kind == "variable"}
    assert names | {parameter.name for parameter in asked.parameters} <= used
    for parts in (NUMBERS[column.name] for column in asked.columns if column.type == "decimal"):
        assert {*parts.units[:1], parts.bound} <= names
        # Times and what is computed are no fractions.
        if asked.name not in {"infrastructure/travel_times", "metrics/computed_values"}:
            assert {*(parts.fraction or ())} <= names
    if asked.name.startswith("checks/"):
        assert asked.severity
        assert asked.fix.endswith(".")
        assert chinese.search(asked.fix_zh)
        assert asked.fix_zh.endswith("。")
        return
    text = " ".join(line for line in asked.text.splitlines() if not line.startswith("#"))
    variables = set(re.findall(r"yd:value \?(\w+)", text)) & names
    current = variables - {"baseline", "target"}
    wanted = {f"{other}Bound" for other in variables - current} | (
        {"bound", "valueStatus", "period"} if current else set()
    )
    if asked.name in {"metrics/figures_of_a_period", "lacking/figures_without_a_period", "metrics/rankings"}:
        wanted -= {"period"}
    assert wanted <= names


@every_file
def test_a_question_is_plain_sparql(asked: Question) -> None:
    """A file declares the prefixes that it and its header's defaults use and no others, and negates without NOT EXISTS,
    which is slow.
    """
    declared = re.findall(r"^PREFIX (\w+): <([^>]+)>$", asked.text, flags=re.MULTILINE)
    assert dict(declared).items() <= PREFIXES.items()
    query = re.sub(r"^PREFIX .*$", "", asked.text, flags=re.MULTILINE)
    used = {token.text.partition(":")[0] for token in tokens(query) if token.kind == "name"}
    defaults = {str(parameter.default).partition(":")[0] for parameter in asked.parameters if parameter.type == "iri"}
    assert used | defaults == {prefix for prefix, _ in declared}
    assert not re.search(r"\bEXISTS\b", asked.text, flags=re.IGNORECASE)
    Store().query(asked.text)  # without ydkg's own prefixes


@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")
@every_question
def test_rdflib_gives_the_same_rows(asked: Question) -> None:
    """Another engine, which shares no code with the first, answers the same."""
    store, reference = thinned() if asked.name in IN_PAIRS else (shipped(), reference_graph())
    params = terms(store, asked, {})
    text = bind(asked.text, tokens(asked.text), params)
    ours = run(store, asked.text, params)
    kinds = [column.type for column in asked.columns]
    theirs = [
        [" ".join(sorted(str(value or "").split())) if kind == "iris" else None if value is None else str(value)
         for value, kind in zip(row, kinds, strict=True)]
        for row in (reference_dataset() if asked.of_graphs else reference).query(text)
    ]  # fmt: skip
    wanted = [
        [cell(value, kind) if kind == "iris" else None if value is None else value.value
         for value, kind in zip(row, kinds, strict=True)]
        for row in ours.rows
    ]  # fmt: skip
    assert sorted(map(str, theirs)) == sorted(map(str, wanted))
    assert wanted or not run(shipped(), asked.text, params).rows


@cache
def thinned() -> tuple[Store, Any]:
    """Leave out most statements but those of where things are carried out, for either engine."""
    kinds = shipped().quads_for_pattern(None, NamedNode(RDF.type), NamedNode(RDF.Statement))
    places = shipped().quads_for_pattern(None, NamedNode(RDF.predicate), NamedNode(YD.implementedIn))
    some = sorted(quad.subject.value for quad in kinds)
    left_out = set(some) - set(some[::9]) - {quad.subject.value for quad in places}
    store, graph = Store(), type(reference_graph())()
    store.extend(quad for quad in shipped() if str(quad.subject.value) not in left_out)
    for triple in reference_graph():
        if str(triple[0]) not in left_out:
            graph.add(triple)
    return store, graph


@cache
def reference_graph() -> Any:  # noqa: ANN401 - rdflib's Graph, imported late
    """Load the graph for rdflib once."""
    return load()


@cache
def reference_dataset() -> Any:  # noqa: ANN401 - rdflib's Dataset, imported late
    """Load the graph for rdflib once, with what is asked by the names of its graphs."""
    from rdflib import Dataset

    dataset = Dataset()
    for triple in reference_graph():
        dataset.default_graph.add(triple)
    for path in collection().apart:
        dataset.graph(graph_iri(graph_name(path))).parse(path)
    return dataset


def test_figures_under_a_theme_do_not_need_the_thing_to_be_under_it() -> None:
    """A figure that carries a theme itself is found under it, though what it is about stands under none."""
    asked = question("topics/figures_under_a_focus_area")
    found = rows(shipped(), asked, {"area": "ydr:energy-infrastructure"}, ["aboutLabel", "value"])
    assert ["Yangtze River Delta", "1.55"] in found
    assert not list(shipped().quads_for_pattern(
        NamedNode(f"{PREFIXES['ydr']}yangtze-river-delta"), NamedNode(f"{PREFIXES['dcterms']}subject"), None
    ))  # fmt: skip


def test_a_place_answers_for_what_lies_in_it() -> None:
    """What runs in a county-level division runs in its province, by the nesting of the registers."""
    asked = question("initiatives/implemented_in_a_place")
    found = rows(shipped(), asked, {"place": "Anhui"}, ["initiativeLabel", "whereLabel"])
    assert ["cross-regional emissions trading pilot programs", "Guangde"] in found


def test_a_row_that_needs_the_nesting_cites_it() -> None:
    """What runs in the whole Delta runs in Anhui, by the plan that is cited for it; what runs in Hefei, by the code."""
    asked = question("initiatives/implemented_in_a_place")
    cited = {row[0]: row[1] for row in rows(shipped(), asked, {"place": "Anhui"}, ["where", "source"])}
    assert "ydr:anhui" not in cited
    plan, code = (f"{PREFIXES['ydr']}register-{name}" for name in ("outline-plan-yangtze-river-delta-2019", "gbt-2260"))
    assert plan in cited["ydr:yangtze-river-delta"]
    assert code not in cited["ydr:yangtze-river-delta"]
    assert code in cited["ydr:hefei"]
    assert plan not in cited["ydr:hefei"]


def test_computed_values_say_their_bound_and_what_they_rest_on() -> None:
    """With what follows by arithmetic added, all of it is answered, worked out by hand from the release's figures; what
    rests on an expected, intended or aimed at value says so.
    """
    delta, percent, points = "Yangtze River Delta", "unit:PERCENT", "yd:PercentagePoint"
    expo = "China International Import Expo"
    journey, expected, no = "journey from Shanghai to Huzhou", "yd:Expected", ""
    exactly, about, more, less = "yd:Exactly", "yd:Approximately", "yd:MoreThan", "yd:LessThan"
    asked = question("metrics/computed_values")
    columns = ["metricLabel", "aboutLabel", "value", "unit", "bound", "usedStatus"]
    found = rows(opened_store(derived=True), asked, {}, columns)
    assert sorted(found) == sorted([
        ["change in R&D expenditure intensity", delta, "0.53", points, exactly, no],
        ["change in average PM2.5 concentration", delta, "-12", "unit:MicroGM-PER-M3", exactly, no],
        ["relative change in average PM2.5 concentration", delta, "-28.6", percent, about, no],
        ["change in length of network", f"high-speed railway network of the {delta}", "3450", "unit:KiloM", more, no],
        ["change in number of trillion-yuan cities", delta, "3", "unit:NUM", exactly, no],
        ["relative change in number of trillion-yuan cities", delta, "50", percent, exactly, no],
        ["change in share of national economic output", delta, "0.5", points, exactly, no],
        ["expected change in travel time", journey, "-80", "unit:MIN", exactly, expected],
        ["expected relative change in travel time", journey, "-67", percent, about, expected],
        ["distance in vehicle-to-pile ratio from the target", delta, "-0.35", "unit:UNITLESS", exactly, "yd:Target"],
        ["economic growth rate", "China", "4.8", percent, exactly, no],
        ["intended transactions", f"{expo} before the 7th", "78400000000", "unit:CCY_USD", about, "yd:Intended"],
        ["number of trillion-yuan cities", "China", "27", "unit:NUM", less, no],
        ["share of days with good air quality", delta, "75.1", percent, exactly, no],
    ])  # fmt: skip


def test_an_earlier_day_leaves_later_plans_out() -> None:
    """The day given is the last that counts."""
    asked = question("infrastructure/planned_to_open")
    for day, count in (("2024-12-30", 0), ("2024-12-31", 2), ("2025-12-31", 3)):
        assert len(rows(shipped(), asked, {"by": day})) == count


def test_questions_ship_with_their_index() -> None:
    """There are at least forty questions, and the folder says what is in it."""
    assert len(ASKED) >= 40
    assert (QUERIES_DIR / "README.md").is_file()


@pytest.fixture(scope="module")
def two_documents(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Load the graph beside a replica of it: another document, with its own passages at the same positions."""
    copy = tmp_path_factory.mktemp("replica") / "copy.ttl"
    program = Path(__file__).parents[2] / "bench" / "replica.py"
    subprocess.run([sys.executable, program, "1", copy], check=True, capture_output=True)
    return open_store([*DATA_FILES, copy])


@pytest.mark.parametrize("name", ["sources/sentences_that_state_most", "sources/what_is_stated_at"])
def test_positions_are_those_of_one_document(two_documents: Store, name: str) -> None:
    """A second document with sentences at the same positions adds no fact to those of the first."""
    asked = question(name)
    alone = rows(shipped(), asked, {})
    beside = rows(two_documents, asked, {})
    if "document" in [column.name for column in asked.columns]:
        beside = [row for row in beside if row[0] == "ydr:release-20241204"]
        alone = alone[: len(beside)]
    assert beside
    assert beside == alone


def test_documents_are_compared_with_each_other() -> None:
    """Two documents of a collection that give other numbers for the same are told, each pair once."""
    store = Store()
    said = "".join(
        f"""
        <urn:{name}> yd:metric <urn:homes> ; yd:about <urn:norvik> ; yd:period <urn:2024> ; yd:value {value} ;
          yd:bound yd:Exactly ; qudt:hasUnit unit:NUM ; yd:valueStatus yd:Actual ; prov:wasDerivedFrom <urn:{name}-1> .
        <urn:{name}-1> yd:inDocument <urn:document-{name}> .
        """
        for name, value in (("report", 100), ("letter", 120), ("notice", 100))
    )
    prefixes = "".join(f"@prefix {name}: <{PREFIXES[name]}> . " for name in ("yd", "qudt", "unit", "prov"))
    store.load((prefixes + said).encode(), format=RdfFormat.TURTLE)
    asked = question("claims/figures_told_differently")
    assert sorted(rows(store, asked, {}, ["document", "otherDocument"])) == [
        ["<urn:document-letter>", "<urn:document-notice>"],
        ["<urn:document-letter>", "<urn:document-report>"],
    ]


def test_chinese_names_stand_in_pinyin_order() -> None:
    """Rows that are ordered by a name are in pinyin order in Chinese, and the query asks for Chinese names."""
    asked = question("people/people_of_an_organization")
    assert 'LANGMATCHES(LANG(?personName), "zh")' in asked.in_language("zh")
    assert asked.in_language("en") == asked.text
    lines = question("infrastructure/connections_of_all_lines")
    at = [column.name for column in lines.columns].index("lineLabel")
    names = [row[at].value for row in answer(shipped(), lines, {}, "zh").rows]
    assert names == sorted(names, key=lambda name: name.encode("gb18030"))
    assert names.index("沪苏嘉城际铁路") < names.index("机场联络线")
