/**
 * Time: what is known of the days of records and things, and the period that everything is narrowed to.
 * @typedef {"milestone" | "event" | "period" | "figure" | "post"} EntryKind
 * @typedef {{kind: EntryKind, id: string, things: string[], sentence: Bilingual, when?: Bilingual, where?: number, state: string, line?: number,
 *   stated: boolean, hoped: boolean, first: string, last: string, start: number, end: number, dated: boolean}} Entry
 *   what stands on the timeline, between two days, either of which may be open
 */

/** @type {Entry[]} */
const entries = atlas.timeline.entries.map((/** @type {Partial<Entry>} */ entry) =>
  ({ state: "", stated: false, hoped: false, first: "", last: "", start: 0, end: 0, ...entry, dated: Boolean(entry.first || entry.last) }));
/** The stretches of the time axis. @type {{label: string, first: string, last: string, start: number, end: number}[]} */
const stretches = atlas.timeline.stretches.map((/** @type {any[]} */ [label, first, last, start, end]) => ({ label, first, last, start, end }));

/** Of records that have one, their entry. */
const entryOfRecord = new Map(entries.map((entry) => [entry.id, entry]));

/** Whether one of some records lies in the chosen period, or none of them has an entry that would say it. @param {string[]} ids */
function recordsTimely(ids) {
  if (!periodChosen()) return true;
  const own = ids.flatMap((id) => entryOfRecord.get(id) || []);
  return !own.length || own.some((entry) => inPeriod(entry));
}

function periodChosen() {
  return Boolean(view.since || view.until);
}

/** Whether what lies between two days is in the chosen period: overlaps it, starts in it or ends in it. @param {{first: string, last: string}} between @param {{since: string, until: string, touch: string}} [period] */
function inPeriod({ first, last }, { since, until, touch } = view) {
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
function inside(period = view) {
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
function showPeriodOf(since, until) {
  choosePeriod(since, until);
  forgetCamera();
  showView();
}

/** The years from one stretch of the axis to another. @param {{first: string}} start @param {{last: string}} end */
function yearsIn(start, end) {
  const [first, last] = [start.first, end.last].map((day) => day.slice(0, 4));
  return first === last ? gettext("{year}", { year: first }) : gettext("{first}–{last}", { first, last });
}

/** What the chosen period is called: a stretch of the axis, several, or two days. */
function periodLabel() {
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

function startPeriod() {
  const select = /** @type {HTMLSelectElement} */ (byId("filter-when"));
  select.closest("label")?.toggleAttribute("hidden", !stretches.length);
  select.addEventListener("change", () => { const [since = "", until = ""] = select.value.split("/"); showPeriodOf(since, until); });
  const [since, until, touch] = ["since", "until", "touch"].map((id) => inputOf(id));
  for (const box of [since, until]) box.addEventListener("change", () => showPeriodOf(since.value, until.value));
  touch.addEventListener("change", () => { view.touch = touch.value; forgetCamera(); showView(); });
  byId("any-time").addEventListener("click", () => { showPeriodOf("", ""); since.focus(); });
}
