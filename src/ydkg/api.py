"""The graph for Python: what the verbs answer and tell, as rows."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import Literal, NamedNode

from ydkg.collection import Collection, collection, question_folders, state_of
from ydkg.errors import Listed, ParameterError, YdkgError, missing_extra, problem, quoted
from ydkg.graph.graph import Graph
from ydkg.graph.names import resolve_two
from ydkg.graph.questions import answer
from ydkg.graph.questions import question as find_question
from ydkg.graph.store import as_store, asked_by_default, load_apart
from ydkg.graph.turtle import read_turtle
from ydkg.graph.values import Rows, named_rows, rows_of
from ydkg.vocab import PREFIXES, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import rdflib
    from pyoxigraph import Store, Triple

    from ydkg.graph.graph import Term

    #: What may be asked: a store, a graph of rdflib, or the folder of a collection.
    Asked: TypeAlias = Store | rdflib.Graph | Path | str
    #: Texts of documents: a file, or several.
    Texts: TypeAlias = Path | str | Sequence[Path | str]


def load(files: Iterable[Path | str] | Path | str | None = None) -> rdflib.Graph:
    """Load the graph for rdflib, every literal to the letter.

    Parameters
    ----------
    files : path, or iterable of paths, optional
        The folder of a collection, or Turtle files; by default the collection that ``YDKG_DATA`` names, else the data
        that ship with ydkg. Of a collection, what is asked by default: not what is in its graphs apart.

    Returns
    -------
    rdflib.Graph
        A new graph, with ydkg's prefixes bound.

    Raises
    ------
    TurtleError
        If a file cannot be read or is damaged.
    CollectionError
        If a folder holds no collection.

    Examples
    --------
    >>> import ydkg
    >>> graph = ydkg.load()
    >>> len(graph) > 1000
    True
    """
    import rdflib  # noqa: PLC0415 - only those who want rdflib wait for it

    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)

    def node(term: Term) -> rdflib.URIRef | rdflib.Literal | rdflib.BNode:
        if isinstance(term, NamedNode):
            return rdflib.URIRef(term.value)
        if not isinstance(term, Literal):
            return rdflib.BNode(term.value)  # type: ignore[union-attr]
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        datatype = None if term.datatype.value == XSD.string else rdflib.URIRef(term.datatype.value)
        return rdflib.Literal(term.value, datatype=datatype, normalize=False)

    if files is None or isinstance(files, str | Path):
        triples = asked_by_default(collection(*([] if files is None else [files])))
    else:
        triples = [triple for path in files for triple in read_turtle(path)]
    for triple in triples:
        graph.add((node(triple.subject), node(triple.predicate), node(triple.object)))
    return graph


def ask(
    name: str,
    graph: Asked | None = None,
    lang: str = "en",
    *,
    inferred: bool = False,
    derived: bool = False,
    source: Texts = (),
    endpoint: str = "",
    **params: object,
) -> Rows:
    """Ask one of the named questions.

    Parameters
    ----------
    name : str
        The question, such as ``"people/posts_of_a_person"``; `ydkg queries` lists them.
    graph : pyoxigraph.Store, rdflib.Graph, or path, optional
        What to ask; a path is the folder of a collection, whose own questions can be asked. By default the collection
        that ``YDKG_DATA`` names, else the data that ship with ydkg.
    lang : str
        The language of labels, such as ``"zh"``: of columns named after another one's, and of a question's variable
        ``?lang`` where it has one. What has no label in it keeps the English one.
    inferred, derived : bool
        Whether to ask also what follows by the ontology, which needs Java, and by arithmetic; a question for computed
        values is always asked with them.
    source : path, or sequence of paths
        Texts of documents; with them a last column has the sentences behind each row.
    endpoint : str
        The address of a SPARQL server to ask in place of a graph.
    **params : object
        The question's parameters: texts or Python values; a thing by IRI, prefixed name or label.

    Returns
    -------
    Rows
        A list of named tuples, rows × the question's columns, in the question's order; may be empty. IRIs and texts are
        `str`, columns of several IRIs tuples of `str`, decimals `Decimal`, whole numbers `int`, dates `date`, truth
        values `bool`; what is unbound is None.

    Raises
    ------
    UnknownNameError, AmbiguousNameError
        If there is no such question, or a parameter names nothing or several things.
    ParameterError
        If a parameter is not declared, missing, or not of its type.
    EndpointError
        If the server does not answer, or refuses.
    SourceError
        If a text is no document of the graph.

    Examples
    --------
    >>> import ydkg
    >>> posts = ydkg.ask("people/all_posts")
    >>> posts.columns[:3], {row.roleLabel for row in posts} >= {"director"}
    (('person', 'personLabel', 'role'), True)
    """
    question = find_question(str(name), *(question_folders(graph) if isinstance(graph, Path | str) else ()))
    store = _opened(graph, inferred=inferred, derived=derived or question.needs == "derived", endpoint=endpoint)
    result = answer(store, question, params, lang)
    rows = rows_of(result, question)
    if not source:
        return rows
    from ydkg.graph.sources import (  # noqa: PLC0415 - only where texts are given
        open_sources,
        passages_in,
        sentences_behind,
    )

    table = Graph(store)
    texts = open_sources(table, [source] if isinstance(source, Path | str) else source)
    behind = (" ".join(q.words for q in sentences_behind(table, texts, passages_in(row))) for row in result.rows)
    told = [(*row, words or None) for row, words in zip(rows, behind, strict=True)]
    return named_rows((*rows.columns, "sentence"), told, rows.caption, question)


def show(
    name: str,
    graph: Asked | None = None,
    lang: str = "en",
    *,
    inferred: bool = False,
    derived: bool = False,
    endpoint: str = "",
) -> Rows:
    """Tell everything about one thing.

    Parameters
    ----------
    name : str
        A name in any language, an IRI, a prefixed name or a slug.
    graph, lang, inferred, derived, endpoint
        As for `ask`.

    Returns
    -------
    Rows
        Lines × section, property, value, iri, sources, as `ydkg show --format json` has them: names, facts, posts,
        figures, milestones, neighbours, mentions, what is rolled up from within a place or theme, what became of
        promises, what public pages say, and judgements, in this order; ``sources`` is a tuple of IRIs.

    Raises
    ------
    UnknownNameError, AmbiguousNameError
        If the name stands for nothing or for several things.
    EndpointError
        If the server does not answer, or refuses.
    """
    from ydkg.telling.lines import named_in, tell_lines  # noqa: PLC0415 - who asks questions does without

    name = str(name)  # a number is no name either, and is told so
    store = _opened(graph, inferred=inferred, derived=derived, endpoint=endpoint)
    columns = ("section", "property", "value", "iri", "sources")
    lines = tell_lines(store, named_in(store, name), lang)
    return named_rows(columns, [(*line[:3], line.iri or None, line.evidence) for line in lines], name)


def path(
    origin: str, destination: str, limit: int = 5, graph: Asked | None = None, lang: str = "en", *, endpoint: str = ""
) -> Rows:
    """Tell how two things are connected, the shortest ways first.

    Parameters
    ----------
    origin, destination : str
        Names as for `show`.
    limit : int
        How many ways to find at most.
    graph, lang, endpoint
        As for `ask`.

    Returns
    -------
    Rows
        Facts × path and hop (from 1), subject, predicate, object, fact (a sentence), record, sources; empty where
        nothing connects them.

    Raises
    ------
    UnknownNameError, AmbiguousNameError
        If a name stands for nothing or for several things.
    ParameterError
        If both names stand for one thing, or the limit is no whole number above nought.
    EndpointError
        If the server does not answer, or refuses.
    """
    from ydkg.network.paths import paths  # noqa: PLC0415 - who asks questions does without
    from ydkg.telling.reading import reading_of  # noqa: PLC0415 - likewise
    from ydkg.telling.relations import tell_hop  # noqa: PLC0415 - likewise

    if not isinstance(limit, int) or limit < 1:
        raise ParameterError(problem("limit is a whole number from 1 on, not {value}", value=repr(limit)), limit)
    table = Graph(_opened(graph, endpoint=endpoint))
    found = paths(table, *resolve_two(table, str(origin), str(destination)), limit)
    reading = reading_of(table)
    columns = ("path", "hop", "subject", "predicate", "object", "fact", "record", "sources")
    told = [
        (number, place, fact.subject, fact.predicate, fact.object, fact.text, fact.record, fact.evidence)
        for number, way in enumerate(found, 1)
        for place, hop in enumerate(way.hops, 1)
        for fact in tell_hop(reading, hop, lang)
    ]
    return named_rows(columns, told, f"{origin} – {destination}")


def check(data: Path | str | None = None, source: Texts = (), only: Sequence[str] | None = None) -> Rows:
    """Check a collection in every way there is.

    Parameters
    ----------
    data : path, optional
        Its folder; by default the one that ``YDKG_DATA`` names, else the data that ship with ydkg.
    source : path, or sequence of paths
        Texts of documents, which passages are compared with.
    only : sequence of str, optional
        The parts to run: evidence, rules, shapes, arithmetic, logic, coverage, labels; by default all.

    Returns
    -------
    Rows
        Findings × part, severity (``error``, ``warning``), rule, entity, message, fix; empty where all is well.

    Raises
    ------
    CollectionError
        If the folder holds no collection.
    ParameterError
        If there is no such part.
    YdkgError
        If a part could not run; the message says why.

    Examples
    --------
    >>> import ydkg
    >>> [finding.severity for finding in ydkg.check(only=["rules"])]
    []
    """
    from ydkg.proof.check import check as check_files  # noqa: PLC0415 - who asks questions does without
    from ydkg.telling.labels import CHECKS  # noqa: PLC0415 - likewise

    if isinstance(only, str):
        said = problem("{name} is no list of parts", name=quoted(only))
        raise ParameterError(said, only, hint=problem("write it as {form}", form=f"only={[only]!r}"))
    unknown = [part for part in only or () if part not in CHECKS]
    if unknown:
        said = problem("no part is called {name}", name=quoted(unknown[0]))
        raise ParameterError(said, unknown[0], hint=problem("there are {names}", names=Listed(CHECKS)))
    chosen = collection(*([] if data is None else [data]))
    texts = [source] if isinstance(source, Path | str) else source
    report = check_files(chosen.files, texts, only, apart=chosen.apart, every=CHECKS)
    if report.failures:
        raise YdkgError(
            Listed((problem("{what}: {why}", what=part.name, why=part.failure) for part in report.failures), "; ")
        )
    found = [
        (part.name, each.severity, each.rule, each.entity, each.message, each.fix)
        for part in report.parts
        for each in part.findings
    ]
    return named_rows(("part", "severity", "rule", "entity", "message", "fix"), found, "")


def _opened(graph: Asked | None, *, inferred: bool = False, derived: bool = False, endpoint: str = "") -> Store:
    """Open what is asked, with what follows from it."""
    if endpoint:
        if graph is not None:
            raise ParameterError(problem("give a graph or an endpoint, not both"), endpoint)
        from ydkg.graph.remote import remote_store  # noqa: PLC0415 - few ask a server

        return remote_store(endpoint, inferred=inferred, derived=derived)
    if not inferred and not derived:
        return as_store(graph)
    if graph is None or isinstance(graph, Path | str):
        chosen = collection(*([] if graph is None else [graph]))
        states = tuple(map(state_of, chosen.all_files))
        return _extended(chosen, states, inferred=inferred, derived=derived)
    return _with_consequences(list(Graph(as_store(graph)).triples()), inferred=inferred, derived=derived)


@lru_cache(maxsize=2)
def _extended(
    chosen: Collection,
    states: tuple[tuple[int, ...], ...],  # noqa: ARG001 - a part of the key
    *,
    inferred: bool,
    derived: bool,
) -> Store:
    """Load a collection with what follows once, and again when the states of its files are others."""
    triples = asked_by_default(chosen)
    store = _with_consequences(triples, inferred=inferred, derived=derived)
    load_apart(store, chosen)
    return store


def _with_consequences(triples: list[Triple], *, inferred: bool, derived: bool) -> Store:
    """Load triples with what follows from them."""
    from ydkg.proof.extension import extended  # noqa: PLC0415 - only where it is asked for

    try:
        return Graph.from_triples(extended(triples, inferred=inferred, derived=derived)).store
    except ModuleNotFoundError as error:
        raise missing_extra(error) or error from None
