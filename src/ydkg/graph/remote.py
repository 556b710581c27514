"""A SPARQL 1.1 server: queries are sent there, graphs are put there whole, and what is looked up is read as a store."""

from __future__ import annotations

import os
import re
import time
from base64 import b64encode
from contextlib import suppress
from netrc import NetrcParseError, netrc
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, cast
from urllib.parse import urlencode, urljoin, urlsplit
from weakref import finalize

import httpx2
from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    parse,
    parse_query_results,
)

from ydkg.collection import APART, COMPUTED, DATASET, STATED, graph_iri
from ydkg.errors import EndpointError, counted, problem, quoted
from ydkg.graph.guard import prologue, tokens
from ydkg.graph.store import graph_of
from ydkg.graph.turtle import canonical_term

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence

    from ydkg.errors import Message
    from ydkg.graph.graph import Term
    from ydkg.graph.sparql import Row

    _Pattern: TypeAlias = tuple[Term | None, NamedNode | None, Term | None]

#: Environment variables that hold credentials; they are sent to the server that was named, and shown nowhere.
USER, PASSWORD, TOKEN = "YDKG_ENDPOINT_USER", "YDKG_ENDPOINT_PASSWORD", "YDKG_ENDPOINT_TOKEN"
#: Seconds for an answer; tries where the server is busy; seconds that are waited between two of them at most.
PATIENCE, TRIES, LONGEST_WAIT = 60.0, 5, 60.0
#: Bytes that an answer may have; triples of a graph that is fetched whole at the first look-up.
LARGEST, WHOLE = 1024**3, 500_000
_BUSY, _MISSING, _FORBIDDEN = frozenset((429, 503)), frozenset((404, 405)), frozenset((401, 403))
_RESULTS = {
    QueryResultsFormat.JSON.media_type: QueryResultsFormat.JSON,
    "application/json": QueryResultsFormat.JSON,
    QueryResultsFormat.XML.media_type: QueryResultsFormat.XML,
}
_TRIPLES = {"text/plain": RdfFormat.N_TRIPLES, "text/n3": RdfFormat.TURTLE, "text/rdf+n3": RdfFormat.TURTLE}
#: Characters of an error of a server that are repeated.
_QUOTED = 300


class Reply(NamedTuple):
    """What a server answered: media type in lower case, and content."""

    kind: str
    body: bytes


class Server(httpx2.Auth):
    """A SPARQL server at an address, and the authentication of its client: a password is given where it is asked."""

    def __init__(self, url: str, patience: float | None = None) -> None:
        self.url = checked(url)
        self._patience = PATIENCE if patience is None else patience
        self._secrets: list[str] = []
        self._client = httpx2.Client(
            headers={"User-Agent": "ydkg"},
            timeout=self._patience,
            transport=httpx2.HTTPTransport(retries=1),
            trust_env=False,
        )
        finalize(self, self._client.close)

    def auth_flow(self, request: httpx2.Request) -> Generator[httpx2.Request, httpx2.Response]:
        """Say who asks: by a token at once, by a password once it is asked for, as a header or as a digest."""
        if token := os.environ.get(TOKEN):
            self._secrets = [token]
            request.headers["Authorization"] = f"Bearer {token}"
        response = yield request
        known = _credentials(request.url.host) if response.status_code in _FORBIDDEN and not token else None
        if known is None:
            return
        if response.headers.get("www-authenticate", "").lower().startswith("digest"):
            self._secrets = [known[1]]
            with suppress(httpx2.ProtocolError, KeyError, ValueError):  # a challenge that nobody can answer
                yield from httpx2.DigestAuth(*known).auth_flow(request)
        else:
            basic = b64encode(":".join(known).encode()).decode()
            self._secrets = [known[1], basic]
            request.headers["Authorization"] = f"Basic {basic}"
            yield request

    def query(
        self,
        text: str,
        *,
        prefixes: Mapping[str, str] | None = None,
        default_graph: Sequence[NamedNode | DefaultGraph] = (),
        named_graphs: Sequence[NamedNode] = (),
    ) -> QuerySolutions | QueryBoolean | Iterator[Triple]:
        """Ask a query; the whole answer has arrived."""
        known = dict(prefixes or {})
        form = Store().query(text, prefixes=known)  # what is no SPARQL is told here, with its place
        # The prefixes that it uses and does not declare stand on its first line, so that its lines keep theirs.
        found = tokens(text)
        used = {token.text.partition(":")[0] for token in found if token.kind == "name"}
        missing = sorted((used & known.keys()) - prologue(found, {}).prefixes.keys())
        head = "".join(f"PREFIX {prefix}: <{known[prefix]}> " for prefix in missing)
        fields = [("query", head + text)]
        fields += [("default-graph-uri", graph.value) for graph in default_graph if isinstance(graph, NamedNode)]
        fields += [("named-graph-uri", graph.value) for graph in named_graphs]
        triples = isinstance(form, QueryTriples)
        wanted = "application/n-triples, text/turtle;q=0.9" if triples else QueryResultsFormat.JSON.media_type
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": wanted}
        reply = self.send("POST", self.url, urlencode(fields).encode(), headers)
        try:
            if triples:
                return iter(self._triples(reply))
            return self._results(reply, QueryBoolean if isinstance(form, QueryBoolean) else QuerySolutions)
        except (SyntaxError, ValueError) as error:
            raise self._broken(error) from None

    def rows(self, text: str, default: Sequence[str] = ()) -> list[Row]:
        """Ask a SELECT without prefixes of some graphs; rows × columns."""
        answer = self.query(text, default_graph=[NamedNode(iri) for iri in default])
        try:
            return [tuple(solution) for solution in cast("QuerySolutions", answer)]
        except (SyntaxError, ValueError) as error:
            raise self._broken(error) from None

    def count(self, graph: str) -> int:
        """Count the triples of a graph."""
        [[count]] = self.rows(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
        return int(count.value) if isinstance(count, Literal) else 0

    def put(self, store: str, name: str, triples: Iterable[Triple]) -> int:
        """Put a graph in the place of what the server has, by the Graph Store Protocol, and see that it is there."""
        written = {f"{triple.subject} {triple.predicate} {canonical_term(triple.object)} .\n" for triple in triples}
        url = f"{checked(store)}{'&' if '?' in store else '?'}{urlencode({'graph': graph_iri(name)})}"
        content = "".join(sorted(written)).encode()
        self.send("PUT", url, content, {"Content-Type": RdfFormat.N_TRIPLES.media_type})
        held = self.count(graph_iri(name))
        if held != len(written):
            said = problem(
                "the graph {name} has {n} triples of {wanted} that were sent",
                name=name,
                n=counted(held),
                wanted=counted(len(written)),
            )
            raise EndpointError(said, name, where=shown(store), hint="give the server's address as --graph-store")
        return held

    def send(self, method: str, url: str, content: bytes, headers: Mapping[str, str]) -> Reply:
        """Send something, again where the server is busy; what a status means that is none of success is raised."""
        for attempt in range(TRIES):
            response, body = self._once(method, url, content, headers)
            if response.status_code not in _BUSY:
                break
            asked = response.headers.get("retry-after", "").strip()
            wait = float(asked) if asked.isdecimal() else 0.5 * (1 << attempt)
            if wait > LONGEST_WAIT or attempt == TRIES - 1:
                hint = problem("it asks to come back in {n} s", n=f"{wait:,.0f}") if asked else ""
                said = problem("the server is busy (status {status})", status=response.status_code)
                raise EndpointError(said, response.status_code, where=shown(url), hint=hint)
            time.sleep(wait)
        if not response.is_success:
            raise self._refused(url, response, body)
        return Reply(_kind(response), body)

    def _once(self, method: str, url: str, content: bytes, headers: Mapping[str, str]) -> tuple[httpx2.Response, bytes]:
        """Send a request, and read its answer within the time and size that it may have."""
        deadline, pieces, size, hint = time.monotonic() + self._patience, [], 0, ""
        try:
            with self._client.stream(method, url, content=content, headers=dict(headers), auth=self) as response:
                for piece in response.iter_bytes():
                    pieces.append(piece)
                    size += len(piece)
                    if size > LARGEST:
                        said = problem("more than {n} bytes are answered", n=counted(LARGEST))
                        raise EndpointError(said, size, where=shown(url), hint=problem("ask for less"))
                    if time.monotonic() > deadline:
                        raise httpx2.ReadTimeout("")
                return response, b"".join(pieces)
        except httpx2.TimeoutException:
            said = problem("no answer within {n} s", n=f"{self._patience:g}")
        except httpx2.ConnectError as error:
            said = problem("it cannot be reached: {why}", why=self._hidden(str(error)))
            if isinstance(error.__context__, OSError) or "refused" in str(error):
                said, hint = problem("nothing answers there"), problem("is the server running?")
        except httpx2.HTTPError as error:
            said = problem("the answer broke off, or is none of HTTP ({kind})", kind=type(error).__name__)
        raise EndpointError(said, shown(url), where=shown(url), hint=hint)

    def _refused(self, url: str, response: httpx2.Response, body: bytes) -> EndpointError:
        """Say what a status means that is none of success."""
        status = response.status_code
        said = problem("the server refuses (status {status})", status=status)
        hint: Message | str = ""
        if response.is_redirect or 300 <= status < 400:  # noqa: PLR2004 - the redirections of HTTP
            said = problem("the server sends elsewhere (status {status})", status=status)
            there = _joined(url, response.headers.get("location", ""))
            hint = problem("give the address that it sends to: {address}", address=self._hidden(there)) if there else ""
        elif status in _FORBIDDEN and self._secrets:
            hint = problem("it does not take these credentials, or they do not allow this")
        elif status in _FORBIDDEN:
            hint = problem("give {user} and {password}, {token}, or netrc", user=USER, password=PASSWORD, token=TOKEN)
        elif status in _MISSING:
            said = problem("no SPARQL is answered at this address (status {status})", status=status)
        elif _kind(response) in {"text/plain", "application/json", ""}:
            hint = self._hidden(body[: 1 << 16].decode("utf-8", "replace"))[:_QUOTED]
        return EndpointError(said, shown(url), where=shown(url), hint=hint)

    def _results(self, reply: Reply, wanted: type[QueryBoolean | QuerySolutions]) -> QuerySolutions | QueryBoolean:
        """Read SPARQL results, and nothing else."""
        if reply.kind not in _RESULTS:
            raise self._other(reply)
        read = parse_query_results(reply.body, format=_RESULTS[reply.kind])
        if wanted is QueryBoolean and isinstance(read, QuerySolutions):
            # Virtuoso answers an ASK with a table of 1 or 0.
            if [variable.value for variable in read.variables] != ["__ASK_RETVAL"]:
                raise self._other(reply)
            truth = any(getattr(value, "value", "") == "1" for (value,) in read)
            return cast("QueryBoolean", Store().query("ASK {}" if truth else "ASK { FILTER(false) }"))
        if not isinstance(read, wanted):
            raise self._other(reply)
        return read

    def _triples(self, reply: Reply) -> list[Triple]:
        """Read triples, and nothing else."""
        layout = _TRIPLES.get(reply.kind) or (RdfFormat.from_media_type(reply.kind) if reply.kind else None)
        if layout is None:
            raise self._other(reply)
        return [quad.triple for quad in parse(reply.body, format=layout)]

    def _other(self, reply: Reply) -> EndpointError:
        kind = self._hidden(reply.kind)[:80] or problem("of no kind that it names")
        said = problem("the answer is {kind}, no SPARQL results", kind=kind)
        if "html" in reply.kind:
            said = problem("the answer is a web page, no SPARQL results")
        elif not reply.body:
            said = problem("the answer is empty, no SPARQL results")
        return EndpointError(said, reply.kind, where=shown(self.url), hint="is this the address of its queries?")

    def _broken(self, error: Exception) -> EndpointError:
        said = self._hidden(str(error))[:80]
        message = problem("the answer is damaged, or broke off ({said})", said=said)
        return EndpointError(message, said, where=shown(self.url))

    def _hidden(self, text: str) -> str:
        """Leave credentials, and what steers a terminal, out of a text of the server; on one line."""
        for secret in self._secrets:
            text = text.replace(secret, "…")
        return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


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
        counts = {graph.value: int(n.value) for graph, n in sizes if isinstance(graph, NamedNode)}  # type: ignore[union-attr]
        stated, own = graph_iri(STATED), sorted(iri for iri in counts if iri.startswith(graph_iri("")))
        self._named = [iri for iri in own if iri != stated]
        wanted = [name for name, asked in zip(COMPUTED, (inferred, derived), strict=True) if asked]
        for name in wanted:
            if graph_iri(name) not in own:
                hint = problem("{command} sends it", command=f"`ydkg push --{name}`")
                said = problem("there is no graph {name}", name=name)
                raise EndpointError(said, name, where=shown(server.url), hint=hint)
        apart = {graph_of(name).value for name in (*APART, DATASET)} | set(map(graph_iri, COMPUTED))
        together = [stated] if stated in own else [iri for iri in own if iri not in apart]
        self._default = [*together, *map(graph_iri, wanted)]
        self._sizes = {**counts, "": sum(counts[iri] for iri in self._default or counts)}
        if not self._default and not server.query("ASK { ?s ?p ?o }"):
            hint = problem("{command} loads a collection", command="`ydkg push`")
            raise EndpointError(problem("no triple is there"), server.url, where=shown(server.url), hint=hint)

    def query(
        self,
        query: str,
        *,
        prefixes: Mapping[str, str] | None = None,
        default_graph: Sequence[NamedNode | DefaultGraph] | None = None,
        named_graphs: Sequence[NamedNode] | None = None,
    ) -> QuerySolutions | QueryBoolean | Iterator[Triple]:
        """Ask the server, of its own default graph and named graphs unless others are given."""
        default: list[NamedNode] = []
        for graph in [DefaultGraph()] if default_graph is None else default_graph:
            default += [graph] if isinstance(graph, NamedNode) else map(NamedNode, self._default)
        named = self.named_graphs() if named_graphs is None and self._default else named_graphs or ()
        return self.server.query(query, prefixes=prefixes, default_graph=default, named_graphs=named)

    def named_graphs(self) -> list[NamedNode]:
        """List the graphs of this package that the server has; sorted; may be empty."""
        return [NamedNode(iri) for iri in self._named]

    def quads_for_pattern(
        self,
        subject: Term | None,
        predicate: NamedNode | None,
        thing: Term | None,
        graph: NamedNode | DefaultGraph | None = None,
    ) -> Iterator[Quad]:
        """Look triples up, at the server where they have not been looked up before."""
        for each in [DefaultGraph(), *self.named_graphs()] if graph is None else [graph]:
            name = each.value if isinstance(each, NamedNode) else ""
            blank = isinstance(subject, BlankNode) or isinstance(thing, BlankNode)
            if (name in self._named or not name) and (not blank or self._is_small(name)):
                self._fetch(name, (subject, predicate, thing))
            yield from self._copy.quads_for_pattern(subject, predicate, thing, each)  # type: ignore[arg-type] # a subject

    def __contains__(self, quad: Quad) -> bool:
        return next(self.quads_for_pattern(*quad), None) is not None

    def _is_small(self, name: str) -> bool:
        return self._sizes.get(name, 0) <= WHOLE

    def _fetch(self, name: str, wanted: _Pattern) -> None:
        """Ask for the triples of a pattern once; what they lead to, or what leads to it, is known from then on, too."""
        subject, predicate, thing = wanted
        if subject is not None:
            pattern, wanted = f"{{ {subject} ?p ?o }} UNION {{ {subject} ?q ?s . ?s ?p ?o }}", (subject, None, None)
        elif thing is not None:
            pattern = f"?s {predicate or '?q'} {thing} . ?s ?p ?o"
        elif predicate is not None:
            pattern = f"?s {predicate} ?o"
        if self._is_small(name) or wanted == (None, None, None):
            pattern, wanted = "?s ?p ?o", (None, None, None)
        if (name, wanted) in self._known:
            return
        default = [name] if name else self._default
        rows = self.server.rows(f"SELECT DISTINCT ?s ?p ?o WHERE {{ {pattern} }}", default)
        # Rows without ?s or ?p are of what was given.
        triples = [(start or wanted[0], relation or wanted[1], end) for start, relation, end in rows]
        if wanted == (None, None, None):
            [[count]] = self.server.rows("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", default)
            if isinstance(count, Literal) and int(count.value) > len(rows):
                hint = problem("it limits its answers: see docs/servers.md")
                said = problem("it gives {n} of {m} triples", n=counted(len(rows)), m=counted(int(count.value)))
                raise EndpointError(said, len(rows), where=shown(self.server.url), hint=hint)
        graph = NamedNode(name) if name else DefaultGraph()
        self._copy.extend(Quad(s, p, canonical_term(o), graph) for s, p, o in cast("Any", triples))
        self._known.add((name, wanted))
        if wanted[0] is not None or wanted[2] is not None:
            self._known.update((name, (start, None, None)) for start, _, _ in triples)


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
        hint = problem(
            "put them into {user} and {password}, {token}, or netrc", user=USER, password=PASSWORD, token=TOKEN
        )
        raise EndpointError(problem("an address with credentials in it is refused"), hint=hint)
    if not fine or not url.isascii() or re.search(r"[\x00-\x20\x7f]", url):
        given = "…" if "@" in url else quoted(shown(url))
        said = problem("{given} is no address of a SPARQL server", given=given)
        raise EndpointError(said, given, hint=problem("write it as {address}", address="http://127.0.0.1:7878/query"))
    return url


def shown(url: str) -> str:
    """Give an address as it may be shown: without what may be a secret in its query.

    >>> shown("https://example.org/sparql?key=secret")
    'https://example.org/sparql'
    """
    return url.partition("?")[0].partition("#")[0]


def _joined(url: str, location: str) -> str:
    """Give the address that a server sends to, as it may be shown; empty where it is none."""
    try:
        return shown(urljoin(url, location)) if location else ""
    except ValueError:
        return ""


def _kind(response: httpx2.Response) -> str:
    """Give the media type of an answer in lower case."""
    kind: str = response.headers.get("content-type", "")
    return kind.partition(";")[0].strip().lower()


def _credentials(host: str) -> tuple[str, str] | None:
    """Find name and password: in the environment, else in netrc; None where there are none."""
    user, password = os.environ.get(USER), os.environ.get(PASSWORD)
    if user and password is not None:
        return user, password
    try:
        known = netrc(os.environ.get("NETRC")).authenticators(host)
    except FileNotFoundError:
        return None
    except (OSError, NetrcParseError, UnicodeDecodeError) as error:
        said = problem("{file} cannot be read ({kind})", file="netrc", kind=type(error).__name__)
        raise EndpointError(said) from None
    return (known[0], known[2] or "") if known else None
