"""Who asks: the client behind a proxy that is believed, and nobody else's word."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.types import ASGIApp, Receive, Scope, Send

    from ydkg.server.edge.rules import Network


class Client:
    """Put the client's address and scheme in place of the proxy's, where the proxy is one of ours.

    Parameters
    ----------
    app : ASGI application
        Who answers.
    proxies : sequence of network
        Whose word is taken.
    """

    def __init__(self, app: ASGIApp, proxies: Sequence[Network] = ()) -> None:
        self.app = app
        self.proxies = proxies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with the address of the one who asks."""
        peer = scope.get("client")
        if self.proxies and peer and _within(peer[0], self.proxies):
            named = {name: value for name, value in scope["headers"] if name.startswith(b"x-forwarded-")}
            said = b",".join(value for name, value in scope["headers"] if name == b"x-forwarded-for")
            scope["client"] = (asking(said.decode("latin-1"), peer[0], self.proxies), peer[1])
            if named.get(b"x-forwarded-proto") in {b"http", b"https"}:
                scope["scheme"] = named[b"x-forwarded-proto"].decode()
        await self.app(scope, receive, send)


def asking(said: str, peer: str, proxies: Sequence[Network]) -> str:
    """Find the client: the last address in the list that is no proxy of ours; what stands before it anyone can write.

    Parameters
    ----------
    said : str
        ``X-Forwarded-For``.
    peer : str
        Who is connected.
    proxies : sequence of network
        Whose word is taken.

    Returns
    -------
    str
        An address.

    Examples
    --------
    >>> from ipaddress import ip_network
    >>> asking("6.6.6.6, 203.0.113.9, 10.0.0.2", "127.0.0.1", [ip_network("127.0.0.1"), ip_network("10.0.0.0/8")])
    '203.0.113.9'
    """
    for each in reversed(said.split(",")):
        try:
            address = str(ip_address(each.strip()))
        except ValueError:
            return peer
        peer = address
        if not _within(address, proxies):
            return address
    return peer


def _within(address: str, networks: Sequence[Network]) -> bool:
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return any(found in network for network in networks)
