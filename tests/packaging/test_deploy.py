"""What stands in `deploy/` fits the program: container, unit, guide, and where addresses lead."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ydkg.explorer.page import build
from ydkg.graph.turtle import read_turtle

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
CONTAINER, GUIDE = DEPLOY / "Containerfile", DEPLOY / "README.md"
UNIT = DEPLOY / "ydkg.service"


def offered() -> set[str]:
    """Give the options that `ydkg serve --help` names."""
    run = subprocess.run(
        [sys.executable, "-m", "ydkg", "serve", "--help"],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(ROOT / "src"), "COLUMNS": "200"},
    )
    return set(re.findall(r"^\s+(--[a-z-]+)", run.stdout, re.MULTILINE))


def test_options_that_are_used_exist() -> None:
    """The container calls `ydkg serve` with options that it has."""
    found = re.search(r'^ENTRYPOINT \["[^"]+/ydkg", (.*)\]$', CONTAINER.read_text(encoding="utf-8"), re.MULTILINE)
    assert found
    words = [word.strip('"') for word in found[1].split(", ")]
    options = {word for word in words if word.startswith("--")}
    assert words[0] == "serve"
    assert options
    assert options <= offered()


def test_options_that_are_told_of_exist() -> None:
    """The guide names no option of the server that it does not have."""
    told = set(re.findall(r"`(--[a-z-]+)", GUIDE.read_text(encoding="utf-8")))
    assert {"--name", "--proxy", "--reload"} <= told
    assert told <= offered()


def test_the_limits_that_are_told_are_those_that_hold() -> None:
    """Figures of the guide's table are the program's own."""
    from ydkg.server.connection.rules import BODY, FIELDS, HEAD, PIPELINED, TARGET, rules_of
    from ydkg.server.settings import Settings

    text, settings = GUIDE.read_text(encoding="utf-8"), Settings()
    rules = rules_of(settings)
    told = [
        f"a query's time | {settings.time_limit:g} s",
        f"beyond the graph's | {settings.memory_limit >> 20} MB",
        f"an answer | {settings.result_limit >> 20} MB",
        f"of one client | {settings.queue}, {settings.queue_per_client}",
        f"worker processes | {settings.workers}",
        f"an address | {TARGET >> 10} kB",
        f"head | {HEAD >> 10} kB, {FIELDS} fields",
        f"body | {BODY >> 20} MB",
        f"between requests | {settings.patience:g} s each",
        f"connections | {settings.connections};",
        f"of one address that is no proxy's | {rules.connections_of_one},",
        f"ahead on a connection | {PIPELINED} ",
    ]
    assert [line for line in told if line not in text] == []


def test_the_unit_is_sound(tmp_path: Path) -> None:
    """Systemd itself finds nothing wrong with the unit."""
    verify = shutil.which("systemd-analyze")
    if not verify:
        pytest.skip("needs systemd-analyze")
    path = tmp_path / "ydkg.service"
    text = UNIT.read_text(encoding="utf-8").replace("/usr/local/lib/ydkg/bin/ydkg", sys.executable)
    path.write_text(text, encoding="utf-8")
    run = subprocess.run([verify, "verify", "--man=no", str(path)], capture_output=True, text=True, check=False)
    assert (run.returncode, [line for line in run.stderr.splitlines() if path.name in line]) == (0, [])


def test_the_unit_calls_the_program_as_it_is() -> None:
    """The unit calls `ydkg serve` with options that it has, and leaves it time and memory for its own bounds."""
    from ydkg.server.settings import Settings

    text, settings = UNIT.read_text(encoding="utf-8"), Settings()
    [words] = re.findall(r"^ExecStart=\S+/ydkg serve (.*)$", text, re.MULTILINE)
    assert set(re.findall(r"--[a-z-]+", words)) <= offered()
    [seconds] = re.findall(r"^TimeoutStopSec=(\d+)$", text, re.MULTILINE)
    assert int(seconds) > settings.time_limit + 5
    [megabytes] = re.findall(r"^MemoryMax=(\d+)M$", text, re.MULTILINE)
    assert int(megabytes) << 20 > settings.workers * settings.memory_limit + 2 * settings.job_memory_limit


@pytest.mark.parametrize(
    "line",
    [
        *("NoNewPrivileges=yes", "DynamicUser=yes", "ProtectSystem=strict", "ProtectHome=yes"),
        *("CapabilityBoundingSet=", "KillMode=mixed", "OOMPolicy=continue", "MemoryDenyWriteExecute=yes"),
    ],
)
def test_the_unit_is_fenced_in(line: str) -> None:
    """The service may do no more than it needs."""
    assert line in UNIT.read_text(encoding="utf-8").splitlines()


def test_the_container_does_not_run_as_root() -> None:
    """The last user of the image is not the administrator, and the program says itself how it is."""
    text = CONTAINER.read_text(encoding="utf-8")
    assert re.findall(r"^USER (\S+)$", text, re.MULTILINE)[-1:] == ["ydkg"]
    assert "HEALTHCHECK" in text
    assert "/healthz" in text


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
