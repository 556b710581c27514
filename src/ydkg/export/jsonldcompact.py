"""RDF as compact JSON-LD: short names by the published context, which is in the file, so that nothing is fetched."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal

from ydkg.assets import CONTEXT_FILE
from ydkg.export._format import Format
from ydkg.export._triples import by_subject
from ydkg.graph.graph import identifier
from ydkg.vocab import PREFIXES, RDF, XSD, compact
from ydkg.words.language import translatable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyoxigraph import Triple

    from ydkg.graph.graph import Term
    from ydkg.graph.sorting import Sorting

FORMAT = Format(
    name="Compact JSON-LD",
    extension="jsonld",
    media_type="application/ld+json",
    purpose=translatable("short names and classes, for programs on the web; to frame"),
    carries="view",
    order=3,
)
#: Where the context is published.
ADDRESS = "https://w3id.org/ydkg/ontology/context.jsonld"
#: Readers of JSON take greater whole numbers for others.
_EXACT = 2**53


def pieces(triples: Iterable[Triple], ordered: Sorting) -> Iterator[bytes]:
    """Write triples as compact JSON-LD.

    W3C, JSON-LD 1.1, 2020.
    """
    context = json.loads(CONTEXT_FILE.read_text(encoding="utf-8"))["@context"]
    yield f'{{"@context":{_written(context)},\n"@graph":[\n'.encode()
    before = ""
    for facts in by_subject(triples, ordered):
        # All that is said of a subject: a value by itself, several as a list, texts by language.
        found: dict[str, Any] = {"@id": _short(identifier(facts[0].subject)), "@type": []}
        for triple in facts:
            predicate, value = triple.predicate.value, triple.object
            key = _name(predicate, context)
            defined = context.get(key)
            kind = defined if isinstance(defined, dict) else {}
            if predicate == RDF.type and not isinstance(value, Literal):
                found["@type"].append(_name(identifier(value), context))
            elif kind.get("@container") == "@language" and isinstance(value, Literal) and value.language:
                _add(found.setdefault(key, {}), value.language, value.value)
            else:
                plain = _plain(value, kind, context)
                _add(found, predicate if plain is None else key, _full(value) if plain is None else plain)
        yield f"{before}{_written({name: value for name, value in found.items() if value != []})}".encode()
        before = ",\n"
    yield b"\n]}\n"


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _add(held: dict[str, Any], key: str, value: object) -> None:
    if key not in held:
        held[key] = value
    elif isinstance(held[key], list):
        held[key].append(value)
    else:
        held[key] = [held[key], value]


def _plain(value: Term, kind: Mapping[str, str], context: Mapping[str, Any]) -> object:
    """Give a value as the context lets it be written; None where the context means another kind of value."""
    if not kind:
        return _full(value)
    expected = kind.get("@type", "")
    if not isinstance(value, Literal):
        iri = identifier(value)
        return {"@id": _short(iri), "@vocab": _name(iri, context)}.get(expected)
    if value.language or expected != compact(value.datatype.value):
        return None
    if expected == "xsd:integer" and str(number := int(value.value)) == value.value and abs(number) < _EXACT:
        return number
    return value.value == "true" if expected == "xsd:boolean" and value.value in {"true", "false"} else value.value


def _full(value: Term) -> object:
    """Give a value that says itself what it is."""
    if not isinstance(value, Literal):
        return {"@id": _short(identifier(value))}
    if value.language:
        return {"@value": value.value, "@language": value.language}
    datatype = value.datatype.value
    return value.value if datatype == XSD.string else {"@value": value.value, "@type": _short(datatype)}


def _name(iri: str, context: Mapping[str, Any]) -> str:
    """Give the name of a term: ours stand by themselves, as far as the context has them; others have a prefix."""
    own = iri.removeprefix(PREFIXES["yd"])
    return own if own in context and own != iri else _short(iri)


def _short(iri: str) -> str:
    return compact(iri).removeprefix("<").removesuffix(">")
