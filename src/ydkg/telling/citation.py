"""How a thing or a fact is cited: what is said, its permanent address, and where it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ydkg import __version__
from ydkg.telling.text import NOTHING, Text, joined
from ydkg.words.grammar import capitalized

if TYPE_CHECKING:
    from ydkg.telling.source import Evidence

_TITLE = Text(
    f"ydkg: the knowledge graph of the Yangtze River Delta’s integration, {__version__}",
    f"ydkg：长三角一体化知识图谱，{__version__}",
)
#: What stands around the words and the permanent address of what is cited, and around where it is written.
FORM = Text(f"{{said}}. {_TITLE.en}. {{iri}}.", f"{{said}}。{_TITLE.zh}。{{iri}}。")
WRITTEN = Text(" Source: {line}.", "出处：{line}。")


def cite(said: Text, iri: str, evidence: Evidence | None = None) -> Text:
    """Write a citation.

    Parameters
    ----------
    said : Text
        A thing's name, or a fact in a sentence.
    iri : str
        Its permanent address.
    evidence : Evidence, optional
        Where the fact is written.

    Returns
    -------
    Text
        One line that ends with a full stop.
    """
    sentence = Text(capitalized(said.en.rstrip(".")), said.zh.rstrip("。"))
    form = joined([FORM, WRITTEN if evidence else NOTHING], "", "")
    line = evidence.line if evidence else NOTHING
    return Text(
        *(
            part.format(said=words, iri=iri, line=places)
            for part, words, places in zip(form, sentence, line, strict=True)
        )
    )
