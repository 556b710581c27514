"""Nouns and phrases of stages in their sentence: "the completion of", "broke ground"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ydkg.draft.rules.modality import clause, is_planned, modality_of
from ydkg.draft.rules.sentence import Sentence, phrase_after, phrase_before
from ydkg.draft.rules.verbal import shared_subject
from ydkg.draft.rules.verbs import Found
from ydkg.vocab import YD

if TYPE_CHECKING:
    from ydkg.draft.rules.verbs import Verb

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


def nominal(sentence: Sentence, start: int, end: int, verb: Verb, first: int) -> Found | None:
    """Read a noun or a phrase.

    Parameters
    ----------
    sentence : Sentence
    start, end : int
        Of its words.
    verb : Verb
    first : int
        Where its clause starts.

    Returns
    -------
    Found or None
        None where it states no stage.
    """
    if verb.form == "noun":
        return _noun(sentence, start, end, first)
    return _phrase(sentence, start, end, verb, first)


def _noun(sentence: Sentence, start: int, end: int, first: int) -> Found | None:
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
        return Found(start, YD.Done, about, "stages.noun")
    if is_planned(whole) or _AWAITED.match(sentence.text, about[1]):
        return Found(start, YD.Planned, about, "stages.noun")
    if re.search(r"\b(?:will|would|shall)\b", sentence.words) or is_planned(
        sentence.text[about[1] : clause(sentence.text, sentence.start, sentence.end, about[1])[1]]
    ):
        return None
    if _LEADING.search(whole):
        return Found(start, YD.Underway, about, "stages.noun")
    told = _DEED.search(whole) or _FOLLOWS.match(sentence.text, about[1], sentence.end)
    return Found(start, YD.Done, about, "stages.noun") if told else None


def _phrase(sentence: Sentence, start: int, end: int, verb: Verb, first: int) -> Found | None:
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
    return Found(start, modality, about, "stages.phrase")
