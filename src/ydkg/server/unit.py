"""A unit for systemd: the server as a service, with what it may take of the machine by the size of its graph."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from ydkg.errors import ParameterError, problem
from ydkg.graph.store import count_triples, with_description
from ydkg.server.dataset import open_dataset, settled
from ydkg.server.pool.pool import OWN
from ydkg.telling.collection import tell_collection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ydkg.server.settings import Settings

_UNIT = Path(__file__).with_name("ydkg.service")
#: A socket as a unit can have it: systemd makes a folder of `/run` for each, and removes it.
_SOCKET = Path("/run/ydkg/ydkg.sock")
_MEGABYTE = 1024 * 1024
#: What the server takes of itself, and for a triple while it loads the graph anew and makes its pages, in bytes.
_SERVER, _TRIPLE = 256 * _MEGABYTE, 5 * 1024
#: Processes and threads of a process that answers sockets, and of each worker: in a reload there are twice as many.
_TASKS, _TASKS_OF_WORKER = 60, 2
#: Seconds, beyond those of a query, after which a server that was told to stop is ended.
_FAREWELL = 20
_PLAIN = re.compile(r"[\w./:,=@+-]+", re.ASCII)
#: How a word that is not plain is written, so that systemd reads it back.
_ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "%": "%%", "$": "$$"})


def unit(settings: Settings, words: Sequence[str]) -> str:
    """Write the unit."""
    socket = settings.socket or _SOCKET
    if socket.parent.parent != _SOCKET.parent.parent:
        said = problem("{path}: a unit cannot make a socket there; give --socket {other}", path=socket, other=_SOCKET)
        raise ParameterError(said, str(socket))
    store = open_dataset(settled(settings))
    written = (word if _PLAIN.fullmatch(word) else f'"{word.translate(_ESCAPES)}"' for word in words)
    values = {
        "Description": str(tell_collection(with_description(store)).title.en).replace("%", "%%"),
        "ExecStart": " ".join(written),
        "RuntimeDirectory": socket.parent.name,
        "MemoryMax": f"{most_memory(settings, count_triples(store)) // _MEGABYTE}M",
        # Reasoning runs Java, which writes the code that it runs.
        "MemoryDenyWriteExecute": "no" if settings.inferred else "yes",
        "TimeoutStopSec": f"{settings.time_limit + _FAREWELL:.0f}",
        "TasksMax": str(settings.processes * (_TASKS + _TASKS_OF_WORKER * settings.share().workers)),
    }
    wanted = re.compile(rf"^({'|'.join(values)})=.*$", re.MULTILINE)
    return wanted.sub(lambda line: f"{line[1]}={values[line[1]]}", _UNIT.read_text(encoding="utf-8"))


def most_memory(settings: Settings, triples: int) -> int:
    """Tell how much memory a server may take before something is wrong."""
    own = len(OWN) * settings.job_memory_limit
    workers = settings.share().workers * settings.memory_limit
    return settings.processes * (_SERVER + _TRIPLE * triples + workers + own)
