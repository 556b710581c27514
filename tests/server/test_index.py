"""A server on the index of its collection: the same answers, from every worker, and after a reload."""

from __future__ import annotations

import json
import os
import shutil
import signal
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from ydkg.collection import APART, DATA_DIR, collection
from ydkg.graph import store as stores
from ydkg.graph.store import folder_of, open_on_disk
from ydkg.server import reloading
from ydkg.server.dataset import open_dataset, settled
from ydkg.server.settings import Settings
from ydkg.server.site import Site

if TYPE_CHECKING:
    from conftest import Lakes, Launch, Running

_ASKED = "SELECT ?g (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } } GROUP BY ?g ORDER BY ?g"


def _counts(server: Running) -> dict[str, int]:
    """Count the triples of every graph."""
    status, _, body = server.ask(f"/sparql?query={quote(_ASKED)}", Accept="application/sparql-results+json")
    assert status == 200
    rows = json.loads(body)["results"]["bindings"]
    return {row.get("g", {}).get("value", ""): int(row["n"]["value"]) for row in rows}


def _reading(server: Running) -> set[int]:
    """Wait until each of two workers has an index open, and give them."""
    found: set[int] = set()

    def read() -> bool:
        found.clear()
        found.update(process for process in server.workers() if _reads(process))
        return len(found) == 2

    server.eventually(read, "workers that read an index")
    return found


def _reads(process: int) -> bool:
    """Tell whether a process has an index open."""
    with suppress(OSError):
        return any("/cache/ydkg/" in str(each.readlink()) for each in Path(f"/proc/{process}/fd").iterdir())
    return False


@pytest.fixture
def data(tmp_path: Path, lakes: Lakes, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A collection with graphs that are asked by name only, and a cache of its own beside it."""
    monkeypatch.delenv("YDKG_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = Path(shutil.copytree(lakes.folder, tmp_path / "data"))
    for name in APART:
        shutil.copy(DATA_DIR / name, folder)
    large = folder / "report.ttl"
    large.write_text(f"#{' ' * stores.LARGE}\n{large.read_text(encoding='utf-8')}", encoding="utf-8")
    return folder


def test_a_server_on_an_index_answers_as_one_without(data: Path, launch: Launch) -> None:
    """Graphs hold what they hold; workers read the index, and those that take the place of others do, too."""
    with launch("--data", str(data)) as plain:
        expected = _counts(plain)
    assert open_on_disk(collection(data))
    with launch("--data", str(data)) as server:
        assert _counts(server) == expected
        before = _reading(server)
        for each in before:
            os.kill(each, signal.SIGKILL)
        server.eventually(lambda: not before & _reading(server), "other workers")
        assert _counts(server) == expected
        before = _reading(server)
        server.process.send_signal(signal.SIGHUP)
        server.eventually(lambda: server.events("reload"), "a reload")
        assert _counts(server) == expected
        server.eventually(lambda: not before & _reading(server), "workers on what was loaded again")


def test_the_index_of_new_data_is_built_by_another_process(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it takes to build one is given back when that ends; what was served has its own as long as it is used."""
    large = data / "report.ttl"
    settings = settled(Settings(data=collection(data)))
    old = Site(settings, open_dataset(settings), "", None)  # type: ignore[arg-type] # nothing is asked of workers
    large.write_text(large.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    monkeypatch.setattr(stores, "_build", None)
    new = reloading._load(old)  # noqa: SLF001 - a server is told by signals, and shows nothing of who built it
    assert folder_of(new.store) not in {None, folder_of(old.store)}
    assert len(new.store) == len(old.store)


_FIGURE = """
ydr:report-{n} a yd:Document ; rdfs:label "Report {n}"@en ; dcterms:title "Report {n}"@en .
ydr:passage-report-{n}-0-9 a yd:Passage, yd:Sentence ; yd:inDocument ydr:report-{n} ; yd:start 0 ; yd:end 9 .
ydr:figure-{n} a yd:Observation ; rdfs:label "figure {n}"@en ; yd:about ydr:town ; yd:metric ydr:metric-desks ;
  yd:value {n}.0 ; qudt:hasUnit unit:NUM ; yd:bound yd:Exactly ; yd:valueStatus yd:Actual ;
  prov:wasDerivedFrom ydr:passage-report-{n}-0-9 .
ydr:town a yd:Place ; rdfs:label "Town"@en . ydr:metric-desks a yd:Metric ; rdfs:label "desks"@en .
"""


def _called(server: Running, tool: str, **arguments: str) -> str:
    """Call a tool as assistants do, and give what it said."""
    called = {"method": "tools/call", "params": {"name": tool, "arguments": arguments}}
    body = json.dumps({"jsonrpc": "2.0", "id": 1, **called})
    head = "POST /mcp HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
    head += f"Accept: application/json, text/event-stream\r\nContent-Length: {len(body)}\r\n\r\n"
    answer = json.loads(server.parsed(server.send(f"{head}{body}".encode()))[2])
    return str(answer["result"]["content"][0]["text"])
