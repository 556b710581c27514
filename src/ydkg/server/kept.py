"""Answers that are kept whole: who asks the same again is answered without a page, a worker or the framework."""

from __future__ import annotations

import time
from collections import OrderedDict
from email.utils import formatdate
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

Key: TypeAlias = tuple[bytes, ...]
#: Bytes that all kept answers may have, and one: a client that takes nothing has one of them waiting for it.
CAPACITY, _LARGEST = 32 * 1024 * 1024, 512 * 1024
#: Questions that are remembered: an answer is kept when it is wanted again, so that nobody can drive out the others'.
_ONCE = 4096
#: What an entry takes besides its bytes.
_OVERHEAD = 600
#: Requests that are known by their bytes, and how many bytes one may have.
_HEADS, _LONGEST_HEAD = 2048, 2048
#: The answers that may be kept.
_REASONS = {200: b"OK", 303: b"See Other", 304: b"Not Modified", 308: b"Permanent Redirect"}
#: Fields on which an answer may depend.
_TOLD_APART = frozenset(
    {
        b"accept", b"accept-encoding", b"accept-language", b"host", b"if-none-match", b"origin", b"sec-fetch-mode",
        b"x-forwarded-host", b"x-forwarded-prefix", b"x-forwarded-proto",
    }
)  # fmt: skip
#: Fields with which an answer is another one, or none that is the same for everybody.
_NOT_KEPT = frozenset(
    {
        b"authorization", b"content-length", b"expect", b"if-match", b"if-modified-since", b"if-range",
        b"if-unmodified-since", b"range", b"transfer-encoding", b"upgrade",
    }
)  # fmt: skip


class Answer(NamedTuple):
    """An answer as it goes over the wire: status, head without its end, body, and when it was made, in seconds."""

    status: int
    head: bytes
    body: bytes
    made: float

    def raw(self) -> bytes:
        """Write it out; with its age, in seconds."""
        return b"%bage: %d\r\n\r\n%b" % (self.head, time.monotonic() - self.made, self.body)


class Asked(NamedTuple):
    """A request that was answered with what is kept: its key, and what the log says of it."""

    key: Key
    target: tuple[str, str]  # path and query
    client: str  # who asks by the word of a proxy that is believed; empty where none says so
    agent: str


def key_of(method: bytes, target: bytes, fields: Iterable[tuple[bytes, bytes]], where: str) -> Key | None:
    """Tell what is asked from anything else that may be answered otherwise; None where an answer must not be kept.

    >>> key_of(b"GET", b"/", [(b"host", b"a"), (b"user-agent", b"b")], "")
    (b'/', b'', b'host', b'a')
    >>> key_of(b"POST", b"/", [], "") is None
    True
    """
    if method != b"GET":
        return None
    found = [target, where.encode()]
    for name, value in fields:
        if name in _TOLD_APART:
            found += (name, value)
        elif name in _NOT_KEPT or (name == b"connection" and value.lower() != b"keep-alive"):
            return None
    return tuple(found)


class Kept:
    """Answers by what was asked; of one state of the graph, so that they go with it.

    >>> kept = Kept(capacity=4000)
    >>> [kept.wanted((b"/",)), kept.wanted((b"/",))]
    [False, True]
    >>> for path in (b"/a", b"/b", b"/c"):
    ...     kept.put((path,), 200, [], b"x" * 1000)
    >>> [kept.get((path,)) is not None for path in (b"/a", b"/b", b"/c")]
    [False, True, True]
    """

    def __init__(self, capacity: int = CAPACITY) -> None:
        self.capacity = capacity
        self.size = 0
        #: How often an answer was there.
        self.hits = 0
        self._answers: OrderedDict[Key, Answer] = OrderedDict()
        self._once: OrderedDict[int, None] = OrderedDict()
        self._asked: OrderedDict[tuple[bytes, str], Asked] = OrderedDict()

    def __len__(self) -> int:
        return len(self._answers)

    def get(self, key: Key) -> Answer | None:
        """Look an answer up."""
        answer = self._answers.get(key)
        if answer is not None:
            self.hits += 1
            self._answers.move_to_end(key)
        return answer

    def asked(self, head: bytes, where: str) -> Asked | None:
        """Know a request by its bytes, so that it need not be read again."""
        return self._asked.get((head, where))

    def learn(self, head: bytes, where: str, asked: Asked) -> None:
        """Remember a request by its bytes; those that were learned first make room."""
        if len(head) <= _LONGEST_HEAD:
            self._asked[head, where] = asked
            if len(self._asked) > _HEADS:
                self._asked.popitem(last=False)

    def wanted(self, key: Key) -> bool:
        """Tell whether the same was asked before, not long ago, and note that it was asked."""
        mark = hash(key)
        known = mark in self._once
        self._once[mark] = None
        self._once.move_to_end(mark)
        if len(self._once) > _ONCE:
            self._once.popitem(last=False)
        return known

    def put(self, key: Key, status: int, fields: Sequence[tuple[bytes, bytes]], body: bytes) -> None:
        """Keep an answer; those that were not asked for the longest make room."""
        lines = [b"HTTP/1.1 %d %b" % (status, _REASONS[status]), *(b"%b: %b" % field for field in fields)]
        answer = Answer(status, b"\r\n".join([*lines, b""]), body, time.monotonic())
        self._let_go(key)
        self._answers[key] = answer
        self.size += _size(key, answer)
        while self.size > self.capacity:
            self._let_go(next(iter(self._answers)))

    def clear(self) -> None:
        """Keep none of the answers."""
        self._answers.clear()
        self.size = 0

    def _let_go(self, key: Key) -> None:
        answer = self._answers.pop(key, None)
        if answer is not None:
            self.size -= _size(key, answer)


def _size(key: Key, answer: Answer) -> int:
    return _OVERHEAD + sum(map(len, key)) + len(answer.head) + len(answer.body)


class Keeping:
    """Let a request be answered from one state of the graph, and keep the answer as it went over the wire."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and keep what comes of it."""
        site = scope["ydkg.site"] = scope["app"].state.site
        kept: Kept = site.answers
        key: Key | None = scope.get("ydkg.key")
        if key is None or "ydkg.refusal" in scope or not kept.wanted(key):
            await self.app(scope, receive, send)
            return
        status, fields = 0, list[tuple[bytes, bytes]]()
        body: list[bytes] | None = []

        async def watched(message: Message) -> None:
            nonlocal status, fields, body
            if message["type"] == "http.response.start":
                status, fields = message["status"], [(name.lower(), value) for name, value in message["headers"]]
                private = any(
                    name == b"set-cookie" or (name == b"cache-control" and b"no-store" in value)
                    for name, value in fields
                )
                body = [] if status in _REASONS and not private else None
            elif body is not None:
                body.append(bytes(message.get("body", b"")))
                if sum(map(len, body)) > _LARGEST:
                    body = None
            await send(message)
            if body is not None and message["type"] == "http.response.body" and not message.get("more_body", False):
                content = b"".join(body)
                fields = [field for field in fields if field[0] != b"content-length"]
                fields.append((b"date", formatdate(usegmt=True).encode()))
                if status != 304:  # noqa: PLR2004 - the one without a body
                    fields.append((b"content-length", str(len(content)).encode()))
                kept.put(key, status, fields, content)

        await self.app(scope, receive, watched)
