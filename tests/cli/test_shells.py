"""Whoever presses Tab in a shell gets words completed: in zsh as it is on a new machine, and in fish."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

POSTS = "people/posts_of_a_person"
#: What was typed -> what stands there after Tab: verbs, questions, parameters, formats, names in both languages, files.
TYPED = {
    "ydkg tou": "ydkg tour",
    "ydkg query people/posts_of": f"ydkg query {POSTS}",
    f"ydkg query {POSTS} --per": f"ydkg query {POSTS} --person",
    f"ydkg query {POSTS} --person Zhang": f"ydkg query {POSTS} --person zhang-zhongwei",
    "ydkg export graph": "ydkg export graphml",
    "ydkg show Zhongw": "ydkg show zhang-zhongwei",
    "ydkg show 顾": "ydkg show 顾军",
    "ydkg path gu-jun hefei-c": "ydkg path gu-jun hefei-comprehensive-national-science-center",
    "ydkg export csv -o a-fi": "ydkg export csv -o a-file.zip",
    "ydkg sparql a-fi": "ydkg sparql a-file.zip",
    "ydkg view --focus nowhere": "ydkg view --focus nowhere",
}
#: Seconds after which a shell is given up.
PATIENCE = 60


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder that is home and has a file, where the shell finds this ydkg and no settings."""
    (tmp_path / "a-file.zip").touch()
    monkeypatch.chdir(tmp_path)
    for name, value in {"HOME": str(tmp_path), "TERM": "dumb", "TOLD": str(tmp_path / "told")}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.delenv("YDKG_DATA", raising=False)
    return tmp_path


@pytest.mark.skipif(not shutil.which("zsh"), reason="zsh is not installed")
def test_zsh_completes_what_is_typed(place: Path) -> None:
    """A person types into a shell that has been told nothing but the line that the help gives, and presses Tab."""
    child, terminal = pty.fork()
    if not child:
        os.execvp("zsh", ["zsh", "-f", "-i"])  # noqa: S606 - the shell that was found
    told = place / "told"
    # A key tells what stands in the line, and empties it.
    lines = (
        'autoload -Uz compinit && compinit; eval "$(_YDKG_COMPLETE=zsh_source ydkg)"',
        "tell() { print -r -- $BUFFER >>$TOLD; zle kill-whole-line }",
        "zle -N tell",
        "bindkey '^X' tell",
    )
    try:
        os.write(terminal, "".join(f"{line}\n" for line in lines).encode())
        found = {}
        for typed in TYPED:
            before = told.read_text(encoding="utf-8") if told.exists() else ""
            os.write(terminal, f"{typed}\t\x18".encode())
            found[typed] = _next(told, before, terminal)
    finally:
        os.close(terminal)
        os.waitpid(child, 0)
    assert found == TYPED


def _next(told: Path, before: str, terminal: int) -> str:
    """Wait for the next line that is told, and read what the shell draws meanwhile, which it may wait for."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if select.select([terminal], [], [], 0.05)[0]:
            os.read(terminal, 65_536)
        if told.exists() and (text := told.read_text(encoding="utf-8")) != before and text.endswith("\n"):
            return text.removeprefix(before).strip()
    raise AssertionError(before)


@pytest.mark.skipif(not shutil.which("fish"), reason="fish is not installed")
@pytest.mark.usefixtures("place")
def test_fish_completes_what_is_typed() -> None:
    """Its engine of completion offers the same, names with their labels beside them."""
    program = "_YDKG_COMPLETE=fish_source ydkg | source; for typed in $argv; complete --do-complete $typed; echo .; end"
    command = ["fish", "--no-config", "--command", program, *TYPED]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=PATIENCE * len(TYPED))
    offered = [lines.partition("\t")[0].strip() for lines in done.stdout.split(".\n")[:-1]]
    assert offered == ["" if typed == completed else completed.split()[-1] for typed, completed in TYPED.items()]
