// Read a Turtle file with N3.js and write its triples as N-Triples.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { Parser, Writer } = createRequire(new URL("../package.json", import.meta.url))("n3");
const writer = new Writer({ format: "N-Triples" });
writer.addQuads(new Parser({ format: "text/turtle" }).parse(readFileSync(process.argv[2], "utf8")));
writer.end((error, text) => {
  if (error) throw error;
  process.stdout.write(text);
});
