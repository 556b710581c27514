/** Where things stand in the picture: fields and their frames, places, dragging, and what the frame shows. */

import { atlas, connections, neighbours, thing } from "./data.js";
import { byId, element } from "./elements.js";
import { baseThings, filtersSet, neighbourhood, passes } from "./filters.js";
import { beginWriting, labelWidth, paintLabels, wrapped } from "./labels.js";
import { drawSelectedLines, showView } from "./main.js";
import { dense, drawNames, lit, network, overview, paintGlyph, pictured, radiusOf, shownLabels, shownTitles, stretch, theme } from "./picture.js";
import { pick, spoken } from "./texts.js";
import { view, writeAddress } from "./view.js";
import { capitalized } from "./words.js";

/** @import { Box, Label } from "./labels.js" */
/** @import { Bilingual } from "./proof.js" */

/** How much larger what is chosen has to get for the frame to leave the rest. */
const nearer = 1.3;
/** The strip at the top of the picture where the controls are. */
export let controlsHeight = 46;

/** Show the whole of the present view. */
export function fitPicture() {
  network.moveTo({ ...cameraOf(), animation: false });
}

/** Where the frame has to look to show all, or some things. @param {string[]} [ids] */
function cameraOf(ids) {
  const places = Object.values(network.getPositions(ids));
  if (!places.length) return { position: { x: 0, y: 0 }, scale: 1 };
  if (!ids) for (const { left, top, right, bottom } of fieldBoxes) places.push({ x: left, y: top }, { x: right, y: bottom });
  const [xs, ys] = [places.map(({ x }) => x), places.map(({ y }) => y)];
  const box = { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
  const frame = byId("canvas");
  const margin = fieldBoxes.length && !ids ? { x: 10, top: controlsHeight + 4, bottom: 8 } : { x: Math.min(70, frame.clientWidth * 0.08), top: controlsHeight + 12, bottom: 20 };
  const scale = Math.max(0.01, Math.min(
    (frame.clientWidth - 2 * margin.x) / Math.max(1, box.right - box.left),
    (frame.clientHeight - margin.top - margin.bottom) / Math.max(1, box.bottom - box.top),
    1.6,
  ));
  const middle = (box.top + box.bottom) / 2 - (margin.top - margin.bottom) / 2 / scale;
  return { position: { x: (box.left + box.right) / 2, y: middle }, scale };
}

/** Show what is chosen with all around it, where that brings it nearer; else all. */
function frameChosen() {
  const near = cameraOf([...lit]);
  if (near.scale > nearer * cameraOf().scale && !fieldBoxes.some(({ field }) => field.column)) network.moveTo({ ...near, animation: false });
  else fitPicture();
}

/** The positions are a square; stretch them to the frame, so that a phone's screen is filled as a computer's is. */
export function measureStretch() {
  const frame = byId("canvas");
  const controls = document.querySelector(".controls");
  controlsHeight = controls && getComputedStyle(controls).position === "absolute" ? controls.clientHeight + 14 : 4;
  const ratio = (frame.clientWidth - 20) / Math.max(1, frame.clientHeight - controlsHeight - 12);
  return Math.sqrt(Math.min(2.2, Math.max(0.5, ratio)));
}

let cameraTimer = 0;

/** Keep what the frame shows in the address, once it has come to rest. */
export function keepCamera() {
  clearTimeout(cameraTimer);
  cameraTimer = window.setTimeout(() => {
    const { x, y } = network.getViewPosition();
    view.camera = { x: x / stretch, y: y * stretch, scale: network.getScale() };
    writeAddress(true);
  }, 250);
}

/** How wide and high the frame was when the picture was last fitted into it. */
export let framedSize = "";

/** How wide and high the frame is; nothing where it is out of sight. */
export function frameSize() {
  const { clientWidth, clientHeight } = byId("canvas");
  return clientWidth && clientHeight ? `${clientWidth} ${clientHeight}` : "";
}

/** Show all again: what the frame showed is not kept. */
export function forgetCamera() {
  clearTimeout(cameraTimer);
  view.camera = null;
}

/** Show what the view's camera says, or what is chosen with all around it, or all. */
export function frameView() {
  framedSize = frameSize();
  if (!framedSize) return;
  if (view.camera) network.moveTo({ position: { x: view.camera.x * stretch, y: view.camera.y / stretch }, scale: view.camera.scale, animation: false });
  else if (view.node && !view.focus) frameChosen();
  else fitPicture();
}

/**
 * @typedef {{hub: string, title: Bilingual, column?: boolean, members: [string, number, number][]}} Field a part of an arrangement: the thing that its
 *   title names, and its things with their places in it, or below each other
 * @typedef {{field: Field, left: number, top: number, right: number, bottom: number, colour: string}} FieldBox where a field is in the picture
 * @typedef {{hub: string, lines: string[], x: number, y: number, box: Box}} Title a field's title on the screen
 */

const extent = 1000;
/** In pixels where the whole picture is shown: what stays free within a field, and between two. */
const fieldMargin = 22;
const fieldGap = 5;
/** With fewer things than this a field draws them together. */
const roomy = 9;

/** @type {Map<string, Field[]>} */
export const arrangements = new Map(Object.entries(atlas.picture.arrangements));

/** The fields of the present view; none where it is free, or stands around one thing. @returns {Field[]} */
export function presentFields() {
  return (!view.focus && arrangements.get(view.arranged)) || [];
}

/** The things that the present arrangement has, where it has not all. @returns {Set<string> | null} */
export function arrangedThings() {
  const fields = presentFields();
  return fields.length ? new Set(fields.flatMap(({ members }) => members.map(([id]) => id))) : null;
}

/** Where the fields are that hold something. @type {FieldBox[]} */
export let fieldBoxes = [];

/** The room that things have for their names: that of their fields, and how wide these may be, on the screen. @returns {Map<string, Box & {width: number}>} */
export function fieldRooms() {
  return new Map(fieldBoxes.flatMap(({ field, left, top, right, bottom }) => {
    const [start, end] = [network.canvasToDOM({ x: left, y: top }), network.canvasToDOM({ x: right, y: bottom })];
    const room = { left: start.x, top: start.y, right: end.x, bottom: end.y, width: field.column ? (end.x - start.x) * 0.8 : labelWidth };
    return field.members.map(([id]) => /** @type {[string, typeof room]} */ ([id, room]));
  }));
}

/** Lay things out in the present arrangement. @param {Set<string>} wanted @returns {Map<string, {x: number, y: number}>} */
function laidOut(wanted) {
  const fields = presentFields();
  fieldBoxes = [];
  if (!fields.length) {
    const known = [...wanted].filter((id) => pictured.has(id));
    const whole = known.every((id) => overview.has(id));
    const at = (/** @type {string} */ id) => (whole && overview.get(id)) || [pictured.get(id)?.x || 0, pictured.get(id)?.y || 0];
    if (known.length === (whole ? overview : pictured).size) return new Map(known.map((id) => [id, { x: at(id)[0], y: at(id)[1] }]));
    return spread(known.map((id) => [id, at(id)[0], at(id)[1]]), { left: -extent, top: -extent, right: extent, bottom: extent });
  }
  const held = fields.map((field, tint) => ({ field, colour: field.hub || field.column ? fieldColour(tint) : "hsl(0, 0%, 50%)", members: field.members.filter(([id]) => wanted.has(id)) })).filter(({ members }) => members.length);
  const between = held.length > 1 && !held[held.length - 1].field.hub && !held[held.length - 1].field.column ? held.pop() : null;
  const columns = held[0]?.field.column ? 3 : stretch < 0.95 || held.length === 4 ? 2 : 3;
  const rows = [];
  for (let at = 0; at < held.length; at += columns) rows.push(held.slice(at, at + columns));
  if (between) rows.splice(Math.ceil(rows.length / 2), 0, [between]);
  return tiled(rows);
}

/**
 * Lay fields out in rows, each as large as what it holds, and things in them.
 * @param {{field: Field, colour: string, members: [string, number, number][]}[][]} rows @returns {Map<string, {x: number, y: number}>}
 */
function tiled(rows) {
  const frame = byId("canvas");
  const [across, down] = [Math.max(300, frame.clientWidth - 20), Math.max(300, frame.clientHeight - controlsHeight - 12)].map((pixels) => (2 * extent) / pixels);
  const weight = (/** @type {{members: unknown[]}} */ { members }) => members.length ** 0.6 + 1.5;
  const heights = rows.map((row) => 1.5 + row.reduce((sum, each) => sum + weight(each), 0) / (row.length > 1 ? 1.4 : 1.1));
  const total = heights.reduce((sum, each) => sum + each, 0);
  const places = new Map();
  let top = -extent;
  rows.forEach((row, number) => {
    const bottom = top + (2 * extent * heights[number]) / total;
    const sum = row.reduce((all, each) => all + weight(each), 0);
    let left = -extent;
    for (const each of row) {
      const right = left + (2 * extent * weight(each)) / sum;
      const box = { left, top, right: right - fieldGap * across, bottom: bottom - fieldGap * down };
      fieldBoxes.push({ field: each.field, colour: each.colour, left: box.left * stretch, top: box.top / stretch, right: box.right * stretch, bottom: box.bottom / stretch });
      const head = (titleLines(each.field, (box.right - box.left) / across).length * titleLine + 16) * down;
      const room = { left: left + fieldMargin * across, top: Math.min(top + head, bottom - head / 3), right: box.right - fieldMargin * across, bottom: box.bottom - (fieldMargin / 2) * down };
      for (const [id, place] of each.field.column ? below(each.members, room) : spread(each.members, room)) places.set(id, place);
      left = right;
    }
    top = bottom;
  });
  return places;
}

/**
 * Spread things over a room, half by where they were and half by their order, so that they fill it and stay neighbours.
 * @param {[string, number, number][]} members @param {Box} room @returns {Map<string, {x: number, y: number}>}
 */
function spread(members, room) {
  const [xs, ys] = [1, 2].map((axis) => {
    const values = members.map((each) => Number(each[axis]));
    const order = [...values.keys()].sort((a, b) => values[a] - values[b] || a - b);
    const [low, high] = [values[order[0]], values[order[order.length - 1]]];
    /** @type {number[]} */
    const shares = [];
    const reach = Math.min(1, values.length / roomy);
    order.forEach((number, rank) => { shares[number] = values.length < 2 ? 0.5 : 0.5 + reach * (((values[number] - low) / (high - low || 1) + rank / (values.length - 1)) / 2 - 0.5); });
    return shares;
  });
  return new Map(members.map(([id], number) => [id, { x: Math.round(room.left + xs[number] * (room.right - room.left)), y: Math.round(room.top + ys[number] * (room.bottom - room.top)) }]));
}

/** Put things below each other, at the left of a room, which their names fill. @param {[string, number, number][]} members @param {Box} room @returns {Map<string, {x: number, y: number}>} */
function below(members, { left, top, right, bottom }) {
  return new Map(members.map(([id], number) => [id, { x: left + (right - left) * 0.08, y: top + ((bottom - top) * (number + 0.5)) / members.length }]));
}

/** @param {number} tint */
export function fieldColour(tint) {
  return `hsl(${(tint * 67 + 30) % 360}, 50%, 50%)`;
}

/** Tint the fields. @param {CanvasRenderingContext2D} context */
function drawFields(context) {
  context.save();
  for (const { left, top, right, bottom, colour } of fieldBoxes) {
    context.fillStyle = context.strokeStyle = colour;
    context.lineWidth = 1 / network.getScale();
    context.globalAlpha = 0.09;
    context.fillRect(left, top, right - left, bottom - top);
    context.globalAlpha = 0.45;
    context.strokeRect(left, top, right - left, bottom - top);
  }
  context.restore();
}

/** The titles of the fields, where the frame shows them. @param {{width: number, height: number}} screen @returns {Title[]} */
export function fieldTitles(screen) {
  return fieldBoxes.flatMap(({ field, left, top, right, bottom }) => {
    const [start, end] = [network.canvasToDOM({ x: left, y: top }), network.canvasToDOM({ x: right, y: bottom })];
    const [x, y] = [Math.max(start.x, 0) + 8, Math.max(start.y, controlsHeight) + 6];
    if (end.x < 40 || end.y < y + 20 || x > screen.width || y > screen.height) return [];
    const found = titleLines(field, Math.min(end.x, screen.width) - x + 8);
    const width = Math.max(...found.map(titleWidth));
    return [{ hub: field.hub, lines: found, x, y, box: { left: x - 2, top: y - 2, right: x + width + 4, bottom: y + found.length * titleLine + 2 } }];
  });
}

export const titleLine = 16;
export const ruler = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));

function titleFont() {
  return `600 13.5px ${theme.serif}`;
}

/** @param {string} text */
function titleWidth(text) {
  ruler.font = titleFont();
  return ruler.measureText(text).width;
}

/** A field's title, broken for a field of some width in pixels. @param {Field} field @param {number} width */
function titleLines({ title }, width) {
  return wrapped(capitalized(pick(title)), titleWidth, Math.max(60, width - 16));
}

/** @param {CanvasRenderingContext2D} context @param {Title[]} titles */
export function paintTitles(context, titles) {
  beginWriting(context, 3);
  context.font = titleFont();
  context.fillStyle = theme.ink;
  for (const { lines: found, x, y } of titles) found.forEach((line, number) => {
    context.strokeText(line, x, y + titleLine * (number + 0.5));
    context.fillText(line, x, y + titleLine * (number + 0.5));
  });
}

/** Offer the arrangements that the graph has. */
export function startArrangements() {
  for (const button of byId("arrange").querySelectorAll("button")) {
    const name = button.dataset.arrange || "";
    button.hidden = name !== "free" && !arrangements.has(name);
    button.addEventListener("click", () => { view.arranged = name; view.focus = null; forgetCamera(); showView(); });
  }
  byId("arrange").hidden = !arrangements.size;
}

/**
 * A drag under way: where the picture's origin was when it began, the zoom, the names and places then, the things that are
 * dragged by themselves, and, where a dense picture is moved as a whole, what it looked like.
 * @typedef {{origin: {x: number, y: number}, scale: number, labels: Label[], places: Record<string, {x: number, y: number}>,
 *   alone: Set<string>, image: HTMLCanvasElement | null}} Drag
 */

/** @type {Drag | null} */
let drag = null;

/** Let go. */
export function endDrag() {
  drag = null;
}

/** @param {string[]} alone the things that are dragged by themselves; none where the whole picture is */
export function beginDrag(alone) {
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
export function drawUnder(context) {
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
export function drawOver(context) {
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
export function onScreen(context, draw) {
  const ratio = context.canvas.width / context.canvas.clientWidth;
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  draw();
  context.restore();
}

/** Which arrangement the present view has. */
export function layoutName() {
  return JSON.stringify([view.focus ? view.focus : view.arranged, view.mode, filtersSet()]);
}

/** Places on rings around a thing, by steps; branches stay together. @type {Map<string, {x: number, y: number}>} */
let rings = new Map();

/** Places of the things that the present view lays out. @type {Map<string, {x: number, y: number}>} */
export let settled = new Map();
/** What they were settled for. */
let settledFor = "";

/** Settle the places of the present view: around the thing in focus, in fields, or freely. */
export function settlePlaces() {
  const name = `${layoutName()} ${stretch} ${spoken.lang}`;
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
 * Where a thing stands: where it is pinned, on its ring, in its place of the arrangement, or, brought in by a selection, on a spiral around
 * what it is next to.
 * @param {string} id @param {number} turn
 */
export function placeOf(id, turn) {
  const fixed = view.pins.get(id) || rings.get(id) || settled.get(id);
  if (fixed) return { x: fixed.x * stretch, y: fixed.y / stretch };
  const beside = view.node && settled.has(view.node) ? [view.node] : neighbours(view.node || id);
  const anchor = beside.map((next) => settled.get(next)).find(Boolean);
  if (anchor) {
    const angle = turn * Math.PI * (3 - Math.sqrt(5));
    const radius = 70 + 22 * Math.sqrt(turn + 1);
    return { x: anchor.x * stretch + radius * Math.cos(angle), y: anchor.y / stretch + radius * Math.sin(angle) };
  }
  const { x = 0, y = 0 } = pictured.get(id) || {};
  return { x: x * stretch, y: y / stretch };
}

/** Pin a thing where it stands now. @param {string} id */
export function pinHere(id) {
  const place = network.getPositions([id])[id] || placeOf(id, 1);
  view.pins.set(id, { x: Math.round(place.x / stretch), y: Math.round(place.y * stretch) });
}
