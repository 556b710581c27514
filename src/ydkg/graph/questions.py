"""Questions as files: each one's header says what it asks, what it wants to know, and what it answers."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ydkg.collection import QUERIES_DIR, question_folders, state_of
from ydkg.errors import CatalogueError, Listed, UnknownNameError, problem, quoted, reason
from ydkg.graph.names import fold
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
#: The folder of formats, which `ydkg.export` reads.
_EXPORTS = "exports"
_NAME = re.compile(r"[a-z0-9_]+(?:/[a-z0-9_]+)*\Z")
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
                "{key} is no key of a header; expected {names}", key=quoted(key), names=Listed(sorted(_KEYS))
            )
            raise _wrong(where, said, line)
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
            raise _wrong(where, problem("{key} stands twice; one line a key", key=key), value)
        else:
            values[key] = value
            _check_value(key, value, where)
    if missing := next((key for key in _REQUIRED if key not in values), ""):
        raise _wrong(_Place(name, 1), problem("the header has no line {line}", line=f"`#+ {missing}: …`"), missing)
    families = _with_families(parameters, values.get("families", ""), name)
    return Header(values, tuple(families), _columns(values, name))


def _wrong(where: _Place, said: str, value: str) -> CatalogueError:
    """Say what is wrong somewhere."""
    return CatalogueError(problem("{what}: {why}", what=where, why=said), value, line=where.line)


def _other(where: _Place, wanted: str, value: str) -> CatalogueError:
    """Say what should stand somewhere, and what does."""
    return _wrong(where, problem("expected {wanted}, found {value}", wanted=wanted, value=quoted(value)), value)


def _parameter(value: str, where: _Place, before: list[Parameter]) -> Parameter:
    match = _PARAM.match(value)
    if not match:
        wanted = problem("{form} and perhaps {more}", form="`NAME TYPE DESCRIPTION`", more="`= DEFAULT`")
        raise _other(where, wanted, value)
    if match[2] not in PARAMETER_TYPES:
        said = problem("{value} is no type; expected {names}", value=quoted(match[2]), names=Listed(PARAMETER_TYPES))
        raise _wrong(where, said, match[2])
    if any(match[1] == parameter.name for parameter in before):
        raise _wrong(where, problem("parameter {name} is declared twice", name=quoted(match[1])), match[1])
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
        said = problem("{value} is no severity; expected {names}", value=quoted(value), names=Listed(SEVERITIES))
        raise _wrong(where, said, value)
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
            count, listed = len(titled), Listed(titled)
            said = problem("expected {n} titles, of {names}; found {found}", n=count, names=listed, found=len(titles))
            raise _wrong(_Place(name, 0, key), said, values[key])
        found[key] = dict(zip(titled, titles, strict=True))
    return tuple(
        column._replace(title=found["titles"].get(column.name, ""), title_zh=found["titles-zh"].get(column.name, ""))
        for column in columns
    )


# -------- Files --------


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


def names(*folders: Path) -> list[str]:
    """List the names of all questions, sorted, without reading them; may be empty."""
    return sorted(paths(*folders))


def paths(*folders: Path) -> dict[str, Path]:
    """Find the files of all questions, without reading them."""
    return {
        path.relative_to(folder).with_suffix("").as_posix(): path
        for folder in reversed(folders or question_folders())
        for path in folder.rglob("*.rq")
        if path.relative_to(folder).parts[0] != _EXPORTS
    }


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
    return [_read(path, name) for name, path in sorted(paths(*folders).items())]


def question(name: str, *folders: Path) -> Question:
    """Read one question."""
    places = folders or question_folders()
    wanted = name.removesuffix(".rq")
    for place in places:
        if there := (_shipped(wanted) if place is QUERIES_DIR else _in(place, wanted)):
            return there
    known = paths(*places)
    from difflib import get_close_matches  # noqa: PLC0415 - start-up time is measured, and few are misspelled

    same_end = [other for other in sorted(known) if other.rpartition("/")[2] == wanted]
    if len(same_end) == 1:
        return _read(known[same_end[0]], same_end[0])
    short = {other.rpartition("/")[2]: other for other in sorted(known)}
    close = get_close_matches(wanted, sorted(known), n=3, cutoff=0.5)
    close += [short[end] for end in get_close_matches(wanted.rpartition("/")[2], short, n=3, cutoff=0.6)]
    found = list(dict.fromkeys([*same_end, *close]))[:3]
    lists = problem("`ydkg queries` lists them")
    hint = problem("did you mean {names}?", names=Listed(found)) if found else lists
    raise UnknownNameError(
        problem("no question is called {name}", name=quoted(name)), name, hint=hint, suggestions=found
    )


def _read(path: Path, name: str) -> Question:
    return _question(str(path), name, state_of(path))


def _in(folder: Path, name: str) -> Question | None:
    """Read a question where a folder has it."""
    path = f"{folder}/{name}.rq"
    state = state_of(path) if _NAME.match(name) else ()
    return _question(path, name, state) if state else None


@lru_cache(maxsize=1024)
def _shipped(name: str) -> Question | None:
    """Read a question where it ships with ydkg, once: it changes no more than the package's own modules."""
    return _in(QUERIES_DIR, name)


@lru_cache(maxsize=1024)
def _question(place: str, name: str, state: tuple[int, ...]) -> Question:  # noqa: ARG001 - a part of the key
    """Read a question's file, once for each state of it: questions are asked again."""
    path = Path(place)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = reason(error) if isinstance(error, OSError) else problem("not UTF-8 text")
        said = problem("{path}: cannot be read: {why}", path=f"{name}.rq", why=why)
        raise CatalogueError(said, str(path)) from error
    values, parameters, columns = read_header(text, name)
    return Question(
        name=name,
        path=path,
        title=values["title"],
        question=values["question"],
        title_zh=values.get("title-zh", ""),
        question_zh=values.get("question-zh", ""),
        parameters=parameters,
        columns=columns,
        tags=tuple(tag.strip() for tag in values.get("tags", "").split(",") if tag.strip()),
        severity=values.get("severity", ""),
        fix=values.get("fix", ""),
        fix_zh=values.get("fix-zh", ""),
        text=text,
        needs=values.get("needs", ""),
    )
