"""Worker processes: limits that hold, requests that are not lost, processes that do not stay."""

from __future__ import annotations

import asyncio
import ctypes
import gc
import json
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import BlankNode, Store

from ydkg.collection import collection
from ydkg.errors import (
    MemoryLimitError,
    OverloadError,
    QueryError,
    ResultLimitError,
    TimeLimitError,
    TurtleError,
    WorkerError,
)
from ydkg.server import tasks
from ydkg.server.dataset import open_dataset
from ydkg.server.forkserver import made_apart, start_forkserver
from ydkg.server.pool import Pool
from ydkg.server.serving import loop_factory
from ydkg.server.settings import Settings
from ydkg.server.tasks import Context

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from ydkg.server.workers import Done, ForkServer, RequestKind

LOOKUP = "SELECT ?s WHERE { ?s a ?class } LIMIT 1"
RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
HUNGRY = "SELECT (COUNT(*) AS ?n) WHERE { SELECT DISTINCT ?a ?b ?c ?d ?e ?f WHERE { ?a ?b ?c . ?d ?e ?f } }"
#: Seconds that are allowed for what takes a fraction of one on a machine that does nothing else.
PATIENCE = 60.0
HUGE = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f }"
MB = 1024 * 1024


def nap(_context: Context, *, seconds: float) -> tuple[dict[str, object], bytes]:
    """Sleep, and tell which process slept, how nice it is, and whether it looks for garbage."""
    time.sleep(seconds)
    return {"process": os.getpid(), "nice": os.getpriority(os.PRIO_PROCESS, 0), "collects": gc.isenabled()}, b""


def wait_for_signal(_context: Context, **_mark: object) -> tuple[dict[str, object], bytes]:
    """Compute nothing until the signal USR1 comes, and tell which process waited."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
    signal.signal(signal.SIGUSR1, lambda *_: None)  # it is never called; others see by it that the signal is blocked
    signal.sigwait({signal.SIGUSR1})
    return {"process": os.getpid()}, b""


def draw(context: Context) -> tuple[dict[str, object], bytes]:
    """Give the engine's next random IRI, and take long enough that another worker gets the next request."""
    time.sleep(0.1)
    return {"drawn": [str(solution[0]) for solution in context.store.query("SELECT (UUID() AS ?u) {}")]}, b""


def burst(_context: Context, *, size: int) -> tuple[dict[str, object], bytes]:
    """Answer at length, without asking how much is allowed."""
    return {}, b"x" * size


def break_out(_context: Context) -> tuple[dict[str, object], bytes]:
    """Try whatever reaches out of a process, and tell what succeeded."""
    attempts: dict[str, Callable[[], object]] = {
        "read": lambda: os.open(__file__, os.O_RDONLY),
        "write": lambda: os.open("was-here", os.O_WRONLY | os.O_CREAT),
        "connect": lambda: socket.create_connection(("127.0.0.1", 9), timeout=1),
        "listen": lambda: socket.socket(socket.AF_UNIX),
        "pipe": os.pipe,
        "copy": lambda: os.dup(0),
        "old": lambda: next(os.fstat(number) for number in range(4, 64)),
    }
    done = []
    for name, attempt in attempts.items():
        try:
            attempt()
        except OSError:
            continue
        done.append(name)
    return {"done": done}, b""


def crash(_context: Context, *, number: int) -> tuple[dict[str, object], bytes]:
    """End by a signal, as a broken engine does."""
    os.kill(os.getpid(), number)
    time.sleep(60)
    return {}, b""


def have_made(context: Context) -> tuple[dict[str, object], bytes]:
    """Have something made by a process of one's own, which takes for ever."""
    return {"made": made_apart(lambda: time.sleep(600), context.settings)}, b""


@pytest.fixture(scope="module")
def store() -> Store:
    """The shipped graph."""
    return open_dataset(Settings())


@pytest.fixture
def play(store: Store, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Play a scene with a pool, and close it."""
    mine = ("nap", "wait_for_signal", "draw", "burst", "break_out", "crash", "have_made")
    monkeypatch.setattr(tasks, "TASKS", {**tasks.TASKS, **{name: f"{__name__}:{name}" for name in mine}})

    def play(scene: Callable[[Pool], Awaitable[None]], **settings: object) -> None:
        chosen = Settings(**{"wait_limit": 60.0, **settings})  # type: ignore[arg-type] # the machine may be busy
        context = Context(open_dataset(chosen) if "data" in settings else store, chosen)

        async def live() -> None:
            pool = Pool(chosen, start_forkserver(chosen, context))
            pool.open()
            try:
                await asyncio.wait_for(scene(pool), 2 * PATIENCE)
            finally:
                await pool.close()

        with asyncio.Runner(loop_factory=loop_factory()) as runner:
            runner.run(live())

    return play


def played(**settings: object) -> Callable[..., Callable[..., None]]:
    """Make a test of a scene that is played with a pool."""

    def test_of(scene: Callable[[Pool], Awaitable[None]]) -> Callable[..., None]:
        def test(play: Callable[..., None]) -> None:
            play(scene, **settings)

        test.__name__, test.__doc__ = scene.__name__, scene.__doc__
        return test

    return test_of


def ask(pool: Pool, text: str, client: str = "") -> asyncio.Task[Done]:
    """Ask a query, without waiting."""
    return asyncio.create_task(pool.run("query", {"text": text}, client=client))


def sleep_in(pool: Pool, seconds: float, client: str = "", kind: RequestKind = "short") -> asyncio.Task[Done]:
    """Let a worker sleep, without waiting."""
    return asyncio.create_task(pool.run("nap", {"seconds": seconds}, client=client, kind=kind))


async def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    patience = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < patience, "it never came to hold"
        await asyncio.sleep(0.005)


def awaits_signal(process: int) -> bool:
    """Whether a process waits for the signal USR1, which it no longer dies of."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return False
    return bool(int(status.partition("SigCgt:")[2].split()[0], 16) >> (signal.SIGUSR1 - 1) & 1)


def alive(process: int) -> bool:
    """Whether a process still does anything: one that is only not buried yet does not."""
    try:
        os.kill(process, 0)
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except ProcessLookupError:
        return False
    except FileNotFoundError:
        return not Path("/proc").exists()


@played()
async def test_a_query_is_answered(pool: Pool) -> None:
    """A query is answered with a header, a body, and the time that it took."""
    began = time.monotonic()
    done = await pool.run("query", {"text": LOOKUP, "accept": "application/sparql-results+json"})
    assert 0 < done.seconds < time.monotonic() - began
    assert len(json.loads(done.body)["results"]["bindings"]) == 1
    assert "json" in done.header["type"]
    assert pool.health()["served"] == 1


def test_a_request_may_be_larger_than_what_a_socket_holds(play: Callable[..., None]) -> None:
    """What a worker has not taken yet waits in the main process, and arrives in the end: it tells how long all was."""
    text = LOOKUP.ljust(4 * MB)

    async def scene(pool: Pool) -> None:
        with pytest.raises(QueryError, match=f"query: {len(text)} characters"):
            await ask(pool, text)

    play(scene, time_limit=60.0)


@played()
async def test_an_error_of_the_task_comes_back_as_it_is(pool: Pool) -> None:
    """A malformed query raises the same error as on the command line, and costs no worker."""
    with pytest.raises(QueryError, match=r"line 1, column 14: this \{ is never closed"):
        await ask(pool, "SELECT WHERE { ?s ?p ?o")
    await ask(pool, LOOKUP)
    assert pool.health()["forked"] <= 2
    assert pool.health()["faulty"] == 1


def test_a_fault_of_the_program_is_told_and_logged(play: Callable[..., None], caplog: pytest.LogCaptureFixture) -> None:
    """An error that nobody foresaw reaches the caller in one line, and the log with its trace."""

    async def scene(pool: Pool) -> None:
        with pytest.raises(WorkerError, match="TypeError: nap"):
            await pool.run("nap", {})
        assert await ask(pool, LOOKUP)

    play(scene)
    assert "Traceback" in caplog.text


@played(time_limit=2.0)
async def test_the_time_limit_ends_a_query_and_no_other(pool: Pool) -> None:
    """A query that runs too long is ended and its caller told so; look-ups are answered all the while."""
    runaway = ask(pool, RUNAWAY)
    answered = 0
    while not runaway.done():
        await ask(pool, LOOKUP)
        answered += 1
    with pytest.raises(TimeLimitError, match="not answered within 2 s"):
        await runaway
    assert answered > 2
    assert pool.health()["timed_out"] == 1
    assert pool.health()["busy"] == 0


@played(memory_limit=64 * MB, time_limit=2 * PATIENCE)
async def test_the_memory_limit_ends_a_query(pool: Pool) -> None:
    """A query that wants too much memory is ended and its caller told so; the next one is answered."""
    with pytest.raises(MemoryLimitError, match="more than 64 MB of memory"):
        await ask(pool, HUNGRY)
    assert await ask(pool, LOOKUP)
    assert pool.health()["out_of_memory"] == 1


@played(result_limit=MB, time_limit=2 * PATIENCE)
async def test_the_result_limit_refuses_a_large_answer(pool: Pool) -> None:
    """An answer over the limit is refused, while it is written or at the latest when it is sent; one below is whole."""
    with pytest.raises(ResultLimitError, match="larger than 1 MB"):
        await ask(pool, HUGE)
    with pytest.raises(ResultLimitError, match="larger than 1 MB"):
        await pool.run("burst", {"size": MB + 1})
    assert len((await pool.run("burst", {"size": MB})).body) == MB


def test_a_worker_that_has_grown_makes_room(play: Callable[..., None]) -> None:
    """A worker that has taken much memory answers, ends, and is replaced, so that the service does not grow."""
    # What tests before this one left free in this process's heap a worker would take first, and not grow.
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)

    async def scene(pool: Pool) -> None:
        assert len((await pool.run("burst", {"size": 64 * MB})).body) == 64 * MB
        await until(lambda: pool.health()["forked"] == 3)

    play(scene, result_limit=100 * MB, slice=60.0, time_limit=60.0)


def test_nobody_waits_for_a_fork_server_to_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """However much one is to load, and though it may end before it has begun, it is started at once."""
    monkeypatch.setattr(sys, "executable", shutil.which("false"))

    def start() -> None:
        process, link = start_forkserver(Settings(contents=(bytes(MB),)))
        link.close()
        os.waitpid(process, 0)

    started = threading.Thread(target=start, daemon=True)
    started.start()
    started.join(PATIENCE)
    assert not started.is_alive()


@played()
async def test_the_engine_may_break_down(pool: Pool) -> None:
    """A query that brings its process down is not tried again; its caller is told so, and the next is answered."""
    with pytest.raises(WorkerError, match="the engine broke down"):
        await pool.run("crash", {"number": int(signal.SIGSEGV)})
    assert await ask(pool, LOOKUP)
    assert pool.health()["retried"] == 0


@played()
async def test_nothing_can_be_opened_in_a_worker(pool: Pool) -> None:
    """No task can open a file or a connection, nor finds one open."""
    assert (await pool.run("break_out", {})).header == {"done": []}


def test_workers_draw_different_random_numbers(play: Callable[..., None]) -> None:
    """UUID() never gives the same IRI twice, though all workers are copies of one process."""

    async def scene(pool: Pool) -> None:
        done = await asyncio.gather(*(pool.run("draw", {}) for _ in range(8)))
        assert len({answer.header["drawn"][0] for answer in done}) == 8

    BlankNode()  # the engine's generator has a state now, which forks copy
    play(scene, workers=4)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nobody tells how often a process slept")
@played(workers=1, slice=60.0, time_limit=60.0)
async def test_a_worker_wakes_once_for_a_query(pool: Pool) -> None:
    """That its answer is taken wakes no worker: it would lose its turn to a long query beside it."""
    await ask(pool, LOOKUP)
    status = Path(f"/proc/{pool.processes()['workers'][0]}/status")

    def slept() -> tuple[bool, int]:
        """Whether the worker sleeps, and how often it has begun to."""
        text = status.read_text(encoding="utf-8")
        return "\nState:\tS" in text, int(text.partition("\nvoluntary_ctxt_switches:")[2].split()[0])

    await until(lambda: slept()[0])
    first = before = slept()[1]
    for _ in range(20):
        answer = ask(pool, LOOKUP)
        await asyncio.sleep(0)
        patience = time.monotonic() + PATIENCE
        while slept() <= (True, before):  # the loop takes the answer of one that sleeps again
            assert time.monotonic() < patience
        await answer
        await until(lambda: slept()[0])
        before = slept()[1]
    assert before - first < 30


@played(time_limit=60.0)
async def test_a_killed_worker_costs_no_request(pool: Pool) -> None:
    """A request whose worker is killed from outside is answered by another."""
    waits = asyncio.create_task(pool.run("wait_for_signal", {}))
    await until(lambda: pool.health()["busy"] == 1)
    before = pool.processes()["workers"]
    for process in before:
        os.kill(process, signal.SIGKILL)
    again: list[int] = []

    def waits_again() -> bool:
        others = set(pool.processes()["workers"]) - set(before)  # the end of these may not have been told yet
        again[:] = filter(awaits_signal, others)
        return bool(again)

    await until(waits_again)
    os.kill(again[0], signal.SIGUSR1)
    assert (await waits).header["process"] == again[0]
    assert pool.health()["retried"] >= 1


@played(workers=1)
async def test_a_request_for_a_dead_worker_goes_to_another(pool: Pool) -> None:
    """What a worker is given that has ended, though its fork server has not said so yet, is answered by another."""
    await until(lambda: not pool.coming())
    forkserver, worker = pool.processes()["forkservers"][0], pool.processes()["workers"][0]
    os.kill(forkserver, signal.SIGSTOP)
    os.kill(worker, signal.SIGKILL)
    await until(lambda: not alive(worker))
    answer = ask(pool, LOOKUP)
    await until(lambda: pool.health()["busy"] == 1)
    os.kill(forkserver, signal.SIGCONT)
    assert await answer


@played(workers=1)
async def test_who_asks_while_no_file_can_be_opened_waits(pool: Pool) -> None:
    """Where a server has as many connections as files it has workers again when some have ended."""
    await until(lambda: len(pool.processes()["workers"]) == 1)
    most, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (1, hard))
    try:
        os.kill(pool.processes()["workers"][0], signal.SIGKILL)
        await until(lambda: pool.health()["killed"] == 1)
        asked = ask(pool, LOOKUP), sleep_in(pool, 0, kind="job")
        await until(lambda: (pool.health()["waiting"], pool.health()["jobs"]) == (1, 1))
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    assert len(await asyncio.gather(*asked)) == 2


@played()
async def test_a_fork_server_that_ended_takes_nobodys_place(pool: Pool) -> None:
    """Data whose fork server ends as they are approved of are not served; those there are stay."""

    async def end(forkserver: ForkServer) -> None:
        os.kill(forkserver.process, signal.SIGKILL)
        await until(lambda: forkserver.process not in pool.processes()["forkservers"])

    with pytest.raises(WorkerError, match="ended while it loaded"):
        await pool.renew(Settings(), end)
    assert await ask(pool, LOOKUP)


@played()
async def test_no_lookup_is_lost_while_workers_are_killed(pool: Pool) -> None:
    """Of 200 look-ups none is lost while all workers are killed again and again."""

    async def look_up(client: str) -> list[Done]:
        return [await ask(pool, LOOKUP, client) for _ in range(50)]

    async def kill() -> None:
        for served in range(5, 200, 5):
            await until(lambda least=served: pool.health()["served"] >= least)  # type: ignore[misc]
            await until(lambda: bool(pool.processes()["workers"]))
            killed = {*pool.processes()["workers"]}
            for process in killed:
                with suppress(ProcessLookupError):  # its end may not have been told yet
                    os.kill(process, signal.SIGKILL)
            await until(lambda ended=killed: not ended & {*pool.processes()["workers"]})  # type: ignore[misc]

    killer = asyncio.create_task(kill())
    answers = await asyncio.gather(*(look_up(client) for client in "abcd"))
    await killer
    assert sum(map(len, answers)) == 200
    assert all(b"bindings" in done.body for answered in answers for done in answered)
    assert pool.health()["killed"] > 20


@played(time_limit=60.0)
async def test_a_killed_fork_server_costs_no_request(pool: Pool) -> None:
    """When the workers' parent is killed they end with it, another is started, and what ran is answered."""
    lookups = [ask(pool, LOOKUP) for _ in range(10)]
    running = ask(pool, RUNAWAY)
    await until(lambda: pool.health()["busy"] == 1 and all(lookup.done() for lookup in lookups))
    before = pool.processes()
    os.kill(before["forkservers"][0], signal.SIGKILL)
    await until(lambda: pool.health()["respawned"] == 1)
    assert await ask(pool, LOOKUP)
    assert not running.done()
    running.cancel()
    await until(lambda: not any(map(alive, before["workers"])))


@played(time_limit=60.0)
async def test_lookups_are_quick_while_ten_queries_run_away(pool: Pool) -> None:
    """A hundred look-ups that come after ten runaways of the same client are answered long before these are through."""
    runaways = [ask(pool, f"{RUNAWAY} # {number}") for number in range(10)]
    await asyncio.sleep(0)
    for _ in range(100):
        await ask(pool, LOOKUP)
    health = pool.health()
    assert health["long"] == 1
    assert health["waiting"] == 9
    assert health["moved"] >= 8
    assert not any(runaway.done() for runaway in runaways)
    await asyncio.gather(*(runaway for runaway in runaways if runaway.cancel()), return_exceptions=True)


@played(slice=0.2, time_limit=60.0)
async def test_a_long_query_gives_way(pool: Pool) -> None:
    """A worker with a long query lets the others go first; it is not used for short ones afterwards."""
    own = os.getpriority(os.PRIO_PROCESS, 0)
    longs = [asyncio.create_task(pool.run("wait_for_signal", {})) for _ in range(2)]
    await until(lambda: pool.health()["busy"] == 2)
    slow = pool.processes()["workers"]
    await until(lambda: all(map(awaits_signal, slow)))
    await until(lambda: all(os.getpriority(os.PRIO_PROCESS, process) == min(own + 15, 19) for process in slow))
    assert pool.health()["long"] == 1
    for process in slow:
        os.kill(process, signal.SIGUSR1)
    assert {done.header["process"] for done in await asyncio.gather(*longs)} == set(slow)
    later = [(await sleep_in(pool, 0)).header for _ in range(4)]
    assert not {done["process"] for done in later} & set(slow)
    assert later[0]["nice"] == own


@played(slice=0.1)
async def test_long_queries_are_answered_in_the_end(pool: Pool) -> None:
    """Queries that were ended to make room are answered when their turn comes, and found to be long only once."""

    async def take_turns() -> int:
        """Have three long queries and a look-up answered; tell how often a query has been ended to make room."""
        longs = [asyncio.create_task(pool.run("wait_for_signal", {"number": number})) for number in range(3)]
        await ask(pool, LOOKUP)  # it came last, so that each of the others had its turn by now
        assert (pool.health()["long"], pool.health()["waiting"]) == (1, 2)
        for left in (2, 1, 0):
            await until(lambda: any(map(awaits_signal, pool.processes()["workers"])))
            [process] = filter(awaits_signal, pool.processes()["workers"])
            await asyncio.sleep(0.2)  # what takes less than a slice is no long query any more
            os.kill(process, signal.SIGUSR1)
            await until(lambda waiting=left: sum(not long.done() for long in longs) == waiting)  # type: ignore[misc]
        return pool.health()["moved"]

    assert [await take_turns(), await take_turns()] == [2, 2]


@played(queue=3, queue_per_client=2, time_limit=60.0, slice=60.0)
async def test_a_full_queue_refuses(pool: Pool) -> None:
    """When too many wait, in all or of one client, one is refused at once: the next, or the last of who has most."""
    asleep = [sleep_in(pool, 30 + number) for number in range(2)]
    await until(lambda: pool.health()["busy"] == 2)
    asleep += [sleep_in(pool, 40 + number, client="a") for number in range(2)]
    await asyncio.sleep(0)
    with pytest.raises(OverloadError, match="too many of your queries wait") as refused:
        await sleep_in(pool, 50, client="a")
    assert refused.value.value == 5
    asleep.append(sleep_in(pool, 51, client="b"))
    await asyncio.sleep(0)
    asleep.append(sleep_in(pool, 52, client="c"))
    with pytest.raises(OverloadError, match="too many of your queries wait"):
        await asleep.pop(3)
    with pytest.raises(OverloadError, match="too many queries wait"):
        await sleep_in(pool, 53, client="d")
    await asyncio.gather(*(asked for asked in asleep if asked.cancel()), return_exceptions=True)
    assert pool.health()["waiting"] == 0
    assert await ask(pool, LOOKUP)


@played(queue_per_client=2, time_limit=60.0)
async def test_known_runaways_fill_the_queue_though_a_worker_is_free(pool: Pool) -> None:
    """A query that is known to be long may not wait in any number while the worker for short ones is free."""
    runaways = [ask(pool, RUNAWAY, "a")]
    await until(lambda: pool.health()["long"] == 1)
    runaways += [ask(pool, RUNAWAY, "a") for _ in range(2)]
    await asyncio.sleep(0)
    assert pool.health()["waiting"] == 2
    with pytest.raises(OverloadError):
        await ask(pool, RUNAWAY, "a")
    assert await ask(pool, LOOKUP, "b")
    await asyncio.gather(*(runaway for runaway in runaways if runaway.cancel()), return_exceptions=True)


@played(queue=4, queue_per_client=2, time_limit=60.0)
async def test_runaways_that_wait_keep_no_lookup_out(pool: Pool) -> None:
    """When as many long queries wait as may, of many clients, look-ups wait and are answered as ever."""
    runaways = [ask(pool, RUNAWAY)]
    await until(lambda: pool.health()["long"] == 1)
    runaways += [ask(pool, RUNAWAY, client) for client in "abcd"]
    await asyncio.sleep(0)
    with pytest.raises(OverloadError, match="too many queries wait"):
        await ask(pool, RUNAWAY, "e")
    assert len(await asyncio.gather(*(ask(pool, LOOKUP, client) for client in "abcd"))) == 4
    assert pool.health()["waiting"] == 4
    await asyncio.gather(*(runaway for runaway in runaways if runaway.cancel()), return_exceptions=True)


@played(workers=1, wait_limit=0.3, time_limit=60.0)
async def test_waiting_has_a_limit(pool: Pool) -> None:
    """A query that has waited too long for a worker is refused, and never runs."""
    await until(lambda: not pool.coming())
    asleep = sleep_in(pool, 50)
    await until(lambda: pool.health()["busy"] == 1)
    with pytest.raises(OverloadError, match="all workers are busy; ask again in"):
        await ask(pool, LOOKUP)
    asleep.cancel()
    assert pool.health()["served"] == 0


@played(workers=1, slice=60.0, time_limit=60.0)
async def test_clients_take_turns(pool: Pool) -> None:
    """Who asks once need not wait until somebody who asks much is through."""
    order: list[str] = []

    async def look_up(client: str) -> None:
        await ask(pool, LOOKUP, client)
        order.append(client)

    first = asyncio.create_task(pool.run("wait_for_signal", {}))
    await until(lambda: any(map(awaits_signal, pool.processes()["workers"])))
    every = [asyncio.create_task(look_up("many")) for _ in range(12)]
    await until(lambda: pool.health()["waiting"] == 12)
    every += [asyncio.create_task(look_up("once")) for _ in range(2)]
    await until(lambda: pool.health()["waiting"] == 14)
    os.kill(pool.processes()["workers"][0], signal.SIGUSR1)
    await asyncio.gather(first, *every)
    assert order.index("once") <= 2
    assert Counter(order[:6])["once"] == 2


@played(workers=1, slice=60.0, time_limit=60.0)
async def test_who_asks_again_and_again_lets_others_have_their_turn(pool: Pool) -> None:
    """A client of which one query runs and one waits, all the time, keeps nobody out who came before."""
    order: list[str] = []

    async def look_up(client: str, times: int, *, held: bool = False) -> None:
        if held:
            await pool.run("wait_for_signal", {}, client=client)
        for _ in range(times):
            await pool.run("query", {"text": LOOKUP}, client=client)
            order.append(client)

    async def go_on(waiting: int) -> None:
        await until(lambda: any(map(awaits_signal, pool.processes()["workers"])))
        await until(lambda: pool.health()["waiting"] == waiting)
        os.kill(pool.processes()["workers"][0], signal.SIGUSR1)

    every = [asyncio.create_task(look_up("first", 0, held=True))]
    await until(lambda: pool.health()["busy"] == 1)
    every += [asyncio.create_task(look_up("many", 1)) for _ in range(3)]
    every += [asyncio.create_task(look_up("two", 20, held=True))]
    await go_on(4)
    await until(lambda: pool.health()["waiting"] == 2)
    every += [asyncio.create_task(look_up("two", 20))]
    await go_on(3)
    await asyncio.gather(*every)
    assert order[:4].count("many") == 3, order


@played(workers=1, slice=60.0, time_limit=60.0)
async def test_a_caller_that_goes_away_ends_its_query(pool: Pool) -> None:
    """A query that nobody waits for any more is ended, be it running or waiting."""
    running = ask(pool, RUNAWAY)
    await until(lambda: pool.health()["busy"] == 1)
    (process,) = pool.processes()["workers"]
    waiting = ask(pool, LOOKUP)
    await asyncio.sleep(0)
    assert pool.health()["waiting"] == 1
    waiting.cancel()
    running.cancel()
    await until(lambda: not alive(process))
    assert pool.health()["waiting"] == pool.health()["busy"] == 0
    assert pool.health()["cancelled"] == 2
    assert await ask(pool, LOOKUP)


@played(time_limit=3.0)
async def test_a_job_is_no_query(pool: Pool) -> None:
    """Jobs have a process each, one after the other, give way, outlast the time limit, and keep no query waiting.

    They end before it is worth looking for garbage, which a worker does.
    """
    jobs = [sleep_in(pool, seconds, kind="job") for seconds in (4.0, 0.0)]
    while not all(job.done() for job in jobs):
        assert await ask(pool, LOOKUP)
        assert pool.health()["busy"] <= 1
        await asyncio.sleep(0.01)
    done = [job.result().header for job in jobs]
    assert done[0]["process"] != done[1]["process"]
    own = os.getpriority(os.PRIO_PROCESS, 0)
    assert [one["nice"] for one in done] == [min(own + 10, 19)] * 2
    assert [one["collects"] for one in (*done, (await sleep_in(pool, 0)).header)] == [False, False, True]
    assert pool.health()["jobs"] == 0


@played()
async def test_what_somebody_waits_for_does_not_wait_for_what_is_made_beforehand(pool: Pool) -> None:
    """A job runs beside one in the background, though those too are done one after the other."""
    beforehand = [sleep_in(pool, 60, kind="background") for _ in range(2)]
    await until(lambda: pool.health()["busy"] == 1)
    await sleep_in(pool, 0.1, kind="job")
    assert not any(each.done() for each in beforehand)
    assert pool.health()["jobs"] == 2
    assert pool.health()["busy"] == 1
    for each in beforehand:
        each.cancel()


def children(process: int) -> list[int]:
    """List the children of a process."""
    found = []
    for each in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = each.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            found += [int(each.parent.name)] * (fields[1] == str(process))
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system's first process reaps what others leave")
@played()
async def test_what_a_killed_job_leaves_behind_is_reaped(pool: Pool) -> None:
    """The process in which a job has a piece made ends with it, and stays with nobody."""
    asked = asyncio.create_task(pool.run("have_made", {}, kind="job"))
    await until(lambda: any(map(children, pool.processes()["jobs"])))
    [made] = children(*pool.processes()["jobs"])
    asked.cancel()
    await until(lambda: not Path(f"/proc/{made}").exists())


@played()
async def test_a_stop_for_all_is_left_to_the_main_process(pool: Pool) -> None:
    """Ctrl-C and a service manager's signal reach all processes; queries are answered until the main process stops."""
    asleep = sleep_in(pool, 0.3)
    await until(lambda: pool.health()["busy"] == 1)
    processes = pool.processes()
    for process in (*processes["forkservers"], *processes["workers"]):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            os.kill(process, number)
    assert (await asleep).header["process"] in processes["workers"]
    assert pool.health()["killed"] == 0


def test_other_data_takes_over_without_a_request_lost(play: Callable[..., None], tmp_path: Path) -> None:
    """While data is renewed every request is answered, from the old or the new; from then on from the new only."""
    turtle = tmp_path / "graph.ttl"
    turtle.write_text('<http://a.example/s> <http://a.example/p> "old" .\n', encoding="utf-8")

    async def scene(pool: Pool) -> None:
        seen: list[str] = []
        since: list[str] = []  # of what was asked once the data were renewed
        renewed = False

        async def look_up() -> None:
            for number in range(100_000):
                answers = since if renewed else seen
                done = await ask(pool, f"SELECT ?o WHERE {{ ?s ?p ?o }} # {number}")
                answers.append("new" if b"new" in done.body else "old")

        lookups = [asyncio.create_task(look_up()) for _ in range(3)]
        waits = asyncio.create_task(pool.run("wait_for_signal", {}))
        await until(lambda: len(seen) > 10 and pool.health()["long"] == 1)
        await until(lambda: any(map(awaits_signal, pool.processes()["workers"])))
        former = pool.processes()
        turtle.write_text('<http://a.example/s> <http://a.example/p> "new" .\n', encoding="utf-8")
        await pool.renew(pool_settings)
        renewed = True
        await until(lambda: len(since) > 20)
        assert "old" in seen
        assert set(since) == {"new"}
        [process] = filter(awaits_signal, former["workers"])
        os.kill(process, signal.SIGUSR1)
        assert (await waits).header["process"] == process
        await until(lambda: not any(map(alive, former["forkservers"] + former["workers"])))
        assert pool.processes()["forkservers"] != former["forkservers"]
        assert not any(lookup.done() for lookup in lookups)
        await asyncio.gather(*(lookup for lookup in lookups if lookup.cancel()), return_exceptions=True)

    pool_settings = Settings(data=collection(turtle), time_limit=60.0, wait_limit=60.0)
    play(scene, data=collection(turtle), time_limit=60.0)


def test_nobody_answers_from_old_data(play: Callable[..., None], tmp_path: Path) -> None:
    """When the renewal is done the next answers come from the new data, though workers with the old were free."""
    turtle = tmp_path / "graph.ttl"
    turtle.write_text('<http://a.example/s> <http://a.example/p> "old" .\n', encoding="utf-8")

    async def scene(pool: Pool) -> None:
        await asyncio.gather(sleep_in(pool, 0.05), sleep_in(pool, 0.05))
        assert b"old" in (await ask(pool, "SELECT ?o WHERE { ?s ?p ?o }")).body
        turtle.write_text('<http://a.example/s> <http://a.example/p> "new" .\n', encoding="utf-8")
        await pool.renew(Settings(data=collection(turtle)))
        answers = await asyncio.gather(
            *(ask(pool, f"SELECT ?o WHERE {{ ?s ?p ?o }} # {number}") for number in range(4))
        )
        assert all(b"new" in done.body for done in answers)

    play(scene, data=collection(turtle))


def test_damaged_data_does_not_take_over(play: Callable[..., None], tmp_path: Path) -> None:
    """When the new data cannot be read, that is said in one line, and the old goes on being served."""
    turtle = tmp_path / "graph.ttl"
    turtle.write_text('<http://a.example/s> <http://a.example/p> "old" .\n', encoding="utf-8")

    async def scene(pool: Pool) -> None:
        turtle.write_text("<http://a.example/s> <http://a.example/p> .\n", encoding="utf-8")
        with pytest.raises(TurtleError, match=r"graph\.ttl:1"):
            await pool.renew(Settings(data=collection(turtle)))
        assert b"old" in (await ask(pool, "SELECT ?o WHERE { ?s ?p ?o }")).body
        assert pool.health()["renewed"] == 0
        await until(lambda: len(pool.processes()["forkservers"]) == 1)

    play(scene, data=collection(turtle))


def test_a_process_with_threads_has_workers_too() -> None:
    """Where a fork is not safe the workers' parent is started as a program, and all else is the same."""
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()

    async def live() -> None:
        pool = Pool.start(Context(Store(), Settings(wait_limit=PATIENCE)))
        pool.open()
        assert pool.health()["workers"] == 2
        try:
            assert b"https://w3id.org/ydkg/" in (await ask(pool, LOOKUP)).body
        finally:
            await pool.close()

    try:
        asyncio.run(live())
    finally:
        stop.set()
        thread.join()


@played(time_limit=60.0)
async def test_closing_leaves_no_process(pool: Pool) -> None:
    """When the pool is closed all its processes end, and whoever waits is told that the server stops."""
    asked = [ask(pool, f"{RUNAWAY} # {number}") for number in range(5)]
    job = sleep_in(pool, 60, kind="job")
    await until(lambda: pool.health()["busy"] == 3)
    processes = pool.processes()
    await pool.close()
    for one in (*asked, job):
        with pytest.raises(OverloadError, match="stopping"):
            await one
    assert not any(map(alive, processes["forkservers"] + processes["workers"]))
    with pytest.raises(OverloadError, match="stopping"):
        await ask(pool, LOOKUP)


MAIN = f"""
import asyncio, json, sys
from ydkg.server.dataset import open_dataset
from ydkg.server.settings import Settings
from ydkg.server.tasks import Context
from ydkg.server.pool import Pool
async def main():
    pool.open()
    asked = [asyncio.create_task(pool.run("query", {{"text": {RUNAWAY!r} + str(n)}})) for n in ("#", "##")]
    while pool.health()["busy"] < 2:
        await asyncio.sleep(0.01)
    if sys.argv[1] == "renewed":
        await pool.renew(settings)
        while len(pool.processes()["workers"]) < 4:
            await asyncio.sleep(0.01)
    print(json.dumps(pool.processes()), flush=True)
    await asyncio.sleep(60)
settings = Settings(time_limit=60.0)
pool = Pool.start(Context(open_dataset(settings), settings))
asyncio.run(main())
"""


@pytest.mark.parametrize("state", ["new", "renewed"])
def test_no_process_outlives_a_killed_main_process(state: str) -> None:
    """When the main process is killed in the midst of queries, nothing of it is left a moment later."""
    command = [sys.executable, "-c", MAIN, state]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as main:
        assert main.stdout
        processes = json.loads(main.stdout.readline())
        everyone = processes["forkservers"] + processes["workers"]
        were_alive = list(map(alive, everyone))
        main.kill()
    assert all(were_alive)
    assert len(everyone) >= (3 if state == "new" else 6)
    patience = time.monotonic() + PATIENCE
    while any(map(alive, everyone)) and time.monotonic() < patience:
        time.sleep(0.01)
    assert not any(map(alive, everyone))
