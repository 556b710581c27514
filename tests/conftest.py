"""What several test folders share."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Protocol

import pytest

if TYPE_CHECKING:
    from pathlib import Path


class Run(Protocol):
    """Run the command line in a new process."""

    def __call__(  # noqa: D102 - the class says it
        self, *arguments: str, stdin: str | bytes = b"", **environment: str
    ) -> subprocess.CompletedProcess[str]: ...


@pytest.fixture
def ydkg_run(tmp_path: Path) -> Run:
    """Run `ydkg` as a person does: in another folder, in a pipe, without variables that are meant for it."""

    def run(*arguments: str, stdin: str | bytes = b"", **environment: str) -> subprocess.CompletedProcess[str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("YDKG_", "_YDKG"))}
        done = subprocess.run(
            [sys.executable, "-m", "ydkg", *arguments],
            cwd=tmp_path,
            env=clean | environment,
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            check=False,
            timeout=120,
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run
