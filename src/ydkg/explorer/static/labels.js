/** Names beside nodes. */

import { controlsHeight } from "./arrangement.js";
import { firstOf } from "./elements.js";
import { theme } from "./picture.js";

/**
 * Names beside nodes: at one size whatever the zoom, most important first, none over another, on two lines where they are long; cut only where nobody points.
 * @typedef {{left: number, top: number, right: number, bottom: number}} Box
 * @typedef {{id: string, text: string, x: number, y: number, radius: number, rank: number, faded: boolean, strong: boolean, whole: boolean, must?: boolean, narrow?: boolean, led?: boolean, room?: Box, width?: number, spots?: number[][], ends?: number[][]}} Wanted
 *   a name that is wanted beside a node, or words on one of the spots of a line, in screen coordinates; `whole` is never cut, and
 *   may be `narrow` where there is no room for it on one line, stays in its `room`, may be of another `width`, may be `led` to from farther off, what `must` be written is written even where no place is free, and
 *   where lines go to these `ends`, a place that fewer of them cross is better
 * @typedef {{id: string, lines: string[], x: number, y: number, box: Box, strong: boolean, words: boolean}} Label
 *   a name that has found a place: its left end and the middle of its first line, and all that it takes, in screen coordinates
 */

export const labelSize = 12;
export const lineHeight = 14;
/** How wide a name may be, how wide where room is scarce, and on how many lines. */
export const labelWidth = 150;
const narrowWidth = 96;
/** How far from its shape a name is led to, the nearest first. */
const leads = [16, 32, 48, 64];
const wordsWidth = 240;
const labelLines = 2;
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

  /** The first and the last column, and the first and the last row, that a box lies in. @param {Box} box */
  span({ left, top, right, bottom }) {
    const at = (/** @type {number} */ place, /** @type {number} */ count) => Math.max(0, Math.min(count - 1, Math.floor(place / cellSize)));
    return [at(left, this.columns), at(right, this.columns), at(top, this.rows), at(bottom, this.rows)];
  }

  /** @param {Box} box @param {string} owner a box of the same owner is no obstacle */
  meets(box, owner) {
    const [first, last, start, end] = this.span(box);
    for (let row = start; row <= end; row += 1)
      for (let column = first; column <= last; column += 1)
        for (const other of this.cells[row * this.columns + column])
          if (other.left < box.right && other.right > box.left && other.top < box.bottom && other.bottom > box.top && other.owner !== owner) return true;
    return false;
  }

  /** @param {Box} box @param {string} owner */
  take(box, owner) {
    const taken = { ...box, owner };
    const [first, last, start, end] = this.span(box);
    for (let row = start; row <= end; row += 1)
      for (let column = first; column <= last; column += 1) this.cells[row * this.columns + column].push(taken);
  }
}

/** Names as they are broken into lines, with their widths, by kind; text is measured once. @type {Map<string, Map<string, {lines: string[], width: number}>>} */
const measured = new Map();

/** Where a line may end: between words, or before a Chinese sign. */
const lineEnds = /(?<=[ –-])|(?=\p{Script=Han})/u;

/** How many signs at the start of a text fit a width, at least one: no more are looked at than pixels, as a sign is no narrower. @param {string[]} signs @param {(text: string) => number} measure @param {number} width */
function fitting(signs, measure, width) {
  return Math.max(1, firstOf(Math.min(signs.length, Math.ceil(width)), (count) => measure(signs.slice(0, count + 1).join("")) > width));
}

/**
 * Break a text into lines between words, or, where they are long or Chinese, between signs.
 * @param {string} text @param {(text: string) => number} measure @param {number} width
 * @param {number} [most] lines; what is too much is cut
 */
export function wrapped(text, measure, width, most = Infinity) {
  /** @type {string[]} */
  const found = [];
  let line = "";
  for (const part of text.split(lineEnds)) {
    if (line && measure((line + part).trimEnd()) > width) {
      found.push(line.trimEnd());
      line = "";
    }
    line += part;
    let signs = Array.from(line.trimEnd());
    let fit = fitting(signs, measure, width);
    while (fit < signs.length && found.length <= most) {
      found.push(signs.slice(0, fit).join(""));
      signs = signs.slice(fit);
      line = signs.join("") + line.slice(line.trimEnd().length);
      fit = fitting(signs, measure, width);
    }
    if (found.length > most) break;
  }
  found.push(line.trimEnd());
  if (found.length <= most) return found;
  const last = Array.from(found[most - 1]);
  return [...found.slice(0, most - 1), `${last.slice(0, fitting(last, (start) => measure(`${start}…`), width)).join("").trimEnd()}…`];
}

/** @param {boolean} strong */
export function labelFont(strong) {
  return `${strong ? "600 " : ""}${labelSize}px ${theme.sans}`;
}

/** @param {CanvasRenderingContext2D} context @param {Wanted} wanted @param {number} width */
function measuredLabel(context, { text, strong, whole }, width) {
  const kind = `${width} ${strong} ${whole}`;
  let known = measured.get(kind);
  if (!known) measured.set(kind, (known = new Map()));
  let found = known.get(text);
  if (!found) {
    context.font = labelFont(strong);
    const measure = (/** @type {string} */ part) => context.measureText(part).width;
    const most = whole ? Infinity : width < labelWidth ? labelLines + 1 : labelLines;
    const full = wrapped(text, measure, width, most);
    // Lines of about one length: no sign is left alone on the last, and no word is broken for it.
    const even = wrapped(text, measure, Math.min(width, Math.max(measure(text) / full.length + labelSize, ...text.split(lineEnds).map(measure))), most);
    const lines = even.length === full.length && !even[even.length - 1].endsWith("…") ? even : full;
    known.set(text, (found = { lines, width: Math.max(...lines.map(measure)) }));
  }
  return found;
}

/**
 * Find places for the names that fit.
 * @param {CanvasRenderingContext2D} context measures the names @param {Wanted[]} wanted @param {{width: number, height: number}} screen
 * @param {Box[]} [reserved] what is written already @returns {Label[]}
 */
export function placedLabels(context, wanted, screen, reserved = []) {
  const occupied = new Occupied(screen);
  const named = new Occupied(screen);
  for (const box of reserved) for (const each of [occupied, named]) each.take(box, "");
  const clear = wanted.filter(({ faded }) => !faded);
  for (const { id, x, y, radius, spots } of clear) {
    if (spots) continue;
    const reach = Math.max(2, radius * 0.8);
    occupied.take({ left: x - reach, top: y - reach, right: x + reach, bottom: y + reach }, id);
  }
  /** @type {Label[]} */
  const found = [];
  for (const each of clear.sort((a, b) => b.rank - a.rank || (a.id < b.id ? -1 : 1))) {
    const place = labelPlace(context, each, occupied, screen, each.spots ? wordsWidth : each.width || labelWidth)
      || (each.narrow ? labelPlace(context, each, occupied, screen, narrowWidth) : null)
      || (each.rank >= hubRank && !each.spots && !each.narrow ? labelPlace(context, each, occupied, screen, narrowWidth) || labelPlace(context, each, named, screen, each.whole ? labelWidth : narrowWidth) : null)
      || (each.spots && each.whole ? labelPlace(context, each, named, screen, wordsWidth) : null)
      || leads.reduce((/** @type {ReturnType<typeof labelPlace>} */ free, lead) => free || (each.led ? labelPlace(context, { ...each, radius: each.radius + lead }, occupied, screen, narrowWidth) : null), null)
      || (each.must ? labelPlace(context, each, named, screen, labelWidth, true) : null);
    if (!place) continue;
    occupied.take(place.box, each.id);
    named.take(place.box, each.id);
    found.push({ id: each.id, lines: place.lines, x: place.box.left + 2, y: place.box.top + 2 + lineHeight / 2, box: place.box, strong: each.strong, words: Boolean(each.spots) });
  }
  return found;
}

/** Get ready to write from the left, in the middle of lines, with a rim of the page's colour. @param {CanvasRenderingContext2D} context @param {number} rim its width */
export function beginWriting(context, rim) {
  Object.assign(context, { textBaseline: "middle", textAlign: "left", lineJoin: "round", lineWidth: rim, strokeStyle: theme.page });
}

/** @param {CanvasRenderingContext2D} context @param {Label[]} labels */
export function paintLabels(context, labels) {
  beginWriting(context, 3.5);
  for (const { lines, x, y, strong, words } of labels) {
    context.font = labelFont(strong);
    context.fillStyle = words ? theme.accent : strong ? theme.ink : theme.soft;
    lines.forEach((line, number) => context.strokeText(line, x, y + number * lineHeight));
    lines.forEach((line, number) => context.fillText(line, x, y + number * lineHeight));
  }
}

/**
 * Where words may stand at a line: on it, beside it, over and under it, and, where it is short, a line farther off.
 * @param {number[][]} spots @param {number} full @param {number} height
 */
function spotCorners(spots, full, height) {
  const steps = [[-full / 2, -height / 2], [12, -height / 2], [6, -height / 2], [-full - 6, -height / 2], [-full / 2, -height - 4], [-full / 2, 4], [10, 6], [-full - 10, 6], [10, -height - 6], [-full - 10, -height - 6], [-full / 2, height + 4], [-full / 2, -2 * height - 4]];
  return steps.flatMap(([right, down]) => spots.map(([x, y]) => [x + right, y + down]));
}

/** Whether a line from one place to another crosses a box. @param {Box} box @param {number[]} start @param {number[]} end */
function crosses({ left, top, right, bottom }, start, end) {
  const [across, down] = [[left, right], [top, bottom]].map((sides, axis) => sides.map((side) => (side - start[axis]) / (end[axis] - start[axis])).sort((a, b) => a - b));
  return Math.max(0, across[0], down[0]) < Math.min(1, across[1], down[1]);
}

/**
 * Find the first free place at a node: right, left, below, above, at the corners, and off the middle.
 * @param {CanvasRenderingContext2D} context @param {Wanted} each @param {Occupied} occupied @param {{width: number, height: number}} screen
 * @param {number} most how wide it may be @param {boolean} [forced] whether it is written even where no place is free
 */
function labelPlace(context, each, occupied, screen, most, forced) {
  const { lines, width } = measuredLabel(context, each, most);
  const full = width + 4;
  const height = lines.length * lineHeight + 2;
  const gap = each.radius + 2;
  const corners = each.spots ? spotCorners(each.spots, full, height) : [
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
  const boxes = corners.map(([left, top]) => ({ left, top, right: left + full, bottom: top + height }));
  const { ends } = each;
  if (ends) {
    const crossing = new Map(boxes.map((box) => [box, ends.filter((end) => crosses(box, [each.x, each.y], end)).length]));
    boxes.sort((a, b) => (crossing.get(a) || 0) - (crossing.get(b) || 0));
  }
  const room = each.room || { left: 0, top: 0, right: Infinity, bottom: Infinity };
  const [first, last] = [{ left: Math.max(0, room.left), top: Math.max(controlsHeight, room.top) }, { right: Math.min(screen.width, room.right), bottom: Math.min(screen.height, room.bottom) }];
  for (const box of boxes) {
    if (box.left < first.left || box.top < first.top || box.right > last.right || box.bottom > last.bottom) continue;
    if (!occupied.meets(box, each.id)) return { lines, box };
  }
  if (!forced) return null;
  const left = Math.max(0, Math.min(corners[0][0], screen.width - full));
  const top = Math.max(controlsHeight, Math.min(corners[0][1], screen.height - height));
  return { lines, box: { left, top, right: left + full, bottom: top + height } };
}
