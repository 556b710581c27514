"""Names: what the collection knows and the text names, and runs of capitalised words that may be names of more."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from ydkg.language.reading.numerals import CODES
from ydkg.language.reading.quantities import quantities
from ydkg.language.reading.spans import Span, Spans
from ydkg.language.reading.tables import folded, is_chinese, table
from ydkg.language.sentence.roles import PORTFOLIO
from ydkg.vocab import ORG, YD, expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


_TABLE = table("ydkg.language.sentence", "kinds")


#: Classes of places.
PLACES = frozenset(
    {
        YD.Region,
        YD.Country,
        YD.Province,
        YD.ProvinceLevelDivision,
        YD.Municipality,
        YD.City,
        YD.Place,
        YD.Zone,
        YD.CountyLevelDivision,
    }
)


class Mention(NamedTuple):
    """A name in the text."""

    start: int  # where it stands
    end: int  # code points from 0, end exclusive
    text: str  # as it is printed
    iri: str  # the thing that the collection knows by it; empty for a name that it does not know
    kind: str  # IRI of the class: of a known thing the collection's, else what the name says of itself
    rule: str  # kind and name of the rule


class Known(NamedTuple):
    """A name that the collection knows."""

    text: str
    iri: str
    kind: str


#: A word with a capital letter, with digits, or in capitals; parts joined by hyphens, dots and signs.
_WORD = (
    r"(?:[A-Z]\.(?:[A-Z]\.)+(?!\w)|[A-Z]\.(?=\ (?:[A-Z]\.\ )*[A-Z][a-z])|(?!(?:"
    + "|".join(CODES)
    + r")\d|[NPR]\d[\d.,]*-[mbt]r?illion)[A-ZÀ-ÖØ-ÞŁŚŠŽČ][A-Za-z0-9_À-ɏ’'&]*(?:[-–.&/](?:[A-Z0-9À-Þ][A-Za-z0-9_À-ɏ’'&]*|[a-z]+(?![\w-])))*|\d{4}-\d{4}(?=\ [A-Z])|\d+(?:st|nd|rd|th)(?=\ [A-Z][a-z]))"
)
_QUOTED = r"[“\"]" + rf"{_WORD}(?:\ (?:and|of|the|{_WORD}))*" + r"[”\"]"
_NUMBERED = r"(?:(?:Terminal|Phase|Line|Stage|Pier|Runway|Route|Interstate|Highway|Block|District|Section|Tower)\ \d{1,3}[A-Z]?(?![\w.,]\d))"
_JOIN = r"(?:\ (?:of|for|on|&|von\ der|van\ der|de\ la|de|da|von|van|del|der|la|bin|al)(?:\ the)?(?=\ [A-Z“\d])|\ and(?=\ [A-Z])(?!\ (?:The|A|An)\b))"
_RUN = re.compile(rf"(?<![\w.@/])(?:{_QUOTED}|{_NUMBERED}|{_WORD})(?:(?:{_JOIN})?\ (?:{_QUOTED}|{_NUMBERED}|{_WORD}))*")
#: A department whose fields commas part: "Ministry of Works, Water, and Rail".
_FIELD = r"[A-Z][\w'’-]+(?:\ (?:&\ )?[A-Z][\w'’-]+){0,2}"
_DEPARTMENT = re.compile(
    rf"\b(?:[A-Z][\w'’-]+\ )?(?:Ministry|Department|Bureau|Office|Directorate|Secretariat|Committee|Commission|Agency|Faculty|School|Centre|Center|Board)\ (?:of|for|on)\ (?:the\ )?{_FIELD}(?P<listed>(?:(?:,\ {_FIELD})+,?\ (?:and|&)|\ and\ the)\ {_FIELD})"
)
_ROMAN = re.compile(r"[’']s?\Z")
_TITLE = re.compile("《[^《》\n]{2,60}》")
_VERBS_ZH = re.compile(
    ".*(?:代理|任命|(?<![责信主胜重委])任(?![务丘命期何免职意])|迎来|受(?![益理众灾])|如(?![皋东是果何])|加快|力争|争取|确保|推进|建设|实施|启动|规划研究|研究|推动|正式|[迁入]驻|落户|加强|深化|支持|完成|新建|改建|开工|投[运用]|宣布|扎实|全面|积极|持续|稳步|建成|开通(?:运营)?|打造|运营|启用|成立|设立|发布|以及|通过|围绕|依托|聚焦|会见|会晤|陪同|走访|拜访|考察|调研|来访|其中|包括|目前|此外)"
)
_PART_ZH = re.compile(
    "[\u4e00-\u9fff]{2,4}至[\u4e00-\u9fff]{2,4}段|[东西南北中]段|第[一二三四]跑道|T[1-9]航站楼|(?:[一二三四五]期)?(?:改?扩建)?工程|[一二三四五]期(?![间限末货内])|主体(?:结构|工程)"
)
#: Words that are no name alone, and may open one.
_OPENERS = frozenset(
    "New First Second Third Global National Regional Local Public Private Central Western Eastern Northern Southern European American Chinese British French German Japanese Korean Asian African Indian English Italian Spanish Canadian Australian Clean Green Renewable Net Social Energy Water Air Health Education Housing Economic Foreign Industrial Urban Rural Forest Work Total Great Greater General".split()  # noqa: SIM905 - readable
)
_ARTICLES = frozenset("The A An This That These Those It We Our In On At By For From To With And But I".split())  # noqa: SIM905 - readable
#: How many characters of a Chinese name stand before its ending, at most.
_WIDEST = 12
#: Class, and how its English and its Chinese names end.
_KINDS = tuple(
    (
        expand(row["iri"]) or "",
        re.compile(rf"\b(?:{row['en']})\Z") if row.get("en") else None,
        re.compile(rf"(?:{row['zh']})\Z") if row.get("zh") else None,
    )
    for row in _TABLE["kind"]
)
_COUNTRIES = frozenset(each for names in _TABLE["countries"].values() for each in names.split("|"))
#: Words that are capitalised for where they stand.
_COMMON = frozenset(_TABLE["common"]["en"].split())
#: How plain words are formed.
_PLAIN = re.compile(r"(?:ing|ed|ly|tion|sion|ment|ity|al|ive|ous|ness|ies|es|ors|ers|ans|ts|ence|ance|able|ible)\Z")
_PLACES = re.compile(
    rf"(?:{_TABLE['places']['zh']})(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)?"
    rf"(?![\u4e00-\u9fff]{{0,2}}(?:银行|大学|机场|港口|日报))|{_TABLE['places']['regions']}|{_TABLE['places']['cities']}"
)
#: What stands behind the name of a place that begins that of a body.
_OF_BODY = re.compile("(?:人民)?(?:政府|委|厅|局|办|发展|交通|生态|科技|科委|财政|商务|教育|公安)")
_ENDS_ZH = re.compile(
    r"发展和?改革委员会|委员会|通道(?![建开已])|航道|港区|码头|产业基地|轨道交通\w{0,4}号线|号线|发展改革委|人民政府|办公室|管理局|科技局|交通运输[厅局]|生态环境[厅局]|教育[厅局部]|财政[厅局部]|商务[厅局部委]"
    "|范区|新区|开发区|合作区|试验区|自贸区|大湾区|三角洲|都市圈|城市群|铁路|高铁|机场|大桥|隧道|博览会|(?:创新|研究|数据|服务|会展|科学|交易|体育|医学|文化|会议)中心|大学|研究院|实验室|科技园|产业园"
    "|促进会|协会|商会|联盟|(?:集团|控股|股份)*有限(?:责任)?公司|集团|股份公司|基金(?!会)|基金会"
)
_LEFT = "，。；：、！？（）《》“”\n 的在由和与及对向至到从把被将了是为有按就以并或则即让使等该各每本我使其经据于自比请叫称说"
_RUN_ZH = re.compile(rf"(?:(?![{_LEFT}])[\u4e00-\u9fff])*\Z")


def known_mentions(text: str, names: Sequence[Known]) -> list[Mention]:
    """Find the names of known things, the longest at each place; in the order of the text; none lies within another."""
    by_head: defaultdict[str, list[tuple[str, Known]]] = defaultdict(list)
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        written = folded(name.text)
        owners[written.casefold()].add(name.iri)
        by_head[written[:2].casefold()].append((written, name))
    for head in by_head.values():
        head.sort(key=lambda pair: (-len(pair[0]), pair[1].iri))
    plain = folded(text)
    low, found, at = plain.casefold(), [], 0
    low = low if len(low) == len(plain) else plain
    while at < len(plain):
        # A word of Latin letters that goes on from the left starts no name.
        inside = at and plain[at].isascii() and plain[at].isalnum() and re.match("[A-Za-z0-9_-]", plain[at - 1])
        for written, name in () if inside else by_head.get(low[at : at + 2], ()):
            end = at + len(written)
            here = plain[at:end]
            # A name of the text may open with a capital that the collection has not, and not the other way round.
            fits = here == written or (here[1:] == written[1:] and here[:1] == written[:1].upper())
            if not fits and len(written) > 4:
                fits = low[at:end] == written.casefold() and (written[:1].islower() or here[:1].isupper())
            after = plain[end : end + 1]
            whole = not (after.isascii() and after.isalnum() and written[-1].isascii() and written[-1].isalnum())
            if fits and whole and len(owners[written.casefold()]) == 1:
                found.append(Mention(at, end, text[at:end], name.iri, name.kind, "names.known"))
                at = end
                break
        else:
            at += 1
    return found


def capitalised(text: str, sentences: Iterable[Span], taken: Sequence[Span]) -> list[Mention]:
    """Find runs of capitalised words, titles and catchwords that no known name takes; in the order of the text."""
    lower = set(re.findall(r"\b[a-z][a-z-]+\b", text))
    inner = {match.group(1) for match in re.finditer(r"\b[a-z]+,? ([A-Z][a-z]+)\b(?! [A-Z])", text)}
    found, apart = [], Spans(taken)
    for start, end in sentences:
        for first, last in _runs(text, start, end, apart):
            kept = _trimmed(text, first, last, start, lower, inner)
            for span in _parted(text, *kept) if kept else ():
                if not apart.holds(span):
                    words = text[span[0] : span[1]]
                    found.append(Mention(*span, words, "", kind_of(words), "names.capitalised"))
    return found


def _parted(text: str, first: int, last: int) -> list[Span]:
    """Part two names that are joined by "and": two of one word, or two that each say what they are."""
    if owned := re.search(r"(?<!\bDato)(?<!\bPeople)(?<!\bWomen)['’]s? (?=\S)", text[first:last]):
        # "Guangdong's Baiyun Airport" names two things.
        return [*_parted(text, first, first + owned.start()), *_parted(text, first + owned.end(), last)]
    left, joined, right = text[first:last].partition(" and ")
    # Of "Ministry of Trade and Financial Services" the last words are no body.
    bodies = {YD.PublicBody, YD.Company, YD.Association, ORG.Organization}
    both = kind_of(left) and (kind := kind_of(right)) and not (re.search(" (?:of|for) ", left) and kind not in bodies)
    quoted = left.count("“") != left.count("”")
    if (
        not joined
        or quoted
        or _DEPARTMENT.fullmatch(text, first, last)
        or not (both or (" " not in left and " " not in right))
    ):
        return [(first, last)]
    return [(first, first + len(left)), *_parted(text, last - len(right), last)]


def _runs(text: str, start: int, end: int, taken: Spans) -> Iterator[Span]:
    """Yield runs of one sentence, cut where something else lies within."""
    sentence = text[start:end]
    departments = [
        match.span()
        for match in _DEPARTMENT.finditer(sentence)
        if all(map(PORTFOLIO.fullmatch, re.split(r",? (?:and|&) (?:the )?|, ", match.group("listed"))[1:]))
    ]
    yield from ((start + first, start + last) for first, last in departments)
    taken = Spans([*taken.near((start, end)), *((start + first, start + last) for first, last in departments)])
    for match in (*_RUN.finditer(sentence), *_TITLE.finditer(sentence)):
        first, last = start + match.start(), start + match.end()
        for a, b in taken.near((first, last)):
            if b <= first or last <= a:
                continue
            if a <= first and b >= last:
                first = last
            elif a <= first or re.fullmatch(r"(?:In|On|By|During|Since|For|At) ", text[first:a]):
                # "In September CPI rose", "Ministry of Works and Ada Lovelace": neither is part of the name.
                first = b + len(" and ") * text.startswith(" and ", b)
            elif b >= last:
                last = a
        # What is left of a word that a known name takes the start of is none.
        whole = (
            first == start + match.start()
            or not text[first - 1 : first].isalnum()
            or not text[first : first + 1].isalnum()
        )
        if last - first > 1 and whole:
            yield first, last


def _trimmed(text: str, first: int, last: int, sentence: int, lower: set[str], inner: set[str]) -> Span | None:
    """Take off words that are capitalised for where they stand, and marks of possession."""
    first += len(text[first:last]) - len(text[first:last].lstrip())
    while words := re.match(r"[\w’'&./-]+", text[first:last]):
        word = words.group()
        bare = re.split("['’]", word)[0]
        more = text[first + len(word) : last].strip()
        opens = first <= sentence or text[max(0, first - 2) : first].strip() in {"“", '"', "—", "–", ":", ".", "•"}
        plain = word.lower() in lower and word not in inner
        adjective = bool(more) and word in _OPENERS and not re.match(r"(?:of|on|for|and|in)\b", more)
        if (word == "He" and re.match("[A-Z][a-z]", more)) or (word == "I" and re.match(r"[A-Z]\.? [A-Z]", more)):
            break  # A Chinese surname, an initial
        if (
            (word in _COMMON or (bare != word and bare in _COMMON)) and not adjective and (opens or word in _ARTICLES)
        ) or (opens and not more and (plain or _PLAIN.search(word)) and word not in inner):
            first += len(word)
            first += len(text[first:last]) - len(text[first:last].lstrip(" ,;&"))
            for link in ("of the ", "of ", "for the ", "for ", "and ", "on the ", "on ", "the "):
                if text[first:last].startswith(link):
                    first += len(link)
            continue
        break
    run = _ROMAN.sub("", text[first:last].rstrip(" .,;&/-–’'"))
    run = re.sub(r"(?: (?:of|for|on|and|&|the|de|von|van|al))+\Z", "", run).strip()
    if len(run) < 2 or run in _COMMON or not re.search(r"[A-Za-z\u4e00-\u9fff]", run):
        return None
    # "Thirty-four", "Rs.300" are quantities and nothing else.
    amount = any((each.start, each.end) == (0, len(run)) for each in quantities(run))
    return None if amount else (first, first + len(run))


def kind_of(name: str) -> str:
    """Say of which class a name says that its thing is; the class's IRI; an empty text where the name does not say.

    >>> kind_of("Cork Science Park").rpartition("#")[2], kind_of("省教育委员会").rpartition("#")[2]
    ('Zone', 'PublicBody')
    """
    if name in _COUNTRIES:
        return YD.Country
    if is_chinese(name):
        bare = name.strip("《》“”")
        best = [(len(found.group()), iri) for iri, _, zh in _KINDS if zh and (found := zh.search(bare))]
        return max(best, key=lambda pair: pair[0], default=(0, ""))[1]
    head = re.split(r" (?:of|for|on|in|at|to)(?: the)? ", name.strip('“”"'))[0]
    return next((iri for iri, en, _ in _KINDS if en and en.search(head)), "")


def chinese_names(text: str, taken: Sequence[Span]) -> list[Mention]:
    """Find Chinese titles in《》and names that end as names of bodies, places, lines and plans do."""
    found = [
        Mention(*match.span(), match.group(), "", kind_of(match.group()) or YD.Plan, "names.title")
        for match in _TITLE.finditer(text)
    ]
    spans = Spans([*taken, *((each.start, each.end) for each in found)])
    for match in _PLACES.finditer(text):
        span, name = match.span(), match.group()
        if _OF_BODY.match(text, match.end()) or spans.touches(span):
            continue
        division = YD.Province if re.match(_TABLE["places"]["zh"], name) else kind_of(name) or YD.Region
        kind = YD.Municipality if re.fullmatch(_TABLE["places"]["municipalities"], name) else division
        found.append(Mention(*span, name, "", kind, "names.place"))
    within = []
    for match in _ENDS_ZH.finditer(text):
        # Characters to the left may be part of the name, and a known place its start.
        at = match.start()
        near = spans.near((at - _WIDEST, at))
        edge = max((end for _, end in near if end <= at), default=0)
        run = _RUN_ZH.search(text[max(edge, at - _WIDEST) : at])
        start = at - len(run.group() if run else "")
        begins = next((first for first, end in near if first < at <= end), None)
        start = begins if begins is not None and start == edge else start
        if counter := re.match(r"[个条家座项所批种类只台处年月日]", text[start:]):
            start += (
                counter.end() if re.match(r"[\d一二两三四五六七八九十百千万亿多余]", text[start - 1 : start]) else 0
            )
        if verbs := _VERBS_ZH.match(text[start : match.end() - 2]):
            start += verbs.end()
        span = (start, match.end())
        within.append(span)
        if match.end() - start >= 4 and not spans.touches(span):
            kind = kind_of(text[start : match.end()])
            part = _PART_ZH.match(text, match.end())  # "西安至十堰段", "三期扩建工程"
            # A line begins where its ends name it: "长沙至赣州铁路".
            ends = re.search("(?P<from>[\u4e00-\u9fff]{2,8})[至—-]\\Z", text[max(0, start - 9) : start])
            said = ends.group("from") if ends else ""
            verbs = _VERBS_ZH.match(said[:-1])
            place = re.split(f"[{_LEFT}]", said[verbs.end() if verbs else 0 :])[-1]
            first = start - 1 - len(place) if 2 <= len(place) <= 4 else start
            whole = first, part.end() if part else match.end()
            span = span if spans.touches(whole) else whole
            found.append(Mention(*span, text[slice(*span)], "", kind, "names.ending"))
            spans.add(span)
    wide = Spans(within)
    return sorted(each for each in found if each.rule == "names.ending" or not wide.holds((each.start, each.end)))
