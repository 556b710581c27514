"""Citations in the styles that papers, articles and reference managers want."""

from __future__ import annotations

import json
import re
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from ydkg.telling.citation import cite_plainly
from ydkg.words.days import day
from ydkg.words.grammar import capitalized
from ydkg.words.language import Language, translatable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ydkg.telling.reference import Cited, Reference

#: What stands in brackets after the title of an entry, of a document and of a data source, by APA and by GB/T 7714.
_APA = {"entry": translatable("Data set entry"), "document": "", "register": translatable("Data set")}
_GBT = {"entry": "DS/OL", "document": "EB/OL", "register": "DB/OL"}
_CSL = {"entry": "dataset", "document": "webpage", "register": "dataset"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
        "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    }
)  # fmt: skip
_WIKI = str.maketrans(
    {"|": "{{!}}", "[": "&#91;", "]": "&#93;", "{": "&#123;", "}": "&#125;", "<": "&lt;", ">": "&gt;", "'": "&#39;"}
)
_JSON = str.maketrans({sign: json.dumps(sign)[1:-1] for sign in '"\\'})
_IN_LINKS = re.compile(r"[\s{}|\\<>\[\]\"^`]")


def write_citation(cited: Cited, style: str, language: Language, accessed: date | None = None) -> str:
    """Write a citation.

    American Psychological Association, Publication Manual, 7th edition, 2020; GB/T 7714-2015; Citation Style Language
    1.0.2, CSL-JSON schema; Wikipedia, Template:Cite web.
    """
    if style == "plain":
        return _one_line(
            cite_plainly(cited.said, cited.iri, cited.collection, cited.evidence or None).pick(language.tag)
        )
    if style == "csl-json":
        items = []
        for reference in cited.references:
            author, title, container, where = _words(reference, language)
            year, month, number = _dated(reference.issued)
            item = {
                "id": reference.key,
                "type": _CSL[reference.kind],
                "title": title,
                "author": [{"literal": author}] if author else None,
                "issued": {"date-parts": [[year, month, number]]} if year else None,
                "container-title": container,
                "version": reference.version or ("" if year else reference.issued),
                "note": where,
                "URL": reference.link,
                "accessed": {"date-parts": [[accessed.year, accessed.month, accessed.day]]} if accessed else None,
                "language": "zh-CN" if language.chinese else "en",
            }
            items.append({name: value for name, value in item.items() if value})
        return json.dumps(items, ensure_ascii=False, indent=2)
    write = _WRITERS[style]
    return "\n".join(write(reference, language, accessed) for reference in cited.references)


def escapes(style: str) -> dict[str, str]:
    """Give the signs that a style writes in its own way; sign -> what is written for it; empty of styles for people."""
    tables = {"bibtex": _TEX, "wiki": _WIKI, "csl-json": _JSON}
    return {chr(sign): written for sign, written in tables.get(style, {}).items()}


def _apa(reference: Reference, language: Language, accessed: date | None) -> str:  # noqa: ARG001 - APA leaves it out for what has a day or an archive
    """Write a reference as APA has it: where there is no author, the title stands first."""
    author, title, container, where = _words(reference, language)
    what = language.gettext(_APA[reference.kind]) if _APA[reference.kind] else ""
    head = language.gettext("{title} ({where})", title=title, where=where) if where else title
    head = language.gettext("{title} [{what}]", title=head, what=what) if what else head
    version = capitalized(_version(reference, language))
    within = language.gettext("In {title} ({version}). ", title=container, version=version) if container else ""
    start = translatable("{author}. ({day}). {title}. ") if author else translatable("{title}. ({day}). ")
    issued = day(reference.issued, language) if reference.issued else language.gettext("n.d.")
    parts = issued.split(" ")
    if not language.chinese and len(parts) == 3:  # noqa: PLR2004 - day, month, year: APA has the year first
        issued = f"{parts[2]}, {parts[1]} {parts[0]}"
    said = language.gettext(start, author=author.removesuffix("."), title=head, day=issued)
    return said + within + reference.link


def _gbt7714(reference: Reference, language: Language, accessed: date | None) -> str:
    """Write a reference as GB/T 7714-2015 has it: a place in the work stands after its year, before the days."""
    author, title, container, where = _words(reference, language)
    within = f"//{container}. {_version(reference, language)}" if container else ""
    year = reference.issued[:4] if where else ""
    days = (f"({reference.issued})" if reference.issued else "") + (f"[{accessed}]" if accessed else "")
    placed = ": ".join(part for part in (year, where) if part) + days
    parts = [author.rstrip("."), f"{title}[{_GBT[reference.kind]}]{within}", placed, reference.link]
    return ". ".join(part for part in parts if part) + "."


def _bibtex(reference: Reference, language: Language, accessed: date | None) -> str:
    """Write a reference as an entry of BibTeX."""
    author, title, container, where = (text.translate(_TEX) for text in _words(reference, language))
    year, month, number = _dated(reference.issued)
    fields = {
        "author": f"{{{{{author}}}}}" if author else "",
        "title": f"{{{{{title}}}}}",
        "year": f"{{{year or reference.issued}}}" if reference.issued else "",
        "month": _MONTHS[month - 1] if month else "",
        "day": f"{{{number}}}" if number else "",
        "howpublished": f"{{{container}{language.comma}{_version(reference, language)}}}" if container else "",
        "note": f"{{{where}}}" if where else "",
        "url": f"{{{_link(reference)}}}" if reference.link else "",
        "urldate": f"{{{accessed}}}" if accessed else "",
    }
    key = re.sub(r"[^A-Za-z0-9:_-]", "-", reference.key)
    return f"@misc{{{key},\n" + "".join(f"  {name} = {value},\n" for name, value in fields.items() if value) + "}"


def _wiki(reference: Reference, language: Language, accessed: date | None) -> str:
    """Write a reference as the template that Wikipedia in both languages has for pages of the web."""
    author, title, container, where = (text.translate(_WIKI) for text in _words(reference, language))
    fields = {
        "author": author,
        "date": reference.issued,
        "title": title,
        "website": f"{container}{language.comma}{_version(reference, language)}" if container else "",
        "at": where,
        "url": _link(reference),
        "access-date": str(accessed) if accessed else "",
    }
    return "{{cite web" + "".join(f" |{name}={value}" for name, value in fields.items() if value) + "}}"


def _words(reference: Reference, language: Language) -> tuple[str, str, str, str]:
    """Give author, title, container and place in a language, each on one line."""
    author, title, container, where = (
        _one_line(text.pick(language.tag))
        for text in (reference.author, reference.title, reference.container, reference.where)
    )
    return author, title, container, where


def _version(reference: Reference, language: Language) -> str:
    return language.gettext("version {version}", version=reference.version)


def _dated(issued: str) -> tuple[int, int, int]:
    """Read a day; zeros where it is none."""
    try:
        read = date.fromisoformat(issued)
    except ValueError:
        return 0, 0, 0
    return read.year, read.month, read.day


def _link(reference: Reference) -> str:
    """Write an address so that neither BibTeX nor a wiki ends it early."""
    return _IN_LINKS.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), reference.link)


def _one_line(text: str) -> str:
    return " ".join(text.split())


_WRITERS: Mapping[str, Callable[[Reference, Language, date | None], str]] = MappingProxyType(
    {"apa": _apa, "gbt7714": _gbt7714, "bibtex": _bibtex, "wiki": _wiki}
)
#: Style -> what people call it.
STYLES: Mapping[str, str] = MappingProxyType(
    {
        "plain": translatable("plain"),
        "apa": "APA",
        "gbt7714": "GB/T 7714",
        "bibtex": "BibTeX",
        "csl-json": "CSL-JSON",
        "wiki": translatable("wiki"),
    }
)
