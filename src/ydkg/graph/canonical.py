"""Canonical Turtle: one file for one graph, in which a changed fact is a changed line."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import partial
from io import BytesIO
from itertools import chain, groupby, pairwise, takewhile, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from ydkg.collection import graph_name, open_file, state_of
from ydkg.errors import TurtleError, problem, write_error
from ydkg.graph.damage import check_literals, ill_typed, turtle_error
from ydkg.graph.literals import BOOLEAN, INTEGER, STRING, canonical_lexical, quoted
from ydkg.graph.sorting import sorted_in_memory, sorted_lines
from ydkg.output import write_whole
from ydkg.vocab import PREFIXES, RDF, RDFS, compact, ydr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import IO

    from ydkg.graph.sorting import Sorting

#: Between the parts of a line that is sorted: no IRI has it, and no text as it is written.
BREAK = "\0"
#: Bytes of a file whose triples are sorted in memory, of which they take twenty times as much.
_SMALL = 4_000_000
#: What the parser calls a node that a file does not name, otherwise each time.
_RANDOM = re.compile("[0-9a-f]{24,32}")
_COMMENT = re.compile(r"\s*#")
_ECHARS = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r"}


def read_content(path: Path | str) -> bytes:
    """Read a file, for whoever needs both what stands in it and what it means."""
    try:
        with open_file(path) as file:
            return file.read()
    except OSError as error:
        raise turtle_error(path, error) from error


def read_turtle(path: Path | str, content: bytes | None = None) -> list[Triple]:
    """Read a Turtle file, its literals as they are written; in the order of the file; may be empty."""
    content = read_content(path) if content is None else content
    try:
        triples = [quad.triple for quad in parse(content, format=RdfFormat.TURTLE)]
    except SyntaxError as error:
        raise turtle_error(path, error) from error
    check_literals(path, content, triples)
    return triples


def stream_turtle(path: Path | str, file: IO[bytes] | None = None) -> Iterator[Triple]:
    """Read a Turtle file triple by triple, for whoever does not keep them."""
    # What the file does not name is called by its place among such nodes of the file.
    mark = f"{graph_name(Path(path))}-{crc32(str(path).encode(errors='surrogateescape')):08x}"
    called: defaultdict[str, BlankNode] = defaultdict(lambda: BlankNode(f"{mark}-{len(called) + 1}"))
    try:
        with file or open_file(path) as opened:
            for quad in parse(opened, format=RdfFormat.TURTLE):
                if isinstance(quad.object, Literal) and ill_typed(quad.object):
                    opened.seek(0)
                    read_turtle(path, opened.read())  # says what is wrong first
                triple = quad.triple
                if isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode):
                    subject, term = (
                        called[end.value] if isinstance(end, BlankNode) and _RANDOM.fullmatch(end.value) else end
                        for end in (triple.subject, triple.object)
                    )
                    triple = Triple(subject, triple.predicate, term)
                yield triple
    except (SyntaxError, OSError) as error:
        raise turtle_error(path, error) from error


def canonical_turtle(triples: Iterable[Triple]) -> str:
    """Write triples as canonical Turtle.

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
    return "".join(canonical_pieces(triples, sorted_in_memory))


def canonical_pieces(triples: Iterable[Triple], ordered: Sorting) -> Iterator[str]:
    """Write triples as canonical Turtle in pieces, for whoever does not keep them."""
    prefixes: set[str] = set()
    lines = ordered(fact_line(triple, prefixes) for triple in triples)
    head = [prefix_lines(prefixes)] if prefixes else []
    yield from apart(chain(head, subject_blocks(lines)))


def fact_line(triple: Triple, prefixes: set[str]) -> str:
    """Write a fact of canonical Turtle behind what it is sorted by."""
    subject, predicate, term = _checked(triple)
    # IRIs come before literals, and literals by language, datatype and value.
    if isinstance(term, Literal):
        written = _literal(term, subject)
        order: tuple[str, ...] = ("1", term.language or "", term.datatype.value, written)
    else:
        written, order = compact(term.value), ("0", str(term))
    verb = "a" if predicate == RDF.type else compact(predicate)
    rank = {RDF.type: "0", RDFS.label: "1"}.get(predicate, "2")
    for name in (compact(subject), verb, written.rpartition('"')[2].removeprefix("^^")):
        if (prefix := name.partition(":")[0]) in PREFIXES:
            prefixes.add(prefix)
    return BREAK.join((subject, rank, predicate, *order, f"{verb} {written}"))


def prefix_lines(prefixes: Iterable[str]) -> str:
    """Declare prefixes; a line each, sorted."""
    return "".join(f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in sorted(prefixes))


def subject_blocks(lines: Iterable[str]) -> Iterator[str]:
    """Write the facts of each subject as a block; a block each, in the order of the subjects' IRIs."""
    for subject, facts in groupby(lines, key=lambda line: line.partition(BREAK)[0]):
        yield f"{compact(subject)}\n" + "".join(f"  {line.rpartition(BREAK)[2]} ;\n" for line in facts) + ".\n"


def apart(pieces: Iterable[str]) -> Iterator[str]:
    """Put an empty line between pieces; the pieces, from the second on behind a line feed."""
    for number, piece in enumerate(pieces):
        yield f"\n{piece}" if number else piece


def format_file(path: Path | str) -> bool:
    """Rewrite a Turtle file in canonical form, if it is not in it already; whether the file was changed."""
    if first_difference(path) is None:
        return False
    if not state_of(path):
        raise write_error(path, OSError(None, problem("it is no file; `--check` only reads it")))
    with Path(path).open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if _COMMENT.match(line):
                raise TurtleError(
                    problem(
                        "{path}:{number}: a comment, which a canonical file cannot keep; remove it first",
                        path=path,
                        number=number,
                    ),
                    line.rstrip(),
                    line=number,
                )
    write_whole(path, _as_canonical(stream_turtle(path), Path(path).stat().st_size))
    return True


def first_difference(path: Path | str) -> int | None:
    """Find the first line of a Turtle file that is not as its canonical form has it."""
    content = read_content(path)
    try:
        return difference(path, content)
    except TurtleError:
        read_turtle(path, content)  # damage anywhere is said before all else
        raise


def difference(path: Path | str, content: bytes) -> int | None:
    """Find the first line of what was read that is not as its canonical form has it."""
    if is_canonical(BytesIO(content), stream_turtle(path, BytesIO(content))):
        return None
    pieces = _as_canonical(stream_turtle(path, BytesIO(content)), len(content))
    wanted = (line for piece in pieces for line in piece.splitlines(keepends=True))
    pairs = zip_longest(wanted, BytesIO(content))
    return next(number for number, (a, b) in enumerate(pairs, start=1) if a != b)


def is_canonical(file: IO[bytes], triples: Iterable[Triple]) -> bool:
    """Tell whether what was read is as its canonical form has it, without sorting anything."""
    prefixes: set[str] = set()
    lines = pairwise(chain([""], (fact_line(triple, prefixes) for triple in triples)))
    ascending = (line for _, line in takewhile(lambda pair: pair[0] < pair[1], lines))
    declared = takewhile(lambda line: line.startswith(b"@prefix "), file)
    head = b"".join(declared)
    file.seek(len(head))
    pieces = (piece.encode() for piece in apart(chain([""] if head else [], subject_blocks(ascending))))
    same = all(file.read(len(piece)) == piece for piece in pieces)
    for _ in lines:  # which says what a canonical file may not hold
        pass
    return same and not file.read(1) and head == prefix_lines(prefixes).encode()


def _as_canonical(triples: Iterable[Triple], size: int) -> Iterator[bytes]:
    """Write the triples of a file of so many bytes as canonical Turtle: those of a large one are sorted on disk."""
    if size <= _SMALL:
        yield canonical_turtle(triples).encode()
        return
    from tempfile import TemporaryDirectory  # noqa: PLC0415 - few files are large, and not canonical

    try:
        folder = TemporaryDirectory(prefix="ydkg-format-")
    except OSError as error:
        raise write_error("TMPDIR", error) from error
    with folder:
        for piece in canonical_pieces(triples, partial(sorted_lines, folder=Path(folder.name), name="part")):
            yield piece.encode()


def ntriples(triple: Triple) -> str:
    r"""Return a triple as a canonical N-Triples line, without its line feed.

    W3C, RDF 1.1 N-Triples, section 4, a canonical form of N-Triples.

    >>> print(ntriples(Triple(NamedNode("http://a/s"), NamedNode("http://a/p"), Literal('x "y"'))))
    <http://a/s> <http://a/p> "x \"y\"" .
    """
    subject, predicate, term = _checked(triple)
    if isinstance(term, NamedNode):
        return f"<{subject}> <{predicate}> <{term.value}> ."
    text = '"' + "".join(_ECHARS.get(character, character) for character in term.value) + '"'
    if term.language:
        text += f"@{term.language.lower()}"
    elif term.datatype.value != STRING:
        text += f"^^<{term.datatype.value}>"
    return f"<{subject}> <{predicate}> {text} ."


def statement_iri(triple: Triple) -> str:
    """Return the IRI of the statement node that stands beside a triple.

    >>> statement_iri(Triple(NamedNode("http://a/s"), NamedNode("http://a/p"), NamedNode("http://a/o")))
    'https://w3id.org/ydkg/id/statement-a0407341fb4c'
    """
    from hashlib import sha256  # noqa: PLC0415 - start-up time is measured, and few need it

    return ydr("statement-" + sha256(ntriples(triple).encode()).hexdigest()[:12])


def _checked(triple: Triple) -> tuple[str, str, NamedNode | Literal]:
    """Return the IRIs of subject and predicate, and the object, of which none is a blank node or a triple."""
    subject = triple.subject
    if not isinstance(subject, NamedNode):
        raise TurtleError(
            problem("{subject}: a blank node; name it, so that it can be cited", subject=subject), str(subject)
        )
    if not isinstance(triple.object, NamedNode | Literal):
        fact = f"{compact(subject.value)}: {compact(triple.predicate.value)}"
        raise TurtleError(problem("{fact} leads to a blank node or a triple; name it", fact=fact), str(triple.object))
    return subject.value, triple.predicate.value, triple.object


def _literal(term: Literal, subject: str) -> str:
    datatype = term.datatype.value
    if getattr(term, "direction", None) is not None:
        raise TurtleError(
            problem(
                "{subject}: {term} has a direction, which RDF 1.1 does not know", subject=compact(subject), term=term
            ),
            str(term),
        )
    if term.language:
        return f"{quoted(term.value)}@{term.language.lower()}"
    try:
        lexical = canonical_lexical(term.value, datatype)
    except ValueError as error:
        raise TurtleError(problem("{what}: {why}", what=compact(subject), why=error.args[0]), term.value) from error
    if datatype in {BOOLEAN, INTEGER}:
        return lexical
    return quoted(lexical) if datatype == STRING else f"{quoted(lexical)}^^{compact(datatype)}"
