"""Things and places as tools tell them: what is known of a thing by section, what some words of a document state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ydkg.assistant.sheet import Answer, Line, cited, following, link, sheet
from ydkg.errors import ParameterError, UnknownNameError, problem, quoted
from ydkg.graph.graph import Graph
from ydkg.graph.names import resolve
from ydkg.language.text import Language
from ydkg.telling.facts import SECTIONS, Facts
from ydkg.telling.naming import slug
from ydkg.vocab import compact, expand

if TYPE_CHECKING:
    from ydkg.assistant.access import GraphAccess
    from ydkg.telling.atlas import Atlas
    from ydkg.telling.facts import Fact
    from ydkg.telling.thing import Thing


def facts_of(access: GraphAccess, atlas: Atlas) -> Facts:
    """Give the facts of a graph, put in order once."""
    return access.keep("assistant facts", lambda: Facts(atlas))


def thing_of(access: GraphAccess, atlas: Atlas, name: str) -> Thing:
    """Find the thing that a name stands for."""
    iri = resolve(Graph(access.store), name)
    if found := atlas.things.get(slug(iri)):
        return found
    raise UnknownNameError(problem("{name} is no thing of the graph", name=quoted(name)), name)


def line_of(fact: Fact, atlas: Atlas, lang: str) -> Line:
    """Write a fact: its sentence, what is to be known of it, and where it is written."""
    more = f" ({fact.more.pick(lang)})" if fact.more else ""
    where = cited(fact.evidence, lang, several=len(atlas.documents) > 1) or link(fact.page.pick(lang), fact.link)
    defined = Language.of(lang).gettext("editors’ definition")
    return Line(f"- {fact.sentence.pick(lang)}{more}", where or link(defined))


def about(
    access: GraphAccess, atlas: Atlas, *, thing: str, section: str = "", first: int = 1, lang: str = "en"
) -> Answer:
    """Tell what is known of a thing."""
    found, language = thing_of(access, atlas, thing), Language.of(lang)
    groups = facts_of(access, atlas).of_things.get(found.id, {})
    known = [key for key in SECTIONS if key in groups and key in (section or key)]
    lines = []
    for key in known:
        title = language.gettext(SECTIONS[key])
        for at, fact in enumerate(groups[key]):
            line = line_of(fact, atlas, lang)
            # The first line of a section bears its title, so that it needs no line that could stand alone.
            lines.append(line if at or len(known) == 1 else line._replace(words=f"\n**{title}**\n{line.words}"))
    name, *others = dict.fromkeys((found.name.pick(lang), *found.name, *found.aliases))
    head = [
        f"# {name} – {found.kind.pick(lang)}\n{' · '.join([compact(found.iri), found.iri, *others])}",
        *filter(None, (found.definition.pick(lang), found.note.pick(lang))),
        language.comma.join(
            f"{language.gettext(SECTIONS[key])} {len(groups[key])}" for key in SECTIONS if key in groups
        ),
    ]
    if where := cited(found.mentions or found.described or found.registered, lang, several=len(atlas.documents) > 1):
        head.append(f"{language.gettext('Named')}{language.colon}{where}")

    def after(left: int) -> str:
        chosen = f', section="{section}"' if section else ""
        if left:
            said = language.gettext("{n} of {total} lines.", n=left - 1, total=len(lines))
            return f"{said} {following(language, f'about(thing={found.id!r}{chosen}, first={left})')}"
        return following(language, f'coverage(thing="{found.id}")')

    return sheet(head, lines, after, first)


def passage(
    access: GraphAccess,
    atlas: Atlas,
    *,
    sentence: int = 0,
    document: str = "",
    passage: str = "",
    first: int = 1,
    lang: str = "en",
) -> Answer:
    """Tell what some words of a document state."""
    language = Language.of(lang)
    name, start, end = _place(atlas, sentence, document, passage)
    known, work = atlas.documents[name], atlas.works[name]
    found = facts_of(access, atlas).within(name, start, end)
    number = next((at for at, span in enumerate(known.sentences, 1) if span[0] <= start < span[1]), 0)
    held = [each for each in atlas.passages.values() if each.work == name and (each.start, each.end) == (start, end)]
    section = next((each.title.pick(lang) for each in known.sections if each.first <= number <= each.last), "")
    place = language.gettext("Sentence {n} of {total}", n=number, total=len(known.sentences))
    head = [
        f"# {link(place, work.lit(held))}{f' – {section}' if section else ''}",
        f"{work.title.pick(lang)}{language.comma}{work.day.pick(lang)}",
        f"> {known.text[start:end]}" if known.text else language.gettext("Its words are at the address."),
        language.ngettext("{n} fact is stated here.", "{n} facts are stated here.", len(found)),
    ]

    def after(left: int) -> str:
        asked = f'passage="{passage}"' if passage else f"sentence={number}"
        if left:
            return following(language, f"passage({asked}, first={left})")
        of = f', document="{name}"' if len(atlas.documents) > 1 else ""
        return following(language, f"passage(sentence={number % max(len(known.sentences), 1) + 1}{of})")

    return sheet(head, [line_of(fact, atlas, lang) for fact in found], after, first)


def _place(atlas: Atlas, sentence: int, document: str, passage: str) -> tuple[str, int, int]:
    """Find document, start and end: of a passage by slug, prefixed name or IRI; or of a sentence.

    A document is found by its slug or title; the only one where none is named.
    """
    if passage:
        found = atlas.passages.get(slug(expand(passage) or passage))
        if found is None or found.work not in atlas.documents:
            said = problem("no passage is called {name}", name=quoted(passage))
            raise UnknownNameError(said, passage, hint=problem("give the number of a sentence"))
        return found.work, found.start, found.end
    known = {key: atlas.works[key] for key in atlas.documents if key in atlas.works}
    wanted = slug(expand(document) or document)
    titled = [key for key, work in known.items() if document in (*work.title, *work.short)]
    chosen = [wanted] if wanted in known else titled or ([] if document else list(known))
    if len(chosen) != 1:
        if not known:
            raise UnknownNameError(problem("the graph knows the sentences of no document"), document)
        hint = problem("there are {names}", names=", ".join(f"{key} ({work.title.en})" for key, work in known.items()))
        if not document:
            raise ParameterError(problem("which document?"), "", parameter="document", hint=hint)
        said = problem("no document is called {name}", name=quoted(document))
        raise UnknownNameError(said, document, hint=hint)
    (name,) = chosen
    spans = atlas.documents[name].sentences
    if not 1 <= sentence <= len(spans):
        said = problem("there is no sentence {n}; there are {total}", n=sentence, total=len(spans))
        raise ParameterError(said, sentence, parameter="sentence")
    return name, *spans[sentence - 1]
