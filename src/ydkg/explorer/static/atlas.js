/**
 * What the page knows, read once from its data element, and found by thing.
 * @typedef {{label: string, zh?: string, aliases?: string[], kind: string, family: string, direction?: string,
 *   definition?: string, note?: string, values?: Value[], mentions?: number[], sources?: number[]}} Thing
 * @typedef {{label: string, text: string, link?: string, sources: number[], confidence?: string}} Value
 * @typedef {{predicate: string, id: string, sources: number[], sentence?: string, role?: string, undrawn?: boolean, date?: string, confidence?: string}} Relation
 * @typedef {{label: string, metric: string, about: string, text: string, zh?: string, value: number | null, unit: string, bound?: string,
 *   status?: string, period?: string, edition?: string, asOf?: string, sources: number[]}} Observation
 * @typedef {{label: string, current?: string, baseline?: string, target?: string, against?: string[], change?: string, changeZh?: string,
 *   outcome?: string, outcomeText?: string, sources: number[]}} Comparison
 * @typedef {{about: string, modality: string, says: string, zh: string, asOf?: string,
 *   on?: string, notAfter?: string, sources: number[]}} Milestone
 * @typedef {{label: string, about: string, of: string, scope?: string, since?: string, sources: number[]}} Claim
 * @typedef {{work: number, start?: number, end?: number, sentence?: number, id?: string}} Source
 * @typedef {{title: string, date: string, link: string, licence: string, kind: string, id: string}} Work
 */

/**
 * A table of records, by name where they have names: keys once, then values, those at the end left out where there are none.
 * @param {{keys: string[], rows: any[][], names?: string[]}} packed
 * @returns {any}
 */
function unpacked({ keys, rows, names }) {
  const records = rows.map((row) => Object.fromEntries(keys.map((key, place) => [key, row[place]]).filter(([, value]) => value !== null && value !== undefined)));
  return names ? Object.fromEntries(records.map((record, place) => [names[place], record])) : records;
}

const atlas = JSON.parse(byId("atlas").textContent || "{}");
for (const [name, value] of Object.entries(atlas)) if (value && value.rows) atlas[name] = unpacked(value);
/** @type {Map<string, Thing>} */
const things = new Map(Object.entries(atlas.things));
/** @type {Relation[]} */
const relations = atlas.relations.map((/** @type {Relation} */ relation) => (/^[0-9a-f]{12}$/.test(relation.id) ? { ...relation, id: `statement-${relation.id}` } : relation));
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
/** @type {(Milestone & {id: string})[]} */
const milestones = Object.entries(atlas.milestones).map(([id, milestone]) => ({ id, ...milestone }));
const milestonesOf = grouped(milestones, (milestone) => milestone.about);
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

/** What a thing is called in the page's language, in English where it has no other name. @param {string} id */
function nameOf(id) {
  const { label, zh } = thing(id);
  return (view.lang === "zh" && zh) || label;
}

/** Whether a name is in another language than the page. @param {string} id */
function foreign(id) {
  return view.lang === "zh" && !thing(id).zh;
}

/** A relation's words: 0 between its ends, 1 heading onward, 2 heading back. @param {string} predicate @param {0 | 1 | 2} which */
function phraseOf(predicate, which) {
  return atlas.phrases[predicate][which + (view.lang === "zh" ? 3 : 0)];
}

/** A relation as a sentence: the record's own, or one made of the two names. @param {number} number */
function sentenceOf(number) {
  const { from, to } = lines[number];
  if (number >= relations.length) return `${nameOf(from)} – ${say("measuredBy")} – ${nameOf(to)}`;
  const { sentence, predicate, role } = relations[number];
  const verb = phraseOf(predicate, 0);
  if (view.lang === "zh") {
    const [before, after] = verb.includes("…") ? verb.split("…") : [verb, ""];
    return spaced(`${nameOf(from)}${before.replace("#", term(role))}${nameOf(to)}${after.replace("#", term(role))}`);
  }
  if (predicate === "org:Membership" && role) return `${nameOf(from)} is ${role} of ${nameOf(to)}`;
  return sentence || `${capitalized(nameOf(from))} ${verb} ${nameOf(to)}`;
}

/** Set Latin names off from the Chinese around them. @param {string} text */
function spaced(text) {
  return text.replace(/([A-Za-z”’])(?=[\u4e00-\u9fff])/g, "$1 ").replace(/([\u4e00-\u9fff])(?=[A-Za-z“‘])/g, "$1 ");
}

/** A figure as a sentence. @param {Observation} figure */
function figureSentence(figure) {
  if (view.lang === "en" || !things.has(figure.metric)) return figure.label;
  const about = things.has(figure.about) ? nameOf(figure.about) : "";
  const when = figure.period || figure.edition;
  return `${about}：${nameOf(figure.metric)}${when ? `（${term(when)}）` : ""} ${figureText(figure)}`;
}

/** @param {Observation} figure */
function figureText(figure) {
  return (view.lang === "zh" && figure.zh) || figure.text;
}

/** A milestone as a sentence. @param {Milestone} milestone */
function milestoneSentence(milestone) {
  const name = things.has(milestone.about) ? nameOf(milestone.about) : milestone.about;
  return view.lang === "zh" ? `${name}：${milestone.zh}` : `${capitalized(name)}: ${milestone.says}`;
}

/** The address that names a thing everywhere. @param {string} id */
function iriOf(id) {
  return /^[a-z][a-z0-9+.-]*:/i.test(id) ? id : atlas.base + id;
}
