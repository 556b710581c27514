/** What the documents hold: their sentences and passages, their words where they are at hand, and the facts at every passage. */

/** @type {Manuscript[]} */
const manuscripts = atlas.documents.map(manuscript);
/** What is known of each document's words, by its place among them. @type {(Edition | undefined)[]} */
const editions = atlas.documents.map((/** @type {Packed} */ { text }, /** @type {number} */ place) => {
  if (!text) return undefined;
  const [document, signs] = [manuscripts[place], Array.from(text)];
  // The page was built with it: its sentences are taken as if they had been found by their digests.
  return editionOf(document, new Map(document.sentences.map(({ start, end, digest }) => [digest, { line: text, number: 0, at: signs.slice(0, start).join("").length, words: signs.slice(start, end).join("") }])));
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
    for (const { sentence, where } of values) put(sentence, where, [id]);
    put(name, mentions, [id], { named: true });
    put(name, described, [id]);
  }
  relations.forEach(({ sentence, where }, line) => put(sentence, where, [lines[line].from, lines[line].to], { line }));
  for (const { sentence, where, about, metric } of [...figures, ...comparisons]) put(sentence, where, [about, metric]);
  for (const { sentence, where, about } of [...milestones, ...claims]) put(sentence, where, [about]);
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
function knownFacts() {
  return (factsInOrder ??= orderedFacts());
}

/** The document that a source is in; -1 where its sentences are not known. @param {Source} source */
function documentOf({ work }) {
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

/** The directives of documents whose whole text is at hand. @type {Map<number, Directives>} */
const directivesOf = new Map();

/** The directive by which a browser marks a passage: as the data have it, else by its words. @param {Source} source */
function directiveOf(source) {
  const document = documentOf(source);
  const text = editions[document]?.text;
  if (source.lit || !text || source.start === undefined || source.end === undefined) return source.lit || "";
  let directives = directivesOf.get(document);
  if (!directives) directivesOf.set(document, (directives = new Directives(text)));
  const number = sentenceAt(manuscripts[document], source.start);
  source.lit = directives.of(source.start, source.end, manuscripts[document].sentences[number - 1]);
  return source.lit;
}
