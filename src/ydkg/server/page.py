"""What a page of the site says of itself: its addresses, and its entries in the navigation and in the site map."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence

    from starlette.routing import BaseRoute

    from ydkg.server.site import Site


class Page(NamedTuple):
    """A page, as its module declares it under the name ``PAGE``.

    Attributes
    ----------
    routes : sequence of BaseRoute
        The addresses that it answers at; the first of them is its own.
    name : str
        Its words in the navigation, a text of the catalogue; empty where it has no entry there.
    order : int
        Its place in navigation and site map, the smallest first.
    listing : callable, optional
        Gives the addresses of a site that stand in the site map, beside that of the entry in the navigation.
    """

    routes: Sequence[BaseRoute]
    name: str = ""
    order: int = 100
    listing: Callable[[Site], Awaitable[Iterable[str]]] | None = None

    @property
    def path(self) -> str:
        """Its own address."""
        return str(getattr(self.routes[0], "path", ""))

    async def addresses(self, site: Site) -> list[str]:
        """List the addresses of a site that its map has of this page."""
        return [*([self.path] if self.name else []), *(await self.listing(site) if self.listing else ())]
