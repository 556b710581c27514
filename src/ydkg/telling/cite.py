"""Citations: a name in, and out comes how the fact or thing is cited, in the styles that papers and programs want."""

from __future__ import annotations

import json
import re
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from ydkg import __version__
from ydkg.errors import Listed, ParameterError, UnknownNameError, problem, quoted
from ydkg.graph.names import resolve
from ydkg.graph.schema import is_record
from ydkg.graph.store import as_store, with_description
from ydkg.language.days import day
from ydkg.language.grammar import capitalized
from ydkg.language.text import Language, translatable
from ydkg.telling.description import graph_title
from ydkg.telling.naming import slug
from ydkg.telling.reading import reading_of
from ydkg.telling.record import tell_fact
from ydkg.telling.sources import NOWHERE, WORKS, Evidence, in_characters
from ydkg.telling.text import NOTHING, Text, joined, say
from ydkg.vocab import DCTERMS, RDF, YD

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from pyoxigraph import Store
    from rdflib import Graph

    from ydkg.telling.reading import Reading
    from ydkg.telling.sources import Work

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


class Reference(NamedTuple):
    """One work, or one entry of the graph, as a list of references has it."""

    key: str  # what programs call it: a slug
    kind: Literal["entry", "document", "register"]  # an entry of the graph, a document or web page, or a data source
    title: Text  # the author may be empty
    author: Text = NOTHING
    issued: str = ""  # day of issue, or version of a data source; may be empty
    container: Text = NOTHING  # of an entry the title of the graph; else empty
    version: str = ""  # of the graph; else empty
    link: str = ""  # permanent or public address; may be empty
    where: Text = NOTHING  # the characters that are meant; may be empty


class Cited(NamedTuple):
    """What is cited."""

    iri: str  # its permanent address
    said: Text  # a fact in a sentence, a thing by name, a work by title
    evidence: Evidence  # where the fact is written; empty of a thing
    references: tuple[Reference, ...]
    collection: Text  # what the collection is called that it is in


def cite(
    name: str,
    style: str = "plain",
    graph: Store | Graph | Path | str | None = None,
    lang: str = "en",
    accessed: date | None = None,
) -> str:
    """Cite a fact or a thing.

    Parameters
    ----------
    name : str
        A name, an IRI, a prefixed name or a slug: of a thing, a record, a statement, a passage or a document.
    style : {"plain", "apa", "gbt7714", "bibtex", "csl-json", "wiki"}
        How it is written.
    graph : pyoxigraph.Store, rdflib.Graph, or path, optional
        What it is in; a path is the folder of a collection. By default the collection that ``YDKG_DATA`` names, else
        the data that ship with ydkg.
    lang : str
        The language of titles and words, such as ``"zh"``.
    accessed : datetime.date, optional
        When its pages were visited, where the style has room for it.

    Returns
    -------
    str
        One line of plain text. In the other styles the entry of the graph first, then the works that state the fact:
        a line each, an entry each for BibTeX and wiki, a list for CSL-JSON.

    Raises
    ------
    UnknownNameError, AmbiguousNameError
        If the name stands for nothing or for several things.
    ParameterError
        If there is no such style.

    Examples
    --------
    >>> import ydkg
    >>> ydkg.cite("China").partition(".")[0]
    'China'
    """
    if style not in STYLES:
        raise ParameterError(
            problem("no style is called {style}: take one of {names}", style=quoted(style), names=Listed(STYLES)), style
        )
    store = as_store(graph)
    table = with_description(store)
    try:
        iri = resolve(table, name)
    except UnknownNameError as unknown:
        table = with_description(store, apart=True)
        try:
            iri = resolve(table, name)  # what only public pages speak of
        except UnknownNameError:
            raise unknown from None
    return write_citation(citation_of(reading_of(table), iri), style, Language.of(lang), accessed)


def citation_of(reading: Reading, iri: str) -> Cited:
    """Find what a citation refers to."""
    table, library, collection = reading.table, reading.library, reading.about.title
    said, classes = entry_title(reading, iri), set(table.types(iri))
    if classes & WORKS:
        work = library.work(iri)
        return Cited(iri, said, library.evidence([iri]), (reference_of(reading, work, NOTHING),), collection)
    evidence = NOWHERE
    if YD.Passage in classes:
        evidence = library.evidence([iri])
    elif RDF.Statement in classes or is_record(table, iri):
        evidence = reading.evidence(iri)
    works = tuple(reference_of(reading, work, ranges) for work, ranges, _ in evidence.works)
    if YD.Passage in classes:
        place = (works[0].where or works[0].title) if works else said
        return Cited(iri, place, evidence, works, collection)
    return Cited(iri, said, evidence, (entry_of(reading, iri, said), *works), collection)


def entry_title(reading: Reading, iri: str) -> Text:
    """Say what an entry of the graph is; a fact in a sentence, a work by title, anything else by name."""
    if not WORKS.isdisjoint(reading.table.types(iri)):
        return reading.library.work(iri).title
    return tell_fact(reading, iri) or reading.naming.name(iri)


def entry_of(reading: Reading, iri: str, said: Text) -> Reference:
    """Refer to an entry of the graph."""
    table = reading.table
    title = said.as_title()
    issued = next((day for each in table.subjects(YD.Collection) if (day := table.text(each, DCTERMS.issued))), "")
    author, container = reading.about.creator, graph_title(reading.about.title)
    return Reference(slug(iri), "entry", title, author, issued, container, __version__, iri)


def reference_of(reading: Reading, work: Work, ranges: Text) -> Reference:
    """Refer to a document or a data source."""
    publisher = reading.table.iri(work.iri, DCTERMS.publisher)
    author, where = reading.naming.name(publisher), in_characters(ranges)
    read = not work.register or YD.WebPage in reading.table.types(work.iri)
    kind: Literal["document", "register"] = "document" if read else "register"
    return Reference(work.id, kind, work.title, author, work.date, link=work.link or work.iri, where=where)


def citation_pattern(collection: Text, *, written: bool) -> Text:
    """Give what stands around what is cited; with ``{said}``, ``{iri}`` and, where it is written, ``{line}``."""
    title = graph_title(collection)
    parts = [Text(f"{{said}}. {title.en}, {__version__}. {{iri}}.", f"{{said}}。{title.zh}，{__version__}。{{iri}}。")]
    if written:
        source = say(translatable("Source"))
        parts.append(Text(f" {source.en}: {{line}}.", f"{source.zh}：{{line}}。"))
    return joined(parts, NOTHING)


def cite_plainly(said: Text, iri: str, collection: Text, evidence: Evidence | None = None) -> Text:
    """Write a citation; one line that ends with a full stop."""
    sentence = said.as_title()
    around = citation_pattern(collection, written=bool(evidence))
    line = evidence.line if evidence else NOTHING
    written = []
    for part, words, places in zip(around, sentence, line, strict=True):
        values = {"said": words, "iri": iri, "line": places}
        # Other braces, which a title may have, stay.
        pieces = enumerate(re.split(r"\{(said|iri|line)\}", part))
        written.append("".join(values[piece] if at % 2 else piece for at, piece in pieces))
    return Text(*written)


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
