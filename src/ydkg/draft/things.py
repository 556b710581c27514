"""Things of a draft: the known ones that the text names, new ones, and those that it only describes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from ydkg.draft.graphing import Fact, Graphing, slug_of
from ydkg.graph.turtle import english
from ydkg.language.reading.tables import is_chinese
from ydkg.language.sentence.names import PLACES, Mention, kind_of
from ydkg.language.sentence.people import is_person
from ydkg.vocab import FOAF, ORG, OWL, PROV, RDFS, SCHEMA, SKOS, YD, local_name, ydr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ydkg.language.reading.spans import Span
    from ydkg.language.sentence.reading import ReadText
    from ydkg.language.sentence.sentence import Sentence

#: How many words may stand between a figure and the name that it is of.
_FARTHEST = 12
_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|from|to|across|near|between|throughout|within|of|and|,)(?: the)? \Z", re.IGNORECASE
)
#: What leads from a figure to the name behind it, and names that are meant together: "from Cork, Kerry and Limerick".
_LEADS_TO = re.compile(r"[^,;:]*\b(?:in|of|at|across|for|within|throughout|by|from|between)(?: the)? ")
_TOGETHER = re.compile(r"(?:, [A-Z][\w -]+)*,? and [A-Z]")
_REGION = re.compile(
    r"\b(?:the (?:region|area|country|nation|province|city|state|union)|we|our)\b|全[省市区县国]|我[省市区县国]",
    re.IGNORECASE,
)
#: "The reservoir holds": what a sentence is about that was named before.
_OPENS = re.compile(r"(?:The|Its|This) (?:new )?(?P<noun>[a-z]+) ")


class Things:
    """Find or make the things that records are about."""

    def __init__(self, graphing: Graphing, reading: ReadText, people: set[str], bodies: set[str]) -> None:
        self._graphing = graphing
        self._reading = reading
        self._people = people
        self._bodies = bodies
        self._new: dict[str, str] = {}
        self._label: dict[str, str] = {}
        self._mentions = [each for sentence in reading.sentences for each in sentence.mentions]
        self._by_text: defaultdict[str, list[Mention]] = defaultdict(list)
        for each in self._mentions:
            self._by_text[each.text].append(each)
        self._names: set[str] = set()
        self._places: dict[str, list[Mention]] = {}
        self._people_by_name = {
            each.text.split()[-1]: each for each in self._mentions if self._is_person(each) and " " in each.text
        }
        self._main = self._most_named()
        self._after = 0

    def label(self, iri: str) -> str:
        """Give what a thing is called in the text."""
        return self._label.get(iri, "")

    def is_name(self, label: str) -> bool:
        """Tell whether a thing of the draft is called so."""
        return label.lower() in self._names

    def mentioned(self, title: Span | None) -> None:
        """Propose every name: known things where they are named, and new things but for those of the title alone."""
        self._after = title[1] if title else 0
        by_iri: dict[str, list[Mention]] = {}
        for mention in self._mentions:
            inside = title and title[0] <= mention.start and mention.end <= title[1]
            if inside and not mention.iri and mention.rule != "names.place":
                continue
            iri = self._named(mention)
            if iri not in self._label:
                self._call(iri, mention.text)
            by_iri.setdefault(iri, []).append(mention)
        for iri, mentions in by_iri.items():
            first = mentions[0]
            passages = (self._graphing.passage(each.start, each.end) for each in mentions)
            self._graphing.add(iri, ((YD.mentionedIn, passage) for passage in passages))
            self._places[iri] = mentions
            if first.iri:
                self._graphing.propose((first.start, first.end), first.kind, YD.mentionedIn, iri, first.rule)

    def of_span(self, sentence: Sentence, span: Span, rule: str, kind: str = "") -> str:
        """Give the thing that a run of words names or describes; a new one where the text says it first here."""
        mention = next((each for each in sentence.mentions if each.start <= span[0] and span[1] <= each.end), None)
        if mention and mention.end - mention.start <= span[1] - span[0] + 6:
            return self._named(mention)
        text = self._reading.text[slice(*span)].strip(" ,.;")
        known = next(iter(self._by_text.get(text, ())), None)
        if known:
            return self._named(known)
        inside = [each for each in sentence.mentions if span[0] <= each.start and each.end <= span[1]]
        starts = len(inside) == 1 and inside[0].start == span[0] and inside[0].end < span[1]
        return self._described(text, span, rule, kind, named=starts)

    def subject(self, sentence: Sentence, at: int) -> tuple[str, Span | None, bool]:
        """Give what a figure is of: the name before it in its sentence, or behind it, or who the text is about."""
        fitting = [each for each in sentence.mentions if not self._is_person(each) and each.kind != YD.Index]
        left = [each for each in fitting if each.end <= at]
        region = _REGION.search(sentence.text[sentence.start : at])
        if not left and (meant := self._meant(sentence, at)):
            return self._named(meant), meant[:2], True
        nearer = region and (not left or sentence.start + region.start() > left[-1].end)
        # The name behind a figure that its own words lead to: "12 parks in Cork".
        gaps = ((each, sentence.text[at : each.start]) for each in fitting if each.start > at)
        led = (each for each, gap in gaps if len(gap.split()) <= _FARTHEST and _LEADS_TO.fullmatch(gap))
        if left and not nearer:
            chosen = left[-1]
            if len(left) > 1 and re.fullmatch(", an? ", sentence.text[chosen.end : at]):
                # Of "the campus in Albany, a 350-acre site" the campus.
                place = re.fullmatch(" (?:in|at|near|of) (?:the )?", sentence.text[left[-2].end : chosen.start])
                chosen = left[-2] if place else chosen
        elif (
            not region and (right := next(led, None)) and not _TOGETHER.match(sentence.text, right.end, right.end + 80)
        ):
            chosen = right
        elif self._main:
            # Where it is named last before: nothing is said of a thing that is not named yet.
            named = self._by_text[self._main.text]
            nearest = bisect_right(named, at, key=lambda each: each.end) - 1
            if nearest >= 0:
                return self._named(self._main), named[nearest][:2], True
            earlier = self._most_named(at)
            return (self._named(earlier), earlier[:2], True) if earlier else (self.unnamed(sentence), None, False)
        elif left:
            chosen = left[-1]
        else:
            return self.unnamed(sentence), None, False
        return self._named(chosen), (chosen.start, chosen.end), False

    def _meant(self, sentence: Sentence, at: int) -> Mention | None:
        """Find what "the reservoir" that opens a sentence is: the last thing named before whose name ends so."""
        opens = _OPENS.match(sentence.text, sentence.start, at)
        noun = opens.group("noun") if opens else ""
        before = [each for each in self._mentions if each.end <= sentence.start and not self._is_person(each)]
        return next((each for each in reversed(before) if noun and each.text.lower().split()[-1] == noun), None)

    def government(self, of: str, span: Span) -> str:
        """Give the body of which a post is: of one at a place its government, of any other body itself."""
        mentions = self._places.get(of, ())
        if not any(each.kind in PLACES for each in mentions):
            return of
        name = self.label(of)
        key = f"{name} (government)"
        if key not in self._new:
            facts: list[Fact] = [(YD.mentionedIn, self._graphing.passage(*span)), (OWL.differentFrom, of)]
            self._make(key, name, YD.PublicBody, span, "posts.organization", facts)
        return self._new[key]

    def whole(self, span: Span) -> str:
        """Give the whole that an average is of: the country that the text names, else what its own word says."""
        word = self._reading.text[slice(*span)]
        national = re.fullmatch("national(?:wide)?|全国", word, re.IGNORECASE)
        named = self._country if national else next(iter(self._by_text.get(word, ())), None)
        if named and (not self._main or named.text != self._main.text):
            return self._named(named)
        called = (
            word
            if is_chinese(word) or word.isupper()
            else {"national": "nation", "global": "world"}.get(word.lower(), word)
        )
        return self._described(called, span, "subject.whole", YD.Country if national else YD.Region)

    @cached_property
    def _country(self) -> Mention | None:
        """The country that the text names most."""
        named = Counter(
            each.text
            for each in self._mentions
            if each.kind == YD.Country or each.text in {"China", "全国", "中国", "EU", "European Union"}
        )
        return self._by_text[named.most_common(1)[0][0]][0] if named else None

    def _call(self, iri: str, label: str) -> None:
        self._label[iri] = label
        self._names.add(label.lower())

    def named_at(self, sentence: Sentence, iri: str) -> Span | None:
        """Give where a thing is named: in a sentence, or else where it is first; None where it is not named."""
        mentions = self._places.get(iri, ())
        here = [each for each in mentions if sentence.start <= each.start and each.end <= sentence.end]
        return next(((each.start, each.end) for each in (*here, *mentions)), None)

    def _is_person(self, mention: Mention) -> bool:
        return mention.kind in {FOAF.Person, YD.Official} or (mention.text in self._people and not mention.iri)

    def _most_named(self, before: int | None = None) -> Mention | None:
        """Find what the text, up to a place in it, is about: the thing that it names most, a place counting twice."""
        fitting = [
            each
            for each in self._mentions
            if not self._is_person(each) and each.kind != SCHEMA.Event and (before is None or each.end <= before)
        ]
        counts: Counter[str] = Counter()
        for each in fitting:
            counts[each.iri or each.text] += 2 if each.kind in PLACES else 1
        most = max(counts, key=counts.__getitem__, default=None)
        return next((each for each in fitting if (each.iri or each.text) == most), None)

    def _named(self, mention: Mention) -> str:
        """Give the thing of a name: the known one, or a new one, which is proposed where it stands first."""
        if mention.iri or mention.text in self._new:
            return mention.iri or self._new[mention.text]
        if (whole := self._people_by_name.get(mention.text)) and whole.start < mention.start:
            return self._new.setdefault(mention.text, self._named(whole))  # The person named in full before.
        first = next((each for each in self._by_text[mention.text] if each.start >= self._after), mention)
        kind, at = self._kind(first), (first.start, first.end)
        facts: list[Fact] = [
            (YD.mentionedIn, self._graphing.passage(*at)),
            (FOAF.name, Literal(mention.text) if kind == FOAF.Person else None),
        ]
        return self._make(mention.text, mention.text.strip('“”"《》'), kind, at, first.rule, facts)

    def _kind(self, mention: Mention) -> str:
        """Guess the class of a new name, which a person confirms."""
        if mention.text in self._people or (is_person(mention) and mention.rule == "posts.title"):
            return FOAF.Person
        if mention.kind and mention.kind != FOAF.Person:
            return mention.kind
        if mention.text in self._bodies:
            return YD.PublicBody
        before = self._reading.text[max(0, mention.start - 12) : mention.start]
        if mention.text.startswith("《"):
            return YD.Plan
        if mention.text.startswith(("“", '"')):
            return YD.Initiative
        return YD.Place if _PLACE_BEFORE.search(before) else ORG.Organization

    def _described(self, text: str, span: Span, rule: str, kind: str, *, named: bool = False) -> str:
        """Give the thing that words describe without a name of its own, or name by one that they start with."""
        bare = re.sub(r"^(?:the|a|an|its|their|our|new) ", "", text, flags=re.IGNORECASE)
        if bare in self._new:
            return self._new[bare]
        found = kind_of(bare) or kind_of(bare.title()) or kind or YD.Initiative
        facts: list[Fact] = [(YD.mentionedIn if named else PROV.wasDerivedFrom, self._graphing.passage(*span))]
        return self._make(bare, bare.strip('“”"'), found, span, rule, facts)

    def _make(  # noqa: PLR0917 - what a thing is made of, in its order
        self, text: str, label: str, kind: str, at: Span, rule: str, facts: Iterable[Fact]
    ) -> str:
        """Make a new thing, and propose it."""
        iri = self._new[text] = self._graphing.new_iri(slug_of(text))
        self._names.add(text.lower())
        self._call(iri, label)
        self._graphing.thing(iri, kind, label, facts)
        self._graphing.propose(at, kind, RDFS.label, iri, rule)
        return iri

    def unnamed(self, sentence: Sentence) -> str:
        """Give a thing to be named by the reviewer, one a sentence; its IRI."""
        iri = ydr(f"to-be-named-{local_name(self._graphing.source.document)}-{sentence.start}")
        if iri not in self._label:
            self._call(iri, "to be named")
            note = "The sentence does not name what it is about; name it, or say which thing it is."
            at = sentence.start, sentence.end
            facts: list[Fact] = [
                (RDFS.label, english(f"thing to be named, of the sentence at {sentence.start}")),
                (SKOS.editorialNote, english(note)),
                (PROV.wasDerivedFrom, self._graphing.passage(*at)),
            ]
            self._graphing.add(iri, facts)
            self._graphing.propose(at, OWL.Thing, RDFS.label, iri, "subject.unnamed")
        return iri
