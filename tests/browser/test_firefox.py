"""The page in Firefox, from disk: reading, choosing, connecting and translating, and nothing to complain of."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from shipped import SOURCE

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent
DRIVER = HERE.parent / "node_modules" / "puppeteer-core"


@pytest.fixture(scope="module")
def seen(pages: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a person sees in Firefox; without one on this machine the tests are skipped."""
    firefox = os.environ.get("YDKG_FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")
    if firefox is None:
        pytest.skip("no Firefox on this machine; YDKG_FIREFOX may name one")
    if shutil.which("node") is None or not DRIVER.exists():
        pytest.skip("no node, or puppeteer-core is not installed: npm ci in tests/")
    address = pages["shipped"].as_uri()
    other, binary = (tmp_path_factory.mktemp("dropped") / name for name in ("other.txt", "binary.txt"))
    other.write_text("Something else.", encoding="utf-8")
    binary.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    files = [str(other), str(binary), *([SOURCE] if Path(SOURCE).is_file() else [])]
    done = subprocess.run(
        ["node", str(HERE / "firefox.mjs"), firefox, address, *files],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found | {"page": address}


def test_firefox_finds_a_person_and_where_it_is_written(seen: dict[str, Any]) -> None:
    """A Chinese name leads to the person, the reader to the panel, and a fact to document, day and characters."""
    reading = seen["reading"]
    assert reading["scope"].startswith("150 of ")
    assert "official" in reading["hit"]
    assert (reading["selected"], reading["focus"]) == ("Gu Jun", "panel-title")
    assert reading["address"] == f"{seen['page']}#thing=gu-jun"
    assert "Press Release" in reading["source"]
    assert "4 December 2024" in reading["source"]
    assert "sentence 3 of 85" in reading["source"]


def test_firefox_filters_and_its_addresses_open_from_disk(seen: dict[str, Any]) -> None:
    """A state narrows the picture, and a neighbourhood without a family is the same in its address opened anew."""
    choosing = seen["choosing"]
    assert choosing["filtered"] != choosing["before"]
    assert choosing["focused"].startswith("Around Shanghai: ")
    assert choosing["again"] == choosing["focused"]
    assert choosing["againTitle"] == "Shanghai"


def test_firefox_finds_connections(seen: dict[str, Any]) -> None:
    """Five connections, each hop in words with its day, and one of them in the picture."""
    connecting = seen["connecting"]
    assert connecting["count"] == "5 connections"
    assert connecting["hop"] == (
        "Gu Jun is director of Shanghai Municipal Development and Reform Commission, as of 4 December 2024"
    )
    assert connecting["page"] == "picture"


def test_firefox_speaks_chinese_and_fits_a_phone(seen: dict[str, Any]) -> None:
    """Charts are drawn, the switch turns tables Chinese, going back turns them English, and a phone is wide enough."""
    translating = seen["translating"]
    assert translating["charts"] > 5
    assert translating["language"] == "zh-Hans"
    assert translating["heading"] == "指标"
    assert translating["milestone"] == "沪苏湖高铁：计划于2024年底前开通运营（截至2024年12月4日）"
    assert translating["phone"] <= 390


def test_firefox_proves_a_file_that_is_dropped_from_disk(seen: dict[str, Any]) -> None:
    """Another text and a binary file are told in a line each, the document's own is sealed, and nothing is kept."""
    dropping = seen["dropping"]
    other, binary, *own = dropping["seals"]
    assert other == "This file is none of the documents here: it has none of their sentences."
    assert binary == "This is a binary file, not a text or a saved web page."
    assert dropping["kept"] == 0
    if own:
        assert re.fullmatch(r"(\d+) of \1 passages are these words", own[0])
        assert dropping["words"] == 85


def test_firefox_asks_for_nothing_and_complains_of_nothing(seen: dict[str, Any]) -> None:
    """The only requests are for the file itself, and there is no error or warning."""
    assert seen["complaints"] == []
    asked = {url.split("#")[0] for url in seen["requests"] if not url.startswith("data:")}
    assert asked <= {seen["page"]}
