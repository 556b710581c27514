"""Draw what verbs take at several sizes: a row a verb, a dot a size, processor time by powers of ten."""

from __future__ import annotations

import math
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LEFT, _WIDTH, _ROW, _TOP = 230, 520, 17, 64
#: Seconds at both ends of the axis.
_LEAST, _MOST = 0.05, 500
_STYLE = """
text{font:12px system-ui,sans-serif;fill:var(--ink)}
svg{--paper:#fff;--ink:#23211c;--quiet:#d8d4ca;--dot:#35419a;--far:#8c2a5e}
@media(prefers-color-scheme:dark){svg{--paper:#191815;--ink:#e6e2d8;--quiet:#45423a;--dot:#9fabff;--far:#f29bc6}}
.paper{fill:var(--paper)}.grid{stroke:var(--quiet)}.span{stroke:var(--dot);stroke-width:1.5}
.dot{fill:var(--dot)}.far{fill:var(--far)}.limit{stroke:var(--far);stroke-width:2}
"""


def chart(sizes: Sequence[int], rows: Mapping[str, Sequence[float | None]], patience: Mapping[str, float]) -> str:
    """Draw processor time.

    Parameters
    ----------
    sizes : sequence of int
        Triples, rising: the larger, the larger the dot.
    rows : mapping of str to sequence
        Name -> seconds at each size; None where that is not known.
    patience : mapping of str to float
        Name -> seconds up to which it is comfortable, where a line stands.

    Returns
    -------
    str
        SVG that is read on white and on black; the same for the same figures.
    """
    height = _TOP + _ROW * len(rows) + 12
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_LEFT + _WIDTH + 20} {height}" role="img">',
        f"<style>{_STYLE}</style>",
        f'<rect class="paper" width="{_LEFT + _WIDTH + 20}" height="{height}"/>',
    ]
    at = 20
    for size, radius in zip(sizes, _radii(sizes), strict=True):
        drawn.append(
            f'<circle class="dot" cx="{at}" cy="18" r="{radius:g}"/><text x="{at + 10}" y="22">{size:,}</text>'
        )
        at += 120
    drawn.append(f'<text x="{at}" y="22">triples</text><path class="limit" d="M{at + 70} 11V25"/>')
    drawn.append(f'<text x="{at + 78}" y="22">comfortable up to here</text>')
    for power in range(math.ceil(math.log10(_LEAST)), math.floor(math.log10(_MOST)) + 1):
        x = _x(10**power)
        drawn.append(f'<path class="grid" d="M{x:g} {_TOP - 12}V{height - 8}"/>')
        drawn.append(f'<text x="{x:g}" y="{_TOP - 16}" text-anchor="middle">{10**power:g} s</text>')
    for number, (name, times) in enumerate(rows.items()):
        y = _TOP + _ROW * number + _ROW / 2
        known = [(_x(each), radius) for each, radius in zip(times, _radii(sizes), strict=True) if each is not None]
        drawn.append(f'<text x="{_LEFT - 12}" y="{y + 4:g}" text-anchor="end">{escape(name)}</text>')
        line = _x(patience[name])
        drawn.append(f'<path class="limit" d="M{line:g} {y - 7:g}V{y + 7:g}"/>')
        if known:
            drawn.append(f'<path class="span" d="M{min(known)[0]:g} {y:g}H{max(known)[0]:g}"/>')
        drawn += [
            f'<circle class="{"far" if x > line else "dot"}" cx="{x:g}" cy="{y:g}" r="{radius:g}"/>'
            for x, radius in known
        ]
    return "\n".join([*drawn, "</svg>", ""])


def _radii(sizes: Sequence[int]) -> list[float]:
    return [2 + 1.3 * number for number in range(len(sizes))]


def _x(seconds: float) -> float:
    share = math.log(min(max(seconds, _LEAST), _MOST) / _LEAST) / math.log(_MOST / _LEAST)
    return round(_LEFT + share * _WIDTH, 1)
