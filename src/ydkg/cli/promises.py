"""``ydkg promises``: say what became of what was planned or under way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from pyoxigraph import Literal, NamedNode

from ydkg.cli.options import format_option, lang_option, output_option
from ydkg.cli.rows import visible, write_rows
from ydkg.output import write_whole
from ydkg.words.language import Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ydkg.proof.claims.promises import Promise
    from ydkg.telling.reading import Reading

_COLUMNS = ("promise", "document", "due", "evidence", "schedule", "official", "officialDocument", "records", "asOf")


@click.command(name="promises")
@click.argument("name", required=False)
@click.option("--pages", is_flag=True, help="Tell the promises that only public pages make, too.")
@format_option
@output_option
@lang_option
def command(*, name: str | None, pages: bool, layout: str, output: str, lang: str) -> None:
    """Say what became of every stage that a document at hand calls planned or under way, in three answers.

    Evidence: what later documents say. Schedule: how that stands to the date. Official: what the responsible body
    stated last. All of it is computed as of the latest document; no later word is no failure. NAME is a thing, to be
    told of its promises only.

    \b
      ydkg promises
      ydkg promises "Ring Railway"
      ydkg promises --pages
      ydkg promises --format csv -o promises.csv
    """  # noqa: D301 - a click mark: lines to be kept apart
    from ydkg.cli.graphs import opened_store  # noqa: PLC0415 - only this verb needs it
    from ydkg.graph.names import resolve  # noqa: PLC0415 - likewise
    from ydkg.graph.outline import kept_outlines  # noqa: PLC0415 - likewise
    from ydkg.graph.store import with_apart  # noqa: PLC0415 - likewise
    from ydkg.proof.claims.days import latest  # noqa: PLC0415 - likewise
    from ydkg.proof.claims.promises import at_hand, promises  # noqa: PLC0415 - likewise
    from ydkg.telling.reading import reading_of  # noqa: PLC0415 - likewise

    table = with_apart(opened_store())
    everywhere = promises(table, None if name is None else resolve(table, name))
    found = everywhere if pages else at_hand(table, everywhere)
    if layout == "table":
        reading = reading_of(table)
        reading.library.learn({} if name else kept_outlines(table))  # of all documents
        write_whole(output, _told(reading, found, len(everywhere) - len(found), lang, output))
        return
    day = latest(table)
    rows = [
        (
            NamedNode(each.milestone),
            NamedNode(each.document),
            Literal(each.due) if each.due else None,
            Literal(each.evidence),
            Literal(each.schedule),
            NamedNode(each.official) if each.official else None,
            NamedNode(each.official_document) if each.official_document else None,
            Literal(" ".join(word.record for word in each.behind)) if each.behind else None,
            Literal(day),
        )
        for each in found
    ]
    write_rows(_COLUMNS, rows, layout, output)


def _told(reading: Reading, found: Sequence[Promise], more: int, lang: str, output: str) -> str:
    """Tell promises by document, each with its answers and the pages behind them, and how many more pages make."""
    from ydkg.cli.later import behind  # noqa: PLC0415 - only this verb needs it
    from ydkg.telling.later import computed_as_of, tally, tell_promise  # noqa: PLC0415 - only this verb needs it
    from ydkg.telling.record import tell_fact  # noqa: PLC0415 - likewise
    from ydkg.vocab import RDFS  # noqa: PLC0415 - likewise

    table, language = reading.table, Language.of(lang)
    lines = [line.pick(lang) for line in (tally(table, found), computed_as_of(table)) if line]
    documents: dict[str, list[Promise]] = {}
    for promise in found:
        documents.setdefault(promise.document, []).append(promise)
    for document, promised in documents.items():
        lines += ["", visible(reading.text(document, RDFS.label).pick(lang))]
        for promise in promised:
            answers, said = tell_promise(reading, promise), tell_fact(reading, promise.milestone)
            lines.append(f"  {visible(said.pick(lang) if said else promise.milestone)}")
            lines.append(f"    {visible(answers.line.pick(lang))}")
            lines += behind(answers, lang, output)
    if more:
        pages = language.ngettext("{n} more promise is of public pages: --pages",
                                  "{n} more promises are of public pages: --pages", more)  # fmt: skip
        lines += ["", pages]
    elif not found:
        lines.append(language.gettext("nothing is promised"))
    return "\n".join(lines) + "\n"
