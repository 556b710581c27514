/** The lines of the selection, drawn over the others, with heads and words that say which way they go. */

/** Draw the lines of the selection over the others, with a head that says which way they go. @param {CanvasRenderingContext2D} context */
function drawSelectedLines(context) {
  const scale = network.getScale();
  for (const { number, from, to } of selectedLines()) {
    const places = network.getPositions([from, to]);
    drawArrow(context, places[from], places[to], radiusOf(to) + 2 / scale, scale, number === view.edge ? 2.5 : 1.4);
  }
}

/** The words on the lines of the selection, with an arrow the way they are read. @returns {Wanted[]} */
function lineWords() {
  /** @type {Map<string, Wanted>} */
  const found = new Map();
  for (const { number, from, to } of selectedLines()) {
    const places = network.getPositions([from, to]);
    const [start, end] = [places[from], places[to]].map((place) => network.canvasToDOM(place));
    const words = number < relations.length ? pick(relations[number].role) || phraseOf(number, 0) : gettext("measured by");
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
function selectedLines() {
  const at = (/** @type {string} */ id) => linesAt.get(id) || [];
  const chosen = view.trail.length ? view.trail.slice(1).flatMap((id, place) => at(id).filter((number) => otherEnd(number, id) === view.trail[place]))
    : view.edge !== null ? [view.edge] : view.node ? at(view.node) : [];
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
