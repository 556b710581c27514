"""What is told of an entity besides its values: its relations under headings, milestones and first claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ydkg.server.thing.facts import Fact, Heading
from ydkg.vocab import ydr

if TYPE_CHECKING:
    from ydkg.server.thing.telling import Part, Telling
    from ydkg.telling.claim import Claim
    from ydkg.telling.milestone import Milestone

_ORDER = ("Done", "Underway", "Planned")


def connections(telling: Telling, name: str) -> list[Heading]:
    """Tell the relations of a thing as sentences, under what its neighbours are to it.

    Parameters
    ----------
    telling : Telling
        The graph, in a language.
    name : str
        Slug of the thing.

    Returns
    -------
    list of Heading
        The rarest first; what is only defined, such as that two things differ, last.
    """
    groups: dict[str, list[Fact]] = {}
    defined: set[str] = set()
    for relation in telling.book.atlas.relations_at.get(name, ()):
        onward = relation.subject == name
        heading = telling.pick(relation.phrase.onward if onward else relation.phrase.back)
        fact = Fact(
            telling.sentence(relation),
            ydr(relation.object if onward else relation.subject),
            "" if relation.defined else ydr(relation.id),
            "",
            telling.pick(relation.note),
            telling.pick(relation.confidence),
            relation.evidence,
            telling.pick(relation.basis),
        )
        groups.setdefault(heading, []).append(fact)
        if relation.defined:
            defined.add(heading)
    ranked = sorted(groups.items(), key=lambda item: (item[0] in defined, len(item[1]), item[0]))
    return [Heading(title, facts) for title, facts in ranked]


def milestones(telling: Telling, name: str) -> list[Fact]:
    """Tell the milestones of a thing.

    Parameters
    ----------
    telling : Telling
        The graph, in a language.
    name : str
        Slug of the thing.

    Returns
    -------
    list of Fact
        Done first, then under way, then planned.
    """
    records = telling.book.atlas.milestones_of.get(name, ())
    ordered = sorted(records, key=lambda record: _ORDER.index(record.modality))
    return [_recorded(telling, record, telling.sentence(record), record.modality) for record in ordered]


def claims(telling: Telling, name: str) -> list[Fact]:
    """Tell of what kind the document calls a thing the first.

    Parameters
    ----------
    telling : Telling
        The graph, in a language.
    name : str
        Slug of the thing.

    Returns
    -------
    list of Fact
        May be empty.
    """
    records = telling.book.atlas.claims_of.get(name, ())
    return [_recorded(telling, record, [telling.part(telling.pick(record.says))]) for record in records]


def _recorded(telling: Telling, record: Milestone | Claim, words: list[Part], kind: str = "") -> Fact:
    """Make a fact of a record, with what goes with it."""
    note, basis = telling.pick(record.note), telling.pick(record.basis)
    return Fact(words, iri=ydr(record.id), kind=kind, note=note, evidence=record.evidence, basis=basis)
