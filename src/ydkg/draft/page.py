"""The review page: a draft's text, its proposals and what was decided, in one answer of its server."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING

from markupsafe import Markup

from ydkg.draft.card import content
from ydkg.draft.findings import read_findings
from ydkg.language.text import CHINESE, ENGLISH, Language
from ydkg.page import bundled, environment, inline, lean, policy, shared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyoxigraph import Triple

    from ydkg.draft.decisions import Decision
    from ydkg.draft.folder import Draft


def build(
    draft: Draft,
    decisions: Sequence[Decision] = (),
    known: Sequence[Triple] = (),
    *,
    reviewer: str = "",
    language: Language = ENGLISH,
) -> str:
    """Build the review page of a draft."""
    style = lean(shared("tokens.css") + _static("page.css"))
    script = f'(() => {{\n"use strict";\n{bundled("ydkg.draft", "main.js")}\n}})();\n'
    template = (files("ydkg.draft") / "templates" / "review.html.j2").read_text(encoding="utf-8")
    told = content(draft, known)
    data = json.dumps(
        told
        | {
            "decisions": [list(decision) for decision in decisions],
            "findings": read_findings(draft.folder),
            "reviewer": reviewer,
            "texts": CHINESE.texts(script + template),
        },
        ensure_ascii=False,
        separators=(",", ":"),
        allow_nan=False,
    )
    for sign in "<\u2028\u2029":
        data = data.replace(sign, f"\\u{ord(sign):04x}")  # No letter of the data is taken for markup.
    return (
        environment("ydkg.draft")
        .get_template("review.html.j2")
        .render(
            _=ENGLISH.gettext,
            opens=language.tag if language.chinese else "",
            title=told["title"],
            policy=policy([script], style, "'self'"),
            style=inline(style, "style"),
            script=inline(script, "script"),
            data=Markup(data),  # noqa: S704 - no sign of markup is left in it
        )
    )


def _static(name: str) -> str:
    """Read one of the page's own files."""
    return (files("ydkg.draft") / "static" / name).read_text(encoding="utf-8")
