"""One exchange with a server over HTTP: credentials, a time limit, and patience with a server that is busy."""

from __future__ import annotations

import os
import re
import time
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from netrc import NetrcParseError, netrc
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit
from urllib.request import AbstractDigestAuthHandler, HTTPPasswordMgr, Request, parse_http_list, parse_keqv_list

from ydkg.errors import EndpointError, counted, problem, quoted, reason

if TYPE_CHECKING:
    from http.client import HTTPResponse

#: Environment variables that hold credentials; they are sent to the server that was named, and shown nowhere.
USER, PASSWORD, TOKEN = "YDKG_ENDPOINT_USER", "YDKG_ENDPOINT_PASSWORD", "YDKG_ENDPOINT_TOKEN"
#: Seconds for an answer; tries where the server is busy; seconds that are waited between two of them at most.
PATIENCE, TRIES, LONGEST_WAIT = 60.0, 5, 60.0
#: Bytes that an answer may have.
LARGEST = 1024**3
_BUSY = frozenset((429, 503))
_UNAUTHORIZED, _FORBIDDEN = 401, 403
_PIECE = 1 << 16


class Reply(NamedTuple):
    """What a server answered: status, media type in lower case, content, Retry-After and Location."""

    status: int
    kind: str
    body: bytes
    retry_after: str = ""
    location: str = ""

    @property
    def page(self) -> bool:
        """Whether it is a web page."""
        return "html" in self.kind


class Exchange:
    """A connection to the server of an address, which is kept open between requests."""

    def __init__(self, url: str, patience: float = PATIENCE) -> None:
        self._connection: HTTPConnection | None = None
        self._parts = urlsplit(checked(url))
        self._patience = patience
        self._secrets: list[str] = []
        self._challenge = ""
        self._digest: AbstractDigestAuthHandler | None = None

    def __del__(self) -> None:
        self._close()

    def send(self, url: str, body: bytes, headers: dict[str, str]) -> Reply:
        """Post something, again where the server is busy, and take its whole answer; of any status."""
        for attempt in range(TRIES):
            reply = self._authorized(url, body, headers)
            if reply.status not in _BUSY:
                return reply
            # As long as the server asks for, else twice as long each time.
            if reply.retry_after.strip().isdecimal():
                wait = float(reply.retry_after)
            else:
                try:
                    wait = max(0.0, parsedate_to_datetime(reply.retry_after).timestamp() - time.time())
                except (ValueError, TypeError):
                    wait = 0.5 * (1 << attempt)
            if wait > LONGEST_WAIT or attempt == TRIES - 1:
                hint = problem("it asks to come back in {n} s", n=f"{wait:,.0f}") if reply.retry_after else ""
                said = problem("the server is busy (status {status})", status=reply.status)
                raise EndpointError(said, reply.status, where=shown(url), hint=hint)
            time.sleep(wait)
        raise AssertionError

    @property
    def introduced(self) -> bool:
        """Whether the server was told who asks."""
        return bool(self._secrets)

    def hidden(self, text: str) -> str:
        """Leave credentials, and what steers a terminal, out of a text of the server; on one line."""
        for secret in self._secrets:
            text = text.replace(secret, "…")
        return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())

    def _authorized(self, url: str, body: bytes, headers: dict[str, str]) -> Reply:
        """Send a request with the credentials that the server has asked for before, or asks for now."""
        request = Request(url, body)  # noqa: S310 - its scheme was checked
        response, content = self._once(url, body, headers | self._authorization(request))
        refused = response.status in {_UNAUTHORIZED, _FORBIDDEN}
        if refused and not self._challenge and _credentials(self._parts.hostname or ""):
            self._challenge = response.getheader("WWW-Authenticate") or "Basic"
            if self._challenge.lower().startswith("digest"):
                self._digest = AbstractDigestAuthHandler(HTTPPasswordMgr())
            response, content = self._once(url, body, headers | self._authorization(request))
        kind = (response.getheader("Content-Type") or "").partition(";")[0].strip().lower()
        wait, location = (response.getheader(name) or "" for name in ("Retry-After", "Location"))
        return Reply(response.status, kind, content, wait, location)

    def _authorization(self, request: Request) -> dict[str, str]:
        """Make the header that says who asks: a token at once, a password only where the server asks for one."""
        token = os.environ.get(TOKEN)
        if token:
            self._secrets = [token]
            return {"Authorization": f"Bearer {token}"}
        known = _credentials(self._parts.hostname or "") if self._challenge else None
        if known is None:
            return {}
        from base64 import b64encode  # noqa: PLC0415 - few servers want a password

        basic = b64encode(":".join(known).encode()).decode()
        self._secrets = [known[1], basic]
        if self._digest is None:
            return {"Authorization": f"Basic {basic}"}
        scheme, _, fields = self._challenge.partition(" ")
        try:
            challenge = parse_keqv_list([field for field in parse_http_list(fields) if field])
            self._digest.add_password(challenge.get("realm", ""), request.full_url, *known)  # type: ignore[attr-defined]
            answer = self._digest.get_authorization(request, challenge)
        except (ValueError, OSError):  # a challenge that is damaged, or wants what the library does not know
            return {}
        return {"Authorization": f"{scheme} {answer}"} if answer else {}

    def _once(self, url: str, body: bytes, headers: dict[str, str]) -> tuple[HTTPResponse, bytes]:
        """Send a request once, or twice where the connection that was kept had been closed."""
        parts = urlsplit(url)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        deadline = time.monotonic() + self._patience
        kept = self._connection is not None
        try:
            try:
                return self._exchanged(target, body, headers, deadline)
            except (ConnectionError, HTTPException) as error:
                if not kept or isinstance(error, TimeoutError):
                    raise
                self._close()
                return self._exchanged(target, body, headers, deadline)
        except (OSError, HTTPException, ValueError) as error:
            self._close()
            raise self._failed(url, error) from None

    def _exchanged(
        self, target: str, body: bytes, headers: dict[str, str], deadline: float
    ) -> tuple[HTTPResponse, bytes]:
        """Send a request over the connection, and read the answer to its end."""
        if self._connection is None:
            kind = HTTPSConnection if self._parts.scheme == "https" else HTTPConnection
            self._connection = kind(self._parts.hostname or "", self._parts.port, timeout=self._patience)
        self._connection.request("POST", target, body, {"User-Agent": "ydkg", **headers})
        response = self._connection.getresponse()
        length = response.length
        pieces: list[bytes] = []
        size = 0
        while piece := response.read1(_PIECE):
            pieces.append(piece)
            size += len(piece)
            if time.monotonic() > deadline:
                raise TimeoutError
            if size > LARGEST:
                said = problem("more than {n} bytes are answered", n=counted(LARGEST))
                raise EndpointError(said, size, hint=problem("ask for less"))
        response.close()  # so that the connection takes the next request
        if length is not None and size < length:
            said = problem("the answer broke off after {n} of {m} bytes", n=counted(size), m=counted(length))
            raise EndpointError(said, size)
        if response.will_close:
            self._close()
        return response, b"".join(pieces)

    def _failed(self, url: str, error: Exception) -> EndpointError:
        """Say why there is no answer."""
        place = shown(url)
        if isinstance(error, EndpointError):
            return EndpointError(error.message, error.value, where=place, hint=error.hint)
        hint = ""
        if isinstance(error, TimeoutError):
            said = problem("no answer within {n} s", n=f"{self._patience:g}")
        elif isinstance(error, ConnectionRefusedError):
            said, hint = problem("nothing answers there"), problem("is the server running?")
        elif isinstance(error, ConnectionError):
            said = problem("the server closed the connection without an answer")
        elif isinstance(error, OSError):
            said = problem("it cannot be reached: {why}", why=problem(self.hidden(reason(error))))
        else:
            said = problem("the answer broke off, or is none of HTTP ({kind})", kind=type(error).__name__)
        return EndpointError(said, place, where=place, hint=hint)

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def checked(url: str) -> str:
    """Refuse what is no address of a server; the same."""
    try:
        parts = urlsplit(url)
        fine = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fine = False
    if fine and "@" in parts.netloc:
        hint = problem(
            "put them into {user} and {password}, {token}, or netrc", user=USER, password=PASSWORD, token=TOKEN
        )
        raise EndpointError(problem("an address with credentials in it is refused"), hint=hint)
    if not fine or not url.isascii() or re.search(r"[\x00-\x20\x7f]", url):
        given = "…" if "@" in url else quoted(shown(url))
        said = problem("{given} is no address of a SPARQL server", given=given)
        raise EndpointError(said, given, hint=problem("write it as {address}", address="http://127.0.0.1:7878/query"))
    return url


def shown(url: str) -> str:
    """Give an address as it may be shown: without what may be a secret in its query.

    >>> shown("https://example.org/sparql?key=secret")
    'https://example.org/sparql'
    """
    return url.partition("?")[0].partition("#")[0]


def _credentials(host: str) -> tuple[str, str] | None:
    """Find name and password: in the environment, else in netrc; None where there are none."""
    user, password = os.environ.get(USER), os.environ.get(PASSWORD)
    if user and password is not None:
        return user, password
    try:
        found = netrc(os.environ.get("NETRC")).authenticators(host)
    except FileNotFoundError:
        return None
    except (OSError, NetrcParseError, UnicodeDecodeError) as error:
        said = problem("{file} cannot be read ({kind})", file="netrc", kind=type(error).__name__)
        raise EndpointError(said) from None
    return (found[0], found[2] or "") if found else None
