"""Chinese posts: what stands before a name or behind it, and which body each post is of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ydkg.draft.rules.roles import (
    BEFORE_BODY_ZH,
    BEFORE_NAME_ZH,
    BEHIND_NAME_ZH,
    FOREIGN_ZH,
    HEADS_ZH,
    HELD_BY_ZH,
    NAME_ZH,
    WHEN_ZH,
    Post,
)

if TYPE_CHECKING:
    from ydkg.draft.rules.sentence import Sentence

#: Posts of a place, which another body's do not say.
_GOVERNS = re.compile("[省市区县州]")
#: Posts behind such a word are of somebody else than those behind the comma: "任甲市市长，乙市市长某某".
_OF_ANOTHER = re.compile(".*(?:[任为是]|当选).*，")
#: Of posts that are counted none is meant: "两位女市长".
_COUNTED = re.compile("[一二两三四五六七八九十几多各]+[位名个]")
#: Heads whose first character is the last of the body, where that is not printed by itself.
_SHORT = frozenset("省长 市长 区长 县长 州长 厅长 局长 部长 司长 镇长 乡长".split())  # noqa: SIM905 - readable
#: One of the posts that are listed for a person, with its body.
_LISTED = re.compile(rf"(?P<org>[\u4e00-\u9fff（）]{{1,24}}?)??(?P<role>{HEADS_ZH})(?=、|，|兼|\Z)")
_RELIEVED = re.compile(r"(?:免去|不再|辞去|卸任)[^，。；]{0,8}\Z")
#: Who is followed in a post does not take it: "接替调任的某某兼任书记".
_REPLACED = re.compile(r"接替(?:[^，。；]{0,12}的)?\Z")
#: A post that names no body is of that of the one listed before it: "市人大常委会副主任某某，秘书长某某".
_LISTED_BEFORE = re.compile("[、，及和]|以及")


def chinese_posts(sentence: Sentence) -> list[Post]:
    """Read posts before a name or behind it; one without an organisation of its own is of the one before it.

    Parameters
    ----------
    sentence : Sentence
        Chinese.

    Returns
    -------
    list of Post
        In the order of the sentence.
    """
    found: set[Post] = set()
    for pattern in (BEFORE_NAME_ZH, BEHIND_NAME_ZH, HELD_BY_ZH, FOREIGN_ZH):
        for match in pattern.finditer(sentence.words):
            if _RELIEVED.search(sentence.words[: match.start()]) or _REPLACED.search(
                sentence.words[: match.start("name")]
            ):
                continue
            at = sentence.start + match.start("name")
            named = [name.span() for name in NAME_ZH.finditer(match.group("name"))] or [(0, len(match.group("name")))]
            people = [(at + first, at + last) for first, last in named]
            for place, person in enumerate(people):
                # The words of a second holder end with the name, so that each post has words of its own.
                held = [post._replace(person=person) for post in _listed(sentence, match)]
                found |= {post._replace(end=person[1]) if place else post for post in held}
    posts: list[Post] = []
    for post in sorted(found):
        # One that names no body and is listed right behind the person of another is of that one's.
        before = posts[-1] if posts else None
        gap = sentence.text[max(before.end, before.person[1]) : post.start] if before else ""
        shares = _LISTED_BEFORE.fullmatch(gap) and post.of is None and not _GOVERNS.search(post.role)
        posts.append(post._replace(of=before.of) if before and shares else post)
    return posts


def _listed(sentence: Sentence, match: re.Match[str]) -> list[Post]:
    """Read the posts that are listed for one person."""
    found: list[Post] = []
    place, at = None, sentence.start + match.start("posts")
    other = _OF_ANOTHER.match(match.group("posts"))
    for part in _LISTED.finditer(match.group("posts"), other.end() if other else 0):
        words = (part.group("org") or "").removeprefix("兼").removeprefix("任")
        clean = BEFORE_BODY_ZH.sub("", words)
        when = re.match(WHEN_ZH, clean) or re.search(rf"(?:{WHEN_ZH})\Z", words[: len(words) - len(clean)])
        clean = re.sub(rf"\A(?:{WHEN_ZH})", "", clean)
        behind = re.search(r"(?<=[\u4e00-\u9fff]{2})[原前]\Z", clean)  # "云岭大学原校长"
        clean = clean.removesuffix(behind.group()) if behind else clean
        when = when or behind
        end = at + part.start("role") - (behind is not None)
        body = re.sub("(?:分管|主管|主持|负责|联系)[\u4e00-\u9fff]*的\\Z", "", clean)  # "分管日常工作的副主任"
        if _COUNTED.search(clean):
            continue
        head = part.group("role")
        short = head[:2] in _SHORT and head[0] not in body and len(body) > 1  # "云岭市长": of 云岭市
        own = (end - len(clean), end - len(clean) + len(body) + short) if len(body) > 1 else None
        division = _GOVERNS.search(head)
        if own:
            place = own
        elif place and division:  # "市委副书记、市长": of the place that it governs, or of a city without a name.
            named = re.match(rf"[\u4e00-\u9fff]{{1,12}}?{division.group()}", sentence.text[slice(*place)])
            place = (place[0], place[0] + named.end()) if named else None
        role = (when.group() if when else "") + part.group("role")
        first = own[0] if own else end
        found.append(Post(first, at + part.end(), (0, 0), place, role, "posts.of" if place else "posts.title"))
    return found
