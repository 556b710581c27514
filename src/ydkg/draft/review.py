"""The review of a draft: the decisions that stand on it, and what becomes of them when it is drafted again."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from ydkg.draft.decisions import UNDO, Decision, read_decisions, standing
from ydkg.draft.folder import DECISIONS, Draft, Proposal
from ydkg.draft.taken import own_facts
from ydkg.errors import DraftError, problem
from ydkg.graph.graph import identifier
from ydkg.vocab import PROV, RDFS, YD

if TYPE_CHECKING:
    from collections.abc import Hashable


#: What a proposal has from its place in the text, or from its name in the draft.
_PLACED = frozenset({PROV.wasDerivedFrom, YD.mentionedIn, RDFS.label})


def decisions_on(draft: Draft) -> tuple[dict[str, Decision], list[str]]:
    """Read the decisions that stand on a draft; by key; and what should be known of the file, a line each."""
    path, keys = draft.folder / DECISIONS, {each.key for each in draft.proposals}
    log = read_decisions(path)
    known = [each for each in log.decisions if each.key in keys]
    if log.decisions and not known:
        key = log.decisions[0].key[:12]
        raise DraftError(
            problem(
                "{path}:1: {key}… is no proposal of this draft: the decisions are on another text", path=path, key=key
            ),
            key,
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
    return Carried(kept, reset, tuple(sorted(added, key=lambda decision: decision.at)))


def _by_words(draft: Draft) -> dict[Hashable, list[Proposal]]:
    """List proposals by what makes two the same: their words, class and property, and the values that are stated."""
    found: defaultdict[Hashable, list[Proposal]] = defaultdict(list)
    for each in draft.proposals:
        facts = (t for t in own_facts(draft.table, each.proposes) if t.predicate.value not in _PLACED)
        values = {(t.predicate.value, str(t.object)) for t in facts if identifier(t.object) not in draft.proposed}
        found[draft.source.words(each.start, each.end), each.kind, each.property, frozenset(values)].append(each)
    return found
