"""Pages of the named questions, over HTTP: the same answers as in Python, for people and as files."""

from __future__ import annotations

import csv
import json
import os
import re
from html import unescape
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode

import pytest
from pyoxigraph import NamedNode

import ydkg
from shipped import needs_source
from triples import HEAD
from ydkg.cli import main
from ydkg.graph.graph import Graph
from ydkg.graph.names import resolve
from ydkg.graph.outline import outline_of
from ydkg.graph.questions import names, question, questions
from ydkg.graph.schema import FAMILIES, families, is_entity
from ydkg.graph.sparql import run
from ydkg.graph.store import as_store, with_apart
from ydkg.server.questions.cells import answer_table
from ydkg.server.questions.cells import thing as told_thing
from ydkg.server.questions.onward import answerable
from ydkg.server.questions.pages import theme_title
from ydkg.server.template import address
from ydkg.telling.answers import answer_sheet
from ydkg.vocab import YD, ydr

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ask, Launch
    from ydkg.graph.outline import Outline
    from ydkg.server.site import Site

ALL = names()
#: Those that a server answers as Python does though nothing is computed there.
STATED = [each.name for each in questions() if not each.needs]


def plain(markup: str) -> str:
    """What a reader reads of some markup."""
    return unescape(re.sub(r"<[^>]+>", "", markup))


class Page:
    """What a test wants to know of a page: rows of the answer's table, links, options of menus, and all text."""

    def __init__(self, content: bytes) -> None:
        markup = content.decode()
        answer = re.search(r'<table class="answer".*?</table>', markup, re.DOTALL)
        rows = re.findall(r"<tr.*?</tr>", answer[0].partition("<tbody")[2] if answer else "", re.DOTALL)
        links = re.findall(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', markup, re.DOTALL)
        menus = re.findall(r'<select [^>]*?name="([^"]*)"[^>]*>(.*?)</select>', markup, re.DOTALL)
        options = {name: re.findall(r'<option value="([^"]*)"( selected)?', menu) for name, menu in menus}
        self.text = plain(markup)
        self.rows = [[plain(cell) for cell in re.findall(r"<td.*?</td>", row, re.DOTALL)] for row in rows]
        self.links = {plain(words).strip(): unescape(to) for to, words in links}
        self.options = {name: [unescape(value) for value, _ in each] for name, each in options.items()}
        self.chosen = {name: next((unescape(v) for v, on in each if on), "") for name, each in options.items()}


@pytest.fixture(scope="session")
def read(ask: Ask) -> Callable[..., Page]:
    """Read a page, which is there."""

    def reading(path: str, status: int = 200, **headers: str) -> Page:
        reply = ask(path, Accept="text/html", **headers)
        assert reply.status == status, (path, reply.status)
        assert reply.headers["Content-Type"] == "text/html; charset=utf-8"
        return Page(reply.body)

    return reading


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_index_has_every_question_in_the_pages_language(read: Callable[..., Page], lang: str) -> None:
    """Each of the questions is a link with its words; checks are on a page of their own (user trial)."""
    pages = {path: read(path, Accept_Language=lang) for path in ("/questions", "/questions/checks")}
    for each in questions():
        words = each.question_zh if lang == "zh" else each.question
        page = pages["/questions/checks" if each.name.startswith("checks/") else "/questions"]
        assert page.links[words] == f"/questions/{each.name}"


@pytest.mark.parametrize("name", STATED)
def test_a_page_shows_the_rows_that_python_gets(read: Callable[..., Page], name: str) -> None:
    """As many rows, in the same order, each with its labels."""
    page, rows = read(f"/questions/{name}"), ydkg.ask(name)
    assert len(page.rows) == len(rows)
    for cells, row in zip(page.rows, rows, strict=True):
        text = " ".join(" ".join(cells).split())
        for column, value in row._asdict().items():
            if column.endswith("Label") and value:
                assert " ".join(value.split()) in text
    assert rows or "Nothing: the graph states nothing" in page.text


@pytest.mark.usefixtures("loaded_once")
@pytest.mark.parametrize("name", STATED)
def test_the_csv_is_the_one_of_the_command_line(ask: Ask, tmp_path: Path, name: str) -> None:
    """Columns, rows and letters are the same; only the line ends are RFC 4180's."""
    output = tmp_path / "answer.csv"
    with pytest.raises(SystemExit):
        main(["query", name, "--format", "csv", "-o", str(output)])
    reply = ask(f"/questions/{name}.csv")
    assert reply.status == 200
    assert reply.headers["Content-Type"] == "text/csv; charset=utf-8"
    with output.open(encoding="utf-8", newline="") as lines:
        assert list(csv.reader(StringIO(reply.body.decode(), newline=""))) == list(csv.reader(lines))


def test_the_other_files_are_what_they_say(ask: Ask) -> None:
    """JSON, XML and TSV hold the rows of the parameter that is given; .rq is the file itself."""
    path = "/questions/people/posts_of_a_person"
    made = json.loads(ask(f"{path}.json?person=Gu+Jun").body)
    assert len(made["results"]["bindings"]) == 3
    assert ask(f"{path}.xml?person=Gu+Jun").body.count(b"<result>") == 3
    assert len(ask(f"{path}.tsv?person=Gu+Jun").body.splitlines()) == 4
    assert ask(f"{path}.rq").body.decode() == question("people/posts_of_a_person").text
    assert ask(f"{path}.pdf").status == 404


def test_every_choice_of_a_menu_has_an_answer(read: Callable[..., Page]) -> None:
    """A menu offers the default, and nothing that the question has no answer for (where no other parameter says so)."""
    for each in questions():
        things = [parameter for parameter in each.parameters if parameter.type == "iri"]
        page = read(f"/questions/{each.name}") if things else None
        for parameter in things:
            assert page
            offered = page.options[parameter.name]
            assert parameter.default in offered
            assert page.chosen[parameter.name] == parameter.default
            if len(each.parameters) == 1:
                assert all(ydkg.ask(each.name, **{parameter.name: value}) for value in offered), each.name


def test_what_a_question_has_an_answer_for_is_of_its_families() -> None:
    """No thing that a question answers about is refused as a thing of another family."""
    store = as_store()
    for each in questions():
        for parameter in each.parameters:
            if not parameter.families:
                continue
            rows = run(store, answerable(each.text, parameter.name)).rows
            things = [row[0].value for row in rows if isinstance(row[0], NamedNode)]
            assert things, each.name
            for thing in things:
                table = with_apart(store) if each.of_graphs else Graph(store)
                assert resolve(table, thing, parameter.families) == thing, each.name


def test_a_menu_leaves_out_nothing_that_has_an_answer(read: Callable[..., Page]) -> None:
    """Asked of every entity, the question has an answer for those of its menu only."""
    store = as_store()
    entities = {
        quad.subject.value for quad in store if is_entity(Graph(store), str(getattr(quad.subject, "value", "")))
    }
    for name, parameter in (("people/posts_of_a_person", "person"), ("initiatives/members_of_a_set", "set")):
        page = read(f"/questions/{name}")
        asked = next(each for each in question(name).parameters if each.name == parameter)
        told = {family.key for family in FAMILIES} if not asked.families else set(asked.families)
        of = {iri for iri in entities if told & {family.key for family in families(Graph(store), iri)}}
        found = {iri for iri in of if ydkg.ask(name, **{parameter: f"<{iri}>"})}
        assert len(page.options[parameter]) == len(found)


def test_a_question_turned_around_keeps_its_prefixes() -> None:
    """What asks for the things of a menu is a query of its own."""
    turned = answerable(question("people/posts_of_a_person").text, "person")
    assert "PREFIX org:" in turned
    assert "SELECT DISTINCT ?person WHERE {" in turned
    assert "GROUP BY" not in turned


def test_a_name_will_do_for_a_thing(read: Callable[..., Page]) -> None:
    """A label, in any spelling of it, is taken, and the menu shows the thing."""
    page = read("/questions/people/posts_of_a_person?person=gu+jun")
    assert page.chosen["person"] == "ydr:gu-jun"
    assert len(page.rows) == 3


def test_a_wrong_parameter_of_a_file_is_one_plain_line(ask: Ask) -> None:
    """A program gets status 400 and a line of text."""
    reply = ask("/questions/people/posts_of_a_person.csv?person=nobody+at+all")
    assert reply.status == 400
    assert "nothing in the graph is called" in reply.line
    assert ask("/questions/people/nothing").status == 404


def test_links_of_a_page_keep_the_parameters(read: Callable[..., Page]) -> None:
    """Files, the link to the answer and the query in the workbench are of this answer, not of the default one."""
    page = read(f"/questions/places/within_a_place?{urlencode({'place': 'Anhui'})}")
    assert page.links["CSV"] == "/questions/places/within_a_place.csv?place=ydr%3Aanhui"
    assert page.links["Link to this answer"] == "/questions/places/within_a_place?place=ydr%3Aanhui"
    assert "id%2Fanhui" in page.links["Open in the workbench"]


def test_names_units_and_bounds_go_to_what_they_are_of(ask: Ask) -> None:
    """A thing and its label are one column, a number and its unit and bound another (user trial)."""
    body = ask("/questions/metrics/all_figures").body.decode()
    heads = re.findall(r'<th scope="col" class="is-(\w+)">(.*?)</th>', body)
    assert [name for _, name in heads] == ["Of", "Metric", "Value", "Status", "Period", "As of", "Source"]
    assert [kind for kind, _ in heads] == ["thing", "thing", "number", "thing", "thing", "date", "source"]


@needs_source
def test_with_the_document_a_source_shows_its_sentence(launch: Launch) -> None:
    """Each sentence stands once beside the positions within it, in the document's own words."""
    text = Path(os.environ["YDKG_SOURCE"]).read_text(encoding="utf-8")
    with launch("--source", os.environ["YDKG_SOURCE"]) as server:
        _, _, body = server.ask("/questions/infrastructure/planned_to_open", Accept="text/html")
    sentences = [unescape(each) for each in re.findall(r'<q lang="en">(.*?)</q>', body.decode())]
    assert len(sentences) >= len(ydkg.ask("infrastructure/planned_to_open"))
    assert all(sentence in text for sentence in sentences)
    for cell in re.findall(r"<details.*?</details>", body.decode(), re.DOTALL):
        assert len(re.findall("<q ", cell)) == len(set(re.findall(r"<q .*?</q>", cell)))


def test_units_and_directions_are_those_of_the_metric(read: Callable[..., Page]) -> None:
    """What is counted in times has no unit of pieces, and of a time the shorter is better."""
    rows = {row[0]: row for row in read("/questions/metrics/all_metrics?lang=zh").rows}
    assert rows["支持企业次数"][2:4] == ["次", "越多越好"]
    assert rows["行程时间"][2:4] == ["分钟", "越短越好"]
    assert rows["创新指数排名"][3] == "名次越靠前越好"


def test_hints_of_parameters_are_in_the_language_of_the_page(ask: Ask) -> None:
    """Every hint that an English page gives is given in Chinese too."""
    told = 0
    for each in (each for each in questions() if each.parameters):
        hints = [re.findall(r'<p class="hint"[^>]*>(.*?)</p>', ask(f"/questions/{each.name}?lang={lang}").body.decode())
                 for lang in ("en", "zh")]  # fmt: skip
        assert len(hints[0]) == len(hints[1]), each.name
        assert all(re.search("[\u4e00-\u9fff]", hint) for hint in hints[1]), each.name
        told += len(hints[0])
    assert told


def test_numbers_of_one_metric_are_drawn_and_ranks_are_not(ask: Ask) -> None:
    """Bars stand where numbers can be compared: not of ranks, where the widest would be the worst."""
    hours = ask("/questions/metrics/figures_of_a_metric").body.decode()
    assert re.findall(r'<rect[^>]* width="([0-9.]+)"', hours) == ["100.00", "33.33", "33.33"]
    ranks = ask("/questions/metrics/all_figures").body.decode()
    assert "rank in an innovation index" in ranks
    assert "rank in an innovation index" not in "".join(re.findall(r"<figcaption>.*?</figcaption>", ranks, re.DOTALL))


def test_a_document_is_read_once_for_all_that_is_told_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """In Chinese a record is told by its sentence, and to find its place anew for each row would take seconds."""
    store, kept, read = as_store(), dict[object, Any](), list[str]()
    site = SimpleNamespace(whole=with_apart(store), table=Graph(store), outlines={})
    site.keep = lambda name, make: kept[name] if name in kept else kept.setdefault(name, make())

    def outline(table: Graph, document: str) -> Outline:
        read.append(document)
        return outline_of(table, document)

    monkeypatch.setattr("ydkg.telling.sources.outline_of", outline)
    figures = site.table.subjects(YD.Observation)[:9]
    told = [told_thing(cast("Site", site), iri, "zh").text for iri in figures]
    assert len(set(told)) == 9
    assert 0 < len(read) == len(set(read))
    kept.clear()
    site.outlines = {each: outline_of(site.table, each) for each in read}
    read.clear()
    assert told == [told_thing(cast("Site", site), iri, "zh").text for iri in figures]
    assert not read


def test_a_spreadsheet_reads_no_document_whose_order_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many documents that would take longer than all else."""
    table = Graph(as_store())
    known = {each: outline_of(table, each) for each in table.targets(YD.inDocument)}
    monkeypatch.setattr("ydkg.telling.sources.outline_of", lambda *_: pytest.fail("a document is read again"))
    rows = [{"passage": passage} for passage in table.subjects(YD.Passage)[:9]]
    sheet = answer_sheet(table, question("metrics/all_figures"), rows, outlines=known)
    assert all("sentence" in str(where) for *_, where, _ in sheet.rows)


def test_what_an_answer_names_in_english_is_not_looked_up_again() -> None:
    """A row has the label beside the thing: to look up hundreds of them took most of the time of a page."""
    unread = cast("Site", SimpleNamespace(whole=None))
    assert told_thing(unread, ydr("hefei"), "en", "Hefei", row=["any"]) == ("Hefei", "/id/hefei", "", "")
    assert told_thing(unread, ydr("hefei"), "en", "合肥").lang == "zh-Hans"


def test_passages_of_an_answer_are_looked_up_in_one_table_only() -> None:
    """Sources are most of the cells of a long table, and each is looked up once."""
    table = Graph(as_store())
    known: dict[object, Any] = {}
    site = SimpleNamespace(whole=table, sources=(), outlines={})
    site.keep = lambda name, make: known[name] if name in known else known.setdefault(name, make())
    (source,) = (column for column in question("metrics/all_metrics").columns if column.type == "iris")
    passages = table.subjects(YD.Passage)[:50]
    row = {source.name: {"type": "literal", "value": " ".join(passages)}}
    ((cell,),) = answer_table(cast("Site", site), [source], [row], "en").rows
    assert cell.kind == "source"
    assert {item.href for item in cell.items} <= {address(each) for each in passages}
    assert cell.items[-1].href
    for rows, most in ((25, 20), (200, 5)):  # of a long table a few: to look up hundreds a row would take seconds
        ((cell,), *_) = answer_table(cast("Site", site), [source], [row] * rows, "en").rows
        assert cell.items[-1].text == f"+{50 - most}"
        assert len(cell.items) <= most + 1


def test_every_column_parameter_and_theme_has_a_heading_in_both_languages() -> None:
    """No heading is a variable's name in the wrong language (user trial)."""
    for each in questions():
        theme = each.name.partition("/")[0]
        assert theme_title(theme, "zh") != theme_title(theme)
        shown = [column for column in each.columns if not column.name.endswith("Label")]
        for named in [*shown, *each.parameters]:
            assert re.search(r"[\u4e00-\u9fff]", named.label("zh")), (each.name, named.name)
            assert re.search(r"[a-z]", named.label()), (each.name, named.name)
        assert all(column.title for column in shown), each.name
        assert len({column.title_zh for column in shown}) == len(shown), each.name


def test_a_default_that_is_not_there_hinders_no_other_thing(launch: Launch, tmp_path: Path) -> None:
    """A graph without the thing that a question asks about by default has its page for the things that it does have."""
    data = tmp_path / "small.ttl"
    data.write_text(HEAD + 'ydr:ann a foaf:Person ; rdfs:label "Ann"@en .\n', encoding="utf-8")
    with launch("--data", str(data)) as server:
        status, _, page = server.ask("/questions/names/names_of_a_thing?thing=ydr:ann", Accept="text/html")
    assert status == 200
    assert '<option value="ydr:ann" selected' in page.decode()
