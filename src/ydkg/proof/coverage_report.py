"""Coverage as rows, as JSON, and as a page that shows the document with its passages marked."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup
from pyoxigraph import Literal, NamedNode

from ydkg.graph.sources import passage_iri
from ydkg.language.text import ENGLISH, Language, translatable
from ydkg.page import tongue
from ydkg.proof.coverage import KINDS
from ydkg.proof.page import report_page
from ydkg.vocab import XSD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ydkg.proof.coverage import Coverage, MarkedPassage, SpanCoverage

COLUMNS = ("sentence", "start", "end", "characters", "covered", "mentioned", "share", "facts", "mentions", "text")
#: What stands over the columns of a table for people.
TITLES = {
    "sentence": translatable("sentence"),
    "start": translatable("start"),
    "end": translatable("end"),
    "characters": translatable("characters"),
    "covered": translatable("covered by facts"),
    "mentioned": translatable("covered by names"),
    "share": translatable("share covered by facts"),
    "facts": translatable("facts"),
    "mentions": translatable("things named"),
    "text": translatable("text"),
}
#: How wide the band is, in units of its drawing, and the least width of a passage in it.
_BAND = 1000
_LEAST = 1.5
#: A letter for each kind, so that colour is not all that tells them apart.
CODES = dict(zip(KINDS.values(), "FCM1PARDN", strict=True))


def as_rows(covered: Iterable[Coverage]) -> list[tuple[NamedNode | Literal | None, ...]]:
    """Write coverage as rows."""
    rows: list[tuple[NamedNode | Literal | None, ...]] = []
    for each in covered:
        for part in (*each.sentences, each.total):
            whole = part is each.total
            name = NamedNode(each.document if whole else passage_iri(each.document, part.start, part.end))
            counts = (part.start, part.end, part.characters, part.covered, part.mentioned)
            share = Literal(str(part.share), datatype=NamedNode(XSD.decimal))
            text = None if part.text is None or whole else Literal(part.text)
            rows.append((name, *map(Literal, counts), share, Literal(part.facts), Literal(part.mentions), text))
    return rows


def as_json(covered: Iterable[Coverage]) -> str:
    """Write coverage as JSON."""
    documents = [
        {
            "document": each.document,
            "title": each.title,
            "total": _counts(each.total),
            "kinds": each.kinds,
            "sentences": [
                _counts(part) | ({} if part.text is None else {"text": part.text}) for part in each.sentences
            ],
            "withoutFacts": [[part.start, part.end] for part in each.bare],
            "passages": [
                {"start": mark.start, "end": mark.end, "stated": [vars(stated) for stated in mark.stated]}
                for mark in each.marks
            ],
        }
        for each in covered
    ]
    return json.dumps(documents, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _counts(part: SpanCoverage) -> dict[str, int | float]:
    return {name: getattr(part, name) for name in COLUMNS[1:-1]} | {"share": float(part.share)}


class _Segment(NamedTuple):
    """A run of words between ends of passages: the kinds of what it carries, whither it leads, if a passage starts."""

    words: str
    kinds: tuple[str, ...]
    anchor: str
    opens: bool


def as_html(
    covered: Iterable[Coverage],
    language: Language = ENGLISH,
    name: Callable[[str], str] | None = None,
) -> str:
    """Write coverage as a page."""
    documents = []
    for number, each in enumerate(covered, start=1):
        length = max(each.total.characters, 1)
        lanes = {
            kind: [
                {"mark": mark, "anchor": _anchor(mark, number), "x": x, "width": width}
                for mark in each.marks
                if any(stated.kind == kind for stated in mark.stated)
                for x, width in [_placed(mark, length)]
            ]
            for kind in KINDS.values()
        }
        bare = [
            {"part": part, "number": place, "x": x, "width": width}
            for place, part in enumerate(each.sentences, 1)
            if not part.facts
            for x, width in [_placed(part, length)]
        ]
        sentences = [_sentence(part, each, number) for part in each.sentences]
        title = name(each.document) if name else each.title
        told = {"covered": each, "number": number, "title": title}
        documents.append({**told, "lanes": lanes, "bare": bare, "sentences": sentences})
    context = {
        "documents": documents,
        "name": lambda stated: name(stated.iri) if name else stated.words,
        "kinds": list(KINDS.values()),
        "codes": {kind: language.gettext(kind)[0] if language.chinese else code for kind, code in CODES.items()},
    }
    filters = {
        "css": lambda kind: kind.replace(" ", "-"),
        "percent": lambda part: f"{part.share * 100:.{0 if part.share in {0, 1} else 1}f}%",
        "whole": language.number,
        "tongue": lambda text: tongue(text, language.tag),
        "strong": lambda value: Markup("<b>{}</b>").format(value),
    }
    return report_page("coverage", context, language, filters)


def _placed(run: MarkedPassage | SpanCoverage, length: int) -> tuple[str, str]:
    """Return where a run starts on the band, and how wide it is."""
    width = max((run.end - run.start) / length * _BAND, _LEAST)
    return f"{min(run.start / length * _BAND, _BAND - width):.2f}", f"{width:.2f}"


def _anchor(mark: MarkedPassage, number: int) -> str:
    return f"passage-{number}-{mark.start}-{mark.end}"


def _sentence(part: SpanCoverage, covered: Coverage, number: int) -> dict[str, object]:
    touching = [mark for mark in covered.marks if mark.start < part.end and part.start < mark.end]
    text = covered.total.text
    # Cut wherever a passage starts or ends; each piece leads to the shortest passage around it.
    ends = {end for mark in touching for end in (mark.start, mark.end) if part.start < end < part.end}
    words, segments = "" if text is None else text[part.start : part.end], []
    for start, end in pairwise(sorted({part.start, part.end, *ends})) if text is not None else ():
        around = sorted((m for m in touching if m.start <= start and end <= m.end), key=lambda m: (m.end - m.start, m))
        carried = {each.kind for mark in around for each in mark.stated}
        kinds = tuple(kind for kind in KINDS.values() if kind in carried)
        opens = any(mark.start == start for mark in around)
        piece = words[start - part.start : end - part.start]
        segments.append(_Segment(piece, kinds, _anchor(around[0], number) if around else "", opens))
    return {
        "part": part,
        "words": words,
        "segments": segments,
        "passages": [
            {
                "mark": mark,
                "anchor": _anchor(mark, number),
                "words": "" if text is None else text[mark.start : mark.end],
                "whole": mark.start <= part.start and part.end <= mark.end,
            }
            for mark in touching
            if part.start <= mark.start
        ],
    }
