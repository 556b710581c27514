"""The index of a collection: as quick as a store, and never believed against the files."""

from __future__ import annotations

import json
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from typing import TYPE_CHECKING

import pytest

from ydkg.assets import DATA_DIR
from ydkg.cli import main
from ydkg.collection import collection
from ydkg.errors import OutputError, TurtleError, UnknownNameError
from ydkg.graph import index, outline, search
from ydkg.graph import store as stores
from ydkg.graph.answer import answer
from ydkg.graph.canonical import read_turtle
from ydkg.graph.catalogue import question
from ydkg.graph.graph import Graph
from ydkg.graph.index import VARIABLE
from ydkg.graph.names import resolve
from ydkg.graph.outline import outlines_of
from ydkg.graph.store import index_of, open_store
from ydkg.graph.unknown import unknown_terms
from ydkg.vocab import ydr

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pyoxigraph import Quad, Store

    from conftest import FullDisk

_LABEL = "SELECT ?l { ydr:hefei rdfs:label ?l FILTER(LANG(?l) = 'en') }"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shipped data, large enough to be indexed without being asked to, and a cache of its own."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    monkeypatch.setattr(stores, "LARGE", 0)
    place = tmp_path / "data"
    place.mkdir()
    for path in DATA_DIR.glob("*.ttl"):
        shutil.copyfile(path, place / path.name)
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
    monkeypatch.setattr(stores, "index_of", lambda *_, **__: None)
    assert indexed.rows
    assert indexed == answer(open_store(collection(folder)), question(name), {})


def test_a_second_question_reads_no_turtle(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once there is an index of files that were not changed a moment ago, none of them is read."""
    record = next(iter(_records(folder)))
    known = json.loads(record.read_bytes())
    for each in known["files"]:
        each["looked"] += 10**10
    record.write_text(json.dumps(known))
    for name in ("_load", "_quads"):
        monkeypatch.setattr(stores, name, None)
    monkeypatch.setattr(index.hashlib, "file_digest", None)
    assert _called(open_store(collection(folder))) == "Hefei"


def _records(folder: Path) -> list[Path]:
    """Have an index built, and find what is written down of it."""
    open_store(collection(folder))
    return list((folder.parent / "cache").glob("*/*.json"))


def test_names_and_sentences_are_read_when_it_is_built(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What would be read of all of a large graph for a look-up is kept beside the index, and of those files alone."""
    read = outlines_of(Graph(open_store(collection(folder))))
    monkeypatch.setattr(search, "names_of", lambda *_, **__: pytest.fail("names are read again"))
    monkeypatch.setattr(outline, "outlines_of", lambda _: pytest.fail("sentences are read again"))
    table = Graph(open_store(collection(folder)))
    assert any(each.sentences for each in read.values())
    assert outline.kept_outlines(table) == read
    assert resolve(table, "hEFEI") == ydr("hefei")
    with pytest.raises(UnknownNameError, match="Hefei") as caught:
        resolve(table, "hefeii")
    assert caught.value.suggestions[0] == "ydr:hefei"
    monkeypatch.undo()
    _rename(folder, "Lakes")
    assert resolve(Graph(open_store(collection(folder))), "LAKES") == ydr("hefei")


def test_where_nothing_is_kept_names_and_sentences_are_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store in memory has no place for them, and answers the same."""
    monkeypatch.setattr(stores, "index_of", lambda *_, **__: None)
    table = Graph(open_store(collection(folder)))
    assert not outline.kept_outlines(table)
    assert resolve(table, "hEFEI") == ydr("hefei")


def test_a_changed_file_is_seen_whatever_its_size_and_day(folder: Path) -> None:
    """A file that has another name of as many letters, and the old time of change, gives the new answer."""
    path = folder / "triples.ttl"
    before = path.stat()
    assert _called(open_store(collection(folder))) == "Hefei"
    _rename(folder, "Hofei")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert _called(open_store(collection(folder))) == "Hofei"


def test_a_file_that_was_only_touched_is_not_read_again(folder: Path) -> None:
    """Where the digest is the same the index stays."""
    first = index_of(collection(folder))
    for path in folder.iterdir():
        path.touch()
    again = index_of(collection(folder))
    assert first is not None
    assert again is not None
    assert (first.fresh, again.fresh, again.folder) == (True, False, first.folder)


def test_another_file_in_the_folder_is_in_the_answers(folder: Path) -> None:
    """What is put into the collection is asked, too."""
    open_store(collection(folder))
    (folder / "note.ttl").write_text(f'<https://w3id.org/ydkg/id/note> <{_RDFS}label> "A note"@en .\n', "utf-8")
    assert open_store(collection(folder)).query(f'ASK {{ ?s <{_RDFS}label> "A note"@en }}')


@pytest.mark.parametrize("how", ["version", "record", "part", "block", "stranger", "above", "place"])
def test_an_index_that_cannot_be_believed_is_none(folder: Path, how: str, tmp_path: Path) -> None:
    """Whatever is wrong with it, the answer is right and nobody is bothered."""
    known = index_of(collection(folder))
    assert known is not None
    (record,) = _records(folder)
    if how == "version":
        record.write_text(record.read_text().replace("pyoxigraph", "oldgraph"))
    elif how == "record":
        record.write_text('{"version": [')
    elif how == "part":
        largest = max(known.folder.iterdir(), key=lambda path: path.stat().st_size)
        largest.write_bytes(largest.read_bytes()[:100])
    elif how == "block":
        largest = max(known.folder.iterdir(), key=lambda path: path.stat().st_size)
        content = bytearray(largest.read_bytes())
        content[len(content) // 2] ^= 0xFF
        largest.write_bytes(content)
    elif how == "stranger":
        record.parent.chmod(0o777)
    elif how == "above":
        record.parent.parent.chmod(0o777)
    else:
        shutil.rmtree(tmp_path / "cache")
        (tmp_path / "cache").write_text("a file, where a folder is wanted")
    assert _called(open_store(collection(folder))) == "Hefei"
    again = index_of(collection(folder))
    assert (again is None) == (how in {"stranger", "above", "place"})


def test_what_others_wrote_into_the_cache_takes_nothing_away(folder: Path, tmp_path: Path) -> None:
    """A record that names a folder elsewhere, or lies in a folder that others may write to, removes nothing."""
    treasure = tmp_path / "treasure"
    treasure.mkdir()
    records = []
    for name, mode in (("ours", 0o700), ("shared", 0o777)):
        place = tmp_path / "cache" / name
        (place / "asked-0").mkdir(parents=True)
        records.append(place / "asked.json")
        records[-1].write_text(json.dumps({"files": [], "store": str(treasure)}))
        place.chmod(mode)
    assert index_of(collection(folder)) is not None
    assert treasure.is_dir()
    assert [record.exists() for record in records] == [False, True]
    assert [(record.parent / "asked-0").exists() for record in records] == [False, True]


def test_many_at_once_build_it_once(folder: Path) -> None:
    """Whoever comes while it is built waits for it."""
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: index_of(collection(folder)), range(4)))
    assert sorted(each.fresh for each in found if each) == [False, False, False, True]


def test_a_few_quads_are_held_at_a_time(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An index is built of batches, none of them lost: each is a share of those before, within bounds."""
    whole = index_of(collection(folder), served=True)
    batches: list[int] = []

    class Counting:
        """A store that takes down how many quads it is given at a time."""

        def __init__(self, place: str) -> None:
            self._store = index.pyoxigraph.Store(place)

        def bulk_extend(self, quads: Iterable[Quad]) -> None:
            held = list(quads)
            batches.append(len(held))
            self._store.bulk_extend(held)

        def __getattr__(self, name: str) -> object:
            return getattr(self._store, name)

        def __len__(self) -> int:
            return len(self._store)

        read_only = index.Store.read_only

    monkeypatch.setattr(index, "Store", Counting)
    monkeypatch.setattr(index, "_BATCH", 500)
    monkeypatch.setattr(index, "_MOST", 1_000)
    monkeypatch.setenv(VARIABLE, str(folder.parent / "another"))
    parted = index_of(collection(folder), served=True)
    assert whole is not None
    assert parted is not None
    assert set(parted.store) == set(whole.store)
    assert batches[0] == 500
    assert all(many <= max(500, sum(batches[:place]) // 12) for place, many in enumerate(batches))
    assert max(batches) == 1_000


#: What keeps an index from being kept -> what is said of it.
REASONS = {"": "", "no place": "Not a directory", "no room": "File too large", "no record": "cannot be replaced"}


@pytest.mark.parametrize("fault", REASONS)
def test_who_asks_is_told_whether_an_index_is_kept(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    full_disk: FullDisk,
    fault: str,
) -> None:
    """Where none can be kept, that and why is said too, nothing stays, and the answer is there."""
    cache = folder / "triples.ttl" / "cache" if fault == "no place" else folder.parent / "cache"
    monkeypatch.setenv(VARIABLE, str(cache))

    def refuse(*_: object) -> None:
        raise OutputError(REASONS[fault])

    if fault == "no record":
        monkeypatch.setattr(index, "write_whole", refuse)
    with full_disk(100_000) if fault == "no room" else nullcontext(), pytest.raises(SystemExit) as ended:
        main(["--data", str(folder), "query", "people/all_posts", "--format", "csv"])
    out, err = capsys.readouterr()
    assert (ended.value.code, "gu-jun" in out) == (0, True)
    begun, unkept = "an index is built there, once", f"{cache}: no index can be kept there ({REASONS[fault]}); name"
    assert (begun in err, unkept in err) == (fault != "no place", fault != "")
    assert err.count("\n") == (1 if fault in {"", "no place"} else 2)
    if fault in {"no room", "no record"}:
        assert [path.name for path in cache.glob("*/*")] == ["lock"]


@pytest.mark.parametrize("more", ["ydr:a ydr:b .\n", 'ydr:a yd:start "x"^^xsd:integer .\n'])
def test_a_damaged_file_is_told_as_ever(folder: Path, more: str) -> None:
    """File, line and what was expected are in the message; nothing of an index stays."""
    path = folder / "triples.ttl"
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    with pytest.raises(TurtleError, match=rf"^{path}:\d+: "):
        open_store(collection(folder))
    assert [each.name for each in (folder.parent / "cache").glob("*/*")] == ["lock"]


def test_a_fault_that_is_kept_holds_no_place(folder: Path) -> None:
    """Whoever keeps what was raised, as a server's log and a test do, gets the next index all the same."""
    path = folder / "triples.ttl"
    whole = path.read_bytes()
    path.write_bytes(whole + b"ydr:a ydr:b .\n")
    with pytest.raises(TurtleError) as kept:
        index_of(collection(folder))
    path.write_bytes(whole)
    assert index_of(collection(folder)) is not None
    assert kept.value.__traceback__ is not None


def test_who_wants_none_has_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the variable is empty, the files are read however large they are."""
    monkeypatch.setenv(VARIABLE, "")
    assert _called(open_store(collection(folder))) == "Hefei"
    assert index_of(collection(folder), wanted=True) is None


def test_a_small_collection_has_an_index_only_when_asked(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is read as fast leaves nothing in the cache, until `ydkg index` is called; and nothing after `--remove`."""
    monkeypatch.setattr(stores, "LARGE", 10**9)
    cache = folder.parent / "cache"
    open_store(collection(folder))
    assert not cache.exists()
    with pytest.raises(SystemExit):
        main(["--data", str(folder), "index"])
    assert capsys.readouterr().err.count("built") == 2
    assert index_of(collection(folder)) is not None
    with pytest.raises(SystemExit):
        main(["--data", str(folder), "index", "--remove"])
    assert index_of(collection(folder)) is None


def test_triples_are_counted_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An index says how many triples are asked by default: a million would take half a second at each start."""
    assert index_of(collection(folder), served=True)
    files = [*collection(folder).files]
    expected = len({triple for path in files for triple in read_turtle(path)})
    monkeypatch.setattr(index, "_count_default", lambda _: pytest.fail("it was counted again"))
    again = index_of(collection(folder), served=True)
    assert again
    assert index.count_triples(again.store) == expected


def test_what_anything_is_said_of_is_listed_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A misspelt thing is suggested from what is kept beside the index, after the first time."""
    slip = "ASK { ydr:hefeii ?p ?o }"
    first = unknown_terms(open_store(collection(folder)), slip)
    assert first[0].suggestion == "ydr:hefei"
    monkeypatch.setattr(Graph, "subjects", lambda *_: pytest.fail("all are listed again"))
    assert unknown_terms(open_store(collection(folder)), slip) == first
