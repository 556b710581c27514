"""Assistants at /mcp, or on standard input and output: their tools work behind the same bounds as every request."""

from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from mcp.server.stdio import stdio_server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from pyoxigraph import QueryBoolean, QueryResultsFormat, RdfFormat, parse, parse_query_results
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.routing import Route

from ydkg.assistant.access import GraphAccess, Made, Taken
from ydkg.assistant.protocol import protocol_server
from ydkg.errors import ParameterError, counted, problem, quoted
from ydkg.graph.graph import Graph
from ydkg.graph.sources import open_sources
from ydkg.graph.sparql import Result
from ydkg.server.beside import beside
from ydkg.server.connection.rules import host_name, rules_of
from ydkg.server.dataset import open_dataset, settled, version_of
from ydkg.server.log import shortened
from ydkg.server.negotiation import client_of
from ydkg.server.pool import Pool
from ydkg.server.questions.pages import known_questions
from ydkg.server.site import Site, site_of
from ydkg.server.sparql.answer import JSON, TURTLE
from ydkg.server.tasks import Context

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pyoxigraph import Store
    from starlette.types import Message, Receive, Scope, Send

    from ydkg.graph.outline import Outline
    from ydkg.graph.questions import Question
    from ydkg.server.pool import Done
    from ydkg.server.settings import Settings
    from ydkg.telling.atlas import Atlas

#: Values of a request: a megabyte of them would hold the event loop while they are read.
_MOST_VALUES = 20_000
#: A client that comes by no network.
_HERE = "stdio"


class SiteAccess(GraphAccess):
    """A site, for one client."""

    def __init__(self, site: Site, client: str) -> None:
        self._site, self._client = site, client

    @property
    def store(self) -> Store:  # noqa: D102 - as the class above says
        return self._site.store

    @property
    def outlines(self) -> Mapping[str, Outline]:  # noqa: D102 - as the class above says
        return self._site.outlines

    @property
    def questions(self) -> Sequence[Question]:  # noqa: D102 - as the class above says
        return known_questions(self._site)

    async def atlas(self) -> Atlas:  # noqa: D102 - as the class above says
        return await self._site.atlas()

    async def ask(self, question: Question, given: Mapping[str, str], lang: str) -> Result:  # noqa: D102 - as above
        key = ("answer", question.name, "json", lang)
        if given or key not in self._site.kept:
            arguments = {"name": question.name, "parameters": dict(given), "lang": lang, "layout": "json"}
            done = await self._site.pool.run("question", arguments, client=self._client)
            if given:
                return await self.aside(_result, done)
            self._site.kept[key] = done
        return await self.aside(_result, cast("Done", self._site.kept[key]))

    async def query(self, text: str) -> Result:  # noqa: D102 - as the class above says
        done = await self._site.pool.run("query", {"text": text, "accept": f"{JSON}, {TURTLE}"}, client=self._client)
        return await self.aside(_result, done)

    async def aside(  # noqa: D102 - as the class above says
        self, make: Callable[Taken, Made], /, *arguments: Taken.args, **named: Taken.kwargs
    ) -> Made:
        return await beside(self._client, make, *arguments, **named)

    def keep(self, name: object, make: Callable[[], Made]) -> Made:  # noqa: D102 - as the class above says
        return self._site.keep(name, make)


class Assistant:
    """The tools at ``/mcp``: each request stands alone, and is answered in one piece of JSON."""

    def __init__(self, site: Site) -> None:
        def access(request: Request, asked: str) -> SiteAccess:
            """Give the access for a request, and have the log say what it asks."""
            request.scope.get("ydkg.facts", {})["asked"] = shortened(asked)
            return SiteAccess(site_of(request), client_of(request))

        server = protocol_server(access, site.about.title.en)
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
        server = protocol_server(lambda _request, _asked: SiteAccess(site, _HERE), site.about.title.en)
        try:
            async with stdio_server() as (reading, writing):
                await server.run(reading, writing, server.create_initialization_options())
        finally:
            await pool.close()

    asyncio.run(serve())


def _result(done: Done) -> Result:
    """Read what a worker wrote."""
    media_type = str(done.header["type"]).partition(";")[0]
    if media_type == TURTLE:
        triples = sorted(parse(done.body, format=RdfFormat.TURTLE), key=str)
        return Result(
            "triples", ("subject", "predicate", "object"), tuple((t.subject, t.predicate, t.object) for t in triples)
        )
    found: Any = parse_query_results(done.body, format=QueryResultsFormat.JSON)
    if isinstance(found, QueryBoolean):
        return Result("boolean", (), (), bool(found))
    columns = tuple(variable.value for variable in found.variables)
    return Result("rows", columns, tuple(tuple(row) for row in found))
