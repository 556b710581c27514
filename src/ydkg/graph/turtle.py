"""Turtle: files read and their literals checked, and written in canonical form, where a changed fact is a line."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from zlib import crc32

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from ydkg.collection import graph_name, open_file, state_of
from ydkg.errors import TurtleError, problem, reason, write_error
from ydkg.errors import quoted as given
from ydkg.files import write_whole
from ydkg.vocab import PREFIXES, RDF, RDFS, XSD, compact, local_name, ydr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ydkg.graph.graph import Term

_T = TypeVar("_T")
_XSD = PREFIXES["xsd"]
#: The least and the greatest value of the datatypes of whole numbers.
_RANGES = {
    "integer": (None, None),
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    "long": (-(2**63), 2**63 - 1),
    "int": (-(2**31), 2**31 - 1),
    "short": (-(2**15), 2**15 - 1),
    "byte": (-128, 127),
    "unsignedLong": (0, 2**64 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedShort": (0, 2**16 - 1),
    "unsignedByte": (0, 255),
}
#: The datatypes whose literals are checked.
CHECKED = frozenset({*(_XSD + name for name in _RANGES), XSD.decimal, XSD.boolean, XSD.date})
_TRUTHS = {"true": "true", "1": "true", "false": "false", "0": "false"}
_DECIMAL = re.compile(r"([+-]?)([0-9]*)(?:\.([0-9]*))?\Z")
_INTEGER = re.compile(r"([+-]?)([0-9]+)\Z")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?\Z")
#: The end of what may be a literal of a datatype that is checked; whether it is one, only who reads the file can tell.
_TYPED = re.compile(
    rb"\^\^\s*(?:[\w.\x80-\xff-]*:|<http://www\.w3\.org/2001/XMLSchema#)("
    + "|".join(sorted(map(local_name, CHECKED))).encode()
    + rb")\b"
)
#: Bytes that are looked at before it.
_BEFORE = 80
#: What pyoxigraph says where it does not say what it expected.
_EXPECTED = {
    "Unexpected end": problem("expected the rest of a statement, found the end of the file"),
    "Invalid UTF-8": problem("expected UTF-8"),
    "Invalid IRI code point": problem("expected an IRI"),
}
#: What the parser calls a node that a file does not name, otherwise each time.
_RANDOM = re.compile("[0-9a-f]{24,32}")
#: Literals, IRIs, escapes, comments, and what stands between them.
_TOKEN = re.compile(
    r'"""(?:\\.|(?!""").)*"""'
    r"|'''(?:\\.|(?!''').)*'''"
    r'|"(?:\\.|[^"\\])*"'
    r"|'(?:\\.|[^'\\])*'"
    r"""|<[^<>\s]*>|\\.|\#[^\n]*|[^\s"'<\\#]+|.""",
    re.DOTALL,
)
#: Of the comments behind the last statement, which are no subject's.
_END = "\U0010ffff"
#: What a text must not hold bare: it would end the literal, or a reviewer could not see it.
_UNSEEN = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ECHARS = str.maketrans({'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r"})

#: Make a text a literal of its language.
english, chinese = partial(Literal, language="en"), partial(Literal, language="zh-hans")


def about(subject: str, *pairs: tuple[str, str | Term]) -> Iterator[Triple]:
    """Say things of a subject; in their order."""
    for predicate, value in pairs:
        yield Triple(NamedNode(subject), NamedNode(predicate), NamedNode(value) if isinstance(value, str) else value)


def read_content(path: Path | str) -> bytes:
    """Read a file, for whoever needs both what stands in it and what it means."""
    try:
        with open_file(path) as file:
            return file.read()
    except OSError as error:
        raise turtle_error(path, error) from error


def read_turtle(path: Path | str, content: bytes | None = None) -> list[Triple]:
    """Read a Turtle file, its literals as they are written; in the order of the file; may be empty."""
    if content is None:
        content = read_content(path)
    # Nodes that the file does not name are called by their place in it.
    mark = f"{graph_name(Path(path))}-{crc32(str(path).encode(errors='surrogateescape')):08x}"
    called: defaultdict[str, BlankNode] = defaultdict(lambda: BlankNode(f"{mark}-{len(called) + 1}"))
    triples = []
    try:
        for quad in parse(content, format=RdfFormat.TURTLE):
            triple = quad.triple
            subject, term = triple.subject, triple.object
            if isinstance(term, Literal) and (wrong := ill_typed(term)):
                line = _line_of(term, content)
                said = problem("{place}: {wrong}", place=f"{path}:{line}", wrong=wrong.args[0])
                raise TurtleError(said, term.value, line=line) from wrong
            if isinstance(subject, BlankNode) or isinstance(term, BlankNode):
                ends = [
                    called[end.value] if isinstance(end, BlankNode) and _RANDOM.fullmatch(end.value) else end
                    for end in (subject, term)
                ]
                triple = Triple(ends[0], triple.predicate, ends[1])
            triples.append(triple)
    except SyntaxError as error:
        raise turtle_error(path, error) from error
    return triples


def check_literals(path: Path | str, content: bytes) -> None:
    """Refuse a literal that is none of its datatype's, in a file that was read by other means."""
    written = set()
    for match in _TYPED.finditer(content):
        before = content[max(0, match.start() - _BEFORE) : match.start()].rstrip()
        written.add((before[:-1].rpartition(before[-1:])[2], match[1]))
    for lexical, name in written:
        if ill_typed(Literal(lexical.decode(errors="replace"), datatype=NamedNode(_XSD + name.decode()))):
            read_turtle(path, content)  # says where it is, if it is one
            return


def turtle_error(path: Path | str, error: SyntaxError | OSError) -> TurtleError:
    """Say in one line what pyoxigraph found wrong with a file; to be raised: ``FILE:LINE: what``."""
    if isinstance(error, OSError):
        return TurtleError(problem("{path}: cannot be read: {why}", path=path, why=reason(error)), str(path))
    line = error.lineno or 1
    # The parser's message begins with the place, which it has fields for.
    words = str(error.msg).partition(": ")[2] if error.lineno else str(error.msg)
    words, place = " ".join(words.split()), f"{path}:{line}"
    wrong = next((expected for start, expected in _EXPECTED.items() if words.startswith(start)), None)
    said = problem("{place}: {words}", place=place, words=words)
    if wrong and words.startswith("Unexpected"):
        said = problem("{place}: {wrong}", place=place, wrong=wrong)
    elif wrong:
        said = problem("{place}: {wrong}: {words}", place=place, wrong=wrong, words=words)
    return TurtleError(said, str(path), line=line, column=error.offset or 0)


def _line_of(literal: Literal, content: bytes) -> int:
    """Find the line of a file in which a literal with a datatype stands first."""
    pattern = rf"[\"']{re.escape(literal.value)}[\"']\s*\^\^\S*\b{local_name(literal.datatype.value)}"
    place = re.search(pattern.encode(), content)
    return content[: place.start() if place else 0].count(b"\n") + 1


def ill_typed(literal: Literal) -> ValueError | None:
    """Say what was expected of a literal that is none of its datatype's."""
    if literal.datatype.value not in CHECKED:
        return None
    try:
        canonical_lexical(literal.value, literal.datatype.value)
    except ValueError as error:
        return error
    return None


def canonical_lexical(lexical: str, datatype: str) -> str:
    """Return the canonical lexical form of a literal, as XSD 1.1 has it (part 2, appendix E).

    >>> canonical_lexical("+170000000.00", XSD.decimal)
    '170000000'
    >>> canonical_lexical("abc", XSD.decimal)
    Traceback (most recent call last):
    ValueError: 'abc' is no xsd:decimal; expected digits with at most one point
    """
    if datatype not in CHECKED:
        return lexical
    name = datatype.removeprefix(_XSD)
    if name in _RANGES:
        return _whole_number(lexical, name)
    if name == "boolean":
        if lexical not in _TRUTHS:
            raise ValueError(problem("{value} is no xsd:boolean; expected true or false", value=given(lexical)))
        return _TRUTHS[lexical]
    if name == "decimal":
        match = _DECIMAL.match(lexical)
        if not match or not (match[2] or match[3]):
            said = problem("{value} is no xsd:decimal; expected digits with at most one point", value=given(lexical))
            raise ValueError(said)
        whole, fraction = match[2].lstrip("0") or "0", (match[3] or "").rstrip("0")
        return _signed(match[1], f"{whole}.{fraction}" if fraction else whole)
    match = _DATE.match(lexical)
    try:
        date(*map(int, match.group(1, 2, 3) if match else (0, 0, 0)))
    except ValueError:
        said = problem("{value} is no xsd:date; expected a day of the calendar as YYYY-MM-DD", value=given(lexical))
        raise ValueError(said) from None
    return re.sub(r"[+-]00:00\Z", "Z", lexical)


def _whole_number(lexical: str, name: str) -> str:
    match = _INTEGER.match(lexical)
    if not match:
        raise ValueError(
            problem("{value} is no xsd:{datatype}; expected digits only", value=given(lexical), datatype=name)
        )
    canonical = _signed(match[1], match[2].lstrip("0") or "0")
    low, high = _RANGES[name]
    if low is None and high is None:
        return canonical  # it may have more digits than Python reads
    if (low is not None and int(canonical) < low) or (high is not None and int(canonical) > high):
        raise ValueError(
            problem("{value} is no xsd:{datatype}; it is out of range", value=given(lexical), datatype=name)
        )
    return canonical


def _signed(sign: str, digits: str) -> str:
    return f"-{digits}" if sign == "-" and digits != "0" else digits


def canonical_term(term: _T) -> _T | Literal:
    """Write a literal as a store has it.

    >>> canonical_term(Literal("1", datatype=NamedNode(XSD.boolean))).value
    'true'
    """
    if not isinstance(term, Literal):
        return term
    if term.language:
        return Literal(term.value, language=term.language.lower())
    return (
        term if ill_typed(term) else Literal(canonical_lexical(term.value, term.datatype.value), datatype=term.datatype)
    )


def quoted(text: str) -> str:
    r"""Return a text in double quotes, escaping what would end it and what a reader cannot see.

    >>> print(quoted('a "b"'))
    "a \"b\""
    """

    def escaped(match: re.Match[str]) -> str:
        return _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04X}"

    return f'"{_UNSEEN.sub(escaped, text)}"'


def canonical_turtle(triples: Iterable[Triple], comments: Mapping[str, str] | None = None) -> str:
    """Write triples as canonical Turtle, with comments before the blocks of their subjects.

    >>> utopia = NamedNode(ydr("utopia"))
    >>> label = NamedNode(RDFS.label)
    >>> print(canonical_turtle([Triple(utopia, label, Literal("Utopia", language="en"))]), end="")
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix ydr: <https://w3id.org/ydkg/id/> .
    <BLANKLINE>
    ydr:utopia
      rdfs:label "Utopia"@en ;
    .
    """
    facts: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    names = set[str]()
    for triple in triples:
        subject, predicate, term = _named(triple)
        verb = "a" if predicate == RDF.type else compact(predicate)
        # Types, labels, the rest by IRI; IRIs before literals, and literals by language, datatype and value.
        rank = {RDF.type: "0", RDFS.label: "1"}.get(predicate, "2")
        if isinstance(term, Literal):
            written = _literal(term, subject)
            order = ("1", term.language or "", term.datatype.value)
        else:
            written = compact(term.value)
            order = ("0", str(term), "")
        facts[subject].add((rank, predicate, *order, written, f"  {verb} {written} ;\n"))
        names.update((compact(subject), verb, written.rpartition('"')[2].removeprefix("^^")))
    prefixes = sorted({name.partition(":")[0] for name in names} & PREFIXES.keys())
    known = comments or {}
    parts = [known.get("", "") + "".join(f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in prefixes)]
    for subject in sorted(facts):
        lines = "".join(fact[-1] for fact in sorted(facts[subject]))
        parts.append(f"{known.get(subject, '')}{compact(subject)}\n{lines}.\n")
    return "\n".join(part for part in (*parts, known.get(_END, "")) if part)


def format_file(path: Path | str) -> bool:
    """Rewrite a Turtle file in canonical form, if it is not in it already; whether the file was changed."""
    content = read_content(path)
    canonical = canonical_content(path, content)
    if canonical == content:
        return False
    if not state_of(path):
        raise write_error(path, OSError(None, problem("it is no file; `--check` only reads it")))
    write_whole(path, canonical)
    return True


def rewrite_file(path: Path, triples: Iterable[Triple]) -> None:
    """Write other triples into a Turtle file in canonical form; its comments are kept."""
    write_whole(path, canonical_turtle(triples, _comments(path, read_content(path))))


def first_difference(path: Path | str, content: bytes | None = None) -> int | None:
    """Find the first line of a Turtle file, from 1, that is not as its canonical form has it."""
    content = read_content(path) if content is None else content
    canonical = canonical_content(path, content)
    if canonical == content:
        return None
    lines, wanted = content.split(b"\n"), canonical.split(b"\n")
    shorter = min(len(lines), len(wanted))
    return next((at + 1 for at in range(shorter) if lines[at] != wanted[at]), shorter)


def canonical_content(path: Path | str, content: bytes) -> bytes:
    """Write what was read from a file in canonical form; full-line comments between its statements are kept."""
    triples = read_turtle(path, content)
    canonical = canonical_turtle(triples).encode()
    if canonical == content:
        return content
    return canonical_turtle(triples, _comments(path, content)).encode()


def _comments(path: Path | str, content: bytes) -> dict[str, str]:
    """Collect the comments of a file by the subject before which they stand; refuse one within a statement."""
    parser, text = parse(content, format=RdfFormat.TURTLE), content.decode()
    subjects = {quad.subject.value for quad in parser}
    comments: defaultdict[str, str] = defaultdict(str)
    pending, before = "", "."
    for token in _TOKEN.finditer(text):
        written = token[0]
        if written.isspace():
            continue
        begun = text[text.rfind("\n", 0, token.start()) + 1 : token.start()]
        subject = _subject(written, parser.prefixes) if pending else ""
        if written.startswith("#") and before.endswith(".") and not begun.strip():
            pending += f"{written.rstrip()}\n"
        elif written.startswith("#") or (subject and subject not in subjects):
            line = text.count("\n", 0, token.start()) + 1
            said = "{path}:{number}: a comment, which a canonical file cannot keep; remove it first"
            raise TurtleError(problem(said, path=path, number=line), written.rstrip(), line=line)
        else:
            if pending:
                comments[subject] += pending
            pending, before = "", written
    if pending:
        comments[_END] = pending
    return comments


def _subject(written: str, prefixes: Mapping[str, str]) -> str:
    """Read what a statement begins with; an IRI, empty of a directive."""
    if written.startswith("@") or written.casefold() in {"prefix", "base"}:
        return ""
    prefix, _, local = written.partition(":")
    return written[1:-1] if written.startswith("<") else prefixes.get(prefix, "") + local


def ntriples(triple: Triple) -> str:
    r"""Return a triple as a line of RDF 1.1's canonical N-Triples (section 4), without its line feed.

    >>> print(ntriples(Triple(NamedNode("http://a/s"), NamedNode("http://a/p"), Literal('x "y"'))))
    <http://a/s> <http://a/p> "x \"y\"" .
    """
    subject, predicate, term = _named(triple)
    if isinstance(term, NamedNode):
        return f"<{subject}> <{predicate}> <{term.value}> ."
    text = f'"{term.value.translate(_ECHARS)}"'
    if term.language:
        text += f"@{term.language.lower()}"
    elif term.datatype.value != XSD.string:
        text += f"^^<{term.datatype.value}>"
    return f"<{subject}> <{predicate}> {text} ."


def statement_iri(triple: Triple) -> str:
    """Return the IRI of the statement node that stands beside a triple.

    >>> statement_iri(Triple(NamedNode("http://a/s"), NamedNode("http://a/p"), NamedNode("http://a/o")))
    'https://w3id.org/ydkg/id/statement-a0407341fb4c'
    """
    return ydr("statement-" + sha256(ntriples(triple).encode()).hexdigest()[:12])


def judgement_iri(triple: Triple) -> str:
    """Return the IRI of the judgement that says a triple."""
    return statement_iri(triple).replace("/statement-", "/judgement-")


def _named(triple: Triple) -> tuple[str, str, NamedNode | Literal]:
    """Return the IRIs of subject and predicate, and the object, of which none is a blank node or a triple."""
    subject = triple.subject
    if not isinstance(subject, NamedNode):
        said = problem("{subject}: a blank node; name it, so that it can be cited", subject=subject)
        raise TurtleError(said, str(subject))
    if not isinstance(triple.object, NamedNode | Literal):
        fact = f"{compact(subject.value)}: {compact(triple.predicate.value)}"
        raise TurtleError(problem("{fact} leads to a blank node or a triple; name it", fact=fact), str(triple.object))
    return subject.value, triple.predicate.value, triple.object


def _literal(term: Literal, subject: str) -> str:
    """Write a literal as canonical Turtle."""
    datatype, name = term.datatype.value, compact(subject)
    if getattr(term, "direction", None) is not None:
        said = problem("{subject}: {term} has a direction, which RDF 1.1 does not know", subject=name, term=term)
        raise TurtleError(said, str(term))
    if term.language:
        return f"{quoted(term.value)}@{term.language.lower()}"
    try:
        lexical = canonical_lexical(term.value, datatype)
    except ValueError as error:
        raise TurtleError(problem("{what}: {why}", what=name, why=error.args[0]), term.value) from error
    if datatype in {XSD.boolean, XSD.integer}:
        return lexical
    return quoted(lexical) if datatype == XSD.string else f"{quoted(lexical)}^^{compact(datatype)}"
