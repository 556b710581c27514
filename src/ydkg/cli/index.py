"""``ydkg index``: index a collection, so that questions need not read its files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ydkg.cli.options import notify
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from ydkg.errors import Message


@click.command(name="index")
@click.option("--remove", is_flag=True, help="Take the index away instead.")
def command(*, remove: bool) -> None:
    """Index the collection, so that questions need not read its files; a large one is indexed when it is first asked.

    The index is kept in the user's cache, or in the folder that YDKG_CACHE names, and beside it what a server needs
    before it can show pages. It is built anew when a file has changed; the files alone say what is so.

    \b
      ydkg index --data DIR
      ydkg index --data DIR --remove
    """  # noqa: D301 - a click mark: lines to be kept apart
    from ydkg.collection import collection  # noqa: PLC0415 - the help does without
    from ydkg.errors import OutputError  # noqa: PLC0415 - likewise
    from ydkg.graph.index import KINDS, IndexFolder, cache_folder, unkept  # noqa: PLC0415 - likewise
    from ydkg.graph.store import index_of  # noqa: PLC0415 - likewise

    chosen, served = collection(), None
    for kind in KINDS:
        if remove:
            IndexFolder(chosen.paths, kind).remove()
            continue
        said: list[Message] = []
        known = index_of(chosen, wanted=True, served=kind == "served", say=said.append)
        if known is None:
            raise OutputError(said[-1] if said else unkept(cache_folder()), str(cache_folder() or ""))
        kept = {"folder": known.folder, "n": known.triples, "size": f"{known.size / 1e6:.1f}"}
        built = translatable("{folder}: {n} triples, {size} MB, built")
        fits = translatable("{folder}: {n} triples, {size} MB, fits the files")
        notify(built if known.fresh else fits, **kept)
        served = known if kind == "served" else None
    if served:
        from ydkg.server.making import make_lasting  # noqa: PLC0415 - likewise

        make_lasting(chosen, served.store)
