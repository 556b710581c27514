"""Answers as tables for people: things by name, numbers with their units, passages by sentence."""

from __future__ import annotations

import re
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast

from ydkg.graph.sources import is_passage, text_of
from ydkg.language.grammar import capitalized
from ydkg.language.text import Language
from ydkg.page import tongue
from ydkg.server.template import address
from ydkg.telling.answers import Wording
from ydkg.telling.figures import tell_quantity
from ydkg.telling.naming import iri_of
from ydkg.telling.reading import reading_of
from ydkg.telling.row import WORDS, columns_in_others, number_in, plain
from ydkg.vocab import PREFIXES, YD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ydkg.graph.header import Column as Declared
    from ydkg.server.site import Site
    from ydkg.telling.reading import Reading

#: A term as SPARQL's JSON has it.
Term: TypeAlias = "Mapping[str, str]"
Binding: TypeAlias = "Mapping[str, Term]"
_PLAIN = re.compile(r"[+-]?\d{4,}(\.\d+)?")
#: Sources that a table names, shared out among its rows: of each row no fewer than these, and no more.
_SOURCES, _FEW, _MOST = 500, 5, 100
#: How many places of facts are remembered.
_REMEMBERED = 5_000
#: Type of a column -> what its cells are, where they are no texts.
_KINDS = {"iri": "thing", "iris": "source", "decimal": "number", "integer": "number", "date": "date"}
_NUMBERS = frozenset(f"{PREFIXES['xsd']}{name}" for name in ("decimal", "integer", "double", "float"))


class Item(NamedTuple):
    """A part of a cell: its words, where they lead, and the sentence behind them, if any."""

    text: str
    href: str = ""
    lang: str = ""
    sentence: str = ""


class Cell(NamedTuple):
    """A cell: ``thing``, ``number``, ``date``, ``text`` or ``source``; its parts, and which of them says most."""

    kind: str
    items: tuple[Item, ...] = ()
    foremost: int = 0


class ShownColumn(NamedTuple):
    """A column that is shown: the variable, its heading, and what its cells are."""

    name: str
    heading: str
    kind: str


class AnswerTable(NamedTuple):
    """Columns, and rows × columns of cells."""

    columns: tuple[ShownColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]


def answer_table(
    site: Site,
    columns: Sequence[Declared],
    rows: Sequence[Binding],
    lang: str,
    given: Mapping[str, str] = MappingProxyType({}),
) -> AnswerTable:
    """Put a question's answer into a table for people."""
    into_others = columns_in_others([column.name for column in columns])
    kept = [column for column in columns if column.name not in into_others]
    shown = tuple(ShownColumn(column.name, capitalized(column.label(lang)), _kind(column.type)) for column in kept)
    most = max(_FEW, min(_MOST, _SOURCES // max(len(rows), 1)))
    cells = (tuple(_cell(site, column, row, lang, given, most=most) for column in kept) for row in rows)
    return AnswerTable(shown, tuple(cells))


def plain_table(site: Site, columns: Sequence[str], rows: Sequence[Binding], lang: str) -> AnswerTable:
    """Put the answer of any query into a table: every variable a column, things by name."""
    types = {name: [row[name].get("datatype") for row in rows if name in row] for name in columns}
    numeric = {name for name in columns if types[name] and _NUMBERS.issuperset(types[name])}
    shown = tuple(ShownColumn(name, name, "number" if name in numeric else "text") for name in columns)

    def cell(name: str, row: Binding) -> Cell:
        term = row.get(name)
        if term is None:
            return Cell("text")
        if term["type"] == "uri":
            return Cell("thing", (thing(site, term["value"], lang),))
        if term["type"] == "triple":
            return Cell("text", (Item(_written(term)),))
        if name in numeric:
            # With bound and unit where something in its row has it as its value, else with separators.
            value, iris = term["value"], (each["value"] for each in row.values() if each["type"] == "uri")
            if of := next((iri for iri in iris if site.table.one(iri, YD.value) == value), ""):
                value = said_value(site, of, lang)
            elif lang != "zh" and _PLAIN.fullmatch(value):
                value = f"{Decimal(value):,f}"
            return Cell("number", (Item(value),))
        return Cell("text", (Item(term["value"], lang=term.get("xml:lang", "")),))

    return AnswerTable(shown, tuple(tuple(cell(name, row) for name in columns) for row in rows))


def _written(term: Term) -> str:
    """Write a term by its value, a triple by those of its parts, as the program of the workbench does."""
    value = cast("str | Mapping[str, Term]", term["value"])
    return value if isinstance(value, str) else " ".join(map(_written, value.values()))


def said_value(site: Site, iri: str, lang: str) -> str:
    """Say the value of an observation with its bound and unit."""
    return tell_quantity(reading_of(site.table), iri).pick(lang)


def thing(
    site: Site, iri: str, lang: str, fallback: str = "", *, row: Iterable[str] = (), given: Iterable[str] = ()
) -> Item:
    """Name a thing, and link to it."""
    if not iri:
        return Item(fallback, lang=tongue(fallback, lang))
    named = _wording(site, lang, given).name_in_row(iri, "" if fallback == iri else fallback, row)
    return Item(iri if named == f"<{iri}>" else named, address(iri), tongue(named, lang))


def _wording(site: Site, lang: str, given: Iterable[str] = ()) -> Wording:
    """Call terms as answers do; with what public pages say too."""
    return Wording(site.whole, Language.of(lang), given, lambda: _reading(site))


def _reading(site: Site) -> Reading:
    """Read what public pages say too: what is known of documents is kept, and of facts as much as has room."""

    def read() -> Reading:
        reading = reading_of(site.whole, most=_REMEMBERED)
        reading.library.learn(site.outlines)
        return reading

    return site.keep("reading", read)


def _sources(site: Site, iris: Sequence[str], lang: str, most: int) -> Cell:
    """Name sentences of passages, each once, with its words where the document is here; the longest says most."""
    items: list[Item] = []
    widths: list[int] = []
    library = _reading(site).library
    for iri in iris[:most]:
        passage = library.passage(iri) if is_passage(iri) else None
        if passage is None:
            items.append(thing(site, site.whole.one(iri, YD.inDocument) or iri, lang))
            widths.append(0)
            continue
        width, source = passage.end - passage.start, text_of(site.sources, iri_of(passage.work))
        words = source.sentence(passage.start, passage.end)[2] if source else ""
        item = Item(library.sentences([passage]).pick(lang), address(iri), "", words)
        same = next((place for place, known in enumerate(items) if known.text == item.text), None)
        if same is None:
            items.append(item)
            widths.append(width)
        elif width > widths[same]:
            items[same], widths[same] = item, width
    more = [Item(f"+{len(iris) - most:,}")] if len(iris) > most else []
    return Cell("source", (*items, *more), widths.index(max(widths)))


def _kind(declared: str) -> str:
    return _KINDS.get(declared, "text")


def number(site: Site, name: str, row: Binding, lang: str, given: Mapping[str, str] = MappingProxyType({})) -> str:
    """Write a number of a row with its bound and unit."""
    values = {**given, **{key: term["value"] for key, term in row.items()}}
    return number_in(site.table, name, values, Language.of(lang))


def _cell(site: Site, column: Declared, row: Binding, lang: str, given: Mapping[str, str], *, most: int) -> Cell:
    name, kind = column.name, _kind(column.type)
    value, label_ = (row.get(each, {}).get("value", "") for each in (name, f"{name}Label"))
    if not value and not (kind == "thing" and label_):
        return Cell(kind)
    if kind == "source":
        return _sources(site, value.split(), lang, most)
    if kind == "thing" or value.startswith(PREFIXES["ydr"]):
        iris = [term["value"] for term in row.values() if term["type"] == "uri"]
        return Cell(kind, (thing(site, value, lang, label_, row=iris, given=given.values()),))
    if column.type == "decimal":
        return Cell(kind, (Item(number(site, name, row, lang, given)),))
    if column.type in {"boolean", "date", "integer"}:
        return Cell(kind, (Item(plain(value, column.type, Language.of(lang))),))
    if name == "direction" and value in WORDS:
        value = Language.of(lang).gettext(WORDS[value])
    elif name != "name":
        value = _wording(site, lang).text(value)
    return Cell(kind, (Item(value, lang=row[name].get("xml:lang") or tongue(value, lang)),))
