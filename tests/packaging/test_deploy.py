"""What stands in `deploy/` fits the program."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
CONTAINER, GUIDE = DEPLOY / "Containerfile", DEPLOY / "README.md"
UNIT = DEPLOY / "ydkg.service"


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


def test_the_unit_is_sound(tmp_path: Path) -> None:
    """Systemd itself finds nothing wrong with the unit."""
    verify = shutil.which("systemd-analyze")
    if not verify:
        pytest.skip("needs systemd-analyze")
    path = tmp_path / "ydkg.service"
    text = UNIT.read_text(encoding="utf-8").replace("/usr/local/lib/ydkg/bin/ydkg", sys.executable)
    path.write_text(text, encoding="utf-8")
    run = subprocess.run([verify, "verify", "--man=no", str(path)], capture_output=True, text=True, check=False)
    assert (run.returncode, [line for line in run.stderr.splitlines() if path.name in line]) == (0, [])


def test_the_unit_calls_the_program_as_it_is() -> None:
    """The unit calls `ydkg serve` with options that it has, and leaves it time and memory for its own bounds."""
    from ydkg.server.settings import Settings

    text, settings = UNIT.read_text(encoding="utf-8"), Settings()
    [words] = re.findall(r"^ExecStart=\S+/ydkg serve (.*)$", text, re.MULTILINE)
    assert set(re.findall(r"--[a-z-]+", words)) <= offered()
    [seconds] = re.findall(r"^TimeoutStopSec=(\d+)$", text, re.MULTILINE)
    assert int(seconds) > settings.time_limit + 5
    [megabytes] = re.findall(r"^MemoryMax=(\d+)M$", text, re.MULTILINE)
    assert int(megabytes) << 20 > settings.workers * settings.memory_limit + 2 * settings.job_memory_limit


@pytest.mark.parametrize(
    "line",
    [
        *("NoNewPrivileges=yes", "DynamicUser=yes", "ProtectSystem=strict", "ProtectHome=yes"),
        *("CapabilityBoundingSet=", "KillMode=mixed", "OOMPolicy=continue", "MemoryDenyWriteExecute=yes"),
    ],
)
def test_the_unit_is_fenced_in(line: str) -> None:
    """The service may do no more than it needs."""
    assert line in UNIT.read_text(encoding="utf-8").splitlines()


def test_the_container_does_not_run_as_root() -> None:
    """The last user of the image is not the administrator, and the program says itself how it is."""
    text = CONTAINER.read_text(encoding="utf-8")
    assert re.findall(r"^USER (\S+)$", text, re.MULTILINE)[-1:] == ["ydkg"]
    assert "HEALTHCHECK" in text
    assert "/healthz" in text
