"""How a thing or a fact is cited: what is said, its permanent address, and where it is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ydkg.telling.text import NOTHING, Text, joined, say
from ydkg.version import VERSION
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from ydkg.telling.source import Evidence


def graph_title(collection: Text) -> Text:
    """Give the title under which a graph is cited."""
    return say(translatable("ydkg: the knowledge graph of {title}"), title=collection)


def citation_pattern(collection: Text, *, written: bool) -> Text:
    """Give what stands around what is cited; with ``{said}``, ``{iri}`` and, where it is written, ``{line}``."""
    title = graph_title(collection)
    parts = [Text(f"{{said}}. {title.en}, {VERSION}. {{iri}}.", f"{{said}}。{title.zh}，{VERSION}。{{iri}}。")]
    if written:
        source = say(translatable("Source"))
        parts.append(Text(f" {source.en}: {{line}}.", f"{source.zh}：{{line}}。"))
    return joined(parts, NOTHING)


def cite_plainly(said: Text, iri: str, collection: Text, evidence: Evidence | None = None) -> Text:
    """Write a citation; one line that ends with a full stop."""
    sentence = said.as_title()
    around = citation_pattern(collection, written=bool(evidence))
    line = evidence.line if evidence else NOTHING
    written = []
    for part, words, places in zip(around, sentence, line, strict=True):
        values = {"said": words, "iri": iri, "line": places}
        # Other braces, which a title may have, stay.
        pieces = enumerate(re.split(r"\{(said|iri|line)\}", part))
        written.append("".join(values[piece] if at % 2 else piece for at, piece in pieces))
    return Text(*written)
