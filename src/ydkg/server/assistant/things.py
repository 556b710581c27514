"""Tools that tell: of a thing, of a sentence, and what the documents do not say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from pydantic import Field

from ydkg.errors import ParameterError, UnknownNameError, problem, quoted
from ydkg.language.text import Language
from ydkg.server.assistant.access import Access  # noqa: TC001 - the library reads annotations
from ydkg.server.assistant.sheet import Line, Sheet, Source, cited, following, plain, sheet
from ydkg.server.assistant.tools import First, Language_, line_of, offered, text
from ydkg.server.beside import beside
from ydkg.telling.answers import tell_answer
from ydkg.telling.facts import SECTIONS
from ydkg.telling.naming import slug
from ydkg.telling.text import joined
from ydkg.vocab import compact, expand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ydkg.graph.questions import Question
    from ydkg.graph.sparql import Result

Section: TypeAlias = Literal["", "figures", "comparisons", "milestones", "firsts", "values", "relations", "later"]
_THING = "A name in English or Chinese, or a slug such as `find` gives."
#: Themes of questions that are about what is missing, and single ones.
_LACKING = "lacking/"
_MORE = ("promises/without_a_later_word", "sources/sentences_without_facts")


@offered("Tell of a thing", 'find(words="…")')
def about(
    graph: Access,
    thing: Annotated[str, text(_THING)],
    section: Annotated[Section, Field(description="One section only.")] = "",
    first: First = 1,
    lang: Language_ = "en",
) -> Sheet:
    """What is known of a person, place, organisation, initiative, line, metric …, by section.

    Sections are figures, comparisons, milestones, first claims, values, relations, and what later public pages say.
    """  # noqa: D401 - as an assistant reads it
    found, language = graph.thing(thing), Language.of(lang)
    groups = graph.facts.of_things.get(found.id, {})
    known = [key for key in SECTIONS if key in groups and key in (section or key)]
    lines = []
    for key in known:
        title = language.gettext(SECTIONS[key])
        for at, fact in enumerate(groups[key]):
            line = line_of(fact, graph, lang)
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
    if where := cited(
        found.mentions or found.described or found.registered, lang, several=len(graph.atlas.documents) > 1
    ):
        head.append(f"{language.gettext('Named')}{language.colon}{' '.join(map(str, where))}")

    def after(left: int) -> str:
        chosen = f', section="{section}"' if section else ""
        if left:
            said = language.gettext("{n} of {total} lines.", n=left - 1, total=len(lines))
            return f"{said} {following(language, f'about(thing={found.id!r}{chosen}, first={left})')}"
        return following(language, f'coverage(thing="{found.id}")')

    return sheet(head, lines, after, first)


@offered("Tell what a sentence states", "passage(sentence=1)")
def passage(  # noqa: PLR0917 - by name, all of them
    graph: Access,
    sentence: Annotated[int, Field(ge=1, description="Number of the sentence, from 1.")] = 0,
    document: Annotated[str, text("Which document, where there are several.")] = "",
    passage: Annotated[str, text("Slug of a passage, instead of a sentence.")] = "",
    first: First = 1,
    lang: Language_ = "en",
) -> Sheet:
    """The facts that a sentence or a passage of a document states, its section and its address.

    Its words come where the text is at hand.
    """  # noqa: D401 - as an assistant reads it
    language = Language.of(lang)
    name, start, end = _place(graph, sentence, document, passage)
    known, work = graph.atlas.documents[name], graph.atlas.works[name]
    found = graph.facts.within(name, start, end)
    number = next((at for at, span in enumerate(known.sentences, 1) if span[0] <= start < span[1]), 0)
    held = [
        each for each in graph.atlas.passages.values() if each.work == name and (each.start, each.end) == (start, end)
    ]
    section = next((each.title.pick(lang) for each in known.sections if each.first <= number <= each.last), "")
    place = language.gettext("Sentence {n} of {total}", n=number, total=len(known.sentences))
    head = [
        f"# {Source(place, (work.lit(held),))}{f' – {section}' if section else ''}",
        f"{work.title.pick(lang)}{language.comma}{work.day.pick(lang)}",
        f"> {known.text[start:end]}" if known.text else language.gettext("Its words are at the address."),
        language.ngettext("{n} fact is stated here.", "{n} facts are stated here.", len(found)),
    ]

    def after(left: int) -> str:
        asked = f'passage="{passage}"' if passage else f"sentence={number}"
        if left:
            return following(language, f"passage({asked}, first={left})")
        of = f', document="{name}"' if len(graph.atlas.documents) > 1 else ""
        return following(language, f"passage(sentence={number % max(len(known.sentences), 1) + 1}{of})")

    return sheet(head, [line_of(fact, graph, lang) for fact in found], after, first)


@offered("Tell what is not said", "coverage()")
async def coverage(
    graph: Access,
    thing: Annotated[str, text(f"{_THING} Of everything by default.")] = "",
    first: First = 1,
    lang: Language_ = "en",
) -> Sheet:
    """What the documents do not say: of a thing, or in all.

    Figures without a period, milestones without a date, promises without a later word. Ask it before you say that
    something is not so.
    """  # noqa: D401 - as an assistant reads it
    await graph.prepare()
    asked = [each for each in graph.questions if each.name.startswith(_LACKING) or each.name in _MORE]
    found = [(each, await graph.ask(each, {}, lang)) for each in asked]
    return await beside(graph.client, _missing, graph, found, thing=thing, first=first, lang=lang)


def _missing(graph: Access, found: Sequence[tuple[Question, Result]], *, thing: str, first: int, lang: str) -> Sheet:
    language = Language.of(lang)
    try:
        about = graph.thing(thing) if thing else None
    except UnknownNameError as error:
        # That there is nothing is an answer here, and no mistake.
        said = language.complaint(error)
        next_call = following(language, f'find(words="{thing[:80]}")')
        return plain(f"{said}\n{_bounds(graph, language)}\n{next_call}")
    facts = graph.facts
    if about:  # sections without a fact, and rows of what is missing that name it
        groups, lines = facts.of_things.get(about.id, {}), list[Line]()
        if silent := [language.gettext(title) for key, title in SECTIONS.items() if key not in groups]:
            nothing = language.gettext("Nothing is stated of: {sections}", sections=language.listing.join(silent))
            lines.append(Line(f"- {nothing}"))
        for question, result in found:
            told = tell_answer(graph.store, question, result, language.tag, outlines=graph.outlines)
            for row, cells, place in zip(result.rows, told.rows, told.places, strict=True):
                if any(getattr(term, "value", "") == about.iri for term in row):
                    title = language.choose(question.title, question.title_zh)
                    words = f"- {title}{language.colon}{language.comma.join(filter(None, cells))}"
                    lines.append(Line(words, (Source(place.words, tuple(place.addresses)),)))
        known = language.comma.join(f"{language.gettext(SECTIONS[key])} {len(each)}" for key, each in groups.items())
        stated = [language.gettext("Stated: {sections}", sections=known)] if known else []
        head = [f"# {about.name.pick(language.tag)}", *stated]
    else:  # what is missing in all: each question that is about that, with the number of its rows
        counts = [(title, sum(each.section == key for each in facts.all)) for key, title in SECTIONS.items()]
        totals = language.comma.join(f"{language.gettext(title)} {count}" for title, count in counts if count)
        tally = graph.atlas.later.tally
        head = [
            f"# {graph.atlas.about.title.pick(language.tag)}",
            totals,
            *([tally.pick(language.tag)] if tally else []),
        ]
        lines = [
            Line(
                f"- {language.choose(question.title, question.title_zh)}{language.colon}"
                f"{language.ngettext('{n} row', '{n} rows', len(result.rows))} – ask: {question.name}"
            )
            for question, result in found
        ]

    def after(left: int) -> str:
        if about:
            calls = [f'coverage(thing="{about.id}", first={left})' if left else f'about(thing="{about.id}")']
        else:
            calls = [f"coverage(first={left})" if left else "", "coverage(thing=…)"]
        return f"{_bounds(graph, language)}\n{following(language, *calls)}"

    return sheet(head, lines, after, first)


def _bounds(graph: Access, language: Language) -> str:
    """Say which documents the graph knows, and that it knows nothing else."""
    works = [graph.atlas.works[key] for key in graph.atlas.documents if key in graph.atlas.works]
    told = [str(Source(joined([work.title, work.day]).pick(language.tag), (work.link,))) for work in works]
    said = language.gettext("The graph knows what these documents state, and nothing else; silence is no denial.")
    return f"{said} {language.listing.join(told)}"


def _place(graph: Access, sentence: int, document: str, passage: str) -> tuple[str, int, int]:
    """Find document, start and end: of a passage by slug, prefixed name or IRI; or of a sentence.

    A document is found by its slug or title; the only one where none is named.
    """
    if passage:
        found = graph.atlas.passages.get(slug(expand(passage) or passage))
        if found is None or found.work not in graph.atlas.documents:
            said = problem("no passage is called {name}", name=quoted(passage))
            raise UnknownNameError(said, passage, hint=problem("give the number of a sentence"))
        return found.work, found.start, found.end
    known = {key: graph.atlas.works[key] for key in graph.atlas.documents if key in graph.atlas.works}
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
    spans = graph.atlas.documents[name].sentences
    if not 1 <= sentence <= len(spans):
        said = problem("there is no sentence {n}; there are {total}", n=sentence, total=len(spans))
        raise ParameterError(said, sentence, parameter="sentence")
    return name, *spans[sentence - 1]
