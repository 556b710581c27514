"""Assistants at /mcp, or on standard input and output: their tools work behind the same bounds as every request."""

from __future__ import annotations

import asyncio
import gc
import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from mcp import types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.shared.exceptions import MCPError
from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.routing import Route

from ydkg.collection import VERSION
from ydkg.errors import ParameterError, UnknownNameError, YdkgError, counted, problem, quoted
from ydkg.graph.graph import Graph
from ydkg.graph.sources import open_sources
from ydkg.language.text import Language
from ydkg.server.assistant import resources
from ydkg.server.assistant.access import Access
from ydkg.server.assistant.sheet import LIMIT, SCHEMA, cut, following
from ydkg.server.assistant.tools import TOOLS
from ydkg.server.beside import beside
from ydkg.server.connection.rules import host_name, rules_of
from ydkg.server.dataset import open_dataset, settled, version_of
from ydkg.server.log import shortened
from ydkg.server.negotiation import client_of
from ydkg.server.pool import Pool
from ydkg.server.site import Site, site_of
from ydkg.server.tasks import Context

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from mcp.server.context import ServerRequestContext
    from starlette.types import Message, Receive, Scope, Send

    from ydkg.server.assistant.sheet import Sheet
    from ydkg.server.settings import Settings

#: Values of a request: a megabyte of them would hold the event loop while they are read.
_MOST_VALUES = 20_000
#: A client that comes by no network.
_HERE = "stdio"
_INSTRUCTIONS = (
    "A knowledge graph of what documents state. Every fact line ends with where it is written: a link whose words are "
    "the place and whose address marks the words in the document; cite it with the fact. Keep bounds (more than, "
    "about) and status: what is planned, expected or a target is no deed. What public pages say later is marked so, "
    "and is not proven to the letter. Answers have at most 4 kB and end with what to ask next. Begin with find, or "
    "with questions and ask; before you deny something, ask coverage."
)


class _Handlers:
    """What answers each request of the protocol."""

    def __init__(self, access_of: Callable[[Any, str], Access]) -> None:
        self.access_of = access_of

    async def list_tools(self, _context: ServerRequestContext, _params: object) -> types.ListToolsResult:
        hints = types.ToolAnnotations(
            read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
        )
        declared = [
            types.Tool(
                name=name,
                title=each.tool.title,
                description=each.tool.description,
                input_schema=each.tool.parameters,
                output_schema=SCHEMA,
                annotations=hints,
            )
            for name, each in TOOLS.items()
        ]
        return types.ListToolsResult(tools=declared)

    async def call_tool(
        self, context: ServerRequestContext, params: types.CallToolRequestParams
    ) -> types.CallToolResult:
        given = params.arguments or {}
        access = self.access_of(context.request, f"{params.name} {json.dumps(given, ensure_ascii=False)}")
        if params.name not in TOOLS:
            hint = problem("there are {names}", names=", ".join(TOOLS))
            said = problem("no tool is called {name}", name=quoted(params.name))
            raise MCPError(types.INVALID_PARAMS, str(UnknownNameError(said, params.name, hint=hint)))
        told = await _answered(access, params.name, given)
        if isinstance(told, str):
            return types.CallToolResult(content=[types.TextContent(type="text", text=told)], is_error=True)
        # Where names of columns or what was given leave no room, the end goes.
        text = types.TextContent(type="text", text=cut(told.text, LIMIT))
        return types.CallToolResult(content=[text], structured_content=told.told)

    async def list_resources(self, context: ServerRequestContext, _params: object) -> types.ListResourcesResult:
        access = self.access_of(context.request, "resources")
        return types.ListResourcesResult(resources=await resources.listed(access))

    async def list_templates(
        self, _context: ServerRequestContext, _params: object
    ) -> types.ListResourceTemplatesResult:
        return types.ListResourceTemplatesResult(resource_templates=[resources.TEMPLATE])

    async def read_resource(
        self, context: ServerRequestContext, params: types.ReadResourceRequestParams
    ) -> types.ReadResourceResult:
        address = str(params.uri)
        access = self.access_of(context.request, address)
        await access.prepare()
        with _refused():
            told = await beside(access.client, resources.read, access, address)
        content = types.TextResourceContents(uri=address, mime_type="text/markdown", text=cut(told.text, LIMIT))
        return types.ReadResourceResult(contents=[content])

    async def list_prompts(self, _context: ServerRequestContext, _params: object) -> types.ListPromptsResult:
        return types.ListPromptsResult(prompts=resources.prompts())

    async def get_prompt(
        self, context: ServerRequestContext, params: types.GetPromptRequestParams
    ) -> types.GetPromptResult:
        self.access_of(context.request, f"prompt {params.name}")
        with _refused():
            return resources.prompt(params.name, params.arguments or {})


@contextmanager
def _refused() -> Iterator[None]:
    """Tell what is wrong as the protocol has it."""
    try:
        yield
    except YdkgError as error:
        raise MCPError(types.INVALID_PARAMS, str(error)) from error


def _server(access_of: Callable[[Any, str], Access], title: str) -> Server[Any]:
    """Put what answers behind the protocol."""
    handlers = _Handlers(access_of)
    return Server(
        "ydkg",
        version=VERSION,
        title=title,
        instructions=_INSTRUCTIONS,
        website_url="https://w3id.org/ydkg/",
        on_list_tools=handlers.list_tools,
        on_call_tool=handlers.call_tool,
        on_list_resources=handlers.list_resources,
        on_list_resource_templates=handlers.list_templates,
        on_read_resource=handlers.read_resource,
        on_list_prompts=handlers.list_prompts,
        on_get_prompt=handlers.get_prompt,
    )


async def _answered(access: Access, name: str, arguments: Mapping[str, Any]) -> Sheet | str:
    """Have a tool answer; where something is wrong, say in a text what, and what to call instead."""
    tool, language = TOOLS[name], Language.of(str(arguments.get("lang", "en")))
    try:
        given = tool.tool.fn_metadata.validate_arguments(dict(arguments))
        if asyncio.iscoroutinefunction(tool.function):
            told: Sheet = await tool.function(access, **given)
        else:
            await access.prepare()
            told = await beside(access.client, tool.function, access, **given)
    except ValidationError as error:
        wrong = error.errors(include_url=False)[0]
        said = f"{wrong['loc'][0]}: {wrong['msg']}"
    except YdkgError as error:
        said = language.complaint(error, place=True)
    else:
        return told
    return cut(f"{cut(said, LIMIT // 2)}\n{following(language, tool.help)}", LIMIT)


class Assistant:
    """The tools at ``/mcp``: each request stands alone, and is answered in one piece of JSON."""

    def __init__(self, site: Site) -> None:
        def access(request: Request, asked: str) -> Access:
            """Give the access for a request, and have the log say what it asks."""
            request.scope.get("ydkg.facts", {})["asked"] = shortened(asked)
            return Access(site_of(request), client_of(request))

        server = _server(access, site.about.title.en)
        self._manager = StreamableHTTPSessionManager(server, json_response=True, stateless=True)
        self._hosts = rules_of(site.settings).hosts
        self.routes = [Route("/mcp", self, methods=["POST"])]

    async def live(self) -> None:
        """Serve until cancelled."""
        async with self._manager.run():
            await asyncio.Event().wait()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, but none that a page of another site makes, or that has too many values."""
        origin = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"origin"), "")
        if origin and not self._own(origin):
            raise HTTPException(403, problem("origin: {origin} may not ask here", origin=quoted(origin)))
        body = await Request(scope, receive).body()
        if body.count(b",") > _MOST_VALUES:
            raise HTTPException(413, problem("request: more than {most} values", most=counted(_MOST_VALUES)))
        came: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def received() -> Message:
            return came.pop() if came else await receive()

        await self._manager.handle_request(scope, received, send)

    def _own(self, origin: str) -> bool:
        try:
            return host_name(urlsplit(origin).hostname or "") in self._hosts
        except (ValueError, ParameterError):
            return False


def serve_stdio(settings: Settings) -> None:
    """Answer an assistant on standard input and output, until that ends."""
    settings = settled(settings)
    store = open_dataset(settings)
    sources = open_sources(Graph(store), settings.sources)
    pool = Pool.start(Context(store, settings))
    gc.freeze()
    gc.enable()
    site = Site(settings, store, version_of(settings), pool, sources)

    async def serve() -> None:
        pool.open()
        server = _server(lambda _request, _asked: Access(site, _HERE), site.about.title.en)
        try:
            async with stdio_server() as (reading, writing):
                await server.run(reading, writing, server.create_initialization_options())
        finally:
            await pool.close()

    asyncio.run(serve())
