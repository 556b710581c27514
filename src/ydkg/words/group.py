"""What is said of names of several things and of lists, in words: "is group: yes" reads badly."""

from __future__ import annotations

from ydkg.vocab import YD
from ydkg.words.language import translatable

#: Property and value -> the text that says it.
SAID = {
    (YD.isGroup, "true"): translatable("several things"),
    (YD.isGroup, "false"): translatable("one thing"),
    (YD.listComplete, "true"): translatable("all are named"),
    (YD.listComplete, "false"): translatable("not all are named"),
}
#: Property -> the text over it.
HEADINGS = {YD.isGroup: translatable("what the name stands for"), YD.listComplete: translatable("its members")}
