"""Canonical Turtle."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from ydkg.errors import OutputError, TurtleError
from ydkg.files import write_whole
from ydkg.graph.store import open_store
from ydkg.graph.turtle import canonical_turtle, first_difference, format_file, ntriples, read_turtle, statement_iri
from ydkg.vocab import PREFIXES

if TYPE_CHECKING:
    import random
    from pathlib import Path

XSD = PREFIXES["xsd"]
SUBJECT = NamedNode("https://w3id.org/ydkg/id/a")
PREDICATE = NamedNode("https://w3id.org/ydkg/ontology#value")

locals_ = st.text("abz019-_.~%é/:", min_size=1, max_size=8).map(lambda text: text.replace("%", "%25"))
iris = st.builds(
    NamedNode, st.builds("".join, st.tuples(st.sampled_from([*PREFIXES.values(), "http://a.example/"]), locals_))
)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
literals = st.one_of(
    st.builds(Literal, texts),
    st.builds(lambda text, tag: Literal(text, language=tag), texts, st.sampled_from(["en", "zh-hans", "de-at"])),
    st.integers().map(lambda number: Literal(str(number), datatype=NamedNode(XSD + "integer"))),
    st.integers().map(lambda number: Literal(str(number), datatype=NamedNode(XSD + "decimal"))),
    st.sampled_from(["1.5", "-0.25", "0", "44.4"]).map(lambda form: Literal(form, datatype=NamedNode(XSD + "decimal"))),
    st.sampled_from(["true", "false"]).map(lambda form: Literal(form, datatype=NamedNode(XSD + "boolean"))),
    st.dates().map(lambda day: Literal(day.isoformat(), datatype=NamedNode(XSD + "date"))),
    st.builds(lambda text: Literal(text, datatype=NamedNode("http://a.example/type")), texts),
)
graphs = st.lists(st.builds(Triple, iris, iris, st.one_of(iris, literals)), max_size=12)


def value(lexical: str, datatype: str) -> Triple:
    """Make a triple of this literal."""
    return Triple(SUBJECT, PREDICATE, Literal(lexical, datatype=NamedNode(XSD + datatype)))


def read(text: str) -> set[Triple]:
    """Parse Turtle with pyoxigraph."""
    return {quad.triple for quad in parse(text.encode(), format=RdfFormat.TURTLE)}


@given(graphs)
def test_pyoxigraph_reads_back_what_was_written(triples: list[Triple]) -> None:
    """No letter of any literal changes on the way through the file."""
    assert read(canonical_turtle(triples)) == set(triples)


@given(graphs)
def test_rdflib_reads_back_what_was_written(triples: list[Triple]) -> None:
    """The second parser sees the same terms."""

    def term(node: NamedNode | Literal) -> str:
        if isinstance(node, NamedNode):
            return rdflib.URIRef(node.value).n3()
        if node.language:
            return rdflib.Literal(node.value, lang=node.language).n3()
        plain = node.datatype.value == XSD + "string"
        datatype = None if plain else rdflib.URIRef(node.datatype.value)
        return repr((node.value, datatype and str(datatype)))

    def back(node: rdflib.term.Node) -> str:
        if isinstance(node, rdflib.Literal) and not node.language:
            return repr((str(node), node.datatype and str(node.datatype)))
        return node.n3()

    graph = rdflib.Graph().parse(data=canonical_turtle(triples), format="turtle")
    wanted = {(term(t.subject), term(t.predicate), term(t.object)) for t in triples}
    assert {tuple(back(node) for node in triple) for triple in graph} == wanted


@given(graphs, st.randoms())
def test_order_and_repetition_make_no_difference(triples: list[Triple], chance: random.Random) -> None:
    """The file depends on the set of triples alone, and formatting it again changes nothing."""
    text = canonical_turtle(triples)
    shuffled = [*triples, *triples]
    chance.shuffle(shuffled)
    assert canonical_turtle(shuffled) == text
    assert canonical_turtle(read(text)) == text


@given(graphs.filter(bool))
def test_every_file_ends_with_one_line_feed(triples: list[Triple]) -> None:
    """A canonical file is lines of text, and no literal spills over two of them."""
    text = canonical_turtle(triples)
    assert text.endswith(".\n")
    assert len(text.splitlines()) == text.count("\n")


def test_a_changed_fact_is_a_changed_line() -> None:
    """A reviewer of one new figure sees one line less and one more."""
    before = canonical_turtle(
        [value("1.5", "decimal"), Triple(SUBJECT, NamedNode(PREFIXES["rdfs"] + "label"), SUBJECT)]
    )
    after = canonical_turtle([value("2", "decimal"), Triple(SUBJECT, NamedNode(PREFIXES["rdfs"] + "label"), SUBJECT)])
    changed = [(a, b) for a, b in zip(before.splitlines(), after.splitlines(), strict=True) if a != b]
    assert changed == [('  yd:value "1.5"^^xsd:decimal ;', '  yd:value "2"^^xsd:decimal ;')]


def test_the_layout_of_a_block() -> None:
    """Types come first, then labels by language, then the rest by IRI; only prefixes in use are declared."""
    turtle = """
    @prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix y: <https://w3id.org/ydkg/ontology#> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
    <https://w3id.org/ydkg/id/b> y:start 007 ; y:isGroup true ; y:value 1.50 ; rdfs:label "乙"@zh-Hans, "B"@EN ;
      a y:Official, foaf:Person ; y:about <http://a.example/x#>, <https://w3id.org/ydkg/id/a.b> .
    <https://w3id.org/ydkg/id/a> y:asOf "2024-12-04"^^xsd:date .
    """
    assert canonical_turtle(read(turtle)) == (
        "@prefix foaf: <http://xmlns.com/foaf/0.1/> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
        "@prefix yd: <https://w3id.org/ydkg/ontology#> .\n"
        "@prefix ydr: <https://w3id.org/ydkg/id/> .\n"
        "\n"
        'ydr:a\n  yd:asOf "2024-12-04"^^xsd:date ;\n.\n'
        "\n"
        "ydr:b\n  a foaf:Person ;\n  a yd:Official ;\n"
        '  rdfs:label "B"@en ;\n  rdfs:label "乙"@zh-hans ;\n'
        "  yd:about <http://a.example/x#> ;\n  yd:about <https://w3id.org/ydkg/id/a.b> ;\n"
        '  yd:isGroup true ;\n  yd:start 7 ;\n  yd:value "1.5"^^xsd:decimal ;\n.\n'
    )


@pytest.mark.parametrize(
    ("lexical", "datatype", "canonical"),
    [
        ("170000000.0", "decimal", "170000000"),
        ("+.50", "decimal", "0.5"),
        ("-0.0", "decimal", "0"),
        ("1.", "decimal", "1"),
        ("-007", "integer", "-7"),
        ("1", "boolean", "true"),
        ("2024-12-04+00:00", "date", "2024-12-04Z"),
    ],
)
def test_literals_have_one_form(lexical: str, datatype: str, canonical: str) -> None:
    """Two ways of writing one value end as the same letters."""
    assert canonical_turtle([value(lexical, datatype)]) == canonical_turtle([value(canonical, datatype)])
    assert {t.object.value for t in read(canonical_turtle([value(lexical, datatype)]))} == {canonical}


@pytest.mark.parametrize(
    ("lexical", "datatype"),
    [
        ("abc", "decimal"),
        (".", "decimal"),
        ("1e3", "decimal"),
        ("1.2", "integer"),
        ("١", "integer"),
        ("-1", "nonNegativeInteger"),
        ("2024-13-99", "date"),
        ("2023-02-29", "date"),
        ("2024-1-1", "date"),
        ("maybe", "boolean"),
        ("1 ", "decimal"),
        ("1\n", "integer"),
    ],
)
def test_an_ill_typed_literal_is_refused(lexical: str, datatype: str) -> None:
    """What is none of its datatype's values never reaches a data file, and the message names the subject."""
    with pytest.raises(TurtleError, match=r"^ydr:a: .* is no xsd:") as refusal:
        canonical_turtle([value(lexical, datatype)])
    assert refusal.value.value == lexical
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(("lexical", "datatype"), [("2024-02-30", "date"), ("7,600", "decimal"), ("maybe", "boolean")])
def test_a_graph_that_is_asked_has_no_ill_typed_literal(tmp_path: Path, lexical: str, datatype: str) -> None:
    """A file with a literal that is none of its datatype's is not loaded; the message names file and line."""
    path = tmp_path / "ill.ttl"
    prefixes = "".join(f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in ("xsd", "yd", "ydr"))
    path.write_text(f'{prefixes}ydr:a\n  yd:value "{lexical}"^^xsd:{datatype} ;\n.\n', encoding="utf-8")
    with pytest.raises(TurtleError, match=f"ill.ttl:5: '{lexical}' is no xsd:{datatype}"):
        open_store([path])


def test_blank_nodes_are_refused() -> None:
    """Whatever cannot be cited does not go into a file."""
    with pytest.raises(TurtleError, match="blank node"):
        canonical_turtle([Triple(BlankNode(), PREDICATE, SUBJECT)])
    with pytest.raises(TurtleError, match="ydr:a: yd:value leads to a blank node"):
        canonical_turtle([Triple(SUBJECT, PREDICATE, BlankNode())])


@pytest.mark.parametrize(
    ("content", "where", "expected"),
    [
        (b"@prefix a: <http://a/> .\na:b a:c \n a:d a:e .", 3, "A dot is expected"),
        (b"a:b a:c 1 .", 1, "The prefix a: has not been declared"),
        (b'\n\n<http://a> <http://b> "x', 3, "expected the rest of a statement"),
        (b'\n"\n\n', 2, "expected the rest of a statement"),
        (b"<http://a> <b c> 1 .", 1, "expected an IRI"),
        (b'<http://a> <http://b> "\xff" .', 1, "expected UTF-8"),
    ],
)
def test_damage_is_told_by_file_line_and_what_was_expected(
    tmp_path: Path, content: bytes, where: int, expected: str
) -> None:
    """One line is enough to find and mend a damaged file."""
    path = tmp_path / "damaged.ttl"
    path.write_bytes(content)
    with pytest.raises(TurtleError) as refusal:
        read_turtle(path)
    assert str(refusal.value).startswith(f"{path}:{where}: {expected}")
    assert refusal.value.line == where
    assert len(str(refusal.value).splitlines()) == 1


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """The message says which file there is not."""
    with pytest.raises(TurtleError, match=r"nowhere\.ttl: cannot be read: no such file"):
        read_turtle(tmp_path / "nowhere.ttl")


def test_formatting_a_file_rewrites_it_once(tmp_path: Path) -> None:
    """A second run finds nothing to do and does not touch the file."""
    path = tmp_path / "graph.ttl"
    path.write_text("<http://a/b> <http://a/c> 1.50 , 1.5 .\n", encoding="utf-8")
    assert first_difference(path) == 1
    assert format_file(path)
    written = path.stat().st_mtime_ns
    assert first_difference(path) is None
    assert not format_file(path)
    assert path.stat().st_mtime_ns == written
    assert path.read_text(encoding="utf-8").count("1.5") == 1
    assert [entry.name for entry in tmp_path.iterdir()] == ["graph.ttl"]


@given(graphs, st.data())
def test_the_first_line_that_differs_is_that_of_the_canonical_text(triples: list[Triple], data: st.DataObject) -> None:
    """Whatever of a canonical text lies elsewhere, is there twice or is missing."""
    head, *blocks = canonical_turtle(triples).rstrip("\n").split("\n\n")
    pieces = data.draw(st.lists(st.sampled_from(blocks), max_size=4)) if blocks else []
    text = "\n\n".join([head, *data.draw(st.sampled_from([blocks, blocks[:1], blocks[::-1], pieces]))])
    text += data.draw(st.sampled_from(["\n", "\n", "", "\n\n"]))
    wanted, found = canonical_turtle(read(text)), text.encode()
    pairs = zip(wanted.encode().split(b"\n"), found.split(b"\n"), strict=False)
    shorter = min(wanted.count("\n"), text.count("\n")) + 1
    line = next((number for number, (a, b) in enumerate(pairs, start=1) if a != b), shorter)
    assert first_difference("", found) == (None if wanted == text else line)


@pytest.mark.parametrize(
    "content",
    [
        b"[] <http://a> 1 .\n<http://a> <http://b> 1 <",
        b"[] <http://a> 1 .\n<http://a> <http://b> '1.x'^^<http://www.w3.org/2001/XMLSchema#integer> .",
        b'@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n<http://a> <http://b> "b"^^xsd:date, "a"^^xsd:date .',
        b'@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n<http://a> <http://b> "b"^^xsd:date .\n<http://a> 1 .',
        b"@prefix \xff: <http://a/> .\n<http://a> <http://b> 1 .",
    ],
)
def test_damage_is_said_before_all_else(tmp_path: Path, content: bytes) -> None:
    """Who goes through a file triple by triple says of it what is said by who reads all of it."""
    path = tmp_path / "damaged.ttl"
    path.write_bytes(content)
    with pytest.raises(TurtleError) as expected:
        read_turtle(path)
    for look in (first_difference, format_file, read_turtle):
        with pytest.raises(TurtleError) as told:
            look(path)
        assert (str(told.value), told.value.args) == (str(expected.value), expected.value.args)
    assert path.read_bytes() == content


def test_comments_between_statements_are_kept(tmp_path: Path) -> None:
    """Each stands before the block of its subject, those at both ends of the file stay there; nothing changes twice."""
    path = tmp_path / "hand.ttl"
    path.write_text(
        "# head\n@prefix r: <https://w3id.org/ydkg/id/> .\n# of b\nr:b r:c 1.50, '#1' .\n\n  # of a \n\n# too\n"
        "<https://w3id.org/ydkg/id/a> r:c 1 .\n# more of b\nr:b r:c 2 .\n# last\n",
        encoding="utf-8",
    )
    assert format_file(path)
    written = path.read_text(encoding="utf-8")
    assert written == (
        "# head\n"
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n@prefix ydr: <https://w3id.org/ydkg/id/> .\n\n"
        "# of a\n# too\nydr:a\n  ydr:c 1 ;\n.\n\n"
        "# of b\n# more of b\nydr:b\n"
        '  ydr:c "1.5"^^xsd:decimal ;\n  ydr:c 2 ;\n  ydr:c "#1" ;\n.\n\n'
        "# last\n"
    )
    assert first_difference(path) is None
    assert not format_file(path)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("<http://a/b> <http://a/c> 1 . # why\n", 1),
        ("<http://a/b>\n  # why\n  <http://a/c> 1 .\n", 2),
        ("<http://a/b> <http://a/c> 1 ;\n  # why\n .\n", 2),
        ('<http://a/b> <http://a/c> """\n# none\n""" .\n<http://a/b> <http://a/d> 1 # why\n.\n', 4),
        ("<http://a/b> <http://a/c> 1.\n@prefix x: # why\n <http://x#> .\n", 2),
    ],
)
def test_a_comment_within_a_statement_or_behind_it_is_refused(tmp_path: Path, content: str, line: int) -> None:
    """It is never thrown away: the line is told, and the file stays as it was."""
    path = tmp_path / "hand.ttl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(TurtleError, match=rf"hand\.ttl:{line}: a comment") as refusal:
        format_file(path)
    assert refusal.value.line == line
    assert path.read_text(encoding="utf-8") == content


def test_a_sign_within_a_literal_or_an_iri_begins_no_comment(tmp_path: Path) -> None:
    """Nor behind a quote that is escaped, nor in a long literal's line of its own."""
    path = tmp_path / "hand.ttl"
    path.write_text('<http://a#b> <http://a/c> """a\n# "b" \\"""" , \'\\\'# c\' .\n', encoding="utf-8")
    assert format_file(path)
    assert {t.object.value for t in read_turtle(path)} == {'a\n# "b" "', "'# c"}


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    """Where the new file cannot be put, the old one is whole and nothing lies beside it."""
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(OutputError, match="cannot be written: it is a folder"):
        write_whole(folder, "text")
    with pytest.raises(OutputError, match="No such file or directory"):
        write_whole(tmp_path / "missing" / "x", "text")
    assert list(tmp_path.iterdir()) == [folder]


def test_writing_keeps_links_and_permissions(tmp_path: Path) -> None:
    """A link still leads to the file afterwards, and who may read it has not changed."""
    path = tmp_path / "real"
    path.write_text("old")
    path.chmod(0o640)
    link = tmp_path / "link"
    link.symlink_to(path)
    write_whole(link, "new")
    assert link.is_symlink()
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o640


def test_ntriples_escape_only_what_must_be() -> None:
    """The line that a statement's IRI is computed from is the canonical form of RDF 1.1."""
    triple = Triple(SUBJECT, PREDICATE, Literal('a\t"\\\n\r\u202e\x7fé', language="en"))
    start = "<https://w3id.org/ydkg/id/a> <https://w3id.org/ydkg/ontology#value>"
    assert ntriples(triple) == start + ' "a\t\\"\\\\\\n\\r\u202e\x7fé"@en .'
    assert ntriples(value("2", "decimal")) == f'{start} "2"^^<{XSD}decimal> .'


def test_a_statement_is_named_by_the_digest_of_its_triple() -> None:
    """Anyone can recompute the IRI with SHA-256 and the line."""
    digest = sha256(ntriples(value("2", "decimal")).encode()).hexdigest()
    assert statement_iri(value("2", "decimal")) == PREFIXES["ydr"] + "statement-" + digest[:12]
