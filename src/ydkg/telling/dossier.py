"""A dossier of a thing, a place or a theme: promises and what became of them, figures, people, and numbered sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ydkg.language.text import translatable
from ydkg.telling.naming import WHERE
from ydkg.telling.text import NOTHING, Text, joined, say
from ydkg.vocab import compact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ydkg.telling.atlas import Atlas
    from ydkg.telling.comparisons import Comparison
    from ydkg.telling.milestones import Milestone
    from ydkg.telling.reading import ToldRecord
    from ydkg.telling.relations import Relation
    from ydkg.telling.sources import Passage

_WITHIN, _JURISDICTION, _POST = "geo:sfWithin", "yd:jurisdiction", "org:Membership"
_WHERE = frozenset(map(compact, WHERE))


class Bar(NamedTuple):
    """A figure of a comparison: its length is a part of the longest; it is light where it is a target or hoped for."""

    title: Text
    value: Text
    share: float
    light: bool


class Row(NamedTuple):
    """A row: its cells, the numbers of its sources from 1, and bars that are drawn below the first cell."""

    cells: tuple[Text, ...]
    sources: tuple[int, ...] = ()
    bars: tuple[Bar, ...] = ()


class Section(NamedTuple):
    """A section: its title, the headings of its columns, and its rows; one without rows is left out."""

    title: Text
    heads: tuple[Text, ...]
    rows: tuple[Row, ...]


class Reference(NamedTuple):
    """A source: what it is, and its public address, which may be empty."""

    text: Text
    link: str


class Dossier(NamedTuple):
    """All of it; sources are numbered in the order in which they are first used."""

    iri: str
    title: Text
    kind: Text
    definition: Text  # may be empty
    as_of: Text  # as of which document later words are told; may be empty
    sections: tuple[Section, ...]
    sources: tuple[Reference, ...]
    about: Text  # the title of the collection


def tell_dossier(atlas: Atlas, thing: str) -> Dossier:
    """Tell a dossier.

    Parameters
    ----------
    atlas : Atlas
        Of the whole graph.
    thing : str
        The slug of one of its things. Of a place all is told that is, runs or connects there, and in places within it;
        of a theme all that is discussed under it.

    Returns
    -------
    Dossier
    """
    told, scope, notes = atlas.things[thing], _scope(atlas, thing), _References()
    sections = [
        _promises(atlas, scope, notes),
        _done(atlas, scope, notes),
        _figures(atlas, scope, notes),
        _people(atlas, thing, notes),
        _relations(atlas, thing, notes),
        _claims(atlas, scope, notes),
        _pages(atlas, thing, notes),
    ]
    return Dossier(
        told.iri,
        told.name.as_title(),
        told.kind,
        told.definition,
        atlas.later.as_of,
        tuple(section for section in sections if section.rows),
        tuple(Reference(text, notes.links[text]) for text in notes.numbers),
        atlas.about.title,
    )


class _References:
    """Sources, numbered as they come: one for each sentence, with a link that marks all its cited words."""

    def __init__(self) -> None:
        self.numbers: dict[Text, int] = {}
        self.links: dict[Text, str] = {}
        self._lit: dict[Text, dict[Passage, None]] = {}

    def of(self, *records: ToldRecord) -> tuple[int, ...]:
        """Give the numbers of where records are written; sorted."""
        found = []
        for place in (place for record in records for place in record.evidence.places):
            text = joined([place.work.title, place.work.dated, place.where])
            lit = self._lit.setdefault(text, {})
            lit.update(dict.fromkeys(place.passages))
            found.append(self.cited(text, place.work.lit(lit)))
        return tuple(sorted(set(found)))

    def cited(self, text: Text, link: str) -> int:
        """Give the number of a source."""
        self.links[text] = link
        return self.numbers.setdefault(text, len(self.numbers) + 1)


def _scope(atlas: Atlas, thing: str) -> frozenset[str]:
    """Collect what a dossier speaks of; slugs."""
    family = atlas.things[thing].family
    if family == "topic":
        return frozenset((thing, *atlas.facets["topic"].get(thing, ())))
    if family != "place":
        return frozenset((thing,))
    places = _onward({thing}, [(each.object, each.subject) for each in atlas.relations if each.predicate == _WITHIN])
    return frozenset(places | {each.subject for each in atlas.relations if each.object in places and _is_where(each)})


def _said(record: ToldRecord) -> Text:
    """Tell a record, and what it was read from where the words do not state it."""
    return joined([record.sentence, record.basis])


def _is_where(relation: Relation) -> bool:
    return relation.predicate in _WHERE


def _onward(start: set[str], steps: Sequence[tuple[str, str]]) -> set[str]:
    """Follow steps from some things as far as they lead."""
    found = set(start)
    while new := {end for begin, end in steps if begin in found} - found:
        found |= new
    return found


def _promises(atlas: Atlas, scope: frozenset[str], notes: _References) -> Section:
    """List what was planned or under way, by its last day, and what became of it."""
    rows = []
    for each in _stages(atlas, scope):
        if each.modality != "Done":
            answers = atlas.later.answers.get(each.id)
            pages = [notes.cited(word.page, word.link) for word in answers.words] if answers else []
            numbers = tuple(sorted({*notes.of(each), *pages}))
            rows.append(Row((_said(each), answers.line if answers else NOTHING), numbers))
    heads = say(translatable("As the document has it")), say(translatable("What became of it"))
    return Section(say(translatable("Promised or under way, and what became of it")), heads, tuple(rows))


def _done(atlas: Atlas, scope: frozenset[str], notes: _References) -> Section:
    rows = tuple(Row((_said(each),), notes.of(each)) for each in _stages(atlas, scope) if each.modality == "Done")
    return Section(say(translatable("Done, as the document says")), (say(translatable("stage")),), rows)


def _stages(atlas: Atlas, scope: frozenset[str]) -> list[Milestone]:
    found = (each for each in atlas.milestones.values() if each.about in scope)
    return sorted(found, key=lambda each: (not each.last_day, each.last_day, each.id))


def _figures(atlas: Atlas, scope: frozenset[str], notes: _References) -> Section:
    """List comparisons, then the figures that are in none."""
    rows, used = [], set[str]()
    for compared in atlas.comparisons.values():
        if {compared.metric, compared.about} & scope:
            used |= {step.figure.id for step in compared.steps}
            numbers = notes.of(compared, *(step.figure for step in compared.steps))
            rows.append(Row((_said(compared), compared.verdict.text), numbers, _bars(compared)))
    rows += [
        Row((_said(figure), NOTHING), notes.of(figure))
        for figure in atlas.figures.values()
        if figure.id not in used and {figure.metric, figure.about} & scope
    ]
    heads = say(translatable("figure")), say(translatable("judgement"))
    return Section(say(translatable("Figures")), heads, tuple(rows))


def _bars(compared: Comparison) -> tuple[Bar, ...]:
    """Draw figures that are in one unit from nought; none where they cannot be set side by side."""
    steps = compared.steps
    numbers = [step.figure.number for step in steps if step.figure.number is not None]
    alike = compared.chart and len({step.figure.unit for step in steps}) == 1 and len(numbers) == len(steps)
    if not alike or len(steps) == 1 or min(numbers) < 0:
        return ()
    most = max(numbers) or 1
    return tuple(
        Bar(
            step.title,
            joined([step.figure.value, step.when]),
            number / most,
            step.role == "target" or step.figure.hoped,
        )
        for step, number in zip(steps, numbers, strict=True)
    )


def _people(atlas: Atlas, thing: str, notes: _References) -> Section:
    """List posts, and what the bodies of their holders are responsible for; of a person the person's own."""
    facts = {each.id: each for each in atlas.relations}
    held = {post for posts in atlas.posts.values() for post in posts if post.person == thing}
    rows = []
    for post in atlas.posts.get(thing, sorted(held)):
        record = facts[post.membership]
        areas = joined([atlas.things[area].name for area in post.areas])
        cells = atlas.things[post.person].name, record.role, atlas.things[post.body].name, areas, record.day
        numbers = notes.of(record, *(facts[each] for each in post.competences if each in facts))
        rows.append(Row(cells, numbers))
    heads = [
        translatable("person"),
        translatable("post"),
        translatable("organisation"),
        translatable("responsible for"),
        translatable("as of"),
    ]
    return Section(say(translatable("Who answers for what")), tuple(map(say, heads)), tuple(rows))


def _relations(atlas: Atlas, thing: str, notes: _References) -> Section:
    rows = tuple(
        Row((_said(each),), notes.of(each))
        for each in atlas.relations_at.get(thing, ())
        if not each.defined and each.predicate not in {_POST, _JURISDICTION}
    )
    return Section(say(translatable("Relations")), (say(translatable("fact")),), rows)


def _claims(atlas: Atlas, scope: frozenset[str], notes: _References) -> Section:
    rows = tuple(Row((_said(each),), notes.of(each)) for each in atlas.claims.values() if each.about in scope)
    title = say(translatable("First of its kind, as the document claims"))
    return Section(title, (say(translatable("fact")),), rows)


def _pages(atlas: Atlas, thing: str, notes: _References) -> Section:
    """List what public pages say of the thing itself."""
    words = atlas.later.words.get(thing, ())
    rows = tuple(Row((each.sentence, each.confidence), (notes.cited(each.page, each.link),)) for each in words)
    heads = say(translatable("fact")), say(translatable("confidence"))
    return Section(say(translatable("From news and government pages")), heads, rows)
