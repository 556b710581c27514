"""``ydkg review``: review a draft in the browser."""

from __future__ import annotations

import click

from ydkg.cli.graphs import triples_of
from ydkg.cli.options import PLACE, notify, spoken
from ydkg.output import write_whole
from ydkg.words.language import translatable


@click.command(name="review")
@click.argument("folder", metavar="DIR", type=PLACE)
@click.option("--by", metavar="NAME", help="Who reviews; by default whoever is logged in.")
@click.option("--port", type=click.IntRange(0, 65535), help="The port; by default 8765, or a free one.")
@click.option(
    "--page", is_flag=True, help="Write DIR/review.html anew, with what was decided so far, and serve nothing."
)
def command(folder: str, *, by: str | None, port: int | None, page: bool) -> None:
    """Review a draft in the browser, decision by decision.

    It listens at this machine only, to whoever has the address that it says. Each decision is in DIR/decisions.jsonl
    before the page says so. Ctrl-C ends it; `ydkg accept` goes on from there.

    \b
      ydkg review draft/
      ydkg review draft/ --data collection/ --by "Li Na"
      ydkg review draft/ --page                   then open draft/review.html from the disk
    """  # noqa: D301 - a click mark: lines to be kept apart
    from ydkg.draft.folder import DECISIONS, PAGE, open_draft  # noqa: PLC0415 - only this verb needs it
    from ydkg.draft.review import decisions_on  # noqa: PLC0415 - likewise

    draft = open_draft(folder)
    _, said = decisions_on(draft)
    for line in said:
        notify(line)
    known = triples_of()
    if page:
        from ydkg.draft.decisions import read_decisions  # noqa: PLC0415 - likewise
        from ydkg.draft.page import build  # noqa: PLC0415 - likewise

        decisions, file = read_decisions(draft.folder / DECISIONS).decisions, draft.folder / PAGE
        write_whole(file, build(draft, decisions, known, reviewer=by or "", language=spoken()))
        written = translatable("{file}: open it in a browser; it holds the text, so do not pass it on")
        notify(written, file=str(file))
        return
    from ydkg.draft.serving import serve  # noqa: PLC0415 - likewise

    begun = spoken().gettext("open this; Ctrl-C ends it")
    serve(
        draft,
        known,
        port=port,
        reviewer=by,
        begun=lambda address: notify(f"{address}  {begun}"),
        language=spoken(),
    )
