"""Faults and limits: an error of a worker as a message and as the same error again, and what is said at each limit."""

from __future__ import annotations

import signal
import traceback
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ydkg import errors
from ydkg.errors import (
    Listed,
    MemoryLimitError,
    Message,
    Named,
    OverloadError,
    ResultLimitError,
    TimeLimitError,
    WorkerError,
    YdkgError,
    problem,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ydkg.server.settings import Settings


def as_header(error: BaseException, settings: Settings) -> dict[str, object]:
    """Describe an error; to be sent; ``trace`` is only there where the error is a fault of the program."""
    trace = {}
    if isinstance(error, MemoryError) and not isinstance(error, YdkgError):
        error = _out_of_memory(settings)
    elif not isinstance(error, YdkgError):
        trace = {"trace": "".join(traceback.format_exception(error))}
        text = " ".join(str(error).split())
        line = f"worker: failed at the task: {type(error).__name__}: {text}"
        error = WorkerError(line)
    return {**_described(error), **trace}


def as_error(header: Mapping[str, Any]) -> YdkgError:
    """Make the error again."""
    kind = getattr(errors, header["error"], WorkerError)
    values = {name: _put_together(each) for name, each in header["values"].items()}
    fields = {name: _put_together(each) for name, each in header["fields"].items()}
    return kind(problem(header["message"], **values), header["value"], **fields)


def _described(error: YdkgError) -> dict[str, object]:
    value = error.value if isinstance(error.value, str | int | float | None) else str(error.value)
    said = error.message if isinstance(error.message, Message) else problem(error.message)
    fields = {name: _taken_apart(each) for name, each in error.fields.items()}
    parts = {"message": said.pattern, "values": _taken_apart(said.values), "value": value, "fields": fields}
    return {"error": type(error).__name__, **parts}


def _taken_apart(said: object) -> object:
    """Give what can be said in two languages as JSON that has both."""
    if isinstance(said, YdkgError):
        return _described(said)
    if isinstance(said, Named):
        return {"english": str(said), "chinese": said.chinese}
    if isinstance(said, Listed):
        return {"names": [_taken_apart(each) for each in said.names], "between": said.between}
    if isinstance(said, Message):
        return {"pattern": said.pattern, "values": _taken_apart(said.values)}
    return {name: _taken_apart(each) for name, each in said.items()} if isinstance(said, dict) else said


def _put_together(sent: Any) -> Any:  # noqa: ANN401 - whatever JSON has
    """Make what was taken apart again."""
    if not isinstance(sent, dict):
        return sent
    if "error" in sent:
        return as_error(sent)
    if "english" in sent:
        return Named(sent["english"], sent["chinese"])
    if "names" in sent:
        return Listed(map(_put_together, sent["names"]), sent["between"])
    return problem(sent["pattern"], **{name: _put_together(each) for name, each in sent["values"].items()})


def out_of_time(settings: Settings) -> TimeLimitError:
    """Say that a query took too long."""
    limit = settings.time_limit
    said = problem("not answered within {seconds} s and ended", seconds=f"{limit:g}")
    hint = "" if settings.jobs else problem("narrow its patterns or ask for less, say by LIMIT")
    return TimeLimitError(said, limit, where="query", hint=hint)


def of_exit(code: int | None, settings: Settings, *, last: bool) -> YdkgError | None:
    """Say why a worker ended in the midst of a request."""
    if code == -signal.SIGABRT:
        # So the engine ends its process when it is refused memory.
        return _out_of_memory(settings)
    if code == -signal.SIGXCPU:
        return out_of_time(settings)
    if code in {-signal.SIGSEGV, -signal.SIGBUS, -signal.SIGILL}:
        said = problem("the engine broke down over it, which nesting does; make it simpler")
        return WorkerError(said, code, where="query")
    if last:
        return WorkerError(problem("worker: was ended from outside again and again; look into the system's log"), code)
    return None


def _out_of_memory(settings: Settings) -> MemoryLimitError:
    """Say that a query wanted too much memory."""
    limit = settings.memory_limit
    said = problem("wanted more than {size} of memory and was ended", size=_size(limit))
    hint = "" if settings.jobs else problem("narrow its patterns, or sort and compare less")
    return MemoryLimitError(said, limit, where="query", hint=hint)


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
    said = problem("answer: larger than {size}, the most that is sent; ask for less, say by LIMIT", size=_size(limit))
    return ResultLimitError(said, limit)


def overloaded(reason: str, seconds: int = 5) -> OverloadError:
    """Say that too much is asked at once."""
    said = problem("server: {why}; ask again in {seconds} s", why=reason, seconds=seconds)
    return OverloadError(said, seconds)


def _size(count: int) -> str:
    """Write a number of bytes for people, in MB (of 2**20 bytes) where it is a whole number of them.

    >>> _size(16 * 1024 * 1024), _size(1000)
    ('16 MB', '1000 bytes')
    """
    whole, rest = divmod(count, 1024 * 1024)
    return f"{count} bytes" if rest or not whole else f"{whole} MB"
