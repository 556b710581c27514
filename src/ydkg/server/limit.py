"""Limits, and what is said where they are reached: an answer that is too large stops while it is being written."""

from __future__ import annotations

from io import BytesIO

from ydkg.errors import OverloadError, ResultLimitError, problem


class Limited(BytesIO):
    """Collect what is written, up to a limit; pyoxigraph's `serialize` writes to it and passes its error on.

    >>> writer = Limited(10)
    >>> writer.write(b"12345678")
    8
    >>> writer.write(b"9abc")
    Traceback (most recent call last):
    ydkg.errors.ResultLimitError: answer: larger than 10 bytes, the most that is sent; ask for less, say by LIMIT
    """

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def write(self, piece: bytes, /) -> int:  # type: ignore[override]
        """Take a piece; its length."""
        if self.tell() + memoryview(piece).nbytes > self._limit:
            raise too_large(self._limit)
        return super().write(piece)


def too_large(limit: int) -> ResultLimitError:
    """Say that an answer is too large."""
    said = problem("answer: larger than {size}, the most that is sent; ask for less, say by LIMIT", size=size(limit))
    return ResultLimitError(said, limit)


def overloaded(reason: str, seconds: int = 5) -> OverloadError:
    """Say that too much is asked at once."""
    said = problem("server: {why}; ask again in {seconds} s", why=reason, seconds=seconds)
    return OverloadError(said, seconds)


def size(count: int) -> str:
    """Write a number of bytes for people, in MB (of 2**20 bytes) where it is a whole number of them.

    >>> size(16 * 1024 * 1024), size(1000)
    ('16 MB', '1000 bytes')
    """
    whole, rest = divmod(count, 1024 * 1024)
    return f"{count} bytes" if rest or not whole else f"{whole} MB"
