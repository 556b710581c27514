"""Every kind of page of a large collection's site, and an export, asked for twice: how long, and what processes hold.

Usage: ``.venv/bin/python bench/site.py FOLDER [--many N] [--limit SECONDS] [--slow MS]`` on a collection that
`generate.py` or `replica.py` wrote; the index is built first where there is none. The server is started
on it; in the end it has to load its files again. Times are those of a
client of the same machine that asks one page after another, and waits no longer than the limit for any (for the export
two minutes); on a busy machine the processor time beside it tells more: that of all the server's processes. Memory is
looked at all the while, five times a second.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import json
import math
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlencode

from servers import children, share

from ydkg.collection import collection
from ydkg.graph import questions as catalogue
from ydkg.graph.store import open_on_disk
from ydkg.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The goals at a million triples: milliseconds that 95 of 100 pages take at most, seconds until clients may come, MB.
GOAL, READY, HELD = 100.0, 2.0, 600.0
#: The triples from which on goals are wider, and how they grow: at five times as many they are twice as wide.
_MILLION, _WIDER = 1_000_000, math.log(2, 5)
#: The kind that is no page, and seconds that it is waited for: as long as the server itself gives its own work.
_EXPORT, _PATIENCE = "export", 120.0
_PAGES = ("/", "/things", "/metrics", "/milestones", "/ontology", "/questions")
_WHOLE = ("/explorer", "/coverage")
_FILES = ("/things.csv?q=ba", "/milestones.csv", "/download", "/robots.txt", "/opensearch.xml", "/sitemap.xml")
_LISTS = (
    "/things?page=9",
    "/things?sort=relations",
    "/things?sort=figures&page=3",
    "/things?q=ba",
    "/metrics?page=40",
    "/milestones?page=2",
)
_TYPED = ("ba", "bakori", "line 12", "director", "巴科", "no such name", "bakorri")

_PREFIXES = "".join(f"PREFIX {prefix}: <{namespace}> " for prefix, namespace in PREFIXES.items())


class Told(NamedTuple):
    """An answer: its address, status, body, and the milliseconds of the clock and of the processor that it took."""

    path: str
    status: int
    body: bytes
    took: float
    used: float


class Client:
    """Ask a server for pages, one after another, and wait so many seconds for each at most."""

    def __init__(self, address: str, triples: int, process: int, limit: float) -> None:
        self.host = address.removeprefix("http://").rstrip("/")
        #: What goals are multiplied by for the graph of this server.
        self.wider = max(1.0, triples / _MILLION) ** _WIDER
        self.process = process
        self.limit = limit

    def ask(self, path: str, accept: str = "text/html", limit: float = 0) -> Told:
        """Ask for a page; the status is 0 where no answer came within the limit."""
        used = sum(map(processor, family(self.process)))
        link = http.client.HTTPConnection(self.host, timeout=limit or self.limit)
        began = time.perf_counter()
        try:
            link.request("GET", path, headers={"Accept": accept, "Sec-Fetch-Mode": "navigate"})
            answer = link.getresponse()
            status, body = answer.status, answer.read()
        except TimeoutError:
            status, body = 0, b""
        took = (time.perf_counter() - began) * 1000
        link.close()
        return Told(path, status, body, took, sum(map(processor, family(self.process))) - used)

    def select(self, query: str) -> list[str]:
        """Give the first column of what a query answers."""
        body = self.ask(f"/sparql?query={quote(_PREFIXES + query)}", "application/sparql-results+json").body
        return [next(iter(row.values()))["value"] for row in json.loads(body)["results"]["bindings"]]


def family(process: int) -> list[int]:
    """List a process and all that descend from it."""
    found, waiting = [], [process]
    while waiting:
        waiting += children(each := waiting.pop())
        found.append(each)
    return found


def memory(process: int) -> float:
    """Give the megabytes that a process and all that descend from it hold, each shared page once."""
    return sum(map(share, family(process))) / 1024


def processor(process: int) -> float:
    """Give the milliseconds of the processor that a process, and its children that have ended, have used."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        # The clock of another process, numbered as the kernel and the C library do it.
        own = time.clock_gettime((~process << 3) | 2)
    except OSError:
        return 0.0
    return own * 1000 + sum(map(int, fields[13:15])) * 1000 / os.sysconf("SC_CLK_TCK")


class Held:
    """The memory of a process and all that descend from it, looked at five times a second."""

    def __init__(self, process: int) -> None:
        self.process = process
        #: What is going on, and the megabytes that were held then at most, by what went on.
        self.phase, self.most = "start", dict[str, float]()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def _look(self) -> None:
        while not self._ended.wait(0.2):
            phase, now = self.phase, memory(self.process)
            self.most[phase] = max(self.most.get(phase, 0.0), now)

    def end(self) -> None:
        """Look no longer."""
        self._ended.set()
        self._thread.join()


def settle(client: Client) -> None:
    """Wait until nothing is made in the background any more."""
    while not (now := json.loads(client.ask("/healthz").body))["prepared"] or now["pool"]["jobs"]:
        time.sleep(0.5)


def addresses(client: Client, many: int) -> dict[str, list[str]]:
    """Choose pages of every kind, always the same of the same collection."""
    chosen = random.Random(1)  # noqa: S311 - a choice that can be repeated

    def some(pattern: str, most: int = many) -> list[str]:
        found = sorted(set(client.select(f"SELECT ?s {{ {pattern} }} LIMIT 20000")))
        return [f"/id/{iri.rpartition('/')[2]}.html" for iri in chosen.sample(found, min(most, many, len(found)))]

    hubs = re.findall(r'href="(/id/[^"]+)"><svg', client.ask("/things?sort=relations").body.decode())[:8]
    hubs += re.findall(r'href="(/id/[^"]+)"><svg', client.ask("/things?sort=figures").body.decode())[:8]
    return {
        "pages": list(_PAGES),
        "lists": list(_LISTS),
        "search": [f"/search?{urlencode({'q': typed})}" for typed in _TYPED],
        "suggestions": [f"/search.json?{urlencode({'q': typed})}" for typed in _TYPED],
        "things": some("?s yd:mentionedIn ?p"),
        "most connected things": [f"{each}.html" for each in dict.fromkeys(hubs)],
        "records": some("VALUES ?c { yd:Observation yd:Milestone org:Membership rdf:Statement } ?s a ?c"),
        "passages": some("?s a yd:Passage", 20),
        "documents": some("?s a yd:PressRelease", 8) + some("?s a yd:Document", 8),
        "questions": [f"/questions/{name}" for name in catalogue.names()],
        "around a thing": [f"/explorer?focus={each.rpartition('/')[2]}" for each in hubs[:4]],
        "files": list(_FILES),
        "made whole": list(_WHOLE),
        "no such page": ["/id/bakorri", "/thinks"],
        _EXPORT: ["/download/ntriples.nt"],
    }


def main() -> None:
    """Ask for all of them, and print a line a kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--many", type=int, default=60, help="pages of a kind that has many")
    parser.add_argument("--limit", type=float, default=20.0, help="seconds that any answer is waited for")
    parser.add_argument("--slow", type=float, default=300.0, help="name pages that take more milliseconds")
    given = parser.parse_args()
    open_on_disk(collection(given.folder))
    with started(given.folder, given.limit) as (client, held):
        held.phase = "pages"
        measure(client, held, given.slow, given.many)
        held.phase = "at rest"
        time.sleep(5)
        print(f"processes at rest: {', '.join(f'{share(each) / 1024:.0f}' for each in family(client.process))} MB")
        held.phase = "loaded again"
        load_again(client)


@contextlib.contextmanager
def started(folder: Path, limit: float) -> Iterator[tuple[Client, Held]]:
    """Run a server until the end of the block, and say when it was ready and what its processes held."""
    began = time.perf_counter()
    words = ["serve", "--port", "0", "--log", "json", "--data", str(folder)]
    process = subprocess.Popen([sys.executable, "-m", "ydkg", *words], stderr=subprocess.PIPE)
    held = Held(process.pid)
    try:
        first = json.loads(process.stderr.readline() if process.stderr else b"")
        client = Client(first["address"], first["triples"], process.pid, limit)
        print(f"  queries answered after {time.perf_counter() - began:.1f} s", flush=True)
        while client.ask("/-/ready").status != 200:  # noqa: PLR2004
            time.sleep(0.05)
        waited, used = time.perf_counter() - began, sum(map(processor, family(process.pid))) / 1000
        print(f"  pages answered after {waited:.1f} s (goal {READY * client.wider:.0f}), {used:.1f} s of the processor")
        held.phase = "made beforehand"
        settle(client)
        print(f"  what is made beforehand was there after {time.perf_counter() - began:.1f} s", flush=True)
        yield client, held
    finally:
        held.end()
        process.terminate()
        process.communicate()
    told = ", ".join(f"{phase} {most:.0f}" for phase, most in held.most.items())
    print(f"  MB of all processes at most: {told} (goal {HELD * client.wider:.0f})", flush=True)


def load_again(client: Client) -> None:
    """Have the server load its files anew, and print how long it takes."""
    began, used = time.perf_counter(), sum(map(processor, family(client.process)))
    os.kill(client.process, signal.SIGHUP)
    while not json.loads(client.ask("/healthz").body)["reloaded"]:
        if time.perf_counter() - began > _PATIENCE:
            raise SystemExit("the files were not loaded again")
        time.sleep(0.5)
    used = (sum(map(processor, family(client.process))) - used) / 1000
    print(f"  loaded again after {time.perf_counter() - began:.1f} s, {used:.1f} s of the processor")


def measure(client: Client, held: Held, slow: float, many: int) -> None:
    """Ask for pages of every kind, all of a kind once and then again, and print how long they take."""
    every: list[float] = []
    goal = f"{GOAL * client.wider:.0f}"
    print(f"  {'':22}      {'p50':>5} {'p95':>5} ms (goal {goal}), processor {'p50':>5} {'p95':>5} ms")
    for kind, pages in addresses(client, many).items():
        held.phase = kind
        for time_ in ("first", "again"):
            told = [client.ask(page, limit=_PATIENCE if kind == _EXPORT else 0) for page in pages]
            if not told:
                continue
            took, used = sorted(each.took for each in told), sorted(each.used for each in told)
            every += took if kind != _EXPORT else []
            half, most = len(told) // 2, min(len(told) - 1, int(len(told) * 0.95))
            print(
                f"  {kind:22} {time_} {len(told):3} {took[half]:5.0f} {took[most]:5.0f} ms, processor"
                f" {used[half]:5.0f} {used[most]:5.0f} ms, up to {max(len(each.body) for each in told) / 1000:.0f} kB",
                flush=True,
            )
            for each in told:
                if each.took > slow:
                    print(f"    {each.took:7.0f} ms, processor {each.used:7.0f} ms {each.path}", flush=True)
            failed = [
                f"{each.path} ({each.status or 'too late'})" for each in told if each.status not in {200, 303, 404}
            ]
            if failed:
                print(f"    not answered: {', '.join(failed)}", flush=True)
            settle(client)
    every.sort()
    print(f"  all: p95 {every[int(len(every) * 0.95)]:.0f} ms (goal {goal})")


if __name__ == "__main__":
    main()
