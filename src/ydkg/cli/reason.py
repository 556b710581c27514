"""``ydkg reason``: draw the conclusions that follow by the ontology."""

from __future__ import annotations

import click

from ydkg.cli.options import PLACE, lang_option, output_option, source_option
from ydkg.cli.rows import visible
from ydkg.collection import collection
from ydkg.errors import InconsistentError
from ydkg.output import write_whole
from ydkg.words.language import Language


@click.command(name="reason")
@click.argument("files", nargs=-1, metavar="[FILES]…", type=PLACE)
@source_option
@output_option
@lang_option
def command(files: tuple[str, ...], sources: tuple[str, ...], output: str, lang: str) -> int:
    """Draw the conclusions that follow from the data by the ontology; the reasoner is HermiT and needs Java.

    Writes what is new as canonical Turtle. If the data contradict themselves, names a smallest set of facts that clash,
    each with its source, and exits with 1.

    \b
      ydkg reason -o inferred.ttl
    """  # noqa: D301 - a click mark: lines to be kept apart
    from ydkg.graph.canonical import canonical_turtle, read_turtle  # noqa: PLC0415 - likewise
    from ydkg.graph.graph import Graph  # noqa: PLC0415 - likewise
    from ydkg.graph.reading import asked_by_default  # noqa: PLC0415 - likewise
    from ydkg.graph.source import open_sources  # noqa: PLC0415 - likewise
    from ydkg.graph.store import store_of  # noqa: PLC0415 - likewise
    from ydkg.proof.logic.clash import contradictions  # noqa: PLC0415 - likewise
    from ydkg.proof.logic.reason import infer  # noqa: PLC0415 - likewise

    of_files = (triple for file in files for triple in read_turtle(file))
    triples = list(of_files) if files else asked_by_default(collection())
    documents = open_sources(Graph(store_of(triples)), sources)
    try:
        inferred = infer(triples)
    except InconsistentError:
        findings = contradictions(triples, *documents)
        language = Language.of(lang)
        told = [(language.told(f.message), language.told(f.fix)) for f in findings]
        mend = language.gettext("to mend") + language.colon
        write_whole("-", "".join(f"{visible(message)}\n    {mend}{fix}\n" for message, fix in told))
        return 1
    write_whole(output, canonical_turtle(inferred))
    return 0
