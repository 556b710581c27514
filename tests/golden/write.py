"""Write the golden files anew: what the atlas, the pages and the verbs say of the shipped data and of invented texts.

Run it after a change of what people are told, and look at the difference before you commit. The names of faces may be
given: others are left as they are.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from atlas import atlas_files
from pages import page_files
from reasoning import reason_files
from texts import text_files
from verbs import verb_files

HERE = Path(__file__).parent / "files"
#: First folder -> what writes the files in it.
FACES = {"atlas": atlas_files, "pages": page_files, "verbs": verb_files, "texts": text_files, "reason": reason_files}


def golden(face: str) -> dict[str, str]:
    """Read the golden files of a face: name to content."""
    found = (path for path in (HERE / face).rglob("*") if path.is_file())
    return {path.relative_to(HERE).as_posix(): path.read_text(encoding="utf-8") for path in found}


def main() -> None:
    """Write all files that differ, and remove those that nothing writes any more."""
    for face in sys.argv[1:] or FACES:
        if face == "reason" and shutil.which("java") is None:
            sys.stderr.write("reason: HermiT needs Java; its files are left as they are\n")
            continue
        old, new = golden(face), FACES[face]()
        for name in old.keys() - new.keys():
            (HERE / name).unlink()
        for name, content in sorted(new.items()):
            if old.get(name) != content:
                path = HERE / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(content, encoding="utf-8", newline="\n")
                sys.stdout.write(f"{name}\n")


if __name__ == "__main__":
    main()
