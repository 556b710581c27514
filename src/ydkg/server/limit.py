"""A writer with a limit: an answer that is too large stops while it is being written."""

from __future__ import annotations

from ydkg.errors import ResultLimitError


class Limited:
    """Collect what is written, up to a limit; pyoxigraph's `serialize` writes to it and passes its error on."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._content = bytearray()

    def write(self, piece: bytes) -> int:
        """Take a piece.

        Parameters
        ----------
        piece : bytes
            What comes next.

        Returns
        -------
        int
            Its length.

        Raises
        ------
        ResultLimitError
            If the whole would be longer than the limit.
        """
        if len(self._content) + len(piece) > self._limit:
            raise too_large(self._limit)
        self._content += piece
        return len(piece)

    def flush(self) -> None:
        """Do nothing: all is collected here."""

    def getvalue(self) -> bytes:
        """Hand out what was written.

        Returns
        -------
        bytes
            The whole.
        """
        return bytes(self._content)


def limited(limit: int) -> Limited:
    """Make a writer with a limit.

    Parameters
    ----------
    limit : int
        Bytes.

    Returns
    -------
    Limited
        Empty.

    Examples
    --------
    >>> writer = limited(10)
    >>> writer.write(b"12345678")
    8
    >>> writer.write(b"9abc")
    Traceback (most recent call last):
    ydkg.errors.ResultLimitError: answer: larger than 10 bytes, the most that is sent; ask for less, say by LIMIT
    """
    return Limited(limit)


def too_large(limit: int) -> ResultLimitError:
    """Say that an answer is too large.

    Parameters
    ----------
    limit : int
        Bytes.

    Returns
    -------
    ResultLimitError
        To be raised.
    """
    message = f"answer: larger than {size(limit)}, the most that is sent; ask for less, say by LIMIT"
    return ResultLimitError(message, limit)


def size(count: int) -> str:
    """Write a number of bytes for people.

    Parameters
    ----------
    count : int
        Bytes.

    Returns
    -------
    str
        In MB (of 2**20 bytes) where it is a whole number of them.

    Examples
    --------
    >>> size(16 * 1024 * 1024), size(1000)
    ('16 MB', '1000 bytes')
    """
    whole, rest = divmod(count, 1024 * 1024)
    return f"{count} bytes" if rest or not whole else f"{whole} MB"
