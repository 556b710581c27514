"""What verbs say of texts: of a collection of two invented documents, and of drafts of two more."""

from __future__ import annotations

import os
import re
import runpy
from pathlib import Path

from verbs import printed, somewhere

from ydkg.draft.folder import ACCEPT, DECISIONS, REJECT, Decision, append, open_draft

#: What becomes a draft, in English and in Chinese.
ENGLISH = """The Hill Line
2027.05.06
Anna Keller, director of the Lakes Office, said that the Hill Line opened on 1 May 2027. \
The Hill Line is 42 km long and connects Norvik and Sudvik. \
Norvik had 180 charging stations in 2026, up 20% from 2025. Seven clerks were pleased. \
Their files took 4.5 GB on 3 March 2019.
"""
CHINESE = """山区铁路开通
2027年5月6日
湖区办公室主任李娜介绍，山区铁路于2027年5月1日正式开通，全长42公里。2026年，诺维克有充电站180座，比2025年增长20%。
"""
_TEXTS = ("--source", "report.txt", "--source", "letter.txt")
_DAY = ("--issued", "2027-05-06")
_FROM = ("--publisher", "lakes-office", "--address", "https://lakes.example/hill-line")
#: Heading -> calls, each on the collection; some work on what those before them wrote.
CALLS: dict[str, tuple[tuple[str, ...], ...]] = {
    "verify": (("verify", *_TEXTS), ("verify", "--source", "other.txt")),
    "coverage": (("coverage", *_TEXTS), ("coverage",)),
    "coverage_json": (("coverage", "--source", "letter.txt", "--format", "json"),),
    "passage": (
        ("passage", "Ring Railway", "--source", "letter.txt"),
        ("passage", "Ring Road", "--source", "letter.txt"),
        ("passage", "2026. Norvik", "--source", "letter.txt"),
        ("passage", "Norvik"),
    ),
    "source": (
        ("source", "letter.txt", "-o", "one.txt"),
        ("source", "both.txt", "-o", "one.txt"),
        ("source", "other.txt"),
        ("source", "hill_line.txt"),
    ),
    "show": (("show", "Norvik", *_TEXTS),),
    "query": (("query", "people/posts_of_a_person", "--person", "Anna Keller", *_TEXTS),),
    "promises": (("promises",),),
    "check": (("check", "--only", "evidence", "--only", "arithmetic", "--only", "coverage", *_TEXTS),),
    "diff": (("diff", "report", "letter"), ("diff", "letter", "edited.ttl"), ("diff", "letter", "lakes/letter.ttl")),
    "diff_patch": (("diff", "letter", "edited.ttl", "--format", "patch"),),
    "draft": (
        ("draft", "hill_line.txt", *_DAY, *_FROM, "-o", "draft"),
        ("accept", "draft"),
        ("accept", "draft", "--undo"),
        ("draft", "山区铁路.txt", *_DAY, "--key", "letter-20270506", "-o", "draft_chinese"),
        ("accept", "draft_chinese", "--partial"),
    ),
    "accept": (("accept", "draft", "--partial"), ("verify",), ("accept", "draft", "--undo")),
    "index": (("index",), ("index",), ("index", "--remove")),
    "push": (("push",), ("push", "--endpoint", "ftp://lakes.example/query")),
    "serve": (("serve", "--source", "nowhere.txt"),),
    "mcp": (("mcp", "--source", "nowhere.txt"),),
}
#: What is for programs is the same in every language.
_DATA = ("coverage_json", "diff_patch")
_NOON = "2027-05-07T12:00:00+00:00"


def text_files() -> dict[str, str]:
    """Make the collection, and call the verbs on it in both languages: file and heading to what was printed."""
    with somewhere():
        os.environ["YDKG_CACHE"] = str(Path("cache").absolute())
        begin = ("init", "--title", "Three Lakes", "--title-zh", "三湖")
        found = {
            "texts/en.txt init": printed((*begin, "lakes")),
            "texts/zh.txt init": printed((*begin, "other", "--lang", "zh")),
        }
        report, letter = runpy.run_path(str(Path(__file__).parents[1] / "lakes.py"))["write_lakes"](Path("lakes"))
        texts = [text.read_text(encoding="utf-8") for text in (report, letter)]
        stated = Path("lakes/letter.ttl").read_text(encoding="utf-8")
        for name, content in {
            "both.txt": "\n".join(texts),
            "other.txt": texts[1].replace("150", "160"),
            "hill_line.txt": ENGLISH,
            "山区铁路.txt": CHINESE,
            "edited.ttl": stated.replace('yd:value "150"', 'yd:value "160"').replace("yd:Done", "yd:Underway"),
        }.items():
            Path(name).write_text(content, encoding="utf-8", newline="\n")
        for name, calls in CALLS.items():
            if name == "accept":
                _decide()
            for lang in ("en", "zh")[: 1 if name in _DATA else 2]:
                how = ("--data", "lakes", "--lang", lang)
                told = (f"$ ydkg {' '.join(call)}\n{_anywhere(printed((*how, *call)))}" for call in calls)
                found[f"texts/{lang}.txt {name}"] = "".join(told)
            for folder in ("draft", "draft_chinese") if name == "draft" else ():
                found[f"texts/{folder}.ttl"] = (Path(folder) / "proposals.ttl").read_text(encoding="utf-8")
    return found


def _anywhere(text: str) -> str:
    """Leave out of what was printed where it was, and how large an index is there."""
    for pattern, short in ((re.escape(str(Path.cwd())), "HERE"), (r"(HERE/cache/)\w+/(\w+)-\w+", r"\1\2")):
        text = re.sub(pattern, short, text)
    return re.sub(r"[\d.]+ MB", "SIZE MB", text)


def _decide() -> None:
    """Accept what was proposed of the English text, but the number of clerks."""
    draft = open_draft("draft")
    decided = [
        Decision(each.key, REJECT if "clerks" in each.proposes else ACCEPT, "Ada", _NOON, each.rule)
        for each in draft.proposals
    ]
    append(draft.folder / DECISIONS, decided)
