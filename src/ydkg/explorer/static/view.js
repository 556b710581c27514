/** The present view, which is all that the address keeps: page, selection, filters, what was hidden, pinned and added, centre; from disk too. */

import { arrangements } from "./arrangement.js";
import { compareLimit } from "./compare.js";
import { atlas, facetMembers, facetNames, familyNames, lines, relations, things } from "./data.js";
import { byId } from "./elements.js";
import { manuscripts } from "./sources.js";
import { firstLanguage, spoken, translatable } from "./texts.js";

/**
 * @typedef {keyof typeof pageNames} PageName
 * @typedef {{page: PageName, mode: "overview" | "all", hidden: Set<string>, topic: string, place: string,
 *   status: string, node: string | null, edge: number | null, hover: string | null, out: Set<string>,
 *   pins: Map<string, {x: number, y: number}>, added: Set<string>, compared: string[], trail: string[],
 *   focus: {id: string, steps: number} | null, arranged: string, from: string, to: string, sort: string, find: string, since: string, until: string, touch: string, day: string, only: string, by: string,
 *   text: boolean, embed: boolean, camera: {x: number, y: number, scale: number} | null}} View
 */

/** What the pages are called. */
export const pageNames = {
  picture: translatable("Picture"),
  timeline: translatable("Timeline"),
  places: translatable("Map"),
  things: translatable("Entities"),
  relations: translatable("Relations"),
  milestones: translatable("Milestones"),
  board: translatable("Board"),
  metrics: translatable("Metrics"),
  compare: translatable("Compare"),
  paths: translatable("Paths"),
};

/** How the picture is arranged for those who have not chosen. */
const firstArrangement = ["topic", "place"].find((name) => atlas.picture.arrangements[name]) || "free";

/** @returns {View} */
function freshView() {
  return {
    page: "picture", mode: "overview", hidden: new Set(), topic: "", place: "", status: "", node: null, edge: null, hover: null,
    out: new Set(), pins: new Map(), added: new Set(), compared: [], trail: [], focus: null, arranged: firstArrangement, from: "", to: "", sort: "", find: "", since: "", until: "", touch: "", day: "", only: "", by: "", text: false, embed: false, camera: null,
  };
}

/** @type {View} */
export const view = freshView();

/** @param {Iterable<string>} names */
function joined(names) {
  return [...names].sort().join(" ");
}

/** @returns {string} */
export function addressOfView() {
  const parts = new URLSearchParams();
  const put = (/** @type {string} */ name, /** @type {string} */ value) => { if (value) parts.set(name, value); };
  if (view.page !== "picture") put("view", view.page);
  put("thing", view.node || "");
  if (view.edge !== null) put("line", lineName(view.edge));
  put("hide", [...view.hidden].sort().join("."));
  for (const facet of facetNames) put(facet, view[facet]);
  for (const name of /** @type {const} */ (["since", "until", "touch", "day"])) put(name, view[name]);
  if (view.mode === "all") put("show", "all");
  if (view.arranged !== firstArrangement) put("arrange", view.arranged);
  if (view.focus) put("focus", `${view.focus.id} ${view.focus.steps}`);
  put("out", joined(view.out));
  put("add", joined(view.added));
  put("compare", view.compared.join(" "));
  put("pin", joined([...view.pins].map(([id, { x, y }]) => `${id}@${Math.round(x)},${Math.round(y)}`)));
  put("trail", view.trail.join(" "));
  for (const name of /** @type {const} */ (["from", "to", "sort", "find", "only", "by"])) put(name, view[name]);
  if (view.text) put("text", "1");
  if (view.embed) put("embed", "1");
  if (view.camera) put("at", `${Math.round(view.camera.x)},${Math.round(view.camera.y)},${Math.round(view.camera.scale * 1000)}`);
  if (spoken.lang === "zh" || spoken.lang !== firstLanguage()) put("lang", spoken.lang);
  return parts.toString().replace(/%40/g, "@").replace(/%2C/g, ",");
}

/** Read the address into the view; what the graph does not have is left out. A name alone, as a permanent address ends with, is a thing's. */
export function readAddress() {
  const hash = location.hash.slice(1);
  const parts = new URLSearchParams(things.has(hash) ? { thing: hash } : hash);
  const word = (/** @type {string} */ name) => parts.get(name) || "";
  const known = (/** @type {string} */ name) => word(name).split(" ").filter((id) => things.has(id));
  const fresh = freshView();
  fresh.page = Object.hasOwn(pageNames, word("view")) ? /** @type {PageName} */ (word("view")) : "picture";
  spoken.lang = word("lang") === "zh" ? "zh" : word("lang") === "en" ? "en" : firstLanguage();
  fresh.node = things.has(word("thing")) ? word("thing") : null;
  const number = word("line") && fresh.node === null ? lines.findIndex((_, place) => lineName(place) === word("line")) : -1;
  fresh.edge = number >= 0 ? number : null;
  fresh.hidden = new Set(word("hide").split(".").filter((key) => familyNames.has(key)));
  for (const facet of facetNames) fresh[facet] = facetMembers.has(`${facet} ${word(facet)}`) ? word(facet) : "";
  for (const name of /** @type {const} */ (["since", "until", "day"])) if (/^\d{4}-\d\d-\d\d$/.test(word(name))) fresh[name] = word(name);
  if (["starts", "ends"].includes(word("touch"))) fresh.touch = word("touch");
  fresh.mode = word("show") === "all" ? "all" : "overview";
  if (word("arrange") === "free" || arrangements.has(word("arrange"))) fresh.arranged = word("arrange");
  const [id, steps] = word("focus").split(" ");
  if (things.has(id)) fresh.focus = { id, steps: Math.min(3, Math.max(1, Number(steps) || 1)) };
  fresh.out = new Set(known("out"));
  fresh.added = new Set(known("add"));
  fresh.compared = [...new Set(known("compare"))].slice(0, compareLimit);
  fresh.trail = known("trail");
  for (const pin of word("pin").split(" ")) {
    const found = /^(.+)@(-?\d+),(-?\d+)$/.exec(pin);
    if (found && things.has(found[1])) fresh.pins.set(found[1], { x: Number(found[2]), y: Number(found[3]) });
  }
  for (const name of /** @type {const} */ (["from", "to"])) fresh[name] = things.has(word(name)) ? word(name) : "";
  for (const name of /** @type {const} */ (["sort", "find", "only", "by"])) fresh[name] = word(name);
  fresh.text = word("text") === "1" && manuscripts.length > 0;
  fresh.embed = word("embed") === "1";
  const camera = /^(-?\d+),(-?\d+),(\d+)$/.exec(word("at"));
  if (camera) fresh.camera = { x: Number(camera[1]), y: Number(camera[2]), scale: Math.min(10, Math.max(0.01, Number(camera[3]) / 1000)) };
  Object.assign(view, fresh);
}

/** A line's name that stays when others come and go. @param {number} number */
export function lineName(number) {
  return number < relations.length ? relations[number].id : `${lines[number].from}~${lines[number].to}`;
}

let stepNow = 0;
let stepLast = 0;

/** Put the view into the address; a step back in the browser is a step back here. @param {boolean} [silent] without a step of its own */
export function writeAddress(silent) {
  const address = addressOfView();
  if (location.hash.slice(1) !== address) {
    if (!silent) stepLast = stepNow += 1;
    history[silent ? "replaceState" : "pushState"]({ step: stepNow }, "", `#${address}`);
  }
  showSteps();
}

/** Learn where in the history the page is now. */
export function readStep() {
  const step = history.state?.step;
  if (typeof step === "number") stepNow = step;
  else history.replaceState({ step: (stepNow += 1) }, "");
  stepLast = Math.max(stepNow, stepLast);
  showSteps();
}

function showSteps() {
  byId("back").toggleAttribute("disabled", stepNow === 0);
  byId("forward").toggleAttribute("disabled", stepNow >= stepLast);
}
