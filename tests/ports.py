"""Ports for servers that must be told theirs."""

from __future__ import annotations

import random
import socket

#: Below those that the system gives to connections and to whoever wants any port.
_PORTS = range(20_000, 32_000)


def free_port() -> int:
    """Find a port at which nobody listens, and that no connection takes until a server of ours does.

    Returns
    -------
    int
    """
    for port in random.sample(_PORTS, 100):
        with socket.socket() as listener:
            try:
                listener.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("no port is free")
