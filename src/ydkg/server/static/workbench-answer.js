// An answer as the server sends it, read: rows, a truth, or triples.

/** @typedef {{ type: string, value: string, lang?: string, datatype?: string }} Term */
/** @typedef {{ kind: "rows" | "boolean" | "triples", columns: string[], rows: (Term | null)[][], truth: boolean, text: string, type: string }} Answer */

const XSD = "http://www.w3.org/2001/XMLSchema#";
const NUMBERS = new Set(["integer", "decimal", "double", "float", "int", "long"].map((name) => XSD + name));
const LINE = /^(<[^>]*>|_:\S+) (<[^>]*>) (<[^>]*>|_:\S+|"(?:[^"\\]|\\.)*"(?:\^\^<[^>]*>|@[A-Za-z0-9-]+)?|<<.*>>) \.$/;
const ESCAPE = /\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g;
/** @type {Record<string, string>} */
const LETTERS = { t: "\t", b: "\b", n: "\n", r: "\r", f: "\f" };

/**
 * Read an answer.
 * @param {string} type its media type
 * @param {string} text
 * @returns {Answer}
 */
export function readAnswer(type, text) {
  if (type.startsWith("application/n-triples")) {
    const rows = text.split("\n").filter(Boolean).map(triple);
    return { kind: "triples", columns: ["subject", "predicate", "object"], rows, truth: false, text, type };
  }
  const made = JSON.parse(text);
  if ("boolean" in made) return { kind: "boolean", columns: [], rows: [], truth: made.boolean, text, type };
  /** @type {string[]} */
  const columns = made.head.vars;
  const rows = made.results.bindings.map((/** @type {Record<string, any>} */ row) => columns.map((name) => (Object.hasOwn(row, name) ? term(row[name]) : null)));
  return { kind: "rows", columns, rows, truth: false, text, type };
}

/**
 * Tell whether a term is a number.
 * @param {Term | null} term
 */
export function isNumber(term) {
  return !!term?.datatype && NUMBERS.has(term.datatype) && Number.isFinite(Number(term.value));
}

/**
 * Tell whether a column has numbers, and nothing else.
 * @param {Answer} answer
 * @param {number} at
 */
export function isNumeric(answer, at) {
  const bound = answer.rows.filter((row) => row[at]);
  return bound.length > 0 && bound.every((row) => isNumber(row[at]));
}

/**
 * @param {Record<string, any>} made
 * @returns {Term}
 */
function term(made) {
  if (made.type === "triple") {
    const parts = ["subject", "predicate", "object"].map((name) => term(made.value[name]).value);
    return { type: "triple", value: parts.join(" ") };
  }
  return { type: made.type, value: String(made.value), lang: made["xml:lang"], datatype: made.datatype };
}

/**
 * @param {string} line
 * @returns {Term[]}
 */
function triple(line) {
  return LINE.exec(line)?.slice(1).map(written) ?? [line, "", ""].map((value) => ({ type: "literal", value }));
}

/**
 * @param {string} text a term of N-Triples
 * @returns {Term}
 */
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
