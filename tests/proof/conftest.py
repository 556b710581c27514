"""The graph that the checks are tried on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shipped import TRIPLES

if TYPE_CHECKING:
    from pyoxigraph import Triple


@pytest.fixture(scope="package")
def shipped() -> list[Triple]:
    """Give the shipped data."""
    return TRIPLES
