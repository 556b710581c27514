"""How a relation reads in a sentence, and what its far side is called, one way and the other, as the ontology says."""

from __future__ import annotations

import re
from functools import cache, reduce
from typing import TYPE_CHECKING, NamedTuple

from ydkg.graph.graph import identifier
from ydkg.graph.schema import shipped_schema, term_label
from ydkg.language.grammar import capitalized
from ydkg.language.text import ENGLISH, Language
from ydkg.vocab import PREFIXES, YD

if TYPE_CHECKING:
    from collections.abc import Collection

# What Chinese names have in them: PM2.5, G60.
#: A single sign in common is chance.
_ONE_SIGN = 1
_SIGN = r"[A-Z]{1,2}[0-9]+(?:\.[0-9]+)?(?![0-9A-Za-z])"
#: Latin words before Chinese ones, and a sign of Chinese before Latin words; English does without.
_BEFORE = rf"(?!{_SIGN})(?<![A-Za-z])([A-Za-z][ -~]*)(?<=[A-Za-z0-9])(?=[\u4e00-\u9fff])"
_BEHIND = rf"([\u4e00-\u9fff])(?=[0-9]*[A-Za-z])(?!{_SIGN})"


class Phrase(NamedTuple):
    """A relation in words: between subject and object, as a heading over objects, as a heading over subjects.

    A verb has ``…`` where the object stands, and ``#`` where the role does; without ``…`` the object follows it.
    """

    verb: str
    onward: str
    back: str


class _Wording(NamedTuple):
    """Words that the ontology has for a relation whose ends are such classes or things, or any where none are given.

    By tag of a language: verb, heading, inverse heading; None for what is said as elsewhere.
    """

    subjects: frozenset[str]
    objects: frozenset[str]
    words: dict[str, tuple[str | None, ...]]

    def weight(self, subject: Collection[str], object_: Collection[str]) -> int:
        """Tell how closely it fits two ends: -1 where it does not; a thing by itself says more than its class."""
        total = 0
        for kinds, known in ((self.subjects, subject), (self.objects, object_)):
            if kinds:
                met = kinds.intersection(known)
                if not met:
                    return -1
                total += 2 if any(each.startswith(PREFIXES["ydr"]) for each in met) else 1
        return total


def phrase(
    predicate: str,
    language: Language = ENGLISH,
    subject: Collection[str] = (),
    object_: Collection[str] = (),
) -> Phrase:
    """Give the words of a relation; the words; made of its label for a relation that the ontology has none for.

    >>> from ydkg.vocab import GEO, SCHEMA
    >>> from ydkg.language.text import CHINESE
    >>> phrase(SCHEMA.location), phrase(SCHEMA.location, CHINESE, {SCHEMA.Event}).verb
    (Phrase(verb='is located in', onward='Located in', back='Located here'), '在…举行')
    """
    fitting = sorted(_wordings(predicate), key=lambda each: each.weight(subject, object_))
    known = [each.words[language.tag] for each in fitting if each.weight(subject, object_) >= 0]
    label = capitalized(term_label(predicate, language.tag))
    parts = [f"– {term_label(predicate, 'en')} –", label, f"{label} of"]
    if language.chinese:
        parts = [f"的{label}：…", label, f"以此为{label}的记录"]
    for words in known:
        parts = [word or part for word, part in zip(words, parts, strict=True)]
    return Phrase(*parts)


@cache
def _wordings(predicate: str) -> tuple[_Wording, ...]:
    """Read all words of a relation from the ontology, those for ends of any kind first."""
    terms = shipped_schema().terms
    found = []
    for node in (predicate, *(identifier(term) for term in terms.objects(predicate, YD.wording))):
        words = {
            tag: tuple(terms.text(node, part, language) for part in (YD.verb, YD.heading, YD.inverseHeading))
            for tag, language in (("en", "en"), ("zh", "zh-hans"))
        }
        found.append(
            _Wording(frozenset(terms.iris(node, YD.subjectKind)), frozenset(terms.iris(node, YD.objectKind)), words)
        )
    return tuple(found)


def has_verb(predicate: str) -> bool:
    """Tell whether the ontology has a verb for a relation.

    >>> has_verb(YD.advances), has_verb(YD.period)
    (True, False)
    """
    return any(each.words[ENGLISH.tag][0] for each in _wordings(predicate))


def sentence(verb: str, subject: str, target: str, language: Language = ENGLISH, *, role: str = "") -> str:
    """Say that a relation holds between two things.

    >>> from ydkg.language.text import CHINESE
    >>> sentence("is # of", "Ada", "the Academy", role="deputy secretary-general")
    'Ada is deputy secretary-general of the Academy'
    >>> sentence("任…#", "某人", "某市人民政府", CHINESE, role="副秘书长")
    '某人任某市人民政府副秘书长'
    >>> sentence("任…#", "Ada", "Academy of Lakes", CHINESE, role="director")
    'Ada 任 Academy of Lakes director'
    >>> sentence("has … as a member", "collaboration", "the center")
    'Collaboration has the center as a member'
    """
    before, _, after = (part.strip().replace("#", role) for part in verb.partition("…"))
    if language.chinese:
        return spaced(reduce(_beside, (subject, before, target, after)))
    return " ".join(filter(None, (capitalized(subject), before, target, after)))


def spaced(text: str) -> str:
    """Set Latin names apart from the Chinese beside them; figures alone, and signs such as PM2.5, stay as they are.

    >>> (
    ...     spaced("自revision of the Water Law以来"),
    ...     spaced("与2nd Ten-Year Plan相关"),
    ...     spaced("Index 2024为2024年"),
    ... )
    ('自 revision of the Water Law 以来', '与 2nd Ten-Year Plan 相关', 'Index 2024 为2024年')
    """
    return text if text.isascii() else re.sub(_BEHIND, r"\1 ", re.sub(_BEFORE, r"\1 ", text))


def measured_zh(thing: str, metric: str) -> str:
    """Put the Chinese names of a thing and of a metric together: words that end one and begin the other stand once.

    >>> measured_zh("全国近岸海域", "近岸海域水质优良比例"), measured_zh("湖区", "经济增速")
    ('全国近岸海域水质优良比例', '湖区经济增速')
    >>> measured_zh("Lake Fund", "number of projects")
    'Lake Fund number of projects'
    """
    lengths = range(min(len(thing), len(metric)), _ONE_SIGN, -1)
    known = next((n for n in lengths if thing.endswith(metric[:n]) and not metric[:n].isascii()), 0)
    return _beside(thing, metric[known:])


def _beside(one: str, other: str) -> str:
    """Put two texts side by side, with a space between Latin words."""
    return f"{one} {other}" if re.search("[A-Za-z0-9]$", one) and re.match("[A-Za-z]", other) else one + other
