"""The page: one HTML file with the picture, its data and its program inside, which asks no other file for anything."""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import replace
from functools import cache
from importlib import import_module
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

from markupsafe import Markup

from ydkg.explorer.basemap import read_base_map
from ydkg.explorer.document import page_data
from ydkg.explorer.library import header_of, vis_network
from ydkg.explorer.picture import picture_of
from ydkg.graph.graph import Graph
from ydkg.language.text import CHINESE, ENGLISH, translatable
from ydkg.page import bundled, environment, inline, lean, policy, shared
from ydkg.telling.atlas import atlas_of
from ydkg.telling.pictures import tell_arrangements

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from jinja2 import Template

    from ydkg.graph.graph import Statement
    from ydkg.graph.outline import Outline
    from ydkg.language.text import Language
    from ydkg.telling.collection import About

_STYLES = ("page", "timeline", "places", "compare", "board", "phone")
TITLE = translatable("{title}: who does what, where, by when, and where it is written")


def build(
    triples: Iterable[Statement],
    *sources: str | Path,
    apart: Iterable[Statement] = (),
    outlines: Mapping[str, Outline] = MappingProxyType({}),
    base: str | Path | None = None,
    whole: Mapping[str, object] | None = None,
    about: About | None = None,
    language: Language = ENGLISH,
) -> str:
    """Build the interactive page of a graph."""
    under = None if base is None else read_base_map(base)
    atlas = atlas_of(Graph.from_triples(triples), *sources, apart=apart, outlines=outlines)
    if about:
        atlas = replace(atlas, about=about)
    spoken = ENGLISH if atlas.things else language
    name = spoken.choose(atlas.about.title.en, atlas.about.title.zh)
    title = spoken.gettext(TITLE, title=name)
    if not atlas.things:
        style = _style()
        return _template("empty").render(
            _=spoken.gettext,
            lang=spoken.script_tag,
            title=title,
            name=name,
            policy=policy([], style),
            style=inline(style, "style"),
        )
    parts, texts = common()
    picture = picture_of(atlas, tell_arrangements(atlas))
    document = page_data(atlas, under) | {"picture": picture, "texts": texts} | ({"partOf": whole} if whole else {})
    return _template("page").render(
        parts,
        _=ENGLISH.gettext,
        opens=language.tag if language.chinese else "",
        title=title,
        name=name,
        data=Markup(sealed(document)),  # noqa: S704 - letters and digits only
        counts={"things": len(atlas.things), "relations": len(atlas.relations)},
    )


@cache
def common() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Make what all pages of graphs with entities have in common, once for a process that makes several."""
    import_module("networkx")  # what a network is made of, which takes longest to load
    # One strict script with a scope of its own, which waits for the data.
    program = f'(async () => {{\n"use strict";\n{bundled("ydkg.explorer", "main.js")}\n}})();\n'
    style, library = _style(), vis_network()
    template = (files("ydkg.explorer") / "templates" / "page.html.j2").read_text(encoding="utf-8")
    _template("page")
    parts = {
        "policy": policy([library, program], style),
        "style": inline(style, "style"),
        "library": Markup(sealed(library)),  # noqa: S704 - letters and digits only
        "header": header_of(library),
        "program": inline(program, "script"),
    }
    return parts, CHINESE.texts(program + template)


def _style() -> str:
    return lean(shared("tokens.css") + shared("parts.css") + "".join(_static(f"{each}.css") for each in _STYLES))


def _template(name: str) -> Template:
    return environment("ydkg.explorer").get_template(f"{name}.html.j2")


def _static(name: str) -> str:
    """Read one of the page's own files."""
    return (files("ydkg.explorer") / "static" / name).read_text(encoding="utf-8")


def sealed(document: object) -> str:
    """Write a part of a page as JSON that holds it deflated (RFC 1950) in base 64, so that no sign of markup is in it.

    >>> sealed({"label": "</script>"})[:14]
    '{"deflate":"eN'
    """
    written = json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return json.dumps({"deflate": base64.b64encode(zlib.compress(written.encode(), 9)).decode()}, separators=(",", ":"))
