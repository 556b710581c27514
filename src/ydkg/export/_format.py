"""What a format says of itself."""

from __future__ import annotations

from typing import Literal, NamedTuple


class Format(NamedTuple):
    """One format, as its module declares it; how it is written, `rows`, follows from the module.

    Parameters
    ----------
    name : str
        What people call it, such as "N-Triples".
    extension : str
        Of its files, without a dot.
    media_type : str
        As IANA or the format's specification has it.
    purpose : str
        What it is for, in English; the catalogue has its Chinese.
    carries : {"rdf", "dataset", "network", "view"}
        Every triple; every triple with the graph that it is in, as a quad; the network of entities, with its details
        as JSON in attributes; or a view made for one kind of tool.
    order : int
        Its place in lists; formats of one place stand by their keys.
    quotes : bool
        Whether it quotes documents whose texts are at hand: its ``write`` takes them as a third argument.
    several : bool
        Whether it is several files, which are packed where one is wanted.
    titled : bool
        Whether it wants what describes the collection among the triples, for its title.
    extra : str
        The extra of the package that it needs; empty for none.
    rows : bool
        Whether it is made row by row: its module has ``write``, which takes a set of tables and what they are made
        from, and writes a file; or, where it is several, ``files``, which writes into a folder and gives their names.
        Parts may be kept beside them. Else it has ``pieces``, which takes triples or quads that are read once, and what
        sorts lines. Memory does not grow with the graph either way.
    """

    name: str
    extension: str
    media_type: str
    purpose: str
    carries: Literal["rdf", "dataset", "network", "view"]
    order: int = 99
    quotes: bool = False
    several: bool = False
    titled: bool = False
    extra: str = ""
    rows: bool = False

    @property
    def file(self) -> str:
        """The name of its file, where it is one.

        Returns
        -------
        str
        """
        return f"ydkg.{self.extension}"
