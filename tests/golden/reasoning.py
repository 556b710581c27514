"""What `ydkg reason` draws from the shipped data, and how it tells of data that contradict themselves."""

from __future__ import annotations

from pathlib import Path

from verbs import printed, somewhere

#: Somebody who is a place.
CLASH = """@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix yd: <https://w3id.org/ydkg/ontology#> .
@prefix ydr: <https://w3id.org/ydkg/id/> .

ydr:norvik
  a foaf:Person ;
  a yd:Place ;
  rdfs:label "Norvik"@en ;
  rdfs:label "诺维克"@zh-hans ;
.
"""


def reason_files() -> dict[str, str]:
    """Draw the conclusions, which takes Java: file and heading to what was printed."""
    with somewhere():
        Path("clash.ttl").write_text(CLASH, encoding="utf-8")
        calls = (("reason",), ("reason", "clash.ttl"), ("reason", "clash.ttl", "--lang", "zh"))
        return {f"reason/reason.txt ydkg {' '.join(call)}": printed(call) for call in calls}
