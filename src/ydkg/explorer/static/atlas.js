/**
 * What the page knows, read once from its data element, and found by thing.
 * @typedef {{label: string, zh?: string, aliases?: string[], kind: string, family: string,
 *   definition?: string, note?: string, values?: Value[], mentions?: number[], sources?: number[]}} Thing
 * @typedef {{label: string, text: string, link?: string, sources: number[], confidence?: string}} Value
 * @typedef {{predicate: string, id: string, sources: number[], sentence?: string, role?: string, undrawn?: boolean, date?: string, confidence?: string}} Relation
 * @typedef {{label: string, metric: string, about: string, text: string, value: number | null, unit: string,
 *   status?: string, period?: string, edition?: string, asOf?: string, sources: number[]}} Observation
 * @typedef {{label: string, current?: string, baseline?: string, target?: string, against?: string, change?: string,
 *   outcome?: string, outcomeText?: string, sources: number[]}} Comparison
 * @typedef {{label: string, about: string, stage: string, modality: string, modalityText: string, asOf?: string,
 *   on?: string, notAfter?: string, sources: number[]}} Milestone
 * @typedef {{label: string, about: string, of: string, scope?: string, since?: string, sources: number[]}} Claim
 * @typedef {{work: number, start?: number, end?: number, sentence?: number}} Source
 * @typedef {{title: string, date: string, link: string, licence: string, kind: string}} Work
 */

const atlas = JSON.parse(byId("atlas").textContent || "{}");
/** @type {Map<string, Thing>} */
const things = new Map(Object.entries(atlas.things));
/** @type {Relation[]} */
const relations = atlas.relations;
/** @type {Map<string, Observation>} */
const observations = new Map(Object.entries(atlas.observations));
/** @type {Comparison[]} */
const comparisons = Object.values(atlas.comparisons);

/**
 * Group records by what a key function gives.
 * @template T
 * @param {Iterable<T>} records
 * @param {(record: T) => string} key
 * @returns {Map<string, T[]>}
 */
function grouped(records, key) {
  /** @type {Map<string, T[]>} */
  const found = new Map();
  for (const record of records) {
    const name = key(record);
    const group = found.get(name);
    if (group) group.push(record);
    else found.set(name, [record]);
  }
  return found;
}

const figuresOf = grouped(observations.entries(), ([, figure]) => figure.about);
const figuresIn = grouped(observations.entries(), ([, figure]) => figure.metric);
const comparisonsOf = grouped(comparisons, (comparison) => comparison.current || "");
/** @type {Map<string, Milestone[]>} */
const milestonesOf = grouped(Object.values(atlas.milestones), (milestone) => milestone.about);
/** @type {Map<string, Claim[]>} */
const claimsOf = grouped(Object.values(atlas.claims), (claim) => claim.about);

/** The drawn lines at every thing: numbers of picture edges, relations first, then "measured by". @type {Map<string, number[]>} */
const linesAt = new Map();
/** @type {{from: string, to: string}[]} */
const lines = atlas.picture.edges.map((/** @type {[number, number]} */ [from, to]) => ({ from: atlas.picture.nodes[from][0], to: atlas.picture.nodes[to][0] }));
lines.forEach((line, number) => {
  if (relations[number]?.undrawn) return;
  for (const end of new Set([line.from, line.to])) {
    const known = linesAt.get(end);
    if (known) known.push(number);
    else linesAt.set(end, [number]);
  }
});

/** The relations of every thing, those that are not drawn too. @type {Map<string, number[]>} */
const relationsAt = new Map();
relations.forEach((_, number) => {
  for (const end of new Set([lines[number].from, lines[number].to])) relationsAt.set(end, [...(relationsAt.get(end) || []), number]);
});

/**
 * The things next to a thing, most connected first.
 * @param {string} id
 * @returns {string[]}
 */
function neighbours(id) {
  const found = new Set();
  for (const number of linesAt.get(id) || []) found.add(lines[number].from === id ? lines[number].to : lines[number].from);
  found.delete(id);
  return [...found].sort((a, b) => connections(b) - connections(a) || (a < b ? -1 : 1));
}

/** @type {Map<string, number>} */
const connectionCounts = new Map();
for (const id of things.keys()) {
  const found = new Set();
  for (const number of linesAt.get(id) || []) found.add(lines[number].from === id ? lines[number].to : lines[number].from);
  found.delete(id);
  connectionCounts.set(id, found.size);
}

/** How many different things a thing is joined to. @param {string} id */
function connections(id) {
  return connectionCounts.get(id) || 0;
}

/** @param {string} id */
function thing(id) {
  const found = things.get(id);
  if (!found) throw new Error(`no thing is called ${id}`);
  return found;
}

/** A relation as a sentence: the record's own, or one made of the two names. @param {number} number */
function sentenceOf(number) {
  const { sentence, predicate } = relations[number];
  const { from, to } = lines[number];
  return sentence || `${thing(from).label} ${atlas.phrases[predicate][0]} ${thing(to).label}`;
}

/** The address that names a thing everywhere. @param {string} id */
function iriOf(id) {
  return /^[a-z][a-z0-9+.-]*:/i.test(id) ? id : atlas.base + id;
}
