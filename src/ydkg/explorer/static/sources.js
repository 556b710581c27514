/** Where facts are written: documents and their passages, and what is shown behind a fact. */

import { citeButton } from "./citation.js";
import { atlas, claims, comparisons, evidence, figures, grouped, lines, milestones, numbersBy, relations, things } from "./data.js";
import { element } from "./elements.js";
import { longestOf, manuscript, runsOf, sentenceAt } from "./proof.js";
import { openEvidence } from "./reader.js";
import { colon, comma, gettext, pick } from "./texts.js";
import { writeAddress } from "./view.js";
import { linkElement, noteElement, worded } from "./words.js";

/** @import { Source, Work } from "./data.js" */
/** @import { Bilingual, Edition, Manuscript, Packed } from "./proof.js" */

/** @type {Manuscript[]} */
export const manuscripts = atlas.documents.map(manuscript);
/** What is known of each document's words, by its place among them. @type {(Edition | undefined)[]} */
export const editions = atlas.documents.map((/** @type {Packed} */ { text }, /** @type {number} */ place) => {
  if (!text) return undefined;
  const [{ sentences: spans, passages }, signs] = [manuscripts[place], Array.from(text)];
  const words = spans.map(({ start, end }) => signs.slice(start, end).join(""));
  return { words, held: words.length, proven: passages.length, whole: true }; // proven when the page was made
});

/**
 * A fact that is written in a document: a sentence or a name, where, the things that it is about, and what shows it.
 * @typedef {{text: Bilingual, where: number, things: string[], line?: number, named?: boolean}} WrittenFact
 */

/** What is written of things: a document is none here, so what it says of itself, such as what it reports, is not among it. The site and `ydkg coverage` count that too. @returns {WrittenFact[]} */
function writtenFacts() {
  /** @type {WrittenFact[]} */
  const found = [];
  const put = (/** @type {Bilingual} */ text, /** @type {number | undefined} */ where, /** @type {string[]} */ about, /** @type {object} */ more = {}) => {
    if (where !== undefined) found.push({ text, where, things: about.filter((id) => things.has(id)), ...more });
  };
  for (const [id, { name, values = [], mentions, described }] of things) {
    for (const { sentence, evidence: where } of values) put(sentence, where, [id]);
    put(name, mentions, [id], { named: true });
    put(name, described, [id]);
  }
  relations.forEach(({ sentence, evidence: where }, line) => put(sentence, where, [lines[line].from, lines[line].to], { line }));
  for (const { sentence, evidence: where, about, metric } of [...figures, ...comparisons]) put(sentence, where, [about, metric]);
  for (const { sentence, evidence: where, about } of [...milestones, ...claims]) put(sentence, where, [about]);
  return found;
}

/** Facts in the order of the text, and the numbers of those at each passage and of each thing. */
function orderedFacts() {
  // What a fact is mainly written in is the longest passage of its evidence, where that is in a text.
  const first = (/** @type {number} */ where) => /** @type {any} */ (longestOf(evidence[where].sources.map((number) => sources[number]).filter(({ start }) => start !== undefined)));
  const facts = sources.length ? writtenFacts().map((fact) => ({ ...fact, first: first(fact.where) })).filter((fact) => fact.first) : [];
  facts.sort((a, b) => a.first.work - b.first.work || a.first.start - b.first.start || a.first.end - b.first.end || Number(a.named || false) - Number(b.named || false));
  return { facts, at: numbersBy(facts, ({ where }) => evidence[where].sources), of: numbersBy(facts, ({ things: about }) => about) };
}

/** @type {ReturnType<typeof orderedFacts> | undefined} */
let factsInOrder;

/** The facts, read when the reader is first opened. */
export function knownFacts() {
  return (factsInOrder ??= orderedFacts());
}

/** The document that a source is in; -1 where its sentences are not known. @param {Source} source */
export function documentOf({ work }) {
  return manuscripts.findIndex((each) => each.work === work);
}

/** The sentences around the passages of some evidence, as far as their words are at hand. @param {number} where @returns {{document: number, number: number, passages: Source[]}[]} */
function quotesOf(where) {
  const passages = evidence[where].sources.map((number) => sources[number]).filter((source) => source.start !== undefined && documentOf(source) >= 0);
  const groups = grouped(passages, (source) => `${documentOf(source)} ${sentenceAt(manuscripts[documentOf(source)], source.start || 0)}`);
  return [...groups].map(([key, passages]) => {
    const [document, number] = key.split(" ").map(Number);
    return { document, number, passages };
  }).filter(({ document, number }) => editions[document]?.words[number - 1] !== undefined);
}

/** @type {Source[]} */
export const sources = atlas.sources;
/** @type {Work[]} */
export const works = atlas.works;

/**
 * A fold that says where a fact is written.
 * @param {number | undefined} where
 * @param {{sentence?: Bilingual, id?: string, confidence?: Bilingual, basis?: Bilingual}} [fact] in a sentence; the name of its statement or record; how well a register's word is supported; what it was read from where the words do not state it
 * @param {Bilingual} [note] what its statement notes @returns {HTMLElement | null}
 */
export function sourceFold(where, { sentence, id, confidence, basis } = {}, note) {
  if (where === undefined) return null;
  const { sign, mark } = evidence[where];
  // What is folded away is made when it is asked for: there are many folds, and few are opened.
  const open = () => { if (fold.children.length === 1) fold.append(...[
    sentence ? element("p", { class: "sentence" }, worded(pick(sentence))) : null,
    element("ul", {}, sourceEntries(where)),
    noteElement(note),
    sentence && id ? citeButton(sentence, id, where) : null,
    confidence ? element("p", { class: "confidence", text: `${gettext("Confidence")}${colon()}${pick(confidence)}` }) : null,
  ].filter((part) => part !== null)); };
  const fold = element("details", { class: "source", attributes: { "data-where": String(where) } }, [
    element("summary", { attributes: { title: gettext("Where this is written") }, on: { click: open } }, [
      element("span", { class: "source-sign", text: sign, attributes: { "aria-hidden": "true" } }),
      element("span", { class: "visually-hidden", text: `${gettext("Source")}${colon()}` }),
      element("span", { text: pick(mark) }),
      basis ? element("span", { class: "basis", text: ` · ${pick(basis)}` }) : null,
    ]),
  ]);
  return fold;
}

/** The first character where a fact is written; empty where that is in no text. @param {number | undefined} where */
export function startOf(where) {
  return where === undefined ? "" : sources[evidence[where].sources[0]].start ?? "";
}

/** The sentences around the passages, where the page has them, and each work with its characters. @param {number} where @returns {HTMLElement[]} */
export function sourceEntries(where) {
  const { works: places } = evidence[where];
  return [
    ...quotesOf(where).map(({ document, number, passages }) => {
      const runs = runsOf(editions[document]?.words[number - 1] || "", manuscripts[document].sentences[number - 1].start, passages);
      return element("li", {}, [element("blockquote", {}, runs.map(({ text, passage }) => (passage ? element("mark", { text }) : text)))]);
    }),
    ...places.map((place) => element("li", {}, [workLine(place, evidence[where].sources.map((number) => sources[number]), where)])),
  ];
}

/** A work as a link, with its day and the place that is meant, whose characters a tooltip has; the work's own page marks the words of the passages. @param {[number, Bilingual?, Bilingual?]} place @param {Source[]} passages @param {number} where */
function workLine(place, passages, where) {
  const { title, link: page } = works[place[0]];
  const directives = new Set(passages.filter(({ work }) => work === place[0]).map(({ directive }) => directive).filter(Boolean));
  const link = page && directives.size ? `${page}#:~:${[...directives].join("&")}` : page;
  const after = pick(works[place[0]].after[place[1] ? 0 : 1]).replace("{range}", () => pick(place[2]));
  return element("p", { class: "work" }, [
    linkElement(pick(title), link),
    after ? element("span", { text: `${comma()}${after}`, attributes: place[1] ? { title: gettext("characters {range}", { range: pick(place[1]) }) } : {} }) : null,
    place[1] && manuscripts.some(({ work }) => work === place[0]) ? element("button", { class: "read-here", text: gettext("Read it there"), on: { click: () => { openEvidence(where); writeAddress(); } } }) : null,
  ]);
}
