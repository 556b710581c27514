"""What is told of an entity besides its values: its relations under headings, milestones and first claims."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ydkg.server.thing.facts import Fact, Heading
from ydkg.telling.milestone import MODALITIES
from ydkg.telling.naming import slug
from ydkg.vocab import ydr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ydkg.network.vicinity import Joint
    from ydkg.server.paging import Turn
    from ydkg.server.thing.telling import Part, Telling
    from ydkg.telling.claim import Claim
    from ydkg.telling.milestone import Milestone


def connections(telling: Telling, joints: Iterable[Joint], name: str) -> list[Heading]:
    """Tell relations of a thing as sentences, under what its neighbours are to it.

    Parameters
    ----------
    telling : Telling
        The graph, in a language.
    joints : iterable of Joint
        What joins it to them.
    name : str
        Slug of the thing.

    Returns
    -------
    list of Heading
        The rarest first; what is only defined, such as that two things differ, last.
    """
    groups: dict[str, list[Fact]] = {}
    defined: set[str] = set()
    for relation in map(telling.book.lookup.relation, joints):
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


def connected(telling: Telling, name: str, turn: Turn) -> dict[str, object]:
    """Tell the relations of a thing.

    Parameters
    ----------
    telling : Telling
        The graph, in a language.
    name : str
        Slug of the thing.
    turn : Turn
        How many of them are shown.

    Returns
    -------
    dict
        ``connections`` as the function gives them, those of the rarest kinds first where there are several pages; and
        ``connection_count``, how many there are.
    """
    joints = telling.book.joints(name)
    count = Counter((each.predicate, slug(each.source) == name) for each in joints)
    ranked = sorted(joints, key=lambda each: (count[each.predicate, slug(each.source) == name], each.name))
    shown = set(turn.of(ranked))
    told = connections(telling, (each for each in joints if each in shown), name)
    return {"connections": told, "connection_count": len(joints)}


def milestones(telling: Telling, name: str, turn: Turn) -> dict[str, object]:
    """Tell the milestones of a thing.

    Parameters
    ----------
    telling : Telling
        The graph, in a language.
    name : str
        Slug of the thing.
    turn : Turn
        How many of them are shown.

    Returns
    -------
    dict
        ``milestones``, done first, then under way, then planned; and ``milestone_count``, how many there are.
    """
    records, modalities = telling.book.lookup.milestones_of(name), list(MODALITIES)
    ordered = sorted(turn.of(records), key=lambda record: modalities.index(record.modality))
    told = [_recorded(telling, record, telling.sentence(record), record.modality) for record in ordered]
    return {"milestones": told, "milestone_count": len(records)}


def claims(telling: Telling, name: str, turn: Turn) -> list[Fact]:
    """Tell of what kind the document calls a thing the first.

    Parameters
    ----------
    telling : Telling
        The graph, in a language.
    name : str
        Slug of the thing.
    turn : Turn
        How many of them are shown.

    Returns
    -------
    list of Fact
        May be empty.
    """
    records = turn.of(telling.book.lookup.claims_of(name))
    return [_recorded(telling, record, [telling.part(telling.pick(record.says))]) for record in records]


def _recorded(telling: Telling, record: Milestone | Claim, words: list[Part], kind: str = "") -> Fact:
    """Make a fact of a record, with what goes with it."""
    note, basis = telling.pick(record.note), telling.pick(record.basis)
    return Fact(words, iri=ydr(record.id), kind=kind, note=note, evidence=record.evidence, basis=basis)
