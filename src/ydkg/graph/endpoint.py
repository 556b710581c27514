"""A SPARQL 1.1 server: the protocol of queries, of updates, and of graphs that are sent whole."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, cast
from urllib.parse import urlencode, urljoin

from pyoxigraph import (
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

from ydkg.errors import EndpointError, problem
from ydkg.graph.exchange import PASSWORD, PATIENCE, TOKEN, USER, Exchange, Reply, checked, shown
from ydkg.graph.guard import prologue, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ydkg.errors import Message
    from ydkg.graph.sparql import Row

_FORM = "application/x-www-form-urlencoded"
_RESULTS = QueryResultsFormat.JSON.media_type
_TRIPLES = f"{RdfFormat.N_TRIPLES.media_type}, {RdfFormat.TURTLE.media_type};q=0.9"
#: Characters of an error of a server that are repeated, and bytes in which they are looked for.
_QUOTED, _LOOKED_AT = 300, 1 << 16
#: The column of 1 or 0 that Virtuoso answers an ASK with.
_SAID = "__ASK_RETVAL"


class Endpoint:
    """A SPARQL server at an address.

    >>> Endpoint("http://127.0.0.1:7878/query").update
    'http://127.0.0.1:7878/update'
    """

    def __init__(self, url: str, update: str = "", patience: float = PATIENCE) -> None:
        self.url = checked(url)
        base = url.partition("?")[0]
        if update:
            self.update = checked(update)
        elif base.endswith("/query"):
            self.update = base.removesuffix("query") + "update"
        else:
            self.update = f"{base}/statements" if base.rpartition("/")[0].endswith("/repositories") else url
        self._patience = patience
        self._exchanges: dict[str, Exchange] = {}
        self._exchange = self._exchange_with(url)

    def query(
        self, text: str, prefixes: Mapping[str, str], default: Sequence[str] = (), named: Sequence[str] = ()
    ) -> QuerySolutions | QueryBoolean | Iterator[Triple]:
        """Ask a query; the whole answer has arrived."""
        form = Store().query(text, prefixes=dict(prefixes))  # what is no SPARQL is told here, with its place
        wanted = _TRIPLES if isinstance(form, QueryTriples) else _RESULTS
        # The prefixes that it uses and does not declare stand on its first line, so that its lines keep theirs.
        found = tokens(text)
        used = {token.text.partition(":")[0] for token in found if token.kind == "name"}
        missing = sorted((used & prefixes.keys()) - prologue(found, {}).prefixes.keys())
        head = "".join(f"PREFIX {prefix}: <{prefixes[prefix]}> " for prefix in missing)
        fields = [("query", head + text)]
        fields += [("default-graph-uri", iri) for iri in default] + [("named-graph-uri", iri) for iri in named]
        reply = self._send(self.url, urlencode(fields).encode(), _FORM, wanted)
        if wanted == _TRIPLES:
            return iter(self._triples(reply))
        return self._results(reply, QueryBoolean if isinstance(form, QueryBoolean) else QuerySolutions)

    def rows(self, text: str, default: Sequence[str] = (), named: Sequence[str] = ()) -> list[Row]:
        """Ask a SELECT without prefixes; rows × columns."""
        answer = self.query(text, {}, default, named)
        try:
            return [tuple(solution) for solution in answer]  # type: ignore[union-attr]
        except (SyntaxError, ValueError) as error:
            raise self._broken(error) from None

    def change(self, text: str) -> Reply:
        """Send an update; of no form that the protocol prescribes; some servers send a web page."""
        return self._send(self.update, urlencode({"update": text}).encode(), _FORM)

    def put_into(self, store: str, graph: str, lines: Iterable[str]) -> Reply:
        """Add triples to a graph by the Graph Store Protocol."""
        url = f"{store}{'&' if '?' in store else '?'}{urlencode({'graph': graph})}"
        return self._send(url, "".join(f"{line}\n" for line in lines).encode(), RdfFormat.N_TRIPLES.media_type)

    def _exchange_with(self, url: str) -> Exchange:
        """Give the connection to the server of an address: each server is asked at its own."""
        origin = "/".join(url.split("/", 3)[:3])
        if origin not in self._exchanges:
            self._exchanges[origin] = Exchange(url, self._patience)
        return self._exchanges[origin]

    def _send(self, url: str, body: bytes, kind: str, wanted: str = "*/*") -> Reply:
        """Send something to an address, and say what a status means that is none of success."""
        exchange = self._exchange_with(url)
        reply = exchange.send(url, body, {"Content-Type": kind, "Accept": wanted})
        where, status = shown(url), reply.status
        if 200 <= status < 300:  # noqa: PLR2004 - the successes of HTTP
            return reply
        said = problem("the server refuses (status {status})", status=status)
        hint: Message | str = ""
        if 300 <= status < 400:  # noqa: PLR2004 - the redirections of HTTP
            said = problem("the server sends elsewhere (status {status})", status=status)
            with suppress(ValueError):  # what a server names may be no address
                there = exchange.hidden(shown(urljoin(url, reply.location)))[:_QUOTED]
                hint = problem("give the address that it sends to: {address}", address=there) if reply.location else ""
        elif status in {401, 403} and exchange.introduced:
            hint = problem("it does not take these credentials, or they do not allow this")
        elif status in {401, 403}:
            hint = problem("give {user} and {password}, {token}, or netrc", user=USER, password=PASSWORD, token=TOKEN)
        elif status in {404, 405}:
            said = problem("no SPARQL is answered at this address (status {status})", status=status)
        elif reply.kind in {"text/plain", "application/json", ""}:
            hint = exchange.hidden(reply.body[:_LOOKED_AT].decode("utf-8", "replace"))[:_QUOTED]
        raise EndpointError(said, where, where=where, hint=hint)

    def _results(self, reply: Reply, wanted: type[QueryBoolean | QuerySolutions]) -> QuerySolutions | QueryBoolean:
        """Read SPARQL results, and nothing else."""
        kinds = {
            _RESULTS: QueryResultsFormat.JSON,
            "application/json": QueryResultsFormat.JSON,
            QueryResultsFormat.XML.media_type: QueryResultsFormat.XML,
        }
        if reply.kind not in kinds:
            raise self._other(reply)
        try:
            read = parse_query_results(reply.body, format=kinds[reply.kind])
            if wanted is QueryBoolean and isinstance(read, QuerySolutions):
                read = _truth(read)
        except (SyntaxError, ValueError) as error:
            raise self._broken(error) from None
        if not isinstance(read, wanted):
            raise self._other(reply)
        return read

    def _triples(self, reply: Reply) -> list[Triple]:
        """Read triples, and nothing else."""
        known = {"text/plain": RdfFormat.N_TRIPLES, "text/n3": RdfFormat.TURTLE, "text/rdf+n3": RdfFormat.TURTLE}
        form = known.get(reply.kind) or (RdfFormat.from_media_type(reply.kind) if reply.kind else None)
        if form is None:
            raise self._other(reply)
        try:
            return [quad.triple for quad in parse(reply.body, format=form)]
        except (SyntaxError, ValueError) as error:
            raise self._broken(error) from None

    def _other(self, reply: Reply) -> EndpointError:
        kind = self._exchange.hidden(reply.kind)[:80] or problem("of no kind that it names")
        said = problem("the answer is {kind}, no SPARQL results", kind=kind)
        if reply.page:
            said = problem("the answer is a web page, no SPARQL results")
        elif not reply.body:
            said = problem("the answer is empty (status {status}), no SPARQL results", status=reply.status)
        hint = problem("is this the address of its queries?")
        return EndpointError(said, reply.kind, where=shown(self.url), hint=hint)

    def _broken(self, error: Exception) -> EndpointError:
        said = self._exchange.hidden(str(error))[:80]
        message = problem("the answer is damaged, or broke off ({said})", said=said)
        return EndpointError(message, said, where=shown(self.url))


def _truth(rows: QuerySolutions) -> QuerySolutions | QueryBoolean:
    """Read yes or no out of the table that Virtuoso answers an ASK with; any other table is left as it is."""
    if [each.value for each in rows.variables] != [_SAID]:
        return rows
    said = any(getattr(value, "value", "") == "1" for (value,) in rows)
    return cast("QueryBoolean", Store().query("ASK {}" if said else "ASK { FILTER(false) }"))
