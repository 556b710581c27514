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
  byId("stage-table").setAttribute("aria-label", gettext(pageNames[view.page]));
  byId("period").hidden = view.page !== "timeline";
  byId("stage-paths").hidden = view.page !== "paths";
  byId("compare-count").textContent = String(view.compared.length || "");
  byId("leave-comparison").hidden = !view.compared.length;
  for (const id of ["filters", "show-filters"]) byId(id).hidden = ["compare", "paths"].includes(view.page); // they narrow neither
  byId("table-head").hidden = view.page === "compare" && view.compared.length < 2;
  byId("take-png").hidden = view.page === "paths";
  byId("take-svg").hidden = !["picture", "places"].includes(view.page);
  document.body.dataset.view = view.page;
}

/** @param {string} id @param {boolean} [stay] leave the keyboard where it is */
function chooseThing(id, stay) {
  Object.assign(view, { node: id, edge: null, trail: [] });
  view.out.delete(id);
  showView(!stay);
  announce(gettext("{name} selected, {n} connections", { name: nameOf(id), n: relationCount(id) }));
}

/** @param {number} number */
function chooseLine(number) {
  Object.assign(view, { node: null, edge: number, trail: [] });
  showView(true);
  announce(gettext("Selected: {name}", { name: sentenceOf(number) }));
}

function chooseNothing() {
  if (view.node === null && view.edge === null && !view.trail.length) return;
  const [was, left] = [view.node, byId("panel").contains(document.activeElement)];
  Object.assign(view, { node: null, edge: null, trail: [] });
  showView();
  if (left) { // back to where it was chosen: to its name in the list, or to the page
    const name = was && view.page !== "picture" ? /** @type {HTMLElement | null} */ (document.querySelector(`main [data-id="${CSS.escape(was)}"]`)) : null;
    (name || byId(view.page === "picture" ? "canvas" : view.page === "paths" ? "stage-paths" : "stage-table")).focus();
  }
  announce(gettext("Nothing selected"));
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
  for (const side of ["from", "to"]) endBox(side).value = ""; // leave nothing of what another address had
  if (language !== view.lang) translateExplorer();
  if (places !== placesName()) layoutShown = "";
  showView();
}

/** Give a button something to do. @param {string} id @param {() => void} act */
function press(id, act) {
  byId(id).addEventListener("click", act);
}

readAddress();
layoutShown = layoutName();
translateExplorer();
showPage();
startPicture();
startLegend();
startFilters();
startPeriod();
startArrangements();
searchIn(inputOf("query"), byId("hits"), (id) => chooseThing(id));
goBySlash(inputOf("query"));
startTable();
startPaths();
startTakeAway();
startReader();
startDropping();
startWay();
writeAddress(true);
listenToKeys();
for (const button of document.querySelectorAll("#views button")) button.addEventListener("click", () => {
  Object.assign(view, { page: button.getAttribute("data-view"), sort: "", find: "", only: "", by: "" });
  allRows = false;
  showView();
});
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
finishPicture();
