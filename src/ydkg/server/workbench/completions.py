"""Words that a query of this graph can use: prefixes, the classes and properties that it really has, and its things."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, cast

from ydkg.graph.graph import is_iri
from ydkg.graph.names import label
from ydkg.graph.schema import is_record, shipped_schema, term_label
from ydkg.server.questions.cells import said_value, thing
from ydkg.server.sparql.results import JSON
from ydkg.server.template import address
from ydkg.vocab import PREFIXES, YD, compact

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ydkg.server.site import Site

_CLASSES = "SELECT ?term (COUNT(DISTINCT ?s) AS ?count) WHERE { ?s a ?term } GROUP BY ?term"
_PROPERTIES = "SELECT ?term (COUNT(*) AS ?count) WHERE { ?s ?term ?o } GROUP BY ?term"
_THINGS = "SELECT DISTINCT ?term WHERE { ?term rdfs:label ?label }"
_GRAPHS = "SELECT DISTINCT ?term WHERE { GRAPH ?term { } }"


async def completions(site: Site) -> bytes:
    """Collect what an editor completes."""
    if "completions" not in site.kept:
        found = {
            "prefixes": PREFIXES,
            "classes": _counted(await _terms(site, _CLASSES)),
            "properties": _counted(await _terms(site, _PROPERTIES)),
            "things": await asyncio.to_thread(_things, site, await _terms(site, _THINGS)),
            "graphs": sorted(await _terms(site, _GRAPHS)),
        }
        site.kept["completions"] = json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()
    return cast("bytes", site.kept["completions"])


def labels(site: Site, iris: Iterable[str], lang: str) -> dict[str, dict[str, str]]:
    """Name some IRIs."""
    found = {}
    for iri in filter(is_iri, dict.fromkeys(iris)):
        named = thing(site, iri, lang).text
        found[iri] = {"name": compact(iri), "label": "" if named == compact(iri) else named, "href": address(iri)}
        if value := site.table.one(iri, YD.value):
            found[iri] |= {"value": value, "says": said_value(site, iri, lang)}
    return found


async def _terms(site: Site, text: str) -> dict[str, int]:
    """Ask for IRIs, with their counts where the query counts them; a query is sooner answered than a job."""
    done = await site.pool.run("query", {"text": text, "accept": JSON})
    rows = json.loads(done.body)["results"]["bindings"]
    found = [(row["term"], int(row["count"]["value"]) if "count" in row else 0) for row in rows]
    return {term["value"]: count for term, count in found if term["type"] == "uri"}


def _counted(counts: Mapping[str, int]) -> list[list[str | int]]:
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return [[compact(iri), term_label(iri), term_label(iri, "zh"), count] for iri, count in ordered]


def _things(site: Site, iris: Iterable[str]) -> list[list[str]]:
    """Name things, the best known first: what fits a word as well is completed in this order."""
    rows = []
    for iri in iris:
        if not iri.startswith(PREFIXES["ydr"]) or is_record(site.table, iri):
            continue
        english = label(site.table, iri) or ""
        chinese = label(site.table, iri, "zh") or ""
        kind = shipped_schema().sharpest(site.table.types(iri))
        told = (term_label(kind), term_label(kind, "zh")) if kind else ("", "")
        links = len(site.table.incoming(iri))
        rows.append((-links, [compact(iri), english, "" if chinese == english else chinese, *told]))
    return [row for _, row in sorted(rows, key=lambda row: (row[0], row[1][1].casefold()))]
