"""What must not stand in any file: machine paths, registry addresses, sentences; nor, in the source, names of data."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from shipped import TABLE
from ydkg.collection import RELEASE_FILE
from ydkg.graph.schema import families
from ydkg.graph.turtle import read_turtle
from ydkg.vocab import PREFIXES, RDFS, SKOS, YD

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).resolve().parents[2]
RUN = 8  # as many words in a row make a copied sentence
SMALL = {"of", "and", "the", "for", "to", "in", "on", "a"}
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:work|farm|tmp|root|home|opt|Users)/[\w.-]+")
# In two halves, so that this file does not hold what it looks for.
REGISTRIES = [
    ".".join(halves) for halves in [("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("deb.debian", "org")]
]


def tracked() -> dict[str, str]:
    """Read every text file that is tracked, or would be: name to content."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listing = subprocess.run(command, capture_output=True, check=False)
    if listing.returncode:
        pytest.skip("not a git checkout")
    texts = {}
    for name in sorted(set(filter(None, listing.stdout.decode().split("\0")))):
        try:
            texts[name] = (ROOT / name).read_text(encoding="utf-8")
        except (FileNotFoundError, UnicodeDecodeError):  # deleted but not yet committed; a picture
            continue
    return texts


def copied_runs(document: str) -> set[tuple[str, ...]]:
    """Collect the runs of words that would be a copied sentence: all but those that are only names and titles."""
    words = re.findall(r"[A-Za-z0-9]+", document)
    runs = (words[start : start + RUN] for start in range(len(words) - RUN + 1))
    return {
        tuple(word.lower() for word in run)
        for run in runs
        if not all(word[0].isupper() or word[0].isdigit() or word in SMALL for word in run)
    }


def printed_names() -> set[str]:
    """Collect the names of things that the document prints, which may be longer than eight words."""
    triples = read_turtle(RELEASE_FILE)
    mentioned = {triple.subject for triple in triples if triple.predicate.value == YD.mentionedIn}
    naming = (RDFS.label, SKOS.altLabel, SKOS.hiddenLabel)
    return {t.object.value for t in triples if t.subject in mentioned and t.predicate.value in naming}


def found_runs(text: str, runs: set[tuple[str, ...]], names: Iterable[str] = ()) -> list[str]:
    """List the runs of the document that stand in a text, but for those within one of the names."""
    text = text.lower()
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name.lower(), " | ")
    words = re.findall(r"[a-z0-9]+|\|", text)
    return [" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1) if tuple(words[i : i + RUN]) in runs]


def test_no_file_names_a_path_of_a_machine() -> None:
    """The repository works wherever it lies."""
    found = [
        f"{name}:{number}: {match.group()}"
        for name, text in tracked().items()
        for number, line in enumerate(text.splitlines(), 1)
        if (match := MACHINE_PATH.search(line))
    ]
    assert found == []


def test_no_file_names_a_registry() -> None:
    """Where packages come from is each machine's own setting."""
    assert [(name, host) for name, text in tracked().items() for host in REGISTRIES if host in text] == []


def test_no_file_holds_a_sentence_of_the_document() -> None:
    """Facts, figures, names and titles are taken from the document, its sentences are not."""
    if not os.environ.get("YDKG_SOURCE"):
        pytest.skip("needs the document: set YDKG_SOURCE to its file")
    runs = copied_runs(Path(os.environ["YDKG_SOURCE"]).read_text(encoding="utf-8"))
    # In the golden files something is said of every name, in words that the document too may have.
    names = printed_names()
    long = [name for name in names if found_runs(name, runs)]
    found = {
        path: lines[:3]
        for path, text in tracked().items()
        if (lines := found_runs(text, runs, names if path.startswith("tests/golden/files/") else long))
    }
    assert found == {}


def test_a_copied_sentence_is_found_and_a_title_is_not() -> None:
    """Eight words in a row count as copied, whatever stands between them, unless all of them are a name."""
    runs = copied_runs(
        "The quick brown fox jumps over the lazy dog. The Office for the Protection of Foxes and Dogs in Town agreed."
    )
    assert found_runs("# quick **brown** fox\njumps over the lazy dog", runs)
    assert not found_runs("quick brown fox jumps over the", runs)
    assert not found_runs("the Office for the Protection of Foxes and Dogs", runs)
    assert not found_runs("quick brown fox jumps over the lazy dog", runs, ["Quick brown fox jumps over the lazy dog"])


def test_a_printed_name_is_no_sentence() -> None:
    """What may stand whole is a name: short enough to be one, and without a full stop."""
    assert all(len(re.findall(r"[A-Za-z0-9]+", name)) <= 17 and "." not in name for name in printed_names())


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
