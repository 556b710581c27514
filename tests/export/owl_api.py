"""Ask the OWL API about OWL files: ``python owl_api.py FILE… JAR…`` prints what it finds as a line of JSON for each."""

from __future__ import annotations

import json
import sys

import jpype


def main(words: list[str]) -> None:
    """Load each file, and print its axioms by type, the annotated ones, and where it leaves OWL 2 DL."""
    jpype.startJVM("-Xmx1000M", classpath=[word for word in words if word.endswith(".jar")])
    for file in words:
        if not file.endswith(".jar"):
            sys.stdout.write(json.dumps(judge(file)) + "\n")


def judge(file: str) -> dict[str, object]:
    """Load one file."""
    owl = jpype.JPackage("org").semanticweb.owlapi
    manager = owl.apibinding.OWLManager.createOWLOntologyManager()
    ontology = manager.loadOntologyFromOntologyDocument(jpype.JClass("java.io.File")(file))
    report = owl.profiles.OWL2DLProfile().checkOntology(ontology)
    axioms = list(ontology.getAxioms())
    return {
        "iri": str(ontology.getOntologyID().getOntologyIRI()),
        "format": str(manager.getOntologyFormat(ontology)),
        "axioms": len(axioms),
        "annotated": sorted(str(axiom) for axiom in axioms if axiom.isAnnotated()),
        "in_profile": bool(report.isInProfile()),
        "violations": sorted(str(violation) for violation in report.getViolations()),
    }


if __name__ == "__main__":
    main(sys.argv[1:])
