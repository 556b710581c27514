"""Names of RDF graphs that hold a digest of what is in them: trusty URIs, module RA."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Literal

#: Graph, subject and predicate by IRI, and an object: an IRI or a literal. A space stands where the code will.
Draft: TypeAlias = "tuple[str, str, str, str | Literal]"
#: Stands in an IRI, where no space can be, for the code that is not known yet.
SPACE = " "


def artifact_code(quads: Iterable[Draft]) -> str:
    """Compute the code of some quads.

    Parameters
    ----------
    quads : iterable of Draft
        Without blank nodes; in any order.

    Returns
    -------
    str
        ``RA`` and 43 characters: the SHA-256 of the quads' normal form.

    References
    ----------
    Kuhn and Dumontier, Trusty URIs, ESWC 2014; https://trustyuri.net, specification of module RA.

    Examples
    --------
    >>> artifact_code([("a: #g", "a: ", "a:p", "a:o")])
    'RAPFC-3LU7tQ3JMp-dkkzQvSRxoyK7GKJDiYqAkkMFPts'
    """
    normal = "".join(_lines(quad) for quad in sorted(set(quads), key=_order))
    return "RA" + urlsafe_b64encode(sha256(normal.encode()).digest()).decode().rstrip("=")


def _order(quad: Draft) -> tuple[object, ...]:
    """Sort by IRIs, IRIs before literals, and these by letters, datatype and language."""
    *names, value = quad
    if isinstance(value, str):
        return (*names, False, value)
    return (*names, True, value.value, "" if value.language else value.datatype.value, value.language or "")


def _lines(quad: Draft) -> str:
    *names, value = quad
    if isinstance(value, str):
        written = value
    else:
        letters = value.value.replace("\\", "\\\\").replace("\n", "\\n")
        kind = f"@{value.language.lower()}" if value.language else f"^{value.datatype.value}"
        written = f"{kind} {letters}"
    return "".join(f"{each}\n" for each in (*names, written))
