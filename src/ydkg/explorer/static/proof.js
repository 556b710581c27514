/** A copy of a document: whether its words are those that the data cite, and the facts in them. */

import { byId, element, firstOf, inputOf, meantElsewhere } from "./elements.js";
import { comma, gettext, ngettext } from "./texts.js";

const encoder = new TextEncoder();

/** The SHA-256 digest of words in UTF-8, in hexadecimal; browsers have it on pages from disk, of this machine, and over HTTPS. @param {string} words */
async function digestOf(words) {
  if (!crypto.subtle) throw new Error(gettext("This browser proves texts only on pages from disk or over HTTPS."));
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", encoder.encode(words)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * @typedef {string | [string, string]} Bilingual in English and Chinese, or the same in both
 * @typedef {{start: number, end: number, digest: string}} Span code points of the text, the last not included
 * @typedef {{work: number, digest: string, sentences?: [number, number][], sections?: {topic: string, title: Bilingual, first: number, last: number}[], passages?: Span[], text?: string}} Packed
 *   a document as the data have it
 * @typedef {{work: number, digest: string, sentences: Span[], passages: Span[], sections: {topic: string, title: Bilingual, first: number, last: number}[]}} Manuscript
 * @typedef {{words: (string | undefined)[], held: number, proven: number, whole: boolean}} Edition the words of each sentence where they
 *   are there; how many sentences and passages are; whether that is the whole text to the letter
 */

/** A document, of whose sentences those that are passages have digests. @param {Packed} packed @returns {Manuscript} */
export function manuscript({ work, digest, sentences = [], sections = [], passages = [] }) {
  const known = new Map(passages.map((span) => [`${span.start} ${span.end}`, span]));
  return { work, digest, sections, passages, sentences: sentences.map(([start, end]) => known.get(`${start} ${end}`) || { start, end, digest: "" }) };
}

/**
 * The sentences of lines by their digests; a space that does not break stands for a plain one too.
 * @typedef {Map<string, {line: string, number: number, at: number, words: string}>} Hashed
 * @param {string[]} lines
 * @param {string} pattern of a sentence
 * @param {Manuscript[]} documents whose sentences are looked for: what is as long as none of them is none of them
 * @returns {Promise<Hashed>}
 */
export async function hashedSentences(lines, pattern, documents) {
  const lengths = new Set(documents.flatMap(({ sentences: spans }) => spans.map(spanOf)));
  const sentence = new RegExp(pattern, "gu");
  /** @type {Hashed} */
  const found = new Map();
  let count = 0;
  for (const [number, line] of lines.entries()) {
    for (const written of new Set([line, line.replaceAll("\u00a0", " ")])) {
      for (const { 0: words, index: at } of written.matchAll(sentence)) {
        if ((count += 1) % 4096 === 0) await new Promise((go) => { setTimeout(go); }); // the page goes on meanwhile
        if (!lengths.has(Array.from(words).length)) continue;
        const digest = await digestOf(words);
        if (!found.has(digest)) found.set(digest, { line: written, number, at, words });
      }
    }
  }
  return found;
}

/** @param {Manuscript} document @param {Hashed} found @returns {Promise<Edition>} */
export async function editionOf(document, found) {
  const there = document.sentences.map(({ digest }) => found.get(digest));
  const words = there.map((each) => each?.words);
  let proven = 0;
  for (const { start, end, digest } of document.passages) {
    const number = sentenceAt(document, start);
    const known = words[number - 1];
    const from = document.sentences[number - 1].start;
    if (known !== undefined && await digestOf(Array.from(known).slice(start - from, end - from).join("")) === digest) proven += 1;
  }
  const held = words.filter((each) => each !== undefined).length;
  let text = "";
  let length = 0;
  if (held === words.length) there.forEach((each, place) => {
    const gap = document.sentences[place].start - length;
    const before = there[place - 1];
    if (each && before && gap > 0) text += before.number === each.number ? each.line.slice(before.at + before.words.length, each.at).replaceAll("\u00a0", " ") : "\n".repeat(gap);
    text += each?.words;
    length = document.sentences[place].end;
  });
  return { words, held, proven, whole: text !== "" && await digestOf(text) === document.digest };
}

/** What to say of an edition: how much is proven, and whether it is the whole text. @param {Manuscript} document @param {Edition} edition */
export function sealOf(document, { proven, whole }) {
  const more = whole ? gettext("The whole text, SHA-256 {digest}", { digest: `${document.digest.slice(0, 12)}…` }) : gettext("Another edition of the text.");
  return { kind: whole ? "whole" : "part", line: ngettext("{k} of {n} passage is these words", "{k} of {n} passages are these words", document.passages.length, { k: proven }), more };
}

/** The longest passage of a fact, which it is mainly written in. @template {{start?: number, end?: number}} Passage @param {Passage[]} passages @returns {Passage | null} */
export function longestOf(passages) {
  return passages.reduce((longest, each) => (!longest || spanOf(each) > spanOf(longest) ? each : longest), /** @type {Passage | null} */ (null));
}

/** @param {{start?: number, end?: number}} passage */
function spanOf({ start = 0, end = 0 }) {
  return end - start;
}

/**
 * How a passage of a fact is lit: what the fact is mainly written in, a day (the whole of a line of its own that is no longer than that), or what gives it context.
 * @param {{sentences: {start: number, end: number}[]}} document
 * @param {{start?: number, end?: number}} passage
 * @param {object | null} main the longest passage of the fact
 */
export function tintOf(document, passage, main) {
  if (passage === main) return "lit-main";
  const { start = 0, end = 0 } = passage;
  const sentence = document.sentences[sentenceAt(document, start) - 1];
  return sentence?.start === start && sentence?.end === end && end - start <= 12 ? "lit-date" : "lit-context";
}

/**
 * Cut the words of a sentence where passages begin and end.
 * @template {{start?: number, end?: number}} Passage @param {string} words @param {number} from where the sentence begins in the text
 * @param {Passage[]} passages @returns {{text: string, passage: Passage | null}[]} what is in two passages is in the first
 */
export function runsOf(words, from, passages) {
  const signs = Array.from(words);
  /** @type {{text: string, passage: Passage | null}[]} */
  const runs = [];
  let at = 0;
  const put = (/** @type {number} */ end, /** @type {Passage | null} */ passage) => {
    if (end <= at) return;
    runs.push({ text: signs.slice(at, end).join(""), passage });
    at = end;
  };
  for (const passage of [...passages].sort((a, b) => (a.start || 0) - (b.start || 0))) {
    put((passage.start || 0) - from, null);
    put((passage.end || 0) - from, passage);
  }
  put(signs.length, null);
  return runs;
}

/** The number of the sentence that holds a position, from 1; 0 of what lies before all. @param {{sentences: {start: number, end: number}[]}} document @param {number} position */
export function sentenceAt({ sentences: spans }, position) {
  return firstOf(spans.length, (number) => spans[number].start > position);
}

/** The next or the last of some numbers in their order, from one on, and round from one end to the other. @param {number[]} numbers @param {number} from @param {1 | -1} step */
export function numberFrom(numbers, from, step) {
  return step > 0 ? numbers.find((number) => number > from) ?? numbers[0] : numbers.findLast((number) => number < from) ?? numbers[numbers.length - 1];
}

/** Have `n` and `p` go to the next fact and to the last, but in a field. @param {(step: 1 | -1) => void} go */
export function walkByKeys(go) {
  document.addEventListener("keydown", (event) => {
    if (meantElsewhere(event)) return;
    if (event.key === "n") go(1);
    else if (event.key === "p") go(-1);
  });
}

/** The pieces of the text that are lit now. @type {Element[]} */
export let litPieces = [];

/** Forget the pieces of a text that is shown no more. */
export function forgetLitPieces() {
  litPieces = [];
}

/** Light pieces of the text, each in its tint, and no others. @param {[Element, string][]} pieces */
export function lightPieces(pieces) {
  for (const piece of litPieces) piece.classList.remove("lit-main", "lit-context", "lit-date");
  for (const [piece, tint] of pieces) piece.classList.add(tint);
  litPieces = pieces.map(([piece]) => piece);
}

/** What a data attribute says at the target of an event, or around it. @param {Event} event @param {string} name of the attribute, behind `data-` */
export function dataAt({ target }, name) {
  return target instanceof Element ? target.closest(`[data-${name}]`)?.getAttribute(`data-${name}`) : undefined;
}

/** Say in which sentence facts are, and how many they are. @param {number} sentence its number @param {number} count */
export function sentenceTold(sentence, count) {
  return `${gettext("sentence {n}", { n: sentence })}${comma()}${count ? ngettext("{n} fact", "{n} facts", count) : gettext("no fact")}`;
}

const mostFacts = 30;

/** Fill a list, and, where there is much, end it with a button that puts the rest in its place. @param {HTMLElement} list @param {number[]} rows by their numbers @param {(row: number) => HTMLElement} entry @param {number} [most] entries that are there at first */
export function fillList(list, rows, entry, most = mostFacts) {
  const rest = rows.slice(most);
  list.replaceChildren(...rows.slice(0, most).map(entry));
  if (!rest.length) return;
  const more = element("li", {}, [element("button", { class: "more", text: gettext("Show {n} more", { n: rest.length }), on: { click: () => {
    const entries = rest.map(entry);
    more.replaceWith(...entries);
    entries[0].querySelector("button")?.focus();
  } } })]);
  list.append(more);
}

const mostBytes = 10_000_000;
const unseen = new Set("HEAD IFRAME NOSCRIPT OBJECT SCRIPT SELECT STYLE SVG TEMPLATE TEXTAREA TITLE".split(" "));
const blocks = new Set("ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY BR BUTTON CAPTION CENTER DD DETAILS DIALOG DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR HTML LEGEND LI MAIN NAV OL OPTION P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL".split(" "));

/** @param {Blob} file @returns {Promise<string[]>} lines without spaces at their ends, none of them empty */
export async function linesOf(file) {
  if (file.size > mostBytes) throw new Error(gettext("This file is too large for a document: {n} bytes.", { n: file.size }));
  const text = decoded(new Uint8Array(await file.arrayBuffer()));
  const page = /<(!doctype\s+html|html|head|body)\b/i.test(text.slice(0, 4096));
  return (page ? shownLines(text) : text.split(/\r\n|\r|\n/)).map((line) => line.replace(/^[ \t\f]+|[ \t\f]+$/g, "")).filter(Boolean);
}

/** @param {Uint8Array} bytes */
function decoded(bytes) {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 4096));
  const mark = [["utf-8", "ï»¿"], ["utf-16le", "ÿþ"], ["utf-16be", "þÿ"]].find(([, sign]) => head.startsWith(sign));
  if (!mark && /[\x00-\x08\x0e-\x1a\x1c-\x1f]/.test(head)) throw new Error(gettext("This is a binary file, not a text or a saved web page."));
  if (/^content-type:\s*multipart\/related/im.test(head)) throw new Error(gettext("This is a web archive; save the page as HTML only."));
  const encoding = mark?.[0] || /<meta[^>]+charset\s*=\s*["']?([\w.:-]+)/i.exec(head)?.[1] || "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new Error(gettext("The letters of this file cannot be read as {encoding}; save it as UTF-8.", { encoding }));
  }
}

/** The text that a browser shows of a page, a line for each block: the page is only read, nothing in it runs or loads. @param {string} page */
function shownLines(page) {
  /** @type {string[]} */
  const parts = [];
  const root = new DOMParser().parseFromString(page, "text/html").documentElement;
  /** Elements under way, with a mark for the end of each. @type {(Node | null)[]} */
  const waiting = [root];
  while (waiting.length) {
    const node = waiting.pop();
    if (!node) parts.push("\n");
    else if (node.nodeType === Node.TEXT_NODE) parts.push((node.nodeValue || "").replace(/[ \t\n\f\r]+/g, " "));
    else if (node instanceof Element && !unseen.has(node.tagName.toUpperCase()) && !node.hasAttribute("hidden")) {
      if (blocks.has(node.tagName)) {
        parts.push("\n");
        waiting.push(null);
      }
      for (let child = node.lastChild; child; child = child.previousSibling) waiting.push(child);
    }
  }
  return parts.join("").split("\n").map((line) => line.replace(/ +/g, " "));
}

/** Say how much of a document is proven, or what went wrong. @param {{kind: string, line: string, more: string}} told */
export function putSeal({ kind, line, more }) {
  byId("seal").className = `seal ${kind}`.trim();
  byId("seal-line").textContent = line;
  byId("seal-more").textContent = more;
}

/** Take the file that is chosen, or dropped on the page. @param {(over: boolean) => void} mark says whether one is over the page @param {(file: File) => void} take */
export function takeFiles(mark, take) {
  const input = inputOf("choose-file");
  input.addEventListener("change", () => {
    if (input.files?.[0]) take(input.files[0]);
    input.value = "";
  });
  for (const name of ["dragenter", "dragover"]) document.addEventListener(name, (event) => {
    if (!(event instanceof DragEvent) || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    mark(true);
  });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) mark(false); });
  document.addEventListener("drop", (event) => {
    mark(false);
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    take(file);
  });
}
