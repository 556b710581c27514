"""Figures, stages and posts of several documents are set side by side as a careful reader would."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Triple

from ydkg.graph.graph import Graph
from ydkg.proof.claims import posts as of_posts
from ydkg.proof.claims.figures import pairs, series
from ydkg.proof.claims.kinds import AGREES, DIFFERS, EDITION, NOT_COMPARABLE, OUTCOME, PERIOD, REFINES, SAME
from ydkg.proof.claims.posts import posts
from ydkg.proof.claims.stages import pairs as stage_pairs
from ydkg.vocab import RDF, YD, ydr

HSR, NETWORK = "line-length-shanghai-suzhou-huzhou-high-speed-railway", "network-length-high-speed-railway-network"
JOURNEY, AIRPORTS = "travel-time-journey-shanghai-huzhou", "travel-time-journey-hongqiao-airport-pudong-airport"
FAIR = "intended-transactions-{}-china-international-import-expo-{}"
LAW = "demonstration-zone-high-quality-development-regulations"
RAILWAY = "shanghai-suzhou-huzhou-high-speed-railway"
SHARE, PM25 = "national-output-share-yangtze-river-delta", "pm25-concentration-yangtze-river-delta"


@pytest.fixture(scope="module")
def kinds(whole: Graph) -> dict[frozenset[str], str]:
    """Give the kind of each pair of figures."""
    return {frozenset((pair.first, pair.second)): pair.kind for pair in pairs(whole)}


@pytest.mark.parametrize(
    ("ours", "page", "kind"),
    [
        # A decimal more; rounded; rounded up; "about" the same.
        ("length-shanghai-suzhou-huzhou", f"{HSR}-huzhou-20200605", REFINES),
        ("length-shanghai-suzhou-huzhou", f"{HSR}-railwaygazette-2025", REFINES),
        ("length-shanghai-suzhou-huzhou", f"{HSR}-shine-20241224", DIFFERS),
        ("length-shanghai-suzhou-huzhou", f"{HSR}-shine-20241217", AGREES),
        # A forecast that others made otherwise, one of years before, what came of it, and what was before.
        ("travel-shanghai-huzhou-after", f"{JOURNEY}-shine-20241122", SAME),
        ("travel-shanghai-huzhou-after", f"{JOURNEY}-shine-20241224", DIFFERS),
        ("travel-shanghai-huzhou-after", f"{JOURNEY}-huzhou-20200605", PERIOD),
        ("travel-shanghai-huzhou-after", f"{JOURNEY}-hk01-20241226", OUTCOME),
        ("travel-shanghai-huzhou-before", f"{JOURNEY}-hk01-20241226", PERIOD),
        ("travel-shanghai-huzhou-before", f"{JOURNEY}-people-20241225-before", AGREES),
        ("travel-shanghai-huzhou-after", f"{JOURNEY}-railwaygazette-2025-before", PERIOD),
        ("travel-airports", f"{AIRPORTS}-shine-20241225", AGREES),
        # A network that grows is a series; a year that a newspaper put wrong is none.
        ("railway-network", f"{NETWORK}-xdkb-20241226", PERIOD),
        ("railway-network", f"{NETWORK}-fznews-20240612", PERIOD),
        ("railway-network", f"{NETWORK}-guangming-20241209", SAME),
        ("railway-network", f"{NETWORK}-shine-20241204", DIFFERS),
        ("railway-network-2018", f"{NETWORK}-hangzhou-20240802-2", SAME),
        # Another year is another period, however near the number; another revision of one year differs.
        ("output-share-2023", f"{SHARE}-people-20231226", PERIOD),
        ("output-share-2023", f"{SHARE}-nbs75-20240918", SAME),
        ("output-share-2018", f"{SHARE}-shine-20211107", DIFFERS),
        # What the release does not date agrees with a year that says the same, and is of no year after it.
        ("trillion-yuan-cities", "trillion-yuan-city-count-yangtze-river-delta-beltroad-20250930", SAME),
        ("trillion-yuan-cities", "trillion-yuan-city-count-yangtze-river-delta-xncsb-baike", PERIOD),
        ("trillion-yuan-city-share", "trillion-yuan-city-share-yangtze-river-delta-kankan-2026", PERIOD),
        ("trillion-yuan-city-share", "trillion-yuan-city-share-yangtze-river-delta-shine-20241204", DIFFERS),
        ("pm25", f"{PM25}-people-20230607", PERIOD),
        # Editions of an index and of a fair.
        ("gii-2024-shanghai-suzhou", "innovation-rank-shanghai-suzhou-cluster-noc-2025", EDITION),
        ("ciie-7-intended-transactions", FAIR.format("8th", "aa-20251110"), EDITION),
        ("ciie-7-intended-transactions", FAIR.format("7th", "shine-20241110"), REFINES),
        # A threshold that is made exact.
        ("targeted-logistics-initiatives", "initiative-count-targeted-logistics-initiatives-logistics-202412", REFINES),
        # Traps.
        ("trillion-yuan-cities", "trillion-yuan-city-count-china-gmt8-20260127", NOT_COMPARABLE),
        ("institutional-innovations-2024", "innovation-count-demonstration-zone-shio-20210713", NOT_COMPARABLE),
    ],
)  # fmt: skip
def test_a_figure_of_the_release_stands_so_to_one_of_a_page(
    kinds: dict[frozenset[str], str], ours: str, page: str, kind: str
) -> None:
    """Same, finer, rounded, contradicting, come of a forecast, of another time or edition, or another thing."""
    assert kinds[frozenset((ydr(f"observation-{ours}"), ydr(f"observation-{page}")))] == kind


def test_pages_contradict_one_another_too(kinds: dict[frozenset[str], str]) -> None:
    """24.6 and 24.7 per cent of one year are told as different; a total and its rounding are not."""
    share = {
        each: ydr(f"observation-{SHARE}-{each}") for each in ("gujun-202503", "guangming-20250529", "beltroad-20250930")
    }
    assert kinds[frozenset((share["gujun-202503"], share["guangming-20250529"]))] == DIFFERS
    assert kinds[frozenset((share["guangming-20250529"], share["beltroad-20250930"]))] == SAME
    volume = "observation-cumulative-trading-volume-national-carbon-trading-market"
    assert kinds[frozenset((ydr(f"{volume}-ssn-20250924"), ydr(f"{volume}-ccement-20250924")))] == REFINES
    assert kinds[frozenset((ydr(f"{volume}-ssn-20250924"), ydr(f"{volume}-gxtzh-20251222")))] == PERIOD
    # The end of 2023 as 7,100 and as 7,600 km; 55 and 43 minutes after the opening.
    for metric, one, other in (
        (NETWORK, "hangzhou-20240802", "shine-20241204"),
        (JOURNEY, "hk01-20241226", "railwaygazette-2025"),
    ):
        assert kinds[frozenset(ydr(f"observation-{metric}-{each}") for each in (one, other))] == DIFFERS


def test_an_open_series_is_no_contradiction(whole: Graph, kinds: dict[frozenset[str], str]) -> None:
    """The running total of carbon trading rises from document to document, and nothing of it differs."""
    total = series(whole, ydr("metric-cumulative-trading-volume"), ydr("national-carbon-trading-market"))
    assert sorted(whole.one(each, YD.value) or "" for each in total) == [
        "494000000", "630000000", "696000000", "700000000", "842000000",
    ]  # fmt: skip
    found = {kind for pair, kind in kinds.items() if pair <= set(total)}
    assert found == {PERIOD, REFINES}


def test_every_trap_is_kept_out_with_its_judgement(whole: Graph) -> None:
    """What the editors judged not to be comparable is told so, and by which judgement."""
    apart = [pair for pair in pairs(whole) if pair.kind == NOT_COMPARABLE]
    assert len(apart) == 21
    assert all(pair.judgement for pair in apart)


@pytest.mark.parametrize(
    ("ours", "page", "kind"),
    [
        (f"{RAILWAY}-operational-planned", "operational-planned-shine-20241122", REFINES),
        (f"{RAILWAY}-operational-planned", "operational-done-hk01-20241226", OUTCOME),
        ("airport-link-line-operational-planned", "operational-planned-minhang-202411", SAME),
        ("huawei-rd-center-launched-done", "launched-done-foguo-20241014", REFINES),
        (f"{LAW}-in-force-done", "in-force-planned-jsrd-20240329", OUTCOME),
    ],
)  # fmt: skip
def test_a_stage_of_the_release_stands_so_to_one_of_a_page(whole: Graph, ours: str, page: str, kind: str) -> None:
    """A day within the year named is finer; a plan and what came of it are told as such."""
    record = ydr(f"milestone-{ours}")
    beside = [
        (pair.kind, ({pair.first, pair.second} - {record}).pop()) for pair in stage_pairs(whole) if record in pair
    ]
    found = {each for each, other in beside if other.endswith(page)}
    assert found == {kind}


def test_a_first_of_another_place_differs(whole: Graph) -> None:
    """The legislators claim a first of three places where the release claims one of the nation."""
    (pair,) = [pair for pair in stage_pairs(whole) if "first-claim" in pair.first]
    assert pair.kind == DIFFERS


def test_posts_are_the_same_changed_or_not_said_again(whole: Graph) -> None:
    """Gu Jun keeps his posts, the seat of Zhejiang changed hands, and of Jiangsu's commission nobody speaks again."""
    found = {(each.membership.removeprefix(ydr("membership-")), each.kind) for each in posts(whole)}
    assert ("gu-jun-shanghai-municipal-government", of_posts.SAME) in found
    assert ("luo-fanghao-yangtze-river-delta-regional-cooperation-office", of_posts.CHANGED) in found
    assert ("ling-ming-jiangsu-provincial-development-and-reform-commission", of_posts.NOT_SAID_AGAIN) in found
    assert {kind for _, kind in found} == set(of_posts.KINDS)
    changed = {name for name, kind in found if kind == of_posts.CHANGED}
    assert all("luo-fanghao" in name or "chen-haitao" in name for name in changed)


def test_a_judgement_of_a_record_on_itself_is_none(whole: Graph, kinds: dict[frozenset[str], str]) -> None:
    """What is judged not to be comparable with itself, by mistake, hides nothing of all others."""
    record = ydr("observation-railway-network")
    terms = {RDF.type: YD.Judgement, RDF.subject: record, RDF.predicate: YD.notComparable, RDF.object: record}
    judged = (Triple(NamedNode(ydr("judgement-x")), NamedNode(key), NamedNode(term)) for key, term in terms.items())
    found = pairs(Graph.from_triples((*whole.triples(), *judged)))
    assert {frozenset((pair.first, pair.second)): pair.kind for pair in found} == kinds
