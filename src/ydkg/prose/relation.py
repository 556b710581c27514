"""How a relation reads in a sentence, and what its far side is called, one way and the other."""

from __future__ import annotations

from typing import NamedTuple

from ydkg.vocab import DCTERMS, GEO, ORG, OWL, SCHEMA, SKOS, YD


class Phrase(NamedTuple):
    """A relation in words: between subject and object, as a heading over objects, as a heading over subjects."""

    verb: str
    onward: str
    back: str


_PHRASES = {
    DCTERMS.hasPart: Phrase("has the part", "Parts", "Part of"),
    DCTERMS.isPartOf: Phrase("is part of", "Part of", "Parts"),
    DCTERMS.relation: Phrase("is related to", "Related to", "Related to"),
    DCTERMS.subject: Phrase("is spoken of under", "Spoken of under", "Spoken of under this topic"),
    GEO.sfContains: Phrase("contains", "Contains", "Within"),
    GEO.sfOverlaps: Phrase("overlaps", "Overlaps", "Overlaps"),
    GEO.sfWithin: Phrase("is within", "Within", "Contains"),
    ORG.hasMember: Phrase("has the member", "Members", "Member of"),
    ORG.Membership: Phrase("holds a post in", "Posts", "People in posts"),
    ORG.memberOf: Phrase("is a member of", "Member of", "Members"),
    ORG.subOrganizationOf: Phrase("is part of", "Part of the organisation", "Bodies within it"),
    OWL.differentFrom: Phrase("is not", "Not to be confused with", "Not to be confused with"),
    SCHEMA.about: Phrase("is about", "About", "What is about it"),
    SCHEMA.location: Phrase("takes place in", "Takes place in", "Events here"),
    SCHEMA.organizer: Phrase("is organised by", "Organised by", "Organises"),
    SCHEMA.superEvent: Phrase("is part of", "Within the event", "Events within it"),
    SKOS.broader: Phrase("falls under", "Under the topic", "Sub-themes"),
    SKOS.related: Phrase("is related to", "Related to", "Related to"),
    YD.advances: Phrase("advances", "Advances", "Advanced by"),
    YD.alignedWith: Phrase("is aligned with", "Aligned with", "Aligned with it"),
    YD.connects: Phrase("connects", "Connects", "Connected by"),
    YD.destination: Phrase("leads to", "Destination", "Journeys to here"),
    YD.developedBy: Phrase("is developed by", "Developed by", "Develops"),
    YD.focusesOn: Phrase("focuses on", "Focuses on", "In the focus of"),
    YD.guides: Phrase("guides", "Guides", "Guided by"),
    YD.implementedIn: Phrase("is implemented in", "Implemented in", "Implemented here"),
    YD.implements: Phrase("implements", "Implements", "Implemented by"),
    YD.initiatedBy: Phrase("is initiated by", "Initiated by", "Initiates"),
    YD.investsIn: Phrase("invests in", "Invests in", "Invested in by"),
    YD.issuedBy: Phrase("is issued by", "Issued by", "Issues"),
    YD.jurisdiction: Phrase("has jurisdiction in", "Jurisdiction", "Bodies responsible here"),
    YD.metric: Phrase("is measured by", "Measured by", "Measured of"),
    YD.namedAfter: Phrase("is named after", "Named after", "Gives its name to"),
    YD.operatedBy: Phrase("is operated by", "Operated by", "Operates"),
    YD.origin: Phrase("starts in", "Origin", "Journeys from here"),
    YD.Participation: Phrase("takes part in", "Took part in", "Participants"),
    YD.promotedBy: Phrase("is promoted by", "Promoted by", "Promotes"),
    YD.providedThrough: Phrase("is provided through", "Provided through", "Provides"),
    YD.regulates: Phrase("regulates", "Regulates", "Regulated by"),
    YD.responsible: Phrase("is carried by", "Responsible", "Responsible for"),
    YD.servedBy: Phrase("is served by", "Served by", "Serves"),
    YD.supports: Phrase("supports", "Supports", "Supported by"),
}


def phrase(predicate: str, label: str) -> Phrase:
    """Give the words of a relation.

    Parameters
    ----------
    predicate : str
        IRI of a property, or of a record class that is drawn as an edge.
    label : str
        What the ontology calls it, for relations without words of their own.

    Returns
    -------
    Phrase
        The words.
    """
    if predicate in _PHRASES:
        return _PHRASES[predicate]
    heading = label[:1].upper() + label[1:]
    return Phrase(f"– {label} –", heading, f"{heading} of")
