/** What is let through: by focus area, province, status, family and period; the legend says how many. */

import { arrangedThings, forgetCamera, presentFields } from "./arrangement.js";
import { atlas, facetMembers, facetNames, familyNames, grouped, lines, linesAt, milestones, modalities, mostConnected, nameOf, nextTo, partOf, postsFor, termFor, thing, things } from "./data.js";
import { byId, element, inputOf } from "./elements.js";
import { showView } from "./main.js";
import { drawnNodes, overview, revealLimit } from "./picture.js";
import { tabled, whyNothing } from "./tables.js";
import { gettext, ngettext, pick } from "./texts.js";
import { view } from "./view.js";
import { capitalized, glyph, tallied } from "./words.js";

/** @import { Facet } from "./data.js" */
/** @import { Bilingual } from "./proof.js" */

/**
 * @typedef {"milestone" | "event" | "period" | "figure" | "post"} EntryKind
 * @typedef {{kind: EntryKind, id: string, things: string[], sentence: Bilingual, when?: Bilingual, evidence?: number, state: string, line?: number,
 *   stated: boolean, hoped: boolean, first: string, last: string, start: number, end: number, reached?: number, dated: boolean}} Entry
 *   what stands on the timeline, between two days, either of which may be open
 */

/** @type {Entry[]} */
export const entries = atlas.timeline.entries.map((/** @type {Partial<Entry>} */ entry) =>
  ({ state: "", stated: false, hoped: false, first: "", last: "", start: 0, end: 0, ...entry, dated: Boolean(entry.first || entry.last) }));
/** The stretches of the time axis. @type {{label: string, first: string, last: string, start: number, end: number}[]} */
export const stretches = atlas.timeline.stretches;

/** Of records that have one, their entry. */
const entryOfRecord = new Map(entries.map((entry) => [entry.id, entry]));

/** Whether one of some records lies in the chosen period, or none of them has an entry that would say it. @param {string[]} ids */
export function recordsTimely(ids) {
  if (!periodChosen()) return true;
  const own = ids.flatMap((id) => entryOfRecord.get(id) || []);
  return !own.length || own.some((entry) => inPeriod(entry));
}

export function periodChosen() {
  return Boolean(view.since || view.until);
}

/** Whether what lies between two days is in the chosen period: overlaps it, starts in it or ends in it. @param {{first: string, last: string}} between @param {{since: string, until: string, touch: string}} [period] */
export function inPeriod({ first, last }, { since, until, touch } = view) {
  if (!since && !until) return true;
  if (!first && !last) return false;
  const within = (/** @type {string} */ day) => Boolean(day) && day >= since && (!until || day <= until);
  if (touch === "starts") return within(first);
  if (touch === "ends") return within(last);
  return (!until || first <= until) && (!last || last >= since);
}

/** So many periods are remembered: to drag through them would fill the memory. */
const periodsKept = 50;
/** What lies in a period, looked for once. @type {Map<string, {entries: Set<Entry>, things: Set<string>}>} */
const periods = new Map();

/** The entries in a period, and the things that have one. @param {{since: string, until: string, touch: string}} [period] */
export function inside(period = view) {
  const name = `${period.since} ${period.until} ${period.touch}`;
  let found = periods.get(name);
  if (!found) {
    const own = entries.filter((entry) => inPeriod(entry, period));
    if (periods.size >= periodsKept) periods.clear();
    periods.set(name, (found = { entries: new Set(own), things: new Set(own.flatMap((entry) => entry.things)) }));
  }
  return found;
}

/** Whether a thing has anything in the chosen period. @param {string} id */
function timely(id) {
  return !periodChosen() || inside().things.has(id);
}

/** Narrow everything to a period. @param {string} since @param {string} until */
function choosePeriod(since, until) {
  [view.since, view.until] = since && until && since > until ? [until, since] : [since, until];
  if (!periodChosen()) view.touch = "";
}

/** Narrow everything to a period, and show it. @param {string} since @param {string} until */
export function showPeriodOf(since, until) {
  choosePeriod(since, until);
  forgetCamera();
  showView();
}

/** The years from one stretch of the axis to another. @param {{first: string}} start @param {{last: string}} end */
export function yearsIn(start, end) {
  const [first, last] = [start.first, end.last].map((day) => day.slice(0, 4));
  return first === last ? gettext("{year}", { year: first }) : gettext("{first}–{last}", { first, last });
}

/** What the chosen period is called: a stretch of the axis, several, or two days. */
export function periodLabel() {
  const [first, last] = [stretches.find(({ first: day }) => day === view.since), stretches.find(({ last: day }) => day === view.until)];
  return first && last ? yearsIn(first, last) : `${view.since || "…"} – ${view.until || "…"}`;
}

/** Put the choice of a period among the filters. */
function showPeriod() {
  const select = /** @type {HTMLSelectElement} */ (byId("filter-when"));
  const others = [...things.keys()].filter((id) => tabled(id, "when"));
  const count = (/** @type {{since: string, until: string, touch: string}} */ period) => { const { things: timely } = inside(period); return others.filter((id) => timely.has(id)).length; };
  const chosen = `${view.since}/${view.until}`;
  const known = stretches.map(({ first, last }) => ({ label: yearsIn({ first }, { last }), value: `${first}/${last}`, n: count({ since: first, until: last, touch: view.touch }) })).filter(({ n, value }) => n || value === chosen);
  if (periodChosen() && !known.some(({ value }) => value === chosen)) known.push({ label: periodLabel(), value: chosen, n: count(view) });
  select.replaceChildren(
    element("option", { text: tallied(gettext("any"), others.length), attributes: { value: "" } }),
    ...known.map(({ label, value, n }) => element("option", { text: tallied(label, n), attributes: { value } })),
  );
  select.value = periodChosen() ? chosen : "";
  for (const [id, value] of [["since", view.since], ["until", view.until], ["touch", view.touch]]) {
    const box = inputOf(id);
    if (box.value !== value) box.value = value;
  }
  byId("any-time").hidden = !periodChosen();
}

export function startPeriod() {
  const select = /** @type {HTMLSelectElement} */ (byId("filter-when"));
  select.closest("label")?.toggleAttribute("hidden", !stretches.length);
  select.addEventListener("change", () => { const [since = "", until = ""] = select.value.split("/"); showPeriodOf(since, until); });
  const [since, until, touch] = ["since", "until", "touch"].map((id) => inputOf(id));
  for (const box of [since, until]) box.addEventListener("change", () => showPeriodOf(since.value, until.value));
  touch.addEventListener("change", () => { view.touch = touch.value; forgetCamera(); showView(); });
  byId("any-time").addEventListener("click", () => { showPeriodOf("", ""); since.focus(); });
}

function facetsChosen() {
  return periodChosen() || facetNames.some((facet) => view[facet]);
}

/** What the filters are set to. */
export function filtersSet() {
  return [...facetNames.map((facet) => view[facet]), view.since, view.until, view.touch, ...[...view.hidden].sort()];
}

/** Whether a thing passes the filters. @param {string} id @param {Facet | "family" | "when"} [except] a filter that is not asked */
export function passes(id, except) {
  if (except !== "family" && view.hidden.has(thing(id).family)) return false;
  if (except !== "when" && !timely(id)) return false;
  return facetNames.every((facet) => facet === except || !view[facet] || facetMembers.get(`${facet} ${view[facet]}`)?.has(id));
}

/** Things within some steps of one, with their distance. @param {string} id @param {number} steps @returns {Map<string, number>} */
export function neighbourhood(id, steps) {
  const found = new Map([[id, 0]]);
  let edge = [id];
  for (let step = 1; step <= steps; step += 1) {
    const fresh = new Set();
    for (const id of edge) for (const next of nextTo.get(id) || []) if (!found.has(next)) fresh.add(next);
    edge = [...fresh].sort();
    for (const next of edge) found.set(next, step);
  }
  return found;
}

/** The things that the present arrangement lays out: those of the mode or focus that pass. @returns {Set<string>} */
export function baseThings() {
  const arranged = arrangedThings();
  const all = view.mode === "all" || facetsChosen() || (arranged && arranged.size <= overview.size);
  const base = view.focus ? neighbourhood(view.focus.id, view.focus.steps).keys() : all ? (arranged || things).keys() : [...overview.keys()].filter((id) => !arranged || arranged.has(id));
  const titled = titledThings();
  return new Set([...base].filter((id) => passes(id) && !titled.has(id)));
}

/** The things that titles of fields stand for: they are drawn only where something narrows the picture, or all is shown. @returns {Set<string>} */
function titledThings() {
  return new Set(view.focus || facetsChosen() || view.mode === "all" ? [] : presentFields().map(({ hub }) => hub).filter((hub) => hub && passes(hub)));
}

/** In the columns of people the lines of the posts that answer for a thing, where there are any; else those at the thing. @param {string} id @returns {number[]} */
export function linesAround(id) {
  const posts = view.arranged === "people" ? postsFor[id] : undefined;
  return posts ? [...new Set(posts.flat(2))] : linesAt.get(id) || [];
}

/** What a chosen thing is shown with: the ends of those lines. @param {string} id @returns {string[]} */
export function companions(id) {
  return mostConnected(new Set(linesAround(id).flatMap((number) => [lines[number].from, lines[number].to]).filter((end) => end !== id)));
}

/** The things of the present view: those of the mode or focus that pass, what was added or pinned, and what the selection brings. @returns {Set<string>} */
export function visibleThings() {
  const found = baseThings();
  if (view.focus) found.add(view.focus.id);
  for (const id of view.added) if (passes(id)) found.add(id);
  for (const id of [...view.trail, ...view.compared, ...view.pins.keys()]) found.add(id);
  for (const id of view.out) found.delete(id);
  for (const id of view.node ? [view.node] : view.edge !== null ? [lines[view.edge].from, lines[view.edge].to] : []) found.add(id);
  if (view.node && !view.focus) for (const id of companions(view.node).filter((next) => passes(next) && !found.has(next) && !view.out.has(next)).slice(0, revealLimit)) found.add(id);
  return found;
}

/** Name a facet's value. @param {Facet} facet @param {string} value */
export function facetLabel(facet, value) {
  return facet === "status" ? termFor(value) : things.has(value) ? capitalized(nameOf(value)) : value;
}

/** Put the facets' choices into the page, each with the number of things that it would leave. */
export function showFilters() {
  for (const facet of facetNames) {
    const select = /** @type {HTMLSelectElement} */ (byId(`filter-${facet}`));
    const others = [...things.keys()].filter((id) => tabled(id, facet));
    const values = Object.keys(atlas.facets[facet]);
    if (facet === "status") values.sort((a, b) => modalities.indexOf(a) - modalities.indexOf(b));
    else values.sort((a, b) => (facetLabel(facet, a) < facetLabel(facet, b) ? -1 : 1));
    const choice = (/** @type {string} */ value) => {
      const members = facetMembers.get(`${facet} ${value}`);
      const count = others.filter((id) => members?.has(id)).length;
      return element("option", { text: tallied(facetLabel(facet, value), count), attributes: { value } });
    };
    const above = (/** @type {string} */ value) => values.find((other) => other !== value && facet === "topic" && facetMembers.get(`topic ${other}`)?.has(value)) || "";
    const under = grouped(values, above);
    select.replaceChildren(
      element("option", { text: tallied(gettext("any"), others.length), attributes: { value: "" } }),
      ...(under.get("") || []).map((value) => (under.has(value) ? element("optgroup", { attributes: { label: facetLabel(facet, value) } }, [value, ...(under.get(value) || [])].map(choice)) : choice(value))),
    );
    select.value = view[facet];
  }
  showPeriod();
  byId("clear").hidden = !facetsChosen() && !view.hidden.size;
}

export function startFilters() {
  for (const facet of facetNames) {
    const select = /** @type {HTMLSelectElement} */ (byId(`filter-${facet}`));
    byId(`filter-${facet}`).closest("label")?.toggleAttribute("hidden", !Object.keys(atlas.facets[facet]).length);
    select.addEventListener("change", () => { view[facet] = select.value; forgetCamera(); showView(); });
  }
  byId("clear").addEventListener("click", () => {
    for (const facet of facetNames) view[facet] = "";
    choosePeriod("", "");
    view.hidden.clear();
    forgetCamera();
    showView();
    byId("filter-topic").focus();
  });
}

export function startLegend() {
  const present = new Set([...things.values()].map(({ family }) => family));
  const buttons = [...familyNames.keys()].filter((key) => present.has(key)).map((key) =>
    element("button", { class: "family", attributes: { "data-family": key }, on: { click: () => {
      if (view.hidden.has(key)) view.hidden.delete(key);
      else view.hidden.add(key);
      showView();
    } } }, [glyph(key), element("span", { class: "family-name" }), element("span", { class: "count" })]));
  byId("legend").prepend(...buttons);
  byId("status-key").hidden = !milestones.length;
}

/** Show which families are hidden, and how many of each the other filters leave. */
export function countFamilies() {
  const left = grouped([...things.keys()].filter((id) => tabled(id, "family")), (id) => thing(id).family);
  for (const button of byId("legend").querySelectorAll("button")) {
    const key = button.getAttribute("data-family") || "";
    button.setAttribute("aria-pressed", String(!view.hidden.has(key)));
    button.children[1].textContent = pick(familyNames.get(key));
    button.children[2].textContent = String(left.get(key)?.length || 0);
  }
}

/** Say how much of the graph is in the picture, and what could be brought back. */
export function showLegend() {
  const shown = drawnNodes.length + [...titledThings()].filter((id) => !drawnNodes.get(id)).length;
  const { focus } = view;
  const all = partOf ? partOf.things : things.size;
  const scope = focus
    ? ngettext("Around {name}: {m} entities within {n} step", "Around {name}: {m} entities within {n} steps", focus.steps, { name: nameOf(focus.id), m: shown })
    : shown === all ? gettext("All {n} entities", { n: shown }) : gettext("{n} of {m} entities", { n: shown, m: all });
  byId("scope").textContent = focus && partOf ? gettext("{scope}, in a part of the graph", { scope }) : scope;
  byId("empty").textContent = whyNothing(shown);
  const mode = byId("mode");
  mode.hidden = overview.size === things.size || focus !== null || facetsChosen() || (arrangedThings()?.size ?? Infinity) <= overview.size;
  mode.textContent = view.mode === "all" ? gettext("Show the overview") : gettext("Show all");
  for (const button of byId("arrange").querySelectorAll("button")) button.setAttribute("aria-pressed", String(!focus && button.dataset.arrange === view.arranged));
  byId("leave").hidden = !focus;
  byId("leave-trail").hidden = !view.trail.length;
  byId("restore").hidden = !view.out.size;
  byId("restore").textContent = gettext("Bring back {n} hidden", { n: view.out.size });
}
