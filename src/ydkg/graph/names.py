"""Names of things: labels in a language, the one thing that a name stands for, and what a text may mean."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal

from ydkg.errors import AmbiguousNameError, ParameterError, UnknownNameError, quoted
from ydkg.graph.schema import FAMILIES, families, families_of, is_entity, is_record, kind, shipped_schema
from ydkg.graph.source import documents_of
from ydkg.vocab import DCTERMS, FOAF, RDF, RDFS, SKOS, YD, compact, expand, ydr

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator, Mapping

    from ydkg.graph.table import Table

#: What names a thing, by how much it counts: labels, other names, and forms that are no name on their own.
_LEVELS = ((RDFS.label,), (SKOS.altLabel, FOAF.name), (SKOS.hiddenLabel,))
_LANGUAGES = ("en", "zh-hans")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S+\Z")
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*\Z")
_SIGNS = re.compile("[-‐-―_]")
_QUOTES = str.maketrans("", "", "\"'“”‘’„‟‚‛«»")
_SUGGESTIONS = 3
#: How well a name fits what was typed: it is the same, starts so, has a word that does, has it within a word, or has
#: all its words anywhere.
SAME, START, WORD, WITHIN, WORDS = 5, 4, 3, 2, 1


class Name(NamedTuple):
    """One name of a thing.

    Attributes
    ----------
    iri : str
        The thing.
    text, folded : str
        The name, as written and as `fold` gives it.
    level : int
        0 of a label, 1 of another name, 2 of a form that is no name on its own.
    """

    iri: str
    text: str
    folded: str
    level: int


class Match(NamedTuple):
    """A name that fits what was typed, and how well: one of `SAME`, `START`, `WORD`, `WITHIN` and `WORDS`."""

    name: Name
    fit: int


def label(table: Table, iri: str, lang: str = "en", *, short: bool = False) -> str | None:
    """Give what a thing is called.

    Parameters
    ----------
    table : Table
    iri : str
    lang : str
        The language wanted, such as ``"en"`` or ``"zh"``; a label in English, then in any other, stands in.
    short : bool
        Whether its short name in that language goes first, as in a table.

    Returns
    -------
    str or None
        None if the thing has no label.
    """
    texts = table.texts(iri, RDFS.label)
    shorter = table.texts(iri, YD.shortName) if short else {}
    for wanted, known in ((lang.lower(), shorter), (lang.lower(), texts), ("en", texts)):
        for tag, forms in known.items():
            if tag == wanted or tag.startswith(f"{wanted}-"):
                return forms[0]
    return next((forms[0] for forms in texts.values()), None)


def translation(table: Table, text: str) -> str | None:
    """Give the Chinese of an English text: of a name, of words that the editors have translated, of a list of such.

    Parameters
    ----------
    table : Table
        The graph.
    text : str
        As the graph has it; names of a list stand between commas.

    Returns
    -------
    str or None
        None if the graph has none.
    """
    uses = sorted(table.to(Literal(text, language="en")))
    statements = (
        other for subject, predicate in uses if predicate == RDF.object for other in table.to(subject, YD.translationOf)
    )
    found = next((chinese for each, _ in statements if (chinese := table.text(each, RDF.object, "zh-hans"))), None)
    if found is None:
        named = (label(table, subject, "zh", short=True) for subject, predicate in uses if predicate == RDFS.label)
        values = (table.text(*use, "zh-hans") for use in uses if len(table.all(*use)) == len(_LANGUAGES))
        found = next((each for each in (*named, *values) if each and each != text), None)
    if found is None and ", " in text:
        parts = [translation(table, part) for part in text.split(", ")]
        return "，".join(part for part in parts if part) if all(parts) else None
    return found


def fold(text: str) -> str:
    """Fold a name for comparing: without case, accents and quotes, with spaces for dashes.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        The explorer's search folds names to the same.

    Examples
    --------
    >>> fold("North–South  ‘Café’")
    'north south cafe'
    """
    plain = unicodedata.normalize("NFKD", _SIGNS.sub(" ", text).translate(_QUOTES))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())


def is_unicode(text: str) -> bool:
    """Tell whether a text has characters only, and no stray bytes of another encoding.

    Parameters
    ----------
    text : str

    Returns
    -------
    bool
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def resolve(table: Table, text: str, of: Collection[str] = ()) -> str:
    """Find the one thing that a name stands for.

    Parameters
    ----------
    table : Table
    text : str
        An IRI (bare or in angle brackets), a prefixed name, a slug, or a name in any language; case, accents, quotes
        and dashes do not matter in names. A label goes before another name, and that before a form that is none on
        its own; an exact spelling before a folded one; an entity before a record.
    of : collection of str, optional
        Keys of the families (see `ydkg.graph.schema.FAMILIES`) that the thing must be of, where not any will do.

    Returns
    -------
    str
        The IRI.

    Raises
    ------
    UnknownNameError
        If nothing is called so; suggests up to three names that are spelled alike.
    AmbiguousNameError
        If several things are; suggests them.
    ParameterError
        If what is called so is of another family.
    """
    wanted = text.strip()
    if not is_unicode(wanted):
        raise UnknownNameError(f"nothing in the graph is called {quoted(text)}, which is no valid Unicode", text)
    other = None
    for candidates in _candidates(table, wanted):
        best = _foremost(table, candidates)
        fitting = [iri for iri in best if _is_of(table, iri, of)] if of else best
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            listed = "; ".join(f"{compact(iri)} ({kind(table, iri)}: {label(table, iri)})" for iri in fitting)
            raise AmbiguousNameError(
                f"{quoted(text)} may be {len(fitting)} things",
                text,
                hint=f"give one of these IRIs: {listed}",
                suggestions=[compact(iri) for iri in fitting],
            )
        other = other or next(iter(best), None)
    if other:
        raise _wrong_family(table, other, text, of)
    raise _unknown(table, text)


def names_of(table: Table, things: Container[str] | None = None) -> list[Name]:
    """List the names that things can be found by.

    Parameters
    ----------
    table : Table
    things : container of str, optional
        IRIs of the things; by default all but records.

    Returns
    -------
    list of Name
        By level, then by IRI and name; each once.
    """
    known: dict[str, bool] = {}

    def is_wanted(iri: str) -> bool:
        if iri not in known:
            known[iri] = not iri.startswith("_:") and (
                iri in things if things is not None else not is_record(table, iri)
            )
        return known[iri]

    return [
        Name(iri, text, fold(text), level)
        for level, predicates in enumerate(_LEVELS)
        for iri, text in sorted({pair for pair in _pairs(table, predicates) if is_wanted(pair[0])})
    ]


def search(text: str, names: Iterable[Name], weight: Mapping[str, int] | None = None) -> list[Match]:
    """Find the things that a text may mean: the one ranking of matches.

    Parameters
    ----------
    text : str
        Whatever a person typed.
    names : iterable of Name
        See `names_of`.
    weight : mapping of str to int, optional
        How much is known of each thing, by IRI: of two that fit as well, the better known comes first.

    Returns
    -------
    list of Match
        Each thing once, by the name that fits best: by fit, then by level, weight, length and name. May be empty.

    Examples
    --------
    >>> names = [Name("b", "Utopia port", "utopia port", 0), Name("a", "Utopia", "utopia", 0)]
    >>> [(match.name.iri, match.fit) for match in search("Uto", names)]
    [('a', 4), ('b', 4)]
    """
    wanted = fold(text)
    known = weight or {}
    best: dict[str, tuple[tuple[int, int, int, int, str], Match]] = {}
    for name in names if wanted else ():
        if fit := _fit(wanted, name.folded):
            order = (-fit, name.level, -known.get(name.iri, 0), len(name.text), name.text)
            if name.iri not in best or order < best[name.iri][0]:
                best[name.iri] = order, Match(name, fit)
    return [match for _, match in sorted(best.values(), key=lambda pair: (pair[0], pair[1].name.iri))]


def alike(text: str, names: Iterable[Name], most: int = _SUGGESTIONS) -> list[Name]:
    """Suggest names that are spelled like a text which is none.

    Parameters
    ----------
    text : str
        A name, a prefixed name or a slug, misspelled.
    names : iterable of Name
        See `names_of`.
    most : int
        How many things are suggested at most.

    Returns
    -------
    list of Name
        One a thing: those that are spelled alike, the nearest first, then those that have it within. May be empty.
    """
    from difflib import get_close_matches  # noqa: PLC0415 - start-up time is measured, and few are misspelled

    by_fold: dict[str, Name] = {}
    for name in names:
        by_fold.setdefault(name.folded, name)
    wanted = fold(text.rpartition(":")[2])
    near = [by_fold[folded] for folded in get_close_matches(wanted, by_fold, n=most, cutoff=0.6)]
    if len(wanted) > 2 or not wanted.isascii():  # noqa: PLR2004 - a letter or two is in everything
        near += [match.name for match in search(wanted, by_fold.values()) if match.fit >= WITHIN]
    once: dict[str, Name] = {}
    for name in near:
        once.setdefault(name.iri, name)
    return list(once.values())[:most]


def _fit(wanted: str, name: str) -> int:
    """Tell how well a name fits; 0 for not at all."""
    at = name.find(wanted)
    if at < 0:
        return WORDS if all(word in name for word in wanted.split()) else 0
    if at == 0:
        return SAME if name == wanted else START
    return WORD if f" {wanted}" in name else WITHIN


def _candidates(table: Table, text: str) -> Iterator[list[str]]:
    """Yield what could be meant: an IRI, then by each level of names, as spelled and in another spelling."""
    bare = text[1:-1] if text[:1] == "<" and text[-1:] == ">" else text
    iri = expand(text) or (bare if _ABSOLUTE.match(bare) else None)
    if iri and not table.knows(iri):
        raise _unknown(table, text, iri)
    if iri or (_SLUG.match(text) and table.knows(ydr(text))):
        yield [iri or ydr(text)]
        return
    written = [Literal(text), *(Literal(text, language=tag) for tag in _LANGUAGES)]
    # The quick way, before all names are folded.
    yield [subject for literal in written for subject, _ in table.to(literal, RDFS.label)]
    folded = fold(text)
    for predicates in _LEVELS:
        named = [(iri, name) for iri, name in _pairs(table, predicates) if name == text or fold(name) == folded]
        yield [iri for iri, name in named if name == text]
        yield [iri for iri, _ in named]


def _pairs(table: Table, predicates: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield IRI and name of everything that is named by one of these properties."""
    for predicate in predicates:
        for subject, term in table.pairs(predicate):
            if isinstance(term, Literal):
                yield subject, term.value


def _foremost(table: Table, candidates: list[str]) -> list[str]:
    """Keep the entities, or where there are none what is no record, or else all; sorted."""
    things = sorted({iri for iri in candidates if not iri.startswith("_:")})
    if len(things) <= 1:
        return things
    entities = [iri for iri in things if is_entity(table, iri)]
    return entities or [iri for iri in things if not is_record(table, iri)] or things


def _is_of(table: Table, iri: str, keys: Collection[str]) -> bool:
    """Tell whether a thing is of one of some families, by its classes, or else by what they imply.

    What has no class may be of any.
    """
    classes = table.types(iri)
    if not classes or any(family.key in keys for family in families(table, iri)):
        return True
    implied = shipped_schema().closure(classes)
    return any(family.key in keys for family in families_of(implied, table.iris(iri, SKOS.inScheme)))


def _wrong_family(table: Table, iri: str, text: str, keys: Collection[str]) -> ParameterError:
    """Say that what is called so is something else."""
    label_of = shipped_schema().label
    called = {family.key: family.key if family.scheme else label_of(family.root) or family.key for family in FAMILIES}
    is_a = next((called[family.key] for family in families(table, iri)), None) or kind(table, iri)
    wanted = " or ".join(_with_article(called[family.key]) for family in FAMILIES if family.key in keys)
    return ParameterError(f"{label(table, iri) or compact(iri)} is {_with_article(is_a)}, not {wanted}", text)


def _with_article(noun: str) -> str:
    return noun if noun == "infrastructure" else f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _unknown(table: Table, text: str, iri: str | None = None) -> UnknownNameError:
    """Say that there is no such thing, and suggest what is spelled alike."""
    near = alike(text, names_of(table))
    hint = "give a label, a slug, a prefixed name or an IRI"
    if near:
        hint = "did you mean " + " or ".join(f"{name.text!r} ({compact(name.iri)})" for name in near) + "?"
    documents = documents_of(table)
    if iri:
        message = f"nothing in the graph has the IRI {compact(iri)}"
    elif len(documents) == 1:
        title = table.text(documents[0], DCTERMS.title) or compact(documents[0])
        message = f"“{title}” mentions nothing called {quoted(text)}"
    elif documents:
        message = f"none of the {len(documents)} documents mentions anything called {quoted(text)}"
    else:
        message = f"nothing in the graph is called {quoted(text)}"
    return UnknownNameError(message, text, hint=hint, suggestions=[compact(name.iri) for name in near])
