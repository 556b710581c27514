"""The server behind the proxies that its deployment names, with their settings as they are in `deploy/`."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ports import free_port

from .conftest import PATIENCE, eventually

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .conftest import Launch, Running

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
HOST = "graph.example.org"
NGINX = """daemon off; pid {folder}/pid; error_log stderr; worker_processes 1; events {{}}
http {{
    access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


@pytest.fixture(scope="module")
def behind(launch: Launch) -> Iterator[Running]:
    """A server that knows its name and believes a proxy on this machine."""
    with launch("--name", HOST, "--proxy", "127.0.0.1") as server:
        eventually(lambda: server.ask("/-/ready")[0] == 200, "pages are made")
        yield server


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def proxy(request: pytest.FixtureRequest, behind: Running, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a proxy that runs with the settings of its file."""
    program = shutil.which(request.param, path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        pytest.skip(f"{request.param} is not installed")
    folder = tmp_path_factory.mktemp(request.param)
    port = free_port()
    upstream = behind.address.removeprefix("http://")
    if request.param == "nginx":
        site = (DEPLOY / "nginx.conf").read_text("utf-8").replace("listen 80;", f"listen 127.0.0.1:{port};")
        (folder / "nginx.conf").write_text(NGINX.format(folder=folder), "utf-8")
        (folder / "site.conf").write_text(site.replace("127.0.0.1:8000", upstream), "utf-8")
        words = [program, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    else:
        site = (DEPLOY / "Caddyfile").read_text("utf-8").replace(f"{HOST} {{", f"http://{HOST}:{port} {{")
        settings = "{\n\tadmin off\n}\n" + site.replace("127.0.0.1:8000", upstream)
        (folder / "Caddyfile").write_text(settings, "utf-8")
        words = [program, "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
    with subprocess.Popen(words, stderr=subprocess.DEVNULL, env={"HOME": str(folder), "PATH": "/usr/bin"}) as process:
        try:
            eventually(lambda: _listens(port), f"{request.param} listens")
            yield port
        finally:
            process.terminate()


def _listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


def _ask(port: int, path: str, method: str = "GET", body: str | None = None, **headers: str) -> tuple[int, bytes]:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        link.request(method, path, body, {"Host": HOST, **named})
        answer = link.getresponse()
        return answer.status, answer.read()
    finally:
        link.close()


def test_pages_and_queries_pass_a_proxy(proxy: int) -> None:
    """Pages name the host that was asked, queries by GET and POST are answered, and what is too large is refused."""
    status, body = _ask(proxy, "/robots.txt")
    assert (status, f"http://{HOST}/sitemap.xml" in body.decode()) == (200, True)
    form = {"Content_Type": "application/x-www-form-urlencoded", "Accept": "text/csv"}
    for answer in (
        _ask(proxy, "/sparql?query=SELECT+(1+AS+%3Fn)+%7B%7D", Accept="text/csv"),
        _ask(proxy, "/sparql", "POST", "query=SELECT+(1+AS+%3Fn)+%7B%7D", **form),
    ):
        assert answer == (200, b"n\r\n1\r\n")
    with suppress(ConnectionError):
        assert _ask(proxy, "/sparql", "POST", f"query={'x' * 2_000_000}", **form)[0] == 413


def test_the_site_lies_below_a_path_of_a_proxy(proxy: int) -> None:
    """Below the path pages link below it; a client's own word on the path is not heard."""
    status, body = _ask(proxy, "/graphs/delta/", Accept="text/html")
    assert (status, b'href="/graphs/delta/things"' in body) == (200, True)
    status, body = _ask(proxy, "/", Accept="text/html", X_Forwarded_Prefix="/elsewhere")
    assert (status, b'href="/things"' in body) == (200, True)


def test_clients_are_told_apart_behind_a_proxy(proxy: int, behind: Running) -> None:
    """The log has the client's address as the proxy saw it, not the one that a client gives itself."""
    _ask(proxy, f"/healthz?mark={proxy}", X_Forwarded_For="203.0.113.9")
    eventually(lambda: any(f"mark={proxy}" in line for line in behind.lines), "the request is written down")
    line = next(line for line in behind.lines if f"mark={proxy}" in line)
    assert '"client":"127.0.0.1"' in line
