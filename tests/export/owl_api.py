"""Ask the OWL API about an OWL file: ``python owl_api.py FILE JAR…`` prints what it finds as JSON."""

from __future__ import annotations

import json
import sys

import jpype


def main(file: str, jars: list[str]) -> None:
    """Load a file, and print its axioms by type, the annotated ones, and where it leaves OWL 2 DL."""
    jpype.startJVM("-Xmx1000M", classpath=jars)
    owl = jpype.JPackage("org").semanticweb.owlapi
    manager = owl.apibinding.OWLManager.createOWLOntologyManager()
    ontology = manager.loadOntologyFromOntologyDocument(jpype.JClass("java.io.File")(file))
    report = owl.profiles.OWL2DLProfile().checkOntology(ontology)
    axioms = list(ontology.getAxioms())
    found = {
        "iri": str(ontology.getOntologyID().getOntologyIRI()),
        "format": str(manager.getOntologyFormat(ontology)),
        "axioms": len(axioms),
        "annotated": sorted(str(axiom) for axiom in axioms if axiom.isAnnotated()),
        "in_profile": bool(report.isInProfile()),
        "violations": sorted(str(violation) for violation in report.getViolations()),
    }
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
