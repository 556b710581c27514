"""Answers of named questions, told: things by name, numbers with bound and unit, and where each row is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode, Store

from ydkg.graph.names import label
from ydkg.graph.passages import passages_in
from ydkg.graph.schema import is_record, shipped_schema, term_label
from ydkg.graph.store import with_apart
from ydkg.graph.table import StoreTable
from ydkg.graph.values import written
from ydkg.telling.source import Library
from ydkg.vocab import PREFIXES, RDFS
from ydkg.words.language import CHINESE, Language
from ydkg.words.row import WORDS, folded, number_in, plain
from ydkg.words.units import unit_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ydkg.graph.catalogue import Question
    from ydkg.graph.engine import Result, Row, Term
    from ydkg.graph.header import Column
    from ydkg.graph.table import Table
    from ydkg.telling.work import Work

_WORDED = frozenset(("decimal", "integer", "date", "boolean", "iris"))


class Whereabouts(NamedTuple):
    """Where a row is written: the places of its passages in words, and the public address of each work, words marked.

    Of a row that only registers support there are no words: its cells name them.
    """

    words: str
    addresses: tuple[str, ...]


class Told(NamedTuple):
    """An answer in words.

    Attributes
    ----------
    columns : tuple of str
        Titles of the columns that are told; those whose words stand in others are left out.
    rows : tuple of tuple of str
        Rows × columns, each cell in words.
    places : tuple of Whereabouts
        One a row.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    places: tuple[Whereabouts, ...]


def tell_answer(store: Store, question: Question, result: Result, lang: str = "en") -> Told:
    """Tell what a named question answered.

    Parameters
    ----------
    store : pyoxigraph.Store
        The graph.
    question : Question
        What was asked; its columns have titles.
    result : Result
        Its rows.
    lang : str
        A language's tag.

    Returns
    -------
    Told
        As many rows.
    """
    language = Language.of(lang)
    table = with_apart(store) if question.of_graphs else StoreTable(store)
    library = Library(table)
    into_others = folded(result.columns)
    kept = [
        column
        for at, column in enumerate(question.columns)
        if column.name not in into_others and not any(passages_in([row[at]]) for row in result.rows)
    ]
    # Where passages are, other sources are told in the same place.
    sources = [column for column in question.columns if column.type == "iris" and column not in kept]
    named = [dict(zip(result.columns, row, strict=True)) for row in result.rows]
    places = [whereabouts(library, row, lang, question.columns) for row in result.rows]
    return Told(
        tuple(column.label(language.tag) for column in kept),
        tuple(tuple(_cell(table, column, row, language) for column in kept) for row in named),
        tuple(
            place
            if place.words
            else place._replace(words="".join(_cell(table, column, row, language) for column in sources))
            for row, place in zip(named, places, strict=True)
        ),
    )


def whereabouts(library: Library, row: Row, lang: str, columns: Sequence[Column] = ()) -> Whereabouts:
    """Say where a row is written.

    Parameters
    ----------
    library : Library
        Of the graph.
    row : sequence of terms
        Of an answer.
    lang : str
        A language's tag.
    columns : sequence of Column
        As the header of its question has them; without them only passages are found.

    Returns
    -------
    Whereabouts
        By its passages, else by the works that it lists.
    """
    passages = passages_in(row)
    lists = (term for term, column in zip(row, columns, strict=False) if column.type == "iris")
    listed = [iri for term in lists if isinstance(term, Literal) for iri in term.value.split()]
    found = library.evidence(passages or listed)

    def address(work: Work) -> str:
        return work.lit([passage for place in found.places if place.work == work for passage in place.passages])

    return Whereabouts(
        library.short(passages).pick(lang), tuple(filter(None, (address(work) for work, _, _ in found.works)))
    )


def _cell(table: Table, column: Column, row: Mapping[str, Term | None], language: Language) -> str:
    """Write a term of a row for a person."""
    term = row[column.name]
    if isinstance(term, NamedNode):
        named, own = row.get(f"{column.name}Label"), _name(table, term.value, language)
        return written((own or named if language.chinese else named or own) or term)
    if isinstance(term, Literal) and column.type not in _WORDED and language.chinese and column.name != "name":
        return _chinese(table, term.value)
    if not isinstance(term, Literal) or column.type not in _WORDED:
        return written(term)
    if column.type == "iris":
        return language.listing.join(
            written(_name(table, iri, language) or NamedNode(iri)) for iri in term.value.split()
        )
    if column.type == "decimal":
        values = {name: value.value for name, value in row.items() if isinstance(value, NamedNode | Literal)}
        return number_in(table, column.name, values, language)
    return plain(term.value, column.type, language)


def _name(table: Table, iri: str, language: Language) -> Literal | None:
    """Call a term of the ontology, or a thing of the graph; None where neither has a name for it."""
    if language.chinese and is_record(table, iri):
        from ydkg.telling.reading import reading_of  # noqa: PLC0415 - few answers have records
        from ydkg.telling.record import tell_fact  # noqa: PLC0415 - likewise

        if told := tell_fact(reading_of(table), iri):
            return Literal(told.zh)
    if language.chinese and iri.startswith(PREFIXES["unit"]):
        return Literal(unit_name(iri, language))
    known = label(table, iri, language.tag, short=True)
    if known is None and shipped_schema().terms.has(iri):
        known = term_label(iri, language.tag)
    if known is None and iri == RDFS.label:
        known = language.gettext("name")
    return Literal(known) if known else None


def _chinese(table: Table, text: str) -> str:
    """Give the Chinese of a text where the graph has it: of the name of a thing, or of words of the editors."""
    from ydkg.telling.reading import reading_of  # noqa: PLC0415 - English answers do without
    from ydkg.telling.record import chinese_of  # noqa: PLC0415 - likewise

    if text in WORDS:
        return CHINESE.gettext(WORDS[text])
    known = label(table, text, "zh", short=True) if text.startswith(PREFIXES["ydr"]) else None
    return known or chinese_of(reading_of(table), text)
