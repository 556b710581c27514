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
from ydkg.server.spreadsheets import extension_of, sheet_file
from ydkg.server.template import render
from ydkg.telling.spreadsheet import Spreadsheet
from ydkg.words.language import Language, translatable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from ydkg.telling.atlas import Atlas
    from ydkg.telling.spreadsheet import Cell
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
# Of the index as a file.
_HEADINGS = (
    translatable("name in English"),
    translatable("name in Chinese"),
    translatable("kind"),
    translatable("family"),
    translatable("status"),
    translatable("figures"),
    translatable("relations"),
    translatable("definition"),
    translatable("address"),
)
PAGE = Page(translatable("Entities"), 10)


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


def _ordered(rows: list[Row], order: str, lang: str) -> list[Row]:
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
    families = families_of(atlas)
    kind, order, letters = _asked(request, families)
    return render(
        request,
        "things.html.j2",
        families=families,
        kind=kind,
        order=order,
        letters=letters,
        total=len(atlas.things),
        modalities=MODALITIES,
        rows=_found(atlas, kind, order, letters, language(request)),
    )


def _asked(request: Request, families: Sequence[Family]) -> tuple[str, str, str]:
    """Read kind, order and letters of an address; what is none of them is as if it were not given."""
    asked = request.query_params
    known = {family.key for family in families} | {kind.name.en for family in families for kind in family.kinds}
    kind = asked.get("kind", "") if asked.get("kind") in known else ""
    order = asked.get("sort", "name") if asked.get("sort", "").removeprefix("-") in ORDERS else "name"
    return kind, order, asked.get("q", "")[:200]


def _found(atlas: Atlas, kind: str, order: str, letters: str, lang: str) -> list[Row]:
    """Find the things that are asked for, in the order that is asked for."""
    rows, wanted = [], words_of(letters)
    for name, thing in atlas.things.items():
        names = fold(" | ".join([*thing.name, *thing.aliases]))
        if (not kind or kind in (thing.family, thing.kind.en)) and all(word in names for word in wanted):
            states = {milestone.modality for milestone in atlas.milestones_of.get(name, ())}
            figures, relations = atlas.figures_of.get(name, ()), atlas.relations_at.get(name, ())
            rows.append(Row(thing, tuple(each for each in MODALITIES if each in states), len(figures), len(relations)))
    return _ordered(rows, order, lang)


@PAGE.at("/things.{extension}")
async def _file(request: Request) -> Response:
    """Answer with the index as a file for a spreadsheet."""
    return await beside(request, _sheet, request, await site_of(request).atlas())


def _sheet(request: Request, atlas: Atlas) -> Response:
    extension, lang = extension_of(request), language(request)
    say, listing = Language.of(lang).gettext, Language.of(lang).listing
    rows: list[list[Cell]] = []
    for row in _found(atlas, *_asked(request, families_of(atlas)), lang):
        thing, states = row.thing, listing.join(say(MODALITIES[each]) for each in row.states)
        names = [thing.name.en, thing.name.zh if thing.name.zh != thing.name.en else ""]
        kinds = [thing.kind.pick(lang), atlas.families[thing.family].pick(lang), states]
        rows.append([*names, *kinds, row.figures, row.relations, thing.definition.pick(lang), thing.iri])
    sheet = Spreadsheet(say("Entities"), [say(each) for each in _HEADINGS], rows)
    return sheet_file(request, sheet, "entities", extension)
