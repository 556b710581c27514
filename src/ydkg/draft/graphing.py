"""The graph of a draft while it is made: nodes by IRI, with a slug each, passages, and proposals with their keys."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import partial
from hashlib import sha256
from itertools import count
from typing import TYPE_CHECKING, Any, TypeAlias

from pyoxigraph import Literal, NamedNode, Triple

from ydkg.graph.graph import Graph
from ydkg.graph.schema import RECORDS, shipped_schema
from ydkg.graph.sources import passage_iri, passage_triples, unwrapped
from ydkg.graph.turtle import about, chinese, english, statement_iri
from ydkg.language.reading.tables import is_chinese
from ydkg.language.text import CHINESE
from ydkg.telling.labels import due_labels, label_triple, labels_in
from ydkg.telling.reading import reading_of
from ydkg.vocab import ORG, OWL, PROV, RDF, RDFS, SCHEMA, XSD, YD, expand, local_name, ydr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from ydkg.graph.sources import Source
    from ydkg.language.reading.spans import Span

#: Counts what the rules propose: a new number where they propose otherwise than before.
_VERSION = "1"
#: The longest slug, and that of a thing within its record's.
_LONGEST, _LONGEST_PART = 81, 60
#: Class of a record -> the properties of which the first that it has is what its words give.
GIVEN = {
    YD.Observation: (YD.value,),
    YD.Comparison: (YD.statedChange, YD.target, YD.baseline),
    YD.Milestone: (YD.stage,),
    YD.FirstClaim: (YD.claimedClass,),
    ORG.Membership: (ORG.role,),
    YD.Participation: (YD.participantRole,),
}
#: What a reviewer adds -> the class of its record.
ADDED_CLASSES = {"figure": YD.Observation, "stage": YD.Milestone, "post": ORG.Membership, "relation": RDF.Statement}

#: A property, and its value: the IRI of a thing, a literal, or None for nothing.
Fact: TypeAlias = tuple[str, "str | Literal | None"]


class Graphing:
    """Gather the triples of a draft."""

    def __init__(self, source: Source, taken: Callable[[str], bool], dateline: Span | None = None) -> None:
        self.source = source
        self.text = unwrapped(source.text)
        self.dateline = dateline
        self.triples: set[Triple] = set()
        self.spans: list[Span] = []
        #: Property that words give -> where something with it is proposed.
        self.read: defaultdict[str, list[Span]] = defaultdict(list)
        #: Where each sentence starts and ends.
        self.sentences = frozenset(source.sentences)
        self._digest = sha256(source.text.encode()).hexdigest()
        #: One a proposal.
        self.keys: set[str] = set()
        #: Passages and sentences that are described already.
        self._described: set[Span] = set()
        self._given: set[str] = set()
        self._numbers: defaultdict[str, Iterator[int]] = defaultdict(partial(count, 1))
        self._taken = taken

    def new_iri(self, slug: str) -> str:
        """Give a new thing an IRI that neither the collection nor this draft has; full IRI."""
        iri = free_iri(slug, lambda iri: iri in self._given or self._taken(iri), self._numbers[slug])
        self._given.add(iri)
        return iri

    def add(self, subject: str, facts: Iterable[Fact]) -> None:
        """Say something of a node."""
        self.triples.update(about(subject, *((name, value) for name, value in facts if value is not None)))

    def thing(self, iri: str, kind: str, label: str, facts: Iterable[Fact]) -> None:
        """Describe a new thing; what is in Chinese stands in for its English label until a person gives that."""
        kinds = ((RDF.type, each) for each in shipped_schema().closure([kind]))
        labels = (RDFS.label, english(label)), (RDFS.label, chinese(label) if is_chinese(label) else None)
        self.add(iri, (*kinds, *labels, *facts))

    def passage(self, start: int, end: int) -> str:
        """Describe a run of characters and the sentence around it, and give its IRI; its IRI."""
        iri = passage_iri(self.source.document, start, end)
        if (start, end) not in self._described:
            self._described.add((start, end))
            self.triples.update(passage_triples(self.source, start, end))
            around = self.source.sentence(start, end)[:2]
            if around == (start, end):
                self.add(iri, [(RDF.type, YD.Sentence)])
            else:
                self.spans.append((start, end))
                self.passage(*around)
        return iri

    def propose(self, span: Span, kind: str, given: str, what: str, rule: str) -> bool:
        """Propose a record, a statement or a thing."""
        key = self._key(span, kind, given)
        if key in self.keys:
            return False
        self.keys.add(key)
        if kind != OWL.Thing:  # A sentence whose thing is to be named is not read for that.
            self.spans.append(span)
        self.read[YD.value if given in GIVEN[YD.Comparison] else given].append(span)
        facts: list[Fact] = [
            (RDF.type, YD.Proposal),
            (PROV.wasDerivedFrom, self.passage(*span)),
            (YD.proposalKey, Literal(key)),
            (YD.proposes, what),
            (YD.rule, Literal(rule)),
            (SCHEMA.version, Literal(_VERSION)),
        ]
        self.add(ydr(f"proposal-{key[:12]}"), facts)
        return True

    def record(  # noqa: PLR0917 - the parts of a proposal, in their order
        self,
        slug: str,
        facts: list[Fact],
        span: Span,
        kind: str,
        rule: str,
        more: Iterable[Span | None],
        *,
        dated: bool,
    ) -> str:
        """Write a record with the passages that it comes from, propose it, and give its IRI."""
        stated = {predicate for predicate, value in facts if value is not None}
        given = next(each for each in GIVEN[kind] if each in stated)
        iri = self.new_iri(slug)
        if self.propose(span, kind, given, iri, rule):
            wide = (each for each in more if each and each[0] < each[1])
            spans = {span, *(each for each in wide if not (span[0] <= each[0] and each[1] <= span[1]))}
            spans |= {self.dateline} if dated and self.dateline else set()
            passages = ((PROV.wasDerivedFrom, self.passage(*each)) for each in sorted(spans))
            self.add(iri, [(RDF.type, kind), *facts, *passages])
        return iri

    def _key(self, span: Span, kind: str, given: str) -> str:
        return key_of(self._digest, span, kind, given)

    def is_new(self, span: Span, kind: str, given: str) -> bool:
        """Tell whether nothing of a class and property is proposed of some words yet."""
        return self._key(span, kind, given) not in self.keys

    def state(  # noqa: PLR0917 - the parts of a statement, in their order
        self, span: Span, subject: str, predicate: str, value: str | Literal, rule: str, more: Iterable[Span]
    ) -> None:
        """Propose an edge or a plain value, with the statement node that leads to its words."""
        term = NamedNode(value) if isinstance(value, str) else value
        triple = Triple(NamedNode(subject), NamedNode(predicate), term)
        node = statement_iri(triple)
        if not self.propose(span, RDF.Statement, predicate, node, rule):
            return
        self.triples.add(triple)
        passages: list[Fact] = [(PROV.wasDerivedFrom, self.passage(*each)) for each in (span, *more)]
        parts: list[Fact] = [(RDF.subject, subject), (RDF.predicate, predicate), (RDF.object, value)]
        self.add(node, [(RDF.type, RDF.Statement), *parts, *passages])


def key_of(digest: str, span: Span, kind: str, given: str) -> str:
    """Give the key of a proposal: of a text by its digest, its words, its class, and the property that they give."""
    return sha256(f"{digest} {span[0]} {span[1]} {kind} {given}".encode()).hexdigest()


def added_key(digest: str, span: Span, added: Mapping[str, Any]) -> str:
    """Give the key of a fact that a reviewer added."""
    kind = ADDED_CLASSES[added["kind"]]
    relation = added["facts"].get("rdf:predicate", "")
    return key_of(digest, span, kind, GIVEN[kind][0] if kind in GIVEN else expand(relation) or relation)


def with_labels(triples: Iterable[Triple], known: Graph) -> list[Triple]:
    """Make the labels of the records of a draft, in both languages, but for those that a person wrote."""
    own = list(dict.fromkeys(triples))
    table = Graph.from_triples(own)
    reading = reading_of(Graph.from_triples([*own, *known.triples()]))
    found: list[Triple] = []
    stale: set[Triple] = set()
    for record in sorted({record for kind in RECORDS for record in table.subjects(kind)}):
        for tag, label in due_labels(reading, record).items():
            if tag != "en" and not is_chinese(label):
                continue  # None of its parts has a Chinese name.
            found.append(label_triple(record, tag, label))
            stale |= labels_in(table, record, tag)
    return [*(each for each in own if each not in stale), *found]


def own_facts(table: Graph, subject: str) -> list[Triple]:
    """Collect what is said of a subject, without edges that have a statement node."""
    node = NamedNode(subject)
    triples = (Triple(node, NamedNode(p), term) for p, terms in table.properties(subject).items() for term in terms)
    return [triple for triple in triples if statement_iri(triple) not in table]


def edge_of(table: Graph, statement: str) -> Triple | None:
    """Give the edge that a statement states; none of anything else."""
    parts = [table.objects(statement, each) for each in (RDF.subject, RDF.predicate, RDF.object)]
    return Triple(*(part[0] for part in parts)) if all(parts) else None  # type: ignore[arg-type]


def day_term(value: date) -> Literal:
    """Give a day."""
    return Literal(value.isoformat(), datatype=NamedNode(XSD.date))


def language_tagged(words: str) -> Literal:
    """Give words their language, by their script; in ``en`` or ``zh-hans``."""
    return chinese(words) if is_chinese(words) else english(words)


def in_both(text: str) -> list[Literal]:
    """Say a text of the catalogue in both languages."""
    return [english(text), chinese(CHINESE.gettext(text))]


def slug_of(name: str) -> str:
    """Make a slug of a name.

    >>> slug_of("Utopia International’s T3"), slug_of("某城")
    ('utopia-internationals-t3', 'thing-17263fdda084')
    """
    folded = unicodedata.normalize("NFKD", re.sub("['’‘]", "", name))
    plain = "".join(sign for sign in folded if not unicodedata.combining(sign)).lower()
    words = re.findall(r"[a-z0-9]+", plain)
    found = "-".join(words)
    if len(found) > _LONGEST:
        found = found[: _LONGEST + 1].rpartition("-")[0] or words[0]
    if not re.search(r"[a-z]", found):
        return f"thing-{sha256(name.encode()).hexdigest()[:12]}"
    return found


def short_slug(iri: str, prefix: str = "") -> str:
    """Give the slug of an IRI of ours without what it begins with, shortened at a hyphen."""
    slug = local_name(iri).removeprefix(prefix)
    return slug if len(slug) <= _LONGEST_PART else slug[:_LONGEST_PART].rsplit("-", 1)[0]


def free_iri(slug: str, taken: Callable[[str], bool], numbers: Iterator[int] | None = None) -> str:
    """Give a new thing an IRI that no other has; with a number behind the slug where that is taken, from 2.

    >>> free_iri("utopia", lambda iri: iri in {ydr("utopia"), ydr("utopia-2")})
    'https://w3id.org/ydkg/id/utopia-3'
    """
    numbered = (ydr(slug if number == 1 else f"{slug}-{number}") for number in numbers or count(1))
    return next(iri for iri in numbered if not taken(iri))
