"""Verbs for files of one's own: a collection is made, a text proven, a passage given, Turtle put in canonical form."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click
from pyoxigraph import Literal, NamedNode, Triple

from ydkg.cli.verbs import PLACE, notify, output_option, source_option
from ydkg.collection import collection
from ydkg.errors import CollectionError, SourceError, quoted
from ydkg.files import write_whole, written_together
from ydkg.graph.graph import Graph
from ydkg.graph.sources import editions, open_sources, passage_triples
from ydkg.graph.store import open_store
from ydkg.graph.turtle import canonical_turtle, first_difference, format_file
from ydkg.graph.webpage import read_lines
from ydkg.telling.labels import write_labels
from ydkg.vocab import DCTERMS, PREFIXES, RDF, YD, compact, ydr

if TYPE_CHECKING:
    from ydkg.graph.sources import Edition

#: How many sentences are named at most.
_MOST = 12
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
def init_verb(folder: str, title: str | None, title_zh: str | None, creator: str | None, licence: str | None) -> None:
    """Make a folder for a collection of your own: documents of whichever region, and what they state.

    DIR must be new or empty. It gets an empty file for a document's facts, what describes the collection, a question to
    start with, and a .gitignore that keeps texts out of a repository. The ontology is the one that ships with ydkg.

    \b
      ydkg init rivers --title "Cooperation on rivers"
      ydkg --data rivers check
    """  # noqa: D301 - a click mark: lines to be kept apart
    place = Path(folder).resolve()
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        what = "it is not empty" if place.is_dir() else "it is no folder"
        raise CollectionError(what, folder, where=folder, hint="give a new folder, or an empty one")
    slug = re.sub(r"[^a-z0-9]+", "-", place.name.lower()).strip("-")
    iri = NamedNode(ydr(f"collection-{slug}" if slug else "collection"))
    described = [
        Triple(iri, NamedNode(RDF.type), NamedNode(YD.Collection)),
        Triple(iri, NamedNode(DCTERMS.conformsTo), NamedNode(PREFIXES["yd"].rstrip("#"))),
        Triple(iri, NamedNode(DCTERMS.title), Literal(title or place.name, language="en")),
    ]
    if title_zh:
        described.append(Triple(iri, NamedNode(DCTERMS.title), Literal(title_zh, language="zh-hans")))
    if creator:
        described.append(Triple(iri, NamedNode(DCTERMS.creator), Literal(creator)))
    if licence:
        try:
            described.append(Triple(iri, NamedNode(DCTERMS.license), NamedNode(licence)))
        except ValueError:
            wrong = f"--licence {quoted(licence)}: no address; write it as https://…"
            raise CollectionError(wrong, licence) from None
    files = {
        "document.ttl": "",
        "dataset.ttl": canonical_turtle(described),
        "queries/documents/all_documents.rq": _QUESTION,
        ".gitignore": _IGNORED,
    }
    with written_together(place) as part:
        for name, content in files.items():
            (part / name).parent.mkdir(parents=True, exist_ok=True)
            write_whole(part / name, content)
    called = shlex.quote(folder)
    notify(f"{called}: a collection; `ydkg --data {called} queries` says what can be asked")


@click.command(name="source")
@click.argument("file", type=PLACE)
@output_option
def source_verb(file: str, output: str) -> None:
    """Take the text of a document out of a text file or a saved web page, and prove that it is the one meant.

    FILE is the document's page as a browser saves it, or its text. What is written has the digest that the graph knows,
    so that `--source` takes it; nothing is written where a letter differs, and what is not there is named.

    \b
      ydkg source page.html -o release.txt
    """  # noqa: D301 - a click mark: lines to be kept apart
    compared = editions(Graph(open_store()), read_lines(file))
    best = compared[0] if compared else None
    if best is None or not best.held:
        raise SourceError("no document of this graph: none of their sentences is in it", file, where=file)
    passages = f"{best.proven} of {best.passages} passages are these words"
    if not best.text:
        differs = _missing(best) if best.missing else "its spaces differ"
        wrong = f"another edition of {compact(best.document)}: {passages}, {differs}"
        raise SourceError(wrong, file, where=file)
    write_whole(output, best.text)
    notify(f"{compact(best.document)}: {passages}")
    others = [compact(edition.document) for edition in compared[1:] if edition.text]
    if others:
        notify(f"{file}: it holds {', '.join(others)} too, to the letter, which is not written")


def _missing(edition: Edition) -> str:
    """Say which sentences are not there."""
    numbers = [str(number) for number in sorted(edition.missing)]
    more = f" and {len(numbers) - _MOST} more" if len(numbers) > _MOST else ""
    sentences, stand = ("sentence", "is") if len(numbers) == 1 else ("sentences", "are")
    return f"{sentences} {', '.join(numbers[:_MOST])}{more} of {edition.sentences} {stand} not there"


@click.command(name="passage")
@click.argument("words")
@source_option
@output_option
def passage_verb(words: str, sources: tuple[str, ...], output: str) -> None:
    """Give the position of words in the document, as Turtle that a fact can lead to.

    Writes a passage for each place where WORDS stand within one sentence: position and digest, not the words. Paste it
    into the document's file of data and let the fact's `prov:wasDerivedFrom` name it; `ydkg verify` says what is still
    missing.

    \b
      ydkg passage "the words" --source document.txt
    """  # noqa: D301 - a click mark: lines to be kept apart
    if not sources:
        raise SourceError("in which document? give its text by --source or in YDKG_SOURCE")
    documents = open_sources(Graph(open_store()), sources)
    places, within = 0, []
    for document in documents:
        for match in re.finditer(re.escape(words) if words else r"(?!)", document.text):
            places += 1
            if any(first <= match.start() and match.end() <= last for first, last in document.sentences):
                within.append((document, *match.span()))
    if not within:
        wrong = "crosses the end of a sentence" if places else "stands nowhere there"
        hint = "give words of one sentence, as they are printed"
        raise SourceError(f"{quoted(words)} {wrong}", words, where=", ".join(sources), hint=hint)
    triples = [triple for place in within for triple in passage_triples(*place)]
    write_whole(output, canonical_turtle(triples))


@click.command(name="format")
@click.argument("files", nargs=-1, metavar="[FILES]…", type=PLACE)
@click.option("--check", is_flag=True, help="Change nothing; print the first line that differs, and exit with 1.")
def format_verb(files: tuple[str, ...], check: bool) -> int:  # noqa: FBT001 - click calls it
    """Rewrite Turtle files in canonical form: sorted, one fact a line.

    Without FILES all files of the collection, and labels of records that are missing or out of date are written in
    English and Chinese; one with yd:labelBasis yd:ByHand stays. A file that is canonical already is not touched; one
    that is damaged, or holds a blank node or an ill-typed literal, is left as it is. Comments in lines of their own
    between statements are kept, each before its subject; a file with others is left as it is.

    \b
      ydkg format
      ydkg format --check data/triples.ttl
    """  # noqa: D301 - a click mark: lines to be kept apart
    paths = files or tuple(str(path) for path in collection().all_files)
    if check:
        differing = [(path, first_difference(path)) for path in paths]
        for path, line in differing:
            if line is not None:
                click.echo(f"{path}:{line}: not as `ydkg format` writes it")
        return int(any(line is not None for _, line in differing))
    for path in paths:
        notify(f"{path}: {'rewritten' if format_file(path) else 'is canonical already'}")
    if not files:
        for file, count in write_labels(collection()).items():
            notify(f"{file}: {count} labels of records written")
    return 0
