"""Servers of other make, loaded by ``ydkg push``, answer every named question with the rows that ydkg gives."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from pyoxigraph import RdfFormat, parse

import ydkg
from ports import free_port
from ydkg.cli import main
from ydkg.collection import RELEASE_FILE, graph_iri
from ydkg.graph.graph import Graph
from ydkg.graph.questions import Question, answer, questions
from ydkg.graph.remote import PASSWORD, USER, remote_store
from ydkg.graph.schema import is_entity
from ydkg.graph.sparql import run
from ydkg.graph.store import open_store
from ydkg.graph.turtle import read_turtle
from ydkg.telling.lines import tell_lines
from ydkg.vocab import RDFS, ydr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Store

EXPECTED = Path(__file__).parents[1] / "expected"
POSTS = "people/all_posts"
VIRTUOSO = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{web}
ServerRoot = .
"""


@cache
def shipped() -> Store:
    """Load the graph once."""
    return open_store()


@contextmanager
def running(command: list[str], folder: Path, address: str) -> Iterator[None]:
    """Run a server until it answers, and end it afterwards."""
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            for _ in range(6000):  # on a busy machine Virtuoso takes a while to make its database
                try:
                    urlopen(f"{address}?{urlencode({'query': 'ASK { }'})}", timeout=60).close()  # noqa: S310 - of this machine
                    break
                except (URLError, ConnectionError):
                    assert process.poll() is None
                    time.sleep(0.05)
            else:
                pytest.fail(f"{address} does not answer")
            yield
        finally:
            process.kill()


def push(address: str, *more: str, data: Path | None = None) -> None:
    """Load the shipped data, or a collection, as a person does."""
    with pytest.raises(SystemExit) as ended:
        main([*(["--data", str(data)] if data else []), "push", "--endpoint", address, *more])
    assert ended.value.code == 0


@contextmanager
def oxigraph(folder: Path) -> Iterator[str]:
    """Run Oxigraph, empty, and give its address."""
    program = shutil.which("oxigraph", path=Path(sys.executable).parent) or shutil.which("oxigraph")
    if program is None:
        pytest.fail("oxigraph is not installed; requirements-dev.lock has it")
    web = f"127.0.0.1:{free_port()}"
    with running([program, "serve", "--bind", web], folder, f"http://{web}/query"):
        yield f"http://{web}"


@pytest.fixture(scope="session", params=["Oxigraph", "Virtuoso"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start a server, once, load the shipped data into it, and give the address of its queries."""
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "Oxigraph":
        with oxigraph(folder) as address:
            push(f"{address}/query")
            yield f"{address}/query"
        return
    program, client = shutil.which("virtuoso-t"), shutil.which("isql-vt")
    if program is None or client is None:
        pytest.skip("virtuoso-t is not installed; scripts/test installs it")
    sql, web = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(VIRTUOSO.format(sql=sql, web=web), encoding="utf-8")
    address = f"http://127.0.0.1:{web}/sparql"
    with running([program, "+foreground", "+configfile", "virtuoso.ini"], folder, address):
        grant = 'exec=grant SPARQL_UPDATE to "SPARQL";'
        subprocess.run([client, f"127.0.0.1:{sql}", "dba", "dba", grant], check=True, capture_output=True)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv(USER, "dba")
            patch.setenv(PASSWORD, "dba")
            push(address)  # it asks for a digest of the password
        yield address


@pytest.fixture(scope="session")
def remote(server: str) -> Store:
    """Open the graph of a server."""
    return remote_store(server)


def calls() -> list[Any]:
    """Give each question with its defaults, and with each set of parameters that there is an expected answer to."""
    some = {}
    for asked in questions():
        path = EXPECTED / f"{asked.name}.json"
        content = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {"params": {}}
        for expected in content if isinstance(content, list) else [content]:
            name = " ".join([asked.name, *map(str, expected["params"].values())])
            some[name] = pytest.param(asked, expected["params"], id=name)
    return list(some.values())


@pytest.mark.parametrize(("asked", "params"), calls())
def test_a_server_gives_the_same_rows(remote: Store, asked: Question, params: dict[str, object]) -> None:
    """Every question, with its defaults and with other parameters, is answered as here, in the same order."""
    assert answer(remote, asked, params) == answer(shipped(), asked, params)


@pytest.mark.parametrize(
    "words",
    [
        ["query", "people/posts_of_a_person", "--lang", "zh"],
        ["show", "Hefei"],
        ["show", "Airport link line", "--lang", "zh"],
        ["promises"],
        ["path", "Hefei", "Gu Jun"],
        ["view", "--focus", "Gu Jun"],
    ],
    ids=" ".join,
)
def test_verbs_tell_the_same_of_a_server(server: str, tmp_path: Path, words: list[str]) -> None:
    """What is told and drawn is the same to the byte, whether the graph is here or there."""
    told = []
    for name, more in (("here", []), ("there", ["--endpoint", server])):
        with pytest.raises(SystemExit) as ended:
            main([*words, "-o", str(tmp_path / name), *more])
        assert ended.value.code == 0
        told.append((tmp_path / name).read_bytes())
    assert told[0] == told[1]
    assert len(told[0]) > 100


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?metric a yd:Metric }",
        "ASK { ?metric a yd:Metric ; yd:metric ?metric }",
        "SELECT ?metric { ?metric a yd:Metric } ORDER BY ?metric",
        "CONSTRUCT { ?metric a skos:Concept } WHERE { ?metric a yd:Metric }",
    ],
)
def test_any_form_of_query_is_answered_as_here(server: str, tmp_path: Path, query: str) -> None:
    """Yes and no, rows and triples are the same to the byte, whether the graph is here or there."""
    (tmp_path / "asked.rq").write_text(query, encoding="utf-8")
    told = []
    for name, more in (("here", []), ("there", ["--endpoint", server])):
        with pytest.raises(SystemExit) as ended:
            main(["sparql", str(tmp_path / "asked.rq"), "-o", str(tmp_path / name), *more])
        assert ended.value.code == 0
        told.append((tmp_path / name).read_bytes())
    assert told[0] == told[1]


def test_python_asks_a_server(server: str) -> None:
    """Questions, things and ways are the same rows from there."""
    assert ydkg.ask("metrics/overview", endpoint=server) == ydkg.ask("metrics/overview")
    assert ydkg.show("Hefei", lang="zh", endpoint=server) == ydkg.show("Hefei", lang="zh")
    assert ydkg.path("Hefei", "Gu Jun", endpoint=server) == ydkg.path("Hefei", "Gu Jun")


def test_things_with_promises_are_told_the_same(remote: Store) -> None:
    """What became of each, what pages say of it and how it was judged is told of a server as of files."""
    local, graph = shipped(), Graph(shipped())
    told = {iri: tell_lines(local, iri, "en") for iri in graph.subjects() if is_entity(graph, iri)}
    promising = [iri for iri, lines in told.items() if any(line.section == "promises" for line in lines)]
    assert len(promising) == 28
    assert {iri: tell_lines(remote, iri, "en") for iri in promising} == {iri: told[iri] for iri in promising}


def test_a_graph_has_every_triple_of_its_file(tmp_path: Path) -> None:
    """What the Graph Store Protocol gives back is what was put there."""
    with oxigraph(tmp_path) as address:
        push(f"{address}/query")
        there = f"{address}/store?{urlencode({'graph': graph_iri('release')})}"
        held = urlopen(there, timeout=60).read()  # noqa: S310 - of this machine
        assert {quad.triple for quad in parse(held, format=RdfFormat.TURTLE)} == set(read_turtle(RELEASE_FILE))


def test_an_address_that_is_no_graph_store_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line says which, and exit code 2."""
    with oxigraph(tmp_path) as address:
        with pytest.raises(SystemExit) as ended:
            main(["push", "--endpoint", f"{address}/query", "--graph-store", f"{address}/nowhere"])
        assert ended.value.code == 2
        (line,) = capsys.readouterr().err.splitlines()
        assert f"{address}/nowhere" in line
        assert "(status 404)" in line


def test_a_small_collection_is_kept_the_same_on_a_server(tmp_path: Path) -> None:
    """Each file of a folder is a graph there; a change is sent, and a graph of no file any more is left."""
    folder = tmp_path / "data"
    folder.mkdir()
    (tmp_path / "server").mkdir()

    def written(name: str, *labels: str) -> None:
        facts = "".join(f'<{ydr(each)}> <{RDFS.label}> "{each}"@en .\n' for each in labels)
        (folder / f"{name}.ttl").write_text(facts, encoding="utf-8")

    def there(name: str) -> list[str]:
        asked = f"SELECT ?name {{ GRAPH <{graph_iri(name)}> {{ ?s <{RDFS.label}> ?name }} }} ORDER BY ?name"
        return [row[0].value for row in run(remote_store(f"{address}/query"), asked).rows]  # type: ignore[union-attr]

    with oxigraph(tmp_path / "server") as address:
        written("first", "quay", "weir")
        written("second", "lock")
        push(f"{address}/query", data=folder)
        assert (there("first"), there("second")) == (["quay", "weir"], ["lock"])
        written("first", "pier", "weir")
        push(f"{address}/query", data=folder)
        assert (there("first"), there("second")) == (["pier", "weir"], ["lock"])
        (folder / "second.ttl").unlink()
        push(f"{address}/query", data=folder)
        assert (there("first"), there("second")) == (["pier", "weir"], ["lock"])
