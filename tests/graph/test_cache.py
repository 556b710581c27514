"""The store of a large collection on disk: never believed against the files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from typing import TYPE_CHECKING

import pytest

from ydkg.cli import main
from ydkg.collection import DATA_DIR, collection
from ydkg.errors import TurtleError
from ydkg.graph.graph import Graph
from ydkg.graph.questions import answer, question
from ydkg.graph.store import LARGE, VARIABLE, folder_of, open_on_disk, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from pyoxigraph import Store

    from conftest import FullDisk

_LABEL = "SELECT ?l { ydr:hefei rdfs:label ?l FILTER(LANG(?l) = 'en') }"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shipped data, large enough to be indexed without being asked to, and a cache of its own."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    place = tmp_path / "data"
    place.mkdir()
    for path in DATA_DIR.glob("*.ttl"):
        shutil.copyfile(path, place / path.name)
    (place / "large.ttl").write_text("#" * LARGE, encoding="utf-8")
    return place


def _called(store: Store) -> str:
    (row,) = store.query(_LABEL, prefixes={"ydr": "https://w3id.org/ydkg/id/", "rdfs": _RDFS})
    return row[0].value


_RDFS = "http://www.w3.org/2000/01/rdf-schema#"


def _rename(folder: Path, new: str) -> None:
    """Call Hefei otherwise, with a name of as many letters."""
    path = folder / "triples.ttl"
    path.write_text(path.read_text(encoding="utf-8").replace('label "Hefei"@en', f'label "{new}"@en'), "utf-8")


@pytest.mark.parametrize("name", ["people/all_posts", "metrics/overview", "claims/pages", "claims/judgements"])
def test_the_index_answers_as_the_files_do(folder: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked of an index is answered with the same rows as what is asked of the files."""
    indexed = answer(open_store(collection(folder)), question(name), {})
    monkeypatch.setenv(VARIABLE, "")
    assert indexed.rows
    assert indexed == answer(open_store(collection(folder)), question(name), {})


def test_a_changed_file_is_seen_whatever_its_size_and_day(folder: Path) -> None:
    """A file that has another name of as many letters, and the old time of change, gives the new answer."""
    path = folder / "triples.ttl"
    before = path.stat()
    assert _called(open_store(collection(folder))) == "Hefei"
    _rename(folder, "Hofei")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert _called(open_store(collection(folder))) == "Hofei"


def test_another_file_in_the_folder_is_in_the_answers(folder: Path) -> None:
    """What is put into the collection is asked, too."""
    open_store(collection(folder))
    (folder / "note.ttl").write_text(f'<https://w3id.org/ydkg/id/note> <{_RDFS}label> "A note"@en .\n', "utf-8")
    assert open_store(collection(folder)).query(f'ASK {{ ?s <{_RDFS}label> "A note"@en }}')


#: What keeps an index from being kept -> what is said of it.
REASONS = {"": "", "no place": "Not a directory", "no room": "File too large"}


@pytest.mark.parametrize("fault", REASONS)
def test_who_asks_is_told_whether_an_index_is_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], full_disk: FullDisk, fault: str
) -> None:
    """Where none can be kept, that and why is said too, nothing stays, and the answer is there."""
    cache = folder / "triples.ttl" / "cache" if fault == "no place" else folder.parent / "cache"
    monkeypatch.setenv(VARIABLE, str(cache))
    with full_disk(100_000) if fault == "no room" else nullcontext(), pytest.raises(SystemExit) as ended:
        main(["--data", str(folder), "query", "people/all_posts", "--format", "csv"])
    out, err = capsys.readouterr()
    assert (ended.value.code, "gu-jun" in out) == (0, True)
    begun, unkept = "an index is built there, once", f"{cache}: no index can be kept there ({REASONS[fault]}); name"
    assert (begun in err, unkept in err) == (fault != "no place", fault != "")
    assert err.count("\n") == (2 if fault == "no room" else 1)
    if fault == "no room":
        assert [path.name for path in cache.glob("*")] == ["lock"]


@pytest.mark.parametrize("more", ["ydr:a ydr:b .\n", 'ydr:a yd:start "x"^^xsd:integer .\n'])
def test_a_damaged_file_is_told_as_ever(folder: Path, more: str) -> None:
    """File, line and what was expected are in the message; nothing of an index stays."""
    path = folder / "triples.ttl"
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    with pytest.raises(TurtleError, match=rf"^{path}:\d+: "):
        open_store(collection(folder))
    assert [each.name for each in (folder.parent / "cache").glob("*")] == ["lock"]


def test_a_fault_that_is_kept_holds_no_place(folder: Path) -> None:
    """Whoever keeps what was raised, as a server's log and a test do, gets the next index all the same."""
    path = folder / "triples.ttl"
    whole = path.read_bytes()
    path.write_bytes(whole + b"ydr:a ydr:b .\n")
    with pytest.raises(TurtleError) as kept:
        open_on_disk(collection(folder))
    path.write_bytes(whole)
    assert open_on_disk(collection(folder)) is not None
    assert kept.value.__traceback__ is not None


def test_who_wants_none_has_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the variable is empty, the files are read however large they are."""
    monkeypatch.setenv(VARIABLE, "")
    assert _called(open_store(collection(folder))) == "Hefei"
    assert open_on_disk(collection(folder)) is None


def test_a_second_question_reads_no_turtle(folder: Path) -> None:
    """Once there is a store of the files, none of them is read for what it means, however its times have changed."""
    first = open_on_disk(collection(folder))
    assert first is not None
    place = folder_of(first)
    assert place is not None
    built = place.stat()
    for path in folder.iterdir():
        path.touch()
    again = open_store(collection(folder))
    assert folder_of(again) == place
    assert (place.stat().st_ino, place.stat().st_mtime_ns) == (built.st_ino, built.st_mtime_ns)
    assert _called(again) == "Hefei"


@pytest.mark.parametrize("how", ["record", "no record", "part", "block", "stranger", "above", "place"])
def test_a_store_that_cannot_be_believed_is_none(folder: Path, how: str, tmp_path: Path) -> None:
    """Whatever is wrong with it, the answer is right and nobody is bothered."""
    cache, known = tmp_path / "cache", open_on_disk(collection(folder))
    assert known is not None
    place = folder_of(known)
    assert place is not None
    record = place.with_suffix(".json")
    largest = max(place.iterdir(), key=lambda path: path.stat().st_size)
    if how == "record":
        record.write_text('{"version": [')
    elif how == "no record":
        record.unlink()
    elif how == "part":
        largest.write_bytes(largest.read_bytes()[:100])
    elif how == "block":
        content = bytearray(largest.read_bytes())
        content[len(content) // 2] ^= 0xFF
        largest.write_bytes(content)
    elif how == "stranger":
        cache.chmod(0o777)
    elif how == "above":
        tmp_path.chmod(0o777)
    else:
        shutil.rmtree(cache)
        cache.write_text("a file, where a folder is wanted")
    assert _called(open_store(collection(folder))) == "Hefei"
    tmp_path.chmod(0o700)
    assert (open_on_disk(collection(folder)) is None) == (how in {"stranger", "place"})


def test_many_at_once_build_it_once(folder: Path) -> None:
    """Whoever comes while it is built waits for it."""
    told: list[object] = []
    with ThreadPoolExecutor(4) as pool:
        opened = list(pool.map(lambda _: open_on_disk(collection(folder), say=told.append), range(4)))
    assert all(opened)
    assert len(told) == 1


#: Asks once, and ends.
_ASK = """
import sys
from ydkg.collection import collection
from ydkg.graph.store import open_on_disk
assert open_on_disk(collection(sys.argv[1]))
"""


def test_a_store_of_other_files_goes_unless_it_is_read(folder: Path, tmp_path: Path) -> None:
    """The one that a process has open stays as long as it has; of one collection another's is not touched."""
    subprocess.run([sys.executable, "-c", _ASK, str(folder)], check=True)
    (former,) = (tmp_path / "cache").glob("*/")
    _rename(folder, "Hofei")
    second = open_on_disk(collection(folder))
    assert second is not None
    assert not former.exists()
    path = folder / "triples.ttl"
    path.write_text(path.read_text(encoding="utf-8").replace('label "Hofei"@en', 'label "Hufei"@en'), "utf-8")
    open_on_disk(collection(folder))
    assert _called(second) == "Hofei"
    assert len([*(tmp_path / "cache").glob("*/")]) == 2


def test_each_file_is_a_graph_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By default it answers with what the files say, once."""
    indexed = open_on_disk(collection(folder))
    assert indexed is not None
    assert len(list(indexed.named_graphs())) == len(collection(folder).all_files) - 1  # one is empty
    monkeypatch.setenv(VARIABLE, "")
    assert len(Graph(indexed)) == len(Graph(open_store(collection(folder))))
