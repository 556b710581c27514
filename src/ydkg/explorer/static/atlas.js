/**
 * What the page knows, read once from its data element, and found by thing.
 * @typedef {{label: string, zh?: string, aliases?: string[], kind: string, family: string, direction?: string,
 *   many?: boolean, definition?: string, note?: string, values?: Value[], mentions?: number[], sources?: number[]}} Thing
 * @typedef {{label: string, text: string, link?: string, property: string, object: string, id?: string, note?: string, sources: number[],
 *   confidence?: string}} Value
 * @typedef {{predicate: string, id: string, sources: number[], sentence?: string, role?: string, undrawn?: boolean, date?: string, confidence?: string, note?: string}} Relation
 * @typedef {{label: string, metric: string, about: string, text: string, zh?: string, value: number | null, unit: string, bound?: string,
 *   status?: string, period?: string, edition?: string, asOf?: string, parts?: string, topics?: string[], note?: string, sources: number[]}} Observation
 * @typedef {{id: string, label: string, zh?: string, current?: string, baseline?: string, target?: string, againstAbout?: string,
 *   againstPeriod?: string, change?: string, changeZh?: string, stated?: string[], outcome?: string, outcomeText?: string, note?: string, sources: number[]}} Comparison
 * @typedef {{about: string, modality: string, stage: string, says: string, zh: string, asOf?: string,
 *   on?: string, notAfter?: string, note?: string, sources: number[]}} Milestone
 * @typedef {{id: string, label: string, zh: string, about: string, of: string, scope?: string, since?: string, note?: string, sources: number[]}} Claim
 * @typedef {{work: number, start?: number, end?: number, sentence?: number, id?: string}} Source
 * @typedef {{title: string, date: string, link: string, licence: string, kind: string, id: string}} Work
 */

/**
 * A table of records, by name where they have names: keys once, then values, those at the end left out where there are none.
 * @param {{keys: string[], rows: any[][], names?: string[]}} packed
 * @returns {any}
 */
function unpacked({ keys, rows, names }) {
  const records = rows.map((row) => {
    /** @type {Record<string, any>} */
    const record = {};
    row.forEach((value, place) => { if (value !== null) record[keys[place]] = value; });
    return record;
  });
  return names ? Object.fromEntries(records.map((record, place) => [names[place], record])) : records;
}

for (const [name, value] of Object.entries(atlas)) if (value && value.rows) atlas[name] = unpacked(value);
/** @type {Map<string, Thing>} */
const things = new Map(Object.entries(atlas.things));
/** @type {Relation[]} */
const relations = atlas.relations.map((/** @type {Relation} */ relation) => (/^[0-9a-f]{12}$/.test(relation.id) ? { ...relation, id: `statement-${relation.id}` } : relation));
/** @type {Map<string, Observation>} */
const observations = new Map(Object.entries(atlas.observations));
/** @type {Comparison[]} */
const comparisons = named(atlas.comparisons);

/**
 * Records that know their names.
 * @template T
 * @param {Record<string, T>} records
 * @returns {(T & {id: string})[]}
 */
function named(records) {
  return Object.entries(records).map(([id, record]) => ({ id, ...record }));
}

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
const milestones = named(atlas.milestones);
const milestonesOf = grouped(milestones, (milestone) => milestone.about);
/** @type {Claim[]} */
const claims = named(atlas.claims);
const claimsOf = grouped(claims, (claim) => claim.about);

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
  for (const end of new Set([lines[number].from, lines[number].to])) {
    const known = relationsAt.get(end);
    if (known) known.push(number);
    else relationsAt.set(end, [number]);
  }
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

/**
 * A relation's words, as they are for the family of its subject.
 * @param {number} number
 * @param {0 | 1 | 2} which the verb, the heading onward, the heading back
 * @returns {string}
 */
function phraseOf(number, which) {
  const { predicate } = relations[number];
  const words = atlas.phrases[`${predicate} ${thing(lines[number].from).family}`] || atlas.phrases[predicate];
  if (view.lang === "zh") return words[which + 3];
  return words[which === 0 && thing(lines[number].from).many ? 6 : which];
}

/** A relation as a sentence, as `ydkg.words.relation.sentence` makes it: of the two names, or the record's own. @param {number} number */
function sentenceOf(number) {
  const { from, to } = lines[number];
  if (number >= relations.length) return `${nameOf(from)} – ${gettext("measured by")} – ${nameOf(to)}`;
  const { sentence, role } = relations[number];
  const verb = phraseOf(number, 0);
  if (view.lang === "en" && sentence && !(verb.includes("#") && role)) return sentence;
  const [before, after] = [...verb.split("…"), ""].map((part) => part.trim().replace("#", term(role)));
  if (view.lang === "zh") return spaced(`${nameOf(from)}${before}${nameOf(to)}${after}`);
  return [capitalized(nameOf(from)), before, nameOf(to), after].filter(Boolean).join(" ");
}

/** Set Latin names off from the Chinese around them. @param {string} text */
function spaced(text) {
  return text.replace(/([A-Za-z][ -~]*)(?<=[A-Za-z0-9])(?=[\u4e00-\u9fff])/g, "$1 ").replace(/([\u4e00-\u9fff])(?=[0-9]*[A-Za-z])/g, "$1 ");
}

/** A figure as a sentence. @param {Observation} figure */
function figureSentence(figure) {
  if (view.lang === "en" || !things.has(figure.metric)) return figure.label;
  const about = things.has(figure.about) ? nameOf(figure.about) : "";
  const when = [figureTime(figure), figure.status === "actual" ? "" : term(figure.status)].filter(Boolean).join("，");
  return spaced(`${about ? `${about}的` : ""}${nameOf(figure.metric)}：${figureText(figure)}${when ? `（${when.replace("（", "，").replace("）", "")}）` : ""}`);
}

/** @param {Observation} figure */
function figureText(figure) {
  return (view.lang === "zh" && figure.zh) || figure.text;
}

/** A comparison as a sentence. @param {Comparison} comparison */
function comparisonSentence(comparison) {
  return (view.lang === "zh" && comparison.zh) || comparison.label;
}

/** A first claim as a sentence. @param {Claim} claim */
function claimSentence(claim) {
  return view.lang === "zh" ? claim.zh : claim.label;
}

/** A value of a thing as a sentence. @param {string} id @param {Value} value */
function valueSentence(id, { label, text }) {
  const value = readableDay(term(text));
  if (view.lang === "zh") return spaced(`${nameOf(id)}的${term(label)}：${value}`);
  return `${capitalized(nameOf(id))}, ${/^.[a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label}: ${value}`;
}

/** A milestone as a sentence. @param {Milestone} milestone */
function milestoneSentence(milestone) {
  const name = things.has(milestone.about) ? nameOf(milestone.about) : milestone.about;
  const tail = milestone.asOf ? gettext(", as of {day}", { day: readableDay(milestone.asOf) }) : "";
  return (view.lang === "zh" ? `${name}：${milestone.zh}` : `${capitalized(name)}: ${milestone.says}`) + tail;
}

/** The address that names a thing everywhere. @param {string} id */
function iriOf(id) {
  return /^[a-z][a-z0-9+.-]*:/i.test(id) ? id : atlas.base + id;
}
