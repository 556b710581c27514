"""Posts: who holds which, where; and titles without an organisation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ydkg.language.sentence.people import POST_BEFORE, is_person
from ydkg.language.sentence.posts_chinese import chinese_posts
from ydkg.language.sentence.roles import ADDRESS, LETTERS, PARTY, PLAIN, ROLE, SHORT, WHEN, Post
from ydkg.vocab import YD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ydkg.language.reading.spans import Span
    from ydkg.language.sentence.names import Mention
    from ydkg.language.sentence.sentence import Sentence


#: The rule of a name of a person that a title stands before.
_TITLED = "posts.title"

#: A form of address before a name.
_ADDRESS = rf"(?:\(?(?:{ADDRESS}|Prof|Sen)\.?\)?,? )*"
#: Words that lead from a name to a post that its bearer holds, is given or has held.
_LEADING = (
    r"(?:(?:the|a|an|its|his|her|their|our|[a-z]+['’]s|former|acting|outgoing|incoming|interim|also|now|then|who|which|is|was|are|were|has|had|have|been|to be|to become|to serve|just|will|be|currently|concurrently|newly|new|recently|"
    r"as|serves|served|serving|acts|works|worked|working|continues|remains|became|becomes|become|"
    r"formerly|previously|temporarily|unanimously|officially|(?:re-?)?appointed|named|nominated|(?:re-?)?elected|chosen|selected|picked|confirmed|designated|"
    r"sworn in|inaugurated|installed|promoted to|elevated to|took|takes|taking|assumed|assumes|holds|held|over|up|on|office|duties|(?:role|post|position|office) of|"
    r"(?:in|on|for|since|from|until) [^,;:.()]{2,40}? as|an? (?:[a-z-]+ ){1,4}who|[A-Z][a-z]+(?:ian|ean|can|ese|ish|nch|ch|i)),? ?)*"
)
_LINK = re.compile(
    rf"(?:[^;:.“”]{{0,60}},?(?= to (?:become|serve as)))?(?:,? (?:{LETTERS}))*(?: \([A-Z][\w.-]{{0,12}}\))?(?:, \d\d(?=,))?(?: [-–—]|,|:)? ?\(?{_LEADING}"
)
#: What parts the posts of one person.
_CHAIN = re.compile(
    rf"(?: ?\([A-Z]\w+\)(?: [A-Z]\w+){{0,4}})?(?: (?:for|in|from|since|until|at) [^;:]{{2,40}}?)?"
    rf"(?:,? and |,? but |,? as well as | & |/|, (?:and )?|,? (?=(?:will|is|was|has|also|serves|served)\b)){_LEADING}"
)
#: What may stand between a post, with its body, and the name behind it.
_BEHIND = re.compile(
    r"(?:,? (?:for|of|in|at|on|to|under|with|in charge of|responsible for|[Cc]harged [Ww]ith)(?: the)? (?:[A-Z][\w'’.&(), -]{2,70}?|[a-z]+(?: [a-z]+){0,3}?))?"
    rf"(?: ?\([A-Z]\w{{1,9}}\))?[,.:]?(?: (?:is|was)(?: now)?)? ?{_ADDRESS}"
)
#: Posts that stand before names like forms of address.
_STYLES = frozenset({"senator", "professor", "engineer", "representative", "councillor", "judge"})
#: Who gives a post does not hold it: "A B has appointed the director of Works, C D".
_ACTIVE = re.compile(
    r"\b(?:has|have|had|will) (?:re-?)?(?:appointed|named|nominated|elected|chosen|confirmed|installed)\b"
    r"|\A (?:re-?)?(?:appointed|named|nominated|elected|chosen|confirmed|installed) (?:the|an?) "
)
#: A verb between a person and a post, which others share: not so "A B, director of Works, C D of Water".
_SAID = re.compile(r"\b(?:is|was|be|as|becomes?|became|named|appointed)\b")
_FINITE = re.compile(r"\b(?:has|have|is|was|were|will|said|says)\b")
#: Who is followed in a post: it is of the one who is named before.
_FOLLOWED = re.compile(rf"\b(?:replac|succe+d|(?:tak|took)\w* over from\b)\w* [\w ]*?{_ADDRESS}\Z")
#: What is done by who holds a post, and what that post is: "A B, who heads the Works Department".
_DOES = {
    "heads": "head",
    "leads": "leader",
    "chairs": "chair",
    "directs": "director",
    "runs": "head",
    "is in charge of": "head",
}
_LED = {"headed": "head", "led": "leader", "chaired": "chair", "directed": "director", "run": "head"}
#: Posts that are of other bodies than of those that their holders lead.
_HIGH = re.compile("minister|governor|president|mayor|premier|secretary", re.IGNORECASE)
_LED_BY = re.compile(
    rf"(?: \([A-Z]\w+\))?,? (?:(?:which|that|is|will|be|now|currently|being) )*(?P<does>{'|'.join(_LED)}) by \Z"
)
_WHO = re.compile(rf", who (?:now |also |currently )?(?P<does>{'|'.join(_DOES)}) (?:up )?(?:the )?")
#: The fields of an office, set apart by commas, or one that is no name by itself.
_LISTED = re.compile(
    r" (?:of|for) (?:the )?(?P<field>(?:[A-Z][\w'-]+(?: [A-Z][\w'-]+)*, )+(?:[A-Z][\w'-]+(?: [A-Z][\w'-]+)*,? )?and [A-Z][\w'-]+(?: [A-Z][\w'-]+)*)"
)
_FIELD = re.compile(
    r" (?:of|for|in charge of) (?:the )?(?P<field>[A-Z][\w'-]+(?:(?: and| &)? [A-Z][\w'-]+){0,7}(?: \([A-Z][\w ]+\))?)"
)
#: The field of a minister in small letters: "minister for information".
_SMALL = re.compile(
    r" (?:of|for) (?:the )?(?P<field>(?!th|its\b|his\b|her\b)[a-z][a-z-]+(?:(?: and|,)? [a-z][a-z-]+){0,4}?)(?<! of)(?<! for)(?=[,.;)]| (?:[A-Z]|as\b|and [A-Z]|from\b)|\Z)"
)
#: Nouns before a post that are part of it: "the planning director".
_NOUNS = re.compile(
    r"(?:\A(?:[A-Z][a-z]+ )?|, |\(|\b(?:the|a|an|as|by|its|our|new|former|be|become|becomes|became|is|was|named|appointed|elected)\ |['’]s? )(?P<nouns>(?:(?!(?:some|all|these|several|said|says|and|or|of|for|with|by|to|in|at|on|from|as|the|including|who|which|now|also|then|newly|current|former|new|serving|appointed|elected|named|both|where|when|was|is|before|after|becoming|while|\w+ed)\b)[a-z][a-z-]+(?:(?<!s)|(?<=ions)|(?<=airs)|(?<=orks)|(?<=ices)|(?<=oads)) ){1,3})\Z"
)
#: Posts that a body has of its own, whatever they are in charge of.
_OWN = re.compile("(?:[A-Z]?[a-z]+ )?(?:[Dd]irector|[Hh]ead|[Mm]anager|[Vv]ice[ -][Pp]resident)\\b")
#: A field behind a post, before what leads to a body: "(Director) of Stations (at Network Rail)".
_FIELD_AT = re.compile(
    r" (?:of|for) (?:the )?(?:[A-Z][\w&-]*(?:(?: and| &)? [A-Z][\w&-]*){0,3}|[a-z][\w-]*(?: [a-z][\w-]*){0,4})(?=,? (?:at|with|in|for)(?: the)? [A-Z])"
)
#: What leads from a post to its body, with a field between.
_LINKED = re.compile(
    r"(?: for (?P<field>[\w ,&-]{3,60}?))?,? (?P<link>of|for|at|with|in charge of|to)(?: the)? (?:\d{4} |[a-z]+['’]s |(?!all|and|both|his|her|which)[a-z-]+ )?"
)
_APPOSED = re.compile(r"(?:[\w.], (?:[A-Z]\w+ )?| and )\Z")
#: A body by its letters: "NASA", "MoT".
_LETTERS = re.compile("[A-Z][A-Za-z]*[A-Z][A-Za-z]*")
#: A body without a name: "of the city council".
_BODY = r"(?:[A-Z][\w'-]+ ){0,3}(?:(?!(?:of|the|and|in|for|to)\b)[a-z][a-z-]+ ){0,3}(?:council|committee|commission|government|ministry|department|agency|bureau|board|bank|group|association|union|authority|secretariat|parliament|assembly|panel|review|inquiry|task ?force|forum|network|office|institute|federation|chamber|party|trust|fund|company|university|embassy|region|province|city|county|state|nation|country|cabinet|deal|programme|scheme|partnership)"
#: What may stand behind a body without a name that ends there: none of "the government work report".
_AFTER = (
    r"and|or|of|in|for|on|at|who|said|says|told|will|to|from|with|is|was|has|as|by|where|which|that|since|until|\w+ed"
)
_PLAIN_BODY = re.compile(
    rf" (?:of|for|at|with|in(?= (?:the |its |our )?(?:ministry|department|office|agency))) (?:the |its |our )?"
    rf"(?P<body>{_BODY}(?:(?:(?<=ministry)|(?<=department)) of (?:the )?[A-Z][\w'-]+(?:,? (?:and )?[A-Z][\w'-]+){{0,6}})?)\b(?!['’]| (?!(?:{_AFTER})\b)[a-z])"
)
_PLAIN_OWNER = re.compile(rf"\b[Tt]he (?P<body>{_BODY})['’]s (?:new )?\Z")


class _Claim(NamedTuple):
    """A post in the words of a sentence, whoever holds it."""

    start: int  # with the body
    end: int
    head: Span  # the words of the role alone
    role: str
    body: Span | None
    rule: str
    stated: bool  # whether the words are a post whatever stands around them
    styled: bool  # whether they are one where they stand right before a name
    several: bool  # whether they are posts of several people: "ministers"


def posts(sentence: Sentence) -> list[Post]:
    """Find the posts that a sentence states; in the order of the sentence."""
    if sentence.chinese:
        return chinese_posts(sentence)
    people = []
    named = [each for each in sentence.mentions if is_person(each)]
    for each in named:
        # A name that looks like a person's may be what a post is of: "Director of Technical Studies".
        before, behind = sentence.before(each.start), ROLE.match(sentence.words, each.end + 1 - sentence.start)
        charged = re.search(r"\b(?:[Tt]he|in charge of) \Z", before) or POST_BEFORE.search(before)
        # "Acme Rail CEO A B"
        ends = sentence.start + behind.end() if behind else sentence.end
        led = behind and any(re.fullmatch("\\.? ", sentence.text[ends : other.start]) for other in named)
        if each.rule == _TITLED or not (charged or led):
            people.append(each)
    bodies = [each for each in sentence.mentions if each not in people]
    found: list[Post] = []
    for person in people:
        # Of whom is said what they do: "A B, who heads the Works Department".
        said = _WHO.match(sentence.text, person.end)
        body = next((each for each in bodies if said and each.start == said.end()), None)
        if said and body and said.end() < sentence.end:
            role = _DOES[said.group("does")]
            found.append(Post(said.start("does"), body.end, person[:2], body[:2], role, "posts.of"))
        led_by = _LED_BY.search(sentence.words[: person.start - sentence.start])
        at = sentence.start + led_by.start() if led_by else None
        body = next((each for each in bodies if each.kind and each.end == at), None)
        if led_by and body:
            role = _LED[led_by.group("does")]
            found.append(Post(body.start, person.start - 1, person[:2], body[:2], role, "posts.before"))
    for chain in _chains(sentence, people, _claims(sentence, people, bodies)):
        for person, claims in _held(sentence, people, chain, found):
            for claim in claims:
                title = person.start >= claim.end
                if title and claim.body is None and sentence.after(person.end, 4) == " of ":
                    # "Prime Minister A B of Utopia"
                    lands = (each for each in bodies if each.start == person.end + 4 and each.kind == YD.Country)
                    claim = claim._replace(body=next((each[:2] for each in lands), None))  # noqa: PLW2901 - it is the one read
                if not (claim.stated or (title and claim.styled)):
                    continue
                past = re.search(r"\b(?:formerly|previously) (?:the |an? |as )*\Z", sentence.before(claim.start))
                role = f"former {claim.role}" if past and not title else claim.role
                start = claim.start if claim.body else claim.head[0]
                found.append(Post(start, claim.end, person[:2], claim.body, role, claim.rule))
                if claim.body is None and title:
                    found[-1:] = _bracketed(sentence, people, found[-1])
    return found + [further for post in found for further in _further(sentence, people, bodies, post)]


def _further(sentence: Sentence, people: list[Mention], bodies: list[Mention], post: Post) -> Iterator[Post]:
    """Read who has the same post elsewhere, without its words: "A B is director at Works, C D at Water"."""
    person = next((each for each in people if each.start >= post.end), None)
    body = next((each for each in bodies if person and each.start >= person.end), None)
    if (
        person
        and body
        and post.of
        and post.of[1] == post.end
        and (post.rule == "posts.further" or _SAID.search(sentence.text[post.person[1] : post.start]))
        and re.fullmatch(",? (?:and |while |with )*", sentence.text[post.end : person.start])
        and re.fullmatch(
            "(?: (?:takes over|took over|goes|moves|remains|stays))? (?:at|of|in|for)(?: the)? ",
            sentence.text[person.end : body.start],
        )
    ):
        found = Post(person.end + 1, body.end, person[:2], body[:2], post.role, "posts.further")
        yield found
        yield from _further(sentence, people, bodies, found)


def _held(
    sentence: Sentence, people: list[Mention], chain: list[_Claim], found: list[Post]
) -> list[tuple[Mention, list[_Claim]]]:
    """Tell who holds the posts of a chain: whom the words behind it name, or those before."""
    named = [each for each in people if each.end <= chain[0].start and sentence.after(each.end, 1) not in {"'", "’"}]
    between = sentence.text[named[-1].end : chain[0].start] if named else ""
    linked = len(between) >= len(", ") and _LINK.fullmatch(between) and not _ACTIVE.search(between)
    left = named[-1] if linked and not chain[0].several else None
    if left and _FOLLOWED.search(sentence.before(left.start)):
        # Whom somebody follows in a post holds it no more.
        left = named[-2] if len(named) > 1 else None
        between = sentence.text[left.end : named[-1].start] if left else ""
        left = None if re.search(r"[;.]|\b(?:[Ss]?he|they|was|were|been)\b", between) else left
    right = next((each for each in people if each.start >= chain[-1].end), None)
    gap = sentence.text[chain[-1].end : right.start] if right else ""
    # "An engineer, A B is …" says what somebody is, and no title.
    if right is None or not _BEHIND.fullmatch(gap) or re.search(r"\b[Aa]n? \Z", sentence.before(chain[0].start, 4)):
        return [(left, chain)] if left else []
    led = left and any(post.person == left[:2] and post.end <= left.start for post in found)
    tight = re.fullmatch(rf" {_ADDRESS}", gap)
    sign = sentence.text[chain[-2].end : chain[-1].start] if len(chain) > 1 else ""
    stated = left and re.search(r"[a-z]{4}", sentence.text[left.end : chain[0].start])
    if left is None or (led and not stated):
        return [(right, chain[-1:] if tight and sign == ", " and chain[-1].role not in _STYLES else chain)]
    # Of "A B, director of Works and the mayor of Cork, C D" each has one.
    if tight or " and the " in sign:
        return [(left, chain[:-1]), (right, chain[-1:])]
    return [(left, chain)]


def _chains(sentence: Sentence, people: list[Mention], claims: list[_Claim]) -> list[list[_Claim]]:
    """Put the posts of one person together; one that names no body may be of its neighbour's."""
    chains: list[list[_Claim]] = []
    for claim in claims:
        before = chains[-1][-1] if chains else None
        between = sentence.text[before.end : claim.start] if before else ""
        apart = before is None or any(before.end <= each.start < claim.start for each in people)
        if before is None or apart or claim.start < before.end or not _CHAIN.fullmatch(between):
            chains.append([claim])
            continue
        if between in {" and ", " & ", "/", ", "}:
            if claim.body is None and before.body and before.rule == "posts.before" and before.body[0] < before.head[0]:
                chains[-1].append(claim._replace(body=before.body, rule="posts.of", stated=True))  # "MTA Chair and CEO"
                continue
            fielded = re.search("minister|secretary|commissioner", claim.role)  # "Deputy Premier and Minister of Works"
            if before.body is None and claim.body and claim.rule == "posts.of" and between != ", " and not fielded:
                chains[-1][-1] = before._replace(body=claim.body, rule="posts.of", stated=True)
        chains[-1].append(claim)
    return chains


def _claims(sentence: Sentence, people: list[Mention], bodies: list[Mention]) -> list[_Claim]:
    """Read the posts that words say, with the body of each."""
    claims = []
    for match in _role_words(sentence, people):
        start, end = sentence.start + match.start(), sentence.start + match.end()
        start = next(
            (e.end + 1 for e in bodies if e.kind and " " in e.text and e.start <= start < e.end < end), start
        )  # "Cork State", no "State Head"
        lettered = re.fullmatch(LETTERS, match.group()) and any(each.end + 1 == start for each in people)
        if (
            lettered
            or re.search(r"\b(?:under|[Oo]ffice of|behalf of|decree of) the \Z", sentence.before(start, 14))
            or sentence.after(end, 2) in {"'s", "’s"}
            or any(each.start <= start and end <= each.end for each in (*people, *bodies))
        ):
            continue
        nouns = _NOUNS.search(sentence.words[: match.start()]) if match.group("head")[0].islower() else None
        if nouns:
            start -= len(nouns.group("nouns"))
        following = next((each for each in people if each.start >= end), None)
        near = [each for each in bodies if not following or each.start < following.start]
        body, last = _body(sentence, near, start, end)
        if (
            body is None
            and (led := _LED_BY.search(sentence.words[: match.start()]))
            and not _HIGH.search(match.group())
        ):
            body = next((each for each in near if each.kind and each.end == sentence.start + led.start()), None)
        # Of "Commissioners for Works, A B, and for Water, …" each is one.
        words = sentence.text[start : sentence.start + match.end("head") if last == end else last]
        role = re.sub(r"\s+", " ", words.strip()).lower()
        role = SHORT.get(role, role)
        first = min(start, body.start) if body else start
        for name in (*bodies, *people):
            # A name right before a post belongs to it, and not to what stands before.
            opens = name.kind or re.search(r"(?:[,(] ?|\b(?:the|an?|as) )\Z", sentence.before(name.start, 4))
            sign = "(?:['’]s?)? " if opens and not is_person(name) else "['’]s? "
            if re.fullmatch(sign, sentence.text[name.end : first]):
                first = name.start
                break
        held = re.search(rf"\b({WHEN}) (?:state |city |county )?\Z", sentence.before(first, 21), re.IGNORECASE)
        held = held or re.search(rf"\(({WHEN})\)\Z", match.group(), re.IGNORECASE)
        when = f"{held.group(1).lower()} " if held else ""  # "acting FTA Administrator", "Director (acting)"
        plain = match.group("head").lower() in PLAIN and not match.group("field")
        office = match.group("head").lower() == "secretary" and re.match(" for (?:the )?[A-Z]", sentence.after(end))
        styled = (" " in f"{when}{role}" or role in _STYLES) and sentence.words[match.start("head")].isupper()
        stated, place, rule = not plain or bool(office or nouns or styled), None, "posts.title"
        if named := _in_charge(sentence, following, match, start, body):
            place, last, rule = named
            first = min(first, place[0])
            role = role.replace(f"{sentence.text[slice(*place)].lower()} ", "", 1)
            role = SHORT.get(role, role)
            leads = match.group("head").lower() in {"head", "chief", "manager", "secretary"} and rule == "posts.of"
            stated = stated or leads or _PLAIN_BODY.match(sentence.text, end) is not None
        elif body:
            place, last, stated = body[:2], max(last, body.end), True
            rule = "posts.of" if body.start > start else "posts.before"
        several = match.group().endswith("s") and match.end() > match.end("head")
        claims.append(_Claim(first, last, (start, end), f"{when}{role}", place, rule, stated, styled, several))
    return claims


def _role_words(sentence: Sentence, people: list[Mention]) -> Iterator[re.Match[str]]:
    """Yield the words of posts; the name of a person within is no field of one: "Governor A B and Health Minister"."""
    for found in ROLE.finditer(sentence.words):
        first, last = sentence.start + found.start(), sentence.start + found.end()
        inner = next((each for each in people if first <= each.start and first < each.end < last), None)
        if inner is None:
            yield found
            continue
        ahead = ROLE.match(sentence.words[: inner.start - sentence.start], found.start())
        behind = ROLE.search(sentence.words, inner.end - sentence.start)
        yield from filter(None, (ahead, behind or (None if ahead else found)))


def _in_charge(
    sentence: Sentence, following: Mention | None, match: re.Match[str], start: int, body: Mention | None
) -> tuple[Span, int, str] | None:
    """Give what a post is in charge of where no name of a body says it, where its words end, and the rule."""
    end = sentence.start + match.end()
    plainly = _PLAIN_BODY.match(sentence.text, end)
    if plainly and (body is None or plainly.start("body") <= body.start < body.end < plainly.end()):
        return plainly.span("body"), plainly.end(), "posts.of"  # "leader of the city council"
    if match.group("charge") and body is None:
        wide = re.match(
            "(?:Regional|National|Municipal|Provincial|Scientific|Special) ", match.group()
        )  # "the Transport Secretary"
        first = match.start() if wide else match.start("charge")
        return (sentence.start + first, sentence.start + match.end("charge")), end, "posts.before"
    owner = _PLAIN_OWNER.search(sentence.words[: start - sentence.start]) if body is None else None
    if owner:
        at = sentence.start + owner.start("body")
        return (at, sentence.start + owner.end("body")), end, "posts.before"  # "the council's director"
    # Up to the next name of a person, with its form of address and the sign before it.
    limit = following.start if following else sentence.end
    address = re.search(rf",? ?{_ADDRESS}\Z", sentence.text[end:limit]) if following else None
    until = sentence.text[: end + address.start() if address else limit]
    small = re.search("minister|secretary|commissioner|director|manager|head|chief", match.group(), re.IGNORECASE)
    field = _LISTED.match(until, end)
    if body is None:
        field = field or _FIELD.match(until, end) or (_SMALL.match(until, end) if small else None)
    # "Minister of Trade, Water and Industry", "Commissioner for Works and Water"
    return (field.span("field"), field.end(), "posts.of") if field else None


def _bracketed(sentence: Sentence, people: list[Mention], post: Post) -> list[Post]:
    """Read what each of several is in charge of, in brackets: "Ministers A B (Works), C D (Water and Trade)"."""
    found: list[Post] = []
    for each in (person for person in people if person.start >= post.person[0]):
        field = re.compile(r" \((?P<field>(?![DRI]-|[A-Z]+\))[A-Z][\w'-]+(?:(?: and| &)? [A-Z][\w'-]+)*)\)").match(
            sentence.text, each.end
        )
        if not field or (found and not re.fullmatch(",? (?:and )?", sentence.text[found[-1].end : each.start])):
            break
        start = found[-1].end if found else post.start
        found.append(Post(start, field.end(), each[:2], field.span("field"), post.role, "posts.before"))
    return found or [post]


def _body(sentence: Sentence, bodies: list[Mention], start: int, end: int) -> tuple[Mention | None, int]:
    """Find the organisation of a role, behind "of" or right before it, and where the words of the role end."""
    field = _FIELD_AT.match(sentence.after(end))
    leads = {" of ", " of the ", " for ", " for the "}
    if field and not any(
        each.kind and " " in each.text and sentence.text[end : each.start] in leads for each in bodies
    ):
        # "Director of Stations at Network Rail": behind what the post is in charge of.
        at = re.compile(r",? (?:at|with|in|for)(?: the)? ").match(sentence.text, end + field.end())
        body = next((each for each in bodies if at and each.start == at.end()), None)
        if body:
            return body, end + field.end()
    # Right before the post, where it is not only the first words of its field.
    whole = re.match("[,.]? [A-Z]", sentence.after(end, 3)) or re.match(
        "(?:[Dd]eputy |[Vv]ice )?(?:[Pp]r(?:ime|esident)|[Ff]oreign)", sentence.after(start)
    )
    ahead = (
        each
        for each in bodies
        if each.end <= start
        and not PARTY.fullmatch(each.text)
        and re.fullmatch(r"\.?(?:['’]s?)?(?: \([A-Z]\w{1,8}\))? ", sentence.text[each.end : start])
        and (
            whole
            or each.kind
            or each.iri
            or re.fullmatch(rf"{_LETTERS.pattern}|[A-Z]&[A-Z]|[A-Z](?:\\.[A-Z])+", each.text)
            or re.search(r"[a-z], \Z", sentence.before(each.start, 4))
        )
    )
    before = next(ahead, None)
    if before and sentence.text[before.end : start].startswith(("'", "’")) and _OWN.match(sentence.text, start):
        return before, end  # "Cork Rail's director of Works and Water"
    for each in (body for body in bodies if body.start > end):
        between = sentence.text[end : each.start]
        lettered = _LETTERS.fullmatch(each.text)
        if (
            (each.kind or lettered)
            and re.fullmatch(", (?:the )?", between)
            and _APPOSED.search(sentence.before(start, 20))
        ):
            return each, end  # "A B, Secretary, Department of Works"
        said = _LINKED.fullmatch(between)
        charge = (said.group("field") or "") if said else ""
        inside = bool(between == " in the " and each.kind) or bool(between in {" in ", " in the "} and lettered)
        if said and not (ROLE.search(charge) or _FINITE.search(charge)):
            # Of "WBG Specialist for South Asia" the body stands before.
            inside = not (before and said.group("link") in {"for", "to"})
        if inside:
            # The part of it that the words name: "DOE's Grid Office"
            parts = (part for part in bodies if re.fullmatch("['’]s? ", sentence.text[each.end : part.start]))
            return next(parts, each), end
    direct = next((each for each in bodies if each.kind and each.start == end + 1), None)
    opens = re.search(r"(?:\A|\(|, |\A[Tt]he )\Z", sentence.before(start, 4))
    if direct and opens and re.match("[),.]", sentence.after(direct.end, 1)):
        return direct, end  # "A B (CEO Cork Rail Authority)"
    return before, end
