"""What the program says of a region comes from the data: the source names none of their things."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from shipped import TABLE
from ydkg.graph.schema import families
from ydkg.vocab import PREFIXES, RDFS, SKOS, YD

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "ydkg"
WRITTEN = sorted(
    path
    for suffix in ("py", "js", "css", "j2", "html", "toml", "po", "svg")
    for path in PACKAGE.rglob(f"*.{suffix}")
    if "vendor" not in path.parts
)
#: A thing that words of the ontology speak of ("first in China").
KNOWN = frozenset({"China", "中国"})
#: Tables of a language: what they list, they list whole (the divisions of a country, say), whatever the data speak of.
TABLES = (PACKAGE / "language" / "sentence", PACKAGE / "language" / "reading")
#: Families whose things have names of their own; metrics and topics are called by common words.
NAMED = frozenset({"person", "organization", "infrastructure", "place", "initiative", "instrument", "event"})


@pytest.fixture(scope="module")
def names() -> re.Pattern[str]:
    """Find labels, other names and slugs of documents and things, where they are more than a common word."""
    table = TABLE
    documents = table.subjects(YD.Document)
    things = [iri for iri in table.subjects() if any(family.key in NAMED for family in families(table, iri))]
    labels = {name for iri in (*documents, *things) for name in table.values(iri, RDFS.label)}
    found = {name for name in labels.union(*(table.values(iri, SKOS.altLabel) for iri in things)) if is_proper(name)}
    slugs = {iri.removeprefix(PREFIXES["ydr"]) for iri in (*documents, *things)}
    found |= {slug for slug in slugs if "-" in slug or slug.capitalize() in found}
    found -= KNOWN
    latin = "|".join(sorted((re.escape(name) for name in found if name.isascii()), key=len, reverse=True))
    han = "|".join(sorted((re.escape(name) for name in found if not name.isascii()), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{latin})(?![\w-])|{han}")


def is_proper(name: str) -> bool:
    """Tell a name of its own from common words: a capital behind the first word, a word with one, three words."""
    if not name.isascii():
        return len(name) > 1
    words = name.split()
    return any(word[0].isupper() for word in words[1:]) or len(words) > 2 or words[0].istitle()


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_file_of_the_package_names_a_thing_of_the_data(path: Path, names: re.Pattern[str]) -> None:
    """Neither code nor text, example or template has a name or a slug of the shipped data."""
    text = path.read_text(encoding="utf-8")
    listed = any(path.is_relative_to(table) for table in TABLES)
    found = [(match[0], text.count("\n", 0, match.start()) + 1) for match in names.finditer(text)]
    assert [each for each in found if not (listed and len(each[0]) == 2)] == []
