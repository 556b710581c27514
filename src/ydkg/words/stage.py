"""What happens at a stage, in words: planned, under way and done, in English and Chinese."""

from __future__ import annotations

from typing import NamedTuple

from ydkg.vocab import YD, ydr


class Wording(NamedTuple):
    """A stage in words: what is planned to happen, what is happening, what has happened, and the Chinese stem."""

    planned: str
    underway: str
    done: str
    zh: str


# Stages that do not read as "to be X", "being X", "X".
_WORDINGS = {
    ydr("stage-accessible"): Wording("become accessible", "becoming accessible", "accessible", "开通"),
    ydr("stage-construction-started"): Wording(
        "start construction", "starting construction", "construction started", "启动建设"
    ),
    ydr("stage-in-force"): Wording("come into force", "coming into force", "in force", "施行"),
    ydr("stage-invested"): Wording("invest", "investing", "has invested", "开展投资"),
    ydr("stage-new-breakthroughs"): Wording(
        "bring new breakthroughs", "bringing new breakthroughs", "brought new breakthroughs", "取得新突破"
    ),
    ydr("stage-operational"): Wording("open", "opening", "in operation", "投入运行"),
    ydr("stage-top-10-entered"): Wording("enter the top 10", "entering the top 10", "entered the top 10", "进入前十名"),
    ydr("stage-under-construction"): Wording("be under construction", "under construction", "constructed", "建设"),
}
_CHINESE = {
    ydr("stage-accelerated"): "加快推进",
    ydr("stage-advanced"): "推进",
    ydr("stage-completed"): "建成",
    ydr("stage-created"): "创建",
    ydr("stage-deepened"): "深化",
    ydr("stage-developed"): "制定",
    ydr("stage-drawn-up"): "提出",
    ydr("stage-established"): "建立",
    ydr("stage-executed"): "执行",
    ydr("stage-implemented"): "实施",
    ydr("stage-inaugurated"): "成立",
    ydr("stage-initially-connected"): "初步贯通",
    ydr("stage-introduced"): "推出",
    ydr("stage-issued"): "印发",
    ydr("stage-launched"): "启动",
    ydr("stage-piloted"): "试点",
    ydr("stage-promoted"): "推动",
    ydr("stage-released"): "发布",
    ydr("stage-studied"): "研究",
    ydr("stage-undertaken"): "开展",
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MODALITIES_ZH = {YD.Planned: "计划", YD.Underway: "正在", YD.Done: "已"}


def wording(stage: str, label: str) -> Wording:
    """Give the words of a stage.

    Parameters
    ----------
    stage : str
        IRI of a stage.
    label : str
        What the graph calls it, for a stage without words of its own: a past participle.

    Returns
    -------
    Wording
        The words; ``zh`` is the label where no Chinese is known.

    Examples
    --------
    >>> wording("https://w3id.org/ydkg/id/stage-piloted", "piloted")
    Wording(planned='be piloted', underway='being piloted', done='piloted', zh='试点')
    """
    if stage in _WORDINGS:
        return _WORDINGS[stage]
    return Wording(f"be {label}", f"being {label}", label, _CHINESE.get(stage, label))


def reached(stage: str, label: str, modality: str, *, on: str = "", until: str = "", as_of: str = "") -> str:
    """Say in English what is planned, under way or done, by when, and as of when that holds.

    Parameters
    ----------
    stage, label : str
        IRI and label of the stage.
    modality : str
        IRI: `YD.Planned`, `YD.Underway` or `YD.Done`; anything else reads as done.
    on, until, as_of : str
        ISO days: when, not later than when, as of when; empty where not stated.

    Returns
    -------
    str
        What goes after the thing's name and a colon.

    Examples
    --------
    >>> operational = "https://w3id.org/ydkg/id/stage-operational"
    >>> reached(operational, "operational", YD.Planned, until="2024-12-31", as_of="2024-12-04")
    'planned to open by 31 Dec 2024, as of 4 Dec 2024'
    >>> reached(operational, "operational", YD.Done, until="2024-12-31", as_of="2024-12-04")
    'in operation, as of 4 Dec 2024'
    """
    words = wording(stage, label)
    said = {YD.Planned: f"planned to {words.planned}", YD.Underway: words.underway}.get(modality, words.done)
    if on:
        said += f" since {day(on)}" if _lasts(words, modality) else f" on {day(on)}"
    if until and not _told(modality, until, as_of):
        said += f" by {day(until)}" if modality == YD.Planned else f", no later than {day(until)}"
    return said + (f", as of {day(as_of)}" if as_of else "")


def reached_zh(stage: str, label: str, modality: str, *, on: str = "", until: str = "", as_of: str = "") -> str:
    """Say in Chinese what is planned, under way or done; parameters as of `reached`.

    Examples
    --------
    >>> operational = "https://w3id.org/ydkg/id/stage-operational"
    >>> reached_zh(operational, "operational", YD.Planned, until="2024-12-31", as_of="2024-12-04")
    '计划于2024年12月31日前投入运行（截至2024年12月4日）'
    >>> reached_zh(operational, "operational", YD.Done, on="2024-05-01")
    '已自2024年5月1日起投入运行'
    """
    words, when = wording(stage, label), ""
    if on:
        when = f"自{day_zh(on)}起" if _lasts(words, modality) else f"于{day_zh(on)}"
    elif until and not _told(modality, until, as_of):
        when = f"于{day_zh(until)}前"
    said = _MODALITIES_ZH.get(modality, "已") + when + words.zh
    return said + (f"（截至{day_zh(as_of)}）" if as_of else "")


def _lasts(words: Wording, modality: str) -> bool:
    """Tell whether a stage that is reached goes on from its day, as being in force does."""
    return words.done.startswith("in ") and modality == YD.Done


def _told(modality: str, until: str, as_of: str) -> bool:
    """Tell whether the day as of which a thing is done says more than the last day by which it was."""
    return modality == YD.Done and bool(as_of) and as_of <= until


def day(iso: str) -> str:
    """Write an ISO day with a short month; anything else is returned as it is.

    Examples
    --------
    >>> day("2024-12-04"), day("2024")
    ('4 Dec 2024', '2024')
    """
    parts = _parts(iso)
    if parts is None:
        return iso
    year, month, number = parts
    return f"{number} {_MONTHS[month - 1]} {year}"


def day_zh(iso: str) -> str:
    """Write an ISO day in Chinese; anything else is returned as it is."""
    parts = _parts(iso)
    return iso if parts is None else f"{parts[0]}年{parts[1]}月{parts[2]}日"


def _parts(iso: str) -> tuple[int, int, int] | None:
    """Take an ISO day apart; None where it is none."""
    parts = iso.split("-")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts) or not 1 <= int(parts[1]) <= 12:  # noqa: PLR2004 - year, month and day
        return None
    year, month, number = (int(part) for part in parts)
    return year, month, number
