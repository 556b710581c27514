"""Edits of what is proposed: the values that a person gave, as terms of the graph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from ydkg.errors import AmbiguousNameError, DraftError, UnknownNameError, YdkgError, problem, quoted
from ydkg.graph.literals import STRING, canonical_lexical
from ydkg.graph.names import resolve
from ydkg.graph.schema import shipped_schema
from ydkg.vocab import OWL, PREFIXES, RDF, RDFS, SCHEMA, SKOS, XSD, compact, expand, ydr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ydkg.graph.table import Table, Term

_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`]+\Z")
_HAN = re.compile("[\u3400-\u9fff]")
#: Properties whose values are in a language.
_WORDED = frozenset({RDFS.label, SKOS.altLabel, SKOS.hiddenLabel, SKOS.definition, SKOS.editorialNote})


class Naming(NamedTuple):
    """What names in an edit are looked up in: the draft first, then the collection."""

    draft: Table
    known: Table

    def iri(self, name: str) -> str:
        """Find the thing, class or value that a person named.

        Parameters
        ----------
        name : str
            An IRI, a prefixed name, a slug or a name.

        Returns
        -------
        str

        Raises
        ------
        DraftError
            If nothing, or more than one thing, is called so.
        """
        given = expand(name) or (name if _IRI.match(name) else "")
        if given and (not given.startswith(PREFIXES["ydr"]) or self.knows(given)):
            return given
        if not given and re.match(r"[a-z0-9-]+\Z", name) and self.knows(ydr(name)):
            return ydr(name)
        for table in (self.draft, self.known):
            try:
                return resolve(table, given or name)
            except (UnknownNameError, AmbiguousNameError) as error:
                failure = error
        raise DraftError(failure.message, name, hint=failure.hint, suggestions=failure.suggestions)

    def knows(self, iri: str) -> bool:
        """Tell whether draft or collection say anything of a thing.

        Parameters
        ----------
        iri : str
            Full IRI.

        Returns
        -------
        bool
        """
        return self.draft.has(iri) or self.known.has(iri)


def changed(triples: Sequence[Triple], subject: str, changes: Mapping[str, Any], naming: Naming) -> list[Triple]:
    """Change the values of one subject.

    Parameters
    ----------
    triples : sequence of pyoxigraph.Triple
        What is proposed; facts of other subjects among them are left as they are.
    subject : str
    changes : mapping of str to object
        Property, as an IRI or prefixed name, -> its new value or list of values; None takes the property out.
    naming : Naming

    Returns
    -------
    list of pyoxigraph.Triple

    Raises
    ------
    DraftError
        If a property or a value is none.
    """
    found = list(triples)
    for name, value in changes.items():
        predicate = expand(name) or (name if _IRI.match(name) else None)
        if predicate is None:
            raise DraftError(
                problem("{name} is no property", name=quoted(name)), name, hint="give a prefixed name such as yd:value"
            )
        at = NamedNode(subject), NamedNode(predicate)
        before = [t.object for t in found if (t.subject, t.predicate) == at]
        values = value if isinstance(value, list) else [] if value is None else [value]
        terms = [_term(predicate, each, before, naming) for each in values]
        found = [t for t in found if (t.subject, t.predicate) != at]
        found += [Triple(*at, term) for term in terms]
    return found


def in_language(words: str) -> Literal:
    """Give words their language, by their script.

    Parameters
    ----------
    words : str

    Returns
    -------
    pyoxigraph.Literal
        In ``en`` or ``zh-hans``.
    """
    return Literal(words, language="zh-hans" if _HAN.search(words) else "en")


def _term(predicate: str, value: object, before: Sequence[Term], naming: Naming) -> Literal | NamedNode:
    """Make a term of a value, of the kind that the property had or that the ontology wants."""
    text = str(value).lower() if isinstance(value, bool) else str(value).strip()
    if not text or isinstance(value, dict | list):
        raise DraftError(problem("{predicate} needs a value", predicate=compact(predicate)), value)
    example = before[0] if before else None
    if isinstance(example, Literal):
        worded = example.language is not None
        return in_language(text) if worded else _typed(text, example.datatype.value, predicate)
    terms = shipped_schema().terms
    ranges = (*terms.iris(predicate, RDFS.range), *terms.iris(predicate, SCHEMA.rangeIncludes))
    if example is None and (predicate in _WORDED or RDF.langString in ranges):
        return in_language(text)
    if example is None and (datatype := next((each for each in ranges if each.startswith(PREFIXES["xsd"])), None)):
        return _typed(text, datatype, predicate)
    if example is None and OWL.DatatypeProperty in terms.types(predicate):
        return _typed(text, XSD.string, predicate)
    try:
        return NamedNode(naming.iri(text))
    except (YdkgError, ValueError) as error:
        raise DraftError(problem("{what}: {why}", what=compact(predicate), why=error), text) from error


def _typed(text: str, datatype: str, predicate: str) -> Literal:
    try:
        lexical = canonical_lexical(text, datatype)
    except ValueError as error:
        raise DraftError(problem("{what}: {why}", what=compact(predicate), why=error), text) from error
    return Literal(lexical) if datatype == STRING else Literal(lexical, datatype=NamedNode(datatype))
