"""What a page's data are: the atlas as plain lists and dicts, each text once where both languages say the same."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ydkg.collection import VERSION
from ydkg.graph.names import STOP_WORDS
from ydkg.graph.schema import reached
from ydkg.graph.sources import SENTENCE
from ydkg.language.days import known
from ydkg.telling.chart import AXIS, DIRECTIONS, HEIGHT, WIDTH
from ydkg.telling.cite import citation_patterns
from ydkg.telling.collection import graph_title
from ydkg.telling.comparisons import OUTCOMES
from ydkg.telling.milestones import MODALITIES, Milestone, states_of, status_of
from ydkg.telling.pictures import INSET, PATHS, tell_diagram
from ydkg.telling.sources import after_title, cited_line
from ydkg.telling.text import NOTHING, SEMICOLON, Text, joined, same, say
from ydkg.telling.timeline import plan_axis
from ydkg.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from ydkg.explorer.basemap import BaseMap
    from ydkg.telling.atlas import Atlas
    from ydkg.telling.chart import Chart
    from ydkg.telling.figures import Figure
    from ydkg.telling.later import PageStatement
    from ydkg.telling.relations import BilingualPhrase, Relation
    from ydkg.telling.sources import Evidence
    from ydkg.telling.thing import Thing, Value
    from ydkg.telling.timeline import TimelineEntry

Kind = TypeVar("Kind", bound="Hashable")


class _Numbers(Generic[Kind]):
    """Numbers of what is asked for, in the order of asking; what is false has none."""

    def __init__(self) -> None:
        self.numbers: dict[Kind, int] = {}

    def of(self, value: Kind) -> int | None:
        return self.numbers.setdefault(value, len(self.numbers)) if value else None


def page_data(atlas: Atlas, base: BaseMap | None = None) -> dict[str, Any]:
    """Arrange an atlas for a page."""
    evidence: _Numbers[Evidence] = _Numbers()
    document: dict[str, Any] = {
        **_records(atlas, evidence),
        "families": [[key, _short(name)] for key, name in atlas.families.items()],
        "modalities": list(reversed(MODALITIES)),
        "words": {
            **{key: _short(say(words).as_title()) for key, words in MODALITIES.items()},
            **{key: _short(say(words)) for key, words in (DIRECTIONS | OUTCOMES).items()},
        },
        "views": [[_short(view.title), view.address] for view in atlas.about.views_of(atlas.things)],
        "shapes": dict(PATHS),
        "facets": atlas.facets,
        "measured": [_short(each.sentence) for each in atlas.measured],
        "timeline": _timeline(atlas, evidence),
        "places": _places(atlas, base),
        "later": {
            "answers": {
                name: _present(line=told.line, words=list(map(_word, told.words)))
                for name, told in atlas.later.answers.items()
                if name in atlas.milestones
            },
            "words": {id_: list(map(_word, told)) for id_, told in atlas.later.words.items() if id_ in atlas.things},
            "asOf": _short(atlas.later.as_of),
        },
        "stopWords": STOP_WORDS.pattern,
        "prefixes": PREFIXES,
        "base": PREFIXES["ydr"],
        "title": _short(atlas.about.title),
        "citation": [_short(text) for text in (*citation_patterns(atlas.about.title), SEMICOLON)],
        "made": _short(joined([graph_title(atlas.about.title), same(VERSION)])),
        "chart": [WIDTH, HEIGHT, AXIS],
        "sentence": SENTENCE,
        "documents": [
            _present(
                work=number, **each.proof,
                sections=[[part.topic, _short(part.title), part.first, part.last] for part in each.sections],
                text=each.text,
            )
            for number, each in enumerate(map(atlas.documents.get, atlas.works))
            if each
        ],
    }  # fmt: skip
    return document | _sources(atlas, evidence.numbers)


def _records(atlas: Atlas, evidence: _Numbers[Evidence]) -> dict[str, Any]:
    """Give all that is told of things, and the phrases of relations."""
    phrases: _Numbers[BilingualPhrase] = _Numbers()
    states = states_of((each.about, each.modality) for each in atlas.milestones.values())
    return {
        "things": {thing.id: _thing(thing, states.get(thing.id, ()), evidence) for thing in atlas.things.values()},
        "relations": [
            _present(
                predicate=each.predicate, id=each.id, phrase=phrases.of(each.phrase),
                sentence=each.sentence, role=each.role,
                date=each.date, day=each.day, asOf=each.as_of, note=each.note, where=evidence.of(each.evidence),
                confidence=each.confidence, basis=each.basis, record=each.record, defined=each.defined,
                turtle=each.turtle,
            )
            for each in atlas.relations
        ],
        "observations": [
            _present(
                id=each.id, metric=each.metric, about=each.about, sentence=each.sentence, text=each.value,
                value=each.number, when=each.when, undated=each.undated, times=each.circumstances, status=each.status,
                state=each.state.lower(), note=each.note, basis=each.basis, where=evidence.of(each.evidence),
                chart=_chart(each.chart), turtle=each.turtle,
            )
            for each in atlas.figures.values()
        ],
        "comparisons": [
            _present(
                id=each.id, metric=each.metric, about=each.about, sentence=each.sentence,
                steps=[
                    _present(role=step.role, title=step.title, figure=step.figure.id, about=step.about, when=step.when)
                    for step in each.steps
                ],
                chart=_chart(each.chart), change=each.change, computed=each.computed, changed=each.changed,
                differs=each.differs, against=each.against, direction=each.direction,
                verdict=[each.verdict.key, _short(each.judged)] if each.verdict else None,
                note=each.note, basis=each.basis, where=evidence.of(each.evidence), turtle=each.turtle,
            )
            for each in atlas.comparisons.values()
        ],
        "milestones": [
            _present(
                id=each.id, about=each.about, modality=each.modality,
                sentence=each.sentence, when=each.when, last=each.last_day,
                note=each.note, basis=each.basis, where=evidence.of(each.evidence),
                turtle=each.turtle,
            )
            for each in _by_day(atlas)
        ],
        "claims": [
            _present(
                id=each.id, about=each.about, says=each.says, sentence=each.sentence, scope=each.scope,
                note=each.note, basis=each.basis, where=evidence.of(each.evidence), turtle=each.turtle,
            )
            for each in atlas.claims.values()
        ],
        "phrases": [[_short(text) for text in (each.between, each.onward, each.back)] for each in phrases.numbers],
    }  # fmt: skip


def _by_day(atlas: Atlas) -> list[Milestone]:
    """Put milestones by their last possible day, those without behind all others; then what is planned first."""
    modalities = {modality: place for place, modality in enumerate(reversed(MODALITIES))}

    def place(milestone: Milestone) -> tuple[bool, str, int, str]:
        thing = atlas.things.get(milestone.about)
        name = (thing.short or thing.name).en if thing else milestone.about
        return not milestone.last_day, milestone.last_day, modalities.get(milestone.modality, -1), name

    return sorted(atlas.milestones.values(), key=place)


def _thing(thing: Thing, states: Sequence[str], evidence: _Numbers[Evidence]) -> dict[str, Any]:
    return _present(
        name=thing.name, short=thing.short, aliases=list(thing.aliases), kind=thing.kind, family=thing.family,
        direction=thing.direction, rank=thing.rank, definition=thing.definition, note=thing.note,
        states=joined(say(MODALITIES[each]).as_title() for each in states), status=status_of(states),
        values=[
            _present(
                heading=each.heading, text=each.text, sentence=each.sentence,
                link=each.link, fact=[each.property, each.object], id=each.id,
                note=each.note, where=evidence.of(each.evidence), confidence=each.confidence, basis=each.basis,
                turtle=each.statement,
            )
            for each in thing.values
        ],
        mentions=evidence.of(thing.mentions),
        described=evidence.of(thing.described), registered=evidence.of(thing.registered),
        turtle=thing.turtle,
    )  # fmt: skip


def _word(word: PageStatement) -> dict[str, Any]:
    return _present(
        sentence=word.sentence, page=word.page, confidence=word.confidence, link=word.link, stands=word.stands,
        note=word.note,
    )  # fmt: skip


def _present(**values: object) -> dict[str, Any]:
    """Keep what a record has, texts short."""
    return {
        name: _short(value) if isinstance(value, Text) else value
        for name, value in values.items()
        if value or (isinstance(value, int | float) and value is not False)
    }


def _short(text: Text) -> str | list[str]:
    return text.en if text.en == text.zh else [*text]


def _chart(chart: Chart | None) -> list[Any] | None:
    """Give a chart as its title, the texts at its ends and between them, and its marks."""
    if chart is None:
        return None
    texts = [_short(text) for text in (chart.title, chart.low, chart.high, chart.better)]
    return [*texts, chart.start, chart.end, [[*mark] for mark in chart.marks]]


def _sources(atlas: Atlas, numbers: Mapping[Evidence, int]) -> dict[str, Any]:
    """Give the places where facts are written, their passages and registers, and the works.

    A passage is told by its name, its work and its characters; a register by its name and its work.
    """
    sources: _Numbers[str] = _Numbers()
    works = {work: number for number, work in enumerate(atlas.works)}
    blank = same("{range}")
    return {
        "evidence": [
            _present(
                sources=[sources.of(name) for name in each.ids],
                sign=each.sign,
                mark=each.mark,
                works=[
                    [works[work.id], *([_short(ranges), _short(where)] if ranges else [])]
                    for work, ranges, where in each.works
                ],
            )
            for each in numbers
        ],
        "sources": [
            _present(
                work=works[passage.work], start=passage.start, end=passage.end, lit=passage.directive, id=name
            )
            if (passage := atlas.passages.get(name))
            else {"work": works[name], "id": name}
            for name in sources.numbers
        ],
        "works": [
            _present(
                id=work.id, title=work.title, day=work.day, link=work.link, register=work.register, turtle=work.turtle,
                after=[_short(after_title(work, ranges)) for ranges in (blank, NOTHING)],
                cited=[_short(cited_line(work, ranges)) for ranges in (blank, NOTHING)],
            )
            for work in atlas.works.values()
        ],
    }  # fmt: skip


def _timeline(atlas: Atlas, evidence: _Numbers[Evidence]) -> dict[str, Any]:
    """Give the timeline: its axis, and each entry, in the order of the atlas.

    A stretch of the axis is label, first and last day, place of the start and the end. An entry has ``start`` and
    ``end`` on it where a day is said, and of a post the number of its ``line``. ``issued`` is place and number of each
    work with a day that the axis has.
    """
    axis = plan_axis([each for each in atlas.timeline if each.dated])
    numbers = {relation.id: number for number, relation in enumerate(atlas.relations)}
    days = [(known(work.date), number) for number, work in enumerate(atlas.works.values()) if not work.register]
    ends = (axis.stretches[0].first, axis.stretches[-1].last) if axis.stretches else ("9", "")

    def entry_of(entry: TimelineEntry) -> dict[str, Any]:
        state, line = "", None
        told: Milestone | Figure | Relation | Value
        if entry.kind == "milestone":
            told = atlas.milestones[entry.id]
            state = told.modality
        elif entry.kind == "figure":
            told = atlas.figures[entry.id]
            state = told.state.lower()
        elif entry.kind == "post":
            line = numbers[entry.id]
            told = atlas.relations[line]
        else:
            told = next(value for value in atlas.things[entry.id].values if value.heading == entry.heading)
        start, end = axis.place(entry.first, entry.last) if entry.dated else (None, None)
        return _present(
            kind=entry.kind, id=entry.id, things=[thing for thing in entry.things if thing in atlas.things],
            sentence=told.sentence, when=told.when if isinstance(told, Milestone) else entry.when,
            where=evidence.of(told.evidence), state=state, line=line, stated=entry.stated, hoped=entry.hoped,
            first=entry.first, last=entry.last, start=start, end=end,
        )  # fmt: skip

    return {
        "stretches": [list(each) for each in axis.stretches],
        "entries": list(map(entry_of, atlas.timeline)),
        "issued": [[axis.place(day, day)[1], number] for day, number in days if ends[0] <= day <= ends[1]],
    }


def _places(atlas: Atlas, base: BaseMap | None) -> dict[str, Any]:
    """Give the diagram of places.

    ``size``: width and height. ``spots``: thing, the one that it lies in (or none), place of the dot (or none), what is
    right there, and all that is there or in a place within it, itself included. ``routes``: thing, both ends of each
    stroke. ``graticule``: whether it is a meridian, its place, its label. ``insets``: a place without a dot that holds
    several, left, top, width and height. ``base``, where there is one: image, approval number, left, top, width and
    height.
    """
    diagram = tell_diagram(atlas)
    held, inner = {spot.id: spot.held for spot in diagram.spots}, defaultdict[str, list[str]](list)
    for spot in diagram.spots:
        inner[spot.within].append(spot.id)
    places = {spot: reached([spot], inner.__getitem__) for spot in held}
    found = {
        "size": [diagram.width, diagram.height],
        "spots": [
            {
                "id": spot.id,
                "within": spot.within if spot.within in atlas.things else "",
                "point": spot.point,
                "held": spot.held,
                "all": sorted(places[spot.id].union(*(held[place] for place in places[spot.id]))),
            }
            for spot in diagram.spots
        ],
        "routes": [[route.id, route.strokes] for route in diagram.routes],
        "insets": [[each.id, *each.corner, *INSET] for each in diagram.insets],
        "graticule": [[int(each.meridian), each.place, each.label] for each in diagram.graticule],
    }
    if base is None or diagram.projection is None:
        return found
    start, end = diagram.projection.point(base.west, base.north), diagram.projection.point(base.east, base.south)
    return found | {"base": [base.image, base.approval, *start, round(end.x - start.x, 1), round(end.y - start.y, 1)]}
