/** What is shown: families, focus areas, provinces, states; things hidden one by one; neighbourhoods. */

/** Members of every facet's values. @type {Map<string, Set<string>>} */
const facetMembers = new Map();
for (const facet of facetNames)
  for (const [value, members] of Object.entries(atlas.facets[facet])) facetMembers.set(`${facet} ${value}`, new Set(members));

function facetsChosen() {
  return periodChosen() || facetNames.some((facet) => view[facet]);
}

/** What the filters are set to. */
function filtersSet() {
  return [...facetNames.map((facet) => view[facet]), view.since, view.until, view.touch, ...[...view.hidden].sort()];
}

/** Whether a thing passes the filters. @param {string} id @param {Facet | "family" | "when"} [except] a filter that is not asked */
function passes(id, except) {
  if (except !== "family" && view.hidden.has(thing(id).family)) return false;
  if (except !== "when" && !timely(id)) return false;
  return facetNames.every((facet) => facet === except || !view[facet] || facetMembers.get(`${facet} ${view[facet]}`)?.has(id));
}

/** Things within some steps of one, with their distance. @param {string} id @param {number} steps @returns {Map<string, number>} */
function neighbourhood(id, steps) {
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
function baseThings() {
  const arranged = arrangedThings();
  const all = view.mode === "all" || facetsChosen() || (arranged && arranged.size <= overview.size);
  const base = view.focus ? neighbourhood(view.focus.id, view.focus.steps).keys() : all ? (arranged || things).keys() : [...overview.keys()].filter((id) => !arranged || arranged.has(id));
  return new Set([...base].filter((id) => passes(id)));
}

/** The things of the present view: those of the mode or focus that pass, what was added or pinned, and what the selection brings. @returns {Set<string>} */
function visibleThings() {
  const found = baseThings();
  if (view.focus) found.add(view.focus.id);
  for (const id of view.added) if (passes(id)) found.add(id);
  for (const id of [...view.trail, ...view.compared, ...view.pins.keys()]) found.add(id);
  for (const id of view.out) found.delete(id);
  for (const id of view.node ? [view.node] : view.edge !== null ? [lines[view.edge].from, lines[view.edge].to] : []) found.add(id);
  if (view.node && !view.focus) for (const id of neighbours(view.node).filter((next) => passes(next) && !found.has(next) && !view.out.has(next)).slice(0, revealLimit)) found.add(id);
  return found;
}

/** Name a facet's value. @param {Facet} facet @param {string} value */
function facetLabel(facet, value) {
  return facet === "status" ? termFor(value) : things.has(value) ? capitalized(nameOf(value)) : value;
}

/** Put the facets' choices into the page, each with the number of things that it would leave. */
function showFilters() {
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

function startFilters() {
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
