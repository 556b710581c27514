"""A dossier as a file: as a Word document, and as one page of HTML to read and print."""

from __future__ import annotations

from html import escape
from io import BytesIO
from typing import TYPE_CHECKING

from ydkg.language.text import Language, translatable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

    from ydkg.telling.dossier import Bar, Dossier, Row, Section

#: Characters of the longest bar, and what full and light ones are drawn with.
_LENGTH, _FULL, _LIGHT = 24, "█", "░"
#: Width of the text on a page, in the units of the format.
_WIDTH = 5_486_400
_FONT, _CHINESE_FONT = "Calibri", "Microsoft YaHei"
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_SOURCES = translatable("Sources")
_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c1c1c;background:#fff}
h1{line-height:1.2;margin-bottom:.2em}h2{margin-top:2em;border-bottom:1px solid #999}
.kind,.asof{color:#555}table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.35em .6em;border-bottom:1px solid #ddd}
.bar{display:grid;grid-template-columns:9em 1fr;gap:.5em;font-size:.85em;align-items:center}
.bar i{display:inline-block;height:.8em;background:#b3261e;margin-right:.5em;vertical-align:middle}
.bar i.light{background:#fff;outline:1px solid #b3261e}
a{color:#0b57a4}li:target{background:#fff3c4}
@media print{body{margin:0;max-width:none;font-size:11pt}tr,li{break-inside:avoid}a{color:inherit}}
"""


def html(dossier: Dossier, lang: str) -> str:
    """Write a dossier as HTML.

    Parameters
    ----------
    dossier : Dossier
    lang : str
        ``en`` or ``zh``.

    Returns
    -------
    str
        A page of its own, which loads nothing.
    """
    language = Language.of(lang)
    title = escape(dossier.title.pick(lang))
    head = [
        f'<!doctype html>\n<html lang="{language.script_tag}">\n<meta charset="utf-8">\n<title>{title}</title>',
        '<meta name="viewport" content="width=device-width">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<style>{_STYLE}</style>\n<h1>{title}</h1>",
        f'<p class="kind">{escape(_line(dossier, language))}</p>',
        *(f"<p>{escape(text.pick(lang))}</p>" for text in (dossier.definition,) if text),
        *(f'<p class="asof">{escape(text.pick(lang))}</p>' for text in (dossier.as_of,) if text),
    ]
    body = [part for section in dossier.sections for part in _section(section, lang)]
    sources = [f"<h2>{escape(language.gettext(_SOURCES))}</h2>\n<ol>"]
    for number, source in enumerate(dossier.sources, 1):
        text = escape(source.text.pick(lang))
        linked = f'<a href="{escape(source.link)}" rel="noreferrer">{text}</a>' if _is_web(source.link) else text
        sources.append(f'<li id="s{number}">{linked}</li>')
    return "\n".join([*head, *body, *sources, "</ol>\n</html>\n"])


def _line(dossier: Dossier, language: Language) -> str:
    return language.comma.join(text.pick(language.tag) for text in (dossier.kind, dossier.about)) + f" · {dossier.iri}"


def _is_web(link: str) -> bool:
    return link.startswith(("https://", "http://"))


def _section(section: Section, lang: str) -> Iterator[str]:
    say = Language.of(lang).gettext
    heads = "".join(f"<th>{escape(head.pick(lang))}</th>" for head in section.heads)
    yield f"<h2>{escape(section.title.pick(lang))}</h2>\n<table>\n<tr>{heads}<th>{escape(say('source'))}</th></tr>"
    for row in section.rows:
        first, *cells = (escape(cell.pick(lang)) for cell in row.cells)
        bars = "".join(_bar(each, lang) for each in row.bars)
        notes = " ".join(f'<a href="#s{number}">[{number}]</a>' for number in row.sources)
        yield f"<tr><td>{first}{bars}</td>{''.join(f'<td>{cell}</td>' for cell in cells)}<td>{notes}</td></tr>"
    yield "</table>"


def _bar(bar: Bar, lang: str) -> str:
    kind = ' class="light"' if bar.light else ""
    drawn = f'<i{kind} style="width:{60 * bar.share:.1f}%"></i>{escape(bar.value.pick(lang))}'
    return f'<div class="bar"><span>{escape(bar.title.pick(lang))}</span><span>{drawn}</span></div>'


def docx(dossier: Dossier, lang: str) -> bytes:
    """Write a dossier as a document of Word, which LibreOffice and WPS open as well.

    Parameters
    ----------
    dossier : Dossier
    lang : str
        ``en`` or ``zh``.

    Returns
    -------
    bytes
    """
    from docx import Document  # noqa: PLC0415 - only where it is asked for
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Pt  # noqa: PLC0415

    language, document = Language.of(lang), Document()
    for name in ("Normal", "Title", "Heading 1"):
        font = document.styles[name].font
        font.name = _FONT
        font.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _CHINESE_FONT)
    document.styles["Normal"].font.size = Pt(10)
    document.core_properties.title = dossier.title.pick(lang)
    document.core_properties.author = ""
    document.add_heading(dossier.title.pick(lang), 0)
    document.add_paragraph(_line(dossier, language))
    for text in (dossier.definition, dossier.as_of):
        if text:
            document.add_paragraph(text.pick(lang))
    for section in dossier.sections:
        document.add_heading(section.title.pick(lang), 1)
        heads = [*(head.pick(lang) for head in section.heads), language.gettext("source")]
        table = document.add_table(1, len(heads), "Light List")
        for cell, head in zip(table.rows[0].cells, heads, strict=True):
            cell.text = head
        for row in section.rows:
            _fill(table.add_row().cells, row, lang)
        for column, part in zip(table.columns, _widths(section, lang), strict=True):
            for cell in column.cells:
                cell.width = int(part * _WIDTH)
    document.add_heading(language.gettext(_SOURCES), 1)
    for number, source in enumerate(dossier.sources, 1):
        paragraph = document.add_paragraph(f"[{number}] ")
        _link(paragraph, source.text.pick(lang), source.link)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _widths(section: Section, lang: str) -> list[float]:
    """Share the width of a table among its columns, by the longest text of each."""
    longest = [max(len(row.cells[at].pick(lang)) for row in section.rows) for at in range(len(section.heads))]
    letters = [min(max(each, 14), 60) for each in (*longest, 14)]
    return [each / sum(letters) for each in letters]


def _fill(cells: tuple[_Cell, ...], row: Row, lang: str) -> None:
    """Fill a row of a table: bars stand below the first cell, the numbers of the sources in the last one."""
    for cell, text in zip(cells, row.cells, strict=False):
        cell.text = text.pick(lang)
    for bar in row.bars:
        length = max(1, round(_LENGTH * bar.share))
        drawn = (_LIGHT if bar.light else _FULL) * length
        cells[0].add_paragraph(f"{drawn} {bar.title.pick(lang)}{Language.of(lang).colon}{bar.value.pick(lang)}")
    cells[-1].text = " ".join(f"[{number}]" for number in row.sources)


def _link(paragraph: Paragraph, text: str, address: str) -> None:
    """Add words that lead to a public address, and are blue as links are; or plain words where there is none."""
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import RGBColor  # noqa: PLC0415

    run = paragraph.add_run(text)
    if _is_web(address):
        run.font.color.rgb = RGBColor(0x0B, 0x57, 0xA4)
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), paragraph.part.relate_to(address, _LINK, is_external=True))
        paragraph._p.replace(run._r, link)  # noqa: SLF001 - the library makes no links by itself
        link.append(run._r)  # noqa: SLF001


#: The end of a file's name -> what writes it.
WRITERS: Mapping[str, Callable[[Dossier, str], str | bytes]] = {"docx": docx, "html": html}
