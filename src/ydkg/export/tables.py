"""The graph as tables: rows of typed columns, titled in both languages, which all formats of tables write."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from pyoxigraph import Literal as Value

from ydkg.graph.graph import identifier
from ydkg.graph.values import exact
from ydkg.telling.naming import iri_of, slug
from ydkg.telling.record import tell_fact
from ydkg.telling.text import Text
from ydkg.telling.thing import topic_kind
from ydkg.telling.work import WORKS
from ydkg.vocab import DCTERMS, FOAF, GEO, ORG, PROV, QUDT, RDFS, SKOS, YD, compact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ydkg.export.format import Contents

#: Of a column's values: words, an IRI, several IRIs, a number, a whole number, a day in ISO form.
Kind: TypeAlias = Literal["text", "iri", "iris", "decimal", "integer", "day"]
Cell: TypeAlias = str | int | Decimal | tuple[str, ...] | None
Row: TypeAlias = tuple[Cell, ...]

_ADDRESS, _NAME, _KIND = Text("address", "地址"), Text("name", "名称"), Text("kind", "类型")
_AS_OF, _NOTE = Text("as of", "截至"), Text("editors’ note", "编者注")
_ABOUT, _UNIT, _BOUND = Text("what it is about", "所涉条目"), Text("unit", "单位"), Text("bound", "数值限定")
_STAGE, _MODALITY = Text("stage", "阶段"), Text("modality", "进展状态")
_SAYING = Text("in a sentence", "一句话表述")
_CONFIDENCE, _DIGEST = Text("confidence", "可信度"), Text("SHA-256 of the text", "文字校验值（SHA-256）")


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


class Part(NamedTuple):
    """Columns that belong together, and what reads their cells from a graph for a subject."""

    columns: tuple[Column, ...]
    cells: Callable[[Contents, str], Row]


@dataclass(frozen=True)
class Definition:
    """What a table is made by."""

    name: str
    title: Text
    key: Column
    parts: tuple[Part, ...]
    subjects: Callable[[Contents], Iterable[str]]
    leads: dict[str, str] = field(default_factory=dict)


def tables_of(contents: Contents) -> list[Table]:
    """Make all tables of a graph, also those without rows, in the order in which people want them."""
    tables = []
    for each in DEFINITIONS:
        columns = tuple(column for part in each.parts for column in part.columns)
        rows = [_row(contents, subject, each.parts) for subject in sorted(set(each.subjects(contents)))]
        tables.append(Table(each.name, each.title, (each.key, *columns), rows, each.leads))
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


def _row(contents: Contents, subject: str, parts: Iterable[Part]) -> Row:
    row: list[Cell] = [subject]
    for part in parts:
        row += part.cells(contents, subject)
    return tuple(row)


def _linked(name: str, title: Text, predicate: str) -> Part:
    """Have an IRI with its names in English and in Chinese."""
    return Part(_linked_columns(name, title), lambda contents, iri: _link(contents, contents.graph.iri(iri, predicate)))


def _linked_columns(name: str, title: Text) -> tuple[Column, ...]:
    english, chinese = (
        Text(f"{title.en}, name", f"{title.zh}：名称"),
        Text(f"{title.en}, name in Chinese", f"{title.zh}：中文名称"),
    )
    return (
        Column(name, "iri", title),
        Column(f"{name}_name", "text", english),
        Column(f"{name}_name_zh", "text", chinese),
    )


def _link(contents: Contents, iri: str) -> Row:
    """Give an IRI with its names in both languages, as far as it has them."""
    if not iri:
        return None, None, None
    name = contents.reading.naming.name(iri)
    # Where nobody has a Chinese name the English one is told, which is no name in Chinese.
    chinese = name.zh if name.zh != name.en else contents.graph.text(iri, RDFS.label, "zh-hans")
    return iri, name.en, chinese or None


def _bilingual(name: str, title: Text, words: Callable[[Contents, str], Text]) -> Part:
    """Have words in English and in Chinese."""

    def cells(contents: Contents, iri: str) -> Row:
        text = words(contents, iri)
        return (text.en or None, text.zh or None) if text else (None, None)

    return Part(
        (
            Column(name, "text", title),
            Column(f"{name}_zh", "text", Text(f"{title.en}, in Chinese", f"{title.zh}（中文）")),
        ),
        cells,
    )


def _stated(name: str, title: Text, predicate: str) -> Part:
    """Have what is stated in both languages, such as a note."""
    return _bilingual(name, title, lambda contents, iri: contents.reading.text(iri, predicate))


def _plain(name: str, kind: Kind, title: Text, predicate: str) -> Part:
    """Have one value of a property, or all IRIs that it leads to."""

    def cells(contents: Contents, iri: str) -> Row:
        graph = contents.graph
        if kind == "iris":
            return (graph.iris(iri, predicate),)
        if kind == "iri":
            return (graph.iri(iri, predicate) or None,)
        if kind == "integer":
            return (graph.number(iri, predicate),)
        text = graph.text(iri, predicate)
        return (exact(text or "") if kind == "decimal" else text,)

    return Part((Column(name, kind, title),), cells)


def _evidence(contents: Contents, iri: str) -> Row:
    """List what states a fact, or names a thing: IRIs, sorted; may be empty."""
    stated, named = (contents.graph.iris(iri, predicate) for predicate in (PROV.wasDerivedFrom, YD.mentionedIn))
    return (tuple(sorted({*stated, *named})),)


def _fact(contents: Contents, iri: str) -> Text:
    return tell_fact(contents.reading, iri) or contents.reading.naming.name(iri)


_NOTES = _stated("note", _NOTE, SKOS.editorialNote)
_SOURCES = Part(
    (Column("sources", "iris", Text("passages and data sources that state it", "载明此项的原文片段与数据源")),),
    _evidence,
)
_SENTENCE = (_bilingual("sentence", _SAYING, _fact), _SOURCES)


def _things(contents: Contents) -> list[str]:
    return list(contents.network)


def _placed(contents: Contents) -> Iterable[str]:
    for iri, attributes in contents.network.nodes(data=True):
        if attributes["family"] == "place" or contents.graph.text(iri, YD.latitude):
            yield iri


def _records(*names: str) -> Callable[[Contents], Iterator[str]]:
    """Have the records that are folded into what they are about."""

    def subjects(contents: Contents) -> Iterator[str]:
        for name in names:
            for _, records in contents.network.nodes(data=name, default=()):
                yield from (record["iri"] for record in records)

    return subjects


def _works(contents: Contents) -> Iterator[str]:
    for kind in WORKS:
        yield from contents.graph.subjects(kind)


def _passages(contents: Contents) -> Iterable[str]:
    return contents.graph.subjects(YD.Passage)


def kind_of(contents: Contents, iri: str) -> Text:
    """Say what a thing is."""
    node = contents.network.nodes[iri]
    if node["family"] == "topic":
        return topic_kind(contents.reading, iri)
    return Text(node["kind"], node["kind_zh"])


def _names(contents: Contents, iri: str) -> Row:
    return _link(contents, iri)[1:]


def _aliases(contents: Contents, iri: str) -> Row:
    short = contents.graph.text(iri, YD.shortName, "zh-hans")
    return short, "; ".join(contents.network.nodes[iri]["aliases"]) or None


_NAMED = Part((Column("name", "text", _NAME), Column("name_zh", "text", Text("name in Chinese", "中文名称"))), _names)


def _promised(contents: Contents) -> Iterator[str]:
    for iri in _records("milestones")(contents):
        if contents.graph.iri(iri, YD.modality) in {YD.Planned, YD.Underway}:
            yield iri


def _answer(name: str) -> Callable[[Contents, str], Text]:
    """Read one of the three answers on a promise."""

    def words(contents: Contents, iri: str) -> Text:
        answers = contents.later.answers.get(slug(iri))
        return getattr(answers, name) if answers else Text("", "")

    return words


def _later(contents: Contents, iri: str) -> Row:
    answers = contents.later.answers.get(slug(iri))
    return (tuple(iri_of(word.id) for word in answers.words) if answers else (),)


def _person(contents: Contents, iri: str) -> Row:
    """Give who holds a post; of a person without one, the person."""
    return _link(contents, contents.graph.iri(iri, ORG.member) or iri)


def _holders(contents: Contents) -> Iterator[str]:
    """List the posts, and the people without one."""
    posts = [iri for iri, relation in contents.relations.items() if relation.predicate == compact(ORG.Membership)]
    yield from posts
    holders = {contents.relations[iri].subject for iri in posts}
    yield from (iri for iri in contents.graph.subjects(FOAF.Person) if slug(iri) not in holders)


def _compared(contents: Contents, iri: str) -> Row:
    """Give what a comparison is about, which its current figure says, or a first claim."""
    graph = contents.graph
    return _link(contents, graph.iri(iri, YD.about) or graph.iri(graph.iri(iri, YD.current), YD.about))


def _end(name: str) -> Callable[[Contents, str], Row]:
    """Read an end of a relation."""
    return lambda contents, iri: _link(contents, iri_of(getattr(contents.relations[iri], name)))


def _told(name: str) -> Callable[[Contents, str], Text]:
    """Read what is told of a relation in both languages."""
    return lambda contents, iri: getattr(contents.relations[iri], name)


def _predicate(contents: Contents, iri: str) -> Row:
    return (contents.relations[iri].predicate,)


def _value(contents: Contents, iri: str) -> Row:
    """Give the parts of a plain value: whose, of which property, its letters, language and datatype."""
    triple = contents.values[iri]
    term = triple.object
    letters, datatype = (term.value, term.datatype.value) if isinstance(term, Value) else (identifier(term), None)
    ends = (*_link(contents, identifier(triple.subject)), *_link(contents, triple.predicate.value))
    return (*ends, letters, getattr(term, "language", None), datatype)


def _work_title(contents: Contents, iri: str) -> Text:
    return contents.reading.library.work(iri).title


def _work(contents: Contents, iri: str) -> Row:
    """Give day of issue or version of a work, its public address, and its licence."""
    work = contents.reading.library.work(iri)
    return work.date or None, work.link or None, work.licence or None


DEFINITIONS = (
    Definition(
        "people",
        Text("People and posts", "人物与职务"),
        Column("post", "iri", _ADDRESS),
        (
            Part(_linked_columns("person", Text("person", "人物")), _person),
            _linked("role", Text("post", "职务"), ORG.role),
            _linked("organization", Text("organisation", "机构"), ORG.organization),
            _plain("as_of", "day", _AS_OF, YD.asOf),
            *_SENTENCE,
        ),
        _holders,
        {"person": "things", "organization": "things"},
    ),
    Definition(
        "figures",
        Text("Figures", "数据"),
        Column("figure", "iri", _ADDRESS),
        (
            _linked("about", _ABOUT, YD.about),
            _linked("metric", Text("metric", "指标"), YD.metric),
            _plain("value", "decimal", Text("value", "数值"), YD.value),
            _linked("unit", _UNIT, QUDT.hasUnit),
            _linked("bound", _BOUND, YD.bound),
            _plain("numerator", "integer", Text("numerator", "分子"), YD.numerator),
            _plain("denominator", "integer", Text("denominator", "分母"), YD.denominator),
            _linked("period", Text("period", "时期"), YD.period),
            _linked("edition", Text("edition", "期（届）"), YD.inEdition),
            _plain("as_of", "day", _AS_OF, YD.asOf),
            _linked("status", Text("value status", "数据性质"), YD.valueStatus),
            _NOTES,
            *_SENTENCE,
        ),
        _records("observations"),
        {"about": "things", "metric": "things"},
    ),
    Definition(
        "comparisons",
        Text("Comparisons and first claims", "比较与首创表述"),
        Column("comparison", "iri", _ADDRESS),
        (
            Part(_linked_columns("about", _ABOUT), _compared),
            _plain("current", "iri", Text("current", "当期"), YD.current),
            _plain("baseline", "iri", Text("baseline", "基期"), YD.baseline),
            _plain("target", "iri", Text("target", "目标"), YD.target),
            _plain("change", "decimal", Text("change", "变化"), YD.statedChange),
            _linked("unit", _UNIT, QUDT.hasUnit),
            _linked("bound", _BOUND, YD.bound),
            _linked("scope", Text("first in", "首创范围"), YD.scope),
            _NOTES,
            *_SENTENCE,
        ),
        _records("comparisons", "first_claims"),
        {"about": "things", "current": "figures", "baseline": "figures", "target": "figures"},
    ),
    Definition(
        "milestones",
        Text("Milestones", "进展"),
        Column("milestone", "iri", _ADDRESS),
        (
            _linked("about", _ABOUT, YD.about),
            _linked("stage", _STAGE, YD.stage),
            _linked("modality", _MODALITY, YD.modality),
            _plain("on", "day", Text("on", "日期"), YD.on),
            _plain("not_after", "day", Text("not after", "最晚日期"), YD.notAfter),
            _plain("as_of", "day", _AS_OF, YD.asOf),
            _NOTES,
            *_SENTENCE,
        ),
        _records("milestones"),
        {"about": "things"},
    ),
    Definition(
        "promises",
        Text("Promises", "承诺与兑现"),
        Column("promise", "iri", _ADDRESS),
        (
            _linked("about", _ABOUT, YD.about),
            _linked("stage", _STAGE, YD.stage),
            _linked("modality", _MODALITY, YD.modality),
            _plain("due", "day", Text("due", "期限"), YD.notAfter),
            _bilingual("evidence", Text("what later documents say", "兑现情况"), _answer("evidence")),
            _bilingual("schedule", Text("schedule", "时限情况"), _answer("schedule")),
            _bilingual(
                "official", Text("what the responsible body said last", "责任主体最近的说法"), _answer("official")
            ),
            Part((Column("later", "iris", Text("later records of it", "后来的相关记录")),), _later),
            *_SENTENCE,
        ),
        _promised,
        {"promise": "milestones", "about": "things"},
    ),
    Definition(
        "places",
        Text("Places", "地点"),
        Column("place", "iri", _ADDRESS),
        (
            _NAMED,
            _bilingual("kind", _KIND, kind_of),
            _plain("latitude", "decimal", Text("latitude", "纬度"), YD.latitude),
            _plain("longitude", "decimal", Text("longitude", "经度"), YD.longitude),
            _plain("within", "iris", Text("lies in", "位于"), GEO.sfWithin),
            _plain("gbt2260", "text", Text("GB/T 2260", "GB/T 2260"), YD.gbt2260),
            _plain("iso3166", "text", Text("ISO 3166-2", "ISO 3166-2"), YD.iso3166),
            _plain("iata", "text", Text("IATA", "IATA"), YD.iata),
            _plain("icao", "text", Text("ICAO", "ICAO"), YD.icao),
            _plain("elsewhere", "iris", Text("the same elsewhere", "其他来源中的同一对象"), SKOS.exactMatch),
            _SOURCES,
        ),
        _placed,
        {"place": "things"},
    ),
    Definition(
        "things",
        Text("Entities", "条目"),
        Column("thing", "iri", _ADDRESS),
        (
            _NAMED,
            Part(
                (
                    Column("short_name_zh", "text", Text("short name in Chinese", "中文简称")),
                    Column("other_names", "text", Text("other names", "别名")),
                ),
                _aliases,
            ),
            _bilingual("kind", _KIND, kind_of),
            Part(
                (Column("family", "text", Text("family", "类别")),),
                lambda contents, iri: (str(contents.network.nodes[iri]["family"]),),
            ),
            _stated("definition", Text("definition", "定义"), SKOS.definition),
            _NOTES,
            _SOURCES,
        ),
        _things,
    ),
    Definition(
        "relations",
        Text("Relations", "关系"),
        Column("relation", "iri", _ADDRESS),
        (
            Part(_linked_columns("subject", Text("subject", "主体")), _end("subject")),
            Part((Column("predicate", "text", Text("relation", "关系")),), _predicate),
            Part(_linked_columns("object", Text("object", "客体")), _end("object")),
            _bilingual("role", Text("role", "职务或参与方式"), _told("role")),
            _plain("as_of", "day", _AS_OF, YD.asOf),
            _bilingual("confidence", _CONFIDENCE, _told("confidence")),
            _bilingual("note", _NOTE, _told("note")),
            _bilingual("sentence", _SAYING, _told("sentence")),
            _SOURCES,
        ),
        lambda contents: contents.relations,
        {"subject": "things", "object": "things"},
    ),
    Definition(
        "values",
        Text("Values of entities", "条目的属性值"),
        Column("statement", "iri", _ADDRESS),
        (
            Part(
                (
                    *_linked_columns("thing", Text("thing", "条目")),
                    *_linked_columns("property", Text("property", "属性")),
                    Column("value", "text", Text("as written", "原样")),
                    Column("language", "text", Text("language", "语言")),
                    Column("datatype", "iri", Text("datatype", "数据类型")),
                ),
                _value,
            ),
            _linked("confidence", _CONFIDENCE, YD.confidence),
            _SOURCES,
        ),
        lambda contents: contents.values,
        {"thing": "things"},
    ),
    Definition(
        "sources",
        Text("Sources", "出处"),
        Column("source", "iri", _ADDRESS),
        (
            _bilingual("title", Text("title", "标题"), _work_title),
            Part(
                (
                    Column("issued", "text", Text("day of issue or version", "发布日期或版本")),
                    Column("page", "iri", Text("public address", "公开网址")),
                    Column("licence", "iri", Text("licence", "许可协议")),
                ),
                _work,
            ),
            _linked("publisher", Text("publisher", "发布方"), DCTERMS.publisher),
            _plain("digest", "text", _DIGEST, YD.textDigest),
            _plain("length", "integer", Text("characters of the text", "文字字符数"), YD.textLength),
        ),
        _works,
    ),
    Definition(
        "passages",
        Text("Passages", "原文片段"),
        Column("passage", "iri", _ADDRESS),
        (
            _plain("document", "iri", Text("document", "来源文件"), YD.inDocument),
            _plain("start", "integer", Text("first character, from 0", "起始字符（从0起）"), YD.start),
            _plain("end", "integer", Text("character after the last", "末字符之后的位置"), YD.end),
            _plain("sentence", "iri", Text("sentence", "句子"), YD.inSentence),
            _plain("digest", "text", _DIGEST, YD.textDigest),
        ),
        _passages,
        {"document": "sources", "sentence": "passages"},
    ),
)
