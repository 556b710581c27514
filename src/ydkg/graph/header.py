"""Headers of questions: parameters and columns, their types, and what they are called in both languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ydkg.errors import CatalogueError, Listed, problem, quoted
from ydkg.graph.schema import FAMILIES, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PARAMETER_TYPES = ("iri", "string", "date", "decimal", "integer")
#: ``iris`` is a text of several IRIs with spaces between them, which one row of SPARQL cannot hold otherwise.
COLUMN_TYPES = (*PARAMETER_TYPES, "boolean", "iris")
SEVERITIES = ("error", "warning", "info")
#: What a question may need beside what is stated: computed values.
NEEDS = ("derived",)
_REQUIRED = ("title", "question", "columns")
_CHINESE = ("title-zh", "question-zh", "param-zh", "titles-zh", "fix-zh")
_KEYS = frozenset((*_REQUIRED, *_CHINESE, "param", "titles", "tags", "severity", "fix", "families", "needs"))
_LINE = re.compile(r"#\+\s*([A-Za-z-]+)\s*:\s*(.*?)\s*\Z")
_PARAM = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)\s+(\w+)\s+(.+?)(?:\s+=\s+(.+))?\Z")
_LISTED = re.compile(r"(\w+) = ([\w ]+?)\s*(?:;|\Z)")
#: Names of parameters that say of which families they are, and are none themselves.
_NAMED = {"agent": ("person", "organization"), "area": ("topic",), "theme": ("topic",)}
_COLUMN = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)\s+(\w+)\Z")


class _Place(NamedTuple):
    """Where something stands in a question's file: in which line, or, where it takes several, in which key."""

    question: str
    line: int
    key: str = ""

    def __str__(self) -> str:
        return f"{self.question}.rq: {self.key}" if self.key else f"{self.question}.rq:{self.line}"


class Parameter(NamedTuple):
    """What a question wants to know."""

    name: str  # as the header has them
    type: str
    description: str
    default: str | None = None  # none where there is none
    families: tuple[str, ...] = ()
    description_zh: str = ""

    @property
    def metavar(self) -> str:
        """What stands for its value in help: things are called by name."""
        return "NAME" if self.type == "iri" else self.type.upper()

    def label(self, lang: str = "en") -> str:
        """Call the parameter: what its description says before a colon, without article; its name in words where none.

        >>> Parameter("a", "iri", "One end: a place.", description_zh="一端：地点。").label("zh")
        '一端'
        """
        if lang == "zh" and self.description_zh:
            return self.description_zh.partition("：")[0].rstrip("。")
        said = self.description.partition(":")[0].rstrip(".").removeprefix("The ")
        return said[:1].lower() + said[1:]

    def hint(self, lang: str = "en") -> str:
        """Say more of the parameter: what its description says after a colon; empty where there is none."""
        if lang == "zh":
            return self.description_zh.partition("：")[2]
        said = self.description.partition(": ")[2]
        return said[:1].upper() + said[1:]


class Column(NamedTuple):
    """A column of a question's answer."""

    name: str  # as the header has them
    type: str
    title: str = ""  # what people read over it
    title_zh: str = ""  # that of a column of labels is empty, as it goes into the column of its things

    def label(self, lang: str = "en") -> str:
        """Call the column in a language, else in English, else by the words of its name."""
        return (self.title_zh if lang == "zh" else "") or self.title or words(self.name)


class Header(NamedTuple):
    """What a question's header says: values by key, parameters, columns."""

    values: dict[str, str]
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]


def read_header(text: str, name: str) -> Header:
    """Read the header of a question; parameters and columns in their order."""
    values: dict[str, str] = {}
    parameters: list[Parameter] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith("#+"):
            continue
        where = _Place(name, number)
        match = _LINE.match(line)
        if not match or not match[2]:
            raise _other(where, "`#+ key: value`", line)
        key, value = match.groups()
        if key not in _KEYS:
            said = problem(
                "{where}: {key} is no key of a header; expected {names}",
                where=where,
                key=quoted(key),
                names=Listed(sorted(_KEYS)),
            )
            raise CatalogueError(said, line, line=number)
        if key == "param":
            parameters.append(_parameter(value, where, parameters))
        elif key == "param-zh":
            # The Chinese of a parameter stands under it.
            called, _, description = value.partition(" ")
            if not parameters or parameters[-1].name != called or not description:
                wanted = problem("{form} under the parameter of that name", form="`NAME DESCRIPTION`")
                raise _other(where, wanted, value)
            parameters[-1] = parameters[-1]._replace(description_zh=description)
        elif key in values:
            said = problem("{where}: {key} stands twice; one line a key", where=where, key=key)
            raise CatalogueError(said, value, line=number)
        else:
            values[key] = value
            _check_value(key, value, where)
    if missing := next((key for key in _REQUIRED if key not in values), ""):
        said = problem("{where}: the header has no line {line}", where=_Place(name, 1), line=f"`#+ {missing}: …`")
        raise CatalogueError(said, missing, line=1)
    families = _with_families(parameters, values.get("families", ""), name)
    return Header(values, tuple(families), _columns(values, name))


def _other(where: _Place, wanted: str, value: str) -> CatalogueError:
    """Say what should stand somewhere, and what does."""
    said = problem("{where}: expected {wanted}, found {value}", where=where, wanted=wanted, value=quoted(value))
    return CatalogueError(said, value, line=where.line)


def _parameter(value: str, where: _Place, before: list[Parameter]) -> Parameter:
    match = _PARAM.match(value)
    if not match:
        wanted = problem("{form} and perhaps {more}", form="`NAME TYPE DESCRIPTION`", more="`= DEFAULT`")
        raise _other(where, wanted, value)
    if match[2] not in PARAMETER_TYPES:
        said = problem(
            "{where}: {value} is no type; expected {names}",
            where=where,
            value=quoted(match[2]),
            names=Listed(PARAMETER_TYPES),
        )
        raise CatalogueError(said, match[2], line=where.line)
    if any(match[1] == parameter.name for parameter in before):
        said = problem("{where}: parameter {name} is declared twice", where=where, name=quoted(match[1]))
        raise CatalogueError(said, match[1], line=where.line)
    return Parameter(match[1], match[2], match[3], match[4])


def _with_families(parameters: list[Parameter], value: str, name: str) -> Iterator[Parameter]:
    """Say of which families the things must be that parameters stand for."""
    known = {family.key for family in FAMILIES}
    listed = dict(_LISTED.findall(value))
    wrong = {*listed} - {parameter.name for parameter in parameters} or {
        key for keys in listed.values() for key in keys.split()
    } - known
    if wrong or (value and not listed):
        wanted = problem("{form} with one of {names}", form="`PARAMETER = FAMILY …; …`", names=Listed(sorted(known)))
        raise _other(_Place(name, 0, "families"), wanted, value)
    for parameter in parameters:
        if parameter.type != "iri":
            yield parameter
        elif parameter.name in listed:
            yield parameter._replace(families=tuple(listed[parameter.name].split()))
        else:
            named = (parameter.name,) if parameter.name in known else _NAMED.get(parameter.name, ())
            yield parameter._replace(families=named)


def _check_value(key: str, value: str, where: _Place) -> None:
    if key == "severity" and value not in SEVERITIES:
        said = problem(
            "{where}: {value} is no severity; expected {names}",
            where=where,
            value=quoted(value),
            names=Listed(SEVERITIES),
        )
        raise CatalogueError(said, value, line=where.line)
    if key == "needs" and value not in NEEDS:
        raise _other(where, Listed(NEEDS), value)
    if key != "columns":
        return
    for part in value.split(","):
        match = _COLUMN.match(part.strip())
        if not match or match[2] not in COLUMN_TYPES:
            wanted = problem("{form} with one of {names}", form="`NAME TYPE`", names=Listed(COLUMN_TYPES))
            raise _other(where, wanted, part.strip())


def _columns(values: Mapping[str, str], name: str) -> tuple[Column, ...]:
    """Read the columns, with a title for each but those that have the labels of another one."""
    columns = [Column(*part.split()) for part in values["columns"].split(",")]
    known = {column.name for column in columns}
    titled = [column.name for column in columns if column.name.removesuffix("Label") not in known - {column.name}]
    found = {}
    for key, comma in (("titles", ","), ("titles-zh", "、")):
        titles = [part.strip() for part in values[key].split(comma)] if key in values else [""] * len(titled)
        if len(titles) != len(titled):
            said = problem(
                "{where}: expected {n} titles, of {names}; found {found}",
                where=_Place(name, 0, key),
                n=len(titled),
                names=Listed(titled),
                found=len(titles),
            )
            raise CatalogueError(said, values[key])
        found[key] = dict(zip(titled, titles, strict=True))
    return tuple(
        column._replace(title=found["titles"].get(column.name, ""), title_zh=found["titles-zh"].get(column.name, ""))
        for column in columns
    )
