"""The command line: verbs in modules by what they are for, loaded when one is called."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and end the process."""
    if arguments is None:
        gc.disable()  # a verb makes no heap of cyclic garbage, and looking for it is a tenth of a short run
        _prepare_streams()
    from ydkg.cli.verbs import run  # noqa: PLC0415 - after the garbage collector has been told

    status = run(sys.argv[1:] if arguments is None else arguments)
    if arguments is None:
        gc.freeze()  # nor does looking for garbage when the process ends find any
    sys.exit(status)


def _prepare_streams() -> None:
    """Make output UTF-8 in every locale, also where there is none."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is not None:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
            continue
        # Talk may be lost, data may not: writing to a standard output that is closed fails.
        mode = "r" if name == "stdout" else "w"
        setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - it lasts as long as the process
