"""What stands in `deploy/` fits the program."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
CONTAINER, GUIDE = DEPLOY / "Containerfile", DEPLOY / "README.md"
#: What the guide has a unit made of.
WORDS = ["serve", "--host", "127.0.0.1", "--port", "8000", "--proxy", "127.0.0.1", "--log", "json"]


@cache
def unit(*words: str) -> str:
    """Give the unit that the program prints."""
    run = subprocess.run(
        [sys.executable, "-m", "ydkg", *(words or WORDS), "--unit"],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(ROOT / "src")},
    )
    return run.stdout


def value(text: str, name: str) -> str:
    """Give what a unit sets something to."""
    [found] = re.findall(rf"^{name}=(.*)$", text, re.MULTILINE)
    return str(found)


def offered() -> set[str]:
    """Give the options that `ydkg serve --help` names."""
    run = subprocess.run(
        [sys.executable, "-m", "ydkg", "serve", "--help"],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(ROOT / "src"), "COLUMNS": "200"},
    )
    return set(re.findall(r"^\s+(--[a-z-]+)", run.stdout, re.MULTILINE))


def test_options_that_are_used_exist() -> None:
    """The container calls `ydkg serve` with options that it has."""
    found = re.search(r'^ENTRYPOINT \["[^"]+/ydkg", (.*)\]$', CONTAINER.read_text(encoding="utf-8"), re.MULTILINE)
    assert found
    words = [word.strip('"') for word in found[1].split(", ")]
    options = {word for word in words if word.startswith("--")}
    assert words[0] == "serve"
    assert options
    assert options <= offered()


def test_options_that_are_told_of_exist() -> None:
    """The guide names no option of the server that it does not have."""
    told = set(re.findall(r"`(--[a-z-]+)", GUIDE.read_text(encoding="utf-8")))
    assert {"--name", "--proxy", "--reload"} <= told
    assert told <= offered()


def test_the_limits_that_are_told_are_those_that_hold() -> None:
    """Figures of the guide's table are the program's own."""
    from ydkg.server.connection.rules import BODY, FIELDS, HEAD, PIPELINED, TARGET, rules_of
    from ydkg.server.pool.pool import OWN
    from ydkg.server.settings import Settings

    text, settings = GUIDE.read_text(encoding="utf-8"), Settings()
    rules = rules_of(settings)
    told = [
        f"a query's time | {settings.time_limit:g} s",
        f"beyond the graph's | {settings.memory_limit >> 20} MB",
        f"an answer | {settings.result_limit >> 20} MB",
        f"of one client | {settings.queue}, {settings.queue_per_client}",
        f"worker processes | {settings.workers}",
        f"an address | {TARGET >> 10} kB",
        f"head | {HEAD >> 10} kB, {FIELDS} fields",
        f"body | {BODY >> 20} MB",
        f"between requests | {settings.patience:g} s each",
        f"connections | {settings.connections};",
        f"of one address that is no proxy's | {rules.connections_of_one},",
        f"ahead on a connection | {PIPELINED} ",
    ]
    assert [line for line in told if line not in text] == []
    assert f"and {len(OWN)} pieces of the server's own" in " ".join(text.split())


def test_the_unit_is_sound(tmp_path: Path) -> None:
    """Systemd itself finds nothing wrong with the unit."""
    verify = shutil.which("systemd-analyze")
    if not verify:
        pytest.skip("needs systemd-analyze")
    path = tmp_path / "ydkg.service"
    path.write_text(unit(), encoding="utf-8")
    run = subprocess.run([verify, "verify", "--man=no", str(path)], capture_output=True, text=True, check=False)
    assert (run.returncode, [line for line in run.stderr.splitlines() if path.name in line]) == (0, [])


def test_a_unit_makes_the_folder_of_its_socket() -> None:
    """Where nothing else can be written to, systemd makes a folder for the socket; elsewhere it could not be made."""
    assert value(unit("serve", "--socket", "/run/lakes/http"), "RuntimeDirectory") == "lakes"
    with pytest.raises(subprocess.CalledProcessError) as refused:
        unit("serve", "--socket", "/srv/ydkg.sock")
    assert "/srv/ydkg.sock: a unit cannot make a socket there" in refused.value.stderr


def test_the_guide_says_how_the_unit_is_made() -> None:
    """The line of the guide is the one that is tried here."""
    assert f"{' '.join(WORDS)} --unit >" in GUIDE.read_text(encoding="utf-8")


def test_the_unit_runs_what_was_asked() -> None:
    """The unit's command is the one that printed it, and reads back as it was, whatever stands in its words."""
    odd = ["serve", "--name", 'a b%c"d$e\\f', "--time-limit", "60", "--workers", "4"]
    assert value(unit(), "ExecStart") == f"{sys.executable} -m ydkg {' '.join(WORDS)}"
    read = [word.replace("%%", "%").replace("$$", "$") for word in shlex.split(value(unit(*odd), "ExecStart"))]
    assert read == [sys.executable, "-m", "ydkg", *odd]
    assert (value(unit(*odd), "TimeoutStopSec"), value(unit(*odd), "TasksMax")) == ("80", "68")


def test_the_units_memory_follows_the_graph(tmp_path: Path) -> None:
    """A larger graph, more workers and higher bounds have more; a small one has no more than its bounds."""
    from ydkg.server.settings import Settings
    from ydkg.server.unit import most_memory

    def megabytes(*words: str) -> int:
        return int(value(unit(*words), "MemoryMax").removesuffix("M"))

    small = tmp_path / "data"
    small.mkdir()
    (small / "one.ttl").write_text('<https://example.org/a> <https://example.org/b> "c" .\n', encoding="utf-8")
    bounds = (2 * Settings().memory_limit + 2 * Settings().job_memory_limit) >> 20
    assert bounds < megabytes("--data", str(small), "serve") < megabytes() < bounds + 512
    assert megabytes("serve", "--workers", "3", "--job-memory-limit", "1024") == megabytes() + 512 - 2 * 1024
    assert most_memory(Settings(processes=3), 1000) == 3 * most_memory(Settings(), 1000)
    assert value(unit("serve", "--processes", "2"), "TasksMax") == str(2 * int(value(unit("serve"), "TasksMax")))
    # What a reload of a million triples was measured to take, which is the most that is ever done at once.
    assert most_memory(Settings(), 942_266) - most_memory(Settings(), 0) >= 4.35e9


@pytest.mark.parametrize(
    "line",
    [
        "NoNewPrivileges=yes",
        "DynamicUser=yes",
        "ProtectSystem=strict",
        "ProtectHome=yes",
        "CapabilityBoundingSet=",
        "KillMode=mixed",
        "OOMPolicy=continue",
        "MemoryDenyWriteExecute=yes",
    ],
)
def test_the_unit_is_fenced_in(line: str) -> None:
    """The service may do no more than it needs."""
    assert line in unit().splitlines()


def test_the_container_does_not_run_as_root() -> None:
    """The last user of the image is not the administrator, and the program says itself how it is."""
    text = CONTAINER.read_text(encoding="utf-8")
    assert re.findall(r"^USER (\S+)$", text, re.MULTILINE)[-1:] == ["ydkg"]
    assert "HEALTHCHECK" in text
    assert "/healthz" in text
