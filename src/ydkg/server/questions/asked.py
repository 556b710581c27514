"""Which questions have an answer for which things, made by a worker: every question is turned around once."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from ydkg.errors import YdkgError
from ydkg.graph.catalogue import is_check
from ydkg.graph.engine import run
from ydkg.network.vicinity import Vicinity
from ydkg.server.dataset import stated_table
from ydkg.server.questions.choices import turned
from ydkg.server.sparql.answering import catalogue

if TYPE_CHECKING:
    from ydkg.graph.catalogue import Question
    from ydkg.graph.header import Parameter
    from ydkg.server.tasks import Context

#: How many are told of a thing at most.
MOST = 8


def answered(context: Context) -> tuple[dict[str, object], bytes]:
    """Ask of every question that takes a thing for which things it has an answer.

    Parameters
    ----------
    context : Context

    Returns
    -------
    dict, bytes
        Nothing, and a dict of the names of the first questions by IRI of the thing, pickled.
    """
    things = Vicinity(stated_table(context.store, context.settings))
    found: dict[str, tuple[str, ...]] = {}
    alike: dict[tuple[str, ...], tuple[str, ...]] = {}
    takers = [(each, parameter) for each in catalogue().values() if (parameter := taking(each))]
    for asked, parameter in sorted(takers, key=lambda each: not each[1].families):
        if is_check(asked.name):
            continue
        try:
            rows = run(context.store, turned(context.store, asked, parameter)).rows
        except YdkgError:
            continue  # pages can do without
        for iri in {term.value for (term,) in rows if isinstance(term, NamedNode)}:
            known = found.get(iri, ())
            if len(known) < MOST and iri in things:
                # Of many things the same can be asked.
                more = (*known, asked.name)
                found[iri] = alike.setdefault(more, more)
    return {}, pickle.dumps(found)


def taking(question: Question) -> Parameter | None:
    """Give the parameter of a question that takes a thing.

    Parameters
    ----------
    question : Question

    Returns
    -------
    Parameter or None
        The first; None where the question takes none.
    """
    return next((each for each in question.parameters if each.type == "iri"), None)
