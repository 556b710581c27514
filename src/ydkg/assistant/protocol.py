"""The tools over the Model Context Protocol, by its official library."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from mcp.server.lowlevel import Server
from mcp.shared.exceptions import MCPError
from mcp.types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    Tool,
    ToolAnnotations,
)

from ydkg.assistant.tools import INSTRUCTIONS, TOOLS, call
from ydkg.errors import UnknownNameError
from ydkg.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable

    from mcp.server.context import ServerRequestContext

    from ydkg.assistant.desk import Desk


def protocol_server(desk_of: Callable[[Any, str], Desk], title: str) -> Server[Any]:
    """Put the tools behind the protocol.

    Parameters
    ----------
    desk_of : callable
        Gives for a request over HTTP, or for None, and for what it asks, who has the graph.
    title : str
        What the collection is called.

    Returns
    -------
    mcp.server.lowlevel.Server
    """

    async def list_tools(_context: ServerRequestContext, _params: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=[_declared(name) for name in TOOLS])

    async def call_tool(context: ServerRequestContext, params: CallToolRequestParams) -> CallToolResult:
        given = params.arguments or {}
        asked = f"{params.name} {json.dumps(given, ensure_ascii=False)}"
        try:
            answer = await call(desk_of(context.request, asked), params.name, given)
        except UnknownNameError as error:
            raise MCPError(INVALID_PARAMS, str(error)) from error
        return CallToolResult(content=[TextContent(type="text", text=answer.text)], is_error=answer.failed)

    return Server(
        "ydkg",
        version=VERSION,
        title=title,
        instructions=INSTRUCTIONS,
        website_url="https://w3id.org/ydkg/",
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _declared(name: str) -> Tool:
    tool = TOOLS[name]
    hints = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
    return Tool(name=name, title=tool.title, description=tool.description, input_schema=tool.schema, annotations=hints)
