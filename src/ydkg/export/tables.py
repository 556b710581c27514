"""The graph as tables: rows of typed columns, titled in both languages, which all formats of tables write."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, cast

from pyoxigraph import Literal as Value
from pyoxigraph import NamedNode

from ydkg.graph.graph import identifier
from ydkg.graph.values import exact
from ydkg.telling.naming import iri_of, slug
from ydkg.telling.record import tell_fact
from ydkg.telling.sources import WORKS
from ydkg.telling.text import NOTHING, Text
from ydkg.telling.thing import topic_kind
from ydkg.vocab import FOAF, ORG, PROV, RDFS, YD, compact, expand

if TYPE_CHECKING:
    from ydkg.export.format import Contents

#: Of a column's values: words, an IRI, several IRIs, a number, a whole number, a day in ISO form.
Kind: TypeAlias = Literal["text", "iri", "iris", "decimal", "integer", "day"]
Cell: TypeAlias = str | int | Decimal | tuple[str, ...] | None
Row: TypeAlias = tuple[Cell, ...]
Subjects: TypeAlias = Callable[["Contents"], Iterable[str]]
Reader: TypeAlias = Callable[["Contents", str], Text | Cell]

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
        columns: list[Column] = []
        for column, kind, _, english, chinese, *_ in declared["columns"]:
            columns += _columns(column, kind, Text(english, chinese))
        subjects = sorted(set(_SUBJECTS[declared["rows"]](contents)))
        rows = [_row(contents, subject, declared["columns"]) for subject in subjects]
        leads = {column[0]: column[5] for column in declared["columns"] if len(column) > 5}  # noqa: PLR2004 - its last part
        tables.append(Table(name, Text(*declared["title"]), tuple(columns), rows, leads))
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


def _columns(name: str, kind: str, title: Text) -> list[Column]:
    """Make the columns that are declared as one."""
    chinese = Column(f"{name}_zh", "text", Text(f"{title.en}, in Chinese", f"{title.zh}（中文）"))
    if kind == "words":
        return [Column(name, "text", title), chinese]
    if kind == "link":
        english = Column(f"{name}_name", "text", Text(f"{title.en}, name", f"{title.zh}：名称"))
        chinese = Column(f"{name}_name_zh", "text", Text(f"{title.en}, name in Chinese", f"{title.zh}：中文名称"))
        return [Column(name, "iri", title), english, chinese]
    return [Column(name, cast("Kind", kind), title)]


def _row(contents: Contents, subject: str, columns: list[list[str]]) -> Row:
    """Read the cells of a row; its IRI first."""
    row: list[Cell] = [subject]
    for _, kind, source, *_ in columns[1:]:
        read = partial(_stated, kind=kind, name=source) if ":" in source else _READERS[source]
        value = read(contents, subject)
        if kind == "link":
            row += _link(contents, str(value or ""))
        elif isinstance(value, Text):
            row += (value.en or None, value.zh or None)
        else:
            row.append(None if value == "" else value)
    return tuple(row)


def _stated(contents: Contents, subject: str, kind: str, name: str) -> Text | Cell:
    """Read what is stated of a subject by a property."""
    graph, predicate = contents.graph, str(expand(name))
    if kind == "words":
        return contents.reading.text(subject, predicate)
    if kind == "iris":
        return graph.iris(subject, predicate)
    if kind in {"link", "iri"}:
        return graph.iri(subject, predicate)
    if kind == "integer":
        return graph.number(subject, predicate)
    text = graph.text(subject, predicate)
    return exact(text or "") if kind == "decimal" else text


def _link(contents: Contents, iri: str) -> Row:
    """Give an IRI with its names in both languages, as far as it has them."""
    if not iri:
        return None, None, None
    name = contents.reading.naming.name(iri)
    # Where nobody has a Chinese name the English one is told, which is no name in Chinese.
    chinese = name.zh if name.zh != name.en else contents.graph.text(iri, RDFS.label, "zh-hans")
    return iri, name.en, chinese or None


def _sources(contents: Contents, iri: str) -> Cell:
    """List what states a fact, or names a thing: IRIs, sorted; may be empty."""
    stated, named = (contents.graph.iris(iri, predicate) for predicate in (PROV.wasDerivedFrom, YD.mentionedIn))
    return tuple(sorted({*stated, *named}))


def _compared(contents: Contents, iri: str) -> Cell:
    """Give what a comparison is about, which its current figure says, or a first claim."""
    graph = contents.graph
    return graph.iri(iri, YD.about) or graph.iri(graph.iri(iri, YD.current), YD.about)


def _answer(name: str) -> Reader:
    """Read one of the three answers on a promise."""
    return lambda contents, iri: getattr(contents.later.answers.get(slug(iri)), name, NOTHING)


def _later(contents: Contents, iri: str) -> Cell:
    answers = contents.later.answers.get(slug(iri))
    return tuple(iri_of(word.id) for word in answers.words) if answers else ()


def _letters(contents: Contents, iri: str) -> Cell:
    term = contents.values[iri].object
    return term.value if isinstance(term, Value) else identifier(term)


def _of_value(name: str) -> Reader:
    """Read the language or the datatype of a plain value; empty of an IRI."""

    def read(contents: Contents, iri: str) -> Cell:
        found = getattr(contents.values[iri].object, name, None)
        return found.value if isinstance(found, NamedNode) else found

    return read


def _of_work(name: str) -> Reader:
    """Read what is told of a source."""
    return lambda contents, iri: getattr(contents.reading.library.work(iri), name)


def _of_relation(name: str) -> Reader:
    """Read what is told of a relation."""
    return lambda contents, iri: getattr(contents.relations[iri], name)


#: What is read of a subject that no one property states.
_READERS: dict[str, Reader] = {
    "aliases": lambda contents, iri: "; ".join(contents.network.nodes[iri]["aliases"]),
    "compared": _compared,
    "confidence": _of_relation("confidence"),
    "datatype": _of_value("datatype"),
    "evidence": _answer("evidence"),
    "family": lambda contents, iri: str(contents.network.nodes[iri]["family"]),
    "holder": lambda contents, iri: contents.graph.iri(iri, ORG.member) or iri,
    "issued": _of_work("date"),
    "kind": kind_of,
    "language": _of_value("language"),
    "later": _later,
    "letters": _letters,
    "licence": _of_work("licence"),
    "name": lambda contents, iri: Text(*(str(name or "") for name in _link(contents, iri)[1:])),
    "note": _of_relation("note"),
    "object": lambda contents, iri: iri_of(contents.relations[iri].object),
    "of": lambda contents, iri: identifier(contents.values[iri].subject),
    "official": _answer("official"),
    "page": _of_work("link"),
    "predicate": _of_relation("predicate"),
    "property": lambda contents, iri: contents.values[iri].predicate.value,
    "related": _of_relation("sentence"),
    "role": _of_relation("role"),
    "schedule": _answer("schedule"),
    "sentence": lambda contents, iri: tell_fact(contents.reading, iri) or contents.reading.naming.name(iri),
    "short": lambda contents, iri: contents.graph.text(iri, YD.shortName, "zh-hans"),
    "sources": _sources,
    "subject": lambda contents, iri: iri_of(contents.relations[iri].subject),
    "title": _of_work("title"),
}


def _records(*names: str) -> Subjects:
    """Have the records that are folded into what they are about."""

    def subjects(contents: Contents) -> list[str]:
        records = (record for name in names for _, found in contents.network.nodes(data=name) for record in found or ())
        return [record["iri"] for record in records]

    return subjects


def _posts(contents: Contents) -> list[str]:
    """List the posts, and the people without one."""
    posts = [iri for iri, relation in contents.relations.items() if relation.predicate == compact(ORG.Membership)]
    holders = {contents.relations[iri].subject for iri in posts}
    return [*posts, *(iri for iri in contents.graph.subjects(FOAF.Person) if slug(iri) not in holders)]


def _promises(contents: Contents) -> list[str]:
    promised = {YD.Planned, YD.Underway}
    milestones = _records("milestones")(contents)
    return [iri for iri in milestones if contents.graph.iri(iri, YD.modality) in promised]


def _places(contents: Contents) -> list[str]:
    """List the places, and what else has coordinates."""
    nodes = contents.network.nodes(data="family")
    return [iri for iri, family in nodes if family == "place" or contents.graph.text(iri, YD.latitude)]


#: What the rows of a table are of.
_SUBJECTS: dict[str, Subjects] = {
    "comparisons": _records("comparisons", "first_claims"),
    "milestones": _records("milestones"),
    "observations": _records("observations"),
    "passages": lambda contents: contents.graph.subjects(YD.Passage),
    "places": _places,
    "posts": _posts,
    "promises": _promises,
    "relations": lambda contents: contents.relations,
    "things": lambda contents: list(contents.network),
    "values": lambda contents: contents.values,
    "works": lambda contents: [iri for kind in WORKS for iri in contents.graph.subjects(kind)],
}
