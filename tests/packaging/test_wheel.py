"""A built wheel works in an environment of its own, from any folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import venv
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
#: Where files of the checkout are on the web; see deploy/w3id.
FILES = "https://w3id.org/ydkg/files/"
SHIPPED = ("ontology", "data", "queries")
pytestmark = pytest.mark.slow


def run(*command: str | Path, folder: Path) -> str:
    """Run a command in a folder and return what it prints."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "YDKG"))}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def build(source: Path, folder: Path) -> Path:
    """Build a wheel with the installed build system, so that nothing is fetched."""
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--disable-pip-version-check"]
    run(sys.executable, "-m", "pip", "wheel", *options, "--wheel-dir", folder, source, folder=folder)
    return next(folder.glob("ydkg-*.whl"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel of this checkout."""
    return build(ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into a fresh environment that borrows this one's dependencies; give its folder of programs."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, symlinks=True)
    python = folder / "bin" / "python"
    options = ["--quiet", "--no-deps", "--no-index", "--disable-pip-version-check"]
    run(sys.executable, "-m", "pip", "--python", python, "install", *options, wheel, folder=folder)
    # Only folders are handed on: the .pth file of an editable ydkg there is not read.
    packages = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", folder=folder).strip())
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return folder / "bin"


def contents(wheel: Path) -> dict[str, bytes]:
    """Read a wheel: name to content, without its own metadata."""
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist() if ".dist-info/" not in name}


def test_the_wheel_holds_what_the_program_reads(wheel: Path) -> None:
    """Ontology, data, questions and the package itself are inside, to the byte."""
    expected = {f"ydkg/{p.relative_to(ROOT)}": p for top in SHIPPED for p in (ROOT / top).rglob("*") if p.is_file()}
    source = ROOT / "src"
    expected |= {
        str(p.relative_to(source)): p
        for p in (source / "ydkg").rglob("*")
        if p.is_file() and "__pycache__" not in p.parts
    }
    held = contents(wheel)
    assert set(held) == set(expected)
    assert [name for name, path in expected.items() if held[name] != path.read_bytes()] == []


def test_the_wheel_carries_its_licences(wheel: Path) -> None:
    """Whoever gets the wheel gets both licences and the notice, and its metadata name the one of the data too."""
    with zipfile.ZipFile(wheel) as archive:
        names = {Path(name).name for name in archive.namelist() if "/licenses/" in name}
        stated = message_from_bytes(archive.read(next(n for n in archive.namelist() if n.endswith("/METADATA"))))
    assert names == {"LICENSE", "LICENSE-data", "NOTICE"}
    assert stated["License-Expression"] == "Apache-2.0 AND CC-BY-4.0"
    assert all(url.partition(", ")[2].startswith("https://w3id.org/ydkg/") for url in stated.get_all("Project-URL"))


def test_a_package_index_shows_what_the_readme_leads_to(wheel: Path) -> None:
    """The README of the metadata has whole addresses, which lead to the files that it names in the checkout."""
    with zipfile.ZipFile(wheel) as archive:
        stated = message_from_bytes(archive.read(next(n for n in archive.namelist() if n.endswith("/METADATA"))))
    assert stated["Description-Content-Type"].startswith("text/markdown")
    links = re.findall(r"\]\(([^)\s]+)\)", stated.get_payload(decode=True).decode())
    ours = [link.removeprefix(FILES) for link in links if link.startswith(FILES)]
    assert {Path(name).suffix for name in ours} >= {".jpg", ".md"}
    assert [name for name in ours if not (ROOT / name).exists()] == []
    assert all(link.startswith(("https://", "#")) for link in links)


def test_a_source_archive_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    """Nothing that the wheel needs is missing from the source archive."""
    run(sys.executable, "-m", "hatchling", "build", "--target", "sdist", "--directory", tmp_path, folder=ROOT)
    assert contents(build(next(tmp_path.glob("ydkg-*.tar.gz")), tmp_path)) == contents(wheel)


def test_the_installed_package_is_the_one_in_the_wheel(programs: Path, tmp_path: Path) -> None:
    """It is imported from the environment, not from the checkout."""
    place = run(programs / "python", "-c", "import ydkg; print(ydkg.__file__)", folder=tmp_path)
    assert Path(place).is_relative_to(programs.parent)


@pytest.mark.parametrize(
    "arguments", [["queries"], ["verify"], ["query", "people/posts_of_a_person"], ["show", "Gu Jun"]]
)
def test_the_installed_program_answers_from_any_folder(programs: Path, tmp_path: Path, arguments: list[str]) -> None:
    """Everything that the program reads travels inside the wheel."""
    assert run(programs / "ydkg", *arguments, folder=tmp_path)


def test_the_installed_package_answers_in_python(programs: Path, tmp_path: Path) -> None:
    """The Python interface finds the shipped graph too."""
    assert int(run(programs / "python", "-c", "import ydkg; print(len(ydkg.load()))", folder=tmp_path)) > 0
