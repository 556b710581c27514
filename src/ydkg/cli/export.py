"""``ydkg export``: write the graph or the network in another format."""

from __future__ import annotations

import sys

import click

from ydkg.cli.graphs import triples_of
from ydkg.cli.options import derived_option, inferred_option, output_option
from ydkg.export import FORMATS, write
from ydkg.output import write_whole

HELP = "Write the graph or the network in another format.\n\n\b\n" + "\n".join(
    f"  {key:<9} {known.name}: {known.purpose}" for key, known in FORMATS.items()
)
EXAMPLES = "\n\n\b\n  ydkg export turtle -o graph.ttl\n  ydkg export graphml -o network.graphml"


@click.command(name="export", help=HELP + EXAMPLES)
@click.argument("format_name", metavar="FORMAT", type=click.Choice(list(FORMATS)))
@inferred_option
@derived_option
@output_option
def command(*, format_name: str, inferred: bool, derived: bool, output: str) -> None:
    """Write the graph in a format.

    Parameters
    ----------
    format_name : str
        A key of `FORMATS`.
    inferred, derived : bool
        Whether to add what follows by the ontology, and by arithmetic.
    output : str
        A file, or ``"-"``.
    """
    write_whole(output, write(format_name, triples_of(inferred=inferred, derived=derived)))
    if output != "-":
        written = FORMATS[format_name]
        sys.stderr.write(f"{output}: {written.name}, {written.purpose}\n")
