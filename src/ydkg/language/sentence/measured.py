"""What a number measures: the words of a sentence that say so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ydkg.language.reading.tables import is_chinese
from ydkg.language.sentence.sentence import Sentence, behind_lead, phrase_after
from ydkg.vocab import UNIT

if TYPE_CHECKING:
    from ydkg.language.reading.quantities import Quantity
    from ydkg.language.reading.spans import Span

#: Clauses before a number that are searched for what it is of, the nearest first.
_CLAUSES = 24
#: So many characters may stand between an object and the number that it has.
_CLOSE = 12
_BREAK = re.compile(
    r"; |: | - |\b(?:said|says|noted|added|shows?|showed|indicate[sd]?|confirm(?:s|ed)|estimate[sd]) (?:that )?|\bthat (?=(?:the|its|their|our|an?|total|[A-Z][\w-]+)\b)|, (?:and |while |but |with |whereas |as |which )?|\((?=\w)| (?:while|whereas|and|with) (?=(?:\w+ ){0,4}(?:has|have|is|are|was|were|will|reach|exceed|surpass|total|r[io]se|gr[eo]w|f[ae]ll|stood|spann|increas|decreas|declin))|\. "
)
#: Verbs that end the name of what is measured; those of the second group may have it for their object.
_VERB = re.compile(
    r"(?<!\ba )(?<!\ban )(?<!\bthe )(?<!\bits )\b(?:(?P<plain>has|have|had|is|are|was|were|will|would|can|could|should|must|reach\w*|exceed\w*|surpass\w*|total(?:s|led|ed|ling)|amount(?:s|ed|ing)? to|st(?:ood|ands)|r(?:ose|isen)|gr(?:ew|ows?|own)|"
    r"(?:rises?|increases|decreases?|declines?|drops?|falls?)(?! (?:in|of)\b)|increased|decreas(?:ed|ing)|declin(?:ed|ing)|dropp\w+|fell|fallen|led|leads|rising|falling|growing|saw|sees|seen|experienced|marked|plummeted|plunged|advanced|soared|slipped|widen(?:ed|ing)|narrow(?:ed|ing)|climb\w*|account\w* for|represent(?:s|ed|ing)|spann?\w*|stretch\w*|hit|jump\w*|surg\w*|expand\w*|shr[aiu]nk|slow(?:s|ed|ing)|averag(?:es|ed|ing)|cost(?:s|ing)?|"
    r"contribut\w+|constitut\w+|compris\w+|measur(?:es|ed|ing)|number(?:s|ed|ing)|ma[dk]es? up|made up|covers?|covering|covered|valued|worth|edged|doubled)"
    r"|(?P<takes>(?:boost|maintain|attract|expect|shorten|extend|install(?!ed (?:[\w-]+ ){0,3}capacity)|deploy|allocat(?=e[ds]|ing)e?|award|unveil|post|register|record|invest|lower|add)(?:s|ed|ing)?|(?:increas|rais)(?:e[sd]?|ing)|cut(?:s|ting)?|(?:reduc|achiev|receiv|provid|generat|produc|sav|secur|allocat|mobilis|mobiliz|approv|announc)(?:e|es|ed|ing)|spen[dt]s?|aims?|bring(?:s|ing)?|brought|set aside))\b",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"\s*(?:to \w+ )?(?:a |an |the |its |their |our |in |total )*(?P<noun>(?:(?!(?:is|are|was|were|has|have|will)\b|\d)[\w'’&.-]+ ){1,6}?)(?:of|on|at|from|by|to|worth|between|in)\b"
)
_PREPOSITION = re.compile(
    r"\s(?:of|at|from|to|by|on|worth|up|down|exceeding|surpassing|over|totalling|totaling|reaching|for|with)\b(?: (?!(?:of|at|from|to|by|on|for|with)\b)[\w'-]+){0,3}\s*\Z|\s*\Z",
    re.IGNORECASE,
)
#: Verbs before the object that a number is of: "cutting travel time to"; others are part of a name, as in "operating surplus".
GERUND = r"(?:achiev|attract|boost|bring|cover|creat|cutt|driv|expand|extend|generat|increas|keep|leav|lift|lower|mak|mark|mobili[sz]|provid|push|rais|reach|reduc|sav|shorten|support|tak|us)ing"
#: What stands between a count and its noun: "13 of the 20 new homes", "12 (77%) homes", "20 more homes".
_BEHIND_COUNT = re.compile(
    r" (?:\([^()]*\) |of (?:the |its |their )?\d[\d,]* |(?:more|additional|extra|further) )(?!than\b)(?=[a-z])"
)
_LEADING = re.compile(
    r"(?:(?:consisting of|comprising|made up of|currently|now|today|however|so far|similarly|in addition|furthermore|in|at|on|by|for|from|over|during|since|under|with|as|of|to|the|a|an|its|their|our|and|also|some|total|overall|this|these|that|it|we|they|which|there|meanwhile|additionally|moreover|while|but|between|more than|nearly|about|except|excluding|including|include[sd]?|followed by|as against|against|compared (?:to|with))\b[ ,]*|\w+ing (?=(?:a|an|the) )|"
    + GERUND
    + r" (?=[a-z]+ [a-z]+))+",
    re.IGNORECASE,
)
#: "a decline in completions by councils to".
_CHANGED_TO = re.compile(
    r"\b(?:increase|rise|growth|decrease|decline|drop|fall|reduction)s? in (?:the )?(?P<noun>[\w'’-]+(?: [\w'’-]+){0,4}?)(?: (?:by|across|among|at) [^,;]*)? to(?: (?:about|around|over|nearly|just))? ?\Z"
)
_HAVING = re.compile(
    r"\b(?:with|having|has|have|had|at|made|makes) (?:an?|the) (?P<noun>(?:[\w-]+ ){0,3}[\w-]+) of(?: (?:about|around|over|nearly))? ?\Z"
)
#: "road works spanning", "projects worth".
_PARTICIPLE = re.compile(
    r"(?P<noun>(?:\b(?!(?:in|of|at|on|by|to|for|from|with|the|an?|its|their|and|over|oversee|will|is|are|was|were|has|have|had|\w{3,}ed)\b)[\w'’&-]+ ){1,6})(?:spanning|stretching|covering|totall?ing|exceeding|surpassing|measuring|costing)(?: (?:about|around|some))* ?\Z"
)
_NO_NOUN = re.compile(
    r"(?:(?:after|from|against|versus)\b.*|it|we|they|which|that|this|these|there|who|he|she|of which|them|and|or|us|year|today|now|further|additional|another|a further|\W*|(?:up|down|that)\b.*|(?:[A-Z]{0,3}[$€£₹¥] ?|Rs\b|\d|(?:is|are|was|were|has|have|had|will|can|could|would)\b).*)\Z",
    re.IGNORECASE,
)

_VERB_ZH = re.compile(
    r"达(?!标)到?|超过|超(?![高大低级前])|突破|(?:同比|环比)?(?:微|略|小幅|大幅)?(?:收窄|放缓|降(?![水雨])|(?<!新)增(?![加值量幅速])|升(?![级至])|增长(?!率|速度|贡献)|增加(?!值)|下降|减少|降低|提高|提升|上升|上涨|回落|缩短|扩大|缩小)|实现|完成(?![率度])|约|近(?!视)|逾|累计|(?<!公)共(?!同|享|建|和|青|产|识|赢|预)|(?<!作)为(?!主|基|民|农)|占(?!比)|升至|降至|至(?=\d)|是|(?<![保拥具所国现])有(?!效|序|限|力|关|色|机|量)|由(?=\d)|从(?=\d)|保持在?|稳定在|不低于|不少于|位居|排名|预期|建成(?![渝都])|安排|投入(?=\d)|投资(?=\d)|高于|低于|，"
)
_NEAR_ZH = 24
#: What a share is of, behind it: "90%以上的企业", "九成以上项目".
_COUNTED_ZH = re.compile(
    r"(?:(?<=以上)的?|以?上?的)([\u4e00-\u9fff]{1,10}?)(?=实现|已|完成|将|，|。|；|、|达|纳入|为|\d)"
)
#: A verb whose object a number counts, and that object.
_OBJECT_ZH = re.compile(
    r"(?:安排|完成|实现|建成(?![渝都])|开工|(?<!城镇)新增|新建|改造|发放|培育|引进|发送|运送|接待|办理|签约|吸引|带动|保障|提供|签订|投放|发行|完工|竣工|投产|通车|开通|承接|开行|投入)了?(?P<noun>(?!率|度|约|近|超|共|累计|逾|达|通车|投[运产入用])[\u4e00-\u9fff“”]{2,16}?)(?:超过?|约|近|逾|突破|达到?|累计|共计|总计|共|为|是)?\Z"
)
_LEAD_VERB_ZH = re.compile(
    r"(?:[\u4e00-\u9fff]{2,8}?(?:表示|介绍|指出)(?=[，：])|初步核算|分[\u4e00-\u9fff]{1,5}看|从[\u4e00-\u9fff]{1,6}看|按可比价格计算|按不变价格计算|(?<!城镇)新增(?!就业)|建成(?![渝都])|新设|改建|开工建设|开工|发送|每(?!平方|户|人|万|百)|安排|完成(?![率度])|实现|培育|引进|新建|改造|累计|发放|投放|开通|打造|建设|推动|带动|拉动|合计|服务(?!业|贸|消|出|进|零)|惠及|覆盖|吸引|力争|预计|计划|确保|争取|到|共|已|将|达|全年|全省|全市|全国|全区|全县|其中|目前|此外|同时|并|也|均|我[国省市区州县]|分别|但|而|年均|约|近|超|逾|的|在(?!建)|对|使|使得|年度)+"
)
_END_ZH = re.compile(
    r"(?:的)?(?P<noun>[县市村区镇乡校](?=实现|全部|已|基本)|[\u4e00-\u9fffA-Za-z0-9.“”\"]{2,14}?)(?=[，。；、：（）]|\Z|实现|已|全部|均(?!衡)|加紧|加快|正|顺利|有序|完成|开工|建成(?![渝都])|提前|集中|对|投|在|纳入|获|落|参|达|超|和|与|及|的|进行|为|被|将|可|增长|下降|共(?![建享同和有])|累计|受益|享受|覆盖)"
)


def measured(sentence: Sentence, quantity: Quantity, unit: str) -> tuple[Span, int]:
    """Find the words that say what a number measures."""
    at = quantity.end
    if sentence.chinese:  # Before its verb, or behind its measure word.
        if quantity.counter and (found := _END_ZH.match(sentence.after(at, 24))):
            noun = re.split(r"\d+[\u4e00-\u9fff]", found.group("noun"))[0] or found.group("noun")
            span = at + found.start("noun"), at + found.start("noun") + len(noun)
            return span, span[1]
        own = _clause_subject(sentence, quantity.start)
        counted = (
            None if own or quantity.counter else _COUNTED_ZH.match(sentence.text, at, min(sentence.end, at + _NEAR_ZH))
        )
        if counted:
            return counted.span(1), counted.end(1)
        return own or (at, at), at
    return _english(sentence, quantity, unit)


def _english(sentence: Sentence, quantity: Quantity, unit: str) -> tuple[Span, int]:
    at = quantity.end
    nothing = (at, at)
    if unit in {UNIT.NUM, UNIT["NUM-PER-YR"]}:
        here = at + 1 if sentence.text[at : at + 1] in {" ", "-"} else at
        here = opened.end() if (opened := _BEHIND_COUNT.match(sentence.text, at)) else here
        pair = re.match(r"(?!\w+s )[a-z-]+ and (?=[a-z-]+ [a-z])", sentence.after(here, 40))
        found = phrase_after(sentence, here + (pair.end() if pair else 0), counted=True)
        found = (here, found[1]) if found and pair else found  # "16 new and existing lines"
        if found and not re.match(r"(?:and|or|of|to)\b", sentence.after(here, 5)):
            return found, found[1]
        return subject_of(sentence, quantity.start) or nothing, at
    if sentence.text[at : at + 1] == " " and re.search(
        r"(?:\b(?:an?|the|its|our|this)|['’]s)(?: (?!first|last|next|past|other)[a-z-]+)? \Z",
        sentence.before(quantity.start, 24),
    ):
        other = re.compile(r" \([^()]*\) ").match(sentence.text, at)  # "a EUR 60 million (USD 68 million) loan"
        named = phrase_after(sentence, other.end() if other else at + 1, most=4)
        if named:
            return named, named[1]  # "a £1.1 billion investment plan"
    bare = quantity.numeral.kind == "fraction" and re.match(r" (?!of\b)[a-z]", sentence.after(at, 6))
    if bare and (shared := phrase_after(sentence, at + 1, most=4, counted=True)):
        return shared, shared[1]  # "one in three journeys"
    linked = re.match(
        r"(?: \([A-Za-z%]{1,6}\))?(?: (?:worth )?(?:of|in(?! (?:the|progress|operation|service|place|all|nominal|real|constant|current|total|cash)\b))(?: the| all| its| their| our)?) (?=[a-z“A-Z])",
        sentence.after(at, 30),
    )
    after = phrase_after(sentence, at + linked.end(), most=6) if linked else None
    dated = after and next((each for each in sentence.times if after[0] <= each.end and each.start <= after[1]), None)
    if after and dated:
        cut = len(sentence.text[after[0] : dated.start].rstrip(" ,"))
        after = (after[0], after[0] + cut) if dated.start > after[0] + 1 else None
    if after and unit != UNIT.PERCENT and not re.match(r"\d", sentence.text[after[0]]):
        return after, after[1]
    if re.match(r"-(?!\d)", sentence.text[quantity.numeral.end : quantity.numeral.end + 2]) and (
        named := phrase_after(sentence, at + 1)
    ):
        return named, named[1]
    return subject_of(sentence, quantity.start) or after or nothing, after[1] if after else at


def subject_of(sentence: Sentence, at: int) -> Span | None:
    """Find what a verb before a number says something of; start and end; None where the clause has none."""
    if sentence.chinese:
        return _clause_subject(sentence, at)
    own = next((each for each in sentence.quantities if each.start == at), None)
    before = next((each for each in reversed(sentence.quantities) if each.end <= at), None)
    if own and before:
        # One more of what the number before it is of: only a time or a bracket stands between them.
        gap = sentence.text[before.end : at]
        for each in reversed([each for each in sentence.times if before.end <= each.start and each.end <= at]):
            gap = gap[: each.start - before.end] + gap[each.end - before.end :]
        if re.fullmatch(r" \((?:about |or |around |nearly )?", gap):
            return None
        listed = gap.endswith(" (") or re.fullmatch(r"[\s,;()]*(?:(?:and|to|in|or|then|for)\b[\s,]*)*", gap)
        if own.unit == before.unit and listed:
            return None
    text = re.sub(r"\([^()]*\)", lambda match: " " * len(match.group()), sentence.text[sentence.start : at])
    breaks = [0]
    for match in _BREAK.finditer(text):
        joins = match.group() in {" and ", " with "} and not re.search(r"\d", text[breaks[-1] : match.start()])
        two = joins and not _VERB.search(text, breaks[-1], match.start())  # "electricity and gas supply fell"
        if not two and not any(each.start < sentence.start + match.start() < each.end for each in sentence.mentions):
            breaks.append(match.end())
    inserted = False
    for start in reversed(breaks[-_CLAUSES:]):
        found = None if inserted else _noun_of(text[start:])
        # "The traffic at the port, one of the largest, reached": what is inserted is not what the verb is of.
        begins = re.match(r"(?:reached|hit|rose|fell|grew|stood|totalled|totaled)\b", text[start:])
        inserted = not inserted and begins is not None and text[:start].count(", ") > 1 and text[:start].endswith(", ")
        if found:
            # Without the time that opens or ends the words.
            first, last = (sentence.start + start + place for place in found)
            for each in sentence.times:
                if each.start <= first < each.end < last:
                    first = last - len(sentence.text[each.end : last].lstrip(" ,"))
                elif first < each.start < last <= each.end:
                    kept = sentence.text[first : each.start].rstrip()
                    last = first + len(re.sub(r"[ ,]+(?:in|on|at|of|for|during|since|by)?\Z", "", kept))
            return first, last
    return None


def _noun_of(segment: str) -> Span | None:
    """Find the noun of a clause that goes up to a number."""
    if changed := _CHANGED_TO.search(segment):
        return changed.span("noun")
    if having := _HAVING.search(segment):
        return having.span("noun")  # "with a capacity of"
    if (behind := _PARTICIPLE.search(segment)) and _VERB.search(segment, 0, behind.start()):
        return behind.start("noun"), behind.end("noun") - 1
    if re.fullmatch(r"(?:[Ii]n|[Aa]t|[Oo]n|[Uu]nder|[Dd]uring) [^,]*, *", segment):
        return None  # "In the Budget estimates, Rs 5 crore is proposed"
    lead = _LEADING.match(segment)
    first = lead.end() if lead else 0
    taking = [verb for verb in _VERB.finditer(segment, first) if verb.group("takes")]
    noun = _OBJECT.match(segment, taking[-1].end()) if taking else None
    if noun and len(segment) - noun.end() < _CLOSE and not _NO_NOUN.fullmatch(noun.group("noun").strip()):
        return noun.start("noun"), noun.end("noun") - 1  # "…, increasing their surplus from"
    if taking and re.fullmatch(r"\w+ed|spent", taking[-1].group()) and len(segment) - taking[-1].end() < len(" up to "):
        return taking[-1].span()  # "The state allocated £2m": the amount allocated.
    verbs = list(_VERB.finditer(segment, first))
    for place, verb in enumerate(verbs):
        following = verbs[place + 1] if place + 1 < len(verbs) else None
        if following and following.group("takes") and re.fullmatch(r"(?:ha[sd]|have|is|are|was|were)", verb.group()):
            between = segment[verb.end() : following.start()]
            if re.fullmatch(r" (?:\w+ly |been |also |now )?", between):
                continue
        if verb.group("takes"):
            noun = _OBJECT.match(segment, verb.end())
            if noun and not _NO_NOUN.fullmatch(noun.group("noun").strip()):
                return noun.start("noun"), noun.end("noun") - 1
        words = segment[first : verb.start()].strip().removesuffix(" there")
        if words and not _NO_NOUN.fullmatch(words):
            return first, first + len(words) + len(segment[first:]) - len(segment[first:].lstrip())
    if verbs:
        return None
    end = _PREPOSITION.search(segment, first)
    words = segment[first : end.start()].strip() if end else ""
    if words and not _NO_NOUN.fullmatch(words) and re.search(r"[A-Za-z]{3}", words):
        return first, first + len(segment[first : end.start()].rstrip()) if end else first
    return None


def _clause_subject(sentence: Sentence, at: int) -> Span | None:
    """Find the words of a Chinese clause before its verb."""
    opened = sentence.text.rfind("（", sentence.start, at)
    signs = "，；。：、（" if opened >= 0 and "）" not in sentence.text[opened:at] else "，；。：、"
    edge = max(sentence.text.rfind(sign, sentence.start, at) for sign in signs)
    before = next((each.end for each in reversed(sentence.quantities) if each.end <= at), 0)
    if before and sentence.text[before:at] in {"、", "和", "与", "及", "以及"}:
        return None  # "分别达到3亿元和4亿元"
    before = before if before > edge else 0
    if before and re.match("的[\u4e00-\u9fff]{2}", sentence.text[before:at]):
        edge = before  # "总投资51亿元的水库灌溉面积2万亩"
    start = behind_lead(sentence, max(sentence.start, edge + 1), at, _LEAD_VERB_ZH)
    text = sentence.text[start:at]
    if share := re.search(
        "(?P<of>占(?!比)[^，。；\\d]{2,16}?)的?(?:比重|比例)?(?:提[高升]|上升|下降|降低?|升)?(?:至|到|超过?|约|近|逾|达到?|为|的)*\\Z",
        text,
    ):
        return start + share.start("of"), start + share.end("of")
    if object_of := _OBJECT_ZH.search(text):
        return start + object_of.start("noun"), start + object_of.end("noun")  # "该省安排重点项目350项"
    verb = _VERB_ZH.search(text)
    words = (text[: verb.start()] if verb else text).strip("，、 ")
    words = re.sub(
        r"(?:[由从][\u4e00-\u9fff]{1,6}\Z|[比较](?:上年|上月|上季度|去年|前年|前|[一二三四]季度|[上下]半年|\d+年|\d+月)[^，]{0,4}|比上年|较上年|同比|环比|比\d+年|较\d+年|比重|由|从|将|已经?|预计|预期|同比|分别|按可比价格计算|按不变价格计算|的)+\Z",
        lambda match: "比重" if "比重" in match.group() else "",
        words,
    )
    if (
        len(words) < 2
        or not is_chinese(words)
        or re.match(
            r"比(?!例|重|率|值)|较(?!大|高|好)", words
        )  # "比上年": what it is compared with, and nothing measured.
        or re.fullmatch(r"同比|环比|其中|比上年|较上年|年均|同期|比去年|分别|左右|[占达为超约近]+", words)
    ):
        return None
    return start, start + len(words)
