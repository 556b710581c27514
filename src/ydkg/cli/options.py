"""Options that several verbs have."""

from __future__ import annotations

import os
import sys

import click

from ydkg.cli.rows import FORMATS
from ydkg.words.language import ENGLISH, Language, translatable

#: Under which names a command line keeps the language that is spoken, with any verb, and whether it was asked for.
LANGUAGE, ASKED = "ydkg.lang", "ydkg.lang.asked"
#: Layouts, and styles of citations, that programs read: they are the same in every locale.
_FOR_PROGRAMS = frozenset(("csv", "tsv", "json", "ttl", "bibtex", "csl-json"))
#: The variables of POSIX that name the locale of what people read; the first that is set holds.
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")

#: A file or a folder, which a shell completes; whether it is there is told by whoever reads or writes it.
PLACE = click.Path(readable=False)
FORMAT_HELP = "How rows are written: a table, or the W3C's SPARQL results in CSV, TSV or JSON, with full IRIs."

format_option = click.option(
    "--format", "layout", type=click.Choice(FORMATS), default="table", show_default=True, help=FORMAT_HELP
)
purpose_option = click.option(
    "--for",
    "purpose",
    type=click.Choice(("excel",)),
    help=translatable(
        "A table that a spreadsheet opens: CSV with a byte order mark, or a workbook with -o FILE.xlsx; names for "
        "people, bound and unit beside their number, passages last."
    ),
)
output_option = click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=PLACE,
    default="-",
    help="Where to write; - is standard output, the default.",
)
source_option = click.option(
    "--source",
    "sources",
    metavar="FILE",
    multiple=True,
    type=PLACE,  # so that the variable lists several as a search path does
    envvar="YDKG_SOURCE",
    help="A document's text, to show the sentences behind facts and compare passages with it; may be repeated.",
)
inferred_option = click.option(
    "--inferred", is_flag=True, help="Add what follows by the ontology, marked as inferred; needs Java."
)
derived_option = click.option("--derived", is_flag=True, help="Add what follows by arithmetic, marked as derived.")
endpoint_option = click.option(
    "--endpoint",
    metavar="URL",
    envvar="YDKG_ENDPOINT",
    default="",
    help="Ask the graph on a SPARQL server, which `ydkg push` loads, in place of the collection.",
)
lang_option = click.option(
    "--lang",
    metavar="TAG",
    default=lambda: _output_tag(),  # noqa: PLW0108 - it stands below
    show_default=False,
    help=(
        "The language to speak, en or zh, and that of labels. Unless given it is that of the locale; in what programs "
        "read, such as CSV, JSON, Turtle and BibTeX, en."
    ),
)


def _output_tag() -> str:
    """Give the language of what is written where none is given with the verb."""
    context = click.get_current_context(silent=True)
    if context is None or context.meta.get(ASKED):
        return _tag()
    # What is given is known before a default is asked for. A table for a spreadsheet is read by people.
    layout = context.params.get("layout", context.params.get("style"))
    return ENGLISH.tag if layout in _FOR_PROGRAMS and not context.params.get("purpose") else _tag()


def _tag() -> str:
    context = click.get_current_context(silent=True)
    return str(context.meta.get(LANGUAGE, ENGLISH.tag)) if context else ENGLISH.tag


def language_of_locale() -> Language:
    """Give the language of the locale that the environment names; English where it names none, or another."""
    return Language.of(next(filter(None, map(os.environ.get, _LOCALE)), ""))


def spoken() -> Language:
    """Give the language that was asked for; that of the locale where none was."""
    return Language.of(_tag())


def notify(line: str, /, **values: object) -> None:
    """Write a line on standard error, in the language that was asked for."""
    language = spoken()
    sys.stderr.write(f"{language.gettext(line, **values) if values else language.told(line)}\n")
    sys.stderr.flush()
