"""Reconciliation: what names and values of somebody's own table may mean, how surely, and more of what is meant.

What is asked and answered is as the Entity Reconciliation API 0.2 has it; how it travels is the server's business.
"""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, TypeGuard, TypeVar

from pyoxigraph import Literal, NamedNode

from ydkg.errors import ProtocolError, problem
from ydkg.graph.graph import identifier
from ydkg.graph.names import LEVELS, SAME, Match, alike, fold, label
from ydkg.graph.schema import FAMILIES, shipped_schema
from ydkg.vocab import PREFIXES, PROV, RDF, RDFS, SKOS, XSD, YD, compact, expand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ydkg.graph.graph import Graph, Term
    from ydkg.graph.names import Name

_Each = TypeVar("_Each")
#: Candidates that are given where no limit is asked for, and at most.
_FEW, _MOST = 10, 100
#: Names that are compared with a text at most, and with a misspelled one.
_COMPARED, _ALIKE = 500, 3
#: How much of its score a name keeps: a label, another name, and a form that is no name on its own.
_WORTH = (1.0, 0.95, 0.9)
#: Letters, types and properties of a query.
_LONGEST, _MOST_GIVEN = 200, 20
#: What nobody asks for by property: it has a place of its own, or is bookkeeping.
_NOT_OFFERED = frozenset({RDF.type, PROV.wasDerivedFrom, YD.mentionedIn, YD.labelBasis, YD.orderInDocument})
_NUMBERS: Mapping[str, tuple[str, Callable[[str], int | float]]] = {
    XSD.integer: ("int", int),
    XSD.decimal: ("float", float),
    XSD.double: ("float", float),
}


class Query(NamedTuple):
    """One reconciliation query: text, IRIs of classes, whether all are wanted, a limit, and values by property."""

    text: str
    types: frozenset[str]
    every: bool
    limit: int
    properties: tuple[tuple[str, tuple[str, ...]], ...]


class Candidate(NamedTuple):
    """A thing that may be meant: its IRI, a score from 0 to 100, whether it is meant for sure, and what speaks for it.

    Features are the score of its name, and of each property whether a value agrees.
    """

    iri: str
    score: float
    match: bool
    features: Mapping[str, float | bool]


def read_query(given: object) -> Query:
    """Read a query as it comes in JSON."""
    asked = given if isinstance(given, dict) else {}
    text, limit, properties = asked.get("query", ""), asked.get("limit", _FEW), asked.get("properties", [])
    types = asked.get("type") or []
    types = [types] if isinstance(types, str) else types
    if not (
        isinstance(text, str)
        and are(types, str)
        and are(properties, dict)
        and all(isinstance(each.get("pid"), str) and "v" in each for each in properties)
        and isinstance(limit, int | float)
        and limit >= 1
        and (text.strip() or properties)
    ):
        said = problem("a reconciliation query has a text as query, or properties, each with pid and v; and a limit")
        raise ProtocolError(said, given)
    if len(text) > _LONGEST or len(types) > _MOST_GIVEN or len(properties) > _MOST_GIVEN:
        said = problem(
            "a reconciliation query has at most {n} letters, and {most} types and properties",
            n=_LONGEST,
            most=_MOST_GIVEN,
        )
        raise ProtocolError(said, given, 413)
    return Query(
        text,
        frozenset(expand(each) or each for each in types),
        asked.get("type_strict") == "all",
        min(int(limit), _MOST),
        tuple((each["pid"], _values(each["v"])) for each in properties),
    )


def are(given: object, kind: type[_Each]) -> TypeGuard[list[_Each]]:
    """Tell whether something that came as JSON is a list of a type."""
    return isinstance(given, list) and all(isinstance(each, kind) for each in given)


def _values(given: object) -> tuple[str, ...]:
    """Read one value or several: texts, numbers, or things that were matched before."""
    several = given if isinstance(given, list) else [given]
    told = (each.get("id", "") if isinstance(each, dict) else each for each in several)
    return tuple(str(each).lower() if isinstance(each, bool) else str(each) for each in told)


def candidates(
    graph: Graph, query: Query, names: Sequence[Name], search: Callable[[str], Iterable[Match]]
) -> list[Candidate]:
    """Find what a query may mean; the likeliest first.

    Sure is only what alone of its types is called exactly so, and has all the properties asked for. A score is the mean
    of the name's and, for each property, of 100 or 0; without a text things have any of the properties.
    """
    matches: Iterable[Match] = (Match(name, 0) for name in {name.iri: name for name in names}.values())
    if query.text.strip():
        matches = search(query.text) or [Match(name, 0) for name in alike(query.text, names, _ALIKE)]
    fitting = (each for each in matches if has_types(graph, each.name.iri, query.types, every=query.every))
    told, same = list[Candidate](), 0
    for name, fit in islice(fitting, _COMPARED):
        likeness = {"name": _likeness(fold(query.text), name)} if query.text.strip() else {}
        agree = {pid: any(_agrees(graph, name.iri, pid, each) for each in values) for pid, values in query.properties}
        if likeness or any(agree.values()):
            same += fit == SAME
            scores = [*likeness.values(), *(100 * each for each in agree.values())]
            match = fit == SAME and name.level < len(LEVELS) - 1 and all(agree.values())
            told.append(Candidate(name.iri, round(sum(scores) / len(scores), 1), match, {**likeness, **agree}))
    likely = sorted(told, key=lambda each: -each.score)[: query.limit]
    return [each._replace(match=each.match and same == 1) for each in likely]


def _likeness(wanted: str, name: Name) -> float:
    """Score a name by the letters that it shares with what was asked, and by what kind of name it is."""
    return round(100 * SequenceMatcher(None, wanted, name.folded, autojunk=False).ratio() * _WORTH[name.level], 1)


def has_types(graph: Graph, iri: str, wanted: frozenset[str], *, every: bool = False) -> bool:
    """Tell whether a thing is of any, or of every, of some classes, or of what is below them; of none everything is."""
    classes = shipped_schema().closure(graph.types(iri))
    return not wanted or (wanted <= classes if every else not wanted.isdisjoint(classes))


def _agrees(graph: Graph, iri: str, pid: str, value: str) -> bool:
    """Tell whether a thing has a value, written as the graph writes it or called as what it is."""
    return fold(value) in {fold(form) for term in _terms(graph, iri, pid) for form in _forms(graph, term)}


def _terms(graph: Graph, iri: str, pid: str) -> list[Term]:
    """List the values of a property, named by prefix and name, with ``@`` and a language where it is a text in one."""
    name, _, tag = pid.partition("@")
    terms = graph.objects(iri, expand(name) or name)
    return [term for term in terms if not tag or (isinstance(term, Literal) and term.language == tag)]


def _forms(graph: Graph, term: Term) -> Iterable[str]:
    """Yield how a value may be written: a text; of a thing its names, slug and IRI."""
    yield _plain(term)
    if isinstance(term, NamedNode):
        yield term.value.removeprefix(PREFIXES["ydr"])
        yield compact(term.value)
        yield from (_called(term.value, tag) for tag in ("en", "zh-hans"))
        for predicate in (RDFS.label, SKOS.altLabel):
            yield from (each.value for each in graph.objects(term.value, predicate) if isinstance(each, Literal))


def types(language: str) -> dict[str, str]:
    """Name the classes that things are asked for by, the families first; by prefixed name."""
    above = shipped_schema().above
    roots = dict.fromkeys(family.root for family in FAMILIES)
    below = sorted(each for each, over in above.items() if not roots.keys().isdisjoint(over) and each not in roots)
    return {compact(each): _called(each, language) for each in (*roots, *below)}


def types_of(graph: Graph, iri: str, language: str) -> list[dict[str, str]]:
    """List the classes of a thing, the one that says most first; prefixed names and names."""
    classes = shipped_schema().kinds(graph.types(iri))
    return [{"id": compact(each), "name": _called(each, language)} for each in classes]


def properties(graph: Graph, things: Iterable[str], language: str) -> dict[str, str]:
    """Name the properties that things have, the commonest first; by prefixed name, and language of texts."""
    counted = Counter[str]()
    for iri in things:
        for predicate, terms in graph.properties(iri).items():
            if predicate not in _NOT_OFFERED:
                tags = {f"@{term.language}" if isinstance(term, Literal) and term.language else "" for term in terms}
                counted.update(compact(predicate) + tag for tag in tags)
    ranked = sorted(counted, key=lambda each: (-counted[each], each))
    return {each: property_name(each, language) for each in ranked}


def property_name(pid: str, language: str) -> str:
    """Call a property, and the language of its texts."""
    name, _, tag = pid.partition("@")
    called = _called(expand(name) or name, language)
    return f"{called} ({tag})" if tag else called


def _called(term: str, language: str) -> str:
    schema = shipped_schema()
    return schema.label(term, language) or schema.label(term) or compact(term)


def extended(graph: Graph, iri: str, pid: str, language: str) -> list[dict[str, Any]]:
    """Give the values of a property as cells of a table: things, texts, numbers and days."""
    return [_cell(graph, term, language) for term in _terms(graph, iri, pid)]


def _cell(graph: Graph, term: Term, language: str) -> dict[str, Any]:
    if isinstance(term, NamedNode):
        if term.value.startswith(PREFIXES["ydr"]):
            slug = term.value.removeprefix(PREFIXES["ydr"])
            return {"id": slug, "name": label(graph, term.value, language) or slug}
        return {"str": _called(term.value, language) if term.value.startswith(PREFIXES["yd"]) else term.value}
    if isinstance(term, Literal) and term.datatype.value in _NUMBERS:
        key, read = _NUMBERS[term.datatype.value]
        return {key: read(term.value)}
    if isinstance(term, Literal) and term.datatype.value == XSD.date:
        return {"date": f"{term.value[:10]}T00:00:00Z"}
    return {"str": _plain(term)}


def _plain(term: Term) -> str:
    return term.value if isinstance(term, Literal) else identifier(term)
