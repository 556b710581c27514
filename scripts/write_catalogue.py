"""Write the catalogue of the interface's texts: extract them from the sources, update the Chinese, compile it."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "src" / "ydkg"
PO = SOURCES / "language" / "locale" / "zh" / "LC_MESSAGES" / "ydkg.po"
MO = PO.with_suffix(".mo")
KEYWORDS = dict.fromkeys(("_", "gettext", "translatable", "problem", "draft_error")) | {
    "ngettext": (1, 2),
    "Family": (2,),
}
_METHODS = [("**.py", "python"), ("**.html.j2", "jinja2"), ("**/static/**.js", "javascript")]
_OPTIONS = {"**.html.j2": {"trimmed": "true", "silent": "false"}, "**/static/**.js": {"parse_template_string": "true"}}
_HEAD = """\
# The interface's texts in Chinese: each msgid is the English text as the sources have it.
# After a change run `python scripts/write_catalogue.py`; a test keeps it current.\
"""


class _Chinese(Catalog):
    """A catalogue whose header says what programs want to know, and neither time nor tool."""

    mime_headers = (
        ("Language", "zh_Hans"),
        ("Plural-Forms", "nplurals=1; plural=0;"),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Transfer-Encoding", "8bit"),
    )


def extracted() -> Catalog:
    """Extract the texts of all sources, with the files that say them."""
    found = Catalog(charset="utf-8")
    said = sorted(
        extract_from_dir(str(SOURCES), _METHODS, _OPTIONS, keywords=KEYWORDS), key=lambda text: (text[0], text[1])
    )
    for name, _, text, _, _ in said:
        found.add(text, locations=[(f"src/ydkg/{name}", None)])
    return found


def updated(known: str) -> Catalog:
    """Put the Chinese of a catalogue beside the texts of the sources.

    Parameters
    ----------
    known : str
        A catalogue, as gettext writes it; texts that the sources no longer say are left out.
    """
    before = read_po(io.StringIO(known), locale="zh_Hans")
    catalogue = _Chinese(locale="zh_Hans", header_comment=_HEAD, charset="utf-8", fuzzy=False)
    for text in extracted():
        if text.id:
            known_text = before.get(text.id[0] if isinstance(text.id, tuple) else text.id)
            chinese = known_text.string if known_text else ""
            first = chinese if isinstance(chinese, str) else chinese[0]
            catalogue.add(
                text.id, (first,) if isinstance(text.id, tuple) else first, locations=sorted(set(text.locations))
            )
    return catalogue


def po_of(catalogue: Catalog) -> str:
    """Write a catalogue for people."""
    written = io.BytesIO()
    write_po(written, catalogue, width=120, sort_output=True, ignore_obsolete=True, no_location=True)
    return written.getvalue().decode()


def mo_of(catalogue: Catalog) -> bytes:
    """Write a catalogue for programs."""
    written = io.BytesIO()
    write_mo(written, catalogue)
    return written.getvalue()


def main() -> None:
    """Write both files, and say which texts still want their Chinese."""
    catalogue = updated(PO.read_text(encoding="utf-8") if PO.exists() else "")
    PO.write_text(po_of(catalogue), encoding="utf-8")
    MO.write_bytes(mo_of(catalogue))
    for text in catalogue:
        if text.id and not (text.string if isinstance(text.string, str) else text.string[0]):
            sys.stderr.write(f"no Chinese: {text.id!r} in {text.locations[0][0]}\n")


if __name__ == "__main__":
    main()
