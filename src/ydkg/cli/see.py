"""Verbs that tell: everything about a thing, its connections, what became of promises, how it is cited."""

from __future__ import annotations

import sys
from itertools import groupby
from typing import TYPE_CHECKING

import click
from pyoxigraph import Literal, NamedNode

from ydkg.cli.ask import write_sheet
from ydkg.cli.graphs import bracketed, completed, opened_store, places, quotes, with_sentences
from ydkg.cli.rows import linked, visible, write_rows
from ydkg.cli.verbs import (
    day_of,
    derived_option,
    endpoint_option,
    format_option,
    inferred_option,
    lang_option,
    notify,
    output_option,
    purpose_option,
    source_option,
)
from ydkg.files import write_whole
from ydkg.graph.graph import Graph
from ydkg.graph.names import resolve, resolve_two
from ydkg.graph.neighbourhood import around
from ydkg.graph.outline import outlines_of
from ydkg.graph.questions import answer, question
from ydkg.graph.schema import shipped_schema
from ydkg.graph.sources import Quote, open_sources
from ydkg.graph.store import with_apart
from ydkg.language.text import Language
from ydkg.network.paths import paths
from ydkg.proof.claims.days import latest
from ydkg.proof.claims.promises import at_hand, promises
from ydkg.telling.atlas import atlas_of
from ydkg.telling.cite import STYLES, cite
from ydkg.telling.facts import SECTIONS, Facts
from ydkg.telling.later import became, computed_as_of, tally, tell_judged, tell_promise, tell_promises, tell_words
from ydkg.telling.lines import describe, named_in, tell_lines, tell_within, within_title
from ydkg.telling.naming import slug
from ydkg.telling.reading import reading_of
from ydkg.telling.record import tell_fact
from ydkg.telling.relations import tell_hop
from ydkg.telling.text import joined
from ydkg.vocab import PROV, RDFS, YD, compact, expand, ydr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pyoxigraph import Store

    from ydkg.graph.sources import Source
    from ydkg.graph.sparql import Row
    from ydkg.network.paths import Path
    from ydkg.proof.claims.promises import Promise
    from ydkg.telling.facts import Fact
    from ydkg.telling.later import PageStatement
    from ydkg.telling.reading import Reading
    from ydkg.telling.thing import Thing

_LINE_COLUMNS = ("section", "property", "value", "iri", "sources")
_PATH_COLUMNS = ("path", "weight", "hop", "subject", "predicate", "object", "fact", "record", "sources", "basis")
_PROMISE_COLUMNS = (
    "promise", "document", "due", "evidence", "schedule", "official", "officialDocument", "records", "asOf"
)  # fmt: skip
#: How many figures of a metric are named at most.
_MOST = 5
#: How a page stands to what a text at hand says, where it says nothing else.
_AGAIN = "says the same"
#: The question that has promises as a table for people.
_PROMISES = "promises/answers"


@click.command(name="show")
@click.argument("name", shell_complete=completed())
@format_option
@output_option
@source_option
@inferred_option
@derived_option
@endpoint_option
@lang_option
def show_verb(
    *,
    name: str,
    layout: str,
    output: str,
    sources: tuple[str, ...],
    inferred: bool,
    derived: bool,
    endpoint: str,
    lang: str,
) -> None:
    """Say everything about one thing: names, figures, milestones, facts, what became of promises, sources.

    NAME is a label or other name in any language, an IRI, a prefixed name or a slug. After each line stands where the
    document states it; with the document, what it says there, each sentence once.

    \b
      ydkg show NAME
      ydkg show ydr:SLUG --source document.txt
    """  # noqa: D301 - a click mark: lines to be kept apart
    store = opened_store(inferred=inferred, derived=derived, endpoint=endpoint)
    documents, iri = open_sources(Graph(store), sources), named_in(store, name)
    if layout == "table":
        write_whole(output, "".join(f"{line}\n" for line in _told(store, iri, documents, lang, output)))
        return
    lines = tell_lines(store, iri, lang)
    rows = [
        (*map(Literal, line[:3]), NamedNode(line.iri) if line.iri else None, _listed(line.evidence)) for line in lines
    ]
    evidence = [line.evidence for line in lines]
    write_rows(*with_sentences(store, documents, _LINE_COLUMNS, rows, evidence), layout, output)


def _listed(iris: Iterable[str]) -> Literal | None:
    """Give several IRIs as the one value of a cell."""
    text = " ".join(iris)
    return Literal(text) if text else None


def _told(store: Store, iri: str, documents: Sequence[Source], lang: str, output: str) -> Iterator[str]:
    """Tell a thing or a record for people, line by line, from what is around it."""
    language, whole = Language.of(lang), with_apart(store)
    graph = Graph(store) if iri in Graph(store) else whole
    reading, key = reading_of(graph, *documents), slug(iri)
    library, quoted = reading.library, set[Quote]()
    atlas = atlas_of(around(graph, iri), library=library)
    thing, facts = atlas.things.get(key), [fact for fact in Facts(atlas).all if key in (fact.id, *fact.things)]
    yield from _heading(reading, iri, thing, facts, lang)
    for section, members in groupby(facts, key=lambda fact: fact.section):
        yield from ("", language.gettext(SECTIONS[section]))
        for fact in members:
            where = bracketed(library, fact.evidence, lang, output)
            if fact.id and not where:  # what follows is derived from no work
                origins = map(reading.naming.name, graph.iris(ydr(fact.id), PROV.wasDerivedFrom))
                derived = language.semicolon.join(visible(origin.pick(lang)) for origin in origins)
                where = f"  [{derived}]" if derived else ""
            yield f"  {visible(fact.sentence.pick(lang))}{where}"
            if fact.more:
                yield f"      {visible(fact.more.pick(lang))}"
            passages = [passage.iri for place in fact.evidence.places for passage in place.passages]
            yield from (f"      {quote}" for quote in quotes(library, graph, documents, passages, quoted))
    if rolled := tell_within(reading, iri):
        yield from ("", within_title(reading, iri, reading.naming.name(iri)).pick(lang))
    for part in rolled:
        where = bracketed(library, library.evidence(part.sources), lang, output)
        yield f"  {visible(joined([part.sentence, part.basis]).pick(lang))}{where}"
    sources = (*graph.iris(iri, YD.mentionedIn), *graph.iris(iri, PROV.wasDerivedFrom)) if thing else ()
    if written := places(library, library.evidence(sources), lang, output):
        yield from ("", language.gettext("Sources"), *(f"  {place}" for place in written))
    yield from _later(whole, iri, lang, output)


def _heading(reading: Reading, iri: str, thing: Thing | None, facts: Sequence[Fact], lang: str) -> Iterator[str]:
    """Tell what something is called and what it is; of what is neither thing nor record, all that is said of it."""
    graph, naming = reading.table, reading.naming
    name = tell_fact(reading, iri) or naming.name(iri)
    kinds = [naming.name(kind) for kind in shipped_schema().kinds(graph.types(iri))[:1]]
    yield visible(name.pick(lang))
    yield f"  {compact(iri)}  {(thing.kind if thing else joined(kinds)).pick(lang)}".rstrip()
    if thing:
        others = [*thing.name, *thing.aliases, thing.definition.pick(lang), thing.note.pick(lang)]
        yield from (f"  {visible(text)}" for text in dict.fromkeys(others) if text not in {"", name.pick(lang)})
    elif not facts:
        for line in describe(graph.store, iri, lang):
            predicate = expand(line.property.lstrip("^"))
            if predicate and line.section == "facts":
                value = naming.value(predicate, NamedNode(line.iri) if line.iri else Literal(line.value))
                yield f"  {visible(naming.property(predicate).pick(lang))}  {visible(value.pick(lang))}"


def _later(whole: Graph, iri: str, lang: str, output: str) -> Iterator[str]:
    """Tell what became of promises of a thing, what public pages say of it, and what editors judged, apart."""
    answers, language = tell_promises(whole, iri), Language.of(lang)
    if answers:
        yield from ("", language.gettext("What became of it"))
        reading = reading_of(whole)
        for milestone, told in answers.items():
            indent, sentence = "  ", tell_fact(reading, milestone)
            if milestone != iri:
                yield f"  {visible(sentence.pick(lang) if sentence else compact(milestone))}"
                indent = "      "
            yield f"{indent}{visible(told.line.pick(lang))}"
            yield from _statements(told.words, "      ", lang, output)
        yield f"  {computed_as_of(whole).pick(lang)}"
    statements = tell_words(whole, iri, answers)
    again = [each for each in statements if each.stands.en == _AGAIN and not each.note]
    if statements:
        yield from ("", language.gettext("By public pages, not proven to the letter"))
        yield from _statements([each for each in statements if each not in again], "  ", lang, output)
    if again:
        pages = dict.fromkeys(_page(statement, lang, output) for statement in again)
        yield f"  {language.gettext(_AGAIN)}{language.colon}{language.semicolon.join(pages)}"
    if judgements := tell_judged(whole, iri):
        yield from ("", language.gettext("What the editors judged of it"))
    for _, judgement, why in judgements:
        yield f"  {visible(judgement.pick(lang))}"
        if why:
            yield f"      {visible(why.pick(lang))}"


def _statements(statements: Iterable[PageStatement], indent: str, lang: str, output: str) -> Iterator[str]:
    """Tell what public pages state, each with its page, and what is to be known of it."""
    for statement in statements:
        yield f"{indent}{visible(statement.sentence.pick(lang))}  [{_page(statement, lang, output)}]"
        for more in filter(None, (statement.stands, statement.note)):
            yield f"{indent}    {visible(more.pick(lang))}"


def _page(statement: PageStatement, lang: str, output: str) -> str:
    """Name the page that states something, and how well it is supported; on a terminal a link to the page."""
    return linked(visible(joined([statement.page, statement.confidence]).pick(lang)), statement.link, output)


@click.command(name="path")
@click.argument("origin", shell_complete=completed())
@click.argument("destination", shell_complete=completed())
@click.option("--limit", type=click.IntRange(1, 50), default=5, show_default=True, help="How many to find at most.")
@format_option
@output_option
@source_option
@endpoint_option
@lang_option
def path_verb(
    *,
    origin: str,
    destination: str,
    limit: int,
    layout: str,
    output: str,
    sources: tuple[str, ...],
    endpoint: str,
    lang: str,
) -> None:
    """Say how two things are connected: the shortest ways, each hop in words with where it is written.

    A way through a hub, which is joined to much, counts as longer. The names are as for `ydkg show`.

    \b
      ydkg path NAME NAME
      ydkg path ydr:SLUG ydr:SLUG --limit 1
      ydkg path NAME NAME --source document.txt
    """  # noqa: D301 - a click mark: lines to be kept apart
    store = opened_store(endpoint=endpoint)
    graph = Graph(store)
    ends = resolve_two(graph, origin, destination)
    documents = open_sources(graph, sources)
    reading = reading_of(graph, *documents)
    ways = paths(graph, *ends, limit)
    if not ways:
        one, other = (reading.naming.short(end).pick("en") for end in ends)
        notify(f"no facts connect {one} and {other}")
    if layout == "table":
        told = [path_text(reading, way, documents, lang=lang, output=output) for way in enumerate(ways, 1)]
        write_whole(output, "\n".join(told))
        return
    rows: list[Row] = []  # one a fact
    evidence = []
    for number, way in enumerate(ways, 1):
        for place, hop in enumerate(way.hops, 1):
            for fact in tell_hop(reading, hop, lang):
                numbers = map(Literal, (number, way.weight, place))
                edge = map(NamedNode, (fact.subject, fact.predicate, fact.object))
                basis = Literal(fact.basis) if fact.basis else None
                rows.append(
                    (*numbers, *edge, Literal(fact.text), NamedNode(fact.record), _listed(fact.evidence), basis)
                )
                evidence.append(fact.evidence)
    write_rows(*with_sentences(store, documents, _PATH_COLUMNS, rows, evidence), layout, output)


def path_text(reading: Reading, way: tuple[int, Path], documents: Sequence[Source], *, lang: str, output: str) -> str:
    """Write a path for a person: its things in a line, then a line a fact, and the sentences behind it, each once."""
    number, path = way
    library, quoted = reading.library, set[Quote]()
    lines = [f"{number}. {visible(' – '.join(reading.naming.short(node).pick(lang) for node in path.nodes))}"]
    for hop in path.hops:
        for fact in tell_hop(reading, hop, lang):
            words = Language.of(lang).comma.join(filter(None, (fact.text, fact.basis)))
            lines.append(f"   {visible(words)}{bracketed(library, library.evidence(fact.evidence), lang, output)}")
            sentences = quotes(library, reading.table, documents, fact.evidence, quoted)
            lines += [f"       {sentence}" for sentence in sentences]
    return "".join(f"{line}\n" for line in lines)


@click.command(name="promises")
@click.argument("name", required=False, shell_complete=completed())
@click.option("--pages", is_flag=True, help="Tell the promises that only public pages make, too.")
@format_option
@purpose_option
@output_option
@endpoint_option
@lang_option
def promises_verb(
    *, name: str | None, pages: bool, layout: str, purpose: str | None, output: str, endpoint: str, lang: str
) -> None:
    """Say what became of every stage that a document at hand calls planned or under way, in three answers.

    Evidence: what later documents say. Schedule: how that stands to the date. Official: what the responsible body
    stated last. All of it is computed as of the latest document; no later word is no failure. NAME is a thing, to be
    told of its promises only.

    \b
      ydkg promises
      ydkg promises "Ring Railway"
      ydkg promises --pages
      ydkg promises --for excel -o promises.xlsx
    """  # noqa: D301 - a click mark: lines to be kept apart
    store = opened_store(endpoint=endpoint)
    graph = with_apart(store)
    everywhere = promises(graph, None if name is None else resolve(graph, name))
    chosen = everywhere if pages else at_hand(graph, everywhere)
    if purpose:
        if pages or layout != "table":
            raise click.UsageError(f"--for {purpose} has the promises of documents: leave out --pages and --format")
        asked, milestones = question(_PROMISES), {NamedNode(promise.milestone) for promise in chosen}
        result = answer(store, asked, {}, lang)
        rows = tuple(row for row in result.rows if row[0] in milestones)
        write_sheet(store, asked, {}, result._replace(rows=rows), lang=lang, output=output)
    elif layout == "table":
        reading = reading_of(graph)
        reading.library.learn({} if name else outlines_of(graph))  # of all documents
        write_whole(output, promises_text(reading, chosen, len(everywhere) - len(chosen), lang, output))
    else:
        day = Literal(latest(graph))
        records: list[Row] = [
            (
                NamedNode(promise.milestone),
                NamedNode(promise.document),
                Literal(promise.due) if promise.due else None,
                Literal(promise.evidence),
                Literal(promise.schedule),
                NamedNode(promise.official) if promise.official else None,
                NamedNode(promise.official_document) if promise.official_document else None,
                _listed(word.record for word in promise.behind),
                day,
            )
            for promise in chosen
        ]
        write_rows(_PROMISE_COLUMNS, records, layout, output)


def promises_text(reading: Reading, chosen: Sequence[Promise], more: int, lang: str, output: str) -> str:
    """Tell promises by document, each with its answers and the pages behind them, and how many more pages make."""
    graph, language = reading.table, Language.of(lang)
    lines = [line.pick(lang) for line in (tally(became(graph, chosen)), computed_as_of(graph)) if line]
    documents: dict[str, list[Promise]] = {}
    for promise in chosen:
        documents.setdefault(promise.document, []).append(promise)
    for document, promised in documents.items():
        lines += ["", visible(reading.text(document, RDFS.label).pick(lang))]
        for promise in promised:
            answers, sentence = tell_promise(reading, promise), tell_fact(reading, promise.milestone)
            lines.append(f"  {visible(sentence.pick(lang) if sentence else promise.milestone)}")
            lines.append(f"    {visible(answers.line.pick(lang))}")
            lines += _statements(answers.words, "      ", lang, output)
    if more:
        pages = language.ngettext("{n} more promise is of public pages: --pages",
                                  "{n} more promises are of public pages: --pages", more)  # fmt: skip
        lines += ["", pages]
    elif not chosen:
        lines.append(language.gettext("nothing is promised"))
    return "\n".join(lines) + "\n"


@click.command(name="cite")
@click.argument("name", metavar="FACT|THING", shell_complete=completed())
@click.option(
    "--style", type=click.Choice(list(STYLES)), default="plain", show_default=True, help="How the citation is written."
)
@click.option(
    "--accessed", metavar="DAY", help="When you visited its pages, such as 2025-01-31; where the style has room for it."
)
@inferred_option
@derived_option
@output_option
@lang_option
def cite_verb(
    *, name: str, style: str, accessed: str | None, inferred: bool, derived: bool, output: str, lang: str
) -> None:
    """Cite a fact or a thing: what is said, its permanent address, and where it is written.

    FACT|THING is a name, an IRI, a prefixed name or a slug, as for `ydkg show`; a record, a statement, a passage or a
    document as well. All styles but the plain one list the works that state a fact as references of their own.

    \b
      ydkg cite ydr:SLUG
      ydkg cite NAME --style bibtex
      ydkg cite NAME --style csl-json --accessed 2025-01-31 --lang zh
    """  # noqa: D301 - a click mark: lines to be kept apart
    store = opened_store(inferred=inferred, derived=derived)
    written = cite(name, style, store, lang, day_of(accessed, "--accessed") if accessed else None)
    terminal = output == "-" and sys.stdout.isatty()
    lines = [visible(line) if terminal else line for line in written.split("\n")]
    write_whole(output, "\n".join([*lines, ""]))
    figures = [figure for figure, _ in Graph(store).incoming(named_in(store, name), YD.metric)]
    if figures:
        notify(f"to cite a figure of it: {', '.join(f'ydkg cite {compact(figure)}' for figure in figures[:_MOST])}")
