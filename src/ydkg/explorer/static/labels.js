/**
 * Names beside nodes: at one size whatever the zoom, most important first, none over another, cut where they are long.
 * @typedef {{left: number, top: number, right: number, bottom: number}} Box
 * @typedef {{id: string, text: string, x: number, y: number, radius: number, rank: number, faded: boolean, strong: boolean}} Wanted
 *   a name that is wanted beside a node, in screen coordinates
 * @typedef {{id: string, text: string, x: number, y: number, strong: boolean}} Label
 *   a name that has found a place: its left end and its middle, in screen coordinates
 */

const labelSize = 12;
const labelLimit = 34;
/** From so many connections on, half a name is better than none, and may lie over shapes, but not over other names. */
const hubRank = 8;
const cellSize = 48;

/** Boxes on the screen that are taken, found by cell; what lies outside the screen is in the cells at its rim. */
class Occupied {
  /** @param {{width: number, height: number}} screen */
  constructor(screen) {
    this.columns = Math.floor(screen.width / cellSize) + 1;
    this.rows = Math.floor(screen.height / cellSize) + 1;
    /** @type {(Box & {owner: string})[][]} */
    this.cells = Array.from({ length: this.columns * this.rows }, () => []);
  }

  /** @param {number} x */
  column(x) {
    return Math.max(0, Math.min(this.columns - 1, Math.floor(x / cellSize)));
  }

  /** @param {number} y */
  row(y) {
    return Math.max(0, Math.min(this.rows - 1, Math.floor(y / cellSize)));
  }

  /**
   * @param {Box} box
   * @param {string} owner a box of the same owner is no obstacle
   */
  meets(box, owner) {
    const [first, last, end] = [this.column(box.left), this.column(box.right), this.row(box.bottom)];
    for (let row = this.row(box.top); row <= end; row += 1)
      for (let column = first; column <= last; column += 1)
        for (const other of this.cells[row * this.columns + column])
          if (other.left < box.right && other.right > box.left && other.top < box.bottom && other.bottom > box.top && other.owner !== owner) return true;
    return false;
  }

  /**
   * @param {Box} box
   * @param {string} owner
   */
  take({ left, top, right, bottom }, owner) {
    const taken = { left, top, right, bottom, owner };
    const [first, last, end] = [this.column(left), this.column(right), this.row(bottom)];
    for (let row = this.row(top); row <= end; row += 1)
      for (let column = first; column <= last; column += 1) this.cells[row * this.columns + column].push(taken);
  }
}

/** Names as they are cut, with their widths, by limit and weight; text is measured once. @type {Map<string, Map<string, {text: string, width: number}>>} */
const measured = new Map();

/** @param {string} label @param {number} limit */
function cut(label, limit) {
  const signs = Array.from(label);
  return signs.length > limit ? `${signs.slice(0, limit - 1).join("").trimEnd()}…` : label;
}

/** @param {boolean} strong */
function labelFont(strong) {
  return `${strong ? "600 " : ""}${labelSize}px ${theme.sans}`;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {string} label
 * @param {number} limit
 * @param {boolean} strong
 */
function measuredLabel(context, label, limit, strong) {
  const kind = `${limit} ${strong}`;
  let known = measured.get(kind);
  if (!known) measured.set(kind, (known = new Map()));
  let found = known.get(label);
  if (!found) {
    const text = cut(label, limit);
    context.font = labelFont(strong);
    known.set(label, (found = { text, width: context.measureText(text).width }));
  }
  return found;
}

/**
 * Find places for the names that fit.
 * @param {CanvasRenderingContext2D} context measures the names
 * @param {Wanted[]} wanted
 * @param {{width: number, height: number}} screen
 * @returns {Label[]}
 */
function placedLabels(context, wanted, screen) {
  const occupied = new Occupied(screen);
  const named = new Occupied(screen);
  const clear = wanted.filter(({ faded }) => !faded);
  for (const { id, x, y, radius } of clear) {
    const reach = Math.max(2, radius * 0.8);
    occupied.take({ left: x - reach, top: y - reach, right: x + reach, bottom: y + reach }, id);
  }
  /** @type {Label[]} */
  const found = [];
  for (const each of clear.sort((a, b) => b.rank - a.rank || (a.id < b.id ? -1 : 1))) {
    const place = labelPlace(context, each, occupied, screen, labelLimit) || (each.rank >= hubRank ? labelPlace(context, each, occupied, screen, labelLimit / 2) || labelPlace(context, each, named, screen, labelLimit / 2) : null);
    if (!place) continue;
    occupied.take(place.box, each.id);
    named.take(place.box, each.id);
    found.push({ id: each.id, text: place.text, x: place.box.left + 2, y: (place.box.top + place.box.bottom) / 2, strong: each.strong });
  }
  return found;
}

/** @param {CanvasRenderingContext2D} context @param {Label[]} labels */
function paintLabels(context, labels) {
  context.textBaseline = "middle";
  context.textAlign = "left";
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = theme.page;
  for (const { text, x, y, strong } of labels) {
    context.font = labelFont(strong);
    context.fillStyle = strong ? theme.ink : theme.soft;
    context.strokeText(text, x, y);
    context.fillText(text, x, y);
  }
}

/**
 * Write the names that fit.
 * @param {CanvasRenderingContext2D} context
 * @param {Wanted[]} wanted
 * @param {{width: number, height: number}} screen
 * @param {(text: string, x: number, y: number, strong: boolean) => void} write takes the names
 */
function drawLabels(context, wanted, screen, write) {
  for (const { text, x, y, strong } of placedLabels(context, wanted, screen)) write(text, x, y, strong);
}

/**
 * Find the first free place at a node: right, left, below, above, at the corners, and off the middle.
 * @param {CanvasRenderingContext2D} context
 * @param {Wanted} each
 * @param {Occupied} occupied
 * @param {{width: number, height: number}} screen
 * @param {number} limit
 */
function labelPlace(context, each, occupied, screen, limit) {
  const { text, width } = measuredLabel(context, each.text, limit, each.strong);
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
