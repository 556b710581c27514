/**
 * The present view: everything that the address keeps.
 * @typedef {keyof typeof pageNames} PageName
 * @typedef {"topic" | "place" | "status"} Facet
 * @typedef {{page: PageName, lang: "en" | "zh", mode: "overview" | "all", hidden: Set<string>, topic: string, place: string,
 *   status: string, node: string | null, edge: number | null, hover: string | null, out: Set<string>,
 *   pins: Map<string, {x: number, y: number}>, added: Set<string>, compared: string[], trail: string[],
 *   focus: {id: string, steps: number} | null, arranged: string, from: string, to: string, sort: string, find: string, since: string, until: string, touch: string, only: string, by: string,
 *   text: boolean, camera: {x: number, y: number, scale: number} | null}} View
 */

/** What the pages are called. */
const pageNames = {
  picture: translatable("Picture"),
  timeline: translatable("Timeline"),
  places: translatable("Places"),
  things: translatable("Entities"),
  relations: translatable("Relations"),
  milestones: translatable("Milestones"),
  board: translatable("Board"),
  metrics: translatable("Metrics"),
  compare: translatable("Compare"),
  paths: translatable("Paths"),
};
/** @type {Facet[]} */
const facetNames = ["topic", "place", "status"];

/** How the picture is arranged for those who have not chosen. */
const firstArrangement = ["topic", "place"].find((name) => atlas.picture.arrangements[name]) || "free";

/** @returns {View} */
function freshView() {
  return {
    page: "picture", lang: "en", mode: "overview", hidden: new Set(), topic: "", place: "", status: "", node: null, edge: null, hover: null,
    out: new Set(), pins: new Map(), added: new Set(), compared: [], trail: [], focus: null, arranged: firstArrangement, from: "", to: "", sort: "", find: "", since: "", until: "", touch: "", only: "", by: "", text: false, camera: null,
  };
}

/** @type {View} */
let view = freshView();
