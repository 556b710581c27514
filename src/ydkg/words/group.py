"""What is said of groups and of lists, in words: "is group: yes" reads badly."""

from __future__ import annotations

from ydkg.vocab import YD

#: Property and value -> what they say, in English and Chinese.
SAID = {
    (YD.isGroup, "true"): ("several things under one name", "统称（含多项）"),
    (YD.isGroup, "false"): ("one thing", "单项"),
    (YD.listComplete, "true"): ("all are named", "已全部列出"),
    (YD.listComplete, "false"): ("not all are named", "未全部列出"),
}
#: Property -> the heading over it, in English and Chinese.
HEADINGS = {YD.isGroup: ("group", "统称"), YD.listComplete: ("its members", "成员")}
