// The words of each place of a page, where the reader has kept the document's text in this browser: nothing is asked for, nothing stored.

import { addTo, element } from "./elements.js";
import { keptText, longestOf, runsOf, tintOf } from "./proof.js";

/** @typedef {{start: number, end: number}} Span */
/** @typedef {{at: HTMLElement, digest: string, sentence: Span, passages: Span[]}} Place */

/** So many places of a fact have their words shown at once. */
const few = 3;
const summary = /** @type {HTMLElement} */ (document.querySelector("script[data-summary]")).dataset.summary || "";

/** @param {string} [flat] @returns {Span[]} */
function spansIn(flat = "") {
  const numbers = flat.split(" ").map(Number);
  return Array.from({ length: numbers.length / 2 }, (_, place) => ({ start: numbers[2 * place], end: numbers[2 * place + 1] }));
}

/** The places of each fact. @returns {Place[][]} */
function facts() {
  /** @type {Map<Element | null, Place[]>} */
  const found = new Map();
  for (const at of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-passages]"))) {
    const { digest = "", sentence, passages } = at.dataset;
    addTo(found, at.closest("ul, div"), { at, digest, sentence: spansIn(sentence)[0], passages: spansIn(passages) });
  }
  return [...found.values()];
}

/** A sentence with the passages in it marked. @param {Place} place @param {string[]} text in code points @param {Span | null} main */
function quoted({ sentence, passages }, text, main) {
  const runs = runsOf(text.slice(sentence.start, sentence.end).join(""), sentence.start, passages);
  return element("blockquote", { attributes: { lang: "en" } }, runs.map(({ text: words, passage }) =>
    (passage ? element("mark", { class: tintOf({ sentences: [sentence] }, passage, main), text: words }) : words)));
}

function show() {
  /** @type {Map<string, string[] | null>} */
  const copies = new Map();
  for (const places of facts()) {
    const main = longestOf(places.flatMap(({ passages }) => passages));
    for (const place of places) {
      const { at, digest } = place;
      if (!copies.has(digest)) {
        const kept = keptText(digest);
        copies.set(digest, kept === null ? null : Array.from(kept));
      }
      const text = copies.get(digest);
      const next = at.nextElementSibling;
      const there = next?.classList.contains("said") ? next : null;
      if (!text) there?.remove();
      else if (!there) at.after(element("details", { class: "said", attributes: places.length <= few || at.closest(".fold") ? { open: "" } : {} }, [element("summary", { text: summary }), quoted(place, text, main)]));
    }
  }
}

// Also when the reader comes back to a page that the browser has put aside.
addEventListener("pageshow", show);
