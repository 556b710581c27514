"""``ydkg passage``: give the position of words in the document, as Turtle that a fact can lead to."""

from __future__ import annotations

import re

import click

from ydkg.cli.options import output_option, source_option
from ydkg.errors import Listed, SourceError, problem, quoted
from ydkg.output import write_whole
from ydkg.words.language import translatable


@click.command(name="passage")
@click.argument("words")
@source_option
@output_option
def command(words: str, sources: tuple[str, ...], output: str) -> None:
    """Give the position of words in the document, as Turtle that a fact can lead to.

    Writes a passage for each place where WORDS stand within one sentence: position and digest, not the words. Paste it
    into the document's file of data and let the fact's `prov:wasDerivedFrom` name it; `ydkg verify` says what is still
    missing.

    \b
      ydkg passage "the words" --source document.txt
    """  # noqa: D301 - a click mark: lines to be kept apart
    from ydkg.graph.canonical import canonical_turtle  # noqa: PLC0415 - only this verb needs it
    from ydkg.graph.graph import Graph  # noqa: PLC0415 - likewise
    from ydkg.graph.passages import passage_triples  # noqa: PLC0415 - likewise
    from ydkg.graph.source import open_sources  # noqa: PLC0415 - likewise
    from ydkg.graph.store import open_store  # noqa: PLC0415 - likewise

    if not sources:
        raise SourceError(problem("in which document? give its text by --source or in YDKG_SOURCE"))
    documents = open_sources(Graph(open_store()), sources)
    places = [
        (document, *match.span())
        for document in documents
        for match in re.finditer(re.escape(words) if words else r"(?!)", document.text)
    ]
    found = [
        (document, start, end)
        for document, start, end in places
        if any(first <= start and end <= last for first, last in document.sentences)
    ]
    if not found:
        crossing = translatable("{words} crosses the end of a sentence")
        wrong = crossing if places else translatable("{words} stands nowhere there")
        hint = problem("give words of one sentence, as they are printed")
        raise SourceError(problem(wrong, words=quoted(words)), words, where=Listed(sources), hint=hint)
    triples = [triple for place in found for triple in passage_triples(*place)]
    write_whole(output, canonical_turtle(triples))
