"""What the page of a record or a term says: one sentence, its parts, its sources, and what uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from ydkg.graph.values import in_language
from ydkg.language.grammar import capitalized
from ydkg.language.text import translatable
from ydkg.proof.claims.judgements import judgements_of
from ydkg.server.thing.page import aliases
from ydkg.server.thing.telling import Heading, by_words, fact_of, values_of
from ydkg.telling.comparisons import Comparison
from ydkg.telling.figures import Figure
from ydkg.telling.milestones import Milestone
from ydkg.telling.naming import HEADINGS
from ydkg.vocab import FOAF, ORG, PROV, RDF, RDFS, SKOS, YD, ydr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ydkg.server.paging import Turn
    from ydkg.server.thing.page import Context
    from ydkg.server.thing.telling import Telling

_SKIPPED = frozenset(
    {
        FOAF.name, PROV.wasDerivedFrom, RDF.type, RDFS.label, SKOS.altLabel, SKOS.definition, SKOS.editorialNote,
        YD.labelBasis, YD.measureWord, YD.mentionedIn, YD.shortName,
    }
)  # fmt: skip
_PARTS = {
    RDF.subject: translatable("Subject"),
    RDF.predicate: translatable("Relation"),
    RDF.object: translatable("Object"),
} | HEADINGS
# What leads to a term, under a heading that says more than the property's name turned round.
_BACK = {
    ORG.role: translatable("Who holds this post"),
    PROV.used: translatable("Used by"),
    PROV.wasDerivedFrom: translatable("What follows from it"),
    PROV.wasGeneratedBy: translatable("What it gave"),
    SKOS.inScheme: translatable("Its concepts"),
    YD.baselinePeriod: translatable("Compared with this period"),
    YD.inEdition: translatable("Figures of this edition"),
    YD.participantRole: translatable("Who took part so"),
    YD.period: translatable("Of this period"),
    YD.since: translatable("First since then"),
    YD.stage: translatable("What is at this stage"),
}
# What leads from a statement or a judgement to the two that it is of, and to figures that are told as compared.
_ELSEWHERE = frozenset({RDF.subject, RDF.object, YD.current, YD.baseline, YD.target})
_WORKS = frozenset({YD.Passage, YD.Register, YD.Document, YD.PressRelease})


def record(telling: Telling, slug: str, whole: Telling, turn: Turn) -> Context:
    """Say everything about what is neither an entity nor a passage nor a document; for ``record.html.j2``."""
    graph, iri, chinese = telling.graph, ydr(slug), telling.lang == "zh"
    table, lookup, reading, words = graph.table, graph.lookup, graph.reading, telling.tell(iri)
    # A sentence begins with a capital in English.
    begun = str if chinese else capitalized
    said = begun("".join(part.text for part in words))
    label = table.text(iri, RDFS.label, "en" if chinese else "zh-hans") or ""
    told, stated, kinds = graph.record(iri), lookup.record(iri), table.types(iri)
    answers = lookup.later.answers.get(slug)
    answering = {word.id for word in answers.words} if answers else set()
    sources = table.iris(iri, PROV.wasDerivedFrom)
    others = [each for each in sources if not _WORKS.intersection(table.types(each))]
    judged = (
        fact_of(whole, each)._replace(note=telling.pick(whole.graph.reading.text(each, SKOS.note)))
        for each in judgements_of(whole.graph.table, iri)
    )
    # What leads to it, but for judgements: records and things, by the property that leads.
    groups: dict[str, list[str]] = {}
    for subject, predicate in sorted(table.incoming(iri), key=lambda pair: pair[::-1]):
        if predicate not in _ELSEWHERE and not subject.startswith("_:"):
            groups.setdefault(predicate, []).append(subject)
    uses = []
    for predicate, subjects in groups.items():
        if facts := sorted((fact_of(telling, each) for each in turn.of(subjects)), key=by_words):
            known = _BACK.get(predicate)
            title = telling.say(known) if known else telling.pick(telling.phrase(predicate).back)
            uses.append(Heading(title, facts, len(subjects)))
    compared = lookup.comparisons_of(slug, YD.current, YD.baseline, YD.target)
    return {
        "said": said,
        "words": [words[0]._replace(text=begun(words[0].text)), *words[1:]],
        # And no name.
        "sentence": RDF.Statement in kinds or len(words) > 1 or words[0].iri != iri,
        # The label in the other language, where it says more; that of a told record is English, so that in Chinese its
        # sentence stands alone.
        "second": "" if capitalized(label) == said or (chinese and (told or YD.Judgement in kinds)) else label,
        "aliases": aliases(graph, iri, {said}),
        "definition": telling.pick(reading.text(iri, SKOS.definition)),
        "note": telling.pick(reading.text(iri, SKOS.editorialNote)),
        "modality": told.modality if isinstance(told, Milestone) else "",
        "comparisons": [stated] if isinstance(stated, Comparison) else compared,
        "chart": told.chart if isinstance(told, Figure) else None,
        "parts": list(_parts(telling, iri)),
        "evidence": reading.library.evidence(sources),
        "derived": [fact_of(telling, each) for each in (*others, *table.iris(iri, PROV.wasGeneratedBy))],
        "answers": answers,
        "as_of": telling.pick(lookup.later.as_of),
        "told_by_pages": [word for word in lookup.later.beside.get(slug, ()) if word.id not in answering],
        "judged": sorted(judged, key=by_words),
        "only_in": "" if graph.apart else graph.only_in(iri),
        "apart": graph.apart_by(iri),
        "uses": uses,
    }


def _parts(telling: Telling, iri: str) -> Iterator[Heading]:
    """Tell the parts of a record by property; each is a name, a term or a value."""
    order = list(_PARTS)
    properties = sorted(
        telling.graph.table.properties(iri).items(),
        key=lambda item: (order.index(item[0]) if item[0] in order else len(order), item[0]),
    )
    for predicate, terms in properties:
        if predicate not in _SKIPPED:
            known = _PARTS.get(predicate)
            phrase = telling.phrase(predicate, iri, terms[0].value if isinstance(terms[0], NamedNode) else "")
            title = capitalized(telling.say(known)) if known else telling.pick(phrase.onward)
            if facts := values_of(telling, iri, predicate, in_language(terms, telling.lang)):
                yield Heading(title, facts)
