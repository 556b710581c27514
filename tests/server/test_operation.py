"""How `ydkg serve` starts, what it writes down, and how it stops."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from ports import free_port

from .conftest import command, environment

if TYPE_CHECKING:
    from conftest import Lakes, Launch, Running

ROOT = Path(__file__).resolve().parents[2]
#: Takes for ever, which a time limit ends; and takes a tenth of a second.
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
SLOW = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?c ?d ?e . ?e ?f ?g }"


def query(text: str) -> bytes:
    """Write a request for a query's answer."""
    return f"GET /sparql?query={quote(text)} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()


def computes(server: Running) -> bool:
    """Tell whether a worker computes what somebody asked: busy ones are more than the server's own work has."""
    pool = server.health()["pool"]
    return bool(pool["busy"] > pool["jobs"])


def alive(processes: set[int]) -> set[int]:
    """Tell which processes are still there, not counting those that only wait to be buried."""
    found = set()
    for each in processes:
        try:
            state = Path(f"/proc/{each}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
        except OSError:
            continue
        if state != "Z":
            found.add(each)
    return found


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `ydkg serve` where it should fail."""
    words = [sys.executable, "-m", "ydkg", "serve", *arguments]
    return subprocess.run(words, capture_output=True, text=True, timeout=60, env=environment(), check=False)


def test_a_taken_port_is_told_in_one_line() -> None:
    """A second server says who is in the way and what to do, and ends with 2 before it has loaded anything."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        ended = run("--port", str(port))
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (2, "", 1)
    assert f"127.0.0.1:{port}: another program listens there" in ended.stderr


WRONG = {
    "a host of others": (["--host", "192.0.2.1"], "this machine does not have that address"),
    "a host that is none": (["--host", "no such host"], "no such host"),
    "a port that is none": (["--port", "70000"], "--port"),
    "a name with a scheme": (["--name", "https://example.org/"], "not a host name"),
    "a proxy that is no address": (["--proxy", "example.org"], "not an address or a network"),
    "no workers": (["--workers", "0"], "--workers"),
    "no time": (["--time-limit", "0"], "--time-limit"),
    "too little memory": (["--memory-limit", "1"], "--memory-limit"),
    "a log of no kind": (["--log", "xml"], "--log"),
    "a file that is not there": (["--data", "nowhere.ttl"], "nowhere.ttl"),
    "a source that is not there": (["--source", "nowhere.txt"], "nowhere.txt"),
    "a source that is another text": (["--source", str(ROOT / "README.md")], "README.md"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_option_is_told_in_one_line(name: str) -> None:
    """Whatever is wrong with the call stands in one line, and the exit code is 2."""
    arguments, words = WRONG[name]
    ended = run(*(["--port", "0"] if "--port" not in arguments else []), *arguments)
    assert (ended.returncode, ended.stderr.count("\n")) == (2, 1), ended.stderr
    assert words in ended.stderr


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="an administrator may take every port")
def test_a_port_for_administrators_is_told_in_one_line() -> None:
    """Port 80 is not for everybody."""
    ended = run("--port", "80")
    assert (ended.returncode, ended.stderr.count("\n")) == (2, 1)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_when_told_to(launch_lakes: Launch, number: int) -> None:
    """Either signal ends it with 0, and no process stays."""
    with launch_lakes() as server:
        assert server.ask()[0] == 200
        server.workers()
        family = server.family()
        assert server.stop(number) == 0
    server.eventually(lambda: not alive(family), "the end of all processes")
    assert [each["event"] for each in map(json.loads, server.lines)][-1] == "stop"


def test_no_process_stays_where_it_is_killed(launch_lakes: Launch) -> None:
    """Even where it cannot say goodbye, its workers go with it, also those that compute."""
    with launch_lakes() as server:
        family = server.family()
        with server.connect() as link:
            link.sendall(query(ENDLESS))
            server.eventually(lambda: server.health()["pool"]["long"], "a busy worker")
            family |= server.family()
            server.process.kill()
            server.process.wait(60)
    server.eventually(lambda: not alive(family), "the end of all processes")


def test_requests_under_way_are_answered_before_it_stops(launch: Launch) -> None:
    """Told to stop while clients ask all the time, it answers what it has let in, and refuses no half."""
    with launch() as server:
        answers: list[bytes] = []
        stopped = threading.Event()

        def ask() -> None:
            while not stopped.is_set():
                try:
                    answers.append(server.send(query(SLOW)))
                except OSError:
                    return  # nobody listens any more

        askers = [threading.Thread(target=ask, daemon=True) for _ in range(4)]
        for asker in askers:
            asker.start()
        server.eventually(lambda: len(answers) >= 4, "answers")
        code = server.stop()
        stopped.set()
        for asker in askers:
            asker.join()
    # A connection that the system had taken but the server had not may be ended without a word: that is no answer lost.
    statuses = [server.parsed(each)[0] for each in answers if each]
    assert code == 0
    assert set(statuses) == {200}
    assert all(
        int(headers["content-length"]) == len(body) for _, headers, body in map(server.parsed, filter(None, answers))
    )


def test_a_query_that_does_not_end_does_not_hinder_the_end(launch_lakes: Launch) -> None:
    """Waiting for requests has a bound, and what half-open clients hold is not waited for."""
    with launch_lakes("--time-limit", "2") as server:
        with server.connect() as busy, server.connect() as half:
            busy.sendall(query(ENDLESS))
            half.sendall(b"GET / HTTP/1.1\r\n")
            # Before it is known to be long: on a busy machine that is not before the limit ends it.
            server.eventually(lambda: computes(server), "a busy worker")
            code = server.stop()
            answer = server.drained(busy)
        assert code == 0
        assert server.parsed(answer)[0] == 503


def test_two_keystrokes_end_it_at_once(launch_lakes: Launch) -> None:
    """One who does not want to wait for a query presses Ctrl-C twice."""
    with launch_lakes("--time-limit", "300") as server, server.connect() as busy:
        server.eventually(lambda: server.health()["status"] == "ok", "all that answer")
        busy.sendall(query(ENDLESS))
        server.eventually(lambda: server.health()["pool"]["long"], "a busy worker")
        family = server.family()
        server.process.send_signal(signal.SIGINT)
        server.eventually(lambda: refused(server), "an end of listening")
        assert server.stop(signal.SIGINT) == 0
    server.eventually(lambda: not alive(family), "the end of all processes")


def test_a_request_that_comes_as_it_stops_is_answered(launch_lakes: Launch) -> None:
    """Who has a connection and sends another request, not knowing that the server stops, gets a last answer."""
    request = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
    answer = b""
    for _ in range(5):  # it waits for a second, which passes on a machine that is too busy
        with launch_lakes() as server, server.connect() as link:
            link.sendall(request)
            assert link.recv(65536).startswith(b"HTTP/1.1 200")
            server.process.send_signal(signal.SIGTERM)
            server.eventually(lambda: refused(server), "an end of listening")
            # All that comes until the end of the connection.
            answer = server.exchange(link, request)
            assert server.process.wait(60) == 0
        if answer:
            break
    status, _, body = server.parsed(answer)
    assert (status, json.loads(body)["status"]) == (503, "stopping")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full disk to offer")
@pytest.mark.parametrize("layout", ["text", "json"])
def test_a_full_disk_for_the_log_does_not_hinder_it(lakes: Lakes, layout: str) -> None:
    """Where nothing can be written down it starts, answers, and ends as ever."""
    port = free_port()
    words = [sys.executable, "-m", "ydkg", "serve", "--port", str(port), "--log", layout, *lakes.data]
    with Path("/dev/full").open("wb") as full, subprocess.Popen(words, env=environment(), stderr=full) as process:
        patience = time.monotonic() + 60
        while not (answered := answering(port)) and process.poll() is None and time.monotonic() < patience:
            time.sleep(0.05)
        process.terminate()
        assert process.wait(60) == 0
    assert answered


def answering(port: int) -> bool:
    """Tell whether a server answers at a port of this machine."""
    try:
        with socket.create_connection(("127.0.0.1", port), 60) as link:
            link.sendall(b"GET /nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            return link.recv(100).startswith(b"HTTP/1.1 404")
    except OSError:
        return False


def refused(server: Running) -> bool:
    """Tell whether nobody listens any more."""
    try:
        server.connect().close()
    except ConnectionError:
        return True
    return False


def test_a_client_that_goes_away_ends_its_query(launch_lakes: Launch) -> None:
    """A worker does not compute for nobody, and the log says that the client went."""
    with launch_lakes("--time-limit", "300") as server:
        with server.connect() as link:
            link.sendall(query(ENDLESS))
            server.eventually(lambda: server.health()["pool"]["long"], "a busy worker")
        server.eventually(lambda: not server.health()["pool"]["long"], "a free worker")
        server.eventually(lambda: 499 in [each["status"] for each in server.events("request")], "a line")


def test_a_client_that_ends_what_it_sends_is_one_that_goes_away(launch_lakes: Launch) -> None:
    """Nothing tells the two apart: its query ends, and its connection too."""
    with launch_lakes("--time-limit", "300") as server, server.connect() as link:
        link.sendall(query(ENDLESS))
        server.eventually(lambda: server.health()["pool"]["long"], "a busy worker")
        link.shutdown(socket.SHUT_WR)
        assert server.drained(link) == b""
        server.eventually(lambda: not server.health()["pool"]["long"], "a free worker")


def test_every_line_is_an_object(launch_lakes: Launch) -> None:
    """Each request is one line of JSON with the same facts, whatever the client writes into it."""
    evil = "a%22b%5cc" + quote("合肥\u2028\u202e") + "x" * 500
    with launch_lakes() as server:
        agent = 'User-Agent: \x9b\t"' + "y" * 500
        first = f"GET /id/{evil}?q={evil} HTTP/1.1\r\nHost: localhost\r\n{agent}\r\nConnection: close\r\n\r\n"
        server.send(first.encode("latin-1"))
        server.send(b"GET /\x1b[31m HTTP/1.1\r\n\r\n")
        server.send(b"GET /id/%0a%1b HTTP/1.1\r\nHost: localhost\r\n\r\n")
        server.eventually(lambda: len(server.events("request")) + len(server.events("refused")) == 3, "three lines")
        lines = list(server.lines)
    for line in lines:
        assert line.isascii()
        assert line.rstrip("\n").isprintable()
        assert len(line) < 2000
    facts = json.loads(next(line for line in lines if '"request"' in line))
    assert facts.keys() == {"time", "event", "method", "path", "query", "status", "bytes", "ms", "client", "agent"}
    assert (facts["method"], facts["status"], facts["client"]) == ("GET", 404, "127.0.0.1")
    assert len(facts["query"]) < 220


def test_text_lines_can_be_taken_apart(launch_lakes: Launch) -> None:
    """The other layout is pairs of name and value, of which none can be forged from outside."""
    import shlex

    with launch_lakes(log="text") as server:
        assert server.lines[0].strip() == f"The graph is at {server.address}/ until Ctrl-C."
        server.eventually(lambda: any("event=start" in line for line in server.lines), "a line")
        agent = 'User-Agent: a status=200 "b'
        request = f"GET /nothing%20status=200 HTTP/1.1\r\nHost: localhost\r\n{agent}\r\nConnection: close\r\n\r\n"
        server.send(request.encode())
        server.eventually(lambda: any("event=request" in line for line in server.lines), "a line")
        line = next(line for line in server.lines if "event=request" in line)
    pairs = [word.partition("=")[::2] for word in shlex.split(line)]
    assert [value for name, value in pairs if name == "status"] == ["404"]
    assert dict(pairs)["agent"] == 'a status=200 "b'


def test_no_lines_are_written_where_none_are_wanted(launch_lakes: Launch) -> None:
    """Only what happens to the server itself is told then."""
    with launch_lakes(log="none") as server:
        server.ask()
        server.stop()
    assert "event=stop" in server.lines[-1]
    assert not [line for line in server.lines if "event=request" in line]


def test_a_reader_that_stops_reading_the_log_does_not_stop_the_server(lakes: Lakes) -> None:
    """The log waits or is left out, requests do not."""
    words = command("--log", "json", *lakes.data)
    with subprocess.Popen(words, env=environment(), stderr=subprocess.PIPE) as process:
        assert process.stderr
        port = int(json.loads(process.stderr.readline())["address"].rstrip("/").rpartition(":")[2])
        request = b"GET /nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        for _ in range(1000):
            with socket.create_connection(("127.0.0.1", port), 60) as link:
                link.sendall(request)
                assert link.recv(100).startswith(b"HTTP/1.1 404")
        process.terminate()
        assert process.wait(60) == 0
        process.stderr.close()


def test_it_starts_soon_and_idles_small(launch: Launch) -> None:
    """From the call to the first answer is a matter of a second, and all its processes together take little.

    Processor time is measured, which other programs do not lengthen as they do a clock's. `bench/load.py` prints more.
    """
    with launch() as server:
        assert server.ask()[0] == 200
        took = computed(server.process.pid)
        server.eventually(lambda: server.health()["prepared"], "all that is made beforehand")
        server.eventually(lambda: not server.named("ydkg-job"), "an end of what made it")
        server.workers()
        shares = [line for each in server.family() for line in share(each)]
    assert took < 5
    if shares:
        assert sum(shares) < 180 * 1024


def computed(process: int) -> float:
    """Measure how many seconds a process has computed, where the system tells it."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def share(process: int) -> list[int]:
    """Give a process's proportional share of memory in kB, where the system tells it."""
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return []
    return [int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")]


def test_figures_are_told_as_prometheus_reads_them(launch_lakes: Launch) -> None:
    """Each figure has its type and one value; answers are counted by status."""
    with launch_lakes() as server:
        server.workers()
        server.ask("/nothing")
        status, headers, body = server.ask("/-/metrics")
    lines = body.decode().splitlines()
    assert (status, headers["content-type"].partition(";")[0]) == (200, "text/plain")
    assert all(line.startswith("# TYPE ydkg_") or len(line.split()) == 2 for line in lines)
    values = {name: float(value) for name, value in (line.split() for line in lines if not line.startswith("#"))}
    assert values['ydkg_responses_total{status="404"}'] == 1
    assert values["ydkg_up"] == 1
    assert values["ydkg_pool_workers"] >= 2


def test_it_is_ready_when_pages_are_and_then_first_visitors_wait_for_nothing(launch: Launch) -> None:
    """Readiness waits for what pages tell of, health does not; when all is prepared pages are told by what is there."""
    with launch() as server:
        assert server.ask()[0] == 200
        server.eventually(lambda: server.ask("/-/ready")[0] == 200, "readiness")
        assert server.health()["pages"] is True
        server.eventually(lambda: server.health()["prepared"], "all that is made beforehand")
        before = server.health()["pool"]["served"]
        for path in ("/", "/things", "/id/hefei.html"):
            assert server.ask(path, Accept="text/html")[0] == 200
        assert server.health()["pool"]["served"] == before


def test_stopped_workers_are_told(launch_lakes: Launch) -> None:
    """Workers that somebody has stopped are there but answer nothing: that is not well."""
    with launch_lakes() as server:
        server.eventually(lambda: server.ask("/-/ready")[0] == 200, "readiness")
        workers = server.workers()
        for each in workers:
            os.kill(each, signal.SIGSTOP)
        server.eventually(lambda: server.ask()[0] == 503, "a word of it")
        assert server.health()["status"] == "workers stopped"
        for each in workers:
            os.kill(each, signal.SIGCONT)
        server.eventually(lambda: server.ask()[0] == 200, "workers that go on")


def test_workers_that_are_on_their_way_are_well(launch_lakes: Launch) -> None:
    """Where all workers are killed others come at once, which is no reason to start the server again."""

    def forked(server: Running, answers: set[int]) -> int:
        status, _, body = server.ask()
        answers.add(status)
        return int(json.loads(body)["pool"]["forked"])

    answers: set[int] = set()
    with launch_lakes() as server:
        for _ in range(10):
            before = forked(server, answers)
            for each in server.workers():
                with suppress(ProcessLookupError):  # one that was killed before may still have been there
                    os.kill(each, signal.SIGKILL)
            # Without a pause: the moment between the end of some and the birth of others is short.
            until = time.monotonic() + 60
            while forked(server, answers) < before + 2:
                assert time.monotonic() < until
    assert answers == {200}


def test_the_log_says_what_was_asked_and_why_there_was_no_answer(launch_lakes: Launch) -> None:
    """What is asked by POST is written down, shortened, also where it is refused; and why there is no answer."""
    long = ENDLESS.encode() + b" # " + b"x" * 500
    head = "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\nConnection: close\r\n"
    with launch_lakes("--time-limit", "0.5") as server:
        for body in (long, b"ASK {} #" + b"x" * 70_000, b"ASK { ?s ?p '\xff' }"):
            server.send(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        server.eventually(lambda: len(server.events("request")) == 3, "lines")
        lines = server.events("request")
    assert [each["status"] for each in lines] == [503, 413, 400]
    assert [each.get("asked", "")[:6] for each in lines] == ["SELECT", "ASK {}", "ASK { "]
    assert max(len(each.get("asked", "")) for each in lines) < 220
    assert ["not answered within 0.5 s" in each.get("reason", "") for each in lines] == [True, False, False]


def test_a_service_manager_is_told_when_it_begins_and_ends(lakes: Lakes, tmp_path: Path) -> None:
    """The service manager learns when requests are answered, and when they are no more."""
    notified, port = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM), free_port()
    notified.bind(str(tmp_path / "notify"))
    notified.settimeout(60)
    words = [sys.executable, "-m", "ydkg", "serve", "--port", str(port), "--log", "json", *lakes.data]
    told = {**environment(), "NOTIFY_SOCKET": str(tmp_path / "notify")}
    with notified, subprocess.Popen(words, env=told, stderr=subprocess.DEVNULL) as process:
        assert notified.recv(100) == b"READY=1"
        assert answering(port)
        process.terminate()
        assert notified.recv(100) == b"STOPPING=1"
        assert process.wait(60) == 0


#: Serves, and never comes to what pages tell, however fast the machine is.
NO_PAGES = (
    "-c",
    """
import time
from ydkg.cli import main
from ydkg.server import making
making.atlas = making.directory = lambda *_: time.sleep(600)
main()
""",
)


def test_work_that_takes_too_much_is_told(launch_lakes: Launch) -> None:
    """Where what pages tell cannot be made, the page and the log say why; queries go on."""
    with launch_lakes(program=NO_PAGES, job_time_limit=0.1) as server:
        status, _, page = server.ask("/metrics", Accept="text/html")
        assert (status, b"not answered within 0.1 s" in page) == (503, True)
        assert server.ask("/sparql?query=ASK+%7B%7D")[0] == 200
        server.eventually(lambda: any("was not made: query" in line for line in server.lines), "a line")


def test_what_was_not_made_in_time_is_tried_again(launch_lakes: Launch) -> None:
    """Who asks whether pages can be had has them made, where that failed at the start, as on a busy machine."""
    with launch_lakes(program=NO_PAGES, job_time_limit=0.1) as server:
        server.eventually(lambda: any("was not made" in line for line in server.lines), "a start without pages")

        def tried() -> bool:
            assert server.ask("/-/ready")[0] == 503
            return any("directory" in line and "was not made" in line for line in server.lines)

        server.eventually(tried, "another try")
