"""Documents as files: their text, by what they are."""

from __future__ import annotations

import logging
import re
from contextlib import suppress
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

from ydkg.errors import DraftError, counted, draft_error, problem, reason
from ydkg.graph.webpage import MOST_BYTES, encoding_said, shown

#: A text of more characters is no single document; one of as many takes a few minutes.
_MOST_CHARACTERS = 1_000_000
_INSTALL = "pip install 'ydkg[draft]'"
_HTML = re.compile(rb"\A\s*(?:<!doctype html|<html|<\?xml[^>]*>\s*(?:<!doctype html|<html))", re.IGNORECASE)
#: What a page holds that is no text of the document.
_ASIDE = frozenset({"aside", "button", "form", "nav"})
#: Characters that any Chinese text has: bytes read in an encoding that is not theirs give hardly one of them.
_COMMONEST = "的一是在不了有和人中大上年月日市政府，。、"
_CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def read_document(path: Path | str) -> str:
    """Read the text of a document; with line feeds, without control characters; not empty."""
    try:
        if Path(path).is_dir():
            raise IsADirectoryError(None, problem("it is a folder"))
        if Path(path).stat().st_size > MOST_BYTES:
            raise draft_error(
                "{path}: more than {most} MB; give the text of one document", path=path, most=MOST_BYTES // 1_000_000
            )
        raw = Path(path).read_bytes()
    except OSError as error:
        raise draft_error("{path}: cannot be read: {why}", path=path, why=reason(error)) from error
    # What a file is, its first letters tell, whatever it is called.
    reader = _pdf if raw.startswith(b"%PDF-") else _docx if raw.startswith(b"PK\x03\x04") else _text
    read = reader(raw, path)
    if reader is _text and _HTML.match(raw[:1000]):  # its blocks a line each, without scripts, menus and forms
        read = "\n".join(" ".join(line.split()) for line in shown(read, _ASIDE))
    lines = re.sub("\r\n|[\r\f\u2028]", "\n", read)
    text = re.sub("[\ufeff\u00ad]", "", _CONTROL.sub("", lines))
    if len(text) > _MOST_CHARACTERS:
        raise draft_error(
            "{path}: {n} characters, and a draft reads at most {most}; cut it into parts",
            path=path,
            n=counted(len(text)),
            most=counted(_MOST_CHARACTERS),
        )
    if not text.strip():
        raise draft_error("{path}: no text is in it; give a document with text", path=path)
    return text


def _text(raw: bytes, path: Path | str) -> str:
    """Decode a text: as its mark or the page says, as UTF-8, or as a library tells."""
    if encoding := encoding_said(raw):
        return _decoded(raw, encoding, path)
    if not raw.strip():
        raise draft_error("{path}: empty; give a document with text", path=path)
    binary = False
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        binary = len(_CONTROL_BYTES.findall(raw)) * 50 > len(raw)
        decoded = [""]
        for encoding in () if binary else ("gb18030", "big5"):
            with suppress(UnicodeDecodeError):
                decoded.append(raw.decode(encoding))
        text = max(decoded, key=lambda each: sum(map(each.count, _COMMONEST)))
        # Text of another encoding can be decoded as Chinese as well, but says nothing in it.
        common = sum("\u4e00" <= sign <= "\u9fff" or sign in "，。、：；（）" for sign in text)
        if not binary and not (text and common * 4 > len(text)):
            best = _library("charset_normalizer", path).from_bytes(raw).best()
            if best is None:
                raise draft_error("{path}: its encoding cannot be told; save it as UTF-8", path=path) from None
            text = _decoded(raw, str(best.encoding), path)
    if binary or "\x00" in text or len(_CONTROL.findall(text[:10_000])) > len(text[:10_000]) // 50:
        raise draft_error("{path}: not a text, but binary; text, HTML, DOCX and PDF can be drafted", path=path)
    return text


def _decoded(raw: bytes, encoding: str, path: Path | str) -> str:
    try:
        return raw.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise draft_error(
            "{path}: damaged: no valid {encoding}; save it as UTF-8", path=path, encoding=encoding
        ) from error


def _docx(raw: bytes, path: Path | str) -> str:
    """Take the paragraphs of a document of Word, and the cells of its tables, in their order."""
    docx = _library("docx", path)
    try:
        document = docx.Document(BytesIO(raw))
        blocks = (
            (paragraph for row in block.rows for cell in row.cells for paragraph in cell.paragraphs)
            if hasattr(block, "rows")
            else (block,)
            for block in document.iter_inner_content()
        )
        lines = [paragraph.text for paragraphs in blocks for paragraph in paragraphs]
    except Exception as error:  # python-docx raises errors of several families for what is no document.
        raise draft_error("{path}: no document of Word that can be read; save it as text", path=path) from error
    return "\n".join(line for line in lines if line.strip())


def _pdf(raw: bytes, path: Path | str) -> str:
    """Take the text of a PDF; one that is a picture has none, which is said."""
    pypdf = _library("pypdf", path)
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # What it says of damage is said below, in one line.
    try:
        reader = pypdf.PdfReader(BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise draft_error("{path}: locked by a password; save it without one", path=path)  # noqa: TRY301 - one of the errors that are told below
        pages = [page.extract_text() or "" for page in reader.pages]
    except DraftError:
        raise
    except Exception as error:  # pypdf raises errors of several families for what is damaged.
        raise draft_error("{path}: a damaged PDF; save it again, or as text", path=path) from error
    text = "\n".join(pages)
    if not text.strip():
        raise draft_error(
            "{path}: a PDF of pictures without text (pages: {n}); have its text recognised first",
            path=path,
            n=len(pages),
        )
    # The lines of a paragraph, which a PDF breaks at the page's edge: not behind a full stop.
    text = re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", text)
    text = re.sub(r"(?<=[\u4e00-\u9fff，、])\n(?=[\u4e00-\u9fff，、。])", "", text)
    return re.sub(r"(?<=[^\s.:;!?。：；！？])[ ]*\n(?=[a-z0-9(“])", " ", text)


def _library(name: str, path: Path | str) -> Any:  # noqa: ANN401 - modules that come without types
    """Load a library that is an extra."""
    try:
        return import_module(name)
    except ImportError as error:
        raise draft_error(
            "{path}: reading it needs {library}; {install}, or save it as text",
            path=path,
            library=name.partition(".")[0],
            install=_INSTALL,
        ) from error
