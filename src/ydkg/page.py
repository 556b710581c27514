"""Pages: templates whose text is escaped, scripts and style inside one file, and the policy that allows no others."""

from __future__ import annotations

import base64
import hashlib
import re
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ydkg.errors import OutputError, problem

if TYPE_CHECKING:
    from collections.abc import Iterable

_CHINESE, _WORDS = re.compile("[\u3400-\u9fff]"), re.compile("[A-Za-z]{3}")
# What only readers of the modules need: comments on lines of their own, types within a line, and indentation.
_COMMENT = re.compile(r"^[ \t]*(?:/\*(?:(?!\*/)[\s\S])*\*/|//.*)[ \t]*\n", re.MULTILINE)
_CAST = re.compile(r"/\*\* @type (?:[^*]|\*(?!/))*\*/ ?")
_INDENT = re.compile(r"^[ \t]+|\n(?=\n)", re.MULTILINE)
# As the modules are written: each import on a line of its own, names as they are, and `export` before what it exports.
_IMPORT = re.compile(r'^import (?:\{[^}]*\} from )?"\./([\w-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export ", re.MULTILINE)


def environment(package: str) -> Environment:
    """Give the templates of a package; new, so that filters and globals are the caller's own; a missing name fails."""
    return Environment(
        loader=PackageLoader(package), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def tongue(text: str, lang: str) -> str:
    """Name the language of a text if it is not the page's."""
    chinese = _CHINESE.search(text)
    if lang == "zh":
        return "en" if not chinese and _WORDS.search(text) else ""
    return "zh-Hans" if chinese else ""


def shared(name: str) -> str:
    """Read a script or style that pages share."""
    return (files("ydkg") / "static" / name).read_text(encoding="utf-8")


def bundled(package: str, entry: str) -> str:
    """Put a script of a package and all modules that it imports into one scope, what is imported before what imports.

    A module is a file of the package's folder ``static``, or else of the one that all share; a name stands for one
    thing in all of them.
    """
    modules: dict[str, str] = {}

    def add(name: str) -> None:
        modules[name] = ""  # so that circles end
        own = files(package) / "static" / name
        text = own.read_text(encoding="utf-8") if own.is_file() else shared(name)
        for imported in _IMPORT.findall(text):
            if imported not in modules:
                add(imported)
        del modules[name]
        modules[name] = _EXPORT.sub("", _IMPORT.sub("", text))

    add(entry)
    return lean("\n".join(modules.values()))


def lean(content: str) -> str:
    """Leave out of a script or style its comments, but those at the end of a line, and its indentation."""
    return _INDENT.sub("", _CAST.sub("", _COMMENT.sub("", content)))


def inline(content: str, element: str) -> Markup:
    """Mark a script or style of ours as fit to stand inside its element."""
    if f"</{element}" in content.lower() or "<!--" in content:
        raise OutputError(problem("a {element} of the page holds markup that would end it", element=element), element)
    return Markup(content)  # noqa: S704 - it comes from the package, and has been looked through


def policy(scripts: Iterable[str], style: str, connections: str = "'none'") -> str:
    """Write the Content-Security-Policy of a page."""
    allowed = " ".join(map(source_of, scripts)) or "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src {source_of(style)}; img-src data:; "
        f"connect-src {connections}; base-uri 'none'; form-action 'none'"
    )


def source_of(content: str) -> str:
    """Give the hash by which a policy knows an inline element; with its quotes."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
