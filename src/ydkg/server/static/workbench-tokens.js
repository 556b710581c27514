// SPARQL cut into tokens, for colours and for completion. It is forgiving: what it cannot read is a sign.

/** @typedef {{ kind: string, text: string, at: number }} Token */

const PATTERNS = [
  ["space", /[ \t\r\n]+/],
  ["comment", /#[^\r\n]*/],
  ["string", /'''(?:'{0,2}(?:[^'\\]|\\[\s\S]))*(?:'''|$)|"""(?:"{0,2}(?:[^"\\]|\\[\s\S]))*(?:"""|$)/u],
  ["string", /'(?:[^'\\\r\n]|\\.)*'?|"(?:[^"\\\r\n]|\\.)*"?/u],
  ["iri", /<[^\s<>"{}|^`\\]*>/u],
  ["blank", /_:[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_-])?/u],
  ["name", /(?:\p{L}[\p{L}\p{N}_.-]*)?:(?:(?:[\p{L}\p{N}_:.-]|%[0-9A-Fa-f]{2}|\\.)*(?:[\p{L}\p{N}_:-]|%[0-9A-Fa-f]{2}|\\.))?/u],
  ["variable", /[?$][\p{L}\p{N}_]*/u],
  ["string", /@[A-Za-z]+(?:-[A-Za-z0-9]+)*/u],
  ["number", /[0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?/u],
  ["keyword", /[\p{L}_][\p{L}\p{N}_]*/u],
  ["sign", /[\s\S]/u],
];
const ANY = new RegExp(PATTERNS.map(([, pattern]) => `(${/** @type {RegExp} */ (pattern).source})`).join("|"), "uy");

/**
 * @param {string} text
 * @returns {Token[]} in the order of the text; together they are the text
 */
export function tokens(text) {
  /** @type {Token[]} */
  const cut = [];
  ANY.lastIndex = 0;
  while (ANY.lastIndex < text.length) {
    const at = ANY.lastIndex;
    const match = /** @type {RegExpExecArray} */ (ANY.exec(text));
    const kind = PATTERNS[match.findIndex((part, place) => place > 0 && part !== undefined) - 1][0];
    cut.push({ kind: String(kind), text: match[0], at });
  }
  return cut;
}
