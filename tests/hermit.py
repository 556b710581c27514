"""Run HermiT again and again in one Java machine: ``python hermit.py CLASSPATH``.

Each line of standard input is a JSON list of the words of a call, and is answered by one: exit code, output, errors.
"""

from __future__ import annotations

import json
import os
import sys

import jpype


def main(classpath: str) -> None:
    """Answer every call."""
    jpype.startJVM("-Xmx2000M", "-XX:TieredStopAtLevel=1", classpath=classpath.split(os.pathsep))
    for line in sys.stdin:
        sys.stdout.write(json.dumps(call(json.loads(line))) + "\n")
        sys.stdout.flush()


def call(words: list[str]) -> tuple[int, str, str]:
    """Call the command line of HermiT, which does not end the machine."""
    system, stream = jpype.JClass("java.lang.System"), jpype.JClass("java.io.PrintStream")
    out, err = (jpype.JClass("java.io.ByteArrayOutputStream")() for _ in range(2))
    system.setOut(stream(out))
    system.setErr(stream(err))
    code = 0
    try:
        jpype.JClass("org.semanticweb.HermiT.cli.CommandLine").main(jpype.JArray(jpype.JString)(words))
    except jpype.JException as error:
        code = 1
        error.printStackTrace()
    system.out.flush()
    system.err.flush()
    return code, str(out), str(err)


if __name__ == "__main__":
    main(sys.argv[1])
