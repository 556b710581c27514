"""Downloads of a large graph are files: read by many, slowly, while data change, and on a disk that is full."""

from __future__ import annotations

import re
import signal
import socket
import time
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import FullDisk, Launch, Running


#: More than the system holds of an answer for a client: how many texts, and how long each is.
_TEXTS, _LENGTH = 64, 256 * 1024
_FILE, _SIZE = "/download/ntriples.nt", _TEXTS * _LENGTH
_HEAD = b"GET %b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n" % _FILE.encode()


def _write(data: Path, texts: int = _TEXTS) -> None:
    """Write a thing with long texts."""
    lines = [
        f'  <http://www.w3.org/2000/01/rdf-schema#comment> "{n:04}{"x" * (_LENGTH - 4)}" ;\n' for n in range(texts)
    ]
    (data / "long.ttl").write_text(f"<https://w3id.org/ydkg/id/utopia>\n{''.join(lines)}.\n", encoding="utf-8")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A collection so large that it lies on disk."""
    monkeypatch.delenv("YDKG_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "data").mkdir()
    _write(tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def server(data: Path, launch: Launch) -> Iterator[Running]:
    """A server of it, with patience for who takes nothing of an answer."""
    with launch("--data", str(data), patience=100) as one:
        yield one


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


def _files(server: Running) -> int:
    """Count the files without a name that hold a download."""
    found = 0
    for each in Path(f"/proc/{server.process.pid}/fd").iterdir():
        with suppress(OSError):
            found += "(deleted)" in str(each.readlink()) and each.stat().st_size > _SIZE // 2
    return found


def _peak(server: Running) -> int:
    """Give the most bytes that the server's own process has held."""
    status = Path(f"/proc/{server.process.pid}/status").read_text(encoding="ascii")
    return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) * 1024


def test_many_slow_readers_have_one_file_and_no_memory(server: Running) -> None:
    """The server holds less than all of it once; who leaves leaves nothing open, and the last one gets all."""
    assert server.ask("/graph/long.ttl")[0] == 200
    server.eventually(lambda: server.health()["prepared"], "all that is made beforehand")
    before = _peak(server)
    readers = [_slow(server) for _ in range(12)]
    for each in readers:
        assert each.recv(12) == b"HTTP/1.1 200"
    assert _files(server) == 2  # of the graph, and of its named one
    for each in readers[1:]:
        each.close()
    with readers[0]:
        body = server.drained(readers[0])
    assert len(body) > _SIZE
    assert _peak(server) - before < _SIZE
    assert _files(server) == 2  # of the graph, and of its named one


def test_a_file_is_known_again_and_packed(server: Running, data: Path, launch: Launch) -> None:
    """Who has it gets none, who asks for its head gets that, who takes gzip gets it so; another start knows it, too."""
    status, headers, body = server.ask(_FILE)
    assert (status, headers["content-length"]) == (200, str(len(body)))
    assert _files(server) == 1
    assert server.ask(_FILE, If_None_Match=headers["etag"])[0] == 304
    _, packed, content = server.ask(_FILE, Accept_Encoding="gzip")
    assert packed["content-encoding"] == "gzip"
    assert packed["etag"] != headers["etag"]
    assert server.ask(_FILE, Accept_Encoding="gzip", If_None_Match=packed["etag"])[0] == 304
    assert _unpacked(content) == body
    _, head, nothing = server.parsed(server.send(_HEAD.replace(b"GET", b"HEAD")))
    assert (head["content-length"], head["etag"], nothing) == (str(len(body)), headers["etag"], b"")
    with launch("--data", str(data)) as again:
        assert again.ask(_FILE)[1]["etag"] == headers["etag"]


def _unpacked(chunked: bytes) -> bytes:
    """Read a body in chunks, packed by gzip."""
    packed = b""
    while size := int(chunked[: (end := chunked.index(b"\r\n"))], 16):
        packed += chunked[end + 2 : end + 2 + size]
        chunked = chunked[end + 4 + size :]
    return zlib.decompress(packed, 31)


def test_a_reader_gets_one_version_to_the_end(server: Running, data: Path) -> None:
    """Data that change meanwhile change nothing for who reads; the next gets them, and the old file is gone."""
    content = server.ask(_FILE)[2]
    with _slow(server) as reader:
        time.sleep(1)
        _write(data, _TEXTS - 1)
        server.process.send_signal(signal.SIGHUP)
        server.eventually(lambda: server.events("reload"), "a reload")
        new = server.ask(_FILE)
        assert _rest(server, reader) == content
    assert new[2] == b"".join(sorted(content.splitlines(keepends=True))[:-1])
    server.eventually(lambda: _files(server) == 1, "one file")


def test_who_leaves_before_it_is_made_leaves_it_to_the_next(server: Running) -> None:
    """It is made to the end, and once."""
    _slow(server).close()
    server.eventually(lambda: _files(server), "a file")
    assert server.ask(_FILE)[0] == 200
    assert _files(server) == 1


def test_a_full_disk_is_no_end(server: Running, data: Path, launch: Launch, full_disk: FullDisk) -> None:
    """Who asks is told to come again, and the log says what was not written."""
    assert server.ask("/")[0] == 200  # the store is there
    with full_disk(_SIZE // 2), launch("--data", str(data)) as other:
        for _ in range(2):
            status, headers, body = other.ask(_FILE)
            assert (status, headers["retry-after"]) == (503, "60")
            assert b"cannot be written" in body
            assert b"/proc/" not in body
        said = "cannot be written: File too large"
        other.eventually(lambda: any(said in each["message"] for each in other.events("warning")), "a line")
        assert _files(other) == 0
        assert other.ask("/things.csv")[0] == 200
