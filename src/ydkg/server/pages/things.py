"""The index of all things: by family, kind and letters, in any order, as a form that needs no script."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ydkg.graph.search import fold
from ydkg.server.beside import beside
from ydkg.server.negotiation import language
from ydkg.server.page import Page
from ydkg.server.pages.search import words_of
from ydkg.server.site import site_of
from ydkg.server.template import render
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from ydkg.server.negotiation import Language
    from ydkg.telling.atlas import Atlas
    from ydkg.telling.text import Text
    from ydkg.telling.thing import Thing

#: What the index can be sorted by.
ORDERS = ("name", "other", "kind", "status", "figures", "relations")
# Orders of which the greatest comes first.
_COUNTED = frozenset({"figures", "relations"})
#: What may have happened to a thing, in the order in which it is told, in words.
MODALITIES = {
    "Done": translatable("done"),
    "Underway": translatable("under way"),
    "Planned": translatable("planned"),
}
PAGE = Page(translatable("Things"), 10)


class Kind(NamedTuple):
    """A kind of things: its name, and the number of things."""

    name: Text
    number: int


class Family(NamedTuple):
    """A family of things: its key and name, the number of things, and its kinds by name."""

    key: str
    name: Text
    number: int
    kinds: tuple[Kind, ...]


class Row(NamedTuple):
    """A thing in the index: what is shown of it, and how often it is spoken of."""

    thing: Thing
    states: tuple[str, ...]
    figures: int
    relations: int


def families_of(atlas: Atlas) -> list[Family]:
    """Count the things of each family and kind.

    Parameters
    ----------
    atlas : Atlas

    Returns
    -------
    list of Family
        In the atlas's order; kinds by name. None is empty.
    """
    count = Counter((thing.family, thing.kind) for thing in atlas.things.values())
    families = []
    for family, name in atlas.families.items():
        kinds = sorted(Kind(kind, number) for (key, kind), number in count.items() if key == family)
        if kinds:
            families.append(Family(family, name, sum(kind.number for kind in kinds), tuple(kinds)))
    return families


def _ordered(rows: list[Row], order: str, lang: Language) -> list[Row]:
    """Sort rows; those that have nothing to be sorted by come last, and equal ones by name.

    An order is one of `ORDERS`, with a minus before it for the other way round.
    """
    column, modalities = order.removeprefix("-"), list(MODALITIES)

    def value(row: Row) -> str | int:
        name = row.thing.name
        values: dict[str, str | int] = {
            "name": fold(name.pick(lang)),
            "other": fold(name.pick("en" if lang == "zh" else "zh")) if name.en != name.zh else "",
            "kind": row.thing.kind.pick(lang),
            "status": " ".join(str(modalities.index(each)) for each in row.states),
            "figures": row.figures,
            "relations": row.relations,
        }
        return values[column]

    by_name = sorted(rows, key=lambda row: fold(row.thing.name.pick(lang)))
    backward = order.startswith("-") != (column in _COUNTED)
    by_value = sorted(by_name, key=value, reverse=backward)
    return sorted(by_value, key=lambda row: value(row) == "")


@PAGE.at("/things")
async def _things(request: Request) -> Response:
    """Answer with the index."""
    return await beside(request, _page, request, await site_of(request).atlas())


def _page(request: Request, atlas: Atlas) -> Response:
    asked, lang = request.query_params, language(request)
    families = families_of(atlas)
    known = {family.key for family in families} | {kind.name.en for family in families for kind in family.kinds}
    kind = asked.get("kind", "") if asked.get("kind") in known else ""
    order = asked.get("sort", "name") if asked.get("sort", "").removeprefix("-") in ORDERS else "name"
    letters = asked.get("q", "")[:200]
    rows, wanted = [], words_of(letters)
    for name, thing in atlas.things.items():
        names = fold(" | ".join([*thing.name, *thing.aliases]))
        if (not kind or kind in (thing.family, thing.kind.en)) and all(word in names for word in wanted):
            states = {milestone.modality for milestone in atlas.milestones_of.get(name, ())}
            figures, relations = atlas.figures_of.get(name, ()), atlas.relations_at.get(name, ())
            rows.append(Row(thing, tuple(each for each in MODALITIES if each in states), len(figures), len(relations)))
    return render(
        request,
        "things.html.j2",
        families=families,
        kind=kind,
        order=order,
        letters=letters,
        total=len(atlas.things),
        modalities=MODALITIES,
        rows=_ordered(rows, order, lang),
    )
