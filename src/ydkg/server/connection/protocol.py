"""A connection: uvicorn's HTTP protocol with bounds on what a client sends, on how long it takes, and on how many come.

The parser is httptools' (llhttp): of the two that uvicorn has it is the stricter one about a body's length and about
line ends, and with it two to three times as many requests are answered a second as with h11.
"""

from __future__ import annotations

from collections import Counter, deque
from math import inf
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from ydkg.server.connection.rules import (
    BODY,
    BUSY,
    HEAD,
    LARGE_BODY,
    LARGE_HEAD,
    LONG_TARGET,
    PIPELINED,
    SLOW,
    TARGET,
    Head,
    Refusal,
    Rules,
    judge,
)
from ydkg.server.connection.transport import LingeringTransport, Reader
from ydkg.server.kept import Asked, key_of
from ydkg.server.middleware import SERVER

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Container

    from uvicorn.config import Config
    from uvicorn.server import ServerState

    from ydkg.server.kept import Answer, Kept, Key
    from ydkg.server.log import Log

_Phase: TypeAlias = Literal["idle", "head", "body", "answer", "ending"]
#: Seconds, and bytes, for which a client that was refused may go on talking.
_LINGER, _LINGER_BYTES = 2.0, 8 * 1024 * 1024
#: Seconds that an idle connection has been idle before it makes room for a new one.
_RESTED = 0.5
#: Seconds that an idle connection has for a request when the server stops.
_LAST_CALL = 1.0
#: Times the rules' patience after which a client that takes nothing of its answer is given up.
_STALLED = 3
#: Bytes that a client may have left untaken, and requests of one piece, with which it is still answered at once.
_UNTAKEN, _AT_ONCE = 64 * 1024, 32
#: What a head ends with.
_END = b"\r\n\r\n"


class _Enough(Exception):  # noqa: N818 - nothing is wrong in the program
    """No more of a piece is read."""


class Connection(HttpToolsProtocol, Reader):
    """One connection."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
        *,
        rules: Rules,
        log: Log,
        kept: Callable[[], Kept],
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.kept = kept
        self.rules = rules
        self.log = log
        self.task: asyncio.Task[None] | None = None  # the one that answers
        self.status = 0  # the status that this connection itself has answered with
        self.over = False
        self.host = ""  # the address at the other end, that of the proxy where there is one
        self._phase: _Phase = "idle"
        self._due = self.loop.time() + rules.patience
        self._since = self.loop.time()
        self._unread = 0  # bytes of an unfinished head, of a body, or after the end
        self._framed = 0  # bytes in which a body came
        self._raw: asyncio.Transport
        self._gentle: LingeringTransport
        self._refused: Refusal | None = None
        self._last_call = False
        self._cycles = deque[Any]()  # of uvicorn, of requests whose answers are not complete
        self._at_once = 0  # requests of one piece that were answered with what is kept
        self._head = b""  # the bytes of the request that is read, if they came in one piece with nothing else
        self._proxied = False  # whether a proxy that is believed asks
        self._here = ""  # the address of this machine that the client reached
        self._where = ""  # what else than the request kept answers depend on

    # From the transport.

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin, if there is room."""
        self._raw = transport
        self._gentle = LingeringTransport(transport, self._end)
        super().connection_made(self._gentle)
        # One address has one spelling, also where both versions of IP come to one socket.
        host, port = self.client or ("", 0)
        self.host = host.removeprefix("::ffff:")
        self.client = (self.host, port)
        self._here = self.server[0].removeprefix("::ffff:") if self.server else ""
        self._proxied = self.host in self.rules.trusted
        self._where = f"{self._here} {self._proxied}"
        if not self._has_room():
            self._refuse(BUSY)

    def connection_lost(self, exc: Exception | None) -> None:
        """End what is done for this client."""
        self.over = True
        super().connection_lost(exc)
        # It knows the request that came last, before which others may wait, and one may be under way.
        self.pipeline.clear()
        for cycle in self._cycles:
            cycle.disconnected = True
        if self.task is not None:
            self.task.cancel()

    def data_received(self, data: bytes) -> None:
        """Read."""
        self._unset_keepalive_if_required()
        if self._phase == "ending":
            self._unread += len(data)
            if self._unread > _LINGER_BYTES:
                self._raw.abort()
            return
        self._at_once, self._head = 0, b""
        if self._phase == "idle" and not (data := self._unknown(data)):
            return
        if self._phase in {"idle", "answer"}:
            self._enter("head")
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            # There is nothing to upgrade to; what follows may not be HTTP.
            self.cycle.keep_alive = False
        except httptools.HttpParserError as error:
            self._malformed(error)
        else:
            self._count(len(data))

    def _unknown(self, data: bytes) -> bytes:
        """Answer the requests at the beginning of a piece that are known by their bytes; give what is left of it."""
        if self._last_call or self._answering() or self.pipeline:
            return data
        kept, gathered, size = self.kept(), list[bytes](), 0
        self._gentle.flush()  # what is written before goes first
        while self._at_once < _AT_ONCE and size + self._raw.get_write_buffer_size() <= _UNTAKEN:
            end = data.find(_END) + len(_END)
            asked = kept.asked(data[:end], self._where) if end >= len(_END) else None
            answer = kept.get(asked.key) if asked else None
            if answer is None or asked is None:
                break
            gathered.append(answer.raw())
            size += len(gathered[-1])
            data = data[end:]
            self._tell(asked, answer)
        if gathered:
            self._raw.write(b"".join(gathered))
            self._enter("idle")
        if 0 <= data.find(_END) == len(data) - len(_END):
            self._head = data
        return data

    def _tell(self, asked: Asked, answer: Answer) -> None:
        """Count an answer that was kept, and write it down."""
        self._at_once += 1
        self.server_state.total_requests += 1
        facts = {"status": answer.status, "bytes": len(answer.body), "ms": 0.0, "kept": True}
        self.log.request("GET", asked.target, asked.client or self.host, asked.agent, **facts)

    def _count(self, size: int) -> None:
        """Bound what is read without a word from the parser."""
        if self._phase == "head":
            self._unread += size
            if self._unread > HEAD:
                self._refuse(self._too_long())
        elif self._phase == "body":
            # It keeps a trailer until that ends, and passes over what is said of a chunk.
            self._framed += size
            if self._framed > 2 * BODY:
                self._cut(Refusal(413, "the body's chunks, and what comes after them, take too much"))

    # From the parser.

    def on_message_begin(self) -> None:
        """Begin a request."""
        super().on_message_begin()
        if self._phase in {"idle", "answer"}:
            self._enter("head")
        self._refused = None
        self.scope["ydkg.connection"] = self  # type: ignore[typeddict-unknown-key]

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header field, but none that comes after the body."""
        if self._phase == "head":
            # What stands around a value is no part of it; the parser leaves only what comes before it away.
            super().on_header(name, value.rstrip(b" \t"))

    def on_headers_complete(self) -> None:
        """Judge a request, and let it begin."""
        self._unread = 0
        if len(self.pipeline) >= PIPELINED or (self.cycle and not self.cycle.keep_alive):
            # What stands before it is answered, then the connection ends; a piece may have a thousand more.
            self.cycle.keep_alive = False
            self._phase = "ending"
            self._due = float("inf")
            raise _Enough
        size = len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers)
        head = Head(self.parser.get_http_version(), self.parser.get_method(), self.url, self.headers)
        target, refusal = judge(head, self._here, self.rules)
        if size > HEAD:
            refusal = self._too_long()
        if refusal or self.url == SERVER:
            self.scope["ydkg.target"] = self.url  # type: ignore[typeddict-unknown-key]
        if refusal:
            self.scope["ydkg.refusal"] = refusal  # type: ignore[typeddict-unknown-key]
            self._refused = refusal
        self.url = target
        if not refusal and self._answered_at_once(head._replace(target=target)):
            return
        self._enter("body")
        super().on_headers_complete()
        self._cycles.append(self.cycle)
        if refusal or self._last_call:
            self.cycle.keep_alive = False

    def _answered_at_once(self, head: Head) -> bool:
        """Answer with what is kept, as long as the client takes what it is sent."""
        self.scope["ydkg.proxied"] = self._proxied  # type: ignore[typeddict-unknown-key]
        key = key_of(head.method, head.target, head.fields, self._where)
        if key is None or self._last_call or head.version != "1.1" or not self.parser.should_keep_alive():
            return False
        self.scope["ydkg.key"] = key  # type: ignore[typeddict-unknown-key]
        self._gentle.flush()  # what is written before goes first
        busy = self._answering() or self.pipeline or self._raw.get_write_buffer_size() > _UNTAKEN
        if busy or self._at_once >= _AT_ONCE or (answer := self.kept().get(key)) is None:
            return False
        self._raw.write(answer.raw())
        asked = self._asked(key, head)
        self._tell(asked, answer)
        if self._head:
            self.kept().learn(self._head, self._where, asked)
        self._enter("idle")
        return True

    def _asked(self, key: Key, head: Head) -> Asked:
        """Say what a request is, for the log."""
        told = b",".join(value for name, value in head.fields if self._proxied and name == b"x-forwarded-for")
        client = self.rules.trusted.get_trusted_client_address(told.decode("latin-1"))[0] if told else ""
        path, _, query = head.target.decode("latin-1").partition("?")
        agent = next((value.decode("latin-1") for name, value in head.fields if name == b"user-agent"), "")
        return Asked(key, (path, query), client, agent)

    def on_body(self, body: bytes) -> None:
        """Take a piece of a body, up to the bound."""
        if self._phase != "body" or self._refused:
            return
        self._unread += len(body)
        if self._unread <= BODY:
            super().on_body(body)
        else:
            self._cut(LARGE_BODY)

    def on_message_complete(self) -> None:
        """End a request; it may be answered already, where nobody wanted its body."""
        if self._phase == "body":
            self._enter("answer" if self._answering() else "idle")
            super().on_message_complete()

    # From the answer.

    def on_response_complete(self) -> None:
        """End an answer; where no request is under way, the connection is idle."""
        super().on_response_complete()
        while self._cycles and self._cycles[0].response_complete:
            self._cycles.popleft()
        if self._phase == "answer" and self.cycle.response_complete:
            self._enter("idle")

    # From the server.

    def shutdown(self) -> None:
        """End the connection when the server stops: after the answer that is under way, or a last request."""
        if self._phase == "idle" and not self._answering():
            # A request may be on its way; where none comes, `sweep` ends the connection.
            self._last_call = True
            self._due = self.loop.time() + _LAST_CALL
            return
        if not self._answering():
            self._phase = "idle"  # nothing more is listened to
        super().shutdown()

    def sweep(self, now: float) -> None:
        """End the connection if its client is late."""
        self._gentle.check_progress(now)
        stuck = self._gentle.stuck_since
        if stuck is not None and now - stuck > _STALLED * self.rules.patience:
            self._raw.abort()
        if now <= self._due or self._phase == "answer":
            return
        if self._phase == "ending":
            if stuck is None:
                self._raw.abort()
        elif self.flow.read_paused:
            self._due = now + self.rules.patience  # it is we who do not read
        elif self._phase == "idle":
            self.transport.close()
        else:
            self._refuse(SLOW)

    def give_up(self) -> None:
        """End the connection at once, whatever is under way."""
        self._raw.abort()

    def idle_since(self) -> float | None:
        """Tell since when nothing is done for the client, or it takes nothing; None where something is done."""
        if self._gentle.stuck_since is not None:
            return self._gentle.stuck_since
        # A body that does not come is waited for as a head is, though the application waits with it.
        waits = self._phase == "body" and not self.flow.read_paused
        return self._since if waits or (self._phase in {"idle", "head"} and not self._answering()) else None

    def _has_room(self) -> bool:
        """Look whether there is room for this connection, and make some where there is not.

        A client with too many loses one of its own. Where all are too many, one of whoever has most has to go, unless
        it is no more than this client's own, and has only just begun to wait.
        """
        own = self.host
        held = Counter(one.host for one in self.connections)  # type: ignore[union-attr]
        if held[own] > self.rules.connections_of_one and own not in self.rules.trusted:
            return self._end_one({own}, rest=0.0)
        if len(self.connections) <= self.rules.connections:
            return True
        most = max(held.values())
        return self._end_one(
            {host for host, count in held.items() if count == most}, rest=_RESTED if held[own] == most else 0.0
        ) or self._end_one(set(held), rest=_RESTED)

    def _end_one(self, hosts: Container[str], *, rest: float) -> bool:
        """End the connection of some clients for which nothing has been done for longest, if that is long enough."""
        waiting = [
            (since, one)
            for one in self.connections
            if one is not self and one.host in hosts and (since := one.idle_since()) is not None  # type: ignore[union-attr]
        ]
        since, eldest = min(waiting, key=lambda pair: pair[0], default=(inf, self))
        if eldest is self or self.loop.time() - since < rest:
            return False
        eldest.give_up()  # type: ignore[union-attr]
        self.connections.discard(eldest)
        return True

    def _enter(self, phase: _Phase) -> None:
        self._phase = phase
        self._unread = self._framed = 0
        self._since = self.loop.time()
        self._due = self._since + self.rules.patience

    def _answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _too_long(self) -> Refusal:
        """Say of a large head what makes it so."""
        return LONG_TARGET if len(self.url) > TARGET else LARGE_HEAD

    def _malformed(self, error: Exception) -> None:
        """Answer what is no HTTP."""
        cause = error.__context__ or error
        if isinstance(cause, _Enough) or (self._refused and self._answering()):
            return  # it has its answers already
        if isinstance(error, httptools.HttpParserCallbackError):
            self.log.event("error", source="connection", message=repr(cause))
        reason = " ".join(str(error).split()) or "the request is not HTTP"
        self._refuse(Refusal(400, f"the request is not HTTP: {reason[:1].lower()}{reason[1:]}"))

    def _refuse(self, refusal: Refusal) -> None:
        """Answer in the place of the application, if it is not too late for that, and end the connection."""
        asked = self._phase == "body"
        if self._answering() and (not asked or self.cycle.response_started or self.pipeline):
            # Another answer is on its way: it is the last one.
            self.cycle.keep_alive = False
            self._phase = "ending"
            self._due = float("inf")
            return
        self.status = refusal.status
        self._gentle.flush()
        self._raw.write(refusal.raw())
        self.over = True
        if self.task is not None:
            self.task.cancel()
        else:
            self.log.event("refused", status=refusal.status, message=refusal.line, client=self.host)
        if self._answering():
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        self.transport.close()

    def _cut(self, refusal: Refusal) -> None:
        """Read no further of a body; where it was answered already nobody is told why."""
        if self._answering():
            self._refuse(refusal)
        else:
            self.transport.close()

    def _end(self) -> None:
        """End the connection: at once where nothing more is expected, else after a while of listening."""
        talking = self._phase in {"head", "body"}
        self._phase = "ending"
        self._unread = 0
        if talking and self._raw.can_write_eof() and not self._raw.is_closing():
            self._due = self.loop.time() + _LINGER
            self.flow.read_paused = False
            self._raw.write_eof()
            self._raw.resume_reading()
        else:
            self._due = self.loop.time() + self.rules.patience
            self._raw.close()
