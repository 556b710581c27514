"""Validate data with nothing but pySHACL: FOLDER of shapes, then FILE... of data; whether it conforms on stdout."""

import sys
from pathlib import Path

import pyshacl
from rdflib import Graph

folder, *files = sys.argv[1:]
shapes, data = Graph(), Graph()
for shape in sorted(Path(folder).glob("*.ttl")):
    shapes.parse(shape, format="turtle")
for file in files:
    data.parse(file, format="turtle")
conforms, _, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", inplace=True)
print(conforms)
