"""What the pages of documents, registers and passages say: the text, where words stand, and which facts they carry."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ydkg.graph.sources import SENTENCE, place_of
from ydkg.language.grammar import capitalized
from ydkg.language.text import translatable
from ydkg.server.paging import Turn
from ydkg.server.template import address, texts
from ydkg.server.thing.telling import Heading, by_words, fact_of, values
from ydkg.telling.naming import slug
from ydkg.telling.sources import TitledSection, tell_document
from ydkg.vocab import DCTERMS, ORG, PROV, RDF, RDFS, SCHEMA, YD

if TYPE_CHECKING:
    from ydkg.graph.graph import Graph
    from ydkg.server.thing.page import Context
    from ydkg.server.thing.telling import ServedGraph, Telling

#: Facts of a part of the list beside a text.
_PART = 100
# What facts are to a reader, by their class.
_TITLES = {
    YD.Observation: translatable("Figures"),
    YD.Milestone: translatable("Milestones"),
    YD.Comparison: translatable("Comparisons"),
    ORG.Membership: translatable("Posts"),
    YD.Participation: translatable("Taking part"),
    YD.FirstClaim: translatable("First claims"),
    RDF.Statement: translatable("Relations and values"),
}
_TOLD = frozenset(
    {DCTERMS.title, DCTERMS.issued, DCTERMS.source, DCTERMS.license, RDF.type, RDFS.label, SCHEMA.version, YD.edtf}
)


class Segment(NamedTuple):
    """A run of a sentence: where it begins in it, its length, its words if at hand, and the passage that it is in."""

    at: int
    length: int
    words: str
    passage: str


class Line(NamedTuple):
    """A sentence: its number, the IRI of its passage, how many facts it carries, and its segments in order."""

    number: int
    passage: str
    facts: int
    segments: list[Segment]


class Part(NamedTuple):
    """Sentences of one section, or of none; the section is None between sections too."""

    section: TitledSection | None
    lines: list[Line]


def passage(telling: Telling, iri: str, turn: Turn) -> Context:
    """Say everything about a passage; for ``passage.html.j2``."""
    table, library = telling.graph.table, telling.graph.reading.library
    (place,) = library.evidence([iri]).places
    inside = (library.passage(each) for each, _ in table.incoming(iri, YD.inSentence) if each != iri)
    within = sorted(filter(None, inside), key=lambda each: (each.start, each.end))
    sentence = table.one(iri, YD.inSentence) or ""
    return {
        "name": capitalized(telling.name(iri)),
        "place": place,
        "marked": within if sentence == iri and within else place.passages,
        "sentence": "" if sentence == iri else sentence,
        "inside": within,
        "digest": table.one(iri, YD.textDigest) or "",
        "facts": _carried(telling, [iri, *(each.iri for each in within)], turn),
    }


def work(telling: Telling, iri: str, turn: Turn) -> Context:
    """Say everything about a document or register; for ``document.html.j2``."""
    graph = telling.graph
    # Of a public page the places that are cited.
    cited = sorted(
        place for place, _ in graph.stated.incoming(iri, YD.inDocument) if graph.stated.is_a(place, YD.Citation)
    )

    def sentences() -> list[Heading]:
        return _carried(
            telling, sorted(place for place, _ in graph.table.incoming(iri, YD.inDocument)), Turn(all_=True)
        )

    return {
        "work": graph.reading.library.work(iri),
        "apart": graph.apart_by(iri),
        "values": values(telling, iri, _TOLD),
        "text": _text(graph, iri),
        "texts": texts(telling.lang, "server/static/document*.js", "explorer/static/proof.js"),
        "facts": _carried(telling, [iri, *cited], turn),
        "sentences": sentences,
    }


def _carried(telling: Telling, sources: list[str], turn: Turn) -> list[Heading]:
    """Tell what passages or registers carry: things that are named there, then facts by their class."""
    graph = telling.graph
    named = {iri for each in sources for iri, _ in graph.table.incoming(each, YD.mentionedIn)}
    derived = {iri for each in sources for iri, _ in graph.table.incoming(each, PROV.wasDerivedFrom)}
    groups: dict[str, list[str]] = {}
    for iri in sorted(derived):
        # What facts of a class are to a reader: figures, and not observations.
        known = next((_TITLES[each] for each in graph.table.types(iri) if each in _TITLES), None)
        title = telling.say(known) if known else capitalized(telling.kind(iri)[0])
        groups.setdefault("" if iri in graph.lookup else title, []).append(iri)
    described = groups.pop("", [])
    things = {translatable("Named here"): sorted(named, key=telling.name), translatable("Described here"): described}
    told = [
        Heading(telling.say(title), [fact_of(telling, iri) for iri in turn.of(group)], len(group))
        for title, group in things.items()
    ]
    for title, group in sorted(groups.items()):
        told.append(Heading(title, sorted((fact_of(telling, iri) for iri in turn.of(group)), key=by_words), len(group)))
    return [heading for heading in told if heading.facts]


def _carried_by(graph: Graph, document: str) -> tuple[dict[str, set[str]], set[str]]:
    """Collect the facts that passages of a document carry, by passage, and the passages in which things are named."""
    carried: defaultdict[str, set[str]] = defaultdict(set)
    named = set()
    for place, _ in graph.incoming(document, YD.inDocument):
        for subject, predicate in graph.incoming(place):
            if predicate == PROV.wasDerivedFrom:
                carried[place].add(subject)
            if predicate == YD.mentionedIn:
                named.add(place)
    return carried, named


def _text(graph: ServedGraph, document: str) -> Context | None:
    """Prepare a document to be read; None where the graph does not know its sentences.

    Its parts are in the order of the text; the longest sentence is counted in code points; and the proof, ready for
    JSON, has what a program needs to prove a copy of the text: digests and positions.
    """
    told = tell_document(graph.stated, document, graph.sources, graph.reading.library.outline(document))
    if not told.sentences:
        return None
    carried, named = _carried_by(graph.table, document)
    passages = sorted(told.passages, key=lambda each: (each.start, -each.end))
    starts = [each.start for each in passages]
    lines: list[Line] = []
    for number, (start, end) in enumerate(told.sentences, 1):
        near = passages[bisect_left(starts, start) : bisect_left(starts, end)]
        inside = [each for each in near if each.end <= end]
        sentence = next((each for each in inside if (each.start, each.end) == (start, end)), None)
        if sentence is None:
            continue
        # It is cut where passages begin and end.
        marked = [each for each in inside if each.iri in carried or each.iri in named]
        ends = sorted({start, end, *(at for each in marked for at in (each.start, each.end))})
        segments = []
        for first, last in pairwise(ends):
            around = [each for each in marked if each.start <= first and last <= each.end]
            closest = min(around, key=lambda each: each.end - each.start, default=None)
            words = told.text[first:last]
            segments.append(Segment(first - start, last - first, words, slug(closest.iri) if closest else ""))
        facts = set[str]().union(*(carried.get(each.iri, ()) for each in inside))
        lines.append(Line(number, sentence.iri, len(facts), segments))
    parts = []
    cuts = sorted({1, *(section.first for section in told.sections), *(section.last + 1 for section in told.sections)})
    for first, last in pairwise([*cuts, len(told.sentences) + 1]):
        section = next((each for each in told.sections if each.first <= first <= each.last), None)
        if members := [line for line in lines if first <= line.number < last]:
            parts.append(Part(section, members))
    return {
        "parts": parts,
        "stating": sum(line.facts > 0 for line in lines),
        "longest": max(end - start for start, end in told.sentences),
        "proof": {"sentence": SENTENCE, "document": {"work": 0, **told.proof}},
    }


def written_facts(telling: Telling, document: str, turn: Turn) -> list[dict[str, object]]:
    """List what a document says, each fact once, and the things that it names."""
    table = telling.graph.table
    spans: dict[tuple[str, bool], list[tuple[int, int]]] = {}
    for passage, _ in table.incoming(document, YD.inDocument):
        run = place_of(table, passage)
        for subject, predicate in table.incoming(passage) if run else ():
            if run and predicate in {PROV.wasDerivedFrom, YD.mentionedIn}:
                spans.setdefault((subject, predicate == YD.mentionedIn), []).append(run)

    def place(fact: tuple[str, bool]) -> tuple[int, int, bool]:
        """Put a fact where its longest run is, the first of those, and names behind what is said."""
        start, end = max(spans[fact], key=lambda run: (run[1] - run[0], -run[0]))
        return start, end, fact[1]

    shown = turn.of(sorted(spans, key=lambda fact: (*place(fact), fact[0])), _PART)
    told = {subject: fact_of(telling, subject) for subject in dict.fromkeys(subject for subject, _ in shown)}
    return [
        {
            "words": [(part.text, part.lang) for part in told[subject].words],
            "address": address(subject),
            "spans": sorted(spans[subject, named]),
            "named": named,
        }
        for subject, named in sorted(shown, key=lambda fact: (*place(fact), by_words(told[fact[0]])))
    ]
