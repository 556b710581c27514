"""Search over the names of things, in both languages: as a page, and as JSON for those who type."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from starlette.responses import RedirectResponse

from ydkg.graph import catalogue
from ydkg.server.negotiation import accepted, language
from ydkg.server.page import Page
from ydkg.server.pages.naming import folded
from ydkg.server.site import site_of
from ydkg.server.template import answer, render
from ydkg.vocab import ydr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from ydkg.graph.catalogue import Question
    from ydkg.server.site import Site

#: How much of what was typed is read, and how many things JSON and page tell at most.
LONGEST, MOST_TYPED, MOST_SHOWN = 200, 12, 200
_EXACT = 5
PAGE = Page()


class Name(NamedTuple):
    """One name of a thing: as written and folded, and whether it is the one that pages show."""

    slug: str
    text: str
    folded: str
    main: bool


class Hit(NamedTuple):
    """A thing found: the name that was found, and how well it fits; from 5 on it is the name itself."""

    slug: str
    name: str
    score: float


def names_of(atlas: Mapping[str, Any]) -> list[Name]:
    """List all names that things can be found by.

    Parameters
    ----------
    atlas : mapping
        See `ydkg.explorer.atlas`.

    Returns
    -------
    list of Name
        Labels in English and Chinese, and other names.
    """
    found = []
    for slug, thing in atlas["things"].items():
        texts = [thing["label"], thing.get("zh", ""), *thing.get("aliases", ())]
        found += [Name(slug, text, folded(text), place == 0) for place, text in enumerate(texts) if text]
    return found


def hits_for(typed: str, names: list[Name], degree: Mapping[str, int]) -> list[Hit]:
    """Find the things that a text may mean.

    Parameters
    ----------
    typed : str
        Whatever a person typed.
    names : list of Name
        See `names_of`.
    degree : mapping of str to int
        How much is known of each thing: of two that fit as well, the better known comes first.

    Returns
    -------
    list of Hit
        Best first, each thing once: the name itself, names that start so, words that do, parts of words, and names that
        hold all words in any order. May be empty.
    """
    wanted = folded(typed)
    if not wanted:
        return []
    best: dict[str, Hit] = {}
    for name in names:
        fit = _fit(wanted, name.folded)
        if fit:
            score = fit + (0.5 if name.main else 0) + min(0.4, degree.get(name.slug, 0) / 200)
            if name.slug not in best or best[name.slug].score < score:
                best[name.slug] = Hit(name.slug, name.text, score)
    return sorted(best.values(), key=lambda hit: (-hit.score, hit.name))


def _fit(wanted: str, name: str) -> int:
    """Tell how well a name fits, from 0 for not at all to 5."""
    at = name.find(wanted)
    if name == wanted:
        return _EXACT
    if at == 0:
        return 4
    if at > 0:
        return 3 if name[at - 1] == " " else 2
    return 1 if all(word in name for word in wanted.split()) else 0


@PAGE.at("/search")
async def _search(request: Request) -> Response:
    """Answer with a page or JSON by ``Accept``; a name that only one thing fits leads to that thing's page."""
    typed = request.query_params.get("q", "")[:LONGEST]
    offers = ("text/html", "application/json")
    if accepted(request.headers.get("accept"), offers) == "application/json":
        return await _as_json(request, typed)
    site = site_of(request)
    atlas = await site.atlas()
    hits = hits_for(typed, *(await _held(site)))
    if len(hits) == 1 and hits[0].score >= _EXACT:
        kept = f"?lang={language(request)}" if "lang" in request.query_params else ""
        return RedirectResponse(f"/id/{hits[0].slug}{kept}", 303, {"Vary": "Accept"})
    return render(
        request,
        "search.html.j2",
        typed=typed,
        hits=hits[:MOST_SHOWN],
        total=len(hits),
        things=atlas["things"],
        kinds=atlas["kinds"],
        questions=_questions(typed),
    )


@PAGE.at("/search.json")
async def _search_json(request: Request) -> Response:
    """Answer with JSON, whatever a client accepts."""
    return await _as_json(request, request.query_params.get("q", "")[:LONGEST])


async def _as_json(request: Request, typed: str) -> Response:
    site = site_of(request)
    atlas = await site.atlas()
    hits = hits_for(typed, *(await _held(site)))
    told = [_told(hit, atlas) for hit in hits[:MOST_TYPED]]
    body = json.dumps({"query": typed, "total": len(hits), "hits": told}, ensure_ascii=False)
    return answer(request, body, "application/json", headers={"Vary": "Accept", "Access-Control-Allow-Origin": "*"})


def _told(hit: Hit, atlas: Mapping[str, Any]) -> dict[str, str]:
    """Tell a hit in JSON."""
    thing = atlas["things"][hit.slug]
    return {
        "iri": ydr(hit.slug),
        "page": f"/id/{hit.slug}",
        "label": thing["label"],
        "labelZh": thing.get("zh", ""),
        "found": hit.name,
        "kind": thing["kind"],
        "kindZh": atlas["kinds"][thing["kind"]][0],
        "family": thing["family"],
    }


async def _held(site: Site) -> tuple[list[Name], Counter[str]]:
    """Give all names and how much is known of each thing, read once for each state of the graph."""
    if "names" not in site.kept:
        atlas = await site.atlas()
        degree = Counter(end for each in atlas["relations"] for end in {each["from"], each["to"]})
        site.kept["names"] = names_of(atlas), degree
    return cast("tuple[list[Name], Counter[str]]", site.kept["names"])


def _questions(typed: str) -> list[Question]:
    """Find the questions whose words hold all words of a text."""
    wanted = folded(typed).split()
    if not wanted:
        return []
    asked = [each for each in catalogue.questions() if not each.name.startswith("checks/")]
    return [each for each in asked if all(word in _words(each) for word in wanted)]


def _words(question: Question) -> str:
    return folded(f"{question.title} {question.question} {question.title_zh} {question.question_zh}")
