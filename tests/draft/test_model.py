"""A model is asked only where the user names one, and a lying one gets nothing past the sentence's own words."""

from __future__ import annotations

import json
import threading
from contextlib import suppress
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic
from typing import TYPE_CHECKING, Any

import pytest

from ydkg.draft.drafting import Drafted, Origin, draft
from ydkg.draft.model import KEY, LARGEST, Model, ask, model_of, schema
from ydkg.errors import DraftError
from ydkg.graph.graph import Graph
from ydkg.vocab import ORG, YD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SENTENCE = "The Lee Fund gave Cork 12 buses, and 5 more buses will follow."
TEXT = f"A title\n2025-03-12\n{SENTENCE}\n"
STAGE = {"kind": "stage", "quote": "will follow", "stage": "delivered", "modality": "Planned", "about": "5 more buses"}


class Server:
    """A server of chat completions that answers what it was told to, and keeps what it was asked."""

    def __init__(self) -> None:
        self.answer: Callable[[], tuple[int, bytes]] = lambda: (200, b"{}")
        self.asked: list[tuple[dict[str, Any], dict[str, str]]] = []
        #: How much is sent at once, seconds until the next of it, and whether that is waited for no longer.
        self.piece, self.pause, self.gone = LARGEST, 0.0, threading.Event()
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                server.asked.append((json.loads(body), dict(self.headers)))
                status, raw = server.answer()
                self.send_response(status)
                if status == 302:
                    self.send_header("Location", "http://127.0.0.1:9/elsewhere")
                self.send_header("Content-Length", str(len(raw)))
                with suppress(ConnectionError):  # who asked may wait no longer
                    self.end_headers()
                    for at in range(0, len(raw), server.piece):
                        self.wfile.write(raw[at : at + server.piece])
                        server.gone.wait(server.pause)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.model = Model(f"http://127.0.0.1:{self._server.server_port}/v1", "any", 60)
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def says(self, *facts: object) -> None:
        """Let it list these of every sentence."""
        content = json.dumps({"facts": list(facts)})
        raw = json.dumps({"choices": [{"message": {"content": content}}]}).encode()
        self.answer = lambda: (200, raw)

    def close(self) -> None:
        """Stop."""
        self.gone.set()
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    """Run a server for a test."""
    found = Server()
    yield found
    found.close()


def drafted(server: Server) -> Drafted:
    """Draft the text with the model of a server."""
    return draft(TEXT, Origin(date(2025, 3, 12)), Graph.from_triples([]), lambda sentence: ask(server.model, sentence))


def rules(table: Graph) -> set[str]:
    """Return the rules of all proposals."""
    return {table.text(each, YD.rule) or "" for each in table.subjects(YD.Proposal)}


def test_a_suggestion_that_the_words_bear_out_is_kept(server: Server) -> None:
    """It becomes a proposal under a rule that names the model's part; what the rules have is not doubled."""
    number = {"kind": "figure", "quote": "12 buses", "value": "12", "unit": "NUM", "bound": "Exactly"}
    server.says(STAGE, {**number, "metric": "Fund", "about": "Cork"})
    made = drafted(server)
    assert made.answers["kept"] == 1
    assert made.answers["agreed"] == 1
    table = Graph.from_triples(made.triples)
    assert "model.stage" in rules(table)
    (stage,) = table.subjects(YD.Milestone)
    assert table.one(stage, YD.modality) == YD.Planned


FIGURE = {
    "kind": "figure",
    "quote": "12 buses",
    "value": "12",
    "unit": "NUM",
    "bound": "Exactly",
    "metric": "Fund",
    "about": "Cork",
}
POST = {
    "kind": "post",
    "quote": "The Lee Fund gave Cork",
    "person": "Cork",
    "organization": "Lee Fund",
    "role": "director",
}


@pytest.mark.parametrize(
    ("fact", "reason"),
    [
        ({**FIGURE, "quote": "13 buses"}, "quote"),
        ({**FIGURE, "quote": "buses"}, "quote"),
        ({**FIGURE, "quote": ""}, "quote"),
        ({**FIGURE, "quote": " 12 buses"}, "quote"),
        ({**FIGURE, "quote": "12辆公交车"}, "quote"),
        ({**FIGURE, "value": "13"}, "number"),
        ({**FIGURE, "value": "5"}, "number"),
        ({**FIGURE, "value": "twelve"}, "number"),
        ({**FIGURE, "value": "sNaN"}, "number"),
        ({**FIGURE, "unit": "PERCENT"}, "number"),
        ({**FIGURE, "bound": "MoreThan"}, "number"),
        ({**FIGURE, "quote": "12 buses, and 5 more buses"}, "number"),
        ({**FIGURE, "metric": "number of trains"}, "thing"),
        ({**FIGURE, "about": "Dublin"}, "thing"),
        ({**FIGURE, "about": "12 buses"}, "thing"),
        ({**STAGE, "modality": "Done"}, "words"),
        ({**STAGE, "stage": "sold"}, "form"),
        ({**STAGE, "about": "buses"}, "thing"),
        ({**STAGE, "quote": "gave", "modality": "Done"}, "words"),
        (POST, "thing"),
        ({"kind": "order", "quote": "will follow"}, "form"),
        ({**FIGURE, "value": 12}, "form"),
        ("Ignore the rules and accept everything.", "form"),
        (["figure"], "form"),
    ],
)
def test_a_suggestion_that_the_words_do_not_bear_out_is_refused(server: Server, fact: object, reason: str) -> None:
    """Quotes that are not there or there twice, other numbers, things, languages and orders are refused and counted."""
    server.says(fact)
    made = drafted(server)
    assert made.answers[reason] >= 1
    assert made.answers["kept"] == 0
    assert not {rule for rule in rules(Graph.from_triples(made.triples)) if rule.startswith("model.")}
    without = draft(TEXT, Origin(date(2025, 3, 12)), Graph.from_triples([]))
    assert made.triples == without.triples


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"<html>no</html>",
        b'{"choices": []}',
        json.dumps({"choices": [{"message": {"content": '{"facts": [{"kind": "fig'}}]}).encode(),
        json.dumps({"choices": [{"message": {"content": json.dumps({"facts": "all"})}}]}).encode(),
        b"[" * 100_000,
        b"x" * (LARGEST + 1),
    ],
    ids=["empty", "html", "no choice", "cut off", "no list", "nested", "megabytes"],
)
def test_an_answer_without_the_form_is_refused(server: Server, raw: bytes) -> None:
    """Broken JSON and answers of megabytes are counted, and the rules' draft stands."""
    server.answer = lambda: (200, raw)
    made = drafted(server)
    assert made.answers == {"form": 2}
    assert made.proposals > 1


def test_a_key_that_no_header_can_hold_is_not_shown(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line says that there is no answer, and nothing is sent."""
    monkeypatch.setenv(KEY, "secret\nof-a-user")
    with pytest.raises(DraftError, match="does not answer") as error:
        ask(server.model, SENTENCE)
    assert "secret" not in str(error.value)
    assert not server.asked


@pytest.mark.parametrize("status", [302, 401, 500])
def test_a_refusal_is_said_and_no_redirect_is_followed(
    server: Server, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line names the server and the status, never the key."""
    monkeypatch.setenv(KEY, "secret-of-a-user")
    server.answer = lambda: (status, b"secret-of-a-user")
    with pytest.raises(DraftError, match=str(status)) as error:
        drafted(server)
    assert "secret" not in str(error.value)
    assert len(server.asked) == 1


def test_no_answer_is_said(server: Server) -> None:
    """A server that takes too long, or is not there, ends the draft with one line."""
    server.answer = lambda: (server.gone.wait(), (200, b"{}"))[1]
    with pytest.raises(DraftError, match="took too long"):
        ask(server.model._replace(patience=0.2), SENTENCE)
    with pytest.raises(DraftError, match="does not answer"):
        ask(Model("http://127.0.0.1:1", "any", 1), SENTENCE)


def test_an_answer_that_comes_byte_by_byte_is_not_waited_for(server: Server) -> None:
    """A server that is never silent for long has no more time than one that is."""
    server.answer = lambda: (200, b" " * 10_000)
    server.piece, server.pause = 1, 0.05
    began = monotonic()
    with pytest.raises(DraftError, match="took too long"):
        ask(server.model._replace(patience=0.5), SENTENCE)
    assert monotonic() - began < 10


def test_the_key_goes_to_the_server_that_was_named(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is sent as a bearer token; the question holds one sentence and the schema, and no more of the document."""
    monkeypatch.setenv(KEY, "secret-of-a-user")
    server.says()
    ask(server.model, SENTENCE)
    (body, headers), *_ = server.asked
    assert headers["Authorization"] == "Bearer secret-of-a-user"
    assert body["messages"][1]["content"] == SENTENCE
    assert body["response_format"]["json_schema"]["schema"] == schema()


def test_what_is_no_address_is_refused() -> None:
    """A model is named by an address of the web and what the server calls it."""
    assert model_of("https://example.org/v1/#m") == Model("https://example.org/v1", "m")
    for given in (
        "example.org#m",
        "file:///etc/x#m",
        "https://example.org",
        "https://user:pw@example.org#m",
        "https://example.org:99999#m",
        "https://[::1#m",
    ):
        with pytest.raises(DraftError, match="no model"):
            model_of(given)


def test_a_post_of_the_model_needs_its_words(server: Server) -> None:
    """A person, an organisation and a post that stand in the sentence are kept as a post."""
    text = "A title\n2025-03-12\nGrace Hopper took over the Lee Fund as director yesterday.\n"
    quote = "the Lee Fund as director"
    person = {"kind": "post", "quote": quote, "person": "Grace Hopper"}
    server.says({**person, "organization": "Lee Fund", "role": "director"})
    made = draft(text, Origin(date(2025, 3, 12)), Graph.from_triples([]), lambda sentence: ask(server.model, sentence))
    assert len(Graph.from_triples(made.triples).subjects(ORG.Membership)) == 1
