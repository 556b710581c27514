"""The graph as tables: rows of typed columns, titled in both languages, which all formats of tables write."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, cast

from pyoxigraph import Literal as Value

from ydkg.graph.graph import whole
from ydkg.graph.values import exact
from ydkg.telling.naming import iri_of, slug
from ydkg.telling.text import Text
from ydkg.telling.thing import topic_kind
from ydkg.vocab import ORG, RDFS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ydkg.export.format import Contents

#: Of a column's values: words, an IRI, several IRIs, a number, a whole number, a day in ISO form.
Kind: TypeAlias = Literal["text", "iri", "iris", "decimal", "integer", "day"]
Cell: TypeAlias = str | int | Decimal | tuple[str, ...] | None
Row: TypeAlias = tuple[Cell, ...]

_DECLARED = Path(__file__).with_suffix(".toml")


class Column(NamedTuple):
    """A column."""

    name: str  # in lower case, with underscores
    kind: Kind  # of its values
    title: Text  # what people call it


@dataclass(frozen=True)
class Table:
    """A table; the first column tells its rows from each other."""

    name: str
    title: Text
    columns: tuple[Column, ...]
    rows: list[Row]  # sorted by the first cell
    leads: dict[str, str]  # column -> table whose first column has what stands there


@lru_cache(maxsize=1)  # several formats of one graph are often written one after another
def tables_of(contents: Contents) -> list[Table]:
    """Make all tables of a graph, as tables.toml declares them, also those without rows; in its order."""
    tables = []
    for name, declared in tomllib.loads(_DECLARED.read_text(encoding="utf-8")).items():
        subjects = _subjects(contents, declared["rows"])
        columns, rows = list[Column](), [list[Cell]() for _ in subjects]
        leads: dict[str, str] = {}
        for column, kind, source, english, chinese, *others in declared["columns"]:
            columns += _columns(column, kind, Text(english, chinese))
            leads.update((column, other) for other in others)
            read = _reader(contents, source)
            for subject, row in zip(subjects, rows, strict=True):
                row.extend(_cells(contents, kind, read(subject)))
        tables.append(Table(name, Text(*declared["title"]), tuple(columns), [tuple(row) for row in rows], leads))
    return tables


def written(cell: Cell) -> str:
    """Write a cell as text: numbers in their letters, several IRIs with spaces between them, nothing for none.

    >>> written(("a:b", "a:c")), written(None), written(Decimal("170000000"))
    ('a:b a:c', '', '170000000')
    """
    if isinstance(cell, tuple):
        return " ".join(cell)
    if isinstance(cell, Decimal):
        return format(cell, "f")
    return "" if cell is None else str(cell)


def kind_of(contents: Contents, iri: str) -> Text:
    """Say what a thing is."""
    node = contents.network.nodes[iri]
    if node["family"] == "topic":
        return topic_kind(contents.reading, iri)
    return Text(node["kind"], node["kind_zh"])


def _subjects(contents: Contents, rows: str) -> list[str]:
    """List what the rows of a table are of; IRIs, sorted, each once."""
    if rows in ROWS:
        return sorted(ROWS[rows](contents))
    solutions = contents.graph.select(f"SELECT DISTINCT ?row {{ {rows} }}")
    return sorted(solution["row"].value for solution in solutions)


def _columns(name: str, kind: str, title: Text) -> list[Column]:
    """Make the columns that are declared as one."""
    if kind == "words":
        chinese = Text(f"{title.en}, in Chinese", f"{title.zh}（中文）")
        return [Column(name, "text", title), Column(f"{name}_zh", "text", chinese)]
    if kind == "link":
        english = Text(f"{title.en}, name", f"{title.zh}：名称")
        chinese = Text(f"{title.en}, name in Chinese", f"{title.zh}：中文名称")
        return [Column(name, "iri", title), Column(f"{name}_name", "text", english),
                Column(f"{name}_name_zh", "text", chinese)]  # fmt: skip
    return [Column(name, cast("Kind", kind), title)]


def _reader(contents: Contents, source: str) -> Callable[[str], list[object]]:
    """Give what reads the values of a column: by a property path, or of what is told of a row."""
    if not source:
        return lambda subject: [subject]
    if ":" in source:
        stated: defaultdict[str, list[object]] = defaultdict(list)
        for subject, value in contents.graph.select(f"SELECT ?row ?value {{ ?row {source} ?value }}"):
            stated[subject.value].append(value)
        return lambda subject: sorted(stated.get(subject, []), key=str)
    name, *attributes = source.split(".")

    def read(subject: str) -> list[object]:
        value = TOLD[name](contents, subject)
        for attribute in attributes:
            value = getattr(value, attribute, None)
        return [*value] if isinstance(value, list) else [value]

    return read


def _cells(contents: Contents, kind: str, values: list[object]) -> Row:
    """Write values as the cells of a column."""
    if kind == "words":
        text = values[0] if values and isinstance(values[0], Text) else _text(values)
        return text.en or None, text.zh or None
    letters = list(dict.fromkeys(str(getattr(value, "value", value)) for value in values if value))
    if kind == "iris":
        return (tuple(letters),)
    if kind == "link":
        return _link(contents, iri_of(letters[0])) if letters else (None, None, None)
    if not letters:
        return (None,)
    if kind == "text":
        return ("; ".join(letters),)
    number = {"decimal": exact, "integer": whole}.get(kind, str)
    return (number(letters[0]),)


def _text(values: Iterable[object]) -> Text:
    """Read literals in both languages; in Chinese else the English."""
    words = {value.language or "en": value.value for value in values if isinstance(value, Value)}
    english = words.get("en", "")
    return Text(english, words.get("zh-hans", english))


def _link(contents: Contents, iri: str) -> tuple[str, str, str | None]:
    """Give an IRI with its names in both languages, as far as it has them."""
    name = contents.reading.naming.name(iri)
    # Where nobody has a Chinese name the English one is told, which is no name in Chinese.
    chinese = name.zh if name.zh != name.en else contents.graph.text(iri, RDFS.label, "zh-hans")
    return iri, name.en, chinese or None


class Thing(NamedTuple):
    """What a table tells of a thing."""

    name: Text
    kind: Text
    family: str


def _thing(contents: Contents, iri: str) -> Thing | None:
    if iri not in contents.network:
        return None
    _, english, chinese = _link(contents, iri)
    return Thing(Text(english, chinese or ""), kind_of(contents, iri), str(contents.network.nodes[iri]["family"]))


def _later(contents: Contents, iri: str) -> list[str]:
    answers = contents.later.answers.get(slug(iri))
    return [iri_of(word.id) for word in answers.words] if answers else []


#: What is told of a row that no property states.
TOLD: Mapping[str, Callable[[Contents, str], object]] = {
    "answers": lambda contents, iri: contents.later.answers.get(slug(iri)),
    "holder": lambda contents, iri: contents.graph.iri(iri, ORG.member) or iri,
    "later": _later,
    "relation": lambda contents, iri: contents.relations[iri],
    "sentence": lambda contents, iri: contents.sentence(iri),
    "thing": _thing,
    "value": lambda contents, iri: contents.values[iri],
    "work": lambda contents, iri: contents.reading.library.work(iri),
}
#: What the rows of a table are of that no pattern of the graph finds.
ROWS: Mapping[str, Callable[[Contents], Iterable[str]]] = {
    "relations": lambda contents: contents.relations,
    "things": lambda contents: contents.network,
    "values": lambda contents: contents.values,
}
