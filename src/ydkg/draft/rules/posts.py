"""Posts: who holds which, where; titles without an organisation; and who did what at an event."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ydkg.draft.rules.names import Mention, kind_of
from ydkg.vocab import FOAF, YD
from ydkg.words.reading.tables import table

if TYPE_CHECKING:
    from ydkg.draft.rules.sentence import Sentence

_PACKAGE = "ydkg.draft.rules"
_PERSON = re.compile(
    r"(?:[A-Z][\w’'-]+|[A-Z]\.)(?: (?:[A-Z][\w’'-]+|[A-Z]\.|von der|van der|von|van|de|der|del|bin|al|da|dos|la)){1,4}\Z"
)
_PEOPLE_KINDS = frozenset({FOAF.Person, YD.Official})
#: First characters of Chinese names.
_SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫"
    "段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝代候冀闻原亓仝郗郄荆窄逯诸揭"
)


#: The fields of an office, set apart by commas.
_LISTED = re.compile(
    r" (?:of|for) (?:the )?(?P<fields>(?:[A-Z][\w'-]+(?: [A-Z][\w'-]+)*, )+(?:[A-Z][\w'-]+(?: [A-Z][\w'-]+)*,? )?and [A-Z][\w'-]+(?: [A-Z][\w'-]+)*)"
)


class Post(NamedTuple):
    """A post that a person holds, or a title that the person has.

    Attributes
    ----------
    start, end : int
        The words that say so: role and organisation.
    person : tuple of int
        Start and end of the person's name.
    organization : tuple of int or None
        Start and end of the organisation's name; None for a title without one.
    role : str
        As it is printed, in lower case.
    rule : str
        Module and name of the rule.
    """

    start: int
    end: int
    person: tuple[int, int]
    organization: tuple[int, int] | None
    role: str
    rule: str


class Part(NamedTuple):
    """What a person did at an event.

    Attributes
    ----------
    start, end : int
        The words that say so.
    person : tuple of int
    event : tuple of int
        Start and end of the words that name the event.
    role : str
        ``presenter``, ``attendee``, ``respondent``, ``chair`` or ``speaker``.
    """

    start: int
    end: int
    person: tuple[int, int]
    event: tuple[int, int]
    role: str


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
    return _chinese(sentence) if sentence.chinese else _english(sentence)


def is_person(mention: Mention) -> bool:
    """Tell whether a name is that of a person, as far as it can be told.

    Parameters
    ----------
    mention : Mention

    Returns
    -------
    bool
    """
    if mention.iri:
        return mention.kind in _PEOPLE_KINDS
    words = re.split(r"[ -]", mention.text)
    return (
        _PERSON.match(mention.text) is not None
        and not kind_of(mention.text)
        and not any(word in _no_person() for word in words)
    )


def persons_in_runs(mentions: list[Mention]) -> list[Mention]:
    """Part runs such as "European Commission President Ursula von der Leyen" into body, title and person.

    Parameters
    ----------
    mentions : list of Mention

    Returns
    -------
    list of Mention
        Names without the titles in them.
    """
    found: list[Mention] = []
    for each in (part for run in mentions for part in _each_titled(run)):
        mention = each
        if not mention.iri and _office().fullmatch(mention.text):
            found += _behind_office(mention)
            continue  # "Minister for the Environment" is a post, and no name.
        led = None if mention.iri else _leading().match(mention.text)
        if led:
            rest = mention.text[led.end() :]
            found.append(Mention(mention.start + led.end(), mention.end, rest, "", kind_of(rest), mention.rule))
            continue
        split = None if mention.iri else _titled().search(mention.text)
        name = mention.text[split.end() :] if split else ""
        if place := re.search(" of (?:the )?(?=[A-Z])", name):
            # "Mayor Ana Ruiz of Cork" names a person and a place.
            at = mention.start + split.end() if split else mention.start
            found.append(
                Mention(
                    at + place.end(), mention.end, name[place.end() :], "", kind_of(name[place.end() :]), mention.rule
                )
            )
            name = name[: place.start()]
            mention = mention._replace(
                end=at + place.start(), text=mention.text[: split.end()] + name if split else name
            )
        if split and (
            _PERSON.match(name)
            or (mention.text[: split.start()] == "" and re.fullmatch(r"[A-Z][a-z]+", name) and name not in _no_person())
        ):
            start = mention.start + split.end()
            if body := mention.text[: split.start()].strip():
                found.append(Mention(mention.start, mention.start + len(body), body, "", kind_of(body), mention.rule))
            found.append(Mention(start, mention.end, name, "", FOAF.Person, "posts.title"))
        elif split is None and not mention.iri and _role_only().fullmatch(mention.text):
            continue
        else:
            found.append(mention)
    return found


def _each_titled(mention: Mention) -> list[Mention]:
    """Part "Minister A B and Secretary C D", one run of words, into two."""
    left, joined, right = mention.text.partition(" and ")
    if mention.iri or not joined or not (_titled().search(left) and _titled().search(right)):
        return [mention]
    middle = mention.start + len(left)
    first = Mention(mention.start, middle, left, "", kind_of(left), mention.rule)
    return [first, *_each_titled(Mention(middle + len(joined), mention.end, right, "", kind_of(right), mention.rule))]


def _behind_office(mention: Mention) -> list[Mention]:
    """Give the person of "Commissioner for Transport A B"; "Minister for Public Works" has none."""
    words = mention.text.split(" ")
    name = " ".join(words[-2:])
    office = words[:-2]
    if office[-1] in {"for", "the", "and", "of"} or not _PERSON.match(name) or {*words[-2:]} & _no_person():
        return []
    return [Mention(mention.end - len(name), mention.end, name, "", FOAF.Person, "posts.title")]


def _english(sentence: Sentence) -> list[Post]:
    people = [each for each in sentence.mentions if is_person(each)]
    bodies = [each for each in sentence.mentions if each not in people]
    found: list[Post] = []
    for match in _roles().finditer(sentence.words):
        start, end = sentence.start + match.start(), sentence.start + match.end()
        if any(each.start <= start and end <= each.end for each in (*people, *bodies)):
            continue
        title = next(
            (
                each
                for each in people
                if each.start - end in {1, 2} and sentence.text[end : each.start].strip() in {"", ",", "."}
            ),
            None,
        )
        # What stands right before a post is no person where one follows it: "Acme Rail CEO A B".
        body, last = _body(sentence, [*bodies, *(each for each in people if title and each.end < start)], start, end)
        person = (
            (title.start, title.end)
            if title
            else _holder(sentence, people, found, body.start if body and body.end <= start else start)
            or _behind(sentence, people, end)
        )
        if person is None:
            continue
        role = re.sub(r"\s+", " ", sentence.text[start:last].strip()).lower()
        role = _short().get(role, role)
        plain = match.group("head").lower() in _plain()
        if body is None and plain:
            continue
        place = (body.start, body.end) if body else None
        if listed := _LISTED.match(sentence.text, end):
            place = listed.span("fields")  # "Minister of Trade, Water and Industry"
            found.append(Post(start, listed.end(), person, place, role, "posts.of"))
            continue
        first = min(start, body.start) if body else start
        last = max(end, body.end) if body else last
        rule = "posts.of" if body and body.start > start else ("posts.before" if body else "posts.title")
        found.append(Post(first, last, person, place, role, rule))
    return found


def _body(sentence: Sentence, bodies: list[Mention], start: int, end: int) -> tuple[Mention | None, int]:
    """Find the organisation of a role, behind "of" or right before it, and where the words of the role end."""
    field = re.match(
        r" (?:of|for) (?:the )?[A-Z][\w&-]*(?:(?: and| &)? [A-Z][\w&-]*){0,3}(?=,? (?:at|with|in|for)(?: the)? [A-Z])",
        sentence.after(end),
    )
    if field:
        at = re.compile(r",? (?:at|with|in|for)(?: the)? ").match(sentence.text, end + field.end())
        body = next((each for each in bodies if at and each.start == at.end()), None)
        if body:
            return body, end + field.end()  # "Director of Stations at Network Rail"
    for each in bodies:
        if each.start > end and re.fullmatch(
            r"(?: for [\w ,&-]{3,60}?)?,? (?:of|for|at|with|in charge of|to)(?: the)? ",
            sentence.between(end, each.start),
        ):
            return each, end
    for each in bodies:
        if (
            each.end <= start
            and re.fullmatch(r"(?:['’]s?)? ", sentence.between(each.end, start))
            and (
                each.kind
                or each.iri
                or re.fullmatch("[A-Z]{2,6}", each.text)
                or re.match(" [A-Z]", sentence.after(end, 2))
            )
        ):
            return each, end
    return None, end


def _behind(sentence: Sentence, people: list[Mention], end: int) -> tuple[int, int] | None:
    """Find who holds a post of which a field is named: "Minister for Housing and Water, A B"."""
    for each in people:
        if each.start > end and re.fullmatch(r" for [A-Z][\w &-]{2,60}?,? ", sentence.between(end, each.start)):
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
        r",? (?:(?:the|a|an|who is|is|was|has been|serves as|serving as|currently|newly appointed|appointed|named|as|elected|which is|formerly|former) ?)*",
        sentence.between(left[-1].end, start),
    ):
        return left[-1].start, left[-1].end
    return None


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


def parts(sentence: Sentence) -> list[Part]:
    """Find who did what at an event.

    Parameters
    ----------
    sentence : Sentence
        English.

    Returns
    -------
    list of Part
    """
    if sentence.chinese:
        return _parts_zh(sentence)
    event = _EVENT.search(sentence.words)
    people = [each for each in sentence.mentions if is_person(each)]
    if not event or not people:
        return []
    found = []
    for role, pattern in _DEEDS:
        for match in re.finditer(pattern, sentence.words):
            at = sentence.start + match.start()
            if re.search(r"\b(?:will|to|would|can) \Z", sentence.before(at)):
                continue
            for person in _doers(sentence, people, at):
                named = (sentence.start + event.start(), sentence.start + event.end())
                found.append(Part(at, sentence.start + match.end(), (person.start, person.end), named, role))
    return found


_DEEDS_ZH = (
    ("attendee", "出席|参加"),
    ("respondent", "答记者问|回答(?:了)?记者"),
    ("chair", "主持"),
    ("presenter", "介绍(?=了?.{0,12}(?:情况|进展|成效))"),
    ("speaker", "致辞|发表(?:重要)?讲话"),
)
_EVENT_ZH = re.compile("(?:新闻)?(?:(?:发布|通气|座谈|推进)会|论坛|峰会|大会|会议|仪式|年会|博览会)")


def _parts_zh(sentence: Sentence) -> list[Part]:
    event = _EVENT_ZH.search(sentence.words)
    people = sorted({each.person for each in _chinese(sentence)})
    if not event or not people:
        return []
    named = (sentence.start + event.start(), sentence.start + event.end())
    return [
        Part(sentence.start + match.start(), sentence.start + match.end(), person, named, role)
        for role, pattern in _DEEDS_ZH
        for match in re.finditer(pattern, sentence.words)
        for person in people
        if person[1] <= sentence.start + match.start()
    ]


def _doers(sentence: Sentence, people: list[Mention], at: int) -> list[Mention]:
    """Give the people that are the subject of a verb: those of a list of people with their posts, or the nearest."""
    left = [each for each in people if each.end <= at]
    if not left:
        return []
    chain = [left[-1]]
    for earlier, later in zip(left[-2::-1], left[:0:-1], strict=False):
        between = sentence.between(earlier.end, later.start)
        if re.search(
            r"\b(?:said|was|were|has|have|who|introduced|chaired|by|held|planned|attended|welcomed|met|with|told)\b",
            between,
        ) or not re.search(r",(?: and)? \Z| and \Z", between):
            break
        chain.insert(0, earlier)
    return chain


def _chinese(sentence: Sentence) -> list[Post]:
    """Read posts before a name; one without an organisation of its own is of the one before it."""
    found = []
    for match in _roles_zh().finditer(sentence.words):
        start = sentence.start + match.start("name")
        if match.group("name")[0] not in _SURNAMES:
            continue
        person, place = (start, sentence.start + match.end("name")), None
        listed = sentence.start + match.start("posts")
        for part in re.finditer(
            rf"(?P<org>[\u4e00-\u9fff]{{2,24}}?)??(?P<role>{_heads_zh()})(?=、|\Z)", match.group("posts")
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


@cache
def _roles() -> re.Pattern[str]:
    rows = table(_PACKAGE, "roles")["en"]
    heads = "|".join(sorted(map(re.escape, [*rows["heads"].split("|"), *_short()]), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:(?:{rows['before']})(?:[ -]|(?<=-)))*(?P<head>{heads})s?(?![\w-])", re.IGNORECASE)


@cache
def _titled() -> re.Pattern[str]:
    rows = table(_PACKAGE, "roles")["en"]
    plain = set(rows["plain"].split("|")) - {"secretary", "professor", "judge", "representative", "speaker", "captain"}
    heads = "|".join(
        sorted((re.escape(each) for each in rows["heads"].split("|") if each not in plain), key=len, reverse=True)
    )
    return re.compile(
        rf"(?<![\w-])(?:(?:{rows['before']})[ -])*(?:{heads}|{'|'.join(_short())}|Mr|Mrs|Ms|Dr|Sir|Lord)\.? (?=[A-Z])",
        re.IGNORECASE,
    )


@cache
def _leading() -> re.Pattern[str]:
    rows = table(_PACKAGE, "roles")["en"]
    heads = "|".join(sorted(map(re.escape, rows["heads"].split("|")), key=len, reverse=True))
    return re.compile(
        rf"(?:(?:{rows['before']})(?:[ -]|(?<=-)))*(?:{heads}) (?:of|for)(?: the)? (?=[A-Z])", re.IGNORECASE
    )


@cache
def _office() -> re.Pattern[str]:
    rows = table(_PACKAGE, "roles")["en"]
    return re.compile(
        rf"(?:[A-Z]\w+ )?(?:(?:{rows['before']})[ -])*(?:minister|secretary|commissioner)s? for (?:the )?[A-Z][\w ]+",
        re.IGNORECASE,
    )


@cache
def _role_only() -> re.Pattern[str]:
    rows = table(_PACKAGE, "roles")["en"]
    return re.compile(rf"(?:(?:{rows['before']})[ -])*(?:{rows['heads']}|{'|'.join(_short())})s?", re.IGNORECASE)


@cache
def _plain() -> frozenset[str]:
    return frozenset(table(_PACKAGE, "roles")["en"]["plain"].split("|"))


@cache
def _short() -> dict[str, str]:
    """Give the posts that are printed short, with the whole word."""
    return dict(pair.split("=") for pair in table(_PACKAGE, "roles")["en"]["short"].split("|"))


@cache
def _no_person() -> frozenset[str]:
    return frozenset(table(_PACKAGE, "kinds")["notperson"]["en"].split())


@cache
def _heads_zh() -> str:
    heads = table(_PACKAGE, "roles")["zh"]["heads"].split("|")
    return "|".join(sorted(heads, key=len, reverse=True))


@cache
def _roles_zh() -> re.Pattern[str]:
    heads, rows = _heads_zh(), table(_PACKAGE, "roles")["zh"]
    return re.compile(
        rf"(?P<posts>(?:[\u4e00-\u9fff]{{0,24}}?(?:{heads})、)*[\u4e00-\u9fff]{{0,24}}?(?:{heads}))(?P<name>[\u4e00-\u9fff]{{2,3}}?)"
        rf"(?=[，。、：；！？（“]|\d|{rows['behind']}|\Z)"
    )


def role_words(text: str) -> list[tuple[int, int]]:
    """Find the words of posts in a text.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of tuple of int
        Start and end of each; English ones that are posts whatever stands around them, and Chinese ones before a name.
    """
    found = [match.span() for match in _roles().finditer(text) if match.group("head").lower() not in _plain()]
    found = [
        span
        for span in found
        if not re.search(
            r"\b(?:the|a|an|our|his|her|their|its|any|each|every|former|new|by|for|and|or|of)\s\Z",
            text[max(0, span[0] - 8) : span[0]],
            re.IGNORECASE,
        )
    ]
    return found + [match.span("posts") for match in _roles_zh().finditer(text) if match.group("name")[0] in _SURNAMES]


def is_role(words: str) -> bool:
    """Tell whether words are a post and nothing else.

    Parameters
    ----------
    words : str

    Returns
    -------
    bool
    """
    return _role_only().fullmatch(words) is not None or re.fullmatch(_heads_zh(), words) is not None
