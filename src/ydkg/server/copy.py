"""The site as plain files for any web host: the pages that are served, in both languages, with relative addresses."""

from __future__ import annotations

import asyncio
import html
import json
import mimetypes
import posixpath
import re
from collections import deque
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit
from xml.sax.saxutils import escape

from httpx2 import ASGITransport, AsyncClient

from ydkg.errors import OutputError, ParameterError, problem
from ydkg.files import write_whole, written_together
from ydkg.graph.graph import Graph
from ydkg.graph.sources import open_sources
from ydkg.server.app import create_app
from ydkg.server.dataset import open_dataset, settled, version_of
from ydkg.server.pool import Pool
from ydkg.server.site import Site
from ydkg.server.tasks import Context

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from ydkg.server.settings import Settings

#: Where the site seems to be while it is asked.
_ORIGIN = "http://site.invalid"
_BEGINNINGS = ("/", "/?lang=zh", "/explorer", "/static/site.css")
#: An address at which there is nothing: what is said there is said by the host where it has nothing.
_NOWHERE, _MISSING = "/there-is-nothing-here", "404.html"
#: What only a server can answer.
_ASKED = re.compile(r"/(workbench|sparql|search|labels|reconcile|mcp|healthz|-/|opensearch)")
_LINK = re.compile(r'(?<=\s)(href|src|action|data-facts)="([^"]*)"')
_ANCHOR = re.compile(r'<a\b[^>]*?\shref="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_FORM = re.compile(r'<form\b[^>]*?\saction="([^"]*)".*?</form>', re.DOTALL)
#: What templates mark as true of a server only.
_SERVED = re.compile(r"<(section|span)\b[^>]*\sdata-served>.*?</\1>|<link rel=\"search\"[^>]*>\n?", re.DOTALL)
_BUTTON = re.compile(r"<button\b.*?</button>", re.DOTALL)
#: What the form of a question has, and an address that asks the endpoint.
_QUESTION, _QUERIED = 'class="ask"', re.compile(r"/(?:workbench|sparql)\b[^?#]*(\?[^#]*)?")
_EMPTY = re.compile(r"<li>\s*</li>\n?|<p[^>]*>\s*</p>\n?")
_IMPORT = re.compile(rb'from "\./([\w-]+\.js)"|import "\./([\w-]+\.js)"')
_LONGEST = 60


class Answer(NamedTuple):
    """What the site answers: its media type, and its content."""

    media_type: str
    body: bytes


def write_site(settings: Settings, folder: Path, address: str, endpoint: str = "") -> int:
    """Write the site into a new folder.

    Parameters
    ----------
    settings : Settings
        Of a server of the same graph.
    folder : Path
    address : str
        Where the site will be, for its map and for what names its pages in the other language.
    endpoint : str
        A SPARQL endpoint to which queries lead; without one there are none.

    Returns
    -------
    int
        How many files there are.

    Raises
    ------
    OutputError
        If the folder has something in it.
    ParameterError
        If the graph is so large that its pages are parts of others.
    """
    if folder.exists() and any(folder.iterdir()):
        raise OutputError(problem("{folder}: has files; give a new folder", folder=str(folder)), str(folder))
    answers, moved = asyncio.run(_ask(settings))
    names = {asked: _file_of(asked, answer.media_type) for asked, answer in answers.items()}
    # Those that lead on to others come before these.
    names |= {asked: names[target] for asked, target in reversed(moved.items()) if target in names}
    base = address.rstrip("/")
    with written_together(folder) as part:
        for asked, answer in answers.items():
            place, body = part / names[asked], answer.body
            if asked == "/explorer":
                body = _explorer(body)
            elif answer.media_type == "text/html":
                body = _Copy(asked, names, base, endpoint).of(body.decode())
            place.parent.mkdir(parents=True, exist_ok=True)
            write_whole(place, body)
        pages = sorted({names[asked] for asked, answer in answers.items() if answer.media_type == "text/html"})
        write_whole(part / "sitemap.xml", _map([f"{base}/{name}" for name in pages if name != _MISSING]))
        write_whole(part / "robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {base}/sitemap.xml\n")
        return sum(path.is_file() for path in part.rglob("*"))


# What is asked


async def _ask(settings: Settings) -> tuple[dict[str, Answer], dict[str, str]]:
    """Ask for all that pages lead to: address -> answer, and address -> where it leads."""
    settings = settled(settings)
    store = open_dataset(settings)
    pool = Pool.start(Context(store, settings))
    pool.open()
    site = Site(settings, store, version_of(settings), pool, open_sources(Graph(store), settings.sources))
    try:
        if (await site.directory()).is_large:
            raise ParameterError(problem("a graph as large as this is served, not written as files"), settings.data)
        transport = ASGITransport(create_app(site))
        async with AsyncClient(transport=transport, base_url=_ORIGIN) as client:
            return await _crawl(client)
    finally:
        await pool.close()


async def _crawl(client: AsyncClient) -> tuple[dict[str, Answer], dict[str, str]]:
    answers, moved, waiting = dict[str, Answer](), dict[str, str](), deque[str](_BEGINNINGS)
    listed = (await client.get("/sitemap.xml")).text
    paths = [html.unescape(each.removeprefix(_ORIGIN)) for each in re.findall("<loc>(.*?)</loc>", listed)]
    waiting.extend(_kept(path + language) or "/" for path in paths for language in ("", "?lang=zh"))
    headers = {"Accept": "text/html, */*;q=0.5", "Accept-Language": "en", "Accept-Encoding": "identity"}
    while waiting:
        asked = waiting.popleft()
        if asked in answers or asked in moved:
            continue
        response = await client.get(asked, headers=headers)
        if response.is_redirect:
            moved[asked] = _kept(response.headers["location"]) or "/"
            waiting.append(moved[asked])
        elif response.is_success:
            media_type = response.headers["content-type"].partition(";")[0]
            answers[asked] = Answer(media_type, response.content)
            waiting.extend(_led_to(asked, answers[asked]))
    whole = [asked for asked in answers if ".written.json" in asked]
    answers.update({asked: await _all_parts(client, asked, answers[asked]) for asked in whole})
    missing = await client.get(_NOWHERE, headers=headers)
    answers[_NOWHERE] = Answer("text/html", missing.content)
    return answers, moved


async def _all_parts(client: AsyncClient, asked: str, first: Answer) -> Answer:
    """Put the parts of a list together, which a server gives one after another."""
    told = json.loads(first.body)
    for page in range(2, told["pages"] + 1):
        part = await client.get(f"{asked}{'&' if '?' in asked else '?'}page={page}")
        told["facts"] += part.json()["facts"]
    return first._replace(body=json.dumps({"pages": 1, "facts": told["facts"]}, ensure_ascii=False).encode())


def _led_to(asked: str, answer: Answer) -> Iterator[str]:
    """Yield the addresses of the site that an answer leads to."""
    if answer.media_type == "text/javascript":
        for one, other in _IMPORT.findall(answer.body):
            yield f"/static/{(one or other).decode()}"
    if answer.media_type == "text/html" and asked != "/explorer":
        page = _FORM.sub("", answer.body.decode())
        yield from filter(None, (_kept(html.unescape(address)) for _, address in _LINK.findall(page)))


def _kept(address: str) -> str:
    """Give an address as it is asked for; empty of what is elsewhere, and of what only a server can answer."""
    address = address.removeprefix(_ORIGIN).partition("#")[0]
    if not address.startswith("/") or address.startswith("//") or _ASKED.match(address):
        return ""
    path, _, query = address.partition("?")
    if path.startswith("/explorer"):
        return "/explorer"
    given = [(name, value) for name, value in parse_qsl(query) if name != "sort" and (name, value) != ("lang", "en")]
    if "." in posixpath.basename(path) and any(name != "lang" for name, _ in given):
        return ""  # a file for one of the many lists of a page
    return f"{path}?{urlencode(sorted(given))}" if given else path


# What is written


def _file_of(asked: str, media_type: str) -> str:
    """Name the file of an address: Chinese in a folder of its own, what is asked for behind the name.

    >>> (
    ...     _file_of("/things?kind=city&lang=zh", "text/html"),
    ...     _file_of("/", "text/html"),
    ...     _file_of("/graph/x", "text/turtle"),
    ... )
    ('zh/things--kind-city-12960d.html', 'index.html', 'graph/x.ttl')
    """
    if asked == _NOWHERE:
        return _MISSING
    path, _, query = asked.partition("?")
    given = parse_qsl(query)
    folder, name = posixpath.split(path.strip("/") or "index")
    stem, dot, ending = name.partition(".")
    if not dot:
        ending = "ttl" if media_type == "text/turtle" else (mimetypes.guess_extension(media_type) or ".bin")[1:]
    more = urlencode([pair for pair in given if pair[0] != "lang"])
    if more:
        words = re.sub("[^A-Za-z0-9]+", "-", more)[:_LONGEST].strip("-")
        stem = f"{stem}--{words}-{sha256(more.encode()).hexdigest()[:6]}"
    return posixpath.join("zh" if ("lang", "zh") in given else "", folder, f"{stem}.{ending}")


class _Copy:
    """A page that becomes a file: its addresses are relative, and it has nothing that only a server does."""

    def __init__(self, asked: str, names: Mapping[str, str], base: str, endpoint: str) -> None:
        self.is_missing = asked == _NOWHERE
        self.folder = posixpath.dirname(names[asked])
        self.names = names
        self.base = base
        self.endpoint = endpoint

    def of(self, page: str) -> bytes:
        """Copy the page as it was served."""
        page = _FORM.sub(self._form, _SERVED.sub("", page))
        page = _LINK.sub(self._link, _EMPTY.sub("", _ANCHOR.sub(self._anchor, page)))
        return page.replace(_ORIGIN, self.base).encode()

    def _form(self, found: re.Match[str]) -> str:
        """Let search lead to the explorer, and the form of a question show what was asked."""
        if found[1] == "/search":
            return found[0]
        return _BUTTON.sub("", found[0]).replace("<form ", "<form inert ", 1) if _QUESTION in found[0] else ""

    def _anchor(self, found: re.Match[str]) -> str:
        """Leave out what leads to nothing, and the ways to sort a table."""
        address = html.unescape(found[1])
        if re.search("[?&]sort=", address.partition("#")[0]):
            return found[2]
        return found[0] if self._reached(address) or not address else ""

    def _link(self, found: re.Match[str]) -> str:
        return f'{found[1]}="{html.escape(self._reached(html.unescape(found[2])))}"'

    def _reached(self, address: str) -> str:
        """Write an address as it is reached from this page; empty where there is nothing."""
        own = address.removeprefix(_ORIGIN)
        if not own.startswith("/"):
            return address
        if self.endpoint and (query := _QUERIED.match(own)):
            return self.endpoint + (query[1] or "")
        name = "explorer.html" if own.startswith("/search") else self.names.get(_kept(own), "")
        place = "".join(own.partition("#")[1:])
        if not name or own != address:
            return f"{self.base}/{name}{place}" if name else ""
        # What is said where there is nothing is shown at any address.
        near = f"{urlsplit(self.base).path}/{name}" if self.is_missing else posixpath.relpath(name, self.folder or ".")
        return near + place


def _explorer(page: bytes) -> bytes:
    """Let the explorer know that the pages beside it are files."""
    return page.replace(b"<html ", b'<html data-site="files" ', 1)


def _map(addresses: list[str]) -> str:
    listed = "\n".join(f"  <url><loc>{escape(each)}</loc></url>" for each in addresses)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return f"{head}\n{listed}\n</urlset>\n"
