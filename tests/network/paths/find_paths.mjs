// Read what is to be found as JSON on standard input, run the page's own program on it, and write what it found.
import { readFileSync } from "node:fs";

const program = readFileSync(process.argv[2], "utf-8").replace(/^export /gm, "");
const { pathGraph, findPaths, pathsBetween } = new Function(`"use strict";${program}\nreturn { pathGraph, findPaths, pathsBetween };`)();
const asked = JSON.parse(readFileSync(0, "utf-8"));
const found = {
  graphs: asked.graphs.map(({ count, pairs, from, to, limit }) => findPaths(pathGraph(count, pairs), from, to, limit)),
  pages: asked.pages.map(({ from, to, limit }) => pathsBetween(asked.data, from, to, limit)),
};
process.stdout.write(JSON.stringify(found));
