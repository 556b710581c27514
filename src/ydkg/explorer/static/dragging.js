/** Dragging: the picture moves as it stands; lines and names find their places anew when it comes to rest. */

/**
 * A drag under way: where the picture's origin was when it began, the zoom, the names and places then, the things that are
 * dragged by themselves, and, where a dense picture is moved as a whole, what it looked like.
 * @typedef {{origin: {x: number, y: number}, scale: number, labels: Label[], places: Record<string, {x: number, y: number}>,
 *   alone: Set<string>, image: HTMLCanvasElement | null}} Drag
 */

/** @type {Drag | null} */
let drag = null;

/** @param {string[]} alone the things that are dragged by themselves; none where the whole picture is */
function beginDrag(alone) {
  drag = {
    origin: network.canvasToDOM({ x: 0, y: 0 }),
    scale: network.getScale(),
    labels: shownLabels,
    places: network.getPositions(),
    alone: new Set(alone),
    image: dense && !alone.length ? imageOfPicture() : null,
  };
}

function imageOfPicture() {
  const drawing = /** @type {HTMLCanvasElement} */ (byId("canvas").querySelector("canvas"));
  const copy = element("canvas", { attributes: { width: String(drawing.width), height: String(drawing.height) } });
  copy.getContext("2d")?.drawImage(drawing, 0, 0);
  return copy;
}

/** How far the whole picture has been dragged, on the screen; null where it rests, or has been zoomed meanwhile. */
function draggedBy() {
  if (!drag || network.getScale() !== drag.scale) return null;
  const { x, y } = network.canvasToDOM({ x: 0, y: 0 });
  return { x: x - drag.origin.x, y: y - drag.origin.y };
}

/** Draw what lies under the things: the lines of the selection, or the whole of a dense picture as it was. @param {CanvasRenderingContext2D} context */
function drawUnder(context) {
  const by = draggedBy();
  if (!by || !drag?.image) {
    drawFields(context);
    drawSelectedLines(context);
    return;
  }
  const ratio = context.canvas.width / context.canvas.clientWidth;
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.drawImage(drag.image, Math.round(by.x * ratio), Math.round(by.y * ratio));
  context.restore();
}

/** Draw what lies over the lines: in a dense picture under way the things, which vis-network then leaves out, and the names. @param {CanvasRenderingContext2D} context */
function drawOver(context) {
  const by = draggedBy();
  if (drag && dense) drawThings(context, drag.image && by);
  if (!drag || !by) drawNames(context);
  else if (!drag.image) onScreen(context, () => {
    paintLabels(context, movedLabels(by));
    paintTitles(context, shownTitles.map((title) => ({ ...title, x: title.x + by.x, y: title.y + by.y })));
  });
}

/**
 * Draw the things; where the picture as it was is under them, only those beyond its rim.
 * @param {CanvasRenderingContext2D} context @param {{x: number, y: number} | null} by how far that picture has been moved
 */
function drawThings(context, by) {
  const { clientWidth: width, clientHeight: height } = context.canvas;
  const scale = network.getScale();
  const places = by && drag ? drag.places : network.getPositions();
  for (const id of Object.keys(places)) {
    const { x, y } = places[id];
    const radius = radiusOf(id);
    const [{ x: left, y: top }, reach] = [network.canvasToDOM({ x, y }), 2 * radius * scale];
    if (left < -reach || top < -reach || left > width + reach || top > height + reach) continue;
    if (by && left - by.x > reach && top - by.y > reach && left - by.x < width - reach && top - by.y < height - reach) continue;
    paintGlyph(context, id, x, y, radius);
  }
}

/** The names where they were, moved with the picture or with their own things. @param {{x: number, y: number}} by @returns {Label[]} */
function movedLabels(by) {
  if (!drag) return [];
  const { labels, places, alone, scale } = drag;
  const now = network.getPositions([...alone]);
  return labels.map((label) => {
    const [start, end] = alone.has(label.id) ? [places[label.id], now[label.id]] : [];
    const own = start && end ? { x: (end.x - start.x) * scale, y: (end.y - start.y) * scale } : { x: 0, y: 0 };
    return { ...label, x: label.x + by.x + own.x, y: label.y + by.y + own.y };
  });
}

/** Draw in screen coordinates. @param {CanvasRenderingContext2D} context @param {() => void} draw */
function onScreen(context, draw) {
  const ratio = context.canvas.width / context.canvas.clientWidth;
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  draw();
  context.restore();
}
