"""Stages: what has become, is becoming or is to become of a thing. No cue, no stage; a plan never as a deed."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ydkg.language.reading.tables import table
from ydkg.language.sentence.modality import (
    DONE,
    OPEN,
    OPEN_ZH,
    UNDERWAY,
    clause,
    clauses_before,
    is_planned,
)
from ydkg.language.sentence.names import kind_of
from ydkg.language.sentence.sentence import Sentence, antecedent, behind_lead, phrase_after, phrase_before
from ydkg.vocab import FOAF, YD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ydkg.language.reading.spans import Span
    from ydkg.language.reading.times import Time

_TABLE = table("ydkg.language.sentence", "stages")
_STAGES = _TABLE["stage"]

_EN, _ZH = ({name: re.compile(words) for name, words in _TABLE[language].items()} for language in ("en", "zh"))
_AUX = re.compile(_TABLE["en"]["auxiliaries"].replace("{adverb}", _TABLE["en"]["adverb"]))


#: Stages that nothing has reached: what has accelerated goes on.
_NO_DEED = frozenset({"accelerated", "advanced"})


class Stage(NamedTuple):
    """A stage of a thing."""

    start: int  # the words that say so, from the verb's auxiliaries to its end
    end: int
    slug: str  # of the stage
    modality: str  # IRI
    about: Span  # start and end of the words for the thing
    time: Time | None
    rule: str  # kind and name of the rule
    verb: int = 0  # where the verb itself starts


class Verb(NamedTuple):
    """A word of a stage."""

    slug: str  # of the stage
    lasting: bool  # whether the stage goes on, so that its -ing form says that it is under way
    form: str  # ``base``, ``past``, ``participle``, ``going``, ``noun``, ``phrase`` or ``zh``
    takes: bool = False  # whether what stands behind a phrase is its thing
    planned: bool = False  # whether the word itself is one of a plan


class _Place(NamedTuple):
    """A verb in its sentence."""

    sentence: Sentence
    verb: Verb
    text: str  # without what is of no plan: Chinese times that are past, and goals that something is done by
    first: int  # where the clause starts, the verb's auxiliaries, the verb; where verb and clause end
    aux: int
    start: int
    end: int
    last: int

    @property
    def left(self) -> str:
        """The clause up to the auxiliaries."""
        return self.text[self.first : self.aux]

    @property
    def said(self) -> str:
        """The verb with its auxiliaries."""
        return self.text[self.aux : self.end]

    @property
    def right(self) -> str:
        """The clause behind the verb."""
        return self.text[self.end : self.last]


@cache
def known_stages() -> dict[str, tuple[str, str]]:
    """Give the stages that the rules know: slug to name in English and in Chinese."""
    chinese = {row["slug"]: row["chinese"] for row in _STAGES if "chinese" in row}
    return {row["slug"]: (row["label"], chinese.get(row["slug"], "")) for row in _STAGES}


def stages(sentence: Sentence, issued: date) -> list[Stage]:
    """Find the stages that a sentence states; in the order of the sentence; one a thing in a list of things."""
    patterns = _ZH if sentence.chinese else _EN
    modality_of, thing_of = (_chinese_modality, _chinese_thing) if sentence.chinese else (_modality, _thing)
    text = sentence.text
    if sentence.chinese:
        past = [each[:2] for each in sentence.times if each.last and each.last <= issued]
        for start, end in (
            *past,
            *(each.span() for each in _ZH["by_goal"].finditer(text, sentence.start, sentence.end)),
        ):
            text = text[:start] + " " * (end - start) + text[end:]
    found: list[Stage] = []
    for start, end, verb in verbs_in(sentence):
        place = _placed(sentence, text, start, end, verb)
        if any(each.verb <= start and end <= each.end for each in found) or _states_nothing(place):
            continue
        time = time_of(sentence, start, end)
        if time and time.last and time.last > issued and re.match("has|have", place.said):
            time = None  # "has approved a programme for 2030": the time is that of its object.
        modality = modality_of(place, issued)
        if modality == YD.Underway and time and is_planned(sentence.text[end : time.start]):
            time = None  # "is under construction and due to open in 2027"
        if modality == YD.Done:
            ahead = is_planned(place.left + place.said) or is_planned(clauses_before(sentence, start, text))
            modality = None if ahead and not _is_told(place) else settled(modality, time, issued)
        about = thing_of(place)
        if about is None:
            about = _before(place, found)
        if modality is None or about is None or is_time(sentence, about):
            continue
        found += [
            Stage(place.aux, end, _slug(place, about), modality, thing, time, f"stages.{verb.form}", start)
            for thing in _things_of(sentence, about)
            if not patterns["no_thing"].search(sentence.text[slice(*thing)])
        ]
    return sorted(set(found))


def verbs_in(sentence: Sentence) -> Iterator[tuple[int, int, Verb]]:
    """Yield the words of stages in a sentence, but for those in names; of an English one phrases before verbs."""
    for pattern, verbs in _patterns(chinese=sentence.chinese):
        for match in pattern.finditer(sentence.words):
            start, end = sentence.start + match.start(), sentence.start + match.end()
            if not any(each.start < end and start < each.end for each in sentence.mentions):
                yield start, end, verbs[match.lastgroup or ""]


@cache
def _patterns(*, chinese: bool) -> list[tuple[re.Pattern[str], dict[str, Verb]]]:
    """Make one pattern of all Chinese verbs; in English one of phrases, one of nouns, one of the forms of verbs."""
    kinds: list[list[tuple[str, Verb]]] = [[], [], []]
    phrases, nouns, forms = kinds
    for row in _STAGES:
        of = Verb(row["slug"], row.get("lasting", False), "phrase", row.get("takes", False), row.get("planned", False))
        if chinese:
            forms += [(word, of._replace(form="zh")) for word in row.get("zh", "").split("|") if word]
            continue
        if "phrases" in row:
            phrases.append((row["phrases"], of))
        nouns += [
            (rf"{noun}(?=(?: and \w+)? of\b)", of._replace(form="noun"))
            for noun in row.get("noun", "").split("|")
            if noun
        ]
        for verb in filter(None, row.get("verb", "").split("|")):
            names = ("base", "past", "participle", "going")
            forms += [(word, of._replace(form=form)) for form, word in zip(names, verb.split(), strict=False)]
    forms.sort(key=lambda pair: -len(pair[0]))
    found = []
    for words in filter(None, kinds):
        either = "|".join(f"(?P<v{place}>{pattern})" for place, (pattern, _) in enumerate(words))
        whole = either if chinese else rf"(?<![\w-])(?:{either})(?![\w-])"
        verbs = {f"v{place}": verb for place, (_, verb) in enumerate(words)}
        found.append((re.compile(whole, re.IGNORECASE), verbs))
    return found


def _placed(sentence: Sentence, text: str, start: int, end: int, verb: Verb) -> _Place:
    """Find the clause of a verb, and its auxiliaries."""
    first, last = clause(sentence, start)
    aux = None if verb.form in {"zh", "noun"} else _AUX.search(sentence.text, first, start)
    return _Place(sentence, verb, text, first, aux.start() if aux else start, start, end, last)


def _states_nothing(place: _Place) -> bool:
    """Tell whether a verb is a condition, a possibility, part of a noun, or has an amount for its object."""
    sentence, verb = place.sentence, place.verb
    ahead, behind = sentence.text[sentence.start : place.start], sentence.after(place.end)
    if sentence.chinese:
        counts = (each for each in sentence.quantities if place.end <= each.start < place.last and not each.unit)
        counted = any(re.fullmatch("[^，。；]{0,6}", sentence.text[place.end : each.start]) for each in counts)
        in_goal = place.said.isspace()
        part = _ZH["part"].match(behind) or (_ZH["quoted"].search(ahead) and _ZH["quoted_on"].match(behind))
        return bool(counted or in_goal or part or OPEN_ZH.search(place.left))
    if verb.form == "noun":
        return False
    excluded: str | None = next((row["before"] for row in _TABLE["not"] if verb.slug in row["stages"].split()), None)
    if (excluded and re.match(excluded, behind)) or _EN["unstated"].search(place.said):
        return True
    if verb.form == "phrase" and place.start == sentence.start and re.match(r"\w+ing\b", place.said):
        return True  # "Accelerating the construction of …" is what a sentence is about
    due = _EN["by_a_day"].match(place.right) and re.search(r"\b(?:should|must)\b", place.said)
    return OPEN.search(place.left + place.said[: place.start - place.aux]) is not None and not due


def _modality(place: _Place, issued: date) -> str | None:
    """Tell the modality of an English verb by its form and its auxiliaries; None where it states no stage."""
    sentence, verb, aux = place.sentence, place.verb, place.said[: place.start - place.aux]
    forward = verb.planned or is_planned(place.left[-80:] + aux)
    if verb.form == "noun":
        return _noun_modality(place)
    if verb.form == "phrase":
        if forward or _EN["forward"].search(place.said):
            return YD.Planned
        goes_on = verb.lasting or (UNDERWAY.search(place.said) and not re.match("g[eo]t|.*operate", place.said))
        return YD.Underway if goes_on else YD.Done
    if verb.form == "base" and _EN["going_to"].search(place.left + aux):
        return YD.Underway
    if verb.form == "base":
        due = any(each.deadline and each.last and each.last > issued for each in sentence.times)
        leads = re.search(r"\b(?:to|will|shall|would|and)\b", place.left[-5:] + aux)
        if leads and leads.group() == "and" and not _EN["object"].match(place.right):
            return None  # "with perseverance and advance"
        return YD.Planned if leads and (forward or due) else None
    if verb.form == "going":
        listed = verb.lasting and _EN["going"].search(sentence.before(place.aux))
        if listed or re.search(r"\b(?:is|are|was|were|been|be|began|started)\b", aux):
            return YD.Planned if forward else YD.Underway
        return _going_modality(place)
    if re.search(r"\bbeing\b", aux):
        return YD.Underway
    if re.search(r"\b(?:has|have|had)\b", aux):
        return None if verb.slug in _NO_DEED else YD.Done
    if re.search(r"\b(?:is|are|was|were|be|been|get|got)\b", aux):
        return YD.Planned if forward else YD.Done
    if aux.strip() and forward:
        return YD.Planned
    return YD.Done if _is_deed(place) else None


def _going_modality(place: _Place) -> str | None:
    """Tell the modality of "by launching", "while advancing", "focus on implementing" by the verb they belong to."""
    ahead = place.sentence.text[place.sentence.start : place.aux]
    reached, beside = _EN["by_doing"].search(ahead), _EN["while_doing"].search(ahead)
    if not reached and not beside:
        return None
    if is_planned(ahead):
        return YD.Planned
    if place.verb.lasting or beside:
        return YD.Underway
    return YD.Done if DONE.search(ahead) else None


def _is_deed(place: _Place) -> bool:
    """Tell whether a past form without an auxiliary is a verb of its clause, and no attribute of a noun."""
    sentence, behind = place.sentence, place.right
    if not place.left.strip() and not _EN["relative"].search(sentence.before(place.start)):
        return (_EN["item"].match(behind) or _EN["opens"].match(sentence.text, place.end)) is not None
    if _EN["attribute"].search(place.left):
        return False
    times = (each for each in sentence.times if each.last and 0 < each.start - place.end <= len(" officially in the "))
    dated = any(_EN["to_time"].fullmatch(sentence.text[place.end : each.start]) for each in times)
    return dated or any(each.match(behind) for each in (_EN["object"], _EN["alone"], _EN["works_on"]))


def _noun_modality(place: _Place) -> str | None:
    """Tell whether "the completion of" something is awaited, goes on or is reported; None where it is not said."""
    ahead = place.sentence.text[place.sentence.start : place.start]
    if _EN["in_view_of"].search(ahead) or re.search(
        r"\b(?:can|could|may|might)\b|\b(?:an?|any|no) (?:\w+ )?\Z", place.left
    ):
        return None
    if is_planned(ahead) or _EN["awaited"].match(place.right):
        return YD.Planned
    if re.search(r"\b(?:accelerat|advanc|continu|promot|fast[- ]?track|expedit)\w*[\w ]{0,12}\Z", place.left):
        return YD.Underway
    return (
        YD.Done
        if _EN["reported"].search(ahead) or _EN["happened"].match(place.sentence.after(place.end, 240))
        else None
    )


def _thing(place: _Place) -> Span | None:
    """Find what an English verb is of: behind a noun, a phrase or an active verb, before a passive one."""
    sentence, verb, end = place.sentence, place.verb, place.end
    if relative := _EN["relative"].search(sentence.before(place.aux)):
        at = place.aux - len(relative.group())
        return antecedent(sentence, at) or phrase_before(sentence, at)
    if place.start == sentence.start and (opens := _EN["opens"].match(sentence.text, end)):
        return phrase_after(sentence, opens.end())
    works = _EN["works"].search(place.left)
    if on := _EN["works_on"].match(place.right) if works else None:
        return phrase_after(sentence, end + on.end())
    if works and (of := _EN["works_of"].match(works.group())):
        at = place.first + works.start()
        return at + of.start("of"), at + of.end("of")
    passive = re.search(r"\b(?:is|are|was|were|be|been|being)\b", place.said[: place.start - place.aux])
    active = verb.form in {"base", "going"} or re.match(r"\w+ing\b", sentence.text[place.start :])
    passive = None if active else passive
    if verb.form == "noun" or (verb.takes and not passive):
        time = next((each for each in sentence.times if 0 < each.start - end < len(" earlier ")), None)
        if time and (dated := _EN["dated"].match(sentence.text, time.end)):
            end = dated.end()  # "broke ground today on the new bridge"
        link = _EN["link"].match(sentence.text, end)
        bare = link and link.group() == " " and _EN["no_link"].match(sentence.text, end)
        if link and not bare and (thing := phrase_after(sentence, link.end())):
            return thing
    elif verb.form != "phrase" and not passive and (opens := _EN["object"].match(place.right)):
        return phrase_after(sentence, end + opens.end("gap"))
    return _subject(place)


def _slug(place: _Place, about: Span) -> str:
    """Give the stage of a verb: construction that is launched has started."""
    works = place.sentence.text[max(place.first, about[0] - 40) : max(place.end, about[1])]
    begun = place.verb.slug == "launched" and re.search(r"\b[Cc]onstruction\b|\bbuilding work", works)
    return "construction-started" if begun else place.verb.slug


def _subject(place: _Place) -> Span | None:
    """Find the subject of an English verb, or of the clause before where the verb has none of its own."""
    sentence = place.sentence
    before = sentence.text[sentence.start : place.first]
    joined = not place.left.strip(" ,") and re.search(r"(?:\b(?:and|but|with)|[;:]) ?\Z", before)
    if both := _EN["and_did"].search(place.left):
        return phrase_before(sentence, place.first + both.start())  # "has been issued and put into force"
    if not joined and not re.fullmatch("[Cc]onstruction.*", place.said):
        return phrase_before(sentence, place.aux)
    verb = _EN["verb_before"].search(before)
    return phrase_before(sentence, sentence.start + verb.start()) if verb else None


def _things_of(sentence: Sentence, about: Span) -> list[Span]:
    """Give what a stage is of without its number, or each name of a list of one kind."""
    if sentence.chinese:
        return _listed(sentence, about)
    start, end = about
    named = next((each for each in sentence.mentions if each.start > end), None)
    if (
        named
        and re.fullmatch(", (?:the |an? )?", sentence.text[end : named.start])
        and sentence.after(named.end, 1) == ","
    ):
        return [named[:2]]  # "a first standard, the Greenway Standard, …"
    for opening in (_EN["stage_noun"], _EN["count"], _EN["count"]):
        if lead := opening.match(sentence.text, start, end):
            start = lead.end()
    end = start + len(re.sub(r"(?: (?:and|of|for|the|to|in|an?|or|with|by|from))+\Z", "", sentence.text[start:end]))
    things = [(start, end)]
    names = [each for each in sentence.mentions if each.kind and each.kind != FOAF.Person]
    head = next((each for each in names if start <= each.start < end), None)
    alike = _EN["named_alike"].search(sentence.text, sentence.start, end)
    if alike and alike.start() <= start:
        things = [part.span(1) for part in _EN["part"].finditer(sentence.text, *alike.span())]
    for each in reversed(names):
        gap = sentence.text[each.end : things[0][0]]
        if head and each.end < things[0][0] and each.kind == head.kind and re.fullmatch(r",? (?:and )?(?:the )?", gap):
            things.insert(0, each[:2])
    return [
        each for each in things if not any(each == name[:2] and name.kind == FOAF.Person for name in sentence.mentions)
    ]


def _chinese_modality(place: _Place, issued: date) -> str | None:
    """Tell the modality of a Chinese verb by its clause, its day, or the clauses before it."""
    sentence, text, left, said = place.sentence, place.text, place.left, place.left + place.said
    own = [each for each in sentence.times if not each.same and place.first - 8 <= each.start < place.start]
    own = [each for each in own if text[each.start : each.end].strip()]
    before = clauses_before(sentence, place.start, text)
    told = _ZH["told"].search(left) is not None
    to_come = any(max(each.first or issued, each.last or issued) > issued for each in own)
    if _ZH["goes_on"].search(said) and not is_planned(left):
        return YD.Underway
    if _ZH["aimed"].search(place.right) or (not told and (is_planned(said) or to_come)):
        return YD.Planned
    if told:
        return YD.Done
    opening = text[text.rfind("\n", 0, sentence.start) + 1 : sentence.start]
    if sentence.ahead or (is_planned(before) and not _ZH["has_been"].search(before)):
        return YD.Planned
    if not DONE.search(left) and _ZH["to_come"].search("。".join(opening.split("。")[-2:])):
        return YD.Planned
    if place.verb.lasting or UNDERWAY.search(said):
        return YD.Underway if UNDERWAY.search(said) else None
    dated = any(
        each.last and each.last <= issued and place.first - 14 <= each.start < place.start for each in sentence.times
    )
    if dated or DONE.search(said) or place.right[:1] == "了" or "以来" in before:
        return YD.Done
    ends = not place.right or place.right[0] in "、）并"
    by = _ZH["actor"].search(left) and not _ZH["asked"].search(left)
    return YD.Done if left.strip() and _ZH["result"].search(place.said) and (ends or by) else None


def _chinese_thing(place: _Place) -> Span | None:
    """Find what a Chinese verb is of: the name behind it, its subject, the words behind it, or the clause before."""
    sentence, text, end = place.sentence, place.sentence.text, place.end
    near = (each for each in sentence.mentions if re.fullmatch("了?[《“]?", text[end : max(end, each.start)]))
    name = next((each[:2] for each in near if each.start >= end and not _ZH["place"].fullmatch(each.text)), None)
    if name:
        return name
    start, stop = _subject_zh(sentence, place.first, place.start)
    words = text[start:stop]
    acts = _ZH["actor"].search(words) or _ZH["place"].fullmatch(words) is not None
    object_of = _ZH["object"].match(text, end, place.last + 1)
    if object_of and (acts or len(words) < 2 or _ZH["issuing"].search(place.said)):
        return object_of.span("thing")
    return None if acts or len(words) < 2 else (start, stop)


def _subject_zh(sentence: Sentence, first: int, end: int) -> Span:
    """Give the words of a Chinese clause up to a place without times and adverbs; may be empty."""
    start = behind_lead(sentence, first, end, _ZH["adverb"])
    stop = min([end, *(each.start for each in sentence.times if start < each.start < end)])
    words = _ZH["subject_ends"].split(sentence.text[start:stop])[0]
    start += len(words) - len(words.lstrip("的，、 "))
    return start, start + len(words.strip("的，、 ").removesuffix("等"))


def _listed(sentence: Sentence, about: Span) -> list[Span]:
    """Give each thing of a Chinese list that a stage is of: where each of them says what it is."""
    first, _ = clause(sentence, about[0])
    start = about[0]
    while ahead := re.search("(?:\\A|[、，])([\u4e00-\u9fff“”\\w]{3,20})[、和与及]\\Z", sentence.text[first:start]):
        if not kind_of(ahead.group(1)):
            break
        start = first + ahead.start(1)
    whole = re.split("(?<![高初中同平])等", sentence.text[start : about[1]])[0]
    parts = [(start + part.start(), start + part.end()) for part in re.finditer("[^、]+", whole)]
    pair = re.fullmatch("(.{4,})[和与及](.{4,})", sentence.text[slice(*parts[-1])]) if parts else None
    if pair and all(map(kind_of, pair.groups())):
        parts[-1:] = [(parts[-1][0] + pair.start(side), parts[-1][0] + pair.end(side)) for side in (1, 2)]
    return parts if len(parts) > 1 and all(b - a > len("甲乙线") for a, b in parts) else [about]


def _before(place: _Place, found: list[Stage]) -> Span | None:
    """Give what a clause without a subject of its own goes on with: the stage, or the subject, of the clause before."""
    sentence, first = place.sentence, place.first
    near = [each for each in found if each.start < first and place.start - each.end < 60]
    if near:
        return near[-1].about
    if not sentence.chinese or first <= sentence.start:
        return None
    start, end = _subject_zh(sentence, first, place.start)
    before, _ = clause(sentence, first - 1)
    subject = _subject_zh(sentence, before, first - 1)
    whole = subject[1] - subject[0] > len("甲乙") and not _ZH["actor"].search(sentence.text[slice(*subject)])
    return subject if end - start < len("甲乙") and whole else None


def _is_told(place: _Place) -> bool:
    """Tell whether a verb has a finite auxiliary of a deed of its own, whatever is planned in the clauses before it."""
    own = re.search(r"\b(?:has|have|had|was|were)\b", place.said) if not place.sentence.chinese else "已" in place.left
    return bool(own) and not is_planned(place.left + place.said)


def settled(modality: str, time: Time | None, issued: date) -> str:
    """See that what is said to be reached by a day to come is a plan; IRI."""
    if modality != YD.Done or time is None or time.last is None or time.last <= issued:
        return modality
    ahead = time.deadline or time.last.year > issued.year or (time.first is not None and time.first > issued)
    return YD.Planned if ahead else modality


def is_time(sentence: Sentence, about: Span) -> bool:
    """Tell whether the words for a thing are only a time or an amount."""
    spans = [each[:2] for each in sentence.times]
    spans += [(each.start, each.end) for each in sentence.quantities if each.unit]
    return any(start <= about[0] + 1 and about[1] <= end + 1 for start, end in spans)


def time_of(sentence: Sentence, start: int, end: int) -> Time | None:
    """Give the time of a stage: the first behind the verb in its clause, the last before it, or the sentence's own."""
    first, last = clause(sentence, start)
    times = [each for each in sentence.times if each.last and not each.same]
    # The years of "Grid Plan 2025-2034" are part of its name.
    named = [(name.start, name.end + (sentence.after(name.end, 1) == " ")) for name in sentence.mentions]
    times = [each for each in times if not any(first < each.start <= last for first, last in named)]
    for each in times:
        gap = sentence.text[end : each.start]
        if end <= each.start < last and len(gap.split()) <= 14 and not _EN["not_its_time"].search(gap):
            return each
    ahead = [each for each in times if first - 2 <= each.start and each.end <= start]
    ahead = [
        each
        for each in ahead
        if not re.search(r"\b(?:in|of|from|since) \Z", sentence.before(each.start, 6)) or sentence.chinese
    ]
    opening = {"", "in", "on", "during", "at", "earlier", "later"}
    head = [
        each
        for each in times
        if each.end <= start and sentence.text[sentence.start : each.start].strip(" ,").lower() in opening
    ]
    return next(iter((*ahead[-1:], *head)), None)
