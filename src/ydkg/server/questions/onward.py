"""Which questions can be asked of a thing: those that take it, and have an answer for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from ydkg.errors import MemoryLimitError, ResultLimitError, TimeLimitError, YdkgError
from ydkg.server.questions.asked import taking
from ydkg.server.questions.pages import known_questions
from ydkg.vocab import compact

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ydkg.server.site import Site


class Onward(NamedTuple):
    """A question that takes a thing: address, parameters with the thing put in, titles in both languages."""

    address: str
    parameters: Mapping[str, str]
    title: str
    title_zh: str


async def onward(site: Site, iri: str) -> Sequence[Onward]:
    """List the questions that can be asked of a thing."""

    async def turned() -> object:
        """Have all questions turned around; what takes too much would do so each time, and is not tried again."""
        try:
            return await site.told("onward", waited=False)
        except (TimeLimitError, MemoryLimitError, ResultLimitError):
            return {}

    if "onward" not in site.kept:
        try:
            if (await site.directory()).is_large:
                site.begin("onward", turned)
                return []
            await site.told("onward")
        except YdkgError:
            return []  # this page can do without; the next one asks again
    names = cast("dict[str, tuple[str, ...]]", site.kept["onward"]).get(iri, ())
    known = site.keep(
        "takers", lambda: {each.name: (each, at) for each in known_questions(site) if (at := taking(each))}
    )
    return [
        Onward(f"/questions/{name}", {parameter.name: compact(iri)}, asked.title, asked.title_zh or asked.title)
        for name, (asked, parameter) in ((name, known[name]) for name in names)
    ]
