"""The review page: one file that holds a draft's text, its proposals and what was decided, and needs only a browser."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from ydkg import templates
from ydkg.draft.card import Shown, addable, card, choices, kinds
from ydkg.draft.findings import read_findings
from ydkg.graph.names import label
from ydkg.graph.passages import span
from ydkg.graph.schema import is_entity
from ydkg.graph.table import MemoryTable
from ydkg.onefile import inline, lean, policy, shared
from ydkg.telling.reading import reading_of
from ydkg.vocab import DCTERMS, PREFIXES, RDFS, SKOS, YD, compact
from ydkg.words.language import CHINESE, ENGLISH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyoxigraph import Triple

    from ydkg.draft.decisions import Decision
    from ydkg.draft.folder import Draft
    from ydkg.words.language import Language

#: In the order in which the program is put together: what is used stands before what uses it.
_MODULES = ("data", "strings", "state", "keeping", "reading", "cards", "forms", "filters", "keys", "main")
#: So many things of a collection are suggested; beyond them an IRI is typed.
_MOST_THINGS = 5000


def build(
    draft: Draft,
    decisions: Sequence[Decision] = (),
    known: Sequence[Triple] = (),
    *,
    served: bool = False,
    reviewer: str = "",
    language: Language = ENGLISH,
) -> str:
    """Build the review page of a draft.

    Parameters
    ----------
    draft : Draft
    decisions : sequence of Decision
        All lines of the file, which the page goes on from.
    known : sequence of pyoxigraph.Triple
        The collection, whose things are suggested.
    served : bool
        Whether a server keeps the decisions; else the page keeps them, and gives them as a file.
    reviewer : str
        Who reviews, where that is known.
    language : Language
        In Chinese, the page opens so in every browser; else it opens in the language of its reader's browser.

    Returns
    -------
    str
        A whole HTML document, which loads nothing. The same draft and decisions give the same page.
    """
    style = lean(shared("tokens.css") + _static("page.css"))
    common = shared("elements.js") + shared("texts.js")
    program = "\n".join(map(lean, (common, *(_static(f"{module}.js") for module in _MODULES))))
    script = f'(() => {{\n"use strict";\n{program}\n}})();\n'
    template = (files("ydkg.draft") / "templates" / "review.html.j2").read_text(encoding="utf-8")
    content = json.dumps(
        _content(draft, known)
        | {
            "decisions": [list(decision) for decision in decisions],
            "findings": read_findings(draft.folder),
            "served": served,
            "reviewer": reviewer,
            "texts": CHINESE.texts(script + template),
        },
        ensure_ascii=False,
        separators=(",", ":"),
        allow_nan=False,
    )
    for sign in "<\u2028\u2029":
        content = content.replace(sign, f"\\u{ord(sign):04x}")  # No letter of the data is taken for markup.
    return (
        templates.environment("ydkg.draft")
        .get_template("review.html.j2")
        .render(
            _=ENGLISH.gettext,
            opens=language.tag if language.chinese else "",
            title=_title(draft),
            policy=policy([script], style, "'self'" if served else "'none'"),
            style=inline(style, "style"),
            script=inline(script, "script"),
            data=Markup(content),  # noqa: S704 - no sign of markup is left in it
        )
    )


def _content(draft: Draft, collected: Sequence[Triple]) -> dict[str, Any]:
    """Collect what the page shows."""
    table, known = draft.table, MemoryTable(collected)
    shown = Shown(table, known, reading_of(MemoryTable([*draft.triples, *collected])))
    cards = [card(draft, proposal, shown) for proposal in draft.proposals]
    called, chosen, unread = kinds(cards, shown), choices(), []
    for passage in table.subjects(YD.Unread):
        if at := span(table, passage):
            english = table.text(passage, SKOS.note) or ""
            unread.append((at[1], at[2], (english, table.text(passage, SKOS.note, "zh-hans") or english)))
    # Things that a value can be, the draft's own first.
    own = [each for each in table.subjects() if table.texts(each, RDFS.label) and each.startswith(PREFIXES["ydr"])]
    theirs = [each for each in known.subjects() if is_entity(known, each)]
    things = [(of, iri) for of, iris in ((table, own), (known, theirs)) for iri in iris][:_MOST_THINGS]
    return {
        "title": _title(draft),
        "issued": table.text(draft.document, DCTERMS.issued) or "",
        "digest": table.text(draft.document, YD.textDigest),
        "text": draft.source.text,
        "sentences": draft.source.sentences,
        "proposals": cards,
        "kinds": called,
        "addable": addable(called, chosen),
        "base": PREFIXES["ydr"],
        "unread": sorted(unread),
        "choices": chosen,
        "things": [(name := compact(iri), label(of, iri) or name, label(of, iri, "zh") or name) for of, iri in things],
    }


def _title(draft: Draft) -> str:
    return draft.table.text(draft.document, DCTERMS.title) or compact(draft.document)


def _static(name: str) -> str:
    """Read one of the page's own files."""
    return (files("ydkg.draft") / "static" / name).read_text(encoding="utf-8")
