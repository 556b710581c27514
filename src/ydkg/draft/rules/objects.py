"""Objects: the things that the words around a verb are about."""

from __future__ import annotations

import re

from ydkg.draft.rules.sentence import Sentence, phrase_after

_OBJECT = re.compile(
    r" (?:(?:the|a|an|its|their|our|his|her|some|all|both|several|new|over|more|nearly|about|another|additional|two|three|four|five|six|seven|eight|nine|ten)\b|\d|[A-Z“]|(?!(?:in|at|on|by|to|for|with|from|as|of|and|or|since|after|before|during|under|through|when|while|that|which|further|ahead|rapidly|steadily|smoothly|well|last|this|next|within|until)\b)[a-z-]+\d*(?: (?!in\b|at\b|on\b|by\b|to\b|for\b|with\b|from\b)[a-z-]+| (?:to|for|of|in|from)\b))"
)
_AND_VERB = re.compile(
    r"(?:,? \w+(?:ed|ing|e|t|n|y|p|d))?,? and (?:\w+ly )?(?:\w+(?:ed|ing)\b|[a-z]+(?= (?:the|a|an|its|their|our|\d))) ?"
)
_MONEY = re.compile(
    r" (?:(?:a total of|over|more than|nearly|about|up to|another|an additional|some|almost|around) )*(?:(?:US|HK|A|C)?[$€£¥]\s?\d[\d.,]*(?:\s?(?:million|billion|trillion|bn|m|k))?|\d[\d.,]* (?:thousand |million |billion |trillion )*(?:yuan|dollars|euros|pounds|yen|RMB|renminbi))(?= (?:for|in|into|to|towards)\b|[.,;]|\s*\Z| across| over)"
)
_LEAD_NUMBER = re.compile(
    r"\d[\d,.]*[ -]?(?:kilomet(?:er|re)s?|km|miles?|met(?:er|re)s?|m)[ -](?:long|wide) |\d[\d,.]*-(?:kilomet(?:er|re)|km|mile|met(?:er|re)|lane|hectare|MW)s? |\d[\d,.]* ?(?:kilomet(?:er|re)s?|km|miles?) (?=[A-Z])|(?:and )?(?:(?:an )?(?:additional|further|another|extra) )?(?:(?:only|just|over|more than|nearly|almost|about|around|some|(?:a )?total of|up to|at least|the first|first) )*(?:(?:US|HK|A|C|NZ)?[€$£¥₹]?\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve)(?: (?:hundred|thousand|million|billion|trillion|lakh|crore))*(?: (?:GW|MW|hectares?|m2|m²|acres?|tonnes?|tons?|kms?|miles?|kilomet(?:er|re)s?|square \w+|yuan|euros?|dollars?) of)? (?=[A-Za-z“])|and (?=[a-z])",
    re.IGNORECASE,
)

#: What is done to a thing, and how much of it: "work on the bridge", "more than one mile of track".
_WORK_ON = re.compile(r" (?:the )?(?:(?:construction|building|preliminary|preparatory|main) )?works? on (?:the |an? )?")
#: "the construction of" what is under construction, "the completion of" what is completed.
_WORKS_OF = re.compile(
    r"(?:the )?(?:construction|building|implementation|development|completion|opening|launch|start|commencement|commissioning) (?:of|on) (?:the )?",
    re.IGNORECASE,
)
_AMOUNT_OF = re.compile(
    r" (?:more than|over|nearly|about|around|almost|up to|at least) (?:an?|one|two|three|four|five|six|seven|eight|nine|ten|[\d,.]+) ?[a-z]+ of (?=[a-z])"
    r"| (?:no (?:fewer|less) than|as many as|more than|fewer than) (?:[a-z]+|\d[\d,]*) (?=[a-z“\"])"
)


def object_of(sentence: Sentence, end: int) -> tuple[int, int] | None:
    """Find the object of a verb: behind it, behind a second verb that shares it, or the things of "such as".

    Parameters
    ----------
    sentence : Sentence
    end : int
        Where the verb ends.

    Returns
    -------
    tuple of int, or None
        Start and end; None where no object can start.
    """
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


def things_of(sentence: Sentence, about: tuple[int, int]) -> list[tuple[int, int]]:
    """Give what a stage is of: the name in the phrase, each name of a list, or the phrase itself.

    Parameters
    ----------
    sentence : Sentence
    about : tuple of int
        Start and end of the phrase.

    Returns
    -------
    list of tuple of int
        In the order of the sentence.
    """
    start, end = about
    if works := _WORKS_OF.match(sentence.text, start, end):
        start = works.end()
    apposed = next((each for each in sentence.mentions if each.start > end), None)
    if (
        apposed
        and re.fullmatch(r", (?:the |an? )?", sentence.between(end, apposed.start))
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
        if re.fullmatch(r"['’]s? ", sentence.between(head.end, each.start)):
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
    if any(sentence.between(head.end, each.start) == " to " for each in inside):
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
            re.fullmatch(r", (?:the )?", sentence.between(each.end, things[0][0])) if each.end < things[0][0] else None
        )
        if listed and len(inside) > 1 and each.kind and each.kind == head.kind:
            things.insert(0, (each.start, each.end))  # "The Lee Line, the Moy Line and the Suir Line were opened."
    for each in sentence.mentions:
        if each.start > things[-1][1] and re.fullmatch(
            r",(?: and)?(?: the| an?)? | and (?:the |an? )?", sentence.between(things[-1][1], each.start)
        ):
            things.append((each.start, each.end))
    return things


def _shortened(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
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
