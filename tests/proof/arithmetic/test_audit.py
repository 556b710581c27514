"""The audit reaches each verdict for the right reason, and says of the shipped data what a person works out by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triples import triples_of
from ydkg.language.text import CHINESE
from ydkg.proof.arithmetic.audit import AuditResult, audit, findings
from ydkg.proof.arithmetic.comparison import (
    AGREES,
    AGREES_COARSELY,
    AGREES_IN_DIRECTION,
    AGREES_ROUNDED,
    CANNOT_BE_TOLD,
    CONTRADICTS,
    NOT_STATED,
    OTHER_NOT_STATED,
    VERDICTS,
)
from ydkg.proof.finding import ERROR, WARNING
from ydkg.vocab import YD, compact, ydr

if TYPE_CHECKING:
    from pyoxigraph import Triple

BOUNDS = {">": "MoreThan", "<": "LessThan", "≥": "AtLeast", "≤": "AtMost", "~": "Approximately", "": "Exactly"}


def observation(name: str, value: str, unit: str = "unit:KiloM", more: str = "") -> str:
    """Write an observation in Turtle; the value may begin with the sign of a bound."""
    sign = value[0] if value[0] in "<>~≥≤" else ""
    return (
        f"ydr:observation-{name} a yd:Observation ; yd:metric ydr:metric-m ; yd:about ydr:place ; qudt:hasUnit {unit} ;"
        f" yd:bound yd:{BOUNDS[sign]} ; yd:valueStatus yd:Actual ;"
        f' yd:value "{value.lstrip("<>~≥≤")}"^^xsd:decimal {more} .\n'
    )


def comparison(change: str | None, kind: str = "Relative", unit: str = "unit:PERCENT", sides: str | None = None) -> str:
    """Write a comparison of observation "b" with observation "a" in Turtle."""
    sides = sides or "yd:current ydr:observation-b ; yd:baseline ydr:observation-a"
    text = f"ydr:comparison-c a yd:Comparison ; rdfs:label 'C'@en ; {sides}"
    if change is not None:
        sign = change[0] if change[0] in "<>~≥≤" else ""
        text += f" ; yd:changeKind yd:{kind}Change ; qudt:hasUnit {unit} ; yd:bound yd:{BOUNDS[sign]}"
        text += f' ; yd:statedChange "{change.lstrip("<>~≥≤")}"^^xsd:decimal'
    return f"{text} .\n"


def the_verdict(*parts: str) -> AuditResult:
    """Audit a graph of one comparison."""
    (verdict,) = audit(triples_of(*parts))
    return verdict


RELATIVE = [
    # baseline, current, stated, verdict
    ("100", "180", "80", AGREES),
    ("100", ">180", ">80", AGREES),
    ("100", ">180", ">75", AGREES),
    ("100", "<180", "<80", AGREES),
    ("100", "180", ">75", AGREES),
    ("<100", "180", ">80", AGREES),
    (">100", "180", "<80", AGREES),
    ("42", "30", "-28.6", AGREES_ROUNDED),
    ("100", "180", ">80", AGREES_ROUNDED),
    ("23.9", "24.4", "2.1", AGREES_ROUNDED),
    ("4150", ">7600", "80", AGREES_COARSELY),
    ("4150", "7600", "80", AGREES_COARSELY),
    ("1000", "1780", "80", AGREES_COARSELY),
    ("4150", ">7600", "81", CONTRADICTS),
    ("4150", ">7650", ">90", CANNOT_BE_TOLD),
    ("4150", ">7900", "80", CONTRADICTS),
    ("42", "30", "28.6", CONTRADICTS),
    ("100", "180", "<79", AGREES_ROUNDED),
    ("100", "180", "<78", CONTRADICTS),
    ("1000", "1798", ">80", CONTRADICTS),  # a threshold is not rounded
    ("100", ">180", "<80", CANNOT_BE_TOLD),  # 100 may have been 100.4
    ("100", ">180", "<79", CONTRADICTS),
    ("100", ">180", "<70", CONTRADICTS),
    ("4150", ">7600", "90", CANNOT_BE_TOLD),
    ("100", ">180", ">100", CANNOT_BE_TOLD),
    (">100", ">180", "80", CANNOT_BE_TOLD),
    ("~100", "180", "80", CANNOT_BE_TOLD),
    ("0", "180", "80", CANNOT_BE_TOLD),
    # The bound of a fall is one of its size, as it is printed: "fell by more than 20%", "fell by nearly 30%".
    ("110", "80", ">-20", AGREES),
    ("100", "<80", ">-20", AGREES),
    ("100", "72", "<-30", AGREES),
    ("100", ">80", "<-20", AGREES),
    ("100", "72", ">-30", CONTRADICTS),
    ("110", "80", "<-20", CONTRADICTS),
    ("100", "<80", "<-20", CANNOT_BE_TOLD),
]


@pytest.mark.parametrize(("baseline", "current", "stated", "verdict"), RELATIVE)
def test_a_relative_change_is_judged(baseline: str, current: str, stated: str, verdict: str) -> None:
    """Each verdict follows from the two values, their bounds and the percentage that is stated."""
    found = the_verdict(observation("a", baseline), observation("b", current), comparison(stated))
    assert found.verdict == verdict, found.words
    assert found.severity == {CONTRADICTS: ERROR, AGREES_COARSELY: WARNING}.get(verdict, "")


def test_coarse_rounding_says_to_what_and_when() -> None:
    """The warning names the power of ten, and what has to hold besides where a bound leaves more open."""
    bounded = the_verdict(observation("a", "4150"), observation("b", ">7600"), comparison("80"))
    assert bounded.words == (
        "From 4,150 km to more than 7,600 km is a change of more than +83.13%; stated is +80%, "
        "right only to the nearest 10, and only if the true change is at most +85%."
    )
    plain = the_verdict(observation("a", "4150"), observation("b", "7600"), comparison("80"))
    assert plain.words.endswith("about +83.13%; stated is +80%, right only to the nearest 10.")


def test_a_fraction_is_said_as_it_is_stated() -> None:
    """More than 1 in 3 is no 0.333333, also where it is told in per cent."""
    third = observation("b", ">0.333333", "unit:UNITLESS", "; yd:numerator 1 ; yd:denominator 3")
    plain = the_verdict(observation("a", "0.5", "unit:UNITLESS"), third, comparison(None))
    assert plain.words.startswith("From 0.5 to more than 1 in 3 is a change of ")
    assert CHINESE.told(plain.words).startswith("由0.5到超过三分之一")
    converted = the_verdict(observation("a", "50", "unit:PERCENT"), third, comparison(None))
    assert "(1 in 3)" in converted.words


@pytest.mark.parametrize(
    ("values", "unit", "stated", "change_unit", "verdict"),
    [
        (("23.9", "24.4"), "unit:PERCENT", "0.5", "yd:PercentagePoint", AGREES),
        (("23.9", "24.4"), "unit:PERCENT", "0.6", "yd:PercentagePoint", AGREES_ROUNDED),
        (("23.9", "24.4"), "unit:PERCENT", "0.8", "yd:PercentagePoint", CONTRADICTS),
        (("6", "9"), "unit:NUM", "3", "unit:NUM", AGREES),
        (("6", "9"), "unit:NUM", "4", "unit:NUM", CONTRADICTS),  # counts are not rounded
        (("6000000", "9000000"), "unit:NUM", "4000000", "unit:NUM", AGREES_ROUNDED),  # millions are
        (("0.25", "0.5"), "unit:UNITLESS", "25", "yd:PercentagePoint", AGREES),
    ],
)
def test_an_absolute_change_is_judged(
    values: tuple[str, str], unit: str, stated: str, change_unit: str, verdict: str
) -> None:
    """A difference is judged in the values' unit, that of percentages in percentage points."""
    sides = observation("a", values[0], unit), observation("b", values[1], unit)
    found = the_verdict(*sides, comparison(stated, "Absolute", change_unit))
    assert found.verdict == verdict, found.words


@pytest.mark.parametrize(("stated", "unit"), [("-80", "unit:MIN"), ("-80.5", "unit:MIN"), ("-1.4", "unit:HR")])
def test_units_of_one_dimension_are_converted(stated: str, unit: str) -> None:
    """Two hours and 40 minutes are compared in minutes, whatever unit the change is stated in."""
    sides = observation("a", "2", "unit:HR"), observation("b", "40", "unit:MIN")
    found = the_verdict(*sides, comparison(stated, "Absolute", unit))
    assert found.verdict == (AGREES if stated == "-80" else AGREES_ROUNDED), found.words
    assert found.words.startswith("From 120 minutes (2 hours) to 40 minutes is a change of −80 minutes")


DAMAGED = [
    (observation("a", "2", "unit:HR") + observation("b", "40"), comparison("5"), "do not measure the same"),
    (
        observation("a", "2", "unit:CCY_USD") + observation("b", "4", "unit:CCY_CNY"),
        comparison("5"),
        "measure the same",
    ),
    (observation("a", "2") + observation("b", "4"), comparison("2", "Absolute", "unit:TONNE"), "measure the same"),
    (observation("a", "2") + observation("b", "4"), comparison("2", "Relative", "unit:KiloM"), "counted in percent"),
    (
        observation("a", "20", "unit:PERCENT") + observation("b", "40", "unit:PERCENT"),
        comparison("20", "Absolute"),
        "percentage points",
    ),
    (observation("a", "2"), comparison("5"), "missing or damaged"),
    (observation("b", "2"), comparison("5"), "missing or damaged"),
    (observation("a", "2") + observation("b", "x"), comparison("5"), "missing or damaged"),
    (observation("a", "2") + observation("b", "4"), comparison("x"), "damaged"),
    (observation("a", "2") + observation("b", "4"), comparison("5", "No"), "how the stated change is counted"),
]


@pytest.mark.parametrize(("values", "compared", "words"), DAMAGED)
def test_what_cannot_be_computed_is_an_error(values: str, compared: str, words: str) -> None:
    """Values of different dimensions and damaged records cannot be told, and are errors."""
    verdict = the_verdict(values, compared)
    assert (verdict.verdict, verdict.severity) == (CANNOT_BE_TOLD, ERROR)
    assert words in verdict.words


def test_a_missing_baseline_cannot_be_told_but_is_computed_in_words() -> None:
    """Where no value to compare with is stated, the words say what would follow."""
    sides = "yd:current ydr:observation-b ; yd:baselinePeriod ydr:period-2018"
    verdict = the_verdict(
        observation("b", "83.3", "unit:PERCENT"), comparison("8.2", "Absolute", "yd:PercentagePoint", sides)
    )
    assert (verdict.verdict, verdict.severity) == (NOT_STATED, "")
    assert "75.1% would follow" in verdict.words


def test_a_baseline_that_is_stated_elsewhere_is_used() -> None:
    """A comparison that names only the period is judged by the value that the graph has of it."""
    sides = "yd:current ydr:observation-b ; yd:baselinePeriod ydr:period-2018"
    values = observation("a", "75.1", "unit:PERCENT", "; yd:period ydr:period-2018") + observation(
        "b", "83.3", "unit:PERCENT"
    )
    compared = comparison("8.2", "Absolute", "yd:PercentagePoint", sides)
    assert the_verdict(values, compared).verdict == AGREES
    assert the_verdict(values.replace("75.1", "73"), compared).verdict == CONTRADICTS
    elsewhen = the_verdict(values.replace("ydr:period-2018", "ydr:period-2017"), compared)
    assert elsewhen.words.startswith("No value is stated")
    twice = values + observation("a2", "74", "unit:PERCENT", "; yd:period ydr:period-2018")
    assert "ore than one value" in the_verdict(twice, compared).words


@pytest.mark.parametrize(
    ("low", "high", "label", "verdict"),
    [
        ("2", "4", "It rose", AGREES_IN_DIRECTION),
        ("2", ">2", "It rose", AGREES_IN_DIRECTION),
        ("4", "2", "It fell", AGREES_IN_DIRECTION),
        ("4", "2", "It rose", CONTRADICTS),
        ("2", "4", "It fell", CONTRADICTS),
        ("2", "2", "It rose", CONTRADICTS),
        (">2", "4", "It rose", CANNOT_BE_TOLD),
        ("2", "4", "It changed", CANNOT_BE_TOLD),
    ],
)
def test_a_direction_is_judged(low: str, high: str, label: str, verdict: str) -> None:
    """A rise or fall that a label states without a figure agrees in direction, or contradicts."""
    found = the_verdict(observation("a", low), observation("b", high), comparison(None).replace("'C'", f"'{label}'"))
    assert found.verdict == verdict, found.words


OUTCOMES = [
    # value, target, direction, stated, verdict
    ("1.55", "1.9", "LowerIsBetter", "AheadOfTarget", AGREES),
    ("1.55", "1.9", "HigherIsBetter", "AheadOfTarget", CONTRADICTS),
    ("1.55", "1.9", "HigherIsBetter", "BehindTarget", AGREES),
    ("1.9", "1.9", "LowerIsBetter", "OnTarget", AGREES),
    ("1.9", "1.9", "LowerIsBetter", "AheadOfTarget", AGREES_ROUNDED),
    ("1.95", "1.9", "LowerIsBetter", "OnTarget", AGREES_ROUNDED),
    (">1.9", "1.9", "HigherIsBetter", "AheadOfTarget", AGREES),
    (">1.5", "1.9", "HigherIsBetter", "AheadOfTarget", CANNOT_BE_TOLD),
    ("<1.9", "1.9", "HigherIsBetter", "OnTarget", CONTRADICTS),
    ("2", ">1.9", "HigherIsBetter", "OnTarget", AGREES),
    ("2", ">1.9", "HigherIsBetter", "AheadOfTarget", AGREES),
    ("1.9", ">1.9", "HigherIsBetter", "OnTarget", CONTRADICTS),
    ("1.9", ">1.9", "HigherIsBetter", "BehindTarget", AGREES),
    ("1.55", "1.9", "NoDirection", "AheadOfTarget", CANNOT_BE_TOLD),
    ("1.55", "1.9", "LowerIsBetter", None, CANNOT_BE_TOLD),
]


@pytest.mark.parametrize(("value", "target", "direction", "stated", "verdict"), OUTCOMES)
def test_an_outcome_is_judged(value: str, target: str, direction: str, stated: str | None, verdict: str) -> None:
    """Ahead, on or behind follows from value, bound and direction, and is set against what is stated."""
    sides = "yd:current ydr:observation-b ; yd:target ydr:observation-a"
    outcome = f" ; yd:statedOutcome yd:{stated}" if stated else ""
    found = the_verdict(
        f"ydr:metric-m a yd:Metric ; yd:direction yd:{direction} .\n",
        observation("b", value, "unit:UNITLESS"),
        observation("a", target, "unit:UNITLESS").replace("yd:Actual", "yd:Target"),
        comparison(None, sides=sides + outcome),
    )
    assert found.verdict == verdict, found.words


def test_a_target_that_nothing_is_compared_with_is_named() -> None:
    """Every target gets a verdict, also where no value is set against it."""
    verdict = the_verdict(observation("a", "1.9").replace("yd:Actual", "yd:Target"))
    assert (verdict.comparison, verdict.verdict) == (ydr("observation-a"), CANNOT_BE_TOLD)


@given(st.integers(1, 5000), st.integers(1, 5000), st.integers(-1, 2), st.sampled_from(["", ">", "<"]))
def test_a_change_that_was_computed_rightly_never_contradicts(low: int, high: int, places: int, sign: str) -> None:
    """Whoever computes the change of two values and rounds it is never told that it contradicts them."""
    change = (Fraction(high, low) - 1) * 100
    rounded = Decimal(round(change * 10 ** max(places, 0))).scaleb(-max(places, 0))
    found = the_verdict(observation("a", str(low)), observation("b", f"{sign}{high}"), comparison(f"{rounded:f}"))
    assert found.verdict in {AGREES, AGREES_ROUNDED, CANNOT_BE_TOLD}, found.words


@given(st.integers(1, 5000), st.integers(1, 5000), st.integers(-100, 500))
def test_a_change_far_from_the_true_one_never_agrees(low: int, high: int, stated: int) -> None:
    """Whatever lies outside of what the printed digits allow does not agree, however near it is."""
    least, most = ((Fraction(2 * high - d, 2 * low + d) - 1) * 100 for d in (1, -1))
    found = the_verdict(observation("a", str(low)), observation("b", str(high)), comparison(str(stated)))
    fits = least - Fraction(1, 2) <= stated <= most + Fraction(1, 2)
    assert (found.verdict in {AGREES, AGREES_ROUNDED}) == fits, found.words


SHIPPED = {
    "ciie-7-against-previous": NOT_STATED,
    "good-air-against-2018": NOT_STATED,
    "growth-against-nation": OTHER_NOT_STATED,
    "output-share-2018-2023": AGREES_IN_DIRECTION,
    "pm25-against-2018": AGREES_IN_DIRECTION,
    "railway-network": AGREES_COARSELY,
    "rd-intensity-2018-2023": AGREES_IN_DIRECTION,
    "travel-shanghai-huzhou": AGREES_IN_DIRECTION,
    "trillion-yuan-cities": AGREES_IN_DIRECTION,
    "vehicle-to-pile-ratio": AGREES,
}
WORDS = {
    "ciie-7-against-previous": "about 78.4 billion US dollars would follow",  # as it is derived
    "good-air-against-2018": "75.1% would follow",
    "growth-against-nation": "4.8% would follow",
    "output-share-2018-2023": "+0.5 percentage points",
    "pm25-against-2018": "−12 µg/m³",
    "rd-intensity-2018-2023": "+0.53 percentage points",
    "travel-shanghai-huzhou": "is an expected change of −80 minutes; stated is a fall",
    "trillion-yuan-cities": "+3",
    "vehicle-to-pile-ratio": "1.55 against a target of 1.9, where lower is better, is ahead of the target",
}


def test_the_shipped_data_gets_these_verdicts(shipped: list[Triple]) -> None:
    """Each comparison of the release gets the verdict that a person reaches by hand, with the computation."""
    verdicts = {compact(v.comparison).removeprefix("ydr:comparison-"): v for v in audit(shipped)}
    assert {name: verdict.verdict for name, verdict in verdicts.items()} == SHIPPED
    for name, words in WORDS.items():
        assert words in verdicts[name].words
    assert all(verdict.verdict in VERDICTS and verdict.offset is not None for verdict in verdicts.values())


def test_the_shipped_data_gives_one_warning(shipped: list[Triple]) -> None:
    """Only the length of the railway network asks for a note: its stated rise is a rounded one."""
    (finding,) = findings(audit(shipped))
    assert (finding.entity, finding.severity, finding.rule) == (
        ydr("comparison-railway-network"),
        WARNING,
        "arithmetic",
    )
    assert finding.offset == 6199


def test_any_fact_may_be_missing(shipped: list[Triple]) -> None:
    """The audit says something, and does not break, whatever fact of a record is left out."""
    kinds = ("comparison-", "observation-pm25", "observation-vehicle", "metric-pm25", "metric-vehicle")
    few = [t for t in shipped if t.subject.value.startswith(tuple(ydr(kind) for kind in kinds))]
    comparisons = sum(t.object.value == YD.Comparison for t in few)
    for left_out in few:
        verdicts = audit([triple for triple in few if triple != left_out])
        assert len(verdicts) >= comparisons - 1
