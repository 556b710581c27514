// The facts of a document beside its text: what is pointed at on one side lights up on the other.

import { addTo, byId, element } from "./elements.js";
import { dataAt, fillList, lightPieces, litPieces, longestOf, numberFrom, sentenceAt, sentenceTold, tintOf, walkByKeys } from "./proof.js";
import { onSite } from "./site.js";
import { gettext } from "./texts.js";

/** @import { Manuscript } from "./proof.js" */

/** @typedef {{start: number, end: number}} Span */
/** @typedef {{words: [string, string][], address: string, spans: Span[], named: boolean, first: Span}} Fact */

const chosenLanguage = new URLSearchParams(location.search).get("lang");

/** Those that have come, in the order of the text. @type {Fact[]} */
const facts = [];
/** The numbers of the facts of each sentence. @type {Map<number, number[]>} */
const ofSentence = new Map();
/** The document. @type {{sentences: {start: number, end: number}[]}} */
let known = { sentences: [] };
/** The facts that stay lit and listed until others are chosen. @type {number[]} */
let chosen = [];
/** The fact that `n` and `p` have come to. */
let now = -1;

/** The pieces of the text that are in a run of it. @param {Span} span */
function piecesOf({ start, end }) {
  const number = sentenceAt(known, start);
  const from = known.sentences[number - 1].start;
  const pieces = document.getElementById(`s${number}`)?.querySelectorAll(".mark") || [];
  return [...pieces].filter((piece) => {
    const at = from + Number(piece.getAttribute("data-at"));
    return start <= at && at + Number(piece.getAttribute("data-length")) <= end;
  });
}

/** Light the words of facts: what each is mainly written in, what gives it context, and days. @param {number[]} numbers */
function light(numbers) {
  lightPieces(numbers.flatMap((number) => {
    const { spans, first } = facts[number];
    return spans.flatMap((span) => piecesOf(span).map((piece) => /** @type {[Element, string]} */ ([piece, tintOf(known, span, first)])));
  }));
}

/** List facts beside the text. @param {number[]} numbers @param {string} title */
function list(numbers, title) {
  byId("beside-title").textContent = title;
  fillList(byId("beside-list"), numbers, entry);
}

/** A fact that lights its words when it is pointed at or chosen, and leads to its page. @param {number} number */
function entry(number) {
  const { words, address, named } = facts[number];
  const button = element("button", { class: named ? "fact named" : "fact", attributes: { "data-fact": String(number) } }, words.map(([text, lang]) => (lang ? element("span", { text, attributes: { lang } }) : text)));
  const link = element("a", { text: named ? gettext("page") : gettext("record"), attributes: { href: `${onSite(address)}${chosenLanguage ? `?lang=${chosenLanguage}` : ""}` } });
  return element("li", {}, [button, " ", link]);
}

/** Keep facts lit and listed. @param {number[]} numbers @param {string} title */
function choose(numbers, title) {
  chosen = numbers;
  if (numbers.length) now = numbers[0];
  light(numbers);
  list(numbers, title);
}

/** Bring a fact's words into sight; facts at the same words are offered with it. @param {number} number */
function open(number) {
  const { first } = facts[number];
  now = number;
  chosen = [number];
  light(chosen);
  list(facts.flatMap((fact, place) => (place === number || (!fact.named && fact.first.start === first.start && fact.first.end === first.end) ? [place] : [])), gettext("Fact {n} of {m}", { n: number + 1, m: facts.length }));
  byId("beside-list").querySelector(`[data-fact="${number}"]`)?.setAttribute("aria-current", "true");
  (litPieces.find((piece) => piece.classList.contains("lit-main")) || litPieces[0])?.scrollIntoView({ block: "center" });
}

/** The facts at a piece of the text, with a title for their list. @param {Event} event @returns {[number[], string] | null} */
function at(event) {
  const piece = event.target instanceof Element ? event.target.closest(".mark") || event.target.querySelector(":scope > rect.mark") : null;
  const row = piece?.closest(".line");
  if (!piece || !row) return null;
  const number = Number(row.id.slice(1));
  const start = known.sentences[number - 1].start + Number(piece.getAttribute("data-at"));
  const end = start + Number(piece.getAttribute("data-length"));
  const numbers = (ofSentence.get(number) || []).filter((fact) => facts[fact].spans.some((span) => span.start <= start && end <= span.end));
  return [numbers, sentenceTold(number, numbers.length)];
}

/** Take a part of the facts. @param {any[]} part */
function take(part) {
  for (const fact of part) {
    const spans = fact.spans.map((/** @type {[number, number]} */ [start, end]) => ({ start, end }));
    for (const sentence of new Set(spans.map((/** @type {Span} */ { start }) => sentenceAt(known, start)))) addTo(ofSentence, sentence, facts.length);
    facts.push({ ...fact, spans, first: longestOf(spans) });
  }
}

/** List all facts. */
function all() {
  list(facts.map((_, number) => number), gettext("Point at words to see the facts that they carry."));
}

/** Ask for the facts, one part after another. */
async function read() {
  const beside = byId("beside");
  const at = new URL(beside.dataset.facts || "", location.href);
  beside.setAttribute("aria-busy", "true");
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    at.searchParams.set("page", String(page));
    const answer = await fetch(at).catch(() => null);
    if (!answer?.ok) break;
    const part = await answer.json();
    pages = part.pages;
    take(part.facts);
    beside.hidden = !facts.length;
    if (!chosen.length && !litPieces.length) all();
  }
  beside.removeAttribute("aria-busy");
}

/** @param {Manuscript} manuscript */
export function startFacts(manuscript) {
  known = manuscript;
  read();
  const text = byId("text");
  for (const name of ["pointerover", "focusin"]) text.addEventListener(name, (event) => {
    const [numbers, title] = at(event) || [];
    if (!numbers || !title) return;
    light(numbers);
    if (!chosen.length) list(numbers, title);
  });
  text.addEventListener("pointerleave", () => light(chosen));
  text.addEventListener("click", (event) => {
    const [numbers, title] = at(event) || [];
    if (event.ctrlKey || event.metaKey || event.shiftKey || (event.target instanceof Element && event.target.closest(".line-number, h3"))) return;
    if (numbers && title) {
      event.preventDefault();
      choose(numbers, title);
    } else {
      choose([], "");
      all();
    }
  });
  const facing = byId("beside-list");
  for (const name of ["pointerover", "focusin"]) facing.addEventListener(name, (event) => { if (dataAt(event, "fact")) light([Number(dataAt(event, "fact"))]); });
  facing.addEventListener("pointerleave", () => light(chosen));
  facing.addEventListener("click", (event) => { if (dataAt(event, "fact")) open(Number(dataAt(event, "fact"))); });
  walkByKeys((step) => {
    const next = numberFrom(facts.flatMap(({ named }, number) => (named ? [] : [number])), now, step);
    if (next !== undefined) open(next);
  });
}
