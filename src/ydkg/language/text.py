"""The languages of the interface: its texts, which are written in English, from one gettext catalogue."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ydkg.errors import Listed, Message, Named, ParameterError, YdkgError, problem, quoted

if TYPE_CHECKING:
    from gettext import NullTranslations

#: Where the catalogue is, beside this module; `scripts/write_catalogue` writes it.
CATALOGUE: Final = ("locale", "zh", "LC_MESSAGES", "ydkg.mo")
# Compiled where they are used: English does without.
_STRING = r'"(?:[^"\\\n]|\\.)*"'
# A space between Chinese and quotation marks or brackets, which have room of their own.
_BESIDE_MARKS = "(?<=[\u3400-\u9fff]) (?=“)|(?<=[”）]) (?=[\u3400-\u9fff])"
_WITHIN_QUOTES = r"“\{(\w+)\}”"
_CALL = rf"(?:\b(?:n?gettext|translatable)|(?<!\w)_)\(\s*({_STRING})(?:,\s*({_STRING}))?"


def translatable(text: str) -> str:
    """Mark a text for the catalogue where it stands before it is known who reads it; it is returned as it is."""
    return text


#: Texts that know what they are made of.
_SAID = Message | Named | Listed
#: What most errors are in.
_QUERY = translatable("query")


#: What a system says of files and ports; the rest of it stays as the system says it.
_OF_SYSTEM = (
    translatable("No such file or directory"),
    translatable("Permission denied"),
    translatable("Is a directory"),
    translatable("Not a directory"),
    translatable("File exists"),
    translatable("File name too long"),
    translatable("Read-only file system"),
    translatable("No space left on device"),
    translatable("Address already in use"),
    translatable("Connection refused"),
)

#: Tag of RDF -> in which language something is said.
IN_LANGUAGE = {"en": translatable("in English"), "zh-hans": translatable("in Chinese")}
#: What stands between the names of a row in English -> in Chinese, where it is no mark of a list.
_BETWEEN = {"; ": "；", " or ": "或"}


class Language:
    """A language that people are spoken to in.

    >>> ENGLISH.ngettext("{n} row", "{n} rows", 1200), CHINESE.ngettext("{n} row", "{n} rows", 1200)
    ('1,200 rows', '1200行')
    """

    def __init__(self, tag: str) -> None:
        self.tag = tag
        self.chinese = tag == "zh"
        self.script_tag = "zh-Hans" if self.chinese else "en"
        self.comma, self.semicolon, self.listing, self.colon, self.stop, self.dash = (
            ("，", "；", "、", "：", "。", "—") if self.chinese else (", ", "; ", ", ", ": ", ".", "–")
        )

    def __repr__(self) -> str:
        return f"Language({self.tag!r})"

    @staticmethod
    def of(tag: str) -> Language:
        """Choose a language by its tag: Chinese for ``zh`` and what begins so, English for all else."""
        return CHINESE if tag.lower().startswith("zh") else ENGLISH

    @staticmethod
    def asked(tag: str) -> Language:
        """Choose the language that somebody asks for by its tag, which may say script or region too.

        >>> Language.asked("zh-Hans"), Language.asked("EN")
        (Language('zh'), Language('en'))
        >>> Language.asked("fr")
        Traceback (most recent call last):
        ydkg.errors.ParameterError: there is no language 'fr' here; there are en, zh
        """
        known = {each.tag: each for each in (ENGLISH, CHINESE)}
        found = known.get(re.split("[-_]", tag.lower())[0])
        if found is None:
            said = problem("there is no language {tag} here; there are {names}", tag=quoted(tag), names=Listed(known))
            raise ParameterError(said, tag)
        return found

    def choose(self, english: str, chinese: str | None) -> str:
        """Choose among two texts that come from the graph; English where there is no Chinese."""
        return chinese if self.chinese and chinese else english

    def number(self, value: int) -> str:
        """Write a whole number: thousands are set apart in English, not in Chinese."""
        return str(value) if self.chinese else f"{value:,}"

    def gettext(self, text: str, /, **values: object) -> str:
        """Say a text of the interface; in this language; in English where the catalogue does not have it."""
        return self._fill(_chinese().gettext(text) if self.chinese else text, values)

    def told(self, message: str) -> str:
        """Say what an error says; in this language where it is a text of the catalogue.

        >>> from ydkg.errors import Listed, problem
        >>> Language("zh").told(problem("this {sign} is never closed", sign="("))
        '此处的 ( 没有对应的右括号'
        >>> Language("zh").told(Listed(["csv", "json"])), Language("zh").told(Listed(["csv", "json"], " or "))
        ('csv、json', 'csv或json')
        """
        if isinstance(message, Named):
            return self.choose(message, message.chinese)
        if isinstance(message, Listed):
            between = _BETWEEN.get(message.between, self.listing) if self.chinese else message.between
            return between.join(self.told(each) if isinstance(each, _SAID) else each for each in message.names)
        if isinstance(message, Message):
            return self.gettext(message.pattern, **{name: self._part(each) for name, each in message.values.items()})
        return self.gettext(message) if message else ""

    def _part(self, value: object) -> object:
        """Say what stands for a name in braces; an error with its place."""
        if isinstance(value, YdkgError):
            return self.complaint(value, place=True)
        return self.told(value) if isinstance(value, _SAID) else value

    def complaint(self, error: YdkgError, *, place: bool = False) -> str:
        """Say an error in one line; what is wrong, and what to do."""
        said = self.semicolon.join(filter(None, map(self.told, (error.message, error.hint))))
        if not (place and error.where):
            return said
        line = self.gettext("line {line}", line=error.line) if error.line else ""
        column = self.gettext("column {column}", column=error.column) if error.column else ""
        where = self.told(error.where)
        return self.comma.join(filter(None, (where, line, column))) + self.colon + said

    def ngettext(self, one: str, many: str, number: int, /, **values: object) -> str:
        """Say a text of the interface that depends on a number; in this language."""
        said = _chinese().ngettext(one, many, number) if self.chinese else one if number == 1 else many
        return self._fill(said, {"n": number, **values})

    def texts(self, program: str) -> dict[str, str]:
        """Collect the texts that a program in JavaScript says."""
        if not self.chinese:
            return {}
        import json  # noqa: PLC0415 - the command line does without

        # A string of JavaScript in double quotes is one of JSON, as this package writes it.
        return {(text := json.loads(call[1])): _chinese().gettext(text) for call in re.finditer(_CALL, program)}

    def _fill(self, text: str, values: dict[str, object]) -> str:
        if not values:
            return text
        written = {
            name: self.number(value) if isinstance(value, int) and not isinstance(value, bool) else value
            for name, value in values.items()
        }
        within = re.findall(_WITHIN_QUOTES, text) if self.chinese else ()
        written |= {name: nested(value) for name in within if isinstance(value := written.get(name), str)}
        if any(hasattr(value, "__html__") for value in written.values()):
            from markupsafe import Markup, escape  # noqa: PLC0415 - the command line does without

            return Markup(escape(text)).format(**written)  # noqa: S704 - it has just been escaped
        filled = text.format(**written)
        return re.sub(_BESIDE_MARKS, "", filled) if self.chinese else filled


def nested(text: str) -> str:
    """Write the quotation marks of a Chinese text as those within others.

    >>> nested("全国“万亿城市”数量"), CHINESE.gettext("“{fact}”", fact="“一村一品”")
    ('全国‘万亿城市’数量', '“‘一村一品’”')
    """
    return text.replace("“", "‘").replace("”", "’")


@cache
def _chinese() -> NullTranslations:
    """Read the catalogue, when a text is first asked for."""
    from gettext import GNUTranslations  # noqa: PLC0415 - English does without

    with Path(__file__).parent.joinpath(*CATALOGUE).open("rb") as catalogue:
        return GNUTranslations(catalogue)


ENGLISH: Final = Language("en")
CHINESE: Final = Language("zh")
