"""A worker: a forked process that answers one request after the other, until it is ended."""

from __future__ import annotations

import gc
import os
import signal
import socket
from importlib import import_module
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode

from ydkg.graph.index import reopened
from ydkg.graph.schema import shipped_schema
from ydkg.server.dataset import version_of
from ydkg.server.limit import too_large
from ydkg.server.pool import fault, limits
from ydkg.server.pool.transport import Header, pack, read
from ydkg.server.sparql import answering
from ydkg.server.tasks import TASKS, perform

if TYPE_CHECKING:
    from typing import NoReturn

    from ydkg.server.tasks import Context

#: How much nicer than the server a process is that should let others go first.
NICE = 10
#: Tasks that are done for strangers, so within bounds.
_ASKED = ("query", "glance", "question")
#: A worker whose memory has grown by more than this answers and makes room for a fresh one, which costs a millisecond.
_GROWN = 48 * 1024 * 1024
#: Errors after which nobody knows in what state a worker is.
_UNFIT = frozenset(("MemoryLimitError", "WorkerError"))
#: Blank nodes of 16 random bytes after which the engine's generator, copied by the fork, takes a new seed (64 KiB).
_DRAWS = 4200


def preload() -> None:
    """Import what strangers' questions need: a worker cannot open a file, and shares what its parent imported."""
    for task in _ASKED:
        import_module(TASKS[task].partition(":")[0])
    answering.catalogue()
    # What an unknown or ambiguous name takes: spellings that are alike, and the ontology's classes.
    import_module("difflib")
    shipped_schema()


def work(context: Context, descriptor: int, parent: int, *, job: bool) -> NoReturn:
    """Be a worker: never return.

    Parameters
    ----------
    context : Context
    descriptor : int
    parent : int
        The fork server: with it this process ends.
    job : bool
        Whether there is one request only, of the server itself.
    """
    # Undo what a fork copies and should not.
    limits.die_with(parent)
    limits.name_process("ydkg-job" if job else "ydkg-worker")
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    if not job:  # which ends soon, and to look for garbage would be a tenth of its work
        gc.enable()
    # All workers would draw the same UUID() and RAND(): they share the generator's state until it is seeded anew.
    for _ in range(_DRAWS):
        BlankNode()
    link = socket.socket(fileno=limits.keep_only(descriptor))
    store, files = reopened(context.store)
    inherited, context = context, context._replace(store=store)
    # The engine's pages are mapped now and not while the first caller waits.
    bool(context.store.query("ASK { ?s ?p ?o }"))
    if job:
        context = context._replace(settings=context.settings.of_jobs())
    limits.limit_memory(context.settings.memory_limit)
    if job:
        os.nice(NICE)
    else:
        # Last, as what is before opens files of the kernel's.
        limits.open_nothing(but=files)
    most = limits.peak_memory() + _GROWN
    stream = link.makefile("rb")
    while inherited and (request := read(stream)) is not None:
        header, body = _answer(context, request[0])
        last = job or header.get("error") in _UNFIT or limits.peak_memory() > most
        try:
            link.sendall(pack({**header, "last": last}, body))
        except OSError:
            break
        if last:
            break
    os._exit(0)


def _answer(context: Context, request: Header) -> tuple[dict[str, object], bytes]:
    """Do what is asked, whatever comes of it."""
    limits.limit_computing(request["time"])
    try:
        header, body = perform(context, request["task"], request["arguments"])
        if context.settings.jobs:
            # Of which data it tells: it may have waited until others were loaded.
            header = {**header, "state": version_of(context.settings)}
    except BaseException as error:  # noqa: BLE001 - the caller is told of it; the engine's panics are no Exception
        return fault.as_header(error, context.settings), b""
    if len(body) > request["most"]:
        return fault.as_header(too_large(request["most"]), context.settings), b""
    return {"ok": header}, body
