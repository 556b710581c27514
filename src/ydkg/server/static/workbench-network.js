// Triples as a network, drawn by vis-network, with a list of its things for the keyboard; what leads to a text is not drawn.

import { element } from "./elements.js";
import { onSite } from "./site.js";
import { gettext } from "./texts.js";
import { learn, nameOf, named } from "./workbench-labels.js";

/** @import { Answer, Term } from "./workbench-answer.js" */

const LIBRARY = onSite("/static/vis-network.js");
const MOST = 200;
const NAMED_EDGES = 40;
/** Lines of a name, which is whole and breaks at plain spaces alone: so many letters at most, unless a word is longer. */
const LINES = /[^ ].{0,23}(?= |$)|[^ ]+/g;
const LABEL = "http://www.w3.org/2000/01/rdf-schema#label";
/** The network that was drawn last. @type {any} */
let network = null;

/**
 * @param {HTMLElement} place
 * @param {Answer} answer
 */
export async function showNetwork(place, answer) {
  /** @type {Map<string, string>} */
  const labels = new Map();
  /** @type {{ from: string, to: string, predicate: string }[]} */
  const edges = [];
  for (const [subject, predicate, object] of answer.rows) {
    if (!subject || !predicate || !object) continue;
    if (object.type === "uri" || object.type === "bnode") edges.push({ from: key(subject), to: key(object), predicate: predicate.value });
    else if (predicate.value === LABEL) labels.set(key(subject), object.value);
  }
  const nodes = [...new Set(edges.flatMap(({ from, to }) => [from, to]))];
  const count = { n: nodes.length, m: edges.length, left: answer.rows.length - edges.length };
  if (!nodes.length || nodes.length > MOST) {
    const words = nodes.length
      ? gettext("The answer has {n} entities, and up to {m} are drawn: take fewer with LIMIT or FILTER, or read the table.", { n: nodes.length, m: MOST })
      : gettext("No triple leads from one thing to another; the table has all of them.");
    place.replaceChildren(element("p", { class: "empty", text: words }));
    return;
  }
  try {
    await Promise.all([import(LIBRARY), learn(answer.rows)]);
  } catch {
    place.replaceChildren(element("p", { class: "empty", text: gettext("The server does not answer.") }));
    return;
  }
  const caption = count.left
    ? gettext("{n} entities, {m} edges. {left} triples that lead to a text or number are in the table only.", count)
    : gettext("{n} entities, {m} edges.", count);
  const drawing = element("div", { class: "network", attributes: { role: "img", "aria-label": gettext("Network of the answer") } });
  const words = new Map(nodes.map((iri) => [iri, labels.get(iri) || nameOf(iri)]));
  const list = element("ul", { class: "network-things", attributes: { "aria-label": gettext("Entities") } }, nodes.map((iri) => entry(iri, words.get(iri) ?? iri)));
  place.replaceChildren(element("figure", {}, [element("figcaption", { text: caption }), drawing, list]));
  draw(drawing, words, edges);
}

/** @param {Term} term */
function key(term) {
  return term.type === "bnode" ? `_:${term.value}` : term.value;
}

/**
 * A thing in the list; it lights up in the drawing while the keyboard or the pointer is at it.
 * @param {string} iri
 * @param {string} words
 */
function entry(iri, words) {
  const { href } = named(iri);
  const made = element(href ? "a" : "span", { text: words, attributes: href ? { href } : {} });
  for (const kind of ["pointerenter", "focus"]) made.addEventListener(kind, () => network.selectNodes([iri]));
  for (const kind of ["pointerleave", "blur"]) made.addEventListener(kind, () => network.unselectAll());
  return element("li", {}, [made]);
}

/**
 * Have vis-network draw.
 * @param {HTMLElement} place
 * @param {Map<string, string>} words of each node
 * @param {{ from: string, to: string, predicate: string }[]} edges
 */
function draw(place, words, edges) {
  const style = getComputedStyle(document.documentElement);
  const [ink, soft, line, accent, leaf, face] = ["ink", "ink-soft", "line", "accent", "leaf", "sans"].map((name) => style.getPropertyValue(`--${name}`).trim());
  const font = { color: ink, face, size: 13, strokeWidth: 3, strokeColor: leaf };
  const lit = { background: accent, border: accent };
  const nodes = [...words].map(([id, name]) => ({ id, label: name.match(LINES)?.join("\n") ?? name, value: edges.filter(({ from, to }) => from === id || to === id).length }));
  const lines = edges.map(({ from, to, predicate }) => ({ from, to, label: edges.length <= NAMED_EDGES ? nameOf(predicate) : undefined }));
  network?.destroy();
  network = new /** @type {any} */ (globalThis).vis.Network(place, { nodes, edges: lines }, {
    // The same answer has the same drawing, which is still when it is shown.
    layout: { randomSeed: 1 },
    physics: { solver: "forceAtlas2Based", stabilization: { iterations: 400 } },
    interaction: { zoomView: false },
    nodes: { shape: "dot", scaling: { min: 5, max: 12 }, color: { background: soft, border: soft, highlight: lit }, font },
    edges: { arrows: { to: { scaleFactor: 0.5 } }, color: { color: line, highlight: accent }, font: { ...font, size: 10 } },
  });
  // The list is what the keyboard reaches.
  place.firstElementChild?.removeAttribute("tabindex");
  network.once("stabilizationIterationsDone", () => network.setOptions({ physics: false }));
  network.on("click", (/** @type {{ nodes: string[] }} */ { nodes: [chosen] }) => {
    if (chosen && named(chosen).href) location.assign(named(chosen).href);
  });
  // The wheel moves the page until the drawing was taken hold of.
  place.addEventListener("pointerdown", () => network.setOptions({ interaction: { zoomView: true } }));
  place.addEventListener("pointerleave", () => network.setOptions({ interaction: { zoomView: false } }));
}
