"""Questions as files: each one's header says what it asks, what it wants to know, and what it answers."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from ydkg import assets
from ydkg.errors import CatalogueError, UnknownNameError, quoted
from ydkg.graph.header import Column, Parameter, read_header

if TYPE_CHECKING:
    from pathlib import Path

_NAME = re.compile(r"[a-z0-9_]+(?:/[a-z0-9_]+)*\Z")


class Question(NamedTuple):
    """A named question.

    Attributes
    ----------
    name : str
        Its path in ``queries/``, without extension: ``people/posts_of_a_person``.
    path : Path
        The file.
    title, question : str
        In English; ``title_zh`` and ``question_zh`` in Chinese, empty where missing.
    parameters : tuple of Parameter
        In the order of the header; may be empty.
    columns : tuple of Column
        In the order of the answer.
    tags : tuple of str
        May be empty.
    severity, fix, fix_zh : str
        Of a check, else empty: how bad a row is, and how to mend it, in English and in Chinese.
    text : str
        The whole file: the query itself.
    """

    name: str
    path: Path
    title: str
    question: str
    title_zh: str
    question_zh: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    tags: tuple[str, ...]
    severity: str
    fix: str
    fix_zh: str
    text: str


def names(directory: Path | None = None) -> list[str]:
    """List the names of all questions, sorted, without reading them.

    Parameters
    ----------
    directory : Path, optional
        By default the questions that ship with ydkg.

    Returns
    -------
    list of str
        May be empty.
    """
    root = directory or assets.QUERIES_DIR
    return sorted(path.relative_to(root).with_suffix("").as_posix() for path in root.rglob("*.rq"))


def questions(directory: Path | None = None) -> list[Question]:
    """Read all questions.

    Parameters
    ----------
    directory : Path, optional
        By default the questions that ship with ydkg.

    Returns
    -------
    list of Question
        Sorted by name; may be empty.

    Raises
    ------
    CatalogueError
        If a header is not as it should be: file and line.
    """
    root = directory or assets.QUERIES_DIR
    return [_read(root / f"{name}.rq", name) for name in names(root)]


def question(name: str, directory: Path | None = None) -> Question:
    """Read one question.

    Parameters
    ----------
    name : str
        For example ``"people/posts_of_a_person"``; the part after the slash will do where it is unique.
    directory : Path, optional
        By default the questions that ship with ydkg.

    Returns
    -------
    Question

    Raises
    ------
    UnknownNameError
        If there is no such question; with up to three that are spelled alike.
    CatalogueError
        If its header is not as it should be: file and line.
    """
    root = directory or assets.QUERIES_DIR
    wanted = name.removesuffix(".rq")
    path = root / f"{wanted}.rq"
    if _NAME.match(wanted) and os.path.isfile(path):  # noqa: PTH113 - of a name too long for a file this says no
        return _read(path, wanted)
    known = names(root)
    from difflib import get_close_matches  # noqa: PLC0415 - start-up time is measured, and few are misspelled

    same_end = [other for other in known if other.rpartition("/")[2] == wanted]
    if len(same_end) == 1:
        return _read(root / f"{same_end[0]}.rq", same_end[0])
    short = {other.rpartition("/")[2]: other for other in known}
    close = get_close_matches(wanted, known, n=3, cutoff=0.5)
    close += [short[end] for end in get_close_matches(wanted.rpartition("/")[2], short, n=3, cutoff=0.6)]
    found = list(dict.fromkeys([*same_end, *close]))[:3]
    hint = f"did you mean {' or '.join(found)}?" if found else "`ydkg queries` lists them"
    raise UnknownNameError(f"no question is called {quoted(name)}", name, hint=hint, suggestions=found)


def _read(path: Path, name: str) -> Question:
    """Read a question's file."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{name}.rq: cannot be read: {error}", str(path)) from error
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
    )
