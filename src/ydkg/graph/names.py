"""Names of things: what a person calls something, and the one IRI that is meant."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from ydkg.errors import AmbiguousNameError, UnknownNameError, quoted
from ydkg.graph.schema import is_entity, is_record, kind
from ydkg.vocab import FOAF, RDFS, SKOS, compact, expand, ydr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ydkg.graph.table import Table

_LABELS = (RDFS.label,)
_ALIASES = (SKOS.altLabel, FOAF.name)
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S+\Z")
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*\Z")
_SIGNS = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "‐": "-", "‑": "-"})
_LANGUAGES = ("en", "zh-hans")
_SUGGESTIONS = 3


def resolve(table: Table, text: str) -> str:
    """Find the one thing that a name stands for.

    Parameters
    ----------
    table : Table
        The graph.
    text : str
        An IRI (bare or in angle brackets), a prefixed name, a slug, or a label or other name in any language; case,
        accents and the shape of quotes and dashes do not matter in names. A label goes before another name, an exact
        spelling before a folded one, and an entity before a record.

    Returns
    -------
    str
        The IRI.

    Raises
    ------
    UnknownNameError
        If nothing is called so; with up to three names that are spelled alike.
    AmbiguousNameError
        If several things are; with their IRIs and kinds.
    """
    wanted = text.strip()
    if not is_unicode(wanted):
        raise UnknownNameError(f"nothing in the graph is called {quoted(text)}, which is no valid Unicode", text)
    iri = _as_iri(table, wanted)
    if iri:
        return iri
    for candidates in _candidates(table, wanted):
        best = _foremost(table, candidates)
        if len(best) == 1:
            return best[0]
        if best:
            listed = "; ".join(f"{compact(iri)} ({kind(table, iri)}: {label(table, iri)})" for iri in best)
            raise AmbiguousNameError(
                f"{quoted(text)} may be {len(best)} things: {listed}; give one of these IRIs", text
            )
    raise UnknownNameError(f"nothing in the graph is called {quoted(text)}; {_hint(table, wanted)}", text)


def label(table: Table, iri: str, lang: str = "en") -> str | None:
    """Return what a thing is called.

    Parameters
    ----------
    table : Table
        The graph.
    iri : str
        The thing.
    lang : str
        The language wanted, such as ``"en"`` or ``"zh"``; a label in English, then in any other, stands in.

    Returns
    -------
    str or None
        None if the thing has no label.
    """
    found = {tag: forms[0] for tag, forms in table.texts(iri, RDFS.label).items()}
    for tag in (lang.lower(), "en"):
        for language in sorted(found):
            if language == tag or language.startswith(f"{tag}-"):
                return found[language]
    return found[min(found)] if found else None


def fold(text: str) -> str:
    """Return a name without case, accents and typographic signs.

    Parameters
    ----------
    text : str
        A name.

    Returns
    -------
    str
        For comparing only.

    Examples
    --------
    >>> fold("Café  “Å”")
    'cafe "a"'
    """
    decomposed = unicodedata.normalize("NFKD", text.translate(_SIGNS))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).casefold().split())


def is_unicode(text: str) -> bool:
    """Tell whether a text has characters only, and no stray bytes of another encoding."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _as_iri(table: Table, text: str) -> str | None:
    """Read the text as an IRI, a prefixed name or a slug, if that is something the graph knows."""
    bare = text[1:-1] if text[:1] == "<" and text[-1:] == ">" else text
    prefixed = expand(text)
    iri = prefixed or (bare if _ABSOLUTE.match(bare) else None)
    if iri:
        if table.knows(iri):
            return iri
        raise UnknownNameError(f"nothing in the graph has the IRI {compact(iri)}; {_hint(table, text)}", text)
    slug = ydr(text)
    return slug if _SLUG.match(text) and table.knows(slug) else None


def _names(table: Table, predicates: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield name and IRI of everything that is named by one of these properties."""
    for predicate in predicates:
        for subject, term in table.pairs(predicate):
            if isinstance(term, Literal) and not subject.startswith("_:"):
                yield term.value, subject


def _candidates(table: Table, text: str) -> Iterator[list[str]]:
    """Yield what could be meant: by label, then by other names, each as spelled and then in another spelling."""
    written = [Literal(text), *(Literal(text, language=tag) for tag in _LANGUAGES)]
    holders = (subject for literal in written for subject, _ in table.to(literal, RDFS.label))
    yield [subject for subject in holders if not subject.startswith("_:")]
    folded = fold(text)
    for predicates in (_LABELS, _ALIASES):
        named = [(name, iri) for name, iri in _names(table, predicates) if name == text or fold(name) == folded]
        yield [iri for name, iri in named if name == text]
        yield [iri for _, iri in named]


def _foremost(table: Table, candidates: list[str]) -> list[str]:
    """Keep the entities, or where there are none what is no record, or else all; sorted."""
    things = sorted(set(candidates))
    entities = [iri for iri in things if is_entity(table, iri)]
    return entities or [iri for iri in things if not is_record(table, iri)] or things


def _hint(table: Table, text: str) -> str:
    """Suggest names that are spelled alike."""
    from difflib import get_close_matches  # noqa: PLC0415 - start-up time is measured, and few are misspelled

    known: dict[str, tuple[str, str]] = {}
    for name, iri in _names(table, (*_LABELS, *_ALIASES)):
        if not is_record(table, iri):
            known.setdefault(fold(name), (name, iri))
    slug = fold(text.rpartition(":")[2].replace("-", " "))
    close = get_close_matches(slug, known, n=_SUGGESTIONS, cutoff=0.6)
    close += sorted((name for name in known if len(slug) > 2 and slug in name), key=lambda name: (len(name), name))  # noqa: PLR2004 - a letter or two is in everything
    found = list({known[name][1]: known[name] for name in close}.values())[:_SUGGESTIONS]
    if not found:
        return "give a label, a slug, a prefixed name or an IRI"
    return "did you mean " + " or ".join(f"{name!r} ({compact(iri)})" for name, iri in found) + "?"
