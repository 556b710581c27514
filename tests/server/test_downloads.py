"""Downloads: every format to the byte, each named graph, the questions."""

from __future__ import annotations

import io
import json
import re
import zipfile
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import quote

import pyoxigraph
import pytest

from shipped import needs_java
from ydkg.collection import NAMES_FILE, QUERIES_DIR, REFERENCE_FILE, RELEASE_FILE, graph_iri
from ydkg.export import FORMATS, RDF_FORMATS, missing
from ydkg.server.app import pages
from ydkg.vocab import RDF

from .conftest import ON_DISK

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Ask, Lakes, Launch, Run, Running

FILES = {"release": RELEASE_FILE, "reference": REFERENCE_FILE, "names": NAMES_FILE}


@pytest.fixture(scope="module")
def small(lakes: Lakes, launch: Launch) -> Iterator[Running]:
    """A server of a small collection."""
    with launch(*lakes.data) as server:
        yield server


@pytest.fixture(scope="module")
def indexed(lakes: Lakes, launch: Launch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server of the same collection as if it were large, so that it lies on disk and downloads are files."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("YDKG_CACHE", raising=False)
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        with launch(*lakes.data, program=ON_DISK) as server:
            yield server


@pytest.fixture(scope="module")
def both(small: Running, indexed: Running) -> tuple[Running, Running]:
    """The server that keeps what it makes in memory, and the one that writes files."""
    return small, indexed


@pytest.mark.parametrize("name", [key for key, each in FORMATS.items() if not missing(each)])
def test_every_format_is_what_the_command_writes(
    both: tuple[Running, Running], lakes: Lakes, ydkg_run: Run, tmp_path: Path, name: str
) -> None:
    """A download has the bytes of `ydkg export`, its media type, a name to be saved under, and is known again."""
    extension = FORMATS[name].extension
    path, written = f"/download/{name}.{extension}", tmp_path / f"written.{extension}"
    assert ydkg_run(*lakes.data, "export", name, "-o", str(written)).returncode == 0
    for server in both:
        status, headers, body = server.ask(path)
        assert (status, body) == (200, written.read_bytes())
        assert headers["content-type"].partition(";")[0] == FORMATS[name].media_type
        assert headers["content-disposition"].startswith('attachment; filename="')
        assert headers["content-disposition"].endswith(f'.{extension}"')
        assert server.ask(path, If_None_Match=headers["etag"])[0] == 304
        head = f"HEAD {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        _, length, nothing = server.parsed(server.send(head.encode()))
        assert (nothing, length["content-length"]) == (b"", str(len(body)))


def test_the_page_offers_all_of_them(ask: Ask) -> None:
    """Each format has a link with its media type; the size is told once it is known."""
    ask("/download/ntriples.nt")
    page = ask("/download").body.decode()
    for name, each in FORMATS.items():
        assert (f'href="/download/{name}.{each.extension}"' in page) is not missing(each)
        assert each.media_type in page or missing(each)
    assert " MB" in page
    assert " https://w3id.org/ydkg/</blockquote>" in page  # the address by which the data set is cited everywhere
    for name in FILES:
        assert f'href="/graph/{name}.ttl"' in page
    assert "/graph/inferred" not in page
    assert 'id="licence"' in page
    assert 'id="cite"' in page


def test_the_tables_of_pages_are_offered_and_there(small: Running) -> None:
    """Those that the pages declare, in the order of the navigation, each of which its page has as a file."""
    page = small.ask("/download")[2].decode()
    offered = re.findall(r'href="([^"]+\.csv\?for=excel[^"]*)"', page)
    tables = [table for each in pages() for table in each.tables]
    assert [unescape(each).partition(".csv")[0] for each in offered] == [table.path for table in tables]
    assert {"/things", "/metrics", "/milestones", "/questions/checks"} <= {each.path for each in tables}
    assert [small.ask(unescape(each))[0] for each in offered] == [200] * len(tables)


@pytest.mark.parametrize("name", FILES)
def test_a_graph_as_turtle_is_its_file(ask: Ask, name: str) -> None:
    """The named graph comes to the letter, also for who does not say what it accepts, and at its extension."""
    wanted = FILES[name].read_bytes()
    for reply in (ask(f"/graph/{name}.ttl"), ask(f"/graph/{name}"), ask(f"/graph/{name}", Accept="text/html")):
        assert reply.body == wanted
        assert reply.headers["Content-Type"] == "text/turtle; charset=utf-8"
        assert graph_iri(name) in reply.headers["Link"]


def test_a_graph_from_a_file_is_that_from_memory(both: tuple[Running, Running]) -> None:
    """Each of the named graphs, in each format, has the same bytes."""
    small, indexed = both
    page = small.ask("/download")[2].decode()
    paths = re.findall(r'href="(/graph/[^"]+\.[a-z]+)"', page)
    assert len(paths) > len(RDF_FORMATS)
    for path in paths:
        (status, headers, body), plain = indexed.ask(path), small.ask(path)
        assert (status, headers["content-type"], body) == (200, plain[1]["content-type"], plain[2])


@pytest.mark.parametrize("name", RDF_FORMATS)
def test_a_graph_comes_in_every_rdf_format(ask: Ask, name: str) -> None:
    """By `Accept` and by extension the same bytes come, which hold the graph's triples and no other's."""
    each = RDF_FORMATS[name]
    by_header, by_path = ask("/graph/reference", Accept=each.media_type), ask(f"/graph/reference.{each.extension}")
    assert by_header.body == by_path.body
    form = pyoxigraph.RdfFormat.from_media_type(each.media_type)
    stated = {quad.triple for quad in pyoxigraph.parse(path=str(REFERENCE_FILE), format=pyoxigraph.RdfFormat.TURTLE)}
    assert {quad.triple for quad in pyoxigraph.parse(by_path.body, format=form)} == stated


@pytest.mark.parametrize(
    "path",
    [
        "/download/jsonld.jsonld",
        "/graph/release",
        "/id/hefei",
        "/ontology",
        f"/sparql?query={quote('CONSTRUCT { ?s a ?c } { ?s a ?c }')}",
    ],
)
def test_json_ld_says_classes_by_its_own_word_wherever_it_comes_from(ask: Ask, path: str) -> None:
    """Nodes have their classes in ``@type``, and no rdf:type is left."""
    reply = ask(path, Accept="application/ld+json")
    if reply.status == 303:
        reply = ask(reply.headers["Location"])
    assert reply.headers["Content-Type"].partition(";")[0] == "application/ld+json"
    assert any("@type" in node for node in json.loads(reply.body))
    assert RDF.type.encode() not in reply.body


@pytest.mark.parametrize(
    ("path", "accept", "status"),
    [
        ("/graph/inferred", "", 404),
        ("/graph/derived.ttl", "", 404),
        ("/graph/nothing", "", 404),
        ("/graph/release.txt", "", 404),
        ("/graph/release", "image/png", 406),
        ("/download/turtle.nt", "", 404),
        ("/download/nothing.ttl", "", 404),
        ("/download/..%2Fturtle.ttl", "", 400),
    ],
)
def test_what_this_server_does_not_have_is_not_found(ask: Ask, path: str, accept: str, status: int) -> None:
    """Graphs that were not asked for at the start, and names that nobody gave, are no server errors."""
    assert ask(path, Accept=accept).status == status


def test_a_computed_graph_is_there_where_it_is_wanted(launch: Launch) -> None:
    """With `--derived` the server has that graph, offers it, and it holds none of what is stated."""
    with launch("--derived") as server:
        status, headers, body = server.ask("/graph/derived.nt")
        assert status == 200
        assert headers["content-type"] == "application/n-triples"
        computed = {line for line in body.decode().splitlines() if line}
        assert computed
        assert b"/graph/derived.ttl" in server.ask("/download")[2]
        assert not computed & set(server.ask("/graph/release.nt")[2].decode().splitlines())


@needs_java
def test_an_inferred_graph_is_there_where_it_is_wanted(lakes: Lakes, launch: Launch) -> None:
    """With `--inferred` the file has the triples that a query finds in the graph, though a worker cannot reason."""
    with launch(*lakes.data, "--inferred") as server:
        status, _, body = server.ask("/graph/inferred.nt")
        assert status == 200
        query = f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{graph_iri('inferred')}> {{ ?s ?p ?o }} }}"
        asked = server.ask(f"/sparql?query={quote(query)}", Accept="application/n-triples")[2]
        assert sorted(body.splitlines()) == sorted(asked.splitlines())
        assert body


def test_a_server_of_one_file_has_one_graph(launch: Launch) -> None:
    """Where no file of registers and none of names was given there are no such graphs, and the page offers none."""
    with launch("--data", str(RELEASE_FILE)) as server:
        assert server.ask("/graph/release.ttl")[0] == 200
        assert server.ask("/graph/reference.ttl")[0] == server.ask("/graph/names.ttl")[0] == 404
        assert b"/graph/reference" not in server.ask("/download")[2]


def test_questions_come_together(ask: Ask) -> None:
    """The archive holds every question's file to the letter."""
    reply = ask("/download/questions.zip")
    assert reply.headers["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(reply.body)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    files = [path for path in QUERIES_DIR.rglob("*.rq") if path.parent.name != "exports"]
    assert held == {f"queries/{path.relative_to(QUERIES_DIR).as_posix()}": path.read_bytes() for path in files}
