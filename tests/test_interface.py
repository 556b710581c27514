"""The interface for Python tells what the verbs tell."""

from __future__ import annotations

import json
import os
import pickle
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
import pytest

import ydkg
from ydkg.errors import EndpointError, ParameterError, UnknownNameError, YdkgError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from conftest import Lakes, Run

CITIES = "metrics/not_actual"


def told(run: Run, *words: str) -> list[list[object]]:
    """Give the rows that a verb writes as JSON, without what is unbound."""
    answer = json.loads(run(*words, "--format", "json").stdout)
    return [
        [row[name]["value"] for name in answer["head"]["vars"] if name in row] for row in answer["results"]["bindings"]
    ]


def flat(rows: Sequence[tuple[object, ...]]) -> list[list[object]]:
    """Write rows as a verb does."""
    return [
        [str(" ".join(value) if isinstance(value, tuple) else value) for value in row if value not in (None, ())]
        for row in rows
    ]


def test_completion_offers_what_there_is() -> None:
    """What the package is for is listed, whether it was loaded or not, nothing else is, and all of it is there."""
    assert dir(ydkg) == ["__version__", "ask", "check", "cite", "load", "path", "show", "to_networkx"]
    assert all(callable(getattr(ydkg, name)) for name in dir(ydkg) if name != "__version__")


@pytest.mark.parametrize(
    ("name", "lang", "sections"),
    [
        ("Hefei", "en", {"facts", "names"}),
        ("Anhui", "zh", {"within"}),
        ("Airport link line", "en", {"promises", "public pages"}),
        ("ydr:milestone-airport-link-line-operational-planned", "zh", {"promises"}),
    ],
)
def test_a_thing_is_shown_as_the_verb_shows_it(ydkg_run: Run, name: str, lang: str, sections: set[str]) -> None:
    """Lines have the words, IRIs and sources of ``ydkg show``, those of later words and judgements too."""
    lines = ydkg.show(name, lang=lang)
    assert flat(lines) == told(ydkg_run, "show", name, "--lang", lang)
    assert sections <= {line.section for line in lines}


def test_a_misspelt_thing_is_not_shown() -> None:
    """The error says what may be meant."""
    with pytest.raises(UnknownNameError, match="did you mean"):
        ydkg.show("Hefie")


def test_what_is_no_text_is_no_name() -> None:
    """A number where a name is wanted is unknown, as a wrong name is."""
    for asked in (lambda: ydkg.show(3), lambda: ydkg.path("Hefei", 3), lambda: ydkg.ask(3)):  # type: ignore[arg-type]
        with pytest.raises(UnknownNameError, match="called '3'"):
            asked()


def test_ways_are_those_of_the_verb(ydkg_run: Run) -> None:
    """Each fact of each hop of each way, as ``ydkg path`` has it."""
    found = ydkg.path("Hefei", "Gu Jun", limit=2)
    verb = json.loads(ydkg_run("path", "Hefei", "Gu Jun", "--limit", "2", "--format", "json").stdout)
    assert [row.fact for row in found] == [row["fact"]["value"] for row in verb["results"]["bindings"]]
    with pytest.raises(ParameterError, match="are one thing"):
        ydkg.path("Hefei", "ydr:hefei")


def test_what_follows_is_asked_where_it_is_wanted(ydkg_run: Run, inferred_once: None) -> None:  # noqa: ARG001
    """What is derived and inferred is in an answer, of the shipped data and of a graph that is given."""
    derived = ydkg.ask(CITIES, derived=True)
    assert len(derived) > len(ydkg.ask(CITIES))
    assert ydkg.ask(CITIES, ydkg.load(), derived=True) == derived
    assert flat(derived) == told(ydkg_run, "query", CITIES, "--derived")
    inferred = {line.property for line in ydkg.show("Hefei", inferred=True)}
    assert inferred > {line.property for line in ydkg.show("Hefei")}


def test_what_follows_is_computed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same question again does not compute what follows again."""
    ydkg.ask(CITIES, derived=True)
    monkeypatch.setattr("ydkg.api._with_consequences", None)
    assert ydkg.ask(CITIES, derived=True)


def test_texts_bring_the_sentences(lakes: Lakes) -> None:
    """With the documents, the last column has the words that state a row; a text that is none of them is refused."""
    rows = ydkg.ask("metrics/all_figures", lakes.folder, source=lakes.texts)
    assert rows.columns[-1] == "sentence"
    assert all(row.sentence and row.sentence in "".join(t.read_text() for t in lakes.texts) for row in rows[:1])
    assert pickle.loads(pickle.dumps(rows)) == rows  # noqa: S301 - it was made here
    assert rows.to_pandas().shape == (len(rows), len(rows.columns))
    with pytest.raises(YdkgError):
        ydkg.ask("metrics/all_figures", source=lakes.texts[0])


def test_findings_are_rows(lakes: Lakes) -> None:
    """What a check finds has its part, its severity and how to mend it; nothing is no row."""
    found = ydkg.check(only=["arithmetic"])
    assert found.columns == ("part", "severity", "rule", "entity", "message", "fix")
    assert [row.severity for row in found] == ["warning"]
    assert ydkg.check(lakes.folder, source=lakes.texts, only=["evidence"]) == []
    with pytest.raises(ParameterError, match="no part is called 'shape'"):
        ydkg.check(only=["shape"])


def test_a_server_that_is_not_there_is_told() -> None:
    """An endpoint is asked in place of a graph, and is there."""
    with pytest.raises(EndpointError, match="nothing answers there"):
        ydkg.ask(CITIES, endpoint="http://127.0.0.1:9/query")
    with pytest.raises(ParameterError, match="not both"):
        ydkg.ask(CITIES, ydkg.load(), endpoint="http://127.0.0.1:9/query")


def test_a_graph_that_is_passed_again_costs_little() -> None:
    """A graph of rdflib is not written out a second time: asking again takes a part of the first time."""
    graph = ydkg.load()
    times = []
    for _ in range(3):
        begun = time.process_time()
        ydkg.ask(CITIES, graph)
        times.append(time.process_time() - begun)
    assert min(times[1:]) < times[0] / 2


def test_the_notebook_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inferred_once: None) -> None:  # noqa: ARG001
    """Every cell of the notebook does what it says; what a cell ends with is something that a notebook shows."""
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    for name in [name for name in os.environ if name.startswith("YDKG_")]:
        monkeypatch.delenv(name)
    notebook = json.loads((Path(__file__).parents[1] / "docs" / "python.ipynb").read_text(encoding="utf-8"))
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in cells)
    for cell in cells:
        *lines, last = "".join(cell["source"]).split("\n")
        exec("\n".join(lines), names)  # noqa: S102 - it is ours
        shown = eval(last, names)  # noqa: S307 - likewise
        assert shown is not None, last
        assert len(getattr(shown, "_repr_html_", shown.__repr__)()) > 1, last


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: ydkg.check(only="rules"), "'rules' is no list of parts; write it as only=['rules']"),
        (lambda: ydkg.path("Hefei", "Shanghai", limit="2"), "limit is a whole number from 1 on, not '2'"),
        (lambda: ydkg.path("Hefei", "Shanghai", 0), "limit is a whole number from 1 on, not 0"),
        (lambda: ydkg.to_networkx(5), "a graph is a pyoxigraph.Store, an rdflib.Graph or a folder, not int"),
        (lambda: ydkg.ask("people/all_posts", graph=b"data"), "a graph is a pyoxigraph.Store, an rdflib.Graph"),
    ],
)
def test_a_wrong_argument_is_told_in_one_line(call: Callable[[], object], said: str) -> None:
    """Whoever gives a text for a list or a number, or what is no graph, is told what to give."""
    with pytest.raises(ParameterError) as refusal:
        call()
    assert str(refusal.value).startswith(said)


def test_a_store_is_a_network_too() -> None:
    """What can be asked can be drawn: an empty store as a network of nothing."""
    assert len(ydkg.to_networkx(pyoxigraph.Store())) == 0
