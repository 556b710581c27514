"""Answers on one sheet: lines of Markdown within a bound, each with where it is written, and what to ask next."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ydkg.errors import ParameterError, problem
from ydkg.telling.sources import shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ydkg.language.text import Language
    from ydkg.telling.sources import Evidence

#: Bytes of an answer at most: what an assistant reads is dear.
LIMIT = 4096
_CUT = "…"


class Line(NamedTuple):
    """A line: what it says, and behind it where that is written, ready to be put down."""

    words: str
    cited: str = ""

    def __str__(self) -> str:
        return f"{self.words} {self.cited}".rstrip()


def sheet(head: Sequence[str], lines: Sequence[Line], after: Callable[[int], str], first: int = 1) -> str:
    """Write as many lines as there is room for."""
    if first > max(len(lines), 1):
        raise ParameterError(problem("there are only {n}", n=len(lines)), first, where="first", parameter="first")
    top, shown = "\n".join(head), list[str]()
    # What stands below is longest where something is left.
    room = LIMIT - _size(f"{top}\n\n{after(len(lines))}\n")
    for number, line in enumerate(lines[first - 1 :], start=first):
        written = str(line)
        if _size(written) + 1 > room:
            if shown:
                return _joined(top, shown, after(number))
            written = str(line._replace(words=cut(line.words, room - _size(line.cited) - 2)))
        shown.append(written)
        room -= _size(written) + 1
    return _joined(top, shown, after(0))


def following(language: Language, *calls: str) -> str:
    """Say what to ask next; a line."""
    return language.gettext("Next: {calls}", calls=language.comma.join(filter(None, calls)))


def cut(text: str, size: int) -> str:
    """Cut a text to a number of bytes; the text, or its beginning with an ellipsis.

    >>> cut("青河谷", 9), cut("青河谷", 8), cut("delta", 4)
    ('青河谷', '青…', 'd…')
    """
    if _size(text) <= size:
        return text
    return text.encode()[: max(size - _size(_CUT), 0)].decode(errors="ignore") + _CUT


def cited(evidence: Evidence, lang: str, *, several: bool = False) -> str:
    """Say where a fact is written: the places in words, each a link to the page of its work, which marks the words."""
    told = []
    for work, _, where in evidence.works:
        title = work.title.pick(lang)
        words = where.pick(lang) if where else title
        told.append(
            link(f"{shortened(title)}: {words}" if where and several else words, work.lit(evidence.passages_of(work)))
        )
    return " ".join(told)


def link(words: str, *addresses: str) -> str:
    """Put words and addresses down as links."""
    known = [address.replace("(", "%28").replace(")", "%29") for address in addresses if address]
    if not known:
        return f"[{words}]" if words else ""
    more = (f" [{number}]({address})" for number, address in enumerate(known[1:], start=2))
    return f"[{words}]({known[0]})" + "".join(more)


def table(columns: Sequence[str], rows: Iterable[tuple[Sequence[str], str]]) -> tuple[list[str], list[Line]]:
    """Write rows as a table; what stands above, and the rows."""
    lines = [Line(f"| {' | '.join(map(_cell, cells))} |", f"{where} |") for cells, where in rows]
    return [f"| {' | '.join(map(_cell, columns))} |", f"|{'---|' * len(columns)}"], lines


def _cell(text: str) -> str:
    r"""Write a text so that it stays within a cell, on its line.

    >>> _cell("a|b\n c")
    'a\\|b c'
    """
    return " ".join(text.replace("|", "\\|").split())


def _joined(top: str, lines: Sequence[str], below: str) -> str:
    return "\n".join([top, *lines, *(["", below] if below else [])])


def _size(text: str) -> int:
    return len(text.encode())
