"""The text of every kind of page of the site, in both languages, and what addresses answer that have no page."""

from __future__ import annotations

import http
import http.client
import json
import os
import re
import subprocess
import sys
import threading
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote

from reading import head_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

#: A name of its own, so that no port is told.
HOST = "delta.example.org"
_POSTS = "people/posts_of_a_person"
#: File -> addresses of pages. Of things there is one of each family, of records one of each class.
PAGES = {
    "site": ("/", "/download"),
    "lists": (
        *("/things", "/things?kind=infrastructure", "/things?kind=railway+line&sort=-name&q=high"),
        *("/metrics", "/milestones"),
    ),
    "search": ("/search?q=shanghai", "/search?q=%E4%B8%8A%E6%B5%B7", "/search?q=zzzz", "/search"),
    "ontology": ("/ontology",),
    "workbench": (
        "/workbench",
        f"/workbench?question={_POSTS}",
        *(
            f"/workbench?query={quote(query)}"
            for query in (
                "SELECT ?m WHERE { ?m a yd:Metric } ORDER BY ?m LIMIT 3",
                "ASK { ?m a yd:Metric }",
                "CONSTRUCT WHERE { ydr:gu-jun rdfs:label ?l }",
                "SELECT * { ?s ?p",
            )
        ),
    ),
    "questions": (
        *("/questions", "/questions/checks", "/questions?q=opening"),
        *(
            f"/questions/{name}"
            for name in (
                *(_POSTS, "metrics/against_target", "metrics/changes_since_2018", "metrics/all_figures"),
                *("metrics/rankings", "infrastructure/what_connects", "infrastructure/planned_to_open"),
                *("progress/milestones_of_a_thing", "sources/what_is_stated_at", "lacking/plans_without_years"),
                "checks/planned_as_done",
            )
        ),
    ),
    "errors": (
        *("/no/such/page", "/questions/people/no_such_question", f"/questions/{_POSTS}?person=Gu+Jnu"),
        *("/download/word.docx", "/things?lang=xx", "/metrics.docx", "/id/gu-jnu.html"),
    ),
    "things": tuple(
        f"/id/{name}.html"
        for name in (
            *("yangtze-river-delta-regional-cooperation-office", "three-provinces-and-one-municipality"),
            *("yangtze-river-delta-collaborative-advantage-industry-fund", "three-year-action-plan-phase-3"),
            *("media-briefing-20241204", "shanghai-suzhou-huzhou-high-speed-railway"),
            *("nev-charging-and-swapping-network", "yangtze-river-delta", "shanghai", "infrastructure-connectivity"),
            *("sets-of-regional-standards", "gu-jun", "metric-travel-time", "metric-vehicle-to-pile-ratio"),
        )
    ),
    "records": tuple(
        f"/id/{name}.html"
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
    ),
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
    ("/ontology/0.1.0", "text/html"),
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
    ("/reconcile", "*/*"),
    ("/reconcile/flyout?id=hefei", "*/*"),
    ("/reconcile/preview?id=hefei", "*/*"),
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
    ("/static/tokens.css", "*/*"),
    ("/coverage", "*/*"),
    ("/coverage.csv?table=facts", "*/*"),
    ("/static/page.js", "*/*"),
    ("/static/proof.js", "*/*"),
    ("/static/texts.js", "*/*"),
    ("/static/no.css", "*/*"),
    ("/healthz", "*/*"),
    ("/-/ready", "*/*"),
    ("/-/metrics", "*/*"),
    ("/questions/people/posts_of_a_person.rq", "*/*"),
    ("/questions/people/posts_of_a_person.json", "*/*"),
    ("/questions/people/posts_of_a_person.xlsx", "*/*"),
    ("/questions/people/posts_of_a_person.docx", "*/*"),
    ("/questions/people/posts_of_a_person.csv?person=Gu+Jnu", "*/*"),
    ("/sparql?query=SELECT", "*/*"),
    ("/sparql?query=ASK{}&query=ASK{}", "*/*"),
    ("/sparql?query=ASK{}", "image/png"),
    ("/sparql?query=SELECT", "application/problem+json"),
]
#: Addresses whose whole answer is held.
WHOLE = (
    *("/robots.txt", "/sitemap.xml", "/opensearch.xml", "/search.json?q=hefei"),
    *("/labels?iri=https://w3id.org/ydkg/id/gu-jun", "/id/gu-jun.json"),
    *("/reconcile/properties?type=yd:City&limit=3", "/reconcile/suggest/entity?prefix=hef"),
)
#: A query is sent, and its terms that there are not are told.
UNKNOWN = ("/workbench/unknown.json", "SELECT * { ?s yd:metrik ?m }")
#: Tables as files, in each language: their lines, their digest and the first of them.
SHEETS = (
    *("/things.csv", "/things.csv?kind=infrastructure", "/metrics.csv", "/milestones.csv", "/search.csv?q=shanghai"),
    *("/questions.csv", "/questions/checks.csv", "/id/gu-jun.csv"),
    *("/questions/people/posts_of_a_person.csv", "/questions/people/posts_of_a_person.csv?for=excel"),
)
#: The calls of an assistant, by the Model Context Protocol: a tool, and what it is given.
TOOLS: dict[str, tuple[str, dict[str, object]]] = {
    "find": ("find", {"words": "opening of lines"}),
    "questions": ("questions", {"theme": "people"}),
    "ask": ("ask", {"name": "people/posts_of_a_person"}),
    "about": ("about", {"thing": "Gu Jun"}),
    "passage": ("passage", {"sentence": 3}),
    "coverage": ("coverage", {}),
    "coverage_of_a_thing": ("coverage", {"thing": "Hefei"}),
    "sparql": ("sparql", {"query": "SELECT ?m { ?m a yd:Metric } ORDER BY ?m LIMIT 3"}),
    "wrong_thing": ("about", {"thing": "Gu Jnu"}),
    "wrong_query": ("sparql", {"query": "SELECT * { ?s ?p"}),
    "wrong_tool": ("abuot", {}),
}
_HEADERS = ("Content-Type", "Location", "Link", "Content-Disposition", "Content-Location", "Cache-Control", "Vary")
# What differs from run to run, and from state to state of the graph: seconds, the state's digest.
_CHANGING = [
    (re.compile(r"<?\b\d+(\.\d+)?( m?s\b|毫?秒)"), "TIME"),
    (re.compile(r"(state |状态 )[0-9a-f]{8,}"), r"\1DIGEST"),
]


def page_files() -> dict[str, str]:
    """Ask a server of the shipped data for its pages: file and heading, the address, to what was answered."""
    found = {}
    with _served() as connection:
        for lang in ("en", "zh"):
            for file, path in ((file, path) for file, paths in PAGES.items() for path in paths):
                status, _, body = _ask(connection, path, Accept="text/html", Accept_Language=lang)
                found[f"pages/{lang}/{file}.txt {path}"] = f"{status}\n{_settled(text_of(body, frame=path == '/'))}"
            for path in SHEETS:
                found[f"pages/{lang}/sheets.txt {path}"] = head_of(_ask(connection, path, Accept_Language=lang)[2])
            for name, (tool, given) in TOOLS.items():
                params = {"name": tool, "arguments": {**given, "lang": lang}}
                found[f"pages/{lang}/assistant.txt {name}"] = _called(connection, "tools/call", params)
        for path, accept in ADDRESSES:
            status, headers, body = _ask(connection, path, Accept=accept)
            lines = [f"{status}\n", *(f"  {name}: {headers[name]}\n" for name in _HEADERS if headers[name])]
            if status >= http.HTTPStatus.BAD_REQUEST and headers.get_content_type() != "text/html":
                lines.append(f"  {body.rstrip()}\n")
            found[f"pages/addresses.txt {path} ({accept})"] = "".join(lines)
        whole = {path: _ask(connection, path)[2] for path in WHOLE}
        asked = {"Accept": "application/json", "Content_Type": "application/sparql-query"}
        whole[UNKNOWN[0]] = _ask(connection, *UNKNOWN, **asked)[2]
        for path, body in whole.items():
            found[f"pages/whole.txt {path}"] = body.replace("},{", "},\n{").rstrip("\n") + "\n"
        found["pages/assistant.json"] = _called(connection, "tools/list", {})
    return found


def _called(connection: http.client.HTTPConnection, method: str, params: dict[str, object]) -> str:
    """Call a method of the assistants' protocol: the text that it gives, and all else as JSON."""
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params})
    accept = "application/json, text/event-stream"
    answer = json.loads(_ask(connection, "/mcp", body, Accept=accept, Content_Type="application/json")[2])
    content = answer.get("result", {}).get("content", ())
    return "".join(f"{part['text']}\n" for part in content) or json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


def _settled(text: str) -> str:
    for pattern, word in _CHANGING:
        text = pattern.sub(word, text)
    return text


def _ask(
    connection: http.client.HTTPConnection, path: str, body: str = "", **headers: str
) -> tuple[int, http.client.HTTPMessage, str]:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    sent = {"Host": HOST, "X-Forwarded-Proto": "https", **given}
    connection.request("POST" if body else "GET", path, body or None, sent)
    answer = connection.getresponse()
    assert answer.status < http.HTTPStatus.INTERNAL_SERVER_ERROR, f"{path} is answered {answer.status}"
    return answer.status, answer.headers, answer.read().decode(errors="replace")


#: A server that waits long for its clients.
PATIENT = """
from ydkg.cli import main
from ydkg.server.settings import Settings
Settings.__new__.__defaults__ = tuple((Settings._field_defaults | {"patience": 600.0}).values())
main()
"""


@contextmanager
def _served() -> Iterator[http.client.HTTPConnection]:
    """Run a server of the shipped data, without the document."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("YDKG_", "_YDKG"))}
    command = [sys.executable, "-c", PATIENT, "serve", "--port", "0", "--name", HOST, "--proxy", "127.0.0.1", "--mcp"]
    with subprocess.Popen(command, env=clean, stderr=subprocess.PIPE, text=True) as process:
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
