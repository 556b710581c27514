"""Terms of other vocabularies are spelled in the code as their publishers spell them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import namespace

SOURCE = Path(__file__).resolve().parents[1] / "src" / "ydkg"
#: Vocabularies that rdflib knows the terms of; of QUDT it has no units.
KNOWN = ["DCTERMS", "FOAF", "GEO", "ORG", "OWL", "PROV", "QB", "RDF", "RDFS", "SDO", "SH", "SKOS", "XSD"]


@pytest.mark.parametrize("name", KNOWN)
def test_a_term_that_the_code_uses_is_one_of_its_vocabulary(name: str) -> None:
    """Only our own namespace refuses what it does not have; a term of another one is looked up here."""
    ours = {"SDO": "SCHEMA"}.get(name, name)
    text = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    used = set(re.findall(rf"(?<![\w.]){ours}\.([A-Za-z]\w*)", text))
    assert used
    assert sorted(term for term in used if term not in getattr(namespace, name)) == []
