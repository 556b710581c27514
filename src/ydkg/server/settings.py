"""What a server is told when it starts, and what is said at each limit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from ydkg.collection import Collection, collection
from ydkg.errors import MemoryLimitError, OverloadError, ResultLimitError, TimeLimitError, problem

if TYPE_CHECKING:
    from pathlib import Path


class Settings(NamedTuple):
    """What a server serves, where, and how much of the machine a query may take."""

    host: str = "127.0.0.1"  # where it listens
    port: int = 8000
    names: tuple[str, ...] = ()  # host names, besides those of the machine itself, that requests may ask for
    proxies: tuple[str, ...] = ()  # addresses or networks of proxies whose word on the client's address is taken
    sources: tuple[Path, ...] = ()  # texts of documents: with them pages show the sentences
    inferred: bool = False  # whether there are graphs of what follows by the ontology, and by arithmetic
    derived: bool = False
    data: Collection = collection()  # the files; `ydkg.server.dataset.settled` finds those of its folder anew
    contents: tuple[bytes, ...] = ()
    digests: tuple[str, ...] = ()  # SHA-256 of each of these, in hexadecimal digits
    workers: int = 2  # processes that answer queries; one of them is kept for short ones
    time_limit: float = 10.0  # seconds that a query may take, and after which it is no longer short
    slice: float = 0.2
    wait_limit: float = 10.0  # seconds that a query may wait for a worker
    memory_limit: int = 512 * 1024 * 1024
    result_limit: int = 16 * 1024 * 1024
    job_time_limit: float = 120.0  # the same for the server's own work: what pages tell, the explorer, exports
    job_memory_limit: int = 2 * 1024 * 1024 * 1024
    jobs: bool = False  # whether the bounds of a query are replaced by those of such work
    queue: int = 64  # queries that may wait, in all and of one client: of short and of long ones each
    queue_per_client: int = 16
    connections: int = 512  # connections at a time, in all and of one address that is no proxy's
    connections_of_one: int = 0  # 0 is half of all
    patience: float = 10.0  # seconds that a client has for a request's head, for its body, and until its next request
    log: Literal["json", "text", "none"] = "text"  # how requests are written down: ``json``, ``text`` or ``none``
    reload: bool = False
    mcp: bool = False  # whether assistants may ask at ``/mcp``

    def of_jobs(self) -> Settings:
        """Give the settings with the bounds of the server's own work in place of a query's."""
        return self._replace(time_limit=self.job_time_limit, memory_limit=self.job_memory_limit, jobs=True)


# What is said at each limit


def out_of_time(settings: Settings) -> TimeLimitError:
    """Say that a query took too long."""
    limit = settings.time_limit
    said = problem("not answered within {seconds} s and ended", seconds=f"{limit:g}")
    hint = "" if settings.jobs else problem("narrow its patterns or ask for less, say by LIMIT")
    return TimeLimitError(said, limit, where="query", hint=hint)


def out_of_memory(settings: Settings) -> MemoryLimitError:
    """Say that a query wanted too much memory."""
    limit = settings.memory_limit
    said = problem("wanted more than {size} of memory and was ended", size=_size(limit))
    hint = "" if settings.jobs else problem("narrow its patterns, or sort and compare less")
    return MemoryLimitError(said, limit, where="query", hint=hint)


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
