"""The graph that a verb works on: the shipped data, and what follows from them where that is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ydkg.graph.store import open_store

if TYPE_CHECKING:
    from pyoxigraph import Store, Triple


def shipped(*, inferred: bool = False, derived: bool = False) -> list[Triple]:
    """Read the shipped data, and add what follows from them.

    Parameters
    ----------
    inferred, derived : bool
        Whether to add what follows by the ontology, and by arithmetic.

    Returns
    -------
    list of pyoxigraph.Triple
        As they are written.

    Raises
    ------
    YdkgError
        If a file is damaged, or the reasoner cannot run.
    """
    from ydkg.assets import DATA_FILES  # noqa: PLC0415 - a plain question does without
    from ydkg.graph.canonical import read_turtle  # noqa: PLC0415 - likewise

    triples = [triple for path in DATA_FILES for triple in read_turtle(path)]
    if not inferred and not derived:
        return triples
    from ydkg.proof.extension import extended  # noqa: PLC0415 - only where it is asked for

    return extended(triples, inferred=inferred, derived=derived)


def shipped_store(*, inferred: bool = False, derived: bool = False) -> Store:
    """Load the shipped data for asking, with what follows from them.

    Parameters
    ----------
    inferred, derived : bool
        As for `shipped`.

    Returns
    -------
    pyoxigraph.Store
    """
    if not inferred and not derived:
        return open_store()
    from ydkg.graph.store import store_of  # noqa: PLC0415 - only where it is asked for

    return store_of(shipped(inferred=inferred, derived=derived))
