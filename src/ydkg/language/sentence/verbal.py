"""Verbs of stages in their sentence: passive, perfect, past, future and -ing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ydkg.language.sentence.modality import cue_of, is_planned
from ydkg.language.sentence.sentence import DUE, Sentence, antecedent, phrase_after, phrase_before
from ydkg.language.sentence.stage import FoundStage, Verb
from ydkg.vocab import YD

if TYPE_CHECKING:
    from ydkg.language.reading.spans import Span

_ADVERB = r"(?:\w+ly |also |later |soon |now |already |since |just |further |fully |well |successfully |once again |all |been )*"
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
_UNDERWAY_TO = re.compile(
    r"\b(?:underway|under way|working(?: \w+ly)?(?: (?:together|closely|with [^,;]{3,50}))?|in progress|being made) to \Z",
    re.IGNORECASE,
)
_ENABLES = re.compile(
    r"\b(?:enabl|help|allow|encourag|support|urg|invit|assist|need|opportunit|ability|able|order|designed|used|available|required)\w*\b[^,;]{0,60}\bto (?:\w+ly )?\Z",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(
    r"(?P<lead>\bby|\bincludes?|\bincluded|\bincluding|\bfocus(?:ed|es|ing)? on|\bleads? in|\bled in|\band|\bwhile|,) (?:\w+ly |also |further )*\Z",
    re.IGNORECASE,
)
#: "should be completed by mid-2025": by a day, and no demand.
_DUE = re.compile(
    r"[\w ]{0,30}?\b(?:by|before) (?:the (?:end|start|middle) of |mid-|early |late |end-)?(?:\w+ )?(?:19|20)\d\d\b"
)
#: "construction of the Lee Link to (start)": what is begun.
_OF_WORKS = re.compile(
    r"\b(?:[Ww]orks?|[Cc]onstruction|building) (?:of|on) (?:the |an? )?(?P<of>[^,;]{3,60}?)(?: (?:is|are)(?: \w+)?)? to (?:\w+ly )?\Z"
)
#: A second verb of a deed: "The board met in Cork and approved …".
_AND_DID = re.compile(
    r"\b(?:met|held|took|gave|made|saw|chaired|visited|attended|signed|announced|convened|reviewed|considered|discussed)\b[^;]*\band (?:\w+ly )?\Z"
)
#: A clause that has its verb already, before "to be".
_REDUCED = re.compile(r"\b(?:is|are|was|were|be|has|have|\w{3,}ed)\b [^,;]{8,} \Z")
#: Stages that verbs without an object state.
_BY_ITSELF = frozenset({"operational", "closed", "launched", "completed"})
_TO_THE_PUBLIC = re.compile(r" to (?:the public|traffic|passengers|visitors|motorists)\b")
#: Stages that are none of a theme: "integration has accelerated" is of no thing.
_ON_THEIR_WAY = frozenset({"advanced", "accelerated"})

#: What a past participle stands behind.
_PARTICIPLE_OF = re.compile(
    r"\b(?:be|been|being|is|are|was|were|of|the|a|an|newly|least|most|less|highly|by|and|to|its|their|for|with)(?: \w+ly)? \Z",
    re.IGNORECASE,
)
#: Works as a subject: of something, and what they are on.
_WORKS_OF = re.compile(
    r"\b(?:[Ww]orks?|[Cc]onstruction|[Oo]perations?|[Ss]ervices?|[Tt]rials?|runs?) (?:on|of|at|for)\b"
)
_WORKS_ON = re.compile(
    r"\b(?:works?|construction|trial (?:runs?|operations?)|trials) (?:on|of) (?:the |an? )?(?P<of>[^,;]{3,60}?) (?:\w+ly )?\Z",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r" (?:(?:the|a|an|its|their|our|his|her|some|all|both|several|new|over|more|nearly|about|another|additional|two|three|four|five|six|seven|eight|nine|ten)\b|\d|[A-Z“]|(?!(?:in|at|on|by|to|for|with|from|as|of|and|or|since|after|before|during|under|through|when|while|that|which|further|ahead|rapidly|steadily|smoothly|well|last|this|next|within|until)\b)[a-z-]+\d*(?: (?!in\b|at\b|on\b|by\b|to\b|for\b|with\b|from\b)[a-z-]+| (?:to|for|of|in|from)\b))"
)
_AND_VERB = re.compile(
    r"(?:,? \w+(?:ed|ing|e|t|n|y|p|d))?,? and (?:\w+ly )?(?:\w+(?:ed|ing)\b|[a-z]+(?= (?:the|a|an|its|their|our|\d))) ?"
)
_MONEY = re.compile(
    r" (?:(?:a total of|over|more than|nearly|about|up to|another|an additional|some|almost|around) )*(?:(?:US|HK|A|C)?[$€£¥]\s?\d[\d.,]*(?:\s?(?:million|billion|trillion|bn|m|k))?|\d[\d.,]* (?:thousand |million |billion |trillion )*(?:yuan|dollars|euros|pounds|yen|RMB|renminbi))(?= (?:for|in|into|to|towards)\b|[.,;]|\s*\Z| across| over)"
)
#: What is done to a thing, and how much of it: "work on the bridge", "more than one mile of track".
_WORK_ON = re.compile(r" (?:the )?(?:(?:construction|building|preliminary|preparatory|main) )?works? on (?:the |an? )?")
_AMOUNT_OF = re.compile(
    r" (?:more than|over|nearly|about|around|almost|up to|at least) (?:an?|one|two|three|four|five|six|seven|eight|nine|ten|[\d,.]+) ?[a-z]+ of (?=[a-z])"
    r"| (?:no (?:fewer|less) than|as many as|more than|fewer than) (?:[a-z]+|\d[\d,]*) (?=[a-z“\"])"
)


def verbal(sentence: Sentence, start: int, end: int, verb: Verb, first: int) -> FoundStage | None:
    """Read a verb in the form that it has; None where the verb states no stage."""
    left = sentence.text[first:start]
    if verb.form in {"participle", "past"}:
        return (
            _passive(sentence, left, first)
            or _apposed(sentence, start, end)
            or _active(sentence, start, end, verb, left, first)
        )
    if verb.form == "base":
        return _future(sentence, start, end, left)
    return _going(sentence, start, end, verb, left)


def _passive(sentence: Sentence, left: str, first: int) -> FoundStage | None:
    """Read the passive, whose subject is what the stage is of."""
    found = _PASSIVE.search(left)
    if found is None:
        return None
    at = first + found.start()
    if found.group("modal"):
        modal = found.group("modal").split()[0].lower()
        modal = "will" if modal in {"is", "are", "was", "were"} else modal
        should_by = modal in {"should", "must"} and _DUE.search(sentence.text[first + len(left) :][:60])
        if (modal in {"can", "could", "may", "might", "should", "must"} and not should_by) or (
            modal == "to" and not is_planned(left)
        ):
            return None
        modality = YD.Planned
    elif is_planned(left[: found.start()]) and not found.group("perfect"):
        modality = YD.Planned
    else:
        modality = YD.Underway if found.group("being") else YD.Done
    # "one of seven quays to be opened", "a link set to be finished": not what the verb before is of
    reduced = (
        found.group("modal")
        and _REDUCED.search(left[: found.start()])
        and not DUE.search(f" {left[: found.start()].rstrip()}")
    )
    apart = antecedent(sentence, at - len("set ") * left[: found.start()].endswith(" set ")) if reduced else None
    about = apart or shared_subject(sentence, at, first) or phrase_before(sentence, at)
    return FoundStage(at, modality, about, "stages.passive")


def shared_subject(sentence: Sentence, at: int, first: int) -> Span | None:
    """Give the subject of the clause before, where one begins with its verb: "is being built and is likely to be"."""
    if not re.fullmatch(r"(?:(?:is|are|was|were|will) (?:\w+ )?)?", sentence.text[first:at]):
        return None
    opens = max(sentence.start, sentence.text.rfind("; ", sentence.start, first) + 2)
    ahead = sentence.text[opens:first]
    joined = re.search(r",? (?:and|but) \Z", ahead)
    verb = re.search(r" (?:is|are|was|were|has|have|had|will|can|could|may|would|began|started|opened|closed)\b", ahead)
    if (
        not joined
        or not verb
        or re.fullmatch(r"(?:it|they|this|that|we|he|she)", ahead[: verb.start()].strip(), re.IGNORECASE)
    ):
        return None
    return phrase_before(sentence, opens + verb.start())


def _apposed(sentence: Sentence, start: int, end: int) -> FoundStage | None:
    """Read "the line, approved in 2017, …": a participle with its time, set apart behind its thing."""
    if re.search(r"\b[Nn]ewly[- ]\Z", sentence.before(start, 8)):
        # "the newly opened Lee Bridge"; newly created regions are told of by others
        thing = phrase_after(sentence, end + 1)
        named = thing and sentence.text[thing[0]].isupper()
        return FoundStage(start, YD.Done, thing, "stages.apposed") if named else None
    opens = re.compile(r" (?:in|on|by|at)(?: the)? [^,;]{3,40}, (?:the |an? )?").match(sentence.text, end, sentence.end)
    if (
        opens
        and start == sentence.start
        and any(start < each.start < opens.end() and each.last for each in sentence.times)
    ):
        ahead = opens.group().startswith(" by") and is_planned(sentence.text[opens.end() : sentence.end])
        modality = YD.Planned if ahead else YD.Done  # "Completed in 2023, the …"
        return FoundStage(start, modality, phrase_after(sentence, opens.end()), "stages.apposed")
    lead = re.search(r",(?: \w+ly)? \Z", sentence.before(start, 24))
    time = next((each for each in sentence.times if 0 < each.start - end <= len(" in the ") and each.last), None)
    if not lead or not time or not re.fullmatch(r" (?:in|on)? ?(?:the )?", sentence.text[end : time.start]):
        return None
    if sentence.after(time.end, 1) != ",":
        return None
    at = start - len(lead.group())
    return FoundStage(start, YD.Done, phrase_before(sentence, at), "stages.apposed")


def _active(sentence: Sentence, start: int, end: int, verb: Verb, left: str, first: int) -> FoundStage | None:
    """Read the perfect and the simple past, whose object is what the stage is of."""
    perfect = _PERFECT.search(left)
    if perfect and left[: perfect.start()].endswith("estimated to "):
        return None  # "The economy is estimated to have expanded": a figure says it.
    if perfect and not is_planned(left[: perfect.start()]):
        at = first + perfect.start()
        if verb.slug == "launched" and (on := _of_work(sentence, left, end)):
            return FoundStage(at, YD.Done, on, "stages.perfect")
        about = _object_of(sentence, end) or phrase_before(sentence, at)
        theme = verb.slug in _ON_THEIR_WAY and about and about[1] <= at and not sentence.mention_in(*about)
        return None if theme else FoundStage(at, YD.Done, about, "stages.perfect")
    # "Completed the first phase of the Lee Link": a verb with its object opens a point of a list.
    opens = re.fullmatch(r"\W*", sentence.text[sentence.start : start]) and re.match(
        r" (?:the|an?|our|its|over|more than|construction|work|[\dA-Z])\b", sentence.after(end)
    )
    subject = _SUBJECT.search(left) or opens or re.search(r", which \Z", sentence.before(start, 8))
    participle = _PARTICIPLE_OF.search(left) and not _AND_DID.search(left)
    if perfect or is_planned(left) or not subject or participle:
        return None
    behind = sentence.after(end)
    # A verb without object, of which the words behind it say when or for whom: "The arena opened in May 2023."
    inside = re.match(r" (?:in|at) (?:the )?(?=[A-Z])", behind)
    at = next((each.end for each in sentence.mentions if inside and each.start == end + inside.end()), end)
    dated = next((each for each in sentence.times if at < each.start <= at + len(" at the ") and each.last), None)
    public = verb.slug == "operational" and _TO_THE_PUBLIC.match(behind)
    told = (
        verb.slug in _BY_ITSELF
        and dated
        and not _WORKS_OF.search(left)
        and re.fullmatch(r" (?:in|on|at|by)? ?(?:the )?", sentence.text[at : dated.start])
    )
    alone = phrase_before(sentence, start) if public or told else None
    if alone and re.search(r"\b(?:that|which|and|as|when|he|she|it|they|we)\Z", sentence.text[slice(*alone)]):
        alone = None
    about = (
        (verb.slug == "launched" and _of_work(sentence, left, end))  # "Work began on the new terminal."
        or alone
        # "initiatives launched the year before" has no object; a subject that is not in the plural has.
        or _object_of(sentence, end)
        or _of_subject(sentence, start, end, verb, left, first)
    )
    return FoundStage(start, YD.Done, about, "stages.past") if about else None


def _of_subject(sentence: Sentence, start: int, end: int, verb: Verb, left: str, first: int) -> Span | None:
    """Give the named subject of a verb without object, or what the works that are its subject are on."""
    subject = sentence.mention_in(first, start)
    between = subject and re.search(r"\bbetween (?:[^,;]* and )?(?:the )?\Z", sentence.before(subject.start, 60))
    if inserted := re.search(r",(?: [^,]*)?, (?:\w+ly )?\Z", left):
        at = first + inserted.start()
        subject = next((each for each in reversed(sentence.mentions) if first <= each.start and each.end <= at), None)
    behind, works = sentence.after(end), None if inserted else _WORKS_ON.search(left)
    if works and verb.slug == "launched" and re.match(r" (?:on|in|at|last|this)\b|[.,]", behind):
        return first + works.start("of"), first + works.end("of")
    if (
        subject is None
        or not (inserted or re.fullmatch(r" (?:\w+ly )?", sentence.text[subject.end : start]))
        or verb.slug in {"signed", "approved", "awarded"}
        or not re.match(r" (?:on|in|to|at|last|this|for|after|today|yesterday)\b|[.,]", behind)
    ):
        return None
    return phrase_before(sentence, start) if between else (subject.start, subject.end)


def _of_work(sentence: Sentence, left: str, end: int) -> Span | None:
    """Give what is worked on: "work (has begun) on the new terminal", "works (are progressing) on the road"."""
    work = re.search(r"\b(?:work|construction)s?\b[^,;]{0,30}\Z", left, re.IGNORECASE)
    on = (
        re.match(
            r" (?:well )?on (?:the |an? )?(?:next (?:\w+ )?(?=sections?|stages?|phases?))?(?=[A-Za-z])",
            sentence.after(end, 24),
        )
        if work
        else None
    )
    return phrase_after(sentence, end + on.end()) if on else None


def _future(sentence: Sentence, start: int, end: int, left: str) -> FoundStage | None:
    """Read the base form behind a word that looks forward."""
    found = _MODAL.search(left)
    if found is None and not re.search(r"\band (?:\w+ly )?\Z", left):
        return None
    if _UNDERWAY_TO.search(left):
        due = re.search(r"[^;:]{0,80}" + _DUE.pattern.removeprefix(r"[\w ]{0,30}?"), sentence.after(end))
        modality = YD.Planned if due or is_planned(left) else YD.Underway
    elif is_planned(left) and not (
        found and found.group("modal").lower() in {"can", "could", "may", "might", "did", "not", "do", "does"}
    ):
        modality = YD.Planned
    else:
        return None
    if _ENABLES.search(left) and not re.search(r"\b(?:will|to) be used to \Z", left):
        return None
    at = start - (len(left) - found.start()) if found else start
    if modality == YD.Planned and (cue := cue_of(left, YD.Planned)):
        at = min(at, start - len(left) + cue[0])
    if re.match(r" (?:it|them)\b| (?:this|these|those)(?=[,.;]|\Z)", sentence.after(end)):
        return None  # What it is of, another sentence says.
    about = _object_of(sentence, end) or _of_work(sentence, left, end)
    if about is None and found and found.group("modal") == "to" and (begun := _OF_WORKS.search(left)):
        opens = start - len(left)
        about = opens + begun.start("of"), opens + begun.end("of")  # "We expect construction of the Lee Link to start."
    if about is None and found:
        about = shared_subject(sentence, start - (len(left) - found.start()), start - len(left))
    if about is None:
        said = list(
            re.finditer(
                r"\b(?:will|is|are|was|were|would|shall|should|could|can|may|has|have|(?<![Tt]he )(?<!\ba )(?<!its )(?:plans?|aims?))\b",
                left,
            )
        )
        if reported := re.search(r".*\b(?:\w+ed|said|says) that (?=the |an? |[A-Z])", left):
            said = [each for each in said if each.start() >= reported.end()] or said
        inserted = said and re.search(r",[^,]*\b(?:of|for) which\b[^,]*, \Z", left[: said[-1].start()])
        subject = said[-1 if inserted else 0] if said else None
        if subject and re.search(r"\b(?:that|which) [A-Z][^,;]*\Z", left[subject.end() :]):
            return None  # "a part of the road that President A B pledged to build"
        about = phrase_before(sentence, start - len(left) + subject.start()) if subject else None
    return FoundStage(at, modality, about, "stages.future")


def _going(sentence: Sentence, start: int, end: int, verb: Verb, left: str) -> FoundStage | None:
    """Read the -ing form: it goes on, or it is part of what a sentence reports or plans."""
    before = sentence.text[sentence.start : start]
    about = _object_of(sentence, end)
    if found := _PROGRESSIVE.search(left):
        planned = is_planned(left)
        at = start - (len(left) - found.start())
        it_is_of = _of_work(sentence, left, end) or about or phrase_before(sentence, at)
        if (
            about is None
            and verb.slug in _ON_THEIR_WAY
            and not sentence.mention_in(*(it_is_of or (0, 0)))
            and " pilot" not in sentence.words
        ):
            return None  # "Infrastructure was advancing": a theme that goes well, and no thing.
        if re.match(
            r"(?:the )?(?:creation|construction|implementation|development|establishment) of\b", sentence.after(end + 1)
        ):
            return None  # The noun says what is under way.
        return FoundStage(at, YD.Planned if planned else YD.Underway, it_is_of, "stages.progressive")
    lead = _PARTICIPLE.search(before)
    if lead is None or about is None:
        return None
    if re.match(r" (?:is|are|was|were|has|have|will|rose|fell|grew)\b", sentence.after(about[1])):
        return None  # "… and building permits were down": a noun.
    said = lead.group("lead").lower()
    if said == "," and not re.match(r" (?:the|an?|its|their|our|\d|[A-Z“])", sentence.after(end)):
        return None
    if said.startswith(("lead", "led")):
        return FoundStage(start, YD.Underway, about, "stages.participle")
    if said.startswith("focus") and not is_planned(before):
        return None
    if said in {"and", "while"} and re.match(r"\W*\w+ing\b", before) and not re.search(r",", before):
        return None
    if is_planned(before):
        return FoundStage(start, YD.Planned, about, "stages.participle")
    deed = re.search(r"\b(?:has|have|had|was|were|\w{3,}ed)\b", before) is not None
    if not deed and not re.search(r"\b(?:is|are)\b", before):
        return None
    return FoundStage(start, YD.Underway if verb.lasting or not deed else YD.Done, about, "stages.participle")


def _object_of(sentence: Sentence, end: int) -> Span | None:
    """Find the object of a verb: behind it, behind a second verb that shares it, or the things of "such as"."""
    if shared := _AND_VERB.match(sentence.after(end)):
        end += len(shared.group().rstrip())
    dated = next((each for each in sentence.times if 0 < each.start - end <= len(" earlier ")), None)
    if dated and re.match(r" (?:the|an?|its|their) ", sentence.after(dated.end)):
        end = dated.end  # "signed in May the agreement"
    if lead := _WORK_ON.match(sentence.after(end)) or _AMOUNT_OF.match(sentence.after(end)):
        return phrase_after(sentence, end + lead.end())
    if not _OBJECT.match(sentence.after(end)) or re.match(r" [a-z]+s (?:the|an?|its|that)\b", sentence.after(end)):
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
