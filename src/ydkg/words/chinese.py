"""Chinese for words that the graph has in English only: roles, stages, kinds of values, periods."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ydkg.words.stage import wording

if TYPE_CHECKING:
    from collections.abc import Callable

_WORDS = {
    "director": "主任",
    "deputy director": "副主任",
    "executive deputy director": "常务副主任",
    "deputy secretary-general": "副秘书长",
    "speaker": "发表讲话",
    "respondent": "答记者问",
    "presenter": "介绍情况",
    "chair": "主持",
    "attendee": "出席",
    "Posts": "职务",
    "Roles at events": "参与方式",
    "Stages": "阶段",
    "Definition": "定义",
    "Period": "时期",
    "Edition number": "届",
    "General Secretary": "总书记",
    "yes": "是",
    "no": "否",
}
_DIGITS = "零一二三四五六七八九"
_PERIODS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"(\d{4})\Z"), r"\1年"),
    (re.compile(r"(\d{4}), the year of the release\Z"), r"\1年（发布当年）"),
    (re.compile(r"(\d{4}) to (\d{4})\Z"), r"\1—\2年"),
    (re.compile(r"first three quarters of (\d{4})\Z"), r"\1年前三季度"),
    (re.compile(r"January to October (\d{4})\Z"), r"\1年1—10月"),
    (re.compile(r"up to the end of October (\d{4})\Z"), r"截至\1年10月底"),
    (re.compile(r"period of the (\d+)th Five-Year Plan\Z"), lambda found: f"第{_count(int(found[1]))}个五年规划时期"),
    (re.compile(r"Global Innovation Index (\d{4})\Z"), r"\1年全球创新指数"),
    (re.compile(r"from the symposium of 30 November 2023 to the release\Z"), "2023年11月30日座谈会以来"),
)


def chinese(words: str) -> str | None:
    """Say in Chinese what an English label says; None where it is not known.

    Examples
    --------
    >>> chinese("deputy director"), chinese("2023"), chinese("first three quarters of 2024"), chinese("unheard of")
    ('副主任', '2023年', '2024年前三季度', None)
    >>> chinese("period of the 15th Five-Year Plan")
    '第十五个五年规划时期'
    """
    if words in _WORDS:
        return _WORDS[words]
    return next((pattern.sub(said, words) for pattern, said in _PERIODS if pattern.match(words)), None)


def term_zh(iri: str, words: str) -> str:
    """Call a term of the graph, such as a stage or a role, in Chinese.

    Parameters
    ----------
    iri : str
        Of the term.
    words : str
        Its label.

    Returns
    -------
    str
        The label itself where its Chinese is not known.

    Examples
    --------
    >>> term_zh("https://w3id.org/ydkg/id/stage-piloted", "piloted"), term_zh("", "chair"), term_zh("", "unheard of")
    ('试点', '主持', 'unheard of')
    """
    return wording(iri, "").zh or chinese(words) or words


def _count(number: int) -> str:
    """Write a number below a hundred in Chinese characters."""
    tens, ones = divmod(number, 10)
    if number >= 100:  # noqa: PLR2004 - three figures stay figures
        return str(number)
    before = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return before + (_DIGITS[ones] if ones or not tens else "")
