"""What every verb of the command line prints on the shipped data."""

from __future__ import annotations

import io
import os
import re
import sys
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from unittest.mock import patch

from reading import head_of

from ydkg.cli import graphs, main
from ydkg.cli.verbs import VERBS
from ydkg.export import FORMATS, write_files
from ydkg.telling.cite import STYLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Things of several families, and records.
SHOWN = (
    "Yangtze River Delta Regional Cooperation Office",
    "shanghai-suzhou-huzhou-high-speed-railway",
    "nev-charging-and-swapping-network",
    "上海市",
    "Gu Jun",
    "metric-travel-time",
    "milestone-airport-link-line-operational-planned",
    "release-20241204",
)
POST = "membership-gu-jun-shanghai-municipal-government"
#: File -> a call. What needs Java, and what reads texts or drafts, has modules of its own.
CALLS: dict[str, tuple[str, ...]] = {
    "queries": ("queries",),
    "queries_json": ("queries", "--format", "json"),
    "queries_of_one": ("queries", "people/posts_of_a_person"),
    "path": ("path", "Gu Jun", "Hefei"),
    "path_chinese": ("path", "顾军", "合肥市", "--limit", "2"),
    "path_json": ("path", "Gu Jun", "Hefei", "--format", "json"),
    "path_far": ("path", "Shanghai–Suzhou–Huzhou High-Speed Railway", "Huawei"),
    "sparql": ("sparql", "q.rq"),
    "sparql_json": ("sparql", "q.rq", "--format", "json"),
    "sparql_csv": ("sparql", "q.rq", "--format", "csv"),
    "sparql_describe": ("sparql", "d.rq"),
    "audit": ("audit",),
    "audit_json": ("audit", "--format", "json"),
    "audit_derived": ("audit", "--format", "ttl"),
    "coverage": ("coverage",),
    "coverage_csv": ("coverage", "--format", "csv"),
    "verify": ("verify",),
    "verify_json": ("verify", "--format", "json"),
    "check": (
        "check",
        *(word for part in ("evidence", "rules", "shapes", "arithmetic", "coverage") for word in ("--only", part)),
    ),
    "check_arithmetic_json": ("check", "--only", "arithmetic", "--format", "json"),
    "format": ("format", "--check"),
    "check_arithmetic_turtle": ("check", "--only", "arithmetic", "--format", "ttl"),
    "tour": ("tour", "-o", "tour"),
    **{f"cite_{style}": ("cite", POST, "--style", style) for style in STYLES},
    "cite_chinese": ("cite", POST, "--lang", "zh"),
    "promises": ("promises",),
    "promises_of_pages": ("promises", "--pages"),
    "init": ("init", "own"),
    "view": ("view", "-o", "network.html"),
    "view_focus": ("view", "-o", "hefei.html", "--focus", "Hefei", "--steps", "2"),
    "view_query": ("view", "-o", "planned.html", "--query", "infrastructure/planned_to_open"),
    "diff_alike": ("diff", "triples", "triples"),
}
#: What is said of calls that are wrong.
WRONG: tuple[tuple[str, ...], ...] = (
    ("audit", "--lnag", "zh"),
    ("audit", "--format", "docx"),
    ("sparql", "no.rq"),
    ("sparql", "wrong.rq"),
    ("sparql", "term.rq"),
    ("quer",),
    ("query", "people/posts_of_a_persn"),
    ("queries", "what did Anhui do"),
    ("query", "people/posts_of_a_person", "--person", "Gu Jnu"),
    ("show", "Gu Jnu"),
    ("show", "charging"),
    ("query", "people/posts_of_a_person", "--person", "Hefei"),
)
#: One question of each theme, and some that have what few have; the first is described, too.
QUESTIONS = (
    "people/posts_of_a_person",
    "checks/dead_references",
    "claims/figures_side_by_side",
    "events/participants_of_an_event",
    "firsts/first_in_china",
    "infrastructure/planned_to_open",
    "infrastructure/status_of_lines",
    "initiatives/implemented_in_a_place",
    "instruments/all_instruments",
    "lacking/figures_without_a_period",
    "metrics/against_target",
    "metrics/all_figures",
    "metrics/overview",
    "names/find_by_part",
    "organizations/who_is_responsible",
    "places/within_a_place",
    "progress/closing_by_a_date",
    "promises/answers",
    "sources/everything_about",
    "topics/sub_themes",
)
_QUERIES = {
    "q.rq": "SELECT ?metric ?label { ?metric a yd:Metric ; rdfs:label ?label } ORDER BY ?label LIMIT 5\n",
    "d.rq": "DESCRIBE ydr:gu-jun\n",
    "wrong.rq": "SELECT * { ?s ?p\n",
    "term.rq": "SELECT * { ?s yd:metrik ?m }\n",
}
#: Of these calls what is said in Chinese is held too.
CHINESE = (
    *("queries", "queries_of_one", "path", "audit", "coverage", "check", "tour"),
    *("promises", "diff_alike"),
)


def verb_files() -> dict[str, str]:
    """Call every verb: name of a file to what was printed, with the exit code where it is not 0."""
    calls = {f"verbs/{name}.txt": call for name, call in CALLS.items()}
    calls |= {f"verbs/{name}.zh.txt": ("--lang", "zh", *CALLS[name]) for name in CHINESE}
    for name in SHOWN:
        slug = name.lower().replace(" ", "-")
        calls[f"verbs/show/{slug}.txt"] = ("show", name)
        calls[f"verbs/show/{slug}.zh.txt"] = ("show", name, "--lang", "zh")
    calls["verbs/show/gu-jun.csv"] = ("show", "Gu Jun", "--format", "csv")
    # Rows of every question are held by `tests/expected`.
    calls |= {f"verbs/query/{name}.txt": ("query", name) for name in QUESTIONS}
    # The data, which no call changes, are loaded once.
    with somewhere(), patch.object(graphs, "open_store", cache(graphs.open_store)):
        # Lines of CSV end in CRLF, for which a test of its own looks.
        told = {name: printed(call).replace("\r\n", "\n") for name, call in calls.items()}
        helps = [("--help",), *((verb, "--help") for verb in VERBS), ("query", QUESTIONS[0], "--help")]
        told["verbs/help.txt"] = "\n".join(map(printed, helps))
        told["verbs/wrong.txt"] = "".join(map(printed, WRONG))
        told["verbs/export.txt"] = "".join(_exported(name) for name in FORMATS)
    return told


def printed(call: Sequence[str]) -> str:
    """Call a verb, and give what it prints: standard output, then standard error, then its exit code."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        try:
            main(call)
        except SystemExit as end:
            code = end.code
    said, talk = (stream.buffer.getvalue().decode() for stream in (out, err))
    return said + "".join(f"stderr: {line}\n" for line in talk.splitlines()) + (f"exit: {code}\n" if code else "")


def _exported(name: str) -> str:
    """Tell of each file of an export its size, its digest and its first lines; not of what a library packs."""
    form = FORMATS[name]
    if form.extra or form.binary:
        return ""
    if form.several:
        files = {f"{name}, {file}": content.decode() for file, content in write_files(name).items()}
    else:
        files = {name: re.sub(r"NetworkX [\d.]+", "NetworkX", printed(("export", name)))}
    return "".join(f"{file}: {head_of(content)}" for file, content in files.items())


@contextmanager
def somewhere() -> Iterator[None]:
    """Be in an empty folder, with fixed width and locale and without variables that are meant for the command line."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("YDKG_", "_YDKG"))}
    with (
        TemporaryDirectory() as folder,
        chdir(folder),
        patch.dict(os.environ, clean | {"LC_ALL": "C", "COLUMNS": "100", "LINES": "40", "NO_COLOR": "1"}, clear=True),
        patch.object(sys, "argv", ["ydkg"]),
    ):
        for name, text in _QUERIES.items():
            Path(name).write_text(text, encoding="utf-8")
        yield
