"""A sentence with what was found in it: its times, quantities and names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ydkg.language.reading.tables import is_chinese

if TYPE_CHECKING:
    from ydkg.language.reading.quantities import Quantity
    from ydkg.language.reading.spans import Span
    from ydkg.language.reading.times import Time
    from ydkg.language.sentence.names import Mention

#: Words that end a noun phrase on its right.
_STOP = re.compile(
    r"(?:in|at|on|to|by|with|from|across|over|under|through|during|since|after|before|within|against|into|among|towards?|as|than|"
    r"is|are|was|were|be|been|being|has|have|had|will|would|can|could|may|must|should|do|does|did|"
    r"or|but|while|which|that|who|whose|where|when|if|because|so|such|thanks|until|around|about|between|via|per|like|including|"
    r"the|this|these|those|its|their|our|each|every|now|also|already|nationwide|nationally|globally|worldwide|annually|together|"
    r"calling|stands?|stood|came|comes?|takes?|took|goes|went|lives?|works?|reached|rose|grew|fell|increased|decreased|exceeded|totalled|totaled|accounted|accounting|compared|produced|eliminated|covering|"
    r"bringing|making|up|down|more|less|through|operated|put|opened|launched|built|completed|established|issued|released|signed|approved|received|installed|"
    r"said|says|will|remains?|remained|commenced|started|began|begun|lies|took|takes|worth|spanning|supported|created|invested|for|based|using|without|there|they|we|it|not|only|"
    r"near|last|next|years?|ago|respectively|directly|alone|currently|recently|is|located|serving|connecting|linking|held|added|scheduled|slated|expected|intended|designed|selected)\Z",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-zÀ-ÿ0-9&'’“”$€£./-]+")
_DETERMINER = re.compile(r"(?:the|a|an|its|their|our|this|these|those|both|all|some|his|her)\ ", re.IGNORECASE)
#: Where a clause starts, seen from its right.
_BREAK = re.compile(
    r"[;:—]|, |\((?=)|\)|\b(?:and|while|whereas|but|which|(?<!of )(?<!in )(?<!for )that|with|where|as|by|when|after|before|since|if|said|says|told|noted|added|announced|stated|expects?)\b (?!of\b)|\A"
)
#: A stretch of time that opens a clause without a comma.
_LEADING_TIME = re.compile(
    r"(?:in|over|during|within) the (?:next|coming|past|last|first) (?:\w+ )?(?:years?|months?|weeks?|days?|decades?),? (?=\w)",
    re.IGNORECASE,
)
#: What stands between a subject and "to be", and is no part of it.
DUE = re.compile(
    r" (?:(?:is|are|was|were|has been|have been) (?:(?:now|also|all|still|currently) )?(?:due|expected|scheduled|set|planned|slated|likely|anticipated|projected|on track|ready)|there|here|all|both|also|now)\Z"
)
#: What shows that a clause has its verb already.
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|reached|rose|grew|fell|(?!speed\b|indeed\b|hundred\b)\w{3,}ed)\b"
)
#: How many words a noun phrase has at most, behind a word and before a verb.
_MOST_WORDS, _MOST_BEFORE = 7, 9
#: What stands between a subject and its verb: in brackets, between two commas, or the places that it is in.
_BRACKETED = re.compile(r" \([^()]*\)\Z")
_INSERTION = re.compile(
    r", (?:with (?:an? |the )|featuring|covering|spanning|including|the (?:largest|longest|biggest|first|second|third|only|world|country|nation|region)|stretching|totall?ing|measuring|comprising|construction of which)\b(?:[^,;]|,\d)*,\Z"
)
_RELATIVE = re.compile(
    r",? (?:which|who|that)(?: (?:is|are|was|were|has been|have been)(?: (?:now|also|still|currently))?(?: (?:due|expected|scheduled|set|planned|slated|likely|anticipated|projected|on track|ready|intended))?)?\Z"
)
_NAME = r"(?:the )?[A-Z][\w'-]+(?: [A-Z][\w'-]+)*"
_PLACES = re.compile(rf" (?:in|across|throughout) {_NAME}(?:, {_NAME})*,? and {_NAME}\Z")
_JOINED_UP = re.compile(
    rf" (?:linking|connecting|joining) {_NAME}(?: (?:and|with|to) {_NAME})?(?:, {_NAME})+,? and {_NAME}\Z"
)
_NOUN_PHRASE = re.compile(
    r"\b(?:[Tt]he|[Tt]h(?:is|ese)|[Aa]n?|[Ii]ts|[Tt]heir|[Oo]ur|two|three|four|five|six|seven|eight|nine|ten|\d+) (?P<noun>[A-Za-z][\w'&-]*(?: (?!of\b|between\b|in\b|for\b|on\b|at\b|to\b|with\b|from\b|and\b|is\b|are\b|was\b|were\b|will\b)[\w'&-]+){0,5})"
)


class Sentence(NamedTuple):
    """A sentence of the text."""

    start: int  # where it stands
    end: int  # code points from 0, end exclusive
    text: str  # the whole text, folded (see `ydkg.language.reading.tables.folded`): all positions are of it
    times: tuple[Time, ...]  # what was found in it, in its order; mentions of known things and of new names
    quantities: tuple[Quantity, ...]
    mentions: tuple[Mention, ...]
    carried: Time | None = None  # the time of the sentence before, where this one goes on with it
    ahead: bool = False  # whether it stands in a plan, and says what is to come
    it: Span | None = None  # the words that "It" at its start stands for: the subject of the sentence before

    @property
    def words(self) -> str:
        """Its own text, folded."""
        return self.text[self.start : self.end]

    @property
    def chinese(self) -> bool:
        """Whether it is in Chinese."""
        return is_chinese(self.words)

    def before(self, at: int, most: int = 120) -> str:
        """Give what it has before a place, the last characters only."""
        return self.text[max(self.start, at - most) : at]

    def after(self, at: int, most: int = 120) -> str:
        """Give what it has from a place on, the first characters only."""
        return self.text[at : min(self.end, at + most)]


def phrase_after(sentence: Sentence, at: int, *, most: int = _MOST_WORDS, counted: bool = False) -> Span | None:
    """Find the noun phrase that starts at a place; start and end; None where no noun can start."""
    while found := _DETERMINER.match(sentence.text, at):
        at = found.end()
    start, end, count = at, at, 0
    while count < most and (found := _WORD.match(sentence.text, at)) and found.end() <= sentence.end:
        word = found.group()
        if name := next((each for each in sentence.mentions if each.start == at and each.end >= found.end()), None):
            # A name is one word, whatever stands in it.
            found = re.compile(r"['’]s?|").match(sentence.text, name.end) or found
            word = "Name"
        link = word in {"of", "and", "for", "to"} and count > 0
        if _STOP.match(word.rstrip(".")) and not link:
            break
        if link and not _goes_on(sentence, found.end(), word, plural=sentence.text[start:end].endswith("s")):
            break
        count += 1
        if not link:
            end = found.end()
        gap = sentence.text[found.end() : found.end() + 1]
        printed = sentence.text[at : found.end()] if word == "Name" else word
        plural = (
            counted
            and not link
            and re.search(r"(?:\A|\w )[\w-]{2,}[^s\W]s\Z" if word == "Name" else r"\A[a-z-]{2,}[^s\W]s\Z", printed)
        )
        if plural and (
            word == "Name"
            or not re.match(
                r" (?:of|and|for)\b| [a-z-]+s\b(?! (?:the|a|an)\b)", sentence.text[found.end() : found.end() + 30]
            )
        ):
            break
        at = found.end() + 1
        if link:
            while determiner := _DETERMINER.match(sentence.text, at):
                at = determiner.end()
        if (
            gap == ","
            and re.match(
                r" (?:[a-z]+-[a-z]+|(?!and\b|which\b|with\b|while\b|as\b|who\b|or\b|but\b|in\b|[a-z]+ing\b)[a-z]+ [a-z]+) (?!and\b)[a-z]",
                sentence.text[found.end() + 1 :],
            )
            and re.search(r"-[a-z]+\Z", word)
        ):
            at += 1  # Two adjectives, set apart by a comma.
        elif gap != " ":
            break
    words = sentence.text[start:end].rstrip(".,;-'’/")
    return (start, start + len(words)) if len(words) > 1 else None


#: What "to" leads to within a name: "the Cork to Kerry road".
_ROUTE = re.compile(
    r"(?:[A-Z][\w'-]+ ){1,4}(?:(?i:road|highway|(?:rail|motor)way|expressway|line|corridor|section|stretch|link|route)s?)\b"
)


def _goes_on(sentence: Sentence, at: int, word: str, *, plural: bool) -> bool:
    """Tell whether a phrase goes on behind a word that links: not with a number, a verb or a new clause."""
    after = sentence.after(at + 1, 40)
    if word == "to":
        return _ROUTE.match(after) is not None
    if word != "and":
        return re.match(r"(?:the |an? |its |their |our )?[A-Za-z“\"]", after) is not None
    if re.match(
        r"(?:[a-z]+ (?:the|an?|that|to|its|their)\b|\w+ing|\w+ed (?:by|in|to|at|the|an?)|is|are|the|will|has|have|an?)\b",
        after,
    ):
        return False
    return re.match(r"[a-z-]+s\b(?! [a-z-]+s\b)" if plural else r"[a-z-]+ [a-z-]+", after) is not None


#: How what is inserted between a subject and its verb begins.
_INSERTED = re.compile(r"(?:\w+ing|\w{3,}ed|built|such as|including|which|who|known|in|at|near|with|from|of)\b")


def phrase_before(sentence: Sentence, at: int) -> Span | None:
    """Find the noun phrase that ends before a verb; start and end; None where there is none."""
    text = sentence.text[sentence.start : at].rstrip()
    if (said := DUE.search(text)) and text[: said.start()].endswith(")"):
        text = text[: said.start()]  # "The Lee Line (LL) is due to be"
    for behind in (_BRACKETED, _INSERTION, _PLACES, _JOINED_UP):
        if found := behind.search(text):
            return phrase_before(sentence, sentence.start + found.start())
    if relative := _RELATIVE.search(text):
        left = sentence.start + relative.start()
        named = next((each for each in reversed(sentence.mentions) if each.end <= left), None)
        if named and named.end == left:
            # "between Denmark and Germany": a name that is the last of two is none by itself.
            before = sentence.text[sentence.start : named.start]
            two = re.search(r"\b(?:between|from) [^,;]* (?:and|to) (?:the )?\Z", before)
            return antecedent(sentence, left) if two else named[:2]
        if named and re.fullmatch(" [a-z]+", sentence.text[named.end : left]):
            return named.start, left  # "the Lee line, which"
        near = named and left - named.end <= 20
        return named[:2] if named and near else antecedent(sentence, left) or phrase_before(sentence, left)
    if inserted := re.search(r"(?:,|(?<! in)(?<! of)(?<! for)(?<! at)(?<! on)) (?:which|who)\b[^,]*,\Z", text):
        return phrase_before(sentence, sentence.start + inserted.start())
    # Where the last clause before the verb begins, or the last part of an enumeration.
    edge = 0
    for found in _BREAK.finditer(text):
        # A break within a name is none; nor is "and" between two nouns of a short subject.
        place, ahead = sentence.start + found.start(), text[: found.start()]
        if any(each.start < place < each.end for each in sentence.mentions):
            continue
        if found.group().startswith("and") and re.search(r"\bbetween [^,;]*\Z", ahead):
            continue
        joins = found.group().startswith(("and", "with ")) and ahead[-2:] != ", "
        if joins and not _FINITE.search(text[edge : found.start()]):
            continue
        if len(text[found.end() :].strip(" ,")) > 2:
            edge = found.end()
    words = text[edge:].strip(" ,")
    start = sentence.start + edge + (len(text[edge:]) - len(text[edge:].lstrip(" ,")))
    if edge and _INSERTED.match(words) and sentence.text[max(0, start - 2) : start] == ", ":
        return phrase_before(sentence, sentence.start + edge - 2)  # An insertion between subject and verb.
    if edge and text[:edge].endswith(", "):
        if re.fullmatch(rf"(?:is|are|was|were)|{DUE.pattern.strip()}", words):
            return phrase_before(sentence, sentence.start + edge - 1)  # "The Bridge, 2.9 km long, is due to be …"
        if re.match(r"an? |\d", words) and text.endswith(","):
            return phrase_before(sentence, sentence.start + edge - 2)  # "The Express, a 339-mile line, is …"
    return _trimmed(sentence, words, start)


def _trimmed(sentence: Sentence, words: str, start: int) -> Span | None:
    """Take from the words before a verb what is no part of a noun phrase of a few words."""
    while determiner := _DETERMINER.match(words):
        words, start = words[determiner.end() :], start + determiner.end()
    inside = [each for each in sentence.mentions if start <= each.start and each.end <= start + len(words)]
    most = _MOST_BEFORE + sum(each.text.count(" ") for each in inside)
    if not words or len(words.split(" ")) > most + 14:
        return None
    if (time := re.match(_LEADING_TIME, words)) is not None:
        words, start = words[time.end() :], start + time.end()
    while determiner := _DETERMINER.match(words):
        words, start = words[determiner.end() :], start + determiner.end()
    words = re.split(r" with (?=an? |the )", DUE.sub("", words))[0]  # "a facility with a capacity of 35 MW"
    if not inside or inside[-1].end < start + len(words):
        # "The project started in 2019 and was …"
        words = re.sub(r" (?:\w{3,}ed|began|begun) (?:in|on) .*\Z", "", words)
    if len(words.split(" ")) > most:
        words = re.split(r" (?:in|at|on|from|across|over|under|through|during|within|against|into|among) ", words)[0]
    if words == "It" and sentence.it:
        return sentence.it
    return (start, start + len(words)) if re.match(r"[A-Za-z“\"\d$€£¥₹]", words) and len(words) > 2 else None


def antecedent(sentence: Sentence, at: int) -> Span | None:
    """Give the last noun phrase before a relative clause, from its determiner to its preposition."""
    found = list(_NOUN_PHRASE.finditer(sentence.text, sentence.start, at))
    return found[-1].span("noun") if found and not re.search("[,;:]", sentence.text[found[-1].end() : at]) else None


def behind_lead(sentence: Sentence, start: int, end: int, lead: re.Pattern[str]) -> int:
    """Go past the times and the words that open a Chinese clause; where what it is about starts."""
    while True:
        at = next((time.end for time in sentence.times if time.start <= start < time.end <= end), start)
        if opened := lead.match(sentence.text[at:end]):
            at += opened.end()
        if at == start:
            return at
        start = at
