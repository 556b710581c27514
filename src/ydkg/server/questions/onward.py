"""Which questions can be asked of a thing: those that take it, and have an answer for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ydkg.errors import OverloadError, YdkgError
from ydkg.server.questions.choices import things
from ydkg.server.questions.pages import known_questions
from ydkg.vocab import compact

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ydkg.server.site import Site

_CHECKS = "checks/"
#: How many are told at most.
MOST = 8


class Onward(NamedTuple):
    """A question that takes a thing: address, parameters with the thing put in, titles in both languages."""

    address: str
    parameters: Mapping[str, str]
    title: str
    title_zh: str


async def onward(site: Site, iri: str) -> Sequence[Onward]:
    """List the questions that can be asked of a thing.

    Parameters
    ----------
    site : Site
    iri : str
        The thing.

    Returns
    -------
    sequence of Onward
        At most `MOST`: those for things of its family first, then those for any.
    """
    if "onward" not in site.kept:
        try:
            site.kept["onward"] = await _asked_of_all(site)
        except OverloadError:
            return []  # this page can do without; the next one asks again
    found: list[tuple[bool, Onward]] = site.kept["onward"].get(iri, [])
    return [each for _, each in sorted(found, key=lambda each: each[0])][:MOST]


async def _asked_of_all(site: Site) -> dict[str, list[tuple[bool, Onward]]]:
    """Note for each thing which questions have an answer for it, and whether they are for any thing."""
    known: dict[str, list[tuple[bool, Onward]]] = {}
    for asked in known_questions(site):
        parameter = next((each for each in asked.parameters if each.type == "iri"), None)
        if parameter is None or asked.name.startswith(_CHECKS):
            continue
        try:
            taken = await things(site, asked, parameter)
        except OverloadError:
            raise
        except YdkgError:
            continue  # a page can do without
        for iri in taken:
            given = {parameter.name: compact(iri)}
            told = Onward(f"/questions/{asked.name}", given, asked.title, asked.title_zh or asked.title)
            known.setdefault(iri, []).append((not parameter.families, told))
    return known
