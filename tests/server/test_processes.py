"""Several processes that answer sockets: `ydkg serve --processes N`."""

from __future__ import annotations

import json
import os
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
from contextlib import ExitStack
from datetime import datetime
from itertools import islice, pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from ydkg.collection import collection
from ydkg.graph.store import open_on_disk
from ydkg.server import figures as figures_module
from ydkg.server.figures import Figures, SharedFigures
from ydkg.server.settings import Settings

from .conftest import children, command, environment
from .test_operation import alive, run
from .test_reload import LABEL, NEW, OLD, label, options, renamed, replace

if TYPE_CHECKING:
    import struct

    from conftest import Lakes, Launch, Running

TWO = ("--processes", "2")


def servers(server: Running, count: int = 2) -> list[int]:
    """Wait until so many processes answer, and their parent knows, and give them in order of birth."""
    found: list[int] = []

    def are_there() -> bool:
        named = server.named("ydkg-server")
        found[:] = [each for each in children(server.process.pid) if each in named]
        return len(found) == count and {each["process"] for each in server.events("start")} >= {*found}

    server.eventually(are_there, f"{count} processes")
    return found


def answered(server: Running) -> set[int]:
    """Ask until the log has told of every process that one answered, and give these."""
    wanted, already = {*servers(server)}, len(server.events("request"))

    def by() -> set[int]:
        return {each["process"] for each in server.events("request")[already:]}

    server.eventually(lambda: server.ask("/nothing")[0] == 404 and by() >= wanted, "an answer of each")
    return by()


def figures(server: Running) -> dict[str, float]:
    """Give the figures of the server."""
    lines = server.ask("/-/metrics")[2].decode().splitlines()
    return {name: float(value) for name, value in (line.split() for line in lines if not line.startswith("#"))}


def missing(server: Running) -> float:
    """Give how many requests for what is not there were counted."""
    return figures(server)['ydkg_responses_total{status="404"}']


def not_found(server: Running) -> int:
    """Give how many requests for what is not there the log has told of by now."""
    return sum(each["status"] == 404 for each in server.events("request"))


def test_two_processes_answer(launch_lakes: Launch) -> None:
    """Each answers some requests, and its lines in the log, which are whole, name it."""
    with launch_lakes(*TWO) as server:
        assert answered(server) == {*servers(server)}
        assert server.process.pid not in servers(server)
        server.workers(4)
        assert server.stop() == 0
    assert all(line.startswith("{") and line.endswith("}\n") for line in server.lines)


def test_lines_come_whole_where_nobody_reads_for_a_while(lakes: Lakes) -> None:
    """Both processes write to the same pipe, and go on writing when it is full."""
    words = command("--log", "json", *TWO, *lakes.data)
    with subprocess.Popen(words, env=environment(), stderr=subprocess.PIPE) as process:
        assert process.stderr
        events = (json.loads(line) for line in process.stderr)
        first, _ = islice((each for each in events if each["event"] == "start"), 2)
        port = int(first["address"].rstrip("/").rpartition(":")[2])
        request = f"GET /nothing?{'x' * 180} HTTP/1.1\r\nHost: localhost\r\nUser-Agent: {'y' * 180}\r\n"
        for _ in range(600):
            with socket.create_connection(("127.0.0.1", port), 60) as link:
                link.sendall(f"{request}Connection: close\r\n\r\n".encode())
                assert link.recv(100).startswith(b"HTTP/1.1 404")
        process.terminate()
        lines = list(events)
        assert process.wait(60) == 0
    assert len({each["process"] for each in lines if each["event"] == "request"}) == 2


def test_requests_are_answered_while_one_is_killed(launch_lakes: Launch) -> None:
    """Where one is killed the other answers until a new one does; what was counted of it stays counted."""
    with launch_lakes(*TWO) as server:
        former = servers(server)
        answered(server)
        asked = len(server.events("request"))
        server.eventually(lambda: all(missing(server) >= asked for _ in range(10)), "a count that all know")
        started = len(server.events("start"))

        def replaced() -> bool:
            assert server.ask("/nothing")[0] == 404
            return len(server.events("start")) > started

        os.kill(former[0], signal.SIGKILL)
        server.eventually(replaced, "another in its place")
        assert missing(server) >= asked
        assert former[1] in answered(server)
        [ended] = server.events("process_ended")
    assert (ended["ended"], ended["code"]) == (former[0], -signal.SIGKILL)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_all_stop_when_told_to(launch_lakes: Launch, number: int) -> None:
    """Either signal ends all with 0, and no process stays."""
    with launch_lakes(*TWO) as server:
        servers(server)
        server.workers(4)
        family = server.family()
        assert server.stop(number) == 0
    server.eventually(lambda: not alive(family), "the end of all processes")
    assert len(server.events("stop")) == 2


def test_no_process_stays_where_their_parent_is_killed(launch_lakes: Launch) -> None:
    """Those that answer go with their parent, and theirs with them."""
    with launch_lakes(*TWO) as server:
        servers(server)
        server.workers(4)
        family = server.family()
        server.process.kill()
        server.process.wait(60)
    server.eventually(lambda: not alive(family), "the end of all processes")


@pytest.mark.parametrize("told", ["by a signal", "by the file"])
def test_new_data_are_served_by_all(launch: Launch, lakes: Lakes, tmp_path: Path, told: str) -> None:
    """One loads them, the others are replaced, also one that is killed then; every request is answered meanwhile."""
    files = [Path(shutil.copy(lakes.folder / name, tmp_path)) for name in ("report.ttl", "letter.ttl")]
    with launch(*TWO, *(["--reload"] if told == "by the file" else []), *options(files)) as server:
        former = servers(server)
        # One hears a moment later of the other.
        server.eventually(lambda: all(server.ask("/-/ready")[0] == 200 for _ in range(10)), "readiness")
        assert label(server) == OLD
        replace(files[0], renamed(files[0]))
        if told == "by a signal":
            server.process.send_signal(signal.SIGHUP)

        def replaced() -> bool:
            assert label(server) in {OLD, NEW}
            status, _, said = server.ask("/-/ready")
            assert (status, said) == (200, b"ok\n")
            return bool(server.events("stop"))

        server.eventually(replaced, "an end of one that served former data")
        assert len({*servers(server)} & {*former}) == 1
        answered(server)
        assert {label(server) for _ in range(20)} == {NEW}
        assert figures(server)["ydkg_reloads_total"] == 1
        # What is on the disk then changes nothing of what one serves that is started anew.
        files[0].write_text("this is no Turtle", encoding="utf-8")
        [first] = {*servers(server)} & {*former}
        if told == "by a signal":
            os.kill(first, signal.SIGKILL)
            server.eventually(lambda: first not in servers(server), "another in its place")
            answered(server)
        assert {label(server) for _ in range(20)} == {NEW}


def test_worse_data_are_served_by_none(launch: Launch, lakes: Lakes, tmp_path: Path) -> None:
    """What one refuses no other loads."""
    files = [Path(shutil.copy(lakes.folder / name, tmp_path)) for name in ("report.ttl", "letter.ttl")]
    with launch(*TWO, *options(files)) as server:
        former = servers(server)
        files[0].write_text("this is no Turtle", encoding="utf-8")
        server.process.send_signal(signal.SIGHUP)
        server.eventually(lambda: server.events("reload_failed"), "a line")
        answered(server)
        assert servers(server) == former
        assert {label(server) for _ in range(20)} == {OLD}


def hindered(how: str) -> tuple[str, str]:
    """Give a program that serves, and is hindered in one way at first."""
    return (
        "-c",
        f"""
import os, sys
from pathlib import Path
from ydkg.cli import main
from ydkg.server import processes, serving
processes._AGAIN_AT_MOST, parent, hindrance = 1.0, os.getpid(), Path(os.environ["HINDRANCE"])
# However long a busy machine takes to start it, one that is killed soon is none that was sound.
processes._SOUND = 600.0
{how}
main()
""",
    )


#: For want of memory the parent loads nothing any more.
NO_MEMORY = """
load = serving._load
def hindered(settings):
    if hindrance.exists():
        raise MemoryError("no room")
    return load(settings)
serving._load = hindered
"""


#: The parent can start no process.
NO_PROCESS = """
fork = os.fork
def hindered():
    if hindrance.exists() and os.getpid() == parent:
        raise OSError(11, "no more processes")
    return fork()
os.fork = hindered
"""
#: No process begins to answer.
NO_BEGINNING = """
run = serving._run
def hindered(*given):
    if hindrance.exists():
        os._exit(7)
    run(*given)
serving._run = hindered
"""


@pytest.fixture
def hindrance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that hinders what `hindered` gives as long as it is there."""
    monkeypatch.setenv("HINDRANCE", str(tmp_path / "hindrance"))
    return tmp_path / "hindrance"


def test_what_one_serves_is_tried_again_where_the_others_cannot_have_it(
    launch: Launch, lakes: Lakes, tmp_path: Path, hindrance: Path
) -> None:
    """The log says so, all go on, and serve the new data when there is room for them."""
    files = [Path(shutil.copy(lakes.folder / name, tmp_path)) for name in ("report.ttl", "letter.ttl")]
    with launch(*TWO, *options(files), program=hindered(NO_MEMORY)) as server:
        former = servers(server)
        hindrance.touch()
        replace(files[0], renamed(files[0]))
        server.process.send_signal(signal.SIGHUP)
        server.eventually(lambda: len(server.events("handover_failed")) > 1, "a second try")
        assert "no room" in server.events("handover_failed")[0]["message"]
        assert servers(server) == former
        answered(server)
        hindrance.unlink()
        server.eventually(lambda: server.events("stop"), "an end of one that served former data")
        answered(server)
        assert {label(server) for _ in range(20)} == {NEW}


def test_data_that_are_the_same_replace_nobody(launch: Launch, lakes: Lakes, tmp_path: Path) -> None:
    """One that is started anew loads what may have changed meanwhile; the others are replaced where it has."""
    files = [Path(shutil.copy(lakes.folder / name, tmp_path)) for name in ("report.ttl", "letter.ttl")]
    with launch(*TWO, "--reload", *options(files)) as server:
        first, other = servers(server)
        os.kill(first, signal.SIGKILL)
        server.eventually(lambda: server.events("reload"), "a look at the files")
        assert other in servers(server)
        replace(files[0], renamed(files[0]))
        server.eventually(lambda: server.events("stop"), "an end of one that served former data")
        answered(server)
        assert {label(server) for _ in range(20)} == {NEW}
        assert [each["process"] for each in server.events("stop")] == [other]
        # Two at first, one anew, and one with the new data.
        assert len(server.events("start")) == 4


def test_none_that_cannot_begin_is_waited_for(lakes: Lakes, hindrance: Path) -> None:
    """Where one ends before it has answered all end, with its exit code."""
    hindrance.touch()
    words = command(*TWO, *lakes.data, program=hindered(NO_BEGINNING))
    ended = subprocess.run(words, env=environment(), capture_output=True, timeout=60, check=False)
    assert ended.returncode == 7
    assert ended.stderr.count(b"event=process_ended") == 1


@pytest.mark.parametrize(
    ("how", "event", "many"), [(NO_PROCESS, "process_failed", 2), (NO_BEGINNING, "process_ended", 5)]
)
def test_one_that_cannot_be_started_anew_is_missed(
    launch_lakes: Launch, hindrance: Path, how: str, event: str, many: int
) -> None:
    """It is tried again, at longer and longer intervals; the other answers, and after a while says what is missing."""
    with launch_lakes(*TWO, program=hindered(how)) as server:
        former = servers(server)
        hindrance.touch()
        os.kill(former[1], signal.SIGKILL)
        server.eventually(lambda: server.health()["status"] == "a process is missing", "a word of it")
        assert server.ask()[0] == 503
        assert server.ask(f"/sparql?query={quote(LABEL)}")[0] == 200
        server.eventually(lambda: len(server.events(event)) >= many, "further tries")
        moments = [datetime.fromisoformat(each["time"]).timestamp() for each in server.events(event)]
        assert all(later - before > 0.09 * 2**n for n, (before, later) in enumerate(pairwise(moments[:5])))
        hindrance.unlink()
        server.eventually(lambda: server.ask()[0] == 200, "health")
        assert len(servers(server)) == 2


def test_one_that_hangs_is_missed(launch_lakes: Launch) -> None:
    """The others say so as long as nothing is heard of it."""
    with launch_lakes(*TWO) as server:
        hanging = servers(server)[1]
        os.kill(hanging, signal.SIGSTOP)
        server.eventually(lambda: server.health()["status"] == "a process is missing", "a word of it")
        os.kill(hanging, signal.SIGCONT)
        server.eventually(lambda: server.ask()[0] == 200, "health")


def test_what_was_told_stays_counted(launch_lakes: Launch) -> None:
    """No count falls where one tells it and is killed in the next moment."""
    with launch_lakes("--processes", "2") as server:
        first, other = servers(server)
        # The first alone answers, and counts what it is asked.
        os.kill(other, signal.SIGSTOP)
        for _ in range(3):
            server.ask("/nothing")
            told = missing(server)
            os.kill(first, signal.SIGKILL)
            server.eventually(lambda former=first: former not in servers(server), "another in its place")
            [first] = {*servers(server)} - {other}
            assert missing(server) >= told
        os.kill(other, signal.SIGCONT)


#: Has more files open than `select` takes.
MANY_FILES = """
import resource
resource.setrlimit(resource.RLIMIT_NOFILE, (4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
kept = [os.dup(0) for _ in range(1100)]
"""


def test_there_may_be_many_files(launch_lakes: Launch, hindrance: Path) -> None:
    """An index has as many as it likes."""
    with launch_lakes(*TWO, program=hindered(MANY_FILES)) as server:
        assert not hindrance.exists()
        assert answered(server)
        server.workers(4)
        assert server.stop() == 0


def test_each_reads_the_index_and_what_another_made_beside_it(
    launch: Launch, lakes: Lakes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a graph with an index all answer the same, also one that is started anew and those that come with new data."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    data = Path(shutil.copytree(lakes.folder, tmp_path / "data"))
    index = open_on_disk(collection(data), served=True)
    assert index

    def held(process: int) -> list[str]:
        files = (each.readlink() for each in Path(f"/proc/{process}/fd").iterdir())
        return [file for file in files if index.folder in (file, *file.parents)]

    with launch(*TWO, "--data", str(data)) as server:
        former = servers(server)
        assert held(server.process.pid)
        server.eventually(lambda: server.health()["prepared"], "all that is made beforehand")
        made = {each.name: each.stat().st_mtime_ns for each in tmp_path.glob("cache/ydkg/*/*.made/directory-*")}
        os.kill(former[1], signal.SIGKILL)
        server.eventually(lambda: former[1] not in servers(server), "another in its place")
        answered(server)
        assert {label(server) for _ in range(10)} == {OLD}
        assert {each.name: each.stat().st_mtime_ns for each in tmp_path.glob("cache/ydkg/*/*.made/directory-*")} == made
        replace(data / "report.ttl", renamed(data / "report.ttl"))
        server.process.send_signal(signal.SIGHUP)
        server.eventually(lambda: server.events("stop"), "an end of one that served former data")
        answered(server)
        assert {label(server) for _ in range(10)} == {NEW}
        # Their parent has let go of what none of those that it starts will read.
        assert not held(server.process.pid)
    assert len(made) == 1


#: Takes every collection for a large one, which is read from an index.
LARGE = "from ydkg.graph import store; store.LARGE = 0; from ydkg.cli import main; main()"


def test_one_that_is_started_anew_has_the_index_of_the_others(
    launch: Launch, lakes: Lakes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where there is a newer index, of data that were refused, and the files are damaged by now."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    data = Path(shutil.copytree(lakes.folder, tmp_path / "data"))
    report = data / "report.ttl"
    with launch(*TWO, "--data", str(data), program=("-c", LARGE)) as server:
        former = servers(server)
        replace(report, renamed(report) + "# so it is not canonical\n")
        assert open_on_disk(collection(data), served=True)
        for refusals in (1, 2):
            server.process.send_signal(signal.SIGHUP)
            server.eventually(lambda many=refusals: len(server.events("reload_failed")) == many, "a refusal")
            report.write_text("this is no Turtle", encoding="utf-8")
        os.kill(former[1], signal.SIGKILL)
        server.eventually(lambda: former[1] not in servers(server), "another in its place")
        assert {label(server) for _ in range(10)} == {OLD}
        assert len(answered(server)) == 2
        assert len(server.events("process_ended")) == 1


def test_figures_are_those_of_all(launch_lakes: Launch) -> None:
    """Whoever asks one process is told the sum: of what was answered, and of workers; and how all of them are."""
    with launch_lakes(*TWO) as server:
        answered(server)
        server.workers(4)
        server.eventually(lambda: 0 < missing(server) == not_found(server), "the sum")
        server.eventually(lambda: server.ask("/-/ready")[0] == 200, "readiness")
        assert figures(server)["ydkg_pool_workers"] >= 4
        assert server.health()["pool"]["workers"] >= 4
        ill = {process for each in servers(server)[:1] for process in _workers(server, each)}
        for each in ill:
            os.kill(each, signal.SIGSTOP)
        server.eventually(lambda: all(server.ask()[0] == 503 for _ in range(5)), "a word of it, whoever is asked")
        for each in ill:
            os.kill(each, signal.SIGCONT)


def test_figures_that_are_written_while_they_are_read_are_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is told is what was true at one time, however often a process writes while another reads."""
    table, told = SharedFigures(1), [Figures(f"{'ill' * length}", {}, {}, {}) for length in (1, 2, 3)]
    head: struct.Struct = vars(figures_module)["_HEAD"]

    def read_slowly(*where: Any) -> tuple[Any, ...]:  # noqa: ANN401 - as it is called
        monkeypatch.undo()
        found = head.unpack_from(*where)
        for each in told[1:]:
            table.write(0, each)
        return found

    table.write(0, told[0])
    slow = SimpleNamespace(size=head.size, pack=head.pack, unpack_from=read_slowly)
    monkeypatch.setattr(figures_module, "_HEAD", slow)
    assert table.read(0) == told[-1]


def _workers(server: Running, process: int) -> set[int]:
    """Give the workers that descend from a process."""
    of_all = {*server.named("ydkg-worker")}
    return {each for each in of_all if process in {_parent(each), _parent(_parent(each))}}


def _parent(process: int) -> int:
    return int(Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[1])


def test_limits_are_shared_and_never_nothing() -> None:
    """All together may hold what one may; each may do something, and keeps a worker for short queries."""
    for processes in range(1, 65):
        for whole in (Settings(processes=processes), Settings(processes=processes, workers=1, connections=8)):
            share = whole.share()
            for name in ("workers", "queue", "queue_per_client", "connections"):
                least, most = getattr(whole, name) / processes, getattr(whole, name)
                assert max(1, least) <= getattr(share, name) <= most, (processes, name)
            assert share.workers >= min(2, whole.workers)
    assert Settings().share() == Settings()
    assert Settings(processes=2, connections_of_one=10).share().connections_of_one == 5


def test_connections_are_bounded_in_all(launch_lakes: Launch) -> None:
    """Of clients that never finish no more are heard than one process would hear."""
    bounds = ("--connections", "8", "--connections-of-one", "8", "--patience", "600")
    with launch_lakes(*bounds, *TWO) as server, ExitStack() as stack:
        servers(server)
        links = [stack.enter_context(server.connect()) for _ in range(24)]
        for link in links:
            link.sendall(b"GET / HTTP/1.1\r\n")
        # The server writes to none but those that it ends.
        server.eventually(lambda: len(select.select(links, [], [], 0)[0]) >= 16, "an end of all but eight")


def test_it_listens_at_a_unix_socket_and_says_when_all_answer(lakes: Lakes, tmp_path: Path) -> None:
    """The service manager is told once that all answer, and once that they stop; the socket is taken away."""
    path, notified = tmp_path / "ydkg.sock", socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    notified.bind(str(tmp_path / "notify"))
    notified.settimeout(60)
    words = [sys.executable, "-m", "ydkg", "serve", "--socket", str(path), *TWO, *lakes.data]
    told = {**environment(), "NOTIFY_SOCKET": str(tmp_path / "notify")}
    with notified, subprocess.Popen(words, env=told, stderr=subprocess.PIPE) as process:
        assert notified.recv(100) == b"READY=1"
        for _ in range(10):
            with socket.socket(socket.AF_UNIX) as link:
                link.connect(str(path))
                link.sendall(b"GET /nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                assert link.recv(100).startswith(b"HTTP/1.1 404")
        process.terminate()
        assert notified.recv(100) == b"STOPPING=1"
        assert process.wait(60) == 0
        notified.settimeout(0)
        with pytest.raises(BlockingIOError):
            notified.recv(100)
        assert process.stderr
        said = process.stderr.read().decode()
    assert not path.exists()
    assert len(re.findall("The graph is at", said)) == 1
    assert said.count("event=start") == said.count("event=stop") == 2


@pytest.mark.parametrize("number", ["0", "65", "two"])
def test_a_wrong_number_is_told_in_one_line(number: str) -> None:
    """It says which option is wrong, and the exit code is 2."""
    ended = run("--port", "0", "--processes", number)
    assert (ended.returncode, ended.stderr.count("\n")) == (2, 1), ended.stderr
    assert "--processes" in ended.stderr
