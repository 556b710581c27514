"""The folder of a draft, written: all of its files, or none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ydkg.draft.decisions import append
from ydkg.draft.folder import DECISIONS, PROPOSALS, TEXT, draft_of, open_draft
from ydkg.draft.review import Carried, carry_over
from ydkg.errors import DraftError, TurtleError
from ydkg.files import write_whole, written_together
from ydkg.graph.turtle import canonical_turtle, read_turtle

if TYPE_CHECKING:
    from ydkg.draft.drafting import Drafted

_IGNORED = f"# The document's sentences are not for a repository.\n{TEXT}\n"


def write_draft(folder: Path | str, text: str, drafted: Drafted) -> Carried | None:
    """Write a draft into a folder, made where there is none; decisions on a draft in it are carried over."""
    place = Path(folder)
    with written_together(place) as part:
        write_whole(part / ".gitignore", _IGNORED)
        write_whole(part / TEXT, text)
        write_whole(part / PROPOSALS, canonical_turtle(drafted.triples))
        draft = draft_of(place, read_turtle(part / PROPOSALS), text.encode())
        try:
            before = open_draft(place)
        except (DraftError, TurtleError):
            before = None
        carried = carry_over(before, draft) if before else None
        added = carried.added if carried else ()
        if added:  # before the draft that they are on is gone: a decision on what is not proposed yet has no effect
            append(place / DECISIONS, added)
    return carried
