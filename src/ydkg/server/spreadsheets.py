"""Tables of pages as files for a spreadsheet: ``.xlsx``, and ``.csv?for=excel`` where no workbook can be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

from ydkg.errors import Listed, problem
from ydkg.server.template import answer, answer_in_pieces
from ydkg.telling.spreadsheet import MEDIA_TYPES, WRITERS, has_xlsx

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request
    from starlette.responses import Response

    from ydkg.telling.spreadsheet import Spreadsheet


def is_for_people(request: Request, extension: str) -> bool:
    """Tell whether an address asks for a file that a spreadsheet opens.

    Parameters
    ----------
    request : Request
    extension : str
        Of the address.

    Returns
    -------
    bool
    """
    return (extension == "xlsx" and has_xlsx()) or (extension == "csv" and request.query_params.get("for") == "excel")


def extension_of(request: Request) -> str:
    """Give the extension in the address of a page's table: all its files are for a spreadsheet.

    Parameters
    ----------
    request : Request
        Whose address ends in an extension.

    Returns
    -------
    str

    Raises
    ------
    HTTPException
        404 for any other file.
    """
    extension = request.url.path.rpartition(".")[2]
    if extension == "csv" or (extension == "xlsx" and has_xlsx()):
        return extension
    known = Listed(["csv", *(["xlsx"] if has_xlsx() else [])])
    raise HTTPException(404, problem("this table is here as {known}", known=known))


def sheet_file(request: Request, sheet: Spreadsheet, name: str, extension: str) -> Response:
    """Answer with a table as a file.

    Parameters
    ----------
    request : Request
    sheet : Spreadsheet
    name, extension : str
        Of the file; ``csv`` or ``xlsx``.

    Returns
    -------
    Response
    """
    return answer(request, WRITERS[extension](sheet), MEDIA_TYPES[extension], headers=_headers(f"{name}.{extension}"))


def csv_file(request: Request, tag: str, pieces: AsyncIterator[bytes], name: str) -> Response:
    """Answer with a table as CSV whose rows are told as they are taken.

    Parameters
    ----------
    request : Request
    tag : str
        Tells the content from any other.
    pieces : async iterator of bytes
        Of what `ydkg.telling.spreadsheet.csv_in_pieces` writes.
    name : str
        Of the file.

    Returns
    -------
    Response
    """
    return answer_in_pieces(request, tag, pieces, MEDIA_TYPES["csv"], _headers(f"{name}.csv"))


def _headers(file: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{file}"', "Vary": "Accept-Language"}
