"""The help of verbs in Chinese: their texts from the catalogue, in lines that are measured as a terminal shows them."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING

import click

from ydkg.cli.rows import width
from ydkg.words.language import CHINESE, translatable

if TYPE_CHECKING:
    from collections.abc import Iterable

#: What click itself says.
_OWN = {
    "Options": translatable("Options"),
    "Verbs": translatable("Verbs"),
    "Show this message and exit.": translatable("Show this help."),
    "Print the version.": translatable("Print the version."),
    "required": translatable("required"),
}
_USAGE = translatable("Usage")
_DEFAULT = translatable("default: {value}")
#: A word of Latin letters with the space after it, or one sign of any other kind.
_TOKEN = re.compile(r"[!-~]+ ?| +|.")
#: No line begins with these.
_CLOSING = "，。；：、）”’？！…"
_NAMES = 26


def texts(commands: Iterable[click.Command]) -> list[str]:
    """List what the helps of verbs say, for the catalogue."""
    said: list[str] = []
    for command in commands:
        for part in _paragraphs(command.help or ""):
            lines = map(_beside, part.split("\n")) if part.startswith("\b") else [part]
            said += [line for line in lines if line and (line == part or ": " not in line)]
        said += [text for option in command.params if (text := getattr(option, "help", None))]
    return list(dict.fromkeys(" ".join(text.split()) for text in said))


def _paragraphs(help_text: str) -> list[str]:
    """Cut a help into paragraphs, in a line each, and examples, which begin with a backspace and keep their lines."""
    parts = [part for part in re.split(r"\n\s*\n", inspect.cleandoc(help_text).strip()) if part.strip()]
    return [part if part.startswith("\b") else " ".join(part.split()) for part in parts]


def _beside(example: str) -> str:
    """Return what stands to the right of an example; empty where nothing does."""
    return found[1] if (found := re.search(r"\S {2,}(\S.*)\Z", example)) else ""


class _ChineseFormatter(click.HelpFormatter):
    """Write a help in Chinese."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how a verb is called."""
        super().write_usage(prog, args, prefix or f"{CHINESE.gettext(_USAGE)}：")

    def write_heading(self, heading: str) -> None:
        """Write a heading, which is given in English."""
        self.write(f"{'':>{self.current_indent}}{CHINESE.gettext(_OWN.get(heading, heading))}：\n")

    def write_text(self, text: str) -> None:
        """Write paragraphs, each by the catalogue."""
        blocks = []
        for part in _paragraphs(text):
            if part.startswith("\b"):
                lines = []
                for line in part.split("\n")[1:]:
                    # What stands beside an example, or after the name of a format.
                    beside = _beside(line)
                    said = "：".join(map(CHINESE.gettext, beside.split(": ", 1))) if beside else ""
                    lines.append(line.removesuffix(beside) + said)
                blocks.append(lines)
            else:
                blocks.append(_wrapped(CHINESE.gettext(part), self.width - self.current_indent))
        indent = " " * self.current_indent
        self.write("\n\n".join("\n".join(f"{indent}{line}" for line in block) for block in blocks) + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write options or verbs, and what they do."""
        rows = list(rows)
        names = min(max((width(name) for name, _ in rows), default=0), _NAMES, col_max) + col_spacing
        indent = " " * self.current_indent
        for name, text in rows:
            # What an option does, and its default.
            what, _, extra = text.removesuffix("]").partition("  [") if text.endswith("]") else (text, "", "")
            words = [CHINESE.gettext(_OWN.get(what, " ".join(what.split())))] if what else []
            for part in filter(None, extra.split("; ")):
                own, _, value = part.partition("default: ")
                said = CHINESE.gettext(_OWN.get(part, part)) if own else CHINESE.gettext(_DEFAULT, value=value)
                words.append(f"[{said}]")
            lines = _wrapped("  ".join(words), max(self.width - self.current_indent - names, 20))
            first = f"{name}{' ' * (names - width(name))}" if width(name) + col_spacing <= names else ""
            if not first:
                self.write(f"{indent}{name}\n")
            for number, line in enumerate(lines or [""]):
                before = first if first and not number else " " * names
                self.write(f"{indent}{before}{line}".rstrip() + "\n")


class ChineseContext(click.Context):
    """Have a verb's help in Chinese."""

    formatter_class = _ChineseFormatter


def _wrapped(text: str, room: int) -> list[str]:
    """Break a text into lines: between any two signs but before what closes, and within no Latin word."""
    lines = [""]
    for token in _TOKEN.findall(text):
        if width(lines[-1] + token.rstrip()) > room and token not in _CLOSING and lines[-1]:
            lines.append("")
        if lines[-1] or token.strip():
            lines[-1] += token
    return [line.rstrip() for line in lines]
