"""Records of a draft: stages, firsts, posts and parts in events, of the data contract, with their evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal

from ydkg.draft.evidence import Evidence, cut, span_of_time
from ydkg.draft.figure_records import FigureRecords
from ydkg.draft.graphing import Fact, Graphing, Span, day, english, slug_in
from ydkg.draft.rules.modality import cue_of, modality_of
from ydkg.vocab import ORG, RDF, RDFS, SCHEMA, YD
from ydkg.words.reading.tables import is_chinese
from ydkg.words.stage import reached

if TYPE_CHECKING:
    from datetime import date

    from ydkg.draft.definitions import Definitions
    from ydkg.draft.rules.firsts import First
    from ydkg.draft.rules.parts import Part
    from ydkg.draft.rules.roles import Post
    from ydkg.draft.rules.sentence import Sentence
    from ydkg.draft.rules.stage import Stage
    from ydkg.draft.things import Things


class Records:
    """Write records.

    Parameters
    ----------
    graphing : Graphing
    things : Things
    definitions : Definitions
    issued : date
    dateline : tuple of int or None
        Where the text prints the day of issue.

    Attributes
    ----------
    figures : FigureRecords
        Which writes observations and comparisons.
    """

    def __init__(
        self, graphing: Graphing, things: Things, definitions: Definitions, issued: date, dateline: Span | None
    ) -> None:
        self._graphing = graphing
        self._things = things
        self._definitions = definitions
        self._issued = issued
        self._evidence = Evidence(graphing, dateline)
        self.figures = FigureRecords(self._evidence, graphing, things, definitions, issued)

    def stage(self, sentence: Sentence, stage: Stage, about: str) -> None:
        """Write a milestone.

        Parameters
        ----------
        sentence : Sentence
            That says it.
        stage : Stage
        about : str
            IRI of what it is of.
        """
        span = min(stage.verb, stage.about[0]), max(stage.end, stage.about[1])
        if any(sentence.text[at] == "\n" for at in range(*span)) or not self._graphing.is_new(
            span, YD.Milestone, YD.stage
        ):
            return
        time = stage.time
        on = time.first if time and time.is_day and not time.deadline else None
        until = time.last if time and not on else None
        words = {YD.Planned: "planned", YD.Underway: "underway", YD.Done: "done"}[stage.modality]
        said = reached(stage.label, stage.modality, on=str(on or ""), until=str(until or ""))
        iri = self._graphing.new_iri(f"milestone-{cut(slug_in(about))}-{stage.slug}-{words}")
        facts = [
            Fact(RDF.type, YD.Milestone),
            Fact(RDFS.label, english(f"{self._things.label(about)}: {said}")),
            Fact(YD.about, about),
            Fact(YD.stage, self._definitions.stage(stage.slug, stage.label)),
            Fact(YD.modality, stage.modality),
            Fact(YD.asOf, day(self._issued)),
        ]
        facts += [Fact(YD.on, day(on))] if on else []
        facts += [Fact(YD.notAfter, day(until))] if until else []
        self._evidence.write(
            iri,
            facts,
            span,
            YD.Milestone,
            YD.stage,
            stage.rule,
            ((stage.start, stage.end), span_of_time(time), _cue(sentence, stage, span)),
            dated=True,
        )

    def first(self, sentence: Sentence, first: First, about: str, scope: str) -> None:
        """Write a claim to be the first.

        Parameters
        ----------
        sentence : Sentence
            That says it.
        first : First
        about : str
            IRI of what is called the first.
        scope : str
            IRI of the place within which it holds.
        """
        span = first.start, first.end
        claimed = " ".join(sentence.text[slice(*first.claimed)].split()[:7]) or "of its kind"
        iri = self._graphing.new_iri(f"first-claim-{cut(slug_in(about))}")
        facts = [
            Fact(RDF.type, YD.FirstClaim),
            Fact(
                RDFS.label,
                english(f"{self._things.label(about)}: called the first in {self._things.label(scope)}: {claimed}"),
            ),
            Fact(YD.about, about),
            Fact(YD.scope, scope),
            Fact(YD.claimedClass, english(claimed)),
        ]
        self._evidence.write(
            iri,
            facts,
            span,
            YD.FirstClaim,
            YD.claimedClass,
            "firsts.claim",
            (self._things.named_at(sentence, scope),),
            dated=False,
        )

    def post(self, post: Post, person: str, organization: str | None) -> None:
        """Write a post, or a title without an organisation.

        Parameters
        ----------
        post : Post
        person : str
            IRI.
        organization : str or None
            IRI; None where none is named.
        """
        span = post.start, post.end
        if organization is None:
            title = post.role if is_chinese(post.role) else self._graphing.source.text[slice(*span)].strip()
            value = Literal(title, language="zh-hans" if is_chinese(title) else "en")
            self._graphing.state(span, person, SCHEMA.honorificPrefix, value, post.rule, [post.person])
            return
        iri = self._graphing.new_iri(f"membership-{cut(slug_in(person))}-{cut(slug_in(organization))}")
        facts = [
            Fact(RDF.type, ORG.Membership),
            Fact(RDFS.label, english(f"{self._things.label(person)}, {self._things.label(organization)}: {post.role}")),
            Fact(ORG.member, person),
            Fact(ORG.organization, organization),
            Fact(ORG.role, self._definitions.role(post.role)),
            Fact(YD.asOf, day(self._issued)),
        ]
        self._evidence.write(
            iri, facts, span, ORG.Membership, ORG.role, post.rule, (post.person, post.organization), dated=True
        )

    def part(self, part: Part, person: str, event: str) -> None:
        """Write what a person did at an event.

        Parameters
        ----------
        part : Part
        person, event : str
            IRIs.
        """
        span = min(part.person[0], part.start), max(part.person[1], part.end)
        deeds = {
            "attendee": "attended",
            "respondent": "answered questions at",
            "chair": "chaired",
            "presenter": "presented at",
            "speaker": "delivered a speech at",
        }
        iri = self._graphing.new_iri(f"participation-{cut(slug_in(person))}-{cut(slug_in(event))}-{part.role}")
        facts = [
            Fact(RDF.type, YD.Participation),
            Fact(
                RDFS.label, english(f"{self._things.label(person)} {deeds[part.role]} the {self._things.label(event)}")
            ),
            Fact(YD.participant, person),
            Fact(YD.event, event),
            Fact(YD.participantRole, self._definitions.participant_role(part.role)),
        ]
        self._evidence.write(
            iri, facts, span, YD.Participation, YD.participantRole, "posts.part", (part.person, part.event), dated=False
        )


def _cue(sentence: Sentence, stage: Stage, span: Span) -> Span | None:
    """Give the word that says that a stage is planned or goes on, where the words of the stage do not."""
    cited = f"{sentence.text[stage.start : stage.end]} {sentence.text[slice(*span)]}"
    if modality_of(cited) == stage.modality:
        return None
    cue = cue_of(sentence.text[sentence.start : span[0]], stage.modality)
    return (sentence.start + cue[0], sentence.start + cue[1]) if cue else None
