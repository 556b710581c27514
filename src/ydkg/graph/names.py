"""Names of things: labels in a language, and the one thing that a name stands for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from ydkg.errors import AmbiguousNameError, Listed, Named, ParameterError, UnknownNameError, problem, quoted
from ydkg.graph.schema import FAMILIES, families, families_of, is_entity, is_record, kind, shipped_schema
from ydkg.graph.search import LEVELS, Names, alike, fold
from ydkg.graph.source import documents_of
from ydkg.vocab import DCTERMS, RDF, RDFS, SKOS, YD, compact, expand, ydr

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from ydkg.errors import Message
    from ydkg.graph.graph import Graph
    from ydkg.graph.schema import Family
    from ydkg.graph.search import Name

_LANGUAGES = ("en", "zh-hans")
_FORMS = (YD.plannedForm, YD.underwayForm, YD.doneForm)
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S+\Z")
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*\Z")


def label(table: Graph, iri: str, lang: str = "en", *, short: bool = False) -> str | None:
    """Give what a thing is called; None if the thing has no label."""
    texts = table.texts(iri, RDFS.label)
    shorter = table.texts(iri, YD.shortName) if short else {}
    for wanted, known in ((lang.lower(), shorter), (lang.lower(), texts), ("en", texts)):
        for tag, forms in known.items():
            if tag == wanted or tag.startswith(f"{wanted}-"):
                return forms[0]
    return next((forms[0] for forms in texts.values()), None)


def form(table: Graph, stage: str, words: str, lang: str, beside: Collection[str] = ()) -> str | None:
    """Give in another language how words tell a stage: as planned, under way or done."""
    forms = forms_of(table, stage)
    nodes = (*(node for about in beside for node in fitting_forms(table, forms, about)), stage)
    for predicate in _FORMS:
        told = [(tag, forms) for node in nodes for tag, forms in table.texts(node, predicate).items()]
        if any(words in forms for _, forms in told):
            return next((forms[0] for tag, forms in told if tag.startswith(lang.lower())), None)
    return None


def forms_of(table: Graph, stage: str) -> list[tuple[str, frozenset[str]]]:
    """List what has words for some things at a stage."""
    return [(form, frozenset(table.iris(form, YD.usedOf))) for form, _ in table.incoming(stage, YD.formOf)]


def fitting_forms(table: Graph, forms: Sequence[tuple[str, frozenset[str]]], about: str) -> list[str]:
    """List the forms of a stage that fit a thing; IRIs: those for the thing itself, then those for its classes."""
    if not forms:
        return []
    classes = shipped_schema().closure(table.types(about))
    return [form for used in ({about}, classes) for form, of in forms if of & used]


def translation(table: Graph, text: str) -> str | None:
    """Give the Chinese of an English text: of a name, of words that the editors have translated, of a list of such."""
    uses = sorted(table.incoming(Literal(text, language="en")))
    statements = (
        other
        for subject, predicate in uses
        if predicate == RDF.object
        for other in table.incoming(subject, YD.translationOf)
    )
    found = next((chinese for each, _ in statements if (chinese := table.text(each, RDF.object, "zh-hans"))), None)
    if found is None:
        named = (label(table, subject, "zh", short=True) for subject, predicate in uses if predicate == RDFS.label)
        values = (
            table.text(subject, predicate, "zh-hans")
            for subject, predicate in uses
            if len(table.objects(subject, predicate)) == len(_LANGUAGES)
        )
        found = next((each for each in (*named, *values) if each and each != text), None)
    if found is None and ", " in text:
        parts = [translation(table, part) for part in text.split(", ")]
        return "，".join(part for part in parts if part) if all(parts) else None
    return found


def is_unicode(text: str) -> bool:
    """Tell whether a text has characters only, and no stray bytes of another encoding."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def resolve(table: Graph, text: str, of: Collection[str] = ()) -> str:
    """Find the one thing that a name stands for; the IRI."""
    wanted = text.strip()
    if not is_unicode(wanted):
        said = problem("nothing in the graph is called {name}, which is no valid Unicode", name=quoted(text))
        raise UnknownNameError(said, text)
    names, other = Names(table), None
    for candidates in _candidates(table, wanted, names):
        best = sorted({iri for iri in candidates if not iri.startswith("_:")})
        if len(best) > 1:
            # The entities, or where there are none what is no record, or else all.
            entities = [iri for iri in best if is_entity(table, iri)]
            best = entities or [iri for iri in best if not is_record(table, iri)] or best
        fitting = [iri for iri in best if is_of(table, iri, of)]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            listed = "; ".join(f"{compact(iri)} ({kind(table, iri)}: {label(table, iri)})" for iri in fitting)
            raise AmbiguousNameError(
                problem("{name} may be {n} things", name=quoted(text), n=len(fitting)),
                text,
                hint=problem("give one of these IRIs: {iris}", iris=listed),
                suggestions=[compact(iri) for iri in fitting],
            )
        other = other or next(iter(best), None)
    if other:
        raise _wrong_family(table, other, text, of)
    raise _unknown(table, text, names.all)


def resolve_two(table: Graph, one: str, other: str) -> tuple[str, str]:
    """Find the two things that two names stand for; their IRIs."""
    found = resolve(table, one), resolve(table, other)
    if found[0] == found[1]:
        said = problem("{one} and {other} are one thing; give two", one=quoted(one), other=quoted(other))
        raise ParameterError(said, other)
    return found


def _candidates(table: Graph, text: str, names: Names) -> Iterator[list[str]]:
    """Yield what could be meant: an IRI, then by each level of names, as spelled and in another spelling."""
    bare = text[1:-1] if text[:1] == "<" and text[-1:] == ">" else text
    iri = expand(text) or (bare if _ABSOLUTE.match(bare) else None)
    if iri and not table.mentions(iri):
        raise _unknown(table, text, names.all, iri)
    if iri or (_SLUG.match(text) and table.mentions(ydr(text))):
        yield [iri or ydr(text)]
        return
    written = [Literal(text), *(Literal(text, language=tag) for tag in _LANGUAGES)]
    # The quick way, before all names are folded.
    yield [subject for literal in written for subject, _ in table.incoming(literal, RDFS.label)]
    fitting = names.folded(fold(text))
    for level in range(len(LEVELS)):
        yield [name.iri for name in fitting if name.level == level and name.text == text]
        yield [name.iri for name in fitting if name.level == level]


def is_of(table: Graph, iri: str, keys: Collection[str]) -> bool:
    """Tell whether a thing is of one of some families, by its classes, or else by what they imply."""
    if not keys:
        return True
    wanted = [family for family in FAMILIES if family.key in keys]
    classes = table.types(iri)
    schemes = table.iris(iri, SKOS.inScheme) if any(family.scheme for family in wanted) else ()

    def fits(known: Iterable[str]) -> bool:
        return any(family in wanted for family in families_of(known, schemes))

    return not classes or fits(classes) or fits(shipped_schema().closure(classes))


def _wrong_family(table: Graph, iri: str, text: str, keys: Collection[str]) -> ParameterError:
    """Say that what is called so is something else."""
    own = next(iter(families(table, iri)), None)
    said = problem(
        "{name} is {kind}, not {wanted}",
        name=Named(label(table, iri) or compact(iri), label(table, iri, "zh")),
        kind=_one_of(own) if own else _with_article(kind(table, iri)),
        wanted=Listed((_one_of(family) for family in FAMILIES if family.key in keys), " or "),
    )
    return ParameterError(said, text)


def _one_of(family: Family) -> Message | Named:
    """Call one of a family; of one that is a scheme, which has no class of its own, by a text of the catalogue."""
    if family.scheme:
        return problem("a topic")
    label_of = shipped_schema().label
    return Named(_with_article(label_of(family.root) or family.key), label_of(family.root, "zh-hans"))


def _with_article(noun: str) -> str:
    return noun if noun == "infrastructure" else f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _unknown(table: Graph, text: str, names: list[Name], iri: str | None = None) -> UnknownNameError:
    """Say that there is no such thing, and suggest what is spelled alike and is no record."""
    near = alike(text, names, is_wanted=lambda iri: not is_record(table, iri))
    slugs = [compact(name.iri) for name in near]
    # As each was found, in Chinese by its Chinese name where it has one.
    meant = Listed(
        Named(f"{name.text!r} ({slug})", f"“{label(table, name.iri, 'zh') or name.text}”（{slug}）")
        for name, slug in zip(near, slugs, strict=True)
    )
    hint = problem("give a label, a slug, a prefixed name or an IRI")
    if near:
        hint = problem("did you mean {names}?", names=meant)
    documents = documents_of(table)
    if iri:
        said = problem("nothing in the graph has the IRI {iri}", iri=compact(iri))
    elif len(documents) == 1:
        title = Named(
            table.text(documents[0], DCTERMS.title) or compact(documents[0]), label(table, documents[0], "zh")
        )
        said = problem("“{title}” mentions nothing called {name}", title=title, name=quoted(text))
    elif documents:
        said = problem("none of the {n} documents mentions anything called {name}", n=len(documents), name=quoted(text))
    else:
        said = problem("nothing in the graph is called {name}", name=quoted(text))
    return UnknownNameError(said, text, hint=hint, suggestions=slugs)
