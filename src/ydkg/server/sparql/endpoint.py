"""The endpoint at /sparql: the SPARQL 1.1 Protocol over HTTP, from a request to what it asks, and to its answer."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from ydkg.collection import VERSION
from ydkg.errors import Listed, NotAcceptableError, ProtocolError, YdkgError, problem, quoted
from ydkg.language.text import Language
from ydkg.server.beside import beside
from ydkg.server.failure import note, status_of
from ydkg.server.log import shortened
from ydkg.server.negotiation import accepted, client_of, language, origin, with_charset
from ydkg.server.site import site_of
from ydkg.server.sparql import service
from ydkg.server.sparql.answer import ROWS, SHORT, TRIPLES, chosen, looked_up
from ydkg.server.sparql.protocol import METHODS, by_address, by_body
from ydkg.server.template import answer, holds

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.types import Receive, Scope, Send

    from ydkg.server.sparql.protocol import Operation

#: Any page may ask and may read what it needs of the answer's head.
_OPEN = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"Allow, Content-Encoding, ETag, Link, Retry-After, Vary"),
)
_PREFLIGHT = {
    "Access-Control-Allow-Headers": (
        "Accept, Accept-Language, Authorization, Cache-Control, Content-Type, If-None-Match, X-Requested-With"
    ),
    "Access-Control-Max-Age": "86400",
}
#: Kept by anybody, and asked about each time, which costs no query.
_KEPT = "public, no-cache"
#: Functions that answer otherwise each time; an escape could hide one. Too many is no harm: an answer is not kept.
_FICKLE = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID)\b|\\u", re.IGNORECASE)
_HTML = "text/html"
#: What a program may want, and what is offered to whoever may be a reader.
_DATA = (*ROWS, *TRIPLES)
_OFFERS = (*_DATA, _HTML)
_PROBLEM = "application/problem+json"


class _Endpoint:
    """An address: every method comes here, and every answer leaves with what the address says of itself."""

    def __init__(self, answer: Callable[[Request], Awaitable[Response]], methods: tuple[str, ...]) -> None:
        self.answer = answer
        self.methods = methods

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request, allowed = Request(scope, receive), ", ".join((*self.methods, "OPTIONS"))
        try:
            if request.method == "OPTIONS":
                headers = {"Allow": allowed, "Access-Control-Allow-Methods": allowed, **_PREFLIGHT}
                response = Response(status_code=204, headers=headers)
            elif request.method in self.methods:
                response = await self.answer(request)
            else:
                said = problem(
                    "request: {method} is not done here; ask by {names}",
                    method=quoted(request.method),
                    names=Listed(self.methods),
                )
                raise ProtocolError(said, request.method, 405)
        except YdkgError as error:
            # One line of English; or RFC 9457's JSON, and the place in the query, for whoever asks for it.
            status, headers = status_of(error)
            if isinstance(error, NotAcceptableError):
                status = 406
            note(request, status, error)
            headers = {**headers, "Cache-Control": "no-store", "Vary": "Accept, Accept-Language"}
            if accepted(_accept(request), ("text/plain", _PROBLEM)) == _PROBLEM:
                detail = Language.of(language(request)).complaint(error)
                told = {"status": status, "detail": detail, "line": error.line, "column": error.column}
                response = JSONResponse(told, status, headers, _PROBLEM)
            else:
                response = PlainTextResponse(f"{' '.join(str(error).split())}\n", status, headers)
        response.raw_headers.extend(_OPEN)
        if response.status_code == 405:  # noqa: PLR2004 - the code for a wrong method
            response.headers["Allow"] = allowed
        await response(scope, receive, send)


async def _sparql(request: Request) -> Response:
    """Answer a query, or tell of the service where there is none; a browser is sent to the workbench."""
    query_string = request.scope["query_string"]
    if request.method == "POST":
        body, facts = await request.body(), request.scope.get("ydkg.facts", {})
        facts["asked"] = shortened(body.decode("utf-8", "replace"))  # as it came, for the log, where it is refused
        kind, coding = request.headers.get("content-type"), ", ".join(request.headers.getlist("content-encoding"))
        operation = by_body(kind, body, query_string, coding)
        facts["asked"] = shortened(operation.text)
        return await _asked(request, operation, _accept(request))
    accept, asked = _accept(request), by_address(query_string)
    chosen_format = asked is not None and asked.layout in SHORT
    if not chosen_format and accepted(accept or "*/*", _OFFERS) == _HTML:
        # Java's own client, and other programs, say that they like HTML best, which they do not.
        mode = request.headers.get("sec-fetch-mode")
        reads = mode == "navigate" if mode else "application/xhtml+xml" in accept or accepted(accept, _DATA) is None
        if reads:  # a browser can do more with the workbench than with an answer
            query = query_string.decode("latin-1")
            return RedirectResponse(f"/workbench{'?' if query else ''}{query}", 303, {"Vary": "Accept, Sec-Fetch-Mode"})
    return await (_description(request) if asked is None else _asked(request, asked, accept))


async def _asked(request: Request, operation: Operation, accept: str) -> Response:
    """Have a query answered by a worker."""
    site = site_of(request)
    kept = request.method != "POST" and not _FICKLE.search(operation.text)
    # Weak, since the order of rows and the labels of blank nodes are the engine's own.
    base = f"{origin(request)}/sparql"
    tag = f'"{sha256(repr((VERSION, site.version, *operation, accept, base)).encode()).hexdigest()[:32]}"'
    headers = {"Vary": "Accept, Sec-Fetch-Mode", "Cache-Control": "no-store"}
    if kept:
        headers |= {"Cache-Control": _KEPT, "ETag": f"W/{tag}"}
    held = Response(status_code=304, headers=headers) if kept and holds(request, tag) else None
    # Who has an answer has asked well; who says * may not have.
    if held and "*" not in request.headers["if-none-match"]:
        return held
    # As a header of its own: Starlette would add a charset to types that have none.
    graphs = operation.default_graphs or operation.named_graphs
    if not graphs and (found := looked_up(site.store, operation.text, operation.layout, accept)):
        return held or Response(found.body, headers={**headers, "Content-Type": found.media_type})
    arguments = {
        "text": operation.text,
        "default_graphs": operation.default_graphs,
        "named_graphs": operation.named_graphs,
        "accept": accept,
        "short": operation.layout,
        "base": base,
    }
    done = await site.pool.run("query", arguments, client=client_of(request))
    return held or Response(done.body, headers={**headers, "Content-Type": str(done.header["type"])})


async def _description(request: Request) -> Response:
    """Answer with the description of the service and of what it serves."""
    site, media_type = site_of(request), chosen(_accept(request), triples=True)
    base = origin(request)
    counts = await site.made("void")
    body = await beside(request, service.description, counts, site.description(), base, media_type)
    return answer(request, body, with_charset(media_type), headers={"Vary": "Accept", "Cache-Control": _KEPT})


def _accept(request: Request) -> str:
    """Give the Accept header, which may come in several lines; empty where there is none."""
    return ", ".join(request.headers.getlist("accept"))


#: Address -> what answers there.
endpoints = {"/sparql": _Endpoint(_sparql, METHODS), "/.well-known/void": _Endpoint(_description, METHODS[:2])}
