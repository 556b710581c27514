"""``ydkg show``: say everything about one thing."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import click
from pyoxigraph import Literal, NamedNode, Store

from ydkg.cli.asking import source_of
from ydkg.cli.graphs import shipped_store
from ydkg.cli.options import (
    derived_option,
    format_option,
    inferred_option,
    lang_option,
    output_option,
    source_option,
)
from ydkg.cli.rows import visible, width, write_rows
from ydkg.graph.description import Line, describe
from ydkg.graph.names import label, resolve
from ydkg.graph.passages import sentences_behind, span
from ydkg.graph.schema import shipped_schema, term_label
from ydkg.graph.table import StoreTable
from ydkg.output import write_whole
from ydkg.proof.extension import ONTOLOGY
from ydkg.vocab import PREFIXES, compact, expand
from ydkg.words.relation import phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ydkg.graph.source import Source

#: The evidence of what follows by the ontology.
_INFERRED = (ONTOLOGY,)
_TITLES = {"mentions": "sources"}


@click.command(name="show")
@click.argument("name")
@format_option
@output_option
@source_option
@inferred_option
@derived_option
@lang_option
def command(
    *, name: str, layout: str, output: str, source: str | None, inferred: bool, derived: bool, lang: str
) -> None:
    """Say everything about one thing: names, kind, facts, posts, figures, milestones, neighbours, sources.

    NAME is a label or other name in any language, an IRI, a prefixed name or a slug. After each line stand the
    positions in the document that state it; with the document, the sentences too.

    \b
      ydkg show "Gu Jun"
      ydkg show 上海市
      ydkg show ydr:hongqiao-international-airport --source release.txt

    \f

    Parameters
    ----------
    name : str
        A name of the thing.
    layout : str
        One of `ydkg.cli.rows.FORMATS`.
    output : str
        A file, or ``"-"``.
    source : str or None
        The document's file.
    inferred, derived : bool
        Whether to add what follows by the ontology, and by arithmetic.
    lang : str
        The language of labels.
    """  # noqa: D301 - click's marks: lines to be kept apart, and what its help leaves out
    store = shipped_store(inferred=inferred, derived=derived)
    document = source_of(store, source)
    iri = resolve(StoreTable(store), name)
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
        words = [
            " ".join(words for _, _, words in sentences_behind(StoreTable(store), document, line.evidence))
            for line in lines
        ]
        rows = [(*row, Literal(text) if text else None) for row, text in zip(rows, words, strict=True)]
    write_rows(columns, rows, layout, output)


def _text(store: Store, iri: str, lines: list[Line], document: Source | None, lang: str) -> str:
    """Write the lines for a person, section by section."""
    of = ", ".join(term_label(each, lang) for each in shipped_schema().kinds(StoreTable(store).types(iri)))
    text = [visible(label(StoreTable(store), iri, lang) or iri), f"  {compact(iri)}  {of}".rstrip()]
    for section, members in groupby(lines, key=lambda line: line.section):
        told = _once(list(members), lang)
        text += ["", _TITLES.get(section, section).capitalize()]
        size = max(width(_left(line, lang)) for line in told)
        for line in told:
            left = _left(line, lang)
            gap = " " * (size - width(left)) + "  " if size else ""
            right = visible(_value(line, lang)) + ("" if section == "neighbours" else positions(store, line.evidence))
            text.append(f"  {left}{gap}{right}".rstrip())
            if document and section not in {"names", "neighbours"}:
                found = sentences_behind(StoreTable(store), document, line.evidence)
                text += [f"      [{start}-{end}] {visible(words)}" for start, end, words in found]
    return "\n".join(text) + "\n"


def _once(lines: list[Line], lang: str) -> list[Line]:
    """Leave out what is inferred where a line in the same words is stated, or is inferred from the other side."""
    told: dict[tuple[str, str], Line] = {}
    for line in lines:
        key = (_left(line, lang), line.iri or line.value)
        if key not in told or (line.evidence != _INFERRED and told[key].evidence == _INFERRED):
            told[key] = line
    return list(told.values())


def _left(line: Line, lang: str) -> str:
    """Return what a line starts with: a relation in words, a kind; nothing of a record, which its label tells."""
    if line.section == "mentions":
        return "named" if line.property == "yd:mentionedIn" else "described"
    if line.iri and line.property == compact(line.iri):
        return ""
    name, at, tag = line.property.removeprefix("^").partition("@")
    predicate = expand(name)
    if predicate is None:
        return visible(line.property)
    words = phrase(predicate, term_label(predicate, lang))
    return (words.back if line.property.startswith("^") else words.onward) + (f" ({tag})" if at else "")


def _value(line: Line, lang: str) -> str:
    """Return what a line tells: its value, or the ontology's word for what has no label in the data."""
    if line.iri and line.value == line.iri:
        return term_label(line.iri, lang) if line.iri.startswith(PREFIXES["yd"]) else compact(line.iri).strip("<>")
    return line.value


def positions(store: Store, evidence: Iterable[str]) -> str:
    """Say where evidence stands.

    Parameters
    ----------
    store : pyoxigraph.Store
        The graph.
    evidence : iterable of str
        IRIs of passages, registers and other sources.

    Returns
    -------
    str
        In brackets after two spaces: positions in the document, in its order, then the names of other sources; empty
        where there is no evidence.
    """
    spans = {iri: span(StoreTable(store), iri) for iri in evidence}
    places = sorted((at[1], at[2]) for at in spans.values() if at)
    others = [visible(label(StoreTable(store), iri) or compact(iri)) for iri, at in spans.items() if not at]
    told = [*(f"{start}-{end}" for start, end in places), *others]
    return f"  [{', '.join(told)}]" if told else ""
