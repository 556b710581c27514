"""Pictures of a view as files, by a browser of this machine, which nobody sees and which asks nothing of a network."""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import unquote_to_bytes

from ydkg.errors import OutputError, problem, system_reason

#: Programs that can leave what a page made of itself, in this order; Firefox and Safari cannot.
_BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
    "brave-browser",
)
_OPTIONS = (
    "--headless",
    "--disable-gpu",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--window-size=1440,1000",
    "--virtual-time-budget=60000",
    "--dump-dom",
)
_GIVEN = re.compile(rb'<output id="given"[^>]*>data:image/[\w+]+(;base64)?,([^<]+)<')
_SECONDS = 120


def picture(page: str, kind: str, at: str = "") -> bytes:
    """Draw a view of the explorer's page, as its own menu saves it, with title, key and sources.

    Parameters
    ----------
    page : str
        The page, as `ydkg.explorer.page.build` makes it.
    kind : str
        `"png"` or `"svg"`.
    at : str
        The view, as its address says it after `#`; the first one unless given.

    Returns
    -------
    bytes
        The picture's file.

    Raises
    ------
    OutputError
        There is no browser, or the view has no such picture.
    """
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if browser is None:
        raise OutputError(
            problem(
                "a picture needs Chromium, Chrome, Edge or Brave: none is found (Debian: apt-get install chromium)"
            ),
            _BROWSERS[0],
        )
    # Chromium has no sandbox for root.
    options = _OPTIONS if os.name == "nt" or os.geteuid() else (*_OPTIONS, "--no-sandbox")
    with tempfile.TemporaryDirectory(prefix="ydkg-", ignore_cleanup_errors=True) as folder:
        file = Path(folder) / "page.html"
        file.write_text(page, encoding="utf-8")
        address = f"{file.as_uri()}#{at}&embed=1&give={kind}"
        program = [browser, *options, f"--user-data-dir={folder}/profile", address]
        try:
            done = subprocess.run(program, capture_output=True, check=False, timeout=_SECONDS)
        except OSError as error:
            raise OutputError(problem("{path}: {why}", path=browser, why=system_reason(error)), browser) from error
        except subprocess.TimeoutExpired as error:
            said = problem("{path}: no picture within {n} seconds", path=browser, n=_SECONDS)
            raise OutputError(said, browser) from error
    given = _GIVEN.search(done.stdout)
    if given is None:
        raise OutputError(problem("{view}: this view has no picture as {kind}", view=at or "#", kind=kind.upper()), at)
    return base64.b64decode(given[2]) if given[1] else unquote_to_bytes(given[2].decode())
