"""Servers of other make, with the shipped graph in them, answer every named question with the rows that ydkg gives."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from pyoxigraph import DefaultGraph, RdfFormat, Store

from ydkg.graph.binding import bound
from ydkg.graph.catalogue import Question, questions
from ydkg.graph.engine import run
from ydkg.graph.parameters import terms
from ydkg.graph.store import open_store
from ydkg.graph.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Select = Callable[[str], list[dict[str, Any]]]

EXPECTED = Path(__file__).parents[1] / "expected"
GRAPH = "https://w3id.org/ydkg/graph"
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


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def select(address: str, query: str, **more: str | list[str]) -> list[dict[str, Any]]:
    """Send a query by POST and return the bindings of its answer."""
    headers = {"Accept": "application/sparql-results+json", "Content-Type": "application/x-www-form-urlencoded"}
    body = urlencode({"query": query, **more}, doseq=True).encode()
    with urlopen(Request(address, body, headers), timeout=60) as answer:  # noqa: S310 - of this machine
        bindings: list[dict[str, Any]] = json.load(answer)["results"]["bindings"]
        return bindings


@contextmanager
def running(command: list[str], folder: Path, address: str) -> Iterator[None]:
    """Run a server until it answers, and end it afterwards."""
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            for _ in range(600):
                try:
                    select(address, "SELECT * WHERE { VALUES ?a { 1 } }")
                    break
                except (URLError, ConnectionError):
                    assert process.poll() is None
                    time.sleep(0.05)
            yield
        finally:
            process.kill()


@pytest.fixture(scope="session", params=["Oxigraph", "Virtuoso"])
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], list[dict[str, Any]]]]:
    """Start a server with the shipped graph, once, and give what asks it."""
    folder = tmp_path_factory.mktemp(request.param)
    shipped().dump(folder / "graph.nt", RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
    shipped().dump(folder / "graph.nq", RdfFormat.N_QUADS)
    web = free_port()
    if request.param == "Oxigraph":
        program = shutil.which("oxigraph", path=Path(sys.executable).parent) or shutil.which("oxigraph")
        if program is None:
            pytest.skip("oxigraph is not installed; scripts/test installs it")
        subprocess.run([program, "load", "--location", "store", "--file", "graph.nq"], cwd=folder, check=True,
                       capture_output=True)  # fmt: skip
        command = [program, "serve-read-only", "--location", "store", "--bind", f"127.0.0.1:{web}"]
        with running(command, folder, f"http://127.0.0.1:{web}/query"):
            yield lambda query: select(f"http://127.0.0.1:{web}/query", query)
        return
    program, client = shutil.which("virtuoso-t"), shutil.which("isql-vt")
    if program is None or client is None:
        pytest.skip("virtuoso-t is not installed; scripts/test installs it")
    sql = free_port()
    (folder / "virtuoso.ini").write_text(VIRTUOSO.format(sql=sql, web=web), encoding="utf-8")
    with running([program, "+foreground", "+configfile", "virtuoso.ini"], folder, f"http://127.0.0.1:{web}/sparql"):
        files = {"graph.nt": GRAPH}
        for name in shipped().named_graphs():
            file = f"{name.value.rpartition('/')[2]}.nt"
            shipped().dump(folder / file, RdfFormat.N_TRIPLES, from_graph=name)
            files[file] = name.value
        loads = [f"DB.DBA.TTLP(file_to_string_output('{file}'), '', '{graph}');" for file, graph in files.items()]
        load = f"{' '.join(loads)} checkpoint;"
        subprocess.run([client, f"127.0.0.1:{sql}", "dba", "dba", f"exec={load}"], check=True, capture_output=True)
        graphs: dict[str, str | list[str]] = {"default-graph-uri": GRAPH, "named-graph-uri": list(files.values())[1:]}
        yield lambda query: select(f"http://127.0.0.1:{web}/sparql", query, **graphs)


def value(text: str, datatype: str, kind: str) -> str:
    """Write a value so that what is equal reads the same: numbers and booleans by value, sources as a set."""
    if kind == "iris":
        return " ".join(sorted(set(text.split())))
    if kind == "boolean":
        return {"1": "true", "0": "false"}.get(text, text)
    if kind in ("decimal", "integer") and datatype:
        try:
            return str(Decimal(text).normalize())
        except InvalidOperation:
            return text
    return text


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
def test_a_server_gives_the_same_rows(server: Select, asked: Question, params: dict[str, object]) -> None:
    """Every question, with its defaults and with other parameters, is answered as here."""
    given = terms(shipped(), asked, params)
    theirs = server(bound(asked.text, tokens(asked.text), given))
    found = [
        tuple(value(row[column.name]["value"], row[column.name].get("datatype", ""), column.type)
              if column.name in row else "" for column in asked.columns)
        for row in theirs
    ]  # fmt: skip
    wanted = [
        tuple("" if term is None else value(term.value, "any", column.type)
              for term, column in zip(row, asked.columns, strict=True))
        for row in run(shipped(), asked.text, given).rows
    ]  # fmt: skip
    assert sorted(found) == sorted(wanted)
