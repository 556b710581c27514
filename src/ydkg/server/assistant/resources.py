"""What an assistant's user may hand it: things, documents and passages as resources, and three questions as prompts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import parse_qs

from mcp import types

from ydkg.errors import ParameterError, UnknownNameError, problem, quoted
from ydkg.language.text import Language, translatable
from ydkg.server.assistant.sheet import Line, Sheet, Source, following, sheet
from ydkg.server.assistant.things import about, passage
from ydkg.telling.naming import iri_of, slug
from ydkg.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ydkg.server.assistant.access import Access

_MARKDOWN = "text/markdown"
#: Things that are listed: those with most neighbours. All others are read as well.
_FEW = 12
#: The address of a resource: what it is called everywhere, in which language it is told, and from which line on.
TEMPLATE = types.ResourceTemplate(
    name="thing",
    title="A thing, a document or a passage",
    uri_template=f"{PREFIXES['ydr']}{{slug}}{{?lang,first}}",
    description="What is known of it, each fact with where it is written; of a document its passages.",
    mime_type=_MARKDOWN,
)


class Asked(NamedTuple):
    """A prompt: what it is about, its argument, and what is asked of whom."""

    title: str
    argument: str
    text: str


PROMPTS: Mapping[str, Asked] = {
    "promises": Asked(
        "What became of what was promised",
        "thing",
        translatable(
            "What was planned or under way for {name}, and what became of it? Call about with section milestones and "
            "then later. Keep what the document says apart from what later pages say, silence apart from failure, and "
            "cite each."
        ),
    ),
    "figures": Asked(
        "How figures stand to baseline and target",
        "thing",
        translatable(
            "How do the figures of {name} stand to their baselines and targets? Call about with section comparisons, "
            "then figures. Keep every bound and status, say which way is better and what is computed, and cite each."
        ),
    ),
    "people": Asked(
        "Who answers for a place",
        "place",
        translatable(
            "Who answers for what in {name}? Ask people/who_answers_for_a_place with it as place. Say as of which day "
            "each post is held and where it is written, and what is read from a name."
        ),
    ),
}


async def listed(graph: Access) -> list[types.Resource]:
    """List the documents whose sentences are known, and the things with most neighbours."""
    await graph.prepare()
    near = graph.atlas.neighbours
    named = [(key, graph.atlas.works[key].title.en) for key in graph.atlas.documents if key in graph.atlas.works]
    named += [(key, graph.atlas.things[key].name.en) for key in sorted(near, key=lambda key: -len(near[key]))[:_FEW]]
    return [types.Resource(name=key, title=title, uri=iri_of(key), mime_type=_MARKDOWN) for key, title in named]


def read(graph: Access, address: str) -> Sheet:
    """Tell what stands at an address."""
    iri, _, query = address.partition("?")
    given = {name: values[0] for name, values in parse_qs(query).items()}
    name, first = slug(iri), given.get("first", "1")
    lang: Literal["en", "zh"] = "zh" if Language.asked(given.get("lang", "en")).chinese else "en"
    if not first.isdecimal() or not int(first):
        raise ParameterError(problem("{given} is no number of a line", given=quoted(first)), first)
    if name in graph.atlas.documents and name in graph.atlas.works:
        return _document(graph, name, int(first), lang)
    if name in graph.atlas.passages:
        return passage(graph, passage=name, first=int(first), lang=lang)
    if name in graph.atlas.things:
        return about(graph, name, first=int(first), lang=lang)
    raise UnknownNameError(problem("nothing in the graph has the IRI {iri}", iri=iri), address)


def _document(graph: Access, name: str, first: int, lang: str) -> Sheet:
    """List the passages of a document that state or name something, in the order of its text."""
    language, work, known = Language.of(lang), graph.atlas.works[name], graph.atlas.documents[name]
    found = sorted((each for each in graph.atlas.passages.values() if each.work == name), key=lambda each: each.start)
    lines = []
    for each in found:
        number = sum(start <= each.start for start, _ in known.sentences)
        place = language.gettext("Sentence {n} of {total}", n=number, total=len(known.sentences))
        lines.append(Line(f"- {each.id}", (Source(place, (work.lit([each]),)),)))
    head = [f"# {work.title.pick(lang)}", work.day.pick(lang)]
    return sheet(head, lines, lambda left: following(language, f"?first={left}") if left else "", first)


def prompt(name: str, arguments: Mapping[str, str]) -> types.GetPromptResult:
    """Fill a prompt in."""
    if name not in PROMPTS:
        raise UnknownNameError(problem("no prompt is called {name}", name=quoted(name)), name)
    asked = PROMPTS[name]
    if not (of := arguments.get(asked.argument, "").strip()):
        raise ParameterError(problem("{name} wants {argument}", name=name, argument=asked.argument), name)
    text = Language.of(arguments.get("lang", "en")).gettext(asked.text, name=of)
    said = types.TextContent(type="text", text=text)
    return types.GetPromptResult(description=asked.title, messages=[types.PromptMessage(role="user", content=said)])


def prompts() -> list[types.Prompt]:
    """List the prompts."""
    language = types.PromptArgument(name="lang", description="en or zh", required=False)
    return [
        types.Prompt(
            name=name,
            title=each.title,
            arguments=[types.PromptArgument(name=each.argument, description="By name", required=True), language],
        )
        for name, each in PROMPTS.items()
    ]
