"""A small collection about a region that the shipped data know nothing of: two documents and what they state."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from triples import HEAD
from ydkg.graph.sources import Source, passage_iri, passage_triples, sentences
from ydkg.graph.turtle import canonical_turtle, statement_iri
from ydkg.vocab import RDF, SKOS, YD, compact, ydr

if TYPE_CHECKING:
    from pathlib import Path

REPORT = """Report of the Lakes Office
2025.03.10
Anna Keller is director of the Lakes Office. The Ring Railway connects Norvik and Sudvik. \
The Ring Railway is planned to open by 2027.
Norvik had more than 120 charging stations in 2024, up 20% from 100 in 2023. Anna Keller spoke at the Lakes Forum."""
LETTER = """Letter of the Lakes Office
2026.12.01
The Ring Railway opened in 2026. Norvik had 150 charging stations in 2025."""

# What is defined and named once, in the file of the first document.
_DEFINED = """
ydr:anna-keller a foaf:Person, yd:Official ; rdfs:label "Anna Keller"@en ; foaf:name "Anna Keller" .
ydr:lakes-office a org:Organization, yd:PublicBody ; rdfs:label "Lakes Office"@en, "湖区办公室"@zh-hans .
ydr:norvik a yd:Place, yd:City ; rdfs:label "Norvik"@en, "诺维克"@zh-hans .
ydr:sudvik a yd:Place, yd:City ; rdfs:label "Sudvik"@en, "南维克"@zh-hans .
ydr:ring-railway a yd:Infrastructure, yd:RailwayLine ; rdfs:label "Ring Railway"@en, "环湖铁路"@zh-hans .
ydr:lakes-forum a schema:Event ; rdfs:label "Lakes Forum"@en, "湖区论坛"@zh-hans .
ydr:metric-charging-stations a yd:Metric ; rdfs:label "charging stations"@en, "充电站数量"@zh-hans ;
  skos:definition "Charging stations in a place."@en, "某地的充电站数量。"@zh-hans ; qudt:hasUnit unit:NUM ;
  yd:direction yd:HigherIsBetter ; yd:measureKind yd:Stock .
ydr:roles a skos:ConceptScheme ;
  skos:definition "Posts that people hold."@en, "人物所任的职务。"@zh-hans ;
  rdfs:label "roles"@en, "职务"@zh-hans .
ydr:role-director a skos:Concept, org:Role ; rdfs:label "director"@en, "主任"@zh-hans ; skos:inScheme ydr:roles .
ydr:participant-roles a skos:ConceptScheme ;
  skos:definition "Ways of taking part in an event."@en, "参加活动的方式。"@zh-hans ;
  rdfs:label "participant roles"@en, "参与方式"@zh-hans .
ydr:participant-role-speaker a skos:Concept ; rdfs:label "speaker"@en, "发言人"@zh-hans ;
  skos:inScheme ydr:participant-roles .
ydr:stages a skos:ConceptScheme ;
  skos:definition "What a matter may reach."@en, "事项可达到的阶段。"@zh-hans ;
  rdfs:label "stages"@en, "阶段"@zh-hans .
ydr:stage-operational a skos:Concept ; rdfs:label "operational"@en, "投入运行"@zh-hans ; skos:inScheme ydr:stages ;
  yd:doneForm "in operation"@en, "已投入运行"@zh-hans ; yd:plannedForm "planned to open"@en, "计划投入运行"@zh-hans ;
  yd:underwayForm "opening"@en, "正在投入运行"@zh-hans .
"""
_REPORTED = """
ydr:membership-anna-keller-lakes-office a org:Membership ; rdfs:label "Anna Keller, Lakes Office: director"@en ;
  org:member ydr:anna-keller ; org:organization ydr:lakes-office ; org:role ydr:role-director ;
  yd:asOf "2025-03-10"^^xsd:date ; prov:wasDerivedFrom <Anna Keller is director of the Lakes Office>, <2025.03.10> .
ydr:participation-anna-keller-lakes-forum-speaker a yd:Participation ;
  rdfs:label "Anna Keller spoke at the Lakes Forum"@en ; yd:participant ydr:anna-keller ; yd:event ydr:lakes-forum ;
  yd:participantRole ydr:participant-role-speaker ; prov:wasDerivedFrom <Anna Keller spoke at the Lakes Forum> .
ydr:milestone-ring-railway-operational-planned a yd:Milestone ;
  rdfs:label "Ring Railway: planned to open by 2027"@en ; yd:about ydr:ring-railway ; yd:stage ydr:stage-operational ;
  yd:modality yd:Planned ; yd:notAfter "2027-12-31"^^xsd:date ; yd:asOf "2025-03-10"^^xsd:date ;
  prov:wasDerivedFrom <The Ring Railway is planned to open by 2027>, <2025.03.10> .
ydr:observation-norvik-charging-stations-2024 a yd:Observation, qb:Observation ;
  rdfs:label "Charging stations of Norvik: more than 120 in 2024"@en ; yd:metric ydr:metric-charging-stations ;
  yd:about ydr:norvik ; yd:value "120"^^xsd:decimal ; qudt:hasUnit unit:NUM ; yd:bound yd:MoreThan ;
  yd:valueStatus yd:Actual ; yd:period ydr:period-2024 ;
  prov:wasDerivedFrom <Norvik had more than 120 charging stations in 2024> .
ydr:observation-norvik-charging-stations-2023 a yd:Observation, qb:Observation ;
  rdfs:label "Charging stations of Norvik: 100 in 2023"@en ; yd:metric ydr:metric-charging-stations ;
  yd:about ydr:norvik ; yd:value "100"^^xsd:decimal ; qudt:hasUnit unit:NUM ; yd:bound yd:Exactly ;
  yd:valueStatus yd:Actual ; yd:period ydr:period-2023 ;
  prov:wasDerivedFrom <Norvik had more than 120 charging stations>, <100 in 2023> .
ydr:comparison-norvik-charging-stations a yd:Comparison ;
  rdfs:label "Charging stations of Norvik: up 20 % from 2023 to 2024"@en ;
  yd:current ydr:observation-norvik-charging-stations-2024 ; yd:baseline ydr:observation-norvik-charging-stations-2023 ;
  yd:statedChange "20"^^xsd:decimal ; yd:changeKind yd:RelativeChange ; qudt:hasUnit unit:PERCENT ;
  yd:bound yd:Exactly ; prov:wasDerivedFrom <up 20% from 100 in 2023> .
ydr:period-2023 a yd:Period ; rdfs:label "2023"@en, "2023年"@zh-hans ; yd:edtf "2023" ;
  yd:firstDay "2023-01-01"^^xsd:date ; yd:lastDay "2023-12-31"^^xsd:date ; yd:periodBasis yd:Stated .
ydr:period-2024 a yd:Period ; rdfs:label "2024"@en, "2024年"@zh-hans ; yd:edtf "2024" ;
  yd:firstDay "2024-01-01"^^xsd:date ; yd:lastDay "2024-12-31"^^xsd:date ; yd:periodBasis yd:Stated .
"""
_WRITTEN = """
ydr:milestone-ring-railway-operational-done a yd:Milestone ; rdfs:label "Ring Railway: opened in 2026"@en ;
  yd:about ydr:ring-railway ; yd:stage ydr:stage-operational ; yd:modality yd:Done ;
  yd:notAfter "2026-12-31"^^xsd:date ; yd:asOf "2026-12-01"^^xsd:date ;
  prov:wasDerivedFrom <The Ring Railway opened in 2026>, <2026.12.01> .
ydr:observation-norvik-charging-stations-2025 a yd:Observation, qb:Observation ;
  rdfs:label "Charging stations of Norvik: 150 in 2025"@en ; yd:metric ydr:metric-charging-stations ;
  yd:about ydr:norvik ; yd:value "150"^^xsd:decimal ; qudt:hasUnit unit:NUM ; yd:bound yd:Exactly ;
  yd:valueStatus yd:Actual ; yd:period ydr:period-2025 ;
  prov:wasDerivedFrom <Norvik had 150 charging stations in 2025> .
ydr:period-2025 a yd:Period ; rdfs:label "2025"@en, "2025年"@zh-hans ; yd:edtf "2025" ;
  yd:firstDay "2025-01-01"^^xsd:date ; yd:lastDay "2025-12-31"^^xsd:date ; yd:periodBasis yd:Stated .
"""
_NAMED = {
    "anna-keller": "Anna Keller",
    "lakes-office": "Lakes Office",
    "norvik": "Norvik",
    "sudvik": "Sudvik",
    "ring-railway": "Ring Railway",
    "lakes-forum": "Lakes Forum",
}


def write_lakes(folder: Path) -> tuple[Path, Path]:
    """Write both documents into a folder, and their texts beside it.

    Parameters
    ----------
    folder : Path
        As `ydkg init` makes one.

    Returns
    -------
    Path, Path
        The texts of report and letter.
    """
    (folder / "document.ttl").unlink(missing_ok=True)
    edge = Triple(NamedNode(ydr("ring-railway")), NamedNode(YD.connects), NamedNode(ydr("norvik")))
    other = Triple(edge.subject, edge.predicate, NamedNode(ydr("sudvik")))
    joined = "The Ring Railway connects Norvik and Sudvik"
    written = {
        "report": (REPORT, "2025-03-10", _DEFINED + _REPORTED, [(edge, joined), (other, joined)]),
        "letter": (LETTER, "2026-12-01", _WRITTEN, []),
    }
    for name, (text, day, turtle, edges) in written.items():
        (folder.parent / f"{name}.txt").write_text(text, encoding="utf-8")
        content = canonical_turtle(_document(name, text, day, turtle, edges))
        (folder / f"{name}.ttl").write_text(content, encoding="utf-8")
    return folder.parent / "report.txt", folder.parent / "letter.txt"


def _document(name: str, text: str, day: str, turtle: str, edges: list[tuple[Triple, str]]) -> list[Triple]:
    """Say of a document what it is and what it states; words in angle brackets are the passage where they stand."""
    slug = f"{name}-{day.replace('-', '')}"
    source = Source(ydr(slug), text, sentences(text))
    title, digest = text.partition("\n")[0], sha256(text.encode()).hexdigest()
    told = [
        f'ydr:{slug} a yd:Document ; rdfs:label "{title}"@en ; dcterms:title "{title}"@en ;',
        f'dcterms:issued "{day}"^^xsd:date ; dcterms:publisher ydr:lakes-office ;',
        f'dcterms:source <https://lakes.example/{name}> ; yd:textDigest "{digest}" ; yd:textLength {len(text)} .',
        turtle,
    ]
    found: dict[tuple[int, int], None] = dict.fromkeys(source.sentences)

    def passage(words: str) -> str:
        start = text.index(words)
        found[start, start + len(words)] = None
        return compact(passage_iri(source.document, start, start + len(words)))

    for edge, words in edges:
        node = compact(statement_iri(edge))
        told.append(
            f"{edge.subject} {edge.predicate} {edge.object} . {node} a rdf:Statement ; rdf:subject {edge.subject} ;"
        )
        told.append(
            f"rdf:predicate {edge.predicate} ; rdf:object {edge.object} ; prov:wasDerivedFrom {passage(words)} ."
        )
    for thing, words in _NAMED.items():
        at = text.find(words)
        while at >= 0:
            found[at, at + len(words)] = None
            told.append(f"ydr:{thing} yd:mentionedIn {compact(passage_iri(source.document, at, at + len(words)))} .")
            at = text.find(words, at + 1)
    whole = "\n".join(told)
    for words in {part.split(">")[0] for part in whole.split("<")[1:]}:
        if not words.startswith("http"):
            whole = whole.replace(f"<{words}>", passage(words))
    triples = [quad.triple for quad in parse(HEAD + whole, format=RdfFormat.TURTLE)]
    return [*triples, *(each for span in found for each in _passage(source, span))]


def _passage(source: Source, span: tuple[int, int]) -> list[Triple]:
    """Describe a passage, and as a sentence where it is one; the title, the first of them, states no fact."""
    triples = passage_triples(source, *span)
    passage = triples[0].subject
    if span in source.sentences:
        triples.append(Triple(passage, NamedNode(RDF.type), NamedNode(YD.Sentence)))
    if span == source.sentences[0]:
        triples.append(Triple(passage, NamedNode(RDF.type), NamedNode(YD.SetAside)))
        triples.append(Triple(passage, NamedNode(SKOS.note), Literal("The title.", language="en")))
    return triples
