"""One verdict on every face: what bounds leave open is told as open by the site, the explorer and the command line."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from atlases import data_of
from triples import HEAD, triples_of
from ydkg.explorer.page import build

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Launch, Run

TURTLE = """
ydr:delta a yd:Place ; rdfs:label "Delta"@en .
ydr:share a yd:Metric ; rdfs:label "share"@en ; yd:direction yd:HigherIsBetter .
ydr:time a yd:Metric ; rdfs:label "time"@en ; yd:direction yd:LowerIsBetter .
"""
PAIR = """
ydr:{name}-now a yd:Observation ; rdfs:label "now"@en ; yd:metric ydr:{metric} ; yd:about ydr:delta ;
  yd:value {now} ; qudt:hasUnit unit:PERCENT ; yd:bound yd:{bound} ; yd:valueStatus yd:Actual .
ydr:{name}-other a yd:Observation ; rdfs:label "other"@en ; yd:metric ydr:{metric} ; yd:about ydr:delta ;
  yd:value {other} ; qudt:hasUnit unit:PERCENT ; yd:bound yd:Exactly ; yd:valueStatus yd:Actual .
ydr:{name} a yd:Comparison ; rdfs:label "{name}"@en ; yd:current ydr:{name}-now ; yd:{role} ydr:{name}-other .
"""
#: Name of a comparison -> metric, figure, its bound, what it is set against, as what, and what is to be told of it.
CASES = {
    "over": ("share", 40.5, "MoreThan", 42.5, "target", "ahead of, on or behind target: the figure is a lower bound"),
    "past": ("share", 43.5, "MoreThan", 42.5, "target", "ahead of target"),
    "under": ("time", 43.5, "LessThan", 42.5, "target", "ahead of, on or behind target: the figure is an upper bound"),
    "short": ("time", 43.5, "MoreThan", 42.5, "target", "behind target"),
    "since": (
        "share", 40.5, "MoreThan", 42.5, "baseline",
        "better than, as or worse than baseline: the figure is a lower bound",
    ),
    "below": (
        "time", 43.5, "LessThan", 42.5, "baseline",
        "better than, as or worse than baseline: the figure is an upper bound",
    ),
}  # fmt: skip


def said(name: str) -> str:
    """Say what is to be told of a comparison, and what it is computed by: an amount where bounds leave one."""
    return CASES[name][-1] + (
        " by more than 1 percentage point, computed" if name in {"past", "short"} else " (by the figures)"
    )


def turtle() -> str:
    """Write the graph of all cases."""
    pairs = [
        PAIR.format(name=name, metric=metric, now=now, bound=bound, other=other, role=role)
        for name, (metric, now, bound, other, role, _) in CASES.items()
    ]
    return HEAD + TURTLE + "".join(pairs)


def test_the_explorer_tells_what_bounds_leave_open() -> None:
    """The page's data have the verdict of each comparison, which its program only shows."""
    comparisons = data_of(build(triples_of(turtle())))["comparisons"]
    told = {comparison["id"]: comparison["judged"][0] for comparison in comparisons}
    assert told == {name: said(name) for name in CASES}


def test_the_command_line_and_the_site_tell_what_bounds_leave_open(
    launch: Launch, ydkg_run: Run, tmp_path: Path
) -> None:
    """``show`` ends each comparison of a thing so, and so do the pages of it, of its thing and of all metrics."""
    file = tmp_path / "graph.ttl"
    file.write_text(turtle(), encoding="utf-8")
    with launch("--data", str(file)) as running:

        @cache
        def text_of(path: str) -> str:
            return " ".join(re.sub(r"<[^>]*>", " ", running.ask(path)[2].decode()).split())

        for name, (metric, *_) in CASES.items():
            assert f"{name}; {said(name)}" in ydkg_run("--data", str(file), "show", name).stdout
            for path in (f"/id/{name}.html", "/metrics", "/id/delta.html", f"/id/{metric}.html"):
                assert said(name) in text_of(path), (name, path)
