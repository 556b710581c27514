"""``ydkg diff``: say what differs between two versions of the graph."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from ydkg.cli.options import PLACE, lang_option, output_option
from ydkg.cli.rows import visible
from ydkg.collection import collection
from ydkg.difference.patch import write_patch
from ydkg.difference.version import open_version
from ydkg.output import write_whole
from ydkg.vocab import compact
from ydkg.words.language import Language, translatable

if TYPE_CHECKING:
    from ydkg.difference.changes import FactChange

_SIGNS = {"added": "+", "removed": "-", "changed": "~"}
_KINDS = {"added": translatable("new"), "removed": translatable("gone")}


@click.command(name="diff")
@click.argument("before", metavar="A", type=PLACE)
@click.argument("after", metavar="B", type=PLACE)
@click.option(
    "--format",
    "layout",
    type=click.Choice(("text", "patch")),
    default="text",
    show_default=True,
    help="Sentences for people, or an RDF Patch that makes B from A.",
)
@output_option
@lang_option
def command(*, before: str, after: str, layout: str, output: str, lang: str) -> None:
    """Say what differs between two versions of the graph: figures from and to, stages, posts, facts, names.

    A and B are each a Turtle file, a folder of them, a document of the data by its name, or a tag, branch or commit of
    the repository that the data are in. A line with ~ tells what changed, + what only B says, - what only A says.

    \b
      ydkg diff v0.1.0 v0.2.0
      ydkg diff data/triples.ttl edited.ttl
      ydkg diff v0.1.0 data --format patch -o changes.rdfp
    """  # noqa: D301 - a click mark: lines to be kept apart
    files = collection().all_files
    with open_version(before, files) as old, open_version(after, files) as new:
        if layout == "patch":
            write_whole(output, write_patch(old, new))
            return
        from ydkg.difference.changes import tell_difference  # noqa: PLC0415 - a patch tells nothing

        difference = tell_difference(old, new)
    language = Language.of(lang)
    # What differs in the words of the other language only is left out.
    blocks: list[tuple[str, list[FactChange]]] = []
    for thing in difference.things:
        changes = [each for each in thing.changes if each.before.pick(language.tag) != each.after.pick(language.tag)]
        kind = f"  {language.gettext(_KINDS[thing.kind])}" if thing.kind in _KINDS else ""
        if changes:
            blocks.append((f"{visible(thing.name.pick(language.tag))}  {compact(thing.iri)}{kind}", changes))
    told = Counter(change.kind for _, changes in blocks for change in changes)
    parts = [
        language.ngettext("{n} entity", "{n} entities", len(blocks)),
        language.gettext("{n} changed", n=told["changed"]),
        language.gettext("{n} only in the second", n=told["added"]),
        language.gettext("{n} only in the first", n=told["removed"]),
    ]
    if difference.alike:
        parts.append(language.gettext("{n} in both in the same words", n=difference.alike))
    if any(difference.passages):
        come, gone = difference.passages
        parts.append(language.gettext("passages: {new} new, {gone} gone", new=come, gone=gone))
    elif not blocks:
        parts = [language.gettext("nothing that is told differs")]
    lines = [visible(f"{before} → {after}{language.colon}{language.comma.join(parts)}")]
    for head, changes in blocks:
        lines += ["", head]
        for change in changes:
            heading, was, becomes = (text.pick(language.tag) for text in (change.heading, change.before, change.after))
            said = " → ".join(filter(None, (was, becomes)))
            line = f"{heading}{language.colon}{said}" if heading else said
            lines.append(f"  {_SIGNS[change.kind]} {visible(line)}")
    write_whole(output, "\n".join([*lines, ""]))
