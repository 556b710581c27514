"""Acceptance: what a reviewed draft states, checked with a collection before it is in it, and taken out of it again."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from pyoxigraph import Literal, NamedNode, Triple

from ydkg.draft.edits import Values, changes_of, moved, take, told
from ydkg.draft.folder import ACCEPT, ADDED_RULE, AS_DRAFTED, REJECT, SAME_AS, TEXT, Decision
from ydkg.draft.graphing import edge_of, free_iri, in_both, language_tagged, own_facts, slug_of, with_labels
from ydkg.errors import DraftError, Listed, OutputError, draft_error, problem, system_reason
from ydkg.files import write_whole
from ydkg.graph.graph import Graph, Term, identifier
from ydkg.graph.schema import RECORDS
from ydkg.graph.sources import documents_of, passage_iri, passage_triples, place_of
from ydkg.graph.turtle import about, canonical_turtle, statement_iri
from ydkg.language.text import CHINESE, translatable
from ydkg.proof.check import PARTS, check
from ydkg.proof.finding import ERROR
from ydkg.proof.omitted import omitted
from ydkg.proof.text import CitedText, names_of
from ydkg.telling.text import Text
from ydkg.vocab import DCTERMS, PROV, RDF, RDFS, SCHEMA, SKOS, XSD, YD, compact, local_name, ydr

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Mapping, Sequence

    from ydkg.draft.folder import Draft, Proposal

_SHOWN, _RECORD = 3, "accepted.json"
#: The part of the check that needs Java, which a machine may not have.
_MAY_BE_MISSING = "logic"
_LABEL = translatable("Review of the draft of a document")
_AS_DRAFTED = translatable("Accepted as drafted: no person has reviewed what has no reviewer.")
#: Start and end of words -> the notes that say why they are set aside.
_Reasons: TypeAlias = dict[tuple[int, int], "Sequence[Term]"]
_REJECTED = translatable("What was proposed from these words was rejected in the review.")
_UNDECIDED = translatable("What was proposed from these words was left undecided.")
_BARE = translatable("No fact was taken from this sentence in the review.")
_OMITTED = translatable("No fact that was accepted has what these words say.")


class Accepted(NamedTuple):
    """What is taken from a draft."""

    triples: tuple[Triple, ...]  # the document, its passages, and all facts that were accepted; in no order
    taken: tuple[Proposal, ...]  # in the order of the text; what is left out is undecided, or rests on what is
    rejected: tuple[Proposal, ...]
    left_out: tuple[Proposal, ...]
    renamed: Mapping[str, str]
    aside: int  # how many numbers, times and names of the text are in no fact and were set aside for that


def as_drafted(draft: Draft, decisions: Mapping[str, Decision], refused: Collection[str] = ()) -> dict[str, Decision]:
    """Accept what nobody decided on, but for what is still to be named and what was refused; by keys."""
    issued = draft.table.text(draft.document, DCTERMS.issued)
    made = {
        each.key: Decision(each.key, ACCEPT, AS_DRAFTED, f"{issued}T00:00:00+00:00", each.rule)
        for each in draft.proposals
        if each.rule != "subject.unnamed" and each.key not in refused
    }
    return made | {key: decision for key, decision in decisions.items() if key not in refused}


def accept(draft: Draft, decisions: Mapping[str, Decision], known: Graph, *, partial: bool = False) -> Accepted:
    """Take what was accepted of a draft."""
    undecided = [each for each in draft.proposals if each.key not in decisions]
    if undecided and not partial:
        raise draft_error(
            "{n} of {m} proposals are undecided, first {first}",
            n=len(undecided),
            m=len(draft.proposals),
            first=told(draft, undecided[0]),
            hint=problem("decide them with `ydkg review`, or leave them out with --partial"),
        )
    naming = Values(draft, known)
    decided = {each: decisions[each.key] for each in draft.proposals if each.key in decisions}
    rejected = [each for each, decision in decided.items() if decision.decision == REJECT]
    chosen = {each: decision for each, decision in decided.items() if decision.decision != REJECT}
    facts = {each: take(draft, each, decision, naming) for each, decision in chosen.items()}
    _drop_what_lacks_its_ground(draft, facts, chosen, known, partial=partial)
    stated = [triple for each in facts.values() for triple in each]
    document = own_facts(draft.table, draft.document)
    stated += _going_along(draft, [*stated, *document], {each.proposes for each in facts})
    iris = _iris(draft, {each: chosen[each] for each in facts}, naming)
    same = {each.proposes for each, decision in chosen.items() if decision.decision == SAME_AS}
    # A statement node has the IRI of its triple, which is stated beside it.
    stated = moved(stated, iris)
    nodes = Graph.from_triples(stated)
    edges = {node: edge for node in nodes.subjects(RDF.Statement) if (edge := edge_of(nodes, node))}
    named = [*moved(stated, {node: statement_iri(edge) for node, edge in edges.items()}), *edges.values()]
    named += _forms(draft, named, known, {iris[each] for each in same})
    # The document and its sentences, whether they were read or not.
    whole = [
        t
        for each in (draft.document, *draft.table.subjects(YD.Sentence))
        for t in own_facts(draft.table, each)
        if t.object != NamedNode(YD.Unread) and t.predicate.value != SKOS.note
    ]
    whole += [*named, *_provenance(draft, [chosen[each] for each in facts])]
    whole = with_labels(whole, known)
    left_out = [each for each in draft.proposals if each not in facts and each not in rejected]
    passages, count = _set_aside(draft, whole, known, rejected, left_out)
    renamed = {old: new for old, new in iris.items() if old not in same}
    return Accepted(
        tuple(dict.fromkeys((*whole, *passages))), tuple(facts), tuple(rejected), tuple(left_out), renamed, count
    )


def _drop_what_lacks_its_ground(
    draft: Draft,
    facts: dict[Proposal, list[Triple]],
    chosen: Mapping[Proposal, Decision],
    known: Graph,
    *,
    partial: bool,
) -> None:
    """Leave out the facts that lead to what is undecided; without leave to do so, and of what was rejected, say so."""
    while True:
        # A thing that has no class, and that the collection does not know, is none yet.
        given = {
            each.proposes
            for each in facts
            if _is_classed(each, chosen[each]) or chosen[each].decision == SAME_AS or each.proposes in known
        }
        resting = {each: (_ends(triples) & draft.proposed) - given for each, triples in facts.items()}
        lacking = {each: sorted(ends) for each, ends in resting.items() if not all(map(known.__contains__, ends))}
        if not lacking:
            return
        if not partial:
            listed = Listed(
                [
                    problem(
                        "{what} on {ground}",
                        what=told(draft, each),
                        ground=draft.table.text(ends[0], RDFS.label) or compact(ends[0]),
                    )
                    for each, ends in list(lacking.items())[:_SHOWN]
                ],
                "; ",
            )
            raise draft_error(
                "{n} accepted facts rest on what was rejected or has no name yet: {names}",
                n=len(lacking),
                names=listed,
                hint=problem("edit or reject them, or accept what they rest on"),
            )
        for each in lacking:
            del facts[each]


def _is_classed(proposal: Proposal, decision: Decision) -> bool:
    """Tell whether the draft or an edit says of which class something is."""
    return bool(proposal.kind) or RDF.type in changes_of(decision)


def _iris(draft: Draft, chosen: Mapping[Proposal, Decision], naming: Values) -> dict[str, str]:
    """Give what is new an IRI that is free, and what is the same as another thing that thing's."""
    iris = {each.proposes: naming.iri(made.edited) for each, made in chosen.items() if made.decision == SAME_AS}
    taken = set(draft.proposed)
    for proposal, decision in chosen.items():
        old = proposal.proposes
        if old in iris or not _is_classed(proposal, decision) or proposal.kind == RDF.Statement:
            continue
        changes = changes_of(decision)
        label = changes.get(RDFS.label)
        if not proposal.kind and not (label or draft.table.text(old, RDFS.label)):
            raise draft_error("{what}: a new thing needs a label beside its class", old, what=told(draft, proposal))
        named_anew = proposal.kind not in RECORDS and isinstance(label, str)
        slug = slug_of(str(label)) if named_anew else local_name(old)
        if modality := changes.get(YD.modality):
            before, after = draft.table.iri(old, YD.modality), naming.iri(str(modality))
            slug = slug.replace(f"-{local_name(before).lower()}", f"-{local_name(after).lower()}")
        new = free_iri(slug, lambda iri, old=old: bool(naming.known.types(iri)) or (iri != old and iri in taken))  # type: ignore[misc]
        taken.add(new)
        if new != old:
            iris[old] = new
    last = {}
    for old, iri in iris.items():
        # What is the same as what, to its end.
        end, seen = iri, {iri}
        while end in iris and iris[end] not in seen:
            end = iris[end]
            seen.add(end)
        if end in iris:
            raise draft_error(
                "{iri} is the same as something that is the same as it; undo one of the two", end, iri=compact(end)
            )
        last[old] = end
    return last


def _going_along(draft: Draft, stated: Iterable[Triple], taken: set[str]) -> list[Triple]:
    """Collect what facts lead to that has no proposal of its own: metrics, periods, roles, and what is said of them."""
    table, proposed = draft.table, draft.proposed
    found: list[Triple] = []
    waiting, seen = {*_ends(stated)}, set[str]()
    while fresh := waiting - seen - proposed:
        seen |= fresh
        added = [triple for each in sorted(fresh) for triple in own_facts(table, each)]
        found += added
        waiting |= _ends(added)
    for statement in table.subjects(RDF.Statement):
        if statement not in proposed and table.one(statement, RDF.subject) in seen | taken:
            found += own_facts(table, statement)
    return found


def _ends(triples: Iterable[Triple]) -> set[str]:
    """List what facts are about and lead to."""
    return {term.value for t in triples for term in (t.subject, t.object) if isinstance(term, NamedNode)}


def _forms(draft: Draft, triples: Sequence[Triple], known: Graph, same: Container[str]) -> list[Triple]:
    """Keep the words that name a thing and are none of its names: of a known thing as another name, else as a form."""
    table, found = Graph.from_triples(triples), []
    for thing, passage in table.pairs(YD.mentionedIn):
        at = place_of(draft.table, identifier(passage))
        words = " ".join(draft.source.words(*at).split()) if at else ""
        if words and words not in {*names_of(table, thing), *names_of(known, thing)}:
            form = SKOS.altLabel if thing in same else SKOS.hiddenLabel
            found.append(Triple(NamedNode(thing), NamedNode(form), language_tagged(words)))
    return found


def _provenance(draft: Draft, decisions: Sequence[Decision]) -> list[Triple]:
    """Say who decided, when last, on which document, and by which version of the rules."""
    if not decisions:
        return []
    people = sorted({decision.by.strip() for decision in decisions if decision.by != AS_DRAFTED})
    notes = in_both(_AS_DRAFTED) if any(decision.by == AS_DRAFTED for decision in decisions) else []
    last = max(datetime.fromisoformat(decision.at) for decision in decisions).astimezone(UTC)
    described = about(
        ydr(f"review-{local_name(draft.document)}"),
        (RDF.type, PROV.Activity),
        *((RDFS.label, label) for label in in_both(_LABEL)),
        (PROV.used, draft.document),
        (PROV.endedAtTime, Literal(f"{last:%Y-%m-%dT%H:%M:%S}Z", datatype=NamedNode(XSD.dateTime))),
        *((SKOS.editorialNote, note) for note in notes),
        *((YD.reviewedBy, Literal(name)) for name in people),
        *((SCHEMA.version, Literal(version)) for version in [draft.version] if version),
    )
    return list(described)


def _set_aside(
    draft: Draft,
    stated: Sequence[Triple],
    known: Graph,
    rejected: Iterable[Proposal],
    left_out: Iterable[Proposal],
) -> tuple[list[Triple], int]:
    """Describe the passages of accepted facts, and set aside what these do not have; count what nothing else did."""
    used = _used(draft, stated, {PROV.wasDerivedFrom, YD.mentionedIn})
    proposed = [each for each in rejected if not each.rule.startswith(ADDED_RULE)]
    reasons: _Reasons = {(each.start, each.end): in_both(_REJECTED) for each in proposed}
    reasons |= {(each.start, each.end): in_both(_UNDECIDED) for each in left_out}
    for passage in draft.table.subjects(YD.Unread):
        if at := place_of(draft.table, passage):
            reasons.setdefault(at, draft.table.objects(passage, SKOS.note))
    reasons = {at: notes for at, notes in reasons.items() if at not in used}
    full = {draft.source.sentence(*at)[:2] for at in _used(draft, stated, {PROV.wasDerivedFrom})}
    reasons |= {at: in_both(_BARE) for at in draft.source.sentences if at not in full}
    text = CitedText(Graph.from_triples([*known.triples(), *stated, *_passages(draft, used, reasons)]), draft.source)
    lacking = set() if draft.source.is_chinese else {finding.entity for finding in omitted(text)}
    for passage in lacking:
        start, end = map(int, passage.split("-")[-2:])
        reasons.setdefault((start, end), in_both(_OMITTED))
    return _passages(draft, used, reasons), len(lacking)


def _used(draft: Draft, stated: Iterable[Triple], by: Collection[str]) -> set[tuple[int, int]]:
    """List the positions of the words that facts come from."""
    iris = {t.object.value for t in stated if t.predicate.value in by and isinstance(t.object, NamedNode)}
    return {at for iri in iris if (at := place_of(draft.table, iri))}


def _passages(draft: Draft, used: Iterable[tuple[int, int]], reasons: _Reasons) -> list[Triple]:
    """Describe passages, those that are set aside with their notes."""
    found = [triple for at in {*used, *reasons} for triple in passage_triples(draft.source, *at)]
    for (start, end), notes in reasons.items():
        told_of = ((SKOS.note, note) for note in notes)
        found += about(passage_iri(draft.document, start, end), (RDF.type, YD.SetAside), *told_of)
    return found


class Addition(NamedTuple):
    """A file that was added."""

    path: Path
    said: tuple[str, ...]  # what whoever added it should know, a line each


def refuse_known(draft: Draft, known: Graph, folder: Path) -> list[str]:
    """See that a collection does not have a document yet; what should be known of other editions, a line each."""
    digest, address = (draft.table.one(draft.document, p) for p in (YD.textDigest, DCTERMS.source))
    documents, place = documents_of(known), folder / f"{local_name(draft.document)}.ttl"
    for document in documents:
        if known.one(document, YD.textDigest) == digest:
            raise draft_error(
                "the collection has this text already, as {document}",
                document,
                document=compact(document),
                hint=problem("`ydkg accept --undo` takes it out, if it was accepted from here"),
            )
    if draft.document in documents or place.exists():
        raise draft_error(
            "the collection has another edition of {document}, in {place}",
            draft.document,
            document=compact(draft.document),
            place=place,
            hint=problem("draft this one again with another --key"),
        )
    same = [each for each in documents if address and known.one(each, DCTERMS.source) == address]
    return [
        problem("another edition than {document}, which is from the same address", document=compact(each))
        for each in same
    ]


class Findings(NamedTuple):
    """What the check says of what would be accepted."""

    near: dict[str, list[Text]]  # by the proposal's key; of what belongs to none by an empty text
    lines: list[str]  # the same, a line each, with what kept a part from running
    missing: str  # why a part was not run that a machine may not have; else empty


def check_accepted(draft: Draft, accepted: Accepted, files: Sequence[Path], only: Iterable[str] = PARTS) -> Findings:
    """Check a document's facts together with a collection, and say what is wrong beside the proposals concerned."""
    with TemporaryDirectory(prefix="ydkg-") as beside:
        written = Path(beside) / f"{local_name(draft.document)}.ttl"
        write_whole(written, canonical_turtle(accepted.triples))
        report = check((*files, written), (draft.folder / TEXT,), only)
    failed = {part.name: part.failure for part in report.failures if part.failure}
    missing = failed.pop(_MAY_BE_MISSING, "")
    table = Graph.from_triples(accepted.triples)
    keys = {accepted.renamed.get(each.proposes, each.proposes): each.key for each in accepted.taken}
    near, lines = defaultdict[str, list[Text]](list), [*failed.values()]
    for finding in (each for part in report.parts for each in part.findings if each.severity == ERROR):
        lines.append(problem("{place}: {wrong}", place=compact(finding.entity), wrong=finding.message))
        # What has no proposal of its own, such as a metric or a passage, belongs to what leads to it.
        subjects = [finding.entity, *(subject for subject, _ in table.incoming(finding.entity))]
        leading = dict.fromkeys(keys[subject] for subject in subjects if subject in keys)
        for key in [keys[finding.entity]] if finding.entity in keys else leading or [""]:
            said = finding.message if key else lines[-1]
            near[key].append(Text(said, CHINESE.told(said)))
    return Findings(dict(near), lines, missing)


def foresee(
    draft: Draft, decisions: Mapping[str, Decision], known: Graph, files: Sequence[Path]
) -> dict[str, list[Text]]:
    """Say by key what would be wrong if a draft were accepted as it stands, with what is undecided as drafted."""
    values, wrong = Values(draft, known), dict[str, list[Text]]()
    for proposal in draft.proposals:
        try:
            if proposal.key in decisions and decisions[proposal.key].decision != REJECT:
                take(draft, proposal, decisions[proposal.key], values)
        except DraftError as error:
            wrong[proposal.key] = [Text(str(error), CHINESE.complaint(error))]
    try:
        accepted = accept(draft, as_drafted(draft, decisions, wrong), known, partial=True)
    except DraftError as error:
        return wrong | {"": [Text(str(error), CHINESE.complaint(error))]}
    near = check_accepted(draft, accepted, files, PARTS.keys() - {_MAY_BE_MISSING}).near
    return wrong | near | {"": near.get("", [])[:_SHOWN]}


def refuse_errors(lines: Sequence[str], hint: str = "") -> None:
    """Refuse to write where the check finds errors, a line each, of which the first are said."""
    if lines:
        one = translatable("nothing was written, for the check finds an error: {shown}")
        many = translatable("nothing was written, for the check finds {n} errors: {shown}")
        shown = Listed([*lines[:_SHOWN], *["…"][: len(lines) > _SHOWN]], "; ")
        raise draft_error(many if len(lines) > 1 else one, lines, n=len(lines), shown=shown, hint=hint)


def add(draft: Draft, accepted: Accepted, found: Findings, folder: Path) -> Addition:
    """Write a document's file into a collection where the check found nothing wrong."""
    refuse_errors(found.lines, problem("`ydkg review` shows them where they are") if found.near else "")
    content = canonical_turtle(accepted.triples)
    place, record = folder / f"{local_name(draft.document)}.ttl", draft.folder / _RECORD
    write_whole(record, json.dumps({"file": place.name, "sha256": sha256(content.encode()).hexdigest()}) + "\n")
    try:
        write_whole(place, content)
    except OutputError:
        record.unlink(missing_ok=True)
        raise
    return Addition(place, (problem("not checked: {why}", why=found.missing),) if found.missing else ())


def add_as_drafted(
    draft: Draft, decisions: Mapping[str, Decision], known: Graph, files: Sequence[Path], folder: Path
) -> tuple[Accepted, Addition]:
    """Add all that is proposed and that the check does not refuse: what it refuses is left out."""
    refused: set[str] = set()
    while True:
        accepted = accept(draft, as_drafted(draft, decisions, refused), known, partial=True)
        found = check_accepted(draft, accepted, files)
        keys = found.near.keys() - refused - {""}
        if not found.lines or not keys:
            return accepted, add(draft, accepted, found, folder)
        refused |= keys


def take_out(draft_folder: Path, folder: Path) -> Path:
    """Take out of a collection what was added to it from a draft; the file that was taken out."""
    record = draft_folder / _RECORD
    try:
        kept = json.loads(record.read_bytes())
        place, digest = folder / Path(kept["file"]).name, str(kept["sha256"])
    except FileNotFoundError as error:
        raise draft_error(
            "{draft_folder}: nothing of this draft was accepted, so nothing is undone", draft_folder=draft_folder
        ) from error
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise draft_error("{record}: damaged; take the document's file out by hand", record=record) from error
    if not place.is_file():
        raise draft_error("{place}: not there; give the collection that it was accepted into with --data", place=place)
    if sha256(place.read_bytes()).hexdigest() != digest:
        raise draft_error("{place}: changed since it was accepted; take it out by hand", place=place)
    try:
        place.unlink()
        record.unlink()
    except OSError as error:
        raise OutputError(
            problem("{place}: cannot be taken out: {why}", place=place, why=system_reason(error)), str(place)
        ) from error
    return place
