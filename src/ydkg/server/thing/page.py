"""What the page of an entity says: names, figures, milestones, facts, neighbours, where it is named, how to cite it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ydkg.graph.table import StoreTable
from ydkg.server.template import address
from ydkg.server.thing.citation import cited
from ydkg.server.thing.facts import claims, connections, milestones, values
from ydkg.server.thing.figures import figures
from ydkg.server.thing.following import following
from ydkg.server.thing.picture import MOST, Spoke, wheel
from ydkg.server.thing.sources import sources_of
from ydkg.vocab import FOAF, PROV, SKOS, YD, ydr

if TYPE_CHECKING:
    from collections.abc import Callable

    from markupsafe import Markup

    from ydkg.server.thing.book import Book
    from ydkg.server.thing.telling import Telling

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
    book, iri = telling.book, ydr(slug)
    thing = book.things[slug]
    second = thing["label"] if telling.zh and thing.get("zh") else thing.get("zh", "")
    return {
        "slug": slug,
        "iri": iri,
        "telling": telling,
        "name": telling.name(iri),
        "second": second,
        "family": thing["family"],
        "kind": telling.kind(iri),
        "aliases": aliases(book, iri, {thing["label"], thing.get("zh", "")}),
        "definition": telling.term(thing.get("definition")),
        "note": telling.term(thing.get("note")),
        "direction": thing.get("direction", ""),
        "figures": figures(telling, slug),
        "milestones": milestones(telling, slug),
        "claims": claims(telling, slug),
        "values": values(telling, iri),
        "connections": connections(telling, slug),
        "following": following(telling, iri),
        "mentions": sources_of(book, book.all(iri, YD.mentionedIn)),
        "described": sources_of(book, StoreTable(book.store).iris(iri, PROV.wasDerivedFrom)),
        "neighbours": len(book.neighbours[slug]),
        "undrawn": max(0, len(book.neighbours[slug]) - MOST),
        "citation": cited(telling, telling.name(iri), iri),
    }


def aliases(book: Book, iri: str, known: set[str]) -> list[str]:
    """List the other names of a thing, each once."""
    names = [*book.all(iri, SKOS.altLabel), *book.all(iri, FOAF.name)]
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
    things = telling.book.things
    families = list(dict.fromkeys(each["family"] for each in things.values()))
    near = sorted(telling.book.neighbours[slug][:MOST], key=lambda each: families.index(things[each]["family"]))
    named = [(each, telling.name(ydr(each))) for each in near]
    spokes = [Spoke(name, address(ydr(each)), things[each]["family"], telling.tongue(name)) for each, name in named]
    title = telling.say("Neighbours", "相邻事物")
    return wheel(telling.name(ydr(slug)), things[slug]["family"], spokes, title, link)
