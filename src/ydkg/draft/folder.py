"""The folder of a draft: its text and proposals, written whole and opened, and the decisions on them, a line each."""

from __future__ import annotations

import fcntl
import json
import os
import re
from collections import defaultdict
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ydkg.draft.graphing import ADDED_CLASSES, GIVEN, added_key, own_facts
from ydkg.errors import DraftError, Listed, TurtleError, draft_error, problem, quoted, system_reason, write_error
from ydkg.files import write_whole, written_together
from ydkg.graph.graph import Graph, identifier
from ydkg.graph.schema import RECORDS, shipped_schema
from ydkg.graph.sources import Source, documents_of, sentences, span
from ydkg.graph.turtle import canonical_turtle, read_turtle
from ydkg.vocab import PROV, RDF, RDFS, SCHEMA, YD, compact

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from pyoxigraph import Triple

    from ydkg.draft.drafting import Drafted

TEXT, PROPOSALS, DECISIONS = "text.txt", "proposals.ttl", "decisions.jsonl"
#: Where the review of a draft was served last.
ADDRESS = "review.json"
_IGNORED = f"# The document's sentences are not for a repository.\n{TEXT}\n{ADDRESS}\n"
ACCEPT, REJECT, EDIT, SAME_AS, ADD, UNDO = KINDS = ("accept", "reject", "edit", "same-as", "add", "undo")
#: Who accepted what no person decided on.
AS_DRAFTED = "as drafted"
#: How the rule of what a person added begins.
ADDED_RULE = "reviewer."
_KEY = re.compile(r"[0-9a-f]{64}\Z")
_PARTS = 6
_FACT = {"kind": str, "passage": list, "facts": dict, "differs": list}
#: What a proposal has from its place in the text, or from its name in the draft.
_PLACED = frozenset({PROV.wasDerivedFrom, YD.mentionedIn, RDFS.label})


class Proposal(NamedTuple):
    """What a draft proposes."""

    key: str  # 64 hexadecimal digits
    proposes: str  # IRI of the record, the statement or the thing
    rule: str  # kind and name of the rule
    passage: str  # IRI of the words that the rule read
    start: int  # their position: code points from 0, end exclusive
    end: int
    kind: str  # IRIs of the class that is proposed, empty of a thing that the draft gives none
    property: str  # and of the property that the words give


class Draft(NamedTuple):
    """A draft, read."""

    folder: Path
    source: Source  # the text, which the draft's digest is of
    triples: tuple[Triple, ...]  # of the whole graph, proposals among them
    table: Graph  # the same
    proposals: tuple[Proposal, ...]  # in the order of the text
    proposed: frozenset[str]  # IRIs of what they propose

    @property
    def document(self) -> str:
        """The document's IRI; full IRI."""
        return self.source.document

    @property
    def version(self) -> str:
        """The version of the rules; empty where the draft does not say it."""
        return next(
            (found for each in self.table.subjects(YD.Proposal) if (found := self.table.text(each, SCHEMA.version))), ""
        )


def open_draft(folder: Path | str) -> Draft:
    """Read the folder of a draft."""
    place = Path(folder)
    if not (place / PROPOSALS).is_file():
        raise draft_error(
            "{folder}: no draft: it has no {proposals}; `ydkg draft` makes one", folder=folder, proposals=PROPOSALS
        )
    try:
        raw = (place / TEXT).read_bytes()
    except OSError as error:
        raise draft_error("{path}: cannot be read: {why}", path=place / TEXT, why=system_reason(error)) from error
    return draft_of(place, read_turtle(place / PROPOSALS), raw)


def draft_of(place: Path, triples: Sequence[Triple], raw: bytes) -> Draft:
    """Take a draft from what stands, or will stand, in its folder."""
    table = Graph.from_triples(triples)
    documents = documents_of(table)
    if len(documents) != 1:
        raise draft_error("{path}: {n} documents; a draft is of one", path=place / PROPOSALS, n=len(documents))
    digest = sha256(raw).hexdigest()
    if digest != table.one(documents[0], YD.textDigest):
        raise draft_error(
            "{path}: not the text of this draft: its SHA-256 is {digest}; draft the document again",
            digest=digest,
            path=place / TEXT,
        )
    text = raw.decode()
    source = Source(documents[0], text, sentences(text))
    proposals: list[Proposal] = []
    for iri in table.subjects(YD.Proposal):
        key, proposes = table.text(iri, YD.proposalKey), table.one(iri, YD.proposes)
        passage = table.one(iri, PROV.wasDerivedFrom)
        at = span(table, passage) if passage else None
        if not key or not proposes or not passage or not at or at[0] != source.document:
            wanted = problem("a key, one thing that it proposes and one passage of the document")
            raise draft_error(
                "{iri}: a proposal needs {wanted}; draft the document again", iri, iri=compact(iri), wanted=wanted
            )
        kinds = table.types(proposes)
        kind = next((each for each in kinds if each in RECORDS), None) or shipped_schema().sharpest(kinds) or ""
        candidates = GIVEN.get(kind, (RDFS.label if kind else YD.mentionedIn,))
        given = next((each for each in candidates if table.objects(proposes, each)), candidates[0])
        if kind == RDF.Statement:
            given = table.one(proposes, RDF.predicate) or ""
        rule = table.text(iri, YD.rule) or ""
        proposals.append(Proposal(key, proposes, rule, passage, at[1], at[2], kind, given))
    if len({each.key for each in proposals}) < len(proposals):
        raise draft_error("{path}: two proposals have one key", path=place / PROPOSALS)
    in_order = sorted(proposals, key=lambda proposal: (proposal.start, proposal.end, proposal.key))
    return Draft(place, source, tuple(triples), table, tuple(in_order), frozenset(each.proposes for each in in_order))


def write_draft(folder: Path | str, text: str, drafted: Drafted) -> Carried | None:
    """Write a draft into a folder, made where there is none; decisions on a draft in it are carried over."""
    place = Path(folder)
    with written_together(place) as part:
        write_whole(part / ".gitignore", _IGNORED)
        write_whole(part / TEXT, text)
        write_whole(part / PROPOSALS, canonical_turtle(drafted.triples))
        draft = draft_of(place, read_turtle(part / PROPOSALS), text.encode())
        try:
            before = open_draft(place)
        except (DraftError, TurtleError):
            before = None
        carried = carry_over(before, draft) if before else None
        added = carried.added if carried else ()
        if added:  # before the draft that they are on is gone: a decision on what is not proposed yet has no effect
            append(place / DECISIONS, added)
    return carried


class Decision(NamedTuple):
    """What a person decided on a proposal."""

    key: str  # the proposal's: 64 hexadecimal digits
    decision: str  # one of `KINDS`
    by: str  # who, and when: ISO 8601 with its zone
    at: str
    rule: str  # the rule that made the proposal
    edited: Any = None


def standing(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """Give the decisions that stand: of each proposal the last that was not undone.

    >>> made = [Decision("k", each, "Li", "2026-01-01T00:00:00Z", "r") for each in ("accept", "reject", "undo")]
    >>> standing(made)["k"].decision
    'accept'
    >>> standing([*made, made[-1]])
    {}
    """
    made: dict[str, list[Decision]] = {}
    for decision in decisions:
        before = made.setdefault(decision.key, [])
        if decision.decision != UNDO:
            before.append(decision)
        elif before:
            before.pop()
    return {key: before[-1] for key, before in made.items() if before}


def decision_of(made: object) -> Decision:
    """Take a decision from what JSON gives."""
    if not isinstance(made, list) or len(made) != _PARTS:
        raise draft_error("expected [key, decision, by, at, rule, edited]", made)
    if not all(isinstance(word, str) and word.isprintable() for word in made[:-1]):
        raise draft_error("key, decision, by, at and rule are texts of one line", made)
    found, edited = Decision._make(made), made[-1]
    wanted = {EDIT: dict, SAME_AS: str, ADD: dict}.get(found.decision, type(None))
    if not _KEY.match(found.key):
        raise draft_error("the key is not 64 hexadecimal digits", found.key)
    if found.decision not in KINDS:
        raise draft_error(
            "{decision} is no decision; there are {names}",
            found.decision,
            decision=quoted(found.decision),
            names=Listed(KINDS),
        )
    if not found.by.strip():
        raise draft_error("it does not say who decided", found.by)
    try:
        zone = datetime.fromisoformat(found.at).tzinfo
    except ValueError:
        zone = None
    if zone is None:
        raise draft_error("{at} is no time of ISO 8601 with its zone", found.at, at=quoted(found.at))
    if not isinstance(edited, wanted) or edited in ({}, "") or (found.decision == ADD and not _is_fact(edited)):
        raise draft_error("what goes with {decision} is not right", edited, decision=found.decision)
    return found


def _is_fact(added: Any) -> bool:  # noqa: ANN401 - what JSON gives
    """Tell whether what was added has a kind, the position of its words, its values, and which of these differ."""
    if not isinstance(added, dict) or {name: type(part) for name, part in added.items()} != _FACT:
        return False
    start, end = (*added["passage"], None, None)[:2]
    values = [added["kind"], *added["facts"].values(), *added["differs"]]
    if added["kind"] not in ADDED_CLASSES:
        return False
    return all(isinstance(each, str) for each in values) and type(start) is type(end) is int and 0 <= start < end


def written(decisions: Iterable[Decision]) -> bytes:
    """Write decisions as lines of their file; UTF-8, one JSON array a line."""
    lines = (json.dumps(list(decision), ensure_ascii=False, allow_nan=False) + "\n" for decision in decisions)
    return "".join(lines).encode()


class DecisionLog(NamedTuple):
    """A file of decisions."""

    decisions: tuple[Decision, ...] = ()  # in the order of the file
    cut: str = ""  # what is left of a last line that was cut off; empty where the file is whole
    taken: bool = True  # whether decisions that were to be appended are among them


def read_decisions(path: Path | str) -> DecisionLog:
    """Read a file of decisions."""
    try:
        return _parsed(Path(path).read_bytes(), str(path))
    except FileNotFoundError:
        return DecisionLog()
    except OSError as error:
        raise draft_error("{path}: cannot be read: {why}", path=path, why=system_reason(error)) from error


def _parsed(content: bytes, name: str) -> DecisionLog:
    """Read lines; a last one that no line feed ends and that is no decision was cut off, and is left out."""
    *lines, last = content.split(b"\n")
    decisions = [_decision(line, name, number) for number, line in enumerate(lines, start=1)]
    if not last:
        return DecisionLog(tuple(decisions))
    try:
        return DecisionLog((*decisions, _decision(last, name, len(lines) + 1)))
    except DraftError:
        return DecisionLog(tuple(decisions), last.decode(errors="replace"))


def append(path: Path | str, decisions: Sequence[Decision], seen: int | None = None) -> DecisionLog:
    """Append decisions to their file, whole or not at all; what is there stays as it is."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o666)
        with os.fdopen(descriptor, "r+b", buffering=0) as file:
            fcntl.flock(file, fcntl.LOCK_EX)  # for this process alone
            content = file.read()
            log = _parsed(content, str(path))
            missed = {decision.key for decision in log.decisions[seen:]} if seen is not None else set()
            if not decisions or missed.intersection(decision.key for decision in decisions):
                return log._replace(taken=not decisions)
            whole = content[: content.rfind(b"\n") + 1] if log.cut else content
            lines = (b"\n" if whole and not whole.endswith(b"\n") else b"") + written(decisions)
            file.truncate(len(whole))
            try:
                rest = memoryview(lines)
                while rest:
                    rest = rest[file.write(rest) :]
                os.fsync(file.fileno())
            except OSError:
                # Where there is no room, what was written is taken back.
                file.truncate(len(whole))
                raise
            return DecisionLog((*log.decisions, *decisions))
    except OSError as error:
        raise write_error(path, error) from error


def _decision(line: bytes, name: str, number: int) -> Decision:
    """Read one line of a file."""
    try:
        return decision_of(json.loads(line))
    except (ValueError, RecursionError) as error:
        said = error.message if isinstance(error, DraftError) else problem("it is no JSON in UTF-8")
        message = problem(
            "{where}: no decision: {said}; mend the line, or take it out", where=f"{name}:{number}", said=said
        )
        raise DraftError(message, line.decode(errors="replace"), line=number) from error


def decisions_on(draft: Draft) -> tuple[dict[str, Decision], list[str]]:
    """Read the decisions that stand on a draft; by key; and what should be known of the file, a line each."""
    path, keys = draft.folder / DECISIONS, {each.key for each in draft.proposals}
    log = read_decisions(path)
    known = [each for each in log.decisions if each.key in keys]
    if log.decisions and not known:
        key = log.decisions[0].key[:12]
        raise draft_error(
            "{path}:1: {key}… is no proposal of this draft: the decisions are on another text",
            key=key,
            path=path,
            hint=problem("take {path} away to begin anew", path=path),
        )
    said: list[str] = []
    if log.cut:
        said.append(problem("{path}: the last line is cut off and was left out", path=path))
    if others := len(log.decisions) - len(known):
        first = next(line for line, each in enumerate(log.decisions, start=1) if each.key not in keys)
        said.append(
            problem(
                "{path}:{line}: of {n} decisions the words changed; they have no effect",
                path=path,
                line=first,
                n=others,
            )
        )
    return standing(known), said


class Carried(NamedTuple):
    """What became of decisions when a document was drafted again."""

    kept: int  # how many stand on the new draft
    reset: int  # and how many do not, since the words changed or something else is proposed
    added: tuple[Decision, ...]


def carry_over(before: Draft, after: Draft) -> Carried:
    """Carry decisions from a draft to the one that took its place, of the same text or of another edition of it.

    A decision is kept where the same is proposed from the same words: the words of the passage, class, property and
    what is stated are the same, and there is just one such proposal in either draft, or one at the same place of the
    same text.
    """
    log = read_decisions(before.folder / DECISIONS)
    made, places = standing(log.decisions), {each.key: each for each in after.proposals}
    old, new = _by_words(before), _by_words(after)
    added, kept, reset = list[Decision](), 0, 0
    for words, proposals in old.items():
        for proposal in (each for each in proposals if each.key in made):
            there, same = new.get(words, []), places.get(proposal.key)
            target = same if same in there else there[0] if len(there) == len(proposals) == 1 else None
            kept, reset = (kept + 1, reset) if target else (kept, reset + 1)
            decision = made[proposal.key]
            if target and target.key not in made:
                added.append(decision._replace(key=target.key, rule=target.rule))
            elif target is None and same:
                times = sum(-1 if each.decision == UNDO else 1 for each in log.decisions if each.key == same.key)
                added += [decision._replace(decision=UNDO, edited=None)] * times
    for key, facts in _added(log.decisions, before, after).items():
        kept, reset = (kept + 1, reset) if facts else (kept, reset + 1)
        added += [each for each in facts if each.key != key]
    return Carried(kept, reset, tuple(sorted(added, key=lambda decision: decision.at)))


def _added(decisions: Sequence[Decision], before: Draft, after: Draft) -> dict[str, list[Decision]]:
    """Give the decisions that add facts to a draft, by key, as they are on another: none where the words are gone."""
    stand, found = standing(decisions), dict[str, list[Decision]]()
    was, now = (each.table.text(each.document, YD.textDigest) or "" for each in (before, after))
    for decision in decisions:
        if decision.decision != ADD or decision.key not in stand:
            continue
        start, end = decision.edited["passage"]
        if decision.key != added_key(was, (start, end), decision.edited):
            continue  # It is of an edition before.
        words, text = before.source.words(start, end), after.source.text
        at = start if was == now else text.find(words) if text.count(words) == 1 else -1
        place = at, at + end - start
        key = added_key(now, place, decision.edited)
        moved = [decision._replace(key=key, edited=decision.edited | {"passage": list(place)})]
        if stand[decision.key] != decision:
            moved.append(stand[decision.key]._replace(key=key))
        found[decision.key] = moved if at >= 0 else []
    return found


def _by_words(draft: Draft) -> dict[Hashable, list[Proposal]]:
    """List proposals by what makes two the same: their words, class and property, and the values that are stated."""
    found: defaultdict[Hashable, list[Proposal]] = defaultdict(list)
    for each in draft.proposals:
        facts = (t for t in own_facts(draft.table, each.proposes) if t.predicate.value not in _PLACED)
        values = {(t.predicate.value, str(t.object)) for t in facts if identifier(t.object) not in draft.proposed}
        found[draft.source.words(each.start, each.end), each.kind, each.property, frozenset(values)].append(each)
    return found
