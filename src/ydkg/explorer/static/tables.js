/** Everything as tables, for those who would rather read: sorted by any column, narrowed by words and by the filters. */

const rowLimit = 400;
/**
 * @template T
 * @typedef {{key: string, label: string, sort: (row: T) => string | number, cell: (row: T) => (Node | string | null)[], numeric?: boolean}} Column
 */
/** Set by main: redraw the table and keep the address. @type {(silent?: boolean) => void} */
let tableChanged = () => undefined;
let allRows = false;

/**
 * Whether a row has all that is looked for, accents, case and the commas of numbers aside.
 * @template T
 * @param {(row: T) => string} words what it is looked for in
 * @returns {(row: T) => boolean}
 */
function rowFilter(words) {
  const wanted = searchForm(view.find).split(" ").filter(Boolean);
  return (row) => { const text = wanted.length ? searchForm(words(row)) : ""; return wanted.every((word) => text.includes(word)); };
}

/** @param {number} kept @param {number} all */
function rowCount(kept, all) {
  return kept === all ? ngettext("{n} row", "{n} rows", all) : gettext("{n} of {m} rows", { n: kept, m: all });
}

/**
 * A table with sortable headings.
 * @template T
 * @param {string} caption
 * @param {Column<T>[]} columns
 * @param {T[]} rows
 * @param {(row: T) => string} words what the filter's words are looked for in
 */
function dataTable(caption, columns, rows, words) {
  const kept = rows.filter(rowFilter((row) => `${words(row)} ${columns.map((column) => column.cell(row).map((part) => (typeof part === "string" ? part : part?.textContent)).join(" ")).join(" ")}`));
  const descending = view.sort.startsWith("-");
  const by = columns.find(({ key }) => key === view.sort.replace("-", "")) || null;
  const collator = by && new Intl.Collator(view.lang === "zh" ? "zh-Hans" : "en", { numeric: true });
  const sorted = by && collator ? [...kept].sort((one, other) => {
    const [a, b] = [by.sort(one), by.sort(other)];
    if (a === "" || b === "") return a === b ? 0 : a === "" ? 1 : -1;
    const order = typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b));
    return descending ? -order : order;
  }) : kept;
  byId("row-count").textContent = rowCount(kept.length, rows.length);
  const shown = allRows ? sorted : sorted.slice(0, rowLimit);
  const table = element("table", { class: "data" }, [
    element("caption", { class: "visually-hidden", text: caption }),
    element("thead", {}, [element("tr", {}, columns.map((column) => heading(column, by?.key === column.key ? (descending ? "descending" : "ascending") : "none")))]),
    element("tbody", {}, shown.map((row) => element("tr", {}, columns.map((column, place) => cell(column, row, place === 0))))),
  ]);
  if (shown.length === sorted.length) return [table];
  return [table, allRowsButton(sorted.length)];
}

/** @param {number} n */
function allRowsButton(n) {
  return element("button", { class: "more", text: gettext("Show all {n} rows", { n }), attributes: { type: "button" }, on: { click: () => { allRows = true; tableChanged(true); } } });
}

/** @param {{key: string, label: string, numeric?: boolean}} column @param {string} order */
function heading({ key, label, numeric }, order) {
  return element("th", { class: numeric ? "numeric" : "", attributes: { scope: "col", "aria-sort": order } }, [
    element("button", { text: label, attributes: { type: "button", title: gettext("Sort by {name}", { name: label }), "data-sort": key }, on: { click: () => {
      view.sort = order === "ascending" ? `-${key}` : key;
      tableChanged();
      /** @type {HTMLElement | null} */ (document.querySelector(`[data-sort="${key}"]`))?.focus();
    } } }),
  ]);
}

/**
 * @template T
 * @param {Column<T>} column
 * @param {T} row
 * @param {boolean} first
 */
function cell(column, row, first) {
  const made = element(first ? "th" : "td", { class: column.numeric ? "numeric" : "", attributes: first ? { scope: "row" } : { "data-label": column.label } });
  made.append(...column.cell(row).filter((part) => part !== null));
  return made;
}

/** Whether a thing is to be in the tables. @param {string} id */
function tabled(id) {
  return things.has(id) && passes(id) && !view.out.has(id);
}

/** @param {string} id */
function statesOf(id) {
  return [...new Set((milestonesOf.get(id) || []).map(({ modality }) => wordFor(modality)))].join(comma());
}

/** Names as they are put in order, by language and thing. @type {Map<string, string>} */
const orderNames = new Map();

/** @param {string} id */
function orderName(id) {
  const key = `${view.lang} ${id}`;
  const known = orderNames.get(key);
  if (known !== undefined) return known;
  const made = folded(nameOf(id));
  orderNames.set(key, made);
  return made;
}

/** The order in which names are read. @param {string} a @param {string} b */
function byName(a, b) {
  const [one, two] = [orderName(a), orderName(b)];
  return one < two ? -1 : one > two ? 1 : 0;
}

function thingsTable() {
  const second = (/** @type {string} */ id) => other(thing(id).name);
  /** @type {Column<string>[]} */
  const columns = [
    { key: "name", label: gettext("Name"), sort: nameOf, cell: (id) => [thingButton(id)] },
    { key: "other", label: gettext("Other name"), sort: second, cell: (id) => [element("bdi", { text: second(id), attributes: { lang: view.lang === "zh" ? "en" : "zh-Hans" } })] },
    { key: "kind", label: gettext("Kind"), sort: (id) => pick(thing(id).kind), cell: (id) => [pick(thing(id).kind)] },
    { key: "status", label: gettext("Status"), sort: statesOf, cell: (id) => [statesOf(id)] },
    { key: "figures", label: gettext("Figures"), sort: (id) => -(figuresOf.get(id) || figuresIn.get(id) || []).length, cell: (id) => [String((figuresOf.get(id) || figuresIn.get(id) || []).length)], numeric: true },
    { key: "links", label: gettext("Links"), sort: (id) => -connections(id), cell: (id) => [String(connections(id))], numeric: true },
  ];
  return dataTable(gettext("Entities"), columns, [...things.keys()].filter(tabled).sort(byName), (id) => {
    const { name, aliases = [], kind } = thing(id);
    return [name, aliases, kind, statesOf(id)].flat().join(" ");
  });
}

function relationsTable() {
  const rows = [...relations.keys()].filter((number) => tabled(lines[number].from) && tabled(lines[number].to) && recordsTimely([relations[number].id]))
    .sort((a, b) => byName(lines[a].from, lines[b].from) || byName(lines[a].to, lines[b].to));
  const word = (/** @type {number} */ number) => pick(relations[number].role) || phraseOf(number, 0);
  /** @type {Column<number>[]} */
  const columns = [
    { key: "from", label: gettext("Subject"), sort: (number) => nameOf(lines[number].from), cell: (number) => [thingButton(lines[number].from)] },
    { key: "relation", label: gettext("Relation"), sort: word, cell: (number) => [lineButton(number, word(number))] },
    { key: "to", label: gettext("Object"), sort: (number) => nameOf(lines[number].to), cell: (number) => [thingButton(lines[number].to)] },
    { key: "asof", label: gettext("As of"), sort: (number) => relations[number].date || "", cell: (number) => [pick(relations[number].day)] },
    { key: "source", label: gettext("Source"), sort: (number) => startOf(relations[number].where), cell: (number) => [sourceFold(relations[number].where, relations[number], relations[number].note)] },
  ];
  return dataTable(gettext("Relations"), columns, rows, (number) => `${nameOf(lines[number].from)} ${nameOf(lines[number].to)} ${[relations[number].sentence].flat().join(" ")} ${word(number)} ${pick(relations[number].day)}`);
}

/** @param {number} number @param {string} text */
function lineButton(number, text) {
  return element("button", { class: "line", text, attributes: { type: "button" }, on: { click: () => chooseLine(number) } });
}

/** Set by main. @type {(number: number) => void} */
let chooseLine = () => undefined;

function milestonesTable() {
  const rows = milestoneRows();
  /** @type {Column<(typeof milestones)[0]>[]} */
  const columns = [
    { key: "thing", label: gettext("Thing"), sort: ({ about }) => nameOf(about), cell: ({ about }) => [thingButton(about)] },
    { key: "status", label: gettext("Status"), sort: ({ modality }) => ["Done", "Underway", "Planned"].indexOf(modality), cell: ({ modality }) => [element("span", { class: `state modality-${modality}`, text: wordFor(modality) })] },
    { key: "fact", label: gettext("What is said"), sort: ({ sentence }) => pick(sentence), cell: ({ sentence }) => [element("span", { class: "sentence" }, worded(pick(sentence)))] },
    { key: "by", label: gettext("When"), sort: ({ last }) => last || "", cell: ({ when }) => [pick(when)] },
    { key: "source", label: gettext("Source"), sort: ({ where }) => startOf(where), cell: (milestone) => [sourceFold(milestone.where, milestone)] },
  ];
  const onlys = ["Planned", "Underway", "Done"].includes(view.only) ? [gettext("Only: {what}", { what: wordFor(view.only) })] : [];
  return [milestonesSwitch(), ...onlyNote([...onlys, ...(view.by ? [pick(milestones.find(({ last, modality }) => last === view.by && modality === "Planned")?.when) || view.by] : [])]), ...dataTable(gettext("Milestones"), columns, rows, milestoneWords)];
}

/** What a guided view leaves out, and a way to have it all. @param {string[]} parts */
function onlyNote(parts) {
  if (!parts.length) return [];
  return [element("p", { class: "only" }, [element("span", { text: parts.join(" · ") }), element("button", { class: "action", text: gettext("Show all"), attributes: { type: "button" }, on: { click: () => { view.only = ""; view.by = ""; tableChanged(); } } })])];
}

/**
 * Every metric: comparisons with their figures, and the figures that no comparison has.
 * @typedef {{metric: string, about: string, direction?: string, sentence: Bilingual, id: string, where?: number, chart?: Chart,
 *   comparison: Comparison | null, figures: Partial<Record<Role, Observation>>}} MetricRow
 */
function metricsTable() {
  const used = new Set(comparisons.flatMap(({ steps = [] }) => steps.map(({ figure }) => figure)));
  /** @type {MetricRow[]} */
  const rows = [
    ...comparisons.map((comparison) => ({ ...comparison, comparison, figures: Object.fromEntries((comparison.steps || []).map(({ role, figure }) => [role, observations.get(figure)])) })),
    ...figures.filter(({ id }) => !used.has(id)).map((figure) => ({ ...figure, direction: things.get(figure.metric)?.direction, comparison: null, figures: { [figure.state === "target" ? "target" : "current"]: figure } })),
  ].filter(({ metric, about, comparison, figures: own }) => (tabled(metric) || tabled(about)) && recordsTimely(Object.values(own).map((figure) => figure?.id || "")) && (!["ahead", "behind"].includes(view.only) || comparison?.verdict?.[0] === view.only));
  rows.sort((a, b) => Number(!a.comparison) - Number(!b.comparison) || (nameOf(a.metric) < nameOf(b.metric) ? -1 : 1));
  const figureColumn = (/** @type {Role} */ role, /** @type {string} */ label) => ({
    key: role, label, numeric: true,
    sort: (/** @type {MetricRow} */ row) => row.figures[role]?.value ?? "",
    cell: (/** @type {MetricRow} */ row) => { const figure = row.figures[role]; return figure ? [element("strong", { text: pick(figure.text) }), element("span", { class: "quiet when", text: pick(role === "target" ? figure.when : figure.times) })] : []; },
  });
  /** @type {Column<MetricRow>[]} */
  const columns = [
    { key: "metric", label: gettext("Metric"), sort: ({ metric }) => nameOf(metric), cell: ({ metric, direction }) => [things.has(metric) ? thingButton(metric) : metric, direction ? element("span", { class: `quiet when better-${direction}`, text: wordFor(direction) }) : null] },
    { key: "of", label: gettext("Of"), sort: ({ about }) => nameOf(about), cell: ({ about }) => [things.has(about) ? thingButton(about) : about] },
    figureColumn("baseline", gettext("Baseline")), figureColumn("current", gettext("Current")), figureColumn("target", gettext("Target")),
    { key: "change", label: gettext("Change"), sort: ({ comparison }) => parseFloat(english(comparison?.change || comparison?.computed).replace("−", "-").replace(/^[a-z ]+/, "")) || "", cell: ({ comparison }) => (comparison ? [comparison.change ? element("span", { text: pick(comparison.change) }) : null, computedElement(comparison, comparison.change ? "quiet when" : ""), againstElement(comparison, "quiet when")] : []), numeric: true },
    { key: "chart", label: gettext("Chart"), sort: ({ chart }) => (chart ? 0 : 1), cell: ({ metric, chart }) => [chart ? chartElement(chart) : element("span", { class: "quiet no-chart", text: things.get(metric)?.rank ? gettext("a rank has no length") : gettext("nothing to compare with") })] },
    { key: "verdict", label: gettext("Judgement"), sort: ({ comparison }) => pick(comparison?.verdict?.[1]), cell: ({ comparison }) => [comparison ? verdictElement(comparison) : null] },
    { key: "source", label: gettext("Source"), sort: ({ where }) => startOf(where), cell: (row) => [sourceFold(row.where, row)] },
  ];
  return [
    ...onlyNote(["ahead", "behind"].includes(view.only) ? [gettext("Only: {what}", { what: wordFor(view.only) })] : []),
    element("p", { class: "chart-legend", text: gettext("○ baseline   ● current   ▏target   ┄▸ open bound: the true value lies further on") }),
    ...dataTable(gettext("Metrics"), columns, rows, (row) => `${nameOf(row.metric)} ${nameOf(row.about)} ${Object.values(row.figures).map((figure) => `${pick(figure?.text)} ${pick(figure?.when)} ${pick(figure?.times)}`).join(" ")} ${pick(row.comparison?.change)} ${pick(row.comparison?.computed)} ${pick(row.comparison?.against)} ${pick(row.comparison?.verdict?.[1])} ${wordFor(row.direction || "")}`),
  ];
}

/** Draw the table of the present page into its place. */
function showTable() {
  const made = { timeline: timelineTable, places: placesTable, things: thingsTable, relations: relationsTable, milestones: milestonesTable, board: boardTable, metrics: metricsTable, compare: compareTable }[/** @type {string} */ (view.page)];
  if (!made) return;
  const box = /** @type {HTMLInputElement} */ (byId("find"));
  if (box.value !== view.find) box.value = view.find;
  byId("table").replaceChildren(...made());
}

function startTable() {
  const box = /** @type {HTMLInputElement} */ (byId("find"));
  box.addEventListener("input", () => {
    view.find = box.value;
    allRows = false;
    tableChanged(true);
  });
}
