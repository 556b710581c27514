"""A server on the index of its collection: the same answers, from every worker, and after a reload."""

from __future__ import annotations

import json
import os
import shutil
import signal
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from ydkg.assets import DATA_DIR
from ydkg.collection import collection
from ydkg.graph.store import index_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    import pytest
    from tests.server.conftest import Running

_ASKED = "SELECT ?g (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } } GROUP BY ?g ORDER BY ?g"


def _counts(server: Running) -> dict[str, int]:
    """Count the triples of every graph."""
    status, _, body = server.ask(f"/sparql?query={quote(_ASKED)}", Accept="application/sparql-results+json")
    assert status == 200
    rows = json.loads(body)["results"]["bindings"]
    return {row.get("g", {}).get("value", ""): int(row["n"]["value"]) for row in rows}


def _workers(server: Running) -> set[int]:
    told = {each: Path(f"/proc/{each}/stat").read_text("ascii") for each in server.family()}
    return {each for each, said in told.items() if "(ydkg-worker)" in said}


def _reads(process: int) -> bool:
    """Tell whether a process has an index open."""
    folder = Path(f"/proc/{process}/fd")
    return any("/served-" in str(each.readlink()) for each in folder.iterdir())


def test_a_server_on_an_index_answers_as_one_without(
    tmp_path: Path, launch: Callable[..., AbstractContextManager[Running]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Graphs hold what they hold; workers read the index, and those that take the place of others do, too."""
    monkeypatch.delenv("YDKG_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    data = tmp_path / "data"
    data.mkdir()
    for path in DATA_DIR.glob("*.ttl"):
        shutil.copyfile(path, data / path.name)
    with launch("--data", str(data)) as plain:
        expected = _counts(plain)
    assert index_of(collection(data), wanted=True, served=True)
    with launch("--data", str(data)) as server:
        assert _counts(server) == expected
        before = _workers(server)
        assert before
        assert all(map(_reads, before))
        for each in before:
            os.kill(each, signal.SIGKILL)
        server.eventually(lambda: _workers(server) - before, "other workers")
        assert _counts(server) == expected
        server.process.send_signal(signal.SIGHUP)
        server.eventually(lambda: server.events("reload"), "a reload")
        assert _counts(server) == expected
        assert all(map(_reads, _workers(server)))
