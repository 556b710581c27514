"""People: which names are theirs, and the people, bodies and titles that stand in one run of words."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ydkg.language.reading.tables import table
from ydkg.language.sentence.names import Mention, kind_of
from ydkg.language.sentence.roles import ADDRESS, BARE, LETTERS, OFFICE, PORTFOLIO, ROLE, ROLE_ONLY, TITLE, WHEN
from ydkg.vocab import FOAF, YD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ydkg.language.reading.spans import Span
    from ydkg.language.sentence.sentence import Sentence

_PERSON = re.compile(
    r"(?:[A-ZÀ-ÖØ-ÞŁŚŠŽČ][\w’'-]+|[A-Z]\.?)(?:(?: (?:von der|van der|von|van|de|der|del|bin|ibn|bint|al|da|dos|la))* (?:[A-ZÀ-ÖØ-ÞŁŚŠŽČ][\w’'-]+|[A-Z](?:\.|(?= )))){1,4}\Z"
)
_PEOPLE_KINDS = frozenset({FOAF.Person, YD.Official})

#: Words that are formed as the names of people are not.
_NOUN = re.compile(r"(?:[a-z](?:tion|sion|ture|(?<!Hol)(?<!Hark)(?<!Guin)ness|ship|logy|ics|ism)|(?<!Cle)ment)\b")
#: Who governs a place, which any name may be of: "Mayor of West Cork A B".
_GOVERNS = re.compile(
    r"\b(?:(?:mayor|governor|premier|president|prime minister) of|(?:member|mp|senator) for|[a-z]+ to) (?:the )?\Z",
    re.IGNORECASE,
)
#: Where a post follows that somebody is given.
_GIVEN_POST = re.compile(r"\b(?:(?:was|been|is) (?:named|appointed|elected)(?: as)?|appointment as) (?:the |its )?\Z")
#: A post and what leads from it to what it is of, at the end of some words.
POST_BEFORE = re.compile(rf"{ROLE.pattern} (?:of|for|at|to)(?: the)? \Z", re.IGNORECASE)
#: A post and "of" before the rest of a run; a body or a place may stand before it.
_LEADING = re.compile(
    rf"(?:(?-i:[A-Z][\w&.-]*) ){{0,2}}?(?P<role>{ROLE.pattern}(?:(?: and | & |/){ROLE_ONLY.pattern})*) (?:of|for)(?: the)? (?P<rest>(?-i:[A-Z]).*)",
    re.IGNORECASE,
)
#: Forms of address before a name, at the start of a run or within it.
_STYLED = re.compile(rf"(?:\A|(?<= ))(?:(?:{ADDRESS})\.? )+(?=[A-Z][\w'’-]+ [A-Z])(?!(?i:{ROLE_ONLY.pattern})\b)")
#: A word that says when a post is held, before the body that it is of.
_HELD = re.compile(rf"(?i:{WHEN}) (?=(?:[A-Z][\w&.-]* )+(?i:{ROLE_ONLY.pattern})\b)(?!(?i:{ROLE_ONLY.pattern})\b)")
_GIVEN, _NO_PERSON = (
    frozenset(table("ydkg.language.sentence", "kinds")[words]["en"].split()) for words in ("given", "notperson")
)
#: What stands behind the names of people in some countries.
_LETTERS_BEHIND = re.compile(rf"(?<=[a-z])(?: (?:{LETTERS}))+\Z")
#: The longest name of a person, in words.
_LONGEST = 4


def is_person(mention: Mention) -> bool:
    """Tell whether a name is that of a person, as far as it can be told."""
    if mention.iri:
        return mention.kind in _PEOPLE_KINDS
    if mention.rule == "posts.title" and mention.kind == FOAF.Person:
        return True
    return _is_name(mention.text)


def people_found(sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """Part titles from the names of people, and see those in surnames whose bearers were named in full before."""
    parted: list[Sentence] = []
    for sentence in sentences:
        # Runs such as "European Commission President Ursula von der Leyen" are body, title and person.
        found: list[Mention] = []
        runs = [part for run in sentence.mentions for part in _each_titled(run, sentence.before(run.start, 12))]
        ends = [re.search(rf"(?:\A| )(?:{ADDRESS})\Z", run.text) if not run.iri else None for run in runs]
        runs = [_part(run, 0, end.start()) if end else run for run, end in zip(runs, ends, strict=True)]
        runs = [run for run in runs if run.text]
        for before, mention, following in zip((None, *runs), runs, (*runs[1:], None), strict=False):
            near = (
                (before and is_person(before) and sentence.text[before.end : mention.start] == ", ")
                or (
                    following
                    and is_person(following)
                    and re.fullmatch(rf"[,.]? (?:(?:{ADDRESS})\.? )*", sentence.text[mention.end : following.start])
                )
                or _GIVEN_POST.search(sentence.before(mention.start))
                or re.match(" to (?:the )?[A-Z]", sentence.after(mention.end, 9))  # "Thai Ambassador to"
            )
            # Of "Hun Sen" the last word is no senator, of "Cork Sen. Ada Lovelace" it is.
            titled = re.search(r"[a-z] (?:Sen|Gov|Rep|Prof|Amb)\Z", mention.text)
            near = near if not titled or sentence.after(mention.end, 1) == "." else None
            found += [mention] if mention.iri else _parted(mention, sentence.before(mention.start), near=bool(near))
        parted.append(sentence._replace(mentions=tuple(found)))
    full = full_names([mention for sentence in parted for mention in sentence.mentions])
    for place, sentence in enumerate(parted):
        mentions = (
            each._replace(kind=FOAF.Person, rule="posts.title")
            if not each.iri and each.text in full and full[each.text][1] < each.start
            else each
            for each in sentence.mentions
        )
        parted[place] = sentence._replace(mentions=tuple(mentions))
    return tuple(parted)


def full_names(mentions: list[Mention]) -> dict[str, Span]:
    """Give where the people are named in full whom a text goes on to call by their surnames."""
    first: dict[str, Mention] = {}
    for each in mentions:
        if is_person(each) and " " in each.text:
            first.setdefault(each.text, each)
    surnames = Counter(map(_surname, first))
    return {surname: (each.start, each.end) for name, each in first.items() if surnames[surname := _surname(name)] == 1}


def _surname(name: str) -> str:
    """Give the surname in a full name: the first word where those behind are parted by a hyphen, as in East Asia."""
    first, _, last = name.rpartition(" ")
    return first if "-" in last and " " not in first else last


def _parted(mention: Mention, before: str = "", *, near: bool = False) -> list[Mention]:
    """Part one run; a post that is all of it is no name."""
    text = mention.text
    if (styled := _STYLED.search(text)) and _PERSON.match(text[styled.end() :]):
        left = re.sub(",? (?:and)?\\Z", "", text[: styled.start()])
        person = _part(mention, styled.end(), len(text), FOAF.Person)
        return [*(_parted(_part(mention, 0, len(left)), near=True) if left else []), person]  # "Minister Dato' A B"
    if (short := re.match("C[EFOTIM]O (?=[A-Z])", text)) and kind_of(text[short.end() :]):
        return [_part(mention, short.end(), len(text))]  # "(CEO Cork Rail Authority)"
    if held := _HELD.match(text):
        return _parted(
            _part(mention, held.end(), len(text)), near=near
        )  # "Acting FTA Administrator A B": when it is held.
    if lettered := _LETTERS_BEHIND.search(text):
        return _parted(_part(mention, 0, lettered.start()), near=near)  # "A B MP"
    if all(ROLE.fullmatch(part) for part in re.split(" and |, ", text)):
        return []  # "Finance Secretary and Secretary", "Transport Minister" are posts, and no names.
    if (led := TITLE.match(text)) and " of " in led.group() and text[led.end()].isupper():
        return _titled_person(mention, led)  # "Chancellor of the Exchequer A B"
    if OFFICE.fullmatch(text):
        # "Commissioner for Transport A B" names somebody; "Minister for the Environment" is a post, and no name.
        words, charged = text.split(" "), re.split(" for (?:the )?", text, maxsplit=1)[-1].split(" ")
        counts = (
            count
            for count in (3, 4)
            if PORTFOLIO.fullmatch(" ".join(charged[:-count])) and _is_name(" ".join(charged[-count:]))
        )
        count = next(counts, 2)
        name = " ".join(words[-count:])
        named = words[-count - 1] not in {"for", "the", "and", "of"} and _is_name(name)
        return [_part(mention, len(text) - len(name), len(text), FOAF.Person)] if named else []
    if led := _LEADING.match(text):
        return _led(mention, led.start("rest"), text[: led.start("role")].strip())
    ends = re.search(rf"(?i: {ROLE_ONLY.pattern})\Z", text)
    if ends and near:
        state = len(" State") if text.startswith(" State ", ends.start()) else 0  # "Cork State Governor"
        return [
            _part(mention, 0, ends.start() + state)
        ]  # "The Transport Secretary, A B, …", "A B, Cork Rail Commissioner, …"
    if of := _of_body(text):
        return [_part(mention, 0, of.start()), _part(mention, of.end(), len(text), FOAF.Person)]
    if splits := list(TITLE.finditer(text)):
        split = next((each for each in splits if not text.startswith(("and ", "& "), each.end())), splits[0])
        split = next((each for each in splits if each.start() == split.end()), split)  # "H.E. Governor A B"
        return _titled_person(mention, split)
    listed = re.search(r"(?:, [A-Z][a-z]+|,)(?: and)? \Z", before) and PORTFOLIO.fullmatch(text.partition(" ")[0])
    return _led(mention, 0, "", before) if listed or POST_BEFORE.search(before) else [mention]


def _of_body(text: str) -> re.Match[str] | None:
    """Find the post between the body that says what it is and a name: "Lee County Manager A B"."""
    posts = re.finditer(rf" (?i:{'|'.join(sorted(BARE))}) (?=[A-Z])", text)
    return next((each for each in posts if kind_of(text[: each.start()]) and _is_name(text[each.end() :])), None)


def _part(mention: Mention, start: int, end: int, kind: str = "") -> Mention:
    """Give a part of a run by its place in it."""
    words = mention.text[start:end]
    rule = "posts.title" if kind else mention.rule
    return Mention(mention.start + start, mention.start + end, words, "", kind or kind_of(words), rule)


def _titled_person(mention: Mention, split: re.Match[str]) -> list[Mention]:
    """Part a title right before a name, and a place behind it: "Mayor Ana Ruiz of Cork"."""
    place = re.compile(" of (?:the )?(?=[A-Z])").search(mention.text, split.end())
    end = place.start() if place else len(mention.text)
    found = [_part(mention, place.end(), len(mention.text))] if place else []
    name = mention.text[split.end() : end]
    alone = split.start() == 0 and re.fullmatch(r"[A-Z][a-z]+", name) and not {name} & _NO_PERSON and not kind_of(name)
    if not (_is_name(name) or alone):
        return [*found, _part(mention, 0, end)]
    joint = re.search(rf"(?i: {ROLE_ONLY.pattern}(?: and| &))\Z", mention.text[: split.start()].rstrip())
    body = mention.text[: joint.start() if joint else split.start()].strip()
    if body and not re.fullmatch(rf"(?:{ADDRESS})\.?", body):
        found.append(_part(mention, 0, len(body)))  # "MTA Chair and CEO A B"
    return [*found, _part(mention, split.end(), end, FOAF.Person)]


def _led(mention: Mention, at: int, before: str, lead: str = "") -> list[Mention]:
    """Part "Director of Cork Rail A B" into the body and the person; without a person it is the body."""
    words = mention.text[at:].split(" ")
    found = [_part(mention, 0, len(before))] if before else []
    counts = range(2, min(_LONGEST, len(words) - 1) + 1)
    # What somebody is in charge of says best where the name starts: "Trade and Industry Gan Kim Yong".
    portfolio = [count for count in counts if "and" in words[:-count] and PORTFOLIO.fullmatch(" ".join(words[:-count]))]
    # What a body is of ends where its name does: "People's Committee of Cork City A B C".
    whole = [count for count in counts if kind_of(" ".join(words[:-count]).rpartition(" of ")[2])]
    for count in (*reversed(portfolio), *whole, *counts):
        body, name = " ".join(words[:-count]), " ".join(words[-count:])
        governs = _GOVERNS.search(mention.text[:at] or lead) and count == min(counts) and " " in mention.text[at:]
        if (
            not _is_name(name)
            or re.search(r"\b(?:of|for|and|the|&)\Z", body)
            or not (
                governs
                or (kind_of(body) and (at or " " in body))
                or re.fullmatch("[A-Z]{2,6}", body)
                or PORTFOLIO.fullmatch(body)
                or (" and " in body and PORTFOLIO.fullmatch(body.rpartition(" ")[2]))
                or (_NOUN.search(body) and " " not in body)
            )
        ):
            continue
        middle = at + len(body)
        return [*found, _part(mention, at, middle), _part(mention, middle + 1, len(mention.text), FOAF.Person)]
    return [*found, _part(mention, at, len(mention.text))]


def _is_name(words: str) -> bool:
    """Tell whether words may be the name of a person: of "Andy Street" the first says so."""
    parts = re.split("[ -]", words)
    given = parts[0] in _GIVEN and len(parts) == 2
    if (
        re.match("[A-Z]{3,} .*[a-z]", words)
        or re.search(r" (?:AS|AG|SA|SE|NV|BV|AB|PLC|LLC|Ltd|Inc)\Z", words)
        or _NOUN.search(words)
    ):
        return False
    return _PERSON.match(words) is not None and not kind_of(words) and (given or not {*parts} & _NO_PERSON)


def _each_titled(mention: Mention, before: str = "") -> list[Mention]:
    """Part "Minister A B and Secretary C D", one run of words, into two."""
    if mention.iri:
        return [mention]
    addressed = re.search(rf"(?:{ADDRESS})\.? \Z", before)
    for joined in re.finditer(" and ", mention.text):
        left, right = mention.text[: joined.start()], mention.text[joined.end() :]
        if ROLE.fullmatch(left) and _is_name(right):
            return [_part(mention, joined.end(), len(mention.text))]  # "as Acting Director and A B as …"
        sides = (right,) if addressed else (left, right)
        both = all(TITLE.search(side) or _LEADING.match(side) or _of_body(side) for side in sides)
        named = all(" " in side and _is_name(side) and not ROLE.search(side) for side in (left, right))
        ends = [re.search(rf"(?i:(?:\A| ){ROLE_ONLY.pattern})\Z", side) for side in (left, right)]
        # "Cork Rail Agency and Member of Parliament for Cork"; of two governors the first, up to the next "Gov."
        post = (not ends[0] and _LEADING.match(right)) or (ends[1] and " " in left and _is_name(left))
        title = TITLE.match(left)  # "Governor Ada Lovelace and Turing"
        if both or named or post or (title and " " in left[title.end() :] and _is_name(left[title.end() :])):
            return [_part(mention, 0, joined.start()), *_each_titled(_part(mention, joined.end(), len(mention.text)))]
    return [mention]
