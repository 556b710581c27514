"""How a thing or a fact is cited: what is said, its permanent address, and where it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ydkg import __version__
from ydkg.telling.text import NOTHING, Text, joined, say
from ydkg.words.grammar import capitalized
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from ydkg.telling.source import Evidence


def graph_title() -> Text:
    """Give the title under which the graph is cited.

    Returns
    -------
    Text
        In both languages.
    """
    return say(translatable("ydkg: the knowledge graph of the Yangtze River Delta’s integration"))


def form(*, written: bool) -> Text:
    """Give what stands around what is cited.

    Parameters
    ----------
    written : bool
        Whether it is said where it is written.

    Returns
    -------
    Text
        With ``{said}``, ``{iri}`` and, where it is written, ``{line}``.
    """
    title = graph_title()
    parts = [Text(f"{{said}}. {title.en}, {__version__}. {{iri}}.", f"{{said}}。{title.zh}，{__version__}。{{iri}}。")]
    if written:
        source = say(translatable("Source"))
        parts.append(Text(f" {source.en}: {{line}}.", f"{source.zh}：{{line}}。"))
    return joined(parts, "", "")


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
    around = form(written=bool(evidence))
    line = evidence.line if evidence else NOTHING
    return Text(
        *(
            part.format(said=words, iri=iri, line=places)
            for part, words, places in zip(around, sentence, line, strict=True)
        )
    )
