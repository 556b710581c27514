"""What the tools ask: one state of the graph, for one client, who takes turns with others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from pyoxigraph import QueryBoolean, QueryResultsFormat, RdfFormat, parse, parse_query_results

from ydkg.errors import UnknownNameError, problem, quoted
from ydkg.graph.graph import Graph
from ydkg.graph.names import names_of, resolve
from ydkg.graph.sparql import Result
from ydkg.server.beside import beside
from ydkg.server.questions.onward import known_questions
from ydkg.server.sparql.answer import JSON, TURTLE
from ydkg.telling.facts import Facts
from ydkg.telling.naming import slug
from ydkg.vocab import ydr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ydkg.graph.names import Name
    from ydkg.graph.questions import Question
    from ydkg.server.site import Site
    from ydkg.server.workers import Done
    from ydkg.telling.thing import Thing


class Access:
    """A site, for one client."""

    def __init__(self, site: Site, client: str) -> None:
        self.site = site
        self.client = client
        self.store = site.store
        self.outlines = site.outlines

    async def prepare(self) -> None:
        """Wait for all that people are told of the graph, and put its facts in order: once."""
        atlas = await self.site.atlas()
        self.facts = await beside(self.client, self.site.keep, "assistant facts", lambda: Facts(atlas))
        self.atlas = atlas

    @property
    def questions(self) -> Sequence[Question]:
        """The named questions, checks among them, with the defaults that the graph has; by name."""
        return known_questions(self.site)

    def names(self) -> Sequence[Name]:
        """Give the names of things."""
        things = {ydr(each) for each in self.atlas.things}
        return self.site.keep("assistant names", lambda: names_of(Graph(self.store), things))

    def thing(self, name: str) -> Thing:
        """Find the thing that a name stands for."""
        thing = self.atlas.things.get(slug(resolve(Graph(self.store), name)))
        if thing is None:
            raise UnknownNameError(problem("{name} is no thing of the graph", name=quoted(name)), name)
        return thing

    async def ask(self, question: Question, given: Mapping[str, str], lang: str) -> Result:
        """Have a named question answered, within bounds; rows in the order of the question."""
        key = ("answer", question.name, "json", lang)
        kept = self.site.kept
        if given or key not in kept:
            arguments = {"name": question.name, "parameters": dict(given), "lang": lang, "layout": "json"}
            done = await self.site.pool.run("question", arguments, client=self.client)
            if given:
                return await beside(self.client, _result, done)
            kept[key] = done
        return await beside(self.client, _result, cast("Done", kept[key]))

    async def query(self, text: str) -> Result:
        """Have a query answered, within bounds."""
        done = await self.site.pool.run("query", {"text": text, "accept": f"{JSON}, {TURTLE}"}, client=self.client)
        return await beside(self.client, _result, done)


def _result(done: Done) -> Result:
    """Read what a worker wrote."""
    if str(done.header["type"]).startswith(TURTLE):
        triples = sorted(parse(done.body, format=RdfFormat.TURTLE), key=str)
        rows = tuple((each.subject, each.predicate, each.object) for each in triples)
        return Result("triples", ("subject", "predicate", "object"), rows)
    found: Any = parse_query_results(done.body, format=QueryResultsFormat.JSON)
    if isinstance(found, QueryBoolean):
        return Result("boolean", (), (), bool(found))
    columns = tuple(variable.value for variable in found.variables)
    return Result("rows", columns, tuple(tuple(row) for row in found))
