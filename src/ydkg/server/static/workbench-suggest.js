// What could stand at the caret: words of the graph, variables of the query, and SPARQL's own.

import "./site.js";
import { gettext, spoken } from "./texts.js";
import { tokens } from "./workbench-tokens.js";

/** @import { Token } from "./workbench-tokens.js" */
/**
 * @typedef {object} Terms what the server knows (see ydkg.server.terms)
 * @property {Record<string, string>} prefixes
 * @property {[string, string, string, number][]} classes
 * @property {[string, string, string, number][]} properties
 * @property {[string, string, string, string, string][]} things
 * @property {string[]} graphs
 */
/** @typedef {{ insert: string, means: string, often: string }} Suggestion */
/** @typedef {{ from: number, to: number, list: Suggestion[] }} Suggestions */

const MOST = 40;
const KEYWORDS = (
  "SELECT DISTINCT WHERE FILTER OPTIONAL UNION MINUS BIND VALUES GRAPH CONSTRUCT DESCRIBE ASK PREFIX BASE FROM NAMED " +
  "EXISTS NOT IN AS A ORDER BY ASC DESC GROUP HAVING LIMIT OFFSET REDUCED UNDEF COUNT SUM MIN MAX AVG SAMPLE " +
  "GROUP_CONCAT SEPARATOR STR LANG LANGMATCHES DATATYPE BOUND IRI IF COALESCE REGEX REPLACE CONTAINS STRSTARTS STRENDS " +
  "STRBEFORE STRAFTER STRLEN SUBSTR UCASE LCASE CONCAT ABS ROUND CEIL FLOOR YEAR MONTH DAY NOW ISIRI ISLITERAL ISBLANK ISNUMERIC"
).split(" ");
const WORD = /[\p{L}\p{N}_:?$-](?:[\p{L}\p{N}_:.-]*)$/u;

/**
 * @param {string} text
 * @param {number} caret
 * @param {Terms} terms
 * @param {boolean} asked whether a person asked for it; else little is said of little
 * @returns {Suggestions | null}
 */
export function suggestions(text, caret, terms, asked) {
  const cut = tokens(text);
  const here = cut.find((token) => token.at < caret && caret <= token.at + token.text.length);
  if (here && ["comment", "string", "iri", "number"].includes(here.kind)) return null;
  const word = WORD.exec(text.slice(0, caret))?.[0] ?? "";
  const from = caret - word.length;
  if (!asked && word.length < (/^[?$]|:|[^\x00-\x7f]/.test(word) ? 1 : 2)) return null;
  if (!asked && /^[?$]$/.test(word) && from > 0 && /[\p{L}\p{N})]/u.test(text[from - 1])) return null;
  const before = cut.filter((token) => token.at < from && token.kind !== "space" && token.kind !== "comment");
  const list = /^[?$]/.test(word) ? variables(word, text, from) : ranked(word, terms, expected(before));
  const only = list.length === 1 && list[0].insert === word;
  return list.length && !only ? { from, to: caret, list: list.slice(0, MOST) } : null;
}

/**
 * Guess what part of a triple comes next: a class, a property, or anything.
 * @param {Token[]} before
 * @returns {"class" | "property" | "any"}
 */
function expected(before) {
  const last = before.at(-1);
  if (!last) return "any";
  if (last.text === "a" || last.text === "rdf:type") return "class";
  if (last.text === ";") return "property";
  const start = before.findLastIndex((token) => [".", "{", "}", ";", ",", "("].includes(token.text));
  const since = before.length - 1 - start;
  const opened = before[start]?.text;
  return since === 1 && (opened === "." || opened === "{" || opened === "}") && last.kind !== "keyword" ? "property" : "any";
}

/**
 * @param {string} word
 * @param {Terms} terms
 * @param {"class" | "property" | "any"} wanted
 */
function ranked(word, terms, wanted) {
  const small = word.toLowerCase();
  /** @type {[number, Suggestion][]} */
  const scored = [];
  const local = spoken.lang === "zh" ? 2 : 1;
  const other = spoken.lang === "zh" ? 1 : 2;
  for (const [rows, kind] of /** @type {const} */ ([[terms.classes, "class"], [terms.properties, "property"]])) {
    for (const row of rows) {
      const score = matching(small, row[0], [row[1], row[2]]);
      const boost = wanted === kind ? -3 : wanted === "any" ? 0 : 3;
      if (score < 9) scored.push([score + boost, { insert: row[0], means: row[local], often: row[3].toLocaleString("en") }]);
    }
  }
  for (const row of terms.things) {
    const score = small ? matching(small, row[0], [row[1], row[2]]) : 9;
    const names = [row[local] || row[other], row[local] ? row[other] : ""].filter(Boolean).join(" · ");
    const boost = wanted === "any" ? 0.5 : 4.5;
    // Of names that begin alike the shortest is the nearest to what was typed.
    const length = small ? Math.min(row[1].length, 90) / 100 : 0;
    if (score < 9) scored.push([score + length + boost, { insert: row[0], means: names, often: row[local + 2] }]);
  }
  if (!word.includes(":")) {
    for (const [prefix, namespace] of Object.entries(terms.prefixes)) {
      if (small && prefix.startsWith(small)) scored.push([1, { insert: `${prefix}:`, means: namespace, often: gettext("prefix") }]);
    }
    for (const keyword of KEYWORDS) {
      if (small && keyword.toLowerCase().startsWith(small)) scored.push([0.8, { insert: keyword, means: "", often: "SPARQL" }]);
    }
  }
  // What is as good stays in its order: classes and properties by how often they are used.
  return scored.sort((one, two) => one[0] - two[0]).map(([, suggestion]) => suggestion);
}

/**
 * Tell how well a word fits a prefixed name and its labels: 0 is best, 9 not at all.
 * @param {string} small
 * @param {string} name
 * @param {string[]} labels
 */
function matching(small, name, labels) {
  const lower = name.toLowerCase();
  if (!small || lower.startsWith(small)) return small.includes(":") ? 0 : 0.5;
  const [prefix, rest] = small.includes(":") ? small.split(":", 2) : ["", small];
  if (prefix && !lower.startsWith(`${prefix}:`)) return 9;
  if (lower.slice(lower.indexOf(":") + 1).startsWith(rest)) return 1;
  for (const label of labels) {
    const plain = label.toLowerCase();
    if (plain === rest) return 0;
    if (plain.startsWith(rest)) return 1.5;
    if (plain.split(/[\s,()“”"-]+/).some((part) => part.startsWith(rest)) || (/[^\x00-\x7f]/.test(rest) && plain.includes(rest))) return 2;
  }
  return rest.length > 2 && lower.includes(rest) ? 3 : 9;
}

/**
 * @param {string} word
 * @param {string} text
 * @param {number} from
 */
function variables(word, text, from) {
  /** @type {Map<string, number>} */
  const used = new Map();
  for (const token of tokens(text)) {
    if (token.kind === "variable" && token.at !== from && token.text.length > 1) {
      const name = `${word[0]}${token.text.slice(1)}`;
      used.set(name, (used.get(name) ?? 0) + 1);
    }
  }
  return [...used]
    .filter(([name]) => name.toLowerCase().startsWith(word.toLowerCase()))
    .sort((one, two) => two[1] - one[1])
    .map(([insert, count]) => ({ insert, means: gettext("variable of this query"), often: String(count) }));
}
