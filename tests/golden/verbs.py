"""What every verb of the command line prints on the shipped data."""

from __future__ import annotations

import io
import os
import re
import shlex
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
    *("Yangtze River Delta Regional Cooperation Office", "shanghai-suzhou-huzhou-high-speed-railway"),
    *("nev-charging-and-swapping-network", "上海市", "Gu Jun", "metric-travel-time"),
    *("milestone-airport-link-line-operational-planned", "release-20241204"),
)
POST = "membership-gu-jun-shanghai-municipal-government"
#: One question of each theme, and some that have what few have; the first is described, too.
QUESTIONS = (
    *("people/posts_of_a_person", "checks/dead_references", "claims/figures_side_by_side"),
    *("events/participants_of_an_event", "firsts/first_in_china", "infrastructure/planned_to_open"),
    *("infrastructure/status_of_lines", "initiatives/implemented_in_a_place", "instruments/all_instruments"),
    *("lacking/figures_without_a_period", "metrics/against_target", "metrics/all_figures", "metrics/overview"),
    *("names/find_by_part", "organizations/who_is_responsible", "places/within_a_place"),
    *("progress/closing_by_a_date", "promises/answers", "sources/everything_about", "topics/sub_themes"),
)
#: Calls whose Chinese is held too.
BOTH: tuple[tuple[str, ...], ...] = (
    ("queries",),
    ("queries", "people/posts_of_a_person"),
    ("path", "Gu Jun", "Hefei"),
    ("audit",),
    ("coverage",),
    (
        "check",
        *(word for part in ("evidence", "rules", "shapes", "arithmetic", "coverage") for word in ("--only", part)),
    ),
    ("tour", "-o", "tour"),
    ("promises",),
    ("diff", "triples", "triples"),
    *(("show", name) for name in SHOWN),
)
#: What needs Java, and what reads texts or drafts, has modules of its own. Rows of every question are held by
#: `tests/expected`.
CALLS: tuple[tuple[str, ...], ...] = (
    *BOTH,
    ("queries", "--format", "json"),
    *(("query", name) for name in QUESTIONS),
    ("show", "Gu Jun", "--format", "csv"),
    ("path", "顾军", "合肥市", "--limit", "2"),
    ("path", "Gu Jun", "Hefei", "--format", "json"),
    ("path", "Shanghai–Suzhou–Huzhou High-Speed Railway", "Huawei"),
    ("sparql", "q.rq"),
    ("sparql", "q.rq", "--format", "json"),
    ("sparql", "q.rq", "--format", "csv"),
    ("sparql", "d.rq"),
    ("audit", "--format", "json"),
    ("audit", "--format", "ttl"),
    ("coverage", "--format", "csv"),
    ("verify",),
    ("verify", "--format", "json"),
    ("check", "--only", "arithmetic", "--format", "json"),
    ("check", "--only", "arithmetic", "--format", "ttl"),
    ("format", "--check"),
    *(("cite", POST, "--style", style) for style in STYLES),
    ("cite", POST, "--lang", "zh"),
    ("promises", "--pages"),
    ("report", "Hefei", "-o", "hefei.html"),
    ("init", "own"),
    ("view", "-o", "network.html"),
    ("view", "-o", "hefei.html", "--focus", "Hefei", "--steps", "2"),
    ("view", "-o", "planned.html", "--query", "infrastructure/planned_to_open"),
)
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
_QUERIES = {
    "q.rq": "SELECT ?metric ?label { ?metric a yd:Metric ; rdfs:label ?label } ORDER BY ?label LIMIT 5\n",
    "d.rq": "DESCRIBE ydr:gu-jun\n",
    "wrong.rq": "SELECT * { ?s ?p\n",
    "term.rq": "SELECT * { ?s yd:metrik ?m }\n",
}


def verb_files() -> dict[str, str]:
    """Call every verb: file and heading to what was printed, with the exit code where it is not 0."""
    helps = (("--help",), *((verb, "--help") for verb in VERBS), ("query", QUESTIONS[0], "--help"))
    calls = [
        *((call[0], call) for call in CALLS),
        *((call[0], ("--lang", "zh", *call)) for call in BOTH),
        *(("help", call) for call in helps),
        *(("wrong", call) for call in WRONG),
    ]
    # The data, which no call changes, are loaded once.
    with somewhere(), patch.object(graphs, "open_store", cache(graphs.open_store)):
        # Lines of CSV end in CRLF, for which a test of its own looks.
        told = {
            f"verbs/{file}.txt ydkg {shlex.join(call)}": printed(call).replace("\r\n", "\n") for file, call in calls
        }
        for name in FORMATS:
            told |= {f"verbs/export.txt {file}": content for file, content in _exported(name).items()}
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


def _exported(name: str) -> dict[str, str]:
    """Tell of each file of an export its size, its digest and its first lines; not of what a library packs."""
    form = FORMATS[name]
    if form.extra or form.binary:
        return {}
    if form.several:
        return {f"{name}, {file}": head_of(content.decode()) for file, content in write_files(name).items()}
    return {name: head_of(re.sub(r"NetworkX [\d.]+", "NetworkX", printed(("export", name))))}


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
