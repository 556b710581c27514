"""Search by name in both languages, and where pages lead on: questions in own words, what can be asked of a thing."""

from __future__ import annotations

import asyncio
import json
import pickle
import re
import subprocess
import sys
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from ydkg.errors import OverloadError
from ydkg.graph.questions import is_check, names
from ydkg.server.dataset import open_dataset, settled
from ydkg.server.questions.onward import onward
from ydkg.server.settings import Settings
from ydkg.server.site import Site
from ydkg.server.workers import Done
from ydkg.vocab import ydr

if TYPE_CHECKING:
    from conftest import Ask


def test_search_answers_json_to_those_who_want_it(ask: Ask) -> None:
    """`/search.json` always does, `/search` does by `Accept`; both tell the same, and say what they depend on."""
    by_path = ask("/search.json?q=hefei")
    by_header = ask("/search?q=hefei", Accept="application/json")
    assert by_path.body == by_header.body
    assert by_path.headers["Content-Type"] == "application/json"
    assert by_header.headers["Vary"].startswith("Accept")
    told = json.loads(by_path.body)
    assert told["query"] == "hefei"
    assert told["total"] == len(told["hits"])
    assert told["hits"][0] == {
        "iri": "https://w3id.org/ydkg/id/hefei",
        "page": "/id/hefei",
        "label": "Hefei",
        "labelZh": told["hits"][0]["labelZh"],
        "found": "Hefei",
        "kind": "city",
        "kindZh": "城市",
        "family": "place",
    }
    assert told["hits"][0]["labelZh"].startswith("合肥")


def test_json_tells_no_more_than_a_list_can_show(ask: Ask) -> None:
    """Where many things fit, twelve are told, and how many there are; nothing found is no error."""
    told = json.loads(ask("/search.json?q=a").body)
    assert len(told["hits"]) == 12
    assert told["total"] > 12
    assert json.loads(ask("/search.json?q=nothing+of+the+kind").body)["hits"] == []


@pytest.mark.parametrize("typed", ["Watertown Living Room", "watertown  LIVING room", "水鄉客廳", "海盐" * 150, ""])
def test_one_name_leads_to_its_page(ask: Ask, typed: str) -> None:
    """A name that only one thing fits leads to it; anything else gets a page."""
    reply = ask(f"/search?q={quote(typed)}")
    if "atertown" in typed or typed == "水鄉客廳":
        assert (reply.status, reply.headers["Location"]) == (303, "/id/watertown-living-room")
        kept = ask(f"/search?q={quote(typed)}&lang=zh")
        assert kept.headers["Location"] == "/id/watertown-living-room?lang=zh"
    else:
        assert reply.status == 200


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "\"'><img src=x>", "{{ 7*7 }}", "\u202eabc"])
def test_what_was_typed_comes_back_as_text(ask: Ask, typed: str) -> None:
    """No text becomes markup, a template, or an error."""
    page = ask(f"/search?q={quote(typed)}")
    assert page.status == 200
    assert b"<script>alert" not in page.body
    assert b"<img" not in page.body
    assert b">49<" not in page.body


def test_things_of_the_document_come_before_those_of_public_pages(ask: Ask) -> None:
    """A newspaper whose name begins with the word stands behind all railways; its whole name still comes first."""
    rows = re.findall("<tr>.*?</tr>", ask("/search?q=railway").body.decode(), re.DOTALL)
    apart = ["By a public page" in row for row in rows]
    assert any(apart)
    assert apart == sorted(apart)
    assert json.loads(ask("/search.json?q=china+railway").body)["hits"][0]["label"] == "China Railway"


def test_what_only_public_pages_speak_of_is_found(ask: Ask) -> None:
    """As one types, and by a name that fits."""
    told = json.loads(ask("/search.json?q=wenzh").body)
    assert [(hit["page"], hit["label"], hit["labelZh"], hit["kind"]) for hit in told["hits"]] == [
        ("/id/wenzhou", "Wenzhou", "温州市", "city")
    ]
    assert ask(f"/search?q={quote('温州市')}").headers["Location"] == "/id/wenzhou"


def section(page: str, name: str) -> str:
    """Give the part of a page that a heading names."""
    return page.partition(f'aria-labelledby="{name}"')[2].partition("</section>")[0].partition("</nav>")[0]


def test_a_thing_leads_to_the_questions_that_take_it(ask: Ask) -> None:
    """Questions that have an answer for the thing are asked with it put in (user trial)."""
    links = re.findall(r'href="(/questions/[^"]+)"', section(ask("/id/anhui.html").body.decode(), "asked"))
    assert "/questions/initiatives/implemented_in_a_place?place=ydr%3Aanhui" in links
    assert 4 <= len(links) <= 8
    for link in links[:3]:
        assert '<table class="answer">' in ask(link).body.decode()
    person = section(ask("/id/gu-jun.html").body.decode(), "asked")
    assert "/questions/people/posts_of_a_person?person=ydr%3Agu-jun" in person
    assert "implemented_in_a_place" not in person


#: Turns three questions around: the first has no end, the child of the second cannot tell what it found.
TWO_TOO_DEAR = """
import json, pickle
from ydkg.server.dataset import open_dataset, settled
from types import SimpleNamespace
from ydkg.graph.questions import question
from ydkg.server.questions import onward as asked
from ydkg.server.settings import Settings
from ydkg.server.tasks import Context
known = question("people/posts_of_a_person")
dear = known._replace(name="people/dear", text="SELECT * { ?person ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c = ?f + ?i) }")
untold = known._replace(name="people/untold")
asked.catalogue = SimpleNamespace(questions=lambda: [dear, untold, known])
ask, turn = asked._iris, asked.turned
def turned(store, question, parameter):
    asked._iris = (lambda *_: [lambda: None]) if question is untold else ask
    return turn(store, question, parameter)
asked.turned = turned
settings = settled(Settings(job_time_limit=8.0)).of_jobs()
header, body = asked.answered(Context(open_dataset(settings), settings))
print(json.dumps([header, sorted(set().union(*pickle.loads(body).values()))]))
"""


def test_a_question_that_is_too_dear_to_turn_around_costs_nothing_but_itself(caplog: pytest.LogCaptureFixture) -> None:
    """The others are told of things, and the log says once which is not, and why."""
    words = [sys.executable, "-c", TWO_TOO_DEAR]
    header, names = json.loads(subprocess.run(words, check=True, capture_output=True, timeout=120).stdout)
    assert names == ["people/posts_of_a_person"]
    assert list(header["left_out"]) == ["people/dear", "people/untold"]
    assert re.search(r"not answered within [01]\.[0-9]+ s", header["left_out"]["people/dear"])
    assert "local object" in header["left_out"]["people/untold"]  # which no process can hand to another

    class Answering:
        closing = False

        async def run(self, *_: object, **__: object) -> Done:
            return Done({"state": "", **header}, pickle.dumps({}), 0.0)

    settings = settled(Settings())
    site = Site(settings, open_dataset(settings), "", Answering(), ())  # type: ignore[arg-type] # a pool without processes
    for _ in range(2):
        assert asyncio.run(site.told("onward")) == {}
    lines = [line.partition(": ")[0] for line in caplog.messages]
    assert lines == [f"onward goes without people/{each}" for each in ("dear", "untold")]


#: Turns two questions around that have no end while their children do not compute.
NO_PROCESSOR = TWO_TOO_DEAR.replace("(lambda *_: [lambda: None])", "(lambda *_: time.sleep(60))").replace(
    "import json,", "import time, json,"
)


def test_questions_end_in_time_where_others_have_the_processor() -> None:
    """What is known by then is told: whoever asks counts the seconds of the clock."""
    words = [sys.executable, "-c", NO_PROCESSOR]
    header, names = json.loads(subprocess.run(words, check=True, capture_output=True, timeout=50).stdout)
    assert names == ["people/posts_of_a_person"]
    assert list(header["left_out"]) == ["people/dear", "people/untold"]


def test_a_busy_moment_takes_no_questions_away_for_good() -> None:
    """Where the workers had no room, the page does without, and the next one asks again."""

    class Busy:
        closing = False

        async def run(self, *_: object, **__: object) -> None:
            raise OverloadError("server: all workers are busy", 2)

    settings = settled(Settings())
    site = Site(settings, open_dataset(settings), "", Busy(), ())  # type: ignore[arg-type] # a pool without room
    assert list(asyncio.run(onward(site, ydr("anhui")))) == []
    assert "onward" not in site.kept


def test_checks_have_a_page_of_their_own(ask: Ask) -> None:
    """Questions that only editors ask are not among those for readers (user trial)."""
    assert 0 < len(re.findall(r'<a href="/questions/[a-z]+/', ask("/questions?q=person").body.decode())) < 20
    led = ask("/coverage?lang=zh")
    assert (led.status, led.headers["Location"]) == (303, "/id/release-20241204.html?lang=zh#sentences")
    checks = {f"/questions/{name}" for name in names() if is_check(name)}
    assert checks
    assert checks <= set(re.findall(r'href="(/questions/checks/[a-z_]+)"', ask("/questions/checks").body.decode()))
