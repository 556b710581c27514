"""``ydkg audit``: recompute every stated change and outcome."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import click
from pyoxigraph import Literal, NamedNode

from ydkg.cli.options import FORMAT_HELP, lang_option, output_option
from ydkg.cli.rows import FORMATS, write_rows
from ydkg.collection import collection
from ydkg.graph.canonical import canonical_turtle
from ydkg.graph.graph import Graph
from ydkg.graph.reading import stream_collection
from ydkg.output import write_whole
from ydkg.vocab import RDFS, YD
from ydkg.words.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Triple


@click.command(name="audit")
@click.option(
    "--format", "layout", type=click.Choice((*FORMATS, "ttl")), help=FORMAT_HELP + " With ttl: what follows from them."
)
@output_option
@lang_option
def command(layout: str | None, output: str, lang: str) -> int:
    """Recompute every stated change and outcome from its figures, under their bounds.

    Says of each comparison: agrees, agrees when rounded to the last printed digit, agrees only when rounded more
    coarsely, agrees in direction (where no figure is stated), contradicts, no earlier value is stated, or cannot be
    told, with the computation in words; then what follows from the figures, and what does not. Exits with 1 if
    something contradicts.

    \b
      ydkg audit
      ydkg audit --lang zh
      ydkg audit --format ttl -o derived.ttl     what follows, as observations marked yd:Derived
    """  # noqa: D301 - a click mark: lines to be kept apart
    from ydkg.proof.arithmetic.audit import audit  # noqa: PLC0415 - likewise
    from ydkg.proof.arithmetic.derive import derive  # noqa: PLC0415 - likewise
    from ydkg.proof.finding import ERROR  # noqa: PLC0415 - likewise
    from ydkg.telling.calling import names_in  # noqa: PLC0415 - only this verb needs it

    chosen = collection()

    def read() -> Iterator[Triple]:
        return (triple for _, triple in stream_collection(chosen, named=False))

    verdicts = audit(read())
    derived, refusals = derive(read(), verdicts)
    if layout == "ttl":
        write_whole(output, canonical_turtle(derived))
    elif layout:
        rows = [
            (
                NamedNode(v.comparison),
                *map(Literal, (v.label, v.verdict, v.words)),
                None if v.offset is None else Literal(v.offset),
            )
            for v in verdicts
        ]
        write_rows(("comparison", "label", "verdict", "words", "offset"), rows, layout, output)
    else:
        language = Language.of(lang)
        table = Graph.from_triples(chain(read(), derived))
        fact = names_in(language, table) or (lambda iri: table.text(iri, RDFS.label) or iri)
        told = [
            f"{fact(v.comparison)}\n  {language.gettext(v.verdict)}{language.colon}{language.told(v.words)}"
            for v in verdicts
        ]
        follows = sorted(f"  {fact(iri)}" for iri in Graph.from_triples(derived).subjects(YD.Observation))
        refused = [f"  {language.told(each.wanted)}{language.colon}{language.told(each.reason)}" for each in refusals]
        titles = language.gettext("What follows, computed"), language.gettext("What does not follow")
        titled = ([title, *lines] for title, lines in zip(titles, (follows, refused), strict=True) if lines)
        parts = [part for part in (told, *titled) if part] or [
            [language.gettext("There is no comparison to recompute.")]
        ]
        write_whole(output, "\n\n".join("\n".join(part) for part in parts) + "\n")
    return int(any(v.severity == ERROR for v in verdicts))
