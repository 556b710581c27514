"""Whole files: an output of one file or of several is written beside its place and moved there, or not at all."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ydkg.errors import OutputError, problem, write_error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


def write_whole(path: str | Path, content: str | bytes | Iterable[bytes], *, private: bool = False) -> None:
    """Write a file so that no reader ever sees half of it, and a failure leaves the old one whole.

    A private one can be read by whoever writes it alone.

    >>> write_whole("/no/such/folder/graph.ttl", "")
    Traceback (most recent call last):
    ydkg.errors.OutputError: /no/such/folder/graph.ttl: cannot be written: No such file or directory
    """
    raw = content.encode() if isinstance(content, str) else content
    pieces = [raw] if isinstance(raw, bytes) else raw
    if str(path) == "-":
        sys.stdout.flush()
        sys.stdout.buffer.writelines(pieces)
        sys.stdout.buffer.flush()
        return
    try:
        if str(path).endswith(os.sep) and not Path(path).exists():
            raise NotADirectoryError(None, problem("there is no such folder; give the name of a file"))
        _replace(Path(path), pieces, private=private)
    except OutputError:
        raise  # it says already what could not be written
    except OSError as error:
        raise write_error(path, error) from error


@contextmanager
def written_together(folder: str | Path) -> Iterator[Path]:
    """Write files into a folder, made where there is none, so that all of them are there, or none and no folder.

    >>> with written_together("/dev/null/folder"):
    ...     pass
    Traceback (most recent call last):
    ydkg.errors.OutputError: /dev/null/folder: cannot be written: Not a directory
    """
    from tempfile import TemporaryDirectory  # noqa: PLC0415 - few outputs are several files

    place = Path(folder)
    try:
        standing = next(each for each in (place, *place.absolute().parents) if each.exists())
        made = TemporaryDirectory(prefix=".ydkg-", dir=standing)
    except OSError as error:
        raise write_error(place, error) from error
    with made as part:
        try:
            yield Path(part)
        except OutputError as error:
            written = Path(str(error.value))
            if isinstance(error.__cause__, OSError) and written.is_relative_to(part):
                raise write_error(place / written.relative_to(part), error.__cause__) from error
            raise
        moves = {place / path.name: path for path in sorted(Path(part).iterdir())}
        target = place
        try:
            place.mkdir(parents=True, exist_ok=True)
            for target in moves:
                _refuse(target)
            for target, path in moves.items():
                if target.exists():
                    path.chmod(target.stat().st_mode & 0o7777)
                path.replace(target)
        except OSError as error:
            raise write_error(target, error) from error


def packed(files: Mapping[str, bytes]) -> bytes:
    """Pack files into a ZIP file; in the order given; the same bytes for the same files, which bear no day."""
    import io  # noqa: PLC0415 - few outputs are packed
    import zipfile  # noqa: PLC0415 - likewise

    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _replace(path: Path, pieces: Iterable[bytes], *, private: bool) -> None:
    """Put the bytes in the place of the file, keeping its permissions; a link or a device is written through."""
    # A link such as /dev/stdout may lead to a pipe, which no path has.
    if path.exists() and not path.is_file() and not path.is_dir():
        with path.open("wb") as file:
            file.writelines(pieces)
        return
    place = path.resolve()
    _refuse(place)
    beside = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if private else 0o666)
        with os.fdopen(descriptor, "wb") as file:
            if place.exists() and not private:
                beside.chmod(place.stat().st_mode & 0o7777)
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(place)
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def _refuse(place: Path) -> None:
    """See that a file can take a place."""
    if place.is_dir():
        raise IsADirectoryError(None, "it is a folder")
    if place.exists() and not os.access(place, os.W_OK):
        raise PermissionError(None, "it may not be changed")
