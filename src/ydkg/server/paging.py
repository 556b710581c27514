"""Pages of long lists: which part of each list a page shows, by the parameter ``page`` of its address."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from starlette.exceptions import HTTPException

from ydkg.errors import problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request

Member = TypeVar("Member")
#: Things that a page lists at most, rows of an answer, and facts in full, each with where it is written.
THINGS, ANSWER_ROWS, FACTS = 200, 100, 50
#: Facts of each list where one of a page's lists is longer than `FACTS`, or where each is looked up in a large graph.
FEWER = 25
#: Rows of an answer from which on a page takes no more of them than it shows.
WHOLE = 2_000


class Turn:
    """The part of long lists that is shown."""

    def __init__(self, page: int = 1, facts: int = FACTS, *, all_: bool = False) -> None:
        self.page = page
        self.pages = 1
        self._facts = facts
        self._all = all_

    def of(self, members: Sequence[Member], size: int | None = None) -> Sequence[Member]:
        """Give what is shown of a list; empty where the list ends before this page."""
        if self._all:
            return members
        size = size or self._facts
        self.count(len(members), size)
        return members[(self.page - 1) * size : self.page * size]

    def count(self, members: int, size: int) -> None:
        """Note how many members a list has, of which somebody else takes what is shown."""
        self.pages = max(self.pages, -(-members // size))

    def check(self) -> None:
        """Refuse a page past the last: its lists would be empty, as if there was nothing to tell."""
        if self.page > self.pages:
            said = problem("there is no page {page} here; the last is {last}", page=self.page, last=self.pages)
            raise HTTPException(404, said)


def facts_of(*lists: Sequence[object]) -> int:
    """Say how many facts a page shows of each of its lists; so many that short lists are whole."""
    return FEWER if any(len(each) > FACTS for each in lists) else FACTS


def turn_of(request: Request, facts: int = FACTS) -> Turn:
    """Read which page is asked for; the first for what is no number."""
    asked = request.query_params.get("page", "")
    page = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 8 else 1  # noqa: PLR2004 - digits
    return Turn(max(1, page), facts)
