/** Start: read the address, draw, listen. */

let modeShown = "overview";

/** Show the view everywhere: picture, panel, legend, address. @param {boolean} [focus] */
function showView(focus) {
  refreshPicture();
  if (modeShown !== view.mode) {
    modeShown = view.mode;
    placeAll();
    fitPicture();
  }
  if (view.node) bringIntoView(view.node);
  showPanel(focus);
  showLegend();
  writeAddress();
}

/** @param {string} id */
function selectThing(id) {
  view.node = id;
  view.edge = null;
  showView(true);
}

/** @param {number} number */
function selectLine(number) {
  view.node = null;
  view.edge = number;
  showView(true);
}

function selectNothing() {
  if (view.node === null && view.edge === null) return;
  view.node = null;
  view.edge = null;
  showView();
}

chooseThing = selectThing;
chooseNothing = selectNothing;
readAddress();
modeShown = view.mode;
startPicture();
startLegend(() => showView());
startSearch(selectThing);
listenToPicture({ thing: selectThing, line: selectLine, nothing: selectNothing });
byId("mode").addEventListener("click", () => {
  view.mode = view.mode === "all" ? "overview" : "all";
  showView();
});
byId("fit").addEventListener("click", fitPicture);
byId("closer").addEventListener("click", () => network.moveTo({ scale: network.getScale() * 1.4 }));
byId("farther").addEventListener("click", () => network.moveTo({ scale: network.getScale() / 1.4 }));
document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !(event.target instanceof HTMLInputElement)) selectNothing(); });
window.addEventListener("hashchange", () => {
  if (location.hash.slice(1) === addressOfView()) return;
  readAddress();
  showView();
});
showView();
document.documentElement.dataset.ready = "yes";
