"""What the check found in what was accepted of a draft, kept in its folder, for the review to show where it is."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from ydkg.files import write_whole
from ydkg.graph.graph import Graph
from ydkg.language.text import CHINESE
from ydkg.telling.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ydkg.draft.acceptance import Accepted
    from ydkg.draft.folder import Draft
    from ydkg.proof.finding import Finding

_FINDINGS = "findings.json"


def write_findings(draft: Draft, accepted: Accepted, found: Iterable[Finding]) -> None:
    """Write what was found by proposal; where nothing was, there is no file."""
    path, listed = draft.folder / _FINDINGS, list(found)
    if not listed:
        path.unlink(missing_ok=True)
        return
    table = Graph.from_triples(accepted.triples)
    keys = {accepted.renamed.get(each.proposes, each.proposes): each.key for each in accepted.taken}
    said: defaultdict[str, list[Text]] = defaultdict(list)
    for finding in listed:
        # What has no proposal of its own, such as a metric or a passage, belongs to what leads to it.
        near = [keys[subject] for subject, _ in table.incoming(finding.entity) if subject in keys]
        for key in [keys[finding.entity]] if finding.entity in keys else dict.fromkeys(near):
            said[key].append(Text(finding.message, CHINESE.told(finding.message)))
    write_whole(path, json.dumps(said, ensure_ascii=False, indent=0, sort_keys=True) + "\n")


def read_findings(folder: Path) -> dict[str, list[Text]]:
    """Read what was found when it was last tried to accept a draft."""
    try:
        known = json.loads((folder / _FINDINGS).read_bytes())
        return {key: [Text(str(english), str(chinese)) for english, chinese in said] for key, said in known.items()}
    except (OSError, ValueError, TypeError, AttributeError):  # it is missing, or not what is written here
        return {}
