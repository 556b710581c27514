"""Worded facts: whether the document has words for the posts, stages, modalities, states and signs of records.

The word lists are those of English documents. A word that says more than one thing is not in them, so that what they do
not know is not checked. Rules: ``role_words``, ``modality_words``, ``status_words``, ``stage_words``, ``sign_words``.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from ydkg.errors import problem
from ydkg.language.text import translatable
from ydkg.language.units import common_unit, factor
from ydkg.proof.finding import Finding, Rules
from ydkg.proof.words.printed import figure_spans
from ydkg.proof.words.spans import mentions, sentences_around, spans, words
from ydkg.vocab import ORG, QUDT, RDFS, SKOS, YD, compact, ydr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ydkg.graph.graph import Graph
    from ydkg.graph.sources import Source

RULES = Rules()
_FORWARD = r"\b(will|to be|aim|aims|aimed|intended|target of|set to|expected|announced|planning|planned)\b"
#: Words of a plan that are those of a thing as well: they bear a plan out, and tell none by themselves.
_PLAN = (
    r"\b(plans? (to|for|on)|scheduled|due (to|for|in|by)|(is|are) to|seeks? to|pledge[ds]?|could|proposed|intends? to|"
    r"by (the end of )?20\d\d)\b"
)
_AIMED = r"\b(target|goal|objective|aim)(s|ed|ing)?\b"
_ONGOING = (
    r"\b(under ?way|currently|under construction|being|progress|progressing|advancing|accelerating|accelerated|"
    r"undertaking|implementing|piloting)\b"
)
#: Words of roles in events.
DEEDS = {
    "presenter": r"introduc\w*|present(?:s|ed|ing)",
    "attendee": r"attend\w*",
    "respondent": r"answer\w*|respond\w*",
    "speaker": r"deliver\w*|spoke|address\w*",
    "chair": r"chair\w*",
}
#: Words of stages that are not the forms of the verb that labels them.
_STAGES = {
    "operational": r"operat(?:e|es|ed|ing|ion|ional)|open(?:s|ed|ing)?(?!-)|benefit(?:s|t?ed|t?ing)?",
    "in force": r"in(?:to)? (?:effect|force)",
    "advanced": r"advanc(?:e|es|ed|ing)|progress(?:es|ed|ing)",
    "drawn up": r"plann(?:ed|ing)|draw(?:n|ing|s)? up|drew up",
    "studied": r"stud(?:y|ies|ied|ying)",
    "under construction": r"construct(?:s|ed|ing|ion)?|build(?:s|ing)?|built",
    "construction started": r"start(?:s|ed|ing)?|commenc(?:e|es|ed|ing)|beg[au]n",
    "undertaken": r"undert(?:ak(?:e|es|en|ing)|ook)",
    "initially connected": r"initial(?:ly)? connect\w+",
    "new breakthroughs": r"breakthroughs?",
    "top 10 entered": r"top \w+",
}
_RISE, _FALL = "increas|outpac|rose|rise|risen|grew|grow|up by", "decreas|declin|fell|fall|dropp|reduc|cut|down by"
_RISING = rf"\b({_RISE}|above|exceed|surpass)"
_FALLING = rf"\b({_FALL}|below|less than)"
#: A clause that says what follows from what was said before it, up to the value that it leads to.
_LEADS_TO = re.compile(r",\s+\w+ing\b[^.;]*\bto (?:just |only |about |under |over |nearly )?\Z", re.IGNORECASE)
#: Whatever words a change, or how a value stands to its target.
CHANGES = re.compile(rf"\b(?:{_RISE}|{_FALL}|ahead of|behind)\w*", re.IGNORECASE)


#: More words that documents have for stages, by themselves too common to tell that one is meant.
_ALSO = {
    "approved": r"adopt\w*|ratif\w+|pass(?:ed|es|ing|age)?|endors\w+|authori[sz]\w+|enact\w*|green light",
    "launched": r"start\w*|beg[aiu]n\w*|commenc\w*|initiat\w*|roll\w* out|rollout|kick\w* off",
    "completed": r"finish\w*|conclud\w*|finali[sz]\w*",
    "released": r"publi(?:sh\w*|cation)|unveil\w*",
    "established": r"found(?:s|ed|ing)?|form(?:s|ed|ing|ation)?|set\w* up",
    "deployed": r"install\w*",
    "expanded": r"exten\w+|upgrad\w+|renovat\w+|moderni[sz]\w+|refurbish\w*",
    "restored": r"rehabilitat\w+",
    "developed": r"formulat\w+",
    "piloted": r"trial\w*|test(?:s|ed|ing)?",
    "closed": r"decommission\w*|suspen\w+|terminat\w+|phas\w+ out|shut\w* down",
    "operational": r"service|commission\w*|(?:in|into) (?:service|use)|online|live|re-?open\w*",
    "construction started": r"begins?|ground",
    "undertaken": r"conduct\w*|under ?way",
}


def modality(text: str) -> tuple[str, str]:
    """Tell whether a text speaks of a plan, of what goes on or of a deed, and by which words.

    >>> [
    ...     compact(iri)
    ...     for iri in (modality("It will open.")[0], modality("It is being built.")[0], modality("Open.")[0])
    ... ]
    ['yd:Planned', 'yd:Underway', 'yd:Done']
    """
    for iri, pattern in ((YD.Planned, _FORWARD), (YD.Underway, _ONGOING)):
        if found := re.search(pattern, text):
            return iri, found.group()
    return YD.Done, ""


def longest_post(table: Graph, text: str) -> str | None:
    """Return the post of the longest name that a text has: a deputy director is no director."""
    low = text.lower()
    posts = ((label, role) for role in table.subjects(ORG.Role) if (label := table.text(role, RDFS.label)))
    return max(((len(label), role) for label, role in posts if label.lower() in low), default=(0, None))[1]


def _stage_words(label: str) -> str:
    """Give the pattern of the words for a stage of this label: known words, else the forms of the verb that it is of.

    >>> [form for form in ("released", "release", "releasing") if re.fullmatch(_stage_words("released"), form)]
    ['released', 'release', 'releasing']
    """
    stem = re.escape(re.sub(r"e?d\Z", "", label.partition(" ")[0]))
    return _STAGES.get(label) or rf"{stem}(?:e|es|ed|s|d|ing|ion)?"


def stage_patterns(table: Graph) -> dict[str, str]:
    """Give the words for each stage that the data know; IRI of a stage -> a regular expression."""
    stages = (stage for stage in table.subjects(SKOS.Concept) if ydr("stages") in table.values(stage, SKOS.inScheme))
    return {stage: _stage_words(label) for stage in stages if (label := table.text(stage, RDFS.label))}


def has_deed(role: str, text: str) -> bool:
    """Tell whether a text has a word for a role in an event; of a role without known words, always."""
    said = DEEDS.get(role.rpartition("participant-role-")[2], "")
    return re.search(rf"\b(?:{said})", text, re.IGNORECASE) is not None


@RULES.saying("role_words", problem("mend org:role"))
def _posts(table: Graph, source: Source) -> Iterator[tuple[str, str]]:
    for record in table.subjects(ORG.Membership):
        text, role = words(table, source, record), table.one(record, ORG.role)
        there = longest_post(table, text)
        if text and role and there != role:
            said = compact(there) if there else problem("no post")
            yield record, problem("its passages say {said}, not {role}", said=said, role=compact(role))


@RULES.saying("role_words", problem("mend yd:participantRole or the passage"))
def _deeds(table: Graph, source: Source) -> Iterator[tuple[str, str]]:
    for record in table.subjects(YD.Participation):
        text, role = words(table, source, record), table.one(record, YD.participantRole)
        if text and role and not has_deed(role, text):
            yield record, problem("its passages have no word for {role}", role=compact(role))


@RULES.add
def _milestones(table: Graph, source: Source) -> Iterator[Finding]:
    named = mentions(table, source)
    for record in table.subjects(YD.Milestone):
        text, held = words(table, source, record), table.one(record, YD.modality)
        stage = next(iter(table.values(table.one(record, YD.stage) or "", RDFS.label)), "")
        if not text:
            continue
        said, by = modality(text)
        if held == YD.Planned and re.search(_PLAN, text):
            said = held
        if held and held != said:
            word = f" (“{by}”)" if by else ""
            pattern = translatable("its passages are worded as {said}{word}, not {held}")
            message = problem(pattern, said=compact(said), word=word, held=compact(held))
            fix = problem("read them again; mend yd:modality")
            yield Finding(record, message, "modality_words", _place(table, source, record, by), fix=fix)
        # A pilot programme is not piloted by its name.
        names, acted = named.get(table.one(record, YD.about) or "", ()), []
        for start, end in spans(table, source, record):
            passage = source.words(start, end)
            for first, last in names:
                if start <= first and last <= end:
                    passage = passage[: first - start] + "_" * (last - first) + passage[last - start :]
            acted.append(passage)
        words_of = rf"\b(?:{_stage_words(stage)}|{_ALSO.get(stage, '(?!)')})\b"
        if stage and not re.search(words_of, "\n".join(acted), re.IGNORECASE):
            message = problem("its passages have no word for the stage “{stage}”", stage=stage)
            fix = problem("mend yd:stage or the passage")
            yield Finding(record, message, "stage_words", _place(table, source, record), fix=fix)


def _place(table: Graph, source: Source, record: str, word: str = "") -> int:
    """Return where the passages of a record have a word, else where the last starts: the first may be a date."""
    runs = spans(table, source, record)
    found = (at.start() + start for start, end in runs if (at := re.search(re.escape(word), source.words(start, end))))
    return next(found, runs[-1][0]) if word else runs[-1][0]


@RULES.add
def _statuses(table: Graph, source: Source) -> Iterator[Finding]:
    """Check that what is not yet so is in a sentence that looks forward, and that what is so is not."""
    for record in table.subjects(YD.Observation):
        text, status = words(table, source, record), table.one(record, YD.valueStatus)
        if not text or not status or status == YD.Derived:
            continue
        around, target = sentences_around(table, source, record), "target of" in text
        if status == YD.Actual:
            # A clause behind words of a plan leads to what is to come: will open, cutting the time to 40.
            befores = (source.words(source.sentence(*at)[0], at.start) for at in figure_spans(table, source, record))
            wrong = re.search(_FORWARD, text) is not None or any(
                (forward := re.search(_FORWARD, before)) and _LEADS_TO.search(before, forward.end())
                for before in befores
            )
        elif not re.search(rf"{_FORWARD}|{_PLAN}", around):
            wrong = True
        else:
            # A target is called one, or is aimed at; what is called one is no other.
            wrong = not (target or re.search(_AIMED, around)) if status == YD.Target else target
        if wrong:
            message = problem("its words do not bear out that the value is {status}", status=compact(status))
            fix = problem("read them again; mend yd:valueStatus")
            yield Finding(record, message, "status_words", _place(table, source, record), fix=fix)


@RULES.add
def _signs(table: Graph, source: Source) -> Iterator[Finding]:
    for record in table.subjects(YD.Comparison):
        try:
            if stated := table.one(record, YD.statedChange):
                change = Decimal(stated)
            else:
                # The change between its two values, in the smaller of their units.
                sides = [table.one(record, side) or "" for side in (YD.current, YD.baseline)]
                units = [table.one(side, QUDT.hasUnit) or "" for side in sides]
                shared = common_unit(*units) or ""
                now, before = (
                    Decimal(table.one(side, YD.value) or "") * (factor(unit, shared) or Decimal("NaN"))
                    for side, unit in zip(sides, units, strict=True)
                )
                change = now - before
        except InvalidOperation:  # A part is missing, which the shapes look at.
            continue
        rising = rises(words(table, source, record))
        if change and not change.is_nan() and rising is not None and (change < 0) == rising:
            way = problem("rise") if rising else problem("fall")
            message = problem("its passages word a {way}, but the change is {change}", way=way, change=str(change))
            fix = problem("mend the sign, or turn yd:current and yd:baseline")
            yield Finding(record, message, "sign_words", _place(table, source, record), fix=fix)


def rises(text: str) -> bool | None:
    """Tell whether a text words a rise or a fall; None where it words neither, or both.

    >>> rises("It rose."), rises("expected to fall"), rises("It rose, then fell.")
    (True, False, None)
    """
    rising, falling = (re.search(said, text, re.IGNORECASE) is not None for said in (_RISING, _FALLING))
    return None if rising == falling else rising
