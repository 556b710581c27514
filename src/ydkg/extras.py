"""Extras of the package: what stands beside its core, and the libraries that each brings."""

from __future__ import annotations

from ydkg.errors import MissingExtraError, problem

#: Library, as it is imported -> the extra that brings it.
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
