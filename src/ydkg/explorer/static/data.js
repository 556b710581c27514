/** What the page knows: unpacked once from its data element, and looked up by thing; `ydkg.explorer.document` says what is in it. */

import { addTo, byId } from "./elements.js";
import { pick, spoken } from "./texts.js";

/** @import { Bilingual } from "./proof.js" */
/** @import { Chart } from "./words.js" */

/** @param {string} id of the element that has it @returns {Promise<any>} */
export async function unpacked(id) {
  if (typeof DecompressionStream === "undefined") {
    byId("too-old").hidden = false;
    throw new Error("this browser cannot unpack the page's data");
  }
  const { deflate } = JSON.parse(byId(id).textContent || "{}");
  const signs = atob(deflate);
  const bytes = new Uint8Array(signs.length);
  for (let at = 0; at < signs.length; at += 1) bytes[at] = signs.charCodeAt(at);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).json();
}

/** Everything that the page knows. @type {any} */
export const atlas = await unpacked("atlas");

/**
 * @typedef {{name: Bilingual, short?: Bilingual, aliases?: string[], kind: Bilingual, family: string, direction?: string, rank?: boolean, states?: Bilingual, status?: string, definition?: Bilingual,
 *   note?: Bilingual, values?: Value[], mentions?: number, described?: number, registered?: number, turtle: string}} Thing
 * @typedef {{heading: Bilingual, text: Bilingual, sentence: Bilingual, link?: string, property: string, object: string, id?: string, note?: Bilingual, evidence?: number,
 *   confidence?: Bilingual, basis?: Bilingual, turtle?: string}} Value
 * @typedef {{predicate: string, id: string, phrase: number, sentence: Bilingual, role?: Bilingual, date?: string, day?: Bilingual, as_of?: Bilingual, note?: Bilingual,
 *   evidence?: number, confidence?: Bilingual, basis?: Bilingual, record?: boolean, defined?: boolean, turtle?: string}} Relation
 * @typedef {{id: string, metric: string, about: string, sentence: Bilingual, value: Bilingual, number?: number, when?: Bilingual, undated?: boolean, circumstances?: Bilingual, status?: Bilingual,
 *   state?: string, note?: Bilingual, basis?: Bilingual, evidence?: number, chart?: Chart, turtle: string}} Observation
 * @typedef {"baseline" | "current" | "target"} Role
 * @typedef {{role: Role, title: Bilingual, figure: string, about?: string, when?: Bilingual}} Step
 * @typedef {{id: string, metric: string, about: string, sentence: Bilingual, steps?: Step[], chart?: Chart, change?: Bilingual, computed?: Bilingual, changed?: number, differs?: number,
 *   against?: Bilingual, direction?: string, verdict?: {key: string}, judged?: Bilingual, note?: Bilingual, basis?: Bilingual, evidence?: number, turtle: string}} Comparison
 * @typedef {{id: string, about: string, modality: string, sentence: Bilingual, when?: Bilingual, last_day?: string, mark?: Bilingual, steps?: {day: string, modality: string, mark: Bilingual}[], note?: Bilingual, basis?: Bilingual, evidence?: number,
 *   turtle: string}} Milestone
 * @typedef {{id: string, about: string, says: Bilingual, sentence: Bilingual, scope?: string, note?: Bilingual, basis?: Bilingual, evidence?: number,
 *   turtle: string}} Claim
 * @typedef {{sentence: Bilingual, page: Bilingual, confidence?: Bilingual, link?: string, stands?: Bilingual, note?: Bilingual}} PageWord
 * @typedef {{sources: number[], sign: string, mark: Bilingual, works: [number, Bilingual?, Bilingual?][]}} Evidence
 * @typedef {{work: number, id: string, start?: number, end?: number, directive?: string}} Source
 * @typedef {{id: string, title: Bilingual, day?: Bilingual, link?: string, register?: boolean, turtle: string, after: Bilingual[], cited: Bilingual[]}} Work
 */

/** What families are called. @type {Map<string, Bilingual>} */
export const familyNames = new Map(atlas.families);
/** @type {Map<string, Thing>} */
export const things = new Map(Object.entries(atlas.things));
/** @type {{from: string, to: string}[]} */
export const lines = atlas.picture.edges.map((/** @type {[number, number]} */ [from, to]) => ({ from: atlas.picture.nodes[from][0], to: atlas.picture.nodes[to][0] }));
/** @type {Relation[]} */
export const relations = atlas.relations;
/** @type {Evidence[]} */
export const evidence = atlas.evidence;

/** Group records by what a key function gives. @template T @param {Iterable<T>} records @param {(record: T) => string} key @returns {Map<string, T[]>} */
export function grouped(records, key) {
  /** @type {Map<string, T[]>} */
  const found = new Map();
  for (const record of records) addTo(found, key(record), record);
  return found;
}

/** The numbers of items by their keys, of which each may have several. @template Item, Key @param {Item[]} items @param {(item: Item, number: number) => Iterable<Key>} keys @returns {Map<Key, number[]>} */
export function numbersBy(items, keys) {
  /** @type {Map<Key, number[]>} */
  const found = new Map();
  items.forEach((item, number) => { for (const key of keys(item, number)) addTo(found, key, number); });
  return found;
}

/** @type {Observation[]} */
export const figures = atlas.observations;
export const observations = new Map(figures.map((figure) => [figure.id, figure]));
export const figuresOf = grouped(figures, ({ about }) => about);
export const figuresIn = grouped(figures, ({ metric }) => metric);
/** @type {Comparison[]} */
export const comparisons = atlas.comparisons;
export const comparisonsOf = grouped(comparisons, ({ steps = [] }) => steps.find(({ role }) => role === "current")?.figure || "");
/** By day, status and name. @type {Milestone[]} */
export const milestones = atlas.milestones;
export const milestoneById = new Map(milestones.map((milestone) => [milestone.id, milestone]));
export const milestonesOf = grouped(milestones, ({ about }) => about);
/** How far something can have come, from the plan to the deed. @type {string[]} */
export const modalities = atlas.modalities;
/** @type {Claim[]} */
export const claims = atlas.claims;
export const claimsOf = grouped(claims, ({ about }) => about);
/** What became of milestones, and what public pages say of things, by name. @type {{answers: Record<string, {official?: Bilingual, words?: PageWord[]}>, words: Record<string, PageWord[]>, as_of: Bilingual, silence: Bilingual, days: string[]}} */
export const later = atlas.later;

/** Who answers for places and bodies: of each post the number of its relation, and those of what its body is responsible for. @type {Record<string, [number, number[]][]>} */
export const postsFor = atlas.posts;

/** The drawn lines at every thing: numbers of picture edges, relations first, then "measured by". */
export const linesAt = numbersBy(lines, ({ from, to }, number) => (relations[number]?.defined ? [] : new Set([from, to])));
/** The relations of every thing, those that are not drawn too. */
export const relationsAt = numbersBy(lines, ({ from, to }, number) => (number < relations.length ? new Set([from, to]) : []));

/** How many relations a thing has in all. @param {string} id */
export function relationCount(id) {
  return inAll(id, "relations", relationsAt.get(id)?.length || 0);
}

/** How many different things each thing is joined to. @type {Map<string, Set<string>>} */
export const nextTo = new Map([...things.keys()].map((id) => [id, new Set((linesAt.get(id) || []).map((number) => otherEnd(number, id)).filter((other) => other !== id))]));

/** The other end of a line. @param {number} number @param {string} id */
export function otherEnd(number, id) {
  return lines[number].from === id ? lines[number].to : lines[number].from;
}

/** How many different things a thing is joined to. @param {string} id */
export function connections(id) {
  return nextTo.get(id)?.size || 0;
}

/** The things in an order of those most connected. @param {Iterable<string>} ids @returns {string[]} */
export function mostConnected(ids) {
  return [...ids].sort((a, b) => connections(b) - connections(a) || (a < b ? -1 : 1));
}

/** The things next to a thing, most connected first. @param {string} id */
export function neighbours(id) {
  return mostConnected(nextTo.get(id) || []);
}

/** @param {string} id */
export function thing(id) {
  const found = things.get(id);
  if (!found) throw new Error(`no thing is called ${id}`);
  return found;
}

/** A text in English. @param {Bilingual | undefined} text */
export function english(text) {
  return Array.isArray(text) ? text[0] : text || "";
}

/** A text in the language that is not the page's; empty where it says the same in both. @param {Bilingual} text */
export function other(text) {
  return Array.isArray(text) ? text[spoken.lang === "zh" ? 0 : 1] : "";
}

/** What a thing is called in the page's language, in short, in English where it has no other name; what is no thing by its slug. @param {string} id */
export function nameOf(id) {
  return things.has(id) ? pick(thing(id).short || thing(id).name) : id;
}

/** Whether a name is in another language than the page. @param {string} id */
export function foreign(id) {
  return spoken.lang === "zh" && !Array.isArray(thing(id).name);
}

/** What a relation is called. @param {number} number @param {"between" | "onward" | "back"} which between two names, over objects, over subjects */
export function phraseOf(number, which) {
  return pick(atlas.phrases[relations[number].phrase][which]);
}

/** A line as a sentence. @param {number} number */
export function sentenceOf(number) {
  return pick(number < relations.length ? relations[number].sentence : atlas.measured[number - relations.length]);
}

/** What a word of the data is called: how far a milestone has come, which way is better, what a comparison comes to. @param {string} [key] */
export function termFor(key = "") {
  return pick(atlas.words[key]);
}

/** The address that names a thing everywhere. @param {string} id */
export function iriOf(id) {
  return /^[a-z][a-z0-9+.-]*:/i.test(id) ? id : atlas.base + id;
}

/** What narrows: a focus area, a province, a status. @typedef {"topic" | "place" | "status"} Facet */

/** @type {Facet[]} */
export const facetNames = ["topic", "place", "status"];
/** Members of every facet's values. @type {Map<string, Set<string>>} */
export const facetMembers = new Map();
for (const facet of facetNames)
  for (const [value, members] of Object.entries(atlas.facets[facet])) facetMembers.set(`${facet} ${value}`, new Set(members));

/**
 * How many things there are in all, the thing that the part is around, and how many of each the things of the part have in all; nothing where the page has all.
 * @typedef {"figures" | "relations" | "neighbours" | "mentions"} Counted
 * @type {{things: number, around: string, counts: Record<string, Record<Counted, number>>} | undefined}
 */
export const partOf = atlas.partOf;

/** How many a thing has in all. @param {string} id @param {Counted} what @param {number} here how many the page has */
export function inAll(id, what, here) {
  return partOf?.counts[id]?.[what] ?? here;
}
