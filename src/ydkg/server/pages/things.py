"""The index of all things: by family, kind and letters, in any order, as a form that needs no script."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ydkg.graph.names import fold, reading_order
from ydkg.language.text import Language, translatable
from ydkg.server.beside import beside
from ydkg.server.dataset import stated_table
from ydkg.server.negotiation import language
from ydkg.server.page import Page, PageTable
from ydkg.server.pages.search import words_of
from ydkg.server.paging import THINGS, turn_of
from ydkg.server.site import beforehand, site_of
from ydkg.server.spreadsheets import rows_file
from ydkg.server.template import render
from ydkg.telling.milestones import MODALITIES
from ydkg.telling.thing import family_names
from ydkg.vocab import SKOS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from ydkg.server.directory import Directory, DirectoryEntry
    from ydkg.server.site import Site
    from ydkg.telling.spreadsheets import Cell
    from ydkg.telling.text import Text

#: What the index can be sorted by.
_ORDERS = ("name", "other", "kind", "status", "figures", "relations")
# Orders of which the greatest comes first.
_COUNTED = frozenset({"figures", "relations"})
# The place of a name in the other language that a thing has not.
_NO_NAME = -1
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
PAGE = Page(translatable("Entities"), 10, tables=[PageTable(translatable("Entities"), "/things")])


class Kind(NamedTuple):
    """A kind of things: its name, and the number of things."""

    name: Text
    number: int


class FamilyCount(NamedTuple):
    """A family of things: its key and name, the number of things, and its kinds by name."""

    key: str
    name: Text
    number: int
    kinds: tuple[Kind, ...]


def families_of(site: Site, directory: Directory) -> list[FamilyCount]:
    """Count the things of each family and kind, once for each state of the graph."""

    def counted() -> list[FamilyCount]:
        count = Counter((entry.thing.family, entry.thing.kind) for entry in directory.entries.values())
        families = []
        for family, name in family_names().items():
            if kinds := sorted(Kind(kind, number) for (key, kind), number in count.items() if key == family):
                families.append(FamilyCount(family, name, sum(kind.number for kind in kinds), tuple(kinds)))
        return families

    return site.keep("families", counted)


@beforehand
def folded_of(site: Site, directory: Directory) -> Mapping[str, str]:
    """Fold the names of all things, once for each state of the graph."""
    things = directory.things.values()
    return site.keep(
        "things folded", lambda: {thing.id: fold(" | ".join([*thing.name, *thing.aliases])) for thing in things}
    )


def _ordered(directory: Directory, order: str, lang: str) -> list[DirectoryEntry]:
    """Sort rows; those that have nothing to be sorted by come last, and equal ones by name.

    An order is one of `_ORDERS`, with a minus before it for the other way round.
    """
    column, modalities, kind = order.removeprefix("-"), list(MODALITIES), cache(reading_order)
    name, other = directory.order[lang], directory.order["en" if lang == "zh" else "zh"]
    values: dict[str, Callable[[DirectoryEntry], str | int | bytes]] = {
        "name": lambda row: name[row.thing.id],
        "other": lambda row: other[row.thing.id] if row.thing.name.en != row.thing.name.zh else _NO_NAME,
        "kind": lambda row: kind(row.thing.kind.pick(lang)),
        "status": lambda row: " ".join(str(modalities.index(each)) for each in row.states),
        "figures": lambda row: row.figures,
        "relations": lambda row: row.relations,
    }
    value, backward = values[column], order.startswith("-") != (column in _COUNTED)
    by_name = sorted(directory.entries.values(), key=values["name"])
    by_value = sorted(by_name, key=value, reverse=backward)
    return sorted(by_value, key=lambda row: value(row) in {"", b"", _NO_NAME})


@PAGE.at("/things")
def _things(request: Request, directory: Directory) -> Response:
    """Answer with the index."""
    site, turn = site_of(request), turn_of(request)
    families = families_of(site, directory)
    asked = _asked(request, families)
    kind, order, letters = asked
    found = _found(site, directory, asked, language(request))
    rows = turn.of(found, THINGS)
    turn.check()
    return render(
        request,
        "things.html.j2",
        families=families,
        names=_names_of(families),
        kind=kind,
        order=order,
        letters=letters,
        total=len(directory.entries),
        found=len(found),
        rows=rows,
        turn=turn,
    )


def _names_of(families: Sequence[FamilyCount]) -> dict[str, Text]:
    """Name what can be asked for: kinds by their English, families by their key."""
    kinds = {kind.name.en: kind.name for family in families for kind in family.kinds}
    return kinds | {family.key: family.name for family in families}


def _asked(request: Request, families: Sequence[FamilyCount]) -> tuple[str, str, str]:
    """Read kind, order and letters of an address; what is none of them is as if it were not given."""
    asked = request.query_params
    kind = asked.get("kind", "") if asked.get("kind") in _names_of(families) else ""
    order = asked.get("sort", "name") if asked.get("sort", "").removeprefix("-") in _ORDERS else "name"
    return kind, order, asked.get("q", "")[:200]


def _found(site: Site, directory: Directory, asked: tuple[str, str, str], lang: str) -> list[DirectoryEntry]:
    """Find the things that are asked for, in the order that is asked for."""
    kind, order, letters = asked
    wanted = words_of(letters)
    ordered = site.keep(("things", order, lang), lambda: _ordered(directory, order, lang))
    if kind:
        ordered = [entry for entry in ordered if kind in (entry.thing.family, entry.thing.kind.en)]
    if not wanted:
        return ordered
    folded = folded_of(site, directory)
    return [entry for entry in ordered if all(word in folded[entry.thing.id] for word in wanted)]


@PAGE.at("/things.{extension}")
async def _file(request: Request) -> Response:
    """Answer with the index as a file for a spreadsheet."""
    site, lang = site_of(request), language(request)
    directory, lookup = await site.directory(), await site.lookup()

    def chosen() -> list[DirectoryEntry]:
        return _found(site, directory, _asked(request, families_of(site, directory)), lang)

    # Without a memory: of each thing its definition is read, and nothing else.
    reading = replace(lookup.reading, table=stated_table(site.store, site.settings))
    found, say, listing = await beside(request, chosen), Language.of(lang).gettext, Language.of(lang).listing
    rows: Iterator[list[Cell]] = (
        [
            entry.thing.name.en,
            entry.thing.name.zh if entry.thing.name.zh != entry.thing.name.en else "",
            entry.thing.kind.pick(lang),
            family_names()[entry.thing.family].pick(lang),
            listing.join(say(MODALITIES[each]) for each in entry.states),
            entry.figures,
            entry.relations,
            reading.text(entry.thing.iri, SKOS.definition).pick(lang),
            entry.thing.iri,
        ]
        for entry in found
    )
    return await rows_file(request, "entities", say("Entities"), [say(each) for each in _HEADINGS], rows)
