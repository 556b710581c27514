"""Measure `ydkg serve` under load, faults and attacks, beside other servers of the same graph in the same run.

Usage: ``.venv/bin/python bench/load.py [--seconds N] [--rounds N] [--clients N] [--peers NAME …] [--only PART …]``.
Prints tables and ends with 0. All traffic stays at 127.0.0.1.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import signal
import time
from contextlib import ExitStack, suppress
from itertools import count
from statistics import median
from typing import TYPE_CHECKING
from urllib.request import urlopen

from servers import all_servers, children, oxigraph
from traffic import Tally, asked, connected, pressed, query, request

from ydkg.graph.store import open_store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from servers import Server

MOST_MEMORY = 120.0  # MB, idle, two workers
JSON = "application/sparql-results+json"
PREFIXES = """\
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX org: <http://www.w3.org/ns/org#>
"""
SMALL = f"""{PREFIXES}
SELECT ?person ?post ?body WHERE {{
  ?m org:member ?p ; org:organization ?o ; org:role ?r .
  ?p rdfs:label ?person . ?o rdfs:label ?body . ?r rdfs:label ?post .
  FILTER(LANG(?person) = "en" && LANG(?body) = "en" && LANG(?post) = "en")
}} ORDER BY ?person LIMIT 50"""
AGGREGATE = "SELECT ?class (COUNT(?p) AS ?n) WHERE { ?s a ?class ; ?p ?o } GROUP BY ?class"
_NUMBERS = count()
#: Four triples with nothing in common: no server finishes it.
RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
_RUNAWAYS, _HALF_OPEN = 10, 200
#: Requests of a work that asks the same again and again, at most.
_REPEATED = 50
#: What is asked of one thing: a look-up, which the server's main process answers, and what a worker does.
_LABEL, _LABEL_AND_CLASS = "rdfs:label ?label", "rdfs:label ?label ; a ?class"


def things() -> list[str]:
    """List fifty things of the graph."""
    rows = open_store().query(
        "SELECT DISTINCT ?s WHERE { ?s a ?t ; <http://www.w3.org/2000/01/rdf-schema#label> ?l . "
        'FILTER(STRSTARTS(STR(?s), "https://w3id.org/ydkg/id/")) } ORDER BY ?s'
    )
    iris = [row["s"].value for row in rows]
    return iris[:: max(1, len(iris) // 50)][:50]


def lookups(server: Server, iris: Sequence[str]) -> list[bytes]:
    """Write queries that look one thing up."""
    text = PREFIXES + "SELECT ?label WHERE {{ <{}> rdfs:label ?label }}"
    return [query(server.endpoint, text.format(iri), JSON) for iri in iris]


def never_asked(server: Server, iris: Sequence[str], pattern: str) -> list[bytes]:
    """Write queries about one thing each that nobody has asked: what is asked again is kept."""
    text = PREFIXES + "SELECT * WHERE {{ <{}> {} }} # {}"
    return [query(server.endpoint, text.format(iri, pattern, next(_NUMBERS)), JSON) for iri in iris * 800]


#: Kinds of work, and how many answers a second ours is to give for one of Oxigraph's server; `None`: no goal.
GOALS: dict[str, float | None] = {
    "look-up by SPARQL": 1.0,
    "look-up never asked before": 0.12,
    "two patterns never asked before": None,
    "pages (home, things, metrics, ontology), peers: their home": None,  # which is one constant text
    "page of a thing (HTML), peers: DESCRIBE": 1.0,
    "a thing as Turtle, peers: DESCRIBE": None,
    "small SELECT": 1.0,
    "aggregate never asked before": 1.0,
}
#: The parts in their order; memory is measured before and after.
_PARTS = ("speed", "killed", "half-open", "runaways")
#: How many times the p99 of look-ups alone theirs may be beside runaway queries.
_BESIDE_RUNAWAYS = 2.0


def works(server: Server, iris: Sequence[str]) -> dict[str, list[bytes]]:
    """Give the requests of each kind of work; peers have one page, their home, and describe a thing."""
    if server.name.startswith("ydkg serve"):
        slugs = [iri.rpartition("/")[2] for iri in iris]
        pages = [request(path, "text/html") for path in ("/", "/things", "/metrics", "/ontology")]
        page_of_a_thing = [request(f"/id/{slug}.html", "text/html") for slug in slugs]
        described = [request(f"/id/{slug}.ttl", "text/turtle") for slug in slugs]
    else:
        pages = [request("/", "text/html")]
        page_of_a_thing = described = [query(server.endpoint, f"DESCRIBE <{iri}>", "text/turtle") for iri in iris]
    requests = (
        lookups(server, iris),
        never_asked(server, iris, _LABEL),
        never_asked(server, iris, _LABEL_AND_CLASS),
        pages,
        page_of_a_thing,
        described,
        [query(server.endpoint, SMALL, JSON)],
        [query(server.endpoint, f"{AGGREGATE} # {next(_NUMBERS)}", JSON) for _ in range(2000)],
    )
    return dict(zip(GOALS, requests, strict=True))


def line(name: str, tally: Tally) -> str:
    """Write a row: answers a second, the server's computing, median and p99, and what was not answered by 200."""
    cost = f"{tally.cost:.0f}" if tally.computed else ""
    figures = f"{tally.rate:9.0f} {cost:>9} {tally.quantile(0.5):9.1f} {tally.quantile(0.99):9.1f} {tally.wrong:7}"
    return f"  {name:22}{figures}  {tally.statuses or ''}"


def heading(text: str) -> None:
    """Write the head of a table."""
    columns = f"{'answers/s':>9} {'µs/answer':>9} {'p50 ms':>9} {'p99 ms':>9} {'not 200':>7}"
    print(f"\n{text}\n  {'':22}{columns}", flush=True)


async def speed(servers: list[Server], iris: list[str], options: argparse.Namespace) -> dict[str, float]:
    """Measure each kind of work with every server in turn, several times; print the medians, and give ours to 1.

    The ratios are those of answers a second to Oxigraph's; there are none where it does not run.
    """
    ratios = {}
    for work in GOALS:
        heading(f"{work}, {options.clients} connections, median of {options.rounds} rounds of {options.seconds:g} s")
        tallies: dict[str, list[Tally]] = {}
        for _ in range(options.rounds):
            for server in servers:
                requests = works(server, iris)[work]
                # What is asked again and again is kept; nothing else is asked three times before it is measured.
                await asked(server.port, requests * 3 if len(requests) <= _REPEATED else requests[:3])
                before = server.computed()
                found = await pressed(server.port, requests, options.seconds, options.clients)
                found.computed = server.computed() - before
                tallies.setdefault(server.name, []).append(found)
        for server in servers:
            if server.ended():
                print(f"  {server.name} has ended: {server.last_words()}")
        rates = {}
        for name, found in tallies.items():
            middle = sorted(found, key=lambda tally: tally.rate)[len(found) // 2]
            rates[name] = middle.rate
            print(line(name, middle), flush=True)
        if rates.get("oxigraph"):
            ratios[work] = rates["ydkg serve"] / rates["oxigraph"]
    return ratios


async def runaways(servers: list[Server], iris: list[str], seconds: float, rounds: int = 1) -> float:
    """Measure look-ups while ten queries that never end are asked again and again; give the first server's ratio.

    It is that of the p99 beside them to the p99 alone, which are measured in turn: medians of the rounds.
    """
    heading(f"look-ups on one connection while {_RUNAWAYS} runaway queries are under way, {rounds} × {seconds:g} s")
    ratios = []
    for server in servers:
        alone, beside = [], []
        for _ in range(rounds):
            alone.append(await pressed(server.port, never_asked(server, iris, _LABEL_AND_CLASS), seconds / 2, 1))
            attack = [asyncio.create_task(insist(server)) for _ in range(_RUNAWAYS)]
            await asyncio.sleep(1)
            beside.append(await pressed(server.port, never_asked(server, iris, _LABEL_AND_CLASS), seconds, 1))
            for task in attack:
                task.cancel()
            await asyncio.gather(*attack, return_exceptions=True)
            await asyncio.sleep(1)
            print(line(f"{server.name}, alone", alone[-1]))
            print(line(f"{server.name}, attacked", beside[-1]), flush=True)
        ratios.append(median(each.quantile(0.99) for each in beside) / median(each.quantile(0.99) for each in alone))
    return ratios[0]


async def insist(server: Server) -> None:
    """Ask the query that never ends, and ask it again when it was ended."""
    asked = query(server.endpoint, RUNAWAY, JSON)
    while True:
        with suppress(OSError, TimeoutError):
            client = await connected(server.port)
            try:
                await client.ask(asked)
            finally:
                client.close()
        await asyncio.sleep(0.05)


async def killed(server: Server, iris: list[str], seconds: float) -> None:
    """Measure look-ups while workers are killed from outside."""
    heading(f"look-ups on eight connections while a worker is killed ten times a second, {seconds:g} s")
    kills, until = 0, time.monotonic() + seconds

    async def kill() -> int:
        done = 0
        while time.monotonic() < until:
            forkservers = children(server.process)
            workers = [child for each in forkservers for child in children(each)]
            if workers:
                with suppress(ProcessLookupError):
                    os.kill(workers[done % len(workers)], signal.SIGKILL)
                    done += 1
            await asyncio.sleep(0.1)
        return done

    requests = never_asked(server, iris, _LABEL_AND_CLASS)
    tally, kills = await asyncio.gather(pressed(server.port, requests, seconds, 8), kill())
    print(line(server.name, tally))
    print(f"  workers killed: {kills}; requests lost: {tally.wrong} of {len(tally.times) + tally.wrong}", flush=True)


async def slow_clients(server: Server, iris: list[str], seconds: float) -> None:
    """Measure look-ups while two hundred clients never finish their requests."""
    heading(f"look-ups on eight connections beside {_HALF_OPEN} half-open requests, {seconds:g} s")
    print(line("without them", await pressed(server.port, lookups(server, iris), seconds, 8)))
    with ExitStack() as held:
        for _ in range(_HALF_OPEN):
            _, writer = await asyncio.open_connection("127.0.0.1", server.port)
            held.callback(writer.close)
            writer.write(b"GET /sparql HTTP/1.1\r\nHost: localhost\r\nX-")
        print(line("beside them", await pressed(server.port, lookups(server, iris), seconds, 8)), flush=True)


def memory(servers: list[Server], when: str) -> None:
    """Print how much memory the servers take."""
    said = ", ".join(f"{server.name} {server.memory():.0f} MB" for server in servers)
    print(f"\nmemory {when} (proportional share of all processes): {said}", flush=True)


async def settled(server: Server) -> None:
    """Wait until our server has made what it makes beforehand: until then it does not idle."""
    while True:
        with urlopen(f"http://127.0.0.1:{server.port}/healthz") as answer:  # noqa: ASYNC210 - nothing else goes on
            if not json.load(answer)["pool"]["jobs"]:
                break
        await asyncio.sleep(0.5)
    await asyncio.sleep(1)


async def measure(servers: list[Server], options: argparse.Namespace) -> None:
    """Do all of it."""
    iris, ours = things(), servers[0]
    await settled(ours)
    memory(servers, "at the start")
    if ours.memory() > MOST_MEMORY:
        print(f"  misses the target of {MOST_MEMORY:.0f} MB")
    ratios = await speed(servers, iris, options) if "speed" in options.only else {}
    if "killed" in options.only:
        await killed(ours, iris, options.seconds * 2)
    if "half-open" in options.only:
        await slow_clients(ours, iris, options.seconds)
    attacked = "runaways" in options.only
    beside = await runaways([ours], iris, options.seconds * 2, options.rounds) if attacked else 0.0
    await asyncio.sleep(3)
    memory([ours], "at the end, after all of it")
    if ratios:
        print("\nanswers a second, for one of Oxigraph's server:")
    for work, ratio in ratios.items():
        print(f"  {ratio:7.2f}  {verdict(ratio, GOALS[work], at_least=True):16}  {work}")
    if not attacked:
        return
    print("p99 of look-ups beside runaway queries, for one alone:")
    print(f"  {beside:7.2f}  {verdict(beside, _BESIDE_RUNAWAYS, at_least=False)}")
    peers = servers[1:]
    if not peers:
        return
    print("\nThe same attack on the others, which may not recover from it:")
    with ExitStack() as stack:
        if any(peer.name == "oxigraph" for peer in peers):
            peers.append(stack.enter_context(oxigraph("--timeout-s", "10")))
        await runaways(peers, iris, options.seconds * 2)


def verdict(found: float, goal: float | None, *, at_least: bool) -> str:
    """Tell whether a goal is reached."""
    if goal is None:
        return ""
    reached = found >= goal if at_least else found <= goal
    return f"{'reaches' if reached else 'misses'} {goal:g}"


def main() -> None:
    """Read the options and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=5.0, help="of each measurement")
    parser.add_argument("--rounds", type=int, default=3, help="in which the servers take turns")
    parser.add_argument("--clients", type=int, default=8, help="connections")
    parser.add_argument("--peers", nargs="*", default=[], help="only these of oxigraph, rdflib-endpoint; or none")
    parser.add_argument("--only", nargs="+", choices=_PARTS, default=_PARTS, help="only these parts")
    options = parser.parse_args()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start")
    with all_servers(set(options.peers)) as servers:
        asyncio.run(measure(servers, options))


if __name__ == "__main__":
    main()
