/** Shapes and names of things, as the page draws them itself. */

/** A node's radius in the picture's units: nodes shrink less than the distances between them. @param {string} id */
function radiusOf(id) {
  const scale = network ? network.getScale() : 1;
  return (pictured.get(id)?.size || 6) * Math.min(3, Math.max(0.5, scale ** -0.65));
}

/** Draw one node for vis-network. @param {any} drawn */
function renderGlyph({ ctx: context, id, x, y }) {
  const radius = radiusOf(id);
  return {
    drawNode: () => paintGlyph(context, id, x, y, radius),
    nodeDimensions: { width: radius * 2, height: radius * 2 },
  };
}

/** @param {CanvasRenderingContext2D} context @param {string} id @param {number} x @param {number} y @param {number} radius */
function paintGlyph(context, id, x, y, radius) {
  const family = thing(id).family;
  context.save();
  context.translate(x, y);
  context.scale(radius, radius);
  context.fillStyle = lit.size > 0 && !lit.has(id) ? theme.faded : theme.families[family];
  context.strokeStyle = id === view.node ? theme.accent : theme.page;
  context.lineWidth = (id === view.node ? 5 : 1.5) / radius;
  context.stroke(glyphShapes[family]);
  context.fill(glyphShapes[family], "evenodd");
  hollowOut(context, glyphShapes[family], radius, thing(id).status);
  if (view.compared.includes(id)) {
    context.strokeStyle = theme.accent;
    context.lineWidth = 2.5 / radius;
    context.beginPath();
    context.arc(0, 0, 1.7, 0, 2 * Math.PI);
    context.stroke();
  }
  if (view.pins.has(id)) {
    context.strokeStyle = theme.ink;
    context.lineWidth = 1.5 / radius;
    context.strokeRect(-1.5, -1.5, 3, 3);
  }
  context.restore();
}

/** Show on a shape how far its thing has come: hollow what is planned, the upper half what is under way. @param {CanvasRenderingContext2D} context @param {Path2D} shape @param {number} radius @param {string} [status] */
function hollowOut(context, shape, radius, status) {
  if (status !== "Planned" && status !== "Underway") return;
  const rim = Math.max(0.2, 1.6 / (radius * network.getScale()));
  context.clip(shape, "evenodd");
  context.beginPath();
  context.rect(-2, -2, 4, status === "Planned" ? 4 : 2);
  context.clip();
  const colour = context.fillStyle;
  context.fillStyle = theme.page;
  context.fillRect(-2, -2, 4, 4);
  context.strokeStyle = colour;
  context.lineWidth = 2 * rim;
  context.stroke(shape);
}

/** Find places for the names, and draw them over everything. @param {CanvasRenderingContext2D} context */
function drawNames(context) {
  const screen = { width: context.canvas.clientWidth, height: context.canvas.clientHeight };
  const scale = network.getScale();
  const places = network.getPositions();
  const ends = selectedLines().map(({ from, to }) => { const { x, y } = network.canvasToDOM(places[from === view.node ? to : from]); return [x, y]; });
  /** @type {Wanted[]} */
  const wanted = [];
  for (const id of Object.keys(places)) {
    const at = network.canvasToDOM(places[id]);
    if (at.x < -200 || at.y < -40 || at.x > screen.width + 200 || at.y > screen.height + 40) continue;
    const strong = id === view.node || id === view.hover;
    const faded = lit.size > 0 && !lit.has(id) && !strong;
    const rank = connections(id) + (hubs.has(id) ? 1e4 : 0) + (lit.has(id) ? 1e5 : 0) + (strong ? 1e6 : 0);
    wanted.push({ id, text: nameOf(id), ...at, radius: radiusOf(id) * scale, rank, faded, strong, whole: strong || alwaysNamed(id) || drawnNodes.length <= wholeLimit || (lit.has(id) && lit.size <= wholeLimit), must: strong || alwaysNamed(id), ends: id === view.node ? ends : undefined });
  }
  shownTitles = fieldTitles(screen);
  shownLabels = placedLabels(context, [...wanted, ...lineWords()], screen, shownTitles.map(({ box }) => box));
  onScreen(context, () => { paintLabels(context, shownLabels); paintTitles(context, shownTitles); });
}
