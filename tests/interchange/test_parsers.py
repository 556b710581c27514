"""Five parsers of different make read the shipped files as the same graph, to the letter of every literal."""

from __future__ import annotations

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import CanonicalizationAlgorithm, Dataset, RdfFormat, parse

from ydkg.collection import DATA_FILES, ONTOLOGY_DIR

HERE = Path(__file__).resolve().parent
FILES = [*DATA_FILES, *sorted(ONTOLOGY_DIR.rglob("*.ttl"))]
COMMANDS = {
    "rapper": ["rapper", "-q", "-i", "turtle", "-o", "ntriples"],
    "serdi": ["serdi", "-i", "turtle", "-o", "ntriples"],
}


def canonical(ntriples: bytes) -> list[str]:
    """Return the sorted lines of a graph, its blank nodes named by the graph alone."""
    dataset = Dataset(parse(ntriples, format=RdfFormat.N_TRIPLES))
    dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return sorted(str(quad) for quad in dataset)


def by_command(command: list[str | Path]) -> bytes:
    """Return what a program outside Python prints."""
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed; scripts/test installs it")
    return subprocess.run(command, check=True, capture_output=True).stdout


@cache
def by_n3() -> dict[Path, bytes]:
    """Return what N3.js, which takes longer to start than to read, makes of all files, as N-Triples."""
    if not (HERE.parent / "node_modules" / "n3").is_dir():
        pytest.skip("tests/node_modules is not installed; scripts/test does it")
    texts = json.loads(by_command(["node", HERE / "n3_to_ntriples.mjs", *FILES]))
    return dict(zip(FILES, map(str.encode, texts), strict=True))


def by_rdflib(path: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """Return what rdflib makes of a file, as N-Triples, with literals as they are written."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    return rdflib.Graph().parse(path, format="turtle").serialize(format="nt").encode()


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.name)
def shipped(request: pytest.FixtureRequest) -> Path:
    """Give one shipped file after the other."""
    path: Path = request.param
    return path


@pytest.fixture(scope="module")
def ours(shipped: Path) -> list[str]:
    """Give what pyoxigraph makes of a file."""
    dataset = Dataset(parse(path=shipped, format=RdfFormat.TURTLE))
    dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    lines = sorted(str(quad) for quad in dataset)
    assert lines
    return lines


@pytest.mark.parametrize("name", COMMANDS)
def test_another_parser_reads_the_same_graph(name: str, shipped: Path, ours: list[str]) -> None:
    """Raptor and Serd agree with pyoxigraph on every triple of every file."""
    assert canonical(by_command([*COMMANDS[name], shipped])) == ours


def test_a_parser_in_javascript_reads_the_same_graph(shipped: Path, ours: list[str]) -> None:
    """So does N3.js."""
    assert canonical(by_n3()[shipped]) == ours


def test_rdflib_reads_the_same_graph(shipped: Path, ours: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Even rdflib agrees with pyoxigraph on every triple of every file."""
    assert canonical(by_rdflib(shipped, monkeypatch)) == ours
