"""The words of posts: heads, what stands before them, and the patterns that find them."""

from __future__ import annotations

import re
from functools import cache

from ydkg.words.reading.tables import table

_PACKAGE = "ydkg.draft.rules"
#: First characters of Chinese names.
_SURNAMES = (
    "强甯王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫傅赖阎楼巢元窦柏湛伏茅舒屈席麻童颜刁骆樊凌霍虞柯裘缪宣郁杭洪钮嵇"
    "滑裴翁荀甄曲封芮储靳汲糜富巫乌隗谷宓班仲伊栾甘厉戎祖符詹束韶郜薄宿蒲邰鄂索卓蔺屠蒙池胥苍莘翟逄扶冉郦雍璩桑桂濮寿扈浦庄晏瞿茹宦戈庾暨耿匡阙沃蔚隆巩聂晁敖訾辛阚鞠丰蒯查荆游竺权逯盖桓岳帅况牟佘佟邝麦冼税忻揭牧段雷侯龙史陶黎"
    "贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛葛邢安齐易乔伍庞倪章鲁殷申欧关兰焦俞左柳祝包宁尚阮纪梅毕单季涂成苗盛蓝路管柴鲍华喻祁房滕饶解艾尤阳时穆农司古吉简车项连芦褚娄戚岑景党宫费卜冷卫米宗全应臧闵苟邬边卞姬师和仇隋商沙"
    "荣寇郎丛明苑迟代候冀闻原亓仝郗郄窄诸亢仰谌谯隽鲜鹿贲官敬昝旷幸奚惠禹狄皮羊邸鄢尧阴"
)

#: Characters of the names that are told by their sound, of peoples whose names begin with no surname.
_SOUNDS = "阿艾萨玛安巴白班布才次达丹德丁多额尔格更贡古哈赫吉加嘉江金卡克库拉勒力林娄洛马买曼米木穆那娜尼努诺帕普其齐乔仁桑沙斯松索塔特提图吐托娃旺维乌西希雪雅亚依伊扎珠孜卓村珍曲登顿培罗朗央旦穷堆列平措久欧益"
#: What stands behind a post that is still to be taken.
_TO_BE = "(?:[ -](?:designate|elect|nominate))?"
#: Words that begin as names do.
_NO_NAME = (
    "关[于键注心系]|强[调化烈大势劲制国]|任[上内期职免命何务]|官[委方员网]|程序|周边|马上|高[度级]|林业|黄金|江苏|余额|何时|许可|曾[任经在是担]|陆续|常[委务]|党[委组建政]|项目|金融|"
    "全[国省市区县面体]|文[件化明]|安[全排]|方[案面向]|华[北东南]|向[全社]|于是|石[油化]|水[利务]|和[平谐]|左右|单位|宣[布读讲传告誓]|查[看处找]|隆重|丰[富收]|权[威利]|游[客览]|富[有裕]|储备|祖国|席[位间]|符合|扶[贫持]|封[闭顶]|曲折|牧[民区业]|索[取要]|薄弱|车[站辆]|应[急当对]"
)
#: The name of a Chinese person, or of one from abroad whose names a point parts, or in Latin letters.
_NAME_ZH = (
    rf"(?:(?!{_NO_NAME})(?:欧阳|上官|司马|诸葛|司徒|皇甫|尉迟|端木|[{_SURNAMES}])[\u4e00-\u9fff]{{1,2}}?|[{_SOUNDS}]{{3,5}}|"
    r"[\u4e00-\u9fff]{1,6}(?:[·•・][\u4e00-\u9fff]{1,8}?)+?|[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){1,3})"
)
#: A name in a list of names, which may be of any characters but those that posts end with.
_LISTED_ZH = rf"(?:{_NAME_ZH}|[\u4e00-\u9fff]{{1,3}}?[^\W\x00-\u4dff长委员任记席理官人裁厅局部市省区县会](?=、))"
#: The commonest surnames, and the rest of a name of three characters, which no known word need follow.
_PLAIN_ZH = rf"(?!{_NO_NAME})[王李张刘陈杨黄赵周吴徐孙朱胡郭林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡杜苏魏吕丁沈姚卢姜崔谭廖贾韦邹孟熊秦邱薛闫侯陶黎贺郝龚邵覃][\u4e00-\u9fff]{{2}}"


@cache
def roles() -> re.Pattern[str]:
    """Give the pattern of an English post, its head in the group ``head``.

    Returns
    -------
    re.Pattern[str]
    """
    rows = table(_PACKAGE, "roles")["en"]
    heads = "|".join([_short(), *sorted(map(re.escape, rows["heads"].split("|")), key=len, reverse=True)])
    return re.compile(
        rf"(?<![\w-])(?:(?:{rows['before']})(?:[ -]|(?<=-)))*{_fields()}(?P<head>(?:{heads}){_TO_BE})s?(?![\w-])",
        re.IGNORECASE,
    )


def _fields() -> str:
    """Give the pattern of the field that stands before some posts: "Transport Specialist", "Transport Secretary"."""
    rows = table(_PACKAGE, "roles")["en"]
    word = rf"(?!(?:{rows['posts']})\b)[A-Z][a-z]+"
    name = rf"{word}(?: {word}){{0,2}}"
    charged = (
        rf"(?P<charge>(?-i:{rows['portfolios']}|{name}(?:, {name})*,? (?:and|&) {name})) (?=(?:{rows['charged']})s?\b)"
    )
    return rf"(?P<field>(?-i:(?:(?!The )[A-Z][a-z]+ ){{1,3}})(?=(?:{rows['open']})s?\b)|{charged})?"


def is_portfolio(words: str) -> bool:
    """Tell whether words are what a minister is in charge of.

    Parameters
    ----------
    words : str

    Returns
    -------
    bool
    """
    return re.fullmatch(table(_PACKAGE, "roles")["en"]["portfolios"], words) is not None


@cache
def titled() -> re.Pattern[str]:
    """Give the pattern of a title right before a name.

    Returns
    -------
    re.Pattern[str]
    """
    rows = table(_PACKAGE, "roles")["en"]
    plain = bare_roles()
    heads = "|".join(
        sorted((re.escape(each) for each in rows["heads"].split("|") if each not in plain), key=len, reverse=True)
    )
    return re.compile(
        rf"(?<![\w-])(?:(?:{rows['before']})[ -])*{_fields()}(?:(?:{heads}){_TO_BE}|{_short()}|{address()})s?\.? (?=[A-Z])",
        re.IGNORECASE,
    )


@cache
def office() -> re.Pattern[str]:
    """Give the pattern of an office with its field, such as "Minister for Works".

    Returns
    -------
    re.Pattern[str]
    """
    rows = table(_PACKAGE, "roles")["en"]
    return re.compile(
        rf"(?:[A-Z]\w+ )?(?:(?:{rows['before']})[ -])*(?:minister|secretary|commissioner)s?(?: of state)? for (?:the )?[A-Z][\w ]+",
        re.IGNORECASE,
    )


@cache
def role_only() -> re.Pattern[str]:
    """Give the pattern of words that are a post and nothing else.

    Returns
    -------
    re.Pattern[str]
    """
    rows = table(_PACKAGE, "roles")["en"]
    return re.compile(rf"(?:(?:{rows['before']})[ -])*(?:{rows['heads']}|{_short()})s?", re.IGNORECASE)


@cache
def plain_roles() -> frozenset[str]:
    """Give the heads that are posts only where an organisation says so.

    Returns
    -------
    frozenset[str]
    """
    return frozenset(table(_PACKAGE, "roles")["en"]["plain"].split("|"))


@cache
def bare_roles() -> frozenset[str]:
    """Give the heads that are no titles right before a name.

    Returns
    -------
    frozenset[str]
    """
    titles = "secretary chair adviser advisor professor judge representative speaker captain"
    return plain_roles() - set(titles.split())


@cache
def short_roles() -> dict[str, str]:
    """Give the posts that are printed short, with the whole word.

    Returns
    -------
    dict[str, str]
        By what is printed, in small letters.
    """
    return {short.lower(): role for short, role in _shortened()}


def _shortened() -> list[list[str]]:
    return [pair.split("=") for pair in table(_PACKAGE, "roles")["en"]["short"].split("|")]


def _short() -> str:
    """Give the pattern of the posts that are printed short; some are so in capitals only."""
    shorts = sorted((short for short, _ in _shortened()), key=len, reverse=True)
    return "|".join(re.escape(each) if each.islower() else f"(?-i:{each})" for each in shorts)


@cache
def address() -> str:
    """Give the pattern of the forms of address that stand before the names of people.

    Returns
    -------
    str
    """
    return str(table(_PACKAGE, "roles")["en"]["address"])


@cache
def parties() -> str:
    """Give the pattern of the names of parties, which stand before a post and are not what it is of.

    Returns
    -------
    str
    """
    return str(table(_PACKAGE, "roles")["en"]["parties"])


@cache
def when_held() -> tuple[str, str]:
    """Give the patterns of the words that say when a post was held.

    Returns
    -------
    str, str
        English and Chinese.
    """
    rows = table(_PACKAGE, "roles")
    return rows["en"]["when"], rows["zh"]["when"]


@cache
def before_body_zh() -> re.Pattern[str]:
    """Give the pattern of what stands before a Chinese body and is no part of it.

    Returns
    -------
    re.Pattern[str]
    """
    return re.compile(rf".*(?:{table(_PACKAGE, 'roles')['zh']['lead']})|\A(?:{_PLAIN_ZH})?[和与及年]|\A如(?!皋|东)")


@cache
def letters_behind() -> str:
    """Give the pattern of the letters that stand behind the names of people: "A B MP".

    Returns
    -------
    str
    """
    return str(table(_PACKAGE, "roles")["en"]["letters"])


@cache
def heads_zh() -> str:
    """Give the pattern of the heads of Chinese posts, the longest first.

    Returns
    -------
    str
    """
    heads = table(_PACKAGE, "roles")["zh"]["heads"].split("|")
    ranks = ("副", "常务副", "代", "代理", "执行", "执行副", "轮值", "高级", "高级副", "第一副")
    vice = [f"{rank}{head}" for rank in ranks for head in heads if "副" not in head and not head.startswith(ranks)]
    aides = [f"{head}助理" for head in heads if head[-1] in "长理裁任" and "副" not in head]
    return "|".join(sorted({*heads, *vice, *aides}, key=lambda head: (-len(head), head)))


@cache
def roles_zh() -> re.Pattern[str]:
    """Give the pattern of Chinese posts before a name: the groups ``posts`` and ``name``, which may be several.

    Returns
    -------
    re.Pattern[str]
    """
    behind = _behind_zh()
    return re.compile(
        rf"{_posts_zh(before=True)}[ ：]?(?P<name>{_NAME_ZH}(?:[、和]{_LISTED_ZH}{behind})*{behind}|[{_SURNAMES}]{{2}}[\u4e00-\u9fff]{{2}}{behind}|[\u4e00-\u9fff]{{2,3}}?(?=女士|先生|同志)|{_PLAIN_ZH})"
    )


@cache
def foreign_zh() -> re.Pattern[str]:
    """Give the pattern of posts of another country before a name, whose characters say nothing: the groups of `roles_zh`.

    Returns
    -------
    re.Pattern[str]
    """
    countries = table(_PACKAGE, "kinds")["countries"]["zh"].replace("中国|", "")
    post = rf"[\u4e00-\u9fff]{{0,14}}?(?:{heads_zh()})"
    row = rf"(?P<posts>(?:{countries}){post}(?:(?:兼|、){post})*?)"
    return re.compile(rf"{row}(?P<name>(?!助理|兼)[\u4e00-\u9fff]{{2,6}}?){_behind_zh()}")


def _behind_zh() -> str:
    """Give the pattern of what follows a Chinese name."""
    rows = table(_PACKAGE, "roles")["zh"]
    return rf"(?=[，。、：；！？（(“《\s]|\d|{rows['behind']}|(?:{rows['weak']})(?!{rows['behind']}|[，。、；])|\Z)"


@cache
def appointed_zh() -> re.Pattern[str]:
    """Give the pattern of Chinese posts behind a name ("任命…为", "担任") or in brackets: the groups of `roles_zh`.

    Returns
    -------
    re.Pattern[str]
    """
    rows = table(_PACKAGE, "roles")["zh"]
    style = "(?:同志|先生|女士|（[男女]）)?"
    return re.compile(
        rf"(?:(?P<named>{rows['names']})(?:[\u4e00-\u9fff]{{2,12}}?(?:{heads_zh()}))?|(?<![\u4e00-\u9fff])|(?<=[由举免长记员人任士理授席官委裁监师的]))(?P<name>{_NAME_ZH}(?:{style}[、和]{_NAME_ZH})*){style}"
        rf"(?(named)(?:当选)?为|(?:(?<=）)为|(?:，?(?:{rows['while']}))*，?(?:{rows['takes']})|，[男女]，[^。；]{{0,80}}?现任|（|\A +))"
        rf"{_posts_zh(before=False)}(?=[，。；、（）\s的]|职务|一职|\Z)"
    )


@cache
def name_zh() -> re.Pattern[str]:
    """Give the pattern of one name in a list of the names of Chinese people.

    Returns
    -------
    re.Pattern[str]
    """
    return re.compile(rf"(?:{_NAME_ZH}|[\u4e00-\u9fff·]{{2,8}}?)(?=(?:同志|先生|女士|（[男女]）)?(?:、|和(?=..)|\Z))")


def _posts_zh(*, before: bool) -> str:
    """Give the pattern of Chinese posts in a row, before a name or behind it."""
    sign = r"(?:(?!出任|担任|接任|当选|（[男女]）)[\u4e00-\u9fff]|（[\u4e00-\u9fff]{2,6}）)"
    post = rf"{sign}{{0,24}}?(?:{heads_zh()})"
    # Before a name a comma parts the posts of one person in several bodies; the shortest row that leads to a name is his.
    parted = rf"(?:、|兼任?|，(?={sign}{{3,24}}?(?:{heads_zh()})))" if before else "(?:、|兼任?)"
    return rf"(?P<posts>(?:{post}{parted})*{'?' if before else ''}{post})"


def role_words(text: str) -> list[tuple[int, int]]:
    """Find the words of posts in a text.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of tuple of int
        Start and end of each; English ones that are posts whatever stands around them, and Chinese ones before a name.
    """
    found = [match.span() for match in roles().finditer(text) if match.group("head").lower() not in plain_roles()]
    found = [
        span
        for span in found
        if not re.search(
            r"\b(?:the|a|an|our|his|her|their|its|any|each|every|former|new|by|for|and|or|of)\s\Z",
            text[max(0, span[0] - 8) : span[0]],
            re.IGNORECASE,
        )
    ]
    return found + [match.span("posts") for each in (roles_zh(), appointed_zh()) for match in each.finditer(text)]


def is_role(words: str) -> bool:
    """Tell whether words are a post and nothing else.

    Parameters
    ----------
    words : str

    Returns
    -------
    bool
    """
    return role_only().fullmatch(words) is not None or re.fullmatch(heads_zh(), words) is not None
