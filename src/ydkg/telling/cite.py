"""Citations: a name in, and out comes how the fact or thing is cited, in the styles that papers and programs want."""

from __future__ import annotations

import json
import re
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import quote

from ydkg.collection import VERSION
from ydkg.errors import Listed, ParameterError, UnknownNameError, problem, quoted
from ydkg.graph.names import resolve
from ydkg.graph.schema import is_record
from ydkg.graph.store import as_store, with_description
from ydkg.language.text import Language, translatable
from ydkg.telling.collection import graph_title
from ydkg.telling.naming import slug
from ydkg.telling.reading import reading_of
from ydkg.telling.record import tell_fact
from ydkg.telling.sources import NOWHERE, WORKS, Evidence, in_characters
from ydkg.telling.text import NOTHING, Text, same, say
from ydkg.vocab import DCTERMS, RDF, YD

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pyoxigraph import Store
    from rdflib import Graph

    from ydkg.telling.reading import Reading
    from ydkg.telling.sources import Work

_CSL = {"entry": "dataset", "document": "webpage", "register": "dataset"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
        "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    }
)  # fmt: skip
_IN_LINKS = re.compile(r"[\s{}|\\<>\[\]\"^`]")
_GAP = re.compile(r"\{(said|iri|line)\}")
#: Field of an entry -> how it is written, and what stands in it; a field of which that is empty is left out.
_BIBTEX_FIELDS = {
    "author": ("{{%s}}", "author"),
    "title": ("{{%s}}", "title"),
    "year": ("{%s}", "year"),
    "month": ("%s", "month"),
    "day": ("{%s}", "day"),
    "howpublished": ("{%s}", "within"),
    "note": ("{%s}", "where"),
    "url": ("{%s}", "url"),
    "urldate": ("{%s}", "accessed"),
}


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
    style : {"plain", "bibtex", "csl-json"}
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
        an entry each for BibTeX, a list for CSL-JSON.

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
    classes, collection = set(reading.table.types(iri)), reading.about.title
    if classes & WORKS:
        work = reading.library.work(iri)
        return Cited(iri, work.title, reading.library.evidence([iri]), (_work(reading, work, NOTHING),), collection)
    evidence = NOWHERE
    if YD.Passage in classes:
        evidence = reading.library.evidence([iri])
    elif RDF.Statement in classes or is_record(reading.table, iri):
        evidence = reading.evidence(iri)
    said = tell_fact(reading, iri) or reading.naming.name(iri)
    works = tuple(_work(reading, work, ranges) for work, ranges, _ in evidence.works)
    if YD.Passage in classes:
        place = (works[0].where or works[0].title) if works else said
        return Cited(iri, place, evidence, works, collection)
    return Cited(iri, said, evidence, (_entry(reading, iri, said), *works), collection)


def _entry(reading: Reading, iri: str, said: Text) -> Reference:
    """Refer to an entry of the graph."""
    days = (reading.table.text(collection, DCTERMS.issued) for collection in reading.table.subjects(YD.Collection))
    return Reference(
        key=slug(iri),
        kind="entry",
        title=said.as_title(),
        author=reading.about.creator,
        issued=next(filter(None, days), ""),
        container=graph_title(reading.about.title),
        version=VERSION,
        link=iri,
    )


def _work(reading: Reading, work: Work, ranges: Text) -> Reference:
    """Refer to a document or a data source; a register that is a page of the web is read as a document is."""
    data = work.register and YD.WebPage not in reading.table.types(work.iri)
    return Reference(
        key=work.id,
        kind="register" if data else "document",
        title=work.title,
        author=reading.naming.name(reading.table.iri(work.iri, DCTERMS.publisher)),
        issued=work.date,
        link=work.link or work.iri,
        where=in_characters(ranges),
    )


def citation_patterns(collection: Text) -> tuple[Text, Text]:
    """Give what stands around ``{said}`` and ``{iri}``, and around these with the ``{line}`` of the works."""
    title, source = graph_title(collection), say(translatable("Source"))
    alone = Text(f"{{said}}. {title.en}, {VERSION}. {{iri}}.", f"{{said}}。{title.zh}，{VERSION}。{{iri}}。")
    return alone, Text(f"{alone.en} {source.en}: {{line}}.", f"{alone.zh}{source.zh}：{{line}}。")


def cite_plainly(said: Text, iri: str, collection: Text, evidence: Evidence | None = None) -> Text:
    """Write a citation; one line that ends with a full stop."""
    values = {"said": said.as_title(), "iri": same(iri), "line": evidence.line if evidence else NOTHING}
    pattern = citation_patterns(collection)[bool(evidence)]
    return Text(
        _GAP.sub(lambda gap: values[gap[1]].en, pattern.en), _GAP.sub(lambda gap: values[gap[1]].zh, pattern.zh)
    )


def write_citation(cited: Cited, style: str, language: Language, accessed: date | None = None) -> str:
    """Write a citation: Citation Style Language 1.0.2, CSL-JSON schema; BibTeX."""
    if style == "plain":
        plain = cite_plainly(cited.said, cited.iri, cited.collection, cited.evidence or None)
        return _one_line(plain.pick(language.tag))
    if style == "csl-json":
        items = [_csl(reference, language, accessed) for reference in cited.references]
        return json.dumps(items, ensure_ascii=False, indent=2)
    return "\n".join(_bibtex(reference, language, accessed) for reference in cited.references)


def _bibtex(reference: Reference, language: Language, accessed: date | None) -> str:
    """Write a reference as an entry of BibTeX; fields that are empty are left out."""
    issued = _day(reference.issued)
    author, title, container, where = (
        _one_line(text.pick(language.tag)).translate(_TEX)
        for text in (reference.author, reference.title, reference.container, reference.where)
    )
    version = language.gettext("version {version}", version=reference.version)
    # So that an address does not end its field early.
    url = _IN_LINKS.sub(lambda sign: quote(sign[0], safe=""), reference.link)
    fields = {
        "author": f"{{{{{author}}}}}" if author else "",
        "title": f"{{{{{title}}}}}",
        "year": f"{{{issued.year if issued else reference.issued}}}" if reference.issued else "",
        "month": _MONTHS[issued.month - 1] if issued else "",
        "day": f"{{{issued.day}}}" if issued else "",
        "howpublished": f"{{{container}{language.comma}{version}}}" if container else "",
        "note": f"{{{where}}}" if where else "",
        "url": f"{{{url}}}" if url else "",
        "urldate": f"{{{accessed}}}" if accessed else "",
    }
    written = "".join(f"  {name} = {value},\n" for name, value in fields.items() if value)
    return f"@misc{{{re.sub('[^A-Za-z0-9:_-]', '-', reference.key)},\n{written}}}"


def _csl(reference: Reference, language: Language, accessed: date | None) -> dict[str, object]:
    """Write a reference as an item of CSL-JSON; what is empty is left out."""
    issued = _day(reference.issued)
    author, title, container, where = (
        _one_line(text.pick(language.tag))
        for text in (reference.author, reference.title, reference.container, reference.where)
    )
    item = {
        "id": reference.key,
        "type": _CSL[reference.kind],
        "title": title,
        "author": [{"literal": author}] if author else None,
        "issued": {"date-parts": [[issued.year, issued.month, issued.day]]} if issued else None,
        "container-title": container,
        "version": reference.version or ("" if issued else reference.issued),
        "note": where,
        "URL": reference.link,
        "accessed": {"date-parts": [[accessed.year, accessed.month, accessed.day]]} if accessed else None,
        "language": "zh-CN" if language.chinese else "en",
    }
    return {name: value for name, value in item.items() if value}


def _day(issued: str) -> date | None:
    """Read a day; None where it is none."""
    try:
        return date.fromisoformat(issued)
    except ValueError:
        return None


def _one_line(text: str) -> str:
    return " ".join(text.split())


#: Style -> what people call it.
STYLES: Mapping[str, str] = MappingProxyType(
    {"plain": translatable("plain"), "bibtex": "BibTeX", "csl-json": "CSL-JSON"}
)
