"""The interface's texts: each is in the catalogue, once and with its Chinese, which is compiled as it is written."""

from __future__ import annotations

import ast
import copy
import re
import runpy
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from markupsafe import Markup
from pyoxigraph import Store

from ydkg import errors
from ydkg.errors import CatalogueError, Listed, Named, ParameterError, QueryError, YdkgError, problem
from ydkg.graph.sparql import run
from ydkg.graph.turtle import read_turtle
from ydkg.language.text import CHINESE, ENGLISH, Language
from ydkg.server.sparql.answer import chosen
from ydkg.server.sparql.protocol import by_address, by_body

if TYPE_CHECKING:
    from collections.abc import Callable

    from babel.messages.catalog import Catalog

ROOT = Path(__file__).resolve().parents[2]
_NAMES = re.compile(r"\{(\w+)\}")
_HAN = re.compile(r"[\u4e00-\u9fff]")


@cache
def script() -> dict[str, Any]:
    """Load the script that writes the catalogue."""
    return runpy.run_path(str(ROOT / "scripts" / "write_catalogue.py"))


@cache
def catalogue() -> Catalog:
    """Extract the texts of the sources, with the Chinese that is there."""
    made: Catalog = script()["updated"](script()["PO"].read_text(encoding="utf-8"))
    return made


def texts() -> list[tuple[str, str]]:
    """List English and Chinese of every text; one that depends on a number by its form for one."""
    pairs = [(message.id, message.string) for message in catalogue() if message.id]
    return [tuple(part if isinstance(part, str) else part[0] for part in pair) for pair in pairs]  # type: ignore[misc]


def test_the_catalogue_is_what_the_sources_say() -> None:
    """No text is missing in the catalogue, and none is there that nobody says."""
    assert script()["PO"].read_text(encoding="utf-8") == script()["po_of"](catalogue())


def test_the_compiled_catalogue_is_the_written_one() -> None:
    """What programs read is what people wrote."""
    assert script()["MO"].read_bytes() == script()["mo_of"](catalogue())


def test_every_text_has_its_chinese() -> None:
    """A text without a translation would stand in English on a Chinese page."""
    assert [english for english, chinese in texts() if not chinese] == []


def test_no_english_text_has_two_translations() -> None:
    """The same words, in capitals or before a colon too, say the same in Chinese."""
    known: dict[str, set[str]] = {}
    for english, chinese in texts():
        known.setdefault(english.lower().strip(" :.…"), set()).add(chinese.strip(" ：。…"))
    assert {english: said for english, said in known.items() if len(said) > 1} == {}
    assert not any(message.context for message in catalogue())


def test_translations_have_the_names_of_the_text() -> None:
    """What stands in braces in English stands in braces in Chinese."""
    wrong = [
        english
        for english, chinese in texts()
        if not set(_NAMES.findall(chinese)) >= set(_NAMES.findall(english)) and chinese
    ]
    assert wrong == []


def test_chinese_stands_beside_english_in_no_source() -> None:
    """A pair of texts in code is a text that the catalogue does not have."""
    rooms = ["server/pages", "server/questions", "server/sparql", "server/static"]
    found = [
        str(path.relative_to(ROOT))
        for room in rooms
        for path in sorted((ROOT / "src" / "ydkg" / room).iterdir())
        if path.suffix in {".py", ".js"} and _HAN.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(("tag", "language"), [("en", ENGLISH), ("zh", CHINESE), ("zh-Hans", CHINESE), ("de", ENGLISH)])
def test_a_tag_chooses_a_language(tag: str, language: Language) -> None:
    """Chinese is for those who ask for it, English for all others."""
    assert Language.of(tag) is language


@pytest.mark.parametrize(
    ("tag", "language"),
    [("en", ENGLISH), ("en-GB", ENGLISH), ("ZH", CHINESE), ("zh-Hans", CHINESE), ("zh_CN", CHINESE)],
)
def test_a_language_is_asked_for_by_its_tag(tag: str, language: Language) -> None:
    """Script and region may stand in it."""
    assert Language.asked(tag) is language


@pytest.mark.parametrize("tag", ["fr", "english", "zho", "", "-zh"])
def test_a_language_that_there_is_not_is_refused(tag: str) -> None:
    """The error names those that there are, in Chinese too."""
    with pytest.raises(
        ParameterError, match=re.escape(f"there is no language {tag!r} here; there are en, zh")
    ) as caught:
        Language.asked(tag)
    assert CHINESE.complaint(caught.value) == f"没有名为“{tag}”的语言；可用的有：en、zh"


@pytest.mark.parametrize(
    ("fails", "said"),
    [
        (lambda: read_turtle("a.ttl", b"\na:b a a:c ."), "a.ttl:2：解析器报告“The prefix a: has not been declared”"),
        (
            lambda: read_turtle("a.ttl", b"<a:b> <a:c> <d e> ."),
            "a.ttl:1：应为 IRI（解析器报告“Invalid IRI code point ' '”）",
        ),
        (lambda: read_turtle("a.ttl", b"<a:b> <a:c>"), "a.ttl:1：语句未完，文件已结束"),
        (lambda: by_address(b"query=ASK&query=ASK"), "请求：query= 出现2次；每次请求只能有一个查询"),
        (lambda: by_body(None, b"", b""), "请求：没有 Content-Type：用 POST 发送的查询应为 "),
        (lambda: by_address(b"query=%7"), "请求：地址：“%7”不是百分号编码；% 本身应写作 %25"),
        (lambda: chosen("text/html", triples=True), "Accept: 'text/html' 不含三元组的任何格式：text/turtle、"),
    ],
)
def test_what_is_wrong_with_a_file_or_a_request_is_said_in_chinese(fails: Callable[[], object], said: str) -> None:
    """What and where is said in Chinese; words of a parser are quoted as they are."""
    with pytest.raises(YdkgError) as caught:
        fails()
    assert CHINESE.complaint(caught.value, place=True).startswith(said)


def test_every_error_is_a_text_of_the_catalogue() -> None:
    """What pages may say of an error is put together by `problem`; the command line, which is English, does without."""
    kinds = {
        name for name, each in vars(errors).items() if isinstance(each, type) and issubclass(each, errors.YdkgError)
    }
    found = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in sorted((ROOT / "src").rglob("*.py"))
        if path.parent.name != "cli" and path.name != "remote.py"  # which the command line alone asks
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.args
        if (call.func.id in kinds and _is_written(call.args[0]))
        or (call.func.id == "HTTPException" and len(call.args) > 1 and _is_written(call.args[1]))
    ]
    assert found == []


def _is_written(said: ast.expr) -> bool:
    """Tell whether words stand in place."""
    return isinstance(said, ast.JoinedStr | ast.Constant)


def test_a_number_is_written_as_the_language_does() -> None:
    """Thousands are set apart in English only, and one is not many."""
    assert ENGLISH.ngettext("{n} row", "{n} rows", 1) == "1 row"
    assert ENGLISH.ngettext("{n} row", "{n} rows", 12_345) == "12,345 rows"
    assert CHINESE.ngettext("{n} row", "{n} rows", 12_345) == "12345行"


def test_markup_in_a_text_stays_markup_and_the_text_is_escaped() -> None:
    """A link inside a sentence is one, and no sign of the sentence is."""
    assert ENGLISH.gettext("a < {link}", link=Markup("<a>b</a>")) == Markup("a &lt; <a>b</a>")


def test_a_program_is_given_the_texts_that_it_says() -> None:
    """A page carries the Chinese of its own program, and an English one carries nothing."""
    program = 'gettext("Table"); ngettext("{n} row", "{n} rows", 2); translatable("Network"); said("Chart")'
    assert CHINESE.texts(program) == {"Table": "表格", "{n} row": "{n}行", "Network": "网络图"}
    assert ENGLISH.texts(program) == {}


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT ?s WHERE ?s ?p ?o", "查询，第1行，第17列：此处的“?s”无法解析"),
        ("SELECT * { foo:x ?p ?o }", "查询，第1行，第12列：前缀 foo: 尚未声明"),
        ("SELECT * { SERVICE <http://a.example/> {} }", "查询，第1行，第12列：不接受 SERVICE：此处的查询不能访问网络"),
    ],
)
def test_what_is_wrong_with_a_query_is_said_in_chinese(query: str, said: str) -> None:
    """Of the engine's and of the guard's messages, and of one that came from another process."""
    with pytest.raises(QueryError) as caught:
        run(Store(), query)
    assert CHINESE.complaint(caught.value, place=True) == said
    assert CHINESE.complaint(copy.deepcopy(caught.value), place=True) == said


def test_names_in_a_row_and_hints_come_from_another_process_in_both_languages() -> None:
    """A row of names, a text among them, and what to do are said as they were before they were sent."""
    wanted = Listed([Named("a person", "人物"), problem("no date")])
    said = problem("{name} is {kind}, not {wanted}", name="Hefei", kind=Named("a place", "地点"), wanted=wanted)
    error = ParameterError(said, "Hefei", hint=problem("there are {names}", names=Listed(["Ada", "Bo"])))
    sent = copy.deepcopy(error)
    assert str(sent) == "Hefei is a place, not a person, no date; there are Ada, Bo"
    assert CHINESE.complaint(sent) == "“Hefei”属于地点，此处应为人物、未注明日期；可选：Ada、Bo"


def test_an_error_within_another_comes_from_another_process_in_both_languages() -> None:
    """Why a question's file cannot be asked is what the engine says of its query."""
    with pytest.raises(QueryError) as caught:
        run(Store(), "SELECT * { foo:x ?p ?o }")
    error = CatalogueError(problem("{what}: {why}", what="a.rq", why=caught.value), "a")
    sent = copy.deepcopy(error)
    assert (str(sent), CHINESE.complaint(sent)) == (str(error), CHINESE.complaint(error))
    assert "前缀 foo: 尚未声明" in CHINESE.complaint(sent)
