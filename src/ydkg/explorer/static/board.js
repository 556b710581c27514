/** The board: milestones as cards, what is planned, under way and done, by the last possible day, and what no day is said of. */

/** The milestones that the filters leave. */
function milestoneRows() {
  const order = ["Planned", "Underway", "Done"];
  return milestones.filter(({ id, about, modality, last }) => tabled(about) && recordsTimely([id]) && (!view.status || modality === view.status) && (!order.includes(view.only) || modality === view.only) && (!view.by || ((last || "9") <= view.by)))
    .sort((a, b) => ((a.last || "9") < (b.last || "9") ? -1 : (a.last || "9") > (b.last || "9") ? 1 : order.indexOf(a.modality) - order.indexOf(b.modality) || (nameOf(a.about) < nameOf(b.about) ? -1 : 1)));
}

/** What a row, or a card, of a milestone shows. @param {Milestone} milestone */
function milestoneWords({ id, about, sentence, when, modality }) {
  return `${nameOf(about)} ${[sentence].flat().join(" ")} ${pick(when)} ${wordFor(modality)} ${pick(later.answers[id])} ${themesOf(about).map(nameOf).join(" ")}`;
}

/** The topmost focus areas of a thing. @param {string} id @returns {string[]} */
function themesOf(id) {
  return (arrangements.get("topic") || []).map(({ hub }) => hub).filter((hub) => hub && facetMembers.get(`topic ${hub}`)?.has(id));
}

/** A switch between table and board, which stands over both. */
function milestonesSwitch() {
  const choice = (/** @type {PageName} */ page, /** @type {string} */ text) => element("button", { text, attributes: { type: "button", "aria-pressed": String(view.page === page), "data-form": page }, on: { click: () => {
    view.page = page;
    periodChanged();
    /** @type {HTMLElement | null} */ (document.querySelector(`[data-form="${page}"]`))?.focus();
  } } });
  return element("div", { class: "switch", attributes: { role: "group", "aria-label": gettext("Milestones") } }, [choice("milestones", gettext("Table")), choice("board", gettext("Board"))]);
}

function boardTable() {
  const all = milestoneRows();
  const found = all.filter(rowFilter(milestoneWords));
  const rows = found.slice(0, allRows ? Infinity : markLimit);
  byId("row-count").textContent = rowCount(found.length, all.length);
  return [milestonesSwitch(), element("div", { class: "board" }, ["Planned", "Underway", "Done"].map((modality) => boardLane(modality, rows.filter((row) => row.modality === modality), found.filter((row) => row.modality === modality).length))),
    rows.length < found.length ? allRowsButton(found.length) : null,
    pick(later.asOf) ? element("p", { class: "quiet", text: pick(later.asOf) }) : null].filter((part) => part !== null);
}

/** @param {string} modality @param {Milestone[]} rows @param {number} n how many there are in all */
function boardLane(modality, rows, n) {
  const [dated, undated] = [rows.filter(({ last }) => last), rows.filter(({ last }) => !last)];
  return element("section", { class: `board-lane modality-${modality}` }, [
    element("h2", {}, [element("span", { class: `state modality-${modality}`, text: wordFor(modality) }), element("span", { class: "count", text: String(n) })]),
    dated.length ? element("ul", { class: "plain" }, dated.map(boardCard)) : null,
    undated.length ? element("h3", {}, [element("span", { text: gettext("No date said") }), element("span", { class: "count", text: String(undated.length) })]) : null,
    undated.length ? element("ul", { class: "plain" }, undated.map(boardCard)) : null,
  ]);
}

/** @param {Milestone} milestone */
function boardCard(milestone) {
  const { about, when, sentence, where } = milestone;
  return element("li", { class: `card${about === view.node ? " selected" : ""}` }, [
    when ? element("p", { class: "card-when", text: pick(when) }) : null,
    thingButton(about),
    element("p", { class: "sentence" }, worded(pick(sentence))),
    element("p", { class: "quiet", text: themesOf(about).map((id) => capitalized(nameOf(id))).join(" · ") }),
    ...answersElements(milestone.id).slice(0, 1),
    sourceFold(where, milestone),
  ]);
}
