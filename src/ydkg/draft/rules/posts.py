"""Posts: who holds which, where; and titles without an organisation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ydkg.draft.rules.people import is_person
from ydkg.draft.rules.post import Post
from ydkg.draft.rules.posts_chinese import chinese_posts
from ydkg.draft.rules.roles import address, letters_behind, plain_roles, role_only, roles, short_roles, when_held

if TYPE_CHECKING:
    from ydkg.draft.rules.names import Mention
    from ydkg.draft.rules.sentence import Sentence

#: The fields of an office, set apart by commas.
_LISTED = re.compile(
    r" (?:of|for) (?:the )?(?P<field>(?:[A-Z][\w'-]+(?: [A-Z][\w'-]+)*, )+(?:[A-Z][\w'-]+(?: [A-Z][\w'-]+)*,? )?and [A-Z][\w'-]+(?: [A-Z][\w'-]+)*)"
)

#: A form of address before a name.
_ADDRESS = rf"(?:(?:{address()}|Prof)\.? )*"
#: A second post between a first and who holds them: "Chair and CEO A B".
_SECOND = rf"(?:(?: and | & |/)(?i:{role_only().pattern}))?"
#: What is done by who holds a post, and what that post is: "A B, who heads the Works Department".
_DOES = {
    "heads": "head",
    "leads": "leader",
    "chairs": "chair",
    "directs": "director",
    "runs": "head",
    "is in charge of": "head",
}
_WHO = re.compile(rf", who (?:now |also |currently )?(?P<does>{'|'.join(_DOES)}) (?:up )?(?:the )?")
#: The field of an office that is no name by itself.
_FIELD = re.compile(
    r" (?:of|for) (?:the )?(?P<field>[A-Z][\w'-]+(?:(?: and| &)? [A-Z][\w'-]+){0,7}(?: \([A-Z][\w ]+\))?)"
)
#: Posts that a body has of its own, whatever they are in charge of.
_OWN = re.compile("(?:[A-Z]?[a-z]+ )?(?:[Dd]irector|[Hh]ead|[Mm]anager|[Vv]ice[ -][Pp]resident)\\b")
#: A body by its letters: "NASA", "MoT".
_LETTERS = re.compile("[A-Z][A-Za-z]*[A-Z][A-Za-z]*")
#: A body without a name: "of the city council".
_PLAIN_BODY = re.compile(
    r" (?:of|for|at|with) (?:the |its |our )(?P<body>(?:[a-z][a-z-]+ ){0,3}(?:council|committee|commission|government|ministry|department|agency|bureau|board|bank|group|association|union|authority|secretariat|parliament|assembly|panel|review|inquiry|task ?force|forum|network|office|institute|federation|chamber|party|trust|fund|company|university))\b"
)


def posts(sentence: Sentence) -> list[Post]:
    """Find the posts that a sentence states.

    Parameters
    ----------
    sentence : Sentence

    Returns
    -------
    list of Post
        In the order of the sentence.
    """
    return chinese_posts(sentence) if sentence.chinese else _english(sentence)


def _english(sentence: Sentence) -> list[Post]:
    people = [each for each in sentence.mentions if is_person(each)]
    bodies = [each for each in sentence.mentions if each not in people]
    found = _doing(sentence, people, bodies)
    for match in roles().finditer(sentence.words):
        start, end = sentence.start + match.start(), sentence.start + match.end()
        if any(each.start <= start and end <= each.end for each in (*people, *bodies)):
            continue
        title = next(
            (
                each
                for each in people
                if each.start > end and re.fullmatch(rf"{_SECOND}[,.]? ?{_ADDRESS}", sentence.between(end, each.start))
            ),
            None,
        )
        # What stands right before a post is no person where one follows it: "Acme Rail CEO A B".
        joint = re.compile(_SECOND).match(sentence.text, end)
        # No body is behind the next person.
        beyond = next((each.start for each in people if not title and each.start >= end), sentence.end)
        near = [each for each in bodies if each.start < beyond]
        body, last = _body(sentence, [*near, *(each for each in people if title and each.end < start)], start, end)
        shared = body is None and joint is not None and bool(joint.group())
        if shared and joint:
            body, _ = _body(sentence, bodies, joint.end(), joint.end())  # "Managing Director and CEO of Cork Rail"
        person = (
            (title.start, title.end)
            if title
            else _named_behind(sentence, people, found, end, body)
            or _holder(sentence, people, found, body.start if body and body.end <= start else start)
            or _behind(sentence, people, end, body)
        )
        if person is None:
            continue
        # Of "Commissioners for Works, A B, and for Water, …" each is one.
        words = sentence.text[start : sentence.start + match.end("head") if last == end else last]
        role = re.sub(r"\s+", " ", words.strip()).lower()
        role = short_roles().get(role, role)
        joined = (
            found and found[-1].person == person and sentence.between(found[-1].end, start) in {" and ", " & ", "/"}
        )
        if (
            body is None
            and joined
            and found[-1].organization
            and not re.match(",? (?:of|for|at) ", sentence.after(end, 5))
        ):
            found.append(Post(start, end, person, found[-1].organization, role, "posts.of"))
            continue  # "MTA Chair and CEO"
        held = re.search(
            rf"\b({when_held()[0]}) \Z", sentence.before(min(start, body.start if body else start), 14), re.IGNORECASE
        )
        role = f"{held.group(1).lower()} {role}" if held else role  # "acting FTA Administrator"
        plain = match.group("head").lower() in plain_roles() and not match.group("field")
        styled = title and " " in role and sentence.text[start].isupper()
        office = match.group("head").lower() == "secretary" and re.match(" for (?:the )?[A-Z]", sentence.after(end))
        plainly = _PLAIN_BODY.match(sentence.text, end) if body is None else None
        if body is None and plainly is None and plain and not office and not styled:
            continue
        if named := _in_charge(sentence, people, match, body, plainly):
            field, last, rule = named
            role = role.removeprefix(f"{sentence.text[slice(*field)].lower()} ")
            found.append(Post(start, last, person, field, short_roles().get(role, role), rule))
            continue
        place = (body.start, body.end) if body else None
        first = min(start, body.start) if body else start
        last = max(end, body.end) if body and not shared else last
        rule = "posts.of" if body and body.start > start else ("posts.before" if body else "posts.title")
        found.append(Post(first, last, person, place, role, rule))
        if body is None and title:
            found[-1:] = _bracketed(sentence, people, found[-1])
    return found


def _in_charge(
    sentence: Sentence,
    people: list[Mention],
    match: re.Match[str],
    body: Mention | None,
    plainly: re.Match[str] | None,
) -> tuple[tuple[int, int], int, str] | None:
    """Give what a post is in charge of where no name of a body says it, where its words end, and the rule."""
    end = sentence.start + match.end()
    if plainly:
        return plainly.span("body"), plainly.end(), "posts.of"  # "leader of the city council"
    if body is None and match.group("charge"):
        wide = re.match("(?:Regional|National) ", match.group())  # "the Transport Secretary"
        first = match.start() if wide else match.start("charge")
        return (sentence.start + first, sentence.start + match.end("charge")), end, "posts.before"
    until = sentence.text[: _next(sentence, people, end)]
    if field := _LISTED.match(until, end) or (_FIELD.match(until, end) if body is None else None):
        # "Minister of Trade, Water and Industry", "Commissioner for Works and Water"
        return field.span("field"), field.end(), "posts.of"
    return None


def _bracketed(sentence: Sentence, people: list[Mention], post: Post) -> list[Post]:
    """Read what each of several is in charge of, in brackets: "Ministers A B (Works), C D (Water and Trade)"."""
    found: list[Post] = []
    for each in (person for person in people if person.start >= post.person[0]):
        field = re.compile(r" \((?P<field>[A-Z][\w'-]+(?:(?: and| &)? [A-Z][\w'-]+)*)\)").match(sentence.text, each.end)
        if not field or (found and not re.fullmatch(",? (?:and )?", sentence.between(found[-1].end, each.start))):
            break
        start = found[-1].end if found else post.start
        found.append(Post(start, field.end(), each[:2], field.span("field"), post.role, "posts.before"))
    return found or [post]


def _doing(sentence: Sentence, people: list[Mention], bodies: list[Mention]) -> list[Post]:
    """Read the posts of people of whom is said what they do: "A B, who heads the Works Department"."""
    found = []
    for person in people:
        said = _WHO.match(sentence.text, person.end)
        body = next((each for each in bodies if said and each.start == said.end()), None)
        if said and body and said.end() < sentence.end:
            role = _DOES[said.group("does")]
            found.append(Post(said.start("does"), body.end, person[:2], body[:2], role, "posts.of"))
    return found


def _next(sentence: Sentence, people: list[Mention], at: int) -> int | None:
    """Tell where the next name of a person starts, with its form of address and the sign before it."""
    following = next((each.start for each in people if each.start > at), None)
    if following is None:
        return None
    led = re.search(rf",? ?{_ADDRESS}\Z", sentence.text[at:following])
    return at + led.start() if led else following


def _body(sentence: Sentence, bodies: list[Mention], start: int, end: int) -> tuple[Mention | None, int]:
    """Find the organisation of a role, behind "of" or right before it, and where the words of the role end."""
    field = re.match(
        r" (?:of|for) (?:the )?(?:[A-Z][\w&-]*(?:(?: and| &)? [A-Z][\w&-]*){0,3}|[a-z][\w-]*(?: [a-z][\w-]*){0,4})(?=,? (?:at|with|in|for)(?: the)? [A-Z])",
        sentence.after(end),
    )
    if field:
        at = re.compile(r",? (?:at|with|in|for)(?: the)? ").match(sentence.text, end + field.end())
        body = next((each for each in bodies if at and each.start == at.end()), None)
        if body:
            return body, end + field.end()  # "Director of Stations at Network Rail"
    before = next(
        (
            each
            for each in bodies
            if each.end <= start
            and re.fullmatch(r"(?:['’]s?)?(?: \([A-Z]{2,8}\))? ", sentence.between(each.end, start))
            and (
                each.kind
                or each.iri
                or re.fullmatch("[A-Z]{2,6}", each.text)
                or re.match(",? [A-Z]", sentence.after(end, 3))
                or re.search(r"[a-z], \Z", sentence.before(each.start, 4))
            )
        ),
        None,
    )
    if before and sentence.between(before.end, start).startswith(("'", "’")) and _OWN.match(sentence.text, start):
        return before, end  # "Cork Rail's director of Works and Water"
    for each in bodies:
        said = re.fullmatch(
            r"(?: for [\w ,&-]{3,60}?)?,? (?P<link>of|for|at|with|in charge of|to)(?: the)? ",
            sentence.between(end, each.start) if each.start > end else "",
        )
        inside = (each.kind and sentence.text[end : each.start] == " in the ") or (
            _LETTERS.fullmatch(each.text) and sentence.text[end : each.start] in {" in ", " in the "}
        )
        said = said or (re.match("(?P<link> in)", sentence.after(end)) if inside else None)
        apposed = (each.kind or _LETTERS.fullmatch(each.text)) and re.fullmatch(
            ", (?:the )?", sentence.between(end, each.start) if each.start > end else ""
        )
        if apposed and re.search(r"(?:[\w.], (?:[A-Z]\w+ )?| and )\Z", sentence.before(start, 20)):
            return each, end  # "A B, Secretary, Department of Works"
        if said and not (before and said.group("link") == "for"):
            return _owned(sentence, bodies, each), end  # Of "WBG Specialist for South Asia" the body stands before.
    if before:
        return before, end
    return None, end


def _owned(sentence: Sentence, bodies: list[Mention], body: Mention) -> Mention:
    """Give the part of a body that the words name: "DOE's Grid Office"."""
    part = next((each for each in bodies if re.fullmatch("['’]s? ", sentence.between(body.end, each.start))), None)
    return part or body


def _named_behind(
    sentence: Sentence, people: list[Mention], found: list[Post], end: int, body: Mention | None
) -> tuple[int, int] | None:
    """Find who is named behind a post where the one named before it has a post before the name, too."""
    before = next((each for each in reversed(people) if each.end <= end), None)
    led = before and any(post.person == before[:2] and post.end <= before.start for post in found)
    return _behind(sentence, people, end, body) if led else None


def _behind(sentence: Sentence, people: list[Mention], end: int, body: Mention | None) -> tuple[int, int] | None:
    """Find who holds a post of which a field is named, or a body: "Minister for Housing and Water, A B"."""
    for each in people:
        if each.start <= end:
            continue
        if re.fullmatch(
            rf" (?:for|of|in) (?:the )?[A-Z][\w &(),-]{{2,70}}?,? {_ADDRESS}", sentence.between(end, each.start)
        ):
            return each.start, each.end
        if body and body.start > end and re.fullmatch(rf",? {_ADDRESS}", sentence.between(body.end, each.start)):
            return each.start, each.end
    return None


def _holder(sentence: Sentence, people: list[Mention], found: list[Post], start: int) -> tuple[int, int] | None:
    """Find who holds a post: the name before the list of posts that it is in."""
    if found and re.fullmatch(
        r",? (?:and )?(?:also )?(?:the |concurrently )?(?:as )?", sentence.between(found[-1].end, start)
    ):
        return found[-1].person
    left = [each for each in people if each.end <= start]
    if left and re.fullmatch(
        rf"(?:,? (?:{letters_behind()}))*(?: -|,)? \(?(?:(?:the|a|an|also|now|who is|who was|who has been|is|was|has been|serves as|serving as|currently|newly|new|appointed|named|as|elected|re-elected|sworn in|promoted to|took office|takes over|took over|became|has become|which is|formerly|former|then) ?)*",
        sentence.between(left[-1].end, start),
    ):
        return left[-1].start, left[-1].end
    return None
