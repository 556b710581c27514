"""Search over the names of things, in both languages: as a page, and as JSON for those who type."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from starlette.responses import RedirectResponse

from ydkg.graph import catalogue
from ydkg.graph.search import SAME, alike, fold
from ydkg.graph.search import search as find
from ydkg.server.beside import beside
from ydkg.server.negotiation import accepted, language
from ydkg.server.page import Page
from ydkg.server.site import site_of
from ydkg.server.template import answer, render
from ydkg.server.thing.apart import found_names, things_apart
from ydkg.vocab import PREFIXES, ydr

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from ydkg.graph.catalogue import Question
    from ydkg.graph.search import Match
    from ydkg.server.site import Site
    from ydkg.telling.atlas import Atlas

#: How many letters and words of what was typed are read, and how many things JSON and page tell at most.
LONGEST, MOST_WORDS, MOST_TYPED, MOST_SHOWN = 200, 12, 12, 200
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
    return await beside(request, _page, request, site, await site.atlas(), typed)


def _page(request: Request, site: Site, atlas: Atlas, typed: str) -> Response:
    matches = _matches(site, atlas, typed)
    hits = [Hit(_slug_of(match), match.name.text) for match in matches[:MOST_SHOWN]]
    if len(matches) == 1 and matches[0].fit == SAME:
        kept = f"?lang={language(request)}" if "lang" in request.query_params else ""
        return RedirectResponse(f"/id/{hits[0].slug}{kept}", 303, {"Vary": "Accept"})
    wanted = words_of(typed)
    questions = [asked for asked, said in site.keep("said", _said) if wanted and all(word in said for word in wanted)]
    return render(
        request,
        "search.html.j2",
        typed=typed,
        hits=hits,
        total=len(matches),
        things={**atlas.things, **things_apart(site)},
        apart=things_apart(site),
        near=_near(site, atlas, typed) if typed and not hits else (),
        title=_title(atlas, language(request)),
        questions=questions,
    )


@PAGE.at("/search.json")
async def _search_json(request: Request) -> Response:
    """Answer with JSON, whatever a client accepts."""
    return await _as_json(request, request.query_params.get("q", "")[:LONGEST])


async def _as_json(request: Request, typed: str) -> Response:
    site = site_of(request)
    return await beside(request, _json, request, site, await site.atlas(), typed)


def _json(request: Request, site: Site, atlas: Atlas, typed: str) -> Response:
    hits, matches, things = [], _matches(site, atlas, typed), {**atlas.things, **things_apart(site)}
    for match in matches[:MOST_TYPED]:
        thing = things[slug := _slug_of(match)]
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


def words_of(typed: str) -> list[str]:
    """Read the words of what was typed.

    Parameters
    ----------
    typed : str

    Returns
    -------
    list of str
        Folded, each once, at most `MOST_WORDS`.
    """
    return list(dict.fromkeys(fold(typed).split()))[:MOST_WORDS]


def _said() -> list[tuple[Question, str]]:
    """List the questions, but for checks, with all that they say, folded."""
    return [
        (asked, fold(f"{asked.title} {asked.question} {asked.title_zh} {asked.question_zh}"))
        for asked in catalogue.questions()
        if not asked.name.startswith("checks/")
    ]


def _near(site: Site, atlas: Atlas, typed: str) -> list[str]:
    """List slugs of things whose names are spelled like what was typed."""
    return [name.iri.removeprefix(PREFIXES["ydr"]) for name in alike(typed, found_names(site, atlas))]


def _title(atlas: Atlas, lang: str) -> str:
    """Give the title of the document; empty where there are several, which may mention what one of them does not."""
    works = [atlas.works[slug] for slug in atlas.documents if slug in atlas.works]
    return works[0].title.pick(lang) if len(works) == 1 else ""


def _slug_of(match: Match) -> str:
    return match.name.iri.removeprefix(PREFIXES["ydr"])


def _matches(site: Site, atlas: Atlas, typed: str) -> list[Match]:
    """Find things by name; names, and how much is known of each thing, are read once for each state of the graph."""
    names = found_names(site, atlas)
    degree = site.keep("degree", lambda: {ydr(slug): len(found) for slug, found in atlas.relations_at.items()})
    # Of more words than a name has none is looked for.
    return find(" ".join(typed.split(None, MOST_WORDS)[:MOST_WORDS]), names, degree)
