"""Stages: what has become, is becoming or is to become of a thing. No cue, no stage; a plan never as a deed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ydkg.draft.rules.modality import clause
from ydkg.draft.rules.nominal import nominal
from ydkg.draft.rules.objects import things_of
from ydkg.draft.rules.stage import Stage, is_time, settled, time_of
from ydkg.draft.rules.stages_chinese import chinese_stages
from ydkg.draft.rules.verbal import verbal
from ydkg.draft.rules.verbs import verbs_in
from ydkg.vocab import FOAF

if TYPE_CHECKING:
    from datetime import date

    from ydkg.draft.rules.sentence import Sentence

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
        return chinese_stages(sentence, issued)
    found: list[Stage] = []
    for start, end, verb in verbs_in(sentence):
        if any(each.start < end and start < each.end for each in sentence.mentions):
            continue
        if any(each.start <= start and end <= each.end for each in found):
            continue
        if any(verb.slug in slugs and said.match(sentence.after(end)) for slugs, said in _NO_STAGE):
            continue
        if verb.slug == "connected" and verb.form in {"base", "going"}:
            continue  # What something is built for: "It will connect Cork and Kerry."
        first, _ = clause(sentence.text, sentence.start, sentence.end, start)
        if verb.form != "noun" and _NEGATED.search(sentence.text[max(first, start - 50) : start]):
            continue
        reader = nominal if verb.form in {"noun", "phrase"} else verbal
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
        slug, label = ("construction-started", "construction started") if begun else (verb.slug, verb.label)
        for about in things_of(sentence, read.about):
            person = any(each[:2] == about and each.kind == FOAF.Person for each in sentence.mentions)
            if person or _NO_THING.search(sentence.text[slice(*about)]) or is_time(sentence, about):
                continue
            found.append(Stage(read.start, end, slug, label, modality, about, time, read.rule, start))
    return sorted(set(found))
