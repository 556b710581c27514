"""What pictures show: the shape of a family, fields that things are arranged in, and the diagram of places."""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from contextlib import suppress
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ydkg.graph.schema import reached, term_label
from ydkg.language.text import translatable
from ydkg.telling.naming import WHERE
from ydkg.telling.text import Text, say
from ydkg.vocab import GEO, YD, compact

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ydkg.telling.atlas import Atlas


_CORNERS = [(0.5 if corner % 2 else 1.2, math.pi / 5 * corner - math.pi / 2) for corner in range(10)]
_STAR = "L".join(f"{radius * math.cos(angle):.3f} {radius * math.sin(angle):.3f}" for radius, angle in _CORNERS)
#: Paths in a square from -1 to 1, by family.
PATHS: Mapping[str, str] = MappingProxyType(
    {
        "person": "M1 0A1 1 0 1 1 -1 0A1 1 0 1 1 1 0Z",
        "organization": "M-.88 -.88H.88V.88H-.88Z",
        "infrastructure": "M0 -1.1L1.1 .85H-1.1Z",
        "place": "M1.08 0L.54 .94H-.54L-1.08 0L-.54 -.94H.54Z",
        "initiative": "M0 -1.2L1.2 0L0 1.2L-1.2 0Z",
        "instrument": "M-.78 -1.05H.3L.78 -.55V1.05H-.78Z",
        "event": f"M{_STAR}Z",
        "metric": "M-1 .15H-.42V1H-1ZM-.29 -.4H.29V1H-.29ZM.42 -1H1V1H.42Z",
        "topic": "M1.05 0A1.05 1.05 0 1 1 -1.05 0A1.05 1.05 0 1 1 1.05 0ZM.5 0A.5 .5 0 1 0 -.5 0A.5 .5 0 1 0 .5 0Z",
    }
)


class Field(NamedTuple):
    """A part of an arranged picture: the slug of the thing that it is of, its title, and slugs of what is in it.

    The hub is empty for what is in no other field and for a column, whose members stand below each other. Members, the
    hub among them, are in the order of the atlas or, in a column, of what they belong to.
    """

    hub: str
    title: Text
    members: tuple[str, ...]
    column: bool = False


#: Arrangement -> its fields, the one of what is in no other last.
Arrangements: TypeAlias = dict[str, tuple[Field, ...]]

_FEWEST = 2
_BETWEEN = translatable("Across focus areas, or under none")
_COLUMNS = (
    translatable("People"),
    translatable("Where they have posts"),
    translatable("What they answer for, and what they took part in"),
)


def tell_arrangements(atlas: Atlas) -> Arrangements:
    """Sort the things of an atlas into fields, in every way that it has two fields or more for."""
    values = atlas.facets.get("topic", {})
    # The focus areas that are under no other.
    tops = {value for value in values if not any(value in values[each] for each in values if each != value)}
    found = {
        "topic": _fields(atlas, {thing: near & tops for thing, near in _facet(atlas, "topic").items()}, _BETWEEN),
        "place": _fields(atlas, _facet(atlas, "place")),
        "people": _columns(atlas),
    }
    return {
        name: fields
        for name, fields in found.items()
        if sum(bool(each.hub or each.column) for each in fields) >= _FEWEST
    }


def _facet(atlas: Atlas, facet: str) -> dict[str, set[str]]:
    """Turn a facet around: thing -> its values, which are things too where the data are right."""
    found: dict[str, set[str]] = {}
    for value, members in atlas.facets.get(facet, {}).items():
        for thing in members if value in atlas.things else ():
            found.setdefault(thing, set()).add(value)
    return found


def _fields(atlas: Atlas, hubs: Mapping[str, set[str]], between: str = "") -> tuple[Field, ...]:
    """Make the fields of an arrangement, the fullest first; what is in none is left out where nothing calls it."""
    # Each thing is in the field that it is said to be in; what is joined to one field only, in that one.
    home = fresh = {thing: next(iter(near)) for thing, near in hubs.items() if len(near) == 1}
    waiting = [thing for thing in atlas.things if not hubs.get(thing) and atlas.neighbours[thing]]
    while fresh:
        near = {thing: {home.get(each, "") for each in atlas.neighbours[thing]} for thing in waiting}
        fresh = {thing: homes.pop() for thing, homes in near.items() if len(homes) == 1 and "" not in homes}
        home |= fresh
        waiting = [thing for thing in waiting if thing not in fresh]
    for person, bodies in _posts(atlas).items():
        # People stand with the first of their bodies that has a field.
        home.update((person, home[body]) for body in reversed(bodies) if body in home)
    members = defaultdict[str, list[str]](list)
    for thing in atlas.things:
        members[home.get(thing, "")].append(thing)
    rest = tuple(members.pop("", ()))
    ranked = sorted(members, key=lambda hub: (-len(members[hub]), hub))
    named = tuple(Field(hub, atlas.things[hub].name, tuple(members[hub])) for hub in ranked)
    return (*named, Field("", say(between), rest)) if between else named


def _posts(atlas: Atlas) -> dict[str, list[str]]:
    """List the bodies of people, those with the fewest of them first."""
    posts = defaultdict[str, list[str]](list)
    for relation in atlas.relations:
        ends = [atlas.things.get(end) for end in (relation.subject, relation.object)]
        if [end.family if end else "" for end in ends] == ["person", "organization"]:
            posts[relation.subject].append(relation.object)
    sizes = Counter(body for bodies in posts.values() for body in set(bodies))
    return {person: sorted(bodies, key=lambda each: (sizes[each], each)) for person, bodies in posts.items()}


def _columns(atlas: Atlas) -> tuple[Field, ...]:
    """Put people in a column, beside them their bodies, and beside these what both are joined to."""
    posts = _posts(atlas)
    people = sorted(
        (each.id for each in atlas.things.values() if each.family == "person"),
        key=lambda person: (person not in posts, posts.get(person)),
    )
    bodies = list(dict.fromkeys(body for person in people for body in posts.get(person, ())))
    held = {*people, *bodies}
    facts = defaultdict[str, list[str]](list)
    for relation in atlas.relations:
        if not relation.defined:
            facts[relation.subject].append(relation.object)
            facts[relation.object].append(relation.subject)
    matters = list(dict.fromkeys(thing for each in (*bodies, *people) for thing in facts[each] if thing not in held))
    columns = zip(_COLUMNS, (people, bodies, matters), strict=True)
    return tuple(Field("", say(title), tuple(members), column=True) for title, members in columns if members)


#: The longer side of a diagram, and what stays free at its edges.
LENGTH, MARGIN = 1000, 70
#: How wide and how high an inset is.
INSET = (230, 110)
# How far strokes between the same stations lie apart.
_APART = 9
_WITHIN, _CONNECTS = compact(GEO.sfWithin), compact(YD.connects)
_LATITUDE, _LONGITUDE = compact(YD.latitude), compact(YD.longitude)
# How many lines of the graticule there are at most, and how many degrees may be between two.
_LINES, _STEPS = 8, (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 45)


class Point(NamedTuple):
    """A place on the diagram, from its left and its upper edge."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Spot:
    """A place: its slug, that of the smallest place that it lies in (empty where none is known), and where it is drawn.

    No register gives coordinates of what has no point. Held are slugs of what is, applies or happens right there, in
    the order of the atlas.
    """

    id: str
    within: str
    point: Point | None
    held: tuple[str, ...]


class DiagramLine(NamedTuple):
    """A line: slug of its thing, and strokes from station to station, beside those of others between the same."""

    id: str
    strokes: tuple[tuple[Point, Point], ...]


class Degree(NamedTuple):
    """A line of the graticule: whether it is a meridian, where it is, and what it is called."""

    meridian: bool
    place: float
    label: str


class Inset(NamedTuple):
    """A place without a dot that holds several that have one: its slug, and the left upper edge of its inset."""

    id: str
    corner: Point


@dataclass(frozen=True, slots=True)
class MapProjection:
    """Longitude and latitude on a plane: even in both, a degree of longitude as long as it is in the middle."""

    west: float
    north: float
    scale: float
    narrow: float

    def point(self, longitude: float, latitude: float) -> Point:
        """Give the place of a longitude and latitude on the diagram."""
        x, y = (longitude - self.west) * self.narrow * self.scale, (self.north - latitude) * self.scale
        return Point(round(MARGIN + x, 1), round(MARGIN + y, 1))


@dataclass(frozen=True, slots=True)
class Diagram:
    """A diagram of places."""

    width: float = 0  # of all of it
    height: float = 0  # 0 where nothing has coordinates
    spots: tuple[Spot, ...] = ()  # places, and other things with coordinates, in the order of the atlas
    routes: tuple[DiagramLine, ...] = ()  # what joins two drawn places or more
    graticule: tuple[Degree, ...] = ()  # meridians, then parallels
    insets: tuple[Inset, ...] = ()
    projection: MapProjection | None = None  # where degrees are on it; None where nothing has coordinates


def tell_diagram(atlas: Atlas) -> Diagram:
    """Lay the places of an atlas out; no borders and no coasts: only dots, straight lines and degrees."""
    known: dict[str, tuple[float, float]] = {}
    for thing in atlas.things.values():
        texts = {value.property: value.text.en for value in thing.values}
        with suppress(KeyError, ValueError):
            longitude, latitude = float(texts[_LONGITUDE]), float(texts[_LATITUDE])
            if abs(longitude) <= 180 and abs(latitude) < 90:  # noqa: PLR2004 - degrees of the Earth
                known[thing.id] = longitude, latitude
    within = _within(atlas)
    where, held = {compact(each) for each in WHERE}, defaultdict[str, dict[str, None]](dict)
    for relation in atlas.relations:
        # A place within another stands as such, not here.
        if relation.predicate in where and not (relation.predicate == _WITHIN and relation.subject in within):
            held[relation.object][relation.subject] = None
    shown = [thing.id for thing in atlas.things.values() if thing.family == "place" or thing.id in known]
    if not known:
        return Diagram(spots=tuple(Spot(each, within.get(each, ""), None, tuple(held[each])) for each in shown))
    longitudes, latitudes = ([place[axis] for place in known.values()] for axis in (0, 1))
    narrow = math.cos(math.radians((min(latitudes) + max(latitudes)) / 2))
    wide, high = (max(longitudes) - min(longitudes)) * narrow, max(latitudes) - min(latitudes)
    scale = (LENGTH - 2 * MARGIN) / (max(wide, high) or 1)
    projection = MapProjection(min(longitudes), max(latitudes), scale, narrow)
    points = {each: projection.point(*place) for each, place in known.items()}
    width, height = round(wide * scale + 2 * MARGIN, 1), round(high * scale + 2 * MARGIN, 1)
    graticule, margin = [], MARGIN / scale
    for degrees, signs, pad in ((longitudes, "EW", margin / narrow), (latitudes, "NS", margin)):
        least, most = min(degrees) - pad, max(degrees) + pad
        step = next((each for each in _STEPS if (most - least) / each <= _LINES), _STEPS[-1])
        for number in range(math.ceil(least / step), math.floor(most / step) + 1):
            degree = round(number * step, 1)
            sign = signs[degree < 0] if degree else ""
            meridian = degrees is longitudes
            place = projection.point(degree, 0).x if meridian else projection.point(0, degree).y
            graticule.append(Degree(meridian, place, f"{abs(degree):g}°{sign}"))
    return Diagram(
        width,
        height,
        tuple(Spot(each, within.get(each, ""), points.get(each), tuple(held[each])) for each in shown),
        tuple(_routes(atlas, points)),
        tuple(graticule),
        tuple(_insets(within, points, width, height)),
        projection,
    )


def _insets(within: Mapping[str, str], points: Mapping[str, Point], width: float, height: float) -> Iterator[Inset]:
    """Give each place without a dot that holds several dots a corner of its own."""
    held = Counter(outer for place, outer in within.items() if place in points and outer not in points)
    right, low = round(width - INSET[0], 1), round(height - INSET[1], 1)
    corners = [Point(0, 0), Point(right, 0), Point(0, low), Point(right, low)]

    def dots(corner: Point) -> int:
        near = zip(corner, INSET, strict=True)
        (left, wide), (top, high) = near
        return sum(left - MARGIN < x < left + wide and top < y < top + high for x, y in points.values())

    for outer, count in held.items():
        if count > 1 and corners:
            corner = min(corners, key=dots)
            corners.remove(corner)
            yield Inset(outer, corner)


def _within(atlas: Atlas) -> dict[str, str]:
    """Give each place the smallest one that it lies in: that which lies in the most others itself."""
    above: dict[str, set[str]] = {}
    for relation in atlas.relations:
        ends = (relation.subject, relation.object)
        if relation.predicate == _WITHIN and all(atlas.things[end].family == "place" for end in ends):
            above.setdefault(relation.subject, set()).add(relation.object)

    def size(place: str) -> tuple[int, str]:
        return -len(reached([place], lambda each: above.get(each, ()))), place

    return {each: min(near, key=size) for each, near in above.items()}


def _routes(atlas: Atlas, points: Mapping[str, Point]) -> Iterator[DiagramLine]:
    stations: dict[str, list[str]] = {}
    for relation in atlas.relations:
        # A province is no station: its dot stands for all of it.
        province = atlas.things[relation.object].kind.en == term_label(YD.Province)
        if relation.predicate == _CONNECTS and relation.object in points and not province:
            stations.setdefault(relation.subject, []).append(relation.object)
    drawn: Counter[tuple[Point, Point]] = Counter()
    for route, places in stations.items():
        name, names = atlas.things[route].name.en, {each: atlas.things[each].name.en for each in places}
        if all(each in name for each in names.values()):
            # In the order in which the line's name has them.
            ordered = sorted(places, key=lambda each: name.index(names[each]))
        else:
            # Each behind the one that it is nearest to.
            waiting = sorted(places, key=lambda each: points[each])
            ordered = [waiting.pop(0)]
            while waiting:
                waiting.sort(key=lambda each: (math.dist(points[each], points[ordered[-1]]), each))
                ordered.append(waiting.pop(0))
        strokes = []
        for start, end in itertools.pairwise(points[each] for each in ordered):
            # Where others lie between the same stations it is moved aside, to one side and to the other by turns.
            pair = (min(start, end), max(start, end))
            aside, length = (drawn[pair] + 1) // 2 * _APART * (1 if drawn[pair] % 2 else -1), math.dist(*pair) or 1
            x, y = (pair[1].y - pair[0].y) / length * aside, (pair[0].x - pair[1].x) / length * aside
            moved = [Point(round(each.x + x, 1), round(each.y + y, 1)) for each in (start, end)]
            strokes.append((moved[0], moved[1]))
            drawn[pair] += 1
        if strokes:
            yield DiagramLine(route, tuple(strokes))
