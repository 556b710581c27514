"""``ydkg source``: take the text of a document out of a file, and say whether it is the one meant."""

from __future__ import annotations

import click

from ydkg.cli.options import PLACE, notify, output_option, spoken
from ydkg.errors import Listed, SourceError, problem
from ydkg.output import write_whole
from ydkg.vocab import compact

# So many sentences, or ranges of them, are named.
_MOST = 12


@click.command(name="source")
@click.argument("file", type=PLACE)
@output_option
def command(file: str, output: str) -> None:
    """Take the text of a document out of a text file or a saved web page, and prove that it is the one meant.

    FILE is the document's page as a browser saves it, or its text. What is written has the digest that the graph knows,
    so that `--source` takes it; nothing is written where a letter differs, and what is not there is named.

    \b
      ydkg source page.html -o release.txt
    """  # noqa: D301 - a click mark: lines to be kept apart
    from ydkg.graph.edition import editions  # noqa: PLC0415 - only this verb needs it
    from ydkg.graph.graph import Graph  # noqa: PLC0415 - likewise
    from ydkg.graph.store import open_store  # noqa: PLC0415 - likewise
    from ydkg.graph.webpage import read_lines  # noqa: PLC0415 - likewise

    compared = editions(Graph(open_store()), read_lines(file))
    best = compared[0] if compared else None
    if best is None or not best.held:
        raise SourceError(problem("no document of this graph: none of their sentences is in it"), file, where=file)
    counts = {"proven": str(best.proven), "passages": str(best.passages)}
    passages = problem("{proven} of {passages} passages are these words", **counts)
    if not best.text:
        # The sentences that are not there, those beside one another as a range.
        missing = best.missing
        firsts = [number for number in missing if number - 1 not in missing]
        lasts = [number for number in missing if number + 1 not in missing]
        ranges = [str(first) if first == last else f"{first}–{last}" for first, last in zip(firsts, lasts, strict=True)]
        named = {"missing": Listed(ranges[:_MOST]), "sentences": str(best.sentences)}
        if not missing:
            differs = problem("its spaces differ")
        elif len(ranges) > _MOST:
            named["more"] = str(len(ranges) - _MOST)
            differs = problem("sentences {missing} and {more} more runs of {sentences} are not there", **named)
        elif len(missing) == 1:
            differs = problem("sentence {missing} of {sentences} is not there", **named)
        else:
            differs = problem("sentences {missing} of {sentences} are not there", **named)
        edition = problem(
            "another edition of {document}: {passages}, {differs}",
            document=compact(best.document),
            passages=passages,
            differs=differs,
        )
        raise SourceError(edition, file, where=file)
    write_whole(output, best.text)
    language = spoken()
    notify(f"{compact(best.document)}{language.colon}{language.told(passages)}")
    if others := [compact(each.document) for each in compared[1:] if each.text]:
        left = problem("it holds {documents} too, to the letter, which is not written", documents=Listed(others))
        notify(f"{file}{language.colon}{language.told(left)}")
