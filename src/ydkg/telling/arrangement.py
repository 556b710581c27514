"""How a picture can be arranged: things in titled fields, by focus area, by province, or by the body of people."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ydkg.telling.text import Text, say
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ydkg.telling.atlas import Atlas


class Field(NamedTuple):
    """A part of an arranged picture: the slug of the thing that it is of, its title, and slugs of what is in it.

    The hub is empty for the field of what is in no other; members, the hub among them, are in the order of the atlas.
    """

    hub: str
    title: Text
    members: tuple[str, ...]


#: Arrangement -> its fields, the one of what is in no other last.
Arrangements: TypeAlias = dict[str, tuple[Field, ...]]

_FEWEST = 2
_WITHIN = "geo:sfWithin"
_BETWEEN = {
    "topic": translatable("Across focus areas, or under none"),
    "place": translatable("Across provinces, or in none"),
    "people": translatable("Other people and bodies, and what they do"),
}
_AS_A_WHOLE = translatable("{name} as a whole")


def tell_arrangements(atlas: Atlas) -> Arrangements:
    """Sort the things of an atlas into fields, in every way that it has two fields or more for."""
    values = atlas.facets.get("topic", {})
    # The focus areas that are under no other.
    tops = {value for value in values if not any(value in values[each] for each in values if each != value)}
    topics, provinces = _facet(atlas, "topic"), _facet(atlas, "place")
    people: dict[str, list[str]] = {}
    for relation in atlas.relations:
        ends = [atlas.things.get(end) for end in (relation.subject, relation.object)]
        if [end.family if end else "" for end in ends] == ["person", "organization"]:
            people.setdefault(relation.subject, []).append(relation.object)
    sizes = Counter(body for bodies in people.values() for body in set(bodies))
    smallest = {person: min(bodies, key=lambda each: (sizes[each], each)) for person, bodies in people.items()}
    found = {
        "topic": {thing: near & tops for thing, near in topics.items()},
        "place": provinces,
        "people": {each: {body} for person, body in smallest.items() for each in (body, person)},
    }
    return {
        name: _fields(atlas, name, hubs)
        for name, hubs in found.items()
        if len({hub for near in hubs.values() for hub in near}) >= _FEWEST
    }


def _facet(atlas: Atlas, facet: str) -> dict[str, set[str]]:
    """Turn a facet around: thing -> its values, which are things too where the data are right."""
    found: dict[str, set[str]] = {}
    for value, members in atlas.facets.get(facet, {}).items():
        for thing in members if value in atlas.things else ():
            found.setdefault(thing, set()).add(value)
    return found


def _fields(atlas: Atlas, name: str, hubs: Mapping[str, set[str]]) -> tuple[Field, ...]:
    """Make the fields of an arrangement, the fullest first."""
    # Each thing is in the field that it is said to be in; what is joined to one field only, in that one.
    home = fresh = {thing: next(iter(near)) for thing, near in hubs.items() if len(near) == 1}
    waiting = [thing for thing in atlas.things if not hubs.get(thing) and atlas.neighbours[thing]]
    while fresh:
        near = {thing: {home.get(each, "") for each in atlas.neighbours[thing]} for thing in waiting}
        fresh = {thing: homes.pop() for thing, homes in near.items() if len(homes) == 1 and "" not in homes}
        home |= fresh
        waiting = [thing for thing in waiting if thing not in fresh]
    members = defaultdict[str, list[str]](list)
    core = {thing.id for thing in atlas.things.values() if thing.family in {"person", "organization"}}
    for thing in atlas.things:
        if name != "people" or thing in core or not core.isdisjoint(atlas.neighbours[thing]):
            members[home.get(thing, "")].append(thing)
    between = tuple(members.pop("", ()))
    ranked = sorted(members, key=lambda hub: (-len(members[hub]), hub))
    fields = [Field(hub, atlas.things[hub].name, tuple(members[hub])) for hub in ranked]
    whole = ""
    if name == "place":
        # The smallest place that all of them are in.
        within = defaultdict[str, set[str]](set)
        for relation in atlas.relations:
            if relation.predicate == _WITHIN:
                within[relation.subject].add(relation.object)
        common = set.intersection(*(within[place] for place in ranked))
        whole = min(common, key=lambda place: (-len(within[place]), place), default="")
    title = say(_AS_A_WHOLE, name=atlas.things[whole].name) if whole else say(_BETWEEN[name])
    return (*fields, Field(whole if whole in between else "", title, between))
