/**
 * Names beside nodes: at one size whatever the zoom, most important first, none over another, cut where they are long.
 */

const labelSize = 12;
const labelLimit = 34;
/** From so many connections on, half a name is better than none, and may lie over shapes, but not over other names. */
const hubRank = 8;
const cellSize = 48;

/** Boxes on the screen that are taken, found by cell. */
class Occupied {
  constructor() {
    /** @type {Map<string, {left: number, top: number, right: number, bottom: number, owner: string}[]>} */
    this.cells = new Map();
  }

  /**
   * @param {{left: number, top: number, right: number, bottom: number}} box
   * @param {(key: string) => boolean} visit returns true to stop
   */
  each(box, visit) {
    for (let column = Math.floor(box.left / cellSize); column <= Math.floor(box.right / cellSize); column += 1)
      for (let row = Math.floor(box.top / cellSize); row <= Math.floor(box.bottom / cellSize); row += 1)
        if (visit(`${column} ${row}`)) return true;
    return false;
  }

  /**
   * @param {{left: number, top: number, right: number, bottom: number}} box
   * @param {string} owner a box of the same owner is no obstacle
   */
  meets(box, owner) {
    return this.each(box, (key) => (this.cells.get(key) || []).some((other) =>
      other.owner !== owner && other.left < box.right && other.right > box.left && other.top < box.bottom && other.bottom > box.top));
  }

  /**
   * @param {{left: number, top: number, right: number, bottom: number}} box
   * @param {string} owner
   */
  take(box, owner) {
    const taken = { ...box, owner };
    this.each(box, (key) => {
      const cell = this.cells.get(key);
      if (cell) cell.push(taken);
      else this.cells.set(key, [taken]);
      return false;
    });
  }
}

/** @type {Map<string, number>} */
const labelWidths = new Map();

/** @param {string} label @param {number} limit */
function cut(label, limit) {
  const signs = Array.from(label);
  return signs.length > limit ? `${signs.slice(0, limit - 1).join("").trimEnd()}…` : label;
}

/**
 * Draw the names that fit.
 * @param {CanvasRenderingContext2D} context
 * @param {{id: string, text: string, x: number, y: number, radius: number, rank: number, faded: boolean, strong: boolean}[]} wanted
 *   in screen coordinates
 * @param {{width: number, height: number}} screen
 * @param {(text: string, x: number, y: number, strong: boolean) => void} [write] takes the names instead of the context
 */
function drawLabels(context, wanted, screen, write) {
  const occupied = new Occupied();
  const named = new Occupied();
  for (const each of wanted) {
    if (each.faded) continue;
    const radius = Math.max(2, each.radius * 0.8);
    occupied.take({ left: each.x - radius, top: each.y - radius, right: each.x + radius, bottom: each.y + radius }, each.id);
  }
  context.textBaseline = "middle";
  context.textAlign = "left";
  context.lineJoin = "round";
  for (const each of [...wanted].sort((a, b) => b.rank - a.rank || (a.id < b.id ? -1 : 1))) {
    if (each.faded) continue;
    const place = labelPlace(context, each, occupied, screen, labelLimit) || (each.rank >= hubRank ? labelPlace(context, each, occupied, screen, labelLimit / 2) || labelPlace(context, each, named, screen, labelLimit / 2) : null);
    if (!place) continue;
    occupied.take(place.box, each.id);
    named.take(place.box, each.id);
    if (write) {
      write(place.text, place.box.left + 2, (place.box.top + place.box.bottom) / 2, each.strong);
      continue;
    }
    context.lineWidth = 3.5;
    context.strokeStyle = theme.page;
    context.strokeText(place.text, place.box.left + 2, (place.box.top + place.box.bottom) / 2);
    context.fillStyle = each.strong ? theme.ink : theme.soft;
    context.fillText(place.text, place.box.left + 2, (place.box.top + place.box.bottom) / 2);
  }
}

/**
 * Find the first free place at a node: right, left, below, above, at the corners, and off the middle.
 * @param {CanvasRenderingContext2D} context
 * @param {{id: string, text: string, x: number, y: number, radius: number, strong: boolean}} each
 * @param {Occupied} occupied
 * @param {{width: number, height: number}} screen
 * @param {number} limit
 */
function labelPlace(context, each, occupied, screen, limit) {
  const text = cut(each.text, limit);
  context.font = `${each.strong ? "600 " : ""}${labelSize}px ${theme.sans}`;
  const known = `${each.strong}${text}`;
  let width = labelWidths.get(known);
  if (width === undefined) {
    width = context.measureText(text).width;
    labelWidths.set(known, width);
  }
  const full = width + 4;
  const height = labelSize + 4;
  const gap = each.radius + 2;
  const corners = [
    [each.x + gap, each.y - height / 2],
    [each.x - gap - full, each.y - height / 2],
    [each.x - full / 2, each.y + gap],
    [each.x - full / 2, each.y - gap - height],
    [each.x + gap * 0.7, each.y - gap * 0.7 - height],
    [each.x + gap * 0.7, each.y + gap * 0.7],
    [each.x - gap * 0.7 - full, each.y - gap * 0.7 - height],
    [each.x - gap * 0.7 - full, each.y + gap * 0.7],
    [each.x - full * 0.2, each.y + gap],
    [each.x - full * 0.8, each.y + gap],
    [each.x - full * 0.2, each.y - gap - height],
    [each.x - full * 0.8, each.y - gap - height],
  ];
  for (const [left, top] of corners) {
    const box = { left, top, right: left + full, bottom: top + height };
    if (left < 0 || top < controlsHeight || box.right > screen.width || box.bottom > screen.height) continue;
    if (!occupied.meets(box, each.id)) return { text, box };
  }
  if (!each.strong) return null;
  const left = Math.max(0, Math.min(corners[0][0], screen.width - full));
  const top = Math.max(controlsHeight, Math.min(corners[0][1], screen.height - height));
  return { text, box: { left, top, right: left + full, bottom: top + height } };
}
