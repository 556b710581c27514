"""Promises: what became of every stage that a document called planned or under way, in three answers.

Evidence says what later documents tell, schedule how that stands to the date promised, official what the responsible
body itself said last. That no later document speaks of a promise does not mean that it was broken.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from ydkg.proof.claims.days import NO_DAYS, Days, document_of, latest, told
from ydkg.proof.claims.judgements import Judgements
from ydkg.vocab import DCTERMS, ORG, YD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ydkg.graph.graph import Graph

REACHED, IN_PART, UNDER_WAY, NO_LATER_WORD = "reached", "reached in part", "under way", "no later document says so"
EVIDENCE = (REACHED, IN_PART, UNDER_WAY, NO_LATER_WORD)
IN_TIME, LATE, DATE_PASSED, OPEN, NO_DATE = "in time", "late", "date passed", "open", "no date"
SCHEDULE = (IN_TIME, LATE, DATE_PASSED, OPEN, NO_DATE)
_PROMISED = frozenset((YD.Planned, YD.Underway))
#: Who answers for a thing.
_RESPONSIBLE = (YD.responsible, YD.initiatedBy, YD.developedBy, YD.issuedBy, YD.operatedBy)


class LaterStatement(NamedTuple):
    """What one later record says of a promise."""

    record: str  # IRIs
    document: str
    says: str  # one of `EVIDENCE` but the last, or empty where it is only promised again
    told: Days  # when
    part: str = ""  # IRI of the part that it is about; empty of the whole


class Promise(NamedTuple):
    """A promise and what became of it."""

    milestone: str  # IRIs
    document: str
    about: str
    stage: str
    due: str  # ISO day by which it was to be; empty where none is named
    evidence: str  # one of `EVIDENCE`, one of `SCHEDULE`
    schedule: str
    words: tuple[LaterStatement, ...]  # what later documents say of it, the strongest first, then by day
    official: str  # IRI of the milestone that the responsible body stated last; empty where it stated none
    official_document: str  # IRI of the document that has it

    @property
    def behind(self) -> tuple[LaterStatement, ...]:
        """The words that the evidence rests on."""
        return tuple(word for word in self.words if word.says == self.evidence)


def promises(table: Graph, about: str | None = None) -> list[Promise]:
    """Tell what became of promises."""
    judged, today = Judgements(table), latest(table)
    milestones: defaultdict[str, list[str]] = defaultdict(list)
    for milestone in table.subjects(YD.Milestone):
        for thing in table.iris(milestone, YD.about):
            milestones[thing].append(milestone)
    things = [about] if about else sorted(milestones)
    rank = {says: place for place, says in enumerate(EVIDENCE)}
    found = []
    for milestone in (each for thing in things for each in milestones.get(thing, ())):
        if table.one(milestone, YD.modality) not in _PROMISED:
            continue
        of, stage = table.one(milestone, YD.about) or "", table.one(milestone, YD.stage) or ""
        document, when = document_of(table, milestone), told(table, milestone)
        said = _words(table, milestone, milestones, judged)
        words = [word for word in said if word.document != document and word.told.after(when)]
        words.sort(key=lambda word: (rank.get(word.says, len(rank)), word.told.first, word.record))
        evidence = next((word.says for word in words if word.says), NO_LATER_WORD)
        due = table.one(milestone, YD.on) or table.one(milestone, YD.notAfter) or ""
        schedule = _schedule(table, due, evidence, words, today)
        official = _official(table, milestone, of, document, words)
        by = document_of(table, official) if official else ""
        found.append(Promise(milestone, document, of, stage, due, evidence, schedule, tuple(words), official, by))
    return sorted(
        found,
        key=lambda each: (
            not table.one(each.document, YD.textDigest),
            told(table, each.milestone).first,
            each.document,
            each.milestone,
        ),
    )


def at_hand(table: Graph, found: Iterable[Promise]) -> list[Promise]:
    """Choose the promises that are a collection's own: those of texts that are at hand."""
    return [each for each in found if table.one(each.document, YD.textDigest)]


def _words(
    table: Graph, promise: str, milestones: dict[str, list[str]], judged: Judgements
) -> Iterator[LaterStatement]:
    """Find what is said of a promise, before it or after."""
    about, stage = table.one(promise, YD.about) or "", table.one(promise, YD.stage)
    parts = {part for part, _ in table.incoming(about, DCTERMS.isPartOf)}
    by_rule = [each for thing in (about, *sorted(parts)) for each in milestones.get(thing, ())]
    by_rule = [each for each in by_rule if each != promise and table.one(each, YD.stage) == stage]
    # What is judged to be kept in part stays so until something is judged to keep the whole.
    kept_in_part = next((parts_of[promise] for parts_of in judged.part.values() if promise in parts_of), "")
    for record in sorted({*by_rule, *judged.realised[promise], *judged.same[promise]}):
        if judged.apart(record, promise):
            continue
        judged_parts = judged.part[record]
        part = judged_parts.get(promise, "")
        thing, modality = table.one(record, YD.about) or "", table.one(record, YD.modality)
        if record in judged.realised[promise]:
            says = IN_PART if part else REACHED
        elif record in judged.same[promise]:
            says = "" if modality == YD.Planned else UNDER_WAY
        else:
            # What a record is judged to reach in part, it reaches in part of every promise of that thing.
            judged_of = (each for of, each in judged_parts.items() if table.one(of, YD.about) == about)
            part = thing if thing in parts else next(judged_of, kept_in_part if modality == YD.Done else "")
            says = {YD.Done: IN_PART if part else REACHED, YD.Underway: UNDER_WAY}.get(modality or "", "")
        yield LaterStatement(record, document_of(table, record), says, told(table, record), part)


def _schedule(table: Graph, due: str, evidence: str, words: list[LaterStatement], today: str) -> str:
    """Compare the day promised with the day reached, or with the day of the latest document."""
    if not due:
        return NO_DATE
    if evidence != REACHED:
        return DATE_PASSED if due < today else OPEN
    reached = []
    for record, when in ((word.record, word.told) for word in words if word.says == REACHED):
        # On a day that is named, else no later than it was told.
        until = (table.one(record, YD.notAfter), table.one(record, YD.asOf), when.last)
        on = table.one(record, YD.on)
        reached.append(Days(on, on) if on else Days("", min(filter(None, until), default="")))
    if any(each.last and each.last <= due for each in reached):
        return IN_TIME
    return LATE if any(each.first > due for each in reached) else NO_DATE


def _official(table: Graph, milestone: str, about: str, document: str, words: list[LaterStatement]) -> str:
    """Find the milestone that the responsible body stated last."""
    bodies = {body for each in _RESPONSIBLE for body in table.iris(about, each)}
    bodies |= {member for body in bodies for member in table.iris(body, ORG.hasMember)}

    def speaks(other: str) -> bool:
        # A press release knows at first hand unless it says otherwise.
        first_hand = table.one(other, YD.firstHand) or str(YD.PressRelease in table.types(other)).lower()
        publishers = set(table.iris(other, DCTERMS.publisher))
        known = not bodies or not publishers.isdisjoint(table.iris(document, DCTERMS.publisher))
        return not publishers.isdisjoint(bodies) or (known and first_hand == "true")

    stated = [LaterStatement(milestone, document, "", told(table, milestone)), *words]
    found = [word for word in stated if YD.Milestone in table.types(word.record) and speaks(word.document)]
    return max(
        found, key=lambda word: (word.told.last, word.record), default=LaterStatement("", "", "", NO_DAYS)
    ).record
