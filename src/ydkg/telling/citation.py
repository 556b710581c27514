"""How a thing or a fact is cited: what is said, its permanent address, and where it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ydkg import __version__
from ydkg.telling.text import Text, same
from ydkg.words.grammar import capitalized

if TYPE_CHECKING:
    from ydkg.telling.source import Evidence

_TITLE = Text(
    f"ydkg: the knowledge graph of the Yangtze River Delta’s integration, {__version__}",
    f"ydkg：长三角一体化知识图谱，{__version__}",
)
_WRITTEN = Text(" Source: {line}.", "出处：{line}。")
#: What stands around the words, the address and the place of a fact.
FORM = Text(f"{{said}}. {_TITLE.en}. {{iri}}.{{written}}", f"{{said}}。{_TITLE.zh}。{{iri}}。{{written}}")


def written(evidence: Evidence) -> Text:
    """Say where a fact is written, as the end of a citation.

    Parameters
    ----------
    evidence : Evidence
        Its sources.

    Returns
    -------
    Text
        Empty where it is written nowhere.
    """
    return _WRITTEN.form(line=evidence.line) if evidence else same("")


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
    end = written(evidence) if evidence else same("")
    return Text(
        FORM.en.format(said=sentence.en, iri=iri, written=end.en),
        FORM.zh.format(said=sentence.zh, iri=iri, written=end.zh),
    )
