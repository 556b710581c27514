"""Names of things: labels in a language, the one thing that a name stands for, and what somebody may have meant."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from functools import cache, lru_cache
from heapq import nlargest
from importlib import resources
from itertools import chain, pairwise
from math import fsum, log
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from pyoxigraph import Literal

from ydkg.errors import AmbiguousNameError, Listed, Named, ParameterError, UnknownNameError, problem, quoted
from ydkg.graph.schema import FAMILIES, families, families_of, is_entity, is_record, kind, shipped_schema
from ydkg.vocab import FOAF, RDF, RDFS, SKOS, YD, compact, expand, ydr

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence

    from ydkg.errors import Message
    from ydkg.graph.graph import Graph
    from ydkg.graph.schema import Family

_Ranked = TypeVar("_Ranked")
#: What names a thing, by how much it counts: labels, other names, and forms that are no name on their own.
LEVELS = ((RDFS.label,), (SKOS.altLabel, FOAF.name), (SKOS.hiddenLabel,))
#: How well a name fits what was typed: it is the same, starts so, has a word that does, has it within a word, or has
#: all its words anywhere.
SAME, START, WORD, WITHIN, WORDS = 5, 4, 3, 2, 1
#: What questions are asked with, and what joins words: it says nothing of what is asked about, to the explorer too.
STOP_WORDS = re.compile(
    r"\b(?:a|all|an|and|any|are|as|at|be|become|been|became|by|can|did|do|does|for|from|had|has|have|how|in|is|it|its"
    r"|many|me|much|no|not|of|on|or|show|tell|than|that|the|their|there|these|they|this|to|was|were|what|when|where"
    r"|which|who|whom|whose|why|will|with)\b"
    "|有哪些|哪[些个项]|什么|多少|如何|怎么样?|为何|是否|[谁吗呢了的在有是]"
)
_TABLE = tomllib.loads((resources.files(__package__) / "characters.toml").read_text("utf-8"))
#: Chinese characters in traditional form, and what each is in simplified form, at the same place.
CHARACTERS: tuple[str, str] = (_TABLE["traditional"], _TABLE["simplified"])
_LANGUAGES = ("en", "zh-hans")
_FORMS = (YD.plannedForm, YD.underwayForm, YD.doneForm)
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S+\Z")
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*\Z")
_SIGNS = re.compile("[-‐-―_]")
_ALIKE = str.maketrans(*CHARACTERS, "\"'“”‘’„‟‚‛«»")
_NUMBER = re.compile(r"\d+")
_THOUSANDS = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")
_RUNS = re.compile("[\u3400-\u9fff]+|[^\\W\u3400-\u9fff]+")
#: What stands before a number in a key: a word that ends there comes before one that goes on, and words before numbers.
_BEFORE, _FIRST = "\0", "\U0010ffff"
_SHORT = 3  # letters of a word that is looked for whole
_STEM = 5  # letters of a word that count, so that its forms are one
_SUGGESTIONS = 3
#: Of more names than these, so many are compared with a misspelled one: those that share most pairs of letters.
_MANY, _COMPARED = 5_000, 500
#: Shares of what the best has in common with some words, below which a text, and a name, are not near.
_NEAR, _NEAR_NAME = 0.5, 0.8


class Name(NamedTuple):
    """One name of a thing."""

    iri: str  # the thing
    text: str  # the name, as written and as `fold` gives it
    folded: str
    level: int  # 0 of a label, 1 of another name, 2 of a form that is no name on its own


class Match(NamedTuple):
    """A name that fits what was typed, and how well: one of `SAME`, `START`, `WORD`, `WITHIN` and `WORDS`."""

    name: Name
    fit: int


def label(graph: Graph, iri: str, lang: str = "en", *, short: bool = False) -> str | None:
    """Give what a thing is called; None if the thing has no label."""
    texts = graph.texts(iri, RDFS.label)
    shorter = graph.texts(iri, YD.shortName) if short else {}
    called = _in_language(shorter, lang) or _in_language(texts, lang) or _in_language(texts, "en")
    return called or next((forms[0] for forms in texts.values()), None)


def _in_language(texts: Mapping[str, Sequence[str]], lang: str) -> str | None:
    """Choose the first text in a language or one of its kinds, such as zh-hans of zh."""
    return next((forms[0] for tag, forms in texts.items() if f"{tag}-".startswith(f"{lang.lower()}-")), None)


def form(graph: Graph, stage: str, words: str, lang: str, things: Collection[str] = ()) -> str | None:
    """Give in another language how words tell a stage of some things: as planned, under way or done."""
    nodes = chain.from_iterable(forms_of(graph, stage, thing) for thing in things)
    worded = [*nodes, stage]
    for predicate in _FORMS:
        forms = [graph.texts(node, predicate) for node in worded]
        if any(words in texts for by_language in forms for texts in by_language.values()):
            return next(filter(None, (_in_language(by_language, lang) for by_language in forms)), None)
    return None


def forms_of(graph: Graph, stage: str, about: str) -> list[str]:
    """List what has words for a thing at a stage; IRIs: those for the thing itself, then those for its classes."""
    forms = {form: frozenset(graph.iris(form, YD.usedOf)) for form, _ in graph.incoming(stage, YD.formOf)}
    classes = shipped_schema().closure(graph.types(about)) if forms else frozenset()
    return [form for used in ({about}, classes) for form, of in forms.items() if of & used]


def translation(graph: Graph, text: str) -> str | None:
    """Give the Chinese of an English text: of a name, of words that the editors have translated, of a list of such."""
    chinese = next(filter(None, _translations(graph, text)), None)
    if chinese is None and ", " in text:
        parts = [translation(graph, part) for part in text.split(", ")]
        return "，".join(part for part in parts if part) if all(parts) else None
    return chinese


def _translations(graph: Graph, text: str) -> Iterator[str | None]:
    """Go through the Chinese of what has an English text: statements first, then names, then other values."""
    uses = sorted(graph.incoming(Literal(text, language="en")))
    for subject, predicate in uses:
        for statement, _ in graph.incoming(subject, YD.translationOf) if predicate == RDF.object else ():
            yield graph.text(statement, RDF.object, "zh-hans")
    for subject, predicate in uses:
        named = label(graph, subject, "zh", short=True) if predicate == RDFS.label else None
        yield named if named != text else None
    for subject, predicate in uses:
        if len(graph.objects(subject, predicate)) == len(_LANGUAGES):
            value = graph.text(subject, predicate, "zh-hans")
            yield value if value != text else None


def is_unicode(text: str) -> bool:
    """Tell whether a text has characters only, and no stray bytes of another encoding."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def fold(text: str) -> str:
    """Fold a name for comparing: without case, accents, quotes and commas of thousands, spaces for dashes, simplified.

    >>> fold("North–South  ‘Café’ of 7,600 km"), fold("體驗")
    ('north south cafe of 7600 km', '体验')
    """
    plain = unicodedata.normalize("NFKD", _SIGNS.sub(" ", _THOUSANDS.sub("", text)).translate(_ALIKE))
    if not plain.isascii() and any(map(unicodedata.combining, plain)):
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(plain.casefold().split())


def reading_order(text: str) -> bytes:
    """Give the key by which a name stands where people look for it in a list.

    >>> sorted(["重庆", "上升", "安全", "“一村一品”", "zebra", "airport", "Xylophone"], key=reading_order)
    ['airport', 'Xylophone', 'zebra', '安全', '上升', '“一村一品”', '重庆']
    """
    return fold(text).encode("gb18030")


@lru_cache(maxsize=4096)
def number_order(text: str) -> str:
    """Give the key by which a text stands where people look for it in a list that tells of numbers.

    >>> sorted(["Line 12", "line 9", "9 lines", "Harbour"], key=number_order)
    ['Harbour', 'line 9', 'Line 12', '9 lines']
    """
    return _NUMBER.sub(lambda run: f"{_BEFORE if run.start() else _FIRST}{run[0]:0>20}", text.casefold())


def names_of(graph: Graph, things: Container[str] | None = None, *, records: bool = False) -> list[Name]:
    """List the names that things can be found by; by level, then by IRI and name; each once."""

    @cache
    def is_wanted(iri: str) -> bool:
        if things is not None:
            return iri in things
        return not iri.startswith("_:") and (records or not is_record(graph, iri))

    names = []
    for level, predicates in enumerate(LEVELS):
        pairs = [pair for predicate in predicates for pair in graph.pairs(predicate)]
        named = {(iri, term.value) for iri, term in pairs if isinstance(term, Literal) and is_wanted(iri)}
        names += [Name(iri, text, fold(text), level) for iri, text in sorted(named)]
    return names


def search(text: str, names: Iterable[Name], weight: Mapping[str, int] | None = None) -> list[Match]:
    """Find the things that a text may mean: the one ranking of matches; weights tell how well things are known.

    >>> names = [Name("b", "Utopia port", "utopia port", 0), Name("a", "Utopia", "utopia", 0)]
    >>> [(match.name.iri, match.fit) for match in search("Uto", names)]
    [('a', 4), ('b', 4)]
    """
    wanted, known = fold(text), weight or {}
    parts = wanted.split()
    best: dict[str, tuple[tuple[int, int, int, int, str], Match]] = {}
    for name in names if wanted else ():
        if fit := _fit(wanted, parts, name.folded):
            order = (-fit, name.level, -known.get(name.iri, 0), len(name.text), name.text)
            if name.iri not in best or order < best[name.iri][0]:
                best[name.iri] = order, Match(name, fit)
    return [match for _, match in sorted(best.values(), key=lambda pair: (pair[0], pair[1].name.iri))]


def _fit(wanted: str, parts: Sequence[str], folded: str) -> int:
    """Tell how well a name fits what was typed; 0 where it does not."""
    at = folded.find(wanted)
    if at == 0:
        return SAME if folded == wanted else START
    if at > 0 and f" {wanted}" in folded:
        return WORD
    if at > 0 and not _is_short(wanted):
        return WITHIN
    words = f" {folded} "
    for part in parts:
        if (f" {part} " if _is_short(part) else part) not in words:
            return 0
    return WORDS


def _is_short(word: str) -> bool:
    """Tell whether a word has so few letters that it is in too many others."""
    return len(word) <= _SHORT and word.isascii()


def alike(
    text: str, names: Iterable[Name], most: int = _SUGGESTIONS, is_wanted: Callable[[str], bool] = lambda _: True
) -> list[Name]:
    """Suggest for a text that names nothing: names with a word that it begins, names spelled like it, other matches."""
    from difflib import get_close_matches  # noqa: PLC0415 - start-up time is measured, and few are misspelled

    wanted = fold(text.rpartition(":")[2])
    by_fold: dict[str, list[Name]] = {}
    for name in names:
        by_fold.setdefault(name.folded, []).append(name)
    compared = list(by_fold)
    if len(compared) > _MANY:
        pairs = {first + second for first, second in pairwise(f" {wanted} ")}

        def likeness(folded: str) -> int:
            closed = f" {folded} "
            return 2 * sum(pair in closed for pair in pairs) - abs(len(folded) - len(wanted))

        compared = nlargest(_COMPARED, compared, key=likeness)
    chosen: dict[str, Name] = {}

    def suggest(suggestions: Iterable[Name]) -> None:
        for name in suggestions:
            if len(chosen) < most and name.iri not in chosen and is_wanted(name.iri):
                chosen[name.iri] = name

    matches: list[Match] = []
    if len(wanted) > 2 or not wanted.isascii():  # noqa: PLR2004 - a letter is in everything
        matches = [match for match in search(wanted, chain.from_iterable(by_fold.values())) if match.fit > WORDS]
    suggest(match.name for match in matches if match.fit >= WORD)
    if not chosen:
        # Of two Chinese characters one may be wrong.
        spelled = get_close_matches(wanted, compared, n=len(compared) or 1, cutoff=0.6 if wanted.isascii() else 0.5)
        suggest(name for folded in spelled for name in by_fold[folded])
    suggest(match.name for match in matches)
    return list(chosen.values())


def content_words(asked: str) -> str:
    """Leave out of what was asked the words that say nothing of what it is about; folded.

    >>> content_words("Who is responsible for the Harbour?"), content_words("哪些铁路开通了")
    ('responsible harbour?', '铁路开通')
    """
    return " ".join(STOP_WORDS.sub(" ", fold(asked)).split())


def terms_of(text: str) -> set[str]:
    """Take a text apart: beginnings of words, and Chinese by pairs of characters.

    >>> sorted(terms_of("Opening of lines")), sorted(terms_of("青河谷"))
    (['lines', 'of', 'openi'], ['河谷', '青河'])
    """
    terms: set[str] = set()
    for run in _RUNS.findall(fold(text)):
        if "\u3400" <= run[0] <= "\u9fff":
            terms.update(map("".join, pairwise(run)) if len(run) > 1 else run)
        elif len(run) > 1 or run.isdecimal():
            terms.add(run if run.isdecimal() else run[:_STEM])
    return terms


def ranked(asked: str, texts: Iterable[tuple[_Ranked, str]]) -> Sequence[_Ranked]:
    """Rank texts by the words that they share with what was asked, of which rare ones count most.

    >>> ranked("lines that open", [("a", "Lines of a network"), ("b", "When lines open")])
    ['b']
    """
    known = [(text, terms_of(words)) for text, words in texts]
    counts = Counter(term for _, terms in known for term in terms)
    weights = {term: log(1 + len(known) / counts[term]) for term in terms_of(asked) if term in counts}
    scored = []
    for text, terms in known:
        if shared := terms & weights.keys():
            # Of two that share the same words, the one that says less besides is nearer.
            scored.append((fsum(weights[term] for term in shared) * (1 + len(shared) / len(terms)), text))
    best = max((score for score, _ in scored), default=0.0)
    return [text for score, text in sorted(scored, key=lambda pair: -pair[0]) if score >= _NEAR * best]


def sharing(terms: Iterable[str], names: Sequence[Name], most: int = _SUGGESTIONS) -> list[Name]:
    """Find the names that share most of some terms, of which rare ones count most; the shortest first; one a thing."""
    weights = Counter[str]()
    folds = dict.fromkeys(name.folded for name in names)
    for term in sorted(terms):
        begun = f" {term}" if term.isascii() else term
        having = [folded for folded in folds if begun in f" {folded}"]
        for folded in having:
            weights[folded] += log(1 + len(folds) / len(having))  # type: ignore[assignment] # a sum of weights
    least = _NEAR_NAME * max(weights.values(), default=0)
    near = [name for name in names if weights[name.folded] > 0 and weights[name.folded] >= least]
    once: dict[str, Name] = {}
    for name in sorted(near, key=lambda name: (-weights[name.folded], len(name.folded))):
        once.setdefault(name.iri, name)
    return list(once.values())[:most]


def resolve(graph: Graph, text: str, of: Collection[str] = ()) -> str:
    """Find the one thing that a name stands for, of some families or any; the IRI."""
    wanted = text.strip()
    if not is_unicode(wanted):
        said = problem("nothing in the graph is called {name}, which is no valid Unicode", name=quoted(text))
        raise UnknownNameError(said, text)

    @cache
    def names() -> list[Name]:
        return names_of(graph, records=True)

    meant = _as_iri(graph, wanted)
    if meant and not graph.mentions(meant):
        raise _unknown(graph, text, names(), meant)
    other = None
    for candidates in [[meant]] if meant else _called(graph, wanted, names):
        likeliest = _likeliest(graph, candidates)
        fitting = [iri for iri in likeliest if is_of(graph, iri, of)]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            listed = "; ".join(f"{compact(iri)} ({kind(graph, iri)}: {label(graph, iri)})" for iri in fitting)
            raise AmbiguousNameError(
                problem("{name} may be {n} things", name=quoted(text), n=len(fitting)),
                text,
                hint=problem("give one of these IRIs: {iris}", iris=listed),
                suggestions=[compact(iri) for iri in fitting],
            )
        other = other or next(iter(likeliest), None)
    if other:
        raise _wrong_family(graph, other, text, of)
    raise _unknown(graph, text, names())


def resolve_two(graph: Graph, one: str, other: str) -> tuple[str, str]:
    """Find the two things that two names stand for; their IRIs."""
    first, second = resolve(graph, one), resolve(graph, other)
    if first == second:
        said = problem("{one} and {other} are one thing; give two", one=quoted(one), other=quoted(other))
        raise ParameterError(said, other)
    return first, second


def _as_iri(graph: Graph, text: str) -> str | None:
    """Read an IRI, a prefixed name, or the slug of a thing that the graph has."""
    bare = text[1:-1] if text[:1] == "<" and text[-1:] == ">" else text
    if iri := expand(text):
        return iri
    if _ABSOLUTE.match(bare):
        return bare
    return ydr(text) if _SLUG.match(text) and graph.mentions(ydr(text)) else None


def _called(graph: Graph, text: str, names: Callable[[], list[Name]]) -> Iterator[list[str]]:
    """Yield what is called so, by each level of names: as spelled, and then in another spelling."""
    literals = [Literal(text), *(Literal(text, language=tag) for tag in _LANGUAGES)]
    for predicates in LEVELS:
        uses = [graph.incoming(literal, predicate) for predicate in predicates for literal in literals]
        yield [subject for subject, _ in chain(*uses)]
    folded = fold(text)
    fitting = [name for name in names() if name.folded == folded]
    for level in range(len(LEVELS)):
        yield [name.iri for name in fitting if name.level == level]


def _likeliest(graph: Graph, candidates: Iterable[str]) -> list[str]:
    """Choose among what is called the same the entities, else what is no record, else all; IRIs, sorted."""
    named = sorted({iri for iri in candidates if not iri.startswith("_:")})
    entities = [iri for iri in named if is_entity(graph, iri)]
    return entities or [iri for iri in named if not is_record(graph, iri)] or named


def is_of(graph: Graph, iri: str, keys: Collection[str]) -> bool:
    """Tell whether a thing is of one of some families, by its classes, or else by what they imply."""
    if not keys:
        return True
    wanted = [family for family in FAMILIES if family.key in keys]
    classes = graph.types(iri)
    implied = families_of(shipped_schema().closure(classes), graph.iris(iri, SKOS.inScheme))
    return not classes or any(family in wanted for family in implied)


def _wrong_family(graph: Graph, iri: str, text: str, keys: Collection[str]) -> ParameterError:
    """Say that what is called so is something else."""
    own = next(iter(families(graph, iri)), None)
    said = problem(
        "{name} is {kind}, not {wanted}",
        name=Named(label(graph, iri) or compact(iri), label(graph, iri, "zh")),
        kind=_one_of(own) if own else _with_article(kind(graph, iri)),
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


def _unknown(graph: Graph, text: str, names: list[Name], iri: str | None = None) -> UnknownNameError:
    """Say that there is no such thing, and suggest what is spelled alike and is no record."""
    near = alike(text, names, is_wanted=lambda iri: is_entity(graph, iri))
    slugs = [compact(name.iri) for name in near]
    hint = problem("give a label, a slug, a prefixed name or an IRI")
    if near:
        chinese = [label(graph, name.iri, "zh") or name.text for name in near]
        told = zip(near, slugs, chinese, strict=True)
        meant = [Named(f"{name.text!r} ({slug})", f"“{named}”（{slug}）") for name, slug, named in told]
        hint = problem("did you mean {names}?", names=Listed(meant))
    said = problem("nothing in the graph is called {name}", name=quoted(text))
    if iri:
        said = problem("nothing in the graph has the IRI {iri}", iri=compact(iri))
    return UnknownNameError(said, text, hint=hint, suggestions=slugs)
