"""The review of a draft: the decisions that stand on it, and what becomes of them when it is drafted again."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from ydkg.draft.decisions import Log, read_decisions, standing
from ydkg.draft.folder import DECISIONS
from ydkg.draft.taken import own_facts
from ydkg.errors import DraftError
from ydkg.graph.table import identifier
from ydkg.vocab import PROV, RDFS, YD

if TYPE_CHECKING:
    from collections.abc import Hashable

    from ydkg.draft.decisions import Decision
    from ydkg.draft.folder import Draft, Proposal

#: What a proposal has from its place in the text, or from its name in the draft.
_PLACED = frozenset({PROV.wasDerivedFrom, YD.mentionedIn, RDFS.label})


def decisions_on(draft: Draft) -> tuple[dict[str, Decision], list[str]]:
    """Read the decisions that stand on a draft.

    Parameters
    ----------
    draft : Draft

    Returns
    -------
    dict of str to Decision, list of str
        By key; and what should be known of the file, a line each.

    Raises
    ------
    DraftError
        If the file is damaged, or of another text.
    """
    path, keys = draft.folder / DECISIONS, {each.key for each in draft.proposals}
    log = read_decisions(path)
    known = [each for each in log.decisions if each.key in keys]
    if log.decisions and not known:
        key = log.decisions[0].key[:12]
        raise DraftError(f"{path}:1: {key}… is no proposal of this draft: the decisions are on another text", key)
    said = [f"{path}: the last line is cut off and was left out"] if log.cut else []
    if others := len(log.decisions) - len(known):
        first = next(line for line, each in enumerate(log.decisions, start=1) if each.key not in keys)
        said.append(f"{path}:{first}: of {others} decisions the words changed; they have no effect")
    return standing(known), said


class Carried(NamedTuple):
    """What becomes of decisions when a document is drafted again.

    Attributes
    ----------
    decisions : tuple of Decision
        Those that stand on the new draft, with its keys and rules, in the order in which they were made.
    reset : int
        How many were on words that changed, or of which something else is proposed now.
    """

    decisions: tuple[Decision, ...]
    reset: int


def carried_over(before: Draft, log: Log, after: Draft) -> Carried:
    """Carry decisions from a draft to a new one, of the same text or of another edition of it.

    A decision is kept where the same is proposed from the same words: the passage has the same digest, class and
    property are the same, what is stated is the same, and there is just one such proposal in both drafts, or one at the
    same place of the same text.

    Parameters
    ----------
    before : Draft
    log : Log
        The decisions on it.
    after : Draft

    Returns
    -------
    Carried
    """
    made = standing(log.decisions)
    places, old, new = {each.key: each for each in after.proposals}, _by_words(before), _by_words(after)
    kept, reset = [], 0
    for proposal in sorted(
        (each for each in before.proposals if each.key in made), key=lambda each: log.decisions.index(made[each.key])
    ):
        words = _words(before, proposal)
        there, same = new.get(words, []), places.get(proposal.key)
        alone = there[0] if len(there) == len(old[words]) == 1 else None
        target = same if same in there else alone
        if target is None:
            reset += 1
        else:
            kept.append(made[proposal.key]._replace(key=target.key, rule=target.rule))
    return Carried(tuple(kept), reset)


def _by_words(draft: Draft) -> dict[Hashable, list[Proposal]]:
    found: defaultdict[Hashable, list[Proposal]] = defaultdict(list)
    for proposal in draft.proposals:
        found[_words(draft, proposal)].append(proposal)
    return found


def _words(draft: Draft, proposal: Proposal) -> Hashable:
    """Give what makes two proposals the same: their words, class and property, and the values that are stated."""
    proposed = {each.proposes for each in draft.proposals}
    facts = own_facts(draft.table, proposal.proposes)
    values = {
        (t.predicate.value, str(t.object))
        for t in facts
        if t.predicate.value not in _PLACED and identifier(t.object) not in proposed
    }
    return draft.source.words(proposal.start, proposal.end), proposal.kind, proposal.property, frozenset(values)
