/** The diagram of places as a drawing: its geometry comes with the data, names find their room here. */

/** What the diagram shows at present. @type {{shown: (id: string) => boolean, counts: Map<string, number>} | null} */
let diagramShown = null;
const spotRadius = 6;

/** Draw the diagram as wide as its frame. */
function drawDiagram() {
  const frame = document.getElementById("diagram");
  if (!frame || !diagramShown || !frame.clientWidth) return;
  const [width, height] = atlas.places.size;
  const scale = frame.clientWidth / width;
  const { shown, counts } = diagramShown;
  const at = (/** @type {[number, number]} */ [x, y]) => ({ x: x * scale, y: y * scale });
  const known = spots.flatMap((spot) => (spot.point && counts.get(spot.id) ? [{ ...spot, ...at(spot.point) }] : []));
  const svg = drawn("svg", { width: width * scale, height: height * scale, role: "img", "aria-label": gettext("Diagram of {n} places and {m} lines between them", { n: known.length, m: [...routes.keys()].filter(shown).length }) });
  for (const [meridian, place, label] of atlas.places.graticule) {
    const along = place * scale;
    svg.append(drawn("line", { class: "degree", ...(meridian ? { x1: along, x2: along, y1: 0, y2: height * scale } : { x1: 0, x2: width * scale, y1: along, y2: along }) }));
    svg.append(drawn("text", { class: "degree-label", ...(meridian ? { x: along + (along > frame.clientWidth - 40 ? -3 : 3), y: height * scale - 4, "text-anchor": along > frame.clientWidth - 40 ? "end" : "start" } : { x: 3, y: along - 3 }) }, label));
  }
  for (const [id, strokes] of routes) if (shown(id)) svg.append(routeStroke(id, strokes.map((ends) => ends.map(at))));
  svg.append(...known.map((spot) => spotDot(spot)), ...spotNames(known, width * scale, height * scale));
  frame.replaceChildren(svg);
}

/** @param {string} id @param {{x: number, y: number}[][]} strokes */
function routeStroke(id, strokes) {
  const stroke = drawn("path", { class: `route ${statusOf(id)}${id === view.node ? " selected" : ""}`, d: strokes.map(([start, end]) => `M${start.x.toFixed(1)} ${start.y.toFixed(1)}L${end.x.toFixed(1)} ${end.y.toFixed(1)}`).join("") });
  stroke.append(drawn("title", {}, nameOf(id)));
  stroke.addEventListener("click", () => chooseThing(id));
  return stroke;
}

/** @param {Spot & {x: number, y: number}} spot */
function spotDot({ id, x, y }) {
  const [province = ""] = provincesOf.get(id) || [];
  const dot = drawn("g", { class: `spot${id === view.node ? " selected" : ""}${id === province ? " province" : ""}`, transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})` });
  const circle = drawn("circle", { r: id === province ? spotRadius * 1.5 : spotRadius });
  if (province) circle.style.stroke = provinceColour(province);
  dot.append(drawn("title", {}, nameOf(id)), circle, drawn("text", { class: "spot-letter", "text-anchor": "middle", y: 3.5 }, province === id ? Array.from(nameOf(province))[0] : ""));
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

new ResizeObserver(() => drawDiagram()).observe(byId("stage-table"));
