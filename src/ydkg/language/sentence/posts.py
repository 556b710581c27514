"""Posts: who holds which, where; titles without an organisation; and who did what at an event.

A sentence is read as a row of signs: one for each person, body and post, with the words between them. Four patterns
are enough: a post behind a name (apposed, or one that somebody is given), a post before a name, who heads a body, and
a body that somebody heads.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ydkg.language.sentence.names import kind_of
from ydkg.language.sentence.people import POST_BEFORE, is_person
from ydkg.language.sentence.posts_chinese import chinese_posts
from ydkg.language.sentence.roles import ADDRESS, LETTERS, PARTY, PLAIN, ROLE, SHORT, WHEN, Post

if TYPE_CHECKING:
    from ydkg.language.reading.spans import Span
    from ydkg.language.sentence.names import Mention
    from ydkg.language.sentence.sentence import Sentence


#: Signs of a person, a body and a post.
_P, _B, _R = "\ue000", "\ue001", "\ue002"
_ADDRESS = rf"(?:\(?(?:{ADDRESS}|Prof|Sen)\.?\)?,? )*"
#: What parts the posts of one person.
_AND = r"(?: ?\([A-Z]\w+\))?(?:,? and (?:the |a |also )?|, (?:the |and )?| & |/|,? as well as (?:the )?)"
#: Words that lead from a name to a post that its bearer holds, is given or has held.
_LEADING = (
    rf"(?:(?:the|a|an|its|his|her|their|our|[a-z]+['’]s|{WHEN}|also|now|who|which|is|was|are|were|has|had|have|been|to be|to become|to serve|just|will|be|currently|concurrently|newly|new|recently|"
    r"as|serves|served|serving|acts|works|worked|working|continues|remains|became|becomes|become|"
    r"formerly|previously|temporarily|unanimously|officially|(?:re-?)?appointed|named|nominated|(?:re-?)?elected|chosen|selected|confirmed|designated|sworn in|inaugurated|installed|promoted to|elevated to|"
    r"took|takes|taking|assumed|assumes|holds|held|over|up|on|office|duties|appointment|(?:role|post|position|office) of|(?:in|on|for|since|from|until) [^,;:.()]{2,40}? as|an? (?:[a-z-]+ ){1,4}who|[A-Z][a-z]+(?:ian|ean|can|ese|ish|nch|ch|i)),? ?)*"
)
_BEHIND = re.compile(
    rf"(?:,? (?:{LETTERS}))*(?: \([A-Z][\w.-]{{0,12}}\))?(?:, \d\d(?=,))?(?: [-–—]|,|:)? ?\(?{_LEADING}"
)
_BEFORE = re.compile(rf"(?: ?\([A-Z]\w{{1,9}}\))?[,.:]?(?: (?:is|was)(?: now)?)? ?{_ADDRESS}")
#: Who gives a post does not hold it.
_ACTIVE = re.compile(
    r"\b(?:has|have|had|will) (?:re-?)?(?:appointed|named|nominated|elected|chosen|confirmed|installed)\b"
    r"|\A (?:re-?)?(?:appointed|named|nominated|elected|chosen|confirmed|installed) (?:the|an?) "
)
#: A body without a name: "of the city council".
_NOUN_OF_BODY = r"(?:[A-Z][\w'-]+ ){0,3}(?:(?!(?:of|the|and|in|for|to)\b)[a-z][a-z-]+ ){0,3}(?:council|committee|commission|government|ministry|department|agency|bureau|board|bank|group|association|union|authority|secretariat|parliament|assembly|panel|office|institute|federation|chamber|party|fund|company|university|embassy|cabinet|deal)\b(?! [a-z]+ing\b)"
_FIELD = rf"(?:[A-Z][\w'-]+(?:(?:,? and|,|,? &)? (?!(?:{ADDRESS})\b)[A-Z][\w'-]+){{0,7}}(?: \([A-Z][\w ]+\))?)"
_SMALL = r"(?:(?!its\b|his\b|her\b|th)[a-z][a-z-]+(?:(?: and|,)? [a-z][a-z-]+){0,3}?(?=[,.;)]| (?:[A-Z\ue000]|as\b|from\b)|\Z))"
_OF = r",? (?:of|for|at|with|in charge of|to|in(?= the))(?: the| its| our)?(?: newly-formed| new| \d{4})? "
#: A post with its body: behind it, behind what the post is in charge of, or before it.
_CLAIM = re.compile(
    rf"(?P<own>(?:(?P<of_body>{_B})(?:['’]s (?P<part>{_B}))?|[Tt]he (?P<owner>{_NOUN_OF_BODY}))(?: ?\((?:[A-Z]\w+|{_B})\))?\.?(?P<has>['’]s?)?(?: new)? )?"
    rf"(?P<role>{_R})(?: \((?:{WHEN})\))?"
    rf"(?:(?P<field>,? (?:of|for|in charge of) (?:the )?[\w &{_B}]{{1,50}}?)(?:,? (?:at|with) (?:the )?|(?<!{_B}),? in (?:the )?)(?P<at>{_B})"
    rf"|{_OF}(?P<body>{_B}(?:(?:, (?:and )?| and | & ){_B}(?!['’])(?! (?:at|in|said|and)\b))*(?:(?:, [A-Z]\w+)*,? and [A-Z]\w+(?=[,.;]))?)(?:['’]s (?P<unit>{_B}))?"
    rf"|{_OF}(?P<plain>{_NOUN_OF_BODY}(?: of (?:the )?(?:{_FIELD}|{_B}))?)(?!['’])"
    rf"|(?: (?:of|for|in charge of) (?:the )?)(?P<charge>{_FIELD}|{_SMALL})|(?P<comma>, (?:the )?)(?P<apposed>{_B})(?=[,.)])|(?<=\({_R}) (?P<bare>{_B})(?=\)))?"
)
#: A noun before a post that is part of it: "the planning director".
_NOUN = re.compile(
    r"(?:, |\(|\b(?:the|a|an|as|by|its|our|new|former|be|become|becomes|became|is|was|named|appointed|elected)\ |['’]s? )(?P<nouns>(?:(?!(?:some|all|these|several|said|says|and|or|of|for|with|by|to|in|at|on|from|as|the|including|who|which|now|also|then|newly|current|former|new|serving|appointed|elected|named|both|where|when|was|is|before|after|becoming|while|\w+ed)\b)[a-z][a-z-]+(?:(?<!s)|(?<=ions)|(?<=airs)|(?<=orks)|(?<=ices)|(?<=oads)) ){1,3})\Z"
)
_MINISTERS = re.compile("minister|secretary|commissioner|director|manager|head|chief", re.IGNORECASE)
#: Posts that stand before names like forms of address.
_STYLES = frozenset({"senator", "professor", "engineer", "representative", "councillor", "judge"})
_HEADS = {"heads": "head", "leads": "leader", "chairs": "chair", "directs": "director", "runs": "head"}
_HEADED = {"headed": "head", "led": "leader", "chaired": "chair", "directed": "director", "run": "head"}
_WHO_HEADS = re.compile(
    rf"{_P}, who (?:now |also |currently )?(?P<does>{'|'.join(_HEADS)}) (?:up )?(?:the )?(?P<body>{_B})"
)
_HEADED_BY = re.compile(
    rf"(?P<body>{_B})(?: \([A-Z]\w+\))?,? (?:(?:which|that|is|will|be|now|currently|being) )*(?P<does>{'|'.join(_HEADED)}) by {_P}"
)


class _Row(NamedTuple):
    """A sentence as a row of signs."""

    text: str
    at: tuple[int, ...]  # where each sign, or letter, starts in the text; one more for the end
    ends: dict[int, int]  # of a sign: where what it stands for ends

    def span(self, match: re.Match[str], group: str) -> Span:
        """Give where the words of a group stand in the text."""
        start, end = match.span(group)
        return self.at[start], self.ends.get(end - 1, self.at[end - 1] + 1)


class _Claim(NamedTuple):
    """A post in the words of a sentence, whoever holds it."""

    start: int  # in the row
    end: int
    words: Span  # in the text, with the body
    role: str
    body: Span | None
    before: bool  # whether the body stands before the post
    title: bool  # whether the post may stand right before a name without a body
    several: bool  # whether it is of several people: "ministers"


def posts(sentence: Sentence) -> list[Post]:
    """Find the posts that a sentence states; in the order of the sentence."""
    if sentence.chinese:
        return chinese_posts(sentence)
    people = [each for each in sentence.mentions if is_person(each) and not _is_field(sentence, each)]
    row, roles = _row(sentence, people)
    found: list[Post] = []
    for pattern, roles_of in ((_WHO_HEADS, _HEADS), (_HEADED_BY, _HEADED)):
        for match in pattern.finditer(row.text):
            person = row.text.find(_P, match.start())
            span = (row.at[person], row.ends[person])
            words = row.at[match.start("does")], row.at[match.end() - 1]
            body = row.span(match, "body")
            start, end = min(words[0], body[0]), max(words[1], body[1])
            found.append(Post(start, end, span, body, roles_of[match.group("does")], "posts.heads"))
    for chain in _chains(row, [_claim(sentence, row, match, roles) for match in _CLAIM.finditer(row.text)]):
        found += _held(row, chain)
    return sorted(set(found))


def _is_field(sentence: Sentence, name: Mention) -> bool:
    """Tell whether what looks like the name of a person is what a post is of: "Director of Technical Studies"."""
    before = sentence.before(name.start)
    behind = ROLE.match(sentence.words, name.end + 1 - sentence.start)
    charged = re.search(r"\b(?:[Tt]he|in charge of) \Z", before) or POST_BEFORE.search(before)
    led = behind and re.match(r"\.? [A-Z]", sentence.text[sentence.start + behind.end() :])
    return name.rule != "posts.title" and bool(charged or led)


def _row(sentence: Sentence, people: list[Mention]) -> tuple[_Row, dict[int, re.Match[str]]]:
    """Put one sign for each person, body and post of a sentence."""
    left_out = re.compile(f"{PARTY.pattern}|{LETTERS}")
    signs = {each[:2]: _P if each in people else _B for each in sentence.mentions if not left_out.fullmatch(each.text)}
    roles: dict[int, re.Match[str]] = {}
    for match in ROLE.finditer(sentence.words):
        start, end = sentence.start + match.start(), sentence.start + match.end()
        start = max([start, *(last + 1 for _, last in signs if start <= last < end)])
        if re.search(r"\bwho (?:now |also |currently )?\Z", sentence.before(start, 20)):
            continue
        possessed = sentence.after(end, 2) in {"'s", "’s"} or re.search(
            r"\b(?:under|[Oo]ffice of|behalf of|decree of) the \Z", sentence.before(start, 14)
        )
        lettered = re.fullmatch(LETTERS, match.group()) and any(last + 1 == start for _, last in signs)
        if possessed or lettered or any(first < end and start < last for first, last in signs):
            continue
        if match.group("head")[0].islower() and (nouns := _NOUN.search(sentence.words[: match.start()])):
            start -= len(nouns.group("nouns"))
        signs[start, end] = _R
        roles[start] = match
    text, at, ends, place = "", [], {}, sentence.start
    for (start, end), sign in sorted(signs.items()):
        if start < place:
            continue
        at += [*range(place, start), start]
        text += sentence.text[place:start] + sign
        ends[len(text) - 1] = place = end
    at += range(place, sentence.end + 1)
    return _Row(text + sentence.text[place : sentence.end], tuple(at), ends), roles


def _claim(sentence: Sentence, row: _Row, match: re.Match[str], roles: dict[int, re.Match[str]]) -> _Claim:
    """Read a post with its body."""
    start, end = row.span(match, "role")
    printed = roles[start]
    head = printed.group("head").lower()
    last = printed.end("head") + sentence.start
    role = re.sub(r"\s+", " ", sentence.text[start:last]).lower()
    body = before = None
    for group in ("unit", "at", "body", "plain", "charge", "apposed", "bare"):
        if match.group(group) and not (group == "charge" and not _MINISTERS.search(role)):
            body = row.span(match, group)
            break
    ends = match.end("role") if body is None else match.end()
    own = next((row.span(match, group) for group in ("part", "of_body", "owner") if match.group(group)), None)
    led_to = (
        head != "ambassador" and match.group("of_body") and re.match(" (?:for|to|in) ", row.text[match.end("role") :])
    )
    if own and (body is None or match.group("has") or match.group("charge") or led_to):
        body, before = own, True
        ends = match.end()
    elif match.group("at") and (inner := re.search(_B, match.group("field"))):
        place = match.start("field") + inner.start()
        within = row.at[place], row.ends[place]
        if kind_of(sentence.text[slice(*within)]):
            body = within  # "director of the Institute for Works at the University": of the institute
        else:
            role += sentence.text[slice(*row.span(match, "field"))].lower()
    elif match.group("at"):
        role += sentence.text[slice(*row.span(match, "field"))].lower()
    if body is None and printed.group("charge"):
        body = sentence.start + printed.start("charge"), sentence.start + printed.end("charge")
        role = role.replace(f"{printed.group('charge').lower()} ", "", 1)
        before = True
    first = match.start("own") if before and own else match.start("role")
    held = re.search(rf"\b({WHEN}) (?:state |city |county )?\Z", row.text[:first], re.IGNORECASE)
    held = held or re.search(rf"\(({WHEN})\)\Z", printed.group(), re.IGNORECASE)
    role = f"{held.group(1).lower()} {SHORT.get(role, role)}" if held else SHORT.get(role, role)
    words = min(start, body[0]) if body else start, max(end, body[1] if body else end)
    plain = head in PLAIN and not printed.group("field")
    title = not plain or " " in role or head == "secretary"
    several = printed.group().endswith("s") and printed.end() > printed.end("head")
    return _Claim(first, ends, words, role, body, bool(before), title, several)


def _chains(row: _Row, claims: list[_Claim]) -> list[list[_Claim]]:
    """Put the posts of one person together; one that names no body is of its neighbour's."""
    chains: list[list[_Claim]] = []
    for claim in claims:
        before = chains[-1][-1] if chains else None
        gap = row.text[before.end : claim.start] if before else ""
        if before is None or _P in gap or not re.fullmatch(f"{_AND}{_LEADING}", gap):
            chains.append([claim])
            continue
        if claim.body is None and before.before:
            claim = claim._replace(body=before.body)  # noqa: PLW2901 - "MTA Chair and CEO"
        fielded = re.search("minister|secretary|commissioner", claim.role)
        if before.body is None and claim.body and not claim.before and not fielded and "," not in gap:
            chains[-1][-1] = before._replace(body=claim.body)  # "director and founder of ACME"
        chains[-1].append(claim)
    return chains


def _held(row: _Row, chain: list[_Claim]) -> list[Post]:
    """Tell who holds the posts of a chain: whom the words behind it name, or those before."""
    left, right = row.text.rfind(_P, 0, chain[0].start), row.text.find(_P, chain[-1].end)
    gap = row.text[left + 1 : chain[0].start]
    linked = left >= 0 and len(gap) > 1 and _BEHIND.fullmatch(gap) and not _ACTIVE.search(gap) and not chain[0].several
    ahead = row.text[chain[-1].end : right]
    called = right >= 0 and _BEFORE.fullmatch(ahead) and not re.search(r"\b[Aa]n? \Z", row.text[: chain[0].start])
    tight = called and re.fullmatch(rf" {_ADDRESS}", ahead)
    apart = len(chain) > 1 and (tight or (called and " and the " in row.text[chain[-2].end : chain[-1].start]))
    if linked and apart:
        return _posts(row, left, chain[:-1], behind=True) + _posts(row, right, chain[-1:], behind=False)
    if called and (tight or not linked):
        if chain[-1].body is None and row.text[right + 1 : right + 6] == f" of {_B}":
            body = row.at[right + 5], row.ends[right + 5]  # "Prime Minister A B of Utopia"
            chain = [*chain[:-1], chain[-1]._replace(body=body)]
        return _posts(row, right, chain, behind=False)
    return _posts(row, left, chain, behind=True) if linked else []


def _posts(row: _Row, person: int, chain: list[_Claim], *, behind: bool) -> list[Post]:
    """Give a person the posts of a chain; behind a name one that is plain needs a body."""
    found = []
    for claim in chain:
        styled = not behind and (claim.title or claim.role in _STYLES)
        if claim.body is None and not (styled or (behind and claim.title)):
            continue
        past = behind and re.search(r"\b(?:formerly|previously)\b", row.text[person : claim.start])
        role = f"former {claim.role}" if past else claim.role
        rule = "posts.title" if claim.body is None else "posts.before" if claim.before else "posts.of"
        found.append(Post(*claim.words, (row.at[person], row.ends[person]), claim.body, role, rule))
    return found


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
