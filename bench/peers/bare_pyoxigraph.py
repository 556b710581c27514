"""Answer a question with nothing but pyoxigraph: QUERY FILE... NAME=IRI..., rows as CSV on stdout."""

import sys

from pyoxigraph import NamedNode, QueryResultsFormat, RdfFormat, Store, Variable

query, *rest = sys.argv[1:]
store = Store()
for path in (word for word in rest if "=" not in word):
    store.bulk_load(path=path, format=RdfFormat.TURTLE)
bindings = dict(word.split("=", 1) for word in rest if "=" in word)
with open(query, encoding="utf-8") as text:  # noqa: PTH123 (pathlib costs start-up time, which is what is measured)
    answer = store.query(text.read(), substitutions={Variable(name): NamedNode(iri) for name, iri in bindings.items()})
answer.serialize(sys.stdout.buffer, QueryResultsFormat.CSV)
