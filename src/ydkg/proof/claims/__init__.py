"""Claims side by side: what became of a promise, how figures of several documents stand to one another, and posts.

All of it is computed when it is asked for and never stored; it holds as of the latest document, by `RUBRIC`.
"""

#: The version of the rules by which claims are compared, as ``docs/later.md`` says them.
RUBRIC = "1"
