// Read Turtle files with N3.js and write their triples as N-Triples, all as a list in JSON.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { Parser, Writer } = createRequire(new URL("../package.json", import.meta.url))("n3");
const triples = (file) => new Parser({ format: "text/turtle" }).parse(readFileSync(file, "utf8"));
const written = (file) => new Writer({ format: "N-Triples" }).quadsToString(triples(file));
process.stdout.write(JSON.stringify(process.argv.slice(2).map(written)));
