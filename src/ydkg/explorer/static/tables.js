/** Tables of things, relations, milestones and metrics, and the board of milestones. */

import { arrangements } from "./arrangement.js";
import { compareTable } from "./compare.js";
import { markElement, markOf, modalityOf } from "./day.js";
import { comparisons, facetMembers, figures, later, lines, milestones, modalities, nameOf, observations, other, phraseOf, relationCount, relations, termFor, thing, things } from "./data.js";
import { byId, element, inputOf } from "./elements.js";
import { filtersSet, passes, recordsTimely } from "./filters.js";
import { chooseLine } from "./main.js";
import { placesTable } from "./map.js";
import { againstElement, figureCount, thingButton, verdictElement } from "./panel.js";
import { searchForm } from "./search.js";
import { sourceFold, startOf } from "./sources.js";
import { gettext, inOrder, ngettext, pick, spoken } from "./texts.js";
import { markLimit, meantFirst, timelineTable } from "./time.js";
import { view, writeAddress } from "./view.js";
import { capitalized, chartElement, countElement, focusOn, folded, worded } from "./words.js";

/** @import { Comparison, Facet, Milestone, Observation, Role } from "./data.js" */
/** @import { Bilingual } from "./proof.js" */

/** By form, and by what they are of. @type {Map<string, Map<unknown, any>>} */
export let keptRows = new Map();
/** The language that they are in. */
let keptIn = "";

/**
 * Give a row as it was made before, or make it; the selection is marked anew.
 * @template {Element} Row @param {string} form @param {unknown} of what is shown in this form
 * @param {string[]} ids the things that are selected with it @param {() => Row} make @returns {Row}
 */
export function keptRow(form, of, ids, make) {
  if (keptIn !== spoken.lang) forgetRows();
  let kept = keptRows.get(form);
  if (!kept) keptRows.set(form, (kept = new Map()));
  let row = kept.get(of);
  if (!row) kept.set(of, (row = make()));
  row.classList.toggle("selected", view.node !== null && ids.includes(view.node));
  return row;
}

/**
 * Give the frame around rows as it was made before, with what is in it now.
 * @param {string} name @param {() => HTMLElement} make the frame, empty @param {(HTMLElement | null)[]} children
 */
export function keptFrame(name, make, children) {
  const frame = keptRow("frame", name, [], make);
  settle(frame, children);
  return frame;
}

/** With more things and milestones than this a view of when and where is laid out as far as it is in sight, and a change shows there first. */
const manyRows = things.size + milestones.length > 1000;
/** How many rows a list holds: of many rows one list after the other is laid out, when it comes into sight. */
const rowsTogether = 15;

/** Do what need not be seen at once: where there are many rows, when the next frame has been painted. @param {() => void} act */
export function afterPainting(act) {
  if (manyRows) requestAnimationFrame(() => (window.requestIdleCallback || setTimeout)(act));
  else act();
}

/** The frames that are in sight. @type {Set<Element>} */
const inSight = new Set();
const sight = new IntersectionObserver((seen) => { for (const { target, isIntersecting } of seen) inSight[isIntersecting ? "add" : "delete"](target); });
/** What frames out of sight are still to be filled with. @type {Map<Element, () => void>} */
const unfilled = new Map();

/** Fill a frame: of many rows those that are out of sight after those that are in sight. @param {Element} frame @param {() => void} fill */
export function fillInSight(frame, fill) {
  sight.observe(frame);
  if (!manyRows || !frame.firstChild || inSight.has(frame)) {
    unfilled.delete(frame);
    fill();
  } else {
    if (!unfilled.size) afterPainting(() => { for (const later of unfilled.values()) later(); unfilled.clear(); });
    unfilled.set(frame, fill);
  }
}

/**
 * Rows in lists as they were made before; those that the filters do not mean stay, pale.
 * @template T @param {string} name @param {string} form @param {T[]} rows @param {Set<T>} meant
 * @param {(row: T) => string[]} ids the things that are selected with a row @param {(row: T) => HTMLElement} make
 * @param {{high: number, low: number}} look how high a row and a pale one are, about, in rem
 */
export function keptLists(name, form, rows, meant, ids, make, { high, low }) {
  const parts = Array.from({ length: Math.ceil(rows.length / rowsTogether) }, (_, part) => rows.slice(part * rowsTogether, (part + 1) * rowsTogether));
  return parts.map((part, number) => {
    const list = keptRow("frame", `${name} ${number}`, [], () => element("ul", { class: "plain rows" }));
    fillInSight(list, () => {
      settle(list, part.map((row) => {
        const made = keptRow(form, row, ids(row), () => make(row));
        made.classList.toggle("dim", !meant.has(row));
        return made;
      }));
      list.style.containIntrinsicSize = `auto ${part.reduce((sum, row) => sum + (meant.has(row) ? high : low), 0)}rem`;
    });
    return list;
  });
}

/** Write a number at the end of what was made before. @param {Element} made @param {number} n */
export function writeCount(made, n) {
  const count = /** @type {Element} */ (made.lastElementChild);
  if (count.textContent !== String(n)) count.textContent = String(n);
}

/** Have all rows made anew, as after a text was dropped whose words they quote. */
export function forgetRows() {
  keptRows = new Map();
  unfilled.clear();
  keptIn = spoken.lang;
}

/** Give an element its children, and leave those alone that are there and stay. @param {Element} parent @param {(Element | null)[]} children */
export function settle(parent, children) {
  const wanted = /** @type {Element[]} */ (children.filter(Boolean));
  if (wanted.length === parent.childElementCount) {
    let same = parent.firstElementChild;
    if (wanted.every((child) => { const here = child === same; same = same?.nextElementSibling || null; return here; })) return;
  }
  const kept = new Set(wanted);
  for (const child of [...parent.children]) if (!kept.has(child)) child.remove();
  let at = parent.firstElementChild;
  for (const child of wanted) {
    if (child === at) at = at.nextElementSibling;
    else parent.insertBefore(child, at);
  }
}

/** Whether the filters leave a milestone. @param {Milestone} milestone */
function milestoneMeant(milestone) {
  const { id, about, modality, last_day: last } = milestone;
  return tabled(about) && recordsTimely([id]) && (!view.status || modalityOf(milestone) === view.status) && (!modalities.includes(view.only) || modality === view.only) && (!view.by || (last || "9") <= view.by);
}

/** What a row, or a card, of a milestone shows, and the topmost focus areas of its thing. @param {Milestone} milestone */
function milestoneWords(milestone) {
  const { about, sentence, when, modality } = milestone;
  const themes = (arrangements.get("topic") || []).map(({ hub }) => hub).filter((hub) => hub && facetMembers.get(`topic ${hub}`)?.has(about));
  return `${nameOf(about)} ${[sentence].flat().join(" ")} ${pick(when)} ${termFor(modality)} ${termFor(modalityOf(milestone))} ${markOf(milestone)} ${themes.map(nameOf).join(" ")}`;
}

/** What is planned, under way and done, a row for each focus area, and last what is in none or in several; what the filters do not mean stays, pale and short. */
function boardTable() {
  const wanted = rowFilter(milestoneWords);
  const all = milestones.filter((milestone) => things.has(milestone.about) && !view.out.has(milestone.about) && wanted(milestone));
  const meant = new Set(all.filter(milestoneMeant));
  const rows = allRows ? all : meantFirst(all, meant);
  byId("row-count").textContent = rowCount(meant.size, milestones.length);
  const head = modalities.map((modality) => element("p", { class: "board-head" }, [element("span", { class: `state modality-${modality}`, text: termFor(modality) }), countElement([...meant].filter((row) => modalityOf(row) === modality).length)]));
  const areas = arrangements.get("topic")?.map(({ title, members }) => ({ title: capitalized(pick(title)), about: new Set(members.map(([id]) => id)) })) || [{ title: "", about: things }];
  return [keptFrame("board", () => element("div", { class: "board" }), [element("div", { class: "board-heads" }, head), ...areas.map(({ title, about }) => boardRow(title, rows.filter((row) => about.has(row.about)), meant))]),
    rows.length < all.length ? allRowsButton(all.length) : null,
    nothingLeft(meant.size),
    pick(later.as_of) ? element("p", { class: "quiet", text: pick(later.as_of) }) : null];
}

/** @param {string} title @param {Milestone[]} rows @param {Set<Milestone>} meant */
function boardRow(title, rows, meant) {
  if (!rows.length) return null;
  return keptFrame(`board ${title}`, () => element("section", { class: "board-row" }), [
    title ? element("h2", {}, [element("span", { text: title }), countElement(rows.filter((row) => meant.has(row)).length)]) : null,
    ...modalities.map((modality) => boardLane(title, modality, rows.filter((row) => modalityOf(row) === modality), meant)),
  ]);
}

/** @param {string} title @param {string} modality @param {Milestone[]} rows @param {Set<Milestone>} meant */
function boardLane(title, modality, rows, meant) {
  const [dated, undated] = [rows.filter((row) => row.last_day), rows.filter((row) => !row.last_day)];
  const cards = (/** @type {Milestone[]} */ some) => keptLists(`cards ${title} ${modality} ${some === dated}`, "card", some, meant, (row) => [row.about], boardCard, { high: 7, low: 1.9 });
  return keptFrame(`board ${title} ${modality}`, () => element("div", { class: `board-lane modality-${modality}`, attributes: { role: "group", "aria-label": termFor(modality) } }), [
    ...cards(dated),
    undated.length ? element("p", { class: "undated-head" }, [element("span", { text: gettext("No date said") }), countElement(undated.filter((row) => meant.has(row)).length)]) : null,
    ...cards(undated),
  ]);
}

/** A milestone as a card; of a pale one the name alone is seen. @param {Milestone} milestone */
function boardCard(milestone) {
  const { about, when, sentence, evidence } = milestone;
  return element("li", { class: "card" }, [
    thingButton(about),
    markElement(milestone),
    when ? element("p", { class: "card-when", text: pick(when) }) : null,
    element("p", { class: "sentence" }, worded(pick(sentence))),
    sourceFold(evidence, milestone),
  ]);
}

export const rowLimit = 400;
/**
 * @template T
 * @typedef {{key: string, label: string, sort: (row: T) => string | number, cell: (row: T) => (Node | string | null)[], numeric?: boolean, roomy?: boolean}} Column
 */
export let allRows = false;

/** Go back to the first rows. */
export function showFirstRows() {
  allRows = false;
}

/**
 * Whether a row has all that is looked for, accents, case and the commas of numbers aside.
 * @template T @param {(row: T) => string} words what it is looked for in @returns {(row: T) => boolean}
 */
export function rowFilter(words) {
  const wanted = searchForm(view.find).split(" ").filter(Boolean);
  return (row) => { const text = wanted.length ? searchForm(words(row)) : ""; return wanted.every((word) => text.includes(word)); };
}

/** Show the table anew, and keep it in the address. @param {boolean} [silent] without a step of its own */
export function tableChanged(silent) {
  showTable();
  writeAddress(silent);
}

/** @param {number} kept @param {number} all */
export function rowCount(kept, all) {
  return kept === all ? ngettext("{n} row", "{n} rows", all) : gettext("{n} of {m} rows", { n: kept, m: all });
}

/**
 * A table with sortable headings, alone on its page.
 * @template T @param {string} caption @param {Column<T>[]} columns @param {T[]} rows
 * @param {(row: T) => string} words what the filter's words are looked for in
 */
function dataTable(caption, columns, rows, words) {
  const { parts, kept } = tableParts(element("caption", { class: "visually-hidden", text: caption }), columns, rows, words);
  byId("row-count").textContent = rowCount(kept, rows.length);
  return [...parts, nothingLeft(kept)];
}

/** Why nothing is left, where nothing is. @param {number} n things or rows that are left */
export function whyNothing(n) {
  if (n) return "";
  if (view.find) return gettext("Nothing here has these words.");
  return filtersSet().some(Boolean) || view.out.size ? gettext("Nothing here passes the filters.") : "";
}

/** @param {number} n */
export function nothingLeft(n) {
  const text = whyNothing(n);
  return text ? element("p", { class: "intro", text }) : null;
}

/**
 * A table with sortable headings, and how many rows the words leave.
 * @template T @param {HTMLElement} caption @param {Column<T>[]} columns @param {T[]} rows
 * @param {(row: T) => string} words what the filter's words are looked for in @param {number} [limit] of rows that are drawn unasked
 */
function tableParts(caption, columns, rows, words, limit = rowLimit) {
  const kept = rows.filter(rowFilter((row) => `${words(row)} ${columns.map((column) => column.cell(row).map((part) => (typeof part === "string" ? part : part?.textContent)).join(" ")).join(" ")}`));
  const descending = view.sort.startsWith("-");
  const by = columns.find(({ key }) => key === view.sort.replace("-", "")) || null;
  const sorted = by ? inOrder(kept, (row) => { const key = by.sort(row); return key === "" ? null : key; }, descending) : kept;
  const shown = allRows ? sorted : sorted.slice(0, limit);
  const table = element("table", { class: "data" }, [
    caption,
    element("thead", {}, [element("tr", {}, columns.map((column) => heading(column, by?.key === column.key ? (descending ? "descending" : "ascending") : "none")))]),
    element("tbody", {}, shown.map((row) => element("tr", {}, columns.map((column, place) => cell(column, row, place === 0))))),
  ]);
  return { parts: shown.length === sorted.length ? [table] : [table, allRowsButton(sorted.length)], kept: kept.length };
}

/** @param {number} n */
export function allRowsButton(n) {
  return element("button", { class: "more", text: gettext("Show all {n} rows", { n }), on: { click: () => { allRows = true; tableChanged(true); } } });
}

/** @param {{key: string, label: string, numeric?: boolean, roomy?: boolean}} column @param {string} order */
function heading({ key, label, numeric, roomy }, order) {
  return element("th", { class: numeric ? "numeric" : roomy ? "for-room" : "", attributes: { scope: "col", "aria-sort": order } }, [
    element("button", { text: label, attributes: { title: gettext("Sort by {name}", { name: label }), "data-sort": key }, on: { click: () => {
      view.sort = order === "ascending" ? `-${key}` : key;
      tableChanged();
      focusOn(`[data-sort="${key}"]`);
    } } }),
  ]);
}

/** @template T @param {Column<T>} column @param {T} row @param {boolean} first */
function cell(column, row, first) {
  return element(first ? "th" : "td", { class: column.numeric ? "numeric" : column.roomy ? "for-room" : "", attributes: first ? { scope: "row" } : { "data-label": column.label } }, column.cell(row));
}

/** Whether a thing is to be in the tables. @param {string} id @param {Facet | "family" | "when"} [except] a filter that is not asked */
export function tabled(id, except) {
  return things.has(id) && passes(id, except) && !view.out.has(id);
}

/** Where things stand by their names, by language. @type {Map<string, Map<string, number>>} */
const nameRanks = new Map();

/** The order in which names are read: without case, accents and quotes, Chinese by pinyin. @param {string} a @param {string} b */
export function byName(a, b) {
  let ranks = nameRanks.get(spoken.lang);
  if (!ranks) {
    const { compare } = new Intl.Collator(spoken.lang === "zh" ? "zh-Hans" : "en");
    const called = [...things.keys()].map((id) => ({ id, name: folded(nameOf(id)) })).sort((one, other) => compare(one.name, other.name));
    ranks = new Map(called.map(({ id }, place) => [id, place]));
    nameRanks.set(spoken.lang, ranks);
  }
  return (ranks.get(a) || 0) - (ranks.get(b) || 0);
}

function thingsTable() {
  const second = (/** @type {string} */ id) => other(thing(id).name);
  /** @type {Column<string>[]} */
  const columns = [
    { key: "name", label: gettext("Name"), sort: nameOf, cell: (id) => [thingButton(id)] },
    { key: "other", label: gettext("Other name"), sort: second, cell: (id) => [second(id) ? element("bdi", { text: second(id), attributes: { lang: spoken.lang === "zh" ? "en" : "zh-Hans" } }) : null] },
    { key: "kind", label: gettext("Kind"), sort: (id) => pick(thing(id).kind), cell: (id) => [pick(thing(id).kind)] },
    { key: "status", label: gettext("Status"), sort: (id) => pick(thing(id).states), cell: (id) => [pick(thing(id).states)] },
    { key: "figures", label: gettext("Figures"), sort: (id) => -figureCount(id), cell: (id) => [String(figureCount(id))], numeric: true },
    { key: "relations", label: gettext("Relations"), sort: (id) => -relationCount(id), cell: (id) => [String(relationCount(id))], numeric: true },
  ];
  return dataTable(gettext("Entities"), columns, [...things.keys()].filter((id) => tabled(id)).sort(byName), (id) => {
    const { name, aliases = [], kind, states } = thing(id);
    return [name, aliases, kind, pick(states)].flat().join(" ");
  });
}

function relationsTable() {
  const rows = [...relations.keys()].filter((number) => tabled(lines[number].from) && tabled(lines[number].to) && recordsTimely([relations[number].id]))
    .sort((a, b) => byName(lines[a].from, lines[b].from) || byName(lines[a].to, lines[b].to));
  const word = (/** @type {number} */ number) => pick(relations[number].role) || phraseOf(number, "between");
  /** @type {Column<number>[]} */
  const columns = [
    { key: "from", label: gettext("Subject"), sort: (number) => nameOf(lines[number].from), cell: (number) => [thingButton(lines[number].from)] },
    { key: "relation", label: gettext("Relation"), sort: word, cell: (number) => [element("button", { class: "line", text: word(number), on: { click: () => chooseLine(number) } })] },
    { key: "to", label: gettext("Object"), sort: (number) => nameOf(lines[number].to), cell: (number) => [thingButton(lines[number].to)] },
    { key: "asof", label: gettext("As of"), sort: (number) => relations[number].date || "", cell: (number) => [pick(relations[number].day)] },
    { key: "source", label: gettext("Source"), sort: (number) => startOf(relations[number].evidence), cell: (number) => [sourceFold(relations[number].evidence, relations[number], relations[number].note)] },
  ];
  return dataTable(gettext("Relations"), columns, rows, (number) => `${nameOf(lines[number].from)} ${nameOf(lines[number].to)} ${[relations[number].sentence].flat().join(" ")} ${word(number)} ${pick(relations[number].day)}`);
}

function milestonesTable() {
  const rows = milestones.filter(milestoneMeant);
  /** @type {Column<(typeof milestones)[0]>[]} */
  const columns = [
    { key: "thing", label: gettext("Entity"), sort: ({ about }) => nameOf(about), cell: ({ about }) => [thingButton(about)] },
    { key: "today", label: gettext("Today"), sort: (milestone) => -modalities.indexOf(modalityOf(milestone)), cell: (milestone) => [markElement(milestone) || element("span", { class: `state modality-${milestone.modality}`, text: termFor(milestone.modality) })] },
    { key: "status", label: gettext("As stated"), sort: ({ modality }) => -modalities.indexOf(modality), cell: ({ modality }) => [termFor(modality)] },
    { key: "fact", label: gettext("What is said"), sort: ({ sentence }) => pick(sentence), cell: ({ sentence }) => [element("span", { class: "sentence" }, worded(pick(sentence)))] },
    { key: "by", label: gettext("When"), sort: ({ last_day: last }) => last || "", cell: ({ when }) => [pick(when)] },
    { key: "source", label: gettext("Source"), sort: ({ evidence }) => startOf(evidence), cell: (milestone) => [sourceFold(milestone.evidence, milestone)] },
  ];
  const onlys = modalities.includes(view.only) ? [gettext("Only: {what}", { what: termFor(view.only) })] : [];
  return [onlyNote([...onlys, ...(view.by ? [pick(milestones.find(({ last_day: last, modality }) => last === view.by && modality === "Planned")?.when) || view.by] : [])]), ...dataTable(gettext("Milestones"), columns, rows, milestoneWords)];
}

/** What a guided view leaves out, and a way to have it all. @param {string[]} parts */
function onlyNote(parts) {
  if (!parts.length) return null;
  return element("p", { class: "only" }, [element("span", { text: parts.join(" · ") }), element("button", { class: "action", text: gettext("Show all"), on: { click: () => { view.only = ""; view.by = ""; tableChanged(); } } })]);
}

/** A figure with its circumstances. @param {Observation | undefined} figure @param {Bilingual} [more] */
function figureCell(figure, more = figure?.circumstances) {
  return figure ? [element("strong", { text: pick(figure.value) }), element("span", { class: "quiet when", text: pick(more) })] : [];
}

/** Every metric: comparisons with their figures, and the figures that no comparison has, in a table of their own. */
function metricsTable() {
  const used = new Set(comparisons.flatMap(({ steps = [] }) => steps.map(({ figure }) => figure)));
  const shown = (/** @type {{metric: string, about: string}} */ { metric, about }, /** @type {string[]} */ own) => (tabled(metric) || tabled(about)) && recordsTimely(own);
  const only = ["ahead", "behind"].includes(view.only) ? view.only : "";
  const byMetric = (/** @type {{metric: string}} */ one, /** @type {{metric: string}} */ two) => byName(one.metric, two.metric);
  const compared = comparisons.filter((row) => shown(row, (row.steps || []).map(({ figure }) => figure)) && (!only || row.verdict?.key === only)).sort(byMetric);
  const single = only ? [] : figures.filter((row) => !used.has(row.id) && shown(row, [row.id])).sort(byMetric);
  const ofRole = (/** @type {Comparison} */ { steps = [] }, /** @type {Role} */ role) => observations.get(steps.find((step) => step.role === role)?.figure || "");
  const figureColumn = (/** @type {Role} */ role, /** @type {string} */ label) => ({
    key: role, label, numeric: true,
    sort: (/** @type {Comparison} */ row) => ofRole(row, role)?.number ?? "",
    cell: (/** @type {Comparison} */ row) => { const figure = ofRole(row, role); return figureCell(figure, role === "target" ? figure?.when : figure?.circumstances); },
  });
  const columns = [
    { key: "metric", label: gettext("Metric"), sort: (/** @type {Comparison | Observation} */ { metric }) => nameOf(metric), cell: (/** @type {{metric: string, direction?: string}} */ { metric, direction = things.get(metric)?.direction }) => [
      things.has(metric) ? thingButton(metric) : metric,
      direction ? element("span", { class: `quiet when better-${direction}`, text: termFor(direction) }) : null,
    ] },
    { key: "of", label: gettext("Of"), sort: (/** @type {Comparison | Observation} */ { about }) => nameOf(about), cell: (/** @type {Comparison | Observation} */ { about }) => [things.has(about) ? thingButton(about) : about] },
  ];
  const source = { key: "source", label: gettext("Source"), sort: (/** @type {Comparison | Observation} */ { evidence }) => startOf(evidence), cell: (/** @type {Comparison | Observation} */ row) => [sourceFold(row.evidence, row)] };
  const one = tableParts(tableTitle(gettext("Compared figures"), compared.length), /** @type {Column<Comparison>[]} */ ([
    ...columns,
    figureColumn("baseline", gettext("Baseline")), figureColumn("current", gettext("Current")), figureColumn("target", gettext("Target")),
    { key: "change", label: gettext("Stated change"), sort: ({ changed }) => changed ?? "", cell: (row) => [pick(row.change), againstElement(row, "quiet when")], numeric: true },
    { key: "difference", label: gettext("Difference, computed"), sort: ({ differs }) => differs ?? "", cell: ({ computed }) => [pick(computed)], numeric: true },
    { key: "chart", label: gettext("Chart"), roomy: true, sort: ({ chart }) => (chart ? 0 : 1), cell: ({ metric, chart }) => [chart ? chartElement(chart) : things.get(metric)?.rank ? element("span", { class: "quiet no-chart", text: gettext("a rank has no length") }) : null] },
    { key: "verdict", label: gettext("Judgement"), sort: ({ judged }) => pick(judged), cell: (row) => [verdictElement(row)] },
    source,
  ]), compared, (row) => `${metricWords(row, (row.steps || []).map(({ figure }) => observations.get(figure)))} ${[row.change, row.computed, row.against, row.judged].map(pick).join(" ")}`, markLimit);
  const two = tableParts(tableTitle(gettext("Single figures"), single.length), /** @type {Column<Observation>[]} */ ([
    ...columns,
    { key: "value", label: gettext("Value"), sort: ({ number }) => number ?? "", cell: (figure) => figureCell(figure), numeric: true },
    { key: "state", label: gettext("Value status"), sort: ({ status }) => pick(status), cell: ({ status }) => [pick(status)] },
    source,
  ]), single, (row) => metricWords(row, [row]), markLimit);
  byId("row-count").textContent = rowCount(one.kept + two.kept, compared.length + single.length);
  return [
    onlyNote(only ? [gettext("Only: {what}", { what: termFor(only) })] : []),
    ...(one.kept ? [element("p", { class: "chart-legend", text: gettext("○ baseline   ● current   ▏target   ┄▸ open bound: the true value lies further on") }), ...one.parts] : []),
    ...(two.kept ? two.parts : []),
    nothingLeft(one.kept + two.kept),
  ];
}

/** @param {string} text @param {number} n */
function tableTitle(text, n) {
  return element("caption", { class: "table-title" }, [element("span", { text }), countElement(n)]);
}

/** What the figures of a row say. @param {{metric: string, about: string, direction?: string}} row @param {(Observation | undefined)[]} own */
function metricWords({ metric, about, direction }, own) {
  return `${nameOf(metric)} ${nameOf(about)} ${own.map((figure) => `${pick(figure?.value)} ${pick(figure?.when)} ${pick(figure?.circumstances)} ${pick(figure?.status)}`).join(" ")} ${termFor(direction)}`;
}

/** Draw the table of the present page into its place. */
export function showTable() {
  const made = { timeline: timelineTable, places: placesTable, things: thingsTable, relations: relationsTable, milestones: milestonesTable, board: boardTable, metrics: metricsTable, compare: compareTable }[/** @type {string} */ (view.page)];
  if (!made) return;
  const box = inputOf("find");
  if (box.value !== view.find) box.value = view.find;
  byId("table").classList.toggle("many", manyRows);
  settle(byId("table"), made());
}

export function startTable() {
  const box = inputOf("find");
  box.addEventListener("input", () => {
    view.find = box.value;
    allRows = false;
    tableChanged(true);
  });
}
