"""What is taken from a client: how much, for how long, and for which host names."""

from __future__ import annotations

from functools import cache
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
#: Hosts that stand for every address of the machine.
_EVERY = {"0.0.0.0", "::", ""}  # noqa: S104 - compared with, not listened at


class Rules(NamedTuple):
    """Bounds of a request and of a connection.

    Attributes
    ----------
    hosts : frozenset of str
        Host names and addresses, in lower case and without brackets, that a request may ask for.
    proxies : tuple of str
        Networks whose word on the client's address is taken.
    connections, connections_of_one : int
        Connections at a time, in all and of one address that is no proxy's.
    patience : float
        Seconds for a request's head, for its body, and until the next request.
    target, head, fields, body : int
        Bytes of an address, bytes of a head, header fields, and bytes of a body.
    pipelined : int
        Requests that may wait on a connection for the one before them.
    """

    hosts: frozenset[str] = frozenset(_OWN)
    proxies: tuple[str, ...] = ()
    connections: int = 512
    connections_of_one: int = 256
    patience: float = 10.0
    target: int = 16 * 1024
    head: int = 32 * 1024
    fields: int = 100
    body: int = 1024 * 1024
    pipelined: int = 16


def rules_of(settings: Settings) -> Rules:
    """Draw the rules from what the server was told.

    Parameters
    ----------
    settings : Settings

    Returns
    -------
    Rules

    Raises
    ------
    ParameterError
        If a name or a proxy is not one.
    """
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
        connections=settings.connections,
        connections_of_one=settings.connections_of_one or max(1, settings.connections // 2),
        patience=settings.patience,
    )


@cache
def trusted(proxies: tuple[str, ...]) -> Any:  # noqa: ANN401 - uvicorn's own, which it does not name in public
    """Give what tells a proxy of ours, and whom it asks for.

    Parameters
    ----------
    proxies : tuple of str
        Networks.

    Returns
    -------
    object
        It holds addresses, and has ``get_trusted_client_address``, which reads ``X-Forwarded-For``.
    """
    return ProxyHeadersMiddleware(None, list(proxies)).trusted_hosts  # type: ignore[arg-type] # there is no application


def host_name(name: str) -> str:
    """Write a host name as it is compared.

    Parameters
    ----------
    name : str
        A name of any script, or an address.

    Returns
    -------
    str
        In lower case and ASCII, without the last dot.

    Raises
    ------
    ParameterError
        If it is neither a name nor an address.

    Examples
    --------
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
