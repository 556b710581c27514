"""What XML can carry: the characters of its version 1.0, and line ends that readers would rewrite."""

from __future__ import annotations

import re
from shutil import copyfileobj
from typing import TYPE_CHECKING, TypeAlias

from ydkg.errors import OutputError, problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from networkx.readwrite.gexf import GEXFWriter
    from networkx.readwrite.graphml import GraphMLWriter

    Writer: TypeAlias = GEXFWriter | GraphMLWriter

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_DECLARED = re.compile(rb' xmlns:\w+="[^"]*"')


def refuse_forbidden(text: str) -> None:
    """Refuse text that XML cannot hold in any spelling."""
    if found := _FORBIDDEN.search(text):
        code = f"U+{ord(found[0]):04X}"
        said = problem(
            "XML cannot carry {code}, which stands in {text}: take turtle, ntriples or jsonld",
            code=code,
            text=repr(text[:60]),
        )
        raise OutputError(said, text)


def keep_line_ends(document: bytes) -> bytes:
    """Spell carriage returns as references, since every XML reader turns a bare one into a line feed."""
    return document.replace(b"\r", b"&#13;")


def write_elements(path: Path, elements: Iterable[Element], writer: Writer, level: int) -> None:
    """Write elements one by one, as they stand in a document."""
    from xml.etree import ElementTree as ET  # noqa: PLC0415 - only who writes XML waits for it; nothing is read

    with path.open("wb") as file:
        for number, element in enumerate(elements):
            writer.indent(element, level)
            element.tail = None
            start, end, rest = ET.tostring(element, encoding="utf-8").partition(b">")
            # The document declares what a part of it would.
            text = keep_line_ends(_DECLARED.sub(b"", start) + end + rest)
            file.write(b"\n" + b"  " * level + text if number else text)


def write_document(path: Path, writer: Writer, parts: Sequence[tuple[Element, Path]], mark: str) -> None:
    """Write a document of which parts have been written already."""
    from xml.etree import ElementTree as ET  # noqa: PLC0415 - as above

    filled = [part for _, part in parts if part.stat().st_size]
    for element, part in parts:
        if part in filled:
            ET.SubElement(element, mark)
    writer.indent(writer.xml)
    document = keep_line_ends(ET.tostring(writer.xml, encoding="utf-8", xml_declaration=True))
    before, *between = re.split(rf"<\w+:{mark.partition('}')[2]} />".encode(), document)
    with path.open("wb") as file:
        file.write(before)
        for part, after in zip(filled, between, strict=True):
            with part.open("rb") as children:
                copyfileobj(children, file)
            file.write(after)
        file.write(b"\n")
