"""What axe finds wrong with a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = Path(__file__).with_name("node_modules") / "axe-core" / "axe.min.js"
#: The rules that other colours can break.
COLOURS = ("color-contrast", "link-in-text-block")
#: The rules that words of another language, and more or less room for them, can break.
WORDS = ("scrollable-region-focusable", "button-name", "link-name", "label", "select-name", "summary-name")


#: Leaves thirty of what stands side by side, such as rows.
SHORTENED = "document.querySelectorAll('body :nth-child(n + 31)').forEach(each => each.remove())"


def violations(page: Page, *rules: str, seen: bool = False) -> list[str]:
    """Run axe on the page as it is now.

    Where its whole was seen otherwise, as it was where only some rules are run, its long lists are shortened before.
    """
    if not AXE.exists():
        pytest.skip("axe-core is not installed: npm ci in tests/")
    if seen or rules:
        page.evaluate(SHORTENED)
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    options = {"resultTypes": ["violations"], **({"runOnly": rules} if rules else {})}
    found = page.evaluate("options => axe.run(document, options)", options)
    return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found["violations"]]
