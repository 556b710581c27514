"""The command line: one verb a module, loaded when it is called."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ydkg.errors import YdkgError

WRONG = 2
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and end the process."""
    if arguments is None:
        gc.disable()  # a verb makes no heap of cyclic garbage, and looking for it is a tenth of a short run
        # Output is UTF-8 in every locale, also where there is none.
        for name in ("stdout", "stderr"):
            stream = getattr(sys, name)
            if stream is None:
                # Talk may be lost, data may not: writing to a standard output that is closed fails.
                mode = "r" if name == "stdout" else "w"
                setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - it lasts as long as the process
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    given = sys.argv[1:] if arguments is None else arguments
    try:
        status = _run(given)
        sys.stdout.flush()
    except OSError as error:
        # Whoever reads the output has enough, or it has no room: Python shall not try again when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
        if not isinstance(error, BrokenPipeError):
            from ydkg.errors import OutputError, problem, system_reason  # noqa: PLC0415 - only where something is wrong

            why = system_reason(error) if error.strerror else problem("standard output is closed")
            wrong = problem("the output cannot be written: {why}", why=why)
            if error.filename is not None:  # the output has no name
                wrong = problem("{what}: {why}", what=os.fsdecode(error.filename), why=why)
            status = _complain(OutputError(wrong), given)
    if arguments is None:
        gc.freeze()  # nor does looking for garbage when the process ends find any
    sys.exit(status)


def _run(arguments: Sequence[str]) -> int:
    """Run a verb and turn what went wrong into one line and an exit code."""
    from ydkg.errors import YdkgError, problem  # noqa: PLC0415 - after the garbage collector has been told

    try:
        return _click(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
    except YdkgError as error:
        return _complain(error, arguments)
    except ModuleNotFoundError as error:
        from ydkg.extras import missing_extra  # noqa: PLC0415 - only where a library is missing

        if (missing := missing_extra(error)) is None:
            raise
        return _complain(missing, arguments)
    except UnicodeEncodeError:
        return _complain(YdkgError(problem("an argument is not valid Unicode")), arguments)
    except RecursionError:
        return _complain(YdkgError(problem("the input is nested too deeply")), arguments)


def _click(arguments: Sequence[str]) -> int:
    """Run a verb by click."""
    import click  # noqa: PLC0415 - likewise

    from ydkg.cli.verbs import ydkg  # noqa: PLC0415 - likewise
    from ydkg.collection import pipes_kept  # noqa: PLC0415 - likewise

    try:
        with pipes_kept():
            ended = ydkg.main(args=list(arguments) or ["--help"], prog_name="ydkg", standalone_mode=False)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        from ydkg.cli.usage import misuse  # noqa: PLC0415 - only where something is wrong
        from ydkg.words.language import CHINESE, ENGLISH  # noqa: PLC0415 - likewise

        return _complain(misuse(error, CHINESE if _chinese(arguments) else ENGLISH), arguments)
    except click.Abort:
        return INTERRUPTED
    except SystemExit as end:
        raise BrokenPipeError from end  # click's only way out of here: whoever reads the output has enough
    return ended if isinstance(ended, int) else 0


def _chinese(arguments: Sequence[str]) -> bool:
    """Say whether Chinese was asked for."""
    from ydkg.cli.options import language_of_locale  # noqa: PLC0415 - only where something is wrong

    given = " ".join(arguments)
    return "--lang zh" in given or "--lang=zh" in given or ("--lang" not in given and language_of_locale().chinese)


def _complain(error: YdkgError | str, arguments: Sequence[str]) -> int:
    """Say what is wrong in one line, an error in the language that was asked for, and give the exit code."""
    from ydkg.cli.rows import visible  # noqa: PLC0415 - only what is wrong needs it

    said = str(error)
    if not isinstance(error, str) and _chinese(arguments):
        from ydkg.words.language import CHINESE  # noqa: PLC0415 - English does without

        said = CHINESE.complaint(error, place=True)
    sys.stderr.write(f"ydkg: {visible(' '.join(said.split()))}\n")
    return WRONG
