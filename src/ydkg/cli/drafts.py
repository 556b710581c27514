"""Verbs for a document that is new: its draft is made by rules, reviewed in the browser, and accepted."""

from __future__ import annotations

import re
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ydkg.cli.graphs import triples_of
from ydkg.cli.verbs import PLACE, day_of, lang_option, notify
from ydkg.collection import DATA_DIR, collection
from ydkg.draft.accept import accept, add, add_as_drafted, check_accepted, refuse_known, take_out
from ydkg.draft.documents import read_document
from ydkg.draft.drafting import Origin, draft
from ydkg.draft.edits import told, with_additions
from ydkg.draft.folder import DECISIONS, decisions_on, open_draft, read_decisions, write_draft
from ydkg.draft.later import KINDS, RELATIONS, Judged, Page, add_later
from ydkg.draft.model import ask, model_of
from ydkg.draft.serving import Review, login, serve
from ydkg.errors import CollectionError, DraftError, UnknownNameError, quoted
from ydkg.graph.graph import Graph
from ydkg.graph.names import resolve
from ydkg.graph.sources import documents_of
from ydkg.language.text import Language
from ydkg.vocab import DCTERMS, YD, compact, ydr

if TYPE_CHECKING:
    from ydkg.draft.accept import Accepted
    from ydkg.draft.folder import Draft

#: How many proposals that were left out are named at most.
_SHOWN = 10


@click.command(name="draft")
@click.argument("file", metavar="FILE", type=PLACE)
@click.option("--issued", metavar="DATE", required=True, help="The day of issue, as 2025-12-04.")
@click.option("--title", metavar="TEXT", default="", help="The document's title; by default its first line.")
@click.option("--address", metavar="URL", default="", help="Where the document is public.")
@click.option("--publisher", metavar="NAME", default="", help="Who published it: a known name, a slug, or a new body.")
@click.option(
    "--key", metavar="NAME", default="", help="The document's slug; by default release- and the day of issue."
)
@click.option("--model", metavar="URL#NAME", default="", help="A language model to ask as well, at a server of yours.")
@click.option("-o", "--output", "folder", metavar="DIR", type=PLACE, required=True, help="The folder of the draft.")
def draft_verb(  # noqa: PLR0917 - click gives them by name
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
    text = read_document(file)
    known = Graph.from_triples(triples_of())
    origin = _origin(issued, title, address, _publisher(publisher, known), key)
    document, digest = ydr(origin.key), sha256(text.encode()).hexdigest()
    for other in documents_of(known):
        if digest in known.values(other, YD.textDigest):
            raise DraftError(f"the collection has this text already, as {compact(other)}", digest, where=file)
        if other == document:
            title = known.text(other, DCTERMS.title) or compact(other)
            notify(
                f"{compact(other)} ({title}) is in the collection with another text: this is another edition of it, "
                "or another document, for which give --key"
            )
    asking = partial(ask, model_of(model)) if model else None
    drafted = draft(text, origin, known, asking)
    carried = write_draft(folder, text, drafted)
    _tell_lacking(origin)
    counts = drafted.counts
    notify(f"{folder}: {drafted.proposals:,} proposals of {compact(drafted.document)}")
    notify(
        f"{counts.proposed:,} numbers, times, names and posts in proposals, {counts.ignored:,} ignored by rules, "
        f"{counts.unread:,} not read"
    )
    answers = drafted.answers
    if answers:
        agreed = answers["agreed"]
        refused = sum(answers.values()) - answers["kept"] - agreed
        notify(f"{answers['kept']:,} more from the model, which agrees on {agreed:,}; {refused:,} of it refused")
    if carried and (carried.kept or carried.reset):
        notify(f"decisions: {carried.kept:,} kept, {carried.reset:,} to be made anew")


def _origin(issued: str, title: str, address: str, publisher: str, key: str) -> Origin:
    """Take what is said of the document, and refuse what cannot be."""
    day = day_of(issued, "--issued")
    slug = key or f"release-{day:%Y%m%d}"
    if not (slug.isascii() and slug.replace("-", "").isalnum() and slug == slug.lower()):
        no_slug = f"--key {quoted(slug)}: no slug; write lower-case letters, digits and hyphens"
        raise DraftError(no_slug, slug)
    if (address and not address.startswith(("http://", "https://"))) or any(sign in address for sign in ' <>"{}|\\^`'):
        raise DraftError(f"--address {quoted(address)}: no address; write it as https://…", address)
    return Origin(day, " ".join(title.split()), address, publisher, slug)


def _publisher(given: str, known: Graph) -> str:
    """Find who published a document: an IRI of collection or text, or the name of a body that neither has."""
    name = " ".join(given.split())
    if re.fullmatch("[a-z0-9-]+", name):
        return ydr(name)
    try:
        return resolve(known, name) if name else ""
    except UnknownNameError:
        return name


def _tell_lacking(origin: Origin) -> None:
    """Say early what the check asks of a document that neither options nor text give."""
    missing = [name for name, value in (("--address", origin.address), ("--publisher", origin.publisher)) if not value]
    if missing:
        options = " and ".join(missing)
        notify(f"{options} not given: `ydkg accept` needs them; draft again with them, all decisions are kept")


@click.command(name="review")
@click.argument("folder", metavar="DIR", type=PLACE)
@click.option("--by", metavar="NAME", help="Who reviews; by default whoever is logged in.")
@click.option("--port", type=click.IntRange(0, 65535), help="The port; by default 8765, or a free one.")
@lang_option
def review_verb(folder: str, *, by: str | None, port: int | None, lang: str) -> None:
    """Review a draft in the browser, decision by decision.

    It listens at this machine only, to whoever has the address that it says. Each decision is in DIR/decisions.jsonl
    before the page says so. Ctrl-C ends it; `ydkg accept` goes on from there.

    \b
      ydkg review draft/
      ydkg review draft/ --data collection/ --by "Li Na"
    """  # noqa: D301 - a click mark: lines to be kept apart
    known = Graph.from_triples(triples_of())
    review = Review(open_draft(folder), known, collection().files, login() if by is None else by)
    for line in decisions_on(review.now()[0])[1]:
        notify(line)
    serve(
        review,
        port=port,
        begun=lambda address: notify(f"{address}  open this; Ctrl-C ends it"),
        language=Language.of(lang),
    )


@click.command(name="accept")
@click.argument("folder", metavar="DIR", type=PLACE)
@click.option("--partial", is_flag=True, help="Leave out what is undecided, and say what that is.")
@click.option("--as-drafted", is_flag=True, help="Accept what nobody decided on, but for what the check refuses.")
@click.option("--undo", is_flag=True, help="Take out of the collection exactly what was added from this draft.")
def accept_verb(folder: str, *, partial: bool, as_drafted: bool, undo: bool) -> None:
    """Write what was accepted of a draft as a document of a collection.

    The collection is the folder that --data names; by default a checkout's own data. Nothing is written while anything
    is undecided, nor where the check would then find an error in the collection. With --as-drafted what nobody decided
    on is accepted, the graph says so, and what the check refuses is left out.

    \b
      ydkg accept draft/ --data collection/
      ydkg accept draft/ --data collection/ --partial
      ydkg accept draft/ --data collection/ --as-drafted
      ydkg accept draft/ --data collection/ --undo
    """  # noqa: D301 - a click mark: lines to be kept apart
    place = _folder()
    if undo:
        notify(f"{take_out(Path(folder), place)}: taken out")
        return
    files = collection().files
    known = Graph.from_triples(triples_of())
    opened = open_draft(folder)
    opened = with_additions(opened, read_decisions(opened.folder / DECISIONS).decisions, known)
    refusals = refuse_known(opened, known, place)
    decisions, notices = decisions_on(opened)
    for line in (*notices, *refusals):  # before what may fail, for it may be why
        notify(line)
    if as_drafted:
        accepted, added = add_as_drafted(opened, decisions, known, files, place)
    else:
        accepted = accept(opened, decisions, known, partial=partial)
        added = add(opened, accepted, check_accepted(opened, accepted, files), place)
    for line in added.said:
        notify(line)
    _tell(opened, accepted)
    notify(f"{added.path}: {len(accepted.taken):,} accepted, {len(accepted.rejected):,} rejected")


def _folder() -> Path:
    """Give the folder of the collection that is added to."""
    paths = collection().paths
    if len(paths) != 1 or not paths[0].is_dir():
        raise CollectionError("a document is added to the folder of a collection; name one with --data", None)
    if paths[0] == DATA_DIR and not (DATA_DIR.parent / "pyproject.toml").is_file():
        raise CollectionError("the data that ship with ydkg are not added to; name a collection with --data", None)
    return paths[0]


@click.command(name="later")
@click.argument("fact", metavar="FACT")
@click.option("--address", metavar="URL", required=True, help="The page's address.")
@click.option("--title", metavar="TEXT", required=True, help="The page's title.")
@click.option("--day", metavar="DATE", required=True, help="The page's day of issue, as 2025-12-04.")
@click.option("--publisher", metavar="NAME", required=True, help="Who published it: a known name, or a new body.")
@click.option("--words", metavar="TEXT", default="", help="At most seven words of the page that find the place.")
@click.option("--kind", type=click.Choice(list(KINDS)), default="other", show_default=True, help="What page it is.")
@click.option("--first-hand", is_flag=True, help="Its publisher knows at first hand.")
@click.option("--judge", "relation", type=click.Choice(list(RELATIONS)), help="How the fact stands to another.")
@click.option("--to", "other", metavar="RECORD", default="", help="Which one: its name or IRI.")
@click.option("--part", metavar="THING", default="", help="What of it is realised, where that is not the whole.")
@click.option("--by", metavar="NAME", default="", help="Who judges; whoever is logged in, unless given.")
@click.option("--because", metavar="TEXT", nargs=2, default=("", ""), help="Why: in English, and in Chinese.")
def later_verb(  # noqa: PLR0917 - click gives them by name
    fact: str,
    address: str,
    title: str,
    day: str,
    publisher: str,
    words: str,
    kind: str,
    first_hand: bool,  # noqa: FBT001 - click calls it
    relation: str | None,
    other: str,
    part: str,
    by: str,
    because: tuple[str, str],
) -> None:
    """Add what a later page says of a matter of the collection, by one fact.

    FACT is a sentence of your own, read by the rules that read documents: a figure, a stage or a post, with names that
    the collection has. It becomes a record of later.ttl that cites the page; nothing is fetched. --judge says in
    judgements.ttl how it stands to a record of the collection. Nothing is written where the check finds an error in it.

    \b
      ydkg later "The harbour line opened on 27 December 2024." --address https://example.org/1 \\
          --title "Line opens" --day 2024-12-28 --publisher "A newspaper" --words "trains began to run"
      ydkg later "…" … --judge realises --to milestone-harbour-line-planned --part "west section"
    """  # noqa: D301 - a click mark: lines to be kept apart
    issued = _origin(day, title, address, "", "").issued
    if bool(relation) != bool(other):
        raise DraftError("--judge and --to belong together; give both or neither", other)
    page = Page(address, " ".join(title.split()), issued, " ".join(publisher.split()), words, kind, first_hand)
    judged = Judged(relation, other, by or login(), date.today(), part, because) if relation else None  # noqa: DTZ011 - a day of whoever judges
    for line in add_later(" ".join(fact.split()), page, judged, _folder()):
        notify(line)


def _tell(opened: Draft, accepted: Accepted) -> None:
    """Say what whoever accepts would not see in the file."""
    for old, new in sorted(accepted.renamed.items()):
        notify(f"{compact(old)} is {compact(new)} in the collection")
    if accepted.aside:
        aside = f"{accepted.aside:,} numbers, times, changes or names of the text are in no fact and were set aside"
        notify(aside)
    if accepted.left_out:
        listed = [str(told(opened, proposal)) for proposal in accepted.left_out[:_SHOWN]]
        if len(accepted.left_out) > _SHOWN:
            listed.append("…")
        notify(f"left out, {len(accepted.left_out):,}: {', '.join(listed)}")
