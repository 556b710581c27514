"""``ydkg accept``: take what was reviewed of a draft into a collection."""

from __future__ import annotations

from pathlib import Path

import click

from ydkg import assets
from ydkg.cli.options import PLACE, notify, spoken
from ydkg.collection import collection
from ydkg.errors import CollectionError, problem
from ydkg.vocab import compact
from ydkg.words.language import translatable

_SHOWN = 10


@click.command(name="accept")
@click.argument("folder", metavar="DIR", type=PLACE)
@click.option("--partial", is_flag=True, help="Leave out what is undecided, and say what that is.")
@click.option("--undo", is_flag=True, help="Take out of the collection exactly what was added from this draft.")
def command(folder: str, *, partial: bool, undo: bool) -> None:
    """Write what was accepted of a draft as a document of a collection.

    The collection is the folder that --data names; by default a checkout's own data. Nothing is written while anything
    is undecided, nor where the check would then find an error in the collection.

    \b
      ydkg accept draft/ --data collection/
      ydkg accept draft/ --data collection/ --partial
      ydkg accept draft/ --data collection/ --undo
    """  # noqa: D301 - a click mark: lines to be kept apart
    from ydkg.draft import addition  # noqa: PLC0415 - only this verb needs it

    paths = collection().paths
    if len(paths) != 1 or not paths[0].is_dir():
        raise CollectionError(problem("a document is added to the folder of a collection; name one with --data"), None)
    place = paths[0]
    if place == assets.DATA_DIR and not (assets.DATA_DIR.parent / "pyproject.toml").is_file():
        shipped = problem("the data that ship with ydkg are not added to; name a collection with --data")
        raise CollectionError(shipped, None)
    if undo:
        notify(translatable("{file}: taken out"), file=str(addition.undo(Path(folder), place)))
        return
    from ydkg.draft.acceptance import accept  # noqa: PLC0415 - likewise
    from ydkg.draft.folder import open_draft  # noqa: PLC0415 - likewise
    from ydkg.draft.review import decisions_on  # noqa: PLC0415 - likewise
    from ydkg.draft.taken import told  # noqa: PLC0415 - likewise
    from ydkg.graph.reading import asked_by_default  # noqa: PLC0415 - likewise

    draft = open_draft(folder)
    files = collection().files
    known = asked_by_default(collection())
    notices = addition.refuse_known(draft, known, place)
    decisions, said = decisions_on(draft)
    for line in (*said, *notices):  # before what may fail, for it may be why
        notify(line)
    accepted = accept(draft, decisions, known, partial=partial)
    added = addition.add(draft, accepted, files, place)
    for line in added.said:
        notify(line)
    # What whoever accepts would not see in the file.
    for old, new in sorted(accepted.renamed.items()):
        notify(translatable("{old} is {new} in the collection"), old=compact(old), new=compact(new))
    if accepted.aside:
        aside = translatable("{n} numbers, times, changes or names of the text are in no fact and were set aside")
        notify(aside, n=accepted.aside)
    if accepted.left_out:
        more = ["…"] if len(accepted.left_out) > _SHOWN else []
        listed = spoken().listing.join([*(told(draft, each) for each in accepted.left_out[:_SHOWN]), *more])
        notify(translatable("left out, {n}: {listed}"), n=len(accepted.left_out), listed=listed)
    ended, file = translatable("{file}: {taken} accepted, {rejected} rejected"), str(added.path)
    notify(ended, file=file, taken=len(accepted.taken), rejected=len(accepted.rejected))
