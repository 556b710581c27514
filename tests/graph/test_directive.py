"""Text directives: only of words that are once in the text, whole, and written so that a browser reads them."""

from __future__ import annotations

from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from ydkg.graph.directive import Directives
from ydkg.graph.sources import Source, sentences

TEXT = (
    "A title\nAda met Bob, and Cyd met Bob. The so-called year-end list has 12 parts (A, B & C) in PM2.5.Then it was "
    "kept in the house of the people who wrote it down for all. Ada’s list."
)
SOURCE = Source("d", TEXT, sentences(TEXT))
DIRECTIVES = Directives(SOURCE)


def of(words: str, before: str = "") -> str:
    """Give the directive of words where they first stand after some others."""
    start = TEXT.index(words, TEXT.index(before))
    return DIRECTIVES.of_words(start, start + len(words))


def test_words_that_are_once_in_the_text_stand_alone() -> None:
    """Hyphens, commas and ampersands in them are written so that they mean themselves."""
    assert of("so-called year-end") == "text=so%2Dcalled%20year%2Dend"
    assert of("(A, B & C)") == "text=A%2C%20B%20%26%20C"


def test_words_that_are_there_twice_have_their_neighbours_beside_them() -> None:
    """As few words before or after them as make them the only ones."""
    assert of("Bob") == "text=Ada%20met-,Bob"
    assert of("Bob", before="Cyd") == "text=Cyd%20met-,Bob"


def test_a_long_passage_is_named_by_its_ends() -> None:
    """The first words that are once in the text, and the last ones."""
    assert of("it was kept in the house of the people who wrote it down") == "text=it%20was%20kept,down"


def test_parts_of_words_are_not_named() -> None:
    """A number within a word is widened to the word, and a word that a full stop joins to another is left out."""
    assert of("2.5") == "text=PM2.5,-.Then"
    assert of("Then it was") == "text=it%20was"


@cache
def script() -> Any:  # noqa: ANN401 - a program that is no module
    """Load the program that writes fragments into the data."""
    spec = spec_from_file_location("write_fragments", Path(__file__).parents[2] / "scripts" / "write_fragments.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_names_only_mark_what_they_can() -> None:
    """Of names within the passage the longest way from one to another; else what is around it; else nothing."""
    spans = [(at, at + len(name)) for name in ("Ada", "Bob", "Cyd", "PM2.5") for at in [TEXT.index(name)]]
    start = TEXT.index("Ada met")
    assert script().fragment_of(DIRECTIVES, start, start + 28, spans) == "Cyd"
    assert script().fragment_of(DIRECTIVES, start, start + 12, spans) == ""
    both = [*spans, (start + 21, start + 28)]
    assert script().fragment_of(DIRECTIVES, start + 17, start + 28, both) == "Cyd met Bob"
    assert script().fragment_of(DIRECTIVES, start + 19, start + 22, both) == "Cyd met Bob"
    listed = TEXT.index("year-end list has 12 parts")
    ends = [(listed, listed + 8), (listed + 21, listed + 26)]
    assert script().fragment_of(DIRECTIVES, listed, listed + 26, ends) == "year-end … parts"
    long = [(TEXT.index("Cyd"), TEXT.index("Cyd") + 3), (TEXT.index("The so"), TEXT.index(" in PM"))]
    assert script().fragment_of(DIRECTIVES, long[1][0], long[1][1], long) == ""
