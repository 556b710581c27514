"""Serving: from the command line to requests answered, and to a quiet end."""

from __future__ import annotations

import asyncio
import errno
import gc
import logging
import os
import signal
import socket
import sys
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, cast

from ydkg.errors import OutputError, problem, system_reason
from ydkg.graph.graph import Graph
from ydkg.graph.sources import open_sources
from ydkg.server.beside import SWITCH
from ydkg.server.connection.rules import rules_of
from ydkg.server.dataset import open_dataset, settled, version_of
from ydkg.server.forkserver import return_large_blocks
from ydkg.server.pool import Pool
from ydkg.server.tasks import Context

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from starlette.applications import Starlette
    from uvicorn import Server

    from ydkg.server.connection.rules import Rules
    from ydkg.server.log import Log
    from ydkg.server.reloading import Reloader
    from ydkg.server.settings import Settings

#: Seconds that requests have to end when the server is told to stop, beyond the time that a query may take.
_FAREWELL = 5
_BACKLOG = 1024
#: When the collector looks for waste: after 5,000 new objects, which takes it some milliseconds, and after 400 such
#: times through all that pages remember, for which all wait a tenth of a second; by Python's own 700 after ten pages.
_COLLECTED = (5_000, 10, 40)
_PRIVILEGED = 1024
#: Why a port cannot be had.
_REASONS: dict[int | None, str] = {
    errno.EADDRINUSE: problem("another program listens there; end it or give another --port"),
    errno.EADDRNOTAVAIL: problem("this machine does not have that address; give another --host"),
}


def serve(settings: Settings) -> int:
    """Serve until told to stop: by SIGTERM or SIGINT, after the requests under way; by a second SIGINT at once."""
    # Before there is anything to load again this would end the process.
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    rules_of(settings)
    # Who asks while the graph is loaded waits.
    with _take_port(settings.host, settings.port) as listener:
        settings = settled(settings)
        _run(settings, listener)
        return 0


def _run(settings: Settings, listener: socket.socket) -> None:
    """Be a server, which says where it is."""
    store = open_dataset(settings)
    sources = open_sources(Graph(store), settings.sources)
    pool = Pool.start(Context(store, settings))
    return_large_blocks()
    sys.setswitchinterval(SWITCH)
    # Only now, so that the processes that answer queries have none of it.
    from ydkg.server.app import create_app  # noqa: PLC0415 - it loads all that pages need
    from ydkg.server.log import Log  # noqa: PLC0415 - likewise
    from ydkg.server.site import Site  # noqa: PLC0415 - likewise

    log = Log(settings.log)
    logging.getLogger().addHandler(log)
    app = create_app(Site(settings, store, version_of(settings), pool, sources), log)
    # Short-lived commands do without the collector; a server does not.
    gc.freeze()
    gc.enable()
    gc.set_threshold(*_COLLECTED)
    try:
        with asyncio.Runner(loop_factory=loop_factory()) as runner:
            runner.run(_live(app, listener, rules_of(settings), log))
    finally:
        log.close()


def loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Choose the event loop of a server; uvloop's where it is installed; else None, for asyncio's own."""
    from importlib import import_module  # noqa: PLC0415 - see above

    with suppress(ImportError):
        return cast("Callable[[], asyncio.AbstractEventLoop]", import_module("uvloop").new_event_loop)
    return None


async def _live(app: Starlette, listener: socket.socket, rules: Rules, log: Log) -> None:
    """Be the server's main task: from the first request to the end of the last process."""
    from ydkg.server.reloading import Reloader  # noqa: PLC0415

    site = app.state.site
    pool: Pool = site.pool
    pool.open()

    def begun() -> None:
        address = _address(listener)
        if site.settings.log != "json":
            with suppress(OSError):  # without Python's buffer, which would complain of what cannot be written
                os.write(2, f"The graph is at {address} until Ctrl-C.\n".encode())
        _notify("READY=1")
        # Last: whoever reads it may send a signal, and find that all who hear of signals know.
        log.event("start", address=address, data=site.version, triples=site.triples, workers=site.settings.workers)

    server = _server(app, rules, log, begun)
    reloader = Reloader(app, log)
    more = [app.state.assistant.live()] if app.state.assistant else []
    tasks = [asyncio.create_task(each) for each in (reloader.watch(), _sweep(server), *more)]
    with _signals(app, server, reloader):
        try:
            await server.serve(sockets=[listener])
        finally:
            _notify("STOPPING=1")
            for task in tasks:
                task.cancel()
            await pool.close()
    log.event("stop", requests=server.server_state.total_requests)


def _server(app: Starlette, rules: Rules, log: Log, begun: Callable[[], None]) -> Server:
    """Set uvicorn up, with our connections and without its signals, log and banner."""
    from uvicorn import Config, Server  # noqa: PLC0415

    from ydkg.server.connection.protocol import Connection  # noqa: PLC0415

    class Quiet(Server):
        """A server whose signals are handled by its owner, so that it ends with 0 when it is told to."""

        @contextmanager
        def capture_signals(self) -> Iterator[None]:
            yield

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            begun()

    config = Config(
        app,
        http=partial(Connection, rules=rules, log=log, kept=lambda: app.state.site.answers),  # type: ignore[arg-type] # called as the class would be
        loop="asyncio",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        backlog=_BACKLOG,
        timeout_keep_alive=max(1, round(rules.patience)),
        timeout_graceful_shutdown=round(app.state.site.settings.time_limit) + _FAREWELL,
    )
    return Quiet(config)


async def _sweep(server: Server) -> None:
    """End connections whose clients are late, once in a while and until all have ended."""
    while True:
        await asyncio.sleep(0.25)
        for connection in list(server.server_state.connections):
            connection.sweep(asyncio.get_running_loop().time())  # type: ignore[union-attr] # they are all ours


@contextmanager
def _signals(app: Starlette, server: Server, reloader: Reloader) -> Iterator[None]:
    """Stop gently at SIGTERM and SIGINT, load again at SIGHUP."""

    def stop(number: signal.Signals) -> None:
        if app.state.stopping and number == signal.SIGINT:
            # One who presses the keys twice does not want to wait; from Python 3.12 on uvicorn would, for connections.
            server.force_exit = True
            for connection in list(server.server_state.connections):
                connection.give_up()  # type: ignore[union-attr] # they are all ours
        server.should_exit = app.state.stopping = True

    loop: asyncio.AbstractEventLoop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop, number)
    loop.add_signal_handler(signal.SIGHUP, reloader.tell)
    try:
        yield
    finally:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            loop.remove_signal_handler(number)
            # What comes now comes too late to matter, and must not end the process before its children.
            signal.signal(number, signal.SIG_IGN)


def _take_port(host: str, port: int) -> socket.socket:
    """Take a port of an address."""
    where = f"{host}:{port}"
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, UnicodeError) as error:
        raise OutputError(problem("{where}: no such host; give another --host", where=where), where) from error
    listener = socket.socket(family, kind, protocol)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
        listener.listen(_BACKLOG)
    except OSError as error:
        listener.close()
        why = _REASONS.get(error.errno, problem("cannot listen there: {why}", why=system_reason(error)))
        if error.errno in {errno.EACCES, errno.EPERM} and port < _PRIVILEGED:
            why = problem("ports below {port} are for administrators; give another --port", port=str(_PRIVILEGED))
        raise OutputError(problem("{what}: {why}", what=where, why=why), where) from error
    return listener


def _address(listener: socket.socket) -> str:
    """Write where a socket is reached."""
    host, port = listener.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def _notify(state: str) -> None:
    """Tell a service manager how it stands, where one wants to know (systemd's Type=notify)."""
    where = os.environ.get("NOTIFY_SOCKET", "")
    if where:
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as link:
            link.connect(f"\0{where[1:]}" if where.startswith("@") else where)
            link.sendall(state.encode())
