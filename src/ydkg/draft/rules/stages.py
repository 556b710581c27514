"""Stages: what has become, is becoming or is to become of a thing. No cue, no stage; a plan never as a deed."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ydkg.draft.rules.modality import clause, ends_planned, first_of_last_plan, is_planned, modality_of
from ydkg.draft.rules.sentence import Sentence, phrase_after, phrase_before
from ydkg.vocab import YD
from ydkg.words.reading.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ydkg.words.reading.times import Time

_PACKAGE = "ydkg.draft.rules"
_ADVERB = r"(?:\w+ly |also |now |already |since |just |further |fully |well |successfully |once again |all |been )*"
_PASSIVE = re.compile(
    rf"\b(?P<aux>(?P<perfect>(?:has|have|had) {_ADVERB}been|having been)|(?P<being>(?:is|are|was|were|been) {_ADVERB}being)|(?P<modal>(?:(?:is|are|was|were) to|will|to|would|shall|must|should|can|could|may|might) {_ADVERB}be)|(?P<past>was|were)|(?P<state>is|are|gets?|got)) {_ADVERB}(?:\w+(?:ed|n|t)(?:,)? (?:and )?)?{_ADVERB}\Z",
    re.IGNORECASE,
)
_PERFECT = re.compile(
    rf"\b(?:has|have|had|having) {_ADVERB}(?:\w+(?:ed|n|t)(?: [\w' -]{{1,40}}?)?,? and )?{_ADVERB}\Z", re.IGNORECASE
)
_PROGRESSIVE = re.compile(
    rf"\b(?:is|are|was|were|been|be|keeps?|kept|started|began) {_ADVERB}(?:\w+ing [\w' -]{{0,40}}?(?:and|,) )?{_ADVERB}\Z",
    re.IGNORECASE,
)
_MODAL = re.compile(
    rf"\b(?P<modal>will|shall|would|to|can|could|may|might|must|should|did|do|does|not) {_ADVERB}(?:\w+ and )?{_ADVERB}\Z",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:\b(?:we|they|it|he|she|who|which|that|also|officially|jointly|recently|successfully|today|formally|\w+ly)|[A-Za-z”\")’'-]{3,},?) \Z",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\b(?:not|never|no longer|n't|failed to|without|unless|if|once|after|before|when|until|would have)\b[^,;]{0,30}\Z",
    re.IGNORECASE,
)
_UNDERWAY_TO = re.compile(r"\b(?:underway|under way|working|in progress|being made) to \Z", re.IGNORECASE)
_OBJECT = re.compile(
    r" (?:(?:the|a|an|its|their|our|his|her|some|all|both|several|new|over|more|nearly|about|another|additional|two|three|four|five|six|seven|eight|nine|ten)\b|\d|[A-Z“]|(?!(?:in|at|on|by|to|for|with|from|as|of|and|or|since|after|before|during|under|through|when|while|that|which|further|ahead|rapidly|steadily|smoothly|well|last|this|next|within|until)\b)[a-z-]+(?: (?!in\b|at\b|on\b|by\b|to\b|for\b|with\b|from\b)[a-z-]+| (?:to|for|of|in)\b))"
)
_AND_VERB = re.compile(
    r"(?:,? \w+(?:ed|ing|e|t|n|y|p|d))?,? and (?:\w+ly )?(?:\w+(?:ed|ing)\b|[a-z]+(?= (?:the|a|an|its|their|our|\d))) ?"
)
_NO_THING = re.compile(
    r"\b(?:we|they|it|this|these|that|which|who|he|she|I|you|them|efforts aim)\Z|\A(?:\w+ ){0,2}(?:results?|ceremon(?:y|ies)|events?|speech|address|remarks?|progress|opportunities|benefits?|ways?|steps?|time|improvements|advancements|announcement|questions?|statement|kind|role|others|growth|attention|success)\Z|\A(?:better|faster|greater|improved|more|further) |\A(?:progress|results?|situation|need) (?:of|for)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r" (?:(?:a total of|over|more than|nearly|about|up to|another|an additional|some|almost|around) )*(?:(?:US|HK|A|C)?[$€£¥]\s?\d[\d.,]*(?:\s?(?:million|billion|trillion|bn|m|k))?|\d[\d.,]* (?:thousand |million |billion |trillion )*(?:yuan|dollars|euros|pounds|yen|RMB|renminbi))(?= (?:for|in|into|to|towards)\b|[.,;]|\s*\Z| across| over)"
)
_ENABLES = re.compile(
    r"\b(?:enabl|help|allow|encourag|support|urg|invit|assist|need|opportunit|ability|able|order|designed|used|available|required)\w*\b[^,;]{0,60}\bto (?:\w+ly )?\Z",
    re.IGNORECASE,
)
_LEAD_NUMBER = re.compile(
    r"\d[\d,.]*-(?:kilomet(?:er|re)|km|mile|met(?:er|re)|lane|hectare|MW)s? |(?:and )?(?:(?:an )?(?:additional|further|another|extra) )?(?:(?:over|more than|nearly|almost|about|around|some|a total of|up to|at least|the first|first) )?(?:[€$£]?\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|twelve)(?: (?:hundred|thousand|million|billion|trillion))?(?: (?:GW|MW|hectares?|acres?|tonnes?|tons?|km|miles?|kilomet(?:er|re)s?|square \w+|yuan|euros?|dollars?) of)? (?=[A-Za-z“])|and (?=[a-z])",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(
    r"(?P<lead>\bby|\bincludes?|\bincluded|\bincluding|\bfocus(?:ed|es|ing)? on|\bleads? in|\bled in|\band|\bwhile|,) (?:\w+ly |also |further )*\Z",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"\b(?:accelerat\w*|advanc\w*|push\w* (?:ahead|forward)|speed\w* up|promot\w*|step\w* up|continu\w*) (?:with )?(?:the )?\Z",
    re.IGNORECASE,
)
#: Stages that are none of a theme: "integration has accelerated" is of no thing.
_ON_THEIR_WAY = frozenset({"advanced", "accelerated"})
_DEED = re.compile(
    r"\b(?:has|have|had|was|were|included|following|after|with|since|marked|saw|announced|celebrated|welcomed|\w{3,}ed)\b",
    re.IGNORECASE,
)
_ADVERB_ZH = re.compile(
    r"(?:已经?|将|正在?|全面|顺利|正式|成功|加快|力争|争取|确保|计划|拟|预计|于|到|有望|即将|也|都|均|全部|实现|陆续|相继|率先|持续|稳步|有序|深入|的|其中|同时|此外|目前|截至|自|并|年内|提前|基本)+"
)
_TAIL_ZH = re.compile(
    r"(?P<noun>(?:三期|二期|一期|四期|首期|东段|西段|南段|北段)?(?:改?扩建)?(?:工程|项目|段|线|站|主体|区)?)"
)
#: What is completed, behind the verb: the planning, the siting, the upgrade of something.
_WORK_ZH = re.compile(r"了?(?P<work>(?!后|前|的|时)[\u4e00-\u9fff]{2,12})(?=[，。；、）]|\Z|$)")
_TRANSITIVE_ZH = frozenset("完成 发布 公布 印发 出台 颁布 签署 推出".split())  # noqa: SIM905 - readable
_PLACED = re.compile(r"(?:北京|天津|上海|重庆|[\u4e00-\u9fff]{2,3})(?:省|市|县|区)|全[省市国]")
#: Verbs of what is reached at once: at the end of a clause they state a deed.
_RESULT_ZH = re.compile(
    r"封顶|启动建设|建成|竣工|完工|投产|投运|开通|通车|启用|印发|出台|发布|颁布|揭牌|成立|启动|落成|贯通|签署|签约|获批|批复|生效|施行|挂牌|上线|举办|召开|开工|交付|奠基|设立|组建"
)


#: What is to be reached, and is not said to be.
_ASKED_ZH = re.compile(
    r"推动|推进|加快|促进|确保|支持|抓好|抓紧|力促|加强|争取|做好|谋划|筹备|申报|具备|达到|保障|组织|协调|加紧|全力|未|待|后\Z|前\Z|以来"
)


class Stage(NamedTuple):
    """A stage of a thing.

    Attributes
    ----------
    start, end : int
        The words that say so, from the verb's auxiliaries to its end.
    slug, label : str
        Of the stage.
    modality : str
        IRI.
    about : tuple of int
        Start and end of the words for the thing.
    time : Time or None
    rule : str
        Module and name of the rule.
    verb : int
        Where the verb itself starts.
    """

    start: int
    end: int
    slug: str
    label: str
    modality: str
    about: tuple[int, int]
    time: Time | None
    rule: str
    verb: int = 0


class _Verb(NamedTuple):
    slug: str
    label: str
    lasting: bool
    form: str
    takes: bool = False
    planned: bool = False


class _Found(NamedTuple):
    start: int
    modality: str
    about: tuple[int, int] | None
    rule: str


def stages(sentence: Sentence, issued: date) -> list[Stage]:
    """Find the stages that a sentence states.

    Parameters
    ----------
    sentence : Sentence
    issued : date
        The day of issue.

    Returns
    -------
    list of Stage
        In the order of the sentence; one a thing in a list of things.
    """
    if sentence.chinese:
        return _chinese(sentence, issued)
    found: list[Stage] = []
    for start, end, verb in _verbs(sentence):
        if any(each.start < end and start < each.end for each in sentence.mentions):
            continue
        if any(each.start <= start and end <= each.end for each in found):
            continue
        read = _read(sentence, start, end, verb)
        if read is None or read.about is None:
            continue
        time = time_of(sentence, start, end)
        modality = settled(read.modality, time, issued)
        begun = verb.slug == "launched" and re.search(
            r"\b(?:construction|building work) ", sentence.text[slice(*read.about)], re.IGNORECASE
        )
        slug, label = ("construction-started", "construction started") if begun else (verb.slug, verb.label)
        for about in _things(sentence, read.about):
            if _NO_THING.search(sentence.text[slice(*about)]) or _is_time(sentence, about):
                continue
            found.append(Stage(read.start, end, slug, label, modality, about, time, read.rule, start))
    return sorted(set(found))


def _is_time(sentence: Sentence, about: tuple[int, int]) -> bool:
    """Tell whether the words for a thing are only a time or an amount."""
    times = any(each.start <= about[0] and about[1] <= each.end + 1 for each in sentence.times)
    amounts = any(
        each.unit and each.start <= about[1] and about[0] < each.end and about[1] <= each.end + 1
        for each in sentence.quantities
    )
    return times or amounts


@cache
def known_stages() -> dict[str, str]:
    """Give the stages that the rules know.

    Returns
    -------
    dict of str to str
        Slug -> label.
    """
    return {row["slug"]: row["label"] for row in table(_PACKAGE, "stages")["stage"]}


def settled(modality: str, time: Time | None, issued: date) -> str:
    """See that what is said to be reached by a day to come is a plan.

    Parameters
    ----------
    modality : str
        IRI.
    time : Time or None
    issued : date

    Returns
    -------
    str
        IRI.
    """
    later = time is not None and time.last is not None and time.last > issued
    ahead = later and time is not None and (time.deadline or (time.first is not None and time.first > issued))
    within = later and time is not None and time.last is not None and time.last.year > issued.year
    return (
        YD.Planned
        if modality == YD.Done
        and (within or (ahead and time is not None and time.first is not None and time.first > issued))
        else modality
    )


def _verbs(sentence: Sentence) -> Iterator[tuple[int, int, _Verb]]:
    """Yield the words of stages in a sentence, phrases before verbs."""
    for pattern, names in _patterns():
        for match in pattern.finditer(sentence.words):
            verb = names[match.lastgroup or ""]
            yield sentence.start + match.start(), sentence.start + match.end(), verb


def _read(sentence: Sentence, start: int, end: int, verb: _Verb) -> _Found | None:
    """Tell of which modality a verb is where it stands, and what it is about."""
    first, _ = clause(sentence.text, sentence.start, sentence.end, start)
    left = sentence.text[first:start]
    if _NEGATED.search(left[-50:]) and verb.form != "noun":
        return None
    if verb.form == "phrase":
        return _phrase(sentence, start, end, verb, first)
    if verb.form == "noun":
        return _noun(sentence, start, end, first)
    if verb.form in {"participle", "past"} and (
        found := _passive(sentence, left, first) or _apposed(sentence, start, end)
    ):
        return found
    if verb.form in {"participle", "past"}:
        return _active(sentence, start, end, verb, left, first)
    if verb.form == "base":
        return _future(sentence, start, end, left)
    return _going(sentence, start, end, verb, left)


def _passive(sentence: Sentence, left: str, first: int) -> _Found | None:
    found = _PASSIVE.search(left)
    if found is None:
        return None
    at = first + found.start()
    if found.group("modal"):
        modal = found.group("modal").split()[0].lower()
        modal = "will" if modal in {"is", "are", "was", "were"} else modal
        if modal in {"can", "could", "may", "might", "should", "must"} or (modal == "to" and not is_planned(left)):
            return None
        modality = YD.Planned
    elif is_planned(left[: found.start()]) and not found.group("perfect"):
        modality = YD.Planned
    else:
        modality = YD.Underway if found.group("being") else YD.Done
    return _Found(at, modality, phrase_before(sentence, at), "stages.passive")


def _apposed(sentence: Sentence, start: int, end: int) -> _Found | None:
    """Read "the line, approved in 2017, …": a participle with its time, set apart behind its thing."""
    lead = re.search(r",(?: \w+ly)? \Z", sentence.before(start, 24))
    time = next((each for each in sentence.times if 0 < each.start - end <= len(" in the ") and each.last), None)
    if not lead or not time or not re.fullmatch(r" (?:in|on)? ?(?:the )?", sentence.between(end, time.start)):
        return None
    if sentence.after(time.end, 1) != ",":
        return None
    at = start - len(lead.group())
    return _Found(start, YD.Done, phrase_before(sentence, at), "stages.apposed")


def _active(sentence: Sentence, start: int, end: int, verb: _Verb, left: str, first: int) -> _Found | None:
    """Read the perfect and the simple past, whose object is what the stage is of."""
    perfect = _PERFECT.search(left)
    if perfect and not is_planned(left[: perfect.start()]):
        at = first + perfect.start()
        about = _object(sentence, end) or phrase_before(sentence, at)
        theme = verb.slug in _ON_THEIR_WAY and about and about[1] <= at and not sentence.mention_in(*about)
        return None if theme else _Found(at, YD.Done, about, "stages.perfect")
    if (
        perfect
        or is_planned(left)
        or not _SUBJECT.search(left)
        or re.search(
            r"\b(?:be|been|being|is|are|was|were|of|the|a|an|newly|by|and|to|its|their|for|with)(?: \w+ly)? \Z",
            left,
            re.IGNORECASE,
        )
    ):
        return None
    if about := _object(sentence, end):
        # "initiatives launched the year before" has no object; a subject that is not in the plural has.
        return _Found(start, YD.Done, about, "stages.past")
    subject = sentence.mention_in(first, start)
    inserted = re.search(r",(?: [^,]*)?, (?:\w+ly )?\Z", left)
    if inserted:
        at = first + inserted.start()
        subject = next((each for each in reversed(sentence.mentions) if first <= each.start and each.end <= at), None)
    direct = subject and (inserted or re.fullmatch(r" (?:\w+ly )?", sentence.between(subject.end, start)))
    if subject and direct and re.match(r" (?:on|in|to|at|last|this|for)\b|[.,]", sentence.after(end)):
        return _Found(start, YD.Done, (subject.start, subject.end), "stages.past")
    return None


def _future(sentence: Sentence, start: int, end: int, left: str) -> _Found | None:
    found = _MODAL.search(left)
    if found is None and not re.search(r"\band (?:\w+ly )?\Z", left):
        return None
    if _UNDERWAY_TO.search(left):
        modality = YD.Underway
    elif is_planned(left) and not (
        found and found.group("modal").lower() in {"can", "could", "may", "might", "did", "not", "do", "does"}
    ):
        modality = YD.Planned
    else:
        return None
    if _ENABLES.search(left):
        return None
    at = start - (len(left) - found.start()) if found else start
    if modality == YD.Planned:
        at = min(at, start - len(left) + first_of_last_plan(left))
    about = _object(sentence, end)
    works = re.search(r"\b(?:[Ww]orks?|[Cc]onstruction)\b[^,]{0,24}\Z", left)
    if about is None and works and (on := re.match(r" on (?:the |an? )?", sentence.after(end))):
        about = phrase_after(sentence, end + on.end())
    if about is None:
        subject = re.search(r"\b(?:will|is|are|was|were|would|shall|has|have|plans?|aims?)\b", left)
        about = phrase_before(sentence, start - len(left) + subject.start()) if subject else None
    return _Found(at, modality, about, "stages.future")


def _going(sentence: Sentence, start: int, end: int, verb: _Verb, left: str) -> _Found | None:
    """Read the -ing form: it goes on, or it is part of what a sentence reports or plans."""
    before = sentence.text[sentence.start : start]
    about = _object(sentence, end)
    if found := _PROGRESSIVE.search(left):
        planned = is_planned(left)
        at = start - (len(left) - found.start())
        object_of = about or phrase_before(sentence, at)
        if (
            about is None
            and verb.slug in _ON_THEIR_WAY
            and not sentence.mention_in(*(object_of or (0, 0)))
            and " pilot" not in sentence.words
        ):
            return None  # "Infrastructure was advancing": a theme that goes well, and no thing.
        if re.match(
            r"(?:the )?(?:creation|construction|implementation|development|establishment) of\b", sentence.after(end + 1)
        ):
            return None  # The noun says what is under way.
        return _Found(at, YD.Planned if planned else YD.Underway, object_of, "stages.progressive")
    lead = _PARTICIPLE.search(before)
    if lead is None or about is None:
        return None
    said = lead.group("lead").lower()
    if said == "," and not re.match(r" (?:the|an?|its|their|our|\d|[A-Z“])", sentence.after(end)):
        return None
    if said.startswith(("lead", "led")):
        return _Found(start, YD.Underway, about, "stages.participle")
    if said.startswith("focus") and not is_planned(before):
        return None
    if said in {"and", "while"} and re.match(r"\W*\w+ing\b", before) and not re.search(r",", before):
        return None
    if is_planned(before):
        return _Found(start, YD.Planned, about, "stages.participle")
    deed = re.search(r"\b(?:has|have|had|was|were|\w{3,}ed)\b", before) is not None
    if not deed and not re.search(r"\b(?:is|are)\b", before):
        return None
    return _Found(start, YD.Underway if verb.lasting or not deed else YD.Done, about, "stages.participle")


def _object(sentence: Sentence, end: int) -> tuple[int, int] | None:
    """Find the object of a verb: behind it, behind a second verb that shares it, or the things of "such as"."""
    if shared := _AND_VERB.match(sentence.after(end)):
        end += len(shared.group().rstrip())
    if inserted := re.match(r", [^,]{3,70}, (?=an? |the |\d|[€$£])", sentence.after(end)):
        end += inserted.end() - 1
    if not _OBJECT.match(sentence.after(end)):
        return None
    if money := _MONEY.match(sentence.after(end)):
        # What money is approved or invested for.
        behind = re.match(r" (?:for|in|into|to|towards) (?:the |an? )?", sentence.after(end + money.end()))
        return phrase_after(sentence, end + money.end() + behind.end()) if behind else None
    about = phrase_after(sentence, end + 1)
    generic = about and re.search(
        r"(?:initiatives|measures|projects|program\w*|services|policies|schemes|platforms|reforms)\Z",
        sentence.text[slice(*about)],
    )
    if about and generic and (such := re.match(r" such as (?!\w+ing\b)", sentence.after(about[1]))):
        return phrase_after(sentence, about[1] + such.end())
    return about


def _noun(sentence: Sentence, start: int, end: int, first: int) -> _Found | None:
    """Read "the completion and launch of": a deed, unless the clause looks forward or says that it goes on."""
    link = re.match(r"(?: and \w+)? of (?:the )?", sentence.after(end))
    about = phrase_after(sentence, end + link.end()) if link else None
    left, whole = sentence.text[first:start], sentence.text[sentence.start : start]
    if about is None or (
        re.search(r"\b(?:for|to|towards?|of|before|until|in|during) (?:the )?\Z", left)
        and not re.search(r"\b(?:after|since|with|following|by) (?:the )?\Z", left)
    ):
        return None
    if is_planned(whole):
        return _Found(start, YD.Planned, about, "stages.noun")
    if re.search(r"\b(?:will|would|shall)\b", sentence.words) or is_planned(
        sentence.text[about[1] : clause(sentence.text, sentence.start, sentence.end, about[1])[1]]
    ):
        return None
    if _LEADING.search(whole):
        return _Found(start, YD.Underway, about, "stages.noun")
    return _Found(start, YD.Done, about, "stages.noun") if _DEED.search(sentence.words) else None


def _phrase(sentence: Sentence, start: int, end: int, verb: _Verb, first: int) -> _Found | None:
    left, said = sentence.text[first:start], sentence.text[start:end]
    whole = sentence.text[sentence.start : start]
    if (
        verb.planned
        or is_planned(left)
        or re.search(r"\b(?:will|set|due|expected|scheduled|to (?:start|begin|commence))\b", said)
    ):
        modality: str = YD.Planned
    elif verb.lasting or (modality_of(said) == YD.Underway and "operate" not in said):
        modality = YD.Underway
    elif re.search(r"\w+ing\b", said) and is_planned(whole):
        modality = YD.Planned
    else:
        modality = YD.Done
    if re.search(r"\bto \Z", left) and modality != YD.Planned:
        return None
    if re.match(r"\w+ing\b", said) and not sentence.words[: start - sentence.start].strip():
        return None  # "Accelerating the construction of …" is what a sentence is about, and states nothing yet.
    about = None
    inside = "|in" if verb.slug == "new-breakthroughs" else ""
    opens = re.match(
        rf"(?: (?:of|for|on|from{inside}))? (?!in\b|at\b|by\b|last\b|this\b|next\b)(?:the |an? )?", sentence.after(end)
    )
    if verb.takes and opens:
        about = phrase_after(sentence, end + opens.end())
    if about is None and not said.lower().startswith("construction"):
        subject = re.search(r"\b(?:will|is|are|was|were|would|shall|has|have|had)\b[^,;]*\Z", left)
        about = phrase_before(sentence, start - (len(left) - subject.start() if subject else 0)) or _subject_before(
            sentence, first
        )
    return _Found(start, modality, about, "stages.phrase")


def _subject_before(sentence: Sentence, at: int) -> tuple[int, int] | None:
    """Give the first name of a sentence whose subject is cut off by an insertion."""
    mention = next((each for each in sentence.mentions if each.end <= at), None)
    return (mention.start, mention.end) if mention else None


def _without_construction(sentence: Sentence, about: tuple[int, int] | None) -> tuple[int, int] | None:
    """Take "the construction of" off what is under construction."""
    if about and (
        found := re.match(
            r"(?:the )?(?:construction|building|implementation|development) of (?:the )?",
            sentence.text[slice(*about)],
            re.IGNORECASE,
        )
    ):
        return about[0] + found.end(), about[1]
    return about


def _things(sentence: Sentence, about: tuple[int, int]) -> list[tuple[int, int]]:
    """Give what a stage is of: the name in the phrase, each name of a list, or the phrase itself."""
    start, end = _without_construction(sentence, about) or about
    apposed = next((each for each in sentence.mentions if each.start > end), None)
    if (
        apposed
        and re.fullmatch(r", (?:the |an? )?", sentence.between(end, apposed.start))
        and re.match(r",(?! (?:the |an? )?[A-Z])", sentence.after(apposed.end))
    ):
        return [(apposed.start, apposed.end)]  # "a first standard, the Greenway Standard, …"
    if number := _LEAD_NUMBER.match(sentence.text[start:end]):
        start += number.end()
    if led := re.match(r"(?:\(\w+\) )?of (?:the |its |their )?", sentence.text[start:end]):
        start += led.end()
    inside = [each for each in sentence.mentions if start - 4 <= each.start < end]
    if not inside:
        return [_shortened(sentence, start, end)]
    head = inside[0]
    for each in inside[1:]:
        if re.fullmatch(r"['’]s? ", sentence.between(head.end, each.start)):
            head = each  # "Guangdong's Baiyun Airport": the airport.
    lead = sentence.text[start : head.start]
    whole = (
        re.fullmatch(r"(?:the )?(?:\w+ )?(?:phases?|stages?|sections?|parts?|batch|round) of (?:the )?", lead)
        is not None
    )
    if (not whole and re.search(r"\b(?:of|for|in|to|between|at)\b", lead)) or lead.count(" ") > 4:
        return [_shortened(sentence, start, end)]
    rest = sentence.text[head.end : head.end + 30]
    if (
        found := re.match(
            r"['’]s? (?=[a-z])| (?=[a-z-]+)(?!and\b|in\b|of\b|for\b|on\b|at\b|to\b|will\b|is\b|are\b|was\b|were\b|has\b|have\b|from\b|by\b|with\b|that\b|which\b|as\b|since\b|officially\b|this\b|last\b|next\b)",
            rest,
        )
    ) and end > head.end + found.end():
        return [_shortened(sentence, min(start, head.start), end)]
    things = [(head.start, head.end)]
    for each in sentence.mentions:
        if each.start > things[-1][1] and re.fullmatch(
            r",(?: and)?(?: the| an?)? | and (?:the |an? )?", sentence.between(things[-1][1], each.start)
        ):
            things.append((each.start, each.end))
    return things


def _shortened(sentence: Sentence, start: int, end: int, most: int = 7) -> tuple[int, int]:
    measure = re.search(r" (?:[€$£]?\d[\d,.]* ?)(?:%|[a-z]+)", sentence.text[start:end])
    if (
        measure
        and measure.start() > 3
        and not any(each.start <= start + measure.start() + 1 < each.end for each in sentence.mentions)
    ):
        end = start + measure.start()
    at, count = start, 0
    while at < end and count < most:
        name = next((each for each in sentence.mentions if each.start <= at < each.end <= end), None)
        word = re.match(r"\S+", sentence.text[at:end])
        stop = max(name.end if name else at, at + (word.end() if word else 1))
        count, last = count + 1, min(stop, end)
        at = last + 1
    last = last if count else end
    trailing = re.search(
        r"(?: (?:and|of|for|the|to|in|a|an|or|with|promote|its|their|our))+\Z", sentence.text[start:last]
    )
    return start, last - (len(trailing.group()) if trailing else 0)


def time_of(sentence: Sentence, start: int, end: int) -> Time | None:
    """Give the time of a stage: in its clause, or at the head of the sentence.

    Parameters
    ----------
    sentence : Sentence
    start, end : int
        Of the verb.

    Returns
    -------
    Time or None
    """
    times = [each for each in sentence.times if each.last and not each.same]
    first, last = clause(sentence.text, sentence.start, sentence.end, start)
    times = [
        each
        for each in times
        if not (
            each.is_day
            and not each.stated
            and re.match(r"[Tt]oday|[Yy]esterday|今|昨", sentence.text[each.start : each.end])
            and not -12 < each.start - end < 12
        )
    ]
    behind = [
        each
        for each in times
        if end <= each.start < last
        and len(sentence.between(end, each.start).split()) <= 14
        and not re.search(r", \w+ing\b|\bfrom\b|\bfor (?:the )?\Z", sentence.between(end, each.start))
    ]
    if behind:
        return behind[0]
    ahead = [
        each
        for each in times
        if first <= each.start
        and each.end <= start
        and not re.search(r"\b(?:in|of|from|since) \Z", sentence.before(each.start, 6))
    ]
    head = [
        each
        for each in times
        if each.end <= start
        and sentence.between(sentence.start, each.start).strip(" ,").lower()
        in {"", "in", "on", "during", "at", "earlier", "later"}
    ]
    return next(iter([*ahead[-1:], *head]), None)


def _chinese(sentence: Sentence, issued: date) -> list[Stage]:
    found: list[Stage] = []
    pattern, names = _chinese_patterns()
    for match in pattern.finditer(sentence.words):
        start, end = sentence.start + match.start(), sentence.start + match.end()
        verb = names[match.lastgroup or ""]
        if any(each.start < end and start < each.end for each in sentence.mentions) or _is_part_zh(
            sentence, start, end
        ):
            continue
        first, last = clause(sentence.text, sentence.start, sentence.end, start)
        modality = _modality_zh(sentence, first, start, end, issued)
        about = _about_zh(sentence, first, start, end, last)
        if about is None and found and start - found[-1].end < 40 and sentence.text[first - 1] == "，":
            about = found[-1].about  # A clause without a subject is of the one before.
        if modality is None or about is None or _is_time(sentence, about):
            continue
        times = [each for each in sentence.times if each.last and not each.same and each.start < start]
        time = times[-1] if times and (times[-1].start >= first or times[-1].end >= first - 2) else None
        modality = settled(modality, time, issued)
        found.append(Stage(start, end, verb.slug, verb.label, modality, about, time, "stages.chinese", start))
    return found


def _is_part_zh(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether a verb is part of a noun, of a question, or has an amount for its object."""
    if re.match(r"[中率者性力局部厅处室费款额型单位期会台量点]", sentence.after(end, 1)):
        return True
    first, last = clause(sentence.text, sentence.start, sentence.end, start)
    if re.search("如何|怎[么样]|是否|能否", sentence.text[first:last]):
        return True
    if sentence.text[start:end] not in {"完成", "实现", "新建", "安排"}:
        return False
    amount = next((each for each in sentence.quantities if end <= each.start < last), None)
    objects = amount and re.fullmatch(r"(?!了?对)[^，；。]{0,14}", sentence.between(end, amount.start))
    return bool(objects) or re.match("[^，；。]{0,6}(?:投资|额|量|值|收入)", sentence.after(end, 10)) is not None


def _modality_zh(sentence: Sentence, first: int, start: int, end: int, issued: date) -> str | None:
    """Tell the modality of a Chinese verb by its clause; a plan reaches from the clauses before it."""
    here = sentence.text[first:end] + sentence.text[end : end + 1].replace("。", "")
    ahead = sentence.text[sentence.start : first]
    ahead = ahead[max(ahead.rfind("。"), ahead.rfind("；")) + 1 :]
    due = any(
        each.last
        and each.last > issued
        and sentence.start <= each.start < start
        and each.start >= first - len(ahead)
        and each.deadline
        for each in sentence.times
    )
    said = modality_of(here)
    ahead_of_all = ends_planned(_paragraph_before(sentence)) and not re.search("[已了]", here)
    if ahead_of_all and (said or _RESULT_ZH.search(sentence.text[start:end])):
        return YD.Planned  # In a paragraph that has gone over to what is to come.
    if re.search("已(?!规划|计划|列入)", here[: start - first]) and not is_planned(here):
        return YD.Done if said != YD.Underway else said
    if said == YD.Planned or due:
        return YD.Planned
    if said is None and is_planned(ahead):
        return YD.Planned
    if said is not None:
        return YD.Planned if is_planned(ahead) and said == YD.Underway else said
    if not _RESULT_ZH.search(sentence.text[start:end]):
        return None
    dated = any(each.last and each.last <= issued and first - 14 <= each.start < start for each in sentence.times)
    ends = sentence.text[end : end + 1] in {"，", "。", "；", "、", "）", "", "\n"}
    asked = _ASKED_ZH.search(sentence.text[first:start])
    return YD.Done if dated or (ends and start > first and not asked) else None


def _paragraph_before(sentence: Sentence) -> str:
    """Give what stands before a sentence in its paragraph."""
    return sentence.text[sentence.text.rfind("\n", 0, sentence.start) + 1 : sentence.start]


def _about_zh(sentence: Sentence, first: int, start: int, end: int, last: int) -> tuple[int, int] | None:
    """Give what a Chinese stage is of: the name behind the verb, the one before it, or the words before or behind it."""
    behind = next(
        (
            each
            for each in sentence.mentions
            if end <= each.start <= min(last, end + 6)
            and not re.search("[在于向由对]", sentence.between(end, each.start))
        ),
        None,
    )
    if behind and not _PLACED.fullmatch(behind.text):
        return behind.start, behind.end
    before = [
        each
        for each in sentence.mentions
        if first <= each.start and each.end <= start and not _PLACED.fullmatch(each.text)
    ]
    own = _subject_zh(sentence, first, start)
    if sentence.text[start:end] in _TRANSITIVE_ZH and (object_of := _WORK_ZH.match(sentence.text[end:last])):
        if re.search(r"(?:数据|消息|信息|情况|声明|公告)\Z", object_of.group("work")):
            return None
        return end + object_of.start("work"), end + object_of.end("work")
    if before:
        tail = _TAIL_ZH.match(sentence.text[before[-1].end : start])
        more = tail.group("noun") if tail else ""
        edge = before[-1].end + len(more or "")
        return own if own and own[0] <= before[-1].start and edge + 1 < own[1] else (before[-1].start, edge)
    whole = own and re.fullmatch(
        r"(?:全[省市区国县]|累计|共|各地|我[省市国]|我们|本[省市])+", sentence.text[slice(*own)]
    )
    if own and not whole:
        return own
    if found := re.match(
        r"(?:了|起|的)?(?!和|及|与|以|后|前|时)([\u4e00-\u9fff“”\"A-Za-z]{3,16})", sentence.text[end:last]
    ):
        return end + found.start(1), end + found.end(1)
    return None


def _subject_zh(sentence: Sentence, first: int, start: int) -> tuple[int, int] | None:
    """Give the words of a Chinese clause before its verb, without times and adverbs."""
    at, moved = first, True
    while moved:
        moved = False
        for time in sentence.times:
            if time.start <= at < time.end <= start:
                at, moved = time.end, True
        if (lead := _ADVERB_ZH.match(sentence.text[at:start])) and lead.end():
            at, moved = at + lead.end(), True
    end = min([start, *(each.start for each in sentence.times if at < each.start < start)])
    words = re.split(
        r"(?:已经?|将|正在?|全面|顺利|正式|成功|加快|力争|计划|拟|预计|于|有望|即将|也|都|均|全部|全线|实现|陆续|相继|率先|持续|稳步|有序|深入|自|基本)",
        sentence.text[at:end],
    )[0].strip("的，、 ")
    words = words.removesuffix("等")
    counted = re.fullmatch(r"\D*|\d+[\u4e00-\u9fff]{2,}(?:[和、]\d+[\u4e00-\u9fff]{2,})*", words)
    return (at, at + len(words)) if len(words) > 2 and counted else None


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], dict[str, _Verb]], ...]:
    phrases: list[tuple[str, _Verb]] = []
    verbs: dict[str, _Verb] = {}
    for row in table(_PACKAGE, "stages")["stage"]:
        verb = _Verb(
            row["slug"],
            row["label"],
            row.get("lasting", False),
            "phrase",
            row.get("takes", False),
            row.get("planned", False),
        )
        if "phrases" in row:
            phrases.append((row["phrases"], verb))
        for forms in filter(None, row.get("verb", "").split("|")):
            for name, form in zip(("base", "past", "participle", "going"), forms.split(), strict=False):
                verbs.setdefault(form, verb._replace(form="base" if name == "base" else name))
            base = forms.split()[0]
            verbs.setdefault(
                f"{base}s" if not base.endswith(("sh", "ch", "ss")) else f"{base}es", verb._replace(form="present")
            )
        for noun in filter(None, row.get("noun", "").split("|")):
            verbs.setdefault(f"{noun} of", verb._replace(form="noun"))
    verbs = {form: verb for form, verb in verbs.items() if verb.form != "present" and form not in {"kick", "roll"}}
    nouns = {form.removesuffix(" of"): verb for form, verb in verbs.items() if verb.form == "noun"}
    plain = {form: verb for form, verb in verbs.items() if verb.form != "noun"}
    return (
        _compiled([(f"(?:{said})", verb) for said, verb in phrases]),
        _compiled([(rf"{form}(?=(?: and \w+)? of\b)", verb) for form, verb in nouns.items()]),
        _compiled([(form, verb) for form, verb in sorted(plain.items(), key=lambda pair: -len(pair[0]))]),
    )


def _compiled(rows: list[tuple[str, _Verb]]) -> tuple[re.Pattern[str], dict[str, _Verb]]:
    names = {f"v{place}": verb for place, (_, verb) in enumerate(rows)}
    said = "|".join(f"(?P<v{place}>{pattern})" for place, (pattern, _) in enumerate(rows))
    return re.compile(rf"(?<![\w-])(?:{said})(?![\w-])", re.IGNORECASE), names


@cache
def _chinese_patterns() -> tuple[re.Pattern[str], dict[str, _Verb]]:
    words = [
        (word, _Verb(row["slug"], row["label"], row.get("lasting", False), "zh"))
        for row in table(_PACKAGE, "stages")["stage"]
        for word in filter(None, row.get("zh", "").split("|"))
    ]
    words.sort(key=lambda pair: -len(pair[0]))
    names = {f"v{place}": verb for place, (_, verb) in enumerate(words)}
    return re.compile("|".join(f"(?P<v{place}>{word})" for place, (word, _) in enumerate(words))), names
