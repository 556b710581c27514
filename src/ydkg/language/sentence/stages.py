"""Stages: what has become, is becoming or is to become of a thing. No cue, no stage; a plan never as a deed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ydkg.language.sentence.modality import clause, is_planned, modality_of
from ydkg.language.sentence.sentence import Sentence, phrase_after, phrase_before
from ydkg.language.sentence.stage import FoundStage, Stage, Verb, is_time, settled, time_of, verbs_in
from ydkg.language.sentence.stages_chinese import chinese_stages
from ydkg.language.sentence.verbal import shared_subject, verbal
from ydkg.vocab import FOAF, YD

if TYPE_CHECKING:
    from datetime import date

    from ydkg.language.reading.spans import Span

_NEGATED = re.compile(
    r"\b(?:not|never|unlikely|no longer|n't|failed to|without|unless|if|once|after|before|when|until|would have)\b[^,;]{0,30}\Z",
    re.IGNORECASE,
)
#: Stages that a verb does not state before such words.
_NO_STAGE = tuple(
    (frozenset(slugs.split()), re.compile(said))
    for slugs, said in (
        # "It will start preparing agreements.", "It is preparing to open the quay."
        (
            "launched",
            r" (?!charging|housing|building(?! (?:the|an?|its|their)\b)|training|financing|funding|banking|shipping|engineering)[a-z]+ing\b",
        ),
        ("launched drawn-up", " to [a-z]"),
        # "It is built on strengths.", "the plant built at a cost of"
        ("under-construction", r" (?:up)?on | around | at an? (?:[a-z]+ ){0,2}cost\b"),
        # Who is given money is no thing that reaches a stage.
        (
            "invested awarded approved released delivered",
            r" (?:(?:a total of|over|more than|nearly|about|up to|around) )*(?:US|HK|A|C)?(?:[$€£¥₹]|Rs\b)",
        ),
        # "It authorised the agency to call for bids."
        ("approved", r" [\w ]{2,40}? to [a-z]"),
        ("operational", r" (?:bids|tenders|applications|an account|talks)\b"),
        # "completed by two-thirds"
        (
            "completed",
            r" by (?:about |over |nearly )?(?:\d[\d.]* ?(?:%|per ?cent)|[a-z]+[- ](?:thirds?|quarters?|half)|half)\b",
        ),
    )
)
_NO_THING = re.compile(
    r"\A(?:currently|today|now|meanwhile|here|so far)\Z|\Athere\b|\b(?:we|they|it|this|these|that|which|what|who|he|she|I|you|them|efforts aim)\Z|\A(?:\w+ ){0,2}(?:results?|ceremon(?:y|ies)|events?|speech|address|remarks?|progress|opportunities|benefits?|ways?|steps?|time|improvements|advancements|announcement|questions?|statement|kind|role|others|growth|attention|success|returns|outcomes)\Z|\bopportunities\b|\A(?:first|second|latter|former|same|rest|full|(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)(?: more| others?)?)\Z|\A(?:construction|(?:(?:construction|building|civil) )?(?:works?|activit(?:y|ies))(?: (?:at|on) (?:the )?site)?|first of its kind[^,]*)\Z|\A(?:it|they|this|that|he|she|we) |\A(?:\d[\d.]* ?)?(?:%|per ?cent)(?: of)?\b|\A(?:alongside|together|jointly)\b|\A(?:better|faster|greater|improved|more|further) |\A(?:progress|results?|situation|need) (?:of|for)\b|\A(?:and|or|but|also|are|is|was|were|has|have|been|about|around|nearly|almost)\b",
    re.IGNORECASE,
)

_LEADING = re.compile(
    r"\b(?:accelerat\w*|advanc\w*|push\w* (?:ahead|forward)|speed\w* up|fast[- ]?track\w*|expedit\w*|promot\w*|step\w* up|continu\w*) (?:with )?(?:the )?\Z",
    re.IGNORECASE,
)
_DEED = re.compile(
    r"\b(?:has|have|had|was|were|included|following|after|with|since|marked|saw|announced|celebrated|welcomed|\w{3,}ed)\b",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(r"[^,;]{0,120}? (?:has|have|had|was|were|took|comes|came|marks|marked|\w{3,}ed)\b")
#: Money for something is no deed of it: "It approved financing for the pier, and the expansion of …".
_PAID_FOR = re.compile(r"\b(?:financ|fund|loan|grant|money|budget|contract|tender|bid|stud|proposal)\w*\b[^.;]*\bfor\b")
_FIRST_VERB = re.compile(r" (?:is|are|was|were|has|have|will|costs?|began|started|remains?)\b")
#: A thing among others, and the words that say which: "One of the works (due for completion) is the Lee Weir."
_ONE_OF = re.compile(r"(?:One of|Another|Among)\b")
_COMPLEMENT = re.compile(r"[^,;:]{0,30}? (?:is|are|was|were) (?:the |an? )")
_ON = re.compile(r" on (?:the |an? )?(?=[A-Za-z])")
#: What is said of a noun that is to come: "(The completion of the weir) is expected in 2028."
_AWAITED = re.compile(
    r"[^,;]{0,40}? (?:is|are) (?:\w+ )?(?:expected|planned|scheduled|due|set|slated|targeted|anticipated|foreseen|envisaged) (?:for|in|by|on|at|to|before)\b"
)
_LEAD_NUMBER = re.compile(
    r"\d[\d,.]*[ -]?(?:kilomet(?:er|re)s?|km|miles?|met(?:er|re)s?|m)[ -](?:long|wide) |\d[\d,.]*-(?:kilomet(?:er|re)|km|mile|met(?:er|re)|lane|hectare|MW)s? |\d[\d,.]* ?(?:kilomet(?:er|re)s?|km|miles?) (?=[A-Z])|(?:and )?(?:(?:an )?(?:additional|further|another|extra) )?(?:(?:only|just|over|more than|nearly|almost|about|around|some|(?:a )?total of|up to|at least|the first|first) )*(?:(?:US|HK|A|C|NZ)?[€$£¥₹]?\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve)(?: (?:hundred|thousand|million|billion|trillion|lakh|crore))*(?: (?:GW|MW|hectares?|m2|m²|acres?|tonnes?|tons?|kms?|miles?|kilomet(?:er|re)s?|square \w+|yuan|euros?|dollars?) of)? (?=[A-Za-z“])|and (?=[a-z])",
    re.IGNORECASE,
)
#: "the construction of" what is under construction, "the completion of" what is completed.
_STAGE_NOUN = re.compile(
    r"(?:the )?(?:construction|building|implementation|development|completion|opening|launch|start|commencement|commissioning) (?:of|on) (?:the )?",
    re.IGNORECASE,
)


def stages(sentence: Sentence, issued: date) -> list[Stage]:
    """Find the stages that a sentence states; in the order of the sentence; one a thing in a list of things."""
    if sentence.chinese:
        return chinese_stages(sentence, issued)
    found: list[Stage] = []
    for start, end, verb in verbs_in(sentence):
        if any(each.start <= start and end <= each.end for each in found):
            continue
        if any(verb.slug in slugs and said.match(sentence.after(end)) for slugs, said in _NO_STAGE):
            continue
        if verb.slug == "connected" and verb.form in {"base", "going"}:
            continue  # What something is built for: "It will connect Cork and Kerry."
        first, _ = clause(sentence, start)
        if verb.form != "noun" and _NEGATED.search(sentence.text[max(first, start - 50) : start]):
            continue
        reader = {"noun": _noun, "phrase": _phrase}.get(verb.form, verbal)
        read = reader(sentence, start, end, verb, first)
        if read is None or read.about is None:
            continue
        time = time_of(sentence, start, end)
        if time and time.last and time.last > issued and read.rule == "stages.perfect":
            time = None  # "has approved a programme for 2030": the time is that of its object.
        modality = settled(read.modality, time, issued)
        begun = verb.slug == "launched" and re.search(
            r"\b(?:construction|building work)s? (?:work )?(?:of|on) (?:the |an? )?[^,;]*\Z|\b(?:construction|building work) ",
            sentence.text[max(sentence.start, read.about[0] - 70) : read.about[1]],
            re.IGNORECASE,
        )
        slug = "construction-started" if begun else verb.slug
        for about in _things_of(sentence, read.about):
            person = any(each[:2] == about and each.kind == FOAF.Person for each in sentence.mentions)
            if person or _NO_THING.search(sentence.text[slice(*about)]) or is_time(sentence, about):
                continue
            found.append(Stage(read.start, end, slug, modality, about, time, read.rule, start))
    return sorted(set(found))


def _noun(sentence: Sentence, start: int, end: int, verb: Verb, first: int) -> FoundStage | None:
    """Read "the completion and launch of": a deed, unless the clause looks forward or says that it goes on."""
    link = re.match(r"(?: and \w+)? of (?:the )?", sentence.after(end))
    about = phrase_after(sentence, end + link.end()) if link else None
    left, whole = sentence.text[first:start], sentence.text[sentence.start : start]
    if (
        about is None
        or _PAID_FOR.search(whole)
        or re.search(
            r"\b(?:can|could|may|might)\b|\b(?:an?|any|no)(?: \w+)? \Z", left
        )  # "This could delay the completion of the weir."
        or re.match(
            r" (?:is|are) (?:now |currently |still )*(?:under ?way|in progress|pending)", sentence.after(about[1])
        )
    ):
        return None
    if re.search(
        r"\b(?:for|to|towards?|of|before|until|in|during|support\w*|financ\w*) (?:(?:the|their|its) )?(?:\w+ and )?\Z",
        left,
    ) and not re.search(r"\b(?:after|since|with|following|by) (?:the )?\Z", left):
        return None
    if re.search(r"\brecent \Z", left):
        return FoundStage(start, YD.Done, about, "stages.noun")
    if is_planned(whole) or _AWAITED.match(sentence.text, about[1]):
        return FoundStage(start, YD.Planned, about, "stages.noun")
    if re.search(r"\b(?:will|would|shall)\b", sentence.words) or is_planned(
        sentence.text[about[1] : clause(sentence, about[1])[1]]
    ):
        return None
    if _LEADING.search(whole):
        return FoundStage(start, YD.Underway, about, "stages.noun")
    told = _DEED.search(whole) or _FOLLOWS.match(sentence.text, about[1], sentence.end)
    return FoundStage(start, YD.Done, about, "stages.noun") if told else None


def _phrase(sentence: Sentence, start: int, end: int, verb: Verb, first: int) -> FoundStage | None:
    """Read a phrase, which has its thing behind it or before it."""
    said = sentence.text[start:end]
    left = sentence.text[first:start]
    if re.match(r"(?:is|are) ", said) and re.fullmatch(r" [^,]*, ", left) and sentence.before(first, 5) == "which":
        left = ""  # "The Lee Line, which will link Cork and Kerry, is under construction": an insertion.
    whole = sentence.text[sentence.start : start]
    if (
        verb.planned
        or is_planned(left)
        or re.search(r"\b(?:will|set(?! up)|due|expected|scheduled|to (?:start|begin|commence))\b", said)
    ):
        modality: str = YD.Planned
    elif verb.lasting or (modality_of(said) == YD.Underway and not re.match("g[eo]t|.*operate", said)):
        modality = YD.Underway
    elif re.search(r"\w+ing\b", said) and is_planned(whole):
        modality = YD.Planned
    else:
        modality = YD.Done
    if re.search(r"\bto \Z", left) and modality != YD.Planned:
        return None
    if re.match(r"(?!ground)\w+ing\b", said, re.IGNORECASE) and not sentence.words[: start - sentence.start].strip():
        return None  # "Accelerating the construction of …" is what a sentence is about, and states nothing yet.
    about = None
    dated = next((each for each in sentence.times if 0 < each.start - end <= len(" earlier ")), None)
    apart = dated and re.match(r"(?: \([^()]*\))?,? (?=(?:on|for) )", sentence.after(dated.end))
    end = dated.end + apart.end() - 1 if verb.takes and dated and apart else end  # "broke ground today, for the weir"
    inside = "|in" if verb.slug == "new-breakthroughs" else ""
    opens = re.match(
        rf"(?: (?:of|for|on|from{inside}))? (?!(?:in|at|by|last|this|next|soon|shortly|later|early|late)\b)(?:the |an? )?",
        sentence.after(end),
    )
    if verb.takes and opens:
        about = phrase_after(sentence, end + opens.end())
    if about is None and said.lower().startswith("construction of which"):
        about = phrase_before(sentence, sentence.start + len(whole.rstrip(", ")))
    elif about is None and re.search(r"\bworks?\b[^,;]{0,20}\Z", left) and (on := _ON.match(sentence.after(end))):
        about = phrase_after(sentence, end + on.end())  # "Work is already under way on a new weir."
    predicate = _FIRST_VERB.search(whole)
    beside = re.search(r"(?:; |, and |, with )\Z", whole) or re.match("comp", said, re.IGNORECASE)
    if about is None and predicate and beside and re.match("construction|completion", said, re.IGNORECASE):
        # "The works are to begin, with completion due in 2028."
        about = phrase_before(sentence, sentence.start + predicate.start())
    elif about is None and not said.lower().startswith("construction"):
        if "ceremony" in said:
            return None
        verbs = re.finditer(
            r"(?<!to )\b(?:will|is|are|was|were|would|shall|has|have|had|remains?|remained)\b(?=[^,;]*\Z)", left
        )
        subject = [] if re.match(r"(?:is|are)\b", said) else list(verbs)[-1:]
        at = start - (len(left) - subject[0].start() if subject else 0)
        what = _ONE_OF.match(left) and _COMPLEMENT.match(sentence.text, end, sentence.end)
        about = phrase_after(sentence, what.end()) if what else shared_subject(sentence, start, first)
        about = about or phrase_before(sentence, at)
    return FoundStage(start, modality, about, "stages.phrase")


def _things_of(sentence: Sentence, about: Span) -> list[Span]:
    """Give what a stage is of: the name in the phrase, each name of a list, or the phrase itself."""
    start, end = about
    if works := _STAGE_NOUN.match(sentence.text, start, end):
        start = works.end()
    apposed = next((each for each in sentence.mentions if each.start > end), None)
    if (
        apposed
        and re.fullmatch(r", (?:the |an? )?", sentence.text[end : apposed.start])
        and re.match(r",(?! (?:the |an? )?[A-Z])", sentence.after(apposed.end))
    ):
        return [(apposed.start, apposed.end)]  # "a first standard, the Greenway Standard, …"
    while number := _LEAD_NUMBER.match(sentence.text[start:end]):
        start += number.end()
    inside = [each for each in sentence.mentions if start - 4 <= each.start < end]
    if not inside:
        return [_shortened(sentence, start, end)]
    head = inside[0]
    for each in inside[1:]:
        if re.fullmatch(r"['’]s? ", sentence.text[head.end : each.start]):
            head = each  # "Guangdong's Baiyun Airport": the airport.
    lead = sentence.text[start : head.start]
    whole = (
        re.fullmatch(r"(?:the )?(?:\w+ )?(?:phases?|stages?|sections?|parts?|batch|round) of (?:the )?", lead)
        is not None
    )
    if (
        not whole and re.search(r"\b(?:of|for|in|to|between|at|linking|connecting|joining|serving|from|near)\b", lead)
    ) or lead.count(" ") > 4:
        return [_shortened(sentence, start, end)]
    if any(sentence.text[head.end : each.start] == " to " for each in inside):
        return [_shortened(sentence, start, end)]  # "the Cork to Kerry Line"
    rest = sentence.text[head.end : head.end + 30]
    if (
        found := re.match(
            r"['’]s? (?=[a-z])| (?=[a-z-]+)(?!and\b|in\b|of\b|for\b|on\b|at\b|to\b|will\b|is\b|are\b|was\b|were\b|has\b|have\b|from\b|by\b|with\b|that\b|which\b|as\b|since\b|officially\b|this\b|last\b|next\b)",
            rest,
        )
    ) and end > head.end + found.end():
        return [_shortened(sentence, min(start, head.start), end)]
    things = [(head.start, head.end)]
    for each in reversed(sentence.mentions):
        listed = (
            re.fullmatch(r", (?:the )?", sentence.text[each.end : things[0][0]]) if each.end < things[0][0] else None
        )
        if listed and len(inside) > 1 and each.kind and each.kind == head.kind:
            things.insert(0, (each.start, each.end))  # "The Lee Line, the Moy Line and the Suir Line were opened."
    for each in sentence.mentions:
        if each.start > things[-1][1] and re.fullmatch(
            r",(?: and)?(?: the| an?)? | and (?:the |an? )?", sentence.text[things[-1][1] : each.start]
        ):
            things.append((each.start, each.end))
    return things


def _shortened(sentence: Sentence, start: int, end: int) -> Span:
    measure = re.search(r" (?:[€$£]?\d[\d,.]* ?)(?:%|[a-z]+)", sentence.text[start:end])
    if (
        measure
        and measure.start() > 3
        and not any(each.start <= start + measure.start() + 1 < each.end for each in sentence.mentions)
    ):
        end = start + measure.start()
    at, count = start, 0
    while at < end and count < 7:
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
