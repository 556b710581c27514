/** Small words, signs and charts, in the page's language: text reaches the page by textContent only. */

import { atlas, foreign, nameOf, partOf, relations, thing, things } from "./data.js";
import { byId, drawn, element } from "./elements.js";
import { partWords } from "./panel.js";
import { gettext, pick, spoken, translatePage } from "./texts.js";

/** @import { Bilingual } from "./proof.js" */

spoken.texts = atlas.texts;
const [traditional, simplified] = /** @type {string[][]} */ (atlas.characters.map((/** @type {string} */ signs) => [...signs]));
const simplifiedOf = new Map(traditional.map((sign, place) => [sign, simplified[place]]));

/** Write the page's language into all of it. */
export function translateExplorer() {
  translatePage(gettext("{title}: who does what, where, by when, and where it is written", { title: pick(atlas.title) }));
  byId("collection").textContent = pick(atlas.title);
  byId("part").replaceChildren(...partWords());
  byId("part-brief").textContent = partOf ? gettext("{n} of {m} entities", { n: things.size, m: partOf.things }) : "";
  byId("query").setAttribute("placeholder", gettext("Search any name · 搜索名称"));
  byId("canvas").setAttribute("aria-label", gettext("Network of {n} entities and {m} relations. Arrow keys go from entity to entity, plus and minus zoom, Shift with arrows moves the view, Alt with arrows moves the selected entity, Enter goes to its details, Space compares it, x brings in its neighbours.", { n: things.size, m: relations.length }));
}

/** Fold a name for comparison: simplified, no accents, no case, no punctuation at its ends. @param {string} text */
export function folded(text) {
  return text.replace(/\p{Script=Han}/gu, (sign) => simplifiedOf.get(sign) || sign).normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[’‘'“”"]/g, "").replace(/[‐-―-]/g, " ").replace(/\s+/g, " ").trim();
}

/** @param {string} text */
export function capitalized(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A text as parts, so that on the Chinese page English words in it say their language. @param {string} text @returns {Node[]} */
export function worded(text) {
  if (spoken.lang !== "zh") return [document.createTextNode(text)];
  return text.split(/([A-Za-z“‘][ -~’‘“”–—µ³]*[a-z]{2}[ -~’‘“”–—µ³]*)/).filter(Boolean).map((part) =>
    (/[a-z]{2}/.test(part) ? element("span", { text: part, attributes: { lang: "en" } }) : document.createTextNode(part)));
}

/** The letter of a province: in Chinese the name of one letter that it has. @param {string} id */
export function letterOf(id) {
  const short = spoken.lang === "zh" && thing(id).aliases?.find((alias) => /^\p{Script=Han}$/u.test(alias));
  return short || Array.from(nameOf(id))[0];
}

/** A name with how many there are, in brackets. @param {string} name @param {number} n */
export function tallied(name, n) {
  return gettext("{name} ({n})", { name, n });
}

/** Words that lead to another page, in a window of its own; as they are where there is none. @param {string} text @param {string} [address] */
export function linkElement(text, address) {
  return address ? element("a", { text, attributes: { href: address, rel: "noreferrer noopener", target: "_blank" } }) : element("span", { text });
}

/** Leave the keyboard at what a change has made anew. @param {string} selector */
export function focusOn(selector) {
  /** @type {HTMLElement | null} */ (document.querySelector(selector))?.focus();
}

/**
 * Buttons of which one is pressed; what it stands for is shown anew, and the keyboard stays at it.
 * @param {string} label @param {string} name of the attribute that has the key @param {string} chosen a key
 * @param {Record<string, string>} choices texts by their keys @param {(key: string) => void} choose
 */
export function switchElement(label, name, chosen, choices, choose) {
  return element("div", { class: "switch", attributes: { role: "group", "aria-label": label } }, Object.entries(choices).map(([key, text]) =>
    element("button", { text, attributes: { "aria-pressed": String(key === chosen), [`data-${name}`]: key }, on: { click: () => { choose(key); focusOn(`[data-${name}="${key}"]`); } } })));
}

/** How many there are, beside what they are. @param {number} n @param {number} [all] of how many, where these are a part */
export function countElement(n, all = n) {
  return element("span", { class: "count", text: n === all ? String(n) : gettext("{n} of {m}", { n, m: all }) });
}

/** The language of a name, by its script. @param {string} name */
export function languageOf(name) {
  return /\p{Script=Han}/u.test(name) ? "zh-Hans" : "en";
}

/** A note of the editors. @param {Bilingual | undefined} note */
export function noteElement(note) {
  return note ? element("p", { class: "note" }, [element("span", { class: "note-sign", text: `${gettext("Editors’ note")} ` }), ...worded(pick(note))]) : null;
}

/** A thing's name as an element that says its language. @param {string} id */
export function nameElement(id) {
  return element("bdi", { text: nameOf(id), attributes: foreign(id) ? { lang: "en" } : {} });
}

/** Paths in a square from -1 to 1. @type {Record<string, string>} */
export const glyphPaths = atlas.shapes;

/** @type {Record<string, Path2D>} */
export const glyphShapes = Object.fromEntries(Object.entries(glyphPaths).map(([family, path]) => [family, new Path2D(path)]));

/** A family's shape as a small image beside its name; hidden from screen readers, which get the name. @param {string} family @returns {SVGElement} */
export function glyph(family) {
  const shape = drawn("path", { d: glyphPaths[family] || glyphPaths.person, "fill-rule": "evenodd" });
  return drawn("svg", { viewBox: "-1.35 -1.35 2.7 2.7", class: `glyph family-${family}`, "aria-hidden": "true" }, shape);
}

/**
 * @typedef {{title: Bilingual, low: Bilingual, high: Bilingual, better?: Bilingual, start: number, end: number, marks: ChartMark[]}} Chart
 * @typedef {{role: string, x: number, tip?: number, hoped?: boolean}} ChartMark
 */

/** @param {Chart} chart */
export function chartElement({ title, low, high, better, start, end, marks }) {
  const [width, height, axis] = atlas.chart;
  const text = (/** @type {string} */ kind, /** @type {number} */ x, /** @type {string} */ anchor, /** @type {Bilingual} */ words) =>
    drawn("text", { class: kind, x, y: height - 2, "text-anchor": anchor }, pick(words));
  return drawn("svg", { class: "chart", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": pick(title) },
    drawn("line", { class: "axis", x1: start, x2: end, y1: axis, y2: axis }), text("scale", start, "start", low), text("scale", end, "end", high),
    ...(better ? [text("better", width / 2, "middle", better)] : []),
    ...marks.flatMap((mark) => markElements(mark, axis)));
}

/** @param {ChartMark} mark @param {number} axis */
function markElements({ role, x, tip, hoped }, axis) {
  const parts = [];
  if (tip !== undefined) {
    const back = tip - Math.sign(tip - x) * 5;
    parts.push(drawn("line", { class: `open ${role}`, x1: x, x2: tip, y1: axis, y2: axis }), drawn("path", { class: `open-tip ${role}`, d: `M${back} ${axis - 4}L${tip} ${axis}L${back} ${axis + 4}` }));
  }
  if (role === "target") parts.push(drawn("line", { class: "mark target", x1: x, x2: x, y1: axis - 10, y2: axis + 10 }));
  else parts.push(drawn("circle", { class: `mark ${role}${hoped ? " hoped" : ""}`, cx: x, cy: axis, r: role === "current" ? 5 : 4.5 }));
  return parts;
}
