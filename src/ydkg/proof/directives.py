"""Text directives: whether those of the data mark words of their passages, and no others, in the document's text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ydkg.proof.finding import Finding
from ydkg.vocab import YD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ydkg.graph.source import Source
    from ydkg.graph.table import Table

_FORM = re.compile(r"text=(?:(?P<before>[^,&-]+)-,)?(?P<start>[^,&-]+)(?:,(?P<end>[^,&-]+))?(?:,-(?P<after>[^,&-]+))?")


def directives(table: Table, source: Source) -> Iterator[Finding]:
    """Find text directives by which a browser would mark other words than those of their passage, or none.

    Parameters
    ----------
    table : Table
        The data.
    source : Source
        The document; what comes from others is left alone.

    Yields
    ------
    Finding
        Of the rule ``directive``.

    References
    ----------
    WICG, URL Fragment Text Directives (Scroll to Text Fragment), section 3.5.
    """
    low = _small(source.text)
    for passage in table.subjects(YD.Passage):
        start, end = table.number(passage, YD.start), table.number(passage, YD.end)
        if table.one(passage, YD.inDocument) != source.document or start is None or end is None:
            continue
        for directive in table.values(passage, YD.textDirective):
            marked = marked_by(directive, low)
            if len(marked) != 1:
                message = f"yd:textDirective {directive} marks {len(marked)} runs of the text; it has to mark one"
                yield Finding(passage, message, "directive", start)
                continue
            # Names that are around a passage mark all of it, and nothing beyond its sentence.
            around = _holds(marked[0], (start, end)) and _holds(source.sentence(start, end)[:2], marked[0])
            if not (around or _holds((start, end), marked[0])):
                message = f"yd:textDirective {directive} marks {marked[0][0]} to {marked[0][1]}, outside its passage"
                yield Finding(passage, message, "directive", start)


def marked_by(directive: str, text: str) -> list[tuple[int, int]]:
    """List what a text directive may mark in a text.

    Parameters
    ----------
    directive : str
        Such as ``text=before-,first%20words,last%20words,-after``.
    text : str
        In small letters.

    Returns
    -------
    list of (int, int)
        Start and end in code points, sorted; several where the words are not the only ones, whether or not they are
        whole words; empty where the directive has another form.

    Examples
    --------
    >>> marked_by("text=Low,-met", "ada low heads it; ada low met bob")
    [(22, 25)]
    """
    form = _FORM.fullmatch(directive)
    if not form:
        return []
    before, start, end, after = (re.escape(_small(unquote(form[name] or ""))) for name in form.groupdict())
    until, then = (rf".*?{end}" if end else ""), (rf"\W*?{after}" if after else "")
    pattern = re.compile(rf"(?={before}\s*(?P<marked>{start}{until}){then})", re.DOTALL)
    return sorted({found.span("marked") for found in pattern.finditer(text)})


def _holds(outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _small(text: str) -> str:
    """Write a text in small letters, as long as it was: letters whose small form is longer stay."""
    return "".join(small if len(small := sign.lower()) == 1 else sign for sign in text)
