"""The index of all things: by family, kind and letters, in any order, as a form that needs no script."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from ydkg.graph.names import fold
from ydkg.server.negotiation import language
from ydkg.server.page import Page
from ydkg.server.pages.naming import name_of
from ydkg.server.site import site_of
from ydkg.server.template import render
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from ydkg.server.negotiation import Language

#: What the index can be sorted by.
ORDERS = ("name", "other", "kind", "status", "figures", "relations")
# Orders of which the greatest comes first.
_COUNTED = frozenset({"figures", "relations"})
_MODALITIES = ("Done", "Underway", "Planned")
PAGE = Page(translatable("Things"), 10)


class Kind(NamedTuple):
    """A kind of things: its names, class and number of things."""

    name: str
    zh: str
    term: str
    number: int


class Family(NamedTuple):
    """A family of things: its names, number of things, and kinds by name."""

    key: str
    label: str
    zh: str
    number: int
    kinds: tuple[Kind, ...]


class Row(NamedTuple):
    """A thing in the index: what is shown of it, and how often it is spoken of."""

    slug: str
    thing: Mapping[str, Any]
    states: tuple[str, ...]
    figures: int
    relations: int


def families_of(atlas: Mapping[str, Any]) -> list[Family]:
    """Count the things of each family and kind.

    Parameters
    ----------
    atlas : mapping
        See `ydkg.explorer.atlas`.

    Returns
    -------
    list of Family
        In the atlas's order; kinds by name. None is empty.
    """
    held = Counter((thing["family"], thing["kind"]) for thing in atlas["things"].values())
    found = []
    for family in atlas["families"]:
        ours = [(kind, number) for (key, kind), number in held.items() if key == family["key"]]
        kinds = [Kind(kind, atlas["kinds"][kind][0], atlas["kinds"][kind][1], number) for kind, number in sorted(ours)]
        if kinds:
            count = sum(kind.number for kind in kinds)
            found.append(Family(family["key"], family["label"], family["labelZh"], count, tuple(kinds)))
    return found


def rows_of(atlas: Mapping[str, Any]) -> list[Row]:
    """List all things with what the index shows of them.

    Parameters
    ----------
    atlas : mapping
        See `ydkg.explorer.atlas`.

    Returns
    -------
    list of Row
        In the atlas's order.
    """
    relations = Counter(end for each in atlas["relations"] for end in {each["from"], each["to"]})
    figures = Counter(end for each in atlas["observations"].values() for end in {each["about"], each["metric"]})
    states: defaultdict[str, set[str]] = defaultdict(set)
    for each in atlas["milestones"].values():
        states[each["about"]].add(each["modality"])
    return [
        Row(slug, thing, tuple(each for each in _MODALITIES if each in states[slug]), figures[slug], relations[slug])
        for slug, thing in atlas["things"].items()
    ]


def chosen(rows: list[Row], kind: str, letters: str) -> list[Row]:
    """Keep the rows of a family or kind whose names hold all of some words.

    Parameters
    ----------
    rows : list of Row
        All things.
    kind : str
        A family's key or a kind's name; everything where it is empty.
    letters : str
        Words, or parts of words, in any order; case and accents do not matter.

    Returns
    -------
    list of Row
        In the same order; may be empty.
    """
    wanted = fold(letters).split()
    found = [row for row in rows if not kind or kind in (row.thing["family"], row.thing["kind"])]
    return [row for row in found if all(word in _words(row.thing) for word in wanted)]


def ordered(rows: list[Row], order: str, lang: Language, words: Mapping[str, list[str]]) -> list[Row]:
    """Sort rows; those that have nothing to be sorted by come last, and equal ones by name.

    Parameters
    ----------
    rows : list of Row
        Some things.
    order : str
        One of `ORDERS`, with a minus before it for the other way round.
    lang : str
        ``"en"`` or ``"zh"``.
    words : mapping of str to list
        Kind -> Chinese name and class.

    Returns
    -------
    list of Row
        Sorted.
    """
    column = order.removeprefix("-")

    def value(row: Row) -> str | int:
        shown = name_of(row.thing, lang)
        return {
            "name": fold(shown),
            "other": fold(row.thing["label"] if shown != row.thing["label"] else row.thing.get("zh", "")),
            "kind": words[row.thing["kind"]][0] if lang == "zh" else row.thing["kind"],
            "status": " ".join(str(_MODALITIES.index(each)) for each in row.states),
            "figures": row.figures,
            "relations": row.relations,
        }[column]

    by_name = sorted(rows, key=lambda row: fold(name_of(row.thing, lang)))
    backward = order.startswith("-") != (column in _COUNTED)
    by_value = sorted(by_name, key=value, reverse=backward)
    return sorted(by_value, key=lambda row: value(row) == "")


@PAGE.at("/things")
async def _things(request: Request) -> Response:
    """Answer with the index."""
    atlas = await site_of(request).atlas()
    asked, lang = request.query_params, language(request)
    families = families_of(atlas)
    known = {family.key for family in families} | {kind.name for family in families for kind in family.kinds}
    kind = asked.get("kind", "") if asked.get("kind") in known else ""
    order = asked.get("sort", "name") if asked.get("sort", "").removeprefix("-") in ORDERS else "name"
    letters = asked.get("q", "")[:200]
    rows = rows_of(atlas)
    return render(
        request,
        "things.html.j2",
        families=families,
        kinds=atlas["kinds"],
        kind=kind,
        order=order,
        letters=letters,
        total=len(rows),
        rows=ordered(chosen(rows, kind, letters), order, lang, atlas["kinds"]),
    )


def _words(thing: Mapping[str, Any]) -> str:
    """Join all names of a thing, folded."""
    return fold(" | ".join([thing["label"], thing.get("zh", ""), *thing.get("aliases", ())]))
