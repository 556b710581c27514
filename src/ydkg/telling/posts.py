"""Who answers for what: posts at a body, or at the bodies that are responsible for a place."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import NamedNode, Triple

from ydkg.graph.schema import reached
from ydkg.graph.turtle import statement_iri
from ydkg.telling.naming import slug
from ydkg.vocab import GEO, ORG, YD

if TYPE_CHECKING:
    from ydkg.graph.graph import Graph


class Post(NamedTuple):
    """A post, all by slugs: person, role, body, what the body is responsible for, and the facts that say so."""

    person: str
    role: str
    body: str
    areas: tuple[str, ...]
    membership: str
    competences: tuple[str, ...]  # a statement an area


def tell_posts(graph: Graph, thing: str) -> list[Post]:
    """List the posts that answer for a thing; those of the smallest area first, then by person and body.

    Of a place, by IRI, those of bodies responsible for it, for what lies in it, or for what it lies in; else its own.
    """

    @cache
    def around(place: str) -> set[str]:
        return reached({place}, lambda each: graph.iris(each, GEO.sfWithin))

    responsible = {
        body
        for body, area in graph.pairs(YD.jurisdiction)
        if isinstance(area, NamedNode) and (area.value in around(thing) or thing in around(area.value))
    }
    posts = []
    for body in {thing, *responsible}:
        areas = graph.iris(body, YD.jurisdiction)
        told = [Triple(NamedNode(body), NamedNode(YD.jurisdiction), NamedNode(area)) for area in areas]
        stated = tuple(slug(statement_iri(each)) for each in told)
        for membership, _ in graph.incoming(body, ORG.organization):
            person, role = graph.iri(membership, ORG.member), graph.iri(membership, ORG.role)
            post = Post(slug(person), slug(role), slug(body), tuple(map(slug, areas)), slug(membership), stated)
            posts.append((-max((len(around(area)) for area in areas), default=0), post))
    return [post for _, post in sorted(posts)]
