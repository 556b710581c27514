"""What several test folders share."""

from __future__ import annotations

import gc
import io
import json
import os
import resource
import runpy
import shutil
import signal
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling

from windows import windows_of
from ydkg.cli import check, graphs, main
from ydkg.collection import DATA_DIR, DATA_FILES, collection
from ydkg.graph.store import open_store
from ydkg.graph.turtle import read_turtle
from ydkg.proof import reasoning
from ydkg.proof.reasoning import infer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from playwright.sync_api import Browser
    from pyoxigraph import Store, Triple
    from xdist.remote import Producer

    from windows import Windows

ROOT = Path(__file__).parents[1]
# No test fails for the time that it takes, which on a busy machine is any, nor by the luck of its examples.
settings.register_profile("untimed", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


#: Files whose tests watch a server's times and limits, and run in one process.
WATCHED = tuple(
    f"tests/server/test_{name}.py"
    for name in ("hostile", "http", "kept", "large", "operation", "pool", "reload", "waiting")
)
#: What takes long in few tests begins first, examples of a moment come last: no process works on alone at the end.
LONG = ("tests/interchange/test_servers.py", "tests/server/", "tests/golden/", "tests/packaging/test_recipes.py")
FIRST = (WATCHED, (*LONG, "tests/draft/test_release.py", "tests/browser/"))
LAST = ("src/", "README")
#: What needs programs of other make that nobody has who only uses ydkg: run with `--all`.
FOREIGN = (
    *("tests/interchange/", "tests/server/test_proxies.py", "tests/server/test_clients.py::test_comunica"),
    *("tests/server/test_conformance.py", "tests/cli/test_shells.py"),
    "tests/browser/test_firefox.py",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Have an option for what is of other make."""
    parser.addoption("--all", action="store_true", help="also run what needs programs of other make")


class Files(LoadScopeScheduling):
    """Give each process whole files, and one process all files that watch a server's times and limits.

    Marks for groups do not reach the scheduler of pytest-xdist 3.8 under pytest 9.2: it deals out single tests then.
    """

    def _split_scope(self, nodeid: str) -> str:
        return "watched" if nodeid.startswith(WATCHED) else nodeid.partition("::")[0]


def pytest_sessionstart() -> None:
    """Do without the collector, as verbs do: in a server's thread it would drop answers that another thread asked for.

    pyoxigraph lets nobody else drop them, and complains.
    """
    gc.disable()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Files:
    """Let files be dealt out in the order of the tests, whatever `--dist` says."""
    config.option.loadscopereorder = False
    return Files(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is of other make, unless it is asked for, and sort the files."""
    if not config.getoption("--all"):
        foreign = [item for item in items if item.nodeid.startswith(FOREIGN)]
        config.hook.pytest_deselected(items=foreign)
        items[:] = [item for item in items if item not in foreign]

    def rank(item: pytest.Item) -> int:
        among = [number for number, names in enumerate(FIRST) if item.nodeid.startswith(names)]
        return (*among, len(FIRST) + item.nodeid.startswith(LAST))[0]

    items.sort(key=rank)


@cache
def drawn(triples: frozenset[Triple]) -> list[Triple]:
    """Let HermiT, which takes seconds to start, draw the conclusions from the same data once."""
    return infer(triples)


@pytest.fixture(scope="session")
def inferred() -> list[Triple]:
    """What follows from the shipped data."""
    if shutil.which("java") is None:
        pytest.skip("no Java on this machine")
    return drawn(frozenset(triple for path in DATA_FILES for triple in read_turtle(path)))


@pytest.fixture(scope="session")
def hermit() -> Iterator[Callable[..., subprocess.CompletedProcess[bytes]]]:
    """Run HermiT as `subprocess.run` would, in a Java machine that is started once."""
    with ExitStack() as ended:

        @cache
        def machine(classpath: str) -> subprocess.Popen[str]:
            command = [sys.executable, str(Path(__file__).with_name("hermit.py")), classpath]
            pipe = subprocess.PIPE
            process = ended.enter_context(subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True))
            ended.callback(process.terminate)
            return process

        def run(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
            at = command.index("-cp")
            process = machine(command[at + 1])
            assert process.stdin
            assert process.stdout
            process.stdin.write(json.dumps(command[at + 3 :]) + "\n")
            process.stdin.flush()
            code, out, err = json.loads(process.stdout.readline())
            return subprocess.CompletedProcess(command, code, out.encode(), err.encode())

        yield run


@pytest.fixture(scope="module")
def one_java(hermit: Callable[..., subprocess.CompletedProcess[bytes]]) -> Iterator[None]:
    """Whoever reasons does so in one Java machine, whose start takes longer than most of what is asked of HermiT."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reasoning, "subprocess", SimpleNamespace(run=hermit))
        yield


@pytest.fixture
def inferred_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks what follows gets what was drawn from the same data before."""
    for module in (reasoning, check):
        monkeypatch.setattr(module, "infer", lambda triples: drawn(frozenset(triples)))


shipped_store = cache(open_store)


def load(**how: Any) -> Store:  # noqa: ANN401 - as it is called
    """Load the shipped data, which no verb changes, once, and any other collection as ever."""
    return shipped_store() if collection().paths == (DATA_DIR,) else open_store(**how)


@pytest.fixture
def loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line asks the shipped data as they were loaded before, with no document at hand."""
    monkeypatch.delenv("YDKG_SOURCE", raising=False)
    monkeypatch.setattr(graphs, "open_store", load)


class Lakes(NamedTuple):
    """A collection about another region: its folder, and the texts of its two documents."""

    folder: Path
    texts: tuple[Path, Path]

    @property
    def data(self) -> tuple[str, str]:
        """How it is named on the command line."""
        return "--data", str(self.folder)

    @property
    def sources(self) -> tuple[str, ...]:
        """How both texts are given on the command line."""
        return tuple(word for text in self.texts for word in ("--source", str(text)))


@pytest.fixture(scope="session")
def lakes(tmp_path_factory: pytest.TempPathFactory) -> Lakes:
    """Make a collection by `ydkg init`, and put two documents into it."""
    folder = tmp_path_factory.mktemp("collections") / "lakes"
    with pytest.raises(SystemExit) as ended:
        main(["init", str(folder), "--title", "Cooperation of the Three Lakes", "--title-zh", "三湖合作"])
    assert ended.value.code == 0
    write = runpy.run_path(str(Path(__file__).with_name("lakes.py")))["write_lakes"]
    return Lakes(folder, write(folder))


#: How the names of variables begin that are meant for `ydkg`, those of the language to speak among them.
MEANT = ("YDKG_", "_YDKG", "LANG", "LC_")


class Run(Protocol):
    """Run the command line."""

    def __call__(  # noqa: D102 - the class says it
        self, *arguments: str, stdin: str | bytes = b"", pipes: Sequence[int] = (), **environment: str
    ) -> subprocess.CompletedProcess[str]: ...


class FullDisk(Protocol):
    """Let no file of this process grow beyond so many bytes."""

    def __call__(self, size: int) -> AbstractContextManager[None]: ...  # noqa: D102 - the class says it


@pytest.fixture
def full_disk() -> FullDisk:
    """Fill the disk for a while."""

    @contextmanager
    def filled(size: int) -> Iterator[None]:
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
            signal.signal(signal.SIGXFSZ, ignored)

    return filled


@pytest.fixture
def ydkg_process(tmp_path: Path) -> Run:
    """Run `ydkg` as a person does: in another folder, in a pipe, without variables that are meant for it."""

    def run(
        *arguments: str, stdin: str | bytes = b"", pipes: Sequence[int] = (), **environment: str
    ) -> subprocess.CompletedProcess[str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith(MEANT)}
        done = subprocess.run(
            [sys.executable, "-m", "ydkg", *arguments],
            cwd=tmp_path,
            env=clean | environment,
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            pass_fds=pipes,
            capture_output=True,
            check=False,
            timeout=120,
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def ydkg_run(
    ydkg_process: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Run:
    """Run `ydkg` within this process, where nothing is loaded twice; in one of its own where variables are given."""
    from ydkg.cli import main

    def run(
        *arguments: str, stdin: str | bytes = b"", pipes: Sequence[int] = (), **environment: str
    ) -> subprocess.CompletedProcess[str]:
        if environment or pipes:
            return ydkg_process(*arguments, stdin=stdin, pipes=pipes, **environment)
        given = io.BytesIO(stdin.encode() if isinstance(stdin, str) else stdin)
        capsysbinary.readouterr()
        with monkeypatch.context() as patch:
            for name in [name for name in os.environ if name.startswith(MEANT)]:
                patch.delenv(name)
            patch.chdir(tmp_path)
            patch.setattr(sys, "stdin", io.TextIOWrapper(given))
            patch.setattr(graphs, "open_store", load)
            with pytest.raises(SystemExit) as end:
                main(arguments)
        out, err = capsysbinary.readouterr()
        return subprocess.CompletedProcess(list(arguments), int(str(end.value.code)), out.decode(), err.decode())

    return run


def chromium() -> str | None:
    """Find a Chromium: the one that the environment names, else one on the path, best without what windows need."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    return os.environ.get("YDKG_CHROMIUM") or next((found for name in names if (found := shutil.which(name))), None)


#: The browser that is open, and what closes it.
OPENED: list[Browser] = []
CLOSING = ExitStack()


@pytest.fixture(scope="module")
def browser() -> Browser:
    """A browser, which stays for the tests of the next module where they want one. Without any they are skipped."""
    if OPENED:
        return OPENED[0]
    found = chromium()
    if found is None:
        pytest.skip("no Chromium on this machine; YDKG_CHROMIUM may name one")
    flags = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    flags += ["--disable-component-update", "--disable-sync"]
    playwright = pytest.importorskip("playwright.sync_api")
    # A machine that is busy takes seconds for what one that does nothing else takes milliseconds for.
    playwright.expect.set_options(timeout=30_000)
    launch = CLOSING.enter_context(playwright.sync_playwright()).chromium.launch
    OPENED.append(CLOSING.enter_context(launch(executable_path=found, args=flags)))
    CLOSING.callback(OPENED.clear)
    return OPENED[0]


@pytest.fixture(scope="module")
def windows(browser: Browser) -> Windows:
    """The windows of the browser that is open."""
    return windows_of(browser)


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Close the browser before a module that begins without one: its event loop would be in the way."""
    if nextitem is None or (nextitem.path != item.path and "browser" not in nextitem.fixturenames):  # type: ignore[attr-defined] # of every test
        CLOSING.close()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish() -> None:
    """Close it where the tests ended early."""
    CLOSING.close()
