"""Where the files that ship with ydkg are: ontology, data and questions."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_ROOT = _PACKAGE if (_PACKAGE / "data").is_dir() else _PACKAGE.parents[1]

ONTOLOGY_DIR = _ROOT / "ontology"
ONTOLOGY_FILE = ONTOLOGY_DIR / "ydkg.ttl"
DATA_DIR = _ROOT / "data"
RELEASE_FILE = DATA_DIR / "triples.ttl"
REFERENCE_FILE = DATA_DIR / "reference.ttl"
#: What documents state, a file each.
DOCUMENT_FILES: tuple[Path, ...] = (RELEASE_FILE,)
#: What documents state, and what registers add.
DATA_FILES = (*DOCUMENT_FILES, REFERENCE_FILE)
QUERIES_DIR = _ROOT / "queries"
