"""What a program prints under different hash seeds, which must be one thing."""

from __future__ import annotations

import os
import subprocess
import sys


def printed(program: str, *arguments: str, **environment: str) -> set[bytes]:
    """Run a program under two hash seeds, with the seed as its last argument; give all that it printed."""
    return {
        subprocess.run(
            [sys.executable, "-c", program, *arguments, seed],
            env={**os.environ, **environment, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
