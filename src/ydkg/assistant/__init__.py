"""What assistants may ask: tools over the Model Context Protocol that only read, and say where each fact is written."""

from __future__ import annotations

from importlib.util import find_spec

from ydkg.errors import YdkgError, problem


def check_library() -> None:
    """Look whether the protocol's library is there.

    Raises
    ------
    YdkgError
        If it is not: says what to install.
    """
    if find_spec("mcp") is None:
        raise YdkgError(problem("assistants need the library mcp: {command}", command="pip install 'ydkg[mcp]'"), "mcp")
