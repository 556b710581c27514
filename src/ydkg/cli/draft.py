"""``ydkg draft``: read a document by rules, and write what it proposes."""

from __future__ import annotations

from datetime import date
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

import click
from pyoxigraph import NamedNode

from ydkg.cli.options import PLACE, notify, spoken
from ydkg.errors import DraftError, Listed, problem, quoted
from ydkg.vocab import DCTERMS, YD, compact, ydr
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from ydkg.draft.drafting import Drafted, Origin
    from ydkg.graph.graph import Graph

_EDITION = translatable(
    "{document} ({title}) is in the collection with another text: this is another edition of it, or another document, "
    "for which give --key"
)


@click.command(name="draft")
@click.argument("file", metavar="FILE", type=PLACE)
@click.option("--issued", metavar="DATE", required=True, help="The day of issue, as 2025-12-04.")
@click.option("--title", metavar="TEXT", default="", help="The document's title; by default its first line.")
@click.option("--address", metavar="URL", default="", help="Where the document is public.")
@click.option("--publisher", metavar="SLUG", default="", help="The slug of who published it, as information-office.")
@click.option(
    "--key", metavar="NAME", default="", help="The document's slug; by default release- and the day of issue."
)
@click.option("--model", metavar="URL#NAME", default="", help="A language model to ask as well, at a server of yours.")
@click.option("-o", "--output", "folder", metavar="DIR", type=PLACE, required=True, help="The folder of the draft.")
def command(  # noqa: PLR0917 - click gives them by name
    file: str, issued: str, title: str, address: str, publisher: str, key: str, model: str, folder: str
) -> None:
    """Read a document by rules, and write what it proposes for a review.

    FILE is text, HTML, DOCX, or PDF with text. No model reads it unless --model names one, and nothing is fetched. What
    the rules find stands in DIR as proposals, for `ydkg review` and `ydkg accept`; the last lines say how many numbers,
    times, names and posts are in a proposal, ignored by a rule, or not read. A model's suggestions are kept only
    where the sentence's own words bear them out; its key is in YDKG_MODEL_KEY.

    \b
      ydkg draft release.txt --issued 2025-12-04 -o draft/
      ydkg --data region/ draft report.pdf --issued 2025-03-05 --title "Annual report" -o draft/
    """  # noqa: D301 - a click mark: lines to be kept apart
    from ydkg.cli.graphs import triples_of  # noqa: PLC0415 - only this verb needs it
    from ydkg.draft.documents import read_document  # noqa: PLC0415 - likewise
    from ydkg.draft.drafting import draft  # noqa: PLC0415 - likewise
    from ydkg.draft.writing import write_draft  # noqa: PLC0415 - likewise
    from ydkg.graph.graph import Graph  # noqa: PLC0415 - likewise
    from ydkg.graph.source import documents_of  # noqa: PLC0415 - likewise

    text = read_document(file)
    collected = triples_of()
    known = Graph.from_triples(collected)
    origin = _origin(issued, title, address, publisher, key)
    document, digest = ydr(origin.key), sha256(text.encode()).hexdigest()
    for other in documents_of(known):
        if digest in known.values(other, YD.textDigest):
            known_as = problem("the collection has this text already, as {document}", document=compact(other))
            raise DraftError(known_as, digest, where=file)
        if other == document:
            notify(_EDITION, document=compact(other), title=known.text(other, DCTERMS.title) or compact(other))
    asking = None
    if model:
        from ydkg.draft.chat import ask, model_of  # noqa: PLC0415 - only where a model is named

        asking = partial(ask, model_of(model))
    drafted = draft(text, origin, known, asking)
    carried = write_draft(folder, text, drafted, collected, spoken())
    _tell_lacking(origin, drafted, known)
    made = translatable("{folder}: {n} proposals of {document}")
    notify(made, folder=folder, n=drafted.proposals, document=compact(drafted.document))
    read = translatable(
        "{proposed} numbers, times, names and posts in proposals, {ignored} ignored by rules, {unread} not read"
    )
    notify(read, **drafted.counts._asdict())
    if answers := drafted.answers:
        refused = sum(answers.values()) - answers["kept"] - answers["agreed"]
        asked = translatable("{kept} more from the model, which agrees on {agreed}; {refused} of it refused")
        notify(asked, kept=answers["kept"], agreed=answers["agreed"], refused=refused)
    if carried and (carried.kept or carried.reset):
        kept = translatable("decisions: {kept} kept, {reset} to be made anew")
        notify(kept, kept=carried.kept, reset=carried.reset)


def _origin(issued: str, title: str, address: str, publisher: str, key: str) -> Origin:
    """Take what is said of the document, and refuse what cannot be."""
    from ydkg.draft.drafting import Origin  # noqa: PLC0415 - as above

    try:
        day = date.fromisoformat(issued)
    except ValueError:
        wrong = problem("--issued {day}: no day; write it as 2025-12-04", day=quoted(issued))
        raise DraftError(wrong, issued) from None
    slug = key or f"release-{day:%Y%m%d}"
    for option, value in (("--key", slug), ("--publisher", publisher)):
        if value and not (value.isascii() and value.replace("-", "").isalnum() and value == value.lower()):
            no_slug = translatable("{option} {value}: no slug; write lower-case letters, digits and hyphens")
            raise DraftError(problem(no_slug, option=option, value=quoted(value)), value)
    if (address and not address.startswith(("http://", "https://"))) or any(sign in address for sign in ' <>"{}|\\^`'):
        wrong = problem("--address {value}: no address; write it as https://…", value=quoted(address))
        raise DraftError(wrong, address)
    return Origin(day, " ".join(title.split()), address, ydr(publisher) if publisher else "", slug)


def _tell_lacking(origin: Origin, drafted: Drafted, known: Graph) -> None:
    """Say early what the check asks of a document that neither options nor text give."""
    missing = [name for name, value in (("--address", origin.address), ("--publisher", origin.publisher)) if not value]
    if missing:
        needed = problem(
            "{options} not given: `ydkg accept` needs them; draft again with them, all decisions are kept",
            options=Listed(missing, " and "),
        )
        notify(needed)
    publisher = origin.publisher
    if publisher and publisher not in known and NamedNode(publisher) not in {t.subject for t in drafted.triples}:
        unknown = translatable("--publisher {name}: neither collection nor text names it; add it first")
        notify(unknown, name=compact(publisher))
