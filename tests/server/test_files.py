"""What is written to files beside an index: read by many, slowly, while data change, and on a disk that is full."""

from __future__ import annotations

import asyncio
import re
import signal
import socket
import zlib
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from ydkg.collection import collection
from ydkg.errors import OverloadError
from ydkg.graph import beside
from ydkg.graph.store import open_on_disk
from ydkg.server.settings import Settings
from ydkg.server.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from tests.server.conftest import Running
    from ydkg.graph.index import Index

    from conftest import FullDisk
    from ydkg.server.pool.pool import Pool

    Launch = Callable[..., AbstractContextManager[Running]]

#: More than the system holds of an answer for a client: how many texts, and how long each is.
_TEXTS, _LENGTH = 64, 256 * 1024
_MADE = "export-????????????????-*"
_FILE, _SIZE = "/download/ntriples.nt", _TEXTS * _LENGTH
_HEAD = b"GET %b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n" % _FILE.encode()


def _write(data: Path, texts: int = _TEXTS) -> None:
    """Write a thing with long texts."""
    lines = [
        f'  <http://www.w3.org/2000/01/rdf-schema#comment> "{n:04}{"x" * (_LENGTH - 4)}" ;\n' for n in range(texts)
    ]
    (data / "long.ttl").write_text(f"<https://w3id.org/ydkg/id/utopia>\n{''.join(lines)}.\n", encoding="utf-8")


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Index:
    """The index of a collection in the folder `data`."""
    monkeypatch.delenv("YDKG_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "data").mkdir()
    _write(tmp_path / "data")
    made = open_on_disk(collection(tmp_path / "data"), served=True)
    assert made
    return made


@pytest.fixture
def server(index: Index, tmp_path: Path, launch: Launch) -> Iterator[Running]:
    """A server on the index, with patience for who takes nothing of an answer."""
    assert index
    with launch("--data", str(tmp_path / "data"), patience=100) as one:
        yield one


def _beside(tmp_path: Path, pattern: str) -> list[Path]:
    return list(tmp_path.glob(f"cache/ydkg/*/*.made/{pattern}"))


def _slow(server: Running) -> socket.socket:
    """Ask for the file, and take nothing of it."""
    link = socket.socket()
    link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    link.settimeout(60)
    link.connect(("127.0.0.1", server.port))
    link.sendall(_HEAD)
    return link


def _rest(server: Running, reader: socket.socket) -> bytes:
    """Take the file that was asked for slowly, now as fast as it comes."""
    reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _LENGTH)
    return server.parsed(server.drained(reader))[2]


def _read(server: Running) -> int:
    """Count the files beside the index that the server reads."""
    found = 0
    for each in Path(f"/proc/{server.process.pid}/fd").iterdir():
        with suppress(OSError):
            found += bool(re.search(r"\.made/export-[0-9a-f]{16}-", str(each.readlink())))
    return found


def _peak(server: Running) -> int:
    """Give the most bytes that the server's own process has held."""
    status = Path(f"/proc/{server.process.pid}/status").read_text(encoding="ascii")
    return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) * 1024


def test_many_slow_readers_have_one_file_and_no_memory(server: Running, tmp_path: Path) -> None:
    """The server holds less than all of it once; who leaves leaves nothing open, and the last one gets all."""
    assert server.ask("/graph/long.ttl")[0] == 200
    server.eventually(lambda: server.health()["prepared"], "all that is made beforehand")
    before = _peak(server)
    readers = [_slow(server) for _ in range(12)]
    server.eventually(lambda: _read(server) == len(readers), "files that are read")
    assert len(_beside(tmp_path, _MADE)) == 1
    for each in readers[1:]:
        each.close()
    server.eventually(lambda: _read(server) == 1, "files that are closed")
    with readers[0]:
        body = _rest(server, readers[0])
    assert len(body) > _SIZE
    assert _peak(server) - before < _SIZE
    server.eventually(lambda: _read(server) == 0, "no file that is read")


def test_a_file_is_known_again_packed_and_kept_for_the_next_start(
    server: Running, tmp_path: Path, launch: Launch
) -> None:
    """Who has it gets none, who asks for its head gets that, who takes gzip gets it so; another start makes none."""
    status, headers, body = server.ask(_FILE)
    assert (status, headers["content-length"]) == (200, str(len(body)))
    (made,) = _beside(tmp_path, _MADE)
    assert made.read_bytes() == body
    assert server.ask(_FILE, If_None_Match=headers["etag"])[0] == 304
    _, packed, content = server.ask(_FILE, Accept_Encoding="gzip")
    assert packed["content-encoding"] == "gzip"
    assert packed["etag"] != headers["etag"]
    assert server.ask(_FILE, Accept_Encoding="gzip", If_None_Match=packed["etag"])[0] == 304
    assert _unpacked(content) == body
    _, head, nothing = server.parsed(server.send(_HEAD.replace(b"GET", b"HEAD")))
    assert (head["content-length"], head["etag"], nothing) == (str(len(body)), headers["etag"], b"")
    with launch("--data", str(tmp_path / "data")) as again:
        assert again.ask(_FILE)[1]["etag"] == headers["etag"]
    assert _beside(tmp_path, _MADE) == [made]
    assert not _beside(tmp_path, "export-*.part")


def _unpacked(chunked: bytes) -> bytes:
    """Read a body in chunks, packed by gzip."""
    packed = b""
    while size := int(chunked[: (end := chunked.index(b"\r\n"))], 16):
        packed += chunked[end + 2 : end + 2 + size]
        chunked = chunked[end + 4 + size :]
    return zlib.decompress(packed, 31)


def test_a_reader_gets_one_version_to_the_end(server: Running, tmp_path: Path) -> None:
    """Data that change meanwhile change nothing for who reads; the next gets them, and the old file is gone."""
    with _slow(server) as reader:
        server.eventually(lambda: _read(server) == 1, "a file that is read")
        (old,) = _beside(tmp_path, _MADE)
        content = old.read_bytes()
        _write(tmp_path / "data", _TEXTS - 1)
        server.process.send_signal(signal.SIGHUP)
        server.eventually(lambda: server.events("reload"), "a reload")
        new = server.ask(_FILE)
        assert _rest(server, reader) == content
    assert new[2] == b"".join(sorted(content.splitlines(keepends=True))[:-1])
    assert not old.exists()


def test_who_leaves_before_it_is_made_leaves_it_to_the_next(server: Running, tmp_path: Path) -> None:
    """It is made to the end, and nothing else stays of it."""
    _slow(server).close()
    server.eventually(lambda: _beside(tmp_path, _MADE), "a file")
    server.eventually(lambda: not _beside(tmp_path, "export-*.part"), "nothing that is left")
    server.eventually(lambda: _read(server) == 0, "no file that is read")


def test_a_full_disk_is_no_end(index: Index, tmp_path: Path, launch: Launch, full_disk: FullDisk) -> None:
    """Who asks is told to come again, the log says what was not written, and nothing stays of it."""
    assert index
    with full_disk(_SIZE // 2), launch("--data", str(tmp_path / "data")) as server:
        for _ in range(2):
            status, headers, body = server.ask(_FILE)
            assert (status, headers["retry-after"]) == (503, "60")
            assert b"cannot be written" in body
            assert str(tmp_path).encode() not in body
        said = "cannot be written: File too large"
        server.eventually(lambda: any(said in each["message"] for each in server.events("warning")), "a line")
        assert not _beside(tmp_path, _MADE)
        assert server.ask("/things.csv")[0] == 200


class _Pool:
    """Writes what it is told of data that may be others, and says so."""

    closing = False

    def __init__(self, state: str) -> None:
        self.state = state

    async def run(self, _: str, arguments: dict[str, str], **__: object) -> SimpleNamespace:
        await asyncio.to_thread(Path(arguments["to"]).write_bytes, b"content")
        return SimpleNamespace(header={"state": self.state}, body=b"")


def test_of_other_data_nothing_is_kept(index: Index, tmp_path: Path) -> None:
    """What a worker made after other data were loaded is not taken for that of those before."""

    def asked(state: str) -> bytes:
        site = Site(Settings(), index.store, "state", cast("Pool", _Pool(state)))

        async def read() -> bytes:
            with await site.file("export", {"format": "ntriples"}) as file:
                return file.read()

        return asyncio.run(read())

    with pytest.raises(OverloadError, match="other data were loaded"):
        asked("other state")
    assert not _beside(tmp_path, _MADE)
    assert asked("state") == b"content"


def test_what_another_program_left_is_taken_away(index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A later program's file takes the place of an earlier one's, and of what that could not finish nothing stays."""
    made = list[Path]()
    for program in ("0" * 16, "1" * 16):
        monkeypatch.setattr(beside, "_program", lambda program=program: program)
        with beside.Beside(index.store, "state").making("export", {}) as path:
            assert _beside(tmp_path, "*.part") == [path.parent]
            path.write_bytes(b"content")
        made += _beside(tmp_path, _MADE)
        path.parent.mkdir()  # as by one that was ended in the midst of it
    assert [each.name[-1] for each in made] == ["0", "1"]
