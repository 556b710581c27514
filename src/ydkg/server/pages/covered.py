"""Which parts of a document carry facts, made by a worker: the page, and its tables."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

from ydkg.graph.sources import open_sources, passage_iri, text_of
from ydkg.language.text import Language, translatable
from ydkg.server.dataset import stated_table
from ydkg.telling.record import names_in
from ydkg.telling.spreadsheets import Spreadsheet

if TYPE_CHECKING:
    from ydkg.server.tasks import Context
    from ydkg.telling.spreadsheets import Cell


def page(context: Context, lang: str, document: str) -> tuple[dict[str, object], bytes]:
    """Show which parts of a document carry facts; nothing, and what stands in the page below its head."""
    from ydkg.proof.coverage import coverage_of  # noqa: PLC0415 - only the process that makes it imports what it takes
    from ydkg.proof.coverage_report import as_html  # noqa: PLC0415 - likewise

    known, language = stated_table(context.store, context.settings), Language.of(lang)
    source = text_of(open_sources(known, context.settings.sources), document)
    covered = [coverage_of(known, document, source)] if document else []
    return {}, as_html(covered, language, names_in(language, known), frame="part").encode()


def table(context: Context, lang: str, document: str, rows: str) -> tuple[dict[str, object], bytes]:
    """Put what the page of coverage shows into a table, without the words of the document."""
    from ydkg.proof.coverage import coverage_of  # noqa: PLC0415 - see above
    from ydkg.proof.coverage_report import COLUMNS, TITLES  # noqa: PLC0415 - likewise

    known, language = stated_table(context.store, context.settings), Language.of(lang)
    found = [coverage_of(known, document, None)] if document else []
    say, name = language.gettext, names_in(language, known)
    if rows == "facts":
        headings = [translatable("start"), translatable("end"), translatable("kind"), translatable("fact")]
        headings += [translatable("record"), translatable("passage")]
        cells: list[list[Cell]] = [
            [
                *(mark.start, mark.end, say(stated.kind), name(stated.iri) if name else stated.words, stated.iri),
                passage_iri(each.document, mark.start, mark.end),
            ]
            for each in found
            for mark in each.marks
            for stated in mark.stated
        ]
    else:
        headings = [TITLES[column] for column in (*COLUMNS[1:-1], COLUMNS[0])]
        cells = [
            [*(getattr(part, column) for column in COLUMNS[1:-1]), passage_iri(each.document, part.start, part.end)]
            for each in found
            for part in each.sentences
        ]
    return {}, pickle.dumps(Spreadsheet(say(translatable("Coverage")), [say(each) for each in headings], cells))
