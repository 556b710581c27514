"""The server's connection extends a class of uvicorn's that its makers may change: only tried versions are admitted."""

from __future__ import annotations

import tomllib
from importlib.metadata import version
from pathlib import Path

from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
#: Versions of uvicorn with which all tests of `tests/server` that open connections have passed.
TRIED = ("0.31.1", "0.54.0")


def test_only_tried_versions_of_uvicorn_are_admitted() -> None:
    """The bounds of `pyproject.toml` are the eldest version that was tried, and what follows the newest."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    [admitted] = [
        requirement.specifier
        for requirement in map(Requirement, project["optional-dependencies"]["serve"])
        if requirement.name == "uvicorn"
    ]
    eldest, newest = Version(TRIED[0]), Version(TRIED[-1])
    assert str(admitted) == f"<{newest.major}.{newest.minor + 1},>={eldest}"
    assert version("uvicorn") in admitted
