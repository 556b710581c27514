"""Tables of what is stated: people and posts, figures, milestones, comparisons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ydkg.export._desk import SENTENCE, SOURCES, linked, named, sheet_of, words
from ydkg.export._sheet import Column
from ydkg.graph.found import Found
from ydkg.telling.claim import tell_claim
from ydkg.telling.comparison import tell_comparison
from ydkg.telling.figure import tell_figure
from ydkg.telling.milestone import tell_milestone
from ydkg.telling.naming import iri_of
from ydkg.vocab import ORG, QUDT, YD
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ydkg.export._desk import Desk
    from ydkg.export._sheet import Cell, Sheet
    from ydkg.network.vicinity import Joint
    from ydkg.telling.claim import Claim
    from ydkg.telling.comparison import Comparison
    from ydkg.telling.figure import Figure

#: What a comparison sets side by side.
_STEPS = (
    ("current", translatable("current")),
    ("baseline", translatable("baseline")),
    ("target", translatable("target")),
)


def people(desk: Desk) -> Sheet:
    """Make the table of people and posts: a row a post, and one for each person without.

    Parameters
    ----------
    desk : Desk

    Returns
    -------
    Sheet
        A row a post, or a person without one.
    """
    columns = (
        Column("post", "iri", translatable("address")), *linked("person", translatable("person")),
        *linked("role", translatable("post")), *linked("organization", translatable("organisation")),
        Column("as_of", "day", translatable("as of")), *SENTENCE, SOURCES,
    )  # fmt: skip

    def rows() -> Iterator[tuple[Cell, ...]]:
        for iri, joint in desk.posts():
            yield _post(desk, joint) if joint else (
                iri, *desk.link(iri), *[None] * 7, *desk.naming.name(iri), desk.evidence(iri)
            )  # fmt: skip

    return sheet_of("people", translatable("People and posts"), columns, rows, {"person": "things"})


def _post(desk: Desk, joint: Joint) -> tuple[Cell, ...]:
    post = desk.relation(joint)
    return (
        joint.record, *desk.link(joint.source), *desk.link(desk.one(joint.record, ORG.role)),
        *desk.link(joint.target), post.date or None, *post.sentence, desk.evidence(joint.record),
    )  # fmt: skip


def figures(desk: Desk) -> Sheet:
    """Make the table of figures: value with bound and unit, time, status.

    Parameters
    ----------
    desk : Desk

    Returns
    -------
    Sheet
        A row a figure.
    """
    columns = (
        Column("figure", "iri", translatable("address")), *linked("about", translatable("what it is about")),
        *linked("metric", translatable("metric")), Column("value", "decimal", translatable("value")),
        *linked("unit", translatable("unit")), *linked("bound", translatable("bound")),
        Column("numerator", "integer", translatable("numerator")),
        Column("denominator", "integer", translatable("denominator")), *linked("period", translatable("period")),
        *linked("edition", translatable("edition")), Column("as_of", "day", translatable("as of")),
        *linked("status", translatable("value status")), *named("note", translatable("editors’ note")), *SENTENCE,
        SOURCES,
    )  # fmt: skip

    def rows() -> Iterator[tuple[Cell, ...]]:
        return (_figure(desk, tell_figure(desk.reading, iri)) for iri in desk.records(YD.Observation))

    leads = {"about": "things", "metric": "things"}
    return sheet_of("figures", translatable("Figures"), columns, rows, leads)


def _figure(desk: Desk, figure: Figure) -> tuple[Cell, ...]:
    iri = iri_of(figure.id)
    return (
        iri, *desk.link(iri_of(figure.about)), *desk.link(iri_of(figure.metric)), desk.decimal(iri, YD.value),
        *desk.link(figure.unit), *desk.link(figure.bound), desk.whole(iri, YD.numerator),
        desk.whole(iri, YD.denominator), *desk.link(figure.period), *desk.link(figure.edition),
        desk.table.text(iri, YD.asOf), *desk.link(desk.one(iri, YD.valueStatus)), *words(figure.note),
        *figure.sentence, desk.evidence(iri),
    )  # fmt: skip


def milestones(desk: Desk) -> Sheet:
    """Make the table of milestones: which stage a thing has reached, or is planned to, and when.

    Parameters
    ----------
    desk : Desk

    Returns
    -------
    Sheet
        A row a milestone.
    """
    columns = (
        Column("milestone", "iri", translatable("address")), *linked("about", translatable("what it is about")),
        *linked("stage", translatable("stage")), *linked("modality", translatable("modality")),
        Column("on", "day", translatable("on")), Column("not_after", "day", translatable("not after")),
        Column("as_of", "day", translatable("as of")), *named("note", translatable("editors’ note")), *SENTENCE,
        SOURCES,
    )  # fmt: skip

    def row(iri: str) -> tuple[Cell, ...]:
        each = tell_milestone(desk.reading, iri)
        return (
            iri, *desk.link(iri_of(each.about)), *desk.link(desk.one(iri, YD.stage)),
            *desk.link(desk.one(iri, YD.modality)), desk.table.text(iri, YD.on),
            desk.table.text(iri, YD.notAfter), desk.table.text(iri, YD.asOf), *words(each.note), *each.sentence,
            desk.evidence(iri),
        )  # fmt: skip

    return sheet_of(
        "milestones",
        translatable("Milestones"),
        columns,
        lambda: map(row, desk.records(YD.Milestone)),
        {"about": "things"},
    )


def comparisons(desk: Desk) -> Sheet:
    """Make the table of comparisons and first claims: what is set against what, and what is called a first.

    Parameters
    ----------
    desk : Desk

    Returns
    -------
    Sheet
        A row a comparison or claim.
    """
    columns = (
        Column("comparison", "iri", translatable("address")),
        *linked("about", translatable("what it is about")),
        *(Column(name, "iri", title) for name, title in _STEPS), Column("change", "decimal", translatable("change")),
        *linked("unit", translatable("unit")), *linked("bound", translatable("bound")),
        *linked("scope", translatable("first in")), *named("note", translatable("editors’ note")), *SENTENCE,
        SOURCES,
    )  # fmt: skip
    # The figures of a comparison are told with it, and no others.
    steps = Found(lambda name: desk.figure(iri_of(name)), tuple)

    def row(iri: str) -> tuple[Cell, ...]:
        each: Comparison | Claim = (
            tell_claim(desk.reading, iri)
            if desk.kind(iri) == YD.FirstClaim
            else tell_comparison(desk.reading, iri, steps)
        )
        return (
            iri, *desk.link(iri_of(each.about)),
            *(desk.one(iri, predicate) or None for predicate in (YD.current, YD.baseline, YD.target)),
            desk.decimal(iri, YD.statedChange), *desk.link(desk.one(iri, QUDT.hasUnit)),
            *desk.link(desk.one(iri, YD.bound)), *desk.link(desk.one(iri, YD.scope)), *words(each.note),
            *each.sentence, desk.evidence(iri),
        )  # fmt: skip

    leads = {"about": "things", **{name: "figures" for name, _ in _STEPS}}
    return sheet_of(
        "comparisons",
        translatable("Comparisons and first claims"),
        columns,
        lambda: map(row, desk.records(YD.Comparison, YD.FirstClaim)),
        leads,
    )
