// Triples as a network: things are links, in the order of the triples; what leads to a text is not drawn.

import { draw, gettext, make } from "./workbench-words.js";
import { learn, named } from "./workbench-labels.js";
import { layout } from "./workbench-layout.js";

/** @typedef {import("./workbench-answer.js").Answer} Answer */
/** @typedef {import("./workbench-answer.js").Term} Term */

const MOST = 200;
const NAMED_EDGES = 40;
const LETTERS = 34;
const WIDTH = 1100;
const LABEL = "http://www.w3.org/2000/01/rdf-schema#label";

/**
 * Draw triples.
 * @param {HTMLElement} view
 * @param {Answer} answer
 * @returns {Promise<void>}
 */
export async function showNetwork(view, answer) {
  /** @type {Map<string, number>} */
  const nodes = new Map();
  /** @type {[number, number, string][]} */
  const edges = [];
  /** @type {Map<string, string>} */
  const labels = new Map();
  let left = 0;
  for (const [subject, predicate, object] of answer.rows) {
    if (!subject || !predicate || !object) continue;
    if (object.type !== "uri" && object.type !== "bnode") {
      left += 1;
      if (predicate.value === LABEL) labels.set(key(subject), object.value);
      continue;
    }
    for (const term of [subject, object]) if (!nodes.has(key(term))) nodes.set(key(term), nodes.size);
    edges.push([nodes.get(key(subject)) ?? 0, nodes.get(key(object)) ?? 0, predicate.value]);
  }
  if (!nodes.size || nodes.size > MOST) {
    view.replaceChildren(make("p", { class: "empty" }, nodes.size ? tooMany(nodes.size) : gettext("No triple leads from one thing to another; the table has all of them.")));
    return;
  }
  await learn(answer.rows);
  const caption = left
    ? gettext("{n} things, {m} edges. {left} triples that lead to a text or number are in the table only.", { n: nodes.size, m: edges.length, left })
    : gettext("{n} things, {m} edges.", { n: nodes.size, m: edges.length });
  const frame = make("div", { class: "frame", role: "region", tabindex: "0", "aria-label": gettext("Network") }, drawing([...nodes.keys()], edges, labels));
  view.replaceChildren(make("figure", {}, make("figcaption", {}, caption), make("div", { class: "network" }, frame)));
}

/** @param {Term} term */
function key(term) {
  return term.type === "bnode" ? `_:${term.value}` : term.value;
}

/** @param {number} count */
function tooMany(count) {
  return gettext("The answer has {n} things, and up to {m} are drawn: take fewer with LIMIT or FILTER, or read the table.", { n: count, m: MOST });
}

/**
 * @param {string[]} nodes
 * @param {[number, number, string][]} edges
 * @param {Map<string, string>} labels
 */
function drawing(nodes, edges, labels) {
  const words = nodes.map((iri) => labels.get(iri) || named(iri).label || named(iri).name);
  const { places, width, height } = layout(words.map((each) => measured(cut(each))), edges.map(([from, to]) => [from, to]), WIDTH);
  const arrow = draw("marker", { id: "arrow", viewBox: "0 0 8 8", refX: 8, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto" }, draw("path", { d: "M0 0L8 4L0 8z" }));
  const lines = edges.map((edge) => line(edge, places));
  const links = nodes.map((iri, at) => node(named(iri).href, words[at], places[at], edges.filter(([from, to]) => from === at || to === at).length));
  links.forEach((link, at) => {
    /** @param {boolean} near */
    const light = (near) => edges.forEach(([from, to], place) => (from === at || to === at) && lines[place].classList.toggle("near", near));
    for (const kind of ["pointerenter", "focus"]) link.addEventListener(kind, () => light(true));
    for (const kind of ["pointerleave", "blur"]) link.addEventListener(kind, () => light(false));
  });
  const named_ = edges.length <= NAMED_EDGES ? edges.map((edge) => edgeName(edge, places)) : [];
  return draw("svg", { width: Math.ceil(width), viewBox: `0 0 ${Math.ceil(width)} ${Math.ceil(height)}`, role: "group", "aria-label": gettext("Network of the answer") }, draw("defs", {}, arrow), ...lines, ...named_, ...links);
}

/**
 * @param {[number, number, string]} edge
 * @param {import("./workbench-layout.js").Place[]} places
 */
function line([from, to, predicate], places) {
  const [one, two] = [places[from], places[to]];
  const long = Math.hypot(two.x - one.x, two.y - one.y) || 1;
  const short = Math.max(long - 7, 0) / long;
  const { name, label } = named(predicate);
  const end = { x: one.x + (two.x - one.x) * short, y: one.y + (two.y - one.y) * short };
  return draw(
    "line",
    { x1: one.x.toFixed(1), y1: one.y.toFixed(1), x2: end.x.toFixed(1), y2: end.y.toFixed(1), "marker-end": "url(#arrow)" },
    draw("title", {}, label || name),
  );
}

/**
 * @param {[number, number, string]} edge
 * @param {import("./workbench-layout.js").Place[]} places
 */
function edgeName([from, to, predicate], places) {
  const { name, label } = named(predicate);
  const x = (places[from].x + places[to].x) / 2;
  const y = (places[from].y + places[to].y) / 2 - 2;
  return draw("text", { class: "edge-name", x: x.toFixed(1), y: y.toFixed(1), "text-anchor": "middle" }, label || name);
}

/**
 * @param {string} href
 * @param {string} words
 * @param {import("./workbench-layout.js").Place} place
 * @param {number} degree
 */
function node(href, words, place, degree) {
  const size = 3.5 + Math.min(5, Math.sqrt(degree));
  const parts = [
    draw("title", {}, words),
    draw("circle", { cx: place.x.toFixed(1), cy: place.y.toFixed(1), r: size.toFixed(1) }),
    draw("text", { x: (place.x + size + 4).toFixed(1), y: (place.y + 4).toFixed(1) }, cut(words)),
  ];
  return href ? draw("a", { href }, ...parts) : draw("g", {}, ...parts);
}

/** @param {string} words */
function cut(words) {
  return words.length > LETTERS ? `${words.slice(0, LETTERS - 1)}…` : words;
}

/** @param {string} words about as wide as they are drawn */
function measured(words) {
  return [...words].reduce((sum, letter) => sum + (letter > "\u2e80" ? 12.5 : 6.9), 14);
}
