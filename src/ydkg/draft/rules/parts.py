"""Parts: who did what at an event."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ydkg.draft.rules.people import is_person
from ydkg.draft.rules.posts import posts
from ydkg.draft.rules.roles import Post

if TYPE_CHECKING:
    from ydkg.draft.rules.sentence import Sentence


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


def parts(sentence: Sentence) -> list[Post]:
    """Find who did what at an event.

    Parameters
    ----------
    sentence : Sentence

    Returns
    -------
    list of Post
        Their roles are ``presenter``, ``attendee``, ``respondent``, ``chair`` and ``speaker``
    """
    event = (_EVENT_ZH if sentence.chinese else _EVENT).search(sentence.words)
    if not event:
        return []
    named = (sentence.start + event.start(), sentence.start + event.end())
    found = []
    if sentence.chinese:
        people_zh = sorted({each.person for each in posts(sentence)})
        for role, pattern in _DEEDS_ZH:
            for match in re.finditer(pattern, sentence.words):
                at, end = sentence.start + match.start(), sentence.start + match.end()
                found += [Post(at, end, person, named, role, "posts.part") for person in people_zh if person[1] <= at]
        return found
    people = [each for each in sentence.mentions if is_person(each)]
    for role, pattern in _DEEDS:
        for match in re.finditer(pattern, sentence.words):
            at = sentence.start + match.start()
            if re.search(r"\b(?:will|to|would|can) \Z", sentence.before(at)):
                continue
            # Its subject: those of a list of people with their posts, or the nearest.
            left = [each for each in people if each.end <= at]
            doers = left[-1:]
            for earlier, later in zip(left[-2::-1], left[:0:-1], strict=False):
                between = sentence.between(earlier.end, later.start)
                if _PARTED.search(between) or not re.search(r",(?: and)? \Z| and \Z", between):
                    break
                doers.insert(0, earlier)
            found += [Post(at, sentence.start + match.end(), person[:2], named, role, "posts.part") for person in doers]
    return found
