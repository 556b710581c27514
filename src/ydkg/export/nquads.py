"""RDF with the graph of each triple, as N-Quads: lines as those of N-Triples."""

from ydkg.export._format import Format
from ydkg.export.ntriples import pieces
from ydkg.words.language import translatable

__all__ = ["FORMAT", "pieces"]

FORMAT = Format(
    name="N-Quads",
    extension="nq",
    media_type="application/n-quads",
    purpose=translatable("every triple with the file that it is from, as a graph; to load"),
    carries="dataset",
    order=2,
)
