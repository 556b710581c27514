"""Reloading: changed files are served without a request being lost, and damaged ones are not."""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import re
import shutil
import signal
import threading
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from ydkg.collection import APART, DATA_DIR, collection
from ydkg.graph.turtle import canonical_turtle, read_turtle
from ydkg.server.dataset import open_dataset, settled
from ydkg.server.settings import Settings
from ydkg.server.site import Site
from ydkg.server.tasks import Context, perform
from ydkg.server.thing.telling import served_graph
from ydkg.server.workers import Done
from ydkg.vocab import PREFIXES, PROV, RDFS, SKOS

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Lakes, Launch, Running
    from ydkg.server.thing.telling import ServedGraph

OLD, NEW = "Norvik", "Norvik renamed"
LABEL = 'SELECT ?l WHERE { <https://w3id.org/ydkg/id/norvik> rdfs:label ?l FILTER(LANG(?l) = "en") }'


@pytest.fixture
def files(tmp_path: Path, lakes: Lakes) -> list[Path]:
    """Copies of the files of two documents."""
    return [Path(shutil.copy(lakes.folder / name, tmp_path)) for name in ("report.ttl", "letter.ttl")]


def options(files: list[Path]) -> list[str]:
    """Give the options that serve these files."""
    return [word for each in files for word in ("--data", str(each))]


def replace(path: Path, content: str) -> None:
    """Put a whole file in the place of another, as editors do."""
    beside = path.with_suffix(".new")
    beside.write_text(content, encoding="utf-8")
    beside.replace(path)


def renamed(path: Path) -> str:
    """Give a file's text with one label changed; the old one stays a name, since a passage has it."""
    triples = read_turtle(path)
    [old] = [
        each for each in triples if each.predicate.value == RDFS.label and each.object == Literal(OLD, language="en")
    ]
    new = Triple(old.subject, old.predicate, Literal(NEW, language="en"))
    other = Triple(old.subject, NamedNode(SKOS.altLabel), old.object)
    return canonical_turtle([*(each for each in triples if each != old), new, other])


def label(server: Running) -> str:
    """Ask a worker for the label."""
    status, _, body = server.ask(f"/sparql?query={quote(LABEL)}", Accept="application/sparql-results+json")
    assert status == 200
    return str(json.loads(body)["results"]["bindings"][0]["l"]["value"])


def test_changed_files_are_served_and_no_request_is_lost(launch: Launch, files: list[Path]) -> None:
    """While four clients ask all the time every request is answered, first from the old data and then from the new."""
    with launch("--reload", *options(files)) as server:
        found: list[list[str]] = [[] for _ in range(4)]
        over = threading.Event()

        def ask(mine: list[str]) -> None:
            while not over.wait(0.01):
                try:
                    mine.append(label(server))
                except BaseException as error:  # noqa: BLE001 - told by the assert below
                    mine.append(repr(error))

        askers = [threading.Thread(target=ask, args=(mine,), daemon=True) for mine in found]
        for asker in askers:
            asker.start()
        server.eventually(lambda: all(len(mine) > 3 for mine in found), "answers")
        replace(files[0], renamed(files[0]))
        server.eventually(lambda: all(mine[-1] == NEW for mine in found), "new answers")
        over.set()
        for asker in askers:
            asker.join()
        assert set().union(*found) == {OLD, NEW}
        assert all(mine == sorted(mine, key=[OLD, NEW].index) for mine in found)
        assert server.ask("/id/norvik.html")[0] == 200
        server.eventually(lambda: server.events("reload"), "a line")


def test_pages_and_tags_follow_the_data(launch: Launch, files: list[Path]) -> None:
    """What the main process tells from its own memory changes with what workers tell."""
    with launch("--reload", *options(files)) as server:
        before, page = server.health(), server.ask("/graph/report")
        replace(files[0], renamed(files[0]))
        server.eventually(lambda: server.health()["reloaded"] == 1, "a reload")
        after, again = server.health(), server.ask("/graph/report", If_None_Match=page[1].get("etag", ""))
    assert before["data"] != after["data"]
    assert after["triples"] == before["triples"] + 1  # the old name stays as another one
    assert again[0] == 200
    assert NEW in again[2].decode()


def test_what_pages_can_do_without_is_made_after_new_data_took_over(launch: Launch, files: list[Path]) -> None:
    """A reload waits for what pages wait for, and for nothing else; all of it is there in the end."""
    settings, asked = settled(Settings(data=collection(*files))), []
    store = open_dataset(settings)

    class Performing:
        closing = False

        async def run(self, task: str, arguments: dict[str, object], **_: object) -> Done:
            asked.append(task)
            return Done({"state": ""}, perform(Context(store, settings), task, arguments)[1], 0.0)

    site = Site(settings, store, "", Performing(), ())  # type: ignore[arg-type] # a pool without processes
    asyncio.run(site.prepare(whole=False))
    assert asked == ["directory", "figure", "explorer", "uses"]
    assert not site.prepared
    with launch("--reload", *options(files)) as server:
        replace(files[0], renamed(files[0]))
        server.eventually(lambda: server.health()["reloaded"] == 1, "a reload")
        server.eventually(lambda: server.health()["prepared"], "all that is made beforehand")


def test_what_pages_are_told_of_is_arranged_once(files: list[Path]) -> None:
    """However many ask for it before it is there."""
    settings = settled(Settings(data=collection(*files)))
    store = open_dataset(settings)

    class Performing:
        async def run(self, task: str, arguments: dict[str, object], **_: object) -> Done:
            return Done({"state": ""}, perform(Context(store, settings), task, arguments)[1], 0.0)

    site = Site(settings, store, "", Performing(), ())  # type: ignore[arg-type] # a pool without processes

    async def ask() -> list[ServedGraph]:
        return await asyncio.gather(*(served_graph(site) for _ in range(3)))

    first, *others = asyncio.run(ask())
    assert all(other is first for other in others)


def test_what_is_made_beforehand_ends_with_who_wanted_it(files: list[Path]) -> None:
    """It would take memory beside new data that are compared; but not where somebody waits for it by now."""
    settings, running, begun = settled(Settings(data=collection(*files))), set[str](), asyncio.Event()

    class Endless:
        async def run(self, task: str, *_: object, **__: object) -> None:
            running.add(task)
            begun.set()
            try:
                await asyncio.Event().wait()
            finally:
                running.discard(task)

    async def scene() -> None:
        site = Site(settings, open_dataset(settings), "", Endless(), ())  # type: ignore[arg-type] # likewise
        for visitors in (0, 1):
            preparing = asyncio.create_task(site.made("uses", waited=False))
            waiting = [asyncio.create_task(site.made("uses")) for _ in range(visitors)]
            await begun.wait()
            begun.clear()
            preparing.cancel()
            await asyncio.wait([preparing])
            for _ in range(9):  # steps of the loop, in which it would end
                await asyncio.sleep(0)
            assert len(running) == visitors
            assert not any(each.done() for each in waiting)

    asyncio.run(scene())


def test_what_is_there_stays_where_who_wanted_it_goes(files: list[Path]) -> None:
    """It ends as it was told to, also where another has taken what was made in the same step."""
    settings, asked = settled(Settings(data=collection(*files))), []

    class Held:
        async def run(self, task: str, *_: object, **__: object) -> Done:
            asked.append(task)
            await asyncio.sleep(0)
            return Done({}, b"made", 0.0)

    async def scene(*, kept: bool) -> None:
        site = Site(settings, open_dataset(settings), "", Held(), ())  # type: ignore[arg-type] # likewise

        async def visit() -> bytes:
            content = await site.made("uses", kept=kept)
            preparing.cancel()
            return content

        visiting = asyncio.create_task(visit())
        preparing = asyncio.create_task(site.made("uses", waited=False))
        await asyncio.wait([preparing])
        assert preparing.cancelled()
        assert await site.made("uses") == visiting.result() == b"made"

    asyncio.run(scene(kept=True))
    assert asked == ["uses"]
    asyncio.run(scene(kept=False))
    assert len(asked) == 3


def test_what_has_not_changed_is_in_memory_once(files: list[Path]) -> None:
    """Of files that are read again only the content of those that changed is new."""
    before = settled(Settings(data=collection(*files)))
    replace(files[0], renamed(files[0]))
    now = settled(before)
    kept = {path.name: new is old for path, new, old in zip(files, now.contents, before.contents, strict=True)}
    assert kept == {"report.ttl": False, "letter.ttl": True}
    assert [gzip.decompress(each) for each in now.contents] == [path.read_bytes() for path in files]


def test_a_damaged_file_changes_nothing(launch: Launch, files: list[Path]) -> None:
    """A file that cannot be read is told in one line, what was served goes on, and a mended file is served."""
    with launch("--reload", *options(files)) as server:
        sound = files[0].read_text(encoding="utf-8")
        for number, damage in enumerate(["this is no Turtle", None], 1):
            replace(files[0], damage) if damage else files[0].unlink()
            server.eventually(lambda: len(server.events("reload_failed")) >= number, f"a line about {damage}")  # noqa: B023 - called here
            assert files[0].name in server.events("reload_failed")[-1]["message"]
            assert label(server) == OLD
            assert server.health()["reloaded"] == 0
        replace(files[0], sound)
        replace(files[0], renamed(files[0]))
        server.eventually(lambda: label(server) == NEW, "the mended file's label")


def shortened(text: str) -> str:
    """Leave out all things but the first ten."""
    return "\n\n".join(text.split("\n\n")[:10]) + "\n"


def without_evidence(text: str) -> str:
    """Leave out where milestones are written."""
    start = f"<{PREFIXES['ydr']}milestone-"
    return canonical_turtle(
        triple
        for triple in read_turtle("triples.ttl", text.encode())
        if triple.predicate.value != PROV.wasDerivedFrom or not str(triple.subject).startswith(start)
    )


WORSE: dict[str, tuple[Callable[[str], str], str]] = {
    "an empty file": (lambda _: "", "triples of the same properties where there were"),
    "much less": (shortened, "start the server again"),
    "another order": (lambda text: text.replace("\n\n", "\n\n\n", 5), "no longer in canonical form"),
    "facts without evidence": (without_evidence, "less leads to its source"),
}


def test_worse_data_do_not_take_over(launch: Launch, files: list[Path]) -> None:
    """Data that can be read but are not what they were are told of in one line, and what was served goes on."""
    sound = files[0].read_text(encoding="utf-8")
    with launch(*options(files)) as server:
        before = server.health()
        for number, (name, (worse, said)) in enumerate(WORSE.items(), 1):
            replace(files[0], worse(sound))
            server.process.send_signal(signal.SIGHUP)
            server.eventually(lambda: len(server.events("reload_failed")) == number, f"a line about {name}")  # noqa: B023 - called here
            assert said in server.events("reload_failed")[-1]["message"], name
            assert server.health()["triples"] == before["triples"], name
            assert label(server) == OLD, name
        assert not server.events("reload")


def test_no_graph_is_lost(launch: Launch, lakes: Lakes, tmp_path: Path) -> None:
    """A file that is empty, gone or another's refuses what is new, also of those that are asked by name only."""
    folder = Path(shutil.copytree(lakes.folder, tmp_path / "data"))
    for apart in APART:
        shutil.copy(DATA_DIR / apart, folder)
    with launch("--data", str(folder)) as server:
        for number, name in enumerate(("later", "judgements", "dataset", "report"), 1):
            path = folder / f"{name}.ttl"
            sound = path.read_text(encoding="utf-8")
            path.unlink() if name == "judgements" else replace(path, "")
            server.process.send_signal(signal.SIGHUP)
            server.eventually(lambda: len(server.events("reload_failed")) == number, f"a line about {name}")  # noqa: B023 - called here
            assert (
                f"data: {name}: 0 triples of the same properties where" in server.events("reload_failed")[-1]["message"]
            )
            replace(path, sound)
        # One that has more, but not of what was there.
        replace(folder / "judgements.ttl", (folder / "later.ttl").read_text(encoding="utf-8"))
        server.process.send_signal(signal.SIGHUP)
        server.eventually(lambda: len(server.events("reload_failed")) == number + 1, "a line about another's file")
        assert "data: judgements: " in server.events("reload_failed")[-1]["message"]
        assert not server.events("reload")


def test_a_small_graph_may_lose_a_triple(launch: Launch, lakes: Lakes, tmp_path: Path) -> None:
    """A fifth of what describes a collection is one line of it, which whoever keeps it may take back."""
    folder = Path(shutil.copytree(lakes.folder, tmp_path / "lakes"))
    described = folder / "dataset.ttl"
    with launch("--data", str(folder)) as server:
        replace(described, re.sub(r".*@zh-hans ;\n", "", described.read_text(encoding="utf-8")))
        server.process.send_signal(signal.SIGHUP)
        server.eventually(lambda: server.events("reload") + server.events("reload_failed"), "a line")
        assert not server.events("reload_failed")


def test_one_fault_does_not_make_up_for_another(launch: Launch, files: list[Path]) -> None:
    """Where one fact gets its evidence and another loses it, as many lead to their sources, but not the same."""
    sound = [each.read_text(encoding="utf-8") for each in files]
    replace(files[0], without_evidence(sound[0]))
    with launch(*options(files)) as server:
        replace(files[0], sound[0])
        replace(files[1], without_evidence(sound[1]))
        server.process.send_signal(signal.SIGHUP)
        server.eventually(lambda: server.events("reload") + server.events("reload_failed"), "a line")
        [line] = server.events("reload_failed")
    assert "less leads to its source" in line["message"]


def test_pages_do_not_wait_for_new_data(launch: Launch, files: list[Path]) -> None:
    """What first visitors would wait for is there when new data take over: the home page needs no job then."""
    with launch(*options(files)) as server:
        server.ask("/")
        replace(files[0], renamed(files[0]))
        server.process.send_signal(signal.SIGHUP)

        def reloaded() -> bool:
            assert server.ask("/")[0] == 200
            return bool(server.events("reload"))

        server.eventually(reloaded, "new data")
        server.eventually(lambda: len(server.named("ydkg-forkserver")) == 1, "an end of the former fork server")
        [forkserver] = server.named("ydkg-forkserver")
        os.kill(forkserver, signal.SIGSTOP)  # nothing can be made now
        assert server.ask("/")[0] == 200
        os.kill(forkserver, signal.SIGCONT)
        assert NEW in server.ask("/id/norvik.html")[2].decode()


def test_what_is_made_later_is_made_of_what_was_loaded(launch: Launch, files: list[Path]) -> None:
    """A file that is damaged after the start does no harm to pages and downloads, nor to workers that are replaced."""
    sound = files[0].read_bytes()
    with launch(*options(files)) as server:
        files[0].write_text("this is no Turtle", encoding="utf-8")
        for path in ("/id/norvik.html", "/", "/explorer", "/download/ntriples.nt"):
            assert server.ask(path)[0] == 200
        assert server.ask("/graph/report.ttl")[2] == sound
        server.workers()  # a process that is forked has its parent's name at first
        server.eventually(lambda: len(server.named("ydkg-forkserver")) == 1, "a fork server")
        os.kill(server.named("ydkg-forkserver")[0], signal.SIGKILL)
        server.eventually(lambda: server.health()["pool"]["respawned"], "another fork server")
        assert label(server) == OLD


def test_a_signal_loads_again(launch: Launch, files: list[Path]) -> None:
    """SIGHUP does without `--reload` what that does by itself; without either nothing changes."""
    with launch(*options(files)) as server:
        replace(files[0], renamed(files[0]))
        assert label(server) == OLD
        server.process.send_signal(signal.SIGHUP)
        server.eventually(lambda: label(server) == NEW, "the new label")
        family = server.family()
        assert server.stop() == 0
    assert not [each for each in family if os.path.exists(f"/proc/{each}")]  # noqa: PTH110 - as short as it gets
