// Ask an endpoint by Comunica: node comunica.mjs ADDRESS "" or sparql, QUERY. Rows come as JSON, triples as N-Triples terms.
import { QueryEngine } from "@comunica/query-sparql";

const [address, type, query] = process.argv.slice(2);
const source = type ? { type, value: address } : { value: address };
const result = await new QueryEngine().query(query, { sources: [source] });

const term = (found) => ({
  type: found.termType,
  value: found.value,
  ...(found.termType === "Literal" ? { language: found.language, datatype: found.datatype.value } : {}),
});

if (result.resultType === "bindings") {
  const rows = await (await result.execute()).toArray();
  const named = (row) => Object.fromEntries([...row].map(([variable, found]) => [variable.value, term(found)]));
  console.log(JSON.stringify(rows.map(named)));
} else if (result.resultType === "boolean") {
  console.log(JSON.stringify(await result.execute()));
} else {
  const triples = await (await result.execute()).toArray();
  console.log(JSON.stringify(triples.map((triple) => [triple.subject, triple.predicate, triple.object].map(term))));
}
