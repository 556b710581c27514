"""What a page of the site says of itself: its addresses and tables, its entries in the navigation and the site map."""

from __future__ import annotations

from inspect import iscoroutinefunction, signature
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from starlette.routing import BaseRoute, Route

from ydkg.language.text import Language
from ydkg.server.beside import beside
from ydkg.server.site import site_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence

    from starlette.requests import Request

    from ydkg.server.site import Site
Handler = TypeVar("Handler", bound="Callable[..., Any]")
Listing = TypeVar("Listing", bound="Callable[[Site], Awaitable[Iterable[str]]]")


class PageTable(NamedTuple):
    """A table of a page that a spreadsheet opens: title, address, and what tells one of a page from another."""

    title: str
    path: str
    parameters: Mapping[str, str] = {}


class Page:
    """A page, as its module declares it under the name ``PAGE``.

    Parameters
    ----------
    name : str
        Its words in the navigation, a text of the catalogue; empty where it has no entry there.
    order : int
        Its place in navigation and site map, the smallest first.
    listed : bool
        Whether its own address stands in the site map, as that of every page with a name does.
    tables : sequence of PageTable
        Those that are offered among the downloads.
    """

    def __init__(
        self, name: str = "", order: int = 100, *, listed: bool = False, tables: Sequence[PageTable] = ()
    ) -> None:
        self.name = name
        self.order = order
        self.tables = tables
        self.listed = listed or bool(name)
        self._listing: Callable[[Site], Awaitable[Iterable[str]]] | None = None
        self.routes: list[BaseRoute] = []

    def at(self, path: str, *methods: str) -> Callable[[Handler], Handler]:
        """Let a function answer at an address, which takes a request.

        One that is no coroutine works beside the event loop, and is given what its other parameters name of the site:
        ``directory``, ``lookup``.

        Parameters
        ----------
        path : str
            As starlette's routes have it.
        *methods : str
            What it is asked by; ``GET`` and ``HEAD`` unless given.

        Returns
        -------
        callable
        """

        def register(handler: Handler) -> Handler:
            _, *wanted = signature(handler).parameters

            async def answer(request: Request) -> Any:  # noqa: ANN401 - what the function gives
                if asked := request.query_params.get("lang"):
                    Language.asked(asked)  # an address in a language that there is not is told, not read in another
                if iscoroutinefunction(handler):
                    return await handler(request)
                told = [await getattr(site_of(request), name)() for name in wanted]
                return await beside(request, handler, request, *told)

            self.routes.append(Route(path, answer, methods=methods or None))
            return handler

        return register

    def lists(self, listing: Listing) -> Listing:
        """Let a function give more addresses for the site map.

        Parameters
        ----------
        listing : callable
            Takes a site and gives paths.

        Returns
        -------
        callable
            The same.
        """
        self._listing = listing
        return listing

    @property
    def path(self) -> str:
        """Its own address: the first at which it answers.

        Returns
        -------
        str
        """
        paths = [str(getattr(route, "path", "")) for route in self.routes]
        return next((path for path in paths if "{" not in path), "")

    async def addresses(self, site: Site) -> list[str]:
        """List what the site map has of this page.

        Parameters
        ----------
        site : Site

        Returns
        -------
        list of str
            Its own address, then those of its listing; may be empty.
        """
        return [*([self.path] if self.listed else []), *(await self._listing(site) if self._listing else ())]
