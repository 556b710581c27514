/** The diagram of places as a drawing: its geometry comes with the data, names find their room here. */

/** What the diagram shows at present. @type {{shown: (id: string) => boolean, counts: Map<string, number>} | null} */
let diagramShown = null;
const spotRadius = 6;
/** Narrower than this a box beside the dots has no room for its name: it stands above them, as wide as the frame. */
const insetLeast = 130;
const insetBand = 52;
/** A map to lay under it, if any: image, approval number, left, top, width, height. @type {[string, string, number, number, number, number] | undefined} */
const baseMap = atlas.places.base;

/** Draw the diagram as wide as its frame. */
function drawDiagram() {
  const frame = document.getElementById("diagram");
  if (!frame || !diagramShown || !frame.clientWidth) return;
  const [width, height] = atlas.places.size;
  const scale = frame.clientWidth / width;
  const { shown, counts } = diagramShown;
  const at = (/** @type {[number, number]} */ [x, y]) => ({ x: x * scale, y: y * scale });
  const placed = spots.flatMap((spot) => (spot.point ? [{ ...spot, ...at(spot.point) }] : []));
  const known = placed.filter(({ id }) => counts.get(id));
  /** @type {{id: string, box: number[], place: number}[]} */
  const boxes = atlas.places.insets.map((/** @type {number[]} */ [number, ...box], /** @type {number} */ place) => ({ id: thingAt(number), box: box.map((side) => side * scale), place }));
  const above = boxes.some(({ box: [, , wide] }) => wide < insetLeast) ? boxes.length * insetBand : 0;
  const whole = drawn("svg", { width: width * scale, height: height * scale + above, role: "img", "aria-label": gettext("Diagram of {n} places and {m} lines between them", { n: known.length, m: [...routes.keys()].filter(shown).length }) });
  const svg = drawn("g", above ? { transform: `translate(0 ${above})` } : {});
  if (baseMap) {
    const [image, , x, y, wide, high] = baseMap;
    svg.append(drawn("image", { href: image, x: x * scale, y: y * scale, width: wide * scale, height: high * scale, preserveAspectRatio: "none" }));
  }
  let written = -Infinity;
  for (const [meridian, place, label] of atlas.places.graticule) {
    const along = place * scale;
    const late = meridian && along > frame.clientWidth - 40;
    svg.append(drawn("line", { class: "degree", ...(meridian ? { x1: along, x2: along, y1: 0, y2: height * scale } : { x1: 0, x2: width * scale, y1: along, y2: along }) }));
    if (late && along - written < 80) continue; // there is no room for its label beside the one before
    if (meridian) written = along;
    svg.append(drawn("text", { class: "degree-label", ...(meridian ? { x: along + (late ? -3 : 3), y: height * scale - 4, "text-anchor": late ? "end" : "start" } : { x: 3, y: along - 3 }) }, label));
  }
  for (const pale of [true, false]) {
    for (const [id, strokes] of routes) if (shown(id) !== pale) svg.append(routeStroke(id, strokes.map((ends) => ends.map(at)), pale));
    for (const spot of placed) if (!counts.get(spot.id) === pale) svg.append(spotDot(spot, pale));
  }
  svg.append(...spotNames(known, width * scale, height * scale));
  whole.append(svg, ...boxes.map(({ id, box, place }) => insetBox(id, above ? [0, place * insetBand, frame.clientWidth] : box)));
  frame.replaceChildren(whole);
}

/** A place without a dot that holds several: its name, and what is right there. @param {string} id @param {number[]} box left, top and width */
function insetBox(id, [left, top, width]) {
  const held = (spots.find((spot) => spot.id === id)?.held || []).filter((each) => diagramShown?.shown(each));
  const box = drawn("g", { class: `spot inset${id === view.node ? " selected" : ""}${held.length ? "" : " dim"}`, transform: `translate(${left.toFixed(1)} ${top.toFixed(1)})` });
  ruler.font = labelFont(true);
  const words = wrapped(gettext("{name} as a whole", { name: capitalized(nameOf(id)) }), (text) => ruler.measureText(text).width, width - 44);
  const name = drawn("text", { class: "spot-name strong", x: 32, y: 22 });
  words.forEach((line, number) => name.append(drawn("tspan", { x: 32, dy: number ? lineHeight : 0 }, line)));
  box.append(drawn("rect", { x: 4, y: 4, width: width - 8, height: 26 + words.length * lineHeight }), drawn("circle", { cx: 18, cy: 18, r: spotRadius }), name,
    drawn("text", { class: "spot-name", x: 32, y: 22 + words.length * lineHeight }, ngettext("{n} thing", "{n} things", held.length)));
  box.addEventListener("click", () => chooseThing(id));
  return box;
}

/** @param {string} id @param {{x: number, y: number}[][]} strokes @param {boolean} pale whether the filters do not mean it */
function routeStroke(id, strokes, pale) {
  const stroke = drawn("path", { class: `route ${statusOf(id)}${pale ? " dim" : ""}${id === view.node ? " selected" : ""}`, d: strokes.map(([start, end]) => `M${start.x.toFixed(1)} ${start.y.toFixed(1)}L${end.x.toFixed(1)} ${end.y.toFixed(1)}`).join("") });
  stroke.append(drawn("title", {}, nameOf(id)));
  stroke.addEventListener("click", () => chooseThing(id));
  return stroke;
}

/** @param {Spot & {x: number, y: number}} spot @param {boolean} pale */
function spotDot({ id, x, y }, pale) {
  const [province = ""] = provincesOf.get(id) || [];
  const dot = drawn("g", { class: `spot${pale ? " dim" : ""}${id === view.node ? " selected" : ""}${id === province ? " province" : ""}`, transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})` });
  const circle = drawn("circle", { r: id === province ? spotRadius * 1.5 : spotRadius });
  if (province && !pale) circle.style.stroke = provinceColour(province);
  dot.append(drawn("title", {}, nameOf(id)), circle, drawn("text", { class: "spot-letter", "text-anchor": "middle", y: 3.5 }, province === id ? letterOf(province) : ""));
  dot.addEventListener("click", () => chooseThing(id));
  return dot;
}

/** Names of the dots, each where there is room. @param {(Spot & {x: number, y: number})[]} known @param {number} width @param {number} height @returns {SVGElement[]} */
function spotNames(known, width, height) {
  const count = (/** @type {string} */ id) => (diagramShown?.counts.get(id) || 0) - 1;
  const wanted = known.map(({ id, x, y }) => ({ id, text: nameOf(id), x, y: y + controlsHeight, radius: spotRadius + 3, rank: count(id) + (id === view.node ? 1e6 : 0), faded: false, strong: id === view.node, whole: true, narrow: true, must: id === view.node }));
  return placedLabels(ruler, wanted, { width, height: height + controlsHeight }).map(({ id, lines: found, x, y, strong }) => {
    const name = drawn("text", { class: strong ? "spot-name strong" : "spot-name", x, y: y - controlsHeight + 4 });
    found.forEach((line, number) => name.append(drawn("tspan", { x, dy: number ? lineHeight : 0 }, line)));
    name.addEventListener("click", () => chooseThing(id));
    return name;
  });
}

/** The diagram as a file of its own: what the page's style says of it stands in it. */
function diagramText() {
  const shown = byId("diagram").querySelector("svg");
  if (!shown) return "";
  const copy = /** @type {SVGElement} */ (shown.cloneNode(true));
  copy.setAttribute("xmlns", svgSpace);
  const copies = /** @type {NodeListOf<SVGElement>} */ (copy.querySelectorAll("*"));
  shown.querySelectorAll("*").forEach((each, place) => {
    const style = getComputedStyle(each);
    for (const name of ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "paint-order", "font-size", "font-weight", "font-family"]) copies[place].style.setProperty(name, style.getPropertyValue(name));
  });
  copy.prepend(drawn("title", {}, document.title), drawn("rect", { width: "100%", height: "100%", fill: theme.page }));
  return new XMLSerializer().serializeToString(copy);
}

new ResizeObserver(() => drawDiagram()).observe(byId("stage-table"));
