"""The command line from outside: files, pipes, terminals, locales, and the rows that programs read."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import shlex
import signal
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results

import ydkg
from shipped import SOURCE, TRIPLES, needs_source
from ydkg.cli import main
from ydkg.collection import REFERENCE_FILE, RELEASE_FILE
from ydkg.graph.sources import sentences
from ydkg.graph.turtle import canonical_turtle, read_turtle
from ydkg.vocab import ORG, YD, ydr

if TYPE_CHECKING:
    from conftest import FullDisk, Run

POSTS = "people/posts_of_a_person"
OFFICE = "Yangtze River Delta Regional Cooperation Office"


def lines_of(text: str) -> int:
    """Count the lines of a text that ends with a line feed."""
    assert text.endswith("\n")
    return text.count("\n")


def test_what_the_system_refuses_is_told_by_its_name(ydkg_process: Run) -> None:
    """And is not taken for the output, which nothing was written to yet."""
    for name in ("a" * 300, "a" * 300 + ".ttl"):
        done = ydkg_process("--data", name, "check")
        assert (done.returncode, lines_of(done.stderr)) == (2, 1)
        assert name in done.stderr
        assert "output" not in done.stderr


def test_a_missing_document_named_by_the_environment_is_told(ydkg_run: Run) -> None:
    """The variable is taken as seriously as the option; an empty one counts as none."""
    done = ydkg_run("query", POSTS, YDKG_SOURCE="/no/such/file")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "ydkg: /no/such/file: the source cannot be read: no such file\n"
    assert ydkg_run("query", POSTS, YDKG_SOURCE="").returncode == 0


def test_a_damaged_file_is_told_by_line_and_left_alone(ydkg_run: Run, tmp_path: Path) -> None:
    """Damage, blank nodes and ill-typed literals stop `format` before it writes."""
    path = tmp_path / "graph.ttl"
    for content, message in (
        ("@prefix a: <http://a/> .\n\na:b a:c a:d", f"{path}:3: "),
        ("<http://a/b> <http://a/c> [] .\n", "blank node"),
        ('<http://a/b> <http://a/c> "x"^^<http://www.w3.org/2001/XMLSchema#decimal> .\n', "'x' is no xsd:decimal"),
    ):
        path.write_text(content, encoding="utf-8")
        done = ydkg_run("format", str(path))
        assert (done.returncode, done.stdout, lines_of(done.stderr)) == (2, "", 1)
        assert message in done.stderr
        assert path.read_text(encoding="utf-8") == content
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("arguments", [("export", "turtle"), ("query", POSTS), ("show", "Gu Jun"), ("queries",)])
def test_a_failed_write_leaves_the_old_file_whole(arguments: tuple[str, ...], tmp_path: Path) -> None:
    """Where the new file cannot be put in place, the old one is as it was and nothing lies beside it."""
    target = tmp_path / "out"
    target.mkdir()
    (target / "kept").write_text("old")
    with pytest.raises(SystemExit) as end:
        main([*arguments, "-o", str(target)])
    assert end.value.code == 2
    assert (target / "kept").read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


# What comes out


def test_a_question_is_answered_as_a_plain_table_in_a_pipe(ydkg_process: Run) -> None:
    """Columns are aligned, things stand by their labels and sources by sentence, nothing is coloured or said."""
    done = ydkg_process("query", POSTS, "--person", "Gu Jun")
    assert (done.returncode, done.stderr) == (0, "")
    head, rule, *rows = done.stdout.splitlines()
    assert head.split() == ["post", "organisation", "source"]
    assert set(rule) == {"-", " "}
    assert len(rows) == 3
    assert OFFICE in done.stdout
    assert "  sentences 2 and 3\n" in done.stdout
    assert "https://" not in done.stdout
    assert "\x1b" not in done.stdout
    at = rule.index("  ") + 2
    assert all(row[at - 2 : at] == "  " and row[at] != " " for row in (head, rule, *rows))


@pytest.mark.parametrize(
    "arguments",
    [
        ("--person", "Gu Jun"),
        ("--person=gu jun",),
        ("--person", "顾军"),
        ("--person", "gu-jun"),
        ("--person", "ydr:gu-jun"),
        ("--person", "https://w3id.org/ydkg/id/gu-jun"),
        ("--person", "<https://w3id.org/ydkg/id/gu-jun>"),
        (),
    ],
)
def test_a_person_is_given_by_any_name(ydkg_run: Run, arguments: tuple[str, ...]) -> None:
    """Labels in either language, slugs, prefixed names and IRIs ask the same question, wherever the options stand."""
    wanted = ydkg_run("query", POSTS, "--person", "Gu Jun", "--format", "csv").stdout
    assert ydkg_run("query", "--format", "csv", *arguments, POSTS).stdout == wanted
    assert ydkg_run("query", "posts_of_a_person", *arguments, "--format=csv", "-o-").stdout == wanted


def test_csv_tsv_and_json_are_sparql_results(ydkg_run: Run) -> None:
    """Programs read the rows by the W3C's formats, with full IRIs and datatypes."""
    asked = ("query", "metrics/against_target", "--format")
    rows = list(csv.DictReader(io.StringIO(ydkg_run(*asked, "csv").stdout)))
    assert [(row["value"], row["target"], row["ahead"]) for row in rows] == [("1.55", "1.9", "true")]
    assert rows[0]["metric"] == "https://w3id.org/ydkg/id/metric-vehicle-to-pile-ratio"
    answers = []
    for layout, format_ in (("tsv", QueryResultsFormat.TSV), ("json", QueryResultsFormat.JSON)):
        results = parse_query_results(ydkg_run(*asked, layout).stdout.encode(), format=format_)
        answers.append([[str(term) for term in solution] for solution in results])  # type: ignore[union-attr]
    assert answers[0] == answers[1]
    assert '"1.55"^^<http://www.w3.org/2001/XMLSchema#decimal>' in answers[0][0]
    assert json.loads(ydkg_run(*asked, "json").stdout)["head"]["vars"][0] == "metric"
    triple = ydkg_run("sparql", "-", "--format", "json", stdin="SELECT (<<(yd:x yd:y 'z')>> AS ?t) { }").stdout
    assert json.loads(triple)["results"]["bindings"][0]["t"]["value"]["object"] == {"type": "literal", "value": "z"}


def test_an_answer_goes_to_a_file(ydkg_run: Run, tmp_path: Path) -> None:
    """With -o the rows are in the file, and standard output stays empty."""
    done = ydkg_run("query", POSTS, "--person", "Gu Jun", "--format", "csv", "-o", "posts.csv")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / "posts.csv").read_text(encoding="utf-8").count("\n") == 4


def test_no_rows_are_said_to_be_none(ydkg_run: Run) -> None:
    """An empty answer has its head on standard output and a word on standard error."""
    done = ydkg_run("sparql", "-", stdin="SELECT ?s { ?s a yd:Unread }")
    assert (done.returncode, done.stdout, done.stderr) == (0, "s\n-\n", "no rows\n")


def test_sparql_answers_every_kind_of_question(ydkg_run: Run, tmp_path: Path) -> None:
    """SELECT gives rows, ASK a word, CONSTRUCT and DESCRIBE canonical Turtle, or rows where a layout is asked for."""
    (tmp_path / "q.rq").write_text("\ufeffSELECT (COUNT(*) AS ?n) { ?s a foaf:Person }", encoding="utf-8")
    assert int(ydkg_run("sparql", "q.rq", "--format", "csv").stdout.split()[1]) > 5
    assert ydkg_run("sparql", "-", stdin="ASK { ydr:gu-jun a foaf:Person }").stdout == "true\n"
    asked = ydkg_run("sparql", "-", "--format", "json", stdin="ASK { ydr:gu-jun a yd:Place }").stdout
    assert json.loads(asked) == {"head": {}, "boolean": False}
    described = ydkg_run("sparql", "-", stdin="DESCRIBE ydr:gu-jun").stdout
    triples = [quad.triple for quad in parse(described.encode(), format=RdfFormat.TURTLE)]
    assert canonical_turtle(triples) == described
    assert 'foaf:name "Gu Jun"' in described
    made = "CONSTRUCT { ?s foaf:name [] } WHERE { ?s a foaf:Person } LIMIT 1"
    assert "_:" in ydkg_run("sparql", "-", stdin=made).stdout
    assert ydkg_run("sparql", "-", "--format", "csv", stdin=made).stdout.startswith("subject,predicate,object\r\n")


def test_nothing_from_the_graph_steers_the_terminal(ydkg_run: Run, tmp_path: Path) -> None:
    """Control and bidirectional characters are shown as escapes."""
    done = ydkg_run("sparql", "-", stdin="SELECT ('a\\u001b[31m\\n\\u202eb\\u200b' AS ?x) { }")
    assert done.stdout.splitlines()[2] == r"a\x1b[31m\n\u202eb\u200b"
    named = '<http://www.w3.org/2000/01/rdf-schema#label> "a\\u001B[31m"@en'
    (tmp_path / "a.ttl").write_text(
        f"<https://w3id.org/ydkg/id/a> a <https://w3id.org/ydkg/ontology#Metric> ; {named} .\n"
    )
    checked = ydkg_run("check", "a.ttl", "--only", "shapes", "--only", "evidence")
    assert r"a\x1b[31m" in checked.stdout
    assert "\x1b" not in checked.stdout + checked.stderr
    assert "\x1b" not in ydkg_run("show", "a\x1b[31m").stderr


def test_computed_values_are_added_for_the_question_on_them(ydkg_run: Run) -> None:
    """Nobody has to know that they are not stored."""
    name = "metrics/computed_values"
    told = ydkg_run("query", name).stdout
    assert told.count("\n") > 10
    assert told == ydkg_run("query", name, "--derived").stdout
    assert len(ydkg.ask(name)) == len(ydkg.ask(name, derived=True)) > 10


def test_internal_checks_are_listed_last(ydkg_run: Run) -> None:
    """Who looks for a question sees those on the document first (user trial)."""
    names = [line.partition(",")[0] for line in ydkg_run("queries", "--format", "csv").stdout.splitlines()[1:]]
    checks = [name.startswith("checks/") for name in names]
    assert any(checks)
    assert checks == sorted(checks)


@needs_source
def test_sentences_stand_under_the_rows(ydkg_run: Run) -> None:
    """With the document, each row of a table is followed by its sentences, and CSV has a column of them."""
    text = Path(SOURCE).read_text(encoding="utf-8")
    done = ydkg_run("query", POSTS, "--person", "Qu Wei", "--source", SOURCE)
    notes = [line.strip() for line in done.stdout.splitlines() if line.startswith("    ")]
    assert len(notes) > 1
    spans = sentences(text)
    for note in notes:
        number, words = note.split("  ", 1)
        start, end = spans[int(number) - 1]
        assert text[start:end] == words
    assert any("Qu Wei" in note for note in notes)
    rows = csv.DictReader(io.StringIO(ydkg_run("query", POSTS, "--format", "csv", YDKG_SOURCE=SOURCE).stdout))
    assert all(row["sentence"] in text or "2024.12.04 " in row["sentence"] for row in rows)
    shown = ydkg_run("show", "Qu Wei", YDKG_SOURCE=SOURCE).stdout
    said = [line.strip().split("  ", 1)[1] for line in shown.splitlines() if re.match(r" {6}\s*\d+  ", line)]
    assert any("Qu Wei" in sentence for sentence in said)
    assert sorted(said) == sorted(set(said))
    path = ydkg_run("path", "Gu Jun", "Hefei", "--limit", "1", "--source", SOURCE).stdout
    quoted = [line for line in path.splitlines() if line.startswith("       ")]
    assert len(quoted) == len(set(quoted)) >= 3
    assert all(line.split("  ")[-1] in " ".join(text.split()) for line in quoted)


@needs_source
def test_verify_proves_every_passage(ydkg_run: Run) -> None:
    """With the document there is nothing to find fault with."""
    done = ydkg_run("verify", "--source", SOURCE)
    assert (done.returncode, lines_of(done.stdout), done.stderr) == (0, 1, "")


def test_verify_prints_each_failure_and_exits_with_one(ydkg_run: Run, tmp_path: Path) -> None:
    """A fact without evidence is a line that names it."""
    assert ydkg_run("verify").returncode == 0
    graph = RELEASE_FILE.read_text(encoding="utf-8")
    (tmp_path / "graph.ttl").write_text(graph.replace("ydr:gu-jun\n", "ydr:gu-jun\n  yd:iata 'GUJ' ;\n", 1))
    assert ydkg_run("init", "rivers").returncode == 0
    assert ydkg_run("verify", "--data", "rivers").stdout.startswith("0 triples in 1 file: ")
    done = ydkg_run("verify", "graph.ttl", str(REFERENCE_FILE))
    assert done.returncode == 1
    assert "ydr:gu-jun" in done.stdout
    rows = ydkg_run("verify", "graph.ttl", str(REFERENCE_FILE), "--format", "csv")
    assert rows.returncode == 1
    assert rows.stdout.startswith("entity,offset,rule,message\r\n")


def test_format_checks_and_rewrites(ydkg_run: Run, tmp_path: Path) -> None:
    """The shipped files are canonical; another file is, after `format`, and then is not touched again."""
    assert ydkg_run("format", "--check").returncode == 0
    path = tmp_path / "graph.ttl"
    path.write_text("<http://a/b> <http://a/c> 1.50 .\n", encoding="utf-8")
    checked = ydkg_run("format", "--check", "graph.ttl")
    assert (checked.returncode, checked.stdout) == (1, "graph.ttl:1: not as `ydkg format` writes it\n")
    assert ydkg_run("format", "graph.ttl").stderr == "graph.ttl: rewritten\n"
    before = path.stat().st_mtime_ns
    assert ydkg_run("format", "graph.ttl").stderr == "graph.ttl: is canonical already\n"
    assert path.stat().st_mtime_ns == before


def test_exports_and_the_page_are_written(ydkg_run: Run, tmp_path: Path) -> None:
    """Files are where -o says, and the Turtle is the data."""
    assert ydkg_run("export", "turtle", "-o", "graph.ttl").returncode == 0
    triples = {*TRIPLES}
    assert set(read_turtle(tmp_path / "graph.ttl")) == triples
    assert ydkg_run("view", "-o", "network.html").returncode == 0
    assert (tmp_path / "network.html").read_text(encoding="utf-8").startswith("<!")


def test_the_tour_needs_nothing_and_is_the_same_twice(ydkg_run: Run, tmp_path: Path) -> None:
    """A promise that was kept, an answer and a path with their sources, two files, and what to type next."""
    done = ydkg_run("tour")
    assert (done.returncode, done.stderr) == (0, "")
    assert re.findall(r"  \$ ydkg (\w+)", done.stdout) == ["promises", "query", "path"]
    for words in (
        "✓ in operation since 26 December 2024, in time",
        OFFICE,
        "1. Gu Jun – ",
        "What to type next",
        "ydkg serve",
    ):
        assert words in done.stdout
    files = {path.name: sha256(path.read_bytes()).hexdigest() for path in (tmp_path / "ydkg-tour").iterdir()}
    assert set(files) == {"network.html", "graph.ttl"}
    assert ydkg_run("tour", PYTHONHASHSEED="7", LC_ALL="C").stdout == done.stdout
    assert files == {path.name: sha256(path.read_bytes()).hexdigest() for path in (tmp_path / "ydkg-tour").iterdir()}


@pytest.mark.usefixtures("loaded_once")
@pytest.mark.parametrize(("verb", "left"), [("tour", "tour/graph.ttl"), ("init", "mine/queries/documents/")])
def test_a_full_disk_leaves_no_half_of_a_folder(
    ydkg_run: Run, tmp_path: Path, full_disk: FullDisk, verb: str, left: str
) -> None:
    """The file that there was no room for is said, and there is no folder."""
    words = ("tour", "-o", "tour") if verb == "tour" else ("init", "mine")
    with full_disk(500):
        done = ydkg_run(*words)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert left in done.stderr
    assert "cannot be written: File too large" in done.stderr
    assert list(tmp_path.iterdir()) == []


# Terminals, pipes, shells


#: What a shell does with the program, YDKG -> exit code, and standard error after its name. Whoever reads only the
#: first line gets no complaint; where nobody can read, nothing is lost in silence; what reads standard input says so.
SHELL = {
    "YDKG sparql - --format csv <<< 'SELECT * { ?s ?p ?o . ?s a ?t }' | head -n 1; exit 0": (0, ""),
    **{
        f"YDKG {call} {end}": told
        for call in ("queries", "export turtle", f"query {POSTS} --person gu-jun", "show Hefei")
        for end, told in {
            "| true; exit ${PIPESTATUS[0]}": (0, ""),
            ">&-": (2, "the output cannot be written: standard output is closed"),
        }.items()
    },
    "YDKG queries > /dev/full": (2, "the output cannot be written: No space left on device"),
    "YDKG sparql - <&-": (2, "standard input is closed; "),
    "YDKG mcp <&-": (2, "standard input is closed; "),
}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("line", SHELL)
def test_a_shell_is_told_in_one_line_or_not_at_all(line: str) -> None:
    """Where the reader has enough, the program ends well; what is closed or full is one line."""
    code, said = SHELL[line]
    words = line.replace("YDKG", f"{shlex.quote(sys.executable)} -m ydkg")
    done = subprocess.run(["bash", "-c", words], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (code, bool(said))
    assert done.stderr.startswith(f"ydkg: {said}" if said else "")
    assert "head" not in line or done.stdout == "o,p,s,t\n"


RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c != ?f) }"


def test_a_query_without_end_is_stopped(ydkg_process: Run) -> None:
    """An answer that does not come within the time that was given is one line, and Ctrl-C ends the program at once."""
    done = ydkg_process("sparql", "-", "--time-limit", "0.5", stdin=RUNAWAY)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "ydkg: query: no answer within 0.5 s; ask for less, or give a longer --time-limit\n"
    with subprocess.Popen([sys.executable, "-m", "ydkg", "sparql", "-"], stdin=subprocess.PIPE) as process:
        assert process.stdin
        process.stdin.write(RUNAWAY.encode())
        process.stdin.close()
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(2)
        process.send_signal(signal.SIGINT)
        assert process.wait(60) in {-signal.SIGINT, 130}


def test_output_is_utf_8_in_every_locale(ydkg_run: Run) -> None:
    """Chinese names come out whole where the terminal is set to something else."""
    done = ydkg_run("show", "Shanghai", PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (0, "")
    assert "上海市" in done.stdout


def on_terminal(*arguments: str, **environment: str) -> str:
    """Run the command line on a terminal of its own and return what it drew."""
    controller, terminal = pty.openpty()
    command = [sys.executable, "-m", "ydkg", *arguments]
    settings = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "YDKG_SOURCE", "CI"}}
    with subprocess.Popen(
        command, stdout=terminal, stderr=terminal, stdin=terminal, env=settings | {"TERM": "xterm"} | environment
    ) as process:
        os.close(terminal)
        drawn = b""
        try:
            while part := os.read(controller, 65536):
                drawn += part
        except OSError:  # Linux's way of saying that the terminal was closed
            pass
        process.wait()
    os.close(controller)
    return drawn.decode()


def test_a_terminal_gets_a_drawn_table() -> None:
    """On a terminal the table has colour, unless NO_COLOR is set."""
    coloured = on_terminal("query", POSTS, COLUMNS="200")
    assert "\x1b[" in coloured
    assert "director" in coloured
    plain = on_terminal("query", POSTS, NO_COLOR="1", COLUMNS="200")
    assert "\x1b[3" not in plain
    assert "director" in plain


#: A link as terminals know it (OSC 8): its address and its words.
LINK = re.compile(r"\x1b\]8;[^;]*;(\S+?)\x1b\\([^\x1b]*)\x1b\]8;;\x1b\\")
DOCUMENT = "https://en.shio.gov.cn/TrueCMS/shxwbgs/newss/content/20241204211812357.html"


def test_places_are_links_to_the_page_with_the_words_marked() -> None:
    """The words are the place, the address is the document's with a text directive; a dumb terminal has plain words."""
    links = {pair for pair in LINK.findall(on_terminal("show", "Huzhou")) if pair[0].startswith(DOCUMENT)}
    assert {address.partition("#")[2][:8] for address, _ in links} == {":~:text="}
    assert "sentence 35 of 85, in Infrastructure connectivity" in {words for _, words in links}
    assert "\x1b" not in on_terminal("promises", TERM="dumb")


@pytest.mark.parametrize("arguments", [("show", "Gu Jun"), ("promises", "airport link line")])
def test_what_public_pages_say_is_a_link_to_them(arguments: tuple[str, ...]) -> None:
    """Each page that stands behind a line is opened by it."""
    pages = [words for address, words in LINK.findall(on_terminal(*arguments)) if not address.startswith(DOCUMENT)]
    assert any(re.search(r", \d+ \w+ 20\d\d, (low|medium|high)\Z", words) for words in pages)


def test_a_narrow_terminal_gets_one_record_a_block() -> None:
    """Where columns do not fit, each stands beside its cell, no word is cut, no line too long (user trial)."""
    drawn = on_terminal("query", "infrastructure/planned_to_open", NO_COLOR="1", COLUMNS="60").replace("\x1b[1m", "")
    drawn = LINK.sub(r"\2", drawn)
    lines = [line.rstrip().replace("\x1b[0m", "") for line in drawn.split("\r\n")]
    assert all(len(line) <= 60 for line in lines)
    assert "thing   Shanghai-Suzhou-Huzhou high-speed railway" in lines
    assert "stage   planned to open" in lines
    assert lines.count("") > 2


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("ydkg que", {"query", "queries"}),
        ("ydkg query people/posts", {POSTS}),
        (f"ydkg query {POSTS} --per", {"--person"}),
        ("ydkg query --format csv people/posts", {POSTS}),
        ("ydkg export graph", {"graphml"}),
        ("ydkg sparql --format t", {"table", "tsv"}),
        ("ydkg show gu-", {"gu-jun"}),
        ("ydkg show 顾", {"顾军"}),
        (f"ydkg query {POSTS} --person Zhang", {"zhang-zhongwei"}),
        ("ydkg path gu-jun Hefei", {"hefei", "hefei-comprehensive-national-science-center"}),
        ("ydkg show Zhongwei", {"zhang-zhongwei"}),
        ("ydkg view --focus nowhere", set()),
    ],
)
def test_words_are_completed(ydkg_run: Run, words: str, wanted: set[str]) -> None:
    """Verbs, questions, parameters, formats, and names by any of their words are completed (user trial)."""
    place = str(words.count(" "))
    done = ydkg_run(_YDKG_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=place)
    assert {line.partition(",")[2] for line in done.stdout.split()} == wanted


@pytest.mark.parametrize(
    "arguments", [("query", POSTS, "--person", "Gu Jun"), ("sparql", "q.rq"), ("queries",), ("format", "--check")]
)
def test_verbs_that_answer_load_the_query_engine_only(arguments: tuple[str, ...], tmp_path: Path) -> None:
    """Neither rdflib nor networkx, pyvis, owlready2 or, in a pipe, rich is loaded."""
    (tmp_path / "q.rq").write_text("ASK { }")
    program = f"""
import sys
from ydkg.cli import main
try:
    main({list(arguments)!r})
except SystemExit as end:
    assert end.code == 0, end.code
heavy = {{"rdflib", "networkx", "pyvis", "owlready2", "rich", "igraph", "jinja2"}}
sys.stderr.write(repr(sorted(heavy & set(sys.modules))))
"""
    run = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "[]")


def test_terms_that_are_nowhere_are_told(ydkg_run: Run) -> None:
    """Standard error says which term is misspelled, where, and what is spelled alike (user trial)."""
    done = ydkg_run("sparql", "-", "--format", "csv", stdin="SELECT ?s { ?s a yd:Milestoone }")
    assert (done.returncode, done.stdout) == (0, "s\r\n")
    told = "query, line 1, column 18: yd:Milestoone is in neither graph nor ontology; did you mean yd:Milestone?\n"
    assert done.stderr == told


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "合肥"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "zh_TW.UTF-8"}, "合肥"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"}, "Hefei\n"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": ""}, "Hefei\n"),
    ],
)
def test_the_language_is_that_of_the_locale_unless_given(ydkg_run: Run, locale: dict[str, str], said: str) -> None:
    """Where `--lang` is not given, the locale says in which language is told (user trial)."""
    assert ydkg_run("show", "Hefei", **locale).stdout.startswith(said)
    assert ydkg_run("--lang", "en", "show", "Hefei", **locale).stdout.startswith("Hefei\n")


@pytest.mark.parametrize("tag", ["zh", "ZH", "zh-CN", "zh_Hans", "Zh-hant"])
def test_a_language_is_asked_for_by_any_spelling_of_its_tag(ydkg_run: Run, tag: str) -> None:
    """What is told is all in the one language, as in a locale that has it."""
    chinese = ydkg_run("show", "Hefei", LANG="zh_CN.UTF-8").stdout
    assert chinese.startswith("合肥")
    assert ydkg_run("show", "Hefei", "--lang", tag).stdout == chinese
    assert ydkg_run(f"--lang={tag}", "show", "Hefei").stdout == chinese


@pytest.mark.parametrize("call", [("--help",), ("query", "--help"), ("show", "Nowhere"), ("audit", "--lnag", "zh")])
def test_help_and_errors_are_english(ydkg_run: Run, call: tuple[str, ...]) -> None:
    """Whatever language is asked for, or is that of the locale."""
    english, local, asked = ydkg_run(*call), ydkg_run(*call, LANG="zh_CN.UTF-8"), ydkg_run("--lang", "zh", *call)
    assert english.stdout + english.stderr == local.stdout + local.stderr == asked.stdout + asked.stderr


@pytest.mark.parametrize(
    "call",
    [
        ("show", "Hefei", "--format", "json"),
        ("path", "Hefei", "Anhui", "--format", "csv"),
        ("queries", "--format", "tsv"),
        ("query", POSTS, "--format", "csv"),
        ("cite", "Hefei", "--style", "csl-json"),
    ],
)
def test_what_programs_read_is_the_same_in_every_locale(ydkg_run: Run, call: tuple[str, ...]) -> None:
    """A script gets the same data wherever it runs; in Chinese where it asks for it."""
    english, local = ydkg_run(*call), ydkg_run(*call, LANG="zh_CN.UTF-8")
    assert local.stdout == english.stdout
    assert ydkg_run(*call, "--lang", "zh").stdout == ydkg_run("--lang", "zh", *call).stdout != english.stdout
    assert local.stderr == english.stderr


def test_a_graph_for_a_spreadsheet_follows_the_locale(ydkg_run: Run) -> None:
    """People read it, as they do the table in a terminal."""
    local = ydkg_run("query", POSTS, "--for", "excel", "--format", "csv", LANG="zh_CN.UTF-8").stdout
    assert local == ydkg_run("query", POSTS, "--for", "excel", "--lang", "zh").stdout


def test_rows_of_a_thing_have_sections_and_sources(ydkg_run: Run) -> None:
    """Posts with their passages, what is rolled up from within, promises in three answers, judgements."""

    def rows_of(name: str, section: str) -> list[dict[str, str]]:
        rows = csv.DictReader(io.StringIO(ydkg_run("show", name, "--format", "csv").stdout))
        return [row for row in rows if row["section"] == section]

    posts = rows_of("Gu Jun", "posts")
    assert len(posts) == 3
    assert all("passage-release-20241204-" in row["sources"] for row in posts)
    assert not rows_of("Hefei", "within")
    within = rows_of("Anhui", "within")
    assert {row["property"] for row in within} == {"^yd:implementedIn"}
    assert {row["iri"].rpartition("/")[2] for row in within} == {
        "cross-regional-emissions-trading-pilots",
        "science-and-technology-finance-pilot-reforms",
    }
    milestone = "ydr:milestone-airport-link-line-operational-planned"
    assert [row["property"] for row in rows_of(milestone, "promises")] == ["evidence", "schedule", "official"]
    assert [row["value"][:26] for row in rows_of(milestone, "judgements")] == ["“Airport link line: in ope"]
    assert rows_of("airport link line", "public pages")


def test_rows_of_promises_have_the_records_behind_each_answer(ydkg_run: Run) -> None:
    """69 promises with those of pages, as of one day; what nobody speaks of again has no record."""
    rows = list(csv.DictReader(io.StringIO(ydkg_run("promises", "--pages", "--format", "csv").stdout)))
    assert len(rows) == 69
    assert {row["asOf"] for row in rows} == {"2026-02-01"}
    assert all(bool(row["records"]) != (row["evidence"] == "no later document says so") for row in rows)


def test_rows_of_a_path_name_every_fact(ydkg_run: Run) -> None:
    """A row is a fact: its path, hop, ends, words, record, sources, and how it was read; names are of any language."""
    told = ydkg_run("path", "Gu Jun", "Hefei", "--format", "csv").stdout
    assert ydkg_run("path", "顾军", "合肥市", "--format", "csv").stdout == told
    rows = list(csv.DictReader(io.StringIO(told)))
    assert [row["path"] for row in rows if row["hop"] == "1"][:3] == ["1", "2", "3"]
    assert (rows[0]["subject"], rows[0]["predicate"], rows[0]["weight"]) == (ydr("gu-jun"), ORG.Membership, "11")
    assert rows[0]["record"].startswith(ydr("membership-gu-jun-"))
    assert all(row["sources"] and row["fact"] for row in rows)
    ends = "Shanghai-Suzhou-Huzhou high-speed railway", "Suzhou"
    read = {
        row["fact"]: row["basis"]
        for row in csv.DictReader(io.StringIO(ydkg_run("path", *ends, "--format", "csv").stdout))
    }
    assert read[f"{ends[0]} connects Suzhou"] == "read from the name"
    assert read[f"{ends[0]} connects Shanghai"] == ""
    metric = ydkg_run("path", "Gu Jun", "metric-travel-time", "--limit", "1", "--format", "json").stdout
    figures = [row for row in json.loads(metric)["results"]["bindings"] if row["predicate"]["value"] == YD.metric]
    assert {row["subject"]["value"] for row in figures} == {ydr("journey-shanghai-huzhou")}
    assert len(figures) == 2
