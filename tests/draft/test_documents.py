"""Documents of several kinds are read as text; what cannot be read is said in one line, and nothing is guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ydkg.draft.documents import read_document
from ydkg.errors import DraftError

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

LINES = "A title\nThe Lee Bridge was completed on 1 March 2025.\n"


def written(folder: Path, name: str, content: bytes) -> Path:
    """Write a file."""
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_text_is_read_in_its_encoding(tmp_path: Path, encoding: str) -> None:
    """UTF-8 with and without its mark, UTF-16, and GB 18030 give the same text, with line feeds."""
    text = "政府工作报告\n全省地区生产总值突破9万亿元，深中通道已建成通车。\n"
    path = written(tmp_path, "report.txt", text.replace("\n", "\r\n").encode(encoding))
    assert read_document(path) == text


def test_another_encoding_is_told_by_a_library(tmp_path: Path) -> None:
    """A text of Western Europe in its old encoding keeps its letters."""
    text = "Le café de Besançon a été rénové à l’été. Les élèves y étudient déjà.\n"
    path = written(tmp_path, "report.txt", text.encode("cp1252"))
    assert "été" in read_document(path)


def test_a_page_is_read_without_its_menus(tmp_path: Path) -> None:
    """Blocks are lines; scripts, styles and menus are no text."""
    page = (
        "<!DOCTYPE html><html><head><title>x</title><style>p {}</style></head><body><nav>Home</nav>"
        "<h1>A title</h1><p>The Lee Bridge was <b>completed</b>\non 1 March 2025.</p><script>a()</script></body></html>"
    )
    assert read_document(written(tmp_path, "page.html", page.encode())) == LINES.strip()


def test_text_in_big5_is_read(tmp_path: Path) -> None:
    """Its bytes could be read as GBK too, and would say nothing."""
    text = "新聞稿\n海嶼市生態環境局局長表示，去年全市空氣品質優良天數比率為91.2%，比上年上升。\n"
    assert read_document(written(tmp_path, "text.txt", text.encode("big5"))) == text


def test_a_page_is_read_in_the_encoding_that_it_says_or_is_in(tmp_path: Path) -> None:
    """A Chinese page in GBK is read whether or not it says so."""
    for said in ('<meta charset="gb2312">', ""):
        page = f"<!DOCTYPE html><html><head>{said}</head><form>搜索</form><p>全省铁路里程达到一千公里。</p></html>"
        assert read_document(written(tmp_path, "page.html", page.encode("gb18030"))) == "全省铁路里程达到一千公里。"


def test_a_document_of_word_is_read(tmp_path: Path) -> None:
    """Paragraphs and cells of tables are lines, in their order."""
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_paragraph("A title")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Length", "24 km"
    document.add_paragraph("The Lee Bridge was completed on 1 March 2025.")
    document.save(str(tmp_path / "report.docx"))
    assert read_document(tmp_path / "report.docx").split("\n") == [
        "A title",
        "Length",
        "24 km",
        "The Lee Bridge was completed on 1 March 2025.",
    ]


def pdf(content: bytes) -> bytes:
    """Make a PDF of one page with this content stream."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
            b"/Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(body)
    return body + b"xref\n0 6\n0000000000 65535 f \n" + table + trailer


def test_the_text_of_a_pdf_is_read(tmp_path: Path) -> None:
    """Lines that the page's edge broke are joined."""
    pytest.importorskip("pypdf")
    stream = b"BT /F1 12 Tf 50 700 Td (The Lee Bridge was completed) Tj 0 -20 Td (on 1 March 2025.) Tj ET"
    assert "The Lee Bridge was completed on 1 March 2025." in read_document(
        written(tmp_path, "report.pdf", pdf(stream))
    )


def test_a_scanned_pdf_is_said(tmp_path: Path) -> None:
    """A PDF of pictures has no text, which is not guessed."""
    pytest.importorskip("pypdf")
    with pytest.raises(DraftError, match=r"a PDF of pictures without text \(pages: 1\)"):
        read_document(written(tmp_path, "scan.pdf", pdf(b"0 0 600 800 re f")))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n", "empty"),
        ("large.txt", b"a" * 10_000_001, "more than 10 MB"),
        ("long.txt", b"A town. " * 130_000, "1,040,000 characters, and a draft reads at most 1,000,000"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(200), "binary"),
        ("program", bytes(range(256)) * 20, "binary"),
        ("broken.pdf", b"%PDF-1.7\nnothing", "damaged PDF"),
        ("broken.docx", b"PK\x03\x04nothing", "no document of Word"),
        ("half.txt", b"\xff\xfea\x00b", "damaged"),
    ],
)
def test_what_is_no_document_is_refused(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    """One line says what is wrong, in which file."""
    path = written(tmp_path, name, content)
    with pytest.raises(DraftError, match=said) as error:
        read_document(path)
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)


def test_a_damaged_pdf_is_told_in_one_line(tmp_path: Path, ydkg_process: Run) -> None:
    """The library's own words on the damage are not told beside it."""
    pytest.importorskip("pypdf")
    path = written(tmp_path, "broken.pdf", b"%PDF-1.7\nnothing")
    done = ydkg_process("draft", str(path), "--issued", "2025-03-12", "-o", str(tmp_path / "draft"))
    assert (done.returncode, done.stderr) == (2, f"ydkg: {path}: a damaged PDF; save it again, or as text\n")


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    """The message says which, and why."""
    with pytest.raises(DraftError, match="no such file"):
        read_document(tmp_path / "none.txt")
    with pytest.raises(DraftError, match="folder"):
        read_document(tmp_path)
