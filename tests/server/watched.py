"""`ydkg serve` with its event loop watched: what each step of the loop takes, and what is taken from the loop.

Run as ``python watched.py FILE serve …``; at SIGUSR1 what was measured since the last one is written to the file, and
at the end of the program. Processor time is measured, which a busy machine does not lengthen as it does a clock's.
"""

from __future__ import annotations

import asyncio
import json
import runpy
import signal
import sys
import time
from pathlib import Path
from typing import Any

#: Seconds from one beat to the next.
BEAT = 0.005


class Watch:
    """What the loop's thread was used for, and what the other threads of its process used between two beats."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.slowest = (0.0, "")
        self.beats: list[float] = []
        self._others = 0.0

    def step(self, seconds: float, what: object) -> None:
        """Note what a step of the loop took."""
        if seconds > self.slowest[0]:
            self.slowest = (seconds, repr(what)[:500])

    def beat(self, loop: asyncio.AbstractEventLoop) -> None:
        """Note what others have used since the last beat: where they hold the loop, more than a beat."""
        others = time.process_time() - time.thread_time()
        self.beats.append(others - self._others)
        self._others = others
        loop.call_later(BEAT, self.beat, loop)

    def tell(self) -> None:
        """Write down what was measured, and begin anew."""
        told = {"slowest": self.slowest, "beats": self.beats}
        self.slowest, self.beats = (0.0, ""), []
        part = self.path.with_suffix(".part")
        part.write_text(json.dumps(told), encoding="utf-8")
        part.replace(self.path)


def main() -> None:
    """Run the program named by the arguments, watched."""
    watch = Watch(Path(sys.argv[1]))
    # The steps of uvloop's loop pass no place that can be watched; they are the same.
    sys.modules["uvloop"] = None  # type: ignore[assignment]
    run = asyncio.events.Handle._run  # noqa: SLF001 - there is no other place at which all steps pass
    begin = asyncio.base_events.BaseEventLoop.run_forever

    def watched(handle: asyncio.Handle) -> Any:  # noqa: ANN401 - as asyncio has it
        began = time.thread_time()
        try:
            return run(handle)
        finally:
            watch.step(time.thread_time() - began, handle)

    def begun(loop: asyncio.AbstractEventLoop) -> None:
        loop.add_signal_handler(signal.SIGUSR1, watch.tell)
        loop.call_soon(watch.beat, loop)
        begin(loop)  # type: ignore[arg-type] # it is one

    asyncio.events.Handle._run = watched  # type: ignore[method-assign] # noqa: SLF001 - see above
    asyncio.base_events.BaseEventLoop.run_forever = begun  # type: ignore[method-assign,assignment]
    sys.argv = ["ydkg", *sys.argv[2:]]
    runpy.run_module("ydkg", run_name="__main__")


if __name__ == "__main__":
    main()
