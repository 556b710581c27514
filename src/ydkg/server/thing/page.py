"""What the page of an entity says: names, figures, milestones, facts, neighbours, where it is named, how to cite it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ydkg.server.template import address
from ydkg.server.thing.citations import citations
from ydkg.server.thing.described import schema_thing
from ydkg.server.thing.facts import values
from ydkg.server.thing.figures import figures
from ydkg.server.thing.following import following
from ydkg.server.thing.picture import MOST, Spoke, wheel
from ydkg.server.thing.relations import claims, connected, milestones
from ydkg.server.thing.within import within
from ydkg.telling.lookup import FAMILY_NAMES
from ydkg.telling.within import within_title
from ydkg.vocab import FOAF, SKOS, ydr
from ydkg.words.language import Language, translatable

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from markupsafe import Markup

    from ydkg.server.paging import Turn
    from ydkg.server.thing.book import Book
    from ydkg.server.thing.telling import Telling

#: What a template wants to know.
Context: TypeAlias = dict[str, object]


def entity(telling: Telling, slug: str, turn: Turn) -> Context:
    """Say everything about an entity.

    Parameters
    ----------
    telling : Telling
        The graph, in a language.
    slug : str
        Of a thing.
    turn : Turn
        What is shown of its long lists.

    Returns
    -------
    dict
        For ``thing.html.j2``.
    """
    book, thing = telling.book, telling.book.lookup.things[slug]
    neighbours = book.directory.entries[slug].neighbours
    known = book.lookup.later.series
    of_metric = {about: groups[slug] for about, groups in known.items() if slug in groups}
    return {
        "slug": slug,
        "iri": thing.iri,
        "telling": telling,
        "thing": thing,
        "name": telling.pick(thing.name),
        "kind": telling.kind(thing.iri),
        "aliases": aliases(book, thing.iri, thing.name),
        **figures(telling, slug, turn),
        **milestones(telling, slug, turn),
        "answers": {ydr(name): told for name, told in book.lookup.later.answers.items()},
        "told_by_pages": book.lookup.later.words.get(slug, ()),
        "series": {**known.get(slug, {}), **of_metric},
        "as_of": telling.pick(book.lookup.later.as_of),
        "claims": claims(telling, slug, turn),
        "mentions": book.lookup.reading.library.evidence(turn.of(book.lookup.mentions_of(slug))),
        "values": values(telling, thing.iri),
        **connected(telling, slug, turn),
        **within(telling, slug, turn),
        "within_title": telling.pick(within_title(book.reading, thing.iri, thing.name)),
        "family": telling.pick(FAMILY_NAMES[thing.family]),
        "beside": _beside(telling, slug),
        "following": following(telling, thing.iri),
        "neighbours": neighbours,
        "focus": slug if book.directory.is_large else "",
        "undrawn": max(0, neighbours - MOST),
        "citations": citations(telling, thing.iri),
        "described": schema_thing(book, thing),
    }


def _beside(telling: Telling, slug: str) -> tuple[str, str]:
    """Give the slugs of the things before and after one, by name, among those of its family; empty at the ends."""
    directory = telling.book.directory
    order = directory.beside[telling.lang, directory.entries[slug].thing.family]
    at = order.index(slug)
    return order[at - 1] if at else "", next(iter(order[at + 1 : at + 2]), "")


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
        Of a thing.
    link : callable
        Makes a page's address into one that keeps the language.

    Returns
    -------
    Markup
        An ``svg`` element; nothing where the thing has no neighbours.
    """
    entries = telling.book.directory.entries
    families = list(dict.fromkeys(entry.thing.family for entry in entries.values()))
    near = [entries[each].thing for each in telling.book.foremost(slug, MOST)]
    spokes = [
        Spoke(
            name := telling.pick(thing.short or thing.name), address(ydr(thing.id)), thing.family, telling.tongue(name)
        )
        for thing in sorted(near, key=lambda thing: families.index(thing.family))
    ]
    thing = entries[slug].thing
    title = telling.say(translatable("Neighbours")) + Language.of(telling.lang).colon
    return wheel(thing.family, spokes, title + telling.pick(thing.short or thing.name), link)
