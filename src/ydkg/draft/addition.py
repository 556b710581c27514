"""A reviewed document added to a collection: checked before it is there, and taken out again without a trace."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from ydkg.draft.acceptance import Accepted, accept, as_drafted
from ydkg.draft.findings import read_findings, write_findings
from ydkg.draft.folder import TEXT, Draft
from ydkg.errors import DraftError, Listed, OutputError, problem, system_reason
from ydkg.files import write_whole
from ydkg.graph.graph import Graph
from ydkg.graph.sources import documents_of
from ydkg.graph.turtle import canonical_turtle
from ydkg.proof.check import check
from ydkg.proof.finding import ERROR
from ydkg.vocab import DCTERMS, YD, compact, local_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pyoxigraph import Triple

    from ydkg.draft.decisions import Decision

_RECORD = "accepted.json"
_SHOWN = 3
#: The part of the check that needs Java, which a machine may not have.
_MAY_BE_MISSING = "logic"


class Addition(NamedTuple):
    """A file that was added."""

    path: Path
    said: tuple[str, ...]  # what whoever added it should know, a line each


def refuse_known(draft: Draft, known: Sequence[Triple], folder: Path) -> list[str]:
    """See that a collection does not have a document yet; what should be known of other editions, a line each."""
    table, place = Graph.from_triples(known), folder / f"{local_name(draft.document)}.ttl"
    digest, address = (draft.table.one(draft.document, p) for p in (YD.textDigest, DCTERMS.source))
    documents = documents_of(table)
    for document in documents:
        if table.one(document, YD.textDigest) == digest:
            message = problem("the collection has this text already, as {document}", document=compact(document))
            raise DraftError(
                message, document, hint=problem("`ydkg accept --undo` takes it out, if it was accepted from here")
            )
    if draft.document in documents or place.exists():
        message = problem(
            "the collection has another edition of {document}, in {place}",
            document=compact(draft.document),
            place=place,
        )
        raise DraftError(message, draft.document, hint=problem("draft this one again with another --key"))
    same = [each for each in documents if address and table.one(each, DCTERMS.source) == address]
    return [
        problem("another edition than {document}, which is from the same address", document=compact(each))
        for each in same
    ]


def add(draft: Draft, accepted: Accepted, files: Sequence[Path], folder: Path) -> Addition:
    """Check a document's facts together with a collection, and write its file where nothing is wrong."""
    content = canonical_turtle(accepted.triples)
    place = folder / f"{local_name(draft.document)}.ttl"
    with TemporaryDirectory(prefix="ydkg-") as beside:
        written = Path(beside) / place.name
        write_whole(written, content)
        report = check((*files, written), (draft.folder / TEXT,))
    found = [each for part in report.parts for each in part.findings if each.severity == ERROR]
    write_findings(draft, accepted, found)
    failed = {part.name: part.failure for part in report.failures if part.failure}
    missing = failed.pop(_MAY_BE_MISSING, None)
    wrong = (problem("{place}: {wrong}", place=compact(each.entity), wrong=each.message) for each in found)
    if listed := [*failed.values(), *wrong]:
        shown = Listed([*listed[:_SHOWN], *["…"][: len(listed) > _SHOWN]], "; ")
        one = problem("nothing was written, for the check finds an error: {shown}", shown=shown)
        many = problem("nothing was written, for the check finds {n} errors: {shown}", n=len(listed), shown=shown)
        message = many if len(listed) > 1 else one
        raise DraftError(message, listed, hint=problem("`ydkg review` shows them where they are") if found else "")
    record = draft.folder / _RECORD
    write_whole(record, json.dumps({"file": place.name, "sha256": sha256(content.encode()).hexdigest()}) + "\n")
    try:
        write_whole(place, content)
    except OutputError:
        record.unlink(missing_ok=True)
        raise
    return Addition(place, (problem("not checked: {why}", why=missing),) if missing else ())


def add_as_drafted(
    draft: Draft, decisions: Mapping[str, Decision], known: Sequence[Triple], files: Sequence[Path], folder: Path
) -> tuple[Accepted, Addition]:
    """Add all that is proposed and that the check does not refuse: what it refuses is left out."""
    refused: set[str] = set()
    while True:
        accepted = accept(draft, as_drafted(draft, decisions, refused), known, partial=True)
        try:
            return accepted, add(draft, accepted, files, folder)
        except DraftError:
            keys = read_findings(draft.folder).keys() - refused
            if not keys:
                raise
            refused |= keys


def undo(draft_folder: Path, folder: Path) -> Path:
    """Take out of a collection what was added to it from a draft; the file that was taken out."""
    record = draft_folder / _RECORD
    try:
        kept = json.loads(record.read_bytes())
        place, digest = folder / Path(kept["file"]).name, str(kept["sha256"])
    except FileNotFoundError as error:
        raise DraftError(
            problem(
                "{draft_folder}: nothing of this draft was accepted, so nothing is undone", draft_folder=draft_folder
            ),
            None,
        ) from error
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise DraftError(
            problem("{record}: damaged; take the document's file out by hand", record=record), str(record)
        ) from error
    if not place.is_file():
        raise DraftError(
            problem("{place}: not there; give the collection that it was accepted into with --data", place=place),
            str(place),
        )
    if sha256(place.read_bytes()).hexdigest() != digest:
        raise DraftError(
            problem("{place}: changed since it was accepted; take it out by hand", place=place), str(place)
        )
    try:
        place.unlink()
        record.unlink()
    except OSError as error:
        raise OutputError(
            problem("{place}: cannot be taken out: {why}", place=place, why=system_reason(error)), str(place)
        ) from error
    return place
