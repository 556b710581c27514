"""What is taken from a client: how much, for how long, and for which host names."""

from __future__ import annotations

from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING, Any, NamedTuple

from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from ydkg.errors import ParameterError, problem, quoted

if TYPE_CHECKING:
    from ydkg.server.settings import Settings

#: Names under which a machine reaches itself.
_OWN = ("localhost", "127.0.0.1", "::1")
#: What a client is called that comes over a Unix socket, where there are no addresses.
UNIX = "unix"
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
    listening = (host for host in settings.hosts if host not in _EVERY)
    proxies = [UNIX] if settings.socket else []
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
