"""The steps of a comparison: its figures, in the parts that they have in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from ydkg.telling.figure import Figure
    from ydkg.telling.text import Text

Role: TypeAlias = Literal["baseline", "current", "target"]


class Step(NamedTuple):
    """One figure of a comparison.

    Attributes
    ----------
    role : str
        ``baseline``, ``current`` or ``target``.
    title : Text
        What it is called: of a current figure that is not yet so, what it is instead.
    figure : Figure
    about : str
        Slug of its thing, where the figures are of several; else empty.
    when : Text
        Its time, and its status where neither title nor role tells it.
    """

    role: Role
    title: Text
    figure: Figure
    about: str
    when: Text
