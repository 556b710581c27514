"""``ydkg show``: say everything about one thing."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import click
from pyoxigraph import Literal, NamedNode, Store

from ydkg.cli.asking import source_of
from ydkg.cli.options import format_option, lang_option, output_option, source_option
from ydkg.cli.rows import visible, width, write_rows
from ydkg.graph.description import Line, describe
from ydkg.graph.kinds import kinds
from ydkg.graph.names import label, resolve
from ydkg.graph.passages import sentences_behind, span
from ydkg.graph.store import open_store
from ydkg.output import write_whole
from ydkg.vocab import compact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ydkg.graph.source import Source

_TITLES = {"mentions": "sources"}


@click.command(name="show")
@click.argument("name")
@format_option
@output_option
@source_option
@lang_option
def command(name: str, layout: str, output: str, source: str | None, lang: str) -> None:
    """Say everything about one thing: names, kind, facts, posts, figures, milestones, neighbours, sources.

    NAME is a label or other name in any language, an IRI, a prefixed name or a slug. After each line stand the
    positions in the document that state it; with the document, the sentences too.

    \b
      ydkg show "Gu Jun"
      ydkg show 上海市
      ydkg show ydr:hongqiao-international-airport --source release.txt
    """  # noqa: D301 - a backspace is click's mark for lines to be kept apart
    store = open_store()
    document = source_of(store, source)
    iri = resolve(store, name)
    lines = describe(store, iri, lang)
    if layout != "table":
        _rows(store, lines, layout, output, document)
    else:
        write_whole(output, _text(store, iri, lines, document, lang))


def _rows(store: Store, lines: list[Line], layout: str, output: str, document: Source | None) -> None:
    """Write the lines as rows for a program."""
    columns = ["section", "property", "value", "iri", "sources"]
    rows: list[tuple[NamedNode | Literal | None, ...]] = [
        (
            Literal(line.section),
            Literal(line.property),
            Literal(line.value),
            NamedNode(line.iri) if line.iri else None,
            Literal(" ".join(line.evidence)) if line.evidence else None,
        )
        for line in lines
    ]
    if document:
        columns.append("sentence")
        words = [" ".join(words for _, _, words in sentences_behind(store, document, line.evidence)) for line in lines]
        rows = [(*row, Literal(text) if text else None) for row, text in zip(rows, words, strict=True)]
    write_rows(columns, rows, layout, output)


def _text(store: Store, iri: str, lines: list[Line], document: Source | None, lang: str) -> str:
    """Write the lines for a person, section by section."""
    of = ", ".join(compact(each) for each in kinds(store, iri))
    text = [visible(label(store, iri, lang) or iri), f"  {compact(iri)}  {of}".rstrip()]
    for section, members in groupby(lines, key=lambda line: line.section):
        told = list(members)
        text += ["", _TITLES.get(section, section).capitalize()]
        size = max(width(_left(line)) for line in told)
        for line in told:
            left = _left(line)
            right = visible(_right(line)) + ("" if section == "neighbours" else _positions(store, line.evidence))
            text.append(f"  {left}{' ' * (size - width(left))}  {right}".rstrip())
            if document and section not in {"names", "neighbours"}:
                found = sentences_behind(store, document, line.evidence)
                text += [f"      [{start}-{end}] {visible(words)}" for start, end, words in found]
    return "\n".join(text) + "\n"


def _left(line: Line) -> str:
    """Return what a line starts with; a record is told by its label alone."""
    if line.section == "mentions":
        return "named" if line.property == "yd:mentionedIn" else "described"
    return visible(line.property)


def _right(line: Line) -> str:
    if line.section == "mentions" or not line.iri or line.property == compact(line.iri):
        return line.value
    return f"{line.value} ({compact(line.iri)})"


def _positions(store: Store, evidence: Iterable[str]) -> str:
    """Return where the evidence stands: positions in the document, or the registers' names."""
    places = []
    for iri in evidence:
        at = span(store, iri)
        places.append(f"{at[1]}-{at[2]}" if at else visible(label(store, iri) or compact(iri)))
    return f"  [{', '.join(places)}]" if places else ""
