/** The picture: vis-network holds what is visible; glyphs, highlights and names are drawn by the page itself. */

const revealLimit = 24;
const crowdedLines = 800;
/** With more things lit than this their names may be cut. */
const wholeLimit = 24;
/** How strong lines are, of what they were, where others are lit. */
const fadedLines = 0.4;

/** @type {Map<string, {x: number, y: number, size: number}>} */
const pictured = new Map(atlas.picture.nodes.map((/** @type {[string, number, number, number]} */ [id, x, y, size]) => [id, { x, y, size }]));
/** @type {Map<string, [number, number]>} */
const overview = new Map(Object.entries(atlas.picture.overview));

// @ts-ignore: vis stands in the script before this one.
const library = vis;
const drawnNodes = new library.DataSet();
const drawnEdges = new library.DataSet();
/** @type {any} */
let network = null;
let stretch = 1;
/** Whether there are so many lines that vis-network draws nothing while the picture is dragged, and the page an image of it. */
let crowded = false;
/** Whether the lines have the style that they have around a thing in focus. */
let focused = false;
/** The names that were drawn last. @type {Label[]} */
let shownLabels = [];
/** The titles that were drawn last. @type {Title[]} */
let shownTitles = [];
/** Things lit up by the selection, with the selection itself. @type {Set<string>} */
let lit = new Set();

/** Which arrangement the present view has. */
function layoutName() {
  return JSON.stringify([view.focus ? view.focus : view.arranged, view.mode, filtersSet()]);
}

/** Places on rings around a thing, by steps; branches stay together. @type {Map<string, {x: number, y: number}>} */
let rings = new Map();

/** Places of the things that the present view lays out. @type {Map<string, {x: number, y: number}>} */
let settled = new Map();
/** What they were settled for. */
let settledFor = "";

/** Settle the places of the present view: around the thing in focus, in fields, or freely. */
function settlePlaces() {
  const name = `${layoutName()} ${stretch} ${view.lang}`;
  if (settledFor === name) return;
  settledFor = name;
  settled = view.focus ? new Map() : laidOut(baseThings());
  if (view.focus) fieldBoxes = [];
  arrangeRings();
}

/** Settle the places around the thing in focus. */
function arrangeRings() {
  rings = new Map();
  if (!view.focus) return;
  const steps = neighbourhood(view.focus.id, view.focus.steps);
  const order = [...steps.keys()].filter((id) => passes(id) || id === view.focus?.id);
  rings.set(view.focus.id, { x: 0, y: 0 });
  /** @type {Map<string, number>} */
  const angles = new Map([[view.focus.id, 0]]);
  let radius = 0;
  for (let step = 1; step <= view.focus.steps; step += 1) {
    const ring = order.filter((id) => steps.get(id) === step);
    const inner = (/** @type {string} */ id) => Math.min(...neighbours(id).filter((next) => steps.get(next) === step - 1).map((next) => angles.get(next) ?? Infinity));
    const keyed = ring.map((id) => ({ id, key: step === 1 ? 0 : inner(id), family: thing(id).family }));
    keyed.sort((a, b) => a.key - b.key || (a.family < b.family ? -1 : a.family > b.family ? 1 : connections(b.id) - connections(a.id) || (a.id < b.id ? -1 : 1)));
    radius = Math.max(radius + 190, (ring.length * 46) / (2 * Math.PI));
    keyed.forEach(({ id }, place) => {
      const angle = (2 * Math.PI * place) / keyed.length - Math.PI / 2;
      angles.set(id, angle);
      const stagger = ring.length > 24 && place % 2 ? 60 : 0;
      rings.set(id, { x: (radius + stagger) * Math.cos(angle), y: (radius + stagger) * Math.sin(angle) });
    });
    if (ring.length > 24) radius += 60;
  }
}

/**
 * Where a thing stands: where it is pinned, on its ring, in its place of the arrangement, or, brought in by a selection, on a
 * spiral around what it is next to.
 * @param {string} id
 * @param {number} turn
 */
function placeOf(id, turn) {
  const fixed = view.pins.get(id) || rings.get(id) || settled.get(id);
  if (fixed) return { x: fixed.x * stretch, y: fixed.y / stretch };
  const anchor = anchorOf(id);
  if (anchor) {
    const angle = turn * Math.PI * (3 - Math.sqrt(5));
    const radius = 70 + 22 * Math.sqrt(turn + 1);
    return { x: anchor.x * stretch + radius * Math.cos(angle), y: anchor.y / stretch + radius * Math.sin(angle) };
  }
  const { x = 0, y = 0 } = pictured.get(id) || {};
  return { x: x * stretch, y: y / stretch };
}

/** The place beside which a thing appears that is not laid out. @param {string} id @returns {{x: number, y: number} | undefined} */
function anchorOf(id) {
  if (view.node && settled.has(view.node)) return settled.get(view.node);
  return neighbours(view.node || id).map((next) => settled.get(next)).find(Boolean);
}

/** Have the picture drawn with the next frame, once however often it is asked for; vis-network has no public way to ask. */
function askForDrawing() {
  if (network) network.body.emitter.emit("_requestRedraw");
}

/** How many changes of the picture are under way, one within another. */
let changes = 0;

/** Begin to change the picture: vis-network, which would draw it after every step, draws nothing until all is done. */
function beginChange() {
  changes += 1;
  network.body.emitter.emit("_blockRedraw");
}

/** End it: vis-network draws only what was in sight in the frame before, so it is told first where all things stand now. */
function endChange() {
  changes -= 1;
  if (!changes) {
    for (const node of Object.values(network.body.nodes)) node.updateBoundingBox();
    network.body.emitter.emit("_allowRedraw");
  }
  askForDrawing();
}

/** Bring the picture up to date with the view: add what is new, take away what is gone. */
function refreshPicture() {
  beginChange();
  const wanted = visibleThings();
  settlePlaces();
  const present = new Set(drawnNodes.getIds());
  drawnNodes.remove([...present].filter((id) => !wanted.has(/** @type {string} */ (id))));
  let turn = 0;
  drawnNodes.add([...wanted].filter((id) => !present.has(id)).map((id) => {
    const place = placeOf(id, settled.has(id) ? 0 : (turn += 1));
    return { id, shape: "custom", ctxRenderer: renderGlyph, size: pictured.get(id)?.size, ...place };
  }));
  const wantedLines = new Set();
  for (const id of wanted) for (const number of linesAt.get(id) || []) if (wanted.has(lines[number].from) && wanted.has(lines[number].to)) wantedLines.add(number);
  const presentLines = new Set(drawnEdges.getIds());
  drawnEdges.remove([...presentLines].filter((number) => !wantedLines.has(number)));
  drawnEdges.add([...wantedLines].filter((number) => !presentLines.has(number)).map(styledLine));
  if (crowded !== wantedLines.size > crowdedLines) {
    crowded = !crowded;
    network.setOptions({ interaction: { hideEdgesOnDrag: crowded, hideNodesOnDrag: crowded } });
  }
  lightUp();
  endChange();
}

/** A line at rest: thin, and fainter where it leads to a hub. @param {number} number */
function styledLine(number) {
  const { from, to } = lines[number];
  const busiest = Math.max(connections(from), connections(to));
  const opacity = (view.focus ? 0.6 : busiest > 40 ? 0.22 : busiest > 15 ? 0.4 : 0.75) * (lit.size && !(lit.has(from) && lit.has(to)) ? fadedLines : 1);
  if (view.focus) return { id: number, from, to, width: 0.8, color: { color: theme.line, opacity, inherit: false }, dashes: number >= relations.length ? [2, 4] : false };
  return { id: number, from, to, width: 1.6, color: { color: theme.line, opacity, inherit: false }, dashes: number >= relations.length ? [2, 4] : false };
}

/** The things of the facts that are pointed at in the text. @type {string[]} */
let brushed = [];

/** Light things that are pointed at elsewhere; none, and the selection is lit again. @param {string[]} ids */
function brushThings(ids) {
  if (!ids.length && !brushed.length) return;
  brushed = ids;
  lightUp();
}

/** Settle what the selection, or what is pointed at in the text, lights up. */
function lightUp() {
  lit = new Set();
  if (brushed.length) lit = new Set(brushed);
  else if (view.trail.length) lit = new Set(view.trail);
  else if (view.node && view.focus?.id === view.node) lit = new Set(neighbourhood(view.node, view.focus.steps).keys());
  else if (view.node) lit = new Set([view.node, ...neighbours(view.node)]);
  else if (view.edge !== null) lit = new Set([lines[view.edge].from, lines[view.edge].to]);
  // vis-network takes a while to take new styles for all lines, and none to read their strength.
  for (const edge of Object.values(network.body.edges)) edge.options.color.opacity = styledLine(edge.id).color.opacity;
  askForDrawing();
}

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

/**
 * @param {CanvasRenderingContext2D} context
 * @param {string} id
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 */
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
  hollowOut(context, glyphShapes[family], radius, statusOf(id));
  if (view.pins.has(id)) {
    context.strokeStyle = theme.ink;
    context.lineWidth = 1.5 / radius;
    context.strokeRect(-1.5, -1.5, 3, 3);
  }
  context.restore();
}

/** Show on a shape how far its thing has come: hollow what is planned, the upper half what is under way. @param {CanvasRenderingContext2D} context @param {Path2D} shape @param {number} radius @param {string} status */
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

/** Draw the lines of the selection over the others, with a head that says which way they go. @param {CanvasRenderingContext2D} context */
function drawSelectedLines(context) {
  const scale = network.getScale();
  for (const number of selectedLines()) {
    const { from, to } = lines[number];
    if (!drawnNodes.get(from) || !drawnNodes.get(to) || from === to) continue;
    const places = network.getPositions([from, to]);
    drawArrow(context, places[from], places[to], radiusOf(to) + 2 / scale, scale, number === view.edge ? 2.5 : 1.4);
  }
}

/** The words on the lines of the selection, with an arrow the way they are read. @returns {Wanted[]} */
function lineWords() {
  const scale = network.getScale();
  const origin = network.canvasToDOM({ x: 0, y: 0 });
  /** @type {Map<string, Wanted>} */
  const found = new Map();
  for (const number of selectedLines()) {
    const { from, to } = lines[number];
    if (!drawnNodes.get(from) || !drawnNodes.get(to) || from === to) continue;
    const places = network.getPositions([from, to]);
    const [start, end] = [places[from], places[to]].map(({ x, y }) => ({ x: x * scale + origin.x, y: y * scale + origin.y }));
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

/** The lines of the selection. */
function selectedLines() {
  return view.trail.length ? trailLines() : view.edge !== null ? [view.edge] : view.node ? linesAt.get(view.node) || [] : [];
}

/** The lines between one thing of the trail and the next. @returns {number[]} */
function trailLines() {
  return view.trail.slice(1).flatMap((id, place) => (linesAt.get(id) || []).filter((number) => lines[number].from === view.trail[place] || lines[number].to === view.trail[place]));
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {{x: number, y: number}} start
 * @param {{x: number, y: number}} end
 * @param {number} gap
 * @param {number} scale
 * @param {number} weight
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

/** Find places for the names, and draw them over everything. @param {CanvasRenderingContext2D} context */
function drawNames(context) {
  const screen = { width: context.canvas.clientWidth, height: context.canvas.clientHeight };
  const scale = network.getScale();
  const origin = network.canvasToDOM({ x: 0, y: 0 });
  const places = network.getPositions();
  /** @type {Wanted[]} */
  const wanted = [];
  for (const id of Object.keys(places)) {
    const at = { x: places[id].x * scale + origin.x, y: places[id].y * scale + origin.y };
    if (at.x < -200 || at.y < -40 || at.x > screen.width + 200 || at.y > screen.height + 40) continue;
    const strong = id === view.node || id === view.hover;
    const faded = lit.size > 0 && !lit.has(id) && !strong;
    const rank = connections(id) + (hubs.has(id) ? 1e4 : 0) + (lit.has(id) ? 1e5 : 0) + (strong ? 1e6 : 0);
    wanted.push({ id, text: nameOf(id), ...at, radius: radiusOf(id) * scale, rank, faded, strong, whole: strong || alwaysNamed(id) || (lit.has(id) && lit.size <= wholeLimit), must: strong || alwaysNamed(id) });
  }
  shownTitles = fieldTitles(screen);
  shownLabels = placedLabels(context, [...wanted, ...lineWords()], screen, shownTitles.map(({ box }) => box));
  onScreen(context, () => { paintLabels(context, shownLabels); paintTitles(context, shownTitles); });
}

/** Put every node back in its place, after the mode or the shape of the frame has changed. */
function placeAll() {
  let turn = 0;
  beginChange();
  settlePlaces();
  if (focused !== (view.focus !== null)) drawnEdges.update(drawnEdges.getIds().map(styledLine));
  focused = view.focus !== null;
  const now = network.getPositions();
  const places = drawnNodes.getIds().map((/** @type {string} */ id) => ({ id, ...placeOf(id, settled.has(id) ? 0 : (turn += 1)) }));
  drawnNodes.update(places.filter((/** @type {{id: string, x: number, y: number}} */ { id, x, y }) => Math.round(x) !== now[id].x || Math.round(y) !== now[id].y));
  endChange();
}

/** Forward what people do in the picture. @param {{thing: (id: string) => void, line: (number: number) => void, nothing: () => void}} chosen */
function listenToPicture(chosen) {
  network.on("click", (/** @type {any} */ click) => {
    if (click.nodes.length) chosen.thing(click.nodes[0]);
    else if (click.edges.length) chosen.line(click.edges[0]);
    else chosen.nothing();
  });
  network.on("dragStart", (/** @type {any} */ { nodes }) => beginDrag(nodes));
  network.on("dragEnd", (/** @type {any} */ { nodes }) => {
    endDrag();
    for (const id of nodes) if (view.pins.has(id)) pinHere(id);
    keepCamera();
  });
  network.on("zoom", keepCamera);
  network.on("hoverNode", (/** @type {any} */ event) => { view.hover = event.node; byId("canvas").classList.add("over"); askForDrawing(); });
  network.on("blurNode", () => { view.hover = null; byId("canvas").classList.remove("over"); askForDrawing(); });
}

/** Pin a thing where it stands now. @param {string} id */
function pinHere(id) {
  const place = network.getPositions([id])[id] || placeOf(id, 1);
  view.pins.set(id, { x: Math.round(place.x / stretch), y: Math.round(place.y * stretch) });
}

let cameraTimer = 0;

/** Keep what the frame shows in the address, once it has come to rest. */
function keepCamera() {
  clearTimeout(cameraTimer);
  cameraTimer = window.setTimeout(() => {
    const { x, y } = network.getViewPosition();
    view.camera = { x: x / stretch, y: y * stretch, scale: network.getScale() };
    writeAddress(true);
  }, 250);
}

/** Whether the picture has been framed since it was last out of sight. */
let framed = false;

/** Show all again: what the frame showed is not kept. */
function forgetCamera() {
  clearTimeout(cameraTimer);
  view.camera = null;
}

/** Show what the view's camera says, or all. */
function frameView() {
  framed = byId("canvas").clientHeight > 0;
  if (!framed) return;
  if (!view.camera) {
    fitPicture();
    return;
  }
  const { x, y, scale } = view.camera;
  network.moveTo({ position: { x: x * stretch, y: y / stretch }, scale, animation: false });
}

/** Prepare the first picture, which is drawn when all that goes into it is there. */
function startPicture() {
  stretch = measureStretch();
  focused = view.focus !== null;
  network = new library.Network(byId("canvas"), { nodes: drawnNodes, edges: drawnEdges }, atlas.picture.options);
  network.on("beforeDrawing", drawUnder);
  network.on("afterDrawing", drawOver);
  beginChange();
  refreshPicture();
  frameView();
  for (const medium of [darkness, window.matchMedia("print")]) medium.addEventListener("change", () => {
    theme = readTheme();
    drawnEdges.update(drawnEdges.getIds().map(styledLine));
    askForDrawing();
  });
  new ResizeObserver(() => {
    const fresh = measureStretch();
    if (byId("canvas").clientHeight && (!framed || Math.abs(fresh - stretch) > 0.15)) {
      stretch = fresh;
      placeAll();
      frameView();
    }
  }).observe(byId("canvas"));
}

/** Draw the first picture, at once. */
function finishPicture() {
  changes -= 1;
  network.body.emitter.emit("_allowRedraw");
  network.redraw();
}
