"""What the page of an entity says: names, figures, milestones, facts, neighbours, where it is named, how to cite it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ydkg.graph.search import fold
from ydkg.server.template import address
from ydkg.server.thing.citations import citations
from ydkg.server.thing.described import schema_thing
from ydkg.server.thing.facts import values
from ydkg.server.thing.figures import figures
from ydkg.server.thing.following import following
from ydkg.server.thing.picture import MOST, Spoke, wheel
from ydkg.server.thing.relations import claims, connections, milestones
from ydkg.server.thing.within import within
from ydkg.vocab import FOAF, SKOS, ydr
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

    from markupsafe import Markup

    from ydkg.server.thing.book import Book
    from ydkg.server.thing.telling import Telling
    from ydkg.telling.series import Point

#: What a template wants to know.
Context: TypeAlias = dict[str, object]


def entity(telling: Telling, slug: str) -> Context:
    """Say everything about an entity.

    Parameters
    ----------
    telling : Telling
        The graph, in a language.
    slug : str
        A thing of the atlas.

    Returns
    -------
    dict
        For ``thing.html.j2``.
    """
    book, thing = telling.book, telling.book.atlas.things[slug]
    near = book.atlas.neighbours[slug]
    return {
        "slug": slug,
        "iri": thing.iri,
        "telling": telling,
        "thing": thing,
        "name": telling.pick(thing.name),
        "kind": telling.kind(thing.iri),
        "aliases": aliases(book, thing.iri, thing.name),
        "figures": figures(telling, slug),
        "milestones": milestones(telling, slug),
        "answers": {ydr(name): told for name, told in book.atlas.later.answers.items()},
        "told_by_pages": book.atlas.later.words.get(slug, ()),
        "series": _series(book, slug),
        "as_of": telling.pick(book.atlas.later.as_of),
        "claims": claims(telling, slug),
        "values": values(telling, thing.iri),
        "connections": connections(telling, slug),
        "within": within(telling, slug),
        "family": telling.pick(book.atlas.families[thing.family]),
        "beside": _beside(telling, slug),
        "following": following(telling, thing.iri),
        "neighbours": len(near),
        "undrawn": max(0, len(near) - MOST),
        "citations": citations(telling, thing.iri),
        "described": schema_thing(book, thing),
    }


def _beside(telling: Telling, slug: str) -> tuple[str, str]:
    """Give the slugs of the things before and after one, by name, among those of its family; empty at the ends."""
    things = telling.book.atlas.things
    names = sorted(
        (fold(telling.pick(each.name)), name) for name, each in things.items() if each.family == things[slug].family
    )
    order = ["", *(name for _, name in names), ""]
    at = order.index(slug)
    return order[at - 1], order[at + 1]


def _series(book: Book, slug: str) -> dict[str, Sequence[Point]]:
    """Give the series of a thing by metric, and of a metric by thing."""
    known = book.atlas.later.series
    of_metric = {about: groups[slug] for about, groups in known.items() if slug in groups}
    return {**known.get(slug, {}), **of_metric}


def aliases(book: Book, iri: str, known: Container[str]) -> list[str]:
    """List the other names of a thing, each once.

    Parameters
    ----------
    book : Book
        The graph.
    iri : str
        The thing.
    known : container of str
        Names that are told already.

    Returns
    -------
    list of str
        In any language, sorted.
    """
    names = [*book.table.values(iri, SKOS.altLabel), *book.table.values(iri, FOAF.name)]
    return [name for name in dict.fromkeys(names) if name not in known]


def picture(telling: Telling, slug: str, link: Callable[[str], str]) -> Markup:
    """Draw a thing and the most connected of its neighbours, those of a family together.

    Parameters
    ----------
    telling : Telling
        The graph, in a language.
    slug : str
        A thing of the atlas.
    link : callable
        Makes a page's address into one that keeps the language.

    Returns
    -------
    Markup
        An ``svg`` element; nothing where the thing has no neighbours.
    """
    atlas = telling.book.atlas
    families = list(dict.fromkeys(thing.family for thing in atlas.things.values()))
    near = [atlas.things[each] for each in atlas.neighbours[slug][:MOST]]
    spokes = [
        Spoke(
            name := telling.pick(thing.short or thing.name), address(ydr(thing.id)), thing.family, telling.tongue(name)
        )
        for thing in sorted(near, key=lambda thing: families.index(thing.family))
    ]
    thing = atlas.things[slug]
    return wheel(
        telling.pick(thing.short or thing.name), thing.family, spokes, telling.say(translatable("Neighbours")), link
    )
