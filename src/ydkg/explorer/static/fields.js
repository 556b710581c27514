/**
 * The arranged picture: titled, tinted fields by focus area, province or body, as large as what they hold; and a subset
 * laid out afresh, so that it fills the room that it has.
 * @typedef {{hub: string, title: Bilingual, members: [string, number, number][]}} Field a part of an arrangement: its things, with their places in it
 * @typedef {{field: Field, left: number, top: number, right: number, bottom: number, tint: number}} FieldBox where a field is in the picture
 * @typedef {{lines: string[], x: number, y: number, box: Box}} Title a field's title on the screen
 */

const extent = 1000;
/** In pixels where the whole picture is shown: what stays free within a field, and between two. */
const fieldMargin = 22;
const fieldGap = 5;
/** With fewer things than this a field draws them together. */
const roomy = 9;

/** @type {Map<string, Field[]>} */
const arrangements = new Map(Object.entries(atlas.picture.arrangements));

/** The focus areas and places that fields are named after, which always have their names. @type {Set<string>} */
const hubs = new Set(["topic", "place"].flatMap((name) => arrangements.get(name) || []).map(({ hub }) => hub).filter(Boolean));

/** Whether a thing has its name whatever is in the way: it is a hub, and no title says what it is called. @param {string} id */
function alwaysNamed(id) {
  return hubs.has(id) && !fieldBoxes.some(({ field }) => field.hub === id);
}

/** The fields of the present view; none where it is free, or stands around one thing. @returns {Field[]} */
function presentFields() {
  return (!view.focus && arrangements.get(view.arranged)) || [];
}

/** The things that the present arrangement has, where it has not all. @returns {Set<string> | null} */
function arrangedThings() {
  const fields = presentFields();
  return fields.length ? new Set(fields.flatMap(({ members }) => members.map(([id]) => id))) : null;
}

/** Where the fields are that hold something. @type {FieldBox[]} */
let fieldBoxes = [];

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
  const held = fields.map((field, tint) => ({ field, tint, members: field.members.filter(([id]) => wanted.has(id)) })).filter(({ members }) => members.length);
  const between = held.length > 1 && held[held.length - 1].field === fields[fields.length - 1] ? held.pop() : null;
  const columns = stretch < 0.95 || held.length === 4 ? 2 : 3;
  const rows = [];
  for (let at = 0; at < held.length; at += columns) rows.push(held.slice(at, at + columns));
  if (between) rows.splice(Math.ceil(rows.length / 2), 0, [between]);
  return tiled(rows);
}

/**
 * Lay fields out in rows, each as large as what it holds, and things in them.
 * @param {{field: Field, tint: number, members: [string, number, number][]}[][]} rows @returns {Map<string, {x: number, y: number}>}
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
      fieldBoxes.push({ field: each.field, tint: each.tint, left: box.left * stretch, top: box.top / stretch, right: box.right * stretch, bottom: box.bottom / stretch });
      const head = (titleLines(each.field, (box.right - box.left) / across).length * titleLine + 16) * down;
      const room = { left: left + fieldMargin * across, top: Math.min(top + head, bottom - head / 3), right: box.right - fieldMargin * across, bottom: box.bottom - (fieldMargin / 2) * down };
      for (const [id, place] of spread(each.members, room)) places.set(id, place);
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

/** @param {number} tint */
function fieldColour(tint) {
  return `hsl(${(tint * 67 + 30) % 360}, 50%, 50%)`;
}

/** Tint the fields. @param {CanvasRenderingContext2D} context */
function drawFields(context) {
  context.save();
  for (const { left, top, right, bottom, tint } of fieldBoxes) {
    context.fillStyle = context.strokeStyle = fieldColour(tint);
    context.lineWidth = 1 / network.getScale();
    context.globalAlpha = 0.09;
    context.fillRect(left, top, right - left, bottom - top);
    context.globalAlpha = 0.45;
    context.strokeRect(left, top, right - left, bottom - top);
  }
  context.restore();
}

/** The titles of the fields, where the frame shows them. @param {{width: number, height: number}} screen @returns {Title[]} */
function fieldTitles(screen) {
  return fieldBoxes.flatMap(({ field, left, top, right, bottom }) => {
    const [start, end] = [network.canvasToDOM({ x: left, y: top }), network.canvasToDOM({ x: right, y: bottom })];
    const [x, y] = [Math.max(start.x, 0) + 8, Math.max(start.y, controlsHeight) + 6];
    if (end.x < 40 || end.y < y + 20 || x > screen.width || y > screen.height) return [];
    const found = titleLines(field, Math.min(end.x, screen.width) - x + 8);
    const width = Math.max(...found.map(titleWidth));
    return [{ lines: found, x, y, box: { left: x - 2, top: y - 2, right: x + width + 4, bottom: y + found.length * titleLine + 2 } }];
  });
}

const titleLine = 16;
const ruler = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));

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
function paintTitles(context, titles) {
  beginWriting(context, 3);
  context.font = titleFont();
  context.fillStyle = theme.ink;
  for (const { lines: found, x, y } of titles) found.forEach((line, number) => {
    context.strokeText(line, x, y + titleLine * (number + 0.5));
    context.fillText(line, x, y + titleLine * (number + 0.5));
  });
}

/** Offer the arrangements that the graph has. */
function startArrangements() {
  for (const button of byId("arrange").querySelectorAll("button")) {
    const name = button.dataset.arrange || "";
    button.hidden = name !== "free" && !arrangements.has(name);
    button.addEventListener("click", () => { view.arranged = name; view.focus = null; forgetCamera(); showView(); });
  }
  byId("arrange").hidden = !arrangements.size;
}
