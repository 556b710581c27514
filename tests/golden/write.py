"""Write the golden files anew: what the atlas, the pages and the verbs say of the shipped data and of invented texts.

Run it after a change of what people are told, and look at the difference before you commit. The names of faces may be
given: others are left as they are. A file holds what belongs together, each answer below a heading: what was called.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))  # as pytest has it

from atlas import atlas_files
from pages import page_files
from reasoning import reason_files
from texts import text_files
from verbs import verb_files

HERE = Path(__file__).parent / "files"
#: First folder -> what writes the files in it.
FACES = {"atlas": atlas_files, "pages": page_files, "verbs": verb_files, "texts": text_files, "reason": reason_files}


_HEADING = re.compile(r"^=== (.*)\n", re.MULTILINE)


def golden(face: str) -> dict[str, str]:
    """Read the golden files of a face: file, a space and heading, or a file without headings, to what stands there."""
    found = {}
    for path in (path for path in (HERE / face).rglob("*") if path.is_file()):
        file = path.relative_to(HERE).as_posix()
        start, *parts = _HEADING.split(path.read_text(encoding="utf-8"))
        found |= {f"{file} {heading}": said for heading, said in zip(parts[::2], parts[1::2], strict=True)}
        if start:
            found[file] = start
    return found


def main() -> None:
    """Write all files that differ, and remove those that nothing writes any more."""
    for face in sys.argv[1:] or FACES:
        if face == "reason" and shutil.which("java") is None:
            sys.stderr.write("reason: HermiT needs Java; its files are left as they are\n")
            continue
        files: dict[str, str] = {}
        for name, said in FACES[face]().items():
            file, _, heading = name.partition(" ")
            files[file] = files.get(file, "") + (f"=== {heading}\n{said}" if heading else said)
        for path in (path for path in (HERE / face).rglob("*") if path.is_file()):
            if path.relative_to(HERE).as_posix() not in files:
                path.unlink()
        for file, content in files.items():
            path = HERE / file
            if not path.is_file() or path.read_text(encoding="utf-8") != content:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(content, encoding="utf-8", newline="\n")
                sys.stdout.write(f"{file}\n")


if __name__ == "__main__":
    main()
