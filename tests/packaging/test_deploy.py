"""What stands in `deploy/` fits the program."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
UNIT, CONTAINER, GUIDE = DEPLOY / "ydkg.service", DEPLOY / "Containerfile", DEPLOY / "README.md"


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


def used(path: Path) -> list[str]:
    """Give the words with which a file runs `ydkg serve`."""
    text = path.read_text(encoding="utf-8")
    if path == UNIT:
        found = re.search(r"^ExecStart=\S+/ydkg (serve .*)$", text, re.MULTILINE)
        assert found
        return shlex.split(found[1])
    found = re.search(r'^ENTRYPOINT \["[^"]+/ydkg", (.*)\]$', text, re.MULTILINE)
    assert found
    return [word.strip('"') for word in found[1].split(", ")]


@pytest.mark.parametrize("path", [UNIT, CONTAINER], ids=lambda path: path.name)
def test_options_that_are_used_exist(path: Path) -> None:
    """Unit and container call `ydkg serve` with options that it has."""
    words = used(path)
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
    from ydkg.server.connection.rules import Rules
    from ydkg.server.settings import Settings

    text, rules, settings = GUIDE.read_text(encoding="utf-8"), Rules(), Settings()
    told = [
        f"a query's time | {settings.time_limit:g} s",
        f"beyond the graph's | {settings.memory_limit >> 20} MB",
        f"an answer | {settings.result_limit >> 20} MB",
        f"of one client | {settings.queue}, {settings.queue_per_client}",
        f"worker processes | {settings.workers}",
        f"an address | {rules.target >> 10} kB",
        f"head | {rules.head >> 10} kB, {rules.fields} fields",
        f"body | {rules.body >> 20} MB",
        f"between requests | {settings.patience:g} s each",
        f"connections | {settings.connections};",
        f"ahead on a connection | {rules.pipelined} ",
    ]
    assert [line for line in told if line not in text] == []


def test_the_unit_is_sound(tmp_path: Path) -> None:
    """Systemd itself finds nothing wrong with the unit."""
    verify = shutil.which("systemd-analyze")
    if not verify:
        pytest.skip("needs systemd-analyze")
    # The program need not be installed where the unit looks for it.
    text = UNIT.read_text(encoding="utf-8").replace("/usr/local/lib/ydkg/bin/ydkg", sys.executable)
    unit = tmp_path / UNIT.name
    unit.write_text(text, encoding="utf-8")
    run = subprocess.run([verify, "verify", "--man=no", str(unit)], capture_output=True, text=True, check=False)
    assert (run.returncode, [line for line in run.stderr.splitlines() if UNIT.name in line]) == (0, [])


@pytest.mark.parametrize(
    "line",
    [
        "NoNewPrivileges=yes",
        "DynamicUser=yes",
        "ProtectSystem=strict",
        "ProtectHome=yes",
        "CapabilityBoundingSet=",
        "KillMode=mixed",
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
