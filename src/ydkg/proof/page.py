"""A page of a report: one HTML document without a program, which asks no other file for anything."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from ydkg.language.text import ENGLISH, Language
from ydkg.page import environment, inline, lean, shared, source_of
from ydkg.vocab import compact

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def report_page(
    name: str,
    context: Mapping[str, object],
    language: Language = ENGLISH,
    filters: Mapping[str, Callable[..., str]] | None = None,
) -> str:
    """Render a template of ``templates/`` with its style sheet."""
    sheets = [files("ydkg.proof") / "templates" / f"{each}.css" for each in ("report", name)]
    style = lean(shared("tokens.css") + "".join(sheet.read_text(encoding="utf-8") for sheet in sheets))
    templates = environment("ydkg.proof")
    templates.filters |= {"compact": compact, **(filters or {})}
    templates.globals |= {"_": language.gettext, "ngettext": language.ngettext, "lang": language.script_tag}
    templates.globals |= {each: getattr(language, each) for each in ("comma", "colon", "listing", "stop", "dash")}
    return templates.get_template(f"{name}.html.j2").render(
        context,
        policy=f"default-src 'none'; style-src {source_of(style)}; base-uri 'none'; form-action 'none'",
        style=inline(style, "style"),
    )
