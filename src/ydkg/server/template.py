"""What every page of the server shares: templates, the language, and the headers that fence it in."""

from __future__ import annotations

import asyncio
import os
import re
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from markupsafe import Markup, escape
from starlette.responses import Response, StreamingResponse

from ydkg import page
from ydkg.language.grammar import capitalized
from ydkg.language.text import Language
from ydkg.server.negotiation import language, origin
from ydkg.telling.chart import DIRECTIONS, draw
from ydkg.telling.milestones import MODALITIES
from ydkg.telling.naming import iri_of
from ydkg.telling.pictures import PATHS
from ydkg.telling.spreadsheets import has_xlsx
from ydkg.telling.text import Text
from ydkg.vocab import PREFIXES, compact

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
    from typing import BinaryIO

    from jinja2 import Environment
    from starlette.requests import Request

#: Scripts, styles and connections of this server only, and nothing inline.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

_PACKAGE = Path(__file__).parents[1]
#: Bytes that are read of a file at a time.
_PIECE = 128 * 1024
_ROW, _CELL = re.compile("<tr.*?</tr>", re.DOTALL), re.compile(r"<(t[dh])\b([^>]*)>(\s*</\1>)?")


@cache
def environment() -> Environment:
    """Give the templates; text is escaped, and a name that nobody gave is an error."""
    made = page.environment("ydkg.server")
    made.globals.update(
        compact=compact, address=address, iri_of=iri_of, shapes=PATHS, workbooks=has_xlsx, directions=DIRECTIONS,
        modalities=MODALITIES,
    )  # fmt: skip
    made.filters.update(labelled=_labelled, capitalized=capitalized)
    return made


@cache
def texts(lang: str, *modules: str) -> dict[str, str]:
    """Collect what the program of a page says."""
    paths = (path for pattern in modules for path in sorted(_PACKAGE.glob(pattern)))
    return Language.of(lang).texts("".join(path.read_text(encoding="utf-8") for path in paths))


def address(iri: str) -> str:
    """Give the address of an IRI's page on this server; empty where nothing is told of it.

    >>> address("https://w3id.org/ydkg/id/utopia"), address("https://w3id.org/ydkg/ontology#Metric")
    ('/id/utopia', '/ontology#Metric')
    """
    if iri.startswith(PREFIXES["ydr"]):
        return "/id/" + quote(iri.removeprefix(PREFIXES["ydr"]))
    if iri.startswith(PREFIXES["yd"]):
        return "/ontology#" + quote(iri.removeprefix(PREFIXES["yd"]))
    if iri.startswith("https://w3id.org/ydkg/graph/"):
        return iri.removeprefix("https://w3id.org/ydkg")
    return iri if iri.startswith(("https://", "http://")) else ""


def _labelled(rows: str, heads: Sequence[Sequence[str]]) -> Markup:
    """Say in each cell under which heading it stands: on a narrow screen a row is shown as a card.

    The rows were written by a template; of each column its heading comes first. A cell with nothing in it is marked.

    >>> print(_labelled("<tr><th scope='row'>River</th><td> </td></tr>", [["Name"], ["Length"]]))
    <tr><th scope='row' data-label="Name">River</th><td class="void"></td></tr>
    """
    names = [escape(Markup(head[0]).striptags()) for head in heads]  # noqa: S704 - escaped again

    def row(match: re.Match[str]) -> str:
        left = iter(names)

        def cell(found: re.Match[str]) -> str:
            name = next(left, "")
            if found[3]:
                return f'<{found[1]} class="void"></{found[1]}>'
            return f'<{found[1]}{found[2]} data-label="{name}">'

        return _CELL.sub(cell, match[0])

    return Markup(_ROW.sub(row, rows))  # noqa: S704 - the template has escaped it


def render(request: Request, template: str, status: int = 200, **context: object) -> Response:
    """Answer with a page; the page, in the language of the request."""
    words = Language.of(language(request))
    lang = words.tag
    # Where a person chose the language in the address, links keep it.
    kept = {"lang": lang} if "lang" in request.query_params else {}

    def link(path: str, **parameters: object) -> str:
        """Give an address on this server with parameters, and the language where it was chosen."""
        if not parameters and not kept:
            return path
        path, _, fragment = path.partition("#")
        given = {**parameters, **kept} if path.startswith("/") else parameters
        query = urlencode({name: str(value) for name, value in given.items() if value not in (None, "")})
        return path + (f"{'&' if '?' in path else '?'}{query}" if query else "") + (f"#{fragment}" if fragment else "")

    def said_in(text: str) -> Markup | str:
        """Write the language of a text as an attribute, if it is not the page's."""
        other = page.tongue(text, lang)
        return Markup(f' lang="{other}"') if other else ""  # noqa: S704 - one of two constants

    def explore(view: str = "", focus: str = "") -> str:
        """Give the address of a view of the explorer, which reads view and language behind the sign #."""
        fragment = "&".join(part for part in (view, "lang=zh" if lang == "zh" else "") if part)
        path = f"/explorer?{urlencode({'focus': focus})}" if focus else "/explorer"
        return path + (f"#{fragment}" if fragment else "")

    def turned(page: int) -> str:
        """Give the address of another part of the lists of this page."""
        given = [(name, value) for name, value in request.query_params.multi_items() if name != "page"]
        query = urlencode([*given, *([("page", page)] if page > 1 else [])])
        return quote(request.url.path) + (f"?{query}" if query else "")

    other = "en" if lang == "zh" else "zh"
    asked = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    # Two slashes at the start, or one and a backslash, would be read as the name of another host.
    place = f"/{quote(request.url.path).lstrip('/')}"
    switch = f"{place}?{urlencode([*asked, ('lang', other)])}"
    root = origin(request)
    languages = {
        tag: f"{root}{place}?{urlencode([*asked, ('lang', code)])}" for code, tag in (("en", "en"), ("zh", "zh-Hans"))
    }
    own = {
        "lang": lang,
        "link": link,
        "explore": explore,
        "turned": turned,
        "switch": switch,
        "languages": languages,
        "path": request.url.path,
        "language_chosen": bool(kept),
        "href": lambda iri: link(address(iri)),
        "tongue": said_in,
        "about": request.app.state.site.about,
        "pages": [page for page in request.app.state.pages if page.name],
        # As Jinja's i18n extension calls them; it would have one language for all pages of an environment.
        "_": words.gettext,
        "draw_chart": partial(draw, lang=lang),
        "pick": partial(Text.pick, lang=lang),
        "other": partial(Text.pick, lang=other),
    }
    shared = ("ngettext", "choose", "number", "comma", "colon", "listing", "dash")
    own |= {name: getattr(words, name) for name in shared}
    body = environment().get_template(template).render({**own, **context})
    headers = {
        "Content-Security-Policy": _POLICY,
        "Content-Language": words.script_tag,
        "Vary": "Accept, Accept-Language",
    }
    return answer(request, body, "text/html; charset=utf-8", status, headers)


def answer(
    request: Request, content: str | bytes, media_type: str, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """Answer with content that a client may already have."""
    body = content.encode() if isinstance(content, str) else content
    found = {"Cache-Control": "no-cache", **(headers or {})}
    if status == 200:  # noqa: PLR2004 - the one that can be kept
        # What the content links is written for the root of a site, and leads below the prefix when it is sent.
        prefix = str(request.scope.get("ydkg.prefix", ""))
        found["ETag"] = f'W/"{sha256(prefix.encode() + body).hexdigest()[:20]}"'
        if holds(request, found["ETag"]):
            return Response(status_code=304, headers=found)
    # Given as a header, so that nothing is added to it.
    return Response(body, status, {**found, "Content-Type": media_type})


async def answer_file(
    request: Request, tag: str, make: Callable[[], Awaitable[BinaryIO]], media_type: str, headers: Mapping[str, str]
) -> Response:
    """Answer with a file that a client may already have, piece by piece, as fast as it is taken."""
    found = {"Cache-Control": "no-cache", "ETag": f'"{tag}"', **headers}
    if holds(request, found["ETag"]):
        return Response(status_code=304, headers=found)
    file = await make()
    found |= {"Content-Type": media_type, "Content-Length": str(os.fstat(file.fileno()).st_size)}

    async def pieces() -> AsyncIterator[bytes]:
        # Others read the same file, each at a place of its own.
        at = 0
        while request.method != "HEAD" and (piece := await asyncio.to_thread(os.pread, file.fileno(), _PIECE, at)):
            yield piece
            at += len(piece)

    return StreamingResponse(pieces(), headers=found)


def answer_in_pieces(
    request: Request, tag: str, pieces: AsyncIterator[bytes], media_type: str, headers: Mapping[str, str]
) -> Response:
    """Answer with content that a client may already have, and that is made as fast as it is taken."""
    found = {"Cache-Control": "no-cache", "ETag": f'"{tag}"', **headers}
    if holds(request, found["ETag"]):
        return Response(status_code=304, headers=found)
    found["Content-Type"] = media_type
    return StreamingResponse(() if request.method == "HEAD" else pieces, headers=found)


def holds(request: Request, tag: str) -> bool:
    """Tell whether a client has what a tag stands for."""
    held = {each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")}
    return tag.removeprefix("W/") in held or "*" in held
