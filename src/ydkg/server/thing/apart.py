"""Things that only public pages speak of, as search and the site map list them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ydkg.collection import APART
from ydkg.graph.graph import Graph
from ydkg.graph.names import Name, names_of
from ydkg.graph.schema import families, shipped_schema
from ydkg.graph.store import graph_of
from ydkg.server.site import beforehand
from ydkg.telling.naming import Naming, slug
from ydkg.telling.thing import Thing
from ydkg.vocab import PREFIXES, ydr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ydkg.server.directory import Directory
    from ydkg.server.site import Site


def things_apart(site: Site) -> Mapping[str, Thing]:
    """List the things that only public pages speak of, once for each state of the graph."""

    def things() -> dict[str, Thing]:
        naming = Naming(site.whole, shipped_schema())
        found = {}
        for iri in sorted(pages_apart(site).subjects()):
            family = next(iter(families(site.whole, iri)), None)
            if family and iri.startswith(PREFIXES["ydr"]) and iri not in site.table:
                kind = naming.schema.sharpest(site.whole.types(iri), family.root) or family.root
                found[slug(iri)] = Thing(slug(iri), naming.name(iri), naming.name(kind), family.key)
        return found

    return site.keep("things apart", things)


@beforehand
def spellings(site: Site, directory: Directory) -> list[Name]:
    """Give the names that things are found by on the site, once for each state of the graph."""

    def names() -> list[Name]:
        pages = names_of(pages_apart(site), {ydr(each) for each in (*directory.entries, *things_apart(site))})
        if not pages:
            return list(directory.names)
        return sorted({*directory.names, *pages}, key=lambda name: (name.level, name.iri, name.text))

    return site.keep("spellings", names)


def pages_apart(site: Site) -> Graph:
    """Look up what only public pages and judgements say."""
    return Graph(site.store, list(map(graph_of, APART)))
