"""The header of a question's file: what it asks, what it wants to know, and the columns of its answer."""

from __future__ import annotations

import re
from typing import NamedTuple

from ydkg.errors import CatalogueError, Listed, problem, quoted
from ydkg.graph.schema import FAMILIES, words

PARAMETER_TYPES = ("iri", "string", "date", "decimal", "integer")
#: ``iris`` is a text of several IRIs with spaces between them, which one row of SPARQL cannot hold otherwise.
COLUMN_TYPES = (*PARAMETER_TYPES, "boolean", "iris")
SEVERITIES = ("error", "warning", "info")
_REQUIRED = ("title", "question", "columns")
_CHINESE = ("title-zh", "question-zh", "param-zh", "titles-zh", "fix-zh")
_KEYS = frozenset((*_REQUIRED, *_CHINESE, "param", "titles", "tags", "severity", "fix", "families", "needs"))
_LINE = re.compile(r"#\+\s*([A-Za-z-]+)\s*:\s*(.*?)\s*\Z")
_PARAM = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)\s+(\w+)\s+(.+?)(?:\s+=\s+(.+))?\Z")
_COLUMN = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)\s+(\w+)\Z")
_LISTED = re.compile(r"(\w+) = ([\w ]+?)\s*(?:;|\Z)")
#: Names of parameters that say of which families they are, and are none themselves.
_NAMED = {"agent": ("person", "organization"), "area": ("topic",), "theme": ("topic",)}


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


class Header:
    """The lines of a question's header; what is wrong with one is told with its place."""

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.values: dict[str, str] = {}  # by key
        self.lines: dict[str, int] = {}  # by key, from 1
        self.parameters: list[Parameter] = []
        for number, line in enumerate(text.splitlines(), start=1):
            if line.startswith("#+"):
                self._read(number, line)
        if missing := next((key for key in _REQUIRED if key not in self.values), ""):
            raise self.wrong(1, problem("the header has no line {line}", line=f"`#+ {missing}: …`"), missing)

    def _read(self, number: int, line: str) -> None:
        match = _LINE.match(line)
        if not match or not match[2]:
            raise self.unexpected(number, "`#+ key: value`", line)
        key, value = match.groups()
        if key not in _KEYS:
            said = problem(
                "{key} is no key of a header; expected {names}", key=quoted(key), names=Listed(sorted(_KEYS))
            )
            raise self.wrong(number, said, line)
        if key == "param":
            self.parameters.append(self._parameter(number, value))
        elif key == "param-zh":
            # The Chinese of a parameter stands under it.
            called, _, description = value.partition(" ")
            if not self.parameters or self.parameters[-1].name != called or not description:
                wanted = problem("{form} under the parameter of that name", form="`NAME DESCRIPTION`")
                raise self.unexpected(number, wanted, value)
            self.parameters[-1] = self.parameters[-1]._replace(description_zh=description)
        elif key in self.values:
            raise self.wrong(number, problem("{key} stands twice; one line a key", key=key), value)
        elif key == "severity" and value not in SEVERITIES:
            said = problem("{value} is no severity; expected {names}", value=quoted(value), names=Listed(SEVERITIES))
            raise self.wrong(number, said, value)
        else:
            self.values[key], self.lines[key] = value, number

    def _parameter(self, number: int, value: str) -> Parameter:
        match = _PARAM.match(value)
        if not match:
            wanted = problem("{form} and perhaps {more}", form="`NAME TYPE DESCRIPTION`", more="`= DEFAULT`")
            raise self.unexpected(number, wanted, value)
        name, kind, description, default = match.groups()
        if kind not in PARAMETER_TYPES:
            said = problem("{value} is no type; expected {names}", value=quoted(kind), names=Listed(PARAMETER_TYPES))
            raise self.wrong(number, said, kind)
        if any(name == parameter.name for parameter in self.parameters):
            raise self.wrong(number, problem("parameter {name} is declared twice", name=quoted(name)), name)
        return Parameter(name, kind, description, default)

    def parameters_of_families(self) -> tuple[Parameter, ...]:
        """Say of which families the things must be that parameters stand for."""
        known = {family.key: (family.key,) for family in FAMILIES}
        value = self.values.get("families", "")
        listed = {name: tuple(keys.split()) for name, keys in _LISTED.findall(value)}
        strange = {*listed} - {parameter.name for parameter in self.parameters}
        strange.update(*listed.values())
        if not strange <= known.keys() or (value and not listed):
            form, names = "`PARAMETER = FAMILY …; …`", Listed(sorted(known))
            wanted = problem("{form} with one of {names}", form=form, names=names)
            raise self.unexpected(self.lines["families"], wanted, value)
        by_name = {**known, **_NAMED, **listed}
        parameters = []
        for parameter in self.parameters:
            keys = by_name.get(parameter.name, ()) if parameter.type == "iri" else ()
            parameters.append(parameter._replace(families=keys))
        return tuple(parameters)

    def columns(self) -> tuple[Column, ...]:
        """Read the columns, with a title for each but those that have the labels of another one."""
        columns = []
        for part in map(str.strip, self.values["columns"].split(",")):
            match = _COLUMN.match(part)
            if not match or match[2] not in COLUMN_TYPES:
                wanted = problem("{form} with one of {names}", form="`NAME TYPE`", names=Listed(COLUMN_TYPES))
                raise self.unexpected(self.lines["columns"], wanted, part)
            columns.append(Column(*match.groups()))
        names = [column.name for column in columns]
        titled = [name for name in names if not (name.endswith("Label") and name.removesuffix("Label") in names)]
        english, chinese = self._titles("titles", ",", titled), self._titles("titles-zh", "、", titled)
        return tuple(
            column._replace(title=english.get(column.name, ""), title_zh=chinese.get(column.name, ""))
            for column in columns
        )

    def _titles(self, key: str, comma: str, titled: list[str]) -> dict[str, str]:
        """Read the titles of columns; none where the header has none."""
        if key not in self.values:
            return {}
        titles = [part.strip() for part in self.values[key].split(comma)]
        if len(titles) != len(titled):
            pattern = "expected {n} titles, of {names}; found {found}"
            said = problem(pattern, n=len(titled), names=Listed(titled), found=len(titles))
            raise self.wrong(self.lines[key], said, self.values[key])
        return dict(zip(titled, titles, strict=True))

    def wrong(self, line: int, why: str, value: str) -> CatalogueError:
        """Say what is wrong in a line; to be raised."""
        return CatalogueError(problem("{what}: {why}", what=f"{self.name}.rq:{line}", why=why), value, line=line)

    def unexpected(self, line: int, wanted: str, value: str) -> CatalogueError:
        """Say what should stand in a line, and what does; to be raised."""
        why = problem("expected {wanted}, found {value}", wanted=wanted, value=quoted(value))
        return self.wrong(line, why, value)
