"""Links that names and sections ask for: whether they are there, which can be seen without the document.

Rules: ``named_within`` (a document whose names are read, by `yd:namedAfter` or `yd:FromName`, has a name within
another, that of a country aside, and the two things are not linked), ``theme`` (what a milestone, a figure or a claim
of a section is about is not under the section's theme), ``order`` (themes of one document are not in the order in which
it names them) and ``progress`` (what is said to show the progress of something has not been done, while that has).
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from ydkg.errors import problem
from ydkg.graph.graph import identifier
from ydkg.graph.outline import outlines_of
from ydkg.graph.schema import RECORDS, is_entity, statements
from ydkg.graph.sources import documents_behind, offset
from ydkg.language.text import translatable
from ydkg.proof.finding import Finding, Rules
from ydkg.vocab import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SKOS, YD, compact

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ydkg.graph.graph import Graph

RULES = Rules()
_WORD = re.compile(r"[\w’'&]+")
#: What has no name that holds the names of others, or is no thing that links.
_APART = frozenset({FOAF.Person, YD.Metric, SKOS.Concept})
#: What belongs to no theme: places and who acts.
_THEMELESS = frozenset({YD.Place, FOAF.Person})


@RULES.saying("named_within", problem("add the link, such as yd:namedAfter"))
def _named_within(table: Graph) -> Iterator[tuple[str, str]]:
    """Find names within names whose things nothing links."""
    read = {
        document
        for statement, _, predicate, _ in statements(table)
        if predicate == YD.namedAfter or table.one(statement, YD.basis) == YD.FromName
        for document in documents_behind(table, statement)
    }
    things = [
        thing
        for thing in (table.subjects() if read else ())
        if _APART.isdisjoint(table.types(thing))
        and is_entity(table, thing)
        and not read.isdisjoint(documents_behind(table, thing))
    ]
    called = defaultdict[str, list[str]](list)
    for thing in (each for each in things if YD.Country not in table.types(each)):
        for name in {name for part in (RDFS.label, SKOS.altLabel) for name in table.values(thing, part)}:
            called[name].append(thing)
    most = max((len(_WORD.findall(name)) for name in called), default=0)
    for thing in things:
        for other in (other for name in _names_in(table, thing, called, most) for other in called[name]):
            if other == thing or other in _neighbours(table, thing):
                continue
            # A member whose name holds the other’s too may be linked to it instead.
            names = {name for part in (RDFS.label, SKOS.altLabel) for name in table.values(other, part)}
            members = (each for property_ in (DCTERMS.hasPart, ORG.hasMember) for each in table.iris(thing, property_))
            named = (each for each in members if not names.isdisjoint(_names_in(table, each, called, most)))
            if not any(other in _neighbours(table, each) for each in named):
                yield thing, problem("its name holds that of {other}, to which nothing links it", other=compact(other))


def _names_in(table: Graph, thing: str, called: Collection[str], most: int) -> list[str]:
    """List the names of other things in a label, of so many words at most, none within a longer one."""
    label = table.text(thing, RDFS.label) or ""
    words = [match.span() for match in _WORD.finditer(label)]
    runs = [(first, last) for place, (first, _) in enumerate(words) for _, last in words[place : place + most]]
    found = [run for run in runs if label[slice(*run)] != label and label[slice(*run)] in called]
    return [
        label[first:last]
        for first, last in found
        if not any((a <= first and last <= b) and (a, b) != (first, last) for a, b in found)
    ]


def _neighbours(table: Graph, thing: str) -> set[str]:
    """Return what facts link a thing to: edges either way, and what its records link."""
    found = set(_ends(table, thing))
    for subject, link in table.incoming(thing):
        if link != OWL.differentFrom and RDF.Statement not in table.types(subject):
            found.add(subject)
            if not RECORDS.isdisjoint(table.types(subject)):
                found.update(_ends(table, subject))
    return found


def _ends(table: Graph, thing: str) -> Iterator[str]:
    """Yield what edges of a thing lead to."""
    for link, terms in table.properties(thing).items():
        yield from (identifier(term) for term in terms if link != OWL.differentFrom)


@RULES.add
def _order(table: Graph) -> Iterator[Finding]:
    """Find themes beside each other whose yd:orderInDocument is not the order in which their document names them."""
    beside = defaultdict[tuple[str, ...], list[tuple[int, int, str]]](list)
    for theme, _ in table.pairs(YD.orderInDocument):
        over = table.values(theme, SKOS.broader)
        begins = max((offset(table, each) or 0 for each in over), default=0)
        starts = (table.number(passage, YD.start) or 0 for passage in table.values(theme, YD.mentionedIn))
        start = min((each for each in starts if each >= begins), default=None)
        if start is not None:
            documents = documents_behind(table, theme)
            place = table.number(theme, YD.orderInDocument) or 0
            beside[tuple(sorted({*over, *documents}))].append((place, start, theme))
    for themes in beside.values():
        for (_, start, theme), (_, before, other) in pairwise(sorted(themes)):
            if start > before:
                message = problem("stands before {other}, which the document names first", other=compact(other))
                yield Finding(theme, message, "order", start, fix=problem("mend yd:orderInDocument"))


@RULES.add
def _themes(table: Graph) -> Iterator[Finding]:
    """Find what a section reports that is not under its theme, and themes that are under none and nobody focuses on."""
    focused = {identifier(term) for _, term in table.pairs(YD.focusesOn)}
    for theme, _ in table.pairs(YD.orderInDocument):
        if focused and theme not in focused and not table.values(theme, SKOS.broader):
            message = problem("it is under no other theme, and nobody focuses on it")
            fix = problem("add {property}", property="skos:broader")
            yield Finding(theme, message, "theme", offset(table, theme), fix=fix)
    outlines = outlines_of(table)
    if not any(outline.sections for outline in outlines.values()):
        return
    for record in (each for kind in (YD.Milestone, YD.Observation, YD.FirstClaim) for each in table.subjects(kind)):
        about = table.one(record, YD.about) or ""
        if not _THEMELESS.isdisjoint(table.types(about)):
            continue
        own = {theme for each in (record, about) for theme in table.values(each, DCTERMS.subject)}
        own |= {above for theme in own for above in table.values(theme, SKOS.broader)}
        themes = sorted(
            theme
            for passage in table.values(record, PROV.wasDerivedFrom)
            if (outline := outlines.get(table.one(passage, YD.inDocument) or ""))
            and (start := table.number(passage, YD.start)) is not None
            and (theme := outline.topic(outline.number(start)))
        )
        if themes and all(own.isdisjoint([theme, *table.values(theme, SKOS.broader)]) for theme in themes):
            pattern = translatable("{record} is reported in the part on {theme}, under which nothing puts it")
            message = problem(pattern, record=compact(record), theme=compact(themes[0]))
            fix = problem("add {property}", property="dcterms:subject")
            yield Finding(about, message, "theme", offset(table, record), fix=fix)


@RULES.saying("progress", problem("turn {property}", property="yd:showsProgressOf"))
def _progress(table: Graph) -> Iterator[tuple[str, str]]:
    """Find links from what goes on to what was done, for it is the deed that shows progress."""
    done = {
        table.one(record, YD.about)
        for record in table.subjects(YD.Milestone)
        if YD.Done in table.iris(record, YD.modality)
    }
    for thing, term in table.pairs(YD.showsProgressOf):
        whole = identifier(term)
        if thing not in done and whole in done:
            pattern = translatable("it is said to show the progress of {thing}, but it is {thing} that was done")
            yield thing, problem(pattern, thing=compact(whole))
