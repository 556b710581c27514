"""The figures of a thing, or of a metric: values, comparisons with a chart, and what is to be said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ydkg.server.thing.sources import Sources, sources_of
from ydkg.vocab import UNIT, YD, expand, ydr
from ydkg.words.chart import Step, chart

if TYPE_CHECKING:
    from markupsafe import Markup

    from ydkg.server.thing.book import Book, Record
    from ydkg.server.thing.telling import Part, Telling

_ROLES = ("baseline", "current", "target")
_MINUTES = 60
# The status of figures of what is not yet so.
_HOPED = frozenset({"expected", "intended"})


class Row(NamedTuple):
    """One figure in a table: its record, sentence, value, time, status, note, and sources."""

    iri: str
    sentence: list[Part]
    value: str
    when: str
    status: str
    status_words: str
    note: str
    chart: Markup | None
    sources: Sources


class Stage(NamedTuple):
    """One figure of a comparison: its part in it, value, thing where there are several, time, and record.

    ``hoped`` says of the current figure that it is not yet so.
    """

    role: str
    hoped: str
    value: str
    about: str
    when: str
    iri: str


class Comparison(NamedTuple):
    """A comparison: record, sentence, figures, chart, stated change, what it is against, judgement, note, sources."""

    iri: str
    sentence: list[Part]
    stages: list[Stage]
    chart: Markup | None
    change: str
    against: str
    direction: str
    verdict: str
    verdict_words: str
    stated: bool
    note: str
    sources: Sources


class Group(NamedTuple):
    """The figures of a thing in one metric, or in a metric of one thing: the other one, comparisons, rows."""

    iri: str
    comparisons: list[Comparison]
    rows: list[Row]


def figures(telling: Telling, slug: str) -> list[Group]:
    """Tell the figures of a thing, by metric, or those in a metric, by thing.

    Parameters
    ----------
    telling : Telling
        The graph, in a language.
    slug : str
        A thing.

    Returns
    -------
    list of Group
        In the order of the records; may be empty.
    """
    book = telling.book
    metric = book.things[slug]["family"] == "metric"
    held = (book.figures_in if metric else book.figures_of).get(slug, [])
    groups: dict[str, Group] = {}
    for name, figure in held:
        other = ydr(figure["about" if metric else "metric"])
        group = groups.setdefault(other, Group(other, [], []))
        group.comparisons.extend(comparison(telling, each) for each, _ in book.comparisons_of.get(name, ()))
        group.rows.append(_row(telling, name, figure))
    return [_once(group) for group in groups.values()]


def _once(group: Group) -> Group:
    """Leave out the charts of single figures where a comparison draws them already."""
    if not any(each.chart for each in group.comparisons):
        return group
    return group._replace(rows=[row._replace(chart=None) for row in group.rows])


def comparison(telling: Telling, slug: str) -> Comparison:
    """Tell a comparison.

    Parameters
    ----------
    telling : Telling
        The graph, in a language.
    slug : str
        A comparison of the atlas.

    Returns
    -------
    Comparison
        Its words, and a chart where its figures can be drawn on one scale.
    """
    book, record = telling.book, telling.book.comparisons[slug]
    held = steps(book, record)
    several = len({figure["about"] for _, _, figure in held}) > 1
    stages = [
        Stage(
            role,
            _hoped(telling, role, figure),
            telling.value(figure),
            ydr(figure["about"]) if several else "",
            _time(telling, role, figure),
            ydr(name),
        )
        for role, name, figure in held
    ]
    direction = direction_of(book, held[0][2]) if held else ""
    key, said, stated = verdict(telling, record)
    against = [telling.term(record.get(name)) for name in ("againstAbout", "againstPeriod") if record.get(name)]
    return Comparison(
        ydr(slug),
        telling.labelled(record),
        stages,
        drawn(telling, [(role, figure) for role, _, figure in held]),
        str((telling.zh and record.get("changeZh")) or record.get("change", "")),
        telling.say(", ", "，").join(against),
        direction,
        key,
        said,
        stated,
        telling.term(record.get("note")),
        sources_of(book, (book.sources[number] for number in record["sources"])),
    )


def _time(telling: Telling, role: str, figure: Record) -> str:
    """Say of which time a figure of a comparison is, and its status where that does not go without saying."""
    told = role == "target" or figure.get("status") == "actual" or _hoped(telling, role, figure)
    status = "" if told else telling.term(figure.get("status"))
    return telling.say(", ", "，").join(part for part in (when(telling, figure), status) if part)


def _hoped(telling: Telling, role: str, figure: Record) -> str:
    """Say of a current figure that it is expected or intended, where it is; it is no figure of today then."""
    return telling.term(figure["status"]) if role == "current" and figure.get("status") in _HOPED else ""


def steps(book: Book, record: Record) -> list[tuple[str, str, Record]]:
    """List the figures of a comparison with their roles and slugs: baseline, current, target."""
    named = [(role, record[role]) for role in _ROLES if record.get(role) in book.observations]
    return [(role, name, book.observations[name]) for role, name in named]


def drawn(telling: Telling, held: list[tuple[str, Record]]) -> Markup | None:
    """Draw figures on one scale; None where they cannot be."""
    if not held or any(figure["value"] is None for _, figure in held):
        return None
    metric = ydr(held[0][1]["metric"])
    marks = [
        Step(
            role,  # type: ignore[arg-type]
            figure["value"],
            telling.value(figure),
            expand(figure["unit"]) or "",
            YD[figure["bound"]] if figure.get("bound") else "",
            _hoped(telling, role, figure),
        )
        for role, figure in held
    ]
    return chart(marks, direction_of(telling.book, held[0][1]), telling.book.one(metric, YD.measureKind), telling.lang)


def direction_of(book: Book, figure: Record) -> str:
    """Say which way is better for a figure: ``Higher``, ``Lower``, or neither."""
    return str(book.things.get(figure["metric"], {}).get("direction", ""))


def when(telling: Telling, figure: Record) -> str:
    """Say of which time a figure is, else as of which day; empty where neither is stated."""
    if said := telling.term(figure.get("period") or figure.get("edition")):
        return said
    day = telling.day(figure["asOf"]) if figure.get("asOf") else ""
    return telling.say(f"as of {day}", f"截至{day}") if day else ""


def verdict(telling: Telling, record: Record) -> tuple[str, str, bool]:
    """Say what is to be said of a comparison: what the document states, else what the figures show.

    Parameters
    ----------
    telling : Telling
        The graph, in a language.
    record : dict
        A comparison of the atlas.

    Returns
    -------
    tuple of str, str, bool
        ``ahead``, ``behind``, ``improved``, ``worsened``, ``unchanged`` or nothing, or ``hoped`` where the figure is of
        what is not yet so; its words; whether it is stated.
    """
    if record.get("outcome"):
        key = "behind" if record["outcome"] == "BehindTarget" else "ahead"
        return key, telling.term(record["outcomeText"]), True
    held = {role: figure for role, _, figure in steps(telling.book, record)}
    current, other = held.get("current"), held.get("target") or held.get("baseline")
    direction = direction_of(telling.book, current) if current else ""
    pair = [_shared(each) for each in (current, other) if each]
    if not current or not direction or len(pair) < 2 or pair[0][0] != pair[1][0]:  # noqa: PLR2004 - a figure and another
        return "", "", False
    gain = (pair[0][1] - pair[1][1]) * (-1 if direction == "Lower" else 1)
    if "target" in held:
        key = "ahead" if gain >= 0 else "behind"
    else:
        key = "improved" if gain > 0 else "worsened" if gain < 0 else "unchanged"
    en, zh = _VERDICTS[key]
    if _hoped(telling, "current", current):
        return "hoped", telling.say(f"expected to be {en}", f"预期{zh}"), False
    return key, telling.say(en, zh), False


_VERDICTS = {
    "ahead": ("ahead of target", "优于目标"),
    "behind": ("behind target", "落后于目标"),
    "improved": ("better than baseline", "优于基准"),
    "worsened": ("worse than baseline", "劣于基准"),
    "unchanged": ("as the baseline", "与基准持平"),
}


def _shared(figure: Record) -> tuple[str, float]:
    """Give a figure in a unit that others of its kind share."""
    value = figure["value"] or 0.0
    return (UNIT.MIN, value * _MINUTES) if figure["unit"] == "unit:HR" else (expand(figure["unit"]) or "", value)


def _row(telling: Telling, name: str, figure: Record) -> Row:
    status = figure.get("status", "")
    role = "target" if status == "target" else "current"
    return Row(
        ydr(name),
        telling.figure(figure),
        telling.value(figure),
        when(telling, figure),
        status,
        telling.term(status),
        telling.term(figure.get("note")),
        drawn(telling, [(role, figure)]),
        sources_of(telling.book, (telling.book.sources[number] for number in figure["sources"])),
    )
