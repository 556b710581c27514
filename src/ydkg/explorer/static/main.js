/** Start: read the address, draw, listen. */

let layoutShown = "";
let filtersShown = "";

/** What the counts beside the filters depend on. */
function filtersName() {
  return JSON.stringify([view.lang, filtersSet(), [...view.out]]);
}

/** What the places of things depend on, and what the frame shows of them. */
function placesName() {
  return JSON.stringify([layoutName(), [...view.pins], view.camera]);
}

/** Show the view everywhere: page, picture, panel, filters, address. @param {boolean} [focus] whether the reader goes to the panel */
function showView(focus) {
  showPage();
  if (view.page === "picture") {
    beginChange();
    refreshPicture();
    if (layoutShown !== layoutName()) {
      layoutShown = layoutName();
      placeAll();
      frameView();
    }
    if (view.node && !view.camera) bringIntoView(view.node);
    endChange();
  }
  showTable();
  showPaths();
  showCompared();
  showReader();
  showPanel(focus); // last, for it asks where things stand, which a browser has to work out after every change
  afterPainting(showRest);
}

/** Show what is around the view: the counts beside filters, the legend, the address. */
function showRest() {
  if (filtersShown !== filtersName()) {
    filtersShown = filtersName();
    showFilters();
    countFamilies();
  }
  showLegend();
  writeAddress(); // for which a browser lays the page out
}

/** Show the page that the view names. */
function showPage() {
  for (const link of document.querySelectorAll("#views button")) {
    const here = link.getAttribute("data-view") === (view.page === "board" ? "milestones" : view.page);
    if (here) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  byId("stage-picture").hidden = view.page !== "picture";
  byId("stage-table").hidden = view.page === "picture" || view.page === "paths";
  byId("stage-table").setAttribute("aria-label", wordFor(view.page));
  byId("period").hidden = view.page !== "timeline";
  byId("stage-paths").hidden = view.page !== "paths";
  for (const id of ["filters", "show-filters"]) byId(id).hidden = ["compare", "paths"].includes(view.page); // they narrow neither
  byId("table-head").hidden = view.page === "compare" && view.compared.length < 2;
  byId("take-png").hidden = view.page === "paths";
  byId("take-svg").hidden = !["picture", "places"].includes(view.page);
  document.body.dataset.view = view.page;
}

/** @param {string} id @param {boolean} [stay] leave the keyboard where it is */
function selectThing(id, stay) {
  view.node = id;
  view.edge = null;
  view.trail = [];
  view.out.delete(id);
  showView(!stay);
  announce(gettext("{name} selected, {n} connections", { name: nameOf(id), n: relationCount(id) }));
}

/** @param {number} number */
function selectLine(number) {
  view.node = null;
  view.edge = number;
  view.trail = [];
  showView(true);
  announce(gettext("Selected: {name}", { name: sentenceOf(number) }));
}

function selectNothing() {
  if (view.node === null && view.edge === null && !view.trail.length) return;
  const [was, left] = [view.node, byId("panel").contains(document.activeElement)];
  view.node = null;
  view.edge = null;
  view.trail = [];
  showView();
  if (left) comeBack(was);
  announce(gettext("Nothing selected"));
}

/** Go back to where a thing was chosen: to its name in the list, or to the page. @param {string | null} id */
function comeBack(id) {
  const name = id && view.page !== "picture" ? /** @type {HTMLElement | null} */ (document.querySelector(`main [data-id="${CSS.escape(id)}"]`)) : null;
  (name || byId(view.page === "picture" ? "canvas" : view.page === "paths" ? "stage-paths" : "stage-table")).focus();
}

/** @param {PageName} page */
function openPage(page) {
  view.page = page;
  view.sort = "";
  view.find = "";
  view.only = "";
  view.by = "";
  allRows = false;
  showView();
}

/** Bring all that is next to a thing into the picture, to stay there. @param {string} id */
function showNeighbours(id) {
  const fresh = neighbours(id).filter((next) => passes(next) && !view.added.has(next));
  for (const next of [id, ...fresh]) { view.added.add(next); view.out.delete(next); }
  view.node = id;
  showView();
  announce(ngettext("{n} neighbour of {name} is shown", "{n} neighbours of {name} are shown", neighbours(id).length, { name: nameOf(id) }));
}

/** Read the address anew and show what it says. */
function followAddress() {
  const [language, places] = [view.lang, placesName()];
  readAddress();
  clearEnds();
  if (language !== view.lang) translateExplorer();
  if (places !== placesName()) layoutShown = "";
  showView();
}

/** Give a button something to do. @param {string} id @param {() => void} act */
function press(id, act) {
  byId(id).addEventListener("click", act);
}

chooseThing = selectThing;
chooseLine = selectLine;
chooseNothing = selectNothing;
tableChanged = (silent) => { showTable(); writeAddress(silent); };
periodChanged = () => showView();
pathsChanged = () => { showPaths(); writeAddress(); };
showTrail = (ids) => {
  Object.assign(view, { page: "picture", focus: null, node: null, edge: null, trail: ids });
  forgetCamera();
  showView();
  byId("canvas").focus();
};
showInText = (where) => { openEvidence(where); writeAddress(); };
refreshPanel = () => { forgetRows(); showTable(); panelShown = ""; showPanel(); writeAddress(true); };
chooseFact = ({ line, things: [id] }) => { if (line !== undefined) selectLine(line); else selectThing(id, true); };
/** Do it, show it, and leave the reader at the button. @param {() => void} change @param {string} [name] of the button */
function act(change, name) {
  change();
  showView();
  const button = name ? /** @type {HTMLElement | null} */ (document.querySelector(`[data-action="${name}"]`)) : null;
  (button || byId("panel-title")).focus();
}
actions = {
  hide: (id) => act(() => { view.out.add(id); view.pins.delete(id); view.added.delete(id); view.node = null; if (view.focus?.id === id) view.focus = null; }),
  neighbours: (id) => { showNeighbours(id); /** @type {HTMLElement | null} */ (document.querySelector("[data-action=neighbours]"))?.focus(); },
  compare: (id) => act(() => toggleCompared(id), "compare"),
  pin: (id) => act(() => { if (!view.pins.delete(id)) pinHere(id); }, "pin"),
  path: (id) => { Object.assign(view, { page: "paths", from: id, to: view.to === id ? "" : view.to }); showView(); endBox("to").focus(); },
  focus: (id, steps) => act(() => { view.focus = view.focus?.id === id && view.focus.steps === steps ? null : { id, steps }; view.page = "picture"; forgetCamera(); view.trail = []; }, `focus-${steps}`),
  expand: (ids) => act(() => { for (const id of ids) { view.added.add(id); view.out.delete(id); } }),
};

readAddress();
layoutShown = layoutName();
translateExplorer();
showPage();
startPicture();
startLegend(() => showView());
startFilters(() => showView());
startPeriod(() => showView());
startArrangements(() => showView());
startSearch((id) => selectThing(id));
startTable();
startPaths();
startTakeAway();
startReader((text) => { view.text = text; showView(); byId(text ? "reader" : "read").focus(); });
startDropping();
startWay();
writeAddress(true);
listenToKeys((id) => { selectThing(id, true); }, (id) => { toggleCompared(id); showView(); }, showNeighbours);
for (const button of document.querySelectorAll("#views button")) button.addEventListener("click", () => openPage(/** @type {PageName} */ (button.getAttribute("data-view"))));
press("mode", () => { view.mode = view.mode === "all" ? "overview" : "all"; forgetCamera(); showView(); });
press("leave", () => { view.focus = null; forgetCamera(); showView(); byId("canvas").focus(); });
press("leave-trail", () => { view.trail = []; showView(); byId("canvas").focus(); });
press("leave-comparison", () => { view.compared = []; showView(); byId("canvas").focus(); });
press("restore", () => { view.out.clear(); showView(); byId("canvas").focus(); });
press("fit", () => { forgetCamera(); fitPicture(); writeAddress(true); });
press("closer", () => zoomBy(1.4));
press("farther", () => zoomBy(1 / 1.4));
press("show-filters", () => { byId("show-filters").setAttribute("aria-expanded", String(byId("show-filters").getAttribute("aria-expanded") === "false")); });
press("back", () => history.back());
press("forward", () => history.forward());
press("language", () => { view.lang = view.lang === "zh" ? "en" : "zh"; translateExplorer(); showView(); });
window.addEventListener("hashchange", () => {
  readStep();
  if (location.hash.slice(1) !== addressOfView()) followAddress();
});
showView();
showRest();
finishPicture(() => {
  listenToPicture({ thing: (id) => selectThing(id), several: (id) => { toggleCompared(id); showView(); }, more: showNeighbours, line: selectLine, nothing: selectNothing });
  document.documentElement.dataset.ready = "yes";
});
