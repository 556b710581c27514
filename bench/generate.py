"""A collection of any size about an invented region: documents, posts that change, series, and disagreement.

Usage: ``.venv/bin/python bench/generate.py TRIPLES DIR``. Writes Turtle into DIR, a file a document, until there are so
many triples, and prints how many there are. The same number gives the same files.
"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from ydkg.graph.sources import passage_iri
from ydkg.graph.turtle import canonical_turtle, statement_iri
from ydkg.vocab import PREFIXES, YD, compact, ydr

FIGURES, POSTS, LINES, TOWNS, PEOPLE = 150, 12, 6, 5, 8
METRICS, YEARS = 24, 25
_SYLLABLES = (
    "ba",
    "ko",
    "ri",
    "ne",
    "su",
    "ta",
    "lo",
    "mi",
    "ve",
    "da",
    "no",
    "shi",
    "pa",
    "ru",
    "ge",
    "fo",
    "li",
    "ma",
)
_SIGNS = "巴科里内苏塔洛米维达诺希帕鲁格福利马"
_HEAD = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
_DEFINED = """
ydr:roles a skos:ConceptScheme ; rdfs:label "roles"@en, "职务"@zh-hans ;
  skos:definition "Posts that people hold."@en, "人物所任的职务。"@zh-hans .
ydr:role-director a skos:Concept, org:Role ; rdfs:label "director"@en, "主任"@zh-hans ; skos:inScheme ydr:roles .
ydr:stages a skos:ConceptScheme ; rdfs:label "stages"@en, "阶段"@zh-hans ;
  skos:definition "What a matter may reach."@en, "事项可达到的阶段。"@zh-hans .
ydr:stage-operational a skos:Concept ; rdfs:label "operational"@en, "投入运行"@zh-hans ; skos:inScheme ydr:stages ;
  yd:doneForm "in operation"@en, "已投入运行"@zh-hans ; yd:plannedForm "planned to open"@en, "计划投入运行"@zh-hans ;
  yd:underwayForm "opening"@en, "正在投入运行"@zh-hans .
"""


class Name(NamedTuple):
    """What a thing is called: its slug, its English and its Chinese name."""

    slug: str
    en: str
    zh: str


def named(number: int, kind: str, kind_zh: str) -> Name:
    """Name a thing of a kind by its number; no two numbers of a kind have the same."""
    digits, left = [], number + len(_SYLLABLES) ** 2
    while left:
        left, digit = divmod(left, len(_SYLLABLES))
        digits.append(digit)
    word, signs = "".join(_SYLLABLES[each] for each in digits), "".join(_SIGNS[each] for each in digits)
    slug = f"{word}-{kind.lower()}" if kind else word
    return Name(slug, f"{word.capitalize()} {kind}".strip(), signs + kind_zh)


def town(number: int) -> Name:
    """Name a town."""
    return named(number, "", "市")


def office(number: int) -> Name:
    """Name an office."""
    return named(number, "Office", "办公室")


def line(number: int) -> Name:
    """Name a railway."""
    return named(number, "Railway", "铁路")


def person(number: int) -> Name:
    """Name a person."""
    first, last = named(number % 97, "", ""), named(number, "", "")
    return Name(f"{first.slug}-{last.slug}", f"{first.en} {last.en}", f"{first.zh}·{last.zh}")


def metric(number: int) -> Name:
    """Name a metric."""
    word = named(number, "", "")
    return Name(f"metric-{word.slug}-stations", f"{word.slug} stations", f"{word.zh}站数量")


class Document:
    """A document while it is written: its text, and what it states."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.day = date(2001, 1, 1) + timedelta(days=number * 2)
        self.iri = ydr(f"report-{number}")
        self.title = f"Report {number} of the {office(0).en}"
        self.text, self.told = "", [_DEFINED] if number == 0 else []
        self.passages: dict[tuple[int, int], tuple[int, int]] = {}
        self.days = self._say(self.title + "\n", set_aside="The title.")
        self.days = self._say(f"{self.day}\n", set_aside="The day.")

    def turtle(self) -> str:
        """Write the document's file; canonical Turtle."""
        self._define()
        for each in range(POSTS):
            self._post(each)
        for each in range(LINES):
            self._line(each)
        for each in range(FIGURES):
            self._figure(each)
        digest, day = sha256(self.text.encode()).hexdigest(), f'"{self.day}"^^xsd:date'
        self.told.append(
            f'{compact(self.iri)} a yd:Document ; rdfs:label "{self.title}"@en, "第{self.number}号报告"@zh-hans ; '
            f'dcterms:title "{self.title}"@en ; dcterms:issued {day} ; dcterms:publisher ydr:{office(0).slug} ; '
            f'dcterms:source <https://reports.example/{self.number}> ; yd:textDigest "{digest}" ; '
            f"yd:textLength {len(self.text)} ."
        )
        for (start, end), (first, last) in self.passages.items():
            digest = sha256(self.text[start:end].encode()).hexdigest()
            self.told.append(
                f"{self._passage(start, end)} a yd:Passage ; yd:inDocument {compact(self.iri)} ; yd:start {start} ; "
                f'yd:end {end} ; yd:inSentence {self._passage(first, last)} ; yd:textDigest "{digest}" .'
            )
        quads = parse((_HEAD + "\n".join(self.told)).encode(), format=RdfFormat.TURTLE)
        return canonical_turtle(quad.triple for quad in quads)

    def _define(self) -> None:
        """Define what this document is the first to speak of."""
        if self.number == 0:
            for each in map(metric, range(METRICS)):
                self._new(
                    each, "yd:Metric", f'skos:definition "The {each.en} of a place."@en, "某地的{each.zh}。"@zh-hans ; '
                )
                self.told.append(
                    f"ydr:{each.slug} qudt:hasUnit unit:NUM ; yd:direction yd:HigherIsBetter ; "
                    "yd:measureKind yd:Stock ."
                )
            for year in range(2000, 2001 + YEARS):
                self.told.append(
                    f'ydr:period-{year} a yd:Period ; rdfs:label "{year}"@en, "{year}年"@zh-hans ; yd:edtf "{year}" ; '
                    f'yd:firstDay "{year}-01-01"^^xsd:date ; yd:lastDay "{year}-12-31"^^xsd:date ; '
                    "yd:periodBasis yd:Stated ."
                )
        for kind, classes, each in (
            *((town, "yd:Place, yd:City", each) for each in self._numbers(TOWNS)),
            *((office, "org:Organization, yd:PublicBody", each) for each in self._numbers(1)),
            *((line, "yd:Infrastructure, yd:RailwayLine", each) for each in self._numbers(LINES)),
            *((person, "foaf:Person, yd:Official", each) for each in self._numbers(PEOPLE)),
        ):
            name = kind(each)
            self._new(name, classes, f'foaf:name "{name.en}" ; ' if kind is person else "")

    def _numbers(self, new: int) -> range:
        return range(self.number * new, (self.number + 1) * new)

    def _new(self, name: Name, classes: str, more: str = "") -> None:
        self.told.append(f'ydr:{name.slug} a {classes} ; {more}rdfs:label "{name.en}"@en, "{name.zh}"@zh-hans .')

    def _post(self, each: int) -> None:
        """Say who directs an office: in every year somebody else."""
        body = office(self.number if each == 0 else (self.number * 7 + each * 3) % (self.number + 1))
        known = (self.number * POSTS + each * 5) % ((self.number + 1) * PEOPLE)
        who = person(self.number * PEOPLE + each if each < PEOPLE else known)
        said = self._say(f"{who.en} is director of {body.en}. ", who, body)
        self.told.append(
            f"ydr:membership-{who.slug}-{body.slug}-{self.number} a org:Membership ; org:member ydr:{who.slug} ; "
            f'rdfs:label "{who.en}, {body.en}: director"@en ; org:organization ydr:{body.slug} ; '
            f'org:role ydr:role-director ; yd:asOf "{self.day}"^^xsd:date ; '
            f"prov:wasDerivedFrom {said}, {self.days} ."
        )

    def _line(self, each: int) -> None:
        """Say what a railway connects, and when it opens or that it has."""
        rail = line(self.number * LINES + each)
        known = (self.number * 3 + each) % ((self.number + 1) * TOWNS)
        ends = [town(self.number * TOWNS + each % TOWNS), town(known)]
        said = self._say(f"{rail.en} connects {ends[0].en} and {ends[1].en}. ", rail, *ends)
        for end in dict.fromkeys(ends):
            edge = Triple(NamedNode(ydr(rail.slug)), NamedNode(YD.connects), NamedNode(ydr(end.slug)))
            self.told.append(
                f"ydr:{rail.slug} yd:connects ydr:{end.slug} . {compact(statement_iri(edge))} a rdf:Statement ; "
                f"rdf:subject {edge.subject} ; rdf:predicate {edge.predicate} ; rdf:object {edge.object} ; "
                f"prov:wasDerivedFrom {said} ."
            )
        year = self.day.year
        if each % 2:
            rail = line((self.number // 2) * LINES + each)  # what an earlier document planned
            words, stated, until = f"{rail.en} opened in {year}. ", "Done", self.day
        else:
            words, stated, until = f"{rail.en} is planned to open by {year + 3}. ", "Planned", date(year + 3, 12, 31)
        said = self._say(words, rail)
        self.told.append(
            f"ydr:milestone-{rail.slug}-operational-{stated.lower()}-{self.number} a yd:Milestone ; "
            f'rdfs:label "{words.strip(". ")}"@en ; yd:about ydr:{rail.slug} ; yd:stage ydr:stage-operational ; '
            f'yd:modality yd:{stated} ; yd:notAfter "{until}"^^xsd:date ; yd:asOf "{self.day}"^^xsd:date ; '
            f"prov:wasDerivedFrom {said}, {self.days} ."
        )

    def _figure(self, each: int) -> None:
        """Say how much there was of something: a series over documents, in which every eleventh figure differs."""
        place = town((self.number * 3 + each // 10) % ((self.number + 1) * TOWNS))
        what, year = metric((each * 7 + self.number) % METRICS), 2000 + (self.number + each) % YEARS
        base = int(sha256(f"{place.slug} {what.slug}".encode()).hexdigest()[:4], 16)
        number = base + (year - 2000) * 10 + (each % 11 == 0) * (1 + self.number % 5)
        said = self._say(f"{place.en} had {number} {what.en} in {year}. ", place)
        own = f"{place.slug}-{what.slug.removeprefix('metric-')}-{year}-{self.number}-{each}"
        self.told.append(
            f"ydr:observation-{own} a yd:Observation, qb:Observation ; yd:metric ydr:{what.slug} ; "
            f'rdfs:label "{what.en} of {place.en}: {number} in {year}"@en ; yd:about ydr:{place.slug} ; '
            f'yd:value "{number}"^^xsd:decimal ; qudt:hasUnit unit:NUM ; yd:bound yd:Exactly ; '
            f"yd:valueStatus yd:Actual ; yd:period ydr:period-{year} ; prov:wasDerivedFrom {said} ."
        )

    def _say(self, words: str, *things: Name, set_aside: str = "") -> str:
        """Add a sentence to the text, note where it names things, and give its passage."""
        first = len(self.text)
        last = first + len(words.rstrip())
        self.text += words
        self.passages[first, last] = first, last
        said = self._passage(first, last)
        aside = f', yd:SetAside ; skos:note "{set_aside}"@en' if set_aside else ""
        self.told.append(f"{said} a yd:Sentence{aside} .")
        for thing in things:
            at = first + words.index(thing.en)
            self.passages[at, at + len(thing.en)] = first, last
            self.told.append(f"ydr:{thing.slug} yd:mentionedIn {self._passage(at, at + len(thing.en))} .")
        return said

    def _passage(self, start: int, end: int) -> str:
        return compact(passage_iri(self.iri, start, end))


def generate(triples: int, folder: Path) -> int:
    """Write a collection; how many lines state something: triples."""
    folder.mkdir(parents=True, exist_ok=True)
    count = number = 0
    while count < triples:
        written = Document(number).turtle()
        (folder / f"report-{number:05}.ttl").write_text(written, encoding="utf-8")
        count += written.count(" ;\n")
        number += 1
    return count


def main() -> None:
    """Write a collection where the command line says."""
    triples, folder = sys.argv[1:]
    print(generate(int(triples), Path(folder)))


if __name__ == "__main__":
    main()
