"""Each check passes on the shipped graph, and finds the damage that it is there for in a copy."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from pyoxigraph import NamedNode, Store

from ydkg.graph.questions import Question, answer, questions
from ydkg.graph.store import open_store
from ydkg.vocab import PREFIXES, compact

CHECKS = {each.name.partition("/")[2]: each for each in questions() if each.name.startswith("checks/")}
every_check = pytest.mark.parametrize("check", CHECKS.values(), ids=lambda check: check.name)


class Damage(NamedTuple):
    """What an update breaks, and the finding that it should lead to."""

    update: str
    entity: str
    property: str
    value: str


OPENING = "ydr:milestone-airport-link-line-operational-planned"
IN_FORCE = "ydr:milestone-demonstration-zone-high-quality-development-regulations-in-force-done"
PHASE = "ydr:shanghai-suzhou-natural-gas-interconnection-line-phase-2"
YDR = PREFIXES["ydr"]
DAMAGES = {
    "edges_without_statement": Damage(
        "INSERT DATA { ydr:huawei-rd-center geo:sfWithin ydr:qingpu }",
        "ydr:huawei-rd-center",
        "geo:sfWithin",
        f"{YDR}qingpu",
    ),
    "chinese_without_han": Damage(
        "INSERT DATA { ydr:luo-fanghao rdfs:label 'Luo Fanghao'@zh-hans }",
        "ydr:luo-fanghao",
        "rdfs:label",
        "Luo Fanghao",
    ),
    "planned_as_done": Damage(
        f"DELETE WHERE {{ {IN_FORCE} yd:on ?day }}; INSERT DATA {{ {IN_FORCE} yd:on '2025-05-01'^^xsd:date }}",
        IN_FORCE,
        "yd:on",
        "2025-05-01",
    ),
    "planned_for_the_past": Damage(
        f"DELETE WHERE {{ {OPENING} yd:notAfter ?day }};INSERT DATA {{ {OPENING} yd:notAfter '2023-12-31'^^xsd:date }}",
        OPENING,
        "yd:notAfter",
        "2023-12-31",
    ),
    "sets_counted_on_members": Damage(
        f"INSERT DATA {{ ydr:observation-x yd:about {PHASE} ; yd:metric ydr:metric-capacity-added ;"
        " yd:value 3000000000.0 }",
        "ydr:observation-x",
        "yd:about",
        PHASE.replace("ydr:", YDR),
    ),
    "dead_references": Damage(
        "INSERT DATA { ydr:huawei-rd-center owl:differentFrom ydr:huawei-rd-centre }",
        "ydr:huawei-rd-center",
        "owl:differentFrom",
        f"{YDR}huawei-rd-centre",
    ),
    "identifiers_of_two_things": Damage(
        "INSERT DATA { ydr:hangzhou skos:exactMatch <http://www.wikidata.org/entity/Q148> }",
        "ydr:hangzhou",
        "skos:exactMatch",
        "http://www.wikidata.org/entity/Q148",
    ),
    "points_outside_their_place": Damage(
        "DELETE WHERE { ydr:hefei yd:latitude ?degrees }; INSERT DATA { ydr:hefei yd:latitude 13.86389 }",
        "ydr:hefei",
        "yd:latitude",
        "13.86389",
    ),
    "members_unlike_their_set": Damage(
        "INSERT DATA { ydr:key-developments-of-the-demonstration-zone dcterms:hasPart ydr:huawei }",
        "ydr:key-developments-of-the-demonstration-zone",
        "dcterms:hasPart",
        f"{YDR}huawei",
    ),
    "figures_given_twice": Damage(
        "INSERT { ydr:observation-pm25-again ?property ?part } WHERE { ydr:observation-pm25 ?property ?part }",
        "ydr:observation-pm25-again",
        "yd:about",
        f"{YDR}observation-pm25",
    ),
}


def findings(store: Store, check: Question) -> list[tuple[str, str, str]]:
    """Run a check: entity, property and value of each finding, statement nodes without their digits."""
    rows = []
    for entity, prop, value in answer(store, check, {}).rows:
        assert isinstance(entity, NamedNode)
        assert isinstance(prop, NamedNode)
        name = compact(entity.value)
        name = "ydr:statement-*" if name.startswith("ydr:statement-") else name
        rows.append((name, compact(prop.value), str(getattr(value, "value", value))))
    return rows


def test_every_check_has_its_damage() -> None:
    """A check that nothing was ever seen to trip might find nothing at all."""
    assert DAMAGES.keys() == CHECKS.keys()


@every_check
def test_a_check_says_what_to_do(check: Question) -> None:
    """A check answers with entity, property and value, and its header says how bad it is and how to put it right."""
    assert [(column.name, column.type) for column in check.columns] == [
        ("entity", "iri"),
        ("property", "iri"),
        ("value", "string"),
    ]
    assert check.severity
    assert check.fix.endswith(".")


@every_check
def test_the_shipped_graph_passes(check: Question) -> None:
    """No check finds anything today."""
    assert findings(open_store(), check) == []


@pytest.mark.parametrize("name", DAMAGES)
def test_a_check_finds_its_damage(name: str) -> None:
    """One fact broken in a copy of the graph is found by its check, once, with the place and the value."""
    damage = DAMAGES[name]
    store = open_store()
    store.update("".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items()) + damage.update)
    assert findings(store, CHECKS[name]) == [(damage.entity, damage.property, damage.value)]


def test_a_deed_that_is_due_in_a_later_year_is_found() -> None:
    """What is done was not to be done by the end of a later year; by the end of the same year it may be."""
    done = f"DELETE WHERE {{ {OPENING} yd:modality ?modality }}; INSERT DATA {{ {OPENING} yd:modality yd:Done }}"
    later = f"DELETE WHERE {{ {OPENING} yd:notAfter ?day }};"
    later += f"INSERT DATA {{ {OPENING} yd:notAfter '2025-12-31'^^xsd:date }}"
    prefixes = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    store = open_store()
    store.update(prefixes + done)
    assert findings(store, CHECKS["planned_as_done"]) == []
    store.update(prefixes + later)
    assert findings(store, CHECKS["planned_as_done"]) == [(OPENING, "yd:notAfter", "2025-12-31")]
