"""Numerals: the numbers, ordinals, fractions and multiples that a text prints, in digits and in words."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

from ydkg.language.reading.tables import folded, table

if TYPE_CHECKING:
    from collections.abc import Iterator

_Kind = Literal["number", "ordinal", "fraction", "multiple"]


class Numeral(NamedTuple):
    """A number as it is printed.

    Attributes
    ----------
    start, end : int
        Where it stands, with its word of magnitude; code points from 0, end exclusive.
    kind : str
        ``number``, ``ordinal`` (fifth, 第5), ``fraction`` (one third, 三分之一) or ``multiple`` (doubled, 翻番).
    value : Decimal
        Of a fraction the quotient, to six places.
    numerator, denominator : int
        Of a fraction; 0 of others.
    worded : bool
        Whether it is in words.
    """

    start: int
    end: int
    kind: _Kind
    value: Decimal
    numerator: int = 0
    denominator: int = 0
    worded: bool = False


_ONES_TEXT = "one two three four five six seven eight nine"
_ONES = {word: place for place, word in enumerate(_ONES_TEXT.split(), start=1)}
_TEENS_TEXT = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TEENS = {word: 10 + place for place, word in enumerate(_TEENS_TEXT.split())}
_TENS_TEXT = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS = {word: 10 * place for place, word in enumerate(_TENS_TEXT.split(), start=2)}
#: English words of magnitude -> powers of ten.
SCALES = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "lakh": 5, "crore": 7}
#: The same for letters behind digits.
SHORT = {
    **dict.fromkeys(("k", "K"), 3),
    **dict.fromkeys(("m", "mn", "mln", "M"), 6),
    **dict.fromkeys(("b", "bn", "Bn", "bln", "B"), 9),
    **dict.fromkeys(("tn", "trn"), 12),
}
_ORDINALS_TEXT = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_ORDINALS = {word: place for place, word in enumerate(_ORDINALS_TEXT.split(), start=1)}
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "hundredth": 100,
}  # fmt: skip
_MULTIPLES = {
    "doubled": 2, "doubling": 2, "doubles": 2, "twice": 2, "twofold": 2, "tripled": 3, "tripling": 3, "trebled": 3,
    "threefold": 3, "quadrupled": 4, "fourfold": 4, "fivefold": 5, "tenfold": 10,
    "triple": 3,
}  # fmt: skip
_WORDS = {**_ONES, **_TEENS, **_TENS}
_SMALL = rf"(?:(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_ONES)}))?|{'|'.join(_TEENS)}|{'|'.join(_ONES)})"
_DIGITS = r"\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d+)?(?!\d)|\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d{1,3}(?:[ ]\d{3})+(?![\d,.]?\d)|\d+(?:\.\d+)?(?!\d)"
_SCALE = rf"(?:[ -](?:{'|'.join(SCALES)})s?\b)"
#: The code of a currency may stand right before its amount, and so may what is printed for some.
CODES = tuple(table("ydkg.language.reading", "units")["money"])
_CODES = "|".join((*CODES, r"Rs\.", "KSh", "TSh", "USh"))
_EDGE = (
    rf"(?:(?<![A-Za-z0-9_.,/])(?<![A-Za-z]-)|(?<=\b(?:{_CODES}))(?=\d)|(?<=\b(?:Rs|Tk|RM|Rp))(?=\d)"
    r"|(?<=\b[NPR])(?=\d[\d.,]*[ -]?[mbt]r?illion))"
)
_ENGLISH = re.compile(
    rf"""
    (?P<ratio>{_EDGE}(?P<of>{_SMALL}|\d+)\ (?:out\ of|in(?=\ (?:every\ )?(?:{_SMALL}|\d{{1,3}})\b(?!,)))\ (?:every\ )?(?P<all>{_SMALL}|\d+)\b(?!\.\d|,\d|%|\ per|[ ](?:million|billion)))
    | (?P<part>{_EDGE}(?P<over>an?|{_SMALL}|\d+)[ -](?P<under>{"|".join(_PARTS)})s?\b(?=\ (?:of|the|in|more|less|all|its|lower|higher|came|comes|is|are|was|were|has|have|go|goes|will)\b|[,.;)]|\Z)(?!\ of\ (?:the\ year|\d{{4}}|this\ year|last\ year|next\ year)))
    | (?P<slash>{_EDGE}(?P<up>\d)/(?P<down>\d+)(?![\d/]))
    | (?P<half>\bhalf\b(?=\ (?:of|the|all|its)\b)(?!\ of\ (?:the\ year|\d{{4}}|this|last|next))|(?:(?<=\bby\ )|(?<=\bthan\ )|(?<=\bnearly\ )|(?<=\balmost\ )|(?<=\babout\ )|(?<=\bover\ )|(?<=\bin\ ))half\b(?=[,.;)]|\ (?:since|compared|in|as|over|and|due|thanks)\b|\Z))
    | (?P<often>{_EDGE}(?P<n>{_SMALL}|\d+(?:\.\d+)?)(?:\ times(?=\ (?:as|more|higher|larger|greater|the)\b)|-fold\b))
    | (?P<multiple>\b(?:{"|".join(_MULTIPLES)})\b|\bdouble\b(?=\ (?:the|that|its|what)\b)|(?:(?<=\bto\ )|(?<=\bwill\ )|(?<=\bthan\ )|(?<=ould\ )|(?<=\bmay\ )|(?<=\bmight\ ))(?:double|triple)\b)
    | (?P<ordinal>{_EDGE}(?:(?P<th>\d+)(?:st|nd|rd|th)|(?P<word>{"|".join(_ORDINALS)})(?:ly)?)\b(?!\.\d))
    | (?P<number>{_EDGE}(?:(?P<digits>{_DIGITS})(?P<short>(?:{"|".join(SHORT)})(?![\w/²³])|\ (?:[Bb]n|bln|mln|mn|tn|trn)\b)?|(?P<worded>(?:half\ an?(?=\ (?:million|billion|trillion|thousand|hour|day|year)\b)|(?:(?<=\bnearly\ )|(?<=\balmost\ )|(?<=\babout\ )|(?<=\bthan\ )|(?<=\bunder\ )|(?<=\bwithin\ ))an?(?=\ (?:minute|hour|day|week|month|year|mile|kilomet(?:re|er))\b(?!\ (?:ago|earlier|later|before)\b))|an?(?=\ (?:hundred|thousand|million|billion|trillion|dozen)\b)|{_SMALL}))\b)
        (?P<scale>{_SCALE}*(?:(?:(?<=hundred)|(?<=thousand))\ (?:and\ )?{_SMALL}\b{_SCALE}*)?(?P<half_more>\ and\ a\ half\b)?)(?P<dozen>[ -]dozen\b)?(?!\.?\d|,\d{{3}}))
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ZH = "零〇一二两三四五六七八九"
_ZH_DIGITS = dict(zip("零〇一二三四五六七八九两", "001234567892", strict=True))
_ZH_UNITS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
#: Characters of a numeral that are read: no number that is meant has more.
_LONGEST = 60
_COUNTER = "个|家|名|人|户|位|辆|台|件|笔|所|座"
_CHINESE = re.compile(
    rf"""
    (?P<every>每(?:[\u4e00-\u9fff]{{2}})?(?P<all>[{_ZH}十百]+|\d+)(?:{_COUNTER})?[\u4e00-\u9fffA-Za-z]{{0,10}}?，?[就便]?有(?P<have>[{_ZH}]|\d+)(?=(?:{_COUNTER})(?!以上)))
    | (?P<part>(?P<under>[{_ZH}十百]+|\d+)分之(?P<over>[{_ZH}十百点]+|\d+(?:\.\d+)?))
    | (?P<tenths>(?P<tenth>[{_ZH}]+|\d)成(?![为立果员就本功都长熟绩群套交品效分人]))
    | (?P<half>(?<![一多大过])一半|过半|半数)
    | (?P<half_hour>(?<!个)半(?=个?(?:小时|钟头)))
    | (?P<multiple>翻了?(?:将?近|约|超过?)?(?P<times>[一两二三]?)番)
    | (?P<first>首位)
    | 第(?P<ordinal>[{_ZH}十百]+|\d+)
    | (?P<digits>(?<![\d.,])(?<![A-Za-z]-)(?<![A-Za-z])\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|(?<![\d.,])(?<![A-Za-z])\d{{1,3}}(?:[ ]\d{{3}})+(?![\d.,])(?=[\u4e00-\u9fff])|(?<![\d.,])(?<![A-Za-z])\d+(?:\.\d+)?)\ ?(?P<scale>[十百千]?(?:[多余]?[万亿])*)(?P<more>个半(?=小时|月|钟头))?
    | (?P<worded>(?!百分|[零〇](?![点{_ZH}]))[{_ZH}十百千](?:[{_ZH}十百千万亿]|点(?=[{_ZH}])|[多余](?=[万亿]))*(?P<and_half>个半(?=小时|月|钟头))?|(?<=[超近逾破达约过上])(?:[十百千]?万亿|[十百千]?[万亿])(?=[元吨美人]))
    """,
    re.VERBOSE,
)


def numerals(text: str) -> list[Numeral]:
    """Find the numbers that a text prints.

    Parameters
    ----------
    text : str
        English, Chinese, or both.

    Returns
    -------
    list of Numeral
        In the order of the text; none lies within another. Numbers in dates and names are among them.

    Examples
    --------
    >>> [
    ...     f"{each.value:f}"
    ...     for each in numerals("over 7,600 of 29.7 billion, four out of every 10, two-thirds of €350m")
    ... ]
    ['7600', '29700000000', '0.4', '0.666667', '350000000']
    >>> [f"{each.value:f}" for each in numerals("约1.2万亿元，三分之二，逾30余万人，二十五个，第三位")]
    ['1200000000000', '0.666667', '300000', '25', '3']
    """
    plain = folded(text)
    found: list[Numeral] = []
    for each in sorted((*_english(plain), *_chinese(plain)), key=lambda one: (one.start, -one.end)):
        before = found[-1] if found else None
        if before and plain[before.end : each.start] == " " and plain[each.start].isdecimal():
            # Two numbers may be one: "18 thousand 658 crore", "2 lakh 40 thousand".
            said = (plain[one.start : one.end].rpartition(" ")[2].lower() for one in (before, each))
            first, second = (SCALES.get(word, 0) for word in said)
            if first and second and first != second:
                value = before.value if second < first else before.value.scaleb(second)
                found[-1] = before._replace(end=each.end, value=value + each.value)
                continue
        if before is None or each.start >= before.end:
            found.append(each)
        elif each.end > before.end:
            found[-1] = each
    return found


def _english(text: str) -> Iterator[Numeral]:
    for match in _ENGLISH.finditer(text):
        start, end, given = match.start(), match.end(), match.group
        if given("ratio"):
            if (of := _small(given("of"))) <= (whole := _small(given("all"))):
                yield _fraction(start, end, of, whole)
            else:  # "62 in 17 states" is two numbers.
                for part, value in (("of", of), ("all", whole)):
                    yield Numeral(*match.span(part), "number", Decimal(value), worded=not given(part).isdecimal())
        elif given("part"):
            over = given("over").lower()
            yield _fraction(start, end, 1 if over in {"a", "an"} else _small(over), _PARTS[given("under").lower()])
        elif given("slash"):
            yield _fraction(start, end, int(given("up")), int(given("down")))
        elif given("half"):
            yield _fraction(start, end, 1, 2)
        elif given("often"):
            count = given("n")
            times = Decimal(count) if count[0].isdigit() else Decimal(_small(count))
            yield Numeral(start, end, "multiple", times, worded=not count[0].isdigit())
        elif said := given("multiple"):
            yield Numeral(start, end, "multiple", Decimal(_MULTIPLES.get(said.lower(), 2)), worded=True)
        elif given("ordinal"):
            value = int(given("th")) if given("th") else _ORDINALS[given("word").lower()]
            yield Numeral(start, end, "ordinal", Decimal(value), worded=not given("th"))
        else:
            digits, worded, short = given("digits"), given("worded"), (given("short") or "").strip()
            if digits:
                number = Decimal(digits.replace(",", "").replace(" ", ""))
            else:
                words = worded.lower()
                plain = 1 if words in {"a", "an"} else _small(words)
                number = Decimal("0.5") if words.startswith("half") else Decimal(plain)
            # A short word of magnitude may be a unit as well: it is one where no unit follows, see `quantities`.
            number = number.scaleb(SHORT[short]) if short in SHORT else number
            rest, more = 0, given("half_more") or ""
            for word in re.findall(r"[a-z]+", given("scale").removesuffix(more).lower()):
                if (scale := SCALES.get(word.removesuffix("s"))) is not None:
                    number, rest = (number + rest).scaleb(scale), 0
                elif word != "and":
                    rest += _small(word)
            number += Decimal("0.5") if more else 0
            number = (number + rest) * (12 if given("dozen") else 1)
            end = end if not short or short in SHORT else match.end("digits")
            yield Numeral(start, end, "number", number, worded=bool(worded))


def _small(word: str) -> int:
    """Read a number below a hundred, or digits."""
    if word.isdecimal():
        return int(word)
    return sum(_WORDS.get(part, 0) for part in re.split(r"[ -]", word.lower()))


def _fraction(start: int, end: int, numerator: int, denominator: int) -> Numeral:
    value = (Decimal(numerator) / Decimal(denominator or 1)).quantize(Decimal("0.000001")).normalize()
    return Numeral(start, end, "fraction", value, numerator, denominator, worded=True)


def _chinese(text: str) -> Iterator[Numeral]:
    for match in _CHINESE.finditer(text):
        start, end, given = match.start(), match.end(), match.group
        if given("every"):
            have, whole = int(characters(given("have"))), int(characters(given("all")))
            yield _fraction(start, end, have, max(have, whole))
        elif given("part"):
            under, over = characters(given("under")), characters(given("over"))
            if given("under") == "百":
                yield Numeral(start, end, "number", over, worded=True)
            elif under and over == over.to_integral_value():
                yield _fraction(start, end, int(over), int(under))
        elif given("tenths"):
            yield _fraction(start, end, int(characters(given("tenth"))), 10)
        elif given("half"):
            yield _fraction(start, end, 1, 2)
        elif given("half_hour"):
            yield Numeral(start, end, "number", Decimal("0.5"), worded=True)
        elif given("multiple"):
            yield Numeral(start, end, "multiple", 2 ** characters(given("times") or "一"), worded=True)
        elif given("first"):
            yield Numeral(start, end, "ordinal", Decimal(1), worded=True)
        elif given("ordinal"):
            yield Numeral(start, end, "ordinal", characters(given("ordinal")), worded=not given("ordinal").isdecimal())
        elif given("digits"):
            if not "\u4e00" <= text[end : end + 1] <= "\u9fff" and not given("scale") and not given("more"):
                continue  # The English rule has it.
            value = Decimal(re.sub("[, ]", "", given("digits")))
            for character in given("scale"):
                value = value.scaleb(_ZH_UNITS.get(character, 0))
            value += Decimal("0.5") if given("more") else 0
            plainly = not (given("scale") or given("more"))
            yield Numeral(start, match.end("digits") if plainly else end, "number", value)
        else:
            half = given("and_half") or ""
            value = characters(given("worded").removesuffix(half)) + (Decimal("0.5") if half else 0)
            yield Numeral(start, end, "number", value, worded=True)


def characters(written: str) -> Decimal:
    """Read a number in Chinese characters, or in digits.

    Parameters
    ----------
    written : str
        Such as 二十五, 一百二十, 三点五, 两万 or 12.

    Returns
    -------
    Decimal

    Examples
    --------
    >>> [f"{characters(each):f}" for each in ("二十五", "十", "一百零三", "三点五", "二〇二五", "两万", "12")]
    ['25', '10', '103', '3.5', '2025', '20000', '12']
    """
    if re.fullmatch(r"\d+(?:\.\d+)?", written):
        return Decimal(written)
    whole, _, after = written.partition("点")
    plain = all(character in _ZH_DIGITS for character in whole)
    total = section = digit = 0
    for character in whole[:_LONGEST]:
        if character in _ZH_DIGITS:
            digit = (10 * digit if plain else 0) + int(_ZH_DIGITS[character])
        elif (power := _ZH_UNITS.get(character)) is None:
            continue
        elif power < _ZH_UNITS["万"]:
            section, digit = section + (digit or 1) * 10**power, 0
        else:
            total, section, digit = ((total + section + digit) or 1) * 10**power, 0, 0
    fraction = "".join(_ZH_DIGITS.get(character, "0") for character in after)
    return total + section + digit + Decimal(f"0.{fraction}" if fraction else 0)
