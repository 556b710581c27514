"""Parts: who did what at an event."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from ydkg.language.sentence.people import is_person
from ydkg.language.sentence.roles import Post

if TYPE_CHECKING:
    from ydkg.language.sentence.sentence import Sentence

#: The rule of what a person did at an event.
PART = "posts.part"
_DEEDS = (
    ("attendee", r"\battended|\btook part in|\bparticipated in|\bwere present at"),
    ("respondent", r"\banswered|\bresponded to|\btook questions"),
    ("chair", r"\bchaired|\bpresided over|\bhosted"),
    (
        "presenter",
        r"\bintroduced(?= the (?:progress|situation|measures|details|relevant|results|work))|\bpresented|\bbriefed",
    ),
    (
        "speaker",
        r"\b(?:delivered|delivering|gave|giving|made)(?= (?:an? |the |opening |closing )*(?:[\w-]+ )?(?:speech|address|remarks|keynote))|\baddressed(?= the)|\bspoke at",
    ),
)
_EVENT = re.compile(
    r"\b(?:press |media |news )?(?:briefing|conference|symposium|meeting|forum|summit|ceremony|press event|hearing|session|event|seminar|workshop|roundtable)\b"
)
#: What no list of people has between two of them.
_PARTED = re.compile(
    r"\b(?:said|was|were|has|have|who|introduced|chaired|by|held|planned|attended|welcomed|met|with|told)\b"
)

_DEEDS_ZH = (
    ("attendee", "出席|参加"),
    ("respondent", "答记者问|回答(?:了)?记者"),
    ("chair", "主持"),
    ("presenter", "介绍(?=了?.{0,12}(?:情况|进展|成效))"),
    ("speaker", "致辞|发表(?:重要)?讲话"),
)
_EVENT_ZH = re.compile("(?:新闻)?(?:(?:发布|通气|座谈|推进)会|论坛|峰会|大会|会议|仪式|年会|博览会)")


def parts(sentence: Sentence, held: list[Post]) -> list[Post]:
    """Find who did what at an event."""
    deeds, events = (_DEEDS_ZH, _EVENT_ZH) if sentence.chinese else (_DEEDS, _EVENT)
    event = events.search(sentence.words)
    if not event:
        return []
    named = (sentence.start + event.start(), sentence.start + event.end())
    holders = sorted({each.person for each in held})
    people = holders if sentence.chinese else [each[:2] for each in sentence.mentions if is_person(each)]
    found = []
    for role, pattern in deeds:
        for match in re.finditer(pattern, sentence.words):
            at, end = sentence.start + match.start(), sentence.start + match.end()
            if re.search(r"\b(?:will|to|would|can) \Z", sentence.before(at)):
                continue
            doers = [each for each in people if each[1] <= at]
            if not sentence.chinese:
                # The last of them, with those who are listed before, each with a post or without.
                gaps = (sentence.text[before[1] : after[0]] for before, after in pairwise(doers))
                apart = [
                    place
                    for place, gap in enumerate(gaps, start=1)
                    if _PARTED.search(gap) or not re.search(r",(?: and)? \Z| and \Z", gap)
                ]
                doers = doers[max(apart, default=0) :]
            found += [Post(at, end, person, named, role, PART) for person in doers]
    return found
