"""What is derived follows from what is stated, marked and complete; what does not follow is refused with a reason."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, RdfFormat, Triple, parse

from triples import triples_of
from ydkg.graph.graph import Graph
from ydkg.graph.turtle import canonical_turtle
from ydkg.proof.arithmetic.audit import audit
from ydkg.proof.arithmetic.derive import derive
from ydkg.vocab import PROV, QB, QUDT, RDF, RDFS, SKOS, YD, compact, ydr

if TYPE_CHECKING:
    from ydkg.proof.arithmetic.derive import NotDerived

BOUNDS = {">": "MoreThan", "<": "LessThan", "≥": "AtLeast", "≤": "AtMost", "~": "Approximately", "": "Exactly"}
DELTA, CHINA = "yangtze-river-delta", "china"

#: Worked out by hand: value, unit, bound, metric, thing, period or day.
SHIPPED = {
    "good-air-against-2018-baseline": (
        "75.1", "unit:PERCENT", "Exactly", "good-air-day-share", DELTA, "period-2018-01-to-10"),
    "growth-against-nation-baseline": (
        "4.8", "unit:PERCENT", "Exactly", "economic-growth-rate", CHINA, "period-2024-q1-q3"),
    "ciie-7-against-previous-baseline": (
        "78400000000", "unit:CCY_USD", "Approximately", "intended-transactions",
        "china-international-import-expo-before-the-7th", None),
    "output-share-2018-2023-change": (
        "0.5", "yd:PercentagePoint", "Exactly", "change-in-national-output-share", DELTA, "period-2018-to-2023"),
    "rd-intensity-2018-2023-change": (
        "0.53", "yd:PercentagePoint", "Exactly", "change-in-rd-intensity", DELTA, "period-2018-to-2023"),
    "pm25-against-2018-change": (
        "-12", "unit:MicroGM-PER-M3", "Exactly", "change-in-pm25-concentration", DELTA, None),
    "pm25-against-2018-relative-change": (
        "-28.6", "unit:PERCENT", "Approximately", "relative-change-in-pm25-concentration", DELTA, None),
    "railway-network-change": (
        "3450", "unit:KiloM", "MoreThan", "change-in-network-length", "high-speed-railway-network",
        "period-2018-to-2024-12-04"),
    "trillion-yuan-cities-change": (
        "3", "unit:NUM", "Exactly", "change-in-trillion-yuan-city-count", DELTA, None),
    "trillion-yuan-cities-relative-change": (
        "50", "unit:PERCENT", "Exactly", "relative-change-in-trillion-yuan-city-count", DELTA, None),
    "travel-shanghai-huzhou-change": (
        "-80", "unit:MIN", "Exactly", "expected-change-in-travel-time", "journey-shanghai-huzhou", None),
    "travel-shanghai-huzhou-relative-change": (
        "-67", "unit:PERCENT", "Approximately", "expected-relative-change-in-travel-time", "journey-shanghai-huzhou",
        None),
    "vehicle-to-pile-ratio-distance": (
        "-0.35", "unit:UNITLESS", "Exactly", "distance-in-vehicle-to-pile-ratio", DELTA, None),
    "china-trillion-yuan-city-count": (
        "27", "unit:NUM", "LessThan", "trillion-yuan-city-count", CHINA, None),
}  # fmt: skip


@pytest.fixture(scope="module")
def derived(shipped: list[Triple]) -> tuple[list[Triple], list[NotDerived]]:
    """Give what is derived from the shipped data, and what is refused."""
    return derive(shipped)


def observation(name: str, value: str, unit: str = "unit:KiloM", about: str = "place", more: str = "") -> str:
    """Write an observation in Turtle; the value may begin with the sign of a bound."""
    sign = value[0] if value[0] in "<>~≥≤" else ""
    metric = "" if "yd:metric" in more else "yd:metric ydr:metric-m ;"
    return (
        f"ydr:observation-{name} a yd:Observation ; {metric} yd:about ydr:{about} ; qudt:hasUnit {unit} ;"
        f" yd:bound yd:{BOUNDS[sign]} ; yd:valueStatus yd:Actual ;"
        f' yd:value "{value.lstrip("<>~≥≤")}"^^xsd:decimal {more} .'
    )


def baseline_of(current: str, change: str, kind: str = "Relative") -> tuple[list[Triple], list[NotDerived]]:
    """Derive the baseline of one comparison that states a change and no baseline."""
    sign = change[0] if change[0] in "<>~≥≤" else ""
    return derive(
        triples_of(
            observation("b", current),
            "ydr:comparison-c a yd:Comparison ; yd:current ydr:observation-b ; yd:baselinePeriod ydr:period-2018 ;"
            f" yd:changeKind yd:{kind}Change ; yd:bound yd:{BOUNDS[sign]} ;"
            f" qudt:hasUnit unit:{'PERCENT' if kind == 'Relative' else 'KiloM'} ;"
            f' yd:statedChange "{change.lstrip("<>~≥≤")}"^^xsd:decimal .',
        )
    )


def value_of(triples: list[Triple], name: str) -> str | None:
    """Return the value of a derived observation, its bound before it; None if it was not derived."""
    facts = Graph.from_triples(triples)
    iri = ydr(f"observation-derived-{name}")
    if iri not in facts:
        return None
    signs = {YD[bound]: sign for sign, bound in BOUNDS.items()}
    return f"{signs[facts.one(iri, YD.bound) or '']}{facts.one(iri, YD.value)}"


@pytest.mark.parametrize(
    "link",
    [
        YD.metric, YD.about, YD.period, YD.baselineAbout, YD.baselinePeriod, YD.shareOf, YD.shareIn, YD.direction,
        QUDT.hasUnit,
    ],
    ids=compact,
)  # fmt: skip
def test_a_text_where_a_thing_should_be_is_computed_with_no_more_than_none(shipped: list[Triple], link: str) -> None:
    """What the graph says of such figures is refused or left out; shapes say what is wrong with it."""
    texts = [t if t.predicate.value != link else Triple(t.subject, t.predicate, Literal("x")) for t in shipped]
    assert texts != shipped
    assert derive(texts) == derive([t for t in shipped if t.predicate.value != link])


def test_this_follows_from_the_shipped_data(derived: tuple[list[Triple], list[NotDerived]]) -> None:
    """Just these values are derived, each of the right thing, time, unit and bound."""
    facts = Graph.from_triples(derived[0])
    observations = facts.subjects(YD.Observation)
    assert {o.removeprefix(ydr("observation-derived-")) for o in observations} == set(SHIPPED)
    for name, (value, unit, bound, metric, about, when) in SHIPPED.items():
        iri = ydr(f"observation-derived-{name}")
        assert facts.one(iri, YD.value) == value, name
        assert compact(facts.one(iri, QUDT.hasUnit) or "") == unit, name
        assert facts.one(iri, YD.bound) == YD[bound], name
        assert facts.one(iri, YD.metric) == ydr(f"metric-{metric}"), name
        assert facts.one(iri, YD.about) == ydr(about), name
        period, day = facts.one(iri, YD.period), facts.one(iri, YD.asOf)
        assert (period or day) == (ydr(when) if when and when.startswith("period") else when), name


def test_each_derived_value_is_a_complete_record(
    shipped: list[Triple], derived: tuple[list[Triple], list[NotDerived]]
) -> None:
    """A derived observation has all fields of the contract, inputs from the data, and words of both languages."""
    stated, facts = Graph.from_triples(shipped), Graph.from_triples(derived[0])
    both = Graph.from_triples([*shipped, *derived[0]])
    for iri in facts.subjects(YD.Observation):
        assert set(facts.types(iri)) == {YD.Observation, QB.Observation}
        for field in (YD.metric, YD.about, YD.value, QUDT.hasUnit, YD.bound, RDFS.label, PROV.wasGeneratedBy):
            assert len(facts.values(iri, field)) == 1, (iri, field)
        assert facts.one(iri, YD.valueStatus) == YD.Derived
        inputs = facts.values(iri, PROV.wasDerivedFrom)
        assert inputs
        assert all({YD.Observation, YD.Comparison}.intersection(stated.types(i)) for i in inputs)
        computation = facts.one(iri, PROV.wasGeneratedBy) or ""
        assert set(facts.types(computation)) == {PROV.Activity}
        assert facts.values(computation, PROV.used) == inputs
        assert facts.text(computation, RDFS.label)
        assert facts.text(computation, RDFS.label, "zh-hans")
        assert both.types(both.one(iri, YD.metric) or "") == (YD.Metric,)
        assert (both.one(iri, YD.about) or "") in both
        period = both.one(iri, YD.period)
        assert period is None or YD.Period in both.types(period)
    for metric in facts.subjects(YD.Metric):
        for field in (RDFS.label, SKOS.definition, QUDT.hasUnit, YD.direction, YD.measureKind):
            assert len(facts.values(metric, field)) == (2 if field in {RDFS.label, SKOS.definition} else 1), (
                metric,
                field,
            )
        assert metric not in stated


def test_the_derived_graph_is_canonical_and_the_same_every_time(
    shipped: list[Triple], derived: tuple[list[Triple], list[NotDerived]]
) -> None:
    """It can be written as canonical Turtle, and does not depend on the order of the data."""
    again, refusals = derive(reversed(shipped))
    assert (again, refusals) == derived
    written = canonical_turtle(derived[0])
    assert canonical_turtle(again) == written
    assert {quad.triple for quad in parse(written.encode(), format=RdfFormat.TURTLE)} == set(derived[0])


def test_nothing_is_computed_with_what_was_computed(
    shipped: list[Triple], derived: tuple[list[Triple], list[NotDerived]]
) -> None:
    """Deriving again from data and derived values gives no further fact, and the audit says the same."""
    both = [*shipped, *derived[0]]
    assert set(derive(both)[0]) <= set(derived[0])
    assert audit(both) == audit(shipped)


def test_no_stated_value_is_derived_again(
    shipped: list[Triple], derived: tuple[list[Triple], list[NotDerived]]
) -> None:
    """No derived value is of a metric, thing and period of which the data states one."""
    measure = (YD.metric, YD.about, YD.period)
    stated, facts = Graph.from_triples(shipped), Graph.from_triples(derived[0])
    known = {tuple(stated.one(o, p) for p in measure) for o in stated.subjects(YD.Observation)}
    assert not known & {tuple(facts.one(o, p) for p in measure) for o in facts.subjects(YD.Observation)}


def test_labels_say_that_values_are_computed_and_how(derived: tuple[list[Triple], list[NotDerived]]) -> None:
    """A label can be read alone and says that the value is computed; the computation and the note say the rest."""
    facts = Graph.from_triples(derived[0])
    good_air = ydr("observation-derived-good-air-against-2018-baseline")
    assert facts.one(good_air, RDFS.label) == (
        "Share of days with good air quality, Yangtze River Delta, January to October 2018: 75.1%, computed"
    )
    assert facts.text(good_air, SKOS.editorialNote) == (
        "If its inputs are rounded to their last printed digits, it is between 75% and 75.2%."
    )
    assert facts.text(ydr("computation-good-air-against-2018-baseline"), RDFS.label) == (
        "83.3% after a change of +8.2 percentage points: 75.1% before."
    )
    for word, slug in (
        ("expected", "travel-shanghai-huzhou-change"),
        ("expected", "travel-shanghai-huzhou-relative-change"),
        ("intended", "ciie-7-against-previous-baseline"),
    ):
        found = ydr(f"observation-derived-{slug}")
        assert word in (facts.one(found, RDFS.label) or "").lower()
        assert word in (facts.text(found, SKOS.editorialNote) or "")
        # Where a face composes metric, value and status, the metric says it.
        metric = facts.one(found, YD.metric) or ""
        assert word in (facts.one(metric, RDFS.label) or metric)


@pytest.mark.parametrize(
    ("current", "change", "kind", "baseline"),
    [
        ("100", "25", "Relative", "80"),
        ("100", "2.5", "Relative", "~97.56"),
        (">100", "25", "Relative", ">80"),
        ("<100", "25", "Relative", "<80"),
        ("100", ">25", "Relative", "<80"),
        (">100", ">25", "Relative", None),
        ("≥100", "25", "Relative", "≥80"),
        ("≤100", "25", "Relative", "≤80"),
        (">100", "≤25", "Relative", ">80"),
        ("100", "≥-30", "Absolute", "≥130"),
        ("~100", "25", "Relative", "~80"),
        ("100", "-100", "Relative", None),
        ("100", "<25", "Relative", ">80"),
        ("100", "30", "Absolute", "70"),
        ("100", ">30", "Absolute", "<70"),
        ("<100", ">30", "Absolute", "<70"),
        (">100", ">30", "Absolute", None),
        # Fell by more than 30, by more than 20%, by nearly 20%.
        ("100", ">-30", "Absolute", ">130"),
        ("100", ">-20", "Relative", ">125"),
        ("<100", ">-20", "Relative", None),
        ("100", "<-20", "Relative", "<125"),
    ],
)
def test_a_baseline_follows_or_is_refused(current: str, change: str, kind: str, baseline: str | None) -> None:
    """A bound is carried over to the side that it leaves open; two that pull apart give nothing but a reason."""
    triples, refusals = baseline_of(current, change, kind)
    assert value_of(triples, "c-baseline") == baseline
    assert len(refusals) == (1 if baseline is None else 0)
    assert all(refusal.reason for refusal in refusals)


def test_a_difference_of_fractions_has_no_more_digits_than_a_quotient() -> None:
    """More than a third set against a half is more than a sixth below it, and no decimal has all of that."""
    third = observation("b", ">0.333333", "unit:UNITLESS", more="; yd:numerator 1 ; yd:denominator 3")
    half = observation("a", "0.5", "unit:UNITLESS", more="; yd:numerator 1 ; yd:denominator 2")
    compared = "ydr:comparison-c a yd:Comparison ; yd:current ydr:observation-b ; yd:baseline ydr:observation-a .\n"
    triples, _ = derive(triples_of(third, half, compared))
    assert value_of(triples, "c-change") == ">-0.166667"


@given(st.integers(1, 10**5), st.integers(-90, 900), st.sampled_from(["", ">", "<"]))
def test_a_derived_bound_is_true(current: int, change: int, sign: str) -> None:
    """However a baseline is rounded, a bound on it holds, and an exact one is exact."""
    triples, _ = baseline_of(f"{sign}{current}", str(change))
    found = value_of(triples, "c-baseline")
    true = Fraction(current) / (1 + Fraction(change, 100))
    assert found is not None
    number = Fraction(Decimal(found.lstrip("<>~≥≤")))
    if found[0] == ">":
        assert (sign, number <= true) == (">", True)
    elif found[0] == "<":
        assert (sign, number >= true) == ("<", True)
    else:
        assert abs(number - true) <= true / 10 if found[0] == "~" else number == true


@pytest.mark.parametrize(
    ("said", "whole"),
    [
        ("yd:shareOf ydr:metric-ports ; yd:shareIn ydr:lakes", "<12"),
        ("yd:shareOf ydr:metric-ports ; yd:shareIn ydr:hills", None),
        ("yd:direction yd:HigherIsBetter", None),
        ("yd:shareOf ydr:metric-ports", None),
        ('yd:shareOf ydr:metric-ports ; yd:shareIn "the lakes"', None),
    ],
)
def test_a_whole_follows_from_a_share_of_any_region(said: str, whole: str | None) -> None:
    """Four ports that are more than a third of the lakes’ make fewer than twelve of all, if the metric says of what."""
    third = "; yd:metric ydr:metric-port-share ; yd:numerator 1 ; yd:denominator 3"
    triples, _ = derive(
        triples_of(
            f"ydr:metric-port-share yd:measureKind yd:Share ; {said} . ydr:metric-ports yd:measureKind yd:Count .",
            observation("p", "4", "unit:NUM", more="; yd:metric ydr:metric-ports"),
            observation("s", ">0.333333", "unit:UNITLESS", more=third),
        )
    )
    assert value_of(triples, "lakes-ports") == whole


def test_two_things_in_one_period_differ_in_that_period() -> None:
    """Of two places compared in one period, a difference from the other is derived, and no change over time."""
    triples, refusals = derive(
        triples_of(
            "ydr:metric-m qudt:hasUnit unit:PERCENT ; rdfs:label 'growth'@en . ydr:china rdfs:label 'China'@en .",
            observation("a", "4.8", "unit:PERCENT", "china", "; yd:period ydr:period-2018"),
            observation("b", "5.4", "unit:PERCENT", more="; yd:period ydr:period-2018"),
            "ydr:comparison-c a yd:Comparison ; yd:current ydr:observation-b ; yd:baseline ydr:observation-a .",
            "ydr:period-2018 yd:firstDay '2018-01-01'^^xsd:date ; yd:lastDay '2018-12-31'^^xsd:date .",
        )
    )
    facts = Graph.from_triples(triples)
    iri = ydr("observation-derived-c-difference")
    assert (value_of(triples, "c-difference"), refusals) == ("0.6", [])
    assert (facts.one(iri, YD.period), facts.one(iri, YD.about)) == (ydr("period-2018"), ydr("place"))
    assert facts.one(facts.one(iri, YD.metric) or "", RDFS.label) == "difference in growth from China"


def test_nothing_is_derived_from_a_contradiction() -> None:
    """Where the stated change contradicts its values, one of them is wrong, and nothing follows."""
    triples, (refusal,) = derive(
        triples_of(
            observation("a", "100"),
            observation("b", "180"),
            "ydr:comparison-c a yd:Comparison ; yd:current ydr:observation-b ; yd:baseline ydr:observation-a ;"
            ' yd:changeKind yd:RelativeChange ; qudt:hasUnit unit:PERCENT ; yd:statedChange "50"^^xsd:decimal .',
        )
    )
    assert triples == []
    assert "contradicts" in refusal.reason


def test_any_fact_may_be_missing(shipped: list[Triple]) -> None:
    """Whatever fact of a record is left out, what is derived is complete, or refused."""
    kinds = (
        "comparison-",
        "observation-pm25",
        "observation-ciie",
        "observation-trillion",
        "metric-pm25",
        "period-2018",
    )
    few = [t for t in shipped if t.subject.value.startswith(tuple(ydr(kind) for kind in kinds))]
    for left_out in few:
        facts = Graph.from_triples(derive([triple for triple in few if triple != left_out])[0])
        for iri in facts.subjects(YD.Observation):
            for field in (YD.metric, YD.about, YD.value, QUDT.hasUnit, YD.bound, RDFS.label, PROV.wasDerivedFrom):
                assert facts.values(iri, field), (left_out, iri, field)


def test_no_text_holds_more_of_a_sentence_than_names(derived: tuple[list[Triple], list[NotDerived]]) -> None:
    """Derived texts are our own words: they are short, and end as sentences where they are some."""
    for triple in derived[0]:
        if triple.predicate.value == SKOS.editorialNote or (
            triple.predicate.value == RDFS.label and "computation-" in triple.subject.value
        ):
            assert re.search(r"[.。]\Z", triple.object.value), triple
        assert triple.predicate.value != RDF.type or "derived" not in triple.object.value
