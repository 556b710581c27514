"""The errors that ydkg raises: one family, each also the nearest builtin and keeping the value that offended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path
    from typing import Self

_QUOTED = 80
#: Library, as it is imported -> the extra of the package that brings it.
EXTRAS = {
    "pyvis": "view",
    "igraph": "view",
    "httptools": "serve",
    "starlette": "serve",
    "uvicorn": "serve",
    "uvloop": "fast",
    "pyrudof": "check",
    "owlready2": "reason",
    "mcp": "mcp",
    "charset_normalizer": "draft",
    "docx": "draft",
    "pypdf": "draft",
    "xlsxwriter": "tables",
    "pyarrow": "parquet",
}


def quoted(text: str) -> Named:
    """Quote what a person gave, so that it fits on the one line of a message.

    >>> quoted("Utopia"), quoted("x" * 1000)[-21:]
    ("'Utopia'", "xxx…' (1,000 letters)")
    >>> quoted("Utopia").chinese, quoted("x" * 1000).chinese[-16:]
    ('“Utopia”', 'xxxx…”（共1000个字符）')
    """
    if len(text) <= _QUOTED:
        return Named(repr(text), f"“{repr(text)[1:-1]}”")
    begun = repr(f"{text[:_QUOTED]}…")
    return Named(f"{begun} ({len(text):,} letters)", f"“{begun[1:-1]}”（共{len(text)}个字符）")


def counted(number: int) -> Named:
    """Write a number that may be large; with commas in English, and with none in Chinese.

    >>> counted(46_441), counted(46_441).chinese
    ('46,441', '46441')
    """
    return Named(f"{number:,}", str(number))


def reason(error: OSError) -> Message:
    """Say why a file cannot be read.

    >>> reason(FileNotFoundError(2, "No such file or directory")), reason(OSError(13, "Permission denied"))
    ('no such file', 'Permission denied')
    """
    return problem("no such file") if isinstance(error, FileNotFoundError) else system_reason(error)


def system_reason(error: OSError) -> Message:
    """Say what the system says of a file, a folder or a port."""
    return problem(error.strerror or str(error))


class Message(str):
    """What an error says, in English, with what it is made of, so that it can be said in another language."""

    __slots__ = ("pattern", "values")

    pattern: str  # the text of the catalogue
    values: dict[str, object]  # what stands for the names in braces


class Named(str):
    """A name or a text that comes from the graph or a question's header, in English, with its Chinese beside it."""

    __slots__ = ("chinese",)

    chinese: str  # empty where there is none

    def __new__(cls, english: str, chinese: str | None = None) -> Self:
        """Hold both."""
        name = super().__new__(cls, english)
        name.chinese = chinese or ""
        return name


class Listed(str):
    """Names in a row."""

    __slots__ = ("between", "names")

    names: tuple[str, ...]  # in order; a `Message` or a `Named` among them is said in the language of the row
    between: str  # what stands between them in English; a semicolon where they have commas themselves

    def __new__(cls, names: Iterable[str], between: str = ", ") -> Self:
        """Hold both."""
        given = tuple(names)
        row = super().__new__(cls, between.join(given))
        row.names, row.between = given, between
        return row

    def __getnewargs__(self) -> tuple[tuple[str, ...], str]:  # type: ignore[override] # a text's own is its text
        """Let it be sent from one process to another."""
        return self.names, self.between


def problem(pattern: str, /, **values: object) -> Message:
    """Say what is wrong, in a text of the catalogue.

    >>> said = problem("this {sign} is never closed", sign="(")
    >>> said, said.values
    ('this ( is never closed', {'sign': '('})
    """
    said = Message(pattern.format(**values) if values else pattern)
    kept = int | float | str | YdkgError
    said.pattern = pattern
    said.values = {name: value if isinstance(value, kept) else str(value) for name, value in values.items()}
    return said


class YdkgError(Exception):
    """Be the parent of every error of this package.

    >>> str(YdkgError("this { is never closed", where="query", line=1, column=10))
    'query, line 1, column 10: this { is never closed'
    >>> str(YdkgError("nothing is called 'Utopai'", hint="did you mean 'Utopia'?"))
    "nothing is called 'Utopai'; did you mean 'Utopia'?"
    """

    def __init__(
        self,
        message: str,
        value: object = None,
        *,
        where: str = "",
        line: int = 0,
        column: int = 0,
        parameter: str = "",
        hint: str = "",
        suggestions: Sequence[str] = (),
    ) -> None:
        super().__init__(message)
        self.message, self.value = message, value
        self.where, self.line, self.column, self.parameter = where, line, column, parameter
        self.hint, self.suggestions = hint, tuple(suggestions)

    @property
    def fields(self) -> dict[str, Any]:
        """What the error was given besides message and value."""
        given = {name: getattr(self, name) for name in ("where", "line", "column", "parameter", "hint")}
        return {name: value for name, value in {**given, "suggestions": list(self.suggestions)}.items() if value}

    def at(self, where: str, parameter: str) -> Self:
        """Say of which parameter this is said; the same error with these."""
        return type(self)(self.message, self.value, **{**self.fields, "where": where, "parameter": parameter})

    def __str__(self) -> str:
        line = f", line {self.line}" if self.line else ""
        column = f", column {self.column}" if self.column else ""
        before = f"{self.where}{line}{column}: " if self.where else ""
        return f"{before}{self.message}" + (f"; {self.hint}" if self.hint else "")


class UnknownTermError(YdkgError, AttributeError):
    """A vocabulary has no such term."""


class UnknownNameError(YdkgError, LookupError):
    """No thing of the graph, or no question, has this name."""


class AmbiguousNameError(YdkgError, LookupError):
    """More than one thing of the graph has this name."""


class ParameterError(YdkgError, ValueError):
    """A question's parameter is unknown, missing or ill-typed."""


class QueryError(YdkgError, ValueError):
    """A query is malformed, or asks for what is not allowed here."""


class UnknownGraphError(QueryError, LookupError):
    """A query or a request asks for a graph that there is not."""


class CollectionError(YdkgError, ValueError):
    """A folder holds no collection, or cannot be made one."""


class CatalogueError(YdkgError, ValueError):
    """A question's file is not as the catalogue wants it."""


class TurtleError(YdkgError, ValueError):
    """An RDF file cannot be read, or holds what a canonical file may not."""


class SourceError(YdkgError, ValueError):
    """A source file is not the document that the graph describes."""


class EndpointError(YdkgError, OSError):
    """A SPARQL server cannot be reached, refuses, or answers something else."""


class DraftError(YdkgError, ValueError):
    """A draft, or what was decided on it, is not as it should be, or cannot be accepted as it is."""


def draft_error(pattern: str, value: object = None, /, *, hint: str = "", **values: object) -> DraftError:
    """Say what is wrong with a draft; to be raised; the value that offends is the first of all unless it is given."""
    offending = next(iter(values.values()), None) if value is None else value
    return DraftError(problem(pattern, **values), offending, hint=hint)


class OutputError(YdkgError, OSError):
    """An output cannot be written."""


def write_error(path: Path | str, error: OSError) -> OutputError:
    """Say that something cannot be written; to be raised."""
    return OutputError(problem("{path}: cannot be written: {why}", path=path, why=system_reason(error)), str(path))


class MissingExtraError(YdkgError, ImportError):
    """A library is missing which an extra of the package brings."""


def missing_extra(error: ImportError) -> MissingExtraError | None:
    """Say which extra brings a library that is not there; to be raised; None where no extra brings it.

    >>> str(missing_extra(ImportError(name="igraph")))
    "igraph is missing; pip install 'ydkg[view]' brings it"
    """
    library = (error.name or "").partition(".")[0]
    extra = EXTRAS.get(library)
    if extra is None:
        return None
    hint = problem("{command} brings it", command=f"pip install 'ydkg[{extra}]'")
    return MissingExtraError(problem("{library} is missing", library=library), library, hint=hint)


class ReasonerError(YdkgError, RuntimeError):
    """The reasoner cannot be run: Java is missing, or it gave up."""


class InconsistentError(YdkgError, ValueError):
    """Facts of the graph cannot all be true."""


class ServiceError(YdkgError):
    """The server cannot answer, though the request may be right."""


class TimeLimitError(ServiceError, TimeoutError):
    """A query was not answered within the time limit, and was ended."""


class MemoryLimitError(ServiceError, MemoryError):
    """A query wanted more memory than it may have, and was ended."""


class ResultLimitError(ServiceError, ValueError):
    """An answer is larger than what is sent."""


class OverloadError(ServiceError, RuntimeError):
    """More is asked than can be answered now; ``value`` is the number of seconds to wait before asking again."""


class WorkerError(ServiceError, RuntimeError):
    """A worker process failed at its task."""


class ProtocolError(YdkgError, ValueError):
    """A request is not one of the SPARQL protocol; ``status`` is the status code of the answer."""

    def __init__(self, message: str, value: object = None, status: int = 400) -> None:
        super().__init__(message, value)
        self.status = status


class NotAcceptableError(YdkgError, LookupError):
    """An answer cannot be had in any of the formats that a request accepts."""
