/** The diagram of places. */

import { controlsHeight, fieldColour, forgetCamera, ruler } from "./arrangement.js";
import { atlas, facetMembers, familyNames, grouped, nameOf, termFor, thing, things } from "./data.js";
import { addTo, byId, drawn, element } from "./elements.js";
import { labelFont, lineHeight, placedLabels, wrapped } from "./labels.js";
import { chooseThing, showView } from "./main.js";
import { thingButton } from "./panel.js";
import { byName, fillInSight, keptFrame, keptRow, keptRows, nothingLeft, rowFilter, settle, tabled, writeCount } from "./tables.js";
import { gettext, ngettext, pick } from "./texts.js";
import { view } from "./view.js";
import { capitalized, countElement, focusOn, glyph, letterOf, nameElement } from "./words.js";

/** What the diagram shows at present. @type {{shown: (id: string) => boolean, counts: Map<string, number>} | null} */
let diagramShown = null;
const spotRadius = 6;
/** Narrower than this a box beside the dots has no room for its name: it stands above them, as wide as the frame. */
const insetLeast = 130;
const insetBand = 52;
/** A map to lay under it, if any: image, approval number, left, top, width, height. @type {[string, string, number, number, number, number] | undefined} */
const baseMap = atlas.places.base;

/** How wide it is drawn: told by its frame, for to ask after a change would have the browser lay the page out once more. */
let diagramWidth = 0;

/** The frame of the diagram, which has it drawn anew when it is wider or narrower than before. */
function diagramFrame() {
  const frame = element("div", { class: "diagram-frame", attributes: { id: "diagram" } });
  new ResizeObserver(([{ contentRect: { width } }]) => {
    if (!width || (width === diagramWidth && frame.firstChild)) return;
    diagramWidth = width;
    keptRows.delete("drawing");
    drawDiagram(frame);
  }).observe(frame);
  return frame;
}

/** Draw the diagram as wide as its frame; dots, strokes and names that a change leaves alone stay. @param {Element} frame */
function drawDiagram(frame) {
  if (!diagramShown || !diagramWidth) return;
  const scale = diagramWidth / atlas.places.size[0];
  const height = atlas.places.size[1] * scale;
  const { shown, counts } = diagramShown;
  const at = (/** @type {[number, number]} */ [x, y]) => ({ x: x * scale, y: y * scale });
  const placed = spots.flatMap((spot) => (spot.point ? [{ ...spot, ...at(spot.point) }] : []));
  const known = placed.filter(({ id }) => counts.get(id));
  /** @type {{id: string, box: number[], place: number}[]} */
  const boxes = atlas.places.insets.map((/** @type {[string, ...number[]]} */ [id, ...box], /** @type {number} */ place) => ({ id, box: box.map((side) => side * scale), place }));
  const above = boxes.some(({ box: [, , wide] }) => wide < insetLeast) ? boxes.length * insetBand : 0;
  const layer = (/** @type {string} */ name, /** @type {() => SVGElement} */ make, /** @type {Element[]} */ children) => {
    const made = keptRow("drawing", name, [], make);
    settle(made, children);
    return made;
  };
  const marks = (/** @type {boolean} */ pale) => [
    ...[...routes].filter(([id]) => shown(id) !== pale).map(([id, strokes]) => keptRow("drawing", `route ${id}`, [id], () => routeStroke(id, strokes.map((ends) => ends.map(at))))),
    ...placed.filter(({ id }) => !counts.get(id) === pale).map((spot) => keptRow("drawing", `dot ${spot.id}`, [spot.id], () => spotDot(spot))),
  ];
  const layers = [true, false].map((pale) => layer(`pale ${pale}`, () => drawn("g", {}), marks(pale).map((mark) => {
    mark.classList.toggle("dim", pale);
    return mark;
  })));
  const whole = layer("whole", () => drawn("svg", { width: diagramWidth, height: height + above, role: "img" }), [
    layer("all", () => drawn("g", above ? { transform: `translate(0 ${above})` } : {}), [
      keptRow("drawing", "ground", [], () => diagramGround(scale, height)), ...layers,
      layer("names", () => drawn("g", {}), spotNames(known, diagramWidth, height)),
    ]),
    ...boxes.map(({ id, box, place }) => insetBox(id, above ? [0, place * insetBand, diagramWidth] : box)),
  ]);
  whole.setAttribute("aria-label", gettext("Diagram of {n} places and {m} lines between them", { n: known.length, m: [...routes.keys()].filter(shown).length }));
  settle(frame, [whole]);
}

/** What lies under the dots: the map, if any, and degrees. @param {number} scale @param {number} height */
function diagramGround(scale, height) {
  const ground = drawn("g", {});
  if (baseMap) {
    const [image, , x, y, wide, high] = baseMap;
    ground.append(drawn("image", { href: image, x: x * scale, y: y * scale, width: wide * scale, height: high * scale, preserveAspectRatio: "none" }));
  }
  let written = -Infinity;
  for (const [meridian, place, label] of atlas.places.graticule) {
    const along = place * scale;
    const late = meridian && along > diagramWidth - 40;
    ground.append(drawn("line", { class: "degree", ...(meridian ? { x1: along, x2: along, y1: 0, y2: height } : { x1: 0, x2: diagramWidth, y1: along, y2: along }) }));
    if (late && along - written < 80) continue; // there is no room for its label beside the one before
    if (meridian) written = along;
    ground.append(drawn("text", { class: "degree-label", ...(meridian ? { x: along + (late ? -3 : 3), y: height - 4, "text-anchor": late ? "end" : "start" } : { x: 3, y: along - 3 }) }, label));
  }
  return ground;
}

/** A place without a dot that holds several: its name, and what is right there. @param {string} id @param {number[]} box left, top and width */
function insetBox(id, [left, top, width]) {
  const held = (spots.find((spot) => spot.id === id)?.held || []).filter((each) => diagramShown?.shown(each));
  ruler.font = labelFont(true);
  const words = wrapped(gettext("{name} as a whole", { name: capitalized(nameOf(id)) }), (text) => ruler.measureText(text).width, width - 44);
  return choosing(id, drawn("g", { class: `spot inset${id === view.node ? " selected" : ""}${held.length ? "" : " dim"}`, transform: `translate(${left.toFixed(1)} ${top.toFixed(1)})` },
    drawn("rect", { x: 4, y: 4, width: width - 8, height: 26 + words.length * lineHeight }), drawn("circle", { cx: 18, cy: 18, r: spotRadius }),
    writtenLines("spot-name strong", 32, 22, words),
    drawn("text", { class: "spot-name", x: 32, y: 22 + words.length * lineHeight }, ngettext("{n} entity", "{n} entities", held.length))));
}

/** Have a part of the drawing choose a thing. @template {Element} Part @param {string} id @param {Part} part */
function choosing(id, part) {
  part.addEventListener("click", () => chooseThing(id));
  return part;
}

/** A text over several lines. @param {string} kind @param {number} x @param {number} y @param {string[]} found */
function writtenLines(kind, x, y, found) {
  return drawn("text", { class: kind, x, y }, ...found.map((line, number) => drawn("tspan", { x, dy: number ? lineHeight : 0 }, line)));
}

/** @param {string} id @param {{x: number, y: number}[][]} strokes */
function routeStroke(id, strokes) {
  const path = strokes.map(([start, end]) => `M${start.x.toFixed(1)} ${start.y.toFixed(1)}L${end.x.toFixed(1)} ${end.y.toFixed(1)}`).join("");
  return choosing(id, drawn("path", { class: `route ${thing(id).status || ""}`, d: path }, drawn("title", {}, nameOf(id))));
}

/** @param {Spot & {x: number, y: number}} spot */
function spotDot({ id, x, y }) {
  const [province = ""] = provincesOf.get(id) || [];
  const circle = drawn("circle", { r: id === province ? spotRadius * 1.5 : spotRadius });
  if (province) circle.style.setProperty("--province", provinceColour(province));
  return choosing(id, drawn("g", { class: id === province ? "spot province" : "spot", transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})` },
    drawn("title", {}, nameOf(id)), circle, drawn("text", { class: "spot-letter", "text-anchor": "middle", y: 3.5 }, province === id ? letterOf(province) : "")));
}

/** Names of the dots, each where there is room. @param {(Spot & {x: number, y: number})[]} known @param {number} width @param {number} height @returns {SVGElement[]} */
function spotNames(known, width, height) {
  const wanted = known.map(({ id, x, y }) => ({ id, text: nameOf(id), x, y: y + controlsHeight, radius: spotRadius + 3, rank: (heldIn.get(id) || []).length + (id === view.node ? 1e6 : 0), faded: false, strong: id === view.node, whole: true, narrow: true, led: true, must: id === view.node }));
  const names = placedLabels(ruler, wanted, { width, height: height + controlsHeight }).sort((a, b) => (a.id < b.id ? -1 : 1));
  const dots = new Map(known.map((spot) => [spot.id, spot]));
  return names.map(({ id, lines: found, x, y, box, strong }) => keptRow("drawing", `name ${id} ${x} ${y} ${found.length} ${strong}`, [], () =>
    choosing(id, drawn("g", {}, ...leader(dots.get(id) || { x, y }, box), writtenLines(strong ? "spot-name strong" : "spot-name", x, y - controlsHeight + 4, found)))));
}

/** A line from a dot to its name, where that stands farther off. @param {{x: number, y: number}} dot @param {{left: number, top: number, right: number, bottom: number}} box */
function leader({ x, y }, { left, top, right, bottom }) {
  const end = { x: Math.max(left, Math.min(right, x)), y: Math.max(top, Math.min(bottom, y + controlsHeight)) - controlsHeight };
  const far = Math.hypot(end.x - x, end.y - y);
  if (far < 2 * spotRadius) return [];
  return [drawn("line", { class: "leader", x1: x + (end.x - x) * spotRadius / far, y1: y + (end.y - y) * spotRadius / far, x2: end.x, y2: end.y })];
}

/** A copy of the diagram, in which stands what the page's style says of it. */
export function diagramDrawing() {
  const shown = byId("diagram").querySelector("svg");
  if (!shown) return null;
  const copy = /** @type {SVGElement} */ (shown.cloneNode(true));
  const copies = /** @type {NodeListOf<SVGElement>} */ (copy.querySelectorAll("*"));
  shown.querySelectorAll("*").forEach((each, place) => {
    const style = getComputedStyle(each);
    for (const name of ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "paint-order", "font-size", "font-weight", "font-family"]) copies[place].style.setProperty(name, style.getPropertyValue(name));
  });
  return copy;
}

/**
 * @typedef {{id: string, within: string, point: [number, number] | null, held: string[], all: string[]}} Spot
 */

/** @type {Spot[]} */
const spots = atlas.places.spots;
const spotsWithin = grouped(spots, ({ within }) => within);
/** The places that nothing holds, and that stand nowhere else. @type {Spot[]} */
const outerSpots = (spotsWithin.get("") || []).filter(({ id }) => !spots.some(({ held }) => held.includes(id)));
/** Lines, by their things: strokes from station to station. @type {Map<string, [[number, number], [number, number]][]>} */
const routes = new Map(atlas.places.routes);
const provinces = Object.keys(atlas.facets.place);
/** Provinces of things. @type {Map<string, string[]>} */
const provincesOf = new Map();
for (const province of provinces) for (const id of facetMembers.get(`place ${province}`) || []) addTo(provincesOf, id, province);

/** What is in each place, with all that lies in it, itself included. */
const heldIn = new Map(spots.map(({ id, all }) => [id, all]));

/** Whether a place, or one that lies in it, is in the province that everything is narrowed to. @param {Spot} spot @returns {boolean} */
function inProvince(spot) {
  return !view.place || Boolean(facetMembers.get(`place ${view.place}`)?.has(spot.id)) || (spotsWithin.get(spot.id) || []).some(inProvince);
}

export function placesTable() {
  const wanted = rowFilter((/** @type {string} */ id) => { const { name, aliases = [], kind } = thing(id); return [name, aliases, kind].flat(2).join(" "); });
  const passing = new Set([...things.keys()].filter((id) => tabled(id) && wanted(id)));
  const shown = (/** @type {string} */ id) => passing.has(id);
  const held = (/** @type {Spot} */ { id }) => heldIn.get(id) || [];
  const counts = new Map(spots.map((spot) => [spot.id, inProvince(spot) ? held(spot).filter(shown).length : 0]));
  const standing = spots.filter(({ id }) => counts.get(id));
  const placed = new Set(standing.flatMap(held).filter(shown));
  byId("row-count").textContent = gettext("{n} of {m} entities", { n: placed.size, m: things.size });
  if (!spots.some(({ held }) => held.length)) return [element("p", { class: "intro", text: gettext("Nothing here has a place.") })];
  const frame = atlas.places.size[0] ? keptRow("diagram", "frame", [], diagramFrame) : null;
  diagramShown = { shown, counts };
  if (frame) drawDiagram(frame);
  const drawn = frame ? keptFrame("diagram", () => element("figure", { class: "diagram" }), [
    frame,
    keptRow("diagram", "words", [], () => element("figcaption", { class: "quiet", text: baseMap ? gettext("Dots stand at the coordinates that registers give, lines lead straight from station to station, and the dot of a province stands for all of it. Approval number of the map: {number}", { number: baseMap[1] }) : gettext("A diagram, not a map: dots stand at the coordinates that registers give, lines lead straight from station to station, and the dot of a province stands for all of it. It has no borders and no coasts, as maps that show several provinces need official approval.") })),
    routesKey(shown),
  ]) : null;
  return [
    provinces.length > 1 ? element("div", { class: "tiles", attributes: { role: "group", "aria-label": gettext("Province") } }, provinces.map((province) => provinceTile(province))) : null,
    keptFrame("all places", () => element("div", { class: drawn ? "places" : "places alone" }), [drawn, keptFrame("places", () => element("div", { class: "places-tree" }), [nothingLeft(placed.size), placeList("", outerSpots, shown, counts)])]),
  ];
}

/** A province as a tile, as large as the others, which narrows everything to it. @param {string} province */
function provinceTile(province) {
  const members = [...(facetMembers.get(`place ${province}`) || [])].filter((id) => tabled(id, "place"));
  const counted = [...grouped(members, (id) => thing(id).family).entries()].sort(([, some], [, others]) => others.length - some.length);
  return element("button", { class: "tile", attributes: { "aria-pressed": String(view.place === province), "data-province": province }, on: { click: () => {
    view.place = view.place === province ? "" : province;
    forgetCamera();
    showView();
    focusOn(`[data-province="${province}"]`);
  } } }, [
    provinceMark(province), nameElement(province), countElement(members.length),
    element("span", { class: "tile-families" }, counted.map(([family, ids]) => element("span", { attributes: { title: pick(familyNames.get(family)) } }, [glyph(family), element("span", { class: "visually-hidden", text: `${pick(familyNames.get(family))} ` }), element("span", { text: String(ids.length) })]))),
  ]);
}

/** A province's colour and letter. @param {string} province */
function provinceMark(province) {
  const mark = element("span", { class: "province-mark", text: letterOf(province), attributes: { "aria-hidden": "true" } });
  mark.style.borderColor = provinceColour(province);
  return mark;
}

/** @param {string} province */
function provinceColour(province) {
  return fieldColour(provinces.indexOf(province));
}

/**
 * Places one in another, each with what is right there; those that hold most stand first, whatever the filters leave of it.
 * @param {string} around the place that they are in @param {Spot[]} held @param {(id: string) => boolean} shown
 * @param {Map<string, number>} counts @returns {HTMLElement}
 */
function placeList(around, held, shown, counts) {
  const known = held.filter(({ id }) => counts.get(id)).sort((a, b) => Number(!spotsWithin.has(a.id)) - Number(!spotsWithin.has(b.id)) || (heldIn.get(b.id) || []).length - (heldIn.get(a.id) || []).length || byName(a.id, b.id));
  return keptFrame(`places ${around}`, () => element("ul", { class: "place-list" }), known.map((spot) => {
    const inner = spotsWithin.get(spot.id) || [];
    const here = spot.held.filter(shown);
    const place = keptRow("frame", `place ${spot.id}`, [spot.id], () => element("li", { class: "place" }));
    fillInSight(place, () => settle(place, [
      placeHead(spot.id, (counts.get(spot.id) || 0) - Number(shown(spot.id))),
      here.length ? keptFrame(`held ${spot.id}`, () => element("ul", { class: "held", attributes: { "aria-label": gettext("There: {name}", { name: nameOf(spot.id) }) } }), here.map((id) => keptRow("placed", `${spot.id} ${id}`, [], () => element("li", {}, [thingButton(id), statusMark(id)])))) : null,
      inner.some(({ id }) => counts.get(id)) ? placeList(spot.id, inner, shown, counts) : null,
    ]));
    return place;
  }));
}

/** The name of a place, with how many things are in it. @param {string} id @param {number} n */
function placeHead(id, n) {
  const province = (provincesOf.get(id) || []).includes(id);
  const head = keptRow("place head", id, [], () => element("p", { class: "place-name" }, [province ? provinceMark(id) : null, thingButton(id), element("span", { class: "count" })]));
  writeCount(head, n);
  return head;
}

/** How far a thing has come, as a mark and a word. @param {string} id */
export function statusMark(id) {
  const { status } = thing(id);
  return status ? element("span", { class: `state quiet modality-${status}`, text: termFor(status) }) : null;
}

/** The lines of the diagram, by name and status. @param {(id: string) => boolean} shown */
function routesKey(shown) {
  const known = [...routes.keys()].filter(shown);
  if (!known.length) return null;
  return keptFrame("routes", () => element("ul", { class: "routes-key", attributes: { "aria-label": gettext("Lines") } }), known.map((id) => keptRow("route", id, [], () => element("li", {}, [
    element("span", { class: `route-sample ${thing(id).status || ""}`, attributes: { "aria-hidden": "true" } }), thingButton(id), statusMark(id),
  ]))));
}
