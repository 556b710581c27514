/** The board: milestones as cards, what is planned, under way and done, by the last possible day, and what no day is said of. */

/** Whether the filters leave a milestone. @param {Milestone} milestone */
function milestoneMeant({ id, about, modality, last }) {
  return tabled(about) && recordsTimely([id]) && (!view.status || modality === view.status) && (!modalities.includes(view.only) || modality === view.only) && (!view.by || (last || "9") <= view.by);
}

/** What a row, or a card, of a milestone shows, and the topmost focus areas of its thing. @param {Milestone} milestone */
function milestoneWords({ id, about, sentence, when, modality }) {
  const themes = (arrangements.get("topic") || []).map(({ hub }) => hub).filter((hub) => hub && facetMembers.get(`topic ${hub}`)?.has(about));
  return `${nameOf(about)} ${[sentence].flat().join(" ")} ${pick(when)} ${termFor(modality)} ${pick(later.answers[id]?.line)} ${themes.map(nameOf).join(" ")}`;
}

/** A switch between table and board, which stands over both. */
function milestonesSwitch() {
  return switchElement(gettext("Milestones"), "form", view.page, { milestones: gettext("Table"), board: gettext("Board") }, (page) => {
    view.page = /** @type {PageName} */ (page);
    showView();
  });
}

/** What is planned, under way and done, a row for each focus area, and last what is in none or in several; what the filters do not mean stays, pale and short. */
function boardTable() {
  const wanted = rowFilter(milestoneWords);
  const all = milestones.filter((milestone) => things.has(milestone.about) && !view.out.has(milestone.about) && wanted(milestone));
  const meant = new Set(all.filter(milestoneMeant));
  const rows = allRows ? all : meantFirst(all, meant);
  byId("row-count").textContent = rowCount(meant.size, milestones.length);
  const head = modalities.map((modality) => element("p", { class: "board-head" }, [element("span", { class: `state modality-${modality}`, text: termFor(modality) }), countElement([...meant].filter((row) => row.modality === modality).length)]));
  const areas = arrangements.get("topic")?.map(({ title, members }) => ({ title: capitalized(pick(title)), about: new Set(members.map(([id]) => id)) })) || [{ title: "", about: things }];
  return [milestonesSwitch(), keptFrame("board", () => element("div", { class: "board" }), [element("div", { class: "board-heads" }, head), ...areas.map(({ title, about }) => boardRow(title, rows.filter((row) => about.has(row.about)), meant))]),
    rows.length < all.length ? allRowsButton(all.length) : null,
    nothingLeft(meant.size),
    pick(later.asOf) ? element("p", { class: "quiet", text: pick(later.asOf) }) : null];
}

/** @param {string} title @param {Milestone[]} rows @param {Set<Milestone>} meant */
function boardRow(title, rows, meant) {
  if (!rows.length) return null;
  return keptFrame(`board ${title}`, () => element("section", { class: "board-row" }), [
    title ? element("h2", {}, [element("span", { text: title }), countElement(rows.filter((row) => meant.has(row)).length)]) : null,
    ...modalities.map((modality) => boardLane(title, modality, rows.filter((row) => row.modality === modality), meant)),
  ]);
}

/** @param {string} title @param {string} modality @param {Milestone[]} rows @param {Set<Milestone>} meant */
function boardLane(title, modality, rows, meant) {
  const [dated, undated] = [rows.filter(({ last }) => last), rows.filter(({ last }) => !last)];
  const cards = (/** @type {Milestone[]} */ some) => keptLists(`cards ${title} ${modality} ${some === dated}`, "card", some, meant, (row) => [row.about], boardCard, { high: 7, low: 1.9 });
  return keptFrame(`board ${title} ${modality}`, () => element("div", { class: `board-lane modality-${modality}`, attributes: { role: "group", "aria-label": termFor(modality) } }), [
    ...cards(dated),
    undated.length ? element("p", { class: "undated-head" }, [element("span", { text: gettext("No date said") }), countElement(undated.filter((row) => meant.has(row)).length)]) : null,
    ...cards(undated),
  ]);
}

/** A milestone as a card; of a pale one the name alone is seen. @param {Milestone} milestone */
function boardCard(milestone) {
  const { about, when, sentence, where } = milestone;
  return element("li", { class: "card" }, [
    when ? element("p", { class: "card-when", text: pick(when) }) : null,
    thingButton(about),
    element("p", { class: "sentence" }, worded(pick(sentence))),
    ...answersElements(milestone.id).slice(0, 1),
    sourceFold(where, milestone),
  ]);
}
