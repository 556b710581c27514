/** The picture: nodes and edges drawn by vis-network, in the colours of the style sheet; a still of it while it moves. */

import { beginDrag, drawOver, drawUnder, endDrag, fieldRooms, fieldTitles, frameSize, frameView, framedSize, keepCamera, measureStretch, onScreen, paintTitles, pinHere, placeOf, settlePlaces, settled } from "./arrangement.js";
import { toggleCompared } from "./compare.js";
import { atlas, connections, lines, linesAt, nameOf, neighbours, nextTo, relations, thing, unpacked } from "./data.js";
import { byId, element } from "./elements.js";
import { companions, neighbourhood, visibleThings } from "./filters.js";
import { paintLabels, placedLabels } from "./labels.js";
import { chooseLine, chooseNothing, chooseThing, lineWords, selectedLines, showNeighbours, showView } from "./main.js";
import { view } from "./view.js";
import { glyphPaths, glyphShapes } from "./words.js";

/** @import { Title } from "./arrangement.js" */
/** @import { Label, Wanted } from "./labels.js" */

const darkness = window.matchMedia("(prefers-color-scheme: dark)");

function readTheme() {
  const style = getComputedStyle(document.documentElement);
  const colour = (/** @type {string} */ name) => style.getPropertyValue(`--${name}`).trim();
  return {
    page: colour("paper"),
    ink: colour("ink"),
    soft: colour("ink-soft"),
    line: colour("line"),
    faded: colour("faded"),
    accent: colour("accent"),
    /** @type {Record<string, string>} */
    families: Object.fromEntries(Object.keys(glyphPaths).map((family) => [family, colour(`family-${family}`)])),
    serif: style.getPropertyValue("--serif").trim(),
    sans: style.getPropertyValue("--sans").trim(),
  };
}

export let theme = readTheme();

/** A node's radius in the picture's units: nodes shrink less than the distances between them. @param {string} id */
export function radiusOf(id) {
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
export function paintGlyph(context, id, x, y, radius) {
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
export function drawNames(context) {
  const screen = { width: context.canvas.clientWidth, height: context.canvas.clientHeight };
  const scale = network.getScale();
  const places = network.getPositions();
  const ends = selectedLines().map(({ from, to }) => { const { x, y } = network.canvasToDOM(places[from === view.node ? to : from]); return [x, y]; });
  /** @type {Wanted[]} */
  const wanted = [];
  const rooms = fieldRooms();
  // On a phone fields have room for their titles, and names for what is chosen.
  const few = screen.width < phoneWidth && rooms.size > 0;
  for (const id of Object.keys(places)) {
    const at = network.canvasToDOM(places[id]);
    if (at.x < -200 || at.y < -40 || at.x > screen.width + 200 || at.y > screen.height + 40) continue;
    const strong = id === view.node || id === view.hover;
    const faded = lit.size > 0 && !lit.has(id) && !strong;
    const rank = connections(id) + (lit.has(id) ? 1e5 : 0) + (strong ? 1e6 : 0);
    if (few && !strong && !lit.has(id)) continue;
    wanted.push({ id, text: nameOf(id), ...at, radius: radiusOf(id) * scale, rank, faded, strong, whole: strong || drawnNodes.length <= wholeLimit || (lit.has(id) && lit.size <= wholeLimit), must: strong, narrow: rooms.has(id), room: strong ? undefined : rooms.get(id), width: rooms.get(id)?.width, ends: id === view.node ? ends : undefined });
  }
  shownTitles = fieldTitles(screen);
  shownLabels = placedLabels(context, [...wanted, ...lineWords()], screen, shownTitles.map(({ box }) => box));
  onScreen(context, () => { paintLabels(context, shownLabels); paintTitles(context, shownTitles); });
}

/** What is drawn, as a data set of vis-network holds it, as far as the page asks. */
class Held extends Map {
  get length() {
    return this.size;
  }

  getIds() {
    return [...this.keys()];
  }

  /** @param {{id: string | number}[]} items */
  add(items) {
    for (const item of items) this.set(item.id, item);
  }

  /** @param {{id: string | number}[]} items */
  update(items) {
    this.add(items);
  }

  /** @param {(string | number)[]} ids */
  remove(ids) {
    for (const id of ids) this.delete(id);
  }
}

/** A network that nobody can take hold of yet: it stands in for that of vis-network, as far as the page asks. */
class Still {
  /** @param {HTMLElement} frame */
  constructor(frame) {
    this.frame = frame;
    this.position = { x: 0, y: 0 };
    this.scale = 1;
    this.drawing = element("canvas", { class: "still" });
    frame.append(this.drawing);
    this.body = {
      emitter: { emit: (/** @type {string} */ name) => { if (name === "_requestRedraw") this.redraw(); } },
      edges: {},
      get nodes() { return Object.fromEntries(drawnNodes); },
    };
  }

  /** Take the size of the frame: the next drawing does. */
  setSize() {}

  getScale() {
    return this.scale;
  }

  getViewPosition() {
    return this.position;
  }

  /** Where things are, in whole numbers. @param {string[]} [ids] @returns {Record<string, {x: number, y: number}>} */
  getPositions(ids = drawnNodes.getIds()) {
    return Object.fromEntries(ids.filter((id) => drawnNodes.get(id)).map((id) => {
      const { x, y } = drawnNodes.get(id);
      return [id, { x: Math.round(x), y: Math.round(y) }];
    }));
  }

  /** @param {{x: number, y: number}} place */
  canvasToDOM({ x, y }) {
    return { x: (x - this.position.x) * this.scale + this.frame.clientWidth / 2, y: (y - this.position.y) * this.scale + this.frame.clientHeight / 2 };
  }

  /** @param {{position?: {x: number, y: number}, scale?: number}} camera */
  moveTo({ position = this.position, scale = this.scale }) {
    Object.assign(this, { position, scale });
    this.redraw();
  }

  /** @param {string} id @param {number} x @param {number} y */
  moveNode(id, x, y) {
    Object.assign(drawnNodes.get(id), { x, y });
    this.redraw();
  }

  setOptions() {}

  redraw() {
    const context = this.drawing.getContext("2d");
    const { clientWidth: width, clientHeight: height } = this.frame;
    if (changes || !context || !width) return;
    const ratio = window.devicePixelRatio;
    Object.assign(this.drawing, { width: Math.round(width * ratio), height: Math.round(height * ratio) });
    const { x, y } = this.canvasToDOM({ x: 0, y: 0 });
    context.setTransform(ratio * this.scale, 0, 0, ratio * this.scale, ratio * x, ratio * y);
    drawUnder(context);
    for (const id of drawnEdges.getIds()) this.drawLine(context, styledLine(id));
    context.globalAlpha = 1;
    context.setLineDash([]);
    for (const { id, x, y } of drawnNodes.values()) paintGlyph(context, id, x, y, radiusOf(id));
    drawOver(context);
  }

  /** @param {CanvasRenderingContext2D} context @param {ReturnType<typeof styledLine>} line */
  drawLine(context, { from, to, width, color: { color, opacity }, dashes }) {
    const [start, end] = [drawnNodes.get(from), drawnNodes.get(to)];
    context.globalAlpha = opacity;
    context.strokeStyle = color;
    context.lineWidth = Math.max(width, 0.3 / this.scale);
    context.setLineDash(Array.isArray(dashes) ? dashes : []);
    context.beginPath();
    context.moveTo(start.x, start.y);
    context.lineTo(end.x, end.y);
    context.stroke();
  }
}

export const revealLimit = 24;
const denseLines = 800;
/** With more things drawn or lit than this their names may be cut. */
export const wholeLimit = 24;
/** Narrower than this, in pixels, the picture is that of a phone. */
const phoneWidth = 500;
/** How strong lines are, of what they were, where others are lit. */
const fadedLines = 0.25;

/** @type {Map<string, {x: number, y: number, size: number}>} */
export const pictured = new Map(atlas.picture.nodes.map((/** @type {[string, number, number, number]} */ [id, x, y, size]) => [id, { x, y, size }]));
/** @type {Map<string, [number, number]>} */
export const overview = new Map(Object.entries(atlas.picture.overview));

/** @type {any} */
export let drawnNodes = new Held();
/** @type {any} */
export let drawnEdges = new Held();
/** @type {any} */
export let network = null;
export let stretch = 1;
/** Whether there are so many lines that vis-network draws nothing while the picture is dragged, and the page an image of it. */
export let dense = false;
/** Whether the lines have the style that they have around a thing in focus. */
let focused = false;
/** The names that were drawn last. @type {Label[]} */
export let shownLabels = [];
/** The titles that were drawn last. @type {Title[]} */
export let shownTitles = [];
/** Things lit up by the selection, with the selection itself. @type {Set<string>} */
export let lit = new Set();

/** Have the picture drawn with the next frame, once however often it is asked for; vis-network has no public way to ask. */
function askForDrawing() {
  if (network) network.body.emitter.emit("_requestRedraw");
}

/** How many changes of the picture are under way, one within another. */
let changes = 0;

/** Begin to change the picture: vis-network, which would draw it after every step, draws nothing until all is done. */
export function beginChange() {
  changes += 1;
  network.body.emitter.emit("_blockRedraw");
}

/** End it: vis-network draws only what was in sight in the frame before, so it is told first where all things stand now. */
export function endChange() {
  changes -= 1;
  if (!changes) {
    for (const node of Object.values(network.body.nodes)) node.updateBoundingBox?.();
    network.body.emitter.emit("_allowRedraw");
  }
  askForDrawing();
}

/** Bring the picture up to date with the view: add what is new, take away what is gone. */
export function refreshPicture() {
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
  if (dense !== wantedLines.size > denseLines) {
    dense = !dense;
    network.setOptions(dragOptions());
  }
  lightUp();
  endChange();
}

/** A line at rest: thin, and fainter where it leads to a hub. @param {number} number */
function styledLine(number) {
  const { from, to } = lines[number];
  const busiest = Math.max(connections(from), connections(to));
  const opacity = (view.focus ? 0.6 : busiest > 40 ? 0.22 : busiest > 15 ? 0.4 : 0.75) * (lit.size && !(lit.has(from) && lit.has(to)) ? fadedLines : 1);
  return { id: number, from, to, width: view.focus ? 0.8 : 1.6, color: { color: theme.line, opacity, inherit: false }, dashes: number >= relations.length ? [2, 4] : false };
}

/** The things of the facts that are pointed at in the text. @type {string[]} */
let brushed = [];

/** Light things that are pointed at elsewhere; none, and the selection is lit again. @param {string[]} ids */
export function brushThings(ids) {
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
  else if (view.node) lit = new Set([view.node, ...companions(view.node)]);
  else if (view.edge !== null) lit = new Set([lines[view.edge].from, lines[view.edge].to]);
  else if (view.compared.length > 1) lit = new Set([...view.compared, ...neighbours(view.compared[0]).filter((near) => view.compared.every((id) => nextTo.get(id)?.has(near)))]);
  // vis-network takes a while to take new styles for all lines, and none to read their strength.
  for (const edge of Object.values(network.body.edges)) edge.options.color.opacity = styledLine(edge.id).color.opacity;
  askForDrawing();
}

/** Put every node back in its place, after the mode or the shape of the frame has changed. */
export function placeAll() {
  let turn = 0;
  beginChange();
  settlePlaces();
  if (focused !== (view.focus !== null)) drawnEdges.update(drawnEdges.getIds().map(styledLine));
  focused = view.focus !== null;
  // vis-network takes a while to take new data for all nodes, and none to read where they are.
  for (const id of drawnNodes.getIds()) Object.assign(network.body.nodes[id], placeOf(id, settled.has(id) ? 0 : (turn += 1)));
  endChange();
}

/** Do what people ask for in the picture. */
function listenToPicture() {
  network.on("click", (/** @type {any} */ click) => {
    const { ctrlKey, metaKey, shiftKey } = click.event.srcEvent;
    if (click.nodes.length && (ctrlKey || metaKey || shiftKey)) { toggleCompared(click.nodes[0]); showView(); }
    else if (click.nodes.length) chooseThing(click.nodes[0]);
    else if (click.edges.length) chooseLine(click.edges[0]);
    else {
      const { x, y } = click.pointer.DOM;
      const title = shownTitles.find(({ hub, box }) => hub && x > box.left && x < box.right && y > box.top && y < box.bottom);
      if (title) chooseThing(title.hub);
      else chooseNothing();
    }
  });
  network.on("doubleClick", (/** @type {any} */ { nodes }) => { if (nodes.length) showNeighbours(nodes[0]); });
  network.on("dragStart", (/** @type {any} */ { nodes }) => beginDrag(nodes));
  network.on("dragEnd", (/** @type {any} */ { nodes }) => {
    endDrag();
    askForDrawing();
    for (const id of nodes) if (view.pins.has(id)) pinHere(id);
    keepCamera();
  });
  network.on("zoom", keepCamera);
  network.on("hoverNode", (/** @type {any} */ event) => { view.hover = event.node; byId("canvas").classList.add("over"); askForDrawing(); });
  network.on("blurNode", () => { view.hover = null; byId("canvas").classList.remove("over"); askForDrawing(); });
}

/** What vis-network leaves out while the picture is dragged. */
function dragOptions() {
  return { interaction: { hideEdgesOnDrag: dense, hideNodesOnDrag: dense } };
}

/** Prepare the first picture, which is drawn when all that goes into it is there. */
export function startPicture() {
  stretch = measureStretch();
  focused = view.focus !== null;
  network = new Still(byId("canvas"));
  beginChange();
  refreshPicture();
  frameView();
  for (const medium of [darkness, window.matchMedia("print")]) medium.addEventListener("change", () => {
    theme = readTheme();
    drawnEdges.update(drawnEdges.getIds().map(styledLine));
    askForDrawing();
  });
  new ResizeObserver(fillFrame).observe(byId("canvas"));
}

/** Lay the picture out anew where its frame has another size than before. */
function fillFrame() {
  if (!frameSize() || frameSize() === framedSize) return;
  network.setSize(); // at once: vis-network would move what it shows when it sees that the frame has another size
  stretch = measureStretch();
  placeAll();
  frameView();
}

/** Draw the first picture, at once, and once it is seen, have vis-network take it over. */
export async function finishPicture() {
  fillFrame();
  changes -= 1;
  network.redraw();
  if (frameSize() && !document.hidden) await new Promise((painted) => { requestAnimationFrame(() => setTimeout(painted)); });
  takeOver(await unpacked("library"));
  listenToPicture();
  document.documentElement.dataset.ready = "yes";
}

/** Read vis-network, and hand it the picture as it stands. @param {string} program */
function takeOver(program) {
  document.head.append(element("script", { text: program }));
  // @ts-ignore: the library calls itself so.
  const library = vis;
  const camera = { position: network.getViewPosition(), scale: network.getScale(), animation: false };
  const [nodes, edges] = [drawnNodes, drawnEdges].map((held) => [...held.values()]);
  [drawnNodes, drawnEdges] = [new library.DataSet(), new library.DataSet()];
  network = new library.Network(byId("canvas"), { nodes: drawnNodes, edges: drawnEdges }, atlas.picture.options);
  network.canvas.frame.tabIndex = -1; // the frame around it is the one stop of the keyboard
  network.on("beforeDrawing", drawUnder);
  network.on("afterDrawing", drawOver);
  if (dense) network.setOptions(dragOptions());
  beginChange();
  drawnNodes.add(nodes);
  drawnEdges.add(edges);
  for (const { id, x, y } of nodes) Object.assign(network.body.nodes[id], { x, y }); // which took whole numbers only
  network.moveTo(camera);
  endChange();
  network.redraw();
}
