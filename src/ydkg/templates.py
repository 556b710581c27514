"""Templates of a room: text is escaped, and a name that nobody gave is an error."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined


def environment(package: str) -> Environment:
    """Give the templates of a package.

    Parameters
    ----------
    package : str
        Its name; the files are in its folder ``templates``.

    Returns
    -------
    jinja2.Environment
        New, so that its filters and globals are the caller's own.
    """
    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
