"""Assistants: a scripted client asks the tools, and every answer is proven against the graph and the document."""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

import pytest
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.shared.exceptions import MCPError
from pyoxigraph import Literal

from ydkg.graph.questions import answer, question
from ydkg.graph.sources import passages_in
from ydkg.graph.store import open_store, with_apart
from ydkg.telling.facts import SECTIONS
from ydkg.vocab import DCTERMS, RDFS, YD, ydr

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from mcp.client._transport import Transport
    from mcp.types import Tool

    from conftest import Ask, Run

    Call = Callable[..., "Said"]

EXPECTED = Path(__file__).resolve().parents[1] / "expected"
#: Calls and bytes that an assistant may need for a question.
CALLS, BYTES = 3, 12 * 1024
LINK = re.compile(r"\[([^\]]*)\]\((https?://[^)\s]+)\)")
DEFINED = ("[editors’ definition]", "[编者界定]")
PREFIXED = re.compile(r"[a-z]{2,8}:[\w/-]+")


class Said(NamedTuple):
    """What a tool said."""

    text: str
    failed: bool

    @property
    def rows(self) -> list[str]:
        """Rows of its table."""
        lines = [line for line in self.text.splitlines() if line.startswith("| ")]
        return lines[1:]

    @property
    def first(self) -> int:
        """Number of the row that it says to go on with; 0 where it has said all."""
        found = re.search(r"first=(\d+)", self.text.splitlines()[-1])
        return int(found[1]) if found else 0


@asynccontextmanager
async def asking(address: str) -> AsyncIterator[Callable[..., Awaitable[Said]]]:
    """Connect as assistants do, and give what calls a tool; no answer is longer than it may be."""
    async with Client(f"{address}/mcp") as client:

        async def called(tool: str, **arguments: object) -> Said:
            result = await client.call_tool(tool, arguments)
            (content,) = result.content
            assert len(content.text.encode()) <= 4096
            return Said(content.text, result.is_error)

        yield called


@pytest.fixture
def call(server: str) -> Call:
    """Call one tool."""

    async def once(tool: str, arguments: dict[str, object]) -> Said:
        async with asking(server) as call:
            return await call(tool, **arguments)

    return lambda tool, **arguments: asyncio.run(once(tool, arguments))


@cache
def graph() -> tuple[Any, Any]:
    """Load the graph once, and a table of all of it."""
    store = open_store()
    return store, with_apart(store)


@cache
def spans(document: str) -> list[tuple[int, int]]:
    """Give where the sentences of a document begin and end, in order."""
    _, table = graph()
    of_document = [each for each, _ in table.incoming(document, YD.inDocument) if YD.Sentence in table.types(each)]
    return sorted((table.number(each, YD.start), table.number(each, YD.end)) for each in of_document)


def sentences(passages: list[str]) -> dict[str, set[int]]:
    """Number the sentences of passages by the graph: address of each document -> numbers, from 1."""
    _, table = graph()
    found: dict[str, set[int]] = {}
    for passage in passages:
        document, start = table.one(passage, YD.inDocument), table.number(passage, YD.start)
        if start is None:
            continue
        number = sum(each <= start for each, _ in spans(document))
        found.setdefault(table.one(document, DCTERMS.source), set()).add(number)
    return found


def texts_of(sentence: int) -> str:
    """Give the words of a sentence of the release, where it is at hand."""
    start, end = spans(ydr("release-20241204"))[sentence - 1]
    return Path(os.environ["YDKG_SOURCE"]).read_text(encoding="utf-8")[start:end]


def prove(line: str, passages: list[str]) -> None:
    """Prove the citation of a line: its places are the sentences of the passages, its address marks words there."""
    links, numbered = LINK.findall(line), sentences(passages)
    assert links, line
    for address, numbers in numbered.items():
        (words,) = [words for words, to in links if to.startswith(address)] or [links[0][0]]
        assert {int(each) for each in re.findall(r"\d+", words.partition(" of ")[0].partition(";")[0])} == numbers, line
        if "YDKG_SOURCE" not in os.environ:
            continue
        marked = next(to for _, to in links if to.startswith(address)).partition("#:~:")[2]
        stated = " ".join(texts_of(number) for number in numbers)
        for directive in filter(None, marked.split("&")):
            parts = [unquote(part) for part in directive.removeprefix("text=").split(",")]
            for part in (part for part in parts if not part.startswith("-") and not part.endswith("-")):
                assert part.casefold() in stated.casefold(), (line, part)


def spoken(value: object) -> set[str]:
    """Give the words for a value of an expectation that a row of the answer may have; none for what is no text."""
    _, table = graph()
    if not isinstance(value, str) or not value or PREFIXED.match(value) or re.fullmatch(r"[\d.-]+|true|false", value):
        return set()
    named = {each for each, predicate in table.incoming(Literal(value, language="en")) if predicate == RDFS.label}
    return {value, *(short for each in named for short in table.texts(each, YD.shortName).get("en", []))}


def test_sixty_questions_are_answered_in_few_words(server: str) -> None:
    """In at most three calls and 12 kB an assistant finds a question by its words, and has its whole answer: all that
    was worked out by hand, each row with the sentences that state it and an address that marks the words.
    """
    answered: list[str] = []

    async def run() -> None:
        async with asking(server) as call:
            for path in sorted(EXPECTED.rglob("*.json")):
                name = path.relative_to(EXPECTED).with_suffix("").as_posix()
                content = json.loads(path.read_text(encoding="utf-8"))
                expected = content[0] if isinstance(content, list) else content
                asked = question(name)
                said = await call("questions", words=asked.question)
                rows, calls, size, first = [], 1, len(said.text.encode()), 1
                if f"ask: {name} –" not in said.text:
                    continue
                while first and calls < CALLS:
                    more = await call("ask", name=name, parameters=expected["params"], first=first)
                    assert not more.failed, more.text
                    rows, calls, size, first = rows + more.rows, calls + 1, size + len(more.text.encode()), more.first
                if first or size > BYTES:
                    continue
                found = answer(graph()[0], asked, expected["params"]).rows
                assert len(rows) == len(found), name
                for row, line in zip(found, rows, strict=True):
                    if passages := passages_in(row):
                        prove(line, passages)
                    else:  # what registers support, or editors have translated
                        assert LINK.search(line) or any(map(str.strip, line.split("|")[-3:-1])), line
                for wanted in expected.get("rows", expected.get("rows_include")):
                    texts = [words for words in map(spoken, wanted) if words]
                    assert any(all(any(word in line for word in words) for words in texts) for line in rows), (
                        name,
                        wanted,
                    )
                answered.append(name)

    asyncio.run(run())
    assert len(answered) >= 60, answered


def test_every_fact_of_a_thing_says_where_it_is_written(call: Call) -> None:
    """In both languages each section of a thing is told whole, every line with a place and an address, or as the
    editors' own definition.
    """
    for lang in ("en", "zh"):
        for thing in ("shanghai", "airport-link-line", "gu-jun", "yangtze-river-delta", "metric-vehicle-to-pile-ratio"):
            lines, first = [], 1
            while first:
                said = call("about", thing=thing, lang=lang, first=first)
                assert not said.failed, said.text
                lines += [line for line in said.text.splitlines() if line.startswith("- ")]
                first = said.first
            assert lines
            assert all(LINK.search(line) or line.endswith(DEFINED) for line in lines), lines
    one = call("about", thing="上海市", section="relations", lang="zh")
    assert one.text.splitlines()[0].startswith("# 上海市")


def test_a_whole_question_finds_things_facts_and_questions(call: Call) -> None:
    """Words in either language lead to the thing, to what is stated, and to what can be asked."""
    english = call("find", words="When will the airport link line open?").text
    chinese = call("find", words="机场联络线什么时候开通？", lang="zh").text
    for said in (english, chinese):
        assert "about: airport-link-line" in said
    assert "31 December 2024" in english
    assert "2024年底前" in chinese
    nothing = call("find", words="Xyzzy")
    assert not nothing.failed
    assert "coverage()" in nothing.text
    unasked = call("questions", words="railway")  # no question speaks of one, things do
    assert unasked.text.endswith('Next: find(words="railway")')


def test_a_sentence_tells_its_facts(call: Call) -> None:
    """Every fact of a sentence is there, its place among the sentences that the fact is written in."""
    said = call("passage", sentence=37)
    lines = [line for line in said.text.splitlines() if line.startswith("- ")]
    assert len(lines) == 5
    assert all(re.search(r"sentences? [^\]]*\b37\b", line) for line in lines)
    assert "Energy infrastructure" in said.text
    beyond = call("passage", sentence=86, lang="zh")
    assert beyond.failed
    assert "85" in beyond.text


def test_an_answer_ends_with_a_call_that_can_be_made(call: Call) -> None:
    """Of a question that takes nothing it is the passage behind its first row."""
    said = call("ask", name="firsts/first_in_china")
    passage = re.search(r'Next: passage\(passage="([^"]+)"\)$', said.text)
    assert passage, said.text
    stated = call("passage", passage=passage[1])
    assert not stated.failed
    assert "first" in stated.text
    nothing = call("ask", name="checks/dead_references")
    assert nothing.text.endswith("Next: coverage()")


def test_what_is_not_said_is_told(call: Call) -> None:
    """Of a thing: sections without a fact; of what is no thing: that nothing else is known; of all: what is missing."""
    person = call("coverage", thing="Gu Jun")
    assert "Nothing is stated of: Figures" in person.text
    unknown = call("coverage", thing="Beijing Daxing")
    assert not unknown.failed
    assert "silence is no denial" in unknown.text
    computed = call("ask", name="metrics/computed_values")
    assert "only if the server was started with `--derived`" in computed.text
    everything = call("coverage", lang="zh")
    assert "lacking/figures_without_a_period" in everything.text
    assert "未提及不等于否定" in everything.text


@pytest.mark.parametrize(
    ("tool", "arguments", "helped"),
    [
        ("about", {"thing": "Shanghia"}, "ydr:shanghai"),
        ("ask", {"name": "people/posts"}, "people/posts_of_a_person"),
        ("ask", {"name": "zzz"}, "no question is called 'zzz'; `questions` lists them\nNext: questions("),
        ("ask", {"name": "people/posts_of_a_person", "parameters": {"persn": "Gu Jun"}}, "person"),
        ("ask", {"name": "people/posts_of_a_person", "parameters": {"person": "Shanghai"}}, "not a person"),
        ("ask", {"name": "people/all_posts", "first": 99}, "there are only 12"),
        ("about", {"thing": "Shanghai", "section": "weather"}, "figures"),
        ("about", {}, "thing"),
        ("find", {"word": "x", "words": "y"}, "words"),
        ("find", {"words": 7}, "words: Input should be a valid string"),
        ("find", {"words": "delta " * 400}, "words: String should have at most 2000 characters"),
        ("ask", {"name": "people/posts_of_a_person", "parameters": {"person": "x" * 3000}}, "at most 2000 characters"),
        ("sparql", {"query": "SELECT * { ?s a ?o } LIMIT 9", "first": 10}, "there are only 9"),
        ("sparql", {"query": "SELECT ?s { ?s ?p"}, "line 1"),
        ("sparql", {"query": "DELETE WHERE { ?s ?p ?o }"}, "Next: sparql"),
        ("sparql", {"query": "SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }"}, "SERVICE"),
    ],
)
def test_an_error_says_what_to_do(call: Call, tool: str, arguments: dict[str, object], helped: str) -> None:
    """A wrong call is answered as an error of the tool, with what is meant, or what there is, and what to call."""
    said = call(tool, **arguments)
    assert said.failed
    assert helped in said.text
    assert "Next: " in said.text


def test_a_long_result_is_told_from_any_row_and_within_bounds(call: Call) -> None:
    """Of many rows those that are asked for are told, and names of columns that leave no room are cut."""
    query = "SELECT ?s { ?s prov:wasDerivedFrom ?o } ORDER BY ?s ?o"
    every, some = call("sparql", query=query), call("sparql", query=query, first=1001)
    cut = call("sparql", query=f"SELECT (1 AS ?{'v' * 6000}) {{}}")
    assert every.text.splitlines()[0] == some.text.splitlines()[0]
    assert some.first > 1001
    assert every.rows[-1] not in some.rows
    assert cut.text.endswith("…")


def test_tools_are_told_as_reading_only(server: str) -> None:
    """A client sees seven tools, each described, read-only, with a schema that takes nothing unknown."""

    async def run() -> list[Tool]:
        async with Client(f"{server}/mcp") as client:
            return (await client.list_tools()).tools

    tools = asyncio.run(run())
    assert {tool.name for tool in tools} == {*["find", "questions", "ask", "sparql", "about", "passage", "coverage"]}
    for tool in tools:
        assert tool.annotations.read_only_hint
        assert tool.input_schema["additionalProperties"] is False
        assert tool.description
    about = next(tool for tool in tools if tool.name == "about").input_schema
    assert about["properties"]["section"]["enum"] == ["", *SECTIONS]
    assert about["required"] == ["thing"]


def test_pages_of_other_sites_may_not_ask(ask: Ask) -> None:
    """A request that a page of another site makes is refused, and there is nothing but POST."""
    headers = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "ping"}).encode()
    refused = ask("/mcp", "POST", body, **headers, Origin="https://evil.example")
    assert (refused.status, refused.body) == (403, b"origin: 'https://evil.example' may not ask here\n")
    assert ask("/mcp", "POST", body, **headers, Origin="http://localhost:5173").status == 200
    assert ask("/mcp").status == 405


def test_a_request_has_few_values(ask: Ask) -> None:
    """What would take long to read, for which all would wait, is not read."""
    headers = {"Accept": "application/json, text/event-stream", "Content_Type": "application/json"}
    request = '{"jsonrpc": "2.0", "id": 1, "method": "ping", "params": {"of": [%s]}}'
    found = [ask("/mcp", "POST", (request % ("1, " * many + "1")).encode(), **headers) for many in (100, 20_000)]
    assert [reply.status for reply in found] == [200, 413]
    assert found[1].body == b"request: more than 20,000 values\n"
    headers |= {"Accept": "text/html", "Accept_Language": "zh"}
    assert "请求：值超过20000个" in ask("/mcp", "POST", ("1, " * 20_001).encode(), **headers).body.decode()


def test_a_text_that_is_not_there_is_told_in_one_line(ydkg_process: Run) -> None:
    """Nothing was started that would have to be ended."""
    done = ydkg_process("mcp", "--source", "nowhere.txt")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "nowhere.txt: the source cannot be read" in done.stderr


def test_standard_input_and_output_answer_the_same(server: str) -> None:
    """`ydkg mcp` says what `/mcp` says, and ends when its input does."""
    calls = [("ask", {"name": "people/all_posts", "lang": "zh"}), ("about", {"thing": "Hefei"}), ("coverage", {})]

    async def of(target: str | Transport) -> list[str]:
        async with Client(target) as client:
            return [(await client.call_tool(*each)).content[0].text for each in calls]

    async def run() -> tuple[list[str], list[str]]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("YDKG_")}
        here = StdioServerParameters(command=sys.executable, args=["-m", "ydkg", "mcp"], env=clean)
        return await of(f"{server}/mcp"), await of(stdio_client(here))

    over_http, over_streams = asyncio.run(run())
    assert over_http == over_streams


def test_programs_are_told_the_same_in_structure(server: str) -> None:
    """Beside the text an answer has its lines with their sources, columns of a table, and where to go on; in 4 kB."""

    async def run() -> None:
        async with Client(f"{server}/mcp") as client:

            async def called(tool: str, **arguments: object) -> tuple[str, dict[str, Any]]:
                result = await client.call_tool(tool, arguments)
                told = result.structured_content
                assert len(json.dumps(told, ensure_ascii=False).encode()) <= 4096
                return result.content[0].text, told

            text, told = await called("ask", name="people/posts_of_a_person", parameters={"person": "Gu Jun"})
            assert f"| {' | '.join(told['columns'])} |" in text
            rows = [line for line in text.splitlines() if line.startswith("| ")][1:]
            for row, each in zip(rows, told["lines"], strict=True):
                [source] = each["sources"]
                assert all(cell in row for cell in each["cells"])
                assert f"[{source['where']}]({source['addresses'][0]})" in row
            text, told = await called("about", thing="shanghai")
            assert told["next"] > len(told["lines"]) > 3
            assert all(each["says"] in text and each["sources"] for each in told["lines"])
            _, more = await called("about", thing="shanghai", first=told["next"])
            assert told["lines"][-1] not in more["lines"]
            _, few = await called("find", words="Hefei", lang="zh")
            assert few["columns"] == []
            assert any("（" in each["says"] for each in few["lines"])
            wrong = await client.call_tool("about", {"thing": "Shanghia"})
            assert wrong.structured_content is None

    asyncio.run(run())


def test_things_documents_and_passages_are_resources(server: str) -> None:
    """Each is read at its own IRI, in both languages, from any line on; what there is not is an error."""

    async def run() -> None:
        async with Client(f"{server}/mcp") as client:

            async def read(address: str) -> str:
                (content,) = (await client.read_resource(address)).contents
                assert len(content.text.encode()) <= 4096
                return content.text

            listed = [str(each.uri) for each in (await client.list_resources()).resources]
            assert ydr("release-20241204") in listed
            assert ydr("yangtze-river-delta") in listed
            (template,) = (await client.list_resource_templates()).resource_templates
            assert template.uri_template.startswith(ydr("{slug}"))
            assert (await read(ydr("gu-jun"))).startswith("# Gu Jun")
            assert (await read(f"{ydr('gu-jun')}?lang=zh")).startswith("# 顾军")
            document = await read(ydr("release-20241204"))
            passages = re.findall("^- (passage-[\\w-]+) \\[Sentence", document, re.MULTILINE)
            assert passages
            first = re.search(r"\?first=(\d+)$", document)
            assert first
            assert passages[-1] not in await read(f"{ydr('release-20241204')}?first={first[1]}")
            assert "Sentence" in await read(ydr(passages[0]))
            for wrong in ("nothing-of-this-name", "gu-jun?first=x", "gu-jun?lang=xx"):
                with pytest.raises(MCPError):
                    await client.read_resource(ydr(wrong))

    asyncio.run(run())


def test_three_questions_are_prompts(server: str) -> None:
    """Each takes a name and a language, and names tools and questions that there are."""

    async def run() -> None:
        async with Client(f"{server}/mcp") as client:
            prompts = {each.name: each for each in (await client.list_prompts()).prompts}
            assert set(prompts) == {"promises", "figures", "people"}
            for name, prompt in prompts.items():
                argument = prompt.arguments[0].name
                english = (await client.get_prompt(name, {argument: "Hefei"})).messages[0].content.text
                chinese = (await client.get_prompt(name, {argument: "合肥", "lang": "zh"})).messages[0].content.text
                assert "Hefei" in english
                assert "cite" in english or "written" in english
                assert "合肥" in chinese
                assert "出处" in chinese
                with pytest.raises(MCPError):
                    await client.get_prompt(name, {})
            with pytest.raises(MCPError):
                await client.get_prompt("weather", {"place": "Hefei"})

    asyncio.run(run())
