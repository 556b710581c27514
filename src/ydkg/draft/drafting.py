"""Drafting: a text and a collection's names in, the graph of a draft out."""

from __future__ import annotations

import re
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from pyoxigraph import Literal, Triple

from ydkg.draft.definitions import Definitions
from ydkg.draft.graphing import Fact, Graphing, Span, day, english
from ydkg.draft.records import Records
from ydkg.draft.remainder import Counts, remainder
from ydkg.draft.rules.figures import figures
from ydkg.draft.rules.firsts import firsts
from ydkg.draft.rules.names import Known
from ydkg.draft.rules.parts import parts
from ydkg.draft.rules.people import persons_in_runs
from ydkg.draft.rules.posts import posts
from ydkg.draft.rules.reading import Reading, read
from ydkg.draft.rules.sentence import list_of
from ydkg.draft.rules.stages import stages
from ydkg.draft.suggestions import Kept, checked
from ydkg.draft.things import Things
from ydkg.graph.schema import is_entity, shipped_schema
from ydkg.graph.search import names_of
from ydkg.graph.source import Source, sentences
from ydkg.vocab import DCTERMS, FOAF, ORG, RDF, RDFS, SCHEMA, UNIT, YD, ydr

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from ydkg.draft.rules.figure import Figure
    from ydkg.draft.rules.post import Post
    from ydkg.draft.rules.sentence import Sentence
    from ydkg.draft.rules.stage import Stage
    from ydkg.graph.table import Table

_RELEASE = re.compile(r"press release|media release|news release|briefing|新闻稿|新闻发布|发布会", re.IGNORECASE)
_SHORTEST = 2
#: A run of more characters without a sentence's end is a table or damaged: what is in it is listed as not read.
_LONGEST_SENTENCE = 3000


class Origin(NamedTuple):
    """What is said of a document from outside its text.

    Attributes
    ----------
    issued : date
        The day of issue.
    title : str
        Empty where it is the text's first line.
    address : str
        Where it is public; may be empty.
    publisher : str
        IRI; may be empty.
    key : str
        The document's slug.
    """

    issued: date
    title: str = ""
    address: str = ""
    publisher: str = ""
    key: str = ""


class Drafted(NamedTuple):
    """A draft.

    Attributes
    ----------
    triples : tuple of pyoxigraph.Triple
        The graph.
    document : str
        The document's IRI.
    proposals : int
        How many there are.
    counts : Counts
        What was read and what was not.
    answers : Counter of str
        Of a model's suggestions: how many were ``kept``, how many the rules had as well (``agreed``), and how many were
        refused, by reason; empty without a model.
    """

    triples: tuple[Triple, ...]
    document: str
    proposals: int
    counts: Counts
    answers: Counter[str]


def draft(text: str, origin: Origin, known: Table, ask: Callable[[str], list[Any] | None] | None = None) -> Drafted:
    """Draft a text.

    Parameters
    ----------
    text : str
        With line feeds.
    origin : Origin
    known : Table
        The collection.
    ask : callable, optional
        Gives what a model lists of a sentence, unchecked.

    Returns
    -------
    Drafted
        The same for the same text, origin and collection.
    """
    document = ydr(origin.key or f"release-{origin.issued:%Y%m%d}")
    source = Source(document, text, sentences(text))
    graphing = Graphing(source, known.has)
    reading = _people_found(read(text, origin.issued, known_names(known)))
    title = _describe(graphing, origin)
    for start, end in source.sentences:
        graphing.sentence(start, end)
    answers = _take(graphing, reading, known, origin, title, ask)
    counts = remainder(graphing, reading, title)
    return Drafted(tuple(sorted(graphing.triples, key=str)), document, graphing.proposals, counts, answers)


def known_names(known: Table) -> list[Known]:
    """List the names of the collection's things.

    Parameters
    ----------
    known : Table

    Returns
    -------
    list of Known
        Those of entities; metrics, topics, stages and posts are none that a text names.
    """
    schema, kinds, found = shipped_schema(), {}, []
    for name in names_of(known):
        if name.iri not in kinds:
            types = known.types(name.iri)
            concept = YD.Metric in types or not is_entity(known, name.iri)
            kinds[name.iri] = "" if concept else schema.sharpest(types) or ""
        if kinds[name.iri] and len(name.text) >= _SHORTEST:
            found.append(Known(name.text, name.iri, kinds[name.iri]))
    return found


def _people_found(reading: Reading) -> Reading:
    """Part titles from names of people in every sentence."""
    parted = tuple(each._replace(mentions=tuple(persons_in_runs(list(each.mentions)))) for each in reading.sentences)
    return reading._replace(sentences=parted)


def _describe(graphing: Graphing, origin: Origin) -> Span | None:
    """Describe the document, and give where its title stands."""
    source = graphing.source
    first = source.sentences[0] if source.sentences else (0, 0)
    title = origin.title or source.words(*first)[:200].strip()
    at = source.text.find(title) if title else -1
    kind = YD.PressRelease if _RELEASE.search(title) else YD.Document
    facts = [Fact(RDF.type, each) for each in {kind, YD.Document}]
    facts += [
        Fact(RDFS.label, english(title)),
        Fact(DCTERMS.title, english(title)),
        Fact(DCTERMS.issued, day(origin.issued)),
    ]
    facts += [Fact(DCTERMS.source, origin.address)] if origin.address else []
    facts += [Fact(DCTERMS.publisher, origin.publisher)] if origin.publisher else []
    facts += [
        Fact(YD.textDigest, Literal(sha256(source.text.encode()).hexdigest())),
        Fact(YD.textLength, Literal(len(source.text))),
    ]
    graphing.add(source.document, facts)
    return (at, at + len(title)) if at >= 0 else None


def _dateline(reading: Reading) -> Span | None:
    """Find where the text prints its day of issue: first where the year is printed, too."""
    days = [
        each
        for sentence in reading.sentences
        for each in sentence.times
        if each.is_day and each.first == reading.issued
    ]
    dated = [each for each in days if each.stated] or days
    return (dated[0].start, dated[0].end) if dated else None


def _take(  # noqa: PLR0917 - what a draft is made of, in its order
    graphing: Graphing,
    reading: Reading,
    known: Table,
    origin: Origin,
    title: Span | None,
    ask: Callable[[str], list[Any] | None] | None,
) -> Counter[str]:
    """Run every rule on every sentence, and write what they find."""
    sentences_ = [
        each
        for each in reading.sentences
        if each.end - each.start <= _LONGEST_SENTENCE
        and not (title and title[0] <= each.start and each.end <= title[1])
    ]
    held = {sentence: posts(sentence) for sentence in sentences_}
    people = {reading.text[slice(*each.person)] for found in held.values() for each in found}
    people |= {reading.text[slice(*each.person)] for sentence in sentences_ for each in parts(sentence)}
    bodies = {reading.text[slice(*each.organization)] for found in held.values() for each in found if each.organization}
    things = Things(graphing, reading, people, bodies)
    definitions = Definitions(graphing, known)
    records = Records(graphing, things, definitions, origin.issued, _dateline(reading))
    things.mentioned(title)
    answers: Counter[str] = Counter()
    for sentence in sentences_:
        staged = stages(sentence, origin.issued)
        _posts(sentence, held[sentence], things, records)
        _stages(sentence, staged, things, records)
        _figures(sentence, origin.issued, staged, things, records)
        _firsts(sentence, things, records)
        _parts(graphing, sentence, things, records)
        if ask:
            printed = graphing.source.words(sentence.start, sentence.end)
            kept = checked(sentence, printed, ask(printed), origin.issued)
            answers += kept.refused + _suggested(graphing, sentence, kept, things, records)
    return answers


def _suggested(graphing: Graphing, sentence: Sentence, kept: Kept, things: Things, records: Records) -> Counter[str]:
    """Write what is kept of a model's suggestions, but for what the rules have from the same words."""
    counted: Counter[str] = Counter()
    for figure, about in kept.figures:
        numeral = figure.quantity.numeral
        agreed = any(start <= numeral.start and numeral.end <= end for start, end in graphing.read[YD.value])
        counted["agreed" if agreed else "kept"] += 1
        if not agreed:
            records.figure(sentence, figure, (things.of_span(sentence, about, "model.thing"), about, False))
    for stage in kept.stages:
        agreed = any(start < stage.end and stage.start < end for start, end in graphing.read[YD.stage])
        counted["agreed" if agreed else "kept"] += 1
        if not agreed:
            records.stage(sentence, stage, things.of_span(sentence, stage.about, "model.thing"))
    for post in kept.posts:
        agreed = any(start < post.end and post.start < end for start, end in graphing.read[ORG.role])
        counted["agreed" if agreed else "kept"] += 1
        if not agreed:
            _posts(sentence, [post], things, records)
    return counted


def _posts(sentence: Sentence, found: list[Post], things: Things, records: Records) -> None:
    for post in found:
        person = things.of_span(sentence, post.person, "posts.person", FOAF.Person)
        body = (
            things.of_span(sentence, post.organization, "posts.organization", YD.PublicBody)
            if post.organization
            else None
        )
        if body != person:
            records.post(post, person, body)


def _stages(sentence: Sentence, staged: list[Stage], things: Things, records: Records) -> None:
    for stage in staged:
        if any(each.numeral.start < stage.about[1] <= each.numeral.end for each in sentence.quantities):
            continue  # What ends within a number is no thing.
        records.stage(sentence, stage, things.of_span(sentence, stage.about, "subject.phrase"))


def _figures(sentence: Sentence, issued: date, staged: list[Stage], things: Things, records: Records) -> None:
    found, changes = figures(sentence, issued)
    directions: dict[Figure | None, str] = {}
    for change in changes:
        if change.target and change.against == "target":
            above = change.current.quantity.value > change.target.quantity.value
            better = YD.HigherIsBetter if above == change.rises else YD.LowerIsBetter
            directions |= {change.current: better, change.target: better}
    shared: dict[Figure, Figure] = {}
    for change in changes:
        # Whichever stands later is of the metric of the one before it.
        if change.target:
            shared[change.target] = change.current
        if change.baseline:
            shared[change.current] = change.baseline
            shared.setdefault(change.baseline, change.current)
    later = {
        change.current for change in changes if change.baseline and not change.baseline.time and not change.current.time
    }
    written: dict[Span, str] = {}
    abouts: dict[Span, tuple[str, Span | None]] = {}
    for figure in found:
        like = shared.get(figure)
        as_like = (
            figure._replace(metric=like.metric) if like and figure.quantity.start > like.quantity.start else figure
        )
        about = _about(sentence, as_like, staged, things)
        iri = records.figure(sentence, as_like, about, directions.get(figure, ""), now=figure in later)
        if iri:
            written[figure.start, figure.end] = iri
            abouts[figure.start, figure.end] = about[:2]
    for change in changes:
        if about_of := abouts.get((change.current.start, change.current.end)):
            records.change(sentence, change, written, about_of)


def _about(sentence: Sentence, figure: Figure, staged: list[Stage], things: Things) -> tuple[str, Span | None, bool]:
    """Give what a figure is of: the set that a stage is of, the thing that a length belongs to, or the subject."""
    start, end = figure.metric
    if figure.unit == UNIT.NUM and start < end:
        for stage in staged:
            if stage.about[0] <= start < stage.about[1] or start <= stage.about[0] < end:
                return things.of_span(sentence, stage.about, "subject.phrase"), stage.about, False
    if start < end and figure.kind == YD.Length and start >= figure.quantity.numeral.end:
        return things.of_span(sentence, (start, end), "subject.phrase", YD.Infrastructure), (start, end), False
    about, named, context = things.subject(sentence, figure.quantity.start)
    wider = next((s.about for s in staged if named and s.about[0] <= named[0] and named[1] < s.about[1]), None)
    if wider and wider[0] == (named or wider)[0]:
        return things.of_span(sentence, wider, "subject.phrase"), wider, context  # "the Cork cluster", not Cork
    if named and named[1] <= figure.quantity.start and (whole := list_of(sentence, named)):
        # A figure behind "the A and the B" is of both.
        return things.of_span(sentence, whole, "subject.list"), whole, context
    return about, named, context


def _firsts(sentence: Sentence, things: Things, records: Records) -> None:
    for first in firsts(sentence):
        inside = [each for each in sentence.mentions if each.end <= first.start or each.start >= first.end]
        named = (
            [each for each in inside if re.fullmatch(r",? (?:the )?", sentence.between(first.end, each.start))]
            if inside
            else []
        )
        if named:
            about = things.of_span(sentence, (named[0].start, named[0].end), "subject.phrase")
        else:
            about = (
                things.of_span(sentence, first.claimed, "subject.phrase")
                if first.claimed[0] < first.claimed[1]
                else things.subject(sentence, first.start)[0]
            )
        at = sentence.text.find(first.scope, first.start, first.end) if first.scope else -1
        span = (at, at + len(first.scope)) if at >= 0 else (first.start, first.end)
        place = things.scope(sentence, first.scope, span)
        records.first(sentence, first, about, place)


def _parts(graphing: Graphing, sentence: Sentence, things: Things, records: Records) -> None:
    """Write who did what at an event, and the event's day where the sentence gives one."""
    found = parts(sentence)
    for part in found:
        person = things.of_span(sentence, part.person, "posts.person", FOAF.Person)
        event = things.of_span(sentence, part.event, "events.named", SCHEMA.Event)
        records.part(part, person, event)
    days = [each for each in sentence.times if each.is_day]
    if found and days:
        event = things.of_span(sentence, found[0].event, "events.named", SCHEMA.Event)
        last = (
            days[-1]
            if any(each.stated for each in days) is False
            else next((each for each in days if each.stated), days[-1])
        )
        if last.first:
            graphing.state(
                (last.start, last.end), event, SCHEMA.startDate, day(last.first), "events.day", [found[0].event]
            )
