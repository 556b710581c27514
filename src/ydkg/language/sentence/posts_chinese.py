"""Chinese posts: their words, what stands before a name or behind it, and which body each post is of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ydkg.language.reading.tables import table
from ydkg.language.sentence.roles import Post

if TYPE_CHECKING:
    from ydkg.language.sentence.sentence import Sentence

_ZH = table("ydkg.language.sentence", "roles")["zh"]
_COUNTRIES = table("ydkg.language.sentence", "kinds")["countries"]["zh"].replace("中国|", "")
#: First characters of Chinese names.
_SURNAMES = (
    "强甯王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫傅赖阎楼巢元窦柏湛伏茅舒屈席麻童颜刁骆樊凌霍虞柯裘缪宣郁杭洪钮嵇"
    "滑裴翁荀甄曲封芮储靳汲糜富巫乌隗谷宓班仲伊栾甘厉戎祖符詹束韶郜薄宿蒲邰鄂索卓蔺屠蒙池胥苍莘翟逄扶冉郦雍璩桑桂濮寿扈浦庄晏瞿茹宦戈庾暨耿匡阙沃蔚隆巩聂晁敖訾辛阚鞠丰蒯查荆游竺权逯盖桓岳帅况牟佘佟邝麦冼税忻揭牧段雷侯龙史陶黎"
    "贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛葛邢安齐易乔伍庞倪章鲁殷申欧关兰焦俞左柳祝包宁尚阮纪梅毕单季涂成苗盛蓝路管柴鲍华喻祁房滕饶解艾尤阳时穆农司古吉简车项连芦褚娄戚岑景党宫费卜冷卫米宗全应臧闵苟邬边卞姬师和仇隋商沙"
    "荣寇郎丛明苑迟代候冀闻原亓仝郗郄窄诸亢仰谌谯隽鲜鹿贲官敬昝旷幸奚惠禹狄皮羊邸鄢尧阴栗燕冶"
)

#: Characters of the names that are told by their sound, of peoples whose names begin with no surname.
_SOUNDS = "阿艾萨玛安巴白班布才次达丹德丁多额尔格更贡古哈赫吉加嘉江金卡克库拉勒力林娄洛马买曼米木穆那娜尼努诺帕普其齐乔仁桑沙斯松索塔特提图吐托娃旺维乌西希雪雅亚依伊扎珠孜卓村珍曲登顿培罗朗央旦穷堆列平措久欧益"
#: Words that begin as names do.
_NO_NAME = (
    "[\u4e00-\u9fff]当选|关[于键注心系]|强[调化烈大势劲制国]|任[上内期职免命何务]|官[委方员网]|程序|周边|马上|高[度级]|林业|黄金|江苏|余额|何时|许可|曾[任经在是担]|陆续|常[委务]|党[委组建政]|项目|金融|"
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
_PLAIN_ZH = rf"(?!{_NO_NAME})[王李张刘陈杨黄赵周吴徐孙朱胡郭林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡杜苏魏吕丁沈姚卢姜崔谭廖贾韦邹孟熊秦邱薛闫侯陶黎贺郝龚邵覃程汪范傅][\u4e00-\u9fff]{{2}}"
_RANKS = ("副", "常务副", "代", "代理", "执行", "执行副", "轮值", "高级", "高级副", "第一副")
_ALONE = _ZH["heads"].split("|")
_VICE = {rank + head for rank in _RANKS for head in _ALONE if "副" not in head and not head.startswith(_RANKS)}
_AIDES = {f"{head}助理" for head in _ALONE if head[-1] in "长理裁任" and "副" not in head}
#: The heads of Chinese posts, the longest first.
HEADS_ZH = "|".join(sorted({*_ALONE, *_VICE, *_AIDES}, key=lambda head: (-len(head), head)))
#: What stands before a Chinese body and is no part of it.
_BEFORE_BODY = re.compile(rf".*(?:{_ZH['lead']})|\A(?:{_PLAIN_ZH})?[和与及年]|\A如(?!皋|东)")
#: What follows a Chinese name.
_BEHIND_ZH = rf"(?=[，。、：；！？（(“《】\s]|\d|{_ZH['behind']}|(?:{_ZH['weak']})(?!{_ZH['behind']}|[，。、；])|\Z)"
#: A character of a Chinese post or its body, and a post.
_SIGN_ZH = r"(?:(?!出任|担任|接任|当选|（[男女]）)[\u4e00-\u9fff]|（[\u4e00-\u9fff]{2,6}）)"
_POST_ZH = rf"{_SIGN_ZH}{{0,24}}?(?:{HEADS_ZH})"
#: Chinese posts before a name: the groups ``posts`` and ``name``, which may be several. A comma parts the posts of one
#: person in several bodies; the shortest row that leads to a name is that person's.
BEFORE_NAME_ZH = re.compile(
    rf"(?P<taken>出任|担任|当选)?(?P<posts>(?:{_POST_ZH}(?:、|兼任?|，(?={_SIGN_ZH}{{3,24}}?(?:{HEADS_ZH}))))*?{_POST_ZH})(?(taken)的|[ ：]?)"
    rf"(?P<name>{_NAME_ZH}(?:[、和]{_LISTED_ZH}{_BEHIND_ZH})*{_BEHIND_ZH}|[{_SURNAMES}]{{2}}[\u4e00-\u9fff]{{2}}{_BEHIND_ZH}|[\u4e00-\u9fff]{{2,3}}?(?=女士|先生|同志)|{_PLAIN_ZH})"
)
#: Posts of another country before a name, whose characters say nothing: the groups of `BEFORE_NAME_ZH`.
_FOREIGN = re.compile(
    rf"(?P<posts>(?:{_COUNTRIES})[\u4e00-\u9fff]{{0,14}}?(?:{HEADS_ZH})(?:(?:兼|、)[\u4e00-\u9fff]{{0,14}}?(?:{HEADS_ZH}))*?)"
    rf"(?P<name>(?!助理|兼)[\u4e00-\u9fff]{{2,6}}?){_BEHIND_ZH}"
)
_STYLE_ZH = "(?:同志|先生|女士|（[男女]）)?"
#: Chinese posts behind a name ("任命…为", "担任") or in brackets: the groups of `BEFORE_NAME_ZH`.
BEHIND_NAME_ZH = re.compile(
    rf"(?:(?P<named>{_ZH['names']})(?:[\u4e00-\u9fff]{{2,12}}?(?:{HEADS_ZH}))?|(?<![\u4e00-\u9fff])|(?<=[由举免长记员人任士理授席官委裁监师的]))(?P<name>{_NAME_ZH}(?:{_STYLE_ZH}[、和]{_NAME_ZH})*){_STYLE_ZH}"
    rf"(?(named)(?:当选)?为|(?:(?<=）)为|(?:，?(?:{_ZH['while']}))*，?(?:{_ZH['takes']})|，[男女]，[^。；]{{0,80}}?现任|（|\A +))"
    rf"(?P<posts>(?:{_POST_ZH}(?:、|兼任?))*{_POST_ZH})(?=[，。；、（）\s的]|职务|一职|\Z)"
)
#: A Chinese post that somebody is said to hold, named behind it: the groups of `BEFORE_NAME_ZH`.
_HELD_BY = re.compile(
    rf"(?P<posts>{_POST_ZH})(?:一职|职务)?(?:目前)?[仍现]?由(?:[^，。；]{{1,12}}的)?(?P<name>{_NAME_ZH})(?:{_ZH['takes']})"
)
#: One name in a list of the names of Chinese people.
_NAME = re.compile(rf"(?:{_NAME_ZH}|[\u4e00-\u9fff·]{{2,8}}?)(?={_STYLE_ZH}(?:、|和(?=..)|\Z))")
#: Posts of a place, which another body's do not say.
_GOVERNS = re.compile("[省市区县州]")
#: Posts behind such a word are of somebody else than those behind the comma: "任甲市市长，乙市市长某某".
_OF_ANOTHER = re.compile(".*(?:[任为是]|当选).*，")
#: Of posts that are counted none is meant: "两位女市长".
_COUNTED = re.compile("[一二两三四五六七八九十几多各]+[位名个]")
#: Heads whose first character is the last of the body, where that is not printed by itself.
_SHORT = frozenset("省长 市长 区长 县长 州长 厅长 局长 部长 司长 镇长 乡长".split())  # noqa: SIM905 - readable
#: One of the posts that are listed for a person, with its body.
_LISTED = re.compile(rf"(?P<org>[\u4e00-\u9fff（）]{{1,24}}?)??(?P<role>{HEADS_ZH})(?=、|，|兼|\Z)")
_RELIEVED = re.compile(r"(?:免去|不再|辞去|卸任)[^，。；]{0,8}\Z")
#: Who is followed in a post does not take it: "接替调任的某某兼任书记".
_REPLACED = re.compile(r"接替(?:[^，。；]{0,12}的)?\Z")
#: A post that names no body is of that of the one listed before it: "市人大常委会副主任某某，秘书长某某".
_LISTED_BEFORE = re.compile("[、，及和]|以及")


def chinese_posts(sentence: Sentence) -> list[Post]:
    """Read posts before a name or behind it; one without an organisation of its own is of the one before it."""
    found: set[Post] = set()
    for pattern in (BEFORE_NAME_ZH, BEHIND_NAME_ZH, _HELD_BY, _FOREIGN):
        for match in pattern.finditer(sentence.words):
            if _RELIEVED.search(sentence.words[: match.start()]) or _REPLACED.search(
                sentence.words[: match.start("name")]
            ):
                continue
            at = sentence.start + match.start("name")
            named = [name.span() for name in _NAME.finditer(match.group("name"))] or [(0, len(match.group("name")))]
            people = [(at + first, at + last) for first, last in named]
            for place, person in enumerate(people):
                # The words of a second holder end with the name, so that each post has words of its own.
                held = [post._replace(person=person) for post in _listed(sentence, match)]
                found |= {post._replace(end=person[1]) if place else post for post in held}
    posts: list[Post] = []
    for post in sorted(found):
        # One that names no body and is listed right behind the person of another is of that one's.
        before = posts[-1] if posts else None
        gap = sentence.text[max(before.end, before.person[1]) : post.start] if before else ""
        shares = _LISTED_BEFORE.fullmatch(gap) and post.of is None and not _GOVERNS.search(post.role)
        posts.append(post._replace(of=before.of) if before and shares else post)
    return posts


def _listed(sentence: Sentence, match: re.Match[str]) -> list[Post]:
    """Read the posts that are listed for one person."""
    found: list[Post] = []
    place, at = None, sentence.start + match.start("posts")
    other = _OF_ANOTHER.match(match.group("posts"))
    for part in _LISTED.finditer(match.group("posts"), other.end() if other else 0):
        words = (part.group("org") or "").removeprefix("兼").removeprefix("任")
        clean = _BEFORE_BODY.sub("", words)
        when = re.match(_ZH["when"], clean) or re.search(rf"(?:{_ZH['when']})\Z", words[: len(words) - len(clean)])
        clean = re.sub(rf"\A(?:{_ZH['when']})", "", clean)
        behind = re.search(r"(?<=[\u4e00-\u9fff]{2})[原前]\Z", clean)  # "云岭大学原校长"
        clean = clean.removesuffix(behind.group()) if behind else clean
        when = when or behind
        end = at + part.start("role") - (behind is not None)
        body = re.sub("(?:分管|主管|主持|负责|联系)[\u4e00-\u9fff]*的\\Z", "", clean)  # "分管日常工作的副主任"
        if _COUNTED.search(clean):
            continue
        head = part.group("role")
        short = head[:2] in _SHORT and head[0] not in body and len(body) > 1  # "云岭市长": of 云岭市
        own = (end - len(clean), end - len(clean) + len(body) + short) if len(body) > 1 else None
        division = _GOVERNS.search(head)
        if own:
            place = own
        elif place and division:  # "市委副书记、市长": of the place that it governs, or of a city without a name.
            named = re.match(rf"[\u4e00-\u9fff]{{1,12}}?{division.group()}", sentence.text[slice(*place)])
            place = (place[0], place[0] + named.end()) if named else None
        role = (when.group() if when else "") + part.group("role")
        first = own[0] if own else end
        found.append(Post(first, at + part.end(), (0, 0), place, role, "posts.of" if place else "posts.title"))
    return found
