"""Later words: what became of promises, and what public pages say of things, apart from what is proven."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from ydkg.graph.graph import Graph
from ydkg.language.text import CHINESE, ENGLISH, translatable
from ydkg.proof.claims import figures, kinds, posts, promises, stages
from ydkg.proof.claims.days import document_of, latest, told
from ydkg.proof.claims.judgements import judgements_of
from ydkg.telling.figures import tell_series
from ydkg.telling.naming import slug
from ydkg.telling.reading import reading_of
from ydkg.telling.record import tell_fact
from ydkg.telling.row import WORDS
from ydkg.telling.text import NOTHING, SEMICOLON, SPACE, Text, day_text, joined, same, say
from ydkg.vocab import DCTERMS, ORG, PROV, QUDT, RDF, RDFS, SKOS, UNIT, YD, ydr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ydkg.graph.graph import Statement
    from ydkg.telling.figures import SeriesPoint
    from ydkg.telling.reading import Reading

#: How a record stands to one of a text that is at hand.
STANDS = {
    kinds.SAME: translatable("says the same"),
    kinds.REFINES: translatable("agrees in more or less detail"),
    kinds.AGREES: translatable("agrees as printed"),
    kinds.DIFFERS: translatable("says otherwise"),
    kinds.OUTCOME: translatable("tells what came of it"),
    kinds.PERIOD: translatable("is of another time"),
    kinds.EDITION: translatable("is of another edition"),
    kinds.NOT_COMPARABLE: translatable("is not comparable"),
    posts.CHANGED: translatable("names another holder or post"),
}
#: How one stands whose outcome the text at hand tells.
_PLAN = translatable("tells the plan of it")
#: Of several records that one stands to, it is told how it stands to the nearest.
_NEAREST = (kinds.NOT_COMPARABLE, kinds.SAME, kinds.AGREES, kinds.REFINES, kinds.DIFFERS, *STANDS)
#: The mark of a promise of which no later page speaks.
SILENCE = translatable("○ no later word")
_RECORDS = (YD.Observation, YD.Milestone, YD.FirstClaim, ORG.Membership)
_OF = (YD.about, ORG.member, ORG.organization)


@dataclass(frozen=True, slots=True)
class PageStatement:
    """What a public page says."""

    id: str  # slug of the record
    sentence: Text  # the record
    page: Text  # which page, when it appeared, and how well it is supported
    day: Text
    confidence: Text
    link: str  # the page's public address; may be empty
    fragment: str  # at most seven words that find the place; may be empty
    stands: Text  # how it stands to what a text at hand says; may be empty
    note: Text  # who states the same, what the editors note, and why they judged of it as they did; may be empty


class PromiseStep(NamedTuple):
    """What a later page made of a promise from a day on."""

    day: str  # ISO
    modality: str  # how far it had come: ``Underway`` or ``Done``
    mark: Text


@dataclass(frozen=True, slots=True)
class PromiseAnswers:
    """The three answers on a promise."""

    evidence: Text  # what later documents say, and how that stands to the date
    schedule: Text
    official: Text  # what the responsible body said last; empty where that is the promise itself
    words: tuple[PageStatement, ...]  # what the evidence rests on, the strongest first
    steps: tuple[PromiseStep, ...]  # what it came to, day by day; empty where no later page speaks of it
    mark: Text  # what it has come to by now, in a few words

    @property
    def line(self) -> Text:
        """The mark, and what the responsible body said since."""
        said = [say(translatable("official: {answer}"), answer=self.official)] if self.official else []
        return joined([self.mark, *said], SEMICOLON)


@dataclass(frozen=True, slots=True)
class Later:
    """All later words on a graph."""

    answers: Mapping[str, PromiseAnswers] = field(default_factory=dict)  # by slug of the milestone
    words: Mapping[str, Sequence[PageStatement]] = field(default_factory=dict)
    beside: Mapping[str, Sequence[PageStatement]] = field(default_factory=dict)
    as_of: Text = NOTHING  # as of which document; empty where nothing is told
    days: tuple[str, ...] = ()  # ISO days of the first text at hand and of the latest page; empty where nothing is told
    became: Mapping[str, int] = field(default_factory=dict)  # what promises of texts at hand became -> how many
    tally: Text = NOTHING  # the same in words; empty of none
    series: Mapping[str, Mapping[str, Sequence[SeriesPoint]]] = field(default_factory=dict)
    names: Mapping[str, Text] = field(default_factory=dict)


def tell_later(triples: Iterable[Statement], apart: Iterable[Statement]) -> Later:
    """Tell all later words on a graph; empty where no page says anything."""
    pages = list(apart)
    if not pages:
        return Later()
    table = Graph.from_triples((*triples, *pages))
    reading, standing = reading_of(table), _standing(table)
    words: dict[str, list[PageStatement]] = {}
    beside: dict[str, list[PageStatement]] = {}
    for record in _ordered(table, (each for kind in _RECORDS for each in table.subjects(kind))):
        word = _word(reading, record, pair := standing.get(record))
        if pair:
            beside.setdefault(slug(pair.second if pair.first == record else pair.first), []).append(word)
        for thing in {thing for each in _OF for thing in table.iris(record, each)}:
            words.setdefault(slug(thing), []).append(word)
    promised = promises.promises(table)
    counts = became(table, promised)
    answers = {slug(each.milestone): tell_promise(reading, each) for each in promised}
    told, series = dict(sorted(words.items())), tell_series(reading)
    names = {each: reading.text(ydr(each), RDFS.label) for about, groups in series.items() for each in (about, *groups)}
    return Later(
        answers=answers,
        words=told,
        beside=beside,
        as_of=computed_as_of(table),
        days=_days(table),
        became=counts,
        tally=tally(counts),
        series=series,
        names=names,
    )


def _days(table: Graph) -> tuple[str, ...]:
    """Give the days of the first text at hand and of the latest page; nothing where either shows none."""
    at_hand = [
        table.one(each, DCTERMS.issued) for each in table.subjects(YD.Document) if table.one(each, YD.textDigest)
    ]
    first, last = min(filter(None, at_hand), default=""), latest(table)
    return (first, last) if first and first < last else ()


def computed_as_of(table: Graph) -> Text:
    """Say as of which document later words are told, and by which rubric; empty where no document shows a day."""
    day = latest(table)
    if not day:
        return NOTHING
    text = translatable(
        "As later pages say, the last of {day}. Silence is not failure; what the responsible body itself said since is "
        "named where there is any."
    )
    return say(text, day=day_text(day))


def became(table: Graph, promised: Iterable[promises.Promise]) -> dict[str, int]:
    """Count what became of the promises of texts that are at hand."""
    evidence = Counter(each.evidence for each in promises.at_hand(table, promised))
    return {each: evidence[each] for each in promises.EVIDENCE if evidence[each]}


def tally(evidence: Mapping[str, int]) -> Text:
    """Say how many promises of texts at hand became what, by their counts."""
    if not evidence:
        return NOTHING
    silent = translatable("{n} without a later word")
    counts = [
        say(silent if each == promises.NO_LATER_WORD else translatable("{n} {answer}"), n=str(number),
            answer=say(WORDS[each]))
        for each, number in evidence.items()
    ]  # fmt: skip
    told = Text(
        *(
            language.ngettext(
                "{n} promise of documents at hand", "{n} promises of documents at hand", sum(evidence.values())
            )
            for language in (ENGLISH, CHINESE)
        )
    )
    return say(translatable("{promises}: {counts}"), promises=told, counts=joined(counts))


def tell_promises(table: Graph, iri: str) -> dict[str, PromiseAnswers]:
    """Tell what became of a promise, or of what texts at hand promised of a thing."""
    reading, milestone = reading_of(table), YD.Milestone in table.types(iri)
    found = promises.promises(table, table.one(iri, YD.about) if milestone else iri)
    return {
        each.milestone: tell_promise(reading, each)
        for each in found
        if (each.milestone == iri if milestone else not table.values(each.milestone, YD.confidence))
    }


def tell_promise(reading: Reading, promise: promises.Promise) -> PromiseAnswers:
    """Tell what became of a promise."""
    official = NOTHING
    if promise.official and promise.official != promise.milestone:
        document = reading.text(promise.official_document, RDFS.label)
        said = _without_page(tell_fact(reading, promise.official) or NOTHING, document)
        official = say(translatable("{said} ({document})"), said=said, document=document)
    silence = translatable("○ no later word, date passed") if promise.schedule == promises.DATE_PASSED else SILENCE
    steps = _steps(reading, promise)
    return PromiseAnswers(
        evidence=say(WORDS[promise.evidence]),
        schedule=say(WORDS[promise.schedule]),
        official=official,
        words=tuple(
            replace(
                _word(reading, word.record),
                stands=say(translatable("as to {part}"), part=reading.naming.name(word.part)) if word.part else NOTHING,
            )
            for word in promise.words
            if word.says
        ),
        steps=steps,
        mark=steps[-1].mark if steps else say(silence),
    )


def _steps(reading: Reading, promise: promises.Promise) -> tuple[PromiseStep, ...]:
    """Tell what a promise came to: a step for each page that says more than those before it."""

    def day(word: promises.LaterStatement) -> str:
        return reading.table.one(word.record, YD.on) or word.told.last or word.told.first

    steps: list[PromiseStep] = []
    reached = len(promises.EVIDENCE)
    # Of one day what says a stage comes before what only shows it.
    milestone_first = [
        (day(word), YD.Milestone not in reading.table.types(word.record), word) for word in promise.words
    ]
    for when, _, word in sorted(milestone_first, key=lambda each: each[:2]):
        if word.says and promises.EVIDENCE.index(word.says) < reached:
            reached = promises.EVIDENCE.index(word.says)
            modality = "Done" if word.says == promises.REACHED else "Underway"
            steps.append(PromiseStep(when, modality, _mark(reading, promise, word)))
    return tuple(steps)


def _mark(reading: Reading, promise: promises.Promise, word: promises.LaterStatement) -> Text:
    """Say in a few words what a page makes of a promise: reached, and when; in part, and what of it; under way."""
    table = reading.table
    sentence = _without_page(tell_fact(reading, word.record) or NOTHING, reading.text(word.document, RDFS.label))
    said = Text(sentence.en.rpartition(": ")[2], sentence.zh.rpartition("：")[2].partition("（截至")[0])
    if word.says == promises.UNDER_WAY:
        return say(translatable("◔ under way, {day}"), day=reading.library.work(word.document).day)
    if word.says == promises.IN_PART:
        part = reading.naming.short(word.part)
        whole, share = (_length(table, thing) for thing in (promise.about, word.part))
        if whole and share:
            part = say(translatable("{share} of {whole} km"), share=same(share), whole=same(whole))
        return say(translatable("◐ in part, {part}: {said}"), part=part, said=_without(said, part))
    if promise.schedule in {promises.IN_TIME, promises.LATE}:
        return say(translatable("✓ {said}, {schedule}"), said=said, schedule=say(WORDS[promise.schedule]))
    return say(translatable("✓ {said}"), said=said)


def _length(table: Graph, thing: str) -> str:
    """Give how long a thing is, in kilometres; empty where no figure says so."""
    figures_of = (figure for figure, predicate in sorted(table.incoming(thing)) if predicate == YD.about)
    lengths = (table.one(each, YD.value) for each in figures_of if table.one(each, QUDT.hasUnit) == UNIT.KiloM)
    return next(filter(None, lengths), "")


def _without(said: Text, part: Text) -> Text:
    """Leave out at the end of a text what is told before it."""
    return Text(said.en.removesuffix(f", {part.en}"), said.zh)


def tell_words(table: Graph, iri: str, answers: Mapping[str, PromiseAnswers]) -> list[PageStatement]:
    """Tell what public pages say of a thing, or beside a record of a text at hand."""
    things = {thing for each in _OF for thing in table.iris(iri, each)} or {iri}
    records = _ordered(table, {record for thing in things for each in _OF for record, _ in table.incoming(thing, each)})
    if not records:
        return []
    reading = reading_of(table)
    standing = {record: pair for thing in things for record, pair in _standing(table, thing).items()}
    if iri not in things:
        records = [record for record in records if record in standing and iri in standing[record]]
    answering = {word.id for word in answers[iri].words} if iri in answers else set()
    return [_word(reading, record, standing.get(record)) for record in records if slug(record) not in answering]


def tell_judged(table: Graph, iri: str) -> list[tuple[str, Text, Text]]:
    """Tell what the editors judged of a record, and why; IRI of the judgement, what it says, and why; may be empty."""
    reading = reading_of(table)
    return [
        (each, tell_fact(reading, each) or NOTHING, reading.text(each, SKOS.note)) for each in judgements_of(table, iri)
    ]


def _ordered(table: Graph, records: Iterable[str]) -> list[str]:
    """List the records of public pages among some, in the order in which the pages appeared."""
    cited = (each for each in records if table.values(each, YD.confidence) and RDF.Statement not in table.types(each))
    return sorted(cited, key=lambda record: (told(table, record).first, record))


def _standing(table: Graph, thing: str | None = None) -> dict[str, kinds.Pair]:
    """Find for each record of a page the pair that it makes with the nearest record of a text at hand."""
    found = [*figures.pairs(table, thing), *stages.pairs(table, thing)]
    found += [kinds.Pair(post.other, post.membership, post.kind) for post in posts.posts(table, thing) if post.other]
    known = [pair for pair in found if pair.kind in STANDS]
    nearest: dict[str, kinds.Pair] = {}
    for pair in sorted(known, key=lambda pair: (_NEAREST.index(pair.kind), pair)):
        for record, other in ((pair.first, pair.second), (pair.second, pair.first)):
            if not table.values(other, YD.confidence):
                nearest.setdefault(record, pair)
    return nearest


def _without_page(sentence: Text, page: Text) -> Text:
    """Leave out the page that the English label of a record names, where the page is told beside it."""
    return Text(sentence.en.removesuffix(f" ({page.en})"), sentence.zh)


def _word(reading: Reading, record: str, pair: kinds.Pair | None = None) -> PageStatement:
    table = reading.table
    planned = pair and pair.kind == kinds.OUTCOME and pair.first == record
    stands = say(_PLAN if planned else STANDS[pair.kind]) if pair else NOTHING
    ends = (RDF.subject, RDF.object)
    judged = {each for each, end in table.incoming(record) if end in ends and YD.Judgement in table.types(each)}
    notes = [reading.text(record, each) for each in (SKOS.note, SKOS.editorialNote)]
    notes = list(dict.fromkeys([*notes, *(reading.text(each, SKOS.note) for each in sorted(judged))]))
    # A note that another says and goes on from is not said twice.
    told_on = {each for each in notes for other in notes if each != other and other.en.startswith(each.en.rstrip("."))}
    page = document_of(table, record)
    name, work = reading.text(page, RDFS.label), reading.library.work(page)
    sentence = tell_fact(reading, record) or same(slug(record))
    citation = next((each for each in table.iris(record, PROV.wasDerivedFrom) if each in table), "")
    return PageStatement(
        slug(record),
        _without_page(sentence, name),
        name,
        work.day,
        reading.term(record, YD.confidence),
        work.link,
        table.text(citation, YD.fragment) or "" if citation else "",
        stands,
        joined((each for each in notes if each not in told_on), SPACE),
    )
