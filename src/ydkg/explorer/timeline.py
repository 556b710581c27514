"""What a page has of the timeline: its axis, and each entry by the record or thing that it is of, in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ydkg.telling.timeline import plan_axis
from ydkg.words.days import known

if TYPE_CHECKING:
    from ydkg.telling.atlas import Atlas
    from ydkg.telling.timeline import Entry


def timeline_of(atlas: Atlas) -> dict[str, Any]:
    """Arrange the timeline of an atlas for a page.

    Parameters
    ----------
    atlas : Atlas
        What is told of a graph.

    Returns
    -------
    dict
        ``stretches`` of the axis: label, first and last day, place of the start and the end. ``entries``, in the order
        of the atlas: kind, what it is of (the name of a record, the number of a relation, or a thing with the number of
        its value), whether the day is only that of its statement, whether it is no deed, first and last day, place of
        the start and the end; the last four are left out where no day is said. ``issued``: place and number of each
        work with a day that the axis has.
    """
    axis = plan_axis([each for each in atlas.timeline if each.dated])
    relations = {relation.id: number for number, relation in enumerate(atlas.relations)}
    days = [(known(work.date), number) for number, work in enumerate(atlas.works.values()) if not work.register]

    def subject(entry: Entry) -> object:
        """Name what an entry is of."""
        if entry.kind == "post":
            return relations[entry.id]
        if entry.kind in {"event", "period"}:
            return [entry.id, [value.heading for value in atlas.things[entry.id].values].index(entry.heading)]
        return entry.id

    ends = (axis.stretches[0].first, axis.stretches[-1].last) if axis.stretches else ("9", "")
    return {
        "stretches": [list(each) for each in axis.stretches],
        "entries": [
            [
                *(each.kind, subject(each), int(each.stated), int(each.hoped)),
                *((each.first, each.last, *axis.place(each.first, each.last)) if each.dated else ()),
            ]
            for each in atlas.timeline
        ],
        "issued": [[axis.place(day, day)[1], number] for day, number in days if ends[0] <= day <= ends[1]],
    }
