"""Answers: which format a client gets, and rows, truth and triples as bytes in it, whole or not at all."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, parse_query_results, serialize

from ydkg.errors import Listed, NotAcceptableError, UnknownNameError, YdkgError, problem, quoted
from ydkg.export import RDF_FORMATS
from ydkg.export.rdf import type_nodes
from ydkg.graph.questions import answer as named_answer
from ydkg.graph.questions import questions
from ydkg.graph.sparql import evaluate, prefixes_in
from ydkg.graph.values import term_as_json
from ydkg.language.text import translatable
from ydkg.server.negotiation import accepted, with_charset
from ydkg.server.paging import ANSWER_ROWS, WHOLE
from ydkg.server.settings import too_large
from ydkg.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pyoxigraph import Store, Triple

    from ydkg.graph.questions import Question
    from ydkg.graph.sparql import Answer, Result
    from ydkg.server.tasks import Context

JSON, XML, CSV, TSV = (
    each.media_type.partition(";")[0]
    for each in (QueryResultsFormat.JSON, QueryResultsFormat.XML, QueryResultsFormat.CSV, QueryResultsFormat.TSV)
)
TURTLE, N_TRIPLES, JSON_LD, RDF_XML = (
    RDF_FORMATS[each].media_type for each in ("turtle", "ntriples", "jsonld", "rdfxml")
)
#: Extension of a file of rows -> its format.
ROW_FILES: Mapping[str, QueryResultsFormat] = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
#: Media type -> format of SELECT and ASK, the favourite first; after the fourth come names that clients use instead.
ROWS: Mapping[str, QueryResultsFormat] = {
    JSON: QueryResultsFormat.JSON,
    XML: QueryResultsFormat.XML,
    CSV: QueryResultsFormat.CSV,
    TSV: QueryResultsFormat.TSV,
    "application/json": QueryResultsFormat.JSON,
    "application/xml": QueryResultsFormat.XML,
    "text/xml": QueryResultsFormat.XML,
}
#: Media type -> format of CONSTRUCT and DESCRIBE, likewise; a Turtle file is an N3 file.
TRIPLES: Mapping[str, RdfFormat] = {
    TURTLE: RdfFormat.TURTLE,
    N_TRIPLES: RdfFormat.N_TRIPLES,
    JSON_LD: RdfFormat.JSON_LD,
    RDF_XML: RdfFormat.RDF_XML,
    "text/n3": RdfFormat.TURTLE,
    "text/plain": RdfFormat.N_TRIPLES,
    "application/json": RdfFormat.JSON_LD,
    "application/xml": RdfFormat.RDF_XML,
    "text/xml": RdfFormat.RDF_XML,
}
_PROPER = 4
#: What ``format=`` may say in an address -> media type for rows and for triples, None where there is none.
SHORT: Mapping[str, tuple[str | None, str | None]] = {
    "json": (JSON, JSON_LD),
    "xml": (XML, RDF_XML),
    "csv": (CSV, None),
    "tsv": (TSV, None),
    "turtle": (None, TURTLE),
    "nt": (None, N_TRIPLES),
    "jsonld": (None, JSON_LD),
    "rdf": (None, RDF_XML),
}
_NO_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
#: What pyoxigraph writes for a property whose IRI does not end in a name, which no XML parser reads.
_NO_ELEMENT = re.compile(rb'<oxprefix: xmlns:oxprefix="([^"]*)"')

#: Characters of a look-up, and bytes of its answer, that hold the event loop for well under a millisecond.
_LONGEST, _LARGEST = 2_000, 8_000
_SPACE = r"(?:[ \t\r\n]++|#[^\r\n\\]*+)*+"
_IRI = r"<[A-Za-z][A-Za-z0-9+.-]*+:[^\x00-\x20<>\"{}|^`\\]*+>"
_NAME = r"[A-Za-z][A-Za-z0-9_-]*+:[A-Za-z0-9_-]*+"
_CONSTANT = f"(?:{_IRI}|{_NAME})"
_VARIABLE = r"[?$][A-Za-z0-9_]++"
#: Of what is no constant each is another variable: where one came twice, rows without number could be passed over.
_LOOKUP = re.compile(
    rf"{_SPACE}(?:PREFIX{_SPACE}[A-Za-z][A-Za-z0-9_-]*+:{_SPACE}{_IRI}{_SPACE})*+"
    rf"SELECT(?:{_SPACE}\*|(?:{_SPACE}{_VARIABLE})++){_SPACE}(?:WHERE{_SPACE})?\{{"
    rf"{_SPACE}(?:{_CONSTANT}|(?P<subject>{_VARIABLE}))"
    rf"{_SPACE}(?:{_CONSTANT}|a(?=[ \t\r\n])|(?P<predicate>{_VARIABLE}))"
    rf"{_SPACE}(?:{_CONSTANT}|(?P<object>{_VARIABLE}))"
    rf"{_SPACE}\.?{_SPACE}\}}{_SPACE}(?:LIMIT[ \t\r\n]++[0-9]++{_SPACE})?+",
    re.IGNORECASE,
)


class Written(NamedTuple):
    """An answer as it is sent: its content type, and the whole of it."""

    media_type: str
    body: bytes


# What a worker does


def query(
    context: Context,
    *,
    text: str,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
    accept: str | None = None,
    short: str | None = None,
    base: str = "",
) -> tuple[dict[str, object], bytes]:
    """Answer a query of the SPARQL protocol; ``type``, a content type, and the answer."""
    limit = context.settings.result_limit
    done = evaluate(
        context.store, text, lambda made: write(made, accept, short, limit), default_graphs, named_graphs, base=base
    )
    return {"type": done.media_type}, done.body


def question(
    context: Context, *, name: str, parameters: Mapping[str, str], lang: str = "en", layout: str = "json", page: int = 0
) -> tuple[dict[str, object], bytes]:
    """Answer a named question; ``columns``, number of ``rows``, whether they are ``cut``, and ``type``."""
    asked = catalogue().get(name)
    if asked is None:
        raise UnknownNameError(problem("there is no question {name}", name=quoted(name)), name)
    result = named_answer(context.store, asked, parameters, lang)
    total = len(result.rows)
    cut = page > 0 and total > WHOLE
    if cut:
        result = result._replace(rows=result.rows[(page - 1) * ANSWER_ROWS : page * ANSWER_ROWS])
    done = _write_result(result, layout, context.settings.result_limit)
    columns = [[column.name, column.type] for column in asked.columns]
    return {"columns": columns, "rows": total, "cut": cut, "type": done.media_type}, done.body


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, Question]:
    """Read all questions, once: a worker can open no file, so that its parent has to call this before it forks."""
    return {each.name: each for each in questions()}


def looked_up(store: Store, text: str, short: str | None, accept: str) -> Written | None:
    r"""Answer a query of one triple pattern whose answer is small: that costs less than to hand it to a worker.

    The engine makes such an answer row by row from one of its indexes, and is left as soon as the answer is large, so
    that nobody waits for it.

    >>> from pyoxigraph import Store
    >>> ask = lambda text: looked_up(Store(), text, "csv", "")
    >>> ask("SELECT ?label { ydr:a rdfs:label ?label }").body
    b'label\r\n'
    >>> ask("SELECT ?s { ?s ?p ?p }"), ask("SELECT ?s { ?s ?p ?o . ?o ?q ?r }")
    (None, None)
    """
    match = _LOOKUP.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None:
        return None
    variables = [name[1:] for name in match.groups() if name]
    if len(variables) != len(set(variables)):
        return None
    try:
        return write(store.query(text, prefixes=prefixes_in(text)), accept, short, _LARGEST)
    except (YdkgError, SyntaxError, RuntimeError, OSError, ValueError):
        return None


# How it is written


class Limited(BytesIO):
    """Collect what is written, up to a limit; pyoxigraph's `serialize` writes to it and passes its error on.

    >>> writer = Limited(10)
    >>> writer.write(b"12345678")
    8
    >>> writer.write(b"9abc")
    Traceback (most recent call last):
    ydkg.errors.ResultLimitError: answer: larger than 10 bytes, the most that is sent; ask for less, say by LIMIT
    """

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def write(self, piece: bytes, /) -> int:  # type: ignore[override]
        """Take a piece; its length."""
        if self.tell() + memoryview(piece).nbytes > self._limit:
            raise too_large(self._limit)
        return super().write(piece)


def chosen(accept: str | None, short: str | None = None, *, triples: bool) -> str:
    """Choose the media type of an answer; a key of `TRIPLES` or of `ROWS`.

    >>> chosen("application/n-triples;q=0.5, text/turtle;q=0.4", triples=True)
    'application/n-triples'
    >>> chosen("text/turtle", triples=False)
    Traceback (most recent call last):
    ydkg.errors.NotAcceptableError: Accept: 'text/turtle' accepts none of the formats of rows and truth: \
application/sparql-results+json, application/sparql-results+xml, text/csv, text/tab-separated-values
    """
    offers = tuple(TRIPLES if triples else ROWS)
    if short is not None and short in SHORT:
        media_type, asked = SHORT[short][1 if triples else 0], f"format={short}"
    else:
        media_type, asked = accepted(accept, offers), f"Accept: {quoted(accept or '')}"
    if media_type is None:
        pattern = translatable("{asked} accepts none of the formats of rows and truth: {there}")
        if triples:
            pattern = translatable("{asked} accepts none of the formats of triples: {there}")
        raise NotAcceptableError(problem(pattern, asked=asked, there=Listed(offers[:_PROPER])), accept)
    return media_type


def write(answer: Answer, accept: str | None, short: str | None, limit: int) -> Written:
    """Write what a query answered, in the format that the client likes best."""
    if isinstance(answer, QuerySolutions | QueryBoolean):
        media_type = chosen(accept, short, triples=False)
        return Written(with_charset(media_type), _rows(answer, ROWS[media_type], limit))
    media_type = chosen(accept, short, triples=True)
    return Written(with_charset(media_type), write_triples(answer, TRIPLES[media_type], limit))


def write_triples(
    answer: Iterable[Triple], format_: RdfFormat, limit: int, prefixes: Mapping[str, str] = PREFIXES
) -> bytes:
    """Write triples, sorted and each once; in UTF-8; of the same triples without blank nodes the same bytes."""
    keyed = {str(triple): triple for triple in answer}
    keys = sorted(keyed)
    letters = "\n".join(keys) if format_ in {RdfFormat.TURTLE, RdfFormat.RDF_XML} else ""
    used = {prefix: namespace for prefix, namespace in prefixes.items() if f"<{namespace}" in letters}
    ordered = [keyed[key] for key in keys]
    writer = Limited(limit)
    try:
        serialize(ordered, writer, format_, prefixes=used)
    except YdkgError:
        raise
    except (OSError, ValueError) as error:
        words = " ".join(str(error).split())
        said = problem("answer: the engine says: {words}; ask for {instead}", words=words, instead=TURTLE)
        raise NotAcceptableError(said, format_.media_type) from error
    content = writer.getvalue()
    if format_ == RdfFormat.JSON_LD:
        return type_nodes(content)
    return _xml(content, TURTLE) if format_ == RdfFormat.RDF_XML else content


def _rows(answer: QuerySolutions | QueryBoolean, format_: QueryResultsFormat, limit: int) -> bytes:
    writer = Limited(limit)
    answer.serialize(writer, format_)
    content = writer.getvalue()
    return _xml(content, JSON) if format_ == QueryResultsFormat.XML else content


def _xml(content: bytes, instead: str) -> bytes:
    """Refuse what is no XML, and keep carriage returns, which a parser would read as line ends."""
    what = ""
    if element := _NO_ELEMENT.search(content):
        what = problem("<{name}>, which does not end in a name,", name=element[1].decode())
    elif character := _NO_XML.search(content):
        what = problem("the character {code}", code=f"U+{ord(character[0].decode()):04X}")
    if what:
        said = problem("answer: XML cannot carry {what}; ask for {instead}", what=what, instead=instead)
        raise NotAcceptableError(said, what)
    return content.replace(b"\r", b"&#13;")


def _write_result(result: Result, layout: str, limit: int) -> Written:
    """Write the rows of a named question, in their order."""
    media_type = chosen(None, layout, triples=False)
    bindings = []
    for row in result.rows:
        terms = zip(result.columns, row, strict=True)
        bindings.append({name: term_as_json(term) for name, term in terms if term is not None})
    content = {"head": {"vars": result.columns}, "results": {"bindings": bindings}}
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    if layout != "json":
        answer = parse_query_results(body, QueryResultsFormat.JSON)
        return Written(with_charset(media_type), _rows(answer, ROWS[media_type], limit))
    if len(body) > limit:
        raise too_large(limit)
    return Written(media_type, body)
