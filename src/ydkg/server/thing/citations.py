"""How a page says to cite what it is about: in every style, in the page's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ydkg.telling.reference import cited
from ydkg.telling.style import STYLES, write_citation
from ydkg.words.language import Language

if TYPE_CHECKING:
    from ydkg.server.thing.telling import Telling


def citations(telling: Telling, iri: str) -> dict[str, str]:
    """Write the citations of a thing, a record, a passage or a work.

    Parameters
    ----------
    telling : Telling
        The graph, in a language.
    iri : str
        What the page is about.

    Returns
    -------
    dict of str to str
        Name of the style in the page's language -> the citation; the plain one first.
    """
    language, what = Language.of(telling.lang), cited(telling.book.reading, iri)
    return {language.gettext(name): write_citation(what, style, language) for style, name in STYLES.items()}
