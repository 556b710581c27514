"""``ydkg show``: say everything about one thing."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import click
from pyoxigraph import Literal, NamedNode, Store

from ydkg.cli.graphs import opened_store
from ydkg.cli.later import told_of
from ydkg.cli.options import (
    derived_option,
    endpoint_option,
    format_option,
    inferred_option,
    lang_option,
    output_option,
    source_option,
)
from ydkg.cli.places import bracketed, quotes, words_behind
from ydkg.cli.rows import visible, width, write_rows
from ydkg.cli.suggestion import completed
from ydkg.graph.description import Line, describe
from ydkg.graph.graph import Graph
from ydkg.graph.schema import is_record, shipped_schema
from ydkg.graph.source import open_sources
from ydkg.graph.store import with_apart
from ydkg.output import write_whole
from ydkg.proof.extension import ONTOLOGY
from ydkg.telling.comparison import Comparison
from ydkg.telling.lines import named_in, tell_lines
from ydkg.telling.reading import reading_of
from ydkg.telling.record import tell_fact, tell_record
from ydkg.telling.relation import tell_phrase
from ydkg.telling.text import COLON, NOTHING, Text, joined, same, say
from ydkg.telling.thing import tell_value, topic_kind
from ydkg.telling.within import lines_within, tell_within, within_title
from ydkg.vocab import PREFIXES, PROV, SKOS, UNIT, YD, compact, expand, ydr
from ydkg.words.language import IN_LANGUAGE, Language, translatable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ydkg.graph.graph import Term
    from ydkg.graph.passages import Quote
    from ydkg.graph.source import Source
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


@click.command(name="show")
@click.argument("name", shell_complete=completed())
@format_option
@output_option
@source_option
@inferred_option
@derived_option
@endpoint_option
@lang_option
def command(
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
        write_whole(output, told + told_of(with_apart(store), iri, lang, output))
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
