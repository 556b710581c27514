"""What went wrong, told to a person as a page and to a program as one plain line."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple

from starlette.exceptions import HTTPException

from ydkg.errors import (
    OverloadError,
    ProtocolError,
    ResultLimitError,
    ServiceError,
    UnknownNameError,
    UnknownTermError,
    WorkerError,
    YdkgError,
)
from ydkg.language.text import Language, translatable
from ydkg.server.log import shortened
from ydkg.server.middleware import plain
from ydkg.server.negotiation import accepted, language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request
    from starlette.responses import Response


#: Seconds after which a client whose query was ended may ask for something else.
_SOON = 1
_STATUSES = (((UnknownNameError, UnknownTermError), 404), (ResultLimitError, 413), (WorkerError, 500))


class Nearby(NamedTuple):
    """A page that may have been meant: its address, and what it is called."""

    address: str
    name: str


_SAID = {
    404: translatable("There is nothing at this address"),
    405: translatable("This address does not answer that method"),
    406: translatable("There is no form of this that you accept"),
}


def status_of(error: YdkgError) -> tuple[int, dict[str, str]]:
    """Choose status and headers for an error; the status code, and ``Retry-After`` where asking again may help.

    >>> status_of(OverloadError("full", 2))
    (503, {'Retry-After': '2'})
    >>> status_of(YdkgError("the query is malformed"))
    (400, {})
    """
    if isinstance(error, ProtocolError):
        return error.status, {}
    for kinds, status in _STATUSES:
        if isinstance(error, kinds):
            return status, {}
    if isinstance(error, ServiceError):
        seconds = error.value if isinstance(error, OverloadError) and isinstance(error.value, int | float) else _SOON
        return 503, {"Retry-After": str(max(1, round(seconds)))}
    return 400, {}


def note(request: Request, status: int, error: Exception) -> None:
    """Have the log say why there is no answer, where that is not the asker's fault."""
    if status >= 500:  # noqa: PLR2004 - what is the server's
        request.scope.get("ydkg.facts", {})["reason"] = shortened(str(error))


async def failed(request: Request, error: Exception, typed: str = "", near: Sequence[Nearby] = ()) -> Response:
    """Answer an error of this package, or of HTTP: no such address, no such method."""
    tongue = Language.of(language(request))
    if isinstance(error, YdkgError):
        status, more = status_of(error)
        note(request, status, error)
        line, reason = str(error), tongue.complaint(error, place=True)
    else:
        assert isinstance(error, HTTPException)  # noqa: S101 - for mypy: it is registered for these two only
        status, more = error.status_code, dict(error.headers or {})
        if error.detail != HTTPStatus(status).phrase:
            line, reason = error.detail, tongue.told(error.detail)
        elif said := _SAID.get(status, ""):
            line, reason = said, tongue.gettext(said) + tongue.stop
        else:
            line = reason = error.detail
    headers = {"Vary": "Accept, Accept-Language", **more}
    if accepted(request.headers.get("accept"), ("text/plain", "text/html")) != "text/html":
        return plain(status, line, headers)
    from ydkg.server.template import render  # noqa: PLC0415 - the templates are loaded for the first page

    page = render(request, "error.html.j2", status, code=status, line=line, reason=reason, typed=typed, near=near)
    page.headers.update({"Cache-Control": "no-store", **headers})
    return page
