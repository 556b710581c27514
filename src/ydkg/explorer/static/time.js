/** The timeline: each record and thing between the days that are known of it, on the axis that the data have planned. */

import { markElement } from "./day.js";
import { atlas, milestoneById, modalities, termFor, thing, things } from "./data.js";
import { byId, element } from "./elements.js";
import { entries, inPeriod, inside, periodChosen, showPeriodOf, stretches, yearsIn } from "./filters.js";
import { chooseLine, chooseThing } from "./main.js";
import { sourceFold } from "./sources.js";
import { allRows, allRowsButton, fillInSight, keptFrame, keptLists, keptRow, nothingLeft, rowCount, rowFilter, rowLimit, settle, tabled, writeCount } from "./tables.js";
import { gettext, pick, translatable } from "./texts.js";
import { view } from "./view.js";
import { countElement, glyph, worded } from "./words.js";

/** @import { Entry, EntryKind } from "./filters.js" */

/** The kinds of what stands on it, in their order. @type {[EntryKind, string][]} */
const entryKinds = [
  ["milestone", translatable("Milestones")],
  ["event", translatable("Events")],
  ["period", translatable("Plans and their periods")],
  ["figure", translatable("Figures")],
  ["post", translatable("Posts")],
];

/** How many marks are drawn unasked: a period is to be drawn over them without waiting. */
export const markLimit = 150;

/** The rows that are drawn unasked, each in its place: what is meant before what is pale. @template T @param {T[]} rows @param {Set<T>} meant */
export function meantFirst(rows, meant) {
  const drawn = new Set([...rows.filter((row) => meant.has(row)), ...rows.filter((row) => !meant.has(row))].slice(0, markLimit));
  return rows.filter((row) => drawn.has(row));
}

/** The timeline of what the words leave: what filters and period do not mean stays as a pale mark, without words. */
export function timelineTable() {
  const wanted = rowFilter((/** @type {Entry} */ { sentence, when }) => `${pick(sentence)} ${pick(when)}`);
  const all = entries.filter((entry) => entry.things.some((id) => !view.out.has(id)) && wanted(entry));
  const shownThings = new Set([...things.keys()].filter((id) => tabled(id, "when")));
  const known = all.filter(({ things: about, kind, state }) => about.some((id) => shownThings.has(id)) && (!view.status || kind !== "milestone" || state === view.status));
  const { entries: timely } = inside();
  const rows = known.filter((entry) => timely.has(entry));
  byId("row-count").textContent = rowCount(rows.length, entries.length);
  if (!stretches.length) return [element("p", { class: "intro", text: gettext("Nothing here has a day.") }), undatedFold(rows)];
  const meant = new Set(rows);
  const dated = all.filter((entry) => entry.dated);
  const shown = allRows ? dated : meantFirst(dated, meant);
  const bands = stretches.map((stretch) => {
    const band = keptRow("year", stretch, [], () => placedFrom(element("span", { class: "year" }), stretch.start, stretch.end));
    band.classList.toggle("chosen", stretchChosen(stretch));
    return band;
  });
  return [
    keptRow("timeline legend", "", [], timelineLegend),
    keptFrame("timeline", () => element("div", { class: "timeline" }), [
      keptFrame("years", () => element("div", { class: "years", attributes: { "aria-hidden": "true" } }), [...bands, ...atlas.timeline.issued.map((/** @type {[number, number]} */ [place]) => keptRow("issued", place, [], () => placedFrom(element("span", { class: "issued" }), place, place)))]),
      keptFrame("axis", () => element("div", { class: "axis", attributes: { role: "group", "aria-label": gettext("Period") } }), [keptFrame("axis track", () => element("div", { class: "track" }), stretches.map((stretch) => yearButton(stretch, known)))]),
      ...entryKinds.map(([kind, title]) => entryLane(gettext(title), shown.filter((entry) => entry.kind === kind), meant)),
    ]),
    shown.length < dated.length ? allRowsButton(dated.length) : null,
    nothingLeft(rows.length),
    undatedFold(rows.filter((entry) => !entry.dated)),
  ];
}

/** Set where a part of the axis is. @param {HTMLElement} made @param {number} start @param {number} end @returns {HTMLElement} */
function placedFrom(made, start, end) {
  made.style.left = `${start / 10}%`;
  made.style.right = `${100 - end / 10}%`;
  return made;
}

/** Whether a stretch of the axis lies in the chosen period. @param {{first: string, last: string}} stretch */
function stretchChosen(stretch) {
  return periodChosen() && inPeriod(stretch, { ...view, touch: "" });
}

/** Where the pointer went down on the axis. @type {{first: string, last: string} | null} */
let periodBegun = null;

/** A stretch of the axis, with how much is in it. @param {{label: string, first: string, last: string, start: number, end: number}} stretch @param {Entry[]} known */
function yearButton(stretch, known) {
  const { entries: own } = inside({ since: stretch.first, until: stretch.last, touch: view.touch });
  const button = keptRow("year button", stretch, [], () => yearChoice(stretch));
  button.setAttribute("aria-pressed", String(stretchChosen(stretch)));
  writeCount(button, known.filter((entry) => own.has(entry)).length);
  return button;
}

/** A button that chooses a stretch by itself, or, with Shift or by drawing over several, with those between. @param {{label: string, first: string, last: string, start: number, end: number}} stretch */
function yearChoice({ label, first, last, start, end }) {
  const alone = () => view.since === first && view.until === last;
  const between = (/** @type {{first: string, last: string}} */ begun) => showPeriodOf(begun.first < first ? begun.first : first, begun.last > last ? begun.last : last);
  return placedFrom(element("button", {
    class: "year-choice",
    attributes: { "data-year": first, title: gettext("Choose {year}; with Shift, all from the one chosen before", { year: yearsIn({ first }, { last }) }) },
    on: {
      click: (event) => { if (event.shiftKey && periodChosen()) between({ first: view.since || first, last: view.until || last }); else if (alone()) showPeriodOf("", ""); else showPeriodOf(first, last); },
      pointerdown: () => { periodBegun = { first, last }; },
      pointerup: () => { const begun = periodBegun; periodBegun = null; if (begun && begun.first !== first) between(begun); },
    },
  }, [element("span", { text: label }), element("span", { class: "count" })]), start, end);
}

/** @param {string} title @param {Entry[]} rows @param {Set<Entry>} meant */
function entryLane(title, rows, meant) {
  if (!rows.length) return null;
  return keptFrame(`lane ${title}`, () => element("section", { class: "lane" }), [
    element("h2", {}, [element("span", { text: title }), countElement(rows.filter((row) => meant.has(row)).length)]),
    ...keptLists(`lane of ${title}`, "entry", rows, meant, (row) => row.things, entryRow, { high: 2.4, low: 0.5 }),
  ]);
}

/** A row of the timeline: what is said, when in words and as a bar, and where it is written; of a pale one the bar alone is seen. @param {Entry} entry */
function entryRow(entry) {
  const { kind, things: [id], state, stated, hoped, first, last, start, end, reached } = entry;
  const words = element("span", { class: "entry-when", text: pick(entry.when) });
  if (start + end > 1000) words.style.right = `${100 - end / 10}%`;
  else words.style.left = `${start / 10}%`;
  const form = stated ? "stated" : first && first === last ? "instant" : "lasting";
  const bar = element("span", { class: `mark-of-time ${form} ${kind} family-${thing(id).family} modality-${state}${hoped ? " hoped" : ""}${first ? "" : " open-start"}${last ? "" : " open-end"}`, attributes: { "aria-hidden": "true" } });
  return element("li", { class: "entry" }, [
    entryButton(entry),
    element("div", { class: "track", attributes: { title: pick(entry.sentence) } }, [words, placedFrom(bar, start, end), reached !== undefined && state === "Done" ? placedFrom(element("span", { class: `mark-of-time instant milestone modality-Done family-${thing(id).family}`, attributes: { "aria-hidden": "true" } }), reached, reached) : null]),
    sourceFold(entry.evidence),
  ]);
}

/** What an entry says, as a button that opens it. @param {Entry} entry */
function entryButton({ id: record, things: [id], line, sentence }) {
  const milestone = milestoneById.get(record);
  return element("button", { class: "thing entry-name", on: { click: () => (line === undefined ? chooseThing(id) : chooseLine(line)) } }, [
    glyph(thing(id).family), element("bdi", {}, [...worded(pick(sentence)), milestone ? markElement(milestone) : null]),
  ]);
}

/** What the marks say. */
function timelineLegend() {
  const key = (/** @type {string} */ form, /** @type {string} */ text) => element("span", { class: "time-key" }, [element("span", { class: `mark-of-time ${form}`, attributes: { "aria-hidden": "true" } }), element("span", { text: gettext(text) })]);
  return element("p", { class: "chart-legend time-legend" }, [
    key("instant", translatable("a day")),
    key("lasting", translatable("between two days")),
    key("lasting hoped", translatable("planned, aimed at or expected: no deed yet")),
    key("lasting period", translatable("period of a plan")),
    key("lasting open-start", translatable("its beginning is not said")),
    key("stated", translatable("holds on the day of its statement")),
    key("issued", translatable("day of a document")),
  ]);
}

/** What has no day, by what it is. @param {Entry[]} rows */
function undatedFold(rows) {
  if (!rows.length) return null;
  const lanes = keptRow("frame", "undated lanes", [], () => element("div", { class: "undated-lanes" }));
  fillInSight(lanes, () => settle(lanes, [...modalities, ""].flatMap((state) => {
    const own = rows.filter((entry) => (entry.kind === "milestone" ? entry.state : "") === state).slice(0, allRows ? Infinity : rowLimit);
    if (!own.length) return [];
    return [keptFrame(`undated ${state}`, () => element("section"), [
      element("h2", {}, [element("span", state ? { class: `state modality-${state}`, text: termFor(state) } : { text: gettext("Figures and plans") }), countElement(own.length)]),
      keptFrame(`undated rows ${state}`, () => element("ul", { class: "plain" }), own.map((entry) => keptRow("undated entry", entry, [], () => element("li", {}, [entryButton(entry)])))),
    ])];
  })));
  return keptFrame("undated", () => element("details", { class: "undated" }), [
    element("summary", {}, [element("span", { text: gettext("No date said") }), countElement(rows.length)]),
    lanes,
  ]);
}
