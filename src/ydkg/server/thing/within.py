"""What happens in the parts of a place, or belongs to the sub-themes of a theme, rolled up to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ydkg.server.thing.facts import Fact, Heading
from ydkg.vocab import ydr

if TYPE_CHECKING:
    from ydkg.server.thing.telling import Telling
    from ydkg.telling.atlas import Atlas

#: What makes one thing a part of another: from the part to the whole, for things of a family.
_PARTS = {"place": "geo:sfWithin", "topic": "skos:broader"}


def within(telling: Telling, name: str) -> list[Heading]:
    """Tell what leads to the parts of a place or theme, and not to itself.

    Parameters
    ----------
    telling : Telling
        The graph, in a language.
    name : str
        Slug of the thing.

    Returns
    -------
    list of Heading
        One a part, by its name; parts of parts too. Empty for a thing that has no such parts.
    """
    atlas = telling.book.atlas
    family = atlas.things[name].family
    parts = _parts(atlas, name, _PARTS.get(family, ""))
    told = {relation.subject for relation in atlas.relations_at.get(name, ()) if relation.object == name}
    found = []
    for part in parts:
        facts = []
        for relation in atlas.relations_at.get(part, ()):
            subject = atlas.things.get(relation.subject)
            own = relation.object == part and not relation.defined and relation.predicate != "yd:namedAfter"
            if own and subject and subject.family != family and relation.subject not in told:
                facts.append(
                    Fact(
                        telling.sentence(relation),
                        ydr(relation.subject),
                        ydr(relation.id),
                        evidence=relation.evidence,
                        basis=telling.pick(relation.basis),
                    )
                )
        if facts:
            found.append((telling.pick(atlas.things[part].name), facts))
    return [Heading(title, facts) for title, facts in sorted(found, key=lambda each: each[0])]


def _parts(atlas: Atlas, name: str, predicate: str) -> list[str]:
    """List the parts of a thing, and theirs, each once."""
    found: dict[str, None] = {}
    waiting = [name]
    while waiting and predicate:
        whole = waiting.pop()
        for relation in atlas.relations_at.get(whole, ()):
            part = relation.subject
            if relation.predicate == predicate and relation.object == whole and part not in {*found, name}:
                found[part] = None
                waiting.append(part)
    return list(found)
