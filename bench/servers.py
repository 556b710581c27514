"""The servers that `load.py` compares: each in processes of its own, with the shipped graph, at a port of its own."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager, suppress
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ydkg.collection import DATA_FILES

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
_BOOT = 60.0


class Server(NamedTuple):
    """A server that runs: its name, process, port, and the path of its endpoint."""

    name: str
    process: int
    port: int
    endpoint: str
    log: Path

    def last_words(self) -> str:
        """Give what it wrote of its end: what a program in Rust panicked of, else the last line."""
        lines = [line for line in self.log.read_text(encoding="utf-8", errors="replace").split("\n") if line.strip()]
        told = [f"{line} {after}" for line, after in pairwise([*lines, ""]) if "panicked" in line]
        return (told or lines or ["it wrote nothing"])[-1]

    def family(self) -> list[int]:
        """List its processes."""
        found, new = [], [self.process]
        while new:
            found += new
            new = [child for each in new for child in children(each)]
        return found

    def ended(self) -> bool:
        """Tell whether it has ended by itself."""
        try:
            text = Path(f"/proc/{self.process}/stat").read_text(encoding="ascii")
        except OSError:
            return True
        return text.rpartition(")")[2].split()[0] == "Z"

    def computed(self) -> float:
        """Measure how long its processes have computed, and those that they had and that have ended: seconds."""
        return sum(map(_ticks, self.family())) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """Measure the memory of its processes: proportional shares, in MB."""
        return sum(share(each) for each in self.family()) / 1024


def children(process: int) -> list[int]:
    """List a process's children."""
    found = []
    for listing in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):  # a thread that has ended
            found += [int(word) for word in listing.read_text(encoding="ascii").split()]
    return found


def _ticks(process: int) -> int:
    """Give how long a process, and those children of it that have ended, have computed, in the system's ticks."""
    try:
        text = Path(f"/proc/{process}/stat").read_text(encoding="ascii")
    except OSError:
        return 0
    return sum(map(int, text.rpartition(")")[2].split()[11:15]))


def share(process: int) -> int:
    """Give a process's proportional share of memory, in kB."""
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    found = re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE)
    return int(found[1]) if found else 0


def free_port() -> int:
    """Find a port that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(name: str, words: list[str], port: int, endpoint: str) -> Iterator[Server]:
    """Run a server until the end of the block."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])}
    with tempfile.NamedTemporaryFile() as log:
        process = subprocess.Popen(words, env=environment, stdout=log, stderr=log)
        try:
            _await(process, port, name)
            yield Server(name, process.pid, port, endpoint, Path(log.name))
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _await(process: subprocess.Popen[bytes], port: int, name: str) -> None:
    until = time.monotonic() + _BOOT
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), _BOOT) as probe:
            probe.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            if probe.recv(1):
                time.sleep(1)  # the workers come a moment later
                return
        time.sleep(0.05)
    raise SystemExit(f"{name} did not start")


@contextmanager
def all_servers(only: set[str]) -> Iterator[list[Server]]:
    """Run ours and those peers that are installed, and say which are not."""
    with ExitStack() as stack:
        port = free_port()
        ours = [sys.executable, "-m", "ydkg", "serve", "--port", str(port)]
        found = [stack.enter_context(running("ydkg serve", ours, port, "/sparql"))]
        for name, start in (("oxigraph", oxigraph), ("rdflib-endpoint", rdflib_endpoint)):
            if only and name not in only:
                continue
            if _program(name) is None:
                print(f"{name} is not installed, and left out: pip install {name}")
                continue
            found.append(stack.enter_context(start()))
        yield found


def _program(name: str) -> str | None:
    beside = Path(sys.executable).parent / name
    return str(beside) if beside.exists() else shutil.which(name)


@contextmanager
def oxigraph(*options: str) -> Iterator[Server]:
    """Run Oxigraph's own server, read-only; with a time limit it starts a thread a query, and dies of thousands."""
    program = _program("oxigraph") or "oxigraph"
    with tempfile.TemporaryDirectory() as folder:
        load = [program, "load", "--location", folder, "--file", *map(str, DATA_FILES)]
        subprocess.run(load, check=True, capture_output=True)
        port = free_port()
        words = [program, "serve-read-only", "--location", folder, "--bind", f"127.0.0.1:{port}", *options]
        with running(" ".join(("oxigraph", *options)), words, port, "/query") as server:
            yield server


@contextmanager
def rdflib_endpoint() -> Iterator[Server]:
    """Run rdflib-endpoint with its default store."""
    port = free_port()
    words = [
        _program("rdflib-endpoint") or "rdflib-endpoint",
        "serve",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        *map(str, DATA_FILES),
    ]
    with running("rdflib-endpoint", words, port, "/") as server:
        yield server
