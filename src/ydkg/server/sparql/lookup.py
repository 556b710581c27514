"""Look-ups: queries of one triple pattern, which cost less to answer than to hand to a worker."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ydkg.errors import YdkgError
from ydkg.graph.sparql import prefixes_in
from ydkg.server.sparql.writing import write

if TYPE_CHECKING:
    from pyoxigraph import Store

    from ydkg.server.sparql.protocol import Operation
    from ydkg.server.sparql.writing import Written

#: Characters of a query, and bytes of an answer, that hold the event loop for well under a millisecond.
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


def looked_up(store: Store, operation: Operation, accept: str) -> Written | None:
    r"""Answer a query of one triple pattern whose answer is small.

    The engine makes such an answer row by row from one of its indexes, and is left as soon as the answer is large, so
    that nobody waits for it.

    >>> from pyoxigraph import Store
    >>> from ydkg.server.sparql.protocol import Operation
    >>> ask = lambda text: looked_up(Store(), Operation(text, (), (), "csv"), "")
    >>> ask("SELECT ?label { ydr:a rdfs:label ?label }").body
    b'label\r\n'
    >>> ask("SELECT ?s { ?s ?p ?p }"), ask("SELECT ?s { ?s ?p ?o . ?o ?q ?r }")
    (None, None)
    """
    text = operation.text
    if operation.default_graphs or operation.named_graphs or len(text) > _LONGEST:
        return None
    match = _LOOKUP.fullmatch(text)
    if match is None:
        return None
    variables = [name[1:] for name in match.groups() if name]
    if len(variables) != len(set(variables)):
        return None
    try:
        return write(store.query(text, prefixes=prefixes_in(text)), accept, operation.layout, _LARGEST)
    except (YdkgError, SyntaxError, RuntimeError, OSError, ValueError):
        return None
