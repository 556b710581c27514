"""A draft of a short report on another region, and a collection that it may go into."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, parse

from ydkg.draft.folder import ACCEPT, Decision, append, open_draft
from ydkg.graph.graph import Graph
from ydkg.graph.sources import Source, passage_triples, sentences
from ydkg.graph.turtle import canonical_turtle, statement_iri
from ydkg.vocab import PREFIXES, RDF, YD, compact, expand

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ydkg.draft.folder import Draft

AT = "2026-11-26T16:00:00+00:00"
REPORT = (
    "Progress of the Northern Corridor\n2025.03.14\n"
    "Li Na, director of the Northern Corridor Office, reported on the Northern Corridor. "
    "The Lakeside Railway is 42 km long, and it is set to open by 2027. "
    "Freight in the Northern Corridor grew by 8.5% in 2024. Seven clerks were pleased. Nothing more was said.\n"
)
#: What stands in double brackets is a passage of these words, behind those before the angle.
FACTS = """
ydr:li-na a foaf:Person ; rdfs:label "Li Na"@en ; foaf:name "Li Na" ; yd:mentionedIn [[Li Na]] .
ydr:corridor-office a yd:PublicBody , org:Organization ; rdfs:label "Northern Corridor Office"@en ;
  yd:mentionedIn [[Northern Corridor Office]] .
ydr:northern-corridor a yd:Region , yd:Place ; rdfs:label "Northern Corridor"@en ;
  yd:mentionedIn [[Northern Corridor]] , [[on the >>Northern Corridor]] , [[in the >>Northern Corridor]] .
ydr:lakeside-railway a yd:RailwayLine , yd:Infrastructure ; rdfs:label "Lakeside Railway"@en ;
  yd:mentionedIn [[Lakeside Railway]] .
ydr:membership-li-na-corridor-office a org:Membership ; rdfs:label "Li Na, Northern Corridor Office: director"@en ;
  org:member ydr:li-na ; org:organization ydr:corridor-office ; org:role ydr:role-director ;
  yd:asOf "2025-03-14"^^xsd:date ;
  prov:wasDerivedFrom [[Li Na, director of the Northern Corridor Office]] , [[2025.03.14]] .
ydr:role-director a org:Role , skos:Concept ; rdfs:label "director"@en ; skos:inScheme ydr:roles .
ydr:roles a skos:ConceptScheme ; rdfs:label "Posts"@en ; skos:definition "Posts of people."@en .
ydr:observation-lakeside-railway-length a yd:Observation , qb:Observation ;
  rdfs:label "Length of the Lakeside Railway: 42 km"@en ; yd:metric ydr:metric-length ; yd:about ydr:lakeside-railway ;
  yd:value "42"^^xsd:decimal ; qudt:hasUnit unit:KiloM ; yd:bound yd:Exactly ; yd:valueStatus yd:Actual ;
  prov:wasDerivedFrom [[The Lakeside Railway is 42 km long]] .
ydr:metric-length a yd:Metric ; rdfs:label "length"@en ; skos:definition "Length of a line."@en ;
  qudt:hasUnit unit:KiloM ; yd:direction yd:NoDirection ; yd:measureKind yd:Length .
ydr:milestone-lakeside-railway-operational-planned a yd:Milestone ;
  rdfs:label "Lakeside Railway: planned to open by 2027"@en ; yd:about ydr:lakeside-railway ;
  yd:stage ydr:stage-operational ; yd:modality yd:Planned ; yd:asOf "2025-03-14"^^xsd:date ;
  yd:notAfter "2027-12-31"^^xsd:date ;
  prov:wasDerivedFrom [[it is set to open by 2027]] , [[Lakeside Railway]] , [[2025.03.14]] .
ydr:stage-operational a skos:Concept ; rdfs:label "operational"@en ; skos:inScheme ydr:stages .
ydr:stages a skos:ConceptScheme ; rdfs:label "Stages"@en ; skos:definition "Stages of things."@en .
ydr:observation-freight-growth-2024 a yd:Observation , qb:Observation ;
  rdfs:label "Growth of freight in the Northern Corridor in 2024: 8.5 %"@en ; yd:metric ydr:metric-freight-growth ;
  yd:about ydr:northern-corridor ; yd:value "8.5"^^xsd:decimal ; qudt:hasUnit unit:PERCENT ; yd:bound yd:Exactly ;
  yd:valueStatus yd:Actual ; yd:period ydr:period-2024 ;
  prov:wasDerivedFrom [[Freight in the Northern Corridor grew by 8.5% in 2024]] .
ydr:metric-freight-growth a yd:Metric ; rdfs:label "growth of freight"@en ;
  skos:definition "Change against the year before."@en ; qudt:hasUnit unit:PERCENT ;
  yd:direction yd:HigherIsBetter ; yd:measureKind yd:Rate .
ydr:period-2024 a yd:Period ; rdfs:label "2024"@en ; yd:edtf "2024" ; yd:firstDay "2024-01-01"^^xsd:date ;
  yd:lastDay "2024-12-31"^^xsd:date ; yd:periodBasis yd:Stated .
ydr:observation-clerks a yd:Observation , qb:Observation ; rdfs:label "Clerks: 7"@en ; yd:metric ydr:metric-clerks ;
  yd:about ydr:corridor-office ; yd:value "7"^^xsd:decimal ; qudt:hasUnit unit:NUM ; yd:bound yd:Exactly ;
  yd:valueStatus yd:Actual ; prov:wasDerivedFrom [[Seven clerks]] .
ydr:metric-clerks a yd:Metric ; rdfs:label "clerks"@en ; skos:definition "Number of clerks."@en ;
  qudt:hasUnit unit:NUM ; yd:direction yd:NoDirection ; yd:measureKind yd:Count .
"""
EDGES = (("ydr:corridor-office", "yd:jurisdiction", "ydr:northern-corridor", "Northern Corridor Office"),)
DOCUMENT = """
ydr:{key} a yd:Document ; rdfs:label "Progress of the Northern Corridor"@en ; dcterms:issued "2025-03-14"^^xsd:date ;
  dcterms:title "Progress of the Northern Corridor"@en ; dcterms:publisher ydr:corridor-office ;
  dcterms:source <https://example.org/corridor> .
"""
PROPOSED = (
    ("ydr:northern-corridor", "Northern Corridor", "thing.name"),
    ("ydr:li-na", "Li Na", "thing.name"),
    ("ydr:corridor-office", "Northern Corridor Office", "thing.name"),
    ("ydr:membership-li-na-corridor-office", "Li Na, director of the Northern Corridor Office", "post.head"),
    ("ydr:lakeside-railway", "Lakeside Railway", "thing.name"),
    ("ydr:observation-lakeside-railway-length", "42 km", "quantity.unit"),
    ("ydr:milestone-lakeside-railway-operational-planned", "set to open", "milestone.planned"),
    ("ydr:observation-freight-growth-2024", "8.5%", "quantity.percent"),
    ("ydr:observation-clerks", "Seven clerks", "quantity.words"),
)


def turtle(text: str) -> list:  # type: ignore[type-arg]
    """Read Turtle without its prefixes."""
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    return [quad.triple for quad in parse(head + text, format=RdfFormat.TURTLE)]


def write_draft(
    folder: Path,
    text: str = REPORT,
    *,
    key: str = "corridor-20250314",
    facts: str = FACTS,
    edges: Iterable[tuple[str, str, str, str]] = EDGES,
    proposed: Iterable[tuple[str, str, str]] = PROPOSED,
    document: str = DOCUMENT,
) -> Draft:
    """Write a draft as the rules would, of facts that are given; each passage is where its words stand first."""
    source = Source(expand(f"ydr:{key}") or "", text, sentences(text))
    digest = sha256(text.encode()).hexdigest()
    spans = set(source.sentences)

    def passage(words: str) -> str:
        before, _, words = words.rpartition(">>")
        start = text.index(before + words) + len(before)
        spans.add((start, start + len(words)))
        return f"ydr:passage-{key}-{start}-{start + len(words)}"

    body = document.format(key=key) + f'ydr:{key} yd:textDigest "{digest}" ; yd:textLength {len(text)} .\n'
    body += re.sub(r"\[\[(.+?)\]\]", lambda found: passage(found[1]), facts)
    listed = list(proposed)
    for subject, predicate, value, words in edges:
        edge = f"{subject} {predicate} {value}"
        iri = compact(statement_iri(turtle(f"{edge} .")[0]))
        body += f"{edge} . {iri} a rdf:Statement ; rdf:subject {subject} ; rdf:predicate {predicate} ;\n"
        body += f"  rdf:object {value} ; prov:wasDerivedFrom {passage(words)} ; yd:basis yd:FromName .\n"
        listed.append((iri, words, "edge.name"))
    table = Graph.from_triples(turtle(body))
    for number, (thing, words, rule) in enumerate(listed):
        iri = expand(thing) or ""
        start = text.index(words)
        given = table.one(iri, RDF.predicate) or f"{number}"
        wanted = f"{digest} {start} {start + len(words)} {(table.types(iri) or ('',))[-1]} {given}"
        name = sha256(wanted.encode()).hexdigest()
        body += f'ydr:proposal-{name[:12]} a yd:Proposal ; yd:proposalKey "{name}" ; yd:proposes {thing} ;\n'
        body += f'  yd:rule "{rule}" ; schema:version "1" ; prov:wasDerivedFrom {passage(words)} .\n'
    triples = turtle(body) + [triple for at in spans for triple in passage_triples(source, *at)]
    sentence = compact(YD.Sentence)
    for start, end in source.sentences:
        triples += turtle(f"ydr:passage-{key}-{start}-{end} a {sentence} .")
    folder.mkdir(exist_ok=True)
    (folder / "text.txt").write_text(text, encoding="utf-8")
    (folder / "proposals.ttl").write_text(canonical_turtle(triples), encoding="utf-8")
    return open_draft(folder)


def decide(draft: Draft, given: dict[str, tuple[str, object]] | None = None, *, but: str = "") -> dict[str, Decision]:
    """Decide on all proposals but one, as given by prefixed name, else by accepting; give what stands."""
    made = []
    for each in draft.proposals:
        name = compact(each.proposes)
        decision, edited = (given or {}).get(name, (ACCEPT, None))
        if name != but:
            made.append(Decision(each.key, decision, "Li Na", AT, each.rule, edited))
    append(draft.folder / "decisions.jsonl", made)
    return {each.key: each for each in made}
