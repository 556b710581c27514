"""The folder of a draft, written: each file beside its place and moved there, the proposals last."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from ydkg.draft.folder import PAGE, PROPOSALS, TEXT
from ydkg.errors import OutputError
from ydkg.graph.canonical import canonical_turtle
from ydkg.output import write_whole

if TYPE_CHECKING:
    from ydkg.draft.drafting import Drafted

_IGNORED = f"# The document's sentences are not for a repository.\n{TEXT}\n{PAGE}\n"


def write_draft(folder: Path | str, text: str, drafted: Drafted) -> None:
    """Write a draft into a folder, which is made where it is not there; decisions in it are left alone.

    Parameters
    ----------
    folder : Path or str
    text : str
        The document.
    drafted : Drafted

    Raises
    ------
    OutputError
        If the folder or a file cannot be written.
    """
    place = Path(folder)
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be made: {error.strerror}", str(folder)) from error
    proposals = canonical_turtle(drafted.triples)
    write_whole(place / ".gitignore", _IGNORED)
    write_whole(place / TEXT, text)
    write_whole(place / PROPOSALS, proposals)
    if find_spec("ydkg.draft.page"):
        import_module("ydkg.draft.page").write_review(place)
