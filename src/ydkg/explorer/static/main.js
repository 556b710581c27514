/** Start: read the address, draw, listen to buttons and keys. */

import { fitPicture, forgetCamera, frameView, keepCamera, layoutName, pinHere, startArrangements } from "./arrangement.js";
import { toggleCompared } from "./compare.js";
import { endBox, showPaths, startPaths } from "./connections.js";
import { connections, lines, linesAt, nameOf, neighbours, otherEnd, phraseOf, relationCount, relations, sentenceOf } from "./data.js";
import { markDay, showDay, startDay } from "./day.js";
import { announce, byId, goBySlash, inputOf } from "./elements.js";
import { countFamilies, filtersSet, linesAround, passes, showFilters, showLegend, startFilters, startLegend, startPeriod } from "./filters.js";
import { showPanel, startWay } from "./panel.js";
import { beginChange, drawnNodes, endChange, finishPicture, lit, network, placeAll, radiusOf, refreshPicture, startPicture, theme, wholeLimit } from "./picture.js";
import { showReader, startDropping, startReader } from "./reader.js";
import { searchIn } from "./search.js";
import { afterPainting, showFirstRows, showTable, startTable } from "./tables.js";
import { givePicture, showEmbedded, startTakeAway } from "./takeaway.js";
import { gettext, ngettext, pick, spoken } from "./texts.js";
import { addressOfView, pageNames, readAddress, readStep, view, writeAddress } from "./view.js";
import { translateExplorer } from "./words.js";

/** @import { Wanted } from "./labels.js" */

/** Draw the lines of the selection over the others, with a head that says which way they go. @param {CanvasRenderingContext2D} context */
export function drawSelectedLines(context) {
  const scale = network.getScale();
  for (const { number, from, to } of selectedLines()) {
    const places = network.getPositions([from, to]);
    drawArrow(context, places[from], places[to], radiusOf(to) + 2 / scale, scale, number === view.edge ? 2.5 : 1.4);
  }
}

/** The words on the lines of the selection, with an arrow the way they are read. @returns {Wanted[]} */
export function lineWords() {
  /** @type {Map<string, Wanted>} */
  const found = new Map();
  for (const { number, from, to } of selectedLines()) {
    const places = network.getPositions([from, to]);
    const [start, end] = [places[from], places[to]].map((place) => network.canvasToDOM(place));
    const words = number < relations.length ? pick(relations[number].role) || phraseOf(number, "between") : gettext("measured by");
    const text = end.x >= start.x ? `${words} →` : `← ${words}`;
    const id = `${from} ${to}`;
    const known = found.get(id);
    if (known) known.text += ` · ${text}`;
    else found.set(id, {
      id, text, x: start.x, y: start.y, radius: 0, rank: 5e4 + connections(from === view.node ? to : from), faded: false, strong: false, whole: lit.size <= wholeLimit,
      spots: [0.5, 0.62, 0.38, 0.72, 0.28, 0.8, 0.2].map((share) => [start.x + share * (end.x - start.x), start.y + share * (end.y - start.y)]),
    });
  }
  return [...found.values()];
}

/** The lines of the selection between two things that are drawn: those from one thing of the trail to the next, the line itself, or those at the thing. */
export function selectedLines() {
  const at = (/** @type {string} */ id) => linesAt.get(id) || [];
  const chosen = view.trail.length ? view.trail.slice(1).flatMap((id, place) => at(id).filter((number) => otherEnd(number, id) === view.trail[place]))
    : view.edge !== null ? [view.edge] : view.node ? linesAround(view.node) : [];
  return chosen.map((number) => ({ number, ...lines[number] })).filter(({ from, to }) => drawnNodes.get(from) && drawnNodes.get(to) && from !== to);
}

/**
 * @param {CanvasRenderingContext2D} context @param {{x: number, y: number}} start @param {{x: number, y: number}} end @param {number} gap
 * @param {number} scale @param {number} weight
 */
function drawArrow(context, start, end, gap, scale, weight) {
  const length = Math.hypot(end.x - start.x, end.y - start.y) || 1;
  const [dx, dy] = [(end.x - start.x) / length, (end.y - start.y) / length];
  const tip = { x: end.x - dx * gap, y: end.y - dy * gap };
  const head = 7 / scale;
  context.strokeStyle = theme.accent;
  context.fillStyle = theme.accent;
  context.lineWidth = weight / scale;
  context.beginPath();
  context.moveTo(start.x, start.y);
  context.lineTo(tip.x - dx * head, tip.y - dy * head);
  context.stroke();
  context.beginPath();
  context.moveTo(tip.x, tip.y);
  context.lineTo(tip.x - dx * head - dy * head * 0.45, tip.y - dy * head + dx * head * 0.45);
  context.lineTo(tip.x - dx * head + dy * head * 0.45, tip.y - dy * head - dx * head * 0.45);
  context.closePath();
  context.fill();
}

/** @type {Record<string, [number, number]>} */
const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The nearest thing in a direction from a place. @param {{x: number, y: number}} place @param {[number, number]} direction @param {string | null} without */
function nearestToward(place, [dx, dy], without) {
  let best = null;
  let least = Infinity;
  for (const [id, { x, y }] of Object.entries(/** @type {Record<string, {x: number, y: number}>} */ (network.getPositions()))) {
    const along = (x - place.x) * dx + (y - place.y) * dy;
    const across = Math.abs((x - place.x) * dy + (y - place.y) * dx);
    const cost = along + 2 * across;
    if (id !== without && along > 1 && across <= along * 1.2 && cost < least) [best, least] = [id, cost];
  }
  return best;
}

function listenToKeys() {
  byId("canvas").addEventListener("keydown", (event) => {
    const direction = arrows[event.key];
    if (event.key === "+" || event.key === "=") zoomBy(1.4);
    else if (event.key === "-") zoomBy(1 / 1.4);
    else if (event.key === "0") byId("fit").click();
    else if (event.key === "Enter") byId("panel-title").focus();
    else if (event.key === " " && view.node) { toggleCompared(view.node); showView(); }
    else if (event.key === "x" && view.node) showNeighbours(view.node);
    else if (direction) moveToward(direction, event);
    else return;
    event.preventDefault();
  });
}

/** @param {number} factor */
function zoomBy(factor) {
  network.moveTo({ scale: network.getScale() * factor });
  keepCamera();
}

/** @param {[number, number]} direction @param {KeyboardEvent} event */
function moveToward([dx, dy], event) {
  const step = 40 / network.getScale();
  const middle = network.getViewPosition();
  if (event.shiftKey) {
    network.moveTo({ position: { x: middle.x + dx * step, y: middle.y + dy * step } });
    keepCamera();
  } else if (event.altKey && view.node) {
    const { x, y } = network.getPositions([view.node])[view.node];
    network.moveNode(view.node, x + (dx * step) / 2, y + (dy * step) / 2);
    if (view.pins.has(view.node)) {
      pinHere(view.node);
      writeAddress(true);
    }
  } else {
    const place = view.node ? network.getPositions([view.node])[view.node] : middle;
    const next = nearestToward(place || middle, [dx, dy], view.node);
    if (next) chooseThing(next, true);
  }
}

let layoutShown = "";
/** @type {string | null} */
let nodeShown = null;
let filtersShown = "";

/** What the counts beside the filters depend on. */
function filtersName() {
  return JSON.stringify([spoken.lang, filtersSet(), view.day, [...view.out]]);
}

/** What the places of things depend on, and what the frame shows of them. */
function placesName() {
  return JSON.stringify([layoutName(), [...view.pins], view.camera]);
}

/** Show the view everywhere: page, picture, panel, filters, address. @param {boolean} [focus] whether the reader goes to the panel */
export function showView(focus) {
  markDay();
  showPage();
  if (view.page === "picture") {
    beginChange();
    refreshPicture();
    const moved = layoutShown !== layoutName();
    if (moved) placeAll();
    if (moved || nodeShown !== view.node) frameView();
    [layoutShown, nodeShown] = [layoutName(), view.node];
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
  showDay();
  writeAddress(); // for which a browser lays the page out
  showEmbedded(); // which leads to the address
}

/** Show the page that the view names. */
function showPage() {
  // A page that is a form of another has its door; to comparison and paths ways lead from the details.
  const form = /** @type {HTMLElement | null} */ (document.querySelector(`button[data-door][data-view="${view.page}"]`));
  const door = form?.dataset.door || view.page;
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("button[data-view]"))) {
    button.ariaCurrent = button.dataset.view === (button.dataset.door ? view.page : door) ? "page" : null;
    if (button.dataset.door) button.hidden = button.dataset.door !== door;
  }
  byId("stage-picture").hidden = view.page !== "picture";
  byId("stage-table").hidden = view.page === "picture" || view.page === "paths";
  byId("stage-table").setAttribute("aria-label", gettext(pageNames[view.page]));
  byId("period").hidden = view.page !== "timeline";
  byId("stage-paths").hidden = view.page !== "paths";
  byId("side-by-side").hidden = view.compared.length < 2;
  byId("side-by-side").textContent = gettext("Side by side ({n})", { n: view.compared.length });
  byId("leave-comparison").hidden = !view.compared.length;
  for (const id of ["filters", "show-filters"]) byId(id).hidden = ["compare", "paths"].includes(view.page); // they narrow neither
  byId("table-head").hidden = view.page === "compare" && view.compared.length < 2;
  byId("take-png").hidden = view.page === "paths";
  byId("take-svg").hidden = !["picture", "places"].includes(view.page);
  document.body.dataset.view = view.page;
  document.body.toggleAttribute("data-embed", view.embed);
}

/** @param {string} id @param {boolean} [stay] leave the keyboard where it is */
export function chooseThing(id, stay) {
  Object.assign(view, { node: id, edge: null, trail: [] });
  view.out.delete(id);
  showView(!stay);
  announce(gettext("{name} selected, {n} connections", { name: nameOf(id), n: relationCount(id) }));
}

/** @param {number} number */
export function chooseLine(number) {
  Object.assign(view, { node: null, edge: number, trail: [] });
  showView(true);
  announce(gettext("Selected: {name}", { name: sentenceOf(number) }));
}

export function chooseNothing() {
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
export function showNeighbours(id) {
  const fresh = neighbours(id).filter((next) => passes(next) && !view.added.has(next));
  for (const next of [id, ...fresh]) { view.added.add(next); view.out.delete(next); }
  view.node = id;
  showView();
  announce(ngettext("{n} neighbour of {name} is shown", "{n} neighbours of {name} are shown", neighbours(id).length, { name: nameOf(id) }));
}

/** Read the address anew and show what it says. */
function followAddress() {
  const [language, places] = [spoken.lang, placesName()];
  readAddress();
  for (const side of ["from", "to"]) endBox(side).value = ""; // leave nothing of what another address had
  if (language !== spoken.lang) translateExplorer();
  if (places !== placesName()) layoutShown = "";
  showView();
}

/** Give a button something to do. @param {string} id @param {() => void} act */
function press(id, act) {
  byId(id).addEventListener("click", act);
}

/** Search for what a form of another page was filled in with. */
function searchAsAsked() {
  const asked = new URLSearchParams(location.search).get("q");
  if (!asked) return;
  inputOf("query").value = asked;
  inputOf("query").focus();
}

readAddress();
layoutShown = layoutName();
translateExplorer();
showPage();
startPicture();
startLegend();
startFilters();
startPeriod();
startDay();
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
searchAsAsked();
/** @param {string} page */
function openPage(page) {
  Object.assign(view, { page, sort: "", find: "", only: "", by: "" });
  showFirstRows();
  showView();
}

for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("button[data-view]"))) button.addEventListener("click", () => openPage(button.dataset.view || ""));
press("side-by-side", () => openPage("compare"));
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
press("language", () => { spoken.lang = spoken.lang === "zh" ? "en" : "zh"; translateExplorer(); showView(); });
window.addEventListener("hashchange", () => {
  readStep();
  if (location.hash.slice(1) !== addressOfView()) followAddress();
});
showView();
showRest();
finishPicture().then(givePicture);
