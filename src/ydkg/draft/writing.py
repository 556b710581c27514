"""The folder of a draft, written: each file beside its place and moved there, the proposals last."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ydkg.draft.folder import PAGE, PROPOSALS, TEXT, draft_of, open_draft
from ydkg.draft.page import write_review
from ydkg.draft.review import Carried, carry_over
from ydkg.errors import DraftError, OutputError, TurtleError, problem, system_reason
from ydkg.graph.canonical import canonical_turtle
from ydkg.output import write_whole
from ydkg.words.language import ENGLISH

if TYPE_CHECKING:
    from ydkg.draft.drafting import Drafted
    from ydkg.words.language import Language

_IGNORED = f"# The document's sentences are not for a repository.\n{TEXT}\n{PAGE}\n"


def write_draft(folder: Path | str, text: str, drafted: Drafted, language: Language = ENGLISH) -> Carried | None:
    """Write a draft into a folder, made where there is none; decisions on a draft in it are carried over.

    Parameters
    ----------
    folder : Path or str
    text : str
        The document.
    drafted : Drafted
    language : Language
        As for `ydkg.draft.page.build`.

    Returns
    -------
    Carried or None
        What became of decisions; None where there was no draft.

    Raises
    ------
    OutputError
        If the folder or a file cannot be written.
    DraftError
        If there are decisions, and their file is damaged.
    """
    place = Path(folder)
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            problem("{folder}: cannot be made: {why}", folder=folder, why=system_reason(error)), str(folder)
        ) from error
    proposals = canonical_turtle(drafted.triples)
    # Before the draft that they are on is gone: a decision on what is not proposed yet has no effect.
    carried = _carried(place, text, drafted)
    write_whole(place / ".gitignore", _IGNORED)
    write_whole(place / TEXT, text)
    write_whole(place / PROPOSALS, proposals)
    write_review(place, language=language)
    return carried


def _carried(place: Path, text: str, drafted: Drafted) -> Carried | None:
    """Carry the decisions on the draft that is in a folder over to the one that takes its place."""
    try:
        before = open_draft(place)
    except (DraftError, TurtleError):
        return None
    return carry_over(before, draft_of(place, drafted.triples, text.encode()))
