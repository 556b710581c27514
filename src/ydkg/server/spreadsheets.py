"""Tables of pages as files for a spreadsheet: ``.xlsx``, and ``.csv?for=excel`` where no workbook can be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

from ydkg.errors import Listed, problem
from ydkg.export import FORMATS
from ydkg.server.beside import beside, pieces_beside
from ydkg.server.negotiation import language, with_charset
from ydkg.server.site import site_of
from ydkg.server.template import answer, answer_in_pieces
from ydkg.telling.spreadsheets import WRITERS, Spreadsheet, csv_in_pieces, has_xlsx

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from ydkg.telling.spreadsheets import Cell

_MEDIA_TYPES = {"csv": with_charset("text/csv"), "xlsx": FORMATS["xlsx"].media_type}


def is_for_people(request: Request, extension: str) -> bool:
    """Tell whether an address asks for a file that a spreadsheet opens."""
    return (extension == "xlsx" and has_xlsx()) or (extension == "csv" and request.query_params.get("for") == "excel")


def extension_of(request: Request) -> str:
    """Give the extension in the address of a page's table: all its files are for a spreadsheet."""
    extension = request.url.path.rpartition(".")[2]
    if extension == "csv" or (extension == "xlsx" and has_xlsx()):
        return extension
    known = Listed(["csv", *(["xlsx"] if has_xlsx() else [])])
    raise HTTPException(404, problem("this table is here as {known}", known=known))


def sheet_file(request: Request, sheet: Spreadsheet, name: str, extension: str) -> Response:
    """Answer with a table as a file."""
    return answer(request, WRITERS[extension](sheet), _MEDIA_TYPES[extension], headers=_headers(f"{name}.{extension}"))


async def rows_file(
    request: Request, name: str, title: str, headings: Sequence[str], rows: Iterator[Sequence[Cell]]
) -> Response:
    """Answer with a long table of a page as a file, whose rows are told while others are answered."""
    extension = extension_of(request)
    if extension != "csv":
        return await beside(
            request, lambda: sheet_file(request, Spreadsheet(title, headings, list(rows)), name, extension)
        )
    tag = site_of(request).tag(name, {**request.query_params, "lang": language(request)})
    pieces = pieces_beside(request, csv_in_pieces(headings, rows))
    return answer_in_pieces(request, tag, pieces, _MEDIA_TYPES["csv"], _headers(f"{name}.csv"))


def _headers(file: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{file}"', "Vary": "Accept-Language"}
