"""What is taken from a client: how much, for how long, for which host names; and what is wrong with a request's head.

No page is asked for such a request: it is told in one line.
"""

from __future__ import annotations

import re
from binascii import a2b_qp
from functools import lru_cache
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING, Any, NamedTuple

from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from ydkg.errors import ParameterError, problem, quoted
from ydkg.server.middleware import POLICY, SECURITY, SERVER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ydkg.server.settings import Settings

#: Names under which a machine reaches itself.
_OWN = ("localhost", "127.0.0.1", "::1")
#: Bytes of an address, of a head, and of a body, and the number of header fields, that a request may have.
TARGET, HEAD, BODY, FIELDS = 16 * 1024, 32 * 1024, 1024 * 1024, 100
#: Requests that may wait on a connection for the one before them.
PIPELINED = 16
#: Hosts that stand for every address of the machine.
_EVERY = {"0.0.0.0", "::", ""}  # noqa: S104 - compared with, not listened at


class Rules(NamedTuple):
    """What the server was told of requests and connections."""

    hosts: frozenset[str]  # host names and addresses, in lower case and without brackets, that a request may ask for
    proxies: tuple[str, ...]  # networks whose word on the client's address is taken
    trusted: Any
    connections: int  # connections at a time, in all and of one address that is no proxy's
    connections_of_one: int
    patience: float  # seconds for a request's head, for its body, and until the next request


def rules_of(settings: Settings) -> Rules:
    """Draw the rules from what the server was told."""
    listening = () if settings.host in _EVERY else (settings.host,)
    proxies = []
    for proxy in settings.proxies:
        try:
            proxies.append(str(ip_network(proxy, strict=False)))
        except ValueError:
            said = problem(
                "{given}: not an address or a network; write {one} or {other}",
                given=quoted(proxy),
                one="127.0.0.1",
                other="10.0.0.0/8",
            )
            raise ParameterError(said, proxy) from None
    return Rules(
        hosts=frozenset(host_name(name) for name in (*_OWN, *listening, *settings.names)),
        proxies=tuple(proxies),
        trusted=ProxyHeadersMiddleware(None, proxies).trusted_hosts,  # type: ignore[arg-type] # there is no application
        connections=settings.connections,
        connections_of_one=settings.connections_of_one or max(1, settings.connections // 2),
        patience=settings.patience,
    )


def host_name(name: str) -> str:
    """Write a host name as it is compared; in lower case and ASCII, without the last dot.

    >>> host_name("Bücher.Example."), host_name("::1"), host_name("[::1]")
    ('xn--bcher-kva.example', '::1', '::1')
    """
    bare = name.strip().removeprefix("[").removesuffix("]")
    try:
        return str(ip_address(bare))
    except ValueError:
        pass
    try:
        plain = bare.removesuffix(".").encode("idna").decode("ascii").lower()
    except UnicodeError:
        plain = ""
    if not plain or not all(char.isalnum() or char in ".-_" for char in plain):
        raise ParameterError(
            problem("{name}: not a host name; write it without scheme, port and path", name=quoted(name)), name
        )
    return plain


# What is wrong with a request's head

#: Parameters of an address that are read.
MOST_PARAMETERS = 100
_CONTROL = re.compile(rb"[\x00-\x1f\x7f]")
_HOST = re.compile(rb"(?P<name>\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9._-]{1,253})(?::\d{0,5})?")
_ABSOLUTE = re.compile(rb"https?://(?P<host>[^/?#]*)(?P<rest>[/?].*)?", re.IGNORECASE | re.DOTALL)
_DOTS = {b".", b".."}
_REASONS = {
    400: "Bad Request",
    408: "Request Timeout",
    413: "Content Too Large",
    414: "URI Too Long",
    431: "Request Header Fields Too Large",
    503: "Service Unavailable",
}


class Head(NamedTuple):
    """A request's head: version, method and target of the first line, and the fields with names in lower case."""

    version: str
    method: bytes
    target: bytes
    fields: Sequence[tuple[bytes, bytes]]


class Refusal(NamedTuple):
    """An answer to a request that is not let in: status and one line."""

    status: int
    line: str

    def raw(self) -> bytes:
        """Write it as it goes over the wire, after which the connection ends."""
        body = f"{self.line}\n".encode("ascii", "replace")
        fields = {
            **SECURITY,
            "Content-Security-Policy": POLICY,
            "Content-Type": "text/plain; charset=utf-8",
            "Content-Length": str(len(body)),
            "Cache-Control": "no-store",
            "Connection": "close",
            **({"Retry-After": "2"} if self is BUSY else {}),
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        return f"HTTP/1.1 {self.status} {_REASONS[self.status]}\r\n{head}\r\n".encode("ascii") + body


BUSY = Refusal(503, "too many connections; try again")
SLOW = Refusal(408, "the request did not come in time")
LONG_TARGET = Refusal(414, f"the address is longer than {TARGET} bytes; send a long query by POST")
LARGE_HEAD = Refusal(431, f"the head of the request is larger than {HEAD} bytes")
LARGE_BODY = Refusal(413, f"the body is larger than {BODY} bytes")


def judge(head: Head, here: str, rules: Rules) -> tuple[bytes, Refusal | None]:
    """Judge a request's head; path and query (``/`` where there is none that could be read), and what is wrong.

    RFC 9112, sections 3.2 and 6; RFC 9110, sections 7.4 and 15.5.
    """
    if head.version not in {"1.0", "1.1"}:
        return b"/", Refusal(505, "only HTTP/1.0 and HTTP/1.1 are spoken here")
    path, wrong = _target(head, here, rules)
    hosts = [value for name, value in head.fields if name == b"host"]
    if wrong is None and (hosts or head.version != "1.0"):
        if len(hosts) != 1 or not _name(hosts[0]):
            wrong = Refusal(400, "one header Host with one host name is wanted")
        elif not _ours(hosts[0], here, rules):
            wrong = Refusal(421, "this server does not answer for that host name; its option --name adds one")
    return path, wrong or _lengths(head)


def _target(head: Head, here: str, rules: Rules) -> tuple[bytes, Refusal | None]:
    """Bring a target into the form of path and query, and say what is wrong with it."""
    target = head.target
    if len(target) > TARGET:
        return b"/", LONG_TARGET
    if target == SERVER and head.method == b"OPTIONS":
        return b"/", None
    absolute = _ABSOLUTE.fullmatch(target)
    if absolute:
        if not _ours(absolute["host"], here, rules):
            return b"/", Refusal(421, "the address is of another host; this is no proxy")
        rest = absolute["rest"] or b"/"
        target = rest if rest.startswith(b"/") else b"/" + rest
    if not target.startswith(b"/"):
        return b"/", Refusal(400, "the address must begin with a slash")
    path, _, query = target.partition(b"#")[0].partition(b"?")
    return _cleaned(path, query)


def _cleaned(path: bytes, query: bytes) -> tuple[bytes, Refusal | None]:
    """Say what is wrong with the characters of path and query, and with how many parameters there are."""
    if query.count(b"&") >= MOST_PARAMETERS:
        return b"/", Refusal(400, f"the address has more than {MOST_PARAMETERS} parameters")
    whole = path + b"?" + query if query else path
    plain = path
    if b"%" in whole:
        try:
            plain, asked = unescaped(path), unescaped(query)
            plain.decode()
            asked.decode()
        except UnicodeDecodeError:
            return b"/", Refusal(400, "the address is not UTF-8")
        except ValueError:
            return b"/", Refusal(
                400, "the address has a % that is not followed by two hexadecimal digits; write %25 for %"
            )
        if _CONTROL.search(plain) or b"\0" in asked:
            return b"/", Refusal(400, "the address has a control character")
    if b"." in plain and not _DOTS.isdisjoint(plain.replace(b"\\", b"/").split(b"/")):
        return b"/", Refusal(400, "the address has . or .. as a step")
    return whole, None


def _ours(host: bytes, here: str, rules: Rules) -> bool:
    name = _name(host)
    return bool(name) and (name in rules.hosts or name == here)


@lru_cache(maxsize=64)
def _name(host: bytes) -> str:
    """Give the name or address that a host field asks for, as rules have it; empty where it is none."""
    match = _HOST.fullmatch(host)
    return match["name"].decode("ascii").strip("[]").lower().removesuffix(".") if match else ""


def _lengths(head: Head) -> Refusal | None:
    """Say what is wrong with the body's length, and with the number of header fields."""
    if len(head.fields) > FIELDS:
        return Refusal(431, f"more than {FIELDS} header fields")
    lengths = [value for name, value in head.fields if name == b"content-length"]
    codings = [value for name, value in head.fields if name == b"transfer-encoding"]
    if len(lengths) + len(codings) > 1 or (codings and head.version == "1.0"):
        return Refusal(400, "the body's length is given in more than one way")
    if codings and codings[0].strip().lower() != b"chunked":
        return Refusal(501, "the only Transfer-Encoding known here is chunked")
    if lengths and not lengths[0].isdigit():
        return Refusal(400, "Content-Length is not a number")
    return LARGE_BODY if lengths and int(lengths[0]) > BODY else None


_BAD = re.compile(rb"%(?![0-9A-Fa-f]{2})")


def unescaped(encoded: bytes) -> bytes:
    r"""Decode what is percent-encoded.

    >>> unescaped(b"a%20b=%e5")
    b'a b=\xe5'
    >>> unescaped(b"50%")
    Traceback (most recent call last):
    ValueError: %
    """
    if b"%" not in encoded:
        return encoded
    # Quoted-printable differs in its sign only, but for ends of lines after it; it is the one that is decoded in C.
    plain = a2b_qp(encoded.replace(b"=", b"=3D").replace(b"%", b"="))
    broken = len(plain) != len(encoded) - 2 * encoded.count(b"%") or b"%\n" in encoded or b"%\r" in encoded
    if broken and (bad := _BAD.search(encoded)):
        raise ValueError(encoded[bad.start() : bad.start() + 3].decode("ascii", "replace"))
    return plain
