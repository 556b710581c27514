"""Questions as files: each one's header says what it asks, what it wants to know, and what it answers."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ydkg import assets
from ydkg.collection import question_folders, state_of
from ydkg.errors import CatalogueError, Listed, UnknownNameError, problem, quoted, reason
from ydkg.graph.header import Column, Parameter, read_header
from ydkg.graph.names import fold

#: The folder of formats, which `ydkg.export` reads.
_EXPORTS = "exports"
_NAME = re.compile(r"[a-z0-9_]+(?:/[a-z0-9_]+)*\Z")


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
        if there := (_shipped(wanted) if place is assets.QUERIES_DIR else _in(place, wanted)):
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
    return _in(assets.QUERIES_DIR, name)


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
