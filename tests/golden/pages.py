"""The text of every kind of page of the site, in both languages, and what addresses answer that have no page."""

from __future__ import annotations

import http
import http.client
import os
import re
import subprocess
import sys
import threading
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote

from reading import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

#: A name of its own, so that no port is told.
HOST = "delta.example.org"
#: Where a page's golden file lies -> its address. Of things there is one of each family, of records one of each class.
PAGES = {
    "home": "/",
    "things": "/things",
    "things_of_a_family": "/things?family=infrastructure",
    "metrics": "/metrics",
    "milestones": "/milestones",
    "search": "/search?q=shanghai",
    "search_chinese": "/search?q=%E4%B8%8A%E6%B5%B7",
    "search_none": "/search?q=zzzz",
    "search_empty": "/search",
    "download": "/download",
    "ontology": "/ontology",
    "workbench": "/workbench",
    "workbench_question": "/workbench?question=people/posts_of_a_person",
    "workbench_rows": "/workbench?query=" + quote("SELECT ?m WHERE { ?m a yd:Metric } ORDER BY ?m LIMIT 3"),
    "workbench_boolean": "/workbench?query=" + quote("ASK { ?m a yd:Metric }"),
    "workbench_triples": "/workbench?query=" + quote("CONSTRUCT WHERE { ydr:gu-jun rdfs:label ?l }"),
    "workbench_fault": "/workbench?query=" + quote("SELECT * { ?s ?p"),
    "questions": "/questions",
    "checks": "/questions/checks",
    "error_missing": "/no/such/page",
    "error_question": "/questions/people/no_such_question",
    "error_parameter": "/questions/people/posts_of_a_person?person=Gu+Jnu",
    "error_download": "/download/word.docx",
    "thing_missing": "/id/gu-jnu.html",
    **{
        f"things/{name}": f"/id/{name}.html"
        for name in (
            "yangtze-river-delta-regional-cooperation-office",
            "three-provinces-and-one-municipality",
            "yangtze-river-delta-collaborative-advantage-industry-fund",
            "three-year-action-plan-phase-3",
            "media-briefing-20241204",
            "shanghai-suzhou-huzhou-high-speed-railway",
            "nev-charging-and-swapping-network",
            "yangtze-river-delta",
            "shanghai",
            "infrastructure-connectivity",
            "sets-of-regional-standards",
            "gu-jun",
            "metric-travel-time",
            "metric-vehicle-to-pile-ratio",
        )
    },
    **{
        f"records/{name}": f"/id/{name}.html"
        for name in (
            "observation-carbon-value",
            "comparison-good-air-against-2018",
            "milestone-airport-link-line-operational-planned",
            "first-claim-food-safety-standards",
            "membership-gu-jun-shanghai-municipal-government",
            "participation-gu-jun-media-briefing-20241204-presenter",
            "statement-00350d4826b6",
            "passage-release-20241204-0-87",
            "passage-release-20241204-10023-10054",
            "release-20241204",
            "register-china-division",
            "period-2018",
            "journey-shanghai-huzhou",
            "role-deputy-director",
            "focus-areas",
            # What only public pages and the editors say.
            "citation-guangming-20241209-a870cd2ecc31",
            "judgement-0e258c5f1eb4",
        )
    },
    **{
        f"questions/{name.partition('/')[2]}": f"/questions/{name}"
        for name in (
            "people/posts_of_a_person",
            "metrics/against_target",
            "metrics/changes_since_2018",
            "metrics/all_figures",
            "metrics/rankings",
            "infrastructure/what_connects",
            "infrastructure/planned_to_open",
            "progress/milestones_of_a_thing",
            "sources/what_is_stated_at",
            "lacking/plans_without_years",
            "checks/planned_as_done",
        )
    },
}
#: Addresses that lead elsewhere or are read by programs, and what their client accepts.
ADDRESSES = [
    ("/id/gu-jun", "text/html"),
    ("/id/gu-jun?lang=zh", "text/html"),
    ("/id/gu-jun", "text/turtle"),
    ("/id/gu-jun", "image/png"),
    ("/id/gu-jun.ttl", "*/*"),
    ("/id/gu-jun.jsonld", "*/*"),
    ("/id/gu-jnu", "*/*"),
    ("/ontology", "text/turtle"),
    ("/ontology.ttl", "*/*"),
    ("/ontology.docx", "*/*"),
    ("/ontology/9.9.9", "*/*"),
    ("/ontology/align/schema", "*/*"),
    ("/shapes", "*/*"),
    ("/shapes/observation", "*/*"),
    ("/shapes/nothing", "*/*"),
    ("/graph/release", "text/html"),
    ("/graph/reference.nt", "*/*"),
    ("/graph/derived", "*/*"),
    ("/download/turtle.ttl", "*/*"),
    ("/download/graphml.graphml", "*/*"),
    ("/download/questions.zip", "*/*"),
    ("/explorer", "text/html"),
    ("/search.json?q=hefei", "*/*"),
    ("/labels?iri=https://w3id.org/ydkg/id/gu-jun", "*/*"),
    ("/workbench/answer.csv?query=ASK{}", "*/*"),
    ("/workbench/answer.docx?query=ASK{}", "*/*"),
    ("/workbench/terms.json", "*/*"),
    ("/sparql", "text/html"),
    ("/sparql?query=ASK{}", "*/*"),
    ("/.well-known/void", "text/turtle"),
    ("/favicon.ico", "*/*"),
    ("/opensearch.xml", "*/*"),
    ("/static/site.css", "*/*"),
    ("/static/no.css", "*/*"),
    ("/healthz", "*/*"),
]
#: Addresses whose whole answer is held.
WHOLE = ("/robots.txt", "/sitemap.xml", "/search.json?q=hefei", "/labels?iri=https://w3id.org/ydkg/id/gu-jun")
_HEADERS = ("Content-Type", "Location", "Link", "Content-Disposition", "Content-Location", "Cache-Control", "Vary")
# What differs from run to run, and from state to state of the graph: seconds, the state's digest.
_CHANGING = [
    (re.compile(r"<?\b\d+(\.\d+)?( m?s\b|毫?秒)"), "TIME"),
    (re.compile(r"(state |状态 )[0-9a-f]{8,}"), r"\1DIGEST"),
]


def page_files() -> dict[str, str]:
    """Ask a server of the shipped data for its pages: name of a file to its content."""
    found = {}
    with _served() as connection:
        for name, path in PAGES.items():
            for lang in ("en", "zh"):
                status, _, body = _ask(connection, path, Accept="text/html", Accept_Language=lang)
                found[f"pages/{lang}/{name}.txt"] = f"{status} {path}\n{_settled(text_of(body, frame=name == 'home'))}"
        lines = []
        for path, accept in ADDRESSES:
            status, headers, _ = _ask(connection, path, Accept=accept)
            lines.append(f"{path} ({accept}): {status}\n")
            lines += [f"  {name}: {headers[name]}\n" for name in _HEADERS if headers[name]]
        found["pages/addresses.txt"] = "".join(lines)
        for path in WHOLE:
            found[f"pages/{path[1:].partition('?')[0]}"] = _ask(connection, path)[2].replace("},{", "},\n{")
    return found


def _settled(text: str) -> str:
    for pattern, word in _CHANGING:
        text = pattern.sub(word, text)
    return text


def _ask(connection: http.client.HTTPConnection, path: str, **headers: str) -> tuple[int, http.client.HTTPMessage, str]:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", path, headers={"Host": HOST, "X-Forwarded-Proto": "https", **given})
    answer = connection.getresponse()
    assert answer.status < http.HTTPStatus.INTERNAL_SERVER_ERROR, f"{path} is answered {answer.status}"
    return answer.status, answer.headers, answer.read().decode(errors="replace")


@contextmanager
def _served() -> Iterator[http.client.HTTPConnection]:
    """Run a server of the shipped data, without the document."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("YDKG_", "_YDKG"))}
    command = [sys.executable, "-m", "ydkg", "serve", "--port", "0", "--name", HOST, "--proxy", "127.0.0.1"]
    with subprocess.Popen([*command, "--patience", "600"], env=clean, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr
            told = ""
            while not (place := re.search(r"http://127\.0\.0\.1:(\d+)/", told)):
                line = process.stderr.readline()
                assert line, f"the server did not start: {told}"
                told += line
            # What it writes of each request is read by nobody else, and a pipe that is full would stop it.
            threading.Thread(target=process.stderr.read, daemon=True).start()
            with closing(http.client.HTTPConnection("127.0.0.1", int(place[1]), timeout=60)) as connection:
                yield connection
        finally:
            process.terminate()
            process.wait(60)
