"""Questions as files: found by name, their parameters as terms, and their answers in a language."""

from __future__ import annotations

import codecs
import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode

from ydkg.collection import question_folders, state_of
from ydkg.errors import (
    CatalogueError,
    Listed,
    Named,
    ParameterError,
    QueryError,
    UnknownNameError,
    YdkgError,
    problem,
    quoted,
    reason,
)
from ydkg.graph.graph import Graph
from ydkg.graph.header import Column, Header, Parameter
from ydkg.graph.names import fold, form, is_unicode, label, number_order, resolve
from ydkg.graph.sparql import Result, run
from ydkg.graph.store import with_apart
from ydkg.graph.turtle import canonical_lexical
from ydkg.vocab import XSD, expand

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Store

    from ydkg.graph.graph import Term
    from ydkg.graph.sparql import Row

#: The folder of formats, which `ydkg.export` reads.
_EXPORTS = "exports"
_NAME = re.compile(r"[a-z0-9_]+(?:/[a-z0-9_]+)*\Z")
_YEAR_OR_MONTH = re.compile(r"(\d{4})(?:-(\d\d))?\Z")
#: Names of parameters that ask until when.
UNTIL = frozenset({"by", "until", "lastDay", "notAfter"})
#: Where a query chooses the language of a name.
_NAMES_IN = re.compile(r'(LANGMATCHES\(LANG\(\?\w+\), )"en"')
_ORDER = re.compile(r"^ORDER BY ((?:\?\w+ ?)+)$", re.MULTILINE)
_DATATYPES = {"date": XSD.date, "decimal": XSD.decimal, "integer": XSD.integer}
#: Has the common Chinese characters by pinyin; looked up here, since a worker of the server may open no file.
_PINYIN = codecs.lookup("gb18030")
_NUMBERS = frozenset({XSD.decimal, XSD.integer})


class Question(NamedTuple):
    """A named question."""

    name: str  # its path in ``queries/``, without extension: ``people/posts_of_a_person``
    path: Path  # the file
    title: str  # in English
    question: str  # ``title_zh`` and ``question_zh`` in Chinese, empty where missing
    title_zh: str
    question_zh: str
    parameters: tuple[Parameter, ...]  # in the order of the header; may be empty
    columns: tuple[Column, ...]  # in the order of the answer
    tags: tuple[str, ...]  # may be empty
    severity: str  # of a check, else empty: how bad a row is, and how to mend it, in English and in Chinese
    fix: str
    fix_zh: str
    text: str  # the whole file: the query itself
    needs: str = ""  # ``"derived"`` where it asks for computed values, which are added to answer it; else empty

    @property
    def of_graphs(self) -> bool:
        """Whether it asks graphs by their names too, such as what later pages say."""
        return "GRAPH <" in self.text

    def in_language(self, lang: str) -> str:
        """Give the query with the names of things in a language; the words of the data stay in their own."""
        return self.text if lang.startswith("en") else _NAMES_IN.sub(rf'\1"{lang}"', self.text)

    @property
    def wording(self) -> str:
        """What it is called and asks, in both languages."""
        return f"{self.title} {self.question} {self.title_zh} {self.question_zh}"

    def speaks_of(self, words: str) -> bool:
        """Tell whether all these words stand in its name, titles, questions, tags or parameters, in any case."""
        parameters = (parameter.label(lang) for lang in ("en", "zh") for parameter in self.parameters)
        said = (self.name, self.wording, *self.tags, *parameters)
        text = fold(" ".join(said))
        return all(word in text for word in fold(words).split())


# -------- Files --------


def names(*folders: Path) -> list[str]:
    """List the names of all questions, sorted, without reading them; may be empty."""
    return sorted(paths(*folders))


def paths(*folders: Path) -> dict[str, Path]:
    """Find the files of all questions, without reading them."""
    found = {}
    for folder in reversed(folders or question_folders()):
        for path in folder.rglob("*.rq"):
            place = path.relative_to(folder)
            if place.parts[0] != _EXPORTS:
                found[place.with_suffix("").as_posix()] = path
    return found


def is_check(name: str) -> bool:
    """Tell whether a question finds nothing where all is well."""
    return name.startswith("checks/")


def own_first() -> list[str]:
    """List the names of questions to begin with: those of the collection itself, then those that ship with ydkg."""
    own, known = question_folders()[0], paths()
    asked = (name for name in known if not is_check(name))
    return sorted(asked, key=lambda name: (not known[name].is_relative_to(own), name))


def questions(*folders: Path) -> list[Question]:
    """Read all questions; sorted by name; may be empty."""
    return [_read(str(path), name, state_of(path)) for name, path in sorted(paths(*folders).items())]


def question(name: str, *folders: Path) -> Question:
    """Read one question."""
    places = folders or question_folders()
    wanted = name.removesuffix(".rq")
    for folder in places if _NAME.match(wanted) else ():
        path = f"{folder}/{wanted}.rq"
        if state := state_of(path):
            return _read(path, wanted, state)
    known = paths(*places)
    from difflib import get_close_matches  # noqa: PLC0415 - start-up time is measured, and few are misspelled

    same_end = [other for other in sorted(known) if other.rpartition("/")[2] == wanted]
    if len(same_end) == 1:
        return question(same_end[0], *places)
    short = {other.rpartition("/")[2]: other for other in sorted(known)}
    close = get_close_matches(wanted, sorted(known), n=3, cutoff=0.5)
    ends = get_close_matches(wanted.rpartition("/")[2], short, n=3, cutoff=0.6)
    suggested = list(dict.fromkeys([*same_end, *close, *map(short.__getitem__, ends)]))[:3]
    hint = problem("`ydkg queries` lists them")
    if suggested:
        hint = problem("did you mean {names}?", names=Listed(suggested))
    said = problem("no question is called {name}", name=quoted(name))
    raise UnknownNameError(said, name, hint=hint, suggestions=suggested)


@lru_cache(maxsize=1024)
def _read(place: str, name: str, state: tuple[int, ...]) -> Question:  # noqa: ARG001 - a part of the key
    """Read a question's file, once for each state of it: questions are asked again."""
    path = Path(place)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = reason(error) if isinstance(error, OSError) else problem("not UTF-8 text")
        said = problem("{path}: cannot be read: {why}", path=f"{name}.rq", why=why)
        raise CatalogueError(said, str(path)) from error
    header = Header(text, name)
    values = header.values
    tags = (tag.strip() for tag in values.get("tags", "").split(","))
    return Question(
        name=name,
        path=path,
        title=values["title"],
        question=values["question"],
        title_zh=values.get("title-zh", ""),
        question_zh=values.get("question-zh", ""),
        parameters=header.parameters_of_families(),
        columns=header.columns(),
        tags=tuple(filter(None, tags)),
        severity=values.get("severity", ""),
        fix=values.get("fix", ""),
        fix_zh=values.get("fix-zh", ""),
        text=text,
        needs=values.get("needs", ""),
    )


# -------- Parameters --------


def graph_for(store: Store, question: Question) -> Graph:
    """Read a store where a question asks it."""
    return with_apart(store) if question.of_graphs else Graph(store)


def fitted(graph: Graph, question: Question) -> Question:
    """Leave out defaults that a graph does not have: what they stand for has to be given then."""
    parameters = []
    for parameter in question.parameters:
        iri = _default(parameter)
        parameters.append(parameter._replace(default=None) if iri and not graph.mentions(iri) else parameter)
    return question._replace(parameters=tuple(parameters))


def _default(parameter: Parameter) -> str | None:
    """Give the IRI that is the default of a parameter."""
    return expand(parameter.default) if parameter.type == "iri" and parameter.default else None


def terms(store: Store, question: Question, values: Mapping[str, object]) -> dict[str, NamedNode | Literal]:
    """Make the terms that a question's parameters stand for; one for each declared parameter, in their order."""
    check_names(question, values)
    graph = graph_for(store, question)
    bound: dict[str, NamedNode | Literal] = {}
    for parameter in fitted(graph, question).parameters:
        value = values.get(parameter.name)
        if value is None:
            value = parameter.default
        if value is None:
            what = Named(parameter.description, parameter.description_zh)
            said = problem("parameter {name} is missing: {what}", name=quoted(parameter.name), what=what)
            raise ParameterError(said, parameter.name, where=f"{question.name}.rq", parameter=parameter.name)
        where = problem("{file}: parameter {name}", file=f"{question.name}.rq", name=quoted(parameter.name))
        try:
            bound[parameter.name] = _term(graph, parameter, value)
        except YdkgError as error:
            raise error.at(where, parameter.name) from error
        except ValueError as error:
            raise ParameterError(error.args[0], value, where=where, parameter=parameter.name) from error
    return bound


def check_names(question: Question, given: Mapping[str, object]) -> None:
    """Refuse parameters that a question does not declare."""
    declared = [parameter.name for parameter in question.parameters]
    for name in given:
        if name not in declared:
            said = problem("parameter {name} is not declared", name=quoted(name))
            hint = problem("declared: {names}", names=Listed(declared) or problem("none"))
            raise ParameterError(said, name, where=f"{question.name}.rq", parameter=name, hint=hint)


def _term(graph: Graph, parameter: Parameter, value: object) -> NamedNode | Literal:
    """Make one term of what a person gave."""
    text = str(value)
    if isinstance(value, date):
        text = value.isoformat()[:10]
    elif isinstance(value, float | Decimal):
        text = f"{Decimal(text):f}"
    if parameter.type == "iri":
        return NamedNode(resolve(graph, text, parameter.families))
    if not is_unicode(text):
        raise ValueError(problem("{text} is no valid Unicode", text=quoted(text)))
    if parameter.type == "string":
        return Literal(text)
    lexical, datatype = text.strip(), _DATATYPES[parameter.type]
    if parameter.type == "date":
        lexical = _day(lexical, last=parameter.name in UNTIL)
    return Literal(canonical_lexical(lexical, datatype), datatype=NamedNode(datatype))


def _day(text: str, *, last: bool) -> str:
    """Take a year or a month for its first day, or its last; what is neither is left as it is."""
    match = _YEAR_OR_MONTH.match(text)
    if not match:
        return text
    from calendar import monthrange  # noqa: PLC0415 - start-up time is measured, and few give a year alone

    year, month = match[1], match[2] or ("12" if last else "01")
    if int(month) not in range(1, 13) or int(year) == 0:
        return text
    return f"{year}-{month}-{monthrange(int(year), int(month))[1] if last else 1:02}"


# -------- Answers --------


def answer(store: Store, question: Question, params: Mapping[str, object], lang: str = "en") -> Result:
    """Answer a named question in terms; rows × the question's columns."""
    bound = terms(store, question, params)
    bound.setdefault("lang", Literal(lang))
    try:
        result = run(store, question.in_language(lang), bound)
    except QueryError as error:
        said = problem("{what}: {why}", what=f"{question.name}.rq", why=error)
        raise CatalogueError(said, question.name) from error
    declared = tuple([column.name for column in question.columns])
    if result.kind != "rows" or result.columns != declared:
        pattern = "{where}: the header declares the columns {declared}, the query has {found}"
        names = {"declared": Listed(declared), "found": Listed(result.columns)}
        raise CatalogueError(problem(pattern, where=f"{question.name}.rq", **names), question.name)
    if not lang.lower().startswith("en"):
        graph = graph_for(store, question)
        translated = [_translated(graph, row, declared, lang) for row in result.rows]
        result = result._replace(rows=tuple(_in_pinyin_order(translated, declared, question.text)))
    for at, column in enumerate(question.columns):
        if column.type == "iris":
            rows = ((*row[:at], _in_order(row[at]), *row[at + 1 :]) for row in result.rows)
            result = result._replace(rows=tuple(rows))
    return result


def _translated(graph: Graph, row: Row, columns: tuple[str, ...], lang: str) -> Row:
    """Put labels in another language: those in a column that is named after a column of things."""
    things = [term.value for term in row if isinstance(term, NamedNode)]
    cells = dict(zip(columns, row, strict=True))
    for column, term in zip(columns, row, strict=True):
        thing = cells.get(column.removesuffix("Label")) if column.endswith("Label") else None
        if isinstance(thing, NamedNode):
            english = term.value if isinstance(term, Literal) else ""
            chinese = form(graph, thing.value, english, lang, things) or label(graph, thing.value, lang)
            cells[column] = Literal(chinese) if chinese else term
    return tuple(cells.values())


def _in_pinyin_order(rows: list[Row], columns: tuple[str, ...], query: str) -> list[Row]:
    """Put rows into the order that a query asks for, Chinese words by pinyin."""
    order = _ORDER.search(query)
    if not order:
        return rows
    places = [columns.index(name) for name in order[1].replace("?", "").split() if name in columns]

    def key(row: Row) -> list[tuple[int, Decimal, bytes]]:
        terms = [row[place] for place in places]
        texts = [term.value if isinstance(term, NamedNode | Literal) else "" for term in terms]
        numbers = [isinstance(term, Literal) and term.datatype.value in _NUMBERS for term in terms]
        return [
            (term is not None, Decimal(text) if number else Decimal(0), b"" if number else _PINYIN.encode(text)[0])
            for term, text, number in zip(terms, texts, numbers, strict=True)
        ]

    return sorted(rows, key=key)


@lru_cache(maxsize=4096)
def _in_order(term: Term | None) -> Term | None:
    """Put IRIs in order, each once, passages by position: GROUP_CONCAT has them in the order of the engine's memory.

    Many rows have the same.
    """
    if not isinstance(term, Literal) or " " not in term.value:
        return term
    return Literal(" ".join(sorted(set(term.value.split()), key=number_order)))
