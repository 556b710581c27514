"""What columns, parameters and themes of questions are called on pages, in both languages."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from ydkg.graph.schema import words

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Column or parameter -> English, Chinese.
_NAMES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "a": ("one end", "一端"),
        "about": ("of", "对象"),
        "agent": ("person or organisation", "人员或机构"),
        "ahead": ("ahead of target", "优于目标"),
        "aim": ("aim", "目的"),
        "area": ("focus area", "重点领域"),
        "areaOrder": ("no.", "序号"),
        "asOf": ("as of", "截至"),
        "b": ("other end", "另一端"),
        "baseline": ("baseline", "基准值"),
        "baselineBound": ("bound of baseline", "基期数值限定"),
        "baselineUnit": ("unit of baseline", "基准单位"),
        "basis": ("how it was read", "解读依据"),
        "bound": ("bound", "界限"),
        "by": ("last day that counts", "截止日"),
        "changeUnit": ("unit of change", "变化单位"),
        "claimedClass": ("first of what", "何种首个"),
        "comparedWith": ("compared with", "比较对象"),
        "confidence": ("confidence", "可信度"),
        "date": ("date", "日期"),
        "destination": ("destination", "终点"),
        "difference": ("difference", "差值"),
        "differenceUnit": ("unit of difference", "差值单位"),
        "direction": ("direction", "方向"),
        "document": ("document", "来源文件"),
        "edition": ("edition", "期次"),
        "end": ("end", "终点"),
        "entity": ("entity", "事物"),
        "event": ("event", "事件"),
        "fact": ("fact", "事实"),
        "facts": ("facts", "事实数"),
        "firstDay": ("first day", "起始日"),
        "identifier": ("identifier", "标识符"),
        "initiative": ("initiative", "举措"),
        "journey": ("journey", "行程"),
        "kind": ("kind", "种类"),
        "language": ("language", "语言"),
        "lastDay": ("last day", "截止日"),
        "line": ("line", "线路"),
        "listComplete": ("list complete", "列举完整"),
        "manner": ("manner", "方式"),
        "member": ("member", "成员"),
        "metric": ("metric", "指标"),
        "modality": ("status", "状态"),
        "name": ("name", "名称"),
        "notAfter": ("not after", "不晚于"),
        "on": ("on", "日期"),
        "order": ("no.", "序号"),
        "organization": ("organisation", "机构"),
        "origin": ("origin", "起点"),
        "other": ("other", "另一事物"),
        "part": ("part", "部分"),
        "participant": ("participant", "参加者"),
        "passage": ("source", "出处"),
        "period": ("period", "时期"),
        "person": ("person", "人员"),
        "phaseNumber": ("phase", "期"),
        "pilot": ("pilot", "试点"),
        "place": ("place", "地方"),
        "plan": ("plan", "规划"),
        "position": ("position", "位置"),
        "posts": ("posts", "职务数"),
        "property": ("property", "属性"),
        "rank": ("rank", "名次"),
        "register": ("register", "名录"),
        "relation": ("relation", "关系"),
        "role": ("role", "职务或角色"),
        "scheme": ("scheme", "体系"),
        "set": ("set", "集合"),
        "since": ("since", "自"),
        "source": ("source", "出处"),
        "stage": ("stage", "阶段"),
        "start": ("start", "起点"),
        "statedChange": ("stated change", "所述变化"),
        "statedOutcome": ("stated outcome", "所述结果"),
        "target": ("target", "目标值"),
        "targetBound": ("bound of target", "目标值数值限定"),
        "theme": ("theme", "主题"),
        "thing": ("thing", "事物"),
        "title": ("title", "称谓"),
        "unit": ("unit", "单位"),
        "value": ("value", "数值"),
        "valueStatus": ("status", "状态"),
        "where": ("where", "地点"),
        "whole": ("whole", "整体"),
    }
)
#: What a question says of a parameter -> Chinese.
_HINTS: Mapping[str, str] = MappingProxyType(
    {
        "A place or a piece of infrastructure.": "地方或基础设施。",
        "Another one.": "另一处。",
        "The document.": "来源文件。",
        "The place; infrastructure and organisations have identifiers too.": "地方；基础设施与机构也有标识符。",
        "Code points from 0.": "按字符计，自0起。",
        "The focus area, or a theme.": "重点领域或子主题。",
    }
)
_THEMES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "checks": ("Checks", "检查"),
        "events": ("Events", "事件"),
        "firsts": ("Firsts", "首创"),
        "infrastructure": ("Infrastructure", "基础设施"),
        "initiatives": ("Initiatives", "举措"),
        "lacking": ("What is not said", "文中未述"),
        "metrics": ("Metrics", "指标"),
        "names": ("Names", "名称"),
        "organizations": ("Organisations", "机构"),
        "people": ("People", "人员"),
        "places": ("Places", "地方"),
        "progress": ("Progress", "进展"),
        "sources": ("Sources", "出处"),
        "topics": ("Focus areas", "重点领域"),
    }
)


def heading(name: str, lang: str = "en") -> str:
    """Say what a column or parameter is called.

    Parameters
    ----------
    name : str
        Its name in a question's header.
    lang : str
        ``"en"`` or ``"zh"``.

    Returns
    -------
    str
        A word or two; for a name that is not known, its own words.

    Examples
    --------
    >>> heading("asOf"), heading("asOf", "zh"), heading("someThing")
    ('as of', '截至', 'some thing')
    """
    found = _NAMES.get(name)
    return found[lang == "zh"] if found else words(name)


def hint_of(description: str, lang: str = "en") -> str:
    """Say in the page's language what a question says of a parameter; empty where that is not known.

    Examples
    --------
    >>> hint_of("Another one."), hint_of("Another one.", "zh"), hint_of("Unheard of.", "zh")
    ('Another one.', '另一处。', '')
    """
    return _HINTS.get(description, "") if lang == "zh" else description


def theme_title(theme: str, lang: str = "en") -> str:
    """Say what a theme of questions is called.

    Examples
    --------
    >>> theme_title("lacking"), theme_title("people", "zh")
    ('What is not said', '人员')
    """
    found = _THEMES.get(theme)
    return found[lang == "zh"] if found else theme.replace("_", " ").capitalize()
