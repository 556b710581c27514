"""The review under its local server: what it says it keeps is on the disk, and two tabs do not collide."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from corridor import AT, write_draft

from ports import free_port
from ydkg.draft.folder import read_decisions, standing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page, Response

    from ydkg.draft.folder import Draft


class Served:
    """A review that is served by a process of its own."""

    def __init__(self, draft: Draft, *words: str) -> None:
        self.draft = draft
        self.file = draft.folder / "decisions.jsonl"
        command = [sys.executable, "-m", "ydkg", "review", str(draft.folder), "--by", "Li Na", *words]
        clean = {name: value for name, value in os.environ.items() if not name.startswith("YDKG_")}
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=clean)
        assert self.process.stderr
        self.address = self.process.stderr.readline().split(" ")[0]
        self.port = urlsplit(self.address).port

    def end(self, how: int = signal.SIGINT) -> int:
        """End the process."""
        self.process.send_signal(how)
        status = self.process.wait(60)
        if self.process.stderr:
            self.process.stderr.close()
        return status

    def ask(
        self, path: str = "decisions", method: str = "POST", body: object = None, **headers: str
    ) -> tuple[int, Any, dict[str, str]]:
        """Send a request as the page does, but for the headers that are given."""
        given = {"Host": f"127.0.0.1:{self.port}", "Origin": f"http://127.0.0.1:{self.port}"} | headers
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        whole = path if path.startswith("/") else urlsplit(self.address).path + path
        connection.request(method, whole, raw, {name: value for name, value in given.items() if value})
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        json_ready = answer.headers["Content-Type"].startswith("application/json")
        return answer.status, json.loads(content) if json_ready else content.decode(), dict(answer.headers)


@pytest.fixture(scope="module")
def undecided(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A draft under `ydkg review` of which nothing is decided, as all that it is sent is refused."""
    review = Served(write_draft(tmp_path_factory.mktemp("undecided") / "draft"), "--port", "0")
    yield review
    assert review.end() == 0


def made(draft: Draft, number: int, decision: str = "accept") -> list[object]:
    """A decision as the page sends it."""
    proposal = draft.proposals[number]
    return [proposal.key, decision, "Li Na", AT, proposal.rule, None]


def test_a_decision_is_in_the_file_when_it_is_answered(served: Served) -> None:
    """Killed behind any answer, all that was answered is there; served again it goes on."""
    for number in range(3):
        status, told, _ = served.ask(body={"seen": number, "decisions": [made(served.draft, number)]})
        assert (status, told) == (200, {"decisions": [made(served.draft, number)], "taken": True})
    served.end(signal.SIGKILL)
    assert [decision.key for decision in read_decisions(served.file).decisions] == [
        proposal.key for proposal in served.draft.proposals[:3]
    ]
    again = Served(served.draft, "--port", "0")
    assert again.ask(body={"seen": 0, "decisions": []})[1]["taken"] is True
    assert len(again.ask(body={"seen": 0, "decisions": []})[1]["decisions"]) == 3
    assert again.end() == 0


def test_whoever_is_behind_gets_the_others_decisions_and_overwrites_none(served: Served) -> None:
    """What others decided stands; what they did not is taken."""
    served.ask(body={"seen": 0, "decisions": [made(served.draft, 0)]})
    status, told, _ = served.ask(body={"seen": 0, "decisions": [made(served.draft, 0, "reject")]})
    assert (status, told) == (200, {"decisions": [made(served.draft, 0)], "taken": False})
    _, told, _ = served.ask(body={"seen": 0, "decisions": [made(served.draft, 1, "reject")]})
    assert told == {"decisions": [made(served.draft, 0), made(served.draft, 1, "reject")], "taken": True}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 421),
        ({"Host": "evil.example:80"}, 421),
        ({"Host": "127.0.0.1:1"}, 421),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": ""}, 403),
        ({"Origin": "https://127.0.0.1"}, 403),
    ],
)
def test_other_pages_and_names_are_refused(undecided: Served, headers: dict[str, str], status: int) -> None:
    """A page of another origin, and a name that was made to lead here, decide nothing."""
    assert undecided.ask(body={"seen": 0, "decisions": [made(undecided.draft, 0)]}, **headers)[0] == status
    assert not undecided.file.exists()


def test_without_the_token_there_is_nothing(undecided: Served) -> None:
    """The address that was said is the only one; and only this machine is listened to."""
    token = urlsplit(undecided.address).path.strip("/")
    assert len(token) >= 32
    for path in ("/", "/decisions", f"/{token[:-1]}/", f"/{token}x/decisions", f"/{'x' * len(token)}/"):
        body = {"seen": 0, "decisions": [made(undecided.draft, 0)]}
        status, content, _ = undecided.ask(path, method="GET" if path.endswith("/") else "POST", body=body)
        assert status == 404
        assert token not in str(content)
    assert undecided.address.startswith("http://127.0.0.1:")


@pytest.mark.parametrize(
    "body",
    [
        b"nothing",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        {"seen": -1, "decisions": []},
        {"seen": True, "decisions": []},
        {"seen": 7, "decisions": []},
        {"decisions": []},
        {"seen": 0, "decisions": [["0" * 64, "accept", "a", AT, "r", None]]},
        {"seen": 0, "decisions": [["x"]]},
        b'{"seen": 0, "decisions": [NaN]}',
        b" " * 5_000_000,
    ],
)
def test_what_is_no_decision_is_refused_in_one_line(undecided: Served, body: object) -> None:
    """Nothing is written, and the server goes on."""
    status, told, _ = undecided.ask(body=body)
    assert status == 400
    assert "\n" not in told["error"]
    assert not undecided.file.exists() or not undecided.file.read_bytes()
    assert undecided.ask(body={"seen": 0, "decisions": []})[0] == 200


def test_a_full_disk_is_said_and_nothing_is_lost(served: Served) -> None:
    """The page is told in one line; what was there stays."""
    resource = pytest.importorskip("resource")
    if not hasattr(resource, "prlimit"):
        pytest.skip("no prlimit on this system")
    served.ask(body={"seen": 0, "decisions": [made(served.draft, 0)]})
    before = served.file.read_bytes()
    limits = resource.prlimit(served.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(served.process.pid, resource.RLIMIT_FSIZE, (len(before) + 10, limits[1]))
    status, told, _ = served.ask(body={"seen": 1, "decisions": [made(served.draft, 1)]})
    assert (status, told["error"]) == (507, f"{served.file}: cannot be written: File too large")
    assert served.file.read_bytes() == before
    resource.prlimit(served.process.pid, resource.RLIMIT_FSIZE, limits)
    assert served.ask(body={"seen": 1, "decisions": [made(served.draft, 1)]})[1]["taken"]


def test_a_port_that_is_taken_is_said(served: Served, ydkg_process: Callable[..., Any]) -> None:
    """One line and exit 2; without --port a free one is taken."""
    done = ydkg_process("review", str(served.draft.folder), "--port", str(served.port))
    assert done.returncode == 2
    assert done.stderr.endswith(f"port {served.port} cannot be had: Address already in use; give another --port\n")


@pytest.fixture
def tab(browser: Browser) -> Iterator[Callable[[Served], Page]]:
    """Open the review in a tab; whatever the browser complains of fails the test."""
    complaints: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB")

    def go(served: Served) -> Page:
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda box: box.accept())
        page.goto(served.address)
        page.wait_for_selector("html[data-ready]")
        return page

    yield go
    context.close()
    assert complaints == []


def counts(page: Page, start: str) -> None:
    """Wait until the page counts so."""
    page.locator("#counts", has_text=start).wait_for()


def saved(page: Page) -> None:
    """Wait until the server has all that the page has: what is on its way to it is kept in the browser until then."""
    page.wait_for_function("() => Object.values(localStorage).every((kept) => !kept)")


def decides(answer: Response) -> bool:
    """Tell whether something was decided by what is answered; pages ask again and again what others decided."""
    return answer.ok and bool((answer.request.post_data_json or {}).get("decisions"))


@pytest.mark.browser
def test_two_tabs_do_not_overwrite_each_other(served: Served, tab: Callable[[Served], Page]) -> None:
    """A tab that is behind is told, goes on from what the other decided, and both see the same in the end."""
    one, other = tab(served), tab(served)
    # A tab that nobody sees does not ask by itself, so that it is behind.
    other.evaluate("Object.defineProperty(document, 'hidden', { value: true, configurable: true })")
    with one.expect_response(decides):
        one.keyboard.press("Enter")
    other.keyboard.press("r")
    counts(one, "1 of 10 decided: 1 accepted")
    counts(other, "1 of 10 decided: 1 accepted")
    other.evaluate("delete document.hidden")
    other.keyboard.press("r")
    counts(one, "2 of 10 decided: 1 accepted, 0 changed, 1 rejected")
    one.keyboard.press("v")
    counts(other, "10 of 10 decided: 9 accepted, 0 changed, 1 rejected")
    stand = standing(read_decisions(served.file).decisions)
    assert sorted(decision.decision for decision in stand.values()) == ["accept"] * 9 + ["reject"]


@pytest.mark.browser
def test_killed_while_a_person_decides_nothing_is_lost(draft: Draft, tab: Callable[[Served], Page]) -> None:
    """What was decided while the server was gone is kept by the page, said to be unsaved, and saved when it is back."""
    served = Served(draft, "--port", str(free_port()))
    page = tab(served)
    page.keyboard.press("Enter")
    counts(page, "1 of 10")
    saved(page)
    served.end(signal.SIGKILL)
    page.keyboard.press("Enter")
    page.keyboard.press("r")
    page.get_by_text("Not saved yet").wait_for()
    again = Served(draft, "--port", str(served.port))
    page.close()
    back = tab(again)
    counts(back, "3 of 10 decided: 2 accepted, 0 changed, 1 rejected")
    saved(back)
    assert again.end() == 0
    assert len(read_decisions(again.file).decisions) == 3
