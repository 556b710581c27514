/** The picture from the keyboard: arrows go from thing to thing, plus and minus zoom, Shift moves the view, Alt moves a thing, Enter goes to the details, Space compares, x brings in the neighbours. */

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
