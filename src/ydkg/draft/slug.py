"""Identifiers of new things: one flat, readable slug each, by the data contract."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256
from itertools import count
from typing import TYPE_CHECKING

from ydkg.vocab import ydr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LONGEST = 80


def slug_of(name: str) -> str:
    """Make a slug of a name.

    Parameters
    ----------
    name : str
        In any script.

    Returns
    -------
    str
        Lower-case letters, digits and hyphens; of a name without Latin letters, ``thing-`` and the first 12 hexadecimal
        digits of its SHA-256.

    Examples
    --------
    >>> slug_of("Utopia International’s T3"), slug_of("某城")
    ('utopia-internationals-t3', 'thing-17263fdda084')
    """
    folded = unicodedata.normalize("NFKD", re.sub("['’‘]", "", name))
    plain = "".join(sign for sign in folded if not unicodedata.combining(sign)).lower()
    words = re.findall(r"[a-z0-9]+", plain)
    found = ""
    for word in words:
        if found and len(found) + len(word) > _LONGEST:
            break
        found += f"-{word}" if found else word
    if not re.search(r"[a-z]", found):
        return f"thing-{sha256(name.encode()).hexdigest()[:12]}"
    return found


def free_iri(slug: str, taken: Callable[[str], bool], numbers: Iterator[int] | None = None) -> str:
    """Give a new thing an IRI that no other has.

    Parameters
    ----------
    slug : str
    taken : callable
        Whether an IRI is another's.
    numbers : iterator of int, optional
        The numbers of this slug that were not tried yet; from 1.

    Returns
    -------
    str
        With a number behind the slug where that is taken, from 2.

    Examples
    --------
    >>> free_iri("utopia", lambda iri: iri in {ydr("utopia"), ydr("utopia-2")})
    'https://w3id.org/ydkg/id/utopia-3'
    """
    numbered = (ydr(slug if number == 1 else f"{slug}-{number}") for number in numbers or count(1))
    return next(iri for iri in numbered if not taken(iri))
