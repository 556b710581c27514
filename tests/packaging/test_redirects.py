"""The permanent addresses of w3id.org lead to where the files are, by what a client asks for."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ydkg.explorer.page import build
from ydkg.graph.turtle import read_turtle

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[2]
HTACCESS = ROOT / "deploy" / "w3id" / "ydkg" / ".htaccess"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
RDFLIB = "text/turtle, application/x-turtle, */*;q=0.1"
PROTEGE = "application/rdf+xml, application/xml; q=0.7, text/xml; q=0.6, text/plain; q=0.1, */*; q=0.09"


def redirect(path: str, accept: str) -> str | None:
    """Follow the rules as Apache does, as far as these rules go: a condition is the next rule's, a match ends it."""
    environment: dict[str, str] = {}
    conditions: list[str] = []
    for line in HTACCESS.read_text(encoding="utf-8").splitlines():
        if match := re.fullmatch(r"RewriteCond %\{HTTP_ACCEPT\} (\S+) \[NC\]", line):
            conditions.append(match[1])
        elif match := re.fullmatch(r"RewriteRule (\S+) (\S+) \[(\S+)\]", line):
            pattern, target, flags = match.groups()
            held = all(re.search(condition, accept, re.IGNORECASE) for condition in conditions)
            conditions = []
            found = re.search(pattern, path)
            if not (held and found):
                continue
            environment |= dict(flag[2:].split(":", 1) for flag in flags.split(",") if flag.startswith("E="))
            if target != "-":
                assert "R=303" in flags.split(",")
                assert "#" not in target or "NE" in flags.split(","), "without NE, Apache escapes the fragment's sign"
                for name, value in environment.items():
                    target = target.replace(f"%{{ENV:{name}}}", value)
                return found.expand(target.replace("$", "\\"))
        else:
            assert not line or line.startswith(("#", "Options", "RewriteEngine")), (
                f"a line this test cannot read: {line}"
            )
    return None


def host() -> str:
    """Read the address that the maintainers set."""
    return re.findall(r"^RewriteRule \^ - \[E=HOST:(\S+)\]$", HTACCESS.read_text(encoding="utf-8"), re.MULTILINE)[0]


@pytest.mark.parametrize(
    ("path", "accept", "target"),
    [
        ("ontology", BROWSER, "/ontology/"),
        ("ontology", "", "/ontology/"),
        ("ontology", RDFLIB, "/ontology/ydkg.ttl"),
        ("ontology", PROTEGE, "/ontology/ydkg.ttl"),
        ("ontology/", RDFLIB, "/ontology/ydkg.ttl"),
        ("ontology/0.1.0", RDFLIB, "/releases/0.1.0/ontology/ydkg.ttl"),
        ("shapes/milestone", RDFLIB, "/ontology/shapes/milestone.ttl"),
        ("id/gu-jun", BROWSER, "/network.html#thing=gu-jun"),
        ("id/gu-jun", RDFLIB, "/data/triples.ttl"),
        ("id/passage-release-20241204-0-10", PROTEGE, "/data/triples.ttl"),
        ("graph/release", RDFLIB, "/data/triples.ttl"),
        ("graph/reference", BROWSER, "/data/reference.ttl"),
        ("graph/names", RDFLIB, "/data/names.zh.ttl"),
        ("files/docs/network.jpg", BROWSER, "/docs/network.jpg"),
        ("", BROWSER, "/"),
    ],
)
def test_an_address_leads_to_what_a_client_asks_for(path: str, accept: str, target: str) -> None:
    """Turtle goes to those who ask for RDF, and a page to everybody else."""
    assert redirect(path, accept) == host() + target


@pytest.mark.browser
def test_a_things_address_shows_the_thing(browser: Browser, tmp_path: Path) -> None:
    """The page that a browser is led to opens with the thing chosen, whose address it was."""
    (tmp_path / "network.html").write_text(build(read_turtle(ROOT / "data" / "triples.ttl")), encoding="utf-8")
    target = redirect("id/gu-jun", BROWSER)
    assert target
    page = browser.new_page()
    page.goto(target.replace(host(), tmp_path.as_uri()))
    page.wait_for_selector("html[data-ready]")
    assert page.locator("#panel-title").inner_text() == "Gu Jun"
    page.close()


@pytest.mark.parametrize(
    "path", ["id/", "id/Gu-Jun", "id/../secret", "ontologyx", "graph/other", "files/../secret", "other"]
)
def test_an_unknown_address_leads_nowhere(path: str) -> None:
    """What is no address of ours is not sent on."""
    assert redirect(path, BROWSER) is None


def test_the_host_is_set_once() -> None:
    """Whoever publishes the files elsewhere changes one line."""
    assert HTACCESS.read_text(encoding="utf-8").count(host()) == 1
    assert re.fullmatch(r"https://[a-z0-9.-]+(/[a-z0-9.-]+)*", host())


def test_the_redirects_serve_the_namespaces_of_the_data() -> None:
    """Ontology and identifiers stand where the data says that they stand."""
    from ydkg.vocab import PREFIXES

    assert PREFIXES["yd"] == "https://w3id.org/ydkg/ontology#"
    assert PREFIXES["ydr"] == "https://w3id.org/ydkg/id/"
