"""Search over the names of things, in both languages: as a page, and as JSON for those who type."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from starlette.responses import RedirectResponse

from ydkg.graph import questions as catalogue
from ydkg.graph.names import SAME, alike, content_words, fold, names_of, ranked, sharing, terms_of
from ydkg.graph.names import search as find
from ydkg.graph.schema import RECORDS
from ydkg.language.text import Language, translatable
from ydkg.server.negotiation import accepted, language
from ydkg.server.page import Page
from ydkg.server.site import beforehand, site_of
from ydkg.server.spreadsheets import extension_of, sheet_file
from ydkg.server.template import answer, render
from ydkg.server.thing.apart import spellings, things_apart
from ydkg.telling.reading import reading_of
from ydkg.telling.spreadsheets import Spreadsheet
from ydkg.vocab import PREFIXES, RDFS, ydr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from ydkg.graph.names import Match, Name
    from ydkg.graph.questions import Question
    from ydkg.server.directory import Directory
    from ydkg.server.site import Site
    from ydkg.telling.spreadsheets import Cell
    from ydkg.telling.thing import Thing

#: How many letters and words of what was typed are read, and how many things JSON and page tell at most.
_LONGEST, _MOST_WORDS, _MOST_TYPED, _MOST_SHOWN = 200, 12, 12, 200
#: How many facts are told.
_MOST_FACTS = 20
#: How many questions are told that share words with what was typed, where none has them all.
_MOST_NEAR = 5
# Of what was found as a file.
_HEADINGS = (
    translatable("name in English"),
    translatable("name in Chinese"),
    translatable("name found"),
    translatable("kind"),
    translatable("address"),
)
PAGE = Page()


class Hit(NamedTuple):
    """A thing found, and the name that was found."""

    slug: str
    name: str


@PAGE.at("/search")
def _search(request: Request, directory: Directory) -> Response:
    """Answer with a page or JSON by ``Accept``; a name that only one thing fits leads to that thing's page."""
    if accepted(request.headers.get("accept"), ("text/html", "application/json")) == "application/json":
        return _search_json(request, directory)
    site, (typed, matches) = site_of(request), _found(request, directory)
    hits = [Hit(_slug_of(match), match.name.text) for match in matches[:_MOST_SHOWN]]
    if len(matches) == 1 and matches[0].fit == SAME:
        kept = f"?lang={language(request)}" if "lang" in request.query_params else ""
        return RedirectResponse(f"/id/{hits[0].slug}{kept}", 303, {"Vary": "Accept"})
    wanted = words_of(typed)
    questions: Sequence[Question] = [
        asked for asked, said in said_of(site) if wanted and all(_begins(word, said) for word in wanted)
    ]
    facts = find(typed, _sentences(site, directory)) if wanted else []
    about, nothing = content_words(" ".join(wanted)), not (hits or questions or facts)
    near: Sequence[Name] = ()
    if typed and nothing:
        spelled = spellings(site, directory)
        near = sharing(terms_of(about), spelled) or alike(typed, spelled)
    if nothing:
        questions = ranked(about, said_of(site))[:_MOST_NEAR]
    reading = reading_of(site.table)
    return render(
        request,
        "search.html.j2",
        typed=typed,
        hits=hits,
        total=len(matches),
        things=_things(site, directory),
        apart=things_apart(site),
        near=[name.iri.removeprefix(PREFIXES["ydr"]) for name in near],
        facts=[(_slug_of(match), reading.text(match.name.iri, RDFS.label)) for match in facts[:_MOST_FACTS]],
        fact_count=len(facts),
        questions=questions,
        nothing=nothing,
    )


@PAGE.at("/search.json")
def _search_json(request: Request, directory: Directory) -> Response:
    """Answer with JSON, whatever a client accepts."""
    hits, things, (typed, matches) = [], _things(site_of(request), directory), _found(request, directory)
    for match in matches[:_MOST_TYPED]:
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
    return answer(request, body, "application/json", headers={"Vary": "Accept"})


@PAGE.at("/search.{extension}")
def _file(request: Request, directory: Directory) -> Response:
    """Answer with the things found as a file for a spreadsheet."""
    extension, lang = extension_of(request), language(request)
    things = _things(site_of(request), directory)
    rows: list[list[Cell]] = []
    for match in _found(request, directory)[1][:_MOST_SHOWN]:
        thing = things[_slug_of(match)]
        names = [thing.name.en, thing.name.zh if thing.name.zh != thing.name.en else "", match.name.text]
        rows.append([*names, thing.kind.pick(lang), thing.iri])
    say = Language.of(lang).gettext
    return sheet_file(request, Spreadsheet(say("Search"), [say(each) for each in _HEADINGS], rows), "found", extension)


def words_of(typed: str) -> list[str]:
    """Read the words of what was typed; folded, each once, at most 12."""
    return list(dict.fromkeys(fold(typed).split()))[:_MOST_WORDS]


def said_of(site: Site) -> Sequence[tuple[Question, str]]:
    """Read the questions but for checks, once for each state of the graph; each with all that it says, folded."""
    return site.keep(
        "said",
        lambda: [(asked, fold(asked.wording)) for asked in catalogue.questions() if not catalogue.is_check(asked.name)],
    )


beforehand(lambda site, _: said_of(site))


def _sentences(site: Site, directory: Directory) -> Sequence[Name]:
    """Read the sentences of records, once for each state of the graph; none of a large one."""
    if directory.is_large:
        return ()

    def sentences() -> list[Name]:
        return names_of(site.table, {record for kind in RECORDS for record in site.table.subjects(kind)})

    return site.keep("sentences", sentences)


def _begins(word: str, said: str) -> bool:
    """Tell whether a word begins one of a text; a Chinese one may stand anywhere."""
    return (f" {word}" if word.isascii() else word) in f" {said}"


def _things(site: Site, directory: Directory) -> Mapping[str, Thing]:
    """Give the things that can be found, by slug."""
    return site.keep("things to be found", lambda: {**directory.things, **things_apart(site)})


def _slug_of(match: Match) -> str:
    return match.name.iri.removeprefix(PREFIXES["ydr"])


def _found(request: Request, directory: Directory) -> tuple[str, list[Match]]:
    """Read what was typed, and find things by name."""
    typed = request.query_params.get("q", "")[:_LONGEST]
    return typed, matches_of(site_of(request), directory, typed)


def matches_of(site: Site, directory: Directory, typed: str) -> list[Match]:
    """Find things by name; how much is known of each is read once for a state of the graph."""
    degree = site.keep("degree", lambda: {ydr(slug): entry.relations for slug, entry in directory.entries.items()})
    # Of more words than a name has none is looked for.
    few = " ".join(typed.split(None, _MOST_WORDS)[:_MOST_WORDS])
    found = find(few, spellings(site, directory), degree)
    # What only public pages name is less likely to be meant, but where the whole name was typed.
    return sorted(found, key=lambda match: match.fit != SAME and _slug_of(match) not in directory.entries)
