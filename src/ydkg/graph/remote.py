"""A SPARQL 1.1 server: queries are sent there, graphs are put there whole, and what is looked up is read as a store."""

from __future__ import annotations

import os
import re
import time
from base64 import b64encode
from contextlib import suppress
from netrc import NetrcParseError, netrc
from typing import TYPE_CHECKING, TypeAlias, cast
from urllib.parse import urlencode, urlsplit
from weakref import finalize

import httpx2
from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)

from ydkg.collection import APART, COMPUTED, DATASET, STATED, graph_iri
from ydkg.errors import EndpointError, quoted
from ydkg.graph.graph import whole
from ydkg.graph.guard import prologue, tokens
from ydkg.graph.store import graph_of
from ydkg.graph.turtle import canonical_term

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence

    from pyoxigraph import Triple

    from ydkg.graph.graph import Term

    _Pattern: TypeAlias = tuple[Term | None, NamedNode | None, Term | None]

#: Environment variables that hold credentials; they are sent to the server that was named, and shown nowhere.
USER, PASSWORD, TOKEN = "YDKG_ENDPOINT_USER", "YDKG_ENDPOINT_PASSWORD", "YDKG_ENDPOINT_TOKEN"
#: Seconds for an answer, and those that are waited at most before a busy server is asked again.
PATIENCE, LONGEST_WAIT = 60.0, 60.0
#: Triples of a graph that is fetched whole at the first look-up.
WHOLE = 500_000
_BUSY, _MISSING, _FORBIDDEN = frozenset((429, 503)), frozenset((404, 405)), frozenset((401, 403))
_JSON = frozenset((QueryResultsFormat.JSON.media_type, "application/json"))
_TRIPLES = {"application/n-triples": RdfFormat.N_TRIPLES, "text/plain": RdfFormat.N_TRIPLES}
#: Characters of an error of a server that are repeated.
_QUOTED = 300
_ALL: _Pattern = (None, None, None)


class _Credentials(httpx2.Auth):
    """Say who asks: by a token at once, by a password once it is asked for, as a header or as a digest."""

    def __init__(self) -> None:
        self.secrets: list[str] = []

    def auth_flow(self, request: httpx2.Request) -> Generator[httpx2.Request, httpx2.Response]:
        """Send a request, and again with a password where that is wanted."""
        if token := os.environ.get(TOKEN):
            self.secrets = [token]
            request.headers["Authorization"] = f"Bearer {token}"
        response = yield request
        known = _password(request.url.host) if response.status_code in _FORBIDDEN and not token else None
        if known is None:
            return
        self.secrets = [known[1], b64encode(":".join(known).encode()).decode()]
        if not response.headers.get("www-authenticate", "").lower().startswith("digest"):
            yield from httpx2.BasicAuth(*known).auth_flow(request)
            return
        with suppress(httpx2.ProtocolError, KeyError, ValueError):  # a challenge that nobody can answer
            yield from httpx2.DigestAuth(*known).auth_flow(request)

    def hidden(self, text: str) -> str:
        """Leave credentials, and what steers a terminal, out of a text of the server; on one line."""
        for secret in self.secrets:
            text = text.replace(secret, "…")
        return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


class Server:
    """A SPARQL server at an address that the user named."""

    def __init__(self, url: str, patience: float | None = None) -> None:
        self.url = checked(url)
        self._patience = PATIENCE if patience is None else patience
        self._auth = _Credentials()
        self._client = httpx2.Client(
            auth=self._auth,
            headers={"User-Agent": "ydkg"},
            timeout=self._patience,
            transport=httpx2.HTTPTransport(retries=1),
            trust_env=False,
        )
        finalize(self, self._client.close)

    def query(
        self,
        text: str,
        *,
        prefixes: Mapping[str, str] | None = None,
        default_graph: Iterable[NamedNode] = (),
        named_graphs: Iterable[NamedNode] = (),
    ) -> QuerySolutions | QueryBoolean | Iterator[Triple]:
        """Ask a query; the whole answer has arrived."""
        known = dict(prefixes or {})
        form = Store().query(text, prefixes=known)  # what is no SPARQL is told here, with its place
        declared = prologue(tokens(text), {}).prefixes
        # They stand on its first line, so that its lines keep theirs.
        head = [f"PREFIX {prefix}: <{known[prefix]}> " for prefix in sorted(known.keys() - declared.keys())]
        fields = [("query", "".join(head) + text)]
        fields += [("default-graph-uri", graph.value) for graph in default_graph]
        fields += [("named-graph-uri", graph.value) for graph in named_graphs]
        wanted = RdfFormat.N_TRIPLES if isinstance(form, QueryTriples) else QueryResultsFormat.JSON
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": wanted.media_type}
        kind, body = self.send("POST", self.url, urlencode(fields).encode(), headers)
        try:
            if isinstance(form, QueryTriples) and kind in _TRIPLES:
                return iter([quad.triple for quad in parse(body, format=_TRIPLES[kind])])
            answer = parse_query_results(body, format=QueryResultsFormat.JSON) if kind in _JSON else None
        except (SyntaxError, ValueError) as error:
            raise self._broken(error) from None
        if isinstance(form, QueryBoolean) and isinstance(answer, QuerySolutions):
            answer = _truth(answer)
        if not isinstance(answer, type(form)):
            said = f"the answer is {self._auth.hidden(kind)[:80] or 'empty'}, no SPARQL results"
            hint = "is this the address of its queries?"
            raise EndpointError(said, kind, where=shown(self.url), hint=hint)
        return answer

    def rows(self, text: str, default_graph: Iterable[NamedNode] = ()) -> list[tuple[Term | None, ...]]:
        """Ask a SELECT without prefixes of some graphs; rows × columns."""
        answer = self.query(text, default_graph=default_graph)
        try:
            return [tuple(solution) for solution in cast("QuerySolutions", answer)]
        except (SyntaxError, ValueError) as error:
            raise self._broken(error) from None

    def count(self, pattern: str, default_graph: Iterable[NamedNode] = ()) -> int:
        """Count the triples of a pattern."""
        [[count]] = self.rows(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}", default_graph)
        return whole(getattr(count, "value", "")) or 0

    def put(self, store: str, name: str, triples: Iterable[Triple]) -> int:
        """Put a graph in the place of what the server has, by the Graph Store Protocol, and see that it is there."""
        graph = graph_iri(name)
        written = {f"{triple.subject} {triple.predicate} {canonical_term(triple.object)} .\n" for triple in triples}
        url = f"{checked(store)}{'&' if '?' in store else '?'}{urlencode({'graph': graph})}"
        self.send("PUT", url, "".join(sorted(written)).encode(), {"Content-Type": RdfFormat.N_TRIPLES.media_type})
        there = self.count(f"GRAPH <{graph}> {{ ?s ?p ?o }}")
        if there != len(written):
            said = f"the graph {name} has {there:,} triples of {len(written):,} that were sent"
            raise EndpointError(said, name, where=shown(store), hint="give the server's address as --graph-store")
        return there

    def send(self, method: str, url: str, content: bytes, headers: Mapping[str, str]) -> tuple[str, bytes]:
        """Send something, again where the server is busy; the media type of the answer in lower case, and its body."""
        for pause in (0.5, 1.0, 2.0, 4.0, None):
            response = self._exchange(method, url, content, headers)
            asked = response.headers.get("retry-after", "").strip()
            wait = float(asked) if asked.isdecimal() else pause
            if response.status_code not in _BUSY or pause is None or wait is None or wait > LONGEST_WAIT:
                break
            time.sleep(wait)
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if not response.is_success:
            raise self._refused(url, response, kind)
        return kind, response.content

    def _exchange(self, method: str, url: str, content: bytes, headers: Mapping[str, str]) -> httpx2.Response:
        """Send a request, and read its answer; say why there is none."""
        hint = ""
        try:
            return self._client.request(method, url, content=content, headers=dict(headers))
        except httpx2.TimeoutException:
            said = f"no answer within {self._patience:g} s"
        except httpx2.ConnectError as error:
            said = f"nothing answers there ({self._auth.hidden(str(error))})"
            hint = "is the server running?"
        except httpx2.HTTPError as error:
            said = f"the answer broke off, or is none of HTTP ({type(error).__name__})"
        raise EndpointError(said, shown(url), where=shown(url), hint=hint)

    def _refused(self, url: str, response: httpx2.Response, kind: str) -> EndpointError:
        """Say what a status means that is none of success."""
        status = response.status_code
        hint, said = "", f"the server refuses (status {status})"
        if status in _BUSY:
            said = f"the server is busy (status {status})"
            asked = response.headers.get("retry-after", "").strip()
            if asked.isdecimal():
                hint = f"it asks to come back in {int(asked):,} s"
        elif response.next_request:
            said = f"the server sends elsewhere (status {status})"
            address = self._auth.hidden(shown(str(response.next_request.url)))
            hint = f"give the address that it sends to: {address}"
        elif status in _FORBIDDEN and self._auth.secrets:
            hint = "it does not take these credentials, or they do not allow this"
        elif status in _FORBIDDEN:
            hint = f"give {USER} and {PASSWORD}, {TOKEN}, or netrc"
        elif status in _MISSING:
            said = f"no SPARQL is answered at this address (status {status})"
        elif kind in {"text/plain", "application/json", ""}:
            hint = self._auth.hidden(response.content[: 1 << 16].decode("utf-8", "replace"))[:_QUOTED]
        return EndpointError(said, shown(url), where=shown(url), hint=hint)

    def _broken(self, error: Exception) -> EndpointError:
        said = self._auth.hidden(str(error))[:80]
        return EndpointError(f"the answer is damaged, or broke off ({said})", said, where=shown(self.url))


class RemoteStore:
    """What a SPARQL server has, with the methods of `pyoxigraph.Store` that reading and asking need.

    Graphs that `ydkg push` made are known by their names: what documents and registers state together is the default
    graph, the others are asked by name. A server without any is asked as it is. Queries are sent; of what is looked up
    a copy is filled: with a whole graph where it is small, else with what is around the things that are asked for.
    """

    def __init__(self, server: Server, *, inferred: bool = False, derived: bool = False) -> None:
        self.server = server
        self._copy = Store()
        self._known: set[tuple[str, _Pattern]] = set()
        sizes = server.rows("SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
        counts = {
            graph.value: whole(getattr(n, "value", "")) or 0 for graph, n in sizes if isinstance(graph, NamedNode)
        }
        stated, own = graph_iri(STATED), sorted(iri for iri in counts if iri.startswith(graph_iri("")))
        self._named = [NamedNode(iri) for iri in own if iri != stated]
        apart = {graph_of(name).value for name in (*APART, DATASET)} | set(map(graph_iri, COMPUTED))
        together = [stated] if stated in own else [iri for iri in own if iri not in apart]
        for name, asked in zip(COMPUTED, (inferred, derived), strict=True):
            if asked and graph_iri(name) not in own:
                hint = f"`ydkg push --{name}` sends it"
                raise EndpointError(f"there is no graph {name}", name, where=shown(server.url), hint=hint)
            together += [graph_iri(name)] if asked else []
        self._default = list(map(NamedNode, together))
        self._sizes = {**counts, "": sum(counts[iri] for iri in together or counts)}
        if not together and not server.query("ASK { ?s ?p ?o }"):
            hint = "`ydkg push` loads a collection"
            raise EndpointError("no triple is there", server.url, where=shown(server.url), hint=hint)

    def query(
        self,
        query: str,
        *,
        prefixes: Mapping[str, str] | None = None,
        default_graph: Sequence[NamedNode | DefaultGraph] = (DefaultGraph(),),
        named_graphs: Sequence[NamedNode] | None = None,
    ) -> QuerySolutions | QueryBoolean | Iterator[Triple]:
        """Ask the server, of its own default graph and named graphs unless others are given."""
        default: list[NamedNode] = []
        for graph in default_graph:
            default += [graph] if isinstance(graph, NamedNode) else self._default
        named = self._named if named_graphs is None and self._default else named_graphs or ()
        return self.server.query(query, prefixes=prefixes, default_graph=default, named_graphs=named)

    def named_graphs(self) -> list[NamedNode]:
        """List the graphs of this package that the server has; sorted; may be empty."""
        return self._named

    def quads_for_pattern(
        self, subject: Term | None, predicate: NamedNode | None, thing: Term | None, graph: NamedNode | DefaultGraph
    ) -> Iterator[Quad]:
        """Look triples up, at the server where they have not been looked up before."""
        if isinstance(graph, DefaultGraph) or graph in self._named:
            self._fetch(graph, (subject, predicate, thing))
        return iter(self._copy.quads_for_pattern(subject, predicate, thing, graph))  # type: ignore[arg-type] # a subject

    def __contains__(self, quad: Quad) -> bool:
        return next(self.quads_for_pattern(*quad), None) is not None

    def _fetch(self, graph: NamedNode | DefaultGraph, wanted: _Pattern) -> None:
        """Ask for the triples of a pattern once; what they lead to, or what leads to it, is known from then on, too."""
        name = graph.value if isinstance(graph, NamedNode) else ""
        subject, predicate, thing = wanted
        if self._sizes.get(name, 0) <= WHOLE or wanted == _ALL:
            pattern, wanted = "?s ?p ?o", _ALL
        elif isinstance(subject, BlankNode) or isinstance(thing, BlankNode):
            return  # nobody can ask for it
        elif subject is not None:
            pattern, wanted = (
                f"{{ VALUES ?s {{ {subject} }} ?s ?p ?o }} UNION {{ {subject} ?q ?s . ?s ?p ?o }}",
                (subject, None, None),
            )
        elif thing is not None:
            pattern = f"?s {predicate or '?q'} {thing} . ?s ?p ?o"
        else:
            pattern = f"VALUES ?p {{ {predicate} }} ?s ?p ?o"
        if (name, wanted) in self._known:
            return
        default = [graph] if isinstance(graph, NamedNode) else self._default
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}"
        triples = list(cast("Iterator[Triple]", self.server.query(query, default_graph=default)))
        there = self.server.count("SELECT DISTINCT ?s ?p ?o { ?s ?p ?o }", default) if wanted == _ALL else 0
        if there > len(triples):
            hint = "it limits its answers: see docs/servers.md"
            said = f"it gives {len(triples):,} of {there:,} triples"
            raise EndpointError(said, there, where=shown(self.server.url), hint=hint)
        self._copy.extend(Quad(s, p, canonical_term(o), graph) for s, p, o in triples)
        self._known.add((name, wanted))
        if thing is not None or subject is not None:
            self._known.update((name, (triple.subject, None, None)) for triple in triples)


def remote_store(url: str, *, inferred: bool = False, derived: bool = False, patience: float | None = None) -> Store:
    """Open the graph of a SPARQL server."""
    store: object = RemoteStore(Server(url, patience), inferred=inferred, derived=derived)
    return store  # type: ignore[return-value] # pyoxigraph's cannot be inherited from


def graph_store_of(url: str) -> str:
    """Guess where a server takes graphs, by where it takes queries.

    >>> graph_store_of("http://127.0.0.1:7878/query"), graph_store_of("http://127.0.0.1:8890/sparql")
    ('http://127.0.0.1:7878/store', 'http://127.0.0.1:8890/sparql-graph-crud-auth')
    """
    base = url.partition("?")[0]
    if base.endswith("/sparql"):
        return f"{base}-graph-crud-auth"
    if base.rpartition("/")[0].endswith("/repositories"):
        return f"{base}/rdf-graphs/service"
    return f"{base.removesuffix('/query')}/store"


def checked(url: str) -> str:
    """Refuse what is no address of a server; the same."""
    try:
        parts = urlsplit(url)
        fine = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fine = False
    if fine and "@" in parts.netloc:
        hint = f"put them into {USER} and {PASSWORD}, {TOKEN}, or netrc"
        raise EndpointError("an address with credentials in it is refused", hint=hint)
    if not fine or not url.isascii() or re.search(r"[\x00-\x20\x7f]", url):
        given = "…" if "@" in url else quoted(shown(url))
        hint = "write it as http://127.0.0.1:7878/query"
        raise EndpointError(f"{given} is no address of a SPARQL server", given, hint=hint)
    return url


def shown(url: str) -> str:
    """Give an address as it may be shown: without what may be a secret in its query.

    >>> shown("https://example.org/sparql?key=secret")
    'https://example.org/sparql'
    """
    return url.partition("?")[0].partition("#")[0]


def _truth(answer: QuerySolutions) -> QueryBoolean | None:
    """Read Virtuoso's answer to an ASK, which is a table of 1 or 0; None of any other table."""
    if [variable.value for variable in answer.variables] != ["__ASK_RETVAL"]:
        return None
    values = [getattr(value, "value", "") for (value,) in answer]
    return cast("QueryBoolean", Store().query("ASK {}" if "1" in values else "ASK { FILTER(false) }"))


def _password(host: str) -> tuple[str, str] | None:
    """Find name and password: in the environment, else in netrc; None where there are none."""
    user, password = os.environ.get(USER), os.environ.get(PASSWORD)
    if user and password is not None:
        return user, password
    try:
        known = netrc(os.environ.get("NETRC")).authenticators(host)
    except FileNotFoundError:
        return None
    except (OSError, NetrcParseError, UnicodeDecodeError) as error:
        raise EndpointError(f"netrc cannot be read ({type(error).__name__})") from None
    return (known[0], known[2] or "") if known else None
