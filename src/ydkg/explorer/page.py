"""The page: one HTML file with the picture, its data and its program inside, which asks no other file for anything."""

from __future__ import annotations

import base64
import hashlib
import re
from importlib.resources import files
from typing import TYPE_CHECKING

from markupsafe import Markup

from ydkg import templates
from ydkg.errors import OutputError
from ydkg.explorer.document import document_of
from ydkg.explorer.library import vis_network
from ydkg.explorer.packing import packed, sealed
from ydkg.explorer.picture import picture_of
from ydkg.telling.graph import atlas_of
from ydkg.words.language import CHINESE, ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ydkg.graph.table import Statement

TITLE = "Yangtze River Delta integration: who does what, where, by when, and where it is written"
# In the order in which the page's program is put together: what is used stands before what uses it. The first of them
# open the data, which all others find read.
_OPENING = ("words", "data")
_MODULES = (
    "view",
    "strings",
    "atlas",
    "glyphs",
    "theme",
    "labels",
    "frame",
    "filters",
    "dragging",
    "picture",
    "sources",
    "citation",
    "charts",
    "figures",
    "details",
    "search",
    "legend",
    "tables",
    "paths",
    "connections",
    "takeaway",
    "permalink",
    "keys",
    "main",
)
# What only readers of the modules need: comments on lines of their own, types within a line, and indentation.
_COMMENT = re.compile(r"^[ \t]*(?:/\*(?:(?!\*/)[\s\S])*\*/|//.*)[ \t]*\n", re.MULTILINE)
_CAST = re.compile(r"/\*\* @type (?:[^*]|\*(?!/))*\*/ ?")
_INDENT = re.compile(r"^[ \t]+|\n(?=\n)", re.MULTILINE)


def build(triples: Iterable[Statement], *sources: str | Path) -> str:
    """Build the interactive page of a graph.

    Parameters
    ----------
    triples : iterable of pyoxigraph.Triple or pyoxigraph.Quad
        The graph: triples, or a store.
    *sources : str or pathlib.Path
        Texts of documents, or the files that hold them: then the page shows the sentences behind their facts.

    Returns
    -------
    str
        A whole HTML document, which opens from disk and loads nothing. The same graph gives the same page. A graph
        without entities gives a page that says so.

    Raises
    ------
    SourceError
        If a source is no document of the graph.
    OutputError
        If the installed pyvis does not bring its library.
    """
    network, atlas = atlas_of(triples, *sources)
    style = _lean(_static("tokens.css") + _static("page.css"))
    environment = templates.environment("ydkg.explorer")
    if not len(network):
        page = environment.get_template("empty.html.j2")
        return page.render(title=TITLE, policy=_policy([], style), style=_inline(style, "style"))
    scripts = [vis_network(), _program()]
    template = (files("ydkg.explorer") / "templates" / "page.html.j2").read_text(encoding="utf-8")
    picture = picture_of(network, atlas.measured)
    document = packed(document_of(atlas) | {"picture": picture, "texts": CHINESE.texts(scripts[1] + template)})
    return environment.get_template("page.html.j2").render(
        _=ENGLISH.gettext,
        title=TITLE,
        policy=_policy(scripts, style),
        style=_inline(style, "style"),
        scripts=[_inline(script, "script") for script in scripts],
        data=Markup(sealed(document)),  # noqa: S704 - letters and digits only
        counts={"things": len(network), "relations": network.number_of_edges()},
    )


def _static(name: str) -> str:
    """Read one of the page's own files."""
    return (files("ydkg.explorer") / "static" / name).read_text(encoding="utf-8")


def _program() -> str:
    """Put the page's modules together as one strict script with a scope of its own, which waits for the data."""
    opening, modules = ("\n".join(_lean(_static(f"{each}.js")) for each in names) for names in (_OPENING, _MODULES))
    return f'(async () => {{\n"use strict";\n{opening}\natlas = await readAtlas();\n{modules}\n}})();\n'


def _lean(content: str) -> str:
    """Leave out comments, but those at the end of a line, and indentation: no module has text over several lines."""
    return _INDENT.sub("", _CAST.sub("", _COMMENT.sub("", content)))


def _inline(content: str, element: str) -> Markup:
    """Mark a file of ours, or the library, as fit to stand inside an element."""
    if f"</{element}" in content.lower() or "<!--" in content:
        raise OutputError(f"a {element} of the page holds markup that would end it", element)
    return Markup(content)  # noqa: S704 - it comes from the package, and has been looked through


def _policy(scripts: list[str], style: str) -> str:
    """Write the Content-Security-Policy: only these scripts and this style, and no connection to anywhere."""
    allowed = " ".join(_hash(script) for script in scripts) or "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data:; "
        "connect-src 'none'; base-uri 'none'; form-action 'none'"
    )


def _hash(content: str) -> str:
    """Give the hash by which a policy knows an inline element."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
