"""How a figure stands to a target or a baseline: by what the words of both leave possible, and by nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from ydkg.telling.comparisons import Comparison


@pytest.mark.parametrize(
    ("metric", "now", "other", "key"),
    [
        # Over 40 against 42 may be 41, 42 or 43; over 43 is past it; nearly 40 has not come to it.
        ("share", ">40", "42", "open"),
        ("share", ">43", "42", "ahead"),
        ("share", "<40", "42", "behind"),
        ("share", "<43", "42", "open"),
        ("share", "42", "42", "on"),
        # A target that is to be passed is missed by a figure equal to it.
        ("share", "42", ">42", "behind"),
        ("share", ">42", ">42", "ahead"),
        # Where less is better it is the other way round.
        ("time", "<40", "42", "ahead"),
        ("time", "<43", "42", "open"),
        ("time", ">43", "42", "behind"),
        ("time", ">40", "42", "open"),
        ("time", "41", "<42", "ahead"),
        ("time", ">40", "<50", "open"),
        # What is to be reached at least, or at most, is reached by a figure equal to it.
        ("share", "42", "≥42", "on"),
        ("share", "43", "≥42", "ahead"),
        ("share", "≥42", "≥42", "open"),
        ("share", "41", "≥42", "behind"),
        ("share", "≤42", "42", "open"),
        ("share", "≤41", "42", "behind"),
        ("time", "42", "≤42", "on"),
        ("time", "≤41", "42", "ahead"),
        ("share", "~40", "42", "open"),
        ("share", "~30", "42", "behind"),
    ],
)
def test_a_target_is_judged_by_intervals(
    compare: Callable[..., Comparison], metric: str, now: str, other: str, key: str
) -> None:
    """A figure is ahead, on or behind only where its bound and that of the target leave nothing else possible."""
    assert compare(metric, now, other).verdict.key == key


@pytest.mark.parametrize(
    ("metric", "now", "other", "key"),
    [
        ("share", ">40", "42", "open"),
        ("share", ">43", "42", "improved"),
        ("share", "40", ">42", "worsened"),
        ("share", "43", ">42", "open"),
        ("share", "43", "<42", "improved"),
        ("share", "42", "42", "unchanged"),
        ("time", "40", ">42", "improved"),
        ("share", "≥43", "42", "improved"),
        ("share", "42", "≥42", "open"),
        ("time", "<43", "42", "open"),
        ("time", ">43", "<42", "worsened"),
    ],
)
def test_a_baseline_is_judged_by_intervals(
    compare: Callable[..., Comparison], metric: str, now: str, other: str, key: str
) -> None:
    """A figure is better or worse than its baseline only where the bounds of both leave nothing else possible."""
    assert compare(metric, now, other, role="baseline").verdict.key == key


def test_what_cannot_be_told_says_what_is_possible_and_why(compare: Callable[..., Comparison]) -> None:
    """The possible outcomes stand in words, with the bound that leaves them open, in both languages."""
    verdict = compare("share", ">40", "42").verdict
    assert verdict.text.en == "ahead of, on or behind target: the figure is a lower bound"
    assert verdict.text.zh == "优于、达到或未达目标：数据为下限"
    assert not verdict.stated
    other = compare("time", "40", "<42", role="baseline").verdict
    assert other.text.en == "better than, as or worse than baseline: the baseline is an upper bound"
    both = compare("time", ">40", "<50").verdict
    assert both.text.en == "ahead of or behind target: the figure is a lower bound and the target is an upper bound"


@pytest.mark.parametrize(
    ("figures", "how", "judged"),
    [
        (("share", ">42", "42"), {}, "ahead of target (by the figures)"),
        (("share", "42", ">42"), {}, "behind target (by the figures)"),
        (("time", "<42", "42"), {"role": "baseline"}, "better than baseline (by the figures)"),
        (("share", "42", "<42"), {"role": "baseline"}, "better than baseline (by the figures)"),
        (("share", "42", "42"), {"status": "Expected"}, "expected to be on target (by the figures)"),
        (("share", ">42.5", "42"), {}, "ahead of target by more than 0.5 percentage points, computed"),
    ],
)
def test_a_verdict_holds_by_no_amount_where_none_is_known(
    compare: Callable[..., Comparison], figures: tuple[str, str, str], how: dict[str, str], judged: str
) -> None:
    """Over 42 against 42 is ahead, by more than nothing, which is not said; and no sign stands before a zero."""
    comparison = compare(*figures, **how)
    assert comparison.judged.en == judged
    assert "-0" not in "".join((*comparison.judged, *comparison.computed))


def test_hours_and_minutes_are_judged_in_one_unit(compare: Callable[..., Comparison]) -> None:
    """40 minutes is less than 2 hours, and its change is told in minutes; kilometres and hours are not compared."""
    comparison = compare("time", "40", "2", unit="MIN", other_unit="HR", role="baseline")
    assert (comparison.verdict.key, comparison.computed.en) == ("improved", "−80 minutes")
    assert comparison.chart is not None
    assert comparison.chart.high.en == "138 min"
    assert not compare("time", "40", "2", unit="MIN", other_unit="KiloM", role="baseline").verdict


def test_what_is_expected_is_no_better_yet(compare: Callable[..., Comparison]) -> None:
    """A figure that is only expected is expected to be better, and so is its change."""
    comparison = compare("share", "43", "42", role="baseline", status="Expected")
    assert comparison.verdict.key == "hoped"
    assert comparison.verdict.text.en == "expected to be better than baseline"
    assert comparison.computed == ("+1 percentage point (expected)", "+1个百分点（预期）")
    assert [step.title.en for step in comparison.steps] == ["baseline", "expected"]


def test_without_a_direction_there_is_no_verdict(compare: Callable[..., Comparison]) -> None:
    """Where neither more nor less is better, nothing is judged."""
    assert not compare("size", "43", "42").verdict


def test_a_stated_outcome_goes_before_any_computation(compare: Callable[..., Comparison]) -> None:
    """What the document says of a comparison is told as it says it, even where the figures say otherwise."""
    verdict = compare("share", "1", "2", more="ydr:compared yd:statedOutcome yd:AheadOfTarget .").verdict
    assert (verdict.key, verdict.text.en, verdict.stated) == ("ahead", "ahead of target", True)
    assert verdict.text.zh == "优于目标"


@pytest.mark.parametrize(
    ("now", "other", "change"),
    [
        (">7600", "4150", "more than +3,450 km"),
        ("<7600", "4150", "less than +3,450 km"),
        ("7600", ">4150", "less than +3,450 km"),
        (">7600", ">4150", ""),
        ("4150", "7600", "−3,450 km"),
        ("4150", "4150", "no change"),
        ("~7600", "4100", "between +3,450 km and +3,550 km"),
    ],
)
def test_a_change_keeps_its_bound_and_unit(
    compare: Callable[..., Comparison], now: str, other: str, change: str
) -> None:
    """A change from a baseline is told as far as the bounds of both figures let it be told."""
    assert compare("size", now, other, unit="KiloM", role="baseline").computed.en == change


@pytest.mark.parametrize(("now", "change"), [("", "about −0.1667"), (">", "more than −0.1667")])
def test_a_change_of_fractions_has_few_digits(compare: Callable[..., Comparison], now: str, change: str) -> None:
    """From a half to a third no decimal has all of it: an end is rounded outwards, so that what is said stays true."""
    third = "ydr:now yd:numerator 1 ; yd:denominator 3 . ydr:other yd:numerator 1 ; yd:denominator 2 ."
    comparison = compare("share", f"{now}0.333333", "0.5", unit="UNITLESS", role="baseline", more=third)
    assert comparison.computed.en == change


def test_a_difference_of_percentages_is_in_percentage_points(compare: Callable[..., Comparison]) -> None:
    """From 2.81 % to 3.34 % is 0.53 percentage points, and not per cent."""
    comparison = compare("share", "3.34", "2.81", role="baseline")
    assert comparison.computed == ("+0.53 percentage points", "+0.53个百分点")
