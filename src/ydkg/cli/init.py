"""``ydkg init``: make a folder for a collection of one's own."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
from pyoxigraph import Literal, NamedNode, Triple

from ydkg.cli.options import PLACE, notify
from ydkg.errors import CollectionError, problem, quoted
from ydkg.graph.canonical import canonical_turtle
from ydkg.output import write_whole, written_together
from ydkg.vocab import DCTERMS, PREFIXES, RDF, YD, ydr
from ydkg.words.language import translatable

_QUESTION = """#+ title: Documents
#+ title-zh: 来源文件
#+ question: Which documents are there, and from which day?
#+ question-zh: 有哪些来源文件，日期各是哪天？
#+ columns: document iri, documentLabel string, issued date, address iri
#+ titles: document, issued, address
#+ titles-zh: 来源文件、日期、网址
#+ tags: documents
SELECT ?document ?documentLabel ?issued ?address
WHERE {
  ?document a yd:Document ; dcterms:title ?documentLabel .
  OPTIONAL { ?document dcterms:issued ?issued . }
  OPTIONAL { ?document dcterms:source ?address . }
}
ORDER BY ?issued ?documentLabel ?document
"""
_IGNORED = """# The texts of documents, and pages that hold them, are not committed.
*.txt
*.html
"""


@click.command(name="init")
@click.argument("folder", metavar="DIR", type=PLACE)
@click.option("--title", help="What the collection is called; the folder's name unless given.")
@click.option("--title-zh", help="The same in Chinese.")
@click.option("--creator", metavar="NAME", help="Who makes it, for catalogues and citations.")
@click.option("--licence", metavar="URL", help="The address of the licence that it is under.")
def command(folder: str, title: str | None, title_zh: str | None, creator: str | None, licence: str | None) -> None:
    """Make a folder for a collection of your own: documents of whichever region, and what they state.

    DIR must be new or empty. It gets an empty file for a document's facts, what describes the collection, a question to
    start with, and a .gitignore that keeps texts out of a repository. The ontology is the one that ships with ydkg.

    \b
      ydkg init rivers --title "Cooperation on rivers"
      ydkg --data rivers check
    """  # noqa: D301 - a click mark: lines to be kept apart
    place = Path(folder).resolve()
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        what = problem("it is not empty") if place.is_dir() else problem("it is no folder")
        raise CollectionError(what, folder, where=folder, hint=problem("give a new folder, or an empty one"))
    try:
        address = NamedNode(licence) if licence else None
    except ValueError:
        wrong = problem("--licence {value}: no address; write it as https://…", value=quoted(licence or ""))
        raise CollectionError(wrong, licence) from None
    slug = re.sub(r"[^a-z0-9]+", "-", place.name.lower()).strip("-")
    iri = NamedNode(ydr(f"collection-{slug}" if slug else "collection"))
    described: list[tuple[str, Literal | NamedNode]] = [
        (RDF.type, NamedNode(YD.Collection)),
        (DCTERMS.conformsTo, NamedNode(PREFIXES["yd"].rstrip("#"))),
        (DCTERMS.title, Literal(title or place.name, language="en")),
        *([(DCTERMS.title, Literal(title_zh, language="zh-hans"))] if title_zh else []),
        *([(DCTERMS.creator, Literal(creator))] if creator else []),
        *([(DCTERMS.license, address)] if address else []),
    ]
    files = {
        "document.ttl": "",
        "dataset.ttl": canonical_turtle(Triple(iri, NamedNode(predicate), value) for predicate, value in described),
        "queries/documents/all_documents.rq": _QUESTION,
        ".gitignore": _IGNORED,
    }
    with written_together(place) as part:
        for name, content in files.items():
            (part / name).parent.mkdir(parents=True, exist_ok=True)
            write_whole(part / name, content)
    said = translatable("{folder}: a collection; `ydkg --data {folder} queries` says what can be asked")
    notify(said, folder=shlex.quote(folder))
