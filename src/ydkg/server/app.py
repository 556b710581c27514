"""The application: which address is answered by what, and what every answer passes through."""

from __future__ import annotations

import time
from importlib import import_module
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware

from ydkg.errors import YdkgError
from ydkg.server.edge.client import Client
from ydkg.server.edge.headers import Headers
from ydkg.server.edge.journal import Journal
from ydkg.server.edge.packing import Packing
from ydkg.server.edge.passage import Passage, Safety
from ydkg.server.edge.rules import rules_of
from ydkg.server.edge.sending import Sending
from ydkg.server.failure import http_failure, ydkg_failure

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

    from ydkg.server.site import Site

#: The modules that have ``routes``, in the order in which they are asked.
_ROOMS = (
    "sparql.endpoint",
    "health",
    "pages.home",
    "pages.things",
    "pages.search",
    "pages.metrics",
    "pages.explorer",
    "thing.entity",
    "pages.ontology",
    "questions.pages",
    "workbench.pages",
    "pages.downloads",
    "pages.files",
)


def create_app(site: Site, journal: Journal | None = None) -> Starlette:
    """Put the application together.

    Parameters
    ----------
    site : Site
        What is served; ``app.state.site`` may be replaced while requests go on.
    journal : Journal, optional
        Where requests and faults are written down; without one, faults are on standard error.

    Returns
    -------
    Starlette
        An ASGI application.
    """
    journal = journal or Journal("none")
    routes: list[BaseRoute] = []
    for room in _ROOMS:
        routes += import_module(f"ydkg.server.{room}").routes
    app = Starlette(
        routes=routes,
        middleware=[
            Middleware(Client, proxies=rules_of(site.settings).proxies),
            Middleware(Passage, journal=journal),
            Middleware(Sending, result_limit=site.settings.result_limit),
            Middleware(Headers),
            Middleware(Packing),
            Middleware(Safety, journal=journal),
        ],
        exception_handlers={HTTPException: http_failure, YdkgError: ydkg_failure},
    )
    app.state.site = site
    app.state.began = time.monotonic()
    app.state.stopping = False
    app.state.reloaded = 0
    return app
