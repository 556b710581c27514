/** The document: its sentences, and the words that something is proposed from. */

import { showCards } from "./cards.js";
import { draft, letters, sentenceAt, wordsAt } from "./data.js";
import { addTo, byId, element, firstOf } from "./elements.js";
import { decisionOn, view } from "./state.js";

/** @type {{element: HTMLElement, proposals: number[], unread: boolean}[]} */
const pieces = [];
/** @type {HTMLElement[]} */
const sentenceElements = [];

/** Write the document, cut where words of proposals begin and end. */
export function writeDocument() {
  const cuts = new Set([0, letters.length]);
  const spans = [...draft.proposals.map(({ start, end }) => [start, end]), ...draft.proposals.flatMap(({ passages }) => passages), ...draft.unread, ...draft.sentences];
  for (const [start, end] of spans) cuts.add(Number(start)).add(Number(end));
  const borders = [...cuts].sort((one, other) => one - other);
  /** @type {Map<number, number[]>} */
  const starting = new Map();
  draft.proposals.forEach(({ start }, number) => addTo(starting, start, number));
  let open = /** @type {number[]} */ ([]);
  let into = byId("reading");
  for (let at = 0; at + 1 < borders.length; at += 1) {
    const [start, end] = [borders[at], borders[at + 1]];
    const number = sentenceAt(start);
    const [first, last] = draft.sentences[number] || [0, 0];
    if (start === first && last > first) {
      into = element("span", { class: "sentence", attributes: { "data-sentence": String(number) } });
      sentenceElements[number] = into;
      byId("reading").append(into);
    } else if (start >= last) into = byId("reading");
    open = [...open, ...(starting.get(start) || [])].filter((each) => draft.proposals[each].end > start);
    const unread = draft.unread.some(([from, to]) => from <= start && end <= to);
    const piece = element("span", { text: wordsAt(start, end), attributes: { "data-start": String(start) } });
    if (open.length || unread || into !== byId("reading")) pieces.push({ element: piece, proposals: open, unread });
    into.append(piece);
  }
}

/** Show what is decided of the words, and which ones the present proposal comes from. */
export function showDocument() {
  const now = draft.proposals[view.current];
  for (const { element: piece, proposals, unread } of pieces) {
    const states = proposals.map((number) => decisionOn(number)?.[1]);
    const start = Number(piece.dataset.start);
    const classes = [];
    if (states.some((state) => !state)) classes.push("open");
    else if (states.length) classes.push(states.every((state) => state === "reject") ? "rejected" : "accepted");
    if (unread) classes.push("unread");
    if (now && now.start <= start && start < now.end) classes.push("now");
    else if (now?.passages.some(([from, to]) => from <= start && start < to)) classes.push("ground");
    const wanted = classes.join(" ");
    if (piece.className !== wanted) piece.className = wanted;
  }
}

/** Numbers of the sentences that can be seen: they stand one below the other. */
export function visibleSentences() {
  const frame = byId("reading").getBoundingClientRect();
  const box = (/** @type {number} */ number) => sentenceElements[number].getBoundingClientRect();
  const first = firstOf(sentenceElements.length, (number) => box(number).bottom > frame.top + 4);
  /** @type {number[]} */
  const found = [];
  for (let number = first; number < sentenceElements.length && box(number).top < frame.bottom - 4; number += 1) found.push(number);
  return found;
}

/** Bring a sentence into view, with what stands around it. @param {number} number */
export function bringIntoView(number) {
  const frame = byId("reading").getBoundingClientRect();
  const box = sentenceElements[number]?.getBoundingClientRect();
  if (!box || (box.top >= frame.top + 8 && box.bottom <= frame.bottom - frame.height / 4)) return;
  byId("reading").scrollTop += box.top - frame.top - frame.height / 5;
}

/** @param {(number: number) => void} choose */
export function startReading(choose) {
  byId("reading").addEventListener("click", (event) => {
    if (!getSelection()?.isCollapsed) return;
    const piece = pieces.find((each) => each.element === event.target);
    const number = piece?.proposals.find((each) => !decisionOn(each)) ?? piece?.proposals[0];
    if (number !== undefined) choose(number);
  });
  let waiting = false;
  byId("reading").addEventListener("scroll", () => {
    if (waiting || view.form) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; showCards(); });
  });
}
