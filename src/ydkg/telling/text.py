"""Words in both languages, side by side: texts of the catalogue, words joined and listed, and days."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ydkg.language import days
from ydkg.language.grammar import capitalized
from ydkg.language.relation import spaced
from ydkg.language.text import CHINESE, ENGLISH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Text(NamedTuple):
    """Words in English and in Chinese; false where there are none.

    >>> Text("yes", "是").pick("zh"), bool(Text("", ""))
    ('是', False)
    """

    en: str
    zh: str

    def __bool__(self) -> bool:
        return bool(self.en or self.zh)

    def pick(self, lang: str) -> str:
        """Choose a language."""
        return self.zh if lang.startswith("zh") else self.en

    def as_title(self) -> Text:
        """Write words as they stand by themselves: with a capital in English, without a full stop."""
        return Text(capitalized(self.en.rstrip(".")), self.zh.rstrip("。"))


#: No words.
NOTHING = Text("", "")
#: What stands between words that are joined.
COMMA, SEMICOLON, COLON, SPACE = (
    Text(ENGLISH.comma, CHINESE.comma),
    Text(ENGLISH.semicolon, CHINESE.semicolon),
    Text(ENGLISH.colon, CHINESE.colon),
    Text(" ", ""),
)


@lru_cache(maxsize=4096)
def say(text: str, **values: Text | str) -> Text:
    """Say a text of the catalogue in both languages; latin words are set apart from the Chinese around them.

    >>> say("as of {day}", day=Text("4 December 2024", "2024年12月4日"))
    Text(en='as of 4 December 2024', zh='截至2024年12月4日')
    """
    pairs = {name: value if isinstance(value, Text) else same(value) for name, value in values.items()}
    chinese = CHINESE.gettext(text, **{name: value.zh for name, value in pairs.items()})
    return Text(ENGLISH.gettext(text, **{name: value.en for name, value in pairs.items()}), spaced(chinese))


def both(say: Callable[..., str], *arguments: object, **named: object) -> Text:
    """Have words said in both languages; what it says."""
    return Text(say(*arguments, language=ENGLISH, **named), say(*arguments, language=CHINESE, **named))


def same(words: str) -> Text:
    """Say the same in both languages."""
    return Text(words, words)


def joined(texts: Iterable[Text], between: Text = COMMA) -> Text:
    """Join texts that say something; empty for none.

    >>> joined([Text("2023", "2023年"), NOTHING, Text("expected", "预期")])
    Text(en='2023, expected', zh='2023年，预期')
    """
    parts = tuple(texts)
    return Text(
        between.en.join(part.en for part in parts if part.en), between.zh.join(part.zh for part in parts if part.zh)
    )


def filled(text: Text, other: Text) -> Text:
    """Take from another text what one lacks.

    >>> filled(Text("a lake", ""), Text("the lake", "湖"))
    Text(en='a lake', zh='湖')
    """
    return Text(text.en or other.en, text.zh or other.zh)


def without_name(sentence: Text) -> Text:
    """Take from a sentence the name of what it is about, where it begins with one.

    >>> without_name(Text("The line: opened in 2024", "该线：于2024年开通"))
    Text(en='opened in 2024', zh='于2024年开通')
    """
    return Text(sentence.en.split(": ", 1)[-1], sentence.zh.split("：", 1)[-1])


def listed(words: Iterable[Text]) -> Text:
    """List words as a sentence does: "a, b and c"; empty for none.

    >>> listed([Text("99–120", "99—120"), Text("190–196", "190—196"), Text("400–467", "400—467")])
    Text(en='99–120, 190–196 and 400–467', zh='99—120、190—196、400—467')
    """
    *before, last = [*words] or [NOTHING]
    english = f"{', '.join(each.en for each in before)} and {last.en}" if before else last.en
    return Text(english, "、".join(each.zh for each in (*before, last)))


def day_text(iso: str) -> Text:
    """Write a day as people read it; empty for an empty text."""
    return both(days.day, iso)


def as_of(iso: str) -> Text:
    """Say as of which day something holds; empty where there is no day.

    >>> as_of("2024-12-04")
    Text(en='as of 4 December 2024', zh='截至2024年12月4日')
    """
    return both(days.as_of, iso) if iso else NOTHING
