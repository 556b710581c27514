"""What a page's data are: the atlas as plain lists and dicts, each text once where both languages say the same."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from ydkg.collection import VERSION
from ydkg.graph.names import CHARACTERS, STOP_WORDS
from ydkg.graph.schema import reached
from ydkg.graph.sources import SENTENCE
from ydkg.language.days import known
from ydkg.telling.chart import AXIS, DIRECTIONS, HEIGHT, WIDTH
from ydkg.telling.cite import citation_patterns
from ydkg.telling.collection import graph_title
from ydkg.telling.comparisons import OUTCOMES
from ydkg.telling.figures import Figure
from ydkg.telling.later import SILENCE
from ydkg.telling.milestones import MODALITIES, Milestone, states_of, status_of
from ydkg.telling.pictures import INSET, PATHS, tell_diagram
from ydkg.telling.relations import BilingualPhrase
from ydkg.telling.sources import Evidence, after_title, cited_line
from ydkg.telling.text import NOTHING, SEMICOLON, Text, joined, same, say
from ydkg.telling.timeline import plan_axis
from ydkg.vocab import PREFIXES

if TYPE_CHECKING:
    from ydkg.explorer.basemap import BaseMap
    from ydkg.telling.atlas import Atlas
    from ydkg.telling.later import PromiseAnswers
    from ydkg.telling.relations import Relation
    from ydkg.telling.thing import Value
    from ydkg.telling.timeline import TimelineEntry

#: What many records have in common.
Shared = TypeVar("Shared", "Evidence", "BilingualPhrase")


class _Writer:
    """What writes records by the names of their fields; what is empty is left out, and what many share is numbered."""

    def __init__(self) -> None:
        self.numbers: dict[Evidence | BilingualPhrase, int] = {}
        self.evidence: list[Evidence] = []
        self.phrases: list[BilingualPhrase] = []

    def record(self, record: Any, **more: object) -> dict[str, Any]:  # noqa: ANN401 - a data class or a named tuple
        """Write a record, and more of it than its fields have."""
        names = getattr(record, "_fields", None) or [field.name for field in fields(record)]
        values = {name: getattr(record, name) for name in names} | more
        written = {name: self.value(value) for name, value in values.items()}
        return {name: value for name, value in written.items() if value or (value == 0 and value is not False)}

    def value(self, value: Any) -> Any:  # noqa: ANN401 - whatever a field has
        """Write a value: a text once where both languages say the same, a record within another by its slug."""
        if isinstance(value, Text):
            return short(value)
        if isinstance(value, Evidence):
            return self._number(value, self.evidence) if value else None
        if isinstance(value, BilingualPhrase):
            return self._number(value, self.phrases)
        if isinstance(value, Figure):
            return value.id
        if is_dataclass(value) or hasattr(value, "_fields"):
            return self.record(value)
        return list(map(self.value, value)) if isinstance(value, list | tuple) else value

    def _number(self, value: Shared, known: list[Shared]) -> int:
        if value not in self.numbers:
            self.numbers[value] = len(known)
            known.append(value)
        return self.numbers[value]


def short(text: Text) -> str | list[str]:
    """Write a text, once where both languages say the same."""
    return text.en if text.en == text.zh else [*text]


def page_data(atlas: Atlas, base: BaseMap | None = None) -> dict[str, Any]:
    """Arrange an atlas for a page."""
    writer = _Writer()
    states = states_of((each.about, each.modality) for each in atlas.milestones.values())
    words = {key: say(text).as_title() for key, text in MODALITIES.items()}
    words |= {key: say(text) for key, text in (DIRECTIONS | OUTCOMES).items()}
    relations = [writer.record(relation) for relation in atlas.relations]
    data = {
        "things": {
            thing.id: writer.record(
                thing,
                states=joined(say(MODALITIES[state]).as_title() for state in states.get(thing.id, ())),
                status=status_of(states.get(thing.id, ())),
            )
            for thing in atlas.things.values()
        },
        "relations": relations,
        "observations": [
            writer.record(figure, circumstances=figure.circumstances) for figure in atlas.figures.values()
        ],
        "comparisons": [
            writer.record(comparison, judged=comparison.judged) for comparison in atlas.comparisons.values()
        ],
        "milestones": [
            writer.record(milestone, **_answered(atlas.later.answers.get(milestone.id))) for milestone in _by_day(atlas)
        ],
        "claims": [writer.record(claim, says=claim.says) for claim in atlas.claims.values()],
        "families": [[key, short(name)] for key, name in atlas.families.items()],
        "modalities": list(reversed(MODALITIES)),
        "words": {key: short(text) for key, text in words.items()},
        "views": [[short(view.title), view.address] for view in atlas.about.views_of(atlas.things)],
        "shapes": dict(PATHS),
        "facets": atlas.facets,
        "measured": [short(measure.sentence) for measure in atlas.measured],
        "posts": _posts(atlas),
        "timeline": _timeline(atlas, writer),
        "places": _places(atlas, base),
        "later": {
            "answers": {
                name: {"official": short(answers.official), "words": list(map(writer.record, answers.words))}
                for name, answers in atlas.later.answers.items()
                if name in atlas.milestones
            },
            "words": {
                name: list(map(writer.record, told)) for name, told in atlas.later.words.items() if name in atlas.things
            },
            "as_of": short(atlas.later.as_of),
            "silence": short(say(SILENCE)),
            "days": list(atlas.later.days),
        },
        "stopWords": STOP_WORDS.pattern,
        "characters": CHARACTERS,
        "prefixes": PREFIXES,
        "base": PREFIXES["ydr"],
        "title": short(atlas.about.title),
        "citation": [short(text) for text in (*citation_patterns(atlas.about.title), SEMICOLON)],
        "made": short(joined([graph_title(atlas.about.title), same(VERSION)])),
        "chart": [WIDTH, HEIGHT, AXIS],
        "sentence": SENTENCE,
    }
    return data | _sources(atlas, writer) | {"phrases": list(map(writer.record, writer.phrases))}


def _posts(atlas: Atlas) -> dict[str, list[list[Any]]]:
    """Give who answers for things: the numbers of relations, of the post and of what its body is responsible for."""
    numbers = {relation.id: number for number, relation in enumerate(atlas.relations)}
    return {
        name: [
            [numbers[each.membership], [numbers[one] for one in each.competences if one in numbers]] for each in posts
        ]
        for name, posts in atlas.posts.items()
    }


def _answered(answers: PromiseAnswers | None) -> dict[str, Any]:
    """Give what later pages made of a milestone, day by day and by now."""
    return {"mark": answers.mark, "steps": answers.steps} if answers else {}


def _by_day(atlas: Atlas) -> list[Milestone]:
    """Put milestones by their last possible day, those without behind all others; then what is planned first."""
    modalities = {modality: place for place, modality in enumerate(reversed(MODALITIES))}

    def place(milestone: Milestone) -> tuple[bool, str, int, str]:
        thing = atlas.things.get(milestone.about)
        name = (thing.short or thing.name).en if thing else milestone.about
        return not milestone.last_day, milestone.last_day, modalities.get(milestone.modality, -1), name

    return sorted(atlas.milestones.values(), key=place)


def _sources(atlas: Atlas, writer: _Writer) -> dict[str, Any]:
    """Give documents, works, and the places where facts are written: a passage, or a register as a whole.

    A work and a place are named by their numbers.
    """
    works, blank = {work: number for number, work in enumerate(atlas.works)}, same("{range}")
    places: dict[str, int] = {}
    evidence = [
        {
            "sources": [places.setdefault(name, len(places)) for name in each.ids],
            "sign": each.sign,
            "mark": short(each.mark),
            "works": [
                [works[work.id], *([short(ranges), short(where)] if ranges else [])]
                for work, ranges, where in each.works
            ],
        }
        for each in writer.evidence
    ]
    passages = ((name, atlas.passages.get(name)) for name in places)
    return {
        "evidence": evidence,
        "sources": [
            writer.record(passage) | {"work": works[passage.work]} if passage else {"work": works[name], "id": name}
            for name, passage in passages
        ],
        "works": [
            writer.record(
                work,
                after=[after_title(work, ranges) for ranges in (blank, NOTHING)],
                cited=[cited_line(work, ranges) for ranges in (blank, NOTHING)],
            )
            for work in atlas.works.values()
        ],
        "documents": [
            document.proof
            | {"work": number, "sections": list(map(writer.record, document.sections))}
            | ({"text": document.text} if document.text else {})
            for number, document in enumerate(map(atlas.documents.get, atlas.works))
            if document
        ],
    }


def _timeline(atlas: Atlas, writer: _Writer) -> dict[str, Any]:
    """Give the timeline: its axis, and each entry, in the order of the atlas.

    An entry has ``start`` and
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
        answers = atlas.later.answers.get(entry.id)
        opened = [step.day for step in answers.steps if step.modality == "Done"] if answers else []
        return writer.record(
            entry,
            things=[thing for thing in entry.things if thing in atlas.things],
            sentence=told.sentence,
            when=told.when if isinstance(told, Milestone) else entry.when,
            evidence=told.evidence,
            state=state,
            line=line,
            start=start,
            end=end,
            reached=axis.place(opened[0], opened[0])[1] if opened and entry.dated else None,
        )

    return {
        "stretches": list(map(writer.record, axis.stretches)),
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
