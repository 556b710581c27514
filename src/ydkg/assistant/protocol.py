"""The tools: what each is for, what it takes, and how they are called over the Model Context Protocol."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from mcp import types
from mcp.server.lowlevel import Server
from mcp.shared.exceptions import MCPError

from ydkg import __version__
from ydkg.assistant import asking, coverage, finding, telling
from ydkg.assistant.sheet import LIMIT, Answer, cut, following
from ydkg.errors import ParameterError, UnknownNameError, YdkgError, counted, problem, quoted
from ydkg.language.text import Language
from ydkg.telling.facts import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from mcp.server.context import ServerRequestContext

    from ydkg.assistant.access import GraphAccess

_TYPES: Mapping[str, type] = MappingProxyType({"string": str, "integer": int, "object": dict})
#: Characters that an argument may have; how long a query may be is for the engine to say.
_LONGEST = 2000
_LANG = {
    "type": "string",
    "enum": ["en", "zh"],
    "description": "Language of the answer: English, or simplified Chinese. Default en.",
}
_FIRST = {
    "type": "integer",
    "minimum": 1,
    "description": "Number of the line or row to begin with, where an answer said that there are more. Default 1.",
}
_THING = "A name in English or Chinese, or a slug such as `find` gives."


class _Tool(NamedTuple):
    """A tool: what it is for, for an assistant; the JSON Schema of each argument, without those that all tools take.

    Then which arguments must be given, and what to call where it was called wrongly.
    """

    title: str
    description: str
    takes: Mapping[str, Mapping[str, Any]] = MappingProxyType({})
    required: tuple[str, ...] = ()
    help: str = "questions()"

    @property
    def schema(self) -> dict[str, Any]:
        """JSON Schema of its arguments."""
        return {
            "type": "object",
            "properties": {**self.takes, "first": _FIRST, "lang": _LANG},
            "required": list(self.required),
            "additionalProperties": False,
        }


TOOLS: Mapping[str, _Tool] = MappingProxyType(
    {
        "find": _Tool(
            "Find things and facts",
            "Search by words, in English or Chinese: things by name, facts by what they say, and questions that may "
            "answer. Begin here when you do not know what something is called.",
            {"words": {"type": "string", "description": "A name, some words, or a whole question."}},
            ("words",),
            'find(words="…")',
        ),
        "questions": _Tool(
            "List questions",
            "The named questions that `ask` answers, with their parameters; by words or by theme, the best first.",
            {
                "words": {"type": "string", "description": "What the question should be about."},
                "theme": {"type": "string", "description": "The part of a name before the slash, such as metrics."},
            },
        ),
        "ask": _Tool(
            "Ask a named question",
            "The whole answer of a named question as a table; each row says where it is written. Questions are proven "
            "by tests: prefer them to SPARQL.",
            {
                "name": {"type": "string", "description": "A name that `questions` lists, such as people/all_posts."},
                "parameters": {
                    "type": "object",
                    "description": "The question's parameters by name; things by name. Those left out have defaults.",
                    "additionalProperties": {"type": ["string", "number", "boolean"]},
                },
            },
            ("name",),
            'questions(words="…")',
        ),
        "about": _Tool(
            "Tell of a thing",
            "What is known of a person, place, organisation, initiative, line, metric …: figures, comparisons, "
            "milestones, first claims, values, relations, and what later public pages say; by section.",
            {
                "thing": {"type": "string", "description": _THING},
                "section": {"type": "string", "enum": list(SECTIONS), "description": "One section only."},
            },
            ("thing",),
            'find(words="…")',
        ),
        "passage": _Tool(
            "Tell what a sentence states",
            "The facts that a sentence or a passage of a document states, its section and its address; its words where "
            "the text is at hand.",
            {
                "sentence": {"type": "integer", "minimum": 1, "description": "Number of the sentence, from 1."},
                "document": {"type": "string", "description": "Which document, where there are several."},
                "passage": {"type": "string", "description": "Slug of a passage, instead of a sentence."},
            },
            help="passage(sentence=1)",
        ),
        "sparql": _Tool(
            "Ask in SPARQL",
            "A read-only SPARQL 1.1 query, for what no named question answers. Declared: ydr: things and records, yd: "
            "the ontology, rdfs:, skos:, org:, prov:, dcterms:, qudt:, unit:, geo:. A figure is a yd:Observation with "
            "yd:about, yd:metric, yd:value, qudt:hasUnit, yd:bound, yd:valueStatus, yd:period; a post is an "
            "org:Membership with org:member, org:role, org:organization; a milestone is a yd:Milestone with yd:about, "
            "yd:stage, yd:modality, yd:notAfter. Each has prov:wasDerivedFrom its passages: select it, and rows say "
            "where they are written. Labels: rdfs:label, @en and @zh-hans.",
            {"query": {"type": "string", "description": "SELECT, ASK, CONSTRUCT or DESCRIBE."}},
            ("query",),
            'sparql(query="SELECT ?class (COUNT(*) AS ?n) { ?s a ?class } GROUP BY ?class")',
        ),
        "coverage": _Tool(
            "Tell what is not said",
            "What the documents do not say: of a thing, or in all – figures without a period, milestones without a "
            "date, promises without a later word. Ask it before you say that something is not so.",
            {"thing": {"type": "string", "description": f"{_THING} Of everything by default."}},
            (),
            "coverage()",
        ),
    }
)
_INSTRUCTIONS = (
    "A knowledge graph of what documents state. Every fact line ends with where it is written: a link whose words are "
    "the place and whose address marks the words in the document; cite it with the fact. Keep bounds (more than, "
    "about) and status: what is planned, expected or a target is no deed. What public pages say later is marked so, "
    "and is not proven to the letter. Answers have at most 4 kB and end with what to ask next. Begin with find, or "
    "with questions and ask; before you deny something, ask coverage."
)
#: Tools that ask for themselves, and those that only look at what is told already -> their functions.
_ASKING: Mapping[str, Callable[..., Awaitable[Answer]]] = MappingProxyType(
    {"ask": asking.ask, "sparql": asking.sparql, "coverage": coverage.coverage}
)
_TOLD: Mapping[str, Callable[..., Answer]] = MappingProxyType(
    {"find": finding.find, "about": telling.about, "passage": telling.passage}
)


def protocol_server(access_of: Callable[[Any, str], GraphAccess], title: str) -> Server[Any]:
    """Put the tools behind the protocol, by its official library."""
    hints = types.ToolAnnotations(
        read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
    )
    declared = [
        types.Tool(
            name=name, title=tool.title, description=tool.description, input_schema=tool.schema, annotations=hints
        )
        for name, tool in TOOLS.items()
    ]

    async def list_tools(
        _context: ServerRequestContext, _params: types.PaginatedRequestParams | None
    ) -> types.ListToolsResult:
        return types.ListToolsResult(tools=declared)

    async def call_tool(context: ServerRequestContext, params: types.CallToolRequestParams) -> types.CallToolResult:
        given = params.arguments or {}
        access = access_of(context.request, f"{params.name} {json.dumps(given, ensure_ascii=False)}")
        if params.name not in TOOLS:
            hint = problem("there are {names}", names=", ".join(TOOLS))
            said = problem("no tool is called {name}", name=quoted(params.name))
            raise MCPError(types.INVALID_PARAMS, str(UnknownNameError(said, params.name, hint=hint)))
        answer = await _answered(access, params.name, given)
        return types.CallToolResult(content=[types.TextContent(type="text", text=answer.text)], is_error=answer.failed)

    return Server(
        "ydkg",
        version=__version__,
        title=title,
        instructions=_INSTRUCTIONS,
        website_url="https://w3id.org/ydkg/",
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


async def _answered(access: GraphAccess, name: str, arguments: Mapping[str, object]) -> Answer:
    """Have a tool answer; where something is wrong, it says what, and what to call instead."""
    language = Language.of(str(arguments.get("lang", "en")))
    try:
        given = _checked(name, arguments)
        if name in _ASKING:
            answer = await _ASKING[name](access, **given)
        elif name in _TOLD:
            answer = await access.aside(_TOLD[name], access, await access.atlas(), **given)
        else:
            answer = await access.aside(finding.questions, access, **given)
    except YdkgError as error:
        said = cut(language.complaint(error, place=True), LIMIT // 2)
        return Answer(f"{said}\n{following(language, TOOLS[name].help)}", failed=True)
    # Where names of columns or what was given leave no room, the end goes.
    return answer._replace(text=cut(answer.text, LIMIT))


def _checked(name: str, arguments: Mapping[str, object]) -> dict[str, Any]:
    """Check what was given against what the tool takes."""
    schema = TOOLS[name].schema
    for missing in (each for each in schema["required"] if each not in arguments):
        raise ParameterError(problem("{tool} wants {name}", tool=name, name=missing), "", parameter=missing)
    for key, value in arguments.items():
        if key not in schema["properties"]:
            listed = ", ".join(schema["properties"])
            said = problem("{tool} does not take {name}; it takes {names}", tool=name, name=quoted(key), names=listed)
            raise ParameterError(said, key, parameter=key)
        wanted = schema["properties"][key]
        allowed, least = wanted.get("enum"), wanted.get("minimum")
        right = isinstance(value, _TYPES[wanted["type"]]) and not isinstance(value, bool)
        if not right or (allowed and value not in allowed) or (least and value < least):
            form = {
                "string": problem("one of {names}", names=", ".join(allowed)) if allowed else problem("a text"),
                "integer": problem("a whole number from {least}", least=least),
                "object": problem("an object"),
            }[wanted["type"]]
            said = problem("{name} is {form}, not {value}", name=key, form=form, value=quoted(str(value)))
            raise ParameterError(said, value, parameter=key)
        if key != "query" and len(str(value)) > _LONGEST:
            said = problem("{name} is longer than {n} characters", name=key, n=counted(_LONGEST))
            raise ParameterError(said, value, parameter=key)
    return dict(arguments)
