"""What a server is told when it starts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from ydkg.collection import Collection, collection

if TYPE_CHECKING:
    from pathlib import Path


class Settings(NamedTuple):
    """What a server serves, where, and how much of the machine a query may take.

    Attributes
    ----------
    hosts, port : tuple of str, int
        Where it listens.
    socket : Path or None
        A Unix socket at which it listens instead; who comes there is believed as a proxy is.
    prefix : str
        The path below which the site lies, such as ``/graphs/delta``; empty where it has a host of its own.
    names : tuple of str
        Host names, besides those of the machine itself, that requests may ask for.
    proxies : tuple of str
        Addresses or networks of proxies whose word on the client's address is taken.
    sources : tuple of Path
        Texts of documents: with them pages show the sentences.
    inferred, derived : bool
        Whether there are graphs of what follows by the ontology, and by arithmetic.
    data : Collection
        The files; `ydkg.server.dataset.settled` finds those of its folder anew.
    contents : tuple of bytes
        What stood in its files and in those apart when they were loaded, each compressed by gzip, so that all that is
        made later is made of the same; empty before.
    digests : tuple of str
        SHA-256 of each of these, in hexadecimal digits.
    processes : int
        Processes that answer sockets, each with a share of the bounds that hold for all.
    workers : int
        Processes that answer queries; one of them is kept for short ones.
    time_limit, slice : float
        Seconds that a query may take, and after which it is no longer short.
    wait_limit : float
        Seconds that a query may wait for a worker.
    memory_limit, result_limit : int
        Bytes that a query may take beyond what the graph takes, and that its answer may have.
    job_time_limit, job_memory_limit : float, int
        The same for the server's own work: what pages tell, the explorer, exports.
    jobs : bool
        Whether the bounds of a query are replaced by those of such work.
    queue, queue_per_client : int
        Queries that may wait, in all and of one client: of short and of long ones each.
    connections, connections_of_one : int
        Connections at a time, in all and of one address that is no proxy's; 0 is half of all.
    patience : float
        Seconds that a client has for a request's head, for its body, and until its next request.
    max_age : int
        Seconds for which whoever keeps an answer may give it again without asking.
    log : str
        How requests are written down: ``json``, ``text`` or ``none``.
    reload, allow_smaller : bool
        Whether changed data files are loaded again, and whether also those that hold much less than before.
    mcp : bool
        Whether assistants may ask at ``/mcp``.
    """

    hosts: tuple[str, ...] = ("127.0.0.1",)
    port: int = 8000
    socket: Path | None = None
    prefix: str = ""
    names: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    sources: tuple[Path, ...] = ()
    inferred: bool = False
    derived: bool = False
    data: Collection = collection()
    contents: tuple[bytes, ...] = ()
    digests: tuple[str, ...] = ()
    processes: int = 1
    workers: int = 2
    time_limit: float = 10.0
    slice: float = 0.2
    wait_limit: float = 10.0
    memory_limit: int = 512 * 1024 * 1024
    result_limit: int = 16 * 1024 * 1024
    job_time_limit: float = 120.0
    job_memory_limit: int = 2 * 1024 * 1024 * 1024
    jobs: bool = False
    queue: int = 64
    queue_per_client: int = 16
    connections: int = 512
    connections_of_one: int = 0
    patience: float = 10.0
    max_age: int = 0
    log: Literal["json", "text", "none"] = "text"
    reload: bool = False
    allow_smaller: bool = False
    mcp: bool = False

    def of_jobs(self) -> Settings:
        """Give the settings with the bounds of the server's own work in place of a query's.

        Returns
        -------
        Settings
        """
        return self._replace(time_limit=self.job_time_limit, memory_limit=self.job_memory_limit, jobs=True)

    def share(self) -> Settings:
        """Give the settings of one of the processes that answer sockets.

        Returns
        -------
        Settings
            With its share of what all of them may have: never none, and of two workers or more at least two, so that
            one of them is kept for short queries in each process.
        """

        def part(whole: int) -> int:
            return -(-whole // self.processes)

        return self._replace(
            workers=max(part(self.workers), min(self.workers, 2)),
            queue=part(self.queue),
            queue_per_client=part(self.queue_per_client),
            connections=part(self.connections),
            connections_of_one=part(self.connections_of_one),
        )
