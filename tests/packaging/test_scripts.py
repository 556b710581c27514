"""The two commands of the README set up what is missing, once, and say in one line what they cannot."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = [
    "scripts/start",
    "scripts/test",
    "scripts/release",
    "scripts/test_system",
    "scripts/environment.sh",
    ".ci/run",
]


def bash(program: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a few lines of bash in a folder."""
    command = ["bash", "-c", program]
    return subprocess.run(
        command, cwd=folder, env=os.environ | environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Lay out a checkout that is set up already, whose `ydkg` and `scripts/test` only say how they were called."""
    place = tmp_path / "a checkout"
    (place / ".venv" / "bin").mkdir(parents=True)
    for name in ("pyproject.toml", "requirements-dev.lock", "scripts/start", "scripts/environment.sh", ".ci/run"):
        (place / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, place / name)
    (place / ".venv" / "bin" / "python").symlink_to(sys.executable)
    for name in (".venv/bin/ydkg", "scripts/test"):
        (place / name).write_text('#!/bin/sh\necho "$PWD|$*|$YDKG_SOURCE"\n', encoding="utf-8")
        (place / name).chmod(0o755)
    (place / ".venv" / "checkout").write_text(str(place), encoding="utf-8")
    stamp = bash(". scripts/environment.sh; digest pyproject.toml requirements-dev.lock", place).stdout
    (place / ".venv" / "used").write_text(stamp, encoding="utf-8")
    return place


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts_are_well_formed(name: str) -> None:
    """Bash reads every script to its end, and those that are run may be run."""
    assert subprocess.run(["bash", "-n", ROOT / name], check=False).returncode == 0
    assert os.access(ROOT / name, os.X_OK) == (name != "scripts/environment.sh")


@pytest.mark.usefixtures("checkout")
def test_start_runs_in_the_folder_of_the_caller(tmp_path: Path) -> None:
    """Relative paths among the arguments mean the caller's folder, and arguments arrive as they were given."""
    done = bash("'a checkout/scripts/start' show 'Gu Jun' -o out", tmp_path, YDKG_SOURCE="")
    assert (done.stdout, done.stderr) == (f"{tmp_path}|show Gu Jun -o out|\n", "")


def test_start_without_arguments_gives_the_tour(checkout: Path) -> None:
    """A first call needs no argument."""
    assert bash("scripts/start", checkout, YDKG_SOURCE="").stdout == f"{checkout}|tour|\n"


def test_start_passes_on_how_the_program_ended(checkout: Path) -> None:
    """The exit code is the program's own."""
    (checkout / ".venv" / "bin" / "ydkg").write_text("#!/bin/sh\nexit 2\n", encoding="utf-8")
    assert bash("scripts/start verify", checkout).returncode == 2


def test_a_person_who_may_not_install_is_told_what_to_install(tmp_path: Path) -> None:
    """Without root, what is missing is one line that names the package."""
    stubs = "set -euo pipefail; . scripts/environment.sh; find_python() { return 1; }; id() { echo 1000; }; "
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts")
    done = bash(f"{stubs} (make_environment && echo made)", tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "apt-get install python3-venv" in done.stderr


def test_a_failed_installation_is_shown_and_tried_again(checkout: Path) -> None:
    """What pip said is shown where it failed, and no stamp pretends that it worked."""
    (checkout / ".venv" / "used").unlink()
    (checkout / ".venv" / "bin" / "python").unlink()
    (checkout / ".venv" / "bin" / "python").write_text(
        '#!/bin/sh\n[ "$1" = -c ] && exit 0\necho no space left >&2\nexit 1\n', encoding="utf-8"
    )
    (checkout / ".venv" / "bin" / "python").chmod(0o755)
    done = bash("scripts/start", checkout)
    assert (done.returncode, done.stdout) == (2, "")
    assert "no space left" in done.stderr
    assert not (checkout / ".venv" / "used").exists()


@pytest.fixture
def tested(checkout: Path) -> Path:
    """Lay out a checkout whose programs only say that they are called, and fail where a file is called as they are."""
    for name in ("scripts/test", "requirements-checks.lock", "tests/package.json", "tests/package-lock.json"):
        (checkout / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, checkout / name)
    (checkout / "tests" / "node_modules").mkdir()
    programs, checks = checkout / ".venv" / "bin", checkout / ".venv" / "checks" / "bin"
    (programs / "python").unlink()
    checks.mkdir(parents=True)
    for program in (*(programs / name for name in ("python", "npm", "ruff", "mypy", "pytest")), checks / "python"):
        called = f"{program.parents[1].name.removeprefix('.venv')}{program.name}"
        program.write_text(
            f'#!/bin/sh\n[ "$1" = -c ] && exit 0\necho "{called} $*" >>called\n[ ! -e "{called} fails" ] || '
            f'{{ echo "{called} says why"; exit 1; }}\n',
            encoding="utf-8",
        )
        program.chmod(0o755)
    return checkout


@pytest.mark.parametrize("program", ["python", "checkspython", "npm"])
def test_no_test_runs_where_something_could_not_be_installed(tested: Path, program: str) -> None:
    """Whichever of what is installed side by side fails says why and ends the run, and the next run tries again."""
    (tested / f"{program} fails").touch()
    for _ in range(2):
        done = bash("PATH=$PWD/.venv/bin:$PATH scripts/test", tested)
        assert done.returncode == 2
        assert f"{program} says why" in done.stderr
    assert "pytest" not in (tested / "called").read_text(encoding="utf-8")
    (tested / f"{program} fails").unlink()
    assert bash("PATH=$PWD/.venv/bin:$PATH scripts/test -k x", tested).returncode == 0
    assert "pytest --numprocesses=2 --dist=loadfile --durations=15 -k x\n" in (tested / "called").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize(("failing", "code"), [("ruff", 1), ("mypy", 1), ("pytest", 1), ("", 0)])
def test_lint_types_and_tests_all_run_and_each_may_fail_the_run(tested: Path, failing: str, code: int) -> None:
    """What one of them finds keeps none of the others from running."""
    (tested / f"{failing} fails").touch()
    done = bash("PATH=$PWD/.venv/bin:$PATH scripts/test", tested)
    assert done.returncode == code
    assert not failing or f"{failing} says why" in done.stdout + done.stderr
    called = (tested / "called").read_text(encoding="utf-8")
    assert [name for name in ("ruff check", "ruff format", "mypy", "pytest") if name not in called] == []


def test_continuous_integration_finds_the_document_beside_the_checkout(checkout: Path) -> None:
    """CI runs scripts/test with the document where there is exactly one."""
    assert bash(".ci/run", checkout, YDKG_SOURCE="").stdout == f"{checkout}||\n"
    sources = checkout.parent / "shared" / "sources"
    sources.mkdir(parents=True)
    (sources / "one.txt").touch()
    assert bash(".ci/run -k x", checkout, YDKG_SOURCE="").stdout == f"{checkout}|-k x|../shared/sources/one.txt\n"
    assert bash(".ci/run", checkout, YDKG_SOURCE="given").stdout == f"{checkout}||given\n"
    (sources / "two.txt").touch()
    assert bash(".ci/run", checkout, YDKG_SOURCE="").stdout == f"{checkout}||\n"


def test_what_is_of_other_make_fails_the_run_too(tested: Path) -> None:
    """With --all the system's Python is tried beside the tests, whatever comes first, and each may fail the run."""
    program = "#!/bin/sh\n: >system\n[ ! -e 'system fails' ]\n"
    (tested / "scripts" / "test_system").write_text(program, encoding="utf-8")
    (tested / "scripts" / "test_system").chmod(0o755)
    for name in ("firefox-esr", "rapper", "serdi", "virtuoso-t", "nginx", "caddy", "zsh", "fish"):
        (tested / ".venv" / "bin" / name).symlink_to("/bin/true")
    assert bash("PATH=$PWD/.venv/bin:$PATH scripts/test", tested).returncode == 0
    assert not (tested / "system").exists()
    assert bash("PATH=$PWD/.venv/bin:$PATH scripts/test --all", tested).returncode == 0
    assert (tested / "system").exists()
    assert "--durations=15 --all\n" in (tested / "called").read_text(encoding="utf-8")
    (tested / "system fails").touch()
    assert bash("PATH=$PWD/.venv/bin:$PATH scripts/test --all", tested).returncode == 1


@pytest.mark.parametrize("code", [1, 2])
def test_continuous_integration_fails_where_tests_do(checkout: Path, code: int) -> None:
    """By its own code."""
    (checkout / "scripts" / "test").write_text(f"#!/bin/sh\nexit {code}\n", encoding="utf-8")
    assert bash(".ci/run", checkout, YDKG_SOURCE="given").returncode == code


def test_files_are_dealt_out_whole_and_those_of_the_server_together(tmp_path: Path) -> None:
    """Of the processes that `scripts/test` starts each has whole files, and one has all that watch a server's times."""
    told = tmp_path / "told"
    program = f"""
        import os, pytest
        @pytest.mark.parametrize("number", range(6))
        def test_it(number):
            with open({str(told)!r}, "a") as file:
                print(__file__, os.environ["PYTEST_XDIST_WORKER"], file=file)
    """
    for name in ("server/test_pool.py", "server/test_kept.py", "server/test_three.py", "other/test_four.py"):
        (tmp_path / "tests" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "tests" / name).write_text(textwrap.dedent(program), encoding="utf-8")
    for name in ("conftest.py", "windows.py"):
        shutil.copy(ROOT / "tests" / name, tmp_path / "tests")
    options = "[pytest]\naddopts = --import-mode=importlib\npythonpath = tests\n"
    (tmp_path / "pytest.ini").write_text(options, encoding="utf-8")
    [call] = re.findall(r"^pytest (.*) \"\$@\"", (ROOT / "scripts" / "test").read_text(encoding="utf-8"), re.MULTILINE)
    done = bash(f"'{sys.executable}' -m pytest {call} -p no:cacheprovider tests", tmp_path, PYTEST_ADDOPTS="")
    assert done.returncode == 0, done.stdout
    ran = {tuple(line.rsplit(maxsplit=1)) for line in told.read_text(encoding="utf-8").splitlines()}
    assert len(ran) == 4  # no file in two processes
    assert len({worker for _, worker in ran}) == 2
    assert len({worker for file, worker in ran if re.search("pool|kept", file)}) == 1


@pytest.mark.slow
def test_a_release_has_all_that_it_needs_and_sums_of_it(tmp_path: Path) -> None:
    """Of a commit whose version has its heading: package, data, licences, metadata; of anything else nothing."""
    place = tmp_path / "checkout"
    subprocess.run(["git", "clone", "-q", ROOT, place], check=True)
    (place / ".venv" / "bin").mkdir(parents=True)
    (place / ".venv" / "checkout").write_text(str(place), encoding="utf-8")
    for name in ("python", "ydkg"):
        program = place / ".venv" / "bin" / name
        program.write_text(f'#!/bin/sh\nexec "{Path(sys.executable).with_name(name)}" "$@"\n', encoding="utf-8")
        program.chmod(0o755)
    declared, version = place / "pyproject.toml", "9.9.9"
    text = re.sub('^version = ".*"', f'version = "{version}"', declared.read_text(encoding="utf-8"), flags=re.MULTILINE)
    declared.write_text(text, encoding="utf-8")
    stamp = bash(". scripts/environment.sh; digest pyproject.toml requirements-dev.lock", place).stdout
    (place / ".venv" / "tested").write_text(stamp, encoding="utf-8")
    refused = bash("scripts/release out", place)
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert "CHANGELOG.md has no heading" in refused.stderr
    changelog = place / "CHANGELOG.md"
    text = changelog.read_text(encoding="utf-8")
    changelog.write_text(text.replace("## [Unreleased]", f"## [{version}] - 2026-12-07", 1), encoding="utf-8")
    assert "commit or put away" in bash("scripts/release out", place).stderr
    bash("git -c user.name=a -c user.email=a@example.org commit -qam release", place)
    done = bash("scripts/release out", place)
    assert done.returncode == 0, done.stderr
    files = {line.split("  ", 1)[1] for line in (place / "out" / "SHA256SUMS").read_text(encoding="utf-8").splitlines()}
    package = {f"ydkg-{version}-py3-none-any.whl", f"ydkg-{version}.tar.gz"}
    assert {*package, "LICENSE", "LICENSE-data", "CITATION.cff", ".zenodo.json", "data/ydkg-turtle.ttl"} <= files
    assert bash("sha256sum --quiet -c SHA256SUMS", place / "out").returncode == 0
    assert bash("scripts/release out", place).returncode == 2
