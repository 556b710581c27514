"""Search over the names of things, in both languages: as a page, and as JSON for those who type."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, cast

from starlette.responses import RedirectResponse

from ydkg.graph import catalogue
from ydkg.graph.names import SAME, fold, names_of
from ydkg.graph.names import search as find
from ydkg.server.negotiation import accepted, language
from ydkg.server.page import Page
from ydkg.server.site import site_of
from ydkg.server.template import answer, render
from ydkg.vocab import PREFIXES, ydr

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from ydkg.graph.names import Match, Name
    from ydkg.server.site import Site

#: How much of what was typed is read, and how many things JSON and page tell at most.
LONGEST, MOST_TYPED, MOST_SHOWN = 200, 12, 200
PAGE = Page()


class Hit(NamedTuple):
    """A thing found, and the name that was found."""

    slug: str
    name: str


@PAGE.at("/search")
async def _search(request: Request) -> Response:
    """Answer with a page or JSON by ``Accept``; a name that only one thing fits leads to that thing's page."""
    typed = request.query_params.get("q", "")[:LONGEST]
    offers = ("text/html", "application/json")
    if accepted(request.headers.get("accept"), offers) == "application/json":
        return await _as_json(request, typed)
    site = site_of(request)
    atlas = await site.atlas()
    matches = await _matches(site, typed)
    hits = [Hit(_slug_of(match), match.name.text) for match in matches[:MOST_SHOWN]]
    if len(matches) == 1 and matches[0].fit == SAME:
        kept = f"?lang={language(request)}" if "lang" in request.query_params else ""
        return RedirectResponse(f"/id/{hits[0].slug}{kept}", 303, {"Vary": "Accept"})
    # Those whose words hold all words that were typed.
    wanted, questions = fold(typed).split(), []
    for asked in catalogue.questions():
        words = fold(f"{asked.title} {asked.question} {asked.title_zh} {asked.question_zh}")
        if wanted and not asked.name.startswith("checks/") and all(word in words for word in wanted):
            questions.append(asked)
    return render(
        request,
        "search.html.j2",
        typed=typed,
        hits=hits,
        total=len(matches),
        things=atlas.things,
        questions=questions,
    )


@PAGE.at("/search.json")
async def _search_json(request: Request) -> Response:
    """Answer with JSON, whatever a client accepts."""
    return await _as_json(request, request.query_params.get("q", "")[:LONGEST])


async def _as_json(request: Request, typed: str) -> Response:
    site = site_of(request)
    atlas = await site.atlas()
    matches = await _matches(site, typed)
    hits = []
    for match in matches[:MOST_TYPED]:
        thing = atlas.things[slug := _slug_of(match)]
        hits.append(
            {
                "iri": match.name.iri,
                "page": f"/id/{slug}",
                "label": thing.name.en,
                "labelZh": thing.name.zh if thing.name.zh != thing.name.en else "",
                "found": match.name.text,
                "kind": thing.kind.en,
                "kindZh": thing.kind.zh,
                "family": thing.family,
            }
        )
    body = json.dumps({"query": typed, "total": len(matches), "hits": hits}, ensure_ascii=False)
    return answer(request, body, "application/json", headers={"Vary": "Accept", "Access-Control-Allow-Origin": "*"})


def _slug_of(match: Match) -> str:
    return match.name.iri.removeprefix(PREFIXES["ydr"])


async def _matches(site: Site, typed: str) -> list[Match]:
    """Find things by name; names, and how much is known of each thing, are read once for each state of the graph."""
    if "names" not in site.kept:
        atlas = await site.atlas()
        degree = Counter({ydr(slug): len(relations) for slug, relations in atlas.relations_at.items()})
        names = await asyncio.to_thread(names_of, site.table, {ydr(slug) for slug in atlas.things})
        site.kept["names"] = names, degree
    names, degree = cast("tuple[list[Name], Counter[str]]", site.kept["names"])
    return find(typed, names, degree)
