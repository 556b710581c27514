// An answer as the server sends it, read: rows, a truth, or triples.

/** @typedef {{ type: string, value: string, lang?: string, datatype?: string }} Term */
/**
 * Which of its columns are numeric says where there are numbers and nothing else.
 * @typedef {{ kind: "rows" | "boolean" | "triples", columns: string[], numeric: boolean[], rows: (Term | null)[][], truth: boolean, text: string }} Answer
 */

const XSD = "http://www.w3.org/2001/XMLSchema#";
const NUMBERS = new Set(["integer", "decimal", "double", "float", "int", "long"].map((name) => XSD + name));
const LINE = /^(<[^>]*>|_:\S+) (<[^>]*>) (<[^>]*>|_:\S+|"(?:[^"\\]|\\.)*"(?:\^\^<[^>]*>|@[A-Za-z0-9-]+)?|<<.*>>) \.$/;
const ESCAPE = /\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g;
/** @type {Record<string, string>} */
const LETTERS = { t: "\t", b: "\b", n: "\n", r: "\r", f: "\f" };

/** @param {string} type its media type @param {string} text */
export function readAnswer(type, text) {
  if (type.startsWith("application/n-triples")) return answerOf("triples", ["subject", "predicate", "object"], text.split("\n").filter(Boolean).map(triple), text);
  const { boolean: truth, head, results } = JSON.parse(text);
  if (truth !== undefined) return answerOf("boolean", [], [], text, truth);
  /** @type {string[]} */
  const columns = head.vars;
  const rows = results.bindings.map((/** @type {Record<string, any>} */ row) => columns.map((name) => (Object.hasOwn(row, name) ? term(row[name]) : null)));
  return answerOf("rows", columns, rows, text);
}

/** @param {Answer["kind"]} kind @param {string[]} columns @param {(Term | null)[][]} rows @param {string} text @returns {Answer} */
function answerOf(kind, columns, rows, text, truth = false) {
  const numeric = columns.map((_, at) => {
    const bound = rows.filter((row) => row[at]);
    return bound.length > 0 && bound.every((row) => isNumber(row[at]));
  });
  return { kind, columns, numeric, rows, truth, text };
}

/** @param {Term | null} term */
function isNumber(term) {
  return !!term?.datatype && NUMBERS.has(term.datatype) && Number.isFinite(Number(term.value));
}

/** @param {Record<string, any>} made @returns {Term} */
function term(made) {
  if (made.type === "triple") {
    const parts = ["subject", "predicate", "object"].map((name) => term(made.value[name]).value);
    return { type: "triple", value: parts.join(" ") };
  }
  return { type: made.type, value: String(made.value), lang: made["xml:lang"], datatype: made.datatype };
}

/** @param {string} line @returns {Term[]} */
function triple(line) {
  return LINE.exec(line)?.slice(1).map(written) ?? [line, "", ""].map((value) => ({ type: "literal", value }));
}

/** @param {string} text a term of N-Triples @returns {Term} */
function written(text) {
  if (text.startsWith("<<")) return { type: "triple", value: text };
  if (text.startsWith("<")) return { type: "uri", value: unescaped(text.slice(1, -1)) };
  if (text.startsWith("_:")) return { type: "bnode", value: text.slice(2) };
  const end = text.lastIndexOf('"');
  const rest = text.slice(end + 1);
  const value = unescaped(text.slice(1, end));
  if (rest.startsWith("@")) return { type: "literal", value, lang: rest.slice(1) };
  return rest.startsWith("^^") ? { type: "literal", value, datatype: rest.slice(3, -1) } : { type: "literal", value };
}

/** @param {string} text */
function unescaped(text) {
  return text.replace(ESCAPE, (_, short, long, letter) => (letter ? (LETTERS[letter] ?? letter) : String.fromCodePoint(parseInt(short ?? long, 16))));
}
