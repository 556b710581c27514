"""What became of a query that a page asked: its answer as a table, and as it is, or why there is none."""

from __future__ import annotations

import asyncio
import json
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, cast

from pyoxigraph import RdfFormat, Triple, parse

from ydkg.errors import YdkgError
from ydkg.graph.unknown import Unknown, unknown_terms
from ydkg.server.failure import note, status_of
from ydkg.server.negotiation import client_of, language
from ydkg.server.questions.cells import plain_table
from ydkg.server.site import site_of
from ydkg.server.sparql.glance import ROWS, rows_shown
from ydkg.server.sparql.writing import term_as_json
from ydkg.words.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from starlette.requests import Request

    from ydkg.server.pool.pool import Done
    from ydkg.server.questions.cells import Binding, Table, Term
    from ydkg.server.site import Site


class Outcome(NamedTuple):
    """An answer, or why there is none.

    Attributes
    ----------
    status : int
        The status code of its page.
    kind : str
        ``"rows"``, ``"boolean"``, ``"triples"``, or ``"fault"``.
    total : int
        Rows or triples of the whole answer.
    table : Table or None
        The first of them.
    truth : bool
        The answer of ASK.
    seconds : float
        How long it took.
    carried : str
        JSON for the page's program: ``type`` and ``text`` of the answer; empty where it is large, or a fault.
    message : str
        What is wrong, without the place.
    line, column : int
        Where, counted from 1; 0 where nowhere.
    unknown : tuple of Unknown
        Terms of the query that neither graph nor ontology has.
    """

    status: int
    kind: str
    total: int = 0
    table: Table | None = None
    truth: bool = False
    seconds: float = 0.0
    carried: str = ""
    message: str = ""
    line: int = 0
    column: int = 0
    unknown: tuple[Unknown, ...] = ()


async def outcome(request: Request, arguments: Mapping[str, object]) -> Outcome:
    """Ask a query, and make of the answer what a page shows.

    Parameters
    ----------
    request : Request
        Who asks, and in which language.
    arguments : mapping of str to object
        For the task ``glance``.

    Returns
    -------
    Outcome
        Errors of the query, and of a server that is busy, are outcomes too.
    """
    site, lang = site_of(request), language(request)
    try:
        done = await site.pool.run("glance", arguments, client=client_of(request))
    except YdkgError as error:
        status = status_of(error)[0]
        note(request, status, error)
        message = Language.of(lang).complaint(error)
        return Outcome(status, "fault", message=message, line=error.line, column=error.column)
    # A large answer is read beside the loop, so that other pages do not wait for it.
    found = await asyncio.to_thread(_read, site, done, lang)
    return found._replace(unknown=tuple(await asyncio.to_thread(unknown_terms, site.store, str(arguments["text"]))))


def _read(site: Site, done: Done, lang: str) -> Outcome:
    text = done.body.decode()
    carried = ""
    if done.header["whole"]:
        # A small answer goes into a script element of the page, so that its program need not ask again; no letter of it
        # can end the element.
        carried = json.dumps({"type": str(done.header["type"]), "text": text}, ensure_ascii=False)
        carried = carried.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    total: int = done.header["total"]
    if str(done.header["type"]).startswith("application/n-triples"):
        columns: Sequence[str] = ("subject", "predicate", "object")
        # Not splitlines(), which takes signs for the ends of lines that may be in the midst of one.
        lines = islice(filter(None, text.split("\n")), min(ROWS, total))
        triples = (next(iter(parse(line, RdfFormat.N_TRIPLES))).triple for line in lines)
        rows: list[Binding] = []
        for triple in triples:
            # A triple within a triple is shown as it is written.
            terms = (
                {"type": "literal", "value": str(term)} if isinstance(term, Triple) else term_as_json(term)
                for term in triple
            )
            rows.append(dict(zip(columns, cast("Iterator[Term]", terms), strict=True)))
        table = plain_table(site, columns, rows, lang)
        return Outcome(200, "triples", total, table, seconds=done.seconds, carried=carried)
    found = json.loads(text)
    if "boolean" in found:
        return Outcome(200, "boolean", 1, truth=found["boolean"], seconds=done.seconds, carried=carried)
    every = found["results"]["bindings"]
    columns = found["head"]["vars"]
    table = plain_table(site, columns, every[: rows_shown(len(columns))], lang)
    return Outcome(200, "rows", total, table, seconds=done.seconds, carried=carried)
