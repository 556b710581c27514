"""A fault: one way to damage the data, and what should be said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ydkg.vocab import ydr

if TYPE_CHECKING:
    from collections.abc import Callable

    from damage import Edit


class Fault(NamedTuple):
    """One way to damage the data, and what should be said of it.

    Attributes
    ----------
    name : str
        What was done, in a few words.
    edit : callable
        From the shipped triples to damaged ones; of a fault of a file, from its text to a damaged text.
    entity : str
        The slug of the thing that a finding must name; empty where the IRI depends on the damage.
    rule : str
        The part of the check and its rule, as ``part/rule``.
    source : bool
        Whether only who has the document can see it.
    """

    name: str
    edit: Edit
    entity: str
    rule: str
    source: bool = False


class FileFault(NamedTuple):
    """One way to damage ``data/triples.ttl`` as a file; the other fields are those of `Fault`."""

    name: str
    edit: Callable[[str], str]
    entity: str
    rule: str
    source: bool = False


def iri(fault: Fault | FileFault) -> str:
    """Return the IRI that a finding must name; empty where any will do."""
    return ydr(fault.entity) if fault.entity else ""
