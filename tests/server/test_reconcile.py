"""Reconciliation at `/reconcile`, asked as OpenRefine asks: manifest, batches, suggestions, previews, columns."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import pytest

if TYPE_CHECKING:
    from conftest import Ask

FORM = "application/x-www-form-urlencoded;charset=UTF-8"


def told(ask: Ask, path: str = "/reconcile", **form: object) -> Any:  # noqa: ANN401 - whatever JSON has
    """Ask as OpenRefine does: by address, or with a form of JSON."""
    if form:
        body = urlencode({name: json.dumps(value, ensure_ascii=False) for name, value in form.items()}).encode()
        reply = ask(path, "POST", body, Content_Type=FORM)
    else:
        reply = ask(path)
    assert reply.status == 200, reply.body
    assert reply.headers["Access-Control-Allow-Origin"] == "*"
    return json.loads(reply.body)


def candidates(ask: Ask, **query: object) -> list[dict[str, Any]]:
    """Match one row."""
    found: list[dict[str, Any]] = told(ask, queries={"q0": query})["q0"]["result"]
    for each in found:
        assert set(each) == {"id", "name", "description", "score", "match", "type", "features"}
        assert 0 <= each["score"] <= 100
        assert all(set(kind) == {"id", "name"} for kind in each["type"])
    assert [each["score"] for each in found] == sorted((each["score"] for each in found), reverse=True)
    return found


def test_every_address_of_the_manifest_answers(ask: Ask, server: str) -> None:
    """What the manifest promises is there, filled in as a client fills it in."""
    manifest = told(ask)
    assert manifest["versions"] == ["0.2"]
    assert manifest["identifierSpace"] == "https://w3id.org/ydkg/id/"
    assert manifest["schemaSpace"] == "https://w3id.org/ydkg/ontology#"
    assert {"id": "foaf:Person", "name": "person"} in manifest["defaultTypes"]
    suggest, extend = manifest["suggest"], manifest["extend"]["propose_properties"]
    addresses = [
        *(f"{each['service_url']}{each['service_path']}?prefix=h" for each in suggest.values()),
        suggest["entity"]["flyout_service_url"] + suggest["entity"]["flyout_service_path"].replace("${id}", "hefei"),
        f"{extend['service_url']}{extend['service_path']}?type=yd%3ACity",
        *(manifest[name]["url"].replace("{{id}}", "hefei") for name in ("preview", "view")),
        manifest["documentation"],
    ]
    for address in addresses:
        assert address.startswith(server)
        assert ask(address.removeprefix(server)).status in {200, 303}, address
    assert ask("/reconcile", Accept_Language="zh").body != ask("/reconcile").body


@pytest.mark.parametrize(
    ("query", "first", "score", "sure"),
    [
        ({"query": "Hefei"}, "hefei", 100, 1),
        ({"query": "合肥市", "type": "yd:City"}, "hefei", 100, 1),
        ({"query": "  hefei "}, "hefei", 100, 1),
        ({"query": "進博會"}, "china-international-import-expo", 95, 1),  # another name, in traditional characters
        ({"query": "顾君"}, "gu-jun", 50, 0),  # a typing error
        ({"query": "Development and Reform Commission"}, None, None, 0),  # four are called so in part
        ({"query": "Zhejiang", "properties": [{"pid": "yd:gbt2260", "v": 330000}]}, "zhejiang", 100, 1),
        ({"query": "Zhejiang", "properties": [{"pid": "yd:gbt2260", "v": "320000"}]}, "zhejiang", 50, 0),
        ({"query": "Huzhou", "properties": [{"pid": "geo:sfWithin", "v": {"id": "zhejiang"}}]}, "huzhou", 100, 1),
        ({"query": "Huzhou", "properties": [{"pid": "geo:sfWithin", "v": ["浙江省", "x"]}]}, "huzhou", 100, 1),
        ({"properties": [{"pid": "yd:iata", "v": "PVG"}]}, "pudong-international-airport", 100, 0),
    ],
)
def test_a_row_is_matched(
    ask: Ask, query: dict[str, object], first: str | None, score: float | None, sure: int
) -> None:
    """The likeliest comes first; sure is only the one thing of that very name that agrees in all that is given."""
    found = candidates(ask, **query)
    assert found
    assert (first, score) in {(found[0]["id"], found[0]["score"]), (None, None)}
    assert [each["match"] for each in found] == [bool(sure), *[False] * (len(found) - 1)]


def test_types_and_limits(ask: Ask) -> None:
    """Types are of any class or, with `all`, of every one; classes above count; a limit is kept."""
    assert candidates(ask, query="Huzhou", type=["foaf:Person"]) == []
    rails = candidates(ask, query="Shanghai railway", type="yd:Infrastructure", limit=2)
    assert len(rails) == 2
    assert all({"id": "yd:RailwayLine", "name": "railway line"} in each["type"] for each in rails)
    assert candidates(ask, query="Hefei", type=["foaf:Person", "yd:City"])[0]["id"] == "hefei"
    assert candidates(ask, query="Hefei", type=["foaf:Person", "yd:City"], type_strict="all") == []


def test_suggestions_complete_what_is_typed(ask: Ask) -> None:
    """Things by both languages, types and properties by name or identifier; a cursor goes on."""
    things = told(ask, "/reconcile/suggest/entity?prefix=hef")["result"]
    assert things[0] == {
        "id": "hefei",
        "name": "Hefei",
        "description": "city",
        "notable": [{"id": "yd:City", "name": "city"}, {"id": "yd:Place", "name": "place"}],
    }
    assert told(ask, "/reconcile/suggest/entity?prefix=hef&cursor=1")["result"] == things[1:]
    assert {"id": "yd:RailwayLine", "name": "railway line"} in told(ask, "/reconcile/suggest/type?prefix=rail")[
        "result"
    ]
    assert {"id": "yd:latitude", "name": "纬度"} in told(ask, "/reconcile/suggest/property?prefix=latit&lang=zh")[
        "result"
    ]
    assert ask("/reconcile/suggest/nonsense?prefix=a").status == 404


def test_columns_are_filled(ask: Ask) -> None:
    """Each value comes as what it is: a thing that can be matched on, a number, a text in a language, a day."""
    wanted = ["rdfs:label@zh-hans", "geo:sfWithin", "yd:latitude", "schema:startDate", "yd:gbt2260"]
    proposed = told(ask, "/reconcile/properties?type=yd%3ACity")
    assert proposed["type"] == "yd:City"
    assert {*wanted[:3], wanted[4]} <= {each["id"] for each in proposed["properties"]}
    assert len(told(ask, "/reconcile/properties?type=yd%3ACity&limit=3")["properties"]) == 3
    ids = ["hefei", "symposium-of-20231130", "nothing-of-this-name"]
    filled = told(ask, extend={"ids": ids, "properties": [{"id": pid} for pid in wanted]})
    assert [each["id"] for each in filled["meta"]] == wanted
    assert filled["meta"][1]["name"] == "lies within"
    assert filled["rows"]["hefei"] == {
        "rdfs:label@zh-hans": [{"str": "合肥市"}],
        "geo:sfWithin": [{"id": "anhui", "name": "Anhui"}],
        "yd:latitude": [{"float": 31.86389}],
        "schema:startDate": [],
        "yd:gbt2260": [{"str": "340100"}],
    }
    assert filled["rows"]["symposium-of-20231130"]["schema:startDate"] == [{"date": "2023-11-30T00:00:00Z"}]
    assert not any(filled["rows"]["nothing-of-this-name"].values())


def test_a_preview_may_stand_in_a_frame(ask: Ask) -> None:
    """It has a name, what it is and a link, loads nothing, and is shown in others' pages."""
    reply = ask("/reconcile/preview?id=hefei")
    assert "<b>Hefei</b>" in reply.body.decode()
    assert reply.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors *"
    for hostile in ("<script>", "../../etc/passwd", "nothing-of-this-name", ""):
        assert ask(f"/reconcile/preview?id={quote(hostile)}").status == 404
        assert ask(f"/reconcile/flyout?id={quote(hostile)}").status == 404


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ("queries=nonsense", 400),
        ("queries=[]", 400),
        ("queries=" + "[" * 100_000, 400),
        ("queries=" + quote('{"q0": {}}'), 400),
        ("queries=" + quote('{"q0": "Hefei"}'), 400),
        ("queries=" + quote('{"q0": {"query": 1}}'), 400),
        ("queries=" + quote('{"q0": {"query": "a", "limit": 0}}'), 400),
        ("queries=" + quote('{"q0": {"query": "a", "limit": "x"}}'), 400),
        ("queries=" + quote('{"q0": {"query": "a", "properties": [{"v": 1}]}}'), 400),
        ("queries=" + quote(json.dumps({"q0": {"query": "a" * 201}})), 413),
        ("queries=" + quote(json.dumps({str(each): {"query": "a"} for each in range(51)})), 413),
        ("extend=" + quote('{"ids": "hefei", "properties": []}'), 400),
        ("extend=" + quote('{"ids": ["hefei"], "properties": ["a"]}'), 400),
        ("extend=" + quote(json.dumps({"ids": ["a"] * 2001, "properties": [{"id": "b"}]})), 413),
        ("queries=%ff", 400),
    ],
)
def test_what_is_wrong_is_said_in_a_line(ask: Ask, form: str, status: int) -> None:
    """What is no query, or too much, is refused in one line."""
    reply = ask("/reconcile", "POST", form.encode(), Content_Type=FORM)
    assert reply.status == status
    assert reply.body.count(b"\n") == 1
    assert len(reply.body) < 300


def test_only_a_form_is_taken(ask: Ask) -> None:
    """A body of another kind is refused, as is another method."""
    assert ask("/reconcile", "POST", b"{}", Content_Type="application/json").status == 415
    assert ask("/reconcile", "DELETE").status == 405
