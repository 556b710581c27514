"""Terms in rows of answers as people call them: things, records, terms of the ontology, words of the editors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ydkg.graph.graph import is_iri
from ydkg.graph.names import form, label
from ydkg.graph.schema import is_record, shipped_schema, term_label
from ydkg.vocab import PREFIXES, RDFS, YD, compact
from ydkg.words.language import CHINESE
from ydkg.words.row import WORDS
from ydkg.words.units import measure_word, unit_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ydkg.graph.graph import Graph
    from ydkg.words.language import Language

#: Directions in which one value of a metric is better than another.
_BETTER = frozenset((YD.HigherIsBetter, YD.LowerIsBetter))


def _called(table: Graph, iri: str, language: Language) -> str:
    """Call a thing, a record, a unit, or a term; empty where neither graph nor ontology has a name for it."""
    if language.chinese and is_record(table, iri):
        from ydkg.telling.reading import reading_of  # noqa: PLC0415 - few answers have records
        from ydkg.telling.record import tell_fact  # noqa: PLC0415 - likewise

        if told := tell_fact(reading_of(table), iri):
            return told.zh
    if language.chinese and iri.startswith(PREFIXES["unit"]):
        return unit_name(iri, language)
    known = label(table, iri, language.tag, short=True)
    if known is None and iri in shipped_schema().terms:
        known = term_label(iri, language.tag)
    if known is None and iri == RDFS.label:
        known = language.gettext("name")
    return known or ""


def is_own(text: str) -> bool:
    """Tell whether a text is the IRI of a thing or a record, and nothing more."""
    return text.startswith(PREFIXES["ydr"]) and is_iri(text)


def called_in_row(table: Graph, iri: str, label: str, language: Language, beside: Collection[str] = ()) -> str:
    """Call what stands in a row: in English as its label in the row says, in Chinese as the graph does."""
    own = of_metric(table, iri, language, beside)
    own = own or (language.chinese and form(table, iri, label, language.tag, beside)) or _called(table, iri, language)
    return (own or label if language.chinese else label or own) or compact(iri)


def of_metric(table: Graph, iri: str, language: Language, beside: Collection[str]) -> str:
    """Call a unit or a direction as the metric beside it has it: of a time the shorter is better, not the lower."""
    unit = iri.startswith(PREFIXES["unit"])
    metric = ""
    if unit or iri in _BETTER:
        metric = next((each for each in beside if YD.Metric in table.types(each)), "")
    if unit:
        return unit_name(iri, language, measure_word(table, metric))
    if not metric:
        return ""
    from ydkg.telling.chart import DIRECTIONS  # noqa: PLC0415 - few answers have directions
    from ydkg.telling.reading import reading_of  # noqa: PLC0415 - likewise

    return language.gettext(DIRECTIONS[reading_of(table).direction(metric)])


def all_called(table: Graph, iris: str, language: Language) -> str:
    """Call each of several; names, listed as the language does."""
    return language.listing.join(_called(table, iri, language) or compact(iri) for iri in iris.split())


def in_chinese(table: Graph, text: str) -> str:
    """Give the Chinese of a text where the graph has it: of the name of a thing, or of words of the editors."""
    from ydkg.telling.reading import reading_of  # noqa: PLC0415 - English answers do without
    from ydkg.telling.record import chinese_of  # noqa: PLC0415 - likewise

    if text in WORDS:
        return CHINESE.gettext(WORDS[text])
    known = label(table, text, "zh", short=True) if text.startswith(PREFIXES["ydr"]) else None
    return known or chinese_of(reading_of(table), text)


def beside_in_row(row: Iterable[str], iri: str, asked: Iterable[str]) -> list[str]:
    """List what a term of a row may be said of: the other things of the row, or else what was asked for."""
    return [each for each in row if each != iri and each.startswith(PREFIXES["ydr"])] or list(asked)
