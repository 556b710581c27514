"""One shape a family, the same in pictures, legends and lists: never colour alone."""

from __future__ import annotations

import math
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


_CORNERS = [(0.5 if corner % 2 else 1.2, math.pi / 5 * corner - math.pi / 2) for corner in range(10)]
_STAR = "L".join(f"{radius * math.cos(angle):.3f} {radius * math.sin(angle):.3f}" for radius, angle in _CORNERS)
#: Paths in a square from -1 to 1, by family.
PATHS: Mapping[str, str] = MappingProxyType(
    {
        "person": "M1 0A1 1 0 1 1 -1 0A1 1 0 1 1 1 0Z",
        "organization": "M-.88 -.88H.88V.88H-.88Z",
        "infrastructure": "M0 -1.1L1.1 .85H-1.1Z",
        "place": "M1.08 0L.54 .94H-.54L-1.08 0L-.54 -.94H.54Z",
        "initiative": "M0 -1.2L1.2 0L0 1.2L-1.2 0Z",
        "instrument": "M-.78 -1.05H.3L.78 -.55V1.05H-.78Z",
        "event": f"M{_STAR}Z",
        "metric": "M-1 .15H-.42V1H-1ZM-.29 -.4H.29V1H-.29ZM.42 -1H1V1H.42Z",
        "topic": "M1.05 0A1.05 1.05 0 1 1 -1.05 0A1.05 1.05 0 1 1 1.05 0ZM.5 0A.5 .5 0 1 0 -.5 0A.5 .5 0 1 0 .5 0Z",
    }
)
