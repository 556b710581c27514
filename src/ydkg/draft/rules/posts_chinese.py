"""Chinese posts: what stands before a name, and which body each post is of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ydkg.draft.rules.post import Post
from ydkg.draft.rules.roles import heads_zh, roles_zh

if TYPE_CHECKING:
    from ydkg.draft.rules.sentence import Sentence


def chinese_posts(sentence: Sentence) -> list[Post]:
    """Read posts before a name; one without an organisation of its own is of the one before it.

    Parameters
    ----------
    sentence : Sentence
        Chinese.

    Returns
    -------
    list of Post
        In the order of the sentence.
    """
    found = []
    for match in roles_zh().finditer(sentence.words):
        start = sentence.start + match.start("name")
        person, place = (start, sentence.start + match.end("name")), None
        listed = sentence.start + match.start("posts")
        for part in re.finditer(
            rf"(?P<org>[\u4e00-\u9fff]{{2,24}}?)??(?P<role>{heads_zh()})(?=、|\Z)", match.group("posts")
        ):
            own = _body_zh(part.group("org") or "", listed + part.end("role") - len(part.group("role")))
            place = own or _governed(sentence, place, part.group("role"))
            last = listed + part.end()
            first = own[0] if own else last - len(part.group("role"))
            found.append(Post(first, last, person, place, part.group("role"), "posts.of" if place else "posts.title"))
    return found


def _body_zh(words: str, end: int) -> tuple[int, int] | None:
    """Give the organisation that ends at a place, without a clause before it: "会议听取了省长" has none."""
    words = re.split("[了着过被把向对由]|听取|根据|经", words)[-1]
    return (end - len(words), end) if len(words) > 1 else None


def _governed(sentence: Sentence, before: tuple[int, int] | None, role: str) -> tuple[int, int] | None:
    """Give the organisation of a post that names none: that of the post before it, or the place that it governs."""
    if before is None:
        return None
    division = re.search("[省市区县州]", role)
    named = re.match(r"[\u4e00-\u9fff]{2,8}?[省市区县州]", sentence.text[slice(*before)]) if division else None
    return (before[0], before[0] + named.end()) if named else before
