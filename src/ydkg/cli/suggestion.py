"""Names of things that a shell completes."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    import click
    from click.shell_completion import CompletionItem

#: How many are offered at most.
_MOST = 40


def completed(families: Collection[str] = ()) -> Callable[[click.Context, click.Parameter, str], list[CompletionItem]]:
    """Make what completes the name of a thing."""

    def complete(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem  # noqa: PLC0415 - only a shell that completes a name needs it

        from ydkg.errors import YdkgError  # noqa: PLC0415 - likewise
        from ydkg.graph.graph import Graph  # noqa: PLC0415 - likewise
        from ydkg.graph.names import label  # noqa: PLC0415 - likewise
        from ydkg.graph.schema import families as families_of  # noqa: PLC0415 - likewise
        from ydkg.graph.search import START, WORD, Names, search  # noqa: PLC0415 - likewise
        from ydkg.graph.store import open_store  # noqa: PLC0415 - likewise
        from ydkg.vocab import PREFIXES  # noqa: PLC0415 - likewise

        try:
            table = Graph(open_store())
        except YdkgError:
            return []
        names = Names(table).all
        slugs = {iri: iri.removeprefix(PREFIXES["ydr"]) for iri in sorted({name.iri for name in names})}

        def is_wanted(iri: str) -> bool:  # asked of few: all that is said of each is read
            of = families_of(table, iri)
            return bool(of) and (not families or any(family.key in families for family in of))

        begun = ((iri, slug) for iri, slug in slugs.items() if slug.startswith(typed) and is_wanted(iri))
        offered = dict(islice(begun, _MOST))
        matches = [] if "-" in typed or len(offered) == _MOST else search(typed, names)
        for fit in (START, WORD):  # what begins with it goes before what has a word that does
            for match in matches if fit == START or not offered else ():
                iri, name = match.name.iri, match.name.text
                if match.fit >= fit and iri not in offered and len(offered) < _MOST and is_wanted(iri):
                    as_named = name.startswith(typed) and not name.isascii() and " " not in name
                    offered[iri] = name if as_named else slugs[iri]
        return [CompletionItem(value, help=label(table, iri)) for iri, value in offered.items()]

    return complete
