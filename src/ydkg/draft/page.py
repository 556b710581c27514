"""The review page: a draft's text, its proposals in both languages with values that can be edited, what was decided."""

from __future__ import annotations

import json
from collections import defaultdict
from difflib import SequenceMatcher
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup
from pyoxigraph import Literal

from ydkg.draft.edits import ADDED
from ydkg.draft.graphing import own_facts
from ydkg.graph.graph import Graph, Term, identifier
from ydkg.graph.names import Name, fold, label, names_of, terms_of
from ydkg.graph.schema import FAMILIES, RECORDS, families, families_of, is_entity, is_record, shipped_schema, term_label
from ydkg.graph.sources import span
from ydkg.graph.turtle import CHECKED
from ydkg.language.text import CHINESE, ENGLISH, Language, translatable
from ydkg.language.units import UNITS, unit_name
from ydkg.page import bundled, environment, inline, lean, policy, shared
from ydkg.telling.reading import Reading, reading_of
from ydkg.telling.record import tell_fact
from ydkg.telling.text import NOTHING, Text, both, day_text, same, say
from ydkg.vocab import DCTERMS, FOAF, OWL, PREFIXES, PROV, QUDT, RDF, RDFS, SCHEMA, SKOS, XSD, YD, compact, expand

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from pyoxigraph import Triple

    from ydkg.draft.folder import Decision, Draft, Proposal


#: What is called otherwise here than the ontology calls it.
_CALLED = {RDF.type: translatable("class"), RDFS.label: translatable("label"), RDF.Statement: translatable("relation")}
#: What stands for the class of a thing that the words do not name, and that has none.
_UNNAMED = "unnamed"
_TO_BE_NAMED = translatable("thing to be named")
#: What a card has elsewhere: its title, its place in the text.
_NOT_LISTED = frozenset(
    {RDFS.label, YD.labelBasis, FOAF.name, PROV.wasDerivedFrom, YD.mentionedIn, RDF.subject, RDF.predicate}
)
#: Vocabularies whose properties without a domain join two things, but for some.
_JOINING = tuple(PREFIXES[prefix] for prefix in ("dcterms", "geo", "schema", "yd"))
_NO_EDGE = frozenset({YD.basis, YD.confidence, YD.mentionedIn, YD.level, YD.period})
#: So many things of a collection are suggested; beyond them an IRI is typed.
_MOST_THINGS = 5000
#: What identifies a thing in a register.
_IDENTIFIERS = (YD.iata, YD.icao, YD.iso3166, YD.gbt2260, YD.ror)
_MOST_CANDIDATES = 3
#: A candidate shares so much of its name, or is spelled so alike.
_LEAST_ALIKE = 0.5


class _Shown(NamedTuple):
    """What names are taken from: in English the draft first, then the collection; in Chinese both as one graph."""

    draft: Graph
    known: Graph
    reading: Reading

    def name(self, iri: str) -> Text:
        """Say what a thing, a class, a property or a value is called; its prefixed name where it has no name."""
        if iri in UNITS:
            return both(unit_name, iri)
        if iri in _CALLED:
            return say(_CALLED[iri])
        joined = self.reading.table
        for table in (self.draft, self.known):
            if english := label(table, iri):
                # The Chinese of a record is put together from its parts, whose names the collection may have.
                told = tell_fact(self.reading, iri) if is_record(joined, iri) else None
                return Text(english, (told.zh if told else label(joined, iri, "zh")) or english)
        if iri.startswith(PREFIXES["ydr"]) or iri not in shipped_schema().terms:
            return same(compact(iri))
        return _term_text(iri)


def _term_text(iri: str) -> Text:
    return Text(term_label(iri), term_label(iri, "zh"))


class _Candidates:
    """The known things that a new one may be, ranked by names and identifiers, for a person to choose from."""

    def __init__(self, known: Graph) -> None:
        self._known = known
        identified = [(iri, term) for predicate in _IDENTIFIERS for iri, term in known.pairs(predicate)]
        names = names_of(known)
        names += [Name(iri, term.value, fold(term.value), 0) for iri, term in identified if isinstance(term, Literal)]
        self._by_term: defaultdict[str, list[tuple[Name, set[str]]]] = defaultdict(list)
        for name in names:
            terms = terms_of(name.text)
            for term in terms if is_entity(known, name.iri) else ():
                self._by_term[term].append((name, terms))

    def of(self, draft: Graph, thing: str) -> list[str]:
        """Rank the known things that a new one of a draft may be; IRIs, the likeliest first."""
        own = families_of(shipped_schema().closure(draft.types(thing)), ())
        scores: dict[str, float] = {}
        for written in {text for texts in draft.texts(thing, RDFS.label).values() for text in texts}:
            for iri, score in self._scored(written):
                scores[iri] = max(score, scores.get(iri, 0.0))
        fitting = [iri for iri in scores if not own or not {*own}.isdisjoint(families(self._known, iri))]
        return sorted(fitting, key=lambda iri: (-scores[iri], iri))[:_MOST_CANDIDATES]

    def _scored(self, written: str) -> Iterable[tuple[str, float]]:
        """Score the names that share a word, or two Chinese characters, with one."""
        folded, terms = fold(written), terms_of(written)
        near = dict(pair for term in sorted(terms) for pair in self._by_term.get(term, ()))
        for name, theirs in near.items():
            shared = len(terms & theirs) / len(terms | theirs)
            spelled = SequenceMatcher(None, folded, name.folded).ratio()
            if (score := max(shared, spelled)) >= _LEAST_ALIKE:
                yield name.iri, score


def content(draft: Draft, known: Graph) -> dict[str, Any]:
    """Collect what the page shows of a draft."""
    table, joined = draft.table, Graph.from_triples([*draft.triples, *known.triples()])
    shown, candidates = _Shown(table, known, reading_of(joined)), _Candidates(known)
    cards = [_card(draft, proposal, shown, candidates) for proposal in draft.proposals]
    called = {
        kind: say(_TO_BE_NAMED) if kind == _UNNAMED else shown.name(expand(kind) or kind)
        for kind in sorted({each["kind"] for each in cards})
    }
    chosen = _choices()
    unread = []
    for passage in table.subjects(YD.Unread):
        if at := span(table, passage):
            english = table.text(passage, SKOS.note) or ""
            unread.append((at[1], at[2], Text(english, table.text(passage, SKOS.note, "zh-hans") or english)))
    # Things that a value can be, the draft's own first.
    own = [each for each in table.subjects() if table.texts(each, RDFS.label) and each.startswith(PREFIXES["ydr"])]
    theirs = [each for each in known.subjects() if is_entity(known, each)]
    things = [(of, iri) for of, iris in ((table, own), (known, theirs)) for iri in iris][:_MOST_THINGS]
    return {
        "title": table.text(draft.document, DCTERMS.title) or compact(draft.document),
        "issued": table.text(draft.document, DCTERMS.issued) or "",
        "digest": table.text(draft.document, YD.textDigest),
        "text": draft.source.text,
        "sentences": draft.source.sentences,
        "proposals": cards,
        "kinds": called,
        "addable": _addable(called, chosen),
        "added": {
            kind: (say(name), [_asked(term, chosen) for term in properties])
            for kind, (name, properties) in ADDED.items()
        },
        "base": PREFIXES["ydr"],
        "unread": sorted(unread),
        "choices": chosen,
        "things": [(name := compact(iri), label(of, iri) or name, label(of, iri, "zh") or name) for of, iri in things],
    }


def _addable(kinds: Iterable[str], chosen: Container[str]) -> dict[str, list[tuple[str, Text, str]]]:
    """List the properties that records of a class can have, by class."""
    terms = shipped_schema().terms
    found: dict[str, list[tuple[str, Text, str]]] = {kind: [] for kind in kinds if expand(kind) in RECORDS}
    for term in terms.subjects():
        for kind in (*terms.iris(term, RDFS.domain), *terms.iris(term, SCHEMA.domainIncludes)):
            if compact(kind) in found:
                found[compact(kind)].append(_asked(term, chosen))
    if (figure := compact(YD.Observation)) in found:  # The direction is that of a metric that is named anew.
        found[figure].append(_asked(YD.direction, chosen))
    return found


def _asked(term: str, chosen: Container[str]) -> tuple[str, Text, str]:
    """Give a property, its name, and how a value of it is typed or chosen."""
    return compact(term), _term_text(term), _way(term, chosen)


def _way(term: str, chosen: Container[str]) -> str:
    """Say how a value of a property is typed or chosen."""
    if compact(term) in chosen:
        return "choice"
    terms = shipped_schema().terms
    if OWL.ObjectProperty in terms.types(term) or term in {RDF.subject, RDF.object}:
        return "thing"
    ranges = {*terms.iris(term, RDFS.range), *terms.iris(term, SCHEMA.rangeIncludes)}
    return "date" if XSD.date in ranges else "number" if ranges & CHECKED else "text"


def _card(draft: Draft, proposal: Proposal, shown: _Shown, candidates: _Candidates) -> dict[str, Any]:
    """Describe a proposal: what it is, the words that it comes from, what it rests on, and its facts."""
    table, iri = draft.table, proposal.proposes
    is_statement, is_thing = proposal.kind == RDF.Statement, proposal.kind not in {*RECORDS, RDF.Statement}
    kinds = table.types(iri) or shown.known.types(iri)
    kind = proposal.kind or shipped_schema().sharpest(kinds)
    stated = {*table.iris(iri, PROV.wasDerivedFrom), *table.iris(iri, YD.mentionedIn), proposal.passage}
    passages = [at for each in sorted(stated) if (at := span(table, each))]
    own = own_facts(table, iri)
    ends = {identifier(triple.object) for triple in own}
    title = shown.name(iri)
    if is_statement:
        parts = [_value(shown, table.objects(iri, each)[0])[0] for each in (RDF.subject, RDF.predicate, RDF.object)]
        title = Text(*(" · ".join(words) for words in zip(*parts, strict=True)))
    return {
        "key": proposal.key,
        "rule": proposal.rule,
        "kind": compact(kind) if kind else _UNNAMED,
        "title": title,
        "thing": compact(iri),
        "start": proposal.start,
        "end": proposal.end,
        "passages": sorted((start, end) for document, start, end in passages if document == draft.document),
        "rests": sorted(map(compact, ends & draft.proposed - {iri})),
        "facts": list(_facts(shown, proposal, own)),
        "planned": YD.Planned in table.iris(iri, YD.modality),
        "number": proposal.kind in {YD.Observation, YD.Comparison},
        "known": is_thing and not proposal.kind and bool(kinds),
        "isThing": is_thing,
        "candidates": [
            (compact(each), *shown.name(each))
            for each in (candidates.of(table, iri) if is_thing and proposal.kind else ())
        ],
    }


def _choices() -> dict[str, list[tuple[str, str, str]]]:
    """List the values that properties choose from.

    Of enumerations these are their individuals, of a type the classes of all families, and units; each with its English
    and its Chinese.
    """
    terms = shipped_schema().terms
    found: dict[str, list[str]] = {}
    for term in terms.subjects(OWL.ObjectProperty):
        for kind in (*terms.iris(term, RDFS.range), *terms.iris(term, SCHEMA.rangeIncludes)):
            if individuals := [each for each in terms.subjects(kind) if each.startswith(PREFIXES["yd"])]:
                found[compact(term)] = individuals
    roots = {family.root for family in FAMILIES if family.scheme is None}
    found["rdf:type"] = sorted(each for each, above in shipped_schema().above.items() if above & roots)
    # Between two things: what things of a family have, and what of our vocabularies may be said of anything.
    for term in terms.subjects(OWL.ObjectProperty):
        of = {*terms.iris(term, RDFS.domain), *terms.iris(term, SCHEMA.domainIncludes)}
        joins = shipped_schema().closure(of) & roots - {YD.Metric} if of else term.startswith(_JOINING)
        if joins and term not in _NO_EDGE:
            found.setdefault("rdf:predicate", []).append(term)
    listed = {name: [(compact(each), *_term_text(each)) for each in iris] for name, iris in found.items()}
    listed[compact(QUDT.hasUnit)] = [(compact(unit), *both(unit_name, unit)) for unit in sorted(UNITS)]
    return listed


def _facts(shown: _Shown, proposal: Proposal, own: list[Triple]) -> Iterable[tuple[str, Text, Text, str, str]]:
    """List property, its name, its value in both languages, the value to edit, and how: the title first."""
    table, iri, is_statement = shown.draft, proposal.proposes, proposal.kind == RDF.Statement
    title = table.text(iri, RDFS.label)
    if proposal.kind == "" and not title:
        # What is named so may be another thing than the known one: a new one, if it is given a name and a class.
        yield "rdfs:label", shown.name(RDFS.label), NOTHING, "", "text"
        yield "rdf:type", shown.name(RDF.type), NOTHING, "", "choice"
    if title:
        yield "rdfs:label", shown.name(RDFS.label), same(title), title, "text"
    if not is_statement and not table.types(iri) and title:
        yield "rdf:type", shown.name(RDF.type), same("–"), "", "choice"
    facts = defaultdict[str, list[Term]](list)
    for triple in own:
        facts[triple.predicate.value].append(triple.object)
    for predicate, terms in facts.items():
        if predicate in _NOT_LISTED or (predicate == RDF.type and proposal.kind in {*RECORDS, RDF.Statement}):
            continue
        named = proposal.property if is_statement and predicate == RDF.object else predicate
        if predicate == RDF.type:
            known = {identifier(each): each for each in terms}
            terms = [known[shipped_schema().sharpest(known) or min(known)]]  # noqa: PLW2901 - of several classes one
        for term in terms:
            yield compact(named), shown.name(named), *_value(shown, term)


def _value(shown: _Shown, term: Term) -> tuple[Text, str, str]:
    """Give a value in both languages, as it is edited, and how it is."""
    if isinstance(term, Literal):
        kind = "date" if term.datatype.value == XSD.date else "number" if term.datatype.value in CHECKED else "text"
        said = day_text(term.value) if kind == "date" else same(term.value)
        return said, term.value, kind
    iri = identifier(term)
    return shown.name(iri), compact(iri), "thing" if iri.startswith(PREFIXES["ydr"]) else "choice"


def build(
    draft: Draft, decisions: Sequence[Decision], known: Graph, *, reviewer: str = "", language: Language = ENGLISH
) -> str:
    """Build the review page of a draft."""
    style = lean(shared("tokens.css") + _static("page.css"))
    script = f'(() => {{\n"use strict";\n{bundled("ydkg.draft", "main.js")}\n}})();\n'
    template = (files("ydkg.draft") / "templates" / "review.html.j2").read_text(encoding="utf-8")
    told = content(draft, known)
    data = json.dumps(
        told
        | {
            "decisions": [list(decision) for decision in decisions],
            "reviewer": reviewer,
            "texts": CHINESE.texts(script + template),
        },
        ensure_ascii=False,
        separators=(",", ":"),
        allow_nan=False,
    )
    for sign in "<\u2028\u2029":
        data = data.replace(sign, f"\\u{ord(sign):04x}")  # No letter of the data is taken for markup.
    return (
        environment("ydkg.draft")
        .get_template("review.html.j2")
        .render(
            _=ENGLISH.gettext,
            opens=language.tag if language.chinese else "",
            title=told["title"],
            policy=policy([script], style, "'self'"),
            style=inline(style, "style"),
            script=inline(script, "script"),
            data=Markup(data),  # noqa: S704 - no sign of markup is left in it
        )
    )


def _static(name: str) -> str:
    """Read one of the page's own files."""
    return (files("ydkg.draft") / "static" / name).read_text(encoding="utf-8")
