"""Citations in every style, read back by a processor of citations; sources in the order of the text, one label each."""

from __future__ import annotations

import json
import re
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.bibtex import BibTeX
from citeproc.source.json import CiteProcJSON

import ydkg
from ydkg import __version__
from ydkg.errors import ParameterError, UnknownNameError
from ydkg.language.text import ENGLISH, Language
from ydkg.telling.cite import STYLES, Cited, Reference, cite_plainly, write_citation
from ydkg.telling.sources import NOWHERE
from ydkg.telling.text import same
from ydkg.vocab import ydr

if TYPE_CHECKING:
    from collections.abc import Callable

    from ydkg.telling.atlas import Atlas

FACT = "observation-carbon-volume"
RELEASE = "https://en.shio.gov.cn/TrueCMS/shxwbgs/newss/content/20241204211812357.html"
CHARACTERS = "88–98, 10861–10891, 10928–11007 and 11060–11081"


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("register-shio", "webpage"),
        ("register-page-thepaper-cn-51ade8", "webpage"),
        ("register-wikidata", "dataset"),
        ("register-china-division", "dataset"),
    ],
)
def test_a_web_page_is_cited_as_what_it_is(source: str, kind: str) -> None:
    """Facts are looked up in pages of the web too: these are no data sets."""
    assert json.loads(ydkg.cite(source, "csl-json"))[0]["type"] == kind


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_processor_of_citations_reads_csl_json(lang: str) -> None:
    """Citeproc-py knows every field and prints author, year, title and address of both works."""
    items = json.loads(ydkg.cite(FACT, "csl-json", lang=lang, accessed=date(2025, 1, 31)))
    printed = bibliography(CiteProcJSON(items), [item["id"] for item in items])
    for item in items:
        assert any(item["title"] in line and item["URL"] in line for line in printed), printed
    assert any("2024" in line and items[1]["author"][0]["literal"] in line for line in printed)


@pytest.mark.filterwarnings("ignore:Unsupported BibTeX field:UserWarning")
def test_a_processor_of_citations_reads_bibtex(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Citeproc-py reads both entries, titles with their capitals and signs."""
    path = tmp_path_factory.mktemp("bib") / "a.bib"
    path.write_text(ydkg.cite(FACT, "bibtex"), encoding="utf-8")
    source = BibTeX(str(path), encoding="utf-8")
    assert set(source) == {FACT, "release-20241204"}
    assert str(source["release-20241204"]["title"]).startswith("Press Release for Media Briefing of the Yangtze")
    assert source["release-20241204"]["issued"]["year"] == 2024


@pytest.mark.parametrize(
    ("name", "lang", "author", "day", "title"),
    [
        ("Gu Jun", "en", "The ydkg contributors", [2026, 11, 25], "Gu Jun"),
        ("顾军", "zh", "ydkg 贡献者", [2026, 11, 25], "顾军"),
        ("release-20241204", "en", "Information Office of Shanghai Municipality", [2024, 12, 4], "Press Release for"),
        ("register-geonames", "zh", None, None, "GeoNames 地名数据库"),
        ("aa-20251110", "en", "Anadolu", [2025, 11, 10], "Chinese import expo sees over $83.49B in deals"),
        ("8th China International Import Expo", "en", "The ydkg contributors", [2026, 11, 25], "8th China Int"),
        ("statement-00d9db05b0fe", "en", "The ydkg contributors", [2026, 11, 25], "“white list” system for"),
        ("passage-release-20241204-10861-10891", "zh", "上海市人民政府新闻办公室", [2024, 12, 4], "长三角"),
    ],
)
def test_whatever_has_an_address_is_cited(name: str, lang: str, author: str, day: list[int], title: str) -> None:
    """A thing by any name, a document, a data source, a public page, a statement, a passage with its characters."""
    item = json.loads(ydkg.cite(name, "csl-json", lang=lang))[0]
    assert item["title"].startswith(title)
    assert (item.get("author") or [{"literal": None}])[0]["literal"] == author
    assert (item["issued"]["date-parts"] == [day]) if day else "issued" not in item


def test_the_release_is_cited_with_its_characters() -> None:
    """After the entry of a fact stands the document, with its publisher, day, address and the characters."""
    entry, release = json.loads(ydkg.cite(FACT, "csl-json", accessed=date(2025, 1, 31)))
    assert entry["container-title"] == "ydkg: the knowledge graph of Yangtze River Delta integration"
    assert (entry["version"], entry["URL"]) == (ydkg.__version__, f"https://w3id.org/ydkg/id/{FACT}")
    assert (release["note"], release["URL"]) == (f"characters {CHARACTERS}", RELEASE)
    assert release["accessed"] == {"date-parts": [[2025, 1, 31]]}


def test_hostile_titles_end_no_entry_early() -> None:
    """Braces, bars, line feeds and addresses with signs stay inside their field in BibTeX and JSON."""
    bad = same('A } , note = {x}\n|url=https://evil.example/ ]] }} <ref> 50% & $x_1$ "q" \\end')
    reference = Reference("a b}", "document", bad, bad, "2024-02-30", link="https://example.org/a b}|c\\d")
    cited = Cited("https://example.org/", bad, NOWHERE, (reference,), bad)
    bibtex = write_citation(cited, "bibtex", ENGLISH)
    plain = re.sub(r"\\[{}]", "", bibtex)
    assert plain.count("{") == plain.count("}")
    assert [line.split(" = ")[0] for line in bibtex.splitlines()[1:-1]] == ["  author", "  title", "  year", "  url"]
    assert bibtex.startswith("@misc{a-b-,")
    assert json.loads(write_citation(cited, "csl-json", ENGLISH))[0]["title"] == " ".join(bad.en.split())
    assert "\n" not in write_citation(cited, "plain", ENGLISH)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_same_is_cited_alike(style: str, lang: str) -> None:
    """No clock: the same words each time, and in Chinese no English word of ours."""
    written = ydkg.cite(FACT, style, lang=lang)
    assert written == ydkg.cite(FACT, style, lang=lang)
    assert not Language.of(lang).chinese or not re.search(
        "contributors|version [0-9]|Source|characters|n\\.d\\.|Data", written
    )


def test_an_unknown_style_or_name_is_refused() -> None:
    """The message lists the styles; a name that is misspelt is answered with the one meant."""
    with pytest.raises(ParameterError, match="no style is called 'mla': take one of plain, bibtex"):
        ydkg.cite(FACT, "mla")
    with pytest.raises(UnknownNameError, match="Gu Jun"):
        ydkg.cite("Gu Jnu")


def bibliography(source: CiteProcJSON, keys: list[str]) -> list[str]:
    """Print a bibliography in the style that citeproc-py has with it."""
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    printed = CitationStylesBibliography(style, source, formatter.plain)
    printed.register(Citation([CitationItem(key) for key in keys]))
    printed.sort()
    return [str(item) for item in printed.bibliography()]


TEXT = "It rose by 5.4%. Ada saw it, and Ada told it.\nThe end of Ada."
GRAPH = """
ydr:d a yd:Document ; dcterms:title "A report"@en ; dcterms:issued "2024-12-04"^^xsd:date ;
  dcterms:source <https://example.org/report> ; yd:textDigest "{digest}" .
ydr:register a yd:Register ; dcterms:title "Almanac, the great one"@en ; <https://schema.org/version> "7" .
ydr:p9 a yd:Passage ; yd:inDocument ydr:d ; yd:start 17 ; yd:end 20 .
ydr:p8 a yd:Passage ; yd:inDocument ydr:d ; yd:start 33 ; yd:end 36 .
ydr:p7 a yd:Passage ; yd:inDocument ydr:d ; yd:start 57 ; yd:end 61 .
ydr:ada a foaf:Person ; rdfs:label "Ada"@en ; yd:mentionedIn ydr:p7, ydr:p8, ydr:p9 ; org:memberOf ydr:club .
ydr:club a org:Organization ; rdfs:label "club"@en .
ydr:statement-1 a rdf:Statement ; rdf:subject ydr:ada ; rdf:predicate org:memberOf ; rdf:object ydr:club ;
  prov:wasDerivedFrom ydr:register, ydr:p7, ydr:p9, ydr:p8 .
"""


@pytest.fixture
def atlas(told: Callable[..., Atlas]) -> Atlas:
    """One relation with three passages and a register behind it."""
    return told(GRAPH)


def test_sources_stand_in_the_order_of_the_text_and_registers_last(atlas: Atlas) -> None:
    """Passages are sorted by their characters, whatever their names; the longest is what the fact is marked by."""
    (relation,) = atlas.relations
    assert relation.evidence.ids == ("p9", "p8", "p7", "register")
    assert (relation.evidence.sign, relation.evidence.mark.en) == ("¶", "57–61 +3")


def test_a_citation_says_what_where_and_on_which_characters(atlas: Atlas) -> None:
    """It has the sentence, the project, the permanent address, and each work once with its characters in order."""
    (relation,) = atlas.relations
    citation = cite_plainly(relation.sentence, ydr(relation.id), same("Clubs"), relation.evidence)
    assert citation.en == (
        f"Ada is a member of club. ydkg: the knowledge graph of Clubs, {__version__}. "
        f"https://w3id.org/ydkg/id/{relation.id}. Source: A report, 4 December 2024, "
        "characters 17–20, 33–36 and 57–61, https://example.org/report; Almanac, the great one, 7."
    )
    assert citation.zh.startswith("Ada 是 club 的成员。ydkg：")
    assert "第17—20、33—36、57—61字符" in citation.zh


def test_passages_of_one_sentence_stand_together_where_there_is_text(told: Callable[..., Atlas]) -> None:
    """With the document two passages of a sentence are one place, and the document has its sentences."""
    atlas = told(GRAPH.format(digest=sha256(TEXT.encode()).hexdigest()), TEXT)
    places = atlas.relations[0].evidence.places
    assert [[passage.id for passage in place.passages] for place in places] == [["p9", "p8"], ["p7"], []]
    document = atlas.documents["d"]
    assert [document.text[start:end] for start, end in document.sentences][1:] == [
        "Ada saw it, and Ada told it.",
        "The end of Ada.",
    ]


def test_places_are_told_by_sentence_and_section(told: Callable[..., Atlas]) -> None:
    """Where the graph knows the sentences, a place says which of how many, and under which topic, in both languages."""
    sentences = (
        "ydr:s1 a yd:Passage, yd:Sentence ; yd:inDocument ydr:d ; yd:start 0 ; yd:end 16 . "
        "ydr:s2 a yd:Passage, yd:Sentence ; yd:inDocument ydr:d ; yd:start 17 ; yd:end 45 . "
        "ydr:s3 a yd:Passage, yd:Sentence ; yd:inDocument ydr:d ; yd:start 46 ; yd:end 61 . "
        'ydr:t a skos:Concept ; yd:orderInDocument 1 ; rdfs:label "clubs"@en, "社团"@zh-hans ; yd:mentionedIn ydr:s3 .'
    )
    (relation,) = told(GRAPH + sentences).relations
    evidence = relation.evidence
    assert [place.where.en for place in evidence.places] == ["sentence 2 of 3", "sentence 3 of 3, in Clubs", ""]
    assert [place.where.zh for place in evidence.places][:2] == ["第2句（共3句）", "第3句（共3句），“社团”部分"]
    assert evidence.mark.en == "sentence 3 +2"
    assert "characters 17–20, 33–36 and 57–61" in evidence.line.en
