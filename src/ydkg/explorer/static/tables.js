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
 * A table with sortable headings.
 * @template T
 * @param {string} caption
 * @param {Column<T>[]} columns
 * @param {T[]} rows
 * @param {(row: T) => string} words what the filter's words are looked for in
 */
function dataTable(caption, columns, rows, words) {
  const wanted = folded(view.find).split(" ").filter(Boolean);
  const kept = wanted.length ? rows.filter((row) => { const text = folded(words(row)); return wanted.every((word) => text.includes(word)); }) : rows;
  const descending = view.sort.startsWith("-");
  const by = columns.find(({ key }) => key === view.sort.replace("-", "")) || null;
  const collator = by && new Intl.Collator(view.lang === "zh" ? "zh-Hans" : "en", { numeric: true });
  const sorted = by && collator ? [...kept].sort((one, other) => {
    const [a, b] = [by.sort(one), by.sort(other)];
    if (a === "" || b === "") return a === b ? 0 : a === "" ? 1 : -1;
    const order = typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b));
    return descending ? -order : order;
  }) : kept;
  const count = kept.length === rows.length ? ngettext("{n} row", "{n} rows", rows.length) : gettext("{n} of {m} rows", { n: kept.length, m: rows.length });
  byId("row-count").textContent = count;
  const shown = allRows ? sorted : sorted.slice(0, rowLimit);
  const table = element("table", { class: "data" }, [
    element("caption", { class: "visually-hidden", text: caption }),
    element("thead", {}, [element("tr", {}, columns.map((column) => heading(column, by?.key === column.key ? (descending ? "descending" : "ascending") : "none")))]),
    element("tbody", {}, shown.map((row) => element("tr", {}, columns.map((column, place) => cell(column, row, place === 0))))),
  ]);
  if (shown.length === sorted.length) return [table];
  return [table, element("button", { class: "more", text: gettext("Show all {n} rows", { n: sorted.length }), attributes: { type: "button" }, on: { click: () => { allRows = true; tableChanged(true); } } })];
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
  const made = element(first ? "th" : "td", { class: column.numeric ? "numeric" : "", attributes: first ? { scope: "row" } : {} });
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

function thingsTable() {
  const second = (/** @type {string} */ id) => { const { label, zh } = thing(id); return view.lang === "zh" && zh ? label : zh || ""; };
  /** @type {Column<string>[]} */
  const columns = [
    { key: "name", label: gettext("Name"), sort: nameOf, cell: (id) => [thingButton(id)] },
    { key: "other", label: gettext("Other name"), sort: second, cell: (id) => [element("bdi", { text: second(id), attributes: { lang: view.lang === "zh" ? "en" : "zh-Hans" } })] },
    { key: "kind", label: gettext("Kind"), sort: (id) => term(thing(id).kind), cell: (id) => [term(thing(id).kind)] },
    { key: "status", label: gettext("Status"), sort: statesOf, cell: (id) => [statesOf(id)] },
    { key: "figures", label: gettext("Figures"), sort: (id) => -(figuresOf.get(id) || figuresIn.get(id) || []).length, cell: (id) => [String((figuresOf.get(id) || figuresIn.get(id) || []).length)], numeric: true },
    { key: "links", label: gettext("Links"), sort: (id) => -connections(id), cell: (id) => [String(connections(id))], numeric: true },
  ];
  return dataTable(gettext("Things"), columns, [...things.keys()].filter(tabled), (id) => {
    const { label, zh, aliases, kind } = thing(id);
    return [label, zh, ...(aliases || []), kind, term(kind), statesOf(id)].join(" ");
  });
}

function relationsTable() {
  const rows = [...relations.keys()].filter((number) => tabled(lines[number].from) && tabled(lines[number].to));
  // A verb that encloses its object, or its role, does not stand between two names.
  const word = (/** @type {number} */ number) => term(relations[number].role) || (/[…#]/.test(phraseOf(number, 0)) ? phraseOf(number, 1) : phraseOf(number, 0));
  /** @type {Column<number>[]} */
  const columns = [
    { key: "from", label: gettext("Subject"), sort: (number) => nameOf(lines[number].from), cell: (number) => [thingButton(lines[number].from)] },
    { key: "relation", label: gettext("Relation"), sort: word, cell: (number) => [lineButton(number, word(number))] },
    { key: "to", label: gettext("Object"), sort: (number) => nameOf(lines[number].to), cell: (number) => [thingButton(lines[number].to)] },
    { key: "asof", label: gettext("As of"), sort: (number) => relations[number].date || "", cell: (number) => [relations[number].date ? readableDay(relations[number].date || "") : ""] },
    { key: "source", label: gettext("Source"), sort: (number) => sources[relations[number].sources[0]]?.start ?? "", cell: (number) => [sourceFold(relations[number].sources, { sentence: sentenceOf(number), record: relations[number].id, confidence: relations[number].confidence })] },
  ];
  return dataTable(gettext("Relations"), columns, rows, (number) => `${sentenceOf(number)} ${thing(lines[number].from).label} ${word(number)} ${thing(lines[number].to).label}`);
}

/** @param {number} number @param {string} text */
function lineButton(number, text) {
  return element("button", { class: "line", text, attributes: { type: "button" }, on: { click: () => chooseLine(number) } });
}

/** Set by main. @type {(number: number) => void} */
let chooseLine = () => undefined;

function milestonesTable() {
  const rows = milestones.filter(({ about, modality, notAfter, on }) => tabled(about) && (!["Planned", "Underway", "Done"].includes(view.only) || modality === view.only) && (!view.by || ((on || notAfter || "9") <= view.by)));
  /** @type {Column<(typeof milestones)[0]>[]} */
  const columns = [
    { key: "thing", label: gettext("Thing"), sort: ({ about }) => nameOf(about), cell: ({ about }) => [thingButton(about)] },
    { key: "status", label: gettext("Status"), sort: ({ modality }) => ["Done", "Underway", "Planned"].indexOf(modality), cell: ({ modality }) => [element("span", { class: `state modality-${modality}`, text: wordFor(modality) })] },
    { key: "fact", label: gettext("What is said"), sort: (each) => (view.lang === "zh" ? each.zh : each.says), cell: (each) => [element("span", { class: "sentence" }, worded(milestoneSentence(each)))] },
    { key: "by", label: gettext("When"), sort: ({ on, notAfter }) => on || notAfter || "", cell: ({ on, notAfter }) => [on ? readableDay(on) : notAfter ? gettext("by {day}", { day: readableDay(notAfter) }) : ""] },
    { key: "source", label: gettext("Source"), sort: (each) => sources[each.sources[0]]?.start ?? "", cell: (each) => [sourceFold(each.sources, { sentence: milestoneSentence(each), record: each.id })] },
  ];
  const onlys = ["Planned", "Underway", "Done"].includes(view.only) ? [gettext("Only: {what}", { what: wordFor(view.only) })] : [];
  return [...onlyNote([...onlys, ...(view.by ? [gettext("by {day}", { day: readableDay(view.by) })] : [])]), ...dataTable(gettext("Milestones"), columns, rows, (each) => `${milestoneSentence(each)} ${wordFor(each.modality)}`)];
}

/** What a guided view leaves out, and a way to have it all. @param {string[]} parts */
function onlyNote(parts) {
  if (!parts.length) return [];
  return [element("p", { class: "only" }, [element("span", { text: parts.join(" · ") }), element("button", { class: "action", text: gettext("Show all"), attributes: { type: "button" }, on: { click: () => { view.only = ""; view.by = ""; tableChanged(); } } })])];
}

/**
 * Every metric: comparisons with their figures, and the figures that no comparison has.
 * @typedef {{metric: string, about: string, comparison: Comparison | null, steps: Step[], record: string, sources: number[]}} MetricRow
 */
function metricsTable() {
  const used = new Set(comparisons.flatMap(({ baseline, current, target }) => [baseline, current, target]));
  /** @type {MetricRow[]} */
  const rows = [
    ...comparisons.map((comparison) => {
      const steps = stepsOf(comparison);
      return { metric: steps[0]?.figure.metric || "", about: steps[0]?.figure.about || "", comparison, steps, record: comparison.id, sources: [...new Set([...steps.flatMap(({ figure }) => figure.sources), ...comparison.sources])] };
    }),
    ...[...observations].filter(([record]) => !used.has(record)).map(([record, figure]) => ({ metric: figure.metric, about: figure.about, comparison: null, steps: [{ role: soleRole(figure), figure }], record, sources: figure.sources })),
  ].filter(({ metric, about, comparison }) => (tabled(metric) || tabled(about)) && (!["ahead", "behind"].includes(view.only) || (comparison && verdict(comparison).key === view.only)));
  rows.sort((a, b) => Number(!a.comparison) - Number(!b.comparison) || (nameOr(a.metric) < nameOr(b.metric) ? -1 : 1));
  const figure = (/** @type {MetricRow} */ row, /** @type {string} */ role) => row.steps.find((step) => step.role === role)?.figure;
  const figureColumn = (/** @type {"baseline" | "current" | "target"} */ role) => ({
    key: role, label: capitalized(wordFor(role)), numeric: true,
    sort: (/** @type {MetricRow} */ row) => figure(row, role)?.value ?? "",
    cell: (/** @type {MetricRow} */ row) => { const found = figure(row, role); return found ? [element("strong", { text: figureText(found) }), element("span", { class: "quiet when", text: [figureTime(found), found.status === "actual" ? "" : term(found.status)].filter(Boolean).join(comma()) })] : []; },
  });
  const direction = (/** @type {MetricRow} */ { metric }) => things.get(metric)?.direction || "";
  /** @type {Column<MetricRow>[]} */
  const columns = [
    { key: "metric", label: gettext("Metric"), sort: ({ metric }) => nameOr(metric), cell: (row) => [things.has(row.metric) ? thingButton(row.metric) : row.metric, direction(row) ? element("span", { class: `quiet when better-${direction(row)}`, text: wordFor(direction(row)) }) : null] },
    { key: "of", label: gettext("Of"), sort: ({ about }) => nameOr(about), cell: ({ about }) => [things.has(about) ? thingButton(about) : about] },
    figureColumn("baseline"), figureColumn("current"), figureColumn("target"),
    { key: "change", label: gettext("Change"), sort: ({ comparison }) => parseFloat((comparison?.change || "").replace("−", "-")) || "", cell: ({ comparison }) => (comparison?.change ? [element("span", { text: changeText(comparison) }), againstElement(comparison, "quiet when")] : []), numeric: true },
    { key: "chart", label: gettext("Chart"), sort: (row) => (row.steps.length > 1 ? 0 : 1), cell: (row) => [rowChart(row, direction(row))] },
    { key: "verdict", label: gettext("Judgement"), sort: ({ comparison }) => (comparison && verdict(comparison).text) || "", cell: ({ comparison }) => [comparison ? verdictElement(comparison) : null] },
    { key: "source", label: gettext("Source"), sort: (row) => sources[row.sources[0]]?.start ?? "", cell: (row) => [sourceFold(row.sources, { sentence: row.comparison ? comparisonSentence(row.comparison) : row.steps[0] && figureSentence(row.steps[0].figure), record: row.record })] },
  ];
  return [
    ...onlyNote(["ahead", "behind"].includes(view.only) ? [gettext("Only: {what}", { what: wordFor(view.only) })] : []),
    element("p", { class: "chart-legend", text: gettext("○ baseline   ● current   ▏target   ┄▸ open bound: the true value lies further on") }),
    ...dataTable(gettext("Metrics"), columns, rows, (row) => `${nameOr(row.metric)} ${nameOr(row.about)} ${row.steps.map((step) => figureText(step.figure)).join(" ")} ${row.comparison ? verdict(row.comparison).text : ""} ${wordFor(direction(row) || "")}`),
  ];
}

/** @param {Observation} figure @returns {"target" | "current"} */
function soleRole({ status }) {
  return status === "target" ? "target" : "current";
}

/** @param {string} id */
function nameOr(id) {
  return things.has(id) ? nameOf(id) : id;
}

/** @param {MetricRow} row @param {string} direction */
function rowChart(row, direction) {
  const kinds = (things.get(row.metric)?.values || []).map(({ text }) => text);
  const rank = kinds.includes("rank");
  const made = rank ? null : chart(row.steps, direction || undefined, kinds.includes("share"));
  return made || element("span", { class: "quiet no-chart", text: rank ? gettext("a rank has no length") : gettext("nothing to compare with") });
}

/** Draw the table of the present page into its place. */
function showTable() {
  const made = { things: thingsTable, relations: relationsTable, milestones: milestonesTable, metrics: metricsTable }[/** @type {string} */ (view.page)];
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
