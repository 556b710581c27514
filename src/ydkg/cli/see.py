"""Verbs that tell of a thing: everything about it, its connections, what became of promises, how it is cited."""

from __future__ import annotations

import sys
from itertools import groupby
from typing import TYPE_CHECKING

import click
from pyoxigraph import Literal, NamedNode, Store

from ydkg.cli.graphs import bracketed, completed, opened_store, quotes, words_behind
from ydkg.cli.rows import linked, visible, width, write_rows
from ydkg.cli.verbs import (
    day_of,
    derived_option,
    endpoint_option,
    format_option,
    inferred_option,
    lang_option,
    notify,
    output_option,
    source_option,
)
from ydkg.files import write_whole
from ydkg.graph.graph import Graph
from ydkg.graph.names import resolve, resolve_two
from ydkg.graph.outline import outlines_of
from ydkg.graph.schema import is_record, shipped_schema
from ydkg.graph.sources import open_sources
from ydkg.graph.store import with_apart
from ydkg.language.text import IN_LANGUAGE, Language, translatable
from ydkg.network.paths import paths
from ydkg.proof.claims.days import latest
from ydkg.proof.claims.promises import at_hand, promises
from ydkg.proof.extension import ONTOLOGY
from ydkg.telling.cite import STYLES, cite
from ydkg.telling.comparisons import Comparison
from ydkg.telling.later import computed_as_of, tally, tell_judged, tell_promise, tell_promises, tell_words
from ydkg.telling.lines import Line, describe, lines_within, named_in, tell_lines, tell_within, within_title
from ydkg.telling.reading import reading_of
from ydkg.telling.record import tell_fact, tell_record
from ydkg.telling.relations import tell_hop, tell_phrase
from ydkg.telling.text import COLON, NOTHING, Text, joined, same, say
from ydkg.telling.thing import tell_value, topic_kind
from ydkg.vocab import PREFIXES, PROV, RDFS, SKOS, UNIT, YD, compact, expand, ydr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ydkg.graph.graph import Term
    from ydkg.graph.sources import Quote, Source
    from ydkg.graph.sparql import Row
    from ydkg.network.paths import Path
    from ydkg.network.projection import Network
    from ydkg.proof.claims.promises import Promise
    from ydkg.telling.later import PageStatement, PromiseAnswers
    from ydkg.telling.reading import Reading

#: The evidence of what follows by the ontology.
_INFERRED = (ONTOLOGY,)
_TITLES = {
    "names": translatable("Names"),
    "facts": translatable("Facts"),
    "posts": translatable("Posts"),
    "participations": translatable("Participations"),
    "figures": translatable("Figures"),
    "comparisons": translatable("Comparisons"),
    "milestones": translatable("Milestones"),
    "first claims": translatable("First claims"),
    "neighbours": translatable("Neighbours"),
    "mentions": translatable("Sources"),
}
_MENTIONS = {YD.mentionedIn: translatable("named"), PROV.wasDerivedFrom: translatable("described")}

#: What a row of a path, and one of a promise, has.
_PATH_COLUMNS = ("path", "weight", "hop", "subject", "predicate", "object", "fact", "record", "sources", "basis")
_PROMISE_COLUMNS = (
    "promise",
    "document",
    "due",
    "evidence",
    "schedule",
    "official",
    "officialDocument",
    "records",
    "asOf",
)


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
    """Say everything about one thing: names, kind, facts, posts, figures, milestones, neighbours, sources.

    NAME is a label or other name in any language, an IRI, a prefixed name or a slug. After each line stands where the
    document states it; with the document, what it says there, each sentence once.

    \b
      ydkg show NAME
      ydkg show ydr:SLUG --source document.txt
    """  # noqa: D301 - a click mark: lines to be kept apart
    store = opened_store(inferred=inferred, derived=derived, endpoint=endpoint)
    documents, iri = open_sources(Graph(store), sources), named_in(store, name)
    if layout == "table":
        told = _text(store, iri, describe(store, iri, lang), documents, lang=lang, output=output)
        write_whole(output, told + _later_text(with_apart(store), iri, lang, output))
        return
    lines = tell_lines(store, iri, lang)
    columns = ["section", "property", "value", "iri", "sources"]
    rows: list[tuple[NamedNode | Literal | None, ...]] = [
        (
            Literal(line.section),
            Literal(line.property),
            Literal(line.value),
            NamedNode(line.iri) if line.iri else None,
            Literal(" ".join(line.evidence)) if line.evidence else None,
        )
        for line in lines
    ]
    if documents:
        columns.append("sentence")
        table = Graph(store)
        rows = [(*row, words_behind(table, documents, line.evidence)) for row, line in zip(rows, lines, strict=True)]
    write_rows(columns, rows, layout, output)


def _text(store: Store, iri: str, lines: list[Line], documents: Sequence[Source], *, lang: str, output: str) -> str:
    """Write the lines for a person, section by section."""
    table = Graph(store) if iri in Graph(store) else with_apart(store)
    reading, language = reading_of(table, *documents), Language.of(lang)
    fact = tell_fact(reading, iri) if language.chinese else None
    name = fact or reading.naming.name(iri)
    kinds = [reading.naming.name(each) for each in shipped_schema().kinds(table.types(iri))]
    if ydr("focus-areas") in table.values(iri, SKOS.inScheme):
        kinds = [topic_kind(reading, iri)]
    of = language.listing.join(dict.fromkeys(kind.pick(lang) for kind in kinds))  # two classes may be called the same
    text = [visible(name.pick(lang)), f"  {compact(iri)}  {of}".rstrip()]
    told: set[Quote] = set()

    def write(title: str, rows: list[tuple[str, list[str], Line]]) -> None:
        text.extend(("", title))
        size = max(width(left) for left, _, _ in rows)
        for left, (value, *support), line in rows:
            gap = " " * (size - width(left)) + "  " if size else ""
            where = "" if line.section == "neighbours" else bracketed(reading, line.evidence, lang, output)
            text.append(f"  {left}{gap}{visible(value)}{where}".rstrip())
            text.extend(f"      {visible(each)}" for each in support)
            if line.section not in {"names", "neighbours"}:
                behind = quotes(reading.library, table, documents, line.evidence, told)
                text.extend(f"      {each}" for each in behind)

    for section, members in groupby(lines, key=lambda line: line.section):
        if section == "names" and fact:
            continue  # The label of a record is English; in Chinese it is the sentence above.
        # What is inferred is left out where a line in the same words is stated, or is inferred from the other side; and
        # that a number has no unit goes without saying.
        kept: dict[tuple[str, str], Line] = {}
        for line in (each for each in members if each.iri != UNIT.UNITLESS):
            key = _left(reading, iri, line, lang), line.iri or line.value
            if key not in kept or (line.evidence != _INFERRED and kept[key].evidence == _INFERRED):
                kept[key] = line
        write(
            language.gettext(_TITLES[section]),
            [(left, _standing(reading, iri, line, lang), line) for (left, _), line in kept.items()],
        )
    if rolled := tell_within(reading, iri):
        parts = [visible(reading.naming.name(fact.part).pick(lang)) for fact in rolled]
        within = lines_within(rolled, lang)
        write(
            within_title(reading, iri, name).pick(lang),
            [(part, [line.value], line) for part, line in zip(parts, within, strict=True)],
        )
    return "\n".join(text) + "\n"


def _left(reading: Reading, subject: str, line: Line, lang: str) -> str:
    """Return what a line starts with: a relation in words, a kind; nothing of a record, which says itself."""
    if line.section == "mentions":
        return Language.of(lang).gettext(
            _MENTIONS[YD.mentionedIn if line.property == "yd:mentionedIn" else PROV.wasDerivedFrom]
        )
    if line.iri and line.property == compact(line.iri):
        return ""
    name, at, tag = line.property.removeprefix("^").partition("@")
    predicate = expand(name)
    if predicate is None:
        return visible(line.property)
    back, language = line.property.startswith("^"), Language.of(lang)
    ends = (line.iri or "", subject) if back else (subject, line.iri or "")
    words = tell_phrase(reading, predicate, *ends)
    said = (words.back if back else words.onward).pick(lang)
    if not language.chinese:
        return said + (f" ({tag})" if at else "")
    if predicate.startswith((PREFIXES["rdf"], PREFIXES["rdfs"])):
        said = reading.naming.property(predicate).zh
    return said + (f"（{language.gettext(IN_LANGUAGE[tag]) if tag in IN_LANGUAGE else tag}）" if at else "")


def _value(reading: Reading, subject: str, line: Line, lang: str) -> str:
    """Return what a line tells: a record in a sentence, a thing by name, a value as people write it."""
    if line.iri and (line.property == compact(line.iri) or is_record(reading.table, line.iri)):
        record = tell_record(reading, line.iri)
        if record is None:
            return line.value
        return (record.full if isinstance(record, Comparison) else record.sentence).pick(lang)
    predicate = expand(line.property.partition("@")[0])
    # Which way is better depends on what is measured.
    if line.iri and predicate != YD.direction:
        return line.value if line.value != line.iri else reading.naming.name(line.iri).pick(lang)
    if line.section != "facts" or predicate is None:
        return line.value
    terms = _terms(reading, subject, predicate, line)
    return next((tell_value(reading, subject, NOTHING, predicate, term).text.pick(lang) for term in terms), line.value)


def _terms(reading: Reading, subject: str, predicate: str, line: Line) -> list[Term]:
    """List the values that a line tells of a subject; several where they are the same letters."""
    wanted = line.iri or line.value
    return [term for term in reading.table.objects(subject, predicate) if getattr(term, "value", "") == wanted]


def _standing(reading: Reading, subject: str, line: Line, lang: str) -> list[str]:
    """Return what a line tells, with its basis; then, of what was looked up, how well it is supported, and by what."""
    value = _value(reading, subject, line, lang)
    # What says how it was read: the statement of the fact, or the record that it is; empty where nothing does.
    about = line.iri if line.property == compact(line.iri) else ""
    predicate = expand(line.property.lstrip("^").partition("@")[0])
    if line.section in {"names", "facts"} and predicate is not None:
        if line.property.startswith("^"):
            statement = reading.statement(line.iri, predicate, NamedNode(subject))
        else:
            terms = _terms(reading, subject, predicate, line)
            statement = next((reading.statement(subject, predicate, term) for term in terms), None)
        about = statement.statement if statement else ""
    basis, confidence = (reading.term(about, each) if about else NOTHING for each in (YD.basis, YD.confidence))
    told = [joined([same(value), basis]).pick(lang)]
    if confidence:
        support = joined([confidence, reading.text(about, SKOS.note)], Text(". ", "。"))
        told.append(joined([say(translatable("Confidence")), support], COLON).pick(lang))
    return told


def _later_text(table: Graph, iri: str, lang: str, output: str) -> str:
    """Write what became of a promise or of what was promised of a thing, and what pages and editors say, apart."""
    answers, language = tell_promises(table, iri), Language.of(lang)
    text: list[str] = []
    if answers:
        text += ["", language.gettext("What became of it")]
        reading = reading_of(table)
        for milestone, told in answers.items():
            said = tell_fact(reading, milestone)
            if milestone != iri:
                text.append(f"  {visible(said.pick(lang) if said else compact(milestone))}")
            indent = "  " if milestone == iri else "      "
            text += [f"{indent}{visible(told.line.pick(lang))}", *_behind(told, lang, output)]
        text.append(f"  {computed_as_of(table).pick(lang)}")
    if words := tell_words(table, iri, answers):
        text += ["", language.gettext("By public pages, not proven to the letter")]
        for word in words:
            text += _written(word, "  ", lang, output)
    if judged := tell_judged(table, iri):
        text += ["", language.gettext("What the editors judged of it")]
        for _, said, why in judged:
            text += [f"{indent}{visible(each.pick(lang))}" for indent, each in (("  ", said), ("      ", why)) if each]
    return "\n".join([*text, ""]) if text else ""


def _behind(told: PromiseAnswers, lang: str, output: str) -> list[str]:
    """Write the records that an answer rests on."""
    return [line for word in told.words for line in _written(word, "      ", lang, output)]


def _written(word: PageStatement, indent: str, lang: str, output: str) -> list[str]:
    cited = joined([word.page, word.confidence]).pick(lang)
    more = [each.pick(lang) for each in (word.stands, word.note) if each]
    return [
        f"{indent}{visible(word.sentence.pick(lang))}  [{linked(visible(cited), word.link, output)}]",
        *(f"{indent}    {visible(each)}" for each in more),
    ]


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
    table = Graph(opened_store(endpoint=endpoint))
    ends = resolve_two(table, origin, destination)
    documents = open_sources(table, sources)
    reading = reading_of(table, *documents)
    network, found = paths(table, *ends, limit)
    if not found:
        one, other = (reading.naming.short(end).pick("en") for end in ends)
        notify(f"no facts connect {one} and {other}")
    if layout == "table":
        told = [_path_text(reading, network, each, documents, lang=lang, output=output) for each in enumerate(found, 1)]
        write_whole(output, "\n".join(told))
    else:
        columns = (*_PATH_COLUMNS, "sentence") if documents else _PATH_COLUMNS
        rows: list[Row] = []  # one a fact
        for number, path in enumerate(found, 1):
            for place, hop in enumerate(path.hops, 1):
                for fact in tell_hop(reading, network, hop, lang):
                    row: Row = (
                        *(Literal(value) for value in (number, path.weight, place)),
                        *(NamedNode(iri) for iri in (fact.subject, fact.predicate, fact.object)),
                        Literal(fact.text),
                        NamedNode(fact.record),
                        Literal(" ".join(fact.evidence)) if fact.evidence else None,
                        Literal(fact.basis) if fact.basis else None,
                    )
                    words = (words_behind(table, documents, fact.evidence),) if documents else ()
                    rows.append((*row, *words))
        write_rows(columns, rows, layout, output)


def _path_text(
    reading: Reading, network: Network, found: tuple[int, Path], documents: Sequence[Source], *, lang: str, output: str
) -> str:
    """Write a path for a person: its things in a line, then a line a fact, and the sentences behind it, each once."""
    number, path = found
    told: set[Quote] = set()
    lines = [f"{number}. {visible(' – '.join(reading.naming.short(node).pick(lang) for node in path.nodes))}"]
    for hop in path.hops:
        for fact in tell_hop(reading, network, hop, lang):
            words = Language.of(lang).comma.join(part for part in (fact.text, fact.basis) if part)
            lines.append(f"   {visible(words)}{bracketed(reading, fact.evidence, lang, output)}")
            lines += [
                f"       {each}" for each in quotes(reading.library, reading.table, documents, fact.evidence, told)
            ]
    return "".join(f"{line}\n" for line in lines)


@click.command(name="promises")
@click.argument("name", required=False)
@click.option("--pages", is_flag=True, help="Tell the promises that only public pages make, too.")
@format_option
@output_option
@endpoint_option
@lang_option
def promises_verb(*, name: str | None, pages: bool, layout: str, output: str, endpoint: str, lang: str) -> None:
    """Say what became of every stage that a document at hand calls planned or under way, in three answers.

    Evidence: what later documents say. Schedule: how that stands to the date. Official: what the responsible body
    stated last. All of it is computed as of the latest document; no later word is no failure. NAME is a thing, to be
    told of its promises only.

    \b
      ydkg promises
      ydkg promises "Ring Railway"
      ydkg promises --pages
      ydkg promises --format csv -o promises.csv
    """  # noqa: D301 - a click mark: lines to be kept apart
    table = with_apart(opened_store(endpoint=endpoint))
    everywhere = promises(table, None if name is None else resolve(table, name))
    found = everywhere if pages else at_hand(table, everywhere)
    if layout == "table":
        reading = reading_of(table)
        reading.library.learn({} if name else outlines_of(table))  # of all documents
        write_whole(output, _promises_text(reading, found, len(everywhere) - len(found), lang, output))
        return
    day = latest(table)
    rows = [
        (
            NamedNode(each.milestone),
            NamedNode(each.document),
            Literal(each.due) if each.due else None,
            Literal(each.evidence),
            Literal(each.schedule),
            NamedNode(each.official) if each.official else None,
            NamedNode(each.official_document) if each.official_document else None,
            Literal(" ".join(word.record for word in each.behind)) if each.behind else None,
            Literal(day),
        )
        for each in found
    ]
    write_rows(_PROMISE_COLUMNS, rows, layout, output)


def _promises_text(reading: Reading, found: Sequence[Promise], more: int, lang: str, output: str) -> str:
    """Tell promises by document, each with its answers and the pages behind them, and how many more pages make."""
    table, language = reading.table, Language.of(lang)
    lines = [line.pick(lang) for line in (tally(table, found), computed_as_of(table)) if line]
    documents: dict[str, list[Promise]] = {}
    for promise in found:
        documents.setdefault(promise.document, []).append(promise)
    for document, promised in documents.items():
        lines += ["", visible(reading.text(document, RDFS.label).pick(lang))]
        for promise in promised:
            answers, said = tell_promise(reading, promise), tell_fact(reading, promise.milestone)
            lines.append(f"  {visible(said.pick(lang) if said else promise.milestone)}")
            lines.append(f"    {visible(answers.line.pick(lang))}")
            lines += _behind(answers, lang, output)
    if more:
        pages = language.ngettext("{n} more promise is of public pages: --pages",
                                  "{n} more promises are of public pages: --pages", more)  # fmt: skip
        lines += ["", pages]
    elif not found:
        lines.append(language.gettext("nothing is promised"))
    return "\n".join(lines) + "\n"


@click.command(name="cite")
@click.argument("name", metavar="FACT|THING", shell_complete=completed())
@click.option(
    "--style", type=click.Choice(list(STYLES)), default="plain", show_default=True, help="How the citation is written."
)
@click.option(
    "--accessed",
    metavar="DAY",
    help="When you visited its pages, such as 2025-01-31; where the style has room for it.",
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
      ydkg cite NAME --style gbt7714 --accessed 2025-01-31 --lang zh
    """  # noqa: D301 - a click mark: lines to be kept apart
    store = opened_store(inferred=inferred, derived=derived)
    written = cite(name, style, store, lang, day_of(accessed, "--accessed") if accessed else None)
    terminal = output == "-" and sys.stdout.isatty()
    lines = [visible(line) if terminal else line for line in written.split("\n")]
    write_whole(output, "\n".join([*lines, ""]))
