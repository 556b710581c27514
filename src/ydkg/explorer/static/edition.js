/**
 * Whether a text is a document of the graph: sentence by sentence, and passage by passage, by their digests.
 * @typedef {string | [string, string]} Bilingual in English and Chinese, or the same in both
 * @typedef {{start: number, end: number, digest: string}} Span code points of the text, the last not included
 * @typedef {{work: number, digest: string, sentences?: [number, number][], sections?: [string, Bilingual, number, number][], passages?: Span[], text?: string}} Packed
 *   a document as the data have it
 * @typedef {{work: number, digest: string, sentences: Span[], passages: Span[], sections: [string, Bilingual, number, number][]}} Manuscript
 * @typedef {{words: (string | undefined)[], held: number, proven: number, missing: number, text: string}} Edition the words of each
 *   sentence where they are there; how many sentences and passages are; the first sentence that is not, from 1; the whole text to the letter, or nothing
 */

/** A document, of whose sentences those that are passages have digests. @param {Packed} packed @returns {Manuscript} */
function manuscript({ work, digest, sentences = [], sections = [], passages = [] }) {
  const known = new Map(passages.map((span) => [`${span.start} ${span.end}`, span]));
  return { work, digest, sections, passages, sentences: sentences.map(([start, end]) => known.get(`${start} ${end}`) || { start, end, digest: "" }) };
}

/**
 * The sentences of lines by their digests, in steps; a space that does not break stands for a plain one too.
 * @typedef {Map<string, {line: string, number: number, at: number, words: string}>} Hashed
 * @param {string[]} lines
 * @param {string} pattern of a sentence
 * @param {Manuscript[]} documents whose sentences are looked for: what is as long as none of them is none of them
 * @returns {Generator<void, Hashed>}
 */
function* hashedSentences(lines, pattern, documents) {
  const lengths = new Set(documents.flatMap(({ sentences: spans }) => spans.map(spanOf)));
  const sentence = new RegExp(pattern, "gu");
  /** @type {Hashed} */
  const found = new Map();
  let count = 0;
  for (const [number, line] of lines.entries()) {
    for (const written of new Set([line, line.replaceAll("\u00a0", " ")])) {
      for (const { 0: words, index: at } of written.matchAll(sentence)) {
        if ((count += 1) % 256 === 0) yield;
        if (!lengths.has(/[\ud800-\udbff]/.test(words) ? Array.from(words).length : words.length)) continue;
        const digest = digestOf(words);
        if (!found.has(digest)) found.set(digest, { line: written, number, at, words });
      }
    }
  }
  return found;
}

/** Take all steps of some work, and let the browser go on every few milliseconds. @template T @param {Generator<void, T>} steps @returns {Promise<T>} */
async function inSteps(steps) {
  let begun = performance.now();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() - begun < 12) continue;
    await new Promise((go) => { setTimeout(go); });
    begun = performance.now();
  }
}

/** @param {Manuscript} document @param {Hashed} found @returns {Edition} */
function editionOf(document, found) {
  const there = document.sentences.map(({ digest }) => found.get(digest));
  const words = there.map((each) => each?.words);
  let proven = 0;
  for (const { start, end, digest } of document.passages) {
    const number = sentenceAt(document, start);
    const known = words[number - 1];
    if (known !== undefined && digestOf(Array.from(known).slice(start - document.sentences[number - 1].start, end - document.sentences[number - 1].start).join("")) === digest) proven += 1;
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
  return { words, held, proven, missing: words.indexOf(undefined) + 1, text: text && digestOf(text) === document.digest ? text : "" };
}

/** What to say of an edition: how much is proven, and what else there is to know. @param {Manuscript} document @param {Edition} edition */
function sealOf(document, edition) {
  const more = edition.text
    ? gettext("The whole text, SHA-256 {digest}", { digest: `${document.digest.slice(0, 12)}…` })
    : edition.missing ? gettext("Another edition: sentence {n} of {m} is the first that is not there.", { n: edition.missing, m: document.sentences.length }) : gettext("Another edition: its sentences are all there, what is between them differs.");
  return { kind: edition.text ? "whole" : "part", line: ngettext("{k} of {n} passage is these words", "{k} of {n} passages are these words", document.passages.length, { k: edition.proven }), more };
}

/** The longest passage of a fact, which it is mainly written in. @template {{start?: number, end?: number}} Passage @param {Passage[]} passages @returns {Passage | null} */
function longestOf(passages) {
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
function tintOf(document, passage, main) {
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
function runsOf(words, from, passages) {
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
function sentenceAt({ sentences: spans }, position) {
  return firstOf(spans.length, (number) => spans[number].start > position);
}
